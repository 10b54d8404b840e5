"""Which step of a scale is this case's: "60 to 89 minutes late: £5; 90 to 119 minutes: £12". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from assistant.amounts.counts import days_in
from assistant.amounts.sums import Known
from assistant.facts import Fact, overlap, stems
from knowledge.terms.measures import NUMBER_WORDS, find_spans

_I = re.IGNORECASE
_N = r"(?:\d{1,3}(?:\.\d)?|" + "|".join(w for w in NUMBER_WORDS if len(w) > 2) + r")"
_UNIT = r"(?:minutes?|hours?|days?|weeks?|months?)"
_STEP = re.compile(
    rf"(?P<more>\b(?:more than|over|above|longer than|at least|from) (?P<a>{_N}) (?P<ua>{_UNIT}))(?! (?:and|to|up to)\b)"
    rf"|(?P<two>\b(?:from |between |more than )?(?P<b>{_N})(?: (?P<ub>{_UNIT}))? ?(?:to|and|-|–|and up to|up to) (?P<c>{_N}) (?P<uc>{_UNIT}))"
    rf"|(?P<less>\b(?:up to|under|less than|fewer than|within|below) (?P<d>{_N}) (?P<ud>{_UNIT}))"
    rf"|(?P<least>\b(?P<e>{_N}) (?P<ue>{_UNIT})(?: late)? or (?:more|longer|later))",
    _I,
)
_MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 10080, "month": 43200}
_CLOCK = re.compile(
    r"(?<![\d.,:])(?P<h>[01]?\d|2[0-3])[:.](?P<m>[0-5]\d)(?![\d.,:]\d)(?: ?(?P<half>am|pm))?(?=\D|$)", _I
)


_OPENING = 12  # letters before the step of a scale that a sentence of its own gives


class Step(NamedTuple):
    """A stretch of a scale in minutes, and where its words begin and end."""

    start: int
    end: int
    least: Decimal
    most: Decimal | None
    unit: str


def steps(text: str) -> list[Step]:
    """The steps of a scale that a text names."""
    found = []
    for m in _STEP.finditer(text):
        unit = (m["ua"] or m["uc"] or m["ud"] or m["ue"]).lower().removesuffix("s")
        size = _MINUTES[unit]
        low: Decimal = Decimal(0)
        high: Decimal | None = None
        if m["more"]:
            low = _number(m["a"]) * size + (0 if re.match(r"at least|from", m["more"], _I) else Decimal("0.5"))
        elif m["two"]:
            low = _number(m["b"]) * _MINUTES[(m["ub"] or unit).lower().removesuffix("s")]
            high = _number(m["c"]) * size
        elif m["less"]:
            high = _number(m["d"]) * size - (0 if re.match(r"up to|within", m["less"], _I) else Decimal("0.5"))
        else:
            low = _number(m["e"]) * size
        found.append(Step(m.start(), m.end(), low, high, unit))
    return found


def _number(word: str) -> Decimal:
    return Decimal(word) if word[0].isdigit() else Decimal(NUMBER_WORDS[word.lower()])


def measured(unit: str, clause: str, case: Known) -> Decimal | None:
    """How many minutes a case tells of what a scale measures; None where it tells none or two."""
    found: set[Decimal] = set()
    near = case.received_on
    for fact in case.facts:
        for span in find_spans(fact.text):
            size = _MINUTES.get(span.span.unit.removesuffix("s").removeprefix("business_"))
            same = (size or 0) >= 1440 if unit in {"day", "week", "month"} else (size or 0) < 1440
            if (
                size
                and same
                and (
                    overlap(stems(clause), stems(fact.name))
                    or re.search(r"late|delay|wait|notice|before", fact.line, _I)
                )
            ):
                rest = re.match(r" ?(\d{1,2}) ?m", fact.text[span.end :])
                found.add(Decimal(span.span.value * size + (int(rest[1]) if rest and size == 60 else 0)))
        if unit in {"minute", "hour"}:
            found |= {Decimal(n) for n in re.findall(r"(?<![\d.,hm] )(?<![\d.,])(\d{1,4}) ?min(?:ute)?s?\b", fact.text)}
    if not found and unit in {"minute", "hour"}:
        clocks = [_minutes(m) for fact in case.facts for m in [_CLOCK.search(fact.text)] if m]
        if len(clocks) == 2:
            found.add(Decimal((clocks[1] - clocks[0]) % 1440))
    if not found and unit in {"day", "week", "month"}:
        found = _between(case.facts, near)
    return found.pop() if len(found) == 1 else None


def _between(facts: Sequence[Fact], near: date) -> set[Decimal]:
    """The stretch from the call-off to the event, where one fact tells each."""
    off = [d for f in facts if re.search(r"cancel|call|mail|withdr|told|written|notice|return", f.name, _I) for d in days_in(f.text, near)]  # fmt: skip
    event = [d for f in facts if re.search(r"start|opens?|first|begin|departure|arrival|event|performance|show|flight|date of|sailing|wedding|leaving", f.name, _I) for d in days_in(f.text, near)]  # fmt: skip
    if len(set(off)) != 1 or not event or min(event) <= off[0]:
        return set()
    return {Decimal((min(event) - off[0]).days * 1440)}


def _minutes(match: re.Match[str]) -> int:
    hour = int(match["h"]) % 12 + 12 if (match["half"] or "").lower() == "pm" else int(match["h"])
    return hour * 60 + int(match["m"])


def own_step(main: str, case: Known) -> str | None:
    """The words of a scale's step that is this case's: "" where none is or nothing tells which, None where it is no scale."""
    scale = steps(main)
    lone = (
        len(scale) == 1
        and scale[0].start <= _OPENING
        and re.match(r"[^,:;]{0,12}[,:]|(?: late)? (?:it is|they are) ", main[scale[0].end :])
    )
    if len(scale) < 2 and not lone:  # one step is a condition
        return None
    pieces = [
        piece
        for piece in re.split(
            r"(?<=[;.])\s+|; |, (?=from|more than|over|and|up to|under|less|\d)| and (?=(?:more|over|from|up to|less) )",
            main,
        )
        if piece.strip()
    ]
    told = measured(scale[0].unit, main, case)
    if told is None:
        return ""
    fitting = []
    for piece in pieces:
        for step in steps(piece):
            if step.least <= told and (step.most is None or told <= step.most):
                fitting.append(piece)
    return fitting[0] if len(set(fitting)) == 1 else ""
