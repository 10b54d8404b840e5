"""Which of the customer's words can be told back as they are: whole, plain, and with no sum in them. Pure.

A concern told back in broken words reads worse than one told back in general ones, and a sum repeated in our letter
reads as one that we grant. So only what is plainly a sentence ("you were charged twice") or plainly a thing or a deed
("a refund", "to call you") is told back; of the rest the letter names the kind.
"""

from __future__ import annotations

import re

from assistant.asks.english import VERBS
from assistant.voice import lower_first, to_you, upper_first

_I = re.IGNORECASE
_MONEY = re.compile(
    r"[$€£]\s?\d|\d\s?(?:[$€£]|(?:USD|EUR|GBP|CAD|AUD|NZD|CHF|euros?|pounds?|dollars?|quid|bucks|livres?|libras?|dólares|pfund|dollar|franken|francs?)\b)|\d[.,]\d{2}(?!\d|:| ?(?:am|pm|h|uhr)\b)|\b(?:fee|price|cost|charge|bill|rent|deposit|rate|sum|amount|fare|paid|pay|charged|debited)\b(?: \w+){0,2}? \d{2,}(?! ?(?:%|°|days?|weeks?|months?|hours?|minutes?|miles|km|times|people)\b)",
    _I,
)
_ROUGH = re.compile(
    r"[\"“”„«»()\[\]{}<>=*_#@|\\/]|\.\.|…|!\?|\b(?:lol|lmao|wtf|omg|tbh|ffs|imo|btw|yeah|nah|ur|gonna|wanna|cuz|cos)\b",
    _I,
)
_SUBJECT = re.compile(
    r"^(?:(?:on|in|at|since|last|this|yesterday|after|before|for|when|during|by)\b[^,]{2,40}, )?"
    r"(?:you(?:['’](?:ve|re|d))?|your|our|we|the|an?|my|it|there|this|these|those|both|two|three|four|five|half(?! past)|nobody|no one|nothing|somebody|someone)\b",
    _I,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|did|does|do|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|hasn['’]t|haven['’]t|hadn['’]t|didn['’]t|doesn['’]t|don['’]t|[a-z]{3,}ed|died|tried|dried|cried|used|tied|"
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
_WHEN = re.compile(r"(?:on|in|at|since|last|this|yesterday|after|before|for|when|during|by)\b", _I)
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
# What went wrong, in any trade.
_FAILED = re.compile(
    r"\b(?:never|not|no|nobody|none|nothing|without|still|again|late|wrong|broke\w*|crack\w*|splitting|dead|died|stopped|fail\w*|closed|shut|lost|missing|damag\w*|refus\w*|cancell?ed|charged|billed|taken|took|kept|deducted|wait\w*|smashed|shattered|pieces|leak\w*|torn|dirty|cold|ripped|empty|twice|overcharged|declined|rejected|delay\w*|down|froze\w*|locked|blocked|stuck|faulty|out of order|scratch\w*|unusable|noise|noisy|stolen|bent|hurt|burn\w*|fell)\b|n['’]t\b",
    _I,
)
MOST_ASK_WORDS = 11
_LEAST_TOLD, _MOST_TOLD = 4, 24
# Insults and mockery, what the customer says that somebody said or owes, and who else was asked: theirs to say, not ours.
_NOT_OURS = re.compile(
    r"\b(?:kidding|stupid\w*|idiots?|jok\w*|robots?|shame\w*|liars?|lie[sd]?|thief|thieves|thieving|damn|hell|crap|wtf|fool|blind|ridiculous|congratulations|do the math|smart|brilliant|lovely|drunk|scam\w*|cheat\w*|con(?:ned)?|"
    r"guarantee\w*|promis\w*|assur\w*|entitled|article|clause|percent|polic(?:y|ies)|terms|matrix|faq|sla|brochure|friends?|neighbou?rs?|colleagues?|lawyers?|solicitors?|reviews?|"
    r"must|should|have to|ought|faults?|blam\w*|liab\w*|neglig\w*|guilt\w*|admit\w*|accus\w*|stole|theft|whoever|hop(?:e|ing)|please|want|expect|demand\w*|compensat\w*|refund\w*|"
    r"(?:we|you|I)(?:['’]ll| will| can| shall)|today|tonight|tomorrow|immediately|right away|at once|asap|within|by (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|"
    r"mañana|hoy|exij\w*|quier\w*|reembols\w*|devol\w*|pagar\w*|promet\w*|promes\w*|vergüenza|morgen|heute|verlang\w*|forder\w*|erstatt\w*|lösch\w*|gelöscht|zahl\w*|versproch\w*|frechheit|unverschämt\w*|skandal\w*|"
    r"demain|aujourd['’]hui|exig\w*|veux|rembours\w*|pay(?:er|ez|é)|promis\w*|honte|scandale|avocat\w*|abogad\w*|anwalt\w*|amie?s?|amig[oa]s?|freund\w*|nachbar\w*|schwager|schwägerin|voisine?s?|vecin[oa]s?|cuñad[oa])\b|[?%@#<>{}\[\]()|=*_\\/\"“”„«»]|!.|(?<!\w)['‘’](?=\w)|\bdon['’]t (?:even |you |dare )?(?:start|tell|say|give|come|try|ask|bother)\b|\.\.|[a-z]\.\s|…|https?:|[\U0001F300-\U0001FAFF☀-➿]",
    _I,
)
# A greeting, what points back to words that are not told, and what goes on from them.
_NOT_ALONE = re.compile(
    r"(?:hi|hello|hey|dear|hola|estimad\w*|hallo|sehr|guten|liebe\w*|bonjour|madame|monsieur|need to|he|she|they|him|her|his|their|them|that|those|which|who|whose|for|with|of|to|and|but|or|because|so|as|than|if|when|while|until|not|even|then|under|about|according|das ist|es ist|dies ist|eso es|esto es|c['’](?:est|était)|de|que|para|por|con|si|dass|weil|wenn|mit|für|von|qui|pour|avec|si|quand|\d+[.)])\b",
    _I,
)
# "Booked two rooms and got one": the customer, who leaves out who did.
_DID = re.compile(
    r"(?:(?:have |had )?(?:just |only |already |now )?(?:booked|bought|ordered|paid|rang|called|phoned|emailed|wrote|waited|sat|stood|asked|reported|returned|signed|stayed|drove|flew|travelled|opened|tried|spent|found|noticed|received|got|had|was|been)\b)",
    _I,
)
_OTHERS = re.compile(
    r"\b(?:he|she|him|her|his|hers|they|them|caller|customer|member|guest|client|says|reports?|states|wants)\b", _I
)
_LOUD_WORD = re.compile(
    r"\b(?:[A-Z]{4,}|(?:TO|OF|ON|IN|IT|IS|MY|ME|WE|NO|SO|UP|AT|AN|BE|BY|DO|GO|HE|IF|OR|AS|AM|THE|AND|NOT|YOU|WAS|ALL|OUT|OFF|TWO|ONE|SIX|TEN|HER|HIS|OUR|DAY|ANY|BUT|FOR|GOT|HAD|HAS|HOW|MAN|NEW|NOW|OLD|PUT|RED|SAW|SHE|SIT|TOO|WAY|WHO|WHY|YET|BAD|BIG|DID|END|FAR|FEW|CAR|BUS|BED|BOX|HOT|ICE|JOB|KEY|KID|LOT|MUM|DAD|SON|VAN|WET|DRY))\b"
)


def quotable(text: str) -> bool:
    """Whether a stretch of a complaint, in any of our languages, can be told back at all: it stands alone, is civil, and holds no
    sum, no promise, no day that is asked for and nothing that would read as our own word."""
    return (
        _LEAST_TOLD <= len(text.split()) <= _MOST_TOLD
        and not _NOT_OURS.search(text)
        and not _MONEY.search(text)
        and not _NOT_ALONE.match(text)
        and not _OPEN_END.search(text)
    )


def quoted(text: str) -> str:
    """A stretch as it stands between marks of quotation: without shouting, and begun large."""
    return upper_first(_LOUD_WORD.sub(lambda word: word[0].lower(), text).strip(" ,.!;:-–—"))


def point(stretch: str, *, noted: bool = False) -> str | None:
    """A stretch of the customer's as it follows "I understand that ", or None where it cannot be turned whole. `noted`: in the
    words of somebody who took notes, of which only what speaks of nobody can be turned."""
    text = re.sub(r"\s+", " ", stretch).strip(" ,.!")
    text = _LOUD_WORD.sub(lambda word: word[0].lower(), text)
    if not quotable(text) or _ROUGH.search(text) or (noted and _OTHERS.search(text)):
        return None
    if _DID.match(text) and not noted:
        text = f"I {lower_first(text)}"
    rest = _TOWARDS_YOU.sub(" ", _CLEAR_YOU.sub(" ", text))
    if re.search(r"\byou\b", rest, _I):
        return None
    told = lower_first(to_you(text))
    if re.match(
        r"you (?:just |only |really )?(?:need|would|['’]d|require|insist|think|know|do not complain|don['’]t complain)\b",
        told,
        _I,
    ):
        return None
    if not _SUBJECT.match(told) or not _FINITE.search(_main(told)) or _OUR_DEED.search(told):
        return None
    return told


def _main(told: str) -> str:
    """The first part of a sentence that is not only when or where: of "on Friday, the lid broke, as ever", "the lid broke"."""
    parts = re.split(r",\s+", told)
    first = parts[1] if _WHEN.match(parts[0]) and len(parts) > 1 else parts[0]
    return re.split(r"\b(?:which|who|that)\b", first)[0]


# "Never used, still in its box" tells of no failure.
_UNUSED = re.compile(
    r"\b(?:never|not|hardly|barely)(?: even)? (?:been )?(?:used|opened|worn|touched|driven|read|tried)\b|\bstill (?:in|rolled|sealed|boxed|wrapped)\b|\bno (?:rush|hurry|longer|problem)\b|\bchang\w+ (?:my|our|your) minds?\b",
    _I,
)


def failures(text: str) -> int:
    """How many words of an English text say that something went wrong."""
    return len(_FAILED.findall(text))


def went_wrong(text: str) -> bool:
    """Whether an English text tells of something to be sorry for."""
    return failures(_UNUSED.sub(" ", text)) > 0


def is_finite(text: str) -> bool:
    """Whether a verb that says something about somebody stands in an English text."""
    return _FINITE.search(text) is not None


def is_open_ended(text: str) -> bool:
    """Whether an English text breaks off: "the lid of the"."""
    return _OPEN_END.search(text) is not None


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
