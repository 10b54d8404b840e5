"""Business days, and the date that may be promised: never earlier than policy's bound or our own record. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

import holidays

from knowledge.terms.model import Span, Unit


class Calendar:
    """Working days of one country (ISO 3166 code, "US-CA" with a subdivision); weekends and public holidays are off."""

    def __init__(self, country: str = "US") -> None:
        self.country = country
        code, _, subdivision = country.partition("-")
        self._off = holidays.country_holidays(code, subdiv=subdivision or None)

    def is_working(self, day: date) -> bool:
        """Whether people work on that day."""
        return day.weekday() < 5 and day not in self._off

    def add(self, start: date, amount: int, unit: Unit) -> date:
        """The last day of a stretch of time that begins on `start`; hours are counted as begun days."""
        if unit == "hours":
            return start + timedelta(days=max(1, math.ceil(amount / 24)))
        if unit == "days":
            return start + timedelta(days=amount)
        if unit == "weeks":
            return start + timedelta(weeks=amount)
        if unit == "months":
            return _months_later(start, amount)
        day = start
        while amount > 0:
            day += timedelta(days=1)
            amount -= self.is_working(day)
        return day

    def between(self, start: date, end: date, unit: Unit) -> int:
        """Whole units from start to end, 0 if end is not later."""
        if end <= start:
            return 0
        days = (end - start).days
        if unit == "business_days":
            return sum(self.is_working(start + timedelta(days=step)) for step in range(1, days + 1))
        return {"hours": days * 24, "days": days, "weeks": days // 7, "months": days // 30}[unit]


@lru_cache(maxsize=64)
def calendar(country: str) -> Calendar:
    """The calendar of a country, made once. Raises NotImplementedError for a code that `holidays` does not know."""
    return Calendar(country)


# The same promises are asked about for every proposal, and business days are counted one by one.
@lru_cache(maxsize=8192)
def needed(days_off: Calendar, start: date, end: date, unit: Unit) -> int:
    """The fewest units from start after which `end` is reached, 0 if end is not later: `add` undone, rounded up."""
    units = days_off.between(start, end, unit)
    while units and days_off.add(start, units - 1, unit) >= end:
        units -= 1
    while end > start and days_off.add(start, units, unit) < end:
        units += 1
    return units


def _months_later(start: date, months: int) -> date:
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    for day in range(start.day, 0, -1):
        try:
            return date(year, month, day)
        except ValueError:  # 31 April: the month's last day counts
            continue
    raise AssertionError("every month has a first day")


class Ended(NamedTuple):
    """A promise that came to its end: kept on `ended_on`, or given up then."""

    made_on: date
    due: date
    ended_on: date


def taken(record: Iterable[Ended], span: Span, days_off: Calendar) -> tuple[int, ...]:
    """How many of the span's units promises of a like stretch took; what `promise_date` takes as `kept_in`.

    A like stretch is one that was promised for half the span's bound to three times as long: what became of a payment
    in 30 days says nothing about a call within two. A promise that was given up took at least the time until then, and
    counts with that.
    """
    return tuple(
        needed(days_off, made_on, ended_on, span.unit)
        for made_on, due, ended_on in record
        if span.bound <= 2 * needed(days_off, made_on, due, span.unit) <= 6 * span.bound
    )


class Promised(NamedTuple):
    """The three numbers: what we aim at, what we promise, and policy's ceiling; all counted from `start`."""

    internal_target: date
    promised: date
    policy_bound: date
    value: int
    unit: Unit


def promise_date(
    span: Span, start: date, days_off: Calendar, *, kept_in: Sequence[int] = (), keep_rate: float = 0.95
) -> Promised:
    """The date to promise for a policy span.

    `kept_in`: how many units past promises of the kind really took. The promise is the later of policy's upper bound
    and the record's `keep_rate` quantile (the smallest count that at least that share kept); with fewer than 20
    records the bound stands alone, since a quantile of few is a guess. A published bound is what the customer is owed,
    so nothing is added to it without evidence; the padding is the distance to the internal target.
    """
    bound = span.bound
    value = bound
    if len(kept_in) >= 20:
        ordered = sorted(kept_in)
        rank = min(len(ordered), math.ceil(keep_rate * (len(ordered) + 1)))
        value = max(bound, ordered[rank - 1])
    typical = sorted(kept_in)[len(kept_in) // 2] if kept_in else max(1, bound * 2 // 3)
    return Promised(
        days_off.add(start, min(typical, bound), span.unit),
        days_off.add(start, value, span.unit),
        days_off.add(start, bound, span.unit),
        value,
        span.unit,
    )
