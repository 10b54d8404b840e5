"""English frames: what an English clause does, by subject, helping verb, negation and main verb.

The clause is plain words (`words.plain`). `read` tries the frames in a fixed order; the first that fits tells.
"""

from __future__ import annotations

import re

from assistant.promises.english.deeds import done
from assistant.promises.english.faults import admits, guarantee, liability
from assistant.promises.english.hedges import hedge
from assistant.promises.english.offers import offer
from assistant.promises.english.pledges import CONSIDER, EXPECT_BAD, YOU_CAN_EXPECT, promise
from assistant.promises.english.refusals import benefit, decline
from assistant.promises.english.rules import rule
from assistant.promises.english.voice import (
    BY_ITSELF,
    COURTESY,
    NO_ACT,
    OPENS_LIST,
    Act,
    accepts_by_doing,
    asks_to_accept,
    confirms_before,
    has_verb,
    is_customers,
    is_imperative,
    perk_later,
)

__all__ = [
    "Act",
    "accepts_by_doing",
    "admits",
    "asks_to_accept",
    "confirms_before",
    "has_verb",
    "is_customers",
    "is_imperative",
    "perk_later",
    "read",
]


def read(text: str, *, general_ok: bool = True) -> Act | None:
    """What the clause does, or None where it does nothing of the nine. `general_ok`: it may be a rule."""
    if is_customers(text) or OPENS_LIST.match(text) or BY_ITSELF.search(text):
        return None
    found = CONSIDER.search(text)
    if found is not None:
        return Act(
            "promise",
            deed=found["deed"] if found["deed"] not in ("done", "free") else "",
            refers=found["what"] in ("it", "this", "that"),
        )
    found = YOU_CAN_EXPECT.search(text)
    if found is not None and not EXPECT_BAD.match(found["deed"]):
        return Act("promise", deed=found["deed"])
    act = liability(text) or benefit(text) or guarantee(text) or decline(text)
    if act is not None:
        return act
    if NO_ACT.match(text) and not re.search(r"\bhope (?:that )?(?:we|i) (?:can|will)\b", text):
        return None
    act = hedge(text)
    if act is not None:
        return act
    if COURTESY.search(text) and not re.search(
        r"\b(?:will|have) (?!you back)|\bas (?:our|my) guest|on us\b|on the house|\bfree\b|complimentary|you can look forward",
        text,
    ):
        return None
    return offer(text) or done(text) or (rule(text) if general_ok else None) or promise(text)
