"""A term is told in plain words, and what differs between two of them limit by limit."""

from __future__ import annotations

import pytest
from rulebook import row, term

from assistant.limits import except_where, only_where, term_changes, term_sentence
from knowledge.passage import Standing


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        (
            "For a late parcel we refund the delivery fee within 7 business days of the request.",
            ["The customer is owed a refund", "within 7 business days"],
        ),
        ("A supervisor may grant a goodwill credit of up to 50 USD.", ["a credit", "up to 50.00 USD", "supervisor"]),
        ("Items may be returned within 30 days of delivery.", ["30 days after delivery"]),
        ("Never offer a replacement for a used mattress.", ["Not allowed", "a replacement"]),
    ],
)  # fmt: skip
def test_a_term_reads_as_a_sentence_with_its_limits(clause: str, said: list[str]) -> None:
    sentence = term_sentence(term(clause))
    assert sentence.endswith(".")
    for part in said:
        assert part in sentence


def test_a_condition_and_for_whom_it_holds_are_told() -> None:
    told = term("If the parcel is lost, we refund the price within 1 week of the report.")
    told = told.model_copy(update={"standing": Standing(regions=("Canada",), tiers=("Gold",))})
    sentence = term_sentence(told)
    assert "only if the parcel is lost" in sentence
    assert "within 1 week after" in sentence
    assert "for Canada, Gold" in sentence


def test_the_cells_of_a_row_are_told_with_the_names_of_their_columns() -> None:
    told = term_sentence(term(row(plan="Gold", monthly_credit="20%")))
    assert "plan: Gold; monthly credit: 20%" in told


def test_each_limit_that_differs_is_named_with_both_values() -> None:
    before = term("We refund the delivery fee within 7 business days of the request.")
    after = term("We refund the delivery fee within 10 business days of the request.")
    (change,) = term_changes(before, after)
    assert change.what == "our time"
    assert (change.before.split(" after")[0], change.after.split(" after")[0]) == (
        "7 business days",
        "10 business days",
    )
    assert term_changes(before, before) == ()


def test_what_a_clause_only_speaks_of_is_not_told_as_given_unless_the_customer_chooses() -> None:
    paid = term("The refund of the delivery fee is paid within 7 business days of the request.")
    paid = paid.model_copy(update={"kinds": ("refund", "delivery")})
    assert term_sentence(paid) == "The customer is owed a refund, within 7 business days after request."
    choice = term_sentence(term("The customer chooses between a replacement and a full refund of the price."))
    assert "a replacement or a refund, as the customer chooses" in choice


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("If the parcel is lost", "only if the parcel is lost"),
        ("Until both photos have arrived", "until both photos have arrived"),
        ("Where no document covers it", "only where no document covers it"),
        ("once Finance has confirmed it", "only once Finance has confirmed it"),
        ("only if it was in time", "only if it was in time"),
        ("Should we cancel", "should we cancel"),
        ("Prescription glasses ordered online", "only for prescription glasses ordered online"),
        ("United Kingdom, Home", "only for United Kingdom, Home"),
        ("the decision is made after the file", "only if the decision is made after the file"),
        (
            "While it is open; but only after a supervisor has agreed",
            "while it is open and after a supervisor has agreed",
        ),
    ],
)
def test_a_condition_reads_as_the_end_of_a_sentence(condition: str, said: str) -> None:
    assert only_where(condition) == said


def test_an_exception_keeps_its_sense() -> None:
    assert except_where("unless the box was crushed") == "unless the box was crushed"
    assert except_where("if it was used") == "not if it was used"
    assert except_where("The review") == "except the review"


def test_a_gate_says_until_when() -> None:
    sentence = term_sentence(term("Until the photos have arrived, promise no refund."))
    assert sentence == "Not until the photos have arrived: a refund."
