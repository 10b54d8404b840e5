"""Terms, facts and a date give what is owed, what waits for something, and what is not for this customer. Pure.

Code enumerates the remedies; nothing else may. Each candidate is a term that grants something, judged for this
customer: in force, for this region and tier, its thresholds and conditions answered by the facts, its amount worked
out, gates that hold it back. Which of the permitted ones the letter is about is a matter of weight (`weighing`).
"""

from assistant.remedies.barring import open_gates
from assistant.remedies.candidate import UNSPOKEN, Candidate
from assistant.remedies.clauses import brings, grants, only_times
from assistant.remedies.completing import deducted, says_as_well
from assistant.remedies.eligibility import applies
from assistant.remedies.granting import candidates, candidates_each
from assistant.remedies.known import Situation, kinds_wanted, situation
from assistant.remedies.matter import alternative, scope
from assistant.remedies.notes import on_top_of
from assistant.remedies.spoken import FORMAL, thing_in_a_state
from assistant.remedies.timing import HOURS, limit_passed, window_closed

__all__ = [
    "FORMAL",
    "HOURS",
    "UNSPOKEN",
    "Candidate",
    "Situation",
    "alternative",
    "applies",
    "brings",
    "candidates",
    "candidates_each",
    "deducted",
    "grants",
    "kinds_wanted",
    "limit_passed",
    "on_top_of",
    "only_times",
    "open_gates",
    "says_as_well",
    "scope",
    "situation",
    "thing_in_a_state",
    "window_closed",
]
