"""Contradictions between documents in force are found over all terms, with the stricter of the two clauses."""

from __future__ import annotations

import datetime as dt

import pytest
from rulebook import alike, passage, term, terms

from assistant.disputes import find_disputes, stricter
from knowledge.passage import Standing

TODAY = dt.date(2026, 11, 20)
SLOW = "The refund of the course fee is paid within 10 business days of the request."
FAST = "The refund of the course fee is paid within 4 business days of the request."


def two(**changes: object) -> tuple[object, ...]:
    """Two documents that give different times; `changes` go to the standing of the second."""
    return terms(passage(SLOW, path="a.md"), passage(FAST, path="b.md", standing=Standing(**changes)))  # type: ignore[arg-type]  # as a test names them


def test_two_documents_in_force_that_disagree_are_found_and_the_later_day_is_the_stricter() -> None:
    (dispute,) = find_disputes(two(), alike, on=TODAY)  # type: ignore[arg-type]  # terms
    assert {dispute.one.path, dispute.other.path} == {"a.md", "b.md"}
    assert dispute.stricter is not None
    assert dispute.stricter.path == "a.md"


@pytest.mark.parametrize(
    "standing",
    [
        {"effective_until": dt.date(2026, 1, 31)},
        {"effective_from": dt.date(2027, 1, 1)},
        {"orders_before": dt.date(2026, 1, 1)},
        {"internal": True},
    ],
    ids=["ended", "not yet", "for older orders", "internal"],
)
def test_a_document_that_does_not_rule_today_disagrees_with_none(standing: dict[str, object]) -> None:
    assert find_disputes(two(**standing), alike, on=TODAY) == ()  # type: ignore[arg-type]  # terms


def test_two_regions_may_have_two_rules() -> None:
    one = passage(SLOW, path="a.md", standing=Standing(regions=("Canada",)))
    other = passage(FAST, path="b.md", standing=Standing(regions=("France",)))
    assert find_disputes(terms(one, other), alike, on=TODAY) == ()


@pytest.mark.parametrize(
    ("strict", "mild"),
    [
        ("A late repair is compensated with a credit of 10% of the rent.", "A late repair is compensated with a credit of 20% of the rent."),
        ("A lost bag is compensated with a credit of 40 USD.", "A lost bag is compensated with a credit of 60 USD."),
        ("Items may be returned within 14 days of delivery.", "Items may be returned within 30 days of delivery."),
        (SLOW, FAST),
    ],
    ids=["share", "sum", "the customer's time", "our time"],
)  # fmt: skip
def test_the_stricter_clause_is_the_one_that_promises_less(strict: str, mild: str) -> None:
    one, other = term(strict, path="a.md"), term(mild, path="b.md")
    assert stricter(one, other) == one
    assert stricter(other, one) == one


def test_where_each_is_stricter_in_its_own_way_neither_is() -> None:
    one = term("A lost bag is compensated with a credit of 40 USD within 3 days of the report.", path="a.md")
    other = term("A lost bag is compensated with a credit of 60 USD within 9 days of the report.", path="b.md")
    assert stricter(one, other) is None
