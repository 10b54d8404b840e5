"""Dates that are promised: never earlier than policy's bound, nor than the record allows."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.schedule import Calendar, Course, Track, calendar, chance_of_keeping, needed, promise_date, track
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


def course(promised: int, took: int | None, *, made_on: dt.date = FRIDAY) -> Course:
    ended_on = None if took is None else US.add(made_on, took, "business_days")
    return Course(made_on, US.add(made_on, promised, "business_days"), ended_on)


def tracked(record: list[Course], span: Span, *, on: dt.date = dt.date(2027, 11, 22), behind: int = 0) -> Track:
    return track(record, span, US, on=on, keep_rate=0.95, behind=behind)


def weekly(*took: int | None, promised: int = 10, until: dt.date = dt.date(2027, 11, 22)) -> list[Course]:
    """A promise a week, the last one a week before the day."""
    start = until - dt.timedelta(weeks=len(took))
    return [course(promised, each, made_on=start + dt.timedelta(weeks=at)) for at, each in enumerate(took)]


def test_only_promises_of_a_like_stretch_count_and_in_the_units_of_the_clause() -> None:
    record = [course(10, 12), course(5, 4), course(30, 31), course(4, 3), course(40, 20)]
    assert sorted(tracked(record, Span(value=10, unit="business_days"))) == [4, 12, 31]
    assert tracked(record[:1], Span(value=2, unit="weeks")) == (3,), "12 business days begin a third week"
    assert sorted(tracked(record, Span(value=1, max=2, unit="business_days"))) == [3, 4]
    assert tracked([], Span(value=10, unit="days")) == ()


def test_the_record_moves_a_promise_only_from_twenty_on_and_only_to_later() -> None:
    span = Span(value=10, unit="business_days")
    few = tracked(weekly(*[14] * 19, until=dt.date(2027, 10, 4)), span)
    assert few.bound is None and promise_date(span, FRIDAY, US, kept_in=few).value == 10
    slow = tracked(weekly(*[14] * 40), span)
    assert slow.bound is not None and 14 <= slow.bound <= 17
    promised = promise_date(span, FRIDAY, US, kept_in=slow)
    assert promised.value == slow.bound and "policy's 10 would not hold" in promised.how
    fast = promise_date(span, FRIDAY, US, kept_in=tracked(weekly(*[4] * 40), span))
    assert fast.value == 10 and fast.internal_target == US.add(FRIDAY, 4, "business_days")


def test_a_slow_down_shows_before_the_slow_ones_are_done() -> None:
    span = Span(value=10, unit="business_days")
    steady = weekly(*[6] * 60)
    stuck = [course(10, None, made_on=dt.date(2027, 11, 22) - dt.timedelta(days=days)) for days in range(20, 33)]
    before, after = tracked(steady, span).bound, tracked(steady + stuck, span).bound
    assert before is not None and after is not None and after > max(before, 10)


def test_after_the_cut_off_a_promise_is_a_day_later_and_says_why() -> None:
    half_past_four = dt.datetime(2026, 11, 20, 16, 30, tzinfo=dt.UTC)
    assert US.behind(half_past_four, dt.time(16)) == 1
    assert US.behind(half_past_four, dt.time(17)) == US.behind(half_past_four, None) == 0
    assert US.behind(half_past_four + dt.timedelta(days=1), dt.time(16)) == 0, "nobody works on a Saturday anyway"
    span = Span(value=7, unit="business_days")
    promised = promise_date(span, FRIDAY, US, kept_in=tracked([], span, behind=1))
    assert promised.value == 8 and promised.policy_bound == US.add(FRIDAY, 7, "business_days")
    assert "cut-off" in promised.how


def test_the_chance_of_keeping_falls_as_time_runs_out() -> None:
    took = (2, 3, 3, 4, 5, 9)
    chances = [chance_of_keeping(took, spent, 6 - spent) for spent in range(7)]
    assert chances == sorted(chances, reverse=True) and chances[0] > 0.7 and chances[-1] == 0
    assert chance_of_keeping((), 1, 3) == 1


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
