"""A second opinion on clauses, learned from labelled letters: what they do and which kind of remedy they are about.

The grammar reads first. Where it finds nothing and the opinion is sure of an act, the act is taken; where it finds an
act and the opinion is sure that there is none, it is dropped. `weights` is made by `make finder`, never by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from assistant.case import COMMITTING, CommitmentType
from assistant.promises.opinion import abroad, weights
from assistant.promises.opinion.features import Clause, act_features, deed, kind_features, may_add
from knowledge.softmax import Model, unpack
from knowledge.terms import Kind

__all__ = [
    "ACTS",
    "KINDS",
    "NO_ACT",
    "Clause",
    "Models",
    "act_of",
    "commits",
    "deed",
    "kind_of",
    "may_add",
    "offered_or_promised",
    "weighed_by",
]

NO_ACT = "none"
KINDS: tuple[Kind, ...] = get_args(Kind)
ACTS: tuple[str, ...] = (NO_ACT, *get_args(CommitmentType))


@dataclass(frozen=True, slots=True)
class Models:
    """What was learned: the models of acts and of kinds, of English and of the other languages, as `training.train` gives them."""

    acts: Model
    kinds: Model
    acts_abroad: Model
    kinds_abroad: Model


@lru_cache(maxsize=1)
def _shipped() -> Models:
    return Models(
        unpack(ACTS, *weights.ACTS),
        unpack(KINDS, *weights.KINDS),
        unpack(ACTS, *weights.ACTS_ABROAD),
        unpack(KINDS, *weights.KINDS_ABROAD),
    )


_INSTEAD: list[Models] = []


def _models() -> Models:
    return _INSTEAD[-1] if _INSTEAD else _shipped()


@contextmanager
def weighed_by(models: Models) -> Iterator[None]:
    """Asks these models in place of those that ship, while it lasts: to measure how letters are read that were not learned from."""
    _INSTEAD.append(models)
    try:
        _forget()
        yield
    finally:
        _INSTEAD.pop()
        _forget()


def _forget() -> None:
    _probabilities.cache_clear()
    kind_of.cache_clear()


# A letter is read again at every edit, mostly with the same clauses.
@lru_cache(maxsize=4096)
def _probabilities(clause: Clause) -> dict[str, float]:
    if clause.language == "en":
        return _models().acts.probabilities(act_features(clause))
    return _models().acts_abroad.probabilities(abroad.act_features(clause))


def commits(clause: Clause) -> float:
    """How likely (0 to 1) the clause commits the company to something."""
    shares = _probabilities(clause)
    return sum(shares[name] for name in COMMITTING)


def act_of(clause: Clause) -> tuple[CommitmentType, float] | tuple[None, float]:
    """The likeliest act (None: no act) and how likely it is; the committing ones vouch for one another."""
    shares = _probabilities(clause)
    together = commits(clause)
    best = max(get_args(CommitmentType), key=lambda name: (name in COMMITTING and together > 0.5, shares[name]))
    share = together if best in COMMITTING else shares[best]
    return (best, share) if share > shares[NO_ACT] else (None, shares[NO_ACT])


def offered_or_promised(clause: Clause) -> tuple[CommitmentType, float]:
    """Which of an offer and a conditional promise the clause is likelier to be, and how likely of the two."""
    shares = _probabilities(clause)
    offer, promise = shares["offer"], shares["conditional_promise"]
    both = offer + promise or 1.0
    return ("offer", offer / both) if offer > promise else ("conditional_promise", promise / both)


@lru_cache(maxsize=4096)
def kind_of(clause: Clause, act: CommitmentType, meant: Kind) -> Kind:
    """The likeliest kind of remedy of a clause that does `act`, where the grammar names the kind `meant`."""
    if clause.language == "en":
        shares = _models().kinds.probabilities(kind_features(clause, act, meant))
    else:
        shares = _models().kinds_abroad.probabilities(abroad.kind_features(clause, act, meant))
    return max(KINDS, key=lambda kind: shares[kind])
