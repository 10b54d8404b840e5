"""Which clause a promise speaks of: by kind, by words, and by meaning where the words leave it open. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from assistant.case import Commitment
from assistant.facts import stems
from assistant.judging.grounds import Grounds, Permit, related
from knowledge.terms import Term

_I = re.IGNORECASE
# A cosine that is told by words alone is seldom further off than half of this.
DOUBT = 0.35
NO_WORD = 0.1
_SHORT = 6  # content words under which a promise is read with the sentence before it
_MOST_ALIKE = 8
_BEFORE = 200  # characters


def usable_for(commitment: Commitment, grounds: Grounds) -> list[Permit]:
    """The permits of the promise's kind or a near one. An extra without a sum is one that a representative may give, where
    one may."""
    usable = [p for p in grounds.permits if related(p.kind, commitment.kind)]
    if commitment.amount is None and any(not p.owed and p.level == "rep" for p in usable):
        return [p for p in usable if p.owed or p.level == "rep"]
    return usable


def nearest(
    commitment: Commitment,
    usable: Sequence[Permit],
    grounds: Grounds,
    *,
    verdict: Callable[[Permit], object],
    same_time: Callable[[Permit], bool],
) -> Permit | None:
    """The permit that the commitment speaks of, closest in sum, time and words.

    `verdict`: what a permit says of it; `same_time`: whether it names its very time.
    """
    usable = _planned_so(commitment, usable, same_time) or usable
    if len(usable) <= 1:
        return usable[0] if usable else None
    known = [_fit(commitment, permit, same_time) for permit in usable]
    said = told(commitment, grounds)
    if grounds.by_words:
        mine = stems(said)
        by_words = [fit + by_stems(mine, stems(words_of(p.term))) for fit, p in zip(known, usable, strict=True)]
        best = max(by_words)
        doubtful = [index for index, fit in enumerate(by_words) if fit >= best - DOUBT]
        if len({verdict(usable[index]) for index in doubtful}) == 1:
            return usable[by_words.index(best)]
        usable, known = [usable[index] for index in doubtful], [known[index] for index in doubtful]
    cosines = grounds.alike([said], [words_of(p.term) for p in usable])[0]
    return usable[max(range(len(usable)), key=lambda index: float(cosines[index]) + known[index])]


def _planned_so(
    commitment: Commitment, usable: Sequence[Permit], same_time: Callable[[Permit], bool]
) -> Sequence[Permit]:
    """The permits of what is planned in the promise's very kind, time and sum: the sentence before it is about something else."""
    timed = [
        p
        for p in usable
        if p.planned and p.kind == commitment.kind and p.due is not None and (same_time(p) or _recurs_so(commitment, p))
    ]
    return [p for p in timed if commitment.amount is None or _is_sum_of(commitment, p)]


_EVERY = re.compile(r"\bevery (?P<n>\d+) (?:business |working |calendar )?(?:hour|day|week)s?\b", re.IGNORECASE)


def _recurs_so(commitment: Commitment, permit: Permit) -> bool:
    """Whether a promise without a day is to be kept as often as a clause says: "at least every 4 business days"."""
    often = _EVERY.search(commitment.quote) if commitment.due is None and permit.term.every else None
    return often is not None and permit.due is not None and permit.due.value == int(often["n"])


def _is_sum_of(commitment: Commitment, permit: Permit) -> bool:
    amount = commitment.amount
    limit = permit.limit_in(amount.currency) if amount is not None and amount.value is not None else None
    return amount is not None and limit is not None and limit.value == amount.value


def told(commitment: Commitment, grounds: Grounds) -> str:
    """The promise in English; a short one ("It is made within 5 days") with the words before it in its paragraph."""
    quote = grounds.english(commitment.quote)
    if len(stems(quote)) >= _SHORT or not grounds.text:
        return quote
    before = grounds.text[max(0, commitment.start - _BEFORE) : commitment.start].rpartition("\n\n")[2]
    return f"{grounds.english(before)} {quote}".strip() if before.strip() else quote


def closeness(commitment: Commitment, terms: Sequence[Term], grounds: Grounds, least: float) -> list[float]:
    """How near clauses are to a promise, where it matters whether they are as near as `least`; 0 for those too far in words."""
    quote = grounds.english(commitment.quote)
    said = stems(quote)
    far = max(least - DOUBT, NO_WORD)
    asked = [t for t in terms if not grounds.by_words or by_stems(said, stems(t.quote)) > far]
    cosines = grounds.alike([quote], [t.quote for t in asked])[0] if asked else ()
    near = {t.id: float(cosine) for t, cosine in zip(asked, cosines, strict=True)}
    return [near.get(t.id, 0.0) for t in terms]


def speaks_of(commitment: Commitment, term: Term, grounds: Grounds, least: float) -> bool:
    """Whether a clause is as near to a promise, by words or by meaning, as `least`."""
    return any_speaks_of(commitment, [term], grounds, least)


def any_speaks_of(commitment: Commitment, terms: Sequence[Term], grounds: Grounds, least: float) -> bool:
    """Whether one of some clauses is as near to a promise, by words or by meaning, as `least`. The words of all are looked
    at before the meaning of any."""
    words = [words_of(term) for term in terms]
    said = list(dict.fromkeys((told(commitment, grounds), grounds.english(commitment.quote))))
    if any(by_stems(mine, stems(each)) >= least for mine in map(stems, said) for each in words):
        return True
    return bool(words) and any(float(cosine) >= least for row in grounds.alike(said, words) for cosine in row)


def most_alike(commitment: Commitment, terms: Sequence[Term], grounds: Grounds) -> list[Term]:
    """The clauses that share most words with a promise, the nearest first; those without a common one are left out."""
    said = stems(told(commitment, grounds))
    scored = [(by_stems(said, stems(words_of(term))), term) for term in terms]
    ranked = sorted((pair for pair in scored if pair[0] > NO_WORD), key=lambda pair: -pair[0])
    return [term for _, term in ranked[:_MOST_ALIKE]]


@lru_cache(maxsize=20_000)
def by_stems(one: frozenset[str], other: frozenset[str]) -> float:
    """How near two texts are by the stems that they share, on the scale of the cosines of sentences."""
    return NO_WORD + (1 - NO_WORD) * len(one & other) / math.sqrt(max(1, len(one) * len(other)))


def words_of(term: Term) -> str:
    """What a clause says; of a table's row what it is for and what it remarks, without sums, names of levels and days."""
    if not term.cells or term.mode == "authority":
        return term.quote
    said = [
        cell.replace("_", " ") for place, (name, cell) in enumerate(term.cells) if place == 0 or _TELLS.search(cell)
    ]
    return ". ".join(said)


_TELLS = re.compile(r"(?:[A-Za-z]{3,}\W+){2,}")


def _fit(commitment: Commitment, permit: Permit, same_time: Callable[[Permit], bool]) -> float:
    """What speaks for a permit beside its words: that it is planned, the same kind, owed, the same sum, the same time."""
    score = 0.3 * permit.planned + 0.15 * (permit.kind == commitment.kind) + 0.1 * permit.owed
    due = commitment.due
    score += 0.6 * _is_sum_of(commitment, permit)
    if due is not None and permit.due is not None:
        # A clause that names this very time is most likely the one that the promise follows.
        score += 0.35 * same_time(permit)
    return score
