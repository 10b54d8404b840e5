"""What the customer asks for: found in the complaint, told back in words that follow "You asked". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.case import Language
from assistant.voice import lower_first, to_you
from knowledge.terms.kinds import kinds_in
from knowledge.terms.measures import find_money
from knowledge.terms.model import Kind, Money

_I = re.IGNORECASE


class Ask(NamedTuple):
    """One thing asked for. `text` is short and in the customer's terms; `told` follows "You asked "."""

    text: str
    told: str
    sentence: str
    kinds: tuple[Kind, ...]
    money: tuple[Money, ...]


_VERBS = (
    r"refund|send|ship|fix|cancel|restore|replace|give|pay|return|reimburse|credit|waive|call|confirm|compensate|upgrade|remove|stop|close|unlock|rebook|repair|deliver|honou?r|match|change|transfer|release|reconnect|delete|extend|"
    r"put|take|make|get|let|tell|explain|sort|reverse|apply|move|book|collect|pick|grant|issue|arrange|drop|reopen|find|update|answer|hold|keep|offer|correct|check|look|provide|write|do"
)
_WANT = re.compile(
    r"\b(?:I|we|and I|so I|she|he)(?:'d| would|'m| am)? ?(?:also |just |really |still |now |only |therefore |hereby |simply )*(?:want|wants|need|needs|expect|demand|require|insist on|insist that|would like|'d like|like|request|ask for|ask that|asking for|claiming|claim|am asking for|am expecting|'m expecting|are expecting|'re expecting|am claiming|am requesting|am demanding|look for|am looking for)\b\s*(?P<what>(?:[^.!?;]|\.(?=\d)){3,220})",
    _I,
)
_OWE = re.compile(
    r"\byou (?:still )?(?:owe (?:me|us)|should (?:pay|refund|give|send|cover|return|waive|credit)(?: me| us)?|have to (?:pay|refund|give|send|cover|return|fix|waive|credit)(?: me| us)?|need to (?:pay|refund|give|send|fix|return|waive|sort)(?: me| us)?)\b\s*(?P<what>(?:[^.!?;]|\.(?=\d)){3,160})",
    _I,
)
_IMPERATIVE = re.compile(
    rf"^(?:so |and |now |then |just |anyway |anyway,? ?please |please,? |pls |kindly |so please |therefore |either )*(?P<what>(?:{_VERBS})\b(?! you\b)(?:[^.!?;]|\.(?=\d)){{3,180}})",
    _I,
)
_PLEASE = re.compile(
    rf"\b(?:please|kindly|can you|could you|will you|would you|can i (?:get|have)|could i (?:get|have)|may i have|i trust you(?: will)?|i suggest you)\b,? (?:please |just |also )?(?P<what>(?:{_VERBS})?\b(?:[^.!?;]|\.(?=\d)){{3,180}})",
    _I,
)
_HOW_MUCH = re.compile(
    r"\b(?:wants:?|she asks:?|he asks:?|caller asks:?|would like|is asking for|asks for|demands|requests|expects|insists on)\b (?P<what>(?:[^.!?;]|\.(?=\d)){3,200})",
    _I,
)
_POLITE = re.compile(
    rf"\b(?:just|pls|please|plz|kindly)\b,? (?:\(?[a-d1-4]\)\s*)?(?P<what>(?:{_VERBS})\b(?! you\b)(?:[^.!?;]|\.(?=\d)){{3,180}})",
    _I,
)
_VERBLESS = re.compile(r"^(?:so |and |then )?(?P<what>(?:[^.!?;]|\.(?=\d)){6,140}?),? (?:please|pls|plz)\b[ .!]*$", _I)
_NOT_AN_ASK = re.compile(
    r"\b(?:don't|do not|dont|not) (?:want|need|ask|send me (?:the|a) standard|give me|tell me|come back)\b|\b(?:want|like) (?:to know why|you to know|to point out|to say|to add|to think|to hear|to spend)\b|\bI need (?:a|my|the) (?:new )?(?:life|break|coffee)\b|\bask yourself\b|\b(?:please )?(?:see|find) attached\b",
    _I,
)
_OTHER: dict[Language, re.Pattern[str]] = {
    "es": re.compile(
        r"\b(?:quiero|quisiera|exijo|exigimos|pido|pedimos|solicito|necesito|espero|queremos|reclamo|demando|me gustaría|les pido|deseo|que me (?:devuelvan|paguen|reembolsen|compensen|envíen|cambien))\b\s*(?P<what>(?:[^.!?;]|\.(?=\d)){3,200})",
        _I,
    ),
    "de": re.compile(
        r"\b(?:ich (?:will|möchte|verlange|fordere|erwarte|bitte um|bestehe auf|brauche|hätte gerne?)|wir (?:verlangen|fordern|erwarten|möchten|wollen|bitten um)|bitte (?:erstatten|senden|schicken|bestätigen|zahlen|überweisen|buchen)\w*)\b\s*(?P<what>(?:[^.!?;]|\.(?=\d)){3,220})",
        _I,
    ),
    "fr": re.compile(
        r"\b(?:je (?:veux|voudrais|souhaite|demande|exige|réclame|désire|tiens à)|nous (?:voulons|demandons|exigeons|souhaitons|réclamons)|j'(?:exige|attends|aimerais)|merci de|veuillez|je vous (?:demande|prie) de)\b\s*(?P<what>(?:[^.!?;]|\.(?=\d)){3,220})",
        _I,
    ),
}


def find_asks(spoken: Sequence[str], language: Language) -> list[Ask]:
    """The asks of a complaint, in order, at most five; each once."""
    found: list[Ask] = []
    seen: set[str] = set()
    for sentence in spoken:
        for what, verb in _wishes(sentence, language):
            for piece in _pieces(what):
                text = _trim(piece)
                key = re.sub(r"\W+", " ", text.lower()).strip()
                if len(key) < 4 or key in seen or len(found) >= 5 or not _says_something(text):
                    continue
                seen.add(key)
                told = _told(text, verb) if language == "en" else text
                found.append(
                    Ask(
                        text if language != "en" else lower_first(to_you(text)),
                        told,
                        sentence,
                        tuple(dict.fromkeys(k for _, k in kinds_in(text))),
                        tuple(m.money for m in find_money(text)),
                    )
                )
    return found


def _says_something(text: str) -> bool:
    """Whether an ask names a thing: a kind of remedy, a sum, a date, or at least two words of content."""
    words = [w for w in re.findall(r"[^\W\d_]{3,}", text.lower()) if w not in _EMPTY]
    return bool(kinds_in(text)) or bool(find_money(text)) or len(words) >= 2 or bool(set(words) & _ENOUGH)


_ENOUGH = frozenset(["date", "apology", "confirmation", "callback", "explanation", "phone"])
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
    ]
)


def _wishes(sentence: str, language: Language) -> list[tuple[str, bool]]:
    """(words asked for, whether they begin with a verb we are to do) in a sentence."""
    if language != "en":
        return [(match["what"], False) for match in _OTHER[language].finditer(sentence)]
    if _NOT_AN_ASK.search(sentence) and not re.search(r"\bI want (?:either|my|the|a|every|all)\b", sentence, _I):
        return []
    wishes: list[tuple[str, bool]] = []
    for pattern in (_WANT, _OWE):
        wishes += [(match["what"], False) for match in pattern.finditer(sentence)]
    if not wishes:
        match = _IMPERATIVE.match(sentence.lstrip("-*•0123456789.) ")) or _PLEASE.search(sentence)
        if match:
            wishes.append((match["what"], True))
    if not wishes:
        match = _POLITE.search(sentence) or _VERBLESS.match(sentence)
        if match:
            wishes.append((match["what"], match.re is _POLITE))
    if not wishes:
        match = _HOW_MUCH.search(sentence)
        if match:
            wishes.append((match["what"], False))
    return wishes


def _pieces(what: str) -> list[str]:
    """A list of wishes cut into wishes: at "plus", "and also", and at commas before a new object."""
    parts = re.split(
        r",?\s+(?:plus|as well as|and also|and then|y además|sowie|ainsi que)\s+|,\s+(?:and )?(?=(?:a|an|the|my|our|all|free|full|to|that|proper|every|\$|€|£)\b)|\s+and\s+(?:honestly |frankly |also |really )?(?=(?:I want|I'd like|I need|a |the |my |our |\$|€|£|to ))",
        what,
    )
    return [part for part in parts if (part and len(part.split()) >= 2) or find_money(part or "")][:4] or [what]


def _trim(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip(" ,:-–\"“”'")
    text = re.sub(
        r"(?:,? (?:because|since|as|so that|so I|so we|otherwise|or else|which is|which was|that's|thats|it's|its|and believe|and don't|and not|but|before I|porque|ya que|weil|da|parce que|car)\b.*)$",
        "",
        text,
        flags=_I,
    )
    words = text.split()
    return " ".join(words[:26]).rstrip(" ,;:-")


def _told(text: str, verb: bool) -> str:
    """The wish as it follows "You asked ": "for the $64 back", "us to restore it", "that nothing is charged"."""
    told = lower_first(to_you(text))
    told = re.sub(r"^(?:you to|us to|we to)\b", "us to", told)
    if verb:
        return "us to " + re.sub(r"^(?:please )", "", told)
    if re.match(r"(?:us to|that|to)\b", told):
        return told
    return "for " + told
