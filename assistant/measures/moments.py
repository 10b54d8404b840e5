"""The moments that facts tell, and how long it was from one to another. Pure.

A fact may tell a day with or without its year, a month, a clock time, a weekday, or a day with a time. What is not told
stays open: a stretch is the least and the most that it can have been.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from assistant.facts import Fact, days_of
from knowledge.terms.measures import FoundDay, find_calendar_days

_I = re.IGNORECASE
_LONGEST = 60  # letters of a fact that tells a moment
_ANY_YEAR = 2025  # for days told without their year; no leap year
_MONDAY = datetime(_ANY_YEAR, 9, 1, tzinfo=UTC)  # the first day of the week in which bare weekdays and clock times lie
_CLOCK = re.compile(
    r"(?<![\d:.+-])(?P<h>[01]?\d|2[0-3])(?:[:.](?P<m>[0-5]\d))? ?(?P<half>[ap])\.?m\b|(?<![\d:.+-])(?P<h2>[01]?\d|2[0-3]):(?P<m2>[0-5]\d)(?::\d\d)?(?!\d)|\b(?P<word>noon|midday|midnight)\b",
    _I,
)
_WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_WEEKDAY = re.compile(r"\b(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b", _I)
_SLASHED = re.compile(r"(?<![\d/-])(?P<d>[0-3]?\d)/(?P<m>[01]?\d)(?:/(?P<y>(?:20)?\d\d|19\d\d))?(?![\d/])|^(?P<d2>[0-3]\d)-(?P<m2>[01]\d)(?:-(?P<y2>(?:20|19)\d\d))?$")  # fmt: skip
_MONTH_OF = re.compile(r"^(?P<m>[01]?\d)[/-](?P<y>(?:19|20)\d\d)$|^(?P<y2>(?:19|20)\d\d)-(?P<m2>[01]\d)$")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH_NAMED = re.compile(r"^(?:in |early |late |mid |mid-)?(?P<m>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?(?: (?P<y>(?:19|20)\d\d))?$", _I)  # fmt: skip
_YEAR = re.compile(r"^(?:since |in )?(?P<y>(?:19|20)\d\d)$")


class Moment(NamedTuple):
    """When a fact says that something was: between `since` and `until`; `year`: the year is told; `kind`: "day", "clock"
    (no day told), "weekday", "month" or "year"."""

    fact: Fact
    since: datetime
    until: datetime
    year: bool
    kind: str
    timed: bool


class Stretch(NamedTuple):
    """The least and the most minutes, and days on the calendar, from one moment to another."""

    first: Moment
    last: Moment
    least: int
    most: int

    @property
    def in_days(self) -> bool:
        """Whether both ends are told as days, so that whole days can be counted."""
        return self.first.kind in {"day", "weekday"} and self.last.kind in {"day", "weekday"}

    @property
    def days(self) -> int:
        """Days on the calendar between the two."""
        return (self.last.since.date() - self.first.since.date()).days


def moments(facts: Sequence[Fact]) -> list[Moment]:
    """The moments that facts tell, in the order of the facts; a sum or a long text tells none."""
    return list(_moments(tuple(facts)))


@lru_cache(maxsize=128)  # the same facts are asked for by each condition
def _moments(facts: tuple[Fact, ...]) -> tuple[Moment, ...]:
    brief = (fact for fact in facts if fact.money is None and len(fact.text) <= _LONGEST)
    told = [_read_moment(part) for fact in brief for part in days_of(fact)]
    return tuple(moment for moment in told if moment is not None)


def clock(text: str) -> int | None:
    """Minutes after midnight of the first clock time in a text."""
    match = _CLOCK.search(text)
    if match is None:
        return None
    if match["word"]:
        return 0 if match["word"].lower() == "midnight" else 720
    hour, minute = int(match["h"] or match["h2"]), int(match["m"] or match["m2"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    return hour * 60 + minute


def _read_moment(fact: Fact) -> Moment | None:
    text = fact.text
    minute = clock(text)
    told = [*find_calendar_days(text), *_slashed(text)]
    if len(told) > 1 or len(_CLOCK.findall(text)) > 1:
        return None
    day = _at(told[0].year or _ANY_YEAR, told[0].month, told[0].day) if told else None
    if day is not None:
        since = day + timedelta(minutes=minute or 0)
        until = since if minute is not None else day + timedelta(days=1)
        return Moment(fact, since, until, told[0].year is not None, "day", minute is not None)
    weekday = _WEEKDAY.search(text)
    if weekday is not None:
        start = _MONDAY + timedelta(days=_WEEKDAYS.index(weekday[1][:3].lower()))
        since = start + timedelta(minutes=minute or 0)
        return Moment(fact, since, since if minute is not None else start + timedelta(days=1), False, "weekday", minute is not None)  # fmt: skip
    if minute is not None:
        since = _MONDAY + timedelta(minutes=minute)
        return Moment(fact, since, since, False, "clock", True)
    return _roughly(fact, text.strip())


def _slashed(text: str) -> list[FoundDay]:
    """Days as reps type them, the day before the month: "14/09/2003", "3/6"."""
    found = []
    for match in _SLASHED.finditer(text):
        year = match["y"] or match["y2"]
        full = int(year) + (2000 if len(year) == 2 else 0) if year else None
        found.append(FoundDay(match.start(), match.end(), full, int(match["m"] or match["m2"]), int(match["d"] or match["d2"])))  # fmt: skip
    return found


def _roughly(fact: Fact, text: str) -> Moment | None:
    """A moment told by its month or its year alone."""
    match = _MONTH_OF.match(text)
    named = _MONTH_NAMED.match(text)
    if match or named:
        month = int(match["m"] or match["m2"]) if match else _MONTHS.index(named["m"][:3].lower()) + 1 if named else 0
        told = (match["y"] or match["y2"]) if match else named["y"] if named else None
        since = _at(int(told or _ANY_YEAR), month, 1)
        if since is None:
            return None
        return Moment(fact, since, since + timedelta(days=31), told is not None, "month", False)
    year = _YEAR.match(text)
    if year is not None:
        only = int(year["y"])
        return Moment(fact, datetime(only, 1, 1, tzinfo=UTC), datetime(only + 1, 1, 1, tzinfo=UTC), True, "year", False)
    return None


def _at(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None


def stretch(first: Moment, last: Moment) -> Stretch | None:
    """How long it was from one moment to a later one; None where what is told of the two cannot be set together."""
    rough = {"month", "year"}
    if first.kind != last.kind and not ({first.kind, last.kind} <= {"day", *rough}):
        return None
    if first.kind == last.kind == "clock":
        minutes = int((last.since - first.since).total_seconds() // 60)
        return Stretch(first, last, minutes, minutes)
    if first.year != last.year:
        return None
    if not first.year and last.since < first.since and first.kind != "clock":
        around = timedelta(days=7) if first.kind == "weekday" else timedelta(days=365)
        last = last._replace(since=last.since + around, until=last.until + around)
    least = int((last.since - first.until).total_seconds() // 60)
    most = int((last.until - first.since).total_seconds() // 60)
    return Stretch(first, last, least, most)
