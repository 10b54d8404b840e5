"""Words that say the opposite of one another, by which a fact on one thing is told from one on the other. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.facts import Fact

_I = re.IGNORECASE
_OPPOSITES = tuple(
    (re.compile(rf"\b(?:{one})\b", _I), re.compile(rf"\b(?:{other})\b", _I))
    for one, other in (
        ("lower|cheaper|smaller", "higher|dearer|larger|bigger"), ("before|earlier|early", "after|later|late"),
        ("first", "second|third|last|final"), ("outbound|outward", "inbound|return"), ("departure|collection|pick-?up", "arrival|return|drop-?off"),
        ("start|begin|beginning", "end|ending"), ("sender|seller", "recipient|receiver|buyer"), ("old|previous", "new"),
        ("minimum|least", "maximum|most"), ("domestic|inland", "international|abroad"), ("upgrade", "downgrade"),
    )
)  # fmt: skip


def of_the_opposite(phrase: str, fact: Fact) -> bool:
    """Whether the name of a fact says the opposite of what a phrase of the policy speaks of: that no larger room is free
    ("larger room available: no") says nothing of a smaller one."""
    (mine_one, mine_other), (its_one, its_other) = _sides(phrase), _sides(fact.name)
    return not (mine_one.isdisjoint(its_other) and mine_other.isdisjoint(its_one))


@lru_cache(maxsize=16_384)  # the same clauses and names are asked of in case after case
def _sides(text: str) -> tuple[frozenset[int], frozenset[int]]:
    """The pairs of opposites of which a text names the one alone, and those of which it names the other alone."""
    named = [(one.search(text) is not None, other.search(text) is not None) for one, other in _OPPOSITES]
    pairs = range(len(_OPPOSITES))
    return frozenset(k for k in pairs if named[k] == (True, False)), frozenset(
        k for k in pairs if named[k] == (False, True)
    )
