"""Facts are read as what they are, and found by what a policy calls them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rulebook import alike

from assistant.facts import about, day_for, money_for, overlap, pending_words, price_paid, read_facts, shared, stems
from knowledge.terms import Money, Span


def test_money_dates_numbers_and_spans_are_read() -> None:
    price, day, uptime, guests, delay = read_facts(
        [
            ("price", "129.00 USD"),
            ("order_date", "2026-10-20"),
            ("uptime", "98.2%"),
            ("guests", "4"),
            ("delay", "5 hours"),
        ]
    )
    assert price.money == Money(value=Decimal("129.00"), currency="USD")
    assert day.day == dt.date(2026, 10, 20)
    assert (uptime.number, guests.number) == (Decimal("98.2"), Decimal(4))
    assert delay.span == Span(value=5, unit="hours")
    assert (price.name, price.line) == ("price", "price: 129.00 USD")
    assert day.name == "order date"


@pytest.mark.parametrize(
    "value", ["no", "none", "not yet received", "unknown", "not confirmed", "no record of it", "0"]
)
def test_a_value_that_says_no_denies(value: str) -> None:
    assert read_facts([("photos", value)])[0].denies


@pytest.mark.parametrize("value", ["0.54 EUR/kWh", "yes", "2 received", "November 3", "notebook sleeve", "Norway"])
def test_a_value_that_says_something_does_not_deny(value: str) -> None:
    assert not read_facts([("photos", value)])[0].denies


def test_pending_is_not_the_same_as_no() -> None:
    assert pending_words("not confirmed yet") and pending_words("none received")
    assert not pending_words("no") and not pending_words("confirmed 2026-11-02")


def test_a_missing_record_is_told_from_a_missing_thing() -> None:
    missing, plain = read_facts([("call_note", "no call on file"), ("photos", "none")])
    assert missing.no_record and not plain.no_record


def test_words_are_compared_by_their_stems() -> None:
    assert stems("the deliveries") == stems("delivery")
    assert overlap(stems("late deliveries"), stems("delivery was late")) == 2
    assert shared("the delivery fee", read_facts([("delivery_fee_paid", "5 EUR")])[0]) == 1.0
    assert shared("", read_facts([("a", "b")])[0]) == 0.0


def test_the_price_is_the_largest_whole_sum_and_never_a_part() -> None:
    facts = read_facts(
        [
            ("course_price", "300 EUR"),
            ("deposit_paid", "900 EUR"),
            ("monthly_fee", "1000 EUR"),
            ("amount_paid", "280 EUR"),
        ]
    )
    found = price_paid(facts)
    assert found is not None and found.key == "course_price"
    assert price_paid(read_facts([("deposit", "900 EUR")])) is None


def test_the_fact_that_a_policy_means_is_found_by_meaning() -> None:
    facts = read_facts(
        [
            ("ticket_price", "80.00 EUR"),
            ("cleaning_fee", "12.00 EUR"),
            ("returned_on", "2026-11-02"),
            ("booked_on", "2026-09-01"),
        ]
    )
    fee = money_for("the cleaning fee that the tenant paid", facts, alike)
    assert fee is not None and fee.key == "cleaning_fee"
    price = money_for("the full price of the ticket", facts, alike)
    assert price is not None and price.key == "ticket_price"
    back = day_for("return of the item", facts, alike)
    assert back is not None and back.key == "returned_on"


def test_a_sum_nobody_noted_is_not_made_up() -> None:
    facts = read_facts([("ticket_price", "80.00 EUR")])
    assert money_for("the cleaning fee", facts, alike) is None
    assert day_for("delivery", read_facts([("colour", "red")]), alike) is None
    assert about("the inspection of the roof", read_facts([("colour", "red")]), alike, least=0.6) is None


@given(st.lists(st.tuples(st.text(min_size=1, max_size=30), st.text(max_size=60)), max_size=6))
def test_any_fact_can_be_read(pairs: list[tuple[str, str]]) -> None:
    assert [fact.key for fact in read_facts(pairs)] == [key for key, _ in pairs]


_STEMS = st.frozensets(st.text("ab1.", min_size=1, max_size=7), max_size=6)


@given(_STEMS, _STEMS)
def test_a_stem_is_found_where_one_of_two_begins_the_other_by_four_letters_or_more(
    wanted: frozenset[str], having: frozenset[str]
) -> None:
    def kin(one: str, other: str) -> bool:
        short, long = sorted((one, other), key=len)
        return one == other or (len(short) >= 4 and long.startswith(short) and not short.isdigit())

    assert overlap(wanted, having) == sum(any(kin(one, other) for other in having) for one in wanted)


@pytest.mark.parametrize(
    ("value", "paid"),
    [
        ("3 at 58.00 GBP", "174.00"),
        ("2 seats, 31.00 EUR each", "62.00"),
        ("two nights at £95", "190"),
        ("£58.00 x 3", "174.00"),
        ("6 at 21.00 GBP; 4 unopened, 2 opened", "21.00"),  # which of them is meant, the clause says
        ("58.00 GBP on 3 May", "58.00"),
    ],
)
def test_so_many_at_a_price_are_paid_so_many_times(value: str, paid: str) -> None:
    (fact,) = read_facts([("tickets", value)])
    assert fact.money is not None
    assert fact.money.value == Decimal(paid)


@pytest.mark.parametrize(
    ("due", "came", "told"),
    [
        (("booked_slot", "2026-04-14 09:00-12:00"), ("arrived_at", "2026-04-14 15:40"), "3 hours 40 minutes late"),
        (("agreed_day", "2026-04-14"), ("arrived_on", "2026-04-16"), "2 days late"),
        (("day_on_the_ticket", "2026-04-14"), ("landed_on", "2026-04-17"), "3 days late"),
    ],
)
def test_what_came_after_the_time_it_was_booked_for_was_late(
    due: tuple[str, str], came: tuple[str, str], told: str
) -> None:
    assert read_facts([due, came])[-1].line.startswith(f"late: {told}")


@pytest.mark.parametrize(
    ("due", "came"),
    [
        (("booked_slot", "2026-04-14 09:00-12:00"), ("arrived_at", "2026-04-14 11:40")),
        (("booked_slot", "2026-04-14"), ("arrived_at", "2026-04-14 18:40")),
        (("booked_on", "2026-04-14"), ("arrived_on", "2026-04-16")),
        (("return_window", "2026-04-14"), ("arrived_on", "2026-04-16")),
    ],
)
def test_what_came_in_its_slot_or_after_no_due_day_was_not_late(due: tuple[str, str], came: tuple[str, str]) -> None:
    assert [fact.key for fact in read_facts([due, came])] == [due[0], came[0]]


@pytest.mark.parametrize(("came", "late"), [("2026-10-09", False), ("2026-10-12", True)])
def test_what_comes_within_its_range_of_days_is_not_late(came: str, late: bool) -> None:
    told = {"delivery_range": "2026-10-05 to 2026-10-11", "delivered_on": came}
    assert ("late" in {fact.key for fact in read_facts(told.items())}) is late
