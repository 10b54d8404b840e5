"""How likely a remedy has to be for its kind, for how far its page lies and for what tells it. Pure."""

from __future__ import annotations

import re

from assistant.conditions import asks_again
from assistant.remedies import Candidate
from knowledge.terms.kinds import GOODS_KINDS, MONEY_KINDS, WORD_KINDS

_I = re.IGNORECASE

LEAST_CHANCE = 0.5
LEAST_MONEY = 0.8
LEAST_CHECK = 0.4
LEAST_ROW = 0.55  # a row of a table says for what it is in few words, of which a case seldom uses all
LEAST_AWAY = 0.9
LEAST_MONEY_AWAY = 0.92
LEAST_FIT = 0.42
LEAST_FIT_OF_DEED = 0.35
AWAY = -0.3  # how much further than the nearest page a page may lie and still count as near
_BESIDE = -0.1  # how much further it may lie and be as near as the nearest
_NEAR_PAGES, _NEAR_ROWS = 4, 14
TANGIBLE = MONEY_KINDS | GOODS_KINDS


def is_settled(row: Candidate) -> bool:
    """Whether a row gives a sum that is nobody else's to name."""
    return row.amount is not None and not (row.capped or row.term.cap) and row.term.authority in {None, "rep"}


def sure(candidate: Candidate, distance: float, rank: int) -> bool:
    """Whether a candidate is likely enough for its kind and for how far its page lies, of which so many are nearer."""
    weight, near = candidate.weight, rank < _NEAR_PAGES
    if candidate.kind in WORD_KINDS:
        awaited = candidate.answer == "open" and candidate.fact is not None and candidate.fact.denies
        unsure = (candidate.answer == "open" and not awaited) or candidate.fit < LEAST_FIT
        if unsure and distance >= _BESIDE:
            return weight >= LEAST_MONEY
        return weight >= (LEAST_AWAY if unsure or not near else LEAST_CHANCE)
    if candidate.kind in MONEY_KINDS:
        proven = candidate.answer == "met" and candidate.fact is not None and candidate.term.condition is not None
        proven = (
            proven
            or (candidate.answer == "met" and candidate.lessened)
            or (candidate.singled_out and candidate.waits_for is None)
        )
        if (second_time(candidate) and rank < _NEAR_ROWS) or candidate.row_proven:
            return weight >= LEAST_CHANCE
        if candidate.firm and candidate.term.cells and is_settled(candidate) and rank < _NEAR_ROWS:
            return weight >= LEAST_ROW
        if candidate.answer == "open" or (distance < AWAY and not candidate.term.cells and not proven):
            return weight >= (LEAST_MONEY_AWAY if distance < AWAY else LEAST_AWAY)
        return weight >= LEAST_MONEY
    if candidate.fit < LEAST_FIT_OF_DEED and weight < LEAST_MONEY:
        return False
    if candidate.kind == "change" and candidate.answer == "open":
        return weight >= LEAST_MONEY  # what may be changed in some other case is nothing to offer
    return weight >= (LEAST_CHANCE if near else LEAST_AWAY)


# Money that was taken twice is no second failure.
_TAKEN_TWICE = re.compile(
    r"\b(?:charged|taken|paid|debited|billed|drawn|collected|invoiced) (?:twice|a second time|again)\b", _I
)


def second_time(candidate: Candidate) -> bool:
    """Whether a fact says that what a clause gives for a second time has come about."""
    condition = candidate.term.condition or ""
    met = candidate.answer == "met" and candidate.fact is not None
    return met and asks_again(condition) and not _TAKEN_TWICE.search(condition)


_BOTH_AT_ONCE = re.compile(r"\b(?:twice|two times)\b", _I)


def failed_again(candidate: Candidate) -> bool:
    """Whether a clause is for what failed a second time: "booked twice" is one failure, "wrong as well" another."""
    return second_time(candidate) and asks_again(_BOTH_AT_ONCE.sub(" ", candidate.term.condition or ""))
