"""Contradictions between documents in force are found over all terms, with the stricter of the two clauses."""

from __future__ import annotations

import datetime as dt

import pytest
from rulebook import alike, passage, term, terms

from assistant.disputes import Dispute, Yielding, find_disputes, ruling, stricter, yielding
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
        ("A missed lesson is charged at 50 EUR.", "A missed lesson is charged at 35 EUR."),
        ("Half of the exit fee is due.", "No exit fee is owed."),
        ("A lesson may be cancelled free of charge up to 48 hours before it begins.", "A lesson may be cancelled free of charge up to 24 hours before it begins."),
        ("Passengers who arrive 60 minutes late or more receive 25% of the fare.", "Passengers who arrive 30 minutes late or more receive 25% of the fare."),
        ("A lesson moved less than 5 days before it begins is charged at 20 EUR.", "Moving a lesson is free of charge up to 48 hours before it begins."),
        ("Stays of less than 15 minutes are free of charge.", "Stays of less than 30 minutes are free of charge."),
        ("Latecomers may not be seated in the interval.", "Latecomers may be seated in the interval."),
    ],
    ids=["share", "sum", "the customer's time", "our time", "a charge", "a share of a charge", "time ahead", "free until later", "from more on", "below", "refused"],
)  # fmt: skip
def test_the_stricter_clause_is_the_one_that_promises_less(strict: str, mild: str) -> None:
    one, other = term(strict, path="a.md"), term(mild, path="b.md")
    assert stricter(one, other) == one
    assert stricter(other, one) == one


def test_where_each_is_stricter_in_its_own_way_neither_is() -> None:
    one = term("A lost bag is compensated with a credit of 40 USD within 3 days of the report.", path="a.md")
    other = term("A lost bag is compensated with a credit of 60 USD within 9 days of the report.", path="b.md")
    assert stricter(one, other) is None
    pairs = yielding([Dispute(one, other, None, 0.9)], lambda _: True)
    assert pairs == ((other, one),)
    (left,) = ruling((one, other), pairs)
    assert (left.id, left.amount, left.due and left.due.value) == (one.id, one.amount, 9), "what both allow"


def test_two_sums_for_one_matter_are_a_dispute_though_the_time_is_the_same() -> None:
    text = "A lost bag is compensated with a credit of {} USD within 5 days of the report."
    found = terms(passage(text.format(40), path="a.md"), passage(text.format(60), path="b.md"))
    (dispute,) = find_disputes(found, alike, on=TODAY)
    assert dispute.stricter is not None
    assert dispute.stricter.path == "a.md"
    assert find_disputes(terms(passage(text.format(40), path="a.md"), passage(text.format(40), path="b.md")), alike, on=TODAY) == ()  # fmt: skip


def test_a_dispute_has_one_id_whichever_clause_comes_first() -> None:
    one, other = term(SLOW, path="a.md"), term(FAST, path="b.md")
    assert Dispute(one, other, one, 0.9).id == Dispute(other, one, one, 0.8).id
    assert Dispute(one, other, one, 0.9).id != Dispute(one, term(FAST, path="c.md"), one, 0.9).id


def test_only_disputes_whose_two_clauses_hold_for_a_case_make_one_of_them_yield() -> None:
    one, other = term(SLOW, path="a.md"), term(FAST, path="b.md")
    dispute = Dispute(one, other, one, 0.9)
    assert yielding([dispute], lambda _: True) == ((other, one),)
    assert yielding([dispute], lambda held: held.path == "b.md") == ()
    same = dispute._replace(other=one, stricter=None)
    assert yielding([same], lambda _: True) == (), "neither gives less"


def test_a_milder_clause_permits_nothing_beside_a_stricter_one_that_grants() -> None:
    one, other = term(SLOW, path="a.md"), term(FAST, path="b.md")
    assert ruling((one, other), [Yielding(other, one)]) == (one,)


def test_a_milder_time_limit_stands_with_the_stricter_time() -> None:
    mild = term("Items may be returned within 30 days of delivery.", path="a.md")
    strict = term("Items can be returned within 14 days of delivery.", path="b.md")
    kept = ruling((mild, strict), [Yielding(mild, strict)])
    assert [(t.id, t.window and t.window.value) for t in kept] == [(mild.id, 14), (strict.id, 14)]


def test_what_people_corrected_counts_and_not_the_words() -> None:
    one, other = term(SLOW, path="a.md"), term(FAST, path="b.md")
    assert other.due is not None
    longer = other.model_copy(update={"due": other.due.model_copy(update={"value": 20}), "confirmed": True})
    assert stricter(one, longer) == longer
    assert one.due is not None
    same = other.model_copy(update={"due": one.due, "confirmed": True})
    assert find_disputes((one, same), alike, on=TODAY) == ()
    assert len(find_disputes((one, other), alike, on=TODAY)) == 1
