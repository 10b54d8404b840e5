"""What texts and facts measure is read in one way: numbers in words, lengths of time, calendar days, bounds."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from assistant.facts import read_facts
from assistant.measures.bounds import find_bounds
from assistant.measures.lengths import find_lengths, in_short, unit_named
from assistant.measures.moments import clock, moments
from knowledge.terms.measures import find_dates, find_spans
from knowledge.terms.numbers import count, place


@pytest.mark.parametrize(
    ("word", "number"),
    [("eleven", 11), ("Twenty-one", 21), ("ninety-nine", 99), ("48", 48), ("ocho", 8), ("zwölf", 12)],
)
def test_a_number_in_words_is_the_number(word: str, number: int) -> None:
    assert count(word) == number


@pytest.mark.parametrize(("word", "which"), [("third", 3), ("twentieth", 20), ("thirty-first", 31), ("4th", 4)])
def test_an_ordinal_is_a_place(word: str, which: int) -> None:
    assert place(word) == which


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("within twenty-one days", 21, "days"),
        ("eleven working days", 11, "business_days"),
        ("forty-eight hours", 48, "hours"),
    ],
)
def test_a_deadline_in_any_number_word_is_read_from_a_clause(text: str, value: int, unit: str) -> None:
    (found,) = find_spans(text)
    assert (found.span.value, found.span.unit) == (value, unit)


def test_a_word_that_only_begins_like_a_month_tells_no_day() -> None:
    near = dt.date(2026, 9, 1)
    assert find_dates("2 decanters and 5 markers", near=near) == []
    assert [day for _, _, day in find_dates("2 Dec. and 5 March", near=near)] == [
        dt.date(2026, 12, 2),
        dt.date(2026, 3, 5),
    ]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("1 h 20 min", 80), ("2h15", 135), ("47 minutes, outward", 47), ("2.5 hours", 150), ("three weeks", 30240)],
)
def test_a_length_of_time_is_told_in_minutes(text: str, minutes: int) -> None:
    assert [length.minutes for length in find_lengths(text)] == [minutes]


def test_the_shorthand_of_a_fact_is_a_length() -> None:
    assert [length.unit for length in in_short("9 d")] == ["days"]
    assert find_lengths("9 d") == ()
    assert unit_named("days since sale") == "days"


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("orders above 250 USD", 250, None, "USD"),
        ("between £20 and £50", 20, 50, "GBP"),
        ("30 minutes to 2 hours late", Decimal("0.5"), 2, "hours"),
        ("more than 60 and up to 120 minutes", 60, 120, "minutes"),
        ("bags over twenty-five kilos", 25, None, "kg"),
        ("parcels not over 20 kg", None, 20, "kg"),
        ("orders not under £40", 40, None, "GBP"),
    ],
)
def test_a_bound_has_its_ends_and_its_unit(text: str, low: object, high: object, unit: str) -> None:
    (bound,) = find_bounds(text)
    assert (bound.low, bound.high, bound.unit) == (low, high, unit)


def test_a_day_is_the_same_however_a_fact_writes_it() -> None:
    told = read_facts([("a", "14/09/2003"), ("b", "2003-09-14"), ("c", "14 September 2003"), ("d", "Sept 14th, 2003")])
    assert {moment.since.date() for moment in moments(told)} == {dt.date(2003, 9, 14)}
    assert clock("6.30 p.m.") == clock("18:30") == 1110
