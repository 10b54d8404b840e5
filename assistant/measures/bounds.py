"""The bounds that a text sets: an operator, a figure and its unit ("more than 25 kg", "within a week"). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from assistant.measures.lengths import MINUTES, TIME_UNITS
from knowledge.terms.measures import CODES, find_money
from knowledge.terms.numbers import ENGLISH_NUMBERS, any_of

_I = re.IGNORECASE

_WORDS: dict[str, int] = {**ENGLISH_NUMBERS, "zero": 0, "hundred": 100}
_SIGN = rf"(?:(?:US|A|C|CA)?\$|[£€¥₹]|(?:{CODES})\b)"
FIGURE = rf"(?:{_SIGN}\s?)?(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|-?\d+(?:\.\d+)?|(?:{any_of(_WORDS)})(?=\s))"

UNITS: dict[str, str] = {
    "%": r"%|per ?cent\b|pct\b|percent\b",
    **TIME_UNITS,
    "kg": r"kgs?\b|kilos?\b|kilograms?\b|kilogrammes?\b",
    "g": r"g\b|grams?\b|grammes?\b",
    "km": r"kms?\b|kilomet(?:re|er)s?\b",
    "miles": r"miles?\b",
    "m2": r"m2\b|m²|sqm\b|sq\.? ?m\b|square met(?:re|er)s?\b",
    "m": r"m\b|met(?:re|er)s?\b",
    "cm": r"cms?\b|centimet(?:re|er)s?\b",
    "degrees": r"°\s?[CF]\b|[CF]\b|degrees?\b",
    "kwh": r"kwh\b",
    "gb": r"gb\b",
    "litres": r"lit(?:re|er)s?\b",
    "tog": r"togs?\b",
    "money": rf"(?:{CODES})\b|[£€](?!\w)|euros?\b|dollars?\b|pounds?\b(?! weight)",
}
UNIT = "(?:" + "|".join(f"(?:{pattern})" for pattern in UNITS.values()) + ")"

_AT_MOST = r"within|inside|not (?:over|above)|(?:no|not) (?:more|later|longer|older) than|at most|up to|in (?:the )?first|(?:in|during) the(?= fortnight| week)"
_BELOW = r"less than|fewer than|under|below|(?:in|with|for) under|younger than|smaller than|shorter than|colder than|lighter than"
_ABOVE = r"more than|over|above|exceed(?:s|ing)?|(?:longer|later|older|heavier|greater|higher|larger|warmer|hotter|taller|bigger) than"
_AT_LEAST = r"at least|(?:no|not) (?:less|fewer) than|a minimum of|minimum|from|not (?:below|under)"
_OR_MORE = r"or (?:more|over|above|longer|older|later|earlier|higher|heavier)"
_OR_LESS = r"or (?:less|fewer|under|below|younger|shorter)"
_MONTH_OR_CLOCK = r"(?:st|nd|rd|th)\b|:\d|(?:of )?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b"
_NOUN = r"(?: [a-z][a-z-]+){0,3}?"

_BOUND = re.compile(
    rf"(?:\b(?:(?P<most>{_AT_MOST})|(?P<below>{_BELOW})|(?P<above>{_ABOVE})|(?P<least>{_AT_LEAST}))\s+)?"
    rf"(?:the |about |of )?(?<![\w.,-])(?P<figure>{FIGURE}|(?<=the )(?=fortnight|week\b)|(?<=first )(?=year\b|month\b|week\b))(?!\d)(?!\s?(?:[ap]\.?m\b|{_MONTH_OR_CLOCK}))(?:[\s-]?(?P<unit>{UNIT}))?(?P<apostrophe>['’])?"
    rf"(?:(?P<noun>{_NOUN})\s+(?:(?P<ormore>{_OR_MORE})|(?P<orless>{_OR_LESS}))\b)?",
    _I,
)
_RANGE = re.compile(
    rf"(?:\bbetween\s+)?(?<![\w.,-])(?P<low>{FIGURE})\s*(?P<of>{UNIT})?\s?(?:and|(?:down )?to|-|–|(?:and |but )?(?:up to|(?:no|not) more than))\s?(?P<high>{FIGURE})(?:[\s-]?(?P<unit>{UNIT}))?",
    _I,
)
_STRETCH_AT_LEAST = re.compile(r"\b(?:for|once it is|once they are)\s+$", _I)
_NOT_IN_TIME = re.compile(r"\b(?:not|never|isn['’]t|wasn['’]t)\b [\w ]{0,30}$|\bfail(?:s|ed)? to [\w ]{0,30}$", _I)


class Bound(NamedTuple):
    """From `low` to `high` (None: no end; `strict`: the ends are outside), in `unit`: a key of UNITS, the code of a
    currency or "" for a bare number. `denied`: what is so lies outside. `start`, `end`: where it stands in the text."""

    low: Decimal | None
    high: Decimal | None
    strict: bool
    unit: str
    denied: bool
    start: int
    end: int
    exact: str

    def answers(self, least: Decimal, most: Decimal) -> bool | None:
        """Whether a value that lies between two is within; None where it may be either."""
        ends = {self.holds(least), self.holds(most)}
        inside = (self.low is not None and least < self.low < most) or (
            self.high is not None and least < self.high < most
        )
        return None if len(ends) > 1 or inside else ends.pop()

    def holds(self, value: Decimal) -> bool:
        """Whether a value lies within the bound."""
        low = self.low is None or (value > self.low if self.strict else value >= self.low)
        high = self.high is None or (value < self.high if self.strict else value <= self.high)
        return (low and high) is not self.denied


def is_sum(bound: Bound) -> bool:
    """Whether a bound is on a sum of money."""
    return bound.unit not in UNITS and bound.unit != ""


def figure(text: str) -> Decimal | None:
    """Read "1,200", "£500", "twenty-five" or "a" as a number."""
    plain = re.sub(rf"{_SIGN}|[,\s]", "", text, flags=_I).lower()
    if plain in _WORDS:
        return Decimal(_WORDS[plain])
    return Decimal(plain) if re.fullmatch(r"-?\d+(?:\.\d+)?", plain) else None


def unit_of(text: str) -> str:
    """The unit that a word stands for, "" where it is none."""
    return next((name for name, pattern in UNITS.items() if re.fullmatch(pattern, text.strip(), _I)), "")


@lru_cache(maxsize=4096)
def find_bounds(text: str) -> tuple[Bound, ...]:
    """All bounds of a text, in text order; a figure without an operator is none, save "three days overdue" and
    "five days' notice", which it takes at least."""
    ranges = list(_ranges(text))
    taken = [(bound.start, bound.end) for bound in ranges]
    single = [
        b for b in _singles(text) if not any(start <= b.start < end or start < b.end <= end for start, end in taken)
    ]
    return tuple(sorted([*ranges, *single], key=lambda bound: bound.start))


def _ranges(text: str) -> Iterator[Bound]:
    for match in _RANGE.finditer(text):
        low, high = figure(match["low"]), figure(match["high"])
        if low is None or high is None:
            continue
        unit, of = _currency(match.group(), unit_of(match["unit"] or "")), unit_of(match["of"] or "")
        if not unit:
            continue  # "2 and 5" of nothing
        if of in MINUTES and unit in MINUTES:
            low = low * MINUTES[of] / MINUTES[unit]  # "30 minutes to 2 hours"
        low, high = sorted((low, high))
        yield Bound(low, high, False, unit, False, match.start(), match.end(), match.group())


def _currency(exact: str, unit: str) -> str:
    """The currency of a bound on a sum, else its unit."""
    sums = find_money(exact)
    return sums[-1].money.currency if sums else unit


def _singles(text: str) -> Iterator[Bound]:
    for match in _BOUND.finditer(text):
        unit = unit_of(match["unit"] or "")
        value = figure(match["figure"]) if match["figure"] else Decimal(1)
        if value is None or (match["figure"].lower() in {"a", "an"} and unit not in MINUTES):
            continue
        before, after = text[: match.start()], text[match.end() :]
        most = match["most"] or match["orless"]
        least = match["least"] or match["ormore"]
        if not (most or least or match["below"] or match["above"]):
            overdue = re.match(r"\s*(?:overdue|late|old)\b", after, _I)
            if unit not in MINUTES or not (overdue or match["apostrophe"] or _STRETCH_AT_LEAST.search(before)):
                continue
            least = "at least"
        low = value if least or match["above"] else None
        high = value if low is None else None
        denied = bool(_NOT_IN_TIME.search(before)) and bool(re.match(r"within|inside|in ", match["most"] or "", _I))
        yield Bound(
            low, high, bool(match["above"] or match["below"]) and not least and not most,
            _currency(match.group(), unit), denied, match.start(), match.end(), match.group(),
        )  # fmt: skip
