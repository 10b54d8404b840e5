"""Lengths of time as they are told: "1 h 20 min", "47 minutes", "2.5 hours", "three weeks". Pure."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from knowledge.terms.numbers import ENGLISH_NUMBERS, any_of, count

_I = re.IGNORECASE
TIME_UNITS: dict[str, str] = {
    "minutes": r"min(?:ute)?s?\b",
    "hours": r"h(?:ou)?rs?\b|hours?\b|h(?=\d\d\b)|h\b",
    "business_days": r"(?:clear )?(?:working|business) days?\b",
    "days": r"(?:calendar |full |clear |whole )?days?\b",
    "weeks": r"weeks?\b|wks?\b",
    "fortnights": r"fortnights?\b",
    "months": r"(?:calendar )?months?\b|mths?\b",
    "years": r"(?:full )?years?\b|yrs?\b",
}
MINUTES = {"minutes": 1, "hours": 60, "days": 1440, "business_days": 1440, "weeks": 10080, "fortnights": 20160,
           "months": 43830, "years": 525960}  # fmt: skip
_UNIT = "|".join(f"(?P<{name}>{pattern})" for name, pattern in TIME_UNITS.items())
_LENGTH = re.compile(
    rf"(?<![\w.:/-])(?P<n>\d+(?:\.\d+)?|(?:{any_of(ENGLISH_NUMBERS, least_letters=3)})(?=[ -]))[ -]?(?:{_UNIT})"
    r"(?:[ ,]*(?:and )?(?P<rest>\d{1,2}) ?(?:min(?:ute)?s?|m)?\b(?!\.\d))?",
    _I,
)
_IN_SHORT = re.compile(r"(?<![\w.:/-])(?P<n>\d+(?:\.\d+)?) ?(?P<u>d|y)\b", _I)
NAMED_UNIT = re.compile(r"\b(?P<u>minutes|mins|hours|hrs|days|weeks|months|years)\b", _I)


class Length(NamedTuple):
    """A length of time and where it stands; `unit`: a key of TIME_UNITS."""

    start: int
    end: int
    minutes: Decimal
    unit: str


@lru_cache(maxsize=8192)
def find_lengths(text: str) -> tuple[Length, ...]:
    """All lengths of time of a text, in text order; "1 h 20" is one."""
    found = []
    for match in _LENGTH.finditer(text):
        unit = next(name for name in TIME_UNITS if match[name])
        rest = Decimal(match["rest"]) if match["rest"] and unit == "hours" else Decimal(0)
        end = match.end() if rest else match.end(unit)
        found.append(Length(match.start(), end, _figure(match["n"]) * MINUTES[unit] + rest, unit))
    return tuple(found)


def in_short(text: str) -> tuple[Length, ...]:
    """Lengths in the shorthand of a fact, "9 d" and "2y" among them."""
    short = tuple(
        Length(m.start(), m.end(), Decimal(m["n"]) * MINUTES[unit], unit)
        for m in _IN_SHORT.finditer(text)
        for unit in ("days" if m["u"].lower() == "d" else "years",)
    )
    return tuple(sorted((*find_lengths(text), *short)))


def unit_named(name: str) -> str | None:
    """The unit of time that the name of a fact says ("days_since_sale"), None where it says none."""
    match = NAMED_UNIT.search(name)
    if match is None:
        return None
    return next(unit for unit, pattern in TIME_UNITS.items() if re.fullmatch(pattern, match["u"], _I))


def _figure(text: str) -> Decimal:
    return Decimal(text) if text[0].isdigit() else Decimal(count(text))
