"""Which pairs of clauses the plan waits for: those that sound alike, and those of which one rules as the stricter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import pytest
from rulebook import alike, case, passage, terms

from assistant.chain.drafting import _conflicts
from assistant.chain.field import Field
from assistant.conflicts import find_conflicts
from assistant.disputes import Yielding
from assistant.remedies import Situation
from knowledge.terms import Term

# The same limit in two ways of saying it: too far apart in words to be found by them.
KEPT = "The deposit is kept if the client cancels less than 72 hours before admission."
BACK = "An operation may be called off up to 24 hours ahead of the day, with all that was paid for it returned."


@dataclass
class Found:
    """As much of a field as the pairs are looked for in: its clauses, all of them near, and which of two is stricter."""

    terms: tuple[Term, ...]
    case: Situation
    yielding: tuple[Yielding, ...] = ()

    def top(self, _count: int) -> frozenset[str]:
        return frozenset(term.passage for term in self.terms)


def field(texts: Sequence[str], *, yields: bool, near: bool = True, **facts: str) -> Found:
    """Clauses of two documents; `yields`: the second is the milder of the two, `near`: their passages are retrieved."""
    one, other = terms(*(passage(text, path=f"{place}.md") for place, text in enumerate(texts)))
    pairs = (Yielding(milder=other, stricter=one),) if yields else ()
    found = Found((one, other), case(**facts), pairs)
    return found if near else Found((), found.case, pairs)


def pairs(found: Found) -> list[tuple[str, str, bool]]:
    return [(c.one.quote, c.other.quote, c.decisive) for c in _conflicts(cast(Field, found), alike, claimed=False)]


def test_two_clauses_that_only_their_deed_and_figures_set_against_each_other_are_a_pair() -> None:
    assert find_conflicts(field([KEPT, BACK], yields=True).terms, alike) == [], "their words do not tell"
    assert pairs(field([KEPT, BACK], yields=False)) == []
    ((one, other, _),) = pairs(field([KEPT, BACK], yields=True))
    assert {one, other} == {KEPT, BACK}


def test_a_pair_that_words_tell_too_is_one_pair() -> None:
    slow = "The refund of the course fee is paid within 10 business days of the request."
    fast = "The course fee is refunded within 4 business days of the customer's request for it."
    for yields in (False, True):
        assert len(pairs(field([slow, slow.replace("10", "4")], yields=yields))) == len(
            pairs(field([slow, slow.replace("10", "4")], yields=False))
        )
    assert len(pairs(field([slow, fast], yields=True))) == 1


def test_a_pair_of_which_one_clause_is_not_near_the_case_is_none() -> None:
    assert pairs(field([KEPT, BACK], yields=True, near=False)) == []


@pytest.mark.parametrize(
    ("facts", "decisive"),
    [
        ({"delivered on": "2026-10-31"}, True),  # 20 days ago: the one limit has passed, the other has not
        ({"delivered on": "2026-11-18"}, False),
        ({}, False),
    ],
)
def test_the_facts_decide_a_pair_where_they_keep_one_limit_and_miss_the_other(
    facts: dict[str, Any], decisive: bool
) -> None:
    short = "Items may be returned within 14 days of delivery."
    long = "Whatever was bought can be sent back to us by the buyer within 30 days of delivery."
    found = pairs(field([short, long], yields=True, **facts))
    assert [each[2] for each in found] == [decisive]
