"""Two documents in force that give different limits for one matter: found, so that neither reading is promised. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from assistant.facts import Similarity, overlap, stems
from knowledge.terms import Term
from knowledge.terms.measures import find_money, find_percent, find_spans

_HOURS = {"hours": 1, "days": 24, "business_days": 24, "weeks": 168, "months": 720}
_LEAST_MEANING = 0.62
_LEAST_WORDS = 3
_SAME_DEED = 0.85
_LEAST_DECISIVE = 0.5


class Conflict(NamedTuple):
    """Two terms of different documents that disagree. `decisive`: by the facts one time limit has passed, the other not."""

    one: Term
    other: Term
    closeness: float
    decisive: bool = False


def find_conflicts(
    terms: Sequence[Term],
    alike: Similarity,
    *,
    claimed: bool = False,
    sums: bool = False,
    passed: Callable[[Term], bool | None] = lambda _term: None,
) -> list[Conflict]:
    """Pairs of terms of two documents that speak of one matter and name different limits, the closest pair first.

    One matter: close in meaning, at least three content words and one kind in common. Different limits: no stretch of
    time (or percentage) of the one stands in the other. Terms of tables are left out: their rows differ by design.
    `passed` says whether a customer's own time limit has run out: two limits for one matter of which the facts keep one
    and miss the other decide the case, however differently they are worded.
    With `sums`, sums count as limits too, and each kind of limit by itself: the same time with another share is another
    limit. With `claimed` (the customer holds two documents against each other) one that grants and one that denies will do.
    """
    usable = [t for t in terms if not t.cells and not t.standing.internal and (claimed or limits(t))]
    if len(usable) < 2:
        return []
    quotes = [t.quote for t in usable]
    found = []
    for i, (one, row) in enumerate(zip(usable, alike(quotes, quotes), strict=True)):
        for j in range(i + 1, len(usable)):
            other = usable[j]
            closeness = float(row[j])
            if one.path == other.path or closeness < _LEAST_DECISIVE:
                continue
            if _decisive(one, other, passed) and closeness >= _LEAST_DECISIVE:
                found.append(Conflict(one, other, closeness, decisive=True))
                continue
            both = overlap(stems(one.quote), stems(other.quote))
            share = both / max(1, min(len(stems(one.quote)), len(stems(other.quote))))
            if closeness < _LEAST_MEANING - 0.1:
                continue
            ours = one.mode == other.mode == "entitlement" and one.due is not None and other.due is not None
            if ours and closeness < _SAME_DEED:
                continue  # two deadlines of ours: mostly two deeds, each with its own time
            if closeness < _LEAST_MEANING and share < 0.5:
                continue
            if both < _LEAST_WORDS or share < (0.3 if claimed else 0.4):
                continue
            kin = bool(set(one.kinds) & set(other.kinds)) or share >= 0.5
            apart = _differ(one, other, sums=sums)
            opposed = claimed and (one.mode == "prohibition") != (other.mode == "prohibition")
            if kin and (apart or opposed):
                found.append(Conflict(one, other, closeness))
    return sorted(found, key=lambda conflict: -conflict.closeness)


def _decisive(one: Term, other: Term, passed: Callable[[Term], bool | None]) -> bool:
    if not (set(one.kinds) & set(other.kinds)):
        return False
    first, second = passed(one), passed(other)
    return first is not None and second is not None and first != second


def _differ(one: Term, other: Term, *, sums: bool) -> bool:
    if not sums:
        mine, theirs = (set(_times(term)) | set(_shares(term)) for term in (one, other))
        return bool(mine and theirs and not mine & theirs)
    pairs = [(kind(one), kind(other)) for kind in (_times, _shares, _sums)]
    return any(mine and theirs and not mine & theirs for mine, theirs in pairs)


def limits(term: Term) -> bool:
    """Whether a term names a stretch of time, a percentage or a sum."""
    return bool(_times(term) or _shares(term) or _sums(term))


def _times(term: Term) -> frozenset[object]:
    """The stretches of time that a term names, in hours."""
    return frozenset(found.span.bound * _HOURS[found.span.unit] for found in find_spans(term.quote))


def _shares(term: Term) -> frozenset[object]:
    return frozenset(f"{value}%" for _, _, value in find_percent(term.quote))


def _sums(term: Term) -> frozenset[object]:
    return frozenset((found.money.value, found.money.currency) for found in find_money(term.quote))
