"""Sums, shares, stretches of time and dates are read in the ways people write them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.terms import Money, Span, Unit
from knowledge.terms.measures import find_dates, find_money, find_percent, find_spans
from knowledge.terms.numbers import number


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("a fee of $1,250.50 a year", "1250.50", "USD"),
        ("1.250,50 € pro Jahr", "1250.50", "EUR"),
        ("1 250,50 EUR par an", "1250.50", "EUR"),
        ("about 40 bucks", "40", "USD"),
        ("£7 a day", "7", "GBP"),
        ("CHF 80 each", "80", "CHF"),
        ("CA$12.5 per bag", "12.5", "CAD"),
        ("15 $ CA par sac", "15", "CAD"),
        ("15 $ au total", "15", "USD"),
        ("12,50 CA$ le sac", "12.50", "CAD"),
        ("40 A$ por bolsa", "40", "AUD"),
        ("a $48k boiler", "48000", "USD"),
        ("8,000 miles", "8000", "miles"),
        ("$3,000", "3000", "USD"),
    ],
)
def test_a_sum_is_read_in_the_ways_people_write_it(text: str, value: str, currency: str) -> None:
    (found,) = find_money(text)
    assert found.money == Money(value=Decimal(value), currency=currency)
    assert text[found.start : found.end].strip() == text[found.start : found.end]


@pytest.mark.parametrize("text", ["order 4471", "room 12", "on 3 May", "12 business days", "gate 4 € ", "5%"])
def test_a_bare_number_is_no_sum(text: str) -> None:
    assert [found for found in find_money(text) if found.money.currency != "EUR"] == []


@given(st.integers(1, 999_999), st.integers(0, 99))
def test_a_sum_reads_the_same_in_american_and_in_german_writing(whole: int, cents: int) -> None:
    american = f"{whole:,}.{cents:02d}"
    german = american.replace(",", " ").replace(".", ",").replace(" ", ".")
    assert number(american) == number(german) == Decimal(f"{whole}.{cents:02d}")


@pytest.mark.parametrize(
    ("text", "percent"), [("12.5% off", "12.5"), ("30 percent", "30"), ("7,5 Prozent", "7.5"), ("10 por ciento", "10")]
)
def test_a_percentage_is_read(text: str, percent: str) -> None:
    assert [value for _, _, value in find_percent(text)] == [Decimal(percent)]


@pytest.mark.parametrize(
    ("text", "value", "most", "unit"),
    [
        ("within 5-7 business days", 5, 7, "business_days"),
        ("in 3 to 5 working days", 3, 5, "business_days"),
        ("within two weeks", 2, None, "weeks"),
        ("for 48 hours", 48, None, "hours"),
        ("30-day returns", 30, None, "days"),
        ("a two year warranty", 24, None, "months"),
        ("en 10 días hábiles", 10, None, "business_days"),
        ("innerhalb von 14 Tagen", 14, None, "days"),
        ("sous 5 jours ouvrés", 5, None, "business_days"),
        ("binnen drei Werktagen", 3, None, "business_days"),
    ],
)
def test_a_stretch_of_time_is_read(text: str, value: int, most: int | None, unit: Unit) -> None:
    assert [found.span for found in find_spans(text)] == [Span(value=value, max=most, unit=unit)]


def test_what_was_found_is_the_callers_own_to_change() -> None:
    """Each of these remembers what it found in a text, and never hands out the list that it keeps."""
    text = "5 EUR or 5% within 5 days of 5 May 2026"
    for find in (find_money, find_percent, find_spans, find_dates):
        first = list(find(text))
        find(text).clear()
        assert find(text) == first != [], find.__name__


def test_the_bound_of_a_range_is_its_far_end() -> None:
    assert Span(value=5, max=7, unit="days").bound == 7
    assert Span(value=5, unit="days").bound == 5


@pytest.mark.parametrize(
    "text",
    ["3 May 2026", "May 3rd, 2026", "2026-05-03", "03.05.2026", "3 de mayo de 2026", "3. Mai 2026", "3 mai 2026"],
)
def test_a_date_is_read(text: str) -> None:
    assert [day for _, _, day in find_dates(text)] == [dt.date(2026, 5, 3)]


def test_a_date_without_a_year_takes_the_nearest_and_an_impossible_one_is_left_out() -> None:
    assert [day for *_, day in find_dates("on 30 December", near=dt.date(2027, 1, 4))] == [dt.date(2026, 12, 30)]
    assert find_dates("on 31 June 2026") == []


def test_a_way_in_miles_is_no_sum() -> None:
    assert [
        m.money.currency for m in find_money("4,000 miles for a late bag, and a bed within 10 miles or 6 miles away")
    ] == ["miles"]
