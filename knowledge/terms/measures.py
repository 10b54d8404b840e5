"""Sums, percentages, stretches of time and dates in running text: where they stand and what they say. Pure.

English, Spanish, German and French number words and units; sums in any currency that has a sign or a code here.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from knowledge.terms.model import Money, Span, Unit
from knowledge.terms.numbers import NUMBER_WORDS, ORDINALS, any_of, count, number

SIGNS = {
    "$": "USD",
    "US$": "USD",
    "A$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
}
_DOLLARS = {"U": "USD", "C": "CAD", "A": "AUD"}
CODES = "USD|EUR|GBP|CAD|AUD|NZD|CHF|SEK|NOK|DKK|PLN|CZK|JPY|INR|MXN|SGD|HKD|ZAR|BRL"
_WORDS = {"euros": "EUR", "euro": "EUR", "dollars": "USD", "dollar": "USD", "bucks": "USD", "pounds": "GBP",
          "pound": "GBP", "quid": "GBP", "pfund": "GBP", "libras": "GBP", "livres sterling": "GBP", "dólares": "USD", "dolares": "USD", "miles": "miles", "points": "points",
          "millas": "miles", "meilen": "miles", "punkte": "points", "puntos": "points"}  # fmt: skip
_NUMBER = r"\d{1,3}(?:[.,\u00a0\u202f' ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
# "A room 10 miles away" is a way, and no sum of miles.
_FAR = r"(?<=miles)(?: (?:away|from|off|apart|or less|radius|round|an hour|per hour)\b| of (?:the|an?|our|your|it)\b)"
_MONEY = re.compile(
    rf"(?:(?P<sign>(?:US|A|C|CA)?\$|[€£¥₹])\s?(?P<a>{_NUMBER})(?P<k>k\b)?)"
    rf"|(?:(?P<code>\b(?:{CODES}))\s?(?P<b>{_NUMBER}))"
    rf"|(?:(?<![\w.,])(?<!\d-)(?<!within )(?P<c>{_NUMBER})\s?(?P<unit>(?:{CODES})\b|[€£]|(?P<land>US|CA?|AU?)?\$(?:\s?(?P<behind>(?-i:CAD?|CAN|AUD|USD))\b)?|(?:{'|'.join(_WORDS)})\b)(?!{_FAR}))",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"(?<![\w.])(?P<n>\d+(?:[.,]\d+)?)\s?(?:%|per ?cent\b|prozent\b|por ciento\b|pour cent\b)", re.IGNORECASE
)

_N = rf"(?:\d{{1,4}}|{any_of(NUMBER_WORDS)})"
_UNITS: tuple[tuple[str, Unit, int], ...] = (
    (r"(?:business|working|work|week)[- ]?days?", "business_days", 1),
    (r"d[ií]as? (?:h[áa]bil(?:es)?|laborables?)|arbeitstage?n?|werktage?n?|jours? (?:ouvr[ée]s?|ouvrables?)", "business_days", 1),
    (r"business hours?|hours?|hrs?\b|horas?|stunden?|heures?", "hours", 1),
    (r"(?:calendar |full )?days?|d[ií]as?(?: naturales)?|tage?n?|kalendertage?n?|jours?(?: calendaires)?", "days", 1),
    (r"(?:calendar )?weeks?|semanas?|wochen?|semaines?", "weeks", 1),
    (r"(?:calendar )?months?|mes(?:es)?|monate?n?|mois", "months", 1),
    (r"years?|años?|jahre?n?|ans?\b|années?", "months", 12),
)  # fmt: skip
_UNIT_RE = "|".join(f"(?P<u{i}>{pattern})" for i, (pattern, _, _) in enumerate(_UNITS))
_IN_WORDS = rf"(?<![\w.,:/-])(?P<n>{_N})(?:\s?(?:-|–|to|or|a|bis|à)\s?(?P<m>{_N}))?[\s\u00a0-]?(?:full |whole |consecutive )?(?:{_UNIT_RE})\b"
_SPAN = re.compile(_IN_WORDS, re.IGNORECASE)
# Small letters are looked for in small letters: without regard to case, it takes twice the time.
_SMALL_SPAN = re.compile(_IN_WORDS)
# No stretch of time without one of these, or without French years.
_UNIT_HINTS = ("day", "week", "month", "hour", "hr", "year", "día", "dia", "tag", "jour", "hora", "stunde", "heure", "semana", "woche",
               "semaine", "mes", "monat", "mois", "año", "jahr", "année")  # fmt: skip
_YEARS = re.compile(r"(?<![^\W\d_])ans?\b")

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero januar janvier", "february feb febrero februar février fevrier",
            "march mar marzo märz maerz mars", "april apr abril avril", "may mayo mai", "june jun junio juni juin",
            "july jul julio juli juillet", "august aug agosto août aout", "september sept sep septiembre septembre",
            "october oct octubre oktober octobre", "november nov noviembre novembre",
            "december dec diciembre dezember décembre decembre",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"(?<!\d)(?:(?P<y>\d{{4}})-(?P<mo>\d{{1,2}})-(?P<d>\d{{1,2}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.|er)?(?: de| of)? (?P<m2>{_MONTH})\b\.?(?:,?(?: de)? (?P<y2>\d{{4}}))?"
    rf"|(?P<m3>{_MONTH})\.? (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y3>\d{{4}}))?"
    rf"|(?P<d4>\d{{1,2}})\.(?P<m4>\d{{1,2}})\.(?P<y4>\d{{4}}))(?!\d)",
    re.IGNORECASE,
)


class FoundMoney(NamedTuple):
    """A sum and where it stands."""

    start: int
    end: int
    money: Money


class FoundDay(NamedTuple):
    """A calendar day and where it stands; `year` is None where it is not told."""

    start: int
    end: int
    year: int | None
    month: int
    day: int


class FoundSpan(NamedTuple):
    """A stretch of time and where it stands."""

    start: int
    end: int
    span: Span


_DIGIT = re.compile(r"\d")

# The same clauses are asked for their figures again and again, by each rule and for each case.
_REMEMBERED = 16_384


def find_money(text: str) -> list[FoundMoney]:
    """All sums with a currency, in text order. "48k" after a sign is 48,000."""
    return list(_money_in(text))


@lru_cache(maxsize=_REMEMBERED)
def _money_in(text: str) -> tuple[FoundMoney, ...]:
    if not _DIGIT.search(text):
        return ()
    found = []
    for match in _MONEY.finditer(text):
        digits = match["a"] or match["b"] or match["c"]
        marker = match["sign"] or match["code"] or match["unit"]
        land = match["land"] or match["behind"]  # "15 CA$", "15 $ CA"
        currency = (
            _DOLLARS[land[0].upper()]
            if land
            else SIGNS.get(marker.upper()) or _WORDS.get(marker.lower()) or marker.upper()
        )
        value = number(digits) * (1000 if match["k"] else 1)
        found.append(FoundMoney(match.start(), match.end(), Money(value=value, currency=currency)))
    return tuple(found)


def find_percent(text: str) -> list[tuple[int, int, Decimal]]:
    """All percentages as (start, end, value)."""
    return list(_percent_in(text))


@lru_cache(maxsize=_REMEMBERED)
def _percent_in(text: str) -> tuple[tuple[int, int, Decimal], ...]:
    if not _DIGIT.search(text):
        return ()
    return tuple((m.start(), m.end(), Decimal(m["n"].replace(",", "."))) for m in _PERCENT.finditer(text))


def find_spans(text: str) -> list[FoundSpan]:
    """All stretches of time such as "5-7 business days" or "two weeks"; years become months."""
    return list(_spans_in(text))


@lru_cache(maxsize=_REMEMBERED)
def _spans_in(text: str) -> tuple[FoundSpan, ...]:
    small = text.lower()
    if len(small) == len(text):  # a few letters have no small one of their own: the places are to be those of the text
        if not _holds_a_unit(small) and not _YEARS.search(small):
            return ()
        matches = _SMALL_SPAN.finditer(small)
    else:
        matches = _SPAN.finditer(text)
    found = []
    for match in matches:
        index = next(i for i in range(len(_UNITS)) if match[f"u{i}"])
        _, unit, factor = _UNITS[index]
        low = count(match["n"]) * factor
        high = count(match["m"]) * factor if match["m"] else None
        if high is not None and high < low:
            high = None
        found.append(FoundSpan(match.start(), match.end(), Span(value=low, max=high, unit=unit)))
    return tuple(found)


def _holds_a_unit(small: str) -> bool:
    for unit in _UNIT_HINTS:  # noqa: SIM110 -- a generator takes twice the time, for each text of all documents
        if unit in small:
            return True
    return False


_PLACES = {**ORDINALS, "next": 1, "following": 1}
_BY_DAY = re.compile(
    rf"\b(?:by|before|no later than|not later than|not after) (?:(?:the )?(?:end|close) of )?(?:the )?(?:(?P<o>{any_of(_PLACES)})|(?P<n>\d{{1,2}})(?:st|nd|rd|th)) "
    r"(?:(?P<b>business|working|work)[- ])?(?:calendar )?(?P<u>day|week)\b",
    re.IGNORECASE,
)


def find_days_counted(text: str) -> list[FoundSpan]:
    """Deadlines told by the number of the day: "by the end of the third working day", "no later than the next day"."""
    low = text.lower()
    if "day" not in low and "week" not in low:
        return []
    found = []
    for match in _BY_DAY.finditer(text):
        unit: Unit = "weeks" if match["u"].lower() == "week" else ("business_days" if match["b"] else "days")
        which = int(match["n"]) if match["n"] else _PLACES[match["o"].lower()]
        found.append(FoundSpan(match.start(), match.end(), Span(value=which, unit=unit)))
    return found


def find_calendar_days(text: str) -> tuple[FoundDay, ...]:
    """All calendar days of a text as they are told, with or without a year; whether there is such a day is not asked."""
    found = []
    for match in _DATE.finditer(text):
        named = match["m2"] or match["m3"]
        year = match["y"] or match["y2"] or match["y3"] or match["y4"]
        found.append(
            FoundDay(
                match.start(), match.end(), int(year) if year else None,
                _MONTHS[named.lower()] if named else int(match["mo"] or match["m4"]),
                int(match["d"] or match["d2"] or match["d3"] or match["d4"]),
            )
        )  # fmt: skip
    return tuple(found)


def find_dates(text: str, *, near: date | None = None) -> list[tuple[int, int, date]]:
    """All calendar dates as (start, end, day). A date without a year takes the year that puts it closest to `near`."""
    return list(_dates_in(text, near))


@lru_cache(maxsize=_REMEMBERED)
def _dates_in(text: str, near: date | None) -> tuple[tuple[int, int, date], ...]:
    found = []
    for start, end, year, month, day in find_calendar_days(text):
        try:
            if year is not None:
                found.append((start, end, date(year, month, day)))
            elif near is not None:
                options = [date(near.year + step, month, day) for step in (-1, 0, 1)]
                found.append((start, end, min(options, key=lambda d: abs((d - near).days))))
        except ValueError:  # 31 June, or 29 February of a common year: not a date, so nothing is found
            continue
    return tuple(found)
