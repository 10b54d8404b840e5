"""How many of something a case tells: numbers, lists of days, stretches between two days. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from knowledge.terms.measures import NUMBER_WORDS, find_dates, find_money, find_percent, find_spans

_I = re.IGNORECASE
_WORDS = "|".join(sorted((word for word in NUMBER_WORDS if len(word) > 2 and word != "una"), key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![\w.,:/£$€-])(?P<n>\d{{1,3}}|{_WORDS}|both|twice|once)(?![\w%]|[.,:/-]\d| ?(?:%|per ?cent|am\b|pm\b|o'clock|min(?:ute)?s?\b|kg\b|km\b|miles\b|gsm\b))"
    rf"(?: (?:out )?of (?:the |a )?(?P<all>\d{{1,3}}|{_WORDS})\b)?(?:[ -](?P<noun>(?:[a-zà-ÿ]+[ -])?[a-zà-ÿ]{{3,}}))?",
    _I,
)
_SEVERAL = {"both": 2, "twice": 2, "once": 1}
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.? )?\d{1,2}(?:st|nd|rd|th)?"
_LIST = re.compile(rf"\b(?P<days>{_DAY}(?:(?:, ?(?:and )?| and | & | or )(?:the )?{_DAY})+) (?P<month>{_MONTH})\b(?: (?P<year>\d{{4}}))?", _I)  # fmt: skip
_RUN = re.compile(rf"\b(?P<a>{_DAY}) ?(?:to|-|–|until|till|through) ?(?P<b>{_DAY}) (?P<month>{_MONTH})\b(?: (?P<year>\d{{4}}))?", _I)  # fmt: skip
_BARE_DAYS = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)(?:(?:, ?(?:and )?| and )(?:the )?\d{1,2}(?:st|nd|rd|th))+\b", _I)
_BETWEEN = re.compile(r"\b(?:to|until|till|through)\b|–|(?<=\w) - (?=\w)|->|→", _I)
_MENDED = re.compile(r"\b(?:mended|back|restored|reopened|repaired|fixed)\b", _I)


class Count(NamedTuple):
    """A number of a case; `unit`: the noun or the stretch of time counted, "" where none is told; `line`: where it is told."""

    value: int
    unit: str
    name: str
    line: str


class Stretch(NamedTuple):
    """The days from one to another of a fact; `ends` whether both of them count ("3 to 7 March")."""

    first: date
    last: date
    name: str
    line: str
    ends: bool


@lru_cache(maxsize=8192)
def days_in(text: str, near: date) -> tuple[date, ...]:
    """The calendar days of a text; "5, 12 and 19 October" are three. A day without a year takes the one nearest to `near`."""
    several = _LIST.search(text) or _RUN.search(text)
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


@lru_cache(maxsize=8192)
def counts_in(name: str, text: str, near: date) -> tuple[Count, ...]:
    """The numbers of a fact, its lists of days counted as days."""
    line = f"{name}: {text}"
    if find_money(text) and re.search(r"\bfor\b|\d ?[x×]|/", text):
        return ()  # "£78 for 10 lessons" says what one of them costs, not how many are meant
    taken = [(m.start, m.end) for m in find_money(text)] + [(a, b) for a, b, _ in find_dates(text, near=near)]
    taken += [(a, b) for a, b, _ in find_percent(text)]
    taken += [m.span() for m in (_LIST.search(text), _RUN.search(text), _BARE_DAYS.search(text)) if m]
    found = []
    for span in find_spans(text):
        unit = span.span.unit.removesuffix("s").removeprefix("business_")
        before = text[: span.start].rstrip().lower().endswith((" of", "per", "a"))
        if not before and not any(a <= span.start < b for a, b in taken):
            found.append(Count(span.span.value, unit, name, line))
            taken.append((span.start, span.end))
    for match in _NUMBER.finditer(text):
        if any(a <= match.start() < b for a, b in taken):
            continue
        word = match["n"].lower()
        value = _SEVERAL.get(word) or (int(word) if word.isdigit() else NUMBER_WORDS[word])
        noun = (match["noun"] or "").lower()
        if value > 0:
            found.append(Count(value, noun, name, line))
    days = days_in(text, near)
    listed = _BARE_DAYS.search(text)
    if listed and not days:
        found.append(Count(len(re.findall(r"\d{1,2}(?=[a-z])", listed.group())), "day", name, line))
    if len(days) > 1 and _listed(text, days):
        run = _RUN.search(text)
        ends = days_in(run.group(), near) if run else ()
        more = (ends[1] - ends[0]).days - 1 if len(ends) == 2 else 0
        found.append(Count(len(set(days) | set(ends)) + more, "day", name, line))
    if not days and not find_money(text) and not re.search(r"\d", text):
        things = [piece for piece in re.split(r", | and ", text) if piece.strip()]
        if len(things) > 2 and all(len(piece.split()) <= 2 for piece in things):
            found.append(Count(len(things), "", name, line))
    return tuple(found)


def _listed(text: str, days: Sequence[date]) -> bool:
    """Whether days are told one by one, not as the first and the last."""
    return len(days) > 2 or not (_RUN.search(text) or _BETWEEN.search(text))


@lru_cache(maxsize=8192)
def stretch_in(name: str, text: str, near: date) -> Stretch | None:
    """The stretch of a fact that tells its first and its last day."""
    days = days_in(text, near)
    if len(days) != 2 or _listed(text, days):
        return None
    return Stretch(days[0], days[1], name, f"{name}: {text}", not _MENDED.search(text))


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
