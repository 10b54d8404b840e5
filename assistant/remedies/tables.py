"""The rows of a table among the remedies: those of which a case tells, and what a clause takes over from one."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from assistant.amounts import Worked, many_times, on_step, step_of_row
from assistant.facts import overlap, stems
from assistant.measures.lengths import MINUTES
from assistant.remedies.candidate import UNSPOKEN, Candidate
from assistant.remedies.known import Situation
from knowledge.terms import Term
from knowledge.terms.kinds import GOODS_KINDS, MONEY_KINDS
from knowledge.terms.model import Kind
from knowledge.terms.rows import ROW_CODE

_I = re.IGNORECASE
_REFERS = re.compile(r"\b(?:matrix|table|schedule|chart|grid|scale|tariff)\b", _I)
# "The payment in TOL-STD": a table by the code of its document
_BY_CODE = re.compile(
    r"\b(?:payment|credit|sum|amount|share|compensation|voucher|allowance|points)\b[^.;]{0,40}? (?:in|under|of|by) [A-Z]{2,}(?:[-/ ][A-Z0-9]+)+\b"
)


# "The missed visit credit is due": a row by its name
_BY_NAME = re.compile(r"\bthe (?:[a-z-]+ ){1,4}(?:credit|allowance|voucher|payment|compensation|sum|points)\b", _I)


# "Row SP05 is due within 10 days": a row by its code
_ROW = re.compile(rf"\b[Rr]ow (?P<code>{ROW_CODE})\b")


@lru_cache(maxsize=16_384)
def _row_code(quote: str) -> str | None:
    """The code of the one row that a clause names; None where it names none, or several."""
    codes = {found["code"] for found in _ROW.finditer(quote)}
    return codes.pop() if len(codes) == 1 else None


@lru_cache(maxsize=16_384)
def _may_call(quote: str) -> bool:
    """Whether a clause may call a row by its name."""
    return _BY_NAME.search(quote) is not None


@lru_cache(maxsize=16_384)
def _refers(quote: str) -> bool:
    """Whether a clause refers to a table."""
    return _REFERS.search(quote) is not None or _BY_CODE.search(quote) is not None


def from_table(candidate: Candidate, found: Sequence[Candidate], case: Situation) -> Candidate:
    """A clause that refers to a table ("the credit in the compensation matrix is due") takes the row's value, and its own time
    where it states one."""
    quote = candidate.term.quote
    code = _row_code(quote)
    if candidate.term.cells or candidate.amount is not None or not (code or _refers(quote) or _may_call(quote)):
        return candidate
    rows = [c for c in found if c.amount is not None and c.kind in MONEY_KINDS]
    rows = [c for c in rows if c.answer != "unmet" or c.reason == UNSPOKEN]
    if code is not None:
        own = [c for c in rows if c.term.cells and c.term.cells[0][1] == code]
        return replace(_with_row(candidate, own[0], case), kind=own[0].kind) if len(own) == 1 else candidate
    named = [c for c in rows if _calls(quote, c.term)]
    named = [c for c in named if len(_name(c.term)) == max(len(_name(other.term)) for other in named)]
    if len(named) == 1 and candidate.kind in {"other", *MONEY_KINDS}:
        return replace(_with_row(candidate, named[0], case), kind=named[0].kind)
    if not _refers(quote):
        return candidate
    rows = [
        c
        for c in found
        if c.term.cells and c.answer != "unmet" and (c.kind == candidate.kind or candidate.kind in c.term.kinds)
    ]
    rows = [c for c in rows if c.term.standing.code and c.term.standing.code in quote] or rows
    words = stems(f"{quote} {candidate.term.section}")
    here = [c for c in rows if c.term.path == candidate.term.path and re.search(r"\bthe table\b", quote, _I)]
    # Of what neither the clause nor the case speaks is another row: the share for a lift is none for a lamp.
    told = [c for c in here or rows if _names_row(c.term, words | case.words)]
    best = max(told, key=lambda c: (overlap(words, stems(c.term.quote)), c.fact is not None), default=None)
    if best is None or (candidate.due is not None and {c.amount for c in told} != {best.amount}):
        return candidate  # where it states a time, what it pays is another row's as well as this one's
    return _with_row(candidate, best, case)


def _with_row(candidate: Candidate, best: Candidate, case: Situation) -> Candidate:
    """A clause with what a row gives, as often as the clause says."""
    worked = Worked(best.amount, best.percent, best.parts, best.per)
    if not any(_COUNTED.match(part) for part in best.parts):  # the row says itself how often it is given
        worked = many_times(worked, candidate.term.quote, case)
    # "For each full week that it comes later", of which the row counts three
    counted = any(_COUNTED.match(part) for part in worked.parts) and _FOR_EACH.match(candidate.term.condition or "")
    # "If the bill was late, the payment in the table is added": the row says how late, and a fact that it was.
    settled = candidate.answer == "open" and (counted or (best.answer == "met" and best.fact is not None))
    return replace(
        candidate,
        answer="met" if settled else candidate.answer,
        fact=best.fact if settled else candidate.fact,
        waits_for=None if settled and candidate.waits_for == candidate.term.condition else candidate.waits_for,
        amount=worked.amount,
        percent=worked.percent,
        due=candidate.due or best.due,
        parts=worked.parts,
        per=worked.per,
        timed_by=candidate.timed_by if candidate.due else best.term,
        from_row=worked.amount is not None,
    )


def rows_told_of(found: Sequence[Candidate], case: Situation) -> list[Candidate]:
    """Of the rows of one table those of which the case tells: one of whose words it uses far fewer than of another's gives
    nothing."""
    rows = [c for c in found if c.term.cells and (c.answer != "unmet" or c.kind in GOODS_KINDS)]
    told = {c.term.id: _share_told(c.term, case) for c in rows}
    best: dict[str, float] = {}
    for c in found:
        if c.term.id in told:
            best[c.term.path] = max(best.get(c.term.path, 0.0), told[c.term.id])
    return [
        replace(c, answer="unmet", reason=UNSPOKEN)
        if c.term.id in told and c.kind in MONEY_KINDS | GOODS_KINDS and told[c.term.id] < best[c.term.path] / 2
        else c
        for c in found
    ]


def _share_told(row: Term, case: Situation) -> float:
    """Which share of the words by which a row tells what it is for a case uses; all of a row without words of its own."""
    label = row.cells[0][1]
    name = stems(max((cell for _, cell in row.cells[:2]), key=len) if len(label) < _A_CODE else label)
    words = frozenset(word for word in name if not word[0].isdigit())
    return overlap(words, case.words) / len(words) if words else 1.0


_FOR_EACH = re.compile(r"for (?:each|every)\b", _I)
_COUNTED = re.compile(r"\d+ x \(")
_A_CODE = 4  # letters below which a row's first cell is the code of the row and not its name


def _calls(quote: str, row: Term) -> bool:
    """Whether a clause that refers to a table says all the words of a row's name: "the delay allowance in the remedy matrix", "if the
    final bill was late, the payment in the table" of the row "late final bill"."""
    name = _name(row)
    return len(name) > 1 and overlap(name, stems(quote)) == len(name)


@lru_cache(maxsize=4096)
def _label(text: str) -> frozenset[str]:
    return stems(re.sub(r"[\s_]+", " ", text))


def _name(row: Term) -> frozenset[str]:
    """The words by which a row is called."""
    return _label(row.cells[0][1]) if row.cells else frozenset()


def singled_out(found: Sequence[Candidate], case: Situation) -> list[Candidate]:
    """Tables of steps by groups ("Irish Sea | 2 hours or more | 20%"): of the rows of one table only that of the group which a fact
    names and of the highest step that is reached; all as they are where the facts do not tell both."""
    tables: dict[tuple[str, tuple[str, ...]], list[Candidate]] = {}
    for c in found:
        if c.term.cells and c.kind in MONEY_KINDS:
            tables.setdefault((c.term.path, tuple(name for name, _ in c.term.cells)), []).append(c)
    judged: dict[tuple[str, Kind], Candidate] = {}
    for rows in tables.values():
        groups = {c.term.cells[0][1] for c in rows}  # one is left where the tables themselves told the others apart
        told = [group for group in groups if len(groups) == 1 or _named_by_facts(group, groups - {group}, case)]
        # Whether its step is reached is judged anew, by the one fact that its heading names.
        own = [c for c in rows if told == [c.term.cells[0][1]] and (c.answer != "unmet" or c.reason in {"", UNSPOKEN})]
        steps = {id(c): step for c in own if (step := _step(c.term)) is not None}
        fits = [on_step(*steps[id(c)], case) for c in own if id(c) in steps]
        if not own or len(steps) < len(own) or None in fits:
            continue
        reached = [c for c, fit in zip(own, fits, strict=True) if fit]
        best = max(reached, key=lambda c: _height(*steps[id(c)]), default=None)
        for c in rows:
            judged[c.term.id, c.kind] = (
                replace(c, answer="met", reason="", singled_out=True)
                if c is best
                else replace(c, answer="unmet", reason="Another row of the table is for this case.")
            )
    return [judged.get((c.term.id, c.kind), c) for c in found]


def _step(row: Term) -> tuple[str, str] | None:
    """The heading and the cell of a row that say from where on it holds."""
    return next(((name, cell) for name, cell in row.cells[1:] if step_of_row(name, cell) is not None), None)


def _height(heading: str, cell: str) -> Decimal:
    step = step_of_row(heading, cell)
    return (step.low or Decimal(0)) * MINUTES[step.unit] if step is not None else Decimal(0)


def _named_by_facts(group: str, others: Collection[str], case: Situation) -> bool:
    """Whether a fact names what a group of rows is called, and no other group is called so."""
    names = re.split(r",? and |, | or |/", re.sub(r"\([^)]*\)", " ", group))
    own = [name.strip() for name in names if re.match(r"\s*[A-Z]", name) and not any(name.strip() in o for o in others)]
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", fact.text) for name in own for fact in case.facts)


def _names_row(row: Term, words: frozenset[str]) -> bool:
    """Whether some words use one of those that a row is called by; a name without words of its own says nothing."""
    name = stems(row.cells[0][1])
    return not name or overlap(name, words) > 0
