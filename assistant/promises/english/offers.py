"""What the customer only has to accept."""

from __future__ import annotations

import re

from assistant.promises.english.voice import ADV, ME, WE, deed_after, first_word
from assistant.promises.grammar import Act
from assistant.promises.patterns import Scan, match, search
from assistant.promises.verbs import BASE, lemma, word_set

_OFFER = Scan(
    rf"(?:{ME}|\bour (?:\S+ ){{1,3}})(?:{ADV})(?:(?:can|could)(?! not)|(?:would|should) (?:{ADV})(?:like|love|be (?:more than |very |only too |quite |always )?(?:happy|glad|delighted|pleased|willing|prepared|able|honou?red))(?: to)?|"
    rf"(?:am|are|is) (?:{ADV})(?:more than |very |only too |quite )?(?:happy|glad|delighted|pleased|willing|prepared|able|in a position|ready|authori[sz]ed|thrilled|allowed|free) to|(?:do )?want to|wish to|will (?:{ADV})(?:be )?(?:gladly|happily|glad to|happy to|pleased to|delighted to|more than happy to))"
    rf" (?:{ADV})(?:(?:be )?able to )?(?P<deed>\S+.*)"
)


_OFFER_STOP = word_set(
    "confirm say see tell assure apologise apologize thank know hear understand explain point stress learn begin note clarify remind acknowledge express imagine appreciate help assist "
    "only fully totally completely inform report advise hear emphasise reassure invite-you-to-read believe be know discuss answer welcome stress do sympathise sympathize relate serve take-this read draw feel set-out make have ask find repeat reiterate start talk speak highlight underline comment let mention learn advise avoid put warn reject recommend correct-the gladly never not"
)


_OFFERS = Scan(
    rf"(?:\b(?:what (?:{WE} )?(?:can|could|am able to|would like to)(?: do| offer| propose| give)?(?: \w+){{0,3}}? (?:is|:)|the best (?:i|we) can (?:do|offer)|(?:i|we)(?: \w+ly| also| therefore| do| hereby)* (?:offer(?!ed)|are offering|am offering|propose|suggest we|invite you (?:to|back|for))|(?:i|we) (?:would|am|are) (?:\w+ )?(?:offer|propos)\w*|(?:our|my) offer|as an offer)\b ?(?P<deed>.*))"
)


_OFFER_YOU = Scan(
    r"\b(?:you (?:are|would be|will be|are also|are very|are most|are more than) (?:most |very |more than |also )?welcome to|you (?:can|could|may)(?: also| either| simply| instead| now)* (?:choose|have|pick|opt|swap|select|take your pick|decide|exchange|upgrade|switch|get (?:a|an|your)|claim (?:a|an|your|one|two)|redeem|pick up a)|(?:the )?choice is (?:entirely )?yours|yours if|(?:is|are) yours for the (?:asking|taking)|take your pick|please accept (?!our|my (?:\w+ )?apolog)|help yourself to|treat yourself|enjoy \S+ (?:off|on us))(?:\b|(?=[$€£])) ?(?P<deed>.*)"
)


_WELCOME_STOP = re.compile(
    r"^(?:call|contact|write|email|reach|visit us at|phone|ring|message|send us|ask|reply|get in touch|complain|appeal|refer|escalate|keep)\b"
)


_CODE = Scan(
    r"\b(?:code|coupon)\b.*(?:\S%|[$€£]|free|off)|(?:\S%|[$€£]\S+|free)(?: \S+){0,8} (?:with|using|use)(?: \S+){0,3} code\b|\buse [a-z]+\d+ (?:\S+ ){0,4}?(?:for|to get) (?:\S+ ){0,3}?(?:\S*%|off|free)|\S+% off (?:your|any) next (?:order|purchase|stay|booking|trip|shop|visit|flight|rental)"
)


_CODE_NAMED = re.compile(
    r"(?:and |just |simply |use |with |enter |your |the |quote )*(?:promo |discount |voucher |coupon )?code (?:is )?[a-z]*\d\w*"
)


_LIGHT_OFFER = re.compile(
    r"(?:make (?:you|it|up|a)|have (?:you|it|the|your|a|an|one|this|that|someone|\w+ \w+ \w+ed)|do (?:a|it|this|that|is)|let you|put (?:you|a|it|the|in|on)|ask (?:my|our|the|a|whether|if)|speak to (?:the|our|my)|"
    r"talk to|take (?:\S+ ){1,4}?(?:off|back)|take care|find (?:you|a|out)|start|correct)\b"
)


_HAPPY = re.compile(
    r"(?:and |so )*(?:would be (?:more than )?(?:happy|glad|delighted)|more than happy|happy|glad) to (?P<deed>(?!help|hear|assist|answer|chat|talk|discuss)\S+.*)"
)


_LIKE_YOU = Scan(
    rf"{ME}(?:{ADV})(?:(?:would|want) (?:{ADV})(?:like |love )?(?:you|for you) to (?P<deed>(?:have|accept|enjoy|come back as) .*)|would (?:gladly|happily|willingly) (?P<deed2>\S+.*))"
)


_THEY_CAN = Scan(
    r"\bcan (?:also |both |then )*(?P<deed>(?:have|enjoy|get|pick|choose|take) (?:an?|one|two|three|another|both) (?:\w+ )?(?:free|complimentary|extra|bonus)\b.*)"
)


_AS_GUEST = Scan(
    r"\b(?:would|will|should|can|may)\b(?: \S+){0,6}? (?P<deed>(?:welcome|have|invite|host|see|treat|receive|greet) you\b.* as (?:my|our) (?:\w+ )?guests?\b.*)"
)
# The second of two things to choose from: "alternatively we will return the fare".
_OTHERWISE = re.compile(
    rf"(?:or )?(?:alternatively|as an alternative)(?: ,)? {WE} (?:will|shall|would)(?! not) (?:{ADV})(?P<deed>.+)$"
)


def offer(text: str) -> Act | None:
    """Something the customer only has to accept; None where nothing is offered."""
    found = _OTHERWISE.match(text)
    if found is not None:
        return Act("offer", deed=found["deed"])
    found = _AS_GUEST.search(text)
    if found is not None and not search(r"\b(?:not|was|were|had|stayed|came)\b", text):
        return Act("offer", deed=found["deed"], kind="credit")
    found = _OFFERS.search(text)
    if found is not None and not search(r"\b(?:not|unable|no longer|only what)\b", text[: found.start() + 14]):
        return Act("offer", deed=deed_after(found["deed"] or text))
    if _CODE.search(text) and not search(r"\b(?:used|expired|was|had|tried|did|not)\b", text):
        return Act("offer", deed=text)
    if _CODE_NAMED.match(text) and not search(r"\b(?:confirmation|booking|error|post|tracking|expired|used)\b", text):
        return Act("offer", deed="discount code")
    found = _OFFER_YOU.search(text)
    if (
        found is not None
        and not _WELCOME_STOP.match(found["deed"])
        and not search(r"\bnot\b|you (?:can|could|may) (?:have|claim) (?:noticed|seen|a look|this|it looked)", text)
    ):
        return Act("offer", deed=text if "please accept" in text else found["deed"])
    found = _THEY_CAN.search(text)
    if found is not None and not search(r"\b(?:if|members|customers|guests)\b", text):
        return Act("offer", deed=found["deed"])
    found = _LIKE_YOU.search(text)
    if found is not None:
        return Act("offer", deed=found["deed"] or found["deed2"])
    found = _HAPPY.match(text) or _OFFER.search(text)
    if found is not None and match(
        r"(?:set out|put in writing|outline|summarise|summarize|add that|do (?:this|that|the following|one of)\b)",
        found["deed"],
    ):
        return None
    if found is None or search(r"\b(?:can|could) (?:\w+ )?not\b|\b(?:i|we) can only\b", text):
        return None
    verb = first_word(found["deed"])
    if verb in _OFFER_STOP:
        return Act("offer", deed=found["deed"]) if _LIGHT_OFFER.match(found["deed"]) else None
    return Act("offer", deed=found["deed"]) if lemma(verb) in BASE or verb == "be" else None
