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
CODES = "USD|EUR|GBP|CAD|AUD|NZD|CHF|SEK|NOK|DKK|PLN|CZK|JPY|INR|MXN|SGD|HKD|ZAR|BRL"
_WORDS = {"euros": "EUR", "euro": "EUR", "dollars": "USD", "dollar": "USD", "bucks": "USD", "pounds": "GBP",
          "pound": "GBP", "quid": "GBP", "pfund": "GBP", "libras": "GBP", "livres sterling": "GBP", "dólares": "USD", "dolares": "USD", "miles": "miles", "points": "points",
          "millas": "miles", "meilen": "miles", "punkte": "points", "puntos": "points"}  # fmt: skip
_NUMBER = r"\d{1,3}(?:[.,\u00a0\u202f' ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_MONEY = re.compile(
    rf"(?:(?P<sign>(?:US|A|C|CA)?\$|[€£¥₹])\s?(?P<a>{_NUMBER})(?P<k>k\b)?)"
    rf"|(?:(?P<code>\b(?:{CODES}))\s?(?P<b>{_NUMBER}))"
    rf"|(?:(?<![\w.,])(?<!\d-)(?P<c>{_NUMBER})\s?(?P<unit>(?:{CODES})\b|[€£]|\$|(?:{'|'.join(_WORDS)})\b))",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"(?<![\w.])(?P<n>\d+(?:[.,]\d+)?)\s?(?:%|per ?cent\b|prozent\b|por ciento\b|pour cent\b)", re.IGNORECASE
)

NUMBER_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30, "sixty": 60,
    "ninety": 90, "un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "siete": 7, "diez": 10,
    "quince": 15, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sieben": 7, "zehn": 10, "vierzehn": 14,
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "dix": 10, "quinze": 15, "trente": 30,
}  # fmt: skip
_N = r"(?:\d{1,4}|" + "|".join(sorted(NUMBER_WORDS, key=len, reverse=True)) + r")"
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
_SPAN = re.compile(
    rf"(?<![\w.,:/-])(?P<n>{_N})(?:\s?(?:-|–|to|or|a|bis|à)\s?(?P<m>{_N}))?[\s\u00a0-]?(?:full |whole |consecutive )?(?:{_UNIT_RE})\b",
    re.IGNORECASE,
)

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
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.|er)?(?: de| of)? (?P<m2>{_MONTH})\.?(?:,?(?: de)? (?P<y2>\d{{4}}))?"
    rf"|(?P<m3>{_MONTH})\.? (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y3>\d{{4}}))?"
    rf"|(?P<d4>\d{{1,2}})\.(?P<m4>\d{{1,2}})\.(?P<y4>\d{{4}}))(?!\d)",
    re.IGNORECASE,
)


class FoundMoney(NamedTuple):
    """A sum and where it stands."""

    start: int
    end: int
    money: Money


class FoundSpan(NamedTuple):
    """A stretch of time and where it stands."""

    start: int
    end: int
    span: Span


def number(text: str) -> Decimal:
    """Read "1,200.00", "1.200,00", "1 200" or "12" as a number; a lone group of three digits is thousands."""
    compact = re.sub(r"[\s\u00a0\u202f']", "", text)
    last = max(compact.rfind("."), compact.rfind(","))
    if last >= 0 and len(compact) - last - 1 in (1, 2):
        whole, fraction = compact[:last], compact[last + 1 :]
        return Decimal(f"{re.sub(r'[.,]', '', whole) or '0'}.{fraction}")
    return Decimal(re.sub(r"[.,]", "", compact))


# The same clauses are asked for their figures again and again, by each rule and for each case.
_REMEMBERED = 16_384


def find_money(text: str) -> list[FoundMoney]:
    """All sums with a currency, in text order. "48k" after a sign is 48,000."""
    return list(_money_in(text))


@lru_cache(maxsize=_REMEMBERED)
def _money_in(text: str) -> tuple[FoundMoney, ...]:
    found = []
    for match in _MONEY.finditer(text):
        digits = match["a"] or match["b"] or match["c"]
        marker = match["sign"] or match["code"] or match["unit"]
        currency = SIGNS.get(marker.upper()) or _WORDS.get(marker.lower()) or marker.upper()
        value = number(digits) * (1000 if match["k"] else 1)
        found.append(FoundMoney(match.start(), match.end(), Money(value=value, currency=currency)))
    return tuple(found)


def find_percent(text: str) -> list[tuple[int, int, Decimal]]:
    """All percentages as (start, end, value)."""
    return list(_percent_in(text))


@lru_cache(maxsize=_REMEMBERED)
def _percent_in(text: str) -> tuple[tuple[int, int, Decimal], ...]:
    return tuple((m.start(), m.end(), Decimal(m["n"].replace(",", "."))) for m in _PERCENT.finditer(text))


def count(word: str) -> int:
    """The whole number that a numeral or number word stands for."""
    return int(word) if word.isdigit() else NUMBER_WORDS[word.lower()]


def find_spans(text: str) -> list[FoundSpan]:
    """All stretches of time such as "5-7 business days" or "two weeks"; years become months."""
    return list(_spans_in(text))


@lru_cache(maxsize=_REMEMBERED)
def _spans_in(text: str) -> tuple[FoundSpan, ...]:
    found = []
    for match in _SPAN.finditer(text):
        index = next(i for i in range(len(_UNITS)) if match[f"u{i}"])
        _, unit, factor = _UNITS[index]
        low = count(match["n"]) * factor
        high = count(match["m"]) * factor if match["m"] else None
        if high is not None and high < low:
            high = None
        found.append(FoundSpan(match.start(), match.end(), Span(value=low, max=high, unit=unit)))
    return tuple(found)


_ORDINALS = {
    word: place
    for place, words in enumerate(
        ("next first following", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
         "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth"), start=1
    )
    for word in words.split()
}  # fmt: skip
_BY_DAY = re.compile(
    rf"\b(?:by|before|no later than|not later than|not after) (?:(?:the )?(?:end|close) of )?(?:the )?(?:(?P<o>{'|'.join(_ORDINALS)})|(?P<n>\d{{1,2}})(?:st|nd|rd|th)) "
    r"(?:(?P<b>business|working|work)[- ])?(?:calendar )?(?P<u>day|week)\b",
    re.IGNORECASE,
)


def find_days_counted(text: str) -> list[FoundSpan]:
    """Deadlines told by the number of the day: "by the end of the third working day", "no later than the next day"."""
    found = []
    for match in _BY_DAY.finditer(text):
        unit: Unit = "weeks" if match["u"].lower() == "week" else ("business_days" if match["b"] else "days")
        place = int(match["n"]) if match["n"] else _ORDINALS[match["o"].lower()]
        found.append(FoundSpan(match.start(), match.end(), Span(value=place, unit=unit)))
    return found


def find_dates(text: str, *, near: date | None = None) -> list[tuple[int, int, date]]:
    """All calendar dates as (start, end, day). A date without a year takes the year that puts it closest to `near`."""
    return list(_dates_in(text, near))


@lru_cache(maxsize=_REMEMBERED)
def _dates_in(text: str, near: date | None) -> tuple[tuple[int, int, date], ...]:
    found = []
    for match in _DATE.finditer(text):
        day = int(match["d"] or match["d2"] or match["d3"] or match["d4"])
        named = match["m2"] or match["m3"]
        month = _MONTHS[named.lower()] if named else int(match["mo"] or match["m4"])
        year = match["y"] or match["y2"] or match["y3"] or match["y4"]
        try:
            if year:
                found.append((match.start(), match.end(), date(int(year), month, day)))
            elif near is not None:
                options = [date(near.year + step, month, day) for step in (-1, 0, 1)]
                found.append((match.start(), match.end(), min(options, key=lambda d: abs((d - near).days))))
        except ValueError:  # 31 June, or 29 February of a common year: not a date, so nothing is found
            continue
    return tuple(found)
