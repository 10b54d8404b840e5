"""Which step of a scale is this case's: "60 to 89 minutes late: £5; 90 to 119 minutes: £12". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from assistant.amounts.sums import Known
from assistant.facts import Fact, overlap, stems
from assistant.measures.bounds import Bound, find_bounds
from assistant.measures.days import days_in
from assistant.measures.lengths import MINUTES, Length, find_lengths, unit_named
from assistant.measures.moments import clock

_I = re.IGNORECASE
_SPEAKS_OF_TIME = re.compile(r"late|delay|wait|notice|before", _I)
# By when something is done, which is no step of a scale.
_TIME_LIMIT = re.compile(r"(?:within|inside|(?:no|not) later than)\b|up to \w+ \w+ days\b", _I)
_OPENING = 12  # letters before the step of a scale that a sentence of its own gives


# "If we are later than 6 hours, 10% comes back" says when, and is no step of a scale.
_CONDITION = re.compile(r"(?:if|when(?:ever)?|where|should) (?:we|you|they|the|your|our|an?)\b", _I)


def steps(text: str) -> list[Bound]:
    """The steps of a scale that a text names: stretches of time, each from a length to another or to no end."""
    return [
        bound
        for bound in find_bounds(text)
        if bound.unit in MINUTES and bound.unit != "business_days" and not _TIME_LIMIT.match(bound.exact)
    ]


def measured(unit: str, clause: str, case: Known) -> Decimal | None:
    """How many minutes a case tells of what a scale measures; None where it tells none or two."""
    if unit == "business_days":
        return _business_days(case.facts)
    by_the_day = MINUTES[unit] >= MINUTES["days"]
    told: list[tuple[int, Decimal]] = []
    for fact in case.facts:
        named = overlap(stems(clause), stems(fact.name))
        for length in find_lengths(fact.text) or _counted(fact):
            same = (MINUTES[length.unit] >= MINUTES["days"]) is by_the_day
            if same and (named or _SPEAKS_OF_TIME.search(fact.line) or length.unit == "minutes"):
                told.append((named, length.minutes))
    # Of a delay at departure and one at arrival the one whose name the clause says more of.
    found = {minutes for named, minutes in told if named == max(named for named, _ in told)}
    if not found and not by_the_day:
        clocks = [minute for fact in case.facts if (minute := clock(fact.text)) is not None]
        if len(clocks) == 2:
            found.add(Decimal((clocks[1] - clocks[0]) % MINUTES["days"]))
    if not found and by_the_day:
        found = _between(case.facts, case.received_on)
    return found.pop() if len(found) == 1 else None


def _business_days(facts: Sequence[Fact]) -> Decimal | None:
    """How late the one fact tells that counts it in business days; days of the calendar are others."""
    told = {
        length.minutes
        for fact in facts
        if re.search(r"\b(?:business|working) days?\b", fact.line, _I) and _SPEAKS_OF_TIME.search(fact.line)
        for length in find_lengths(fact.text) or _counted(fact)
    }
    return told.pop() if len(told) == 1 else None


def _counted(fact: Fact) -> tuple[Length, ...]:
    """The length that a bare number tells under a name with its unit ("outage_hours: 61")."""
    unit = unit_named(fact.name)
    if unit is None or fact.number is None:
        return ()
    return (Length(0, len(fact.text), fact.number * MINUTES[unit], unit),)


_UNIT_IN_HEADING = re.compile(r"\b(?P<unit>minutes|hours|(?:business |working )?days|weeks)\b", _I)
_ONLY = re.compile(r"(?P<n>\d+)(?: (?:minute|hour|day|week)s?)?$", _I)


def step_of_row(heading: str, cell: str) -> Bound | None:
    """The step of a scale that opens a row: "46 to 90" under "minutes after the window", "outage of 48 to 95 hours"."""
    unit = _UNIT_IN_HEADING.search(heading)
    text = re.sub(r"\band more\b|(?<=\d)\+", " or more", cell)
    if unit is not None and not find_lengths(text):
        text = re.sub(r"\d+(?!\d)(?! ?(?:to|-|–|and) ?\d)", rf"\g<0> {unit['unit']}", text, count=1)
    found = [bound for bound in find_bounds(text) if bound.unit in MINUTES]
    if len(found) == 1:
        bound = found[0]
        opens = bound.start <= _OPENING or (bound.low is not None and bound.high is not None)
        return bound if opens and not bound.denied else None
    exact = _ONLY.match(cell.strip())
    lengths = find_lengths(text)
    if exact is None or len(lengths) != 1:
        return None
    value = lengths[0].minutes / MINUTES[lengths[0].unit]
    return Bound(value, value, False, lengths[0].unit, False, 0, len(text), text)


def on_step(heading: str, cell: str, case: Known) -> bool | None:
    """Whether a case lies on the step that opens a row; None where the row is no step or the case does not tell."""
    step = step_of_row(heading, cell)
    if step is None:
        return None
    told = measured(step.unit, f"{heading} {cell}", case)
    if told is None:
        return None
    passed = told / MINUTES[step.unit]
    # "30 to 59 minutes, 60 to 119": what lies between two steps belongs to the lower one.
    return step.holds(Decimal(int(passed)) if step.low is not None and step.high is not None else passed)


def _between(facts: Sequence[Fact], near: date) -> set[Decimal]:
    """The stretch from the call-off to the event, where one fact tells each."""
    off = [d for f in facts if re.search(r"cancel|call|mail|withdr|told|written|notice|return", f.name, _I) for d in days_in(f.text, near)]  # fmt: skip
    off = off or [near]  # what no fact says was called off, the letter calls off
    event = [d for f in facts if re.search(r"start|opens?|first|begin|departure|arrival|event|performance|show|flight|date of|sailing|wedding|leaving|moving day", f.name, _I) for d in days_in(f.text, near)]  # fmt: skip
    if len(set(off)) != 1 or not event or min(event) <= off[0]:
        return set()
    return {Decimal((min(event) - off[0]).days * MINUTES["days"])}


def on_its_step(clause: str, case: Known) -> bool | None:
    """Whether the case is on the one step that a clause begins with ("60 down to 15 days: half the hire"); None where it
    begins with none, or nothing tells on which the case is."""
    scale = steps(clause)
    if len(scale) != 1 or scale[0].start > _OPENING or not re.match(r"[^,:;]{0,12}(?:[,:]|$)", clause[scale[0].end :]):
        return None
    told = measured(scale[0].unit, clause, case)
    return None if told is None else scale[0].holds(told / MINUTES[scale[0].unit])


def own_step(main: str, case: Known) -> str | None:
    """The words of a scale's step that is this case's: "" where none is or nothing tells which, None where it is no scale."""
    scale = steps(main)
    lone = (
        len(scale) == 1
        and scale[0].start <= _OPENING
        and not _CONDITION.match(main)
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
            if step.holds(told / MINUTES[step.unit]):
                fitting.append(piece)
    return fitting[0] if len(set(fitting)) == 1 else ""
