"""Whether what a clause hangs on is so: thresholds, times before an event, and conditions in the policy's words. Pure.

Every answer is one of `met`, `claimed` (the customer says so, no fact denies it), `open` (not yet known or not yet
done) and `unmet`. Nothing here knows a fact by name.
"""

from assistant.conditions.again import asks_again
from assistant.conditions.answers import Answer, Judged
from assistant.conditions.judging import (
    CLAIMED,
    DONE_BY,
    OPEN,
    PLAINLY,
    SPOKEN_OF,
    alternatives,
    judge_by_facts,
    judge_by_speech,
    judge_condition,
    surest,
)
from assistant.conditions.stretches import judge_up_to, names_event
from assistant.conditions.thresholds import ahead, compare, over

__all__ = [
    "CLAIMED",
    "DONE_BY",
    "OPEN",
    "PLAINLY",
    "SPOKEN_OF",
    "Answer",
    "Judged",
    "ahead",
    "alternatives",
    "asks_again",
    "compare",
    "judge_by_facts",
    "judge_by_speech",
    "judge_condition",
    "judge_up_to",
    "names_event",
    "over",
    "surest",
]
