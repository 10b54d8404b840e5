"""Several payments of a kind that is made every month, week or year: "three monthly fees are credited". Pure."""

from __future__ import annotations

import re

from assistant.amounts.sums import NOTHING, Known, Worked
from assistant.facts import Fact, overlap, stems
from knowledge.terms import Money
from knowledge.terms.measures import find_money
from knowledge.terms.numbers import NUMBER_WORDS, any_of, count

_I = re.IGNORECASE
_SUMS = r"(?:fee|charge|payment|rent|instal?ment|price|premium|contribution|subscription|rate)s?"
_SEVERAL = re.compile(
    rf"(?P<most>\b(?:up to|at most|than) )?\b(?P<n>\d{{1,2}}|{any_of(NUMBER_WORDS, least_letters=3)}) (?P<how>daily|weekly|monthly|quarterly|yearly|annual) (?P<what>{_SUMS})\b",
    _I,
)
_A_PERIOD = {
    "daily": r"\b(?:daily|(?:per|a) day)\b", "weekly": r"\b(?:weekly|(?:per|a) week)\b", "monthly": r"\b(?:monthly|(?:per|a) month)\b",
    "quarterly": r"\b(?:quarterly|(?:per|a) quarter)\b", "yearly": r"\b(?:yearly|annual|(?:per|a) year)\b",
}  # fmt: skip


def monthly_sums(main: str, case: Known) -> Worked | None:
    """What several monthly (weekly, yearly) payments come to; None if a clause gives none, nothing where no fact, or two, tell what
    one of them is."""
    match = _SEVERAL.search(main)
    if match is None:
        return None
    if match["most"]:
        return NOTHING  # how many of them, nothing says
    how = match["how"].lower()
    period = re.compile(_A_PERIOD["yearly" if how == "annual" else how], _I)
    told = [fact for fact in case.facts if fact.money is not None and period.search(fact.line)]
    if len(told) > 1:
        told = [fact for fact in told if overlap(stems(match["what"]), stems(fact.name))]
    one = _one(told[0]) if len(told) == 1 else None
    if one is None:
        return NOTHING
    value = one.value * count(match["n"])
    return Worked(Money(value=value, currency=one.currency), parts=(f"{match['n']} x {told[0].line}",))


def _one(fact: Fact) -> Money | None:
    sums = {found.money for found in find_money(fact.text)}
    return sums.pop() if len(sums) == 1 else None
