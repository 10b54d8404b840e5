"""The share that a clause names in words: "one thirtieth", "three quarters", "a seventh", "1/365". Pure."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from knowledge.terms.measures import find_percent
from knowledge.terms.numbers import ENGLISH_NUMBERS, NUMBER_WORDS, ORDINALS, any_of

_I = re.IGNORECASE
# "a second" is none; halves and quarters have words of their own.
_NTH = {"half": 2, "quarter": 4} | {word: n for word, n in ORDINALS.items() if n > 2}
_SHARE = re.compile(
    rf"\b(?P<n>an?|one|two|three|four|five|six|seven|eight|nine)[ -](?:(?P<d>{any_of(_NTH)})s?|(?P<nth>\d{{1,3}})(?:st|nd|rd|th)s?)"
    r"(?=(?: part)?(?: share)?,? (?:of|is|are|for|back|in each)\b|$)|(?<![\d/])(?P<a>\d)/(?P<b>\d{1,3})(?=(?:th)?s? (?:of|part)\b)"
    r"|\b(?P<half>half)(?= (?:of )?(?:the|its|their|your|what|that|this|whatever)\b)"
    # "The fee is halved. The half is refunded within 8 days."
    r"|^(?P<rest>(?:the|that) (?:half|other half|halves))(?= (?:is|are)\b)|\b(?P<halved>(?<=is )halved|(?<=are )halved)\b",
    _I,
)


class Named(NamedTuple):
    """A share with its place in the text; `of`: what it is a share of, as far as the text says."""

    start: int
    end: int
    share: Fraction
    of: str


_OF = re.compile(
    r"(?:th)?s?(?: part| share)?,? (?:of )?(?P<what>[^,.;]*?)(?=\s+(?:for (?:each|every|any|all)|(?:is|are|was|were|will)\b|per\b|by which|each|in respect)|[,.;]|$)",
    _I,
)


# "The other half is refunded" says not of what.
_VERB = re.compile(r"(?:is|are|was|were|will)\b", _I)
_PER_CENT = {word: n for word, n in ENGLISH_NUMBERS.items() if n > 1}
_IN_WORDS = re.compile(rf"\b(?P<n>{any_of(_PER_CENT)}) per ?cent\b", _I)


def find_shares(text: str) -> list[Named]:
    """Every share that is named in words or as a ratio; percentages are `find_percent`'s."""
    return list(_shares(text))


@lru_cache(maxsize=8192)  # the same clauses are asked for in case after case
def _shares(text: str) -> tuple[Named, ...]:
    taken = [(start, end) for start, end, value in find_percent(text) if value == value.to_integral_value() and "%" in text[start:end]]  # fmt: skip
    found = [_in_words(match, text) for match in _IN_WORDS.finditer(text)]
    for match in _SHARE.finditer(text):
        if any(start <= match.start() < end for start, end in taken):
            continue
        if match["half"] or match["rest"] or match["halved"]:
            share = Fraction(1, 2)
        elif match["a"]:
            share = Fraction(int(match["a"]), max(1, int(match["b"])))
        else:
            below = int(match["nth"]) if match["nth"] else _NTH[match["d"].lower()]
            share = Fraction(NUMBER_WORDS[match["n"].lower()], max(1, below))
        of = _OF.match(text, match.end())
        named = of["what"].strip() if of and not _VERB.match(of["what"]) else ""
        if 0 < share < 1:
            found.append(Named(match.start(), match.end(), share, named))
    return tuple(found)


def _in_words(match: re.Match[str], text: str) -> Named:
    of = _OF.match(text, match.end())
    return Named(
        match.start(), match.end(), Fraction(_PER_CENT[match["n"].lower()], 100), of["what"].strip() if of else ""
    )


def times_share(value: Decimal, share: Fraction) -> Decimal:
    """A share of a sum, not rounded."""
    return value * share.numerator / share.denominator
