"""Which documents in force contradict one another, and which of two clauses is the stricter one, which rules. Pure."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from assistant.facts import Similarity
from assistant.opposing import clause_of, opposed, says_less, words_of
from knowledge.terms import Span, Term
from knowledge.terms.measures import find_percent, find_spans

# Every clause is compared with every other one; beyond this many, the table of likenesses outgrows a page's patience.
MOST_CLAUSES = 1_200
# Two clauses further apart in meaning are not compared word by word.
_LEAST_CLOSE = 0.36
_DAYS = {"hours": 1 / 24, "days": 1.0, "business_days": 1.4, "weeks": 7.0, "months": 30.4}


class Dispute(NamedTuple):
    """Two clauses of different documents that name different limits for one matter.

    `stricter`: the one that promises less, which rules until a person settles it; None where that cannot be said.
    `closeness`: how near the two are in meaning, 0 to 1.
    """

    one: Term
    other: Term
    stricter: Term | None
    closeness: float

    @property
    def id(self) -> str:
        """The same for as long as both clauses stand in the same words, whichever comes first."""
        places = sorted(f"{term.path}\0{term.section}\0{term.quote}" for term in (self.one, self.other))
        digest = hashlib.sha256("\0".join(places).encode()).hexdigest()
        return f"D-{digest[:8]}"

    def clause(self, named: str) -> Term | None:
        """The one of the two clauses that is meant by its document, its id or some of its words; None where that is not one."""
        said = " ".join(named.split()).casefold()
        pair = (self.one, self.other)
        by_name = [term for term in pair if said in {term.id.casefold(), term.path.casefold()}]
        by_words = [term for term in pair if said and said in " ".join(term.quote.split()).casefold()]
        found = by_name or by_words
        return found[0] if len(found) == 1 else None


class Yielding(NamedTuple):
    """A clause that gives way, and the stricter one that rules in its place until a person settles it."""

    milder: Term
    stricter: Term


def find_disputes(terms: Sequence[Term], alike: Similarity, *, on: dt.date, most: int = 30) -> tuple[Dispute, ...]:
    """The contradictions among the terms in force on a day, the closest first, each clause in its closest one only.

    Looks at no more than MOST_CLAUSES clauses, and gives back at most `most` disputes.
    """
    usable = [t for t in terms if t.standing.in_force(on) and t.standing.orders_before is None and not apart(t)]
    clauses = [clause for t in usable if (clause := clause_of(t)) is not None][:MOST_CLAUSES]
    if len(clauses) < 2:
        return ()
    quotes = [clause.words[0] for clause in clauses]
    cosines = np.asarray(alike(quotes, quotes), dtype=np.float32)
    path = np.unique([clause.term.path for clause in clauses], return_inverse=True)[1]
    near = np.argwhere(np.triu((cosines >= _LEAST_CLOSE) & (path[:, None] != path), k=1))
    closest_first = near[np.argsort(-cosines[near[:, 0], near[:, 1]], kind="stable")]
    speaks_of = words_of(terms)
    found: list[Dispute] = []
    told: set[str] = set()
    for i, j in closest_first.tolist():
        one, other = clauses[i].term, clauses[j].term
        if one.id in told or other.id in told or not _meet(one, other):
            continue
        closeness = float(cosines[i, j])
        if _made_alike(one, other):
            continue
        if opposed(clauses[i], clauses[j], closeness, speaks_of):
            told |= {one.id, other.id}
            found.append(Dispute(one, other, stricter(one, other), closeness))
            if len(found) == most:
                break
    return tuple(found)


def yielding(disputes: Sequence[Dispute], meets: Callable[[Term], bool]) -> tuple[Yielding, ...]:
    """Which clause gives way to which, of the disputes whose two clauses both hold for a case (`meets`).

    Where each is the stricter in its own way, the one that gives less rules, and takes on the other's times.
    """
    found = []
    for dispute in disputes:
        rules = dispute.stricter or _giving_less(dispute.one, dispute.other)
        if rules is not None and meets(dispute.one) and meets(dispute.other):
            found.append(Yielding(dispute.other if rules.id == dispute.one.id else dispute.one, rules))
    return tuple(found)


def ruling(terms: Sequence[Term], pairs: Sequence[Yielding]) -> tuple[Term, ...]:
    """The terms by which may be promised: without the milder clauses, so that no letter rests on them.

    Where the stricter clause only sets a time and grants nothing itself, and where the milder one is a time limit for the
    customer, the milder one stands with the stricter time: what both documents allow is still owed.
    """
    stricter = {pair.milder.id: pair.stricter for pair in pairs}
    milder = {pair.stricter.id: pair.milder for pair in pairs}
    kept = [
        _beside(term, stricter[term.id]) if term.id in stricter
        else _with_times(term, milder[term.id]) if term.id in milder
        else term
        for term in terms
    ]  # fmt: skip
    return tuple(term for term in kept if term is not None)


def _beside(milder: Term, stricter: Term) -> Term | None:
    """What is left of a clause beside the stricter one that rules."""
    timed = _with_times(milder, stricter)
    times_alone = (milder.amount, milder.percent) == (stricter.amount, stricter.percent) or stricter.mode == "window"
    if stricter.mode == "prohibition" or not times_alone or timed == milder:
        return None
    if stricter.mode in {"entitlement", "discretion", "authority"} and milder.mode != "window":
        return None
    return timed


def _with_times(term: Term, other: Term) -> Term:
    """The clause with the shorter time for the customer and the longer one for us, of its own and another's."""
    update = {"window": _shorter(term.window, other.window), "due": _longer(term.due, other.due)}
    return term if update == {"window": term.window, "due": term.due} else term.model_copy(update=update)


def _shorter(mine: Span | None, theirs: Span | None) -> Span | None:
    if mine is None or theirs is None or (_days(mine) or 0) <= (_days(theirs) or 0):
        return mine
    return theirs.model_copy(update={"after": mine.after or theirs.after})


def _longer(mine: Span | None, theirs: Span | None) -> Span | None:
    if mine is None or theirs is None or (_days(mine) or 0) >= (_days(theirs) or 0):
        return mine
    return theirs.model_copy(update={"after": mine.after or theirs.after})


def _made_alike(one: Term, other: Term) -> bool:
    """Whether a person said that two clauses set the same limits, whatever their words say."""
    if not one.confirmed and not other.confirmed:
        return False
    mine, theirs = ((t.amount, t.percent, _days(t.due), _days(t.window)) for t in (one, other))
    return mine == theirs and any(mine)


def apart(term: Term) -> bool:
    """Whether a term takes no part in contradictions: rows of tables differ by design, internal ones promise nothing."""
    return bool(term.cells) or term.standing.internal


def stricter(one: Term, other: Term) -> Term | None:
    """Of two clauses that disagree the one that promises less; None where neither does, or each does in another way.

    Less is: nothing where the other gives something, a smaller sum or share given or a greater one charged, a later day of
    ours, a shorter time for the customer, more that has to happen first.
    """
    # What people corrected stands in the fields, and no longer in the words.
    said = None if one.confirmed or other.confirmed else says_less(one, other)
    if said is not None:
        return one if said > 0 else other if said < 0 else None
    votes = [
        *_giving(one, other),
        -_less(_days(one.due), _days(other.due)),
        _less(_days(one.window), _days(other.window)),
    ]
    return _voted(one, other, votes if any(votes) else [-_less(_far(one), _far(other))])


def _giving_less(one: Term, other: Term) -> Term | None:
    return _voted(one, other, _giving(one, other))


def _giving(one: Term, other: Term) -> list[int]:
    """For each thing that the two may give whether the first gives less of it (1), or more (-1)."""
    return [
        _less(_bans(other), _bans(one)),
        _less(_sum(one), _sum(other)) if _currency(one) == _currency(other) else 0,
        _less(_share(one), _share(other)),
    ]


def _voted(one: Term, other: Term, votes: Sequence[int]) -> Term | None:
    if any(vote < 0 for vote in votes) == any(vote > 0 for vote in votes):
        return None
    return one if any(vote > 0 for vote in votes) else other


def _meet(one: Term, other: Term) -> bool:
    """Whether some customer stands under both: not two regions, nor two tiers."""
    mine, theirs = one.standing, other.standing
    return _anywhere(mine.regions, theirs.regions) and _anywhere(mine.tiers, theirs.tiers)


def _anywhere(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether two rules hold somewhere both; one that names no place holds everywhere."""
    if not mine or not theirs:
        return True
    return not {each.casefold() for each in mine}.isdisjoint(each.casefold() for each in theirs)


def _less(mine: float | None, theirs: float | None) -> int:
    """1 where mine is the smaller, -1 where theirs is, 0 where that cannot be said."""
    if mine is None or theirs is None or mine == theirs:
        return 0
    return 1 if mine < theirs else -1


def _bans(term: Term) -> float:
    return 1.0 if term.mode == "prohibition" else 0.0


def _sum(term: Term) -> float | None:
    return float(term.amount.value) if term.amount is not None else None


def _currency(term: Term) -> str | None:
    return term.amount.currency if term.amount is not None else None


def _share(term: Term) -> float | None:
    if term.percent is not None:
        return float(term.percent)
    found = find_percent(term.quote)
    return float(found[0][2]) if len(found) == 1 else None


def _days(span: Span | None) -> float | None:
    return span.bound * _DAYS[span.unit] if span is not None else None


def _far(term: Term) -> float | None:
    """The only stretch of time in the words, where it is known to be nobody's in particular."""
    spans = find_spans(term.quote)
    return _days(spans[0].span) if len(spans) == 1 and term.window is None else None
