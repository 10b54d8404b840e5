"""When something was due and when it came, where one fact tells each. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from assistant.facts import Fact, stems
from assistant.measures.moments import clock
from knowledge.terms.measures import find_dates

_I = re.IGNORECASE
_DUE = re.compile(
    r"\b(?:window|slot|range|due|latest|promised|chosen (?:day|date)|requested (?:day|date)|booked (?:day|date)|expected|agreed|scheduled|planned|estimated|timetable|confirmed (?:day|date|delivery|dispatch|time|week|fitting day)|(?:week|window) end(?:s|ed|ing)?|"
    r"(?:delivery|dispatch|arrival|installation) week)\b",
    _I,
)
_CAME = re.compile(r"\b(?:arriv(?:ed|al)|delivered|delivery|came|handed over|crew|installed|completed|ready)\b", _I)
_DONE = re.compile(r"\b(?:sent|issued|done|made|finished|paid|given)\b", _I)
_OTHER_TIME = re.compile(r"\b(?:new|moved|next|second|claim|report|request|return)\w*\b", _I)
_TIMES = re.compile(r"\b\d{1,2}[:.]\d\d\b(?:\s?[ap]\.?m\b)?", _I)


class Arrival(NamedTuple):
    """How late something came: whole days (below 0 where it came before), minutes where both facts tell the time of one day, and
    the fact that tells when it came."""

    days: int
    minutes: int | None
    came: Fact

    @property
    def late(self) -> bool:
        """Whether it came after it was due."""
        return self.days > 0 or (self.days == 0 and (self.minutes or 0) > 0)


def arrival(facts: Sequence[Fact], what: frozenset[str] = frozenset()) -> Arrival | None:
    """How late it came by the one fact with the day or time at which it was due ("window", "agreed day", "latest date shown") and the
    one with that at which it came; None where the facts tell not just one of both, or the one a day alone and the other a time. Of
    several that it was due at, the one that is called by `what`, stemmed words, else the one that tells a day."""
    due = [fact for fact in facts if _DUE.search(fact.name) and not _OTHER_TIME.search(fact.name)]
    came = [f for f in facts if f not in due and _CAME.search(f.name) and not _OTHER_TIME.search(f.name)]
    if not came and len(due) == 1:  # "notice due", "notice sent"
        thing = stems(_DUE.sub(" ", due[0].name))
        came = [f for f in facts if f not in due and _DONE.search(f.name) and stems(f.name) & thing]
    ends = [(told, fact) for fact in due if (told := _last(fact)) != (None, None)]
    begins = [(told, fact) for fact in came if (told := _last(fact)) != (None, None)]
    if len(ends) > 1:
        named = [end for end in ends if stems(end[1].name) & what]
        ends = named if len(named) == 1 else [end for end in ends if end[0][0] is not None]
    if len(ends) != 1 or len(begins) != 1:
        return None
    ((due_day, due_at), _), ((day, at), fact) = ends[0], begins[0]
    minutes = at - due_at if at is not None and due_at is not None else None
    if due_day is not None and day is not None:
        return Arrival((day - due_day).days, minutes if day == due_day else None, fact)
    # A window without its day is that of the day on which it came.
    return Arrival(0, minutes, fact) if due_day is None and minutes is not None else None


def _last(fact: Fact) -> tuple[date | None, int | None]:
    """The last day that a fact tells in full, and the last time of the day, in minutes."""
    days = [day for start, end, day in find_dates(fact.text) if re.search(r"\d{4}", fact.text[start:end])]
    times = [at for match in _TIMES.finditer(fact.text) if (at := clock(match.group())) is not None]
    return max(days, default=None), max(times, default=None)
