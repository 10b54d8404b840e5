"""English frames: what an English clause does, by subject, helping verb, negation and main verb.

The clause is plain words (`words.plain`). `read` tries the frames in a fixed order; the first that fits tells.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.promises.clauses import split
from assistant.promises.english.deeds import done
from assistant.promises.english.faults import admits, guarantee, liability
from assistant.promises.english.hedges import hedge
from assistant.promises.english.lists import frame_of, is_item, row_done
from assistant.promises.english.offers import offer
from assistant.promises.english.pledges import CONSIDER, EXPECT_BAD, YOU_CAN_EXPECT, promise
from assistant.promises.english.refusals import benefit, decline
from assistant.promises.english.rules import rule
from assistant.promises.english.senses import keeps_due, kind, pending, under
from assistant.promises.english.voice import (
    BY_ITSELF,
    COURTESY,
    NO_ACT,
    OPENS_LIST,
    accepts_by_doing,
    and_then,
    asks_to_accept,
    confirms_before,
    has_verb,
    is_customers,
    is_imperative,
    perk_later,
    with_subject,
)
from assistant.promises.grammar import Act, Grammar
from assistant.promises.kinds import kind_of

_ASKS = re.compile(r"(?:and |but |so |then )*please (?!accept|keep|find|enjoy|allow me|take this)")


@lru_cache(maxsize=4096)
def read(text: str) -> Act | None:
    """What the clause does, or None where it does nothing of the nine."""
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
    if _ASKS.match(text):
        return None
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
    return offer(text) or done(text) or rule(text) or promise(text)


ENGLISH = Grammar(
    split=split,
    read=read,
    under=under,
    pending=pending,
    is_customers=is_customers,
    is_imperative=is_imperative,
    accepts=asks_to_accept,
    accepts_by_doing=accepts_by_doing,
    vouches=confirms_before,
    admits=admits,
    has_verb=has_verb,
    perk_later=perk_later,
    with_subject=with_subject,
    and_then=and_then,
    frame_of=frame_of,
    item=is_item,
    kind=kind,
    kind_of=kind_of,
    keeps_due=keeps_due,
    row_done=row_done,
)
