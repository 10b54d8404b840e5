"""Sentences turned down: a deed claimed as done becomes an intent, a guarantee a promise. Pure."""

from __future__ import annotations

import re

from assistant.case import Language
from assistant.facts import stems
from assistant.judging.deeds_abroad import intent_abroad, sober_abroad, without_last_abroad

_I = re.IGNORECASE
_IRREGULAR = {
    "sent": "send", "paid": "pay", "repaid": "repay", "made": "make", "given": "give", "put": "put", "taken": "take",
    "told": "tell", "written": "write", "spoken": "speak", "found": "find", "done": "do", "set": "set", "sold": "sell",
    "begun": "begin", "left": "leave", "brought": "bring", "undone": "undo", "reset": "reset", "withdrawn": "withdraw",
    "rebuilt": "rebuild", "got": "get", "kept": "keep", "dealt": "deal", "resent": "resend", "rung": "ring",
    "cancelled": "cancel", "canceled": "cancel", "refunded": "refund", "credited": "credit", "issued": "issue",
    "replaced": "replace", "waived": "waive", "arranged": "arrange", "added": "add", "applied": "apply",
    "removed": "remove", "reversed": "reverse", "processed": "process", "ordered": "order", "booked": "book",
    "rebooked": "rebook", "reserved": "reserve", "changed": "change", "updated": "update", "corrected": "correct",
    "fixed": "fix", "repaired": "repair", "escalated": "escalate", "forwarded": "forward", "passed": "pass",
    "raised": "raise", "opened": "open", "closed": "close", "checked": "check", "reviewed": "review",
    "investigated": "investigate", "contacted": "contact", "called": "call", "emailed": "email", "asked": "ask",
    "requested": "request", "informed": "inform", "notified": "notify", "scheduled": "schedule", "shipped": "ship",
    "dispatched": "dispatch", "despatched": "dispatch", "posted": "post", "mailed": "mail", "returned": "return",
    "transferred": "transfer", "reimbursed": "reimburse", "compensated": "compensate", "activated": "activate",
    "reactivated": "reactivate", "restored": "restore", "reinstated": "reinstate", "unlocked": "unlock",
    "extended": "extend", "upgraded": "upgrade", "moved": "move", "stopped": "stop", "started": "start",
    "deleted": "delete", "confirmed": "confirm", "approved": "approve", "logged": "log", "noted": "note",
    "registered": "register", "recorded": "record", "deducted": "deduct", "cleared": "clear", "settled": "settle",
    "resolved": "resolve", "traced": "trace", "tested": "test", "assigned": "assign", "organised": "organise",
    "organized": "organize", "authorised": "authorise", "authorized": "authorize", "placed": "place",
    "submitted": "submit", "completed": "complete", "adjusted": "adjust", "reduced": "reduce", "discounted": "discount",
    "lifted": "lift", "dropped": "drop", "blocked": "block", "released": "release", "instructed": "instruct",
}  # fmt: skip
_ADVERBS = r"(?:already|just|now|also|today|personally|since|gone ahead and|been able to) "
_DONE = re.compile(rf"\b(?P<who>I|we)(?:'ve| have|’ve)? (?P<adverbs>(?:{_ADVERBS})*)(?P<verb>[a-z-]+)\b", _I)
_PASSIVE = re.compile(
    rf"\b(?P<has>has|have|was|were|is|are) (?P<adverbs>(?:{_ADVERBS})*)(?:been )?(?P<adverbs2>(?:{_ADVERBS})*)(?P<verb>[a-z-]+)\b",
    _I,
)
_PAST = re.compile(
    r",? (?:already|yesterday|earlier today|this morning|this afternoon|last (?:week|night)|a moment ago|just now|today)\b",
    _I,
)


def as_intent(sentence: str, language: Language) -> str | None:
    """ "I have already refunded your card." as "I will refund your card."; None where it cannot be turned."""
    if language != "en":
        return intent_abroad(sentence, language)
    text = _PAST.sub("", sentence)
    found = next((m for m in _DONE.finditer(text) if m["verb"].lower() in _IRREGULAR), None)
    if found is not None:
        base = _IRREGULAR[found["verb"].lower()]
        return f"{text[: found.start()]}{found['who']} will {base}{text[found.end() :]}"
    passive = next((m for m in _PASSIVE.finditer(text) if m["verb"].lower() in _IRREGULAR), None)
    if passive is not None:
        return f"{text[: passive.start()]}will be {passive['verb']}{text[passive.end() :]}"
    return None


_HOLDS = re.compile(
    r"\b(?:is|are) (?:(?:therefore|then|also|now|always|only|normally) )?(?:[a-z]+(?:ed|en|id|pt|nt)|set|put|made|cut)\b",
    _I,
)
_WAS_DONE = re.compile(r"\b(?:has|have|had|was|were|been|I|we|just|already)\b|[’']ve\b", _I)
_AHEAD = re.compile(r"(?:I|we)(?:[’']ll| will) ", _I)
_AT_A_TIME = re.compile(r"\b(?:within|no later than|at the latest|after|once|when|as soon as|until|by)\b", _I)
_IN_A_CASE = re.compile(r"(?:if|when|where|once|for (?:each|every))\b", _I)


def says_what_holds(quote: str) -> bool:
    """Whether words that look like a deed say what the rules give, in a case or by a time ("the charge is refunded
    within 5 days"), or what will be done after one ("I'll write when the refund has been made"). "Your refund is
    issued" names neither a case nor a time, and claims a deed."""
    if _AHEAD.match(quote):
        return not re.search(r"\b(?:and|but) (?:I|we|it|your)\b.*\b(?:have|has|been)\b|[’']ve\b", quote, _I)
    if _IN_A_CASE.match(quote):
        return _HOLDS.search(quote) is not None and _WAS_DONE.search(quote) is None
    told = _AT_A_TIME.split(quote, maxsplit=1)
    return len(told) > 1 and _HOLDS.search(told[0]) is not None and _WAS_DONE.search(told[0]) is None


def is_deed_verb(word: str) -> bool:
    """Whether a word is the participle of something that is done for customers ("refunded")."""
    return word in _IRREGULAR


def verbs_of(quote: str) -> frozenset[str]:
    """The stems of what the words say was done ("refunded" and "issue"); none where no verb of the trade is in them."""
    found = [word for word in re.findall(r"[a-z-]+", quote.lower()) if word in _IRREGULAR]
    return stems(" ".join([*found, *(_IRREGULAR[word] for word in found)]))


_AGAIN = re.compile(r"(?:n't|n’t|\bnot|\bnever)\b.*\b(?:again|happen|repeat|recur)", _I)
_CERTAIN = (
    (re.compile(r"\b(?:I|we) (?:can |do |hereby |fully |personally |absolutely )*(?:guarantee|promise|assure|vow|swear)(?: to)?(?: you)?(?: that)? (?=(?:I|we|you|your|it|this|the)\b)", _I), ""),
    (re.compile(r"\b(?:is|are) guaranteed to\b", _I), "will"),
    (re.compile(r"\b(?P<who>I|we) (?:can |hereby )?guarantee to\b", _I), r"\g<who> will"),
    (re.compile(r",? (?:guaranteed|without fail|no matter what|in any case|absolutely|definitely|100 ?%(?! of)|I promise|you have my word)\b", _I), ""),
)  # fmt: skip


_LAST = re.compile(
    r"(?:,|;|\s[–—-])?\s+(?:and|so)\s+(?:I|we) (?:can |do |hereby |fully |personally |absolutely )*(?:guarantee|promise|assure|vow|swear)\b[^.!?]*(?=[.!?]|$)",
    _I,
)


def without_last_guarantee(sentence: str, language: Language) -> str | None:
    """ "We will refund it, and we guarantee that it is the last time." as "We will refund it."; None where none follows."""
    if language != "en":
        return without_last_abroad(sentence, language)
    text = _LAST.sub("", sentence)
    return text if text != sentence and len(text.split()) >= 3 else None


def without_certainty(sentence: str, language: Language) -> str | None:
    """ "We guarantee that we will refund it." as "We will refund it."; None where it cannot be turned."""
    if language != "en":
        return sober_abroad(sentence, language)
    text = sentence
    for pattern, put in _CERTAIN:
        text = pattern.sub(put, text)
    text = text.lstrip()
    if text == sentence or len(text.split()) < 3 or _AGAIN.search(text):
        return None  # that something never happens again is nobody's to promise in any words
    return text[:1].upper() + text[1:]
