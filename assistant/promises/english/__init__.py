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
from assistant.promises.english.moves import moves
from assistant.promises.english.offers import offer
from assistant.promises.english.pledges import BY_THEN, CONSIDER, EXPECT_BAD, YOU_CAN_EXPECT, promise
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
    credits_customer,
    doubts,
    has_verb,
    in_future,
    is_customers,
    is_imperative,
    perk_later,
    with_subject,
)
from assistant.promises.grammar import Act, Grammar
from assistant.promises.kinds import kind_of
from assistant.promises.patterns import Scan, search

# What only opens the sentence: "either way", "from January on", "I'm pleased to confirm that".
_LEAD = re.compile(
    r"(?:(?:either way|in any (?:case|event)|on top(?: of (?:that|this|it))?|as of (?:now|today|\d+ \w+|\w+ \d+)|from (?:\w+|\d+ \w+|next \w+) on(?:wards?)?|by way of (?:apology|thanks|amends|compensation)|to make (?:up for|amends for) \S+(?: \S+){0,5}?,?|"
    r"for your (?:trouble|patience|inconvenience)|while it is in|good news|in return|as (?:a )?(?:small )?(?:apology|thank you|thanks|compensation)|first (?:of all|off|thing|up)|and finally|last(?:ly)?|after that|from my side|from our side|at our end|on my side|on our side|(?:ok|right|now|okay|so|well|great|yes|lastly|also|and|but|plus) (?=(?:i|we|you|our|your|the|a)\b)|"
    r"(?:i|we) (?:am|are|can) (?:also |now |very |really )*(?:happy|pleased|glad|delighted|able)?(?: to)? ?(?:confirm|say|tell you|inform you|let you know|report|announce|advise)(?: you)?(?: that)?) ?,? ?)+(?=\S+ \S+ )"
)
_ASKS = re.compile(r"(?:and |but |so |then )*please (?!accept|keep|find|enjoy|allow me|take this)")


@lru_cache(maxsize=4096)
def read(text: str) -> Act | None:
    """What the clause does, or None where it does nothing of the nine."""
    if is_customers(text) or OPENS_LIST.match(text) or BY_ITSELF.search(text):
        return None
    text = _NOR.sub(r"\g<who> \g<aux> not ", text)
    return _read(text) or _after_lead(text) or _soon(text) or _completed(text) or _around_aside(text)


# "Nor will you be billed for it": the negation stands before the subject.
_NOR = re.compile(
    r"^(?:and )?nor (?P<aux>do|does|can|could|will|shall|are|is|am|have|has) (?P<who>we|i|you|it|they|he|she|(?:the|your|our) \w+) "
)
_ASIDE = re.compile(
    r"(?P<head>(?:\S+ ){0,6}?(?:have|has|will|shall|would|can|could|may|might|am|are|is)) , (?!who\b|which\b|that\b|and\b|but\b|if\b)(?:[^\s,]+ ){1,8}, (?P<tail>(?!and\b|but\b|or\b|i\b|we\b|you\b).+)$"
)


def _around_aside(text: str) -> Act | None:
    # "I have, as a token of regret, placed 5,000 miles in your account"
    found = _ASIDE.match(text)
    return _read(f"{found['head']} {found['tail']}") if found is not None else None


_HABIT = Scan(
    r"\b(?:usually|normally|typically|generally|always|every|any|all|each|customers|on average|only|was|were|if|not)\b"
)


def _soon(text: str) -> Act | None:
    # "They answer you in two days": the present with a day to come is a future.
    if not BY_THEN.search(text) or _HABIT.search(text):
        return None
    future = in_future(text)
    return promise(future) if future != text else None


# Chat and lists leave the subject out: "won't charge you", "have refunded it", "should be with you Friday".
_WE_LEFT_OUT = re.compile(
    r"(?:and |but |so |also |then )*(?=(?:will|shall|would|can|could) (?!you\b|i\b|we\b|it\b|that\b)|have (?:\w+ly |now |already |just |also )*\w+(?:ed|nt|ut|en|ne|id|ade)\b(?! (?:fun|day)))"
)
_BE_LEFT_OUT = re.compile(
    r"(?:and |but |so |also |then |now )*(?=(?:not )?(?:going to|hoping|aiming|trying|planning|promising|offering|looking to)\b)"
)
_IT_LEFT_OUT = re.compile(
    r"(?:and |but |so |also |then )*(?=(?:should|might|may) (?:\w+ly |even |also |still )*(?:be|arrive|reach|land|show|come)\b)"
)
_IT_IS_LEFT_OUT = re.compile(
    r"(?:and |but |so |also |then |now )*(?=(?:out for delivery|on (?:its|their|the) way|back (?:with you|on your|in your)|booked (?:in )?for)\b)"
)


# "refunded the $9 too", "just popped a voucher in".
_WE_HAVE_LEFT_OUT = re.compile(
    r"(?:and |but |so |also |then |now |just |already |ok |have )*(?=(?!needed |wanted |made |had |got |left |lost |missed |heard |saw |found |read )(?:\w+ed|took|gave|put|sent|stuck|threw|slid|slipped|chucked) (?:back |out |off |in |on )?(?:the|your|you|a|an|it|that|this|another|both|two|three|[$€£]\d\S*|\d\S*[€£$])\b)"
)


def _completed(text: str) -> Act | None:
    if NO_ACT.match(text):
        return None
    for missing, subject in (
        (_WE_HAVE_LEFT_OUT, "we have "),
        (_WE_LEFT_OUT, "we "),
        (_BE_LEFT_OUT, "we are "),
        (_IT_LEFT_OUT, "it "),
        (_IT_IS_LEFT_OUT, "it is "),
    ):
        found = missing.match(text)
        if found is not None:
            return _read(subject + text[found.end() :])
    return None


def _after_lead(text: str) -> Act | None:
    lead = _LEAD.match(text)
    return _read(text[lead.end() :]) if lead is not None else None


_SHOULD = re.compile(
    r"(?<!^)\b(?<!you )should (?:now |then |also |both |all |next |very much )*(?!be (?:\w+ )?(?:happy|glad|delighted|pleased|honou?red|willing)\b)(?:be|arrive|reach|land|take|come|get|see|receive|run|work|fit|follow)\b"
)


def _read(text: str) -> Act | None:
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
    if _SHOULD.search(text) and liability(text) is None:
        return hedge(text) or Act("hedged", deed=_SHOULD.split(text, maxsplit=1)[-1].strip())
    act = liability(text) or benefit(text) or guarantee(text) or decline(text)
    if act is not None:
        return act
    if _ASKS.match(text):
        return None
    if NO_ACT.match(text) and not search(r"\bhope (?:that )?(?:we|i) (?:can|will)\b|\b(?:will|shall) see that\b", text):
        return None
    act = hedge(text)
    if act is not None:
        return act
    if search(r"\b(?:like|love|want|wish|just|only) to thank\b", text):
        return None
    if COURTESY.search(text) and not search(
        r"\b(?:will|have) (?!you back)|\bas (?:our|my) guest|on us\b|on the house|\bfree\b|complimentary|you can look forward",
        text,
    ):
        return None
    return offer(text) or done(text) or moves(text) or rule(text) or _general(text) or promise(text)


_GENERAL = re.compile(
    r"(?:our |the |all |most |these |such )*(?:\w+ ){0,2}?(?P<who>(?!this|yours|ours|always|is|was|has|does)\w+[^s\W]s) (?:may|can) (?!we\b|i\b|you\b|also be|be (?:in|with) )\w+|"
    r"(?:our|all|all our|every|each) (?:\S+ ){1,4}?(?:is|are|comes?|carry|carries) (?:guaranteed|covered|warranted|protected)(?: by the maker)? (?:for|against|to)\b"
)


def _general(text: str) -> Act | None:
    # "Learners may defer once", "our mattresses are guaranteed for ten years": said of all of a kind.
    found = _GENERAL.match(text)
    return Act("policy_statement", deed=text[found.start() :]) if found is not None else None


ENGLISH = Grammar(
    learned=True,
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
    in_future=in_future,
    and_then=and_then,
    frame_of=frame_of,
    item=is_item,
    kind=kind,
    kind_of=kind_of,
    keeps_due=keeps_due,
    row_done=row_done,
    credits_customer=credits_customer,
    doubts=doubts,
)
