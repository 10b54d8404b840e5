"""Sums of money, and percentages, as a letter writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_SIGNS = {"$": "USD CAD AUD NZD SGD HKD MXN", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "fr.": "CHF"}
_WORDS = {
    "us$": "USD", "dollar": "USD CAD AUD NZD SGD HKD", "dollars": "USD CAD AUD NZD SGD HKD",
    "dólares": "USD CAD AUD NZD", "dólar": "USD", "euro": "EUR", "euros": "EUR", "pound": "GBP", "pounds": "GBP",
    "franken": "CHF", "francs": "CHF", "kr": "SEK NOK DKK",
    "mile": "miles", "miles": "miles", "millas": "miles", "meilen": "miles", "milles": "miles",
    "point": "points", "points": "points", "puntos": "points", "punkte": "points",
}  # fmt: skip
_CODES = "USD|EUR|GBP|CHF|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|JPY|INR|SGD|HKD|MXN|ZAR|BRL"
_FIGURE = r"\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)"
_NAMES = "|".join(sorted((re.escape(word) for word in _WORDS), key=len, reverse=True))
_MONEY = re.compile(
    rf"(?i)(?<![\w.,])(?:(?P<sign>US\$|[$€£¥₹]|Fr\.|(?:{_CODES})\b)\s?(?P<after>{_FIGURE})"
    rf"|(?P<before>{_FIGURE})\s?(?P<unit>[€£$](?!\w)|(?:{_CODES})\b|(?:{_NAMES})\b))"
)
_PERCENT = re.compile(r"(?i)(?<![\w.,])(\d{1,3}(?:[.,]\d{1,2})?)\s?(?:%|percent\b|per cent\b|prozent\b|por ciento\b)")


@dataclass(frozen=True)
class Sum:
    """A sum that stands in a text at [start:end]. `currencies`: the codes it can mean ("$" is not only USD)."""

    value: Decimal
    currencies: frozenset[str]
    start: int
    end: int

    def is_in(self, currency: str | None) -> bool:
        """Whether it can be a sum in this currency (None: any)."""
        return currency is None or currency in self.currencies


def figure(text: str) -> Decimal:
    """The number written as "1,200.00", "1.200,00", "14.400", "6 000" or "9,95"."""
    bare = re.sub(r"[' ]", "", text)
    last = max(bare.rfind("."), bare.rfind(","))
    if last < 0:
        return Decimal(bare)
    whole, fraction = bare[:last], bare[last + 1 :]
    # Three digits after the only kind of mark are thousands; money has no third decimal.
    if len(fraction) == 3 and len(set(re.findall(r"[.,]", bare))) == 1:
        return Decimal(re.sub(r"[.,]", "", bare))
    return Decimal(re.sub(r"[.,]", "", whole) + "." + fraction)


def sums(text: str) -> tuple[Sum, ...]:
    """Every sum of money (miles and points too) in the text."""
    found = []
    for match in _MONEY.finditer(text):
        mark = (match["sign"] or match["unit"]).lower()
        codes = _SIGNS.get(mark) or _WORDS.get(mark) or mark.upper()
        number = figure(match["after"] or match["before"])
        found.append(Sum(number, frozenset(codes.split()), match.start(), match.end()))
    return tuple(found)


def percentages(text: str) -> tuple[tuple[Decimal, int], ...]:
    """Every percentage, with where it starts."""
    return tuple((Decimal(m[1].replace(",", ".")), m.start()) for m in _PERCENT.finditer(text))
