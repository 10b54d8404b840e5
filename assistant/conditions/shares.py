"""Whether enough of several things are concerned, where a condition asks for a share of them. Pure."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from assistant.conditions.answers import Judged
from assistant.facts import Fact, stems
from knowledge.terms.numbers import count

_I = re.IGNORECASE
_SHARES = {
    "half": Fraction(1, 2), "a half": Fraction(1, 2), "a third": Fraction(1, 3), "one third": Fraction(1, 3),
    "two thirds": Fraction(2, 3), "a quarter": Fraction(1, 4), "one quarter": Fraction(1, 4), "three quarters": Fraction(3, 4),
}  # fmt: skip
_SHARE = rf"(?P<share>{'|'.join(sorted(_SHARES, key=len, reverse=True))}|\d{{1,2}} ?(?:%|per ?cent))"
_ASKED = re.compile(
    rf"\b(?P<than>more than|over|at least|less than|fewer than|under|up to) {_SHARE} (?:of )?(?:the |all |all the |your |their )?(?:[a-z]+ )?(?P<things>[a-z]{{3,}}s)\b"
    rf"|\b(?P<share_2>half|two thirds|three quarters) (?:of )?(?:the |all |all the |your |their )?(?P<things_2>[a-z]{{3,}}s) or (?P<than_2>more|less|fewer)\b",
    _I,
)
_OF = re.compile(r"\b(?P<some>\d{1,3}|[a-z]+) (?:out )?of (?:the |all |all the )?(?P<all>\d{1,3}|[a-z]+)\b", _I)
CONCERNED = re.compile(
    r"\b(?:affected|concerned|lost|missing|missed|damaged|spoil\w+|broken|cancelled|faulty|unusable|not \w+|wrong|late|failed)\b",
    _I,
)


_HOLDS = {
    "more than": operator.gt, "over": operator.gt, "at least": operator.ge, "or more": operator.ge, "less than": operator.lt,
    "fewer than": operator.lt, "under": operator.lt, "up to": operator.le, "or less": operator.le, "or fewer": operator.le,
}  # fmt: skip


class _Asked(NamedTuple):
    than: str
    share: Fraction
    things: str


def judge_share(condition: str, facts: Sequence[Fact]) -> Judged | None:
    """The answer to "when more than half of the lessons were cancelled" by "lessons cancelled: 1 of 6", or by one that is named
    beside a count of all ("lesson cancelled: 3 May", "lessons booked: 6"); None where the facts tell no such share."""
    asked = _asked(condition)
    if asked is None:
        return None
    told = list(_told(asked.things, facts))
    answers = {_HOLDS[asked.than](share, asked.share) for share, _ in told}
    return Judged("met" if answers.pop() else "unmet", told[0][1]) if len(answers) == 1 else None


@lru_cache(maxsize=16_384)
def _asked(condition: str) -> _Asked | None:
    match = _ASKED.search(condition)
    if match is None:
        return None
    share = (match["share"] or match["share_2"]).lower()
    number = re.match(r"\d+", share)
    than = (match["than"] or f"or {match['than_2']}").lower()
    return _Asked(
        than, Fraction(int(number[0]), 100) if number else _SHARES[share], match["things"] or match["things_2"]
    )


def _told(things: str, facts: Sequence[Fact]) -> Iterator[tuple[Fraction, Fact]]:
    """Every share of the things that the facts tell, with its fact."""
    named = stems(things)
    of_them = [fact for fact in facts if named & stems(fact.name)]
    for fact in of_them:
        match = _OF.search(fact.text)
        some, every = (_count(match["some"]), _count(match["all"])) if match is not None else (None, None)
        if some is not None and every and some <= every:
            yield Fraction(some, every), fact
    alls = {int(f.number) for f in of_them if f.number is not None and f.number >= 1 and not CONCERNED.search(f.name)}
    if len(alls) != 1:
        return
    (every,) = alls
    for fact in of_them:
        if not CONCERNED.search(fact.name) or _OF.search(fact.text) or fact.denies:
            continue
        one = re.search(rf"\b{re.escape(things[:-1])}\b", fact.name, _I) is not None and fact.number is None
        some = 1 if one else (int(fact.number) if fact.number is not None else None)
        if some is not None and 0 < some <= every:
            yield Fraction(some, every), fact


def _count(word: str) -> int | None:
    try:
        return int(count(word))
    except (KeyError, ValueError):
        return None
