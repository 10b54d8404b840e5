"""Sums, stretches of time and days as a letter writes them. Pure."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.case import Language
from knowledge.terms import Money
from knowledge.terms.measures import SIGNS
from knowledge.terms.model import Unit

_SIGN_OF = {code: sign for sign, code in reversed(list(SIGNS.items()))}
_NUMBER = re.compile(r"\d[\d.,\u00a0\u202f' ]*\d|\d")


def sum_as_written(money: Money, pattern: str) -> str:
    """A sum in the shape of another one ("129,00 €", "USD 40", "$40"); with a sign before it where there is none."""
    value = Decimal(money.value)
    whole = value == value.to_integral()
    digits = _NUMBER.search(pattern)
    comma = digits is not None and re.search(r",\d{1,2}$", digits[0]) is not None
    after = digits is not None and digits.end() < len(pattern.rstrip()) and not pattern[: digits.start()].strip()
    text = f"{value:.0f}" if whole and not comma else f"{value:.2f}"
    if comma or (after and "€" in pattern):
        text = text.replace(".", ",")
    if digits is not None:
        return pattern[: digits.start()] + text + pattern[digits.end() :]
    sign = _SIGN_OF.get(money.currency)
    return f"{sign}{text}" if sign else f"{text} {money.currency}"


_UNITS: dict[Language, dict[Unit, tuple[str, str]]] = {
    "en": {
        "hours": ("hour", "hours"), "days": ("day", "days"), "business_days": ("business day", "business days"),
        "weeks": ("week", "weeks"), "months": ("month", "months"),
    },
    "es": {
        "hours": ("hora", "horas"), "days": ("día", "días"), "business_days": ("día hábil", "días hábiles"),
        "weeks": ("semana", "semanas"), "months": ("mes", "meses"),
    },
    "de": {
        "hours": ("Stunde", "Stunden"), "days": ("Tag", "Tagen"), "business_days": ("Arbeitstag", "Arbeitstagen"),
        "weeks": ("Woche", "Wochen"), "months": ("Monat", "Monaten"),
    },
    "fr": {
        "hours": ("heure", "heures"), "days": ("jour", "jours"), "business_days": ("jour ouvré", "jours ouvrés"),
        "weeks": ("semaine", "semaines"), "months": ("mois", "mois"),
    },
}  # fmt: skip


def span_as_written(value: int, unit: Unit, language: Language) -> str:
    """ "9 business days"."""
    one, many = _UNITS[language][unit]
    return f"{value} {one if value == 1 else many}"
