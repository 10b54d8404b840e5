"""What the customer asks for: found in the complaint, told back in words that follow "You asked". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from assistant.asks import english, other
from assistant.asks.telling import tell
from assistant.asks.wish import Wish
from assistant.case import Language
from assistant.voice import lower_first
from knowledge.terms.kinds import kinds_in
from knowledge.terms.measures import find_money
from knowledge.terms.model import Kind, Money

_I = re.IGNORECASE
_MOST = 5
_BULLET = re.compile(r"^\s*(?:[-*•–]\s*|\(?(?:\d{1,2}|[a-h])[.)]\s+)")


class Ask(NamedTuple):
    """One thing asked for. `text` is short and in the customer's terms; `told` follows "You asked "."""

    text: str
    told: str
    sentence: str
    kinds: tuple[Kind, ...]
    money: tuple[Money, ...]


def find_asks(spoken: Sequence[str], language: Language) -> list[Ask]:
    """The asks of a complaint, in order, at most five; each once. `spoken`: its sentences, list points among them."""
    return list(_read(tuple(spoken), language))


# One complaint is asked for what it asks for by reading, retrieval, planning and letter.
@lru_cache(maxsize=64)
def _read(spoken: tuple[str, ...], language: Language) -> tuple[Ask, ...]:
    found: list[Ask] = []
    seen: set[str] = set()
    listed = False
    for sentence in spoken:
        point = _calm(_BULLET.sub("", sentence))
        wishes = english.wishes(point) if language == "en" else other.wishes(point, language)
        if not wishes and listed and _BULLET.match(sentence) and len(point.split()) <= 25:
            wishes = (Wish(point, "thing"),)
        listed = _opens_a_list(sentence, bool(wishes), listed and bool(_BULLET.match(sentence)))
        for wish in wishes:
            for piece in _pieces(wish):
                text = _trim(piece.what)
                key = re.sub(r"\W+", " ", text.lower()).strip()
                if len(key) < 4 or key in seen or len(found) >= _MOST or not _says_something(text, piece):
                    continue
                seen.add(key)
                found.append(_ask(piece._replace(what=text), sentence, language))
    return tuple(found)


def _calm(sentence: str) -> str:
    """A sentence in capitals, lowered: shouting is nothing to tell back."""
    letters = [c for c in sentence if c.isalpha()]
    return (
        sentence.lower() if len(letters) >= 8 and sum(c.isupper() for c in letters) > 0.7 * len(letters) else sentence
    )


def _opens_a_list(sentence: str, wished: bool, goes_on: bool) -> bool:
    """Whether the points of a list that follows are things asked for: "I want:", "My demands:"."""
    return goes_on or (
        sentence.rstrip().endswith(":")
        and (wished or bool(english.LIST_AHEAD.search(sentence) or other.LIST_AHEAD.search(sentence)))
    )


def _ask(wish: Wish, sentence: str, language: Language) -> Ask:
    told = tell(wish) if language == "en" else wish.what
    short = re.sub(r"^(?:for|us to|about) ", "", told) if language == "en" else wish.what
    return Ask(short, told, sentence, _kinds(wish, sentence), tuple(m.money for m in find_money(wish.what)))


# What the lexicon of policies has no word for: customers do not say "refund".
_PLAIN_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("refund", re.compile(r"\b(?:money|cash|deposit|payment|postage|fare|fees?|charges?|price|quid|bucks|dollars?|euros?|pounds?|\d[\d.,]*|it|that|half|all|every (?:cent|penny))\b.{0,30}\bback\b|\bback\b.{0,20}\b(?:card|account)\b|\bmy money\b|\b(?:return|transfer|send)\b.{0,12}\b(?:money|amount|deposit|fee)\b|\bcharges? off\b|\breverse[d]?\b|\bclaim back\b|\b(?:return|transfer|send)\b.{0,12}(?:[$€£] ?\d|\bpayment)|\bpay (?:me |us )?(?:for|back)\b|\bowes? (?:me|us)\b|"
        r"\bdinero\b|\breintegr\w+|\bpaguen?\b|\babon\w+|(?:euros?|€|geld)\b.{0,15}\bwieder\b|\bdev(?:uel\w+|olv\w+)|\b(?:me|nos) deben?\b|\bgeld\b|\bzurück\b|\brück\w*|\bschuld\w+|\bargent\b|\brend(?:ez|re)\b|\bdevez\b", _I)),
    ("replacement", re.compile(r"\b(?:new|another|different) (?!e?mail|letter|word|set of excuses|date|appointment|time|contract|invoice|bill|price|seat|flight|room|offer)\w+|\bswap\w*|\bcámbi\w+|\bcambi\w+ .{0,30}\bpor otr[oa]|\bneue[sn]?\b|\botr[oa]\b(?! (?:fecha|vez|día))|\bexchange\w*|\breplacing", _I)),
    ("repair", re.compile(r"\bmend\w*|\brepar\w+", _I)),
    ("fix", re.compile(r"\bsort (?:it|this|that|out|things|my|the)\b|\bsorted\b|\bput (?:it|this|that|things) right\b|\bresolve\w*|\bmake (?:it|this|that|things) right\b|\barregl\w+|\barrégl\w+|\bfaites\b", _I)),
    ("credit", re.compile(r"\bgesture\b|\bmake (?:it )?up\b|\bsomething for\b|\bgeste\b|\bavoir\b|\b(?:free|complimentary) \w+", _I)),
    ("discount", re.compile(r"\d ?(?:%|percent|per cent)(?: \w+)? off\b|\bmoney off\b|\breduction\b|\boff the (?:price|bill)", _I)),
    ("fee_waiver", re.compile(r"\b(?:fees?|charges?|fines?|penalty|penalties) (?:gone|off|dropped|waived|removed|cancell?ed|lifted)\b|\b(?:not|without|stop) (?:to )?(?:have to |having to )?(?:pay|paying|charging)|\b(?:drop|scrap|cancel|remove|write off) (?:the |this |that |my |your )?(?:\w+ ){0,2}(?:fee|charge|fine|bill)\b|\bno\b.{0,20}\bpagar\b|\b(?:be)?zahlen?\b.{0,20}\bnicht\b|\bpai?[ye]\w*\b.{0,20}\bpas\b|\bpa(?:y|ying) (?:that|this|the) (?:\w+ )?(?:fee|fine|bill|charge)", _I)),
    ("contact", re.compile(r"\bapolog\w+|\bsorry\b|\bexplanation|\bexplain\b|\b(?:speak|talk) (?:to|with)\b|\bput (?:me|you|us) through\b|\bappel\w+|\banswer\b|\bring\b|\blet (?:me|us|you) know\b|\b(?:tell|inform) (?:me|us|you)\b|\bconfirm\w*|\bcall\b|\bllam\w+|\bdisculpa\w*|\brapp?el\w+|\bexcuses?\b|ruf(?:en|t|e)?\b|\bbestätig\w*", _I)),
    ("delivery", re.compile(r"\bdeliver\w*|\b(?:parcel|package|order|shipment)\b$|\bsend (?:me |us )?(?:the|it|them)\b(?!.{0,20}\bmoney)", _I)),
    ("change", re.compile(r"\bmove\b|\bclose (?:my|our|the|this|your)\b|\bend (?:the|my) contract|\bkündig\w*|\bbeenden\b|\boff (?:the|your) (?:mailing )?list\b|\bswitch\b|\bupgrade\w*|\bextend\b", _I)),
)  # fmt: skip


def _kinds(wish: Wish, sentence: str) -> tuple[Kind, ...]:
    told = f"not to pay {wish.what}" if wish.form == "spare" else wish.what
    kinds = [kind for _, kind in kinds_in(wish.what)]
    kinds += [kind for kind, pattern in _PLAIN_KINDS if kind not in kinds and pattern.search(told)]
    if not kinds and wish.form == "owed":
        kinds += [kind for kind, pattern in _PLAIN_KINDS if pattern.search(sentence)]
    return tuple(dict.fromkeys(kinds))


def _says_something(text: str, wish: Wish) -> bool:
    """Whether an ask names a thing: a kind of remedy, a sum, a date, or at least two words of content."""
    if kinds_in(text) or find_money(text) or any(pattern.search(text) for _, pattern in _PLAIN_KINDS):
        return True
    words = {w for w in re.findall(r"[^\W\d_]{3,}", text.lower()) if w not in _EMPTY}
    if re.match(r"(?:my|our) \w{4,}", text, _I):
        return True
    return len(words) >= 2 or bool(words & _ENOUGH) or (wish.form in {"deed", "spare", "about", "self"} and bool(words))


_ENOUGH = frozenset(["date", "apology", "confirmation", "callback", "explanation", "phone", "money", "answer"])
_EMPTY = frozenset(
    [
        "this",
        "that",
        "same",
        "yes",
        "from",
        "back",
        "want",
        "every",
        "some",
        "very",
        "just",
        "have",
        "what",
        "with",
        "them",
        "they",
        "more",
        "than",
        "only",
        "then",
        "the",
        "and",
        "you",
        "your",
        "for",
        "all",
        "any",
        "now",
        "not",
        "get",
    ]
)


_CUT = re.compile(
    r",?\s+(?:plus|as well as|and also|and then|y además|sowie|ainsi que)\s+"
    r"|[,;]?\s*(?:and\s+)?\((?:\d|[a-h])\)\s*"
    r"|,\s+(?:and )?(?=(?:a|an|the|my|our|all|free|full|to|that(?!['’]?s\b| is\b)|proper|every|\$|€|£)\b)"
    r"|\s+(?:and|or)\s+(?:honestly |frankly |also |really )?(?=(?:I want|I'd like|I need|an? |the |my |our |\$|€|£|to ))"
)
_DEED_AFTER = re.compile(
    rf",?\s+(?:and|or)\s+(?:then |also |please )?(?=(?:{english.VERBS})\b (?:me|us|my|our|the|this|that|it|an?|\$|€|£|\d)\b)",
    _I,
)


_DEED_FIRST = re.compile(rf"^(?:{english.VERBS})\b", _I)
# "... and I want the fee back": the wish said once more. "... the sofa is coming": no thing but a clause.
_AGAIN = re.compile(r"^(?:and |so )?(?:I|we) (?:also |still )?(?:want|need|expect|would like|['’]d like)\s+", _I)
_CLAUSE = re.compile(
    r"^(?:by|before|until|spare)\b|^(?:the|my|our|an?|your)(?: [\w'-]+){1,4} (?:is|are|was|were|wants?|has|had|will|can|says|came|comes)\b",
    _I,
)


def _pieces(wish: Wish) -> list[Wish]:
    """A list of wishes cut into wishes: at "plus", "and also", before a new object, before a new deed."""
    deeds = _DEED_AFTER.split(wish.what) if wish.form == "deed" else [wish.what]
    parts: list[Wish] = []
    for number, deed in enumerate(deeds):
        for index, piece in enumerate(_CUT.split(deed)):
            named = re.sub(r"^either\s+", "", _AGAIN.sub("", piece or "").strip(), flags=_I)
            if (
                not named
                or _CLAUSE.match(named)
                or not (len(named.split()) >= 2 or find_money(named) or kinds_in(named))
            ):
                continue
            begins = wish.form if number == index == 0 else "thing"
            parts.append(Wish(named, "deed" if wish.form == "deed" and _DEED_FIRST.match(named) else begins))
    return parts[:4] or [wish]


_REASON = re.compile(
    r"(?:,? (?:because|(?:\d+ \w+ )?since|as(?! (?:well|soon))|so that|so I|so we|otherwise|or else|or (?:I|we|ill|i'll)(?:'ll| will)?|which is|which was|that's|thats|it's|its|there's|theres|and believe|and don't|and not|but|before I|cos|bc|porque|ya que|weil|da|parce que|car)\b.*)$",
    _I,
)
_COURTESY = re.compile(
    r"[\s,]+(?:(?:please|pls|plz|thanks|thank you|thx|cheers|asap|a\.s\.a\.p|immediately|right now|now|lol|ok|here|or not|at once|por favor|bitte|s'il vous plaît|svp|gracias|danke|merci)[\s,!.?]*)+$",
    _I,
)


def _trim(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip(" ,:-–\"“”'!?")
    text = _COURTESY.sub("", _REASON.sub("", text))
    text = " ".join(text.split()[:26]).rstrip(" ,;:-")
    return lower_first(text)
