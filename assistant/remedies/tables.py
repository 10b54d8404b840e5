"""The rows of a table among the remedies: those of which a case tells, and what a clause takes over from one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.amounts import Worked, many_times
from assistant.facts import overlap, stems
from assistant.remedies.candidate import Candidate
from assistant.remedies.known import Situation
from knowledge.terms import Term
from knowledge.terms.kinds import MONEY_KINDS

_I = re.IGNORECASE
_REFERS = re.compile(r"\b(?:matrix|table|schedule|chart|grid|scale|tariff)\b", _I)


@lru_cache(maxsize=16_384)
def _refers(quote: str) -> bool:
    """Whether a clause refers to a table."""
    return _REFERS.search(quote) is not None


def from_table(candidate: Candidate, found: Sequence[Candidate], case: Situation) -> Candidate:
    """A clause that refers to a table ("the credit in the compensation matrix is due") takes the row's value, and its own time
    where it states one."""
    if candidate.term.cells or not _refers(candidate.term.quote) or candidate.amount is not None:
        return candidate
    rows = [
        c
        for c in found
        if c.term.cells and c.answer != "unmet" and (c.kind == candidate.kind or candidate.kind in c.term.kinds)
    ]
    rows = [c for c in rows if c.term.standing.code and c.term.standing.code in candidate.term.quote] or rows
    words = stems(f"{candidate.term.quote} {candidate.term.section}")
    here = [
        c for c in rows if c.term.path == candidate.term.path and re.search(r"\bthe table\b", candidate.term.quote, _I)
    ]
    # Of what neither the clause nor the case speaks is another row: the share for a lift is none for a lamp.
    told = [c for c in here or rows if _names_row(c.term, words | case.words)]
    best = max(told, key=lambda c: (overlap(words, stems(c.term.quote)), c.fact is not None), default=None)
    if best is None or (candidate.due is not None and {c.amount for c in told} != {best.amount}):
        return candidate  # where it states a time, what it pays is another row's as well as this one's
    worked = many_times(Worked(best.amount, best.percent, best.parts, best.per), candidate.term.quote, case)
    return replace(
        candidate,
        amount=worked.amount,
        percent=worked.percent,
        due=candidate.due or best.due,
        parts=worked.parts,
        per=worked.per,
        timed_by=candidate.timed_by if candidate.due else best.term,
    )


def rows_told_of(found: Sequence[Candidate], case: Situation) -> list[Candidate]:
    """Of the rows of one table those of which the case tells: one of whose words it uses far fewer than of another's gives
    nothing."""
    told = {c.term.id: _share_told(c.term, case) for c in found if c.term.cells and c.answer != "unmet"}
    best: dict[str, float] = {}
    for c in found:
        if c.term.id in told:
            best[c.term.path] = max(best.get(c.term.path, 0.0), told[c.term.id])
    return [
        replace(c, answer="unmet", reason="Nothing here speaks of it.")
        if c.term.id in told and c.kind in MONEY_KINDS and told[c.term.id] < best[c.term.path] / 2
        else c
        for c in found
    ]


def _share_told(row: Term, case: Situation) -> float:
    """Which share of the words by which a row tells what it is for a case uses; all of a row without words of its own."""
    label = row.cells[0][1]
    name = stems(max((cell for _, cell in row.cells[:2]), key=len) if len(label) < _A_CODE else label)
    words = frozenset(word for word in name if not word[0].isdigit())
    return overlap(words, case.words) / len(words) if words else 1.0


_A_CODE = 4  # letters below which a row's first cell is the code of the row and not its name


def _names_row(row: Term, words: frozenset[str]) -> bool:
    """Whether some words use one of those that a row is called by; a name without words of its own says nothing."""
    name = stems(row.cells[0][1])
    return not name or overlap(name, words) > 0
