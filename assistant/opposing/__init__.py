"""Whether two clauses set one limit differently: the same deed and thing, for the same party and case. Pure.

A clause is read as what it limits: a time ahead of an event or after one, how long something lasts, from how much on, a share
or a sum that is given or charged. Two clauses are opposed where one of these differs and all that they say beside it is the same
or compatible. What makes two rules of them is looked for first: another deed, another event that the time counts from, another
thing or group of people, a case that only one of them is for, bands of one scale, levels of one ladder.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Literal, NamedTuple

from assistant.opposing.clause import Way, said
from assistant.opposing.differing import (
    MAY,
    MAY_NOT,
    ONLY,
    PROVIDED,
    TIMES,
    bands,
    differing,
    narrows,
    promises_less,
    refuses,
)
from assistant.opposing.matter import CLOSE, dated, names_apart, one_case, one_thing, set_against, words_of
from knowledge.terms import Term
from knowledge.terms.kinds import GOODS_KINDS, MONEY_KINDS

_REMEDIES = MONEY_KINDS | GOODS_KINDS


class Clause(NamedTuple):
    """A clause that another one may contradict; `words`: its own, its section and its document."""

    term: Term
    words: _Words


_Words = tuple[str, str, str]


def clause_of(term: Term) -> Clause | None:
    """The clause of a term; None where no other one could contradict it: it has no figure, allows nothing, refuses nothing, and
    does not say "only"."""
    words = _words(term)
    return Clause(term, words) if _can_oppose(words) else None


def _words(term: Term) -> _Words:
    return term.told, term.section, term.path


@lru_cache(maxsize=20_000)
def _can_oppose(words: _Words) -> bool:
    each = said(*words)
    return bool(each.limits) or any(sign.search(each.text) for sign in (ONLY, PROVIDED, MAY, MAY_NOT))


def opposed(one: Clause, other: Clause, closeness: float, speaks_of: Callable[[str, str], bool]) -> bool:
    """Whether two clauses give different limits for one matter. `closeness` is the cosine of their words; `speaks_of`
    (document, stem) says whether a document speaks of a thing anywhere."""
    way = _way(one.words, other.words)
    if way is None:
        return False
    mine, theirs = one.term, other.term
    if mine.authority != theirs.authority and (mine.authority or theirs.authority):
        return False
    if way == "rule":
        return closeness >= CLOSE
    if dated(mine.quote, theirs.quote):
        return False
    # Two remedies may have two times; a sum is one sum, whether it is called a refund or a compensation.
    remedies = [frozenset(term.kinds) & _REMEDIES for term in (mine, theirs)]
    if way in TIMES and all(remedies) and not remedies[0] & remedies[1]:
        return False
    return one_thing(said(*one.words), said(*other.words), way, closeness, speaks_of)


@lru_cache(maxsize=32_768)  # the same clauses meet in case after case
def _way(one: _Words, other: _Words) -> Way | Literal["rule"] | None:
    """In which limit two clauses differ, or that the one rules out what the other allows; None where neither is so, or they are
    two rules by their words."""
    mine, theirs = said(*one), said(*other)
    if refuses(mine, theirs) or refuses(theirs, mine) or narrows(mine, theirs) or narrows(theirs, mine):
        return "rule"
    way = differing(mine, theirs)
    if way is None or bands(mine, theirs):
        return None
    apart = names_apart(mine, theirs) or set_against(mine, theirs) or not one_case(mine, theirs)
    return None if apart else way


def says_less(one: Term, other: Term) -> int | None:
    """1 where the first of two opposed clauses promises less, -1 where the second does, 0 where each does in its own way;
    None where their words do not tell."""
    votes = promises_less(said(*_words(one)), said(*_words(other)))
    return (votes.pop() if len(votes) == 1 else 0) if votes else None


__all__ = ["Clause", "clause_of", "opposed", "says_less", "words_of"]
