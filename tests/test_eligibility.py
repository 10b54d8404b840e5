"""A row of a table that gives nothing to this customer is not for them, whatever it gives to others."""

from __future__ import annotations

import pytest
from rulebook import case, passage, row, terms

from assistant.remedies import Situation, applies, candidates
from knowledge.terms import Term

PLANS = (
    row("Plans", path="plans.csv", matter="monthly fee", basic="5 GBP", plus="9 GBP"),
    row("Plans", path="plans.csv", matter="joining fee", basic="10 GBP", plus="10 GBP"),
)


def credit(cell: str) -> Term:
    """What a lost day gives, with this cell in the column of the Basic plan."""
    (term,) = terms(row(event="lost day", basic=cell, plus="20 GBP", form="credit"))
    return term


def of(plan: str | None) -> Situation:
    """A customer of a plan of the company."""
    return case(tables=PLANS, **({"plan": plan} if plan else {}))


@pytest.mark.parametrize(
    "cell", ["none", "None", " 0 ", "no", "nil", "nothing", "-", "–", "not paid", "not covered", "£0", "0.00", "0 €"]
)
def test_a_cell_of_the_own_column_that_gives_nothing_rules_the_row_out(cell: str) -> None:
    assert not applies(credit(cell), of("Basic"))
    assert candidates([credit(cell)], of("Basic")) == []


@pytest.mark.parametrize("cell", ["none", "0", "not paid"])
def test_what_the_row_does_not_give_to_others_counts_for_them_alone(cell: str) -> None:
    (found,) = candidates([credit(cell)], of("Plus"))
    assert found.amount is not None and (found.amount.value, found.amount.currency) == (20, "GBP")


@pytest.mark.parametrize("cell", ["5 GBP", "0.50 GBP", "no more than 5 GBP", "nothing but the fee paid, 5 GBP"])
def test_a_cell_that_says_more_than_nothing_keeps_the_row(cell: str) -> None:
    assert applies(credit(cell), of("Basic"))


def test_a_row_counts_for_a_customer_of_whose_plan_nothing_is_known() -> None:
    assert applies(credit("none"), of(None))


def test_the_days_of_an_office_are_no_plan_of_that_name() -> None:
    plans = (
        row("Plans", path="plans.csv", plan="Solo", price="9 EUR"),
        row("Plans", path="plans.csv", plan="Business", price="29 EUR"),
    )
    (visit,) = terms(row(fault="no heating", visit="within 6 business days", credit="12 EUR"))
    (theirs,) = terms(row(fault="no heating", visit="for Business, within 6 hours", credit="40 EUR"))
    assert applies(visit, case(tables=plans, plan="Solo"))
    assert not applies(theirs, case(tables=plans, plan="Solo"))


def test_what_stands_under_the_heading_of_another_plan_is_for_that_plan_alone() -> None:
    rule = passage("The locker fee is refunded within 9 weeks.", section="3 Plus plan")
    other, own, unknown = (applies(terms(rule)[0], of(plan)) for plan in ("Basic", "Plus", None))
    assert (other, own, unknown) == (False, True, True)
    leaving = case(tables=PLANS, plan="Basic", plus_plan_left_on="2026-11-02")
    assert applies(terms(rule)[0], leaving), "who had it, and left"


def test_a_charge_in_two_moneys_is_one_charge_and_the_clause_is_for_whom_it_names() -> None:
    fares = [passage("A Skiff booking is refunded. A Sledge booking is not refunded.")]
    (clause,) = terms("A Skiff booking is refunded within 8 days less a charge of £12 or €14.")
    for fare, for_them in (("Skiff", True), ("Sledge", False)):
        known = case("I cancelled.", tables=fares, fare=fare)
        assert applies(clause, known) is for_them
