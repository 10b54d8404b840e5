"""What a row of a table comes to: its step, its column, the parts of a cell, how often; no sum where two may be meant."""

from __future__ import annotations

import pytest
from rulebook import case, passage, row, term, terms

from assistant.amounts.bands import on_step
from assistant.remedies import candidates
from knowledge.passage import Passage, Standing

POOL = {"path": "late-lessons.csv", "section": "1 Late lessons"}


def scale() -> list[Passage]:
    """What a lesson that starts late gives to members of a club and to guests."""
    told = [("up to 9", "nothing", "nothing"), ("10 to 24", "2.00 CHF", "10% of the lesson price"), ("25 or more", "6.00 CHF", "lesson price back and 4.00 CHF")]  # fmt: skip
    return [
        passage(
            f"minutes late: {step} | Guest plan: {guest} | Club plan: {club}",
            fields=(("minutes late", step), ("Guest plan", guest), ("Club plan", club)),
            **POOL,
        )
        for step, guest, club in told
    ]


def owed(rows: list[Passage], **facts: str) -> list[float]:
    """The sums that the rows of a table come to."""
    found = candidates(terms(*rows), case("My lesson began late.", tables=rows, **facts))
    return [float(c.amount.value) for c in found if c.amount is not None and c.answer != "unmet"]


def test_the_row_is_the_one_on_whose_step_the_case_lies_and_the_column_the_customers_own() -> None:
    assert owed(scale(), plan="Guest, since May", delay="18 minutes", lesson_price="70.00 CHF") == [2.0]
    assert owed(scale(), plan="Club", delay="18 minutes", lesson_price="70.00 CHF") == [7.0]


def test_a_cell_that_gives_two_things_gives_their_sum_and_no_half_of_it() -> None:
    assert owed(scale(), plan="Club", delay="31 minutes", lesson_price="70.00 CHF") == [74.0]
    assert owed(scale(), plan="Club", delay="31 minutes") == []


def test_no_sum_where_nothing_says_which_column_is_the_customers() -> None:
    assert owed(scale(), delay="18 minutes", lesson_price="70.00 CHF") == []


def test_no_sum_where_a_cell_gives_more_for_each_day_after_the_first() -> None:
    rows = [
        row(
            "1 Late",
            promise_broken="switch completed late",
            sum="40.00 EUR, and 5.00 EUR for each working day after that",
        )
    ]
    assert owed(rows, working_days_between="24", switch="late") == []


def test_of_a_refund_and_a_credit_in_one_cell_the_row_gives_the_refund() -> None:
    rows = [row("1 Late", mishap="coach cancelled", outcome="fare back and 5.00 CHF credit")]
    assert owed(rows, fare="31.00 CHF") == [31.0]


def test_a_column_of_limits_bounds_what_its_row_gives_and_gives_nothing_itself() -> None:
    rows = [
        row(
            "1 Late delivery",
            service="Express",
            per_day_of_lateness="15% of the price",
            most="40.00 CHF",
            form="refund",
        )
    ]
    assert owed(rows, price="100.00 CHF", days_late="2") == [30.0]
    assert owed(rows, price="100.00 CHF", days_late="5") == [40.0]


def test_what_a_cell_charges_is_not_given() -> None:
    assert owed([row("1 Refunds", what="lost badge", sum="12.00 CHF charge")], badge="lost") == []


@pytest.mark.parametrize(
    ("heading", "cell", "facts", "fits"),
    [
        ("minutes late", "46 to 90", {"delay": "61 minutes"}, True),
        ("minutes late", "46 to 90", {"delay": "91 minutes"}, False),
        ("days late", "1 day", {"late_by": "1 day"}, True),
        ("what happened", "outage of 48 to 95 hours", {"outage_hours": "61"}, True),
        ("business days late", "3 to 5", {"delay": "4 days"}, None),
        ("business days late", "3 to 5", {"delay": "4 business days"}, True),
        ("minutes late", "46 to 90", {"fare": "9.00 CHF"}, None),
        ("event", "lift closed", {"delay": "61 minutes"}, None),
    ],
)
def test_a_step_is_answered_by_what_the_facts_measure(
    heading: str, cell: str, facts: dict[str, str], fits: bool | None
) -> None:
    assert on_step(heading, cell, case("It was late.", **facts)) is fits


def test_a_condition_of_time_is_no_step_of_a_scale() -> None:
    (found,) = candidates(
        terms("If we are later than 6 hours after it, 10% of the price comes back to you."), case(price="70.00 CHF")
    )
    assert found.amount is not None and float(found.amount.value) == 7.0


@pytest.mark.parametrize(
    ("cells", "mode"),
    [
        ({"promise": "We keep the hour agreed", "if_broken": "38.00 EUR"}, "entitlement"),
        ({"what_we_failed_to_do": "letter not answered", "home": "22.00 EUR"}, "entitlement"),
        ({"lateness": "60 minutes or more", "coach": "50% of the fare"}, "entitlement"),
        ({"late_fee": "second week", "price": "22.00 EUR"}, "rule"),
    ],
)
def test_a_table_of_what_went_wrong_gives_what_it_names_and_a_list_of_prices_does_not(
    cells: dict[str, str], mode: str
) -> None:
    assert term(row("1 Sums", **cells)).mode == mode


def test_the_time_in_the_case_that_a_row_is_for_is_no_time_in_which_it_is_paid() -> None:
    assert (
        term(row("1 Sums", promise="The closing bill within 6 weeks of the reading", if_broken="30.00 EUR")).due is None
    )


def test_of_the_rows_of_one_table_those_count_of_which_the_case_tells() -> None:
    rows = [
        row("1 Standards", path="s.csv", standard_missed="switch of the meter completed late", sum="40.00 EUR"),
        row("1 Standards", path="s.csv", standard_missed="home cut off by mistake", sum="160.00 EUR"),
    ]
    found = candidates(terms(*rows), case("The switch was completed late.", tables=rows, switch_completed="2026-09-04"))
    assert [float(c.amount.value) for c in found if c.amount is not None and c.answer != "unmet"] == [40.0]


def test_a_clause_that_names_a_table_takes_the_rows_sum_and_keeps_its_own_time() -> None:
    table = row("1 Late work", path="late.csv", service="Express", sum="45% of the price", form="refund")
    table = table.model_copy(update={"standing": Standing(code="QX-P-8")})
    clause = "A refund on the scale QX-P-8 is on your account within 7 business days of the delivery."
    found = candidates(
        terms(clause, table), case("It came late.", tables=[table], service="Express", price="180.00 EUR")
    )
    (refund,) = [c for c in found if not c.term.cells]
    assert refund.amount is not None and float(refund.amount.value) == 81.0
    assert refund.due is not None and (refund.due.bound, refund.due.unit) == (7, "business_days")


def test_what_was_paid_is_the_only_sum_told() -> None:
    def sums(**facts: str) -> list[float]:
        found = candidates(terms("What you've paid is returned in 5 working days."), case(**facts))
        return [float(c.amount.value) for c in found if c.amount is not None]

    assert sums(damage_fee="35.00 EUR, paid on 17 August", goodwill_this_year="6.00 EUR") == [35.0]
    assert sums(damage_fee="35.00 EUR", cleaning_fee="20.00 EUR") == []


def test_whoever_stands_in_a_table_of_limits_may_give_as_much() -> None:
    (host,) = terms(row("Limits", who="Gate Host", highest_amount="up to 30 voucher", when="our mistake"))
    (lead,) = terms(row("Limits", who="Team lead", highest_amount="up to 60 voucher", when="second complaint"))
    assert [(t.mode, t.authority) for t in (host, lead)] == [("authority", "rep"), ("authority", "supervisor")]
    (level,) = terms(row("Cards", level="Friend", fee_a_year="32 GBP", presale="24 hours"))
    assert level.mode != "authority"
