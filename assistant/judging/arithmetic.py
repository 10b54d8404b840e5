"""Whether a letter reckons right where it shows how: "half of £43.20 is £21.60", "three times $108, which is $324". Pure.

A sum may follow from the facts in some way and still not be what its own sentence says. Only too much counts: who promises
less than they reckoned has slipped to the company's good.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from assistant.judging.reckoning import sums_in
from assistant.judging.sentences import sentences
from knowledge.terms import Money
from knowledge.terms.numbers import NUMBER_WORDS, count

_I = re.IGNORECASE
_ROUNDING = Decimal("0.01")
_PARTS = {
    "half": Decimal(1) / 2, "halves": Decimal(1) / 2, "quarter": Decimal(1) / 4, "third": Decimal(1) / 3, "tenth": Decimal(1) / 10,
    "mitad": Decimal(1) / 2, "tercio": Decimal(1) / 3, "cuarto": Decimal(1) / 4, "hälfte": Decimal(1) / 2, "drittel": Decimal(1) / 3,
    "viertel": Decimal(1) / 4, "moitié": Decimal(1) / 2, "tiers": Decimal(1) / 3, "quart": Decimal(1) / 4,
}  # fmt: skip
_OF = r"(?: (?:of|de|del|du|des|der|von|vom)(?: [^\W\d]+){0,5}?)"
_SHARE = re.compile(
    rf"(?:(?<![\w.,])(?P<percent>\d+(?:[.,]\d+)?) ?(?:%|per cent|percent|Prozent)|\b(?P<part>{'|'.join(_PARTS)})){_OF}(?: (?:the|your|our|los|las|les|den|die))? ?$",
    _I,
)
_TIMES = re.compile(
    rf"(?<![\w.,])(?P<n>\d{{1,3}}|{'|'.join(NUMBER_WORDS)}) ?(?:x|×|times|mal|veces|fois)(?: (?:the|your|die|los|las|les))? ?$",
    _I,
)
_SO = re.compile(
    r"^[^.;]{0,30}?(?:\b(?:is|are|makes?|comes? to|that[’']s|so|which|gives?|son|es decir|hacen|sind|also|macht|ergibt|soit|donc|font)\b|=|:)[^.;\d%]{0,25}$",
    _I,
)
_JOINED = re.compile(
    r"[^.;]{0,20}?\b(?:and|plus|und|y|et|sowie|más)\b[^.;]{0,30}?\d{1,3} ?(?:x|×|times|mal|veces|fois) ?$|\s*\+ ?(?:\d{1,3} ?[x×] ?)?$",
    _I,
)
_NUMBERS = re.compile(
    rf"(?<![\w.,])(?:\d{{1,3}}(?![\d.,%])|(?:{'|'.join(NUMBER_WORDS)})\b)|\b(?P<both>both|beide\w*|ambos|ambas|deux)\b",
    _I,
)


class Misreckoned(NamedTuple):
    """A sum of a text, text[start:end], that is more than what its sentence reckons it from gives."""

    start: int
    end: int
    money: Money
    right: Decimal

    @property
    def why(self) -> str:
        """The finding as a sentence."""
        return f"By its own reckoning it is {self.right:.2f} {self.money.currency}, and the letter says {self.money.value}."


def misreckoned(text: str) -> Iterator[Misreckoned]:
    """The sums that are more than the letter's own reckoning of them."""
    for place, sentence in sentences(text):
        found = sums_in(sentence)
        before = Decimal(0)  # what stands joined to a sum before it: "2 x 54.00 and 2 x 5.40, so 118.80"
        for one, other in pairwise(found):
            factor = _factor(sentence[: one.start])
            joined, before = before, Decimal(0)
            if factor is not None and one.money.currency == other.money.currency:
                before = (
                    joined + one.money.value * factor if _JOINED.match(sentence[one.end : other.start]) else Decimal(0)
                )
            if (
                factor is None
                or one.money.currency != other.money.currency
                or not _SO.search(sentence[one.end : other.start])
            ):
                continue
            right = one.money.value * factor
            # "25% of the £80 fare for two, so £40"
            often = {1, *_counts(sentence)}
            if abs(joined + right - other.money.value) <= _ROUNDING:
                continue
            if other.money.value > right + _ROUNDING and not any(
                abs(right * each - other.money.value) <= _ROUNDING * each for each in often
            ):
                yield Misreckoned(place + other.start, place + other.end, other.money, joined + right)


def _factor(before: str) -> Decimal | None:
    """What the sum behind some words is taken times."""
    share, times = _SHARE.search(before), _TIMES.search(before)
    if share is not None:
        return Decimal(share["percent"].replace(",", ".")) / 100 if share["percent"] else _PARTS[share["part"].lower()]
    return Decimal(count(times["n"])) if times is not None else None


def _counts(sentence: str) -> set[int]:
    return {2 if found["both"] else count(found[0]) for found in _NUMBERS.finditer(sentence)}
