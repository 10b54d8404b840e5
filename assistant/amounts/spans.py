"""How many days, nights, weeks, months or hours a case tells of what a clause speaks of; none where it tells two numbers. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from assistant.facts import Fact, overlap, stems
from assistant.measures.arrivals import arrival
from assistant.measures.counts import counts_in
from assistant.measures.days import Period, days_in, in_units, period_in
from assistant.measures.lengths import MINUTES, find_lengths
from assistant.measures.moments import clock
from knowledge.terms.numbers import NUMBER_WORDS, ORDINALS, any_of, count, place

_I = re.IGNORECASE
_BEGUN = re.compile(r"\b(?:started|begun|commenced|or part (?:of|thereof)|part of an?)\b", _I)
_NEITHER = re.compile(r"\b(?:neither|excluding both|not counting the first (?:or|and) (?:the )?last)\b", _I)
_BOTH_ENDS = re.compile(
    r"\b(?:both (?:days )?inclu\w+|first and (?:the )?last (?:days? )?(?:included|counted)|inclusive)\b", _I
)
_LEFT = re.compile(r"\b(?:left|remain\w*|still to run|to run|unused|unexpired|not yet|after (?:the )?(?:end|date|closing|you)|early|outstanding)\b", _I)  # fmt: skip
_EXPIRY = re.compile(r"\b(?:until|till|expir\w+|paid (?:to|up|until)|runs?|term end|end of term|valid|booked until|through|ends? on|planned departure|paid up)\b", _I)  # fmt: skip
_GIVEN_UP = re.compile(r"\b(?:cancel\w*|ended|ends now|end(?:ing)? by|close[ds]?|closing|given back|permit back|key back|handed|returned|left on|moved out|withdr\w+|terminat\w+|real departure|notice|leaving|end confirmed|vacated|emptied)\b", _I)  # fmt: skip
_AHEAD = re.compile(r"\b(?:next|visit planned|planned visit|new appointment|follow[- ]up)\b", _I)
_DUE = re.compile(
    r"\b(?:due|named|promised|agreed|expected|scheduled|deadline|told to|latest|should|planned|appointed|supply end|confirmed (?:week|window|date|day)|(?:week|window) end(?:s|ed|ing)?)\b",
    _I,
)
_CAME = re.compile(r"\b(?:came|working from|arriv\w*|deliver\w*|done|live|received|complet\w*|finish\w*|possible|mended|sent|restored|ready|handed over|back|collected|actual|repaired|fixed)\b", _I)  # fmt: skip
_CALENDAR = re.compile(r"\bcalendar month", _I)
LATE = re.compile(r"\b(?:delay\w*|late|overdue|lateness)\b", _I)
_A_TIME_TO_COME = re.compile(
    r"\b(?:delivery|arrival|collection|installation|fitting|visit)[ _](?:week|window|period|slot|dates?)\b", _I
)


class Many(NamedTuple):
    """A number of something, with the line that tells it."""

    number: int
    line: str


_FREE = re.compile(
    rf"\b(?:beyond|after|exceeding|in excess of|over) (?:the |these |those )?(?:first )?(?P<n>\d{{1,2}}|{any_of(NUMBER_WORDS, least_letters=3)})\b(?= ?(?:days?|weeks?|nights?|months?|hours?)?\b)",
    _I,
)
_FROM_NTH = re.compile(
    rf"\bfrom the (?P<n>\d{{1,2}}(?=st|nd|rd|th)|{any_of(ORDINALS)})\w* (?:day|week|night|month|hour)", _I
)


# "For each calendar day beyond the seventh"
_BEYOND_NTH = re.compile(
    rf"\b(?:day|week|night|month|hour)s? (?:beyond|after|past) the (?P<n>\d{{1,2}}(?=st|nd|rd|th)|{any_of(ORDINALS)})(?:st|nd|rd|th)?\b(?! (?:[a-z]+ )?(?:visit|failure|attempt|report|claim))",
    _I,
)


def counts_all(clause: str) -> bool:
    """Whether a clause counts from the first day on and leaves the first ones out by their number: "from the eighth day of the delay"."""
    return _FROM_NTH.search(clause) is not None


def left_out(clause: str) -> int:
    """How many days a clause leaves out first: "beyond the seven days", "from the third day on"."""
    nth = _FROM_NTH.search(clause)
    if nth is not None:
        return place(nth["n"]) - 1
    beyond = _BEYOND_NTH.search(clause)
    if beyond is not None:
        return place(beyond["n"])
    match = _FREE.search(clause)
    return 0 if match is None else count(match["n"])


_WEEKDAYS = re.compile(r"\b(?:opening|school|working|business|week) ?days?\b", _I)


def _working_days(stretch: Period) -> int:
    span = (stretch.last - stretch.first).days + (1 if stretch.ends else 0)
    return sum((stretch.first + timedelta(n)).weekday() < 5 for n in range(span))


def how_long(unit: str, each: str, clause: str, facts: Sequence[Fact], near: date) -> Many | None:
    """How many days, nights, weeks, months: told as a number, as a list of days, as a stretch, or by two facts."""
    begun, calendar = bool(_BEGUN.search(clause)), bool(_CALENDAR.search(clause))
    remaining = bool(_LEFT.search(clause))
    late = bool(LATE.search(clause)) and not remaining
    found = _told(unit, each, clause, facts, near, stretches=not remaining and not late and unit != "hour")
    for sort in (r"working|business", r"calendar"):
        if re.search(rf"\b(?:{sort})\b", each, _I):
            found = [pair for pair in found if re.search(rf"\b(?:{sort})\b", pair[1].line, _I)] or found
    if found and len({many.number for _, many in found}) > 1:
        best = max(score for score, _ in found)
        found = [pair for pair in found if pair[0] == best] if best else []
        if len({many.number for _, many in found}) > 1:
            return None
    if found:
        return found[0][1]
    if unit == "hour":
        return _hours_after(clause, facts) or _hours_late(clause, facts)
    between = _two_days(clause, facts, near, remaining)
    if between is None:
        return None
    first, last, line = between
    ends = bool(_BOTH_ENDS.search(clause))
    if _NEITHER.search(clause):
        last -= timedelta(1)
    many = in_units(first, last, unit, ends=ends, begun=begun, calendar=calendar)
    return Many(many, line) if many > 0 else None


_AFTER_HOUR = re.compile(
    r"\bhours? (?:after|past|beyond|later than) (?P<t>\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b|\d{1,2}:\d\d|noon)", _I
)


_BLOCK = re.compile(
    rf"(?:(?P<begun>started|begun|commenced) |full |whole |complete )?(?P<n>\d{{1,2}}|{any_of(NUMBER_WORDS, least_letters=3)}) (?P<u>minute|hour|day|week)s\b",
    _I,
)


def blocks(each: str, clause: str, facts: Sequence[Fact]) -> Many | None:
    """How many times several hours or days fit into the one length that the facts tell of what the clause speaks of ("each full six
    hours of delay" and 19 hours are three)."""
    block = _BLOCK.match(each)
    if block is None:
        return None
    named = [f for f in facts if f.number is not None and re.search(rf"\b{block['n']} {block['u']}", f.name, _I)]
    if len(named) == 1 and named[0].number:  # `full_24_hours: 3`
        return Many(int(named[0].number), named[0].line)
    size = count(block["n"]) * MINUTES[f"{block['u'].lower()}s"]
    matter = stems(clause)
    told = [
        (length.minutes, f.line) for f in facts if overlap(matter, stems(f.name)) for length in find_lengths(f.text)
    ]
    if not size or len({minutes for minutes, _ in told}) != 1:
        return None
    minutes, line = told[0]
    number = int(-(-minutes // size) if block["begun"] else minutes // size)
    return Many(number, line) if number > 0 else None


def is_block(each: str) -> bool:
    """Whether what is counted are several hours or days at a time."""
    return _BLOCK.match(each) is not None


def _hours_after(clause: str, facts: Sequence[Fact]) -> Many | None:
    """The hours from the time of day that a clause names ("for each full hour after 17:00") to the one time that a fact tells."""
    match = _AFTER_HOUR.search(clause)
    told = [fact for fact in facts if fact.money is None and clock(fact.text) is not None]
    limit, at = (clock(match["t"]), clock(told[0].text)) if match is not None and len(told) == 1 else (None, None)
    if limit is None or at is None or at <= limit:
        return None
    number = -((limit - at) // 60) if _BEGUN.search(clause) else (at - limit) // 60
    return Many(number, told[0].line) if number > 0 else None


_FROM_THE_END = re.compile(
    r"\b(?:late|delay\w*|overdue)\b|\b(?:from|after|past|beyond) the (?:end of the )?(?:[a-z]+ )?(?:window|slot)\b", _I
)


def _hours_late(clause: str, facts: Sequence[Fact]) -> Many | None:
    """The hours, full or begun as the clause says, by which something came after its window on one day."""
    told = arrival(facts) if _FROM_THE_END.search(clause) else None
    if told is None or told.days or told.minutes is None or told.minutes <= 0:
        return None
    number = -(-told.minutes // 60) if _BEGUN.search(clause) else told.minutes // 60
    return Many(number, told.came.line) if number > 0 else None


def _told(
    unit: str, each: str, clause: str, facts: Sequence[Fact], near: date, *, stretches: bool
) -> list[tuple[int, Many]]:
    """Every number of a unit that single facts tell, with how many words of the clause their names share."""
    begun, calendar = bool(_BEGUN.search(clause)), bool(_CALENDAR.search(clause))
    matter = stems(clause)
    found: list[tuple[int, Many]] = []
    for fact in facts:
        line = f"{fact.name}: {fact.text}"
        near_to = overlap(matter, stems(fact.name) - stems(unit))
        for number in counts_in(fact.name, fact.text, near):
            named = (
                re.search(rf"(?<!\d )\b{unit}s?\b", fact.name, _I) and not number.unit and re.match(r"\W*\d", fact.text)
            )
            same = number.unit == unit or re.search(rf"\b{unit}s?\b", number.unit) or named
            if same or (unit == "night" and number.unit == "day" and len(days_in(fact.text, near)) > 1):
                found.append((near_to, Many(number.value, line)))
        stretch = period_in(fact.name, fact.text, near)
        if stretch is not None and stretches:
            many = in_units(stretch.first, stretch.last, unit, ends=stretch.ends, begun=begun, calendar=calendar)
            if unit == "day" and _WEEKDAYS.search(each):
                many = _working_days(stretch)
            if many > 0:
                found.append((near_to, Many(many, line)))
    return found


def _two_days(clause: str, facts: Sequence[Fact], near: date, remaining: bool) -> tuple[date, date, str] | None:
    """The two days that a clause reckons between: from what was given up to its end, or from the day due to the day it came."""
    points: list[tuple[str, date, Period | None]] = []
    for fact in facts:
        stretch = period_in(fact.name, fact.text, near)
        days = days_in(fact.text, near)
        if stretch is not None:
            points.append((fact.name, stretch.last, stretch))
        elif len(days) == 1 and (remaining or not _AHEAD.search(fact.name)):
            points.append((fact.name, days[0], None))
    if LATE.search(clause) and not remaining:
        # "Delivery week: 5 to 11 October" was to bring it: the delay begins on its last day.
        due = [p for p in points if p[2] is not None and (_DUE.search(p[0]) or _A_TIME_TO_COME.search(p[0]))]
        came = [p for p in points if p[2] is None and _CAME.search(p[0]) and not _DUE.search(p[0])]
        if len(due) == 1 and len(came) == 1 and due[0][1] < came[0][1]:
            return due[0][1], came[0][1], f"{due[0][0]} to {came[0][0]}"
    starts, ends = (_GIVEN_UP, _EXPIRY) if remaining else (_DUE, _CAME)
    lasts = [p for p in points if ends.search(p[0]) or (remaining and p[2] is not None)]
    firsts = [p for p in points if starts.search(p[0]) and p[2] is None and p not in lasts]
    if len(firsts) > 1 and remaining:
        latest = max(p[1] for p in firsts)
        firsts = [p for p in firsts if p[1] == latest]
    pairs = [(a, b) for a in firsts for b in lasts if a[1] < b[1]]
    if len(pairs) != 1:
        plain = [p for p in points if p[2] is None]
        pairs = (
            [(plain[0], plain[1]), (plain[1], plain[0])] if len(plain) == 2 and not pairs and len(points) == 2 else []
        )
        pairs = [(a, b) for a, b in pairs if a[1] < b[1]]
    if len({(a[1], b[1]) for a, b in pairs}) != 1:
        return None
    (one, first, _), (other, last, _) = pairs[0]
    return first, last, f"{one} to {other}"
