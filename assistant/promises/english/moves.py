"""Remedies on the move: "your refund is heading back to you", "a new lamp goes in the post", "the fee came off the bill".

What moves must be a remedy (money, a credit, a charge, a replacement) and the way must lead to the customer, out of
the house or off the bill. The tense tells the type: present and future are promises, past and perfect are deeds.
"""

from __future__ import annotations

import re

from assistant.promises.grammar import Act
from assistant.promises.patterns import Scan

_MONEY = r"(?:[$€£]|a\$|c\$)\d\S*|\d\S*(?:[€£$]|eur|gbp|usd|aud)?|money|cash|refunds?|reimbursement|payments?|deposit|difference|balance|fare|price|cost|sum|amount|penny|cent|compensation|credits?|vouchers?|gift ?cards?|coupon|points|miles|discount|rebate"
_CHARGE = r"(?:fees?|charges?|surcharges?|fines?|penalt(?:y|ies)|postage|supplements?|interest)"
_THING = r"(?:replacements?|(?:brand[- ])?new \S+|second \S+|fresh \S+|another \S+|spare \S+|missing \S+|substitutes?)"
_REMEDY = rf"(?:(?<!\S)(?:{_MONEY}|{_CHARGE}|{_THING})(?!\S))"
_GO = r"(?:goes|go|comes|come|heads|head|drops|drop|flies|fly|travels|travel|lands|land|makes its way|make their way|finds its way|find their way|hits|hit|leaves|leave|ships|ship)"
_GOING = r"(?:going|coming|heading|headed|winging its way|making its way|finding its way|flying|travelling|landing|hitting|dropping|leaving|shipping|bound)"
_WENT = r"(?:went|came|dropped|landed|hit|left|headed|found its way|found their way|shipped)"
_GONE = r"(?:gone|come|dropped|landed|hit|left|headed|found its way|found their way|shipped)"
_WAY = (
    r"(?: (?:straight|right|directly|back|out|off|over|up|down|onto|into|on|to|in|for|from|your|the|our|full|automatically|today|tomorrow|now|already|way|\w+ly))*?"
    r" (?:back|off|out|your way|home|in(?:to)? the post|(?:to|towards?|on|onto|into|in|with) (?:you|your(?:s)?)\b|your (?:account|card|bank|wallet|balance|bill|inbox|door|doorstep|address|house|statement)|"
    r"(?:our|the) (?:\S+ ){0,3}?(?:warehouse|depot|workshop|store|shop|kitchen|bakery|lab|factory|hub|studio|stockroom|bench|door)|by (?:courier|post|express|air|mail)|with (?:the|our) (?:courier|driver|van|carrier)|on (?:the|a) (?:van|truck|road|lorry|plane))\b"
)
_PRESENT = re.compile(
    rf"^(?P<subject>.*?{_REMEDY}.*?) (?P<deed>(?:{_GO}|(?:is|are|will be) (?:\w+ )?{_GOING}){_WAY}.*)$"
)
_FUTURE = re.compile(
    rf"^(?P<subject>.*?{_REMEDY}.*?) (?:will|shall) (?:\w+ly |then |also |now )*(?P<deed>{_GO}{_WAY}.*)$"
)
_PAST = re.compile(
    rf"^(?P<subject>.*?{_REMEDY}.*?) (?P<deed>(?:{_WENT}|(?:has|have) (?:\w+ly |now |already |also |since )*{_GONE}){_WAY}.*)$"
)
_NOT_THIS = Scan(
    r"\b(?:not|never|if|when|before|by mistake|in error|wrong(?:ly)?|usually|normally|always|only|failed|missing when|may|might|should|could|because|until|you (?:say|said|saw)|twice|were|was)\b"
)
_HARM = Scan(rf"\b(?:{_CHARGE}|instal?ment|premium|payment|bill)\b")
_OFF = Scan(r"\b(?:off|back|out of)\b")


def moves(text: str) -> Act | None:
    """A remedy that goes, is going, or has gone its way; None where nothing of the kind moves."""
    for pattern, made in ((_FUTURE, "promise"), (_PAST, "done_claim"), (_PRESENT, "promise")):
        found = pattern.match(text)
        if found is None or _NOT_THIS.search(text):
            continue
        # A charge that comes *onto* the account is no remedy.
        if _HARM.search(found["subject"]) and not _OFF.search(found["deed"]):
            continue
        return Act("done_claim" if made == "done_claim" else "promise", deed=text)
    return None
