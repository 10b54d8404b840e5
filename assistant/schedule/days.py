"""Business days of a country, cut-off times, and stretches of time from a day. Pure."""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import holidays

from knowledge.terms.model import Unit


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

    def behind(self, moment: datetime, cut_off: time | None) -> int:
        """How many days are lost before work begins: 1 on a working day whose cut-off has passed, else 0."""
        return int(cut_off is not None and self.is_working(moment.date()) and moment.time() >= cut_off)

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
