"""Which of the customer's words can be told back as they are: whole, plain, and with no sum in them. Pure.

A concern told back in broken words reads worse than one told back in general ones, and a sum repeated in our letter
reads as one that we grant. So only what is plainly a sentence ("you were charged twice") or plainly a thing or a deed
("a refund", "to call you") is told back; of the rest the letter names the kind.
"""

from __future__ import annotations

import re

from assistant.asks.english import VERBS
from assistant.voice import lower_first, to_you

_I = re.IGNORECASE
_MONEY = re.compile(r"[$€£]\s?\d|\d\s?(?:[$€£]|USD|EUR|GBP|euros?|pounds?|dollars?|quid|bucks)\b", _I)
_ROUGH = re.compile(
    r"[\"“”„«»()\[\]{}<>=*_#@|\\/]|\.\.|…|!\?|\b(?:lol|lmao|wtf|omg|tbh|ffs|imo|btw|yeah|nah|ur|gonna|wanna|cuz|cos)\b",
    _I,
)
_SUBJECT = re.compile(
    r"^(?:(?:on|in|at|since|last|this|yesterday|after|before|for|when|during|by)\b[^,]{2,40}, )?"
    r"(?:you(?:['’](?:ve|re|d))?|your|our|we|the|an?|my|it|there|this|these|those|both|two|three|four|five|half|nobody|no one|nothing|somebody|someone)\b",
    _I,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|did|does|do|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|hasn['’]t|haven['’]t|hadn['’]t|didn['’]t|doesn['’]t|don['’]t|[a-z]{3,}ed|"
    r"came|went|got|took|told|sent|said|broke|fell|left|paid|bought|found|made|kept|lost|rang|wrote|began|saw|stood|sat|gave|put|cut|shut|ran|wo(?:n|ke)|felt|held|heard|let|lay|met|sold|spent|taught|thought|threw|wore|stuck|froze|blew|burst|leaked|never \w+)\b",
    _I,
)
_CLEAR_YOU = re.compile(
    r"\byou(?:['’](?:ve|re|d|ll)|r| (?:(?:never|still|then|only|just|also|have|had|did|didn['’]t|were|are|kept|keep) )*(?:[a-z]{3,}ed|sent|told|gave|took|said|kept|put|sold|made|left|lost|broke|did|didn['’]t|have|had|were|are|haven['’]t|hadn['’]t))\b",
    _I,
)
_TOWARDS_YOU = re.compile(
    r"\b(?:to|with|from|for|by|told|asked|called|emailed|rang|wrote|contacted|paid|chased|gave|sent) you\b(?=[ ,]|$)",
    _I,
)
_OPEN_END = re.compile(
    r"\b(?:the|an?|my|your|our|of|to|for|with|and|or|but|in|on|at|by|from|as|that|which|who|this|is|are|was|not|if|because|than|so|us|how|when|where|what|why|simple)$",
    _I,
)
_THING = re.compile(
    r"^for (?P<what>(?:an?|the|your|our|all|some|any|another|both|half|full|every|more|compensation|help|confirmation|proof|new|either)\b.+)$",
    _I,
)
_CLAUSE = re.compile(
    r"\b(?:I|we|us|he|she|they|it['’]s|that['’]s|who|which|because|if|when|while|where|since|you(?! (?:back|asked|want\w*|paid|bought|ordered|were (?:charged|promised)|booked)\b))\b|[,:;?!]",
    _I,
)
# "we just sent new ones": told back it would say that we did, which is for the record to say.
_OUR_DEED = re.compile(
    r"(?:^|, |\band |\bthen )we (?:(?:just|already|only|simply|have|had|then|once|even) )*(?:sent|refunded|paid|credited|replaced|issued|shipped|posted|reimbursed|gave|promised|waived|repaired|fixed|agreed|offered|guaranteed)\b",
    _I,
)
_HAPPENS = re.compile(r"\b(?:put|was|were|is|are|has|had|got|made|took|came|went|broke|fell)\b", _I)
_DEED = re.compile(rf"^us to (?P<what>(?:{VERBS})\b.+)$", _I)
_OWN_DEED = re.compile(r"^to (?P<what>(?:cancel|change|return|exchange|move|keep|leave|end|switch|rebook|be)\b.+)$", _I)
_DONE = re.compile(r"^for [^,]{3,50} to be [a-z]+(?: [a-z]+){0,4}$", _I)
_NEVER = re.compile(
    r"\b(?:admit|apologi[sz]e for being|reveal|ignore|notice|friend|reel|post|bot|system|pick one|compensat\w*)\b", _I
)
MOST_POINT_WORDS = 24
MOST_ASK_WORDS = 11


def point(sentence: str) -> str | None:
    """A sentence of the customer's as it follows "I understand that ", or None where it cannot be turned safely."""
    text = re.sub(r"\s+", " ", sentence).strip()
    letters = [c for c in text if c.isalpha()]
    if sum(c.isupper() for c in letters) > 0.5 * len(letters):
        text = text.lower()
    text = re.split(r"\s*(?:[;—–]|\s-\s)\s*|,? (?:but|so|which|because|and I|and you|and we) ", text)[0].strip(" ,.!?")
    if not 5 <= len(text.split()) <= MOST_POINT_WORDS or _ROUGH.search(text) or _MONEY.search(text):
        return None
    head = re.match(
        r"((?:(?:on|in|at|since|last|this|yesterday|after|before|for|when|during|by)\b[^,]{2,40}, )?[^,]+),", text, _I
    )
    if head and len(head[1].split()) >= 5:  # what follows a comma is often another thought
        text = head[1]
    rest = _TOWARDS_YOU.sub(" ", _CLEAR_YOU.sub(" ", text))
    if re.search(r"\byou\b", rest, _I):
        return None
    told = lower_first(to_you(text))
    if re.match(
        r"you (?:just |only |really )?(?:want|expect|demand|need|would|['’]d|require|insist|think|hope|know|do not complain|don['’]t (?:want|complain))\b",
        told,
        _I,
    ):
        return None
    if not _SUBJECT.match(told) or not _FINITE.search(told) or _OPEN_END.search(told) or _OUR_DEED.search(told):
        return None
    return told


def names_sum(told: str) -> bool:
    """Whether an ask names a sum, which our letter doesn't repeat."""
    return _MONEY.search(told) is not None


def ask(told: str) -> str | None:
    """An ask as it follows "You asked ", or None where it is no plain thing or deed."""
    text = re.sub(r",? ?\b(?:please|pls|obviously|thanks|thank you|then|yeah)\b", "", told, flags=_I).strip(" ,.")
    if _MONEY.search(text) or re.search(r"\d{2,}", text) or _ROUGH.search(text) or _NEVER.search(text):
        return None
    if not 2 <= len(text.split()) <= MOST_ASK_WORDS or _OPEN_END.search(text):
        return None
    if _DONE.match(text):
        return text
    for form in (_THING, _DEED, _OWN_DEED):
        match = form.match(text)
        if match and not _CLAUSE.search(match["what"]) and not (form is _THING and _HAPPENS.search(match["what"])):
            return text
    return None
