"""Dates that are promised: never earlier than policy's bound, nor than the record allows."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.schedule import Calendar, Ended, calendar, needed, promise_date, taken
from knowledge.terms import Span, Unit

US, FRANCE = Calendar("US"), Calendar("FR")
FRIDAY = dt.date(2026, 11, 20)
UNITS: tuple[Unit, ...] = ("hours", "days", "business_days", "weeks", "months")


def test_weekends_and_public_holidays_are_no_working_days() -> None:
    assert US.add(FRIDAY, 1, "business_days") == dt.date(2026, 11, 23)
    thanksgiving = dt.date(2026, 11, 26)
    assert not US.is_working(thanksgiving) and FRANCE.is_working(thanksgiving)
    assert US.add(dt.date(2026, 11, 25), 1, "business_days") == dt.date(2026, 11, 27)


@pytest.mark.parametrize(
    ("amount", "unit", "end"),
    [
        (24, "hours", dt.date(2026, 11, 21)),
        (25, "hours", dt.date(2026, 11, 22)),
        (14, "days", dt.date(2026, 12, 4)),
        (2, "weeks", dt.date(2026, 12, 4)),
        (3, "months", dt.date(2027, 2, 20)),
    ],
)
def test_a_stretch_ends_on_its_last_day(amount: int, unit: Unit, end: dt.date) -> None:
    assert US.add(FRIDAY, amount, unit) == end


def test_a_month_from_the_31st_ends_with_the_month() -> None:
    assert US.add(dt.date(2027, 1, 31), 1, "months") == dt.date(2027, 2, 28)


def test_an_unknown_country_is_refused() -> None:
    with pytest.raises(NotImplementedError):
        calendar("Atlantis")


@given(st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)), st.integers(1, 40))
def test_business_days_counted_back_are_those_counted_forth(start: dt.date, amount: int) -> None:
    end = US.add(start, amount, "business_days")
    assert US.is_working(end) and US.between(start, end, "business_days") == amount
    assert US.between(end, start, "business_days") == 0


def test_a_range_is_promised_at_its_far_end() -> None:
    promised = promise_date(Span(value=5, max=7, unit="business_days"), FRIDAY, FRANCE)
    assert promised.value == 7
    assert promised.promised == promised.policy_bound == dt.date(2026, 12, 1)
    assert promised.internal_target < promised.promised


def test_a_slow_record_makes_the_promise_later_and_a_fast_one_never_earlier() -> None:
    span = Span(value=7, unit="days")
    assert promise_date(span, FRIDAY, US, kept_in=[3] * 40).value == 7
    assert promise_date(span, FRIDAY, US, kept_in=[3] * 30 + [12] * 10).value == 12
    assert promise_date(span, FRIDAY, US, kept_in=[12] * 19).value == 7, "a quantile of few is a guess"


@given(
    st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)),
    st.integers(0, 120),
    st.sampled_from(UNITS),
)
def test_what_was_needed_reaches_the_end_and_one_unit_less_does_not(start: dt.date, days: int, unit: Unit) -> None:
    end = start + dt.timedelta(days=days)
    units = needed(US, start, end, unit)
    assert US.add(start, units, unit) >= end or units == 0 == days
    assert units == 0 or US.add(start, units - 1, unit) < end


def test_only_promises_of_a_like_stretch_count_and_in_the_units_of_the_clause() -> None:
    def ended(promised: int, took: int) -> Ended:
        return Ended(FRIDAY, US.add(FRIDAY, promised, "business_days"), US.add(FRIDAY, took, "business_days"))

    record = [ended(10, 12), ended(5, 4), ended(30, 31), ended(4, 3), ended(40, 20)]
    assert taken(record, Span(value=10, unit="business_days"), US) == (12, 4, 31)
    assert taken(record[:1], Span(value=2, unit="weeks"), US) == (3,), "12 business days begin a third week"
    assert taken(record, Span(value=1, max=2, unit="business_days"), US) == (4, 3)
    assert taken([], Span(value=10, unit="days"), US) == ()


@given(
    st.integers(1, 60),
    st.sampled_from(UNITS),
    st.lists(st.integers(1, 90), max_size=60),
    st.sampled_from([0.5, 0.8, 0.95, 0.99]),
)
def test_the_three_numbers_stand_in_their_order(bound: int, unit: Unit, kept_in: list[int], rate: float) -> None:
    promised = promise_date(Span(value=bound, unit=unit), FRIDAY, US, kept_in=kept_in, keep_rate=rate)
    assert promised.internal_target <= promised.policy_bound <= promised.promised
    assert promised.value >= bound
    if len(kept_in) >= 20:
        kept = sum(taken <= promised.value for taken in kept_in) / len(kept_in)
        assert kept >= min(rate, 1.0)
