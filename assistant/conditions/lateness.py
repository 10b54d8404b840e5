"""Whether something came late, where one fact tells when it was due and another when it came. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.conditions.answers import Judged
from assistant.facts import Fact, stems
from assistant.measures.arrivals import arrival
from assistant.measures.bounds import find_bounds

_LATE = re.compile(
    r"\b(?:late|delayed|overdue)\b(?! (?:fee|payment|charge|cancell?ation|notice|claim|report|check|booking|collection fee))|"
    r"\bmiss(?:es|ed)? (?:an?|the|its|our) (?:[a-z-]+ )?(?:window|slot)\b|\bcomes? after (?:the|its|their) (?:[a-z]+ )?(?:time|window|week|day|date|slot)\b|\blater than (?:the|its|this|our) (?:[a-z]+ )?(?:time|date|day|term)\b|"
    r"\b(?:is|are|has|have) not (?:been )?(?:delivered|arrived|here|there|installed|ready) (?:on|by|within|in) the (?:agreed|confirmed|promised|booked|[a-z]+) (?:day|date|week|window|slot|time)\b",
    re.IGNORECASE,
)


def judge_late(condition: str, facts: Sequence[Fact]) -> Judged | None:
    """The answer to "for a late parcel" by `delivery_week: 5 to 11 October` and `delivered_on: 5 November`, "if the crew is late" by a
    window and a time of the day; None where the condition sets how late, or the facts do not tell both."""
    if not _LATE.search(condition) or find_bounds(condition):
        return None
    told = arrival(facts, stems(condition))
    return None if told is None else Judged("met" if told.late else "unmet", told.came)
