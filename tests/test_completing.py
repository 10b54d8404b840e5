"""What the clauses beside it add to a remedy and take off it: its time, its row of a table, a deduction."""

from __future__ import annotations

from decimal import Decimal

import pytest
from rulebook import case, passage, row, terms
from test_remedies import permitted, sums

from assistant.remedies import Situation, candidates, deducted
from knowledge.terms import Money, Term


def left(found: tuple[Term, ...], known: Situation) -> Money | None:
    """What is left of the only refund of a page once its deductions are taken off; None where that is not known."""
    (refund,) = [c for c in permitted(found, known) if c.kind == "refund" and c.amount]
    off = [t for t in found if t.mode == "deduction"]
    assert off
    return deducted(refund, off, known).amount


def money(value: str, currency: str) -> Money:
    return Money(value=Decimal(value), currency=currency)


# Times and tables


def test_a_remedy_takes_the_deadline_of_its_section() -> None:
    found = terms(
        "A lost coat is compensated with a credit of $90.\nCredits are issued within 6 business days of the report."
    )
    credit = next(c for c in permitted(found, case(coat="lost")) if c.amount is not None)
    assert credit.due is not None and credit.due.bound == 6
    assert credit.timed_by is not None


def test_a_clause_that_names_a_table_takes_the_value_of_its_row() -> None:
    table = [
        row("Delay table", delay="3 hours or more", compensation="$30"),
        row("Delay table", delay="8 hours or more", compensation="$80"),
    ]
    found = terms("The compensation in the delay table is due to the passenger.", *table)
    assert "30 USD" in sums(found, case(tables=table, delay="4 hours"))
    assert "80 USD" not in sums(found, case(tables=table, delay="4 hours"))


def test_it_is_added_within_days_is_said_of_the_sum_before() -> None:
    rules = terms(
        "4.2 The skipper gets a credit of $35 for a mooring that was taken. It is added within 6 working days of the report."
    )
    added = next(c for c in permitted(rules, case(mooring="taken")) if c.term.quote.startswith("It is added"))
    assert (added.amount, added.due and added.due.bound) == (money("35", "USD"), 6)


def test_a_clause_that_times_one_of_the_ways_to_choose_between_grants_nothing_by_itself() -> None:
    rules = terms(
        "The customer chooses between a replacement and a full refund. A replacement is dispatched within 3 business days "
        "of acceptance. The refund is issued within 6 business days of acceptance."
    )
    found = candidates(rules, case(price="86.50 USD", accepted="2026-11-20"))
    open_still = {(c.kind, c.term.choice, c.due.bound if c.due else None) for c in found if c.answer != "unmet"}
    assert open_still == {("replacement", True, 3), ("refund", True, 6)}


def test_the_price_is_not_given_back_whole_where_the_page_says_how_the_sum_is_reckoned() -> None:
    """The clause that says when it is paid names no sum; how it is reckoned stands beside it and cannot be worked out."""
    found = terms(
        "A yearly pass given back is refunded at its price for the months left, less a handling fee.\n"
        "The refund goes to the card that paid, no later than 9 working days after the pass was handed in."
    )
    told = case(price_paid="500.00 EUR", pass_handed_in="2026-11-02", months_left="not known")
    assert [c.amount for c in permitted(found, told)] == [None] * len(permitted(found, told))
    (alone,) = permitted(found[1:], told)
    assert alone.amount is not None, "without the clause beside it the price is what goes back"


# What is taken off


def test_what_policy_takes_off_a_refund_is_taken_off() -> None:
    found = terms(
        "The price is refunded in full within 7 days of the return.\nA label fee of $6.50 is deducted from the refund."
    )
    assert left(found, case(price="50.00 USD", returned_on="2026-11-19")) == money("43.50", "USD")


def test_what_comes_off_the_refund_comes_off_where_another_part_says_when_that_is_paid() -> None:
    page = (
        passage("A pick-up fee of USD 89 in the United States or CAD 115 in Canada is deducted from the refund.", section="4 Returns"),
        passage("The trial refund is issued within 10 days after the crew has recorded the collection.", section="5 Payment"),
        passage("A broken bed is refunded at the price paid within 6 days.", section="6 Breakage"),
    )  # fmt: skip
    found = terms(*page)
    told = case(bed_price_paid="200.00 CAD", collection_recorded="2026-11-18")
    off = [t for t in found if t.mode == "deduction"]
    timed, broken = (c for c in permitted(found, told) if c.kind == "refund" and c.amount)
    assert deducted(timed, off, told).amount == money("85.00", "CAD")
    assert deducted(broken, off, told).amount == money("200.00", "CAD"), "a part of its own says nothing of it"


def test_a_deduction_whose_condition_is_not_met_takes_nothing_off() -> None:
    found = terms(
        "The price is refunded in full within 7 days of the return.\n"
        "If the box was opened, a handling fee of $6.50 is deducted from the refund."
    )
    assert left(found, case(price="50.00 USD", returned_on="2026-11-19", box_opened="no")) == money("50.00", "USD")


@pytest.mark.parametrize(("kiln", "value"), [("used small kiln", "40.00"), ("unused small kiln", "50.00")])
def test_a_share_of_the_price_that_policy_takes_off_is_taken_off(kiln: str, value: str) -> None:
    found = terms(
        "The price is refunded in full within 7 days of the return.\n"
        "For a used small kiln, 20% of the price is deducted from the refund."
    )
    assert left(found, case(price="50.00 USD", returned_on="2026-11-19", kiln=kiln)) == money(value, "USD")


def test_the_whole_is_not_given_where_an_unknown_sum_comes_off_it() -> None:
    """The deposit without the cleaning that comes off it would be more than is owed."""
    rules = terms("The deposit is refunded within 10 days. The cost of cleaning is deducted from the deposit.")
    assert left(rules, case(deposit="200.00 EUR", left="2026-11-01")) is None


BOOKS = (
    "The course price is refunded within 10 days. If the books were written in, 15.00 EUR is deducted from the refund."
)


@pytest.mark.parametrize(
    ("books", "whole"),
    [
        ("written in", money("185.00", "EUR")),
        ("not written in", money("200.00", "EUR")),
        ("not looked at yet", None),
    ],
)
def test_no_sum_is_named_while_nobody_knows_whether_something_comes_off_it(books: str, whole: Money | None) -> None:
    assert left(terms(BOOKS), case(course_price="200.00 EUR", books=books)) == whole


def test_that_something_comes_off_is_not_known_where_only_the_customer_says_so() -> None:
    assert left(terms(BOOKS), case("I wrote in the books.", course_price="200.00 EUR")) is None


def test_a_time_that_runs_from_that_event_is_for_its_own_section_alone() -> None:
    """Which trip "that trip" is, the sentence before it says; a coat that was lost has nothing to do with it."""
    coat = passage("A lost coat is compensated with a credit of $90.", section="2 Coats")
    friend = passage(
        "A member gets a credit of $5 for a friend's first trip. The credit is added within 10 days of that trip.",
        section="1 Friends",
    )
    credit = next(c for c in permitted(terms(friend, coat), case(coat="lost")) if c.amount == money("90", "USD"))
    assert credit.due is None
    plain = passage(friend.text.replace("of that trip", "of the report"), section="1 Friends")
    credit = next(c for c in permitted(terms(plain, coat), case(coat="lost")) if c.amount == money("90", "USD"))
    assert credit.due is not None and credit.due.bound == 10


def test_a_cell_beside_the_sum_says_how_often_it_is_given() -> None:
    table = [
        row("Credits", issue="dish_swapped_without_notice", credit="£4", notes="For each swapped dish that was not announced; account credit"),
    ]  # fmt: skip
    known = case(tables=table, dishes_booked="6", dishes_swapped="3, for dearer ones")
    assert sums(terms(*table), known) == ["12 GBP"]


@pytest.mark.parametrize(
    ("facts", "sum_left"),
    [({"nights_spent": "3"}, money("130.00", "EUR")), ({"boat_colour": "green"}, None)],
)
def test_what_comes_off_for_each_comes_off_as_often_as_the_case_tells(
    facts: dict[str, str], sum_left: Money | None
) -> None:
    found = terms(
        "If a guest withdraws, the price is refunded in full within 8 days. Each night already spent is deducted at 20 EUR."
    )
    known = case("I withdraw.", price_paid="190.00 EUR", withdrawn="yes", **facts)
    assert left(found, known) == sum_left


@pytest.mark.parametrize(("thing", "sums"), [("lift", [20.0]), ("window", [])])
def test_the_row_of_a_table_is_the_one_of_which_the_case_speaks(thing: str, sums: list[float]) -> None:
    rule = passage("For each night on which the fault lasts, the sum in the table is refunded.")
    rows = [row(fault="Lift", refund="20.00 EUR"), row(fault="Heating", refund="30.00 EUR")]
    known = case(f"The {thing} is broken.", fault=f"{thing} broken", nights="1", tables=rows)
    found = candidates([*terms(rule), *terms(*rows)], known)
    assert [float(c.amount.value) for c in found if not c.term.cells and c.amount is not None] == sums


def test_of_times_that_other_parts_of_a_document_name_the_longest_counts() -> None:
    pages = [
        passage("The unused part of a hold is released within 3 days.", section="2 Holds", path="rides.md"),
        passage("A refund of a toll is paid within 8 days.", section="3 Tolls", path="rides.md"),
        passage("If a cable jams, the ride price is refunded.", section="4 Cables", path="rides.md"),
    ]
    found = candidates(terms(*pages), case("The cable jams.", cable="jams", ride_price="22.00 EUR"))
    (ride,) = [c for c in found if c.term.section == "4 Cables"]
    assert ride.due is not None and ride.due.value == 8


def test_a_time_under_this_section_is_of_no_other_section() -> None:
    pages = [
        passage("Money under this section is refunded within 15 days.", section="2 Cancelling", path="boats.md"),
        passage("If a sail tears, the hire price is refunded.", section="5 Sails", path="boats.md"),
    ]
    found = candidates(terms(*pages), case("The sail tore.", sail="tears", hire_price="22.00 EUR"))
    (sail,) = [c for c in found if c.term.section == "5 Sails"]
    assert sail.due is None
