"""The calendar days that a text tells: one by one, as a run, or as the first and the last of a period. Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from knowledge.terms.measures import find_dates

_I = re.IGNORECASE
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.? )?\d{1,2}(?:st|nd|rd|th)?"
LISTED = re.compile(rf"\b(?P<days>{_DAY}(?:(?:, ?(?:and )?| and | & | or )(?:the )?{_DAY})+) (?P<month>{_MONTH})\b(?: (?P<year>\d{{4}}))?", _I)  # fmt: skip
RUN = re.compile(rf"\b(?P<a>{_DAY}) ?(?:to|-|–|until|till|through) ?(?P<b>{_DAY}) (?P<month>{_MONTH})\b(?: (?P<year>\d{{4}}))?", _I)  # fmt: skip
_BETWEEN = re.compile(r"\b(?:to|until|till|through)\b|–|(?<=\w) - (?=\w)|->|→", _I)
_MENDED = re.compile(r"\b(?:mended|back|restored|reopened|repaired|fixed)\b", _I)


class Period(NamedTuple):
    """The days from one to another of a fact; `ends` whether both of them count ("3 to 7 March")."""

    first: date
    last: date
    name: str
    line: str
    ends: bool


@lru_cache(maxsize=8192)
def days_in(text: str, near: date) -> tuple[date, ...]:
    """The calendar days of a text; "5, 12 and 19 October" are three. A day without a year takes the one nearest to `near`."""
    several = LISTED.search(text) or RUN.search(text)
    found = {day for _, _, day in find_dates(text, near=near)}
    if several is None:
        return tuple(sorted(found))
    if "days" in several.groupdict():
        numbers = re.findall(r"\d{1,2}", several["days"])
    else:
        numbers = [re.findall(r"\d{1,2}", several[end])[0] for end in ("a", "b")]
    tail = f"{several['month']} {several['year'] or ''}".strip()
    found |= {day for n in numbers for _, _, day in find_dates(f"{n} {tail}", near=near)}
    return tuple(sorted(found))


def told_one_by_one(text: str, days: tuple[date, ...]) -> bool:
    """Whether days are told one by one, not as the first and the last."""
    return len(days) > 2 or not (RUN.search(text) or _BETWEEN.search(text))


@lru_cache(maxsize=8192)
def period_in(name: str, text: str, near: date) -> Period | None:
    """The period of a fact that tells its first and its last day."""
    days = days_in(text, near)
    if len(days) != 2 or told_one_by_one(text, days):
        return None
    return Period(days[0], days[1], name, f"{name}: {text}", not _MENDED.search(text))


def in_units(first: date, last: date, unit: str, *, ends: bool, begun: bool = False, calendar: bool = False) -> int:
    """How many days, nights, weeks or months lie from one day to another; `ends`: with the first; `begun`: a started one counts."""
    days = (last - first).days + (1 if ends else 0)
    if unit == "night":
        return (last - first).days
    if unit == "week":
        return -(-days // 7) if begun else days // 7
    if unit in {"month", "year"}:
        one, other = (first if ends else first + timedelta(1)), last + timedelta(1)
        months = (other.year - one.year) * 12 + other.month - one.month - (other.day < one.day)
        if calendar and one.day != 1:
            months = (other.year - one.year) * 12 + other.month - one.month - 1
        if begun and (one.day != other.day or not months):
            months += 1
        return months // 12 if unit == "year" else months
    return days
