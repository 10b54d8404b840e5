"""Reading a complaint before any policy is looked at: severity, feeling, asks, what happened, signals. Pure.

The method's first steps: nobody takes the tone personally, and the customer's own solution is heard before ours.
What a customer claims is kept as a claim; text that orders a program about is set aside and never read as an ask.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from assistant.asks import find_asks
from assistant.case import Feeling, Language, Reading, Severity
from knowledge.scanning import Scan

_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+|\n{1,}|(?<=[!?]{2})\s*")
# What ends in a full stop without ending a sentence: a day ("3. November"), and words that are cut short.
_DAY = re.compile(r"(?:^|[\s(–-])\d{1,2}\.$")
_POINT = re.compile(r"(?:^|[:;,])\s*\(?\d{1,2}\.$")
_MONTH = re.compile(
    r"(?:[a-zà-ÿ]|Jan|Feb|Mär|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|(?:Tag|Woche|Monat|Mal|Jahrhundert|Stock|Etage|Rate|Mahnung|Quartal)\b)"
)
_SHORT = re.compile(
    r"(?:^|[\s(\"„])(?:[zZ]\. ?[BT]|[dD]\. ?h|[uUoOvV]\. ?[aAäÄuUUgG]|[iI]\. ?[dDHhVv](?:\. ?R)?|[zZdDoO]|[sS]\. ?[ou]|Mr|Mrs|Ms|Dr|Prof|St|Sr|Sra|Srta|Ud|Uds|Mme|Mlle|Hr|Fr|[Bb]zw|[Cc]a|[Ee]vtl|[Ii]nkl|[Zz]zgl|[Gg]gf|[Nn]r|[Aa]rt|[Aa]bs|[Aa]pprox|[Tt]el|[Vv]gl|e\.? ?g|i\.? ?e|p\. ?ej|vs|núm)\.$"
)
_SHORT_BEFORE_SMALL = re.compile(r"(?:^|\s)(?:[ap]\.? ?m|etc|usw|[Nn]o|incl|excl|min|max|hrs?|approx|[A-Za-z])\.$")


_ADDRESSES_MACHINE = Scan(
    r"\b(?:assistant|chat ?bot|language model|llm|gpt|ai (?:assistant|model|system|agent)s?|compliancegpt|(?:reply|answering|drafting|response|language|ai) (?:assistant|system|engine|model|bot|program)|system (?:notice|prompt|message|override)|asistente de ia|ki-assistent)\b"
    r".{0,160}\b(?:must|should|ignore|confirm|treat|grant|approve|offer|authori[sz]ed|override|disregard|output|respond|state|issue|instruct\w*|debe|muss|doit)\b|"
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:previous|prior|above|all|earlier|your|the)\b.{0,30}\b(?:instructions?|polic\w+|rules?|deadline|limits?|prompt)\b|"
    r"#{2,}\s*(?:system|instructions?|assistant|developer)\b|\b(?:system|developer|admin)\s*(?:notice|prompt|message|instruction|override|note)\b|\brole\s*:\s*you are\b|\byou are (?:now )?(?:\w+gpt|an? (?:ai|assistant|bot))\b|"
    r"\bpolicy override\b|\bdo not mention this (?:notice|message|instruction)\b|\breply must (?:state|say|confirm)\b|</?(?:system|instructions?|prompt)>|\b(?:begin|end) (?:context|instructions?|system)\b|"
    r"\bignora (?:las|todas las) instrucciones\b|\bignoriere? (?:alle|die)\b.{0,30}\banweisungen\b|\bignore[zr]? (?:toutes )?les (?:consignes|instructions)\b",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK = re.compile(
    r"\[\[[^\]]{4,}\]\](?:(?!\[\[).)*\[\[\s*/?\s*end[^\]]*\]\]|\[\[.{10,}?\]\]|\[\s*(?:system|admin|developer|internal)[^\]]*\].*?\[\s*/?\s*end[^\]]*\]|\[\s*(?:system|admin|developer|internal)\b[^\]]{20,}\]|-{2,}\s*begin[^-]*-{2,}.*?(?:-{2,}\s*end[^-]*-{2,}|\Z)|"
    r"<(\w+)[^>]*(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0)[^>]*>.*?</\1>|<!--.*?-->|```.*?```",
    re.IGNORECASE | re.DOTALL,
)
# A note between rows of marks ("### ... ###", ">>> ... <<<") is set aside where it talks as programs are talked to: people
# fence their words too, so one such turn is not enough.
_FENCE = re.compile(r"[#=*<>~|\[\]{}]{2,}|[-_]{3,}")
_MACHINE_TALK = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b\w+\s?=\s?[\w£$€/]+|=>|->",
        r"[\"']\w+[\"']\s?:\s?[\"'{\[\d]|\btool_?(?:result|call|output|use)\b|\bfunction_?call\b",
        r"(?-i:\b[A-Z][A-Z0-9&'./-]+(?: (?:/ )?[A-Z0-9][A-Z0-9&'./-]+){2,})",
        r"\b(?:this|the) (?:block|line|note|notice|message|directive|section|prompt|marker|paragraph|file|transcript)\b",
        r"\b(?:don['’]?t|do not|never|omit|keep|not to be|without|nothing)\b[^.;]{0,40}\b(?:shown?|display(?:ed)?|reveal(?:ed)?|mention(?:ed)?|refer|secret|block|line|transcript|notice|note|output)\b",
        r"\b(?:reply|replies|agents?|advis[eo]rs?|response|representative|writer|assistant|answer|bot|model)\b[^.;]{0,30}\b(?:must|should|shall|may|has to|opens?|confirms?)\b|\b(?:reply|response|answer)\s?[:=]",
        r"\b(?:overridden|override|suspended|lifted|switched off|disabled|bypassed|deactivated|void|no longer appl(?:y|ies)|do(?:es)? not apply|waived|exempt)\b[^.;]{0,20}\b(?:for|to|in) (?:this|the present) (?:\w+ )?(?:contact|chat|booking|contract|user|client|customer|member|guest|passenger|conversation|ticket|case|order|account|claim|request)\b",
        r"\b(?:tell|inform|assure|credit) (?:the )?(?:customer|client|user|guest|passenger|member)\b|\b(?:state|answer|open|begin|start|reply|respond)(?: with| your (?:reply|answer))?:? ?[\"“«]",
        r"\b(?:approved|authori[sz]ed|set|verified|accepted|ruled|ruling|decided) (?:by|ref)\b|\b(?:status|ruling|approval code|resolution code|ticket class|role|priority|ref)\b\s?[:#=(]?",
        r"\b(?:system|ruleset|auto-?\w+|agent[- ]?\w*(?: assist| prompt| channel)?|internal routing|policy engine|prompt v\d|v\d+(?:\.\d+)?)\b",
    )
)  # fmt: skip
_LEAST_TURNS = 2
_MOST_FENCED_LINES = 12
_BASE64 = re.compile(r"(?<![\w+/])[A-Za-z0-9+/]{40,}={0,2}(?![\w+/])")
_QUOTED = re.compile(r"(?m)^\s*>.*$|(?:> \w[^\n]{0,40}:[^\n>]*)+")

_FURY = re.compile(
    r"\b(?:furious|disgust\w*|outrag\w*|livid|fed up|joke|ridicul\w*|insult\w*|pathetic|shame\w*|scam\w*|thie(?:f|ves)|steal\w*|liar\w*|unbelievable|disgrace\w*|kidding me|worst|sick of|unacceptable|incompeten\w*|angry|angrier|enraged|infuriat\w*|fuming|appall\w*|shocking|shambles|up to here|had enough|are you (?:serious|kidding|joking)|beyond belief|how dare|rip[- ]?off|crooks?|cheat(?:ed|s)?|"
    r"vergüenza|furios[oa]s?|robo|ladron\w*|wütend\w*|stinksauer|unfassbar\w*|furieu\w*|indignante|estafa|unverschämt\w*|frechheit|skandal\w*|betrug|honte\w*|scandal\w*|inadmissible|arnaque|inacceptable)\b",
    re.IGNORECASE,
)
_UPSET = Scan(
    r"\b(?:disappoint\w*|dissapoint\w*|upset|annoy\w*|frustrat\w*|stress\w*|in tears|cr(?:y|ied|ying)\b|tearful|heartbroken|gutted|humiliat\w*|distress\w*|exhaust\w*|fuss|shaken|shaking|miserable|tired of|triste|traurig\w*|terrible|awful|sad|let down|embarrass\w*|unhappy|worried|decepcion\w*|enojad\w*|enfadad\w*|enttäusch\w*|verärgert|ärger\w*|déçu\w*|mécontent\w*|agac\w*)\b",
    re.IGNORECASE,
)
# A fact of the rep, not a word of the customer: "injury: wrist sprained", but not "injury: none".
_HURT = re.compile(r"\b(?:injury|injuries|injured) (?!none|no\b|not\b|unknown)\w+")


class Heard(NamedTuple):
    """A complaint with the text that is not the customer's own set apart: `own` is what may be read and restated."""

    own: str
    set_aside: tuple[str, ...]


# Each step of the chain hears the same complaint.
@lru_cache(maxsize=64)
def listen(text: str) -> Heard:
    """Set aside what addresses a machine: bracketed notices, hidden markup, encoded lines, pasted instructions."""
    aside: list[str] = []

    def cut(match: re.Match[str]) -> str:
        block = match.group()
        if _ADDRESSES_MACHINE.search(block) or block.startswith(("<", "[")):
            aside.append(block.strip())
            return "\n"
        return block

    own, fenced = _without_fenced(_BLOCK.sub(cut, text))
    aside += fenced
    for match in _BASE64.finditer(own):
        decoded = _decode(match.group())
        if decoded and len(decoded.split()) >= 3:
            aside.append(match.group())
            own = own.replace(match.group(), " ")
    kept = []
    for sentence in sentences(own):
        if _ADDRESSES_MACHINE.search(sentence):
            aside.append(sentence)
        else:
            kept.append(sentence)
    if aside:
        own = "\n".join(kept)
    return Heard(own, tuple(aside))


def _without_fenced(text: str) -> tuple[str, list[str]]:
    """The text without the notes between rows of marks that talk to a program, and those notes."""
    lines, kept, aside = text.split("\n"), [], []
    at = 0
    while at < len(lines):
        end = _fence_end(lines, at)
        block = "\n".join(lines[at:end])
        if end > at and sum(turn.search(block) is not None for turn in _MACHINE_TALK) >= _LEAST_TURNS:
            aside.append(block.strip())
            kept.append("")
            at = end
        else:
            kept.append(lines[at])
            at += 1
    return "\n".join(kept), aside


def _fence_end(lines: Sequence[str], start: int) -> int:
    """Where a note that begins at the line ends (exclusive); `start` itself where no row of marks stands there."""
    opened = _FENCE.match(lines[start].strip())
    if opened is None:
        return start
    for at in range(start + 1, min(len(lines), start + _MOST_FENCED_LINES)):
        line = lines[at].strip()
        closes = _FENCE.match(line)
        if closes and (closes.end() == len(line) or re.search(r"\bend\b", line, re.IGNORECASE)):
            return at + 1
    return start + 1


def _decode(encoded: str) -> str | None:
    try:
        text = base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):  # an order number or a hash, not hidden words
        return None
    return text if text.isprintable() else None


def sentences(text: str) -> list[str]:
    """The sentences of informal writing: line ends and runs of !!! or ?? end one too."""
    return list(_cut(text))


@lru_cache(maxsize=256)
def _cut(text: str) -> tuple[str, ...]:
    parts, start = [], 0
    for border in _SENTENCE.finditer(text):
        if not _goes_on(text[start : border.start()], border.group(), text[border.end() : border.end() + 12]):
            parts.append(text[start : border.start()])
            start = border.end()
    parts.append(text[start:])
    return tuple(part.strip() for part in parts if part.strip(" .!?-–\t"))


def _goes_on(before: str, border: str, following: str) -> bool:
    """Whether a full stop that stands before a space belongs to a day or to a word that is cut short."""
    if "\n" in border:
        return False
    last = before[-12:]
    if _DAY.search(last):
        return bool(_POINT.search(before) or _MONTH.match(following))
    small = following[:1].islower() or following[:1].isdigit()
    return bool(_SHORT.search(last)) or (small and bool(_SHORT_BEFORE_SMALL.search(last)))


# 'Your leaflet says "We cook it fresh. Tell us within a week."': the second sentence is the company's, and asks for nothing.
_CITED = re.compile(r"\"[^\"\n]{1,400}\"|“[^“”\n]{1,400}”|„[^„“”\n]{1,400}[“”]|«[^«»\n]{1,400}»")
_SELF = re.compile(
    r"\b(?:I|me|my|mine|I['’]\w+|yo|mi|mis|me|ich|mir|mich|mein\w*|je|j['’]\w+|moi|mon|ma|mes)\b", re.IGNORECASE
)


def _in_own_words(own: str, spoken: Sequence[str]) -> list[str]:
    """The sentences without those that lie within a citation after its first one and do not speak of the customer."""
    cited = [found.group() for found in _CITED.finditer(own)]
    return [
        sentence
        for sentence in spoken
        if _SELF.search(sentence) or not any(text.find(sentence.rstrip('"”“»')) > 1 for text in cited)
    ]


def read(
    text: str,
    *,
    language: Language,
    gravity: Callable[[str, Sequence[str]], Severity],
    hear: Callable[[str, Sequence[str]], tuple[str, ...]],
    tell: Callable[[str, Sequence[str], Collection[str]], tuple[str, ...]],
    facts: tuple[tuple[str, str], ...] = (),
) -> Reading:
    """Read a complaint written in `language`; `facts` are what the rep knows.

    Of the customer's own text and its sentences `gravity` gives the severity (`assistant.severity`), `hear` what else they say
    (`assistant.signals`), and `tell`, which is also told the sentences that ask, what went wrong (`assistant.retelling`).
    """
    heard = listen(text)
    spoken = sentences(_QUOTED.sub(" ", heard.own))
    asks = find_asks(_in_own_words(heard.own, spoken), language)
    points = tell(heard.own, spoken, {ask.sentence for ask in asks})
    signals = list(hear(heard.own, spoken))
    if heard.set_aside:
        signals.append("injection")
    known = " ".join(f"{key.replace('_', ' ')} {value}" for key, value in facts).lower()
    if (
        re.search(r"\b(?:previous failures?:? ?[1-9]|second failure|repeat|2nd time)", known)
        and "second_failure" not in signals
    ):
        signals.append("second_failure")
    return Reading(
        summary=_shorten(points[0] if points else (spoken[0] if spoken else heard.own.strip()), 24),
        severity="safety" if _HURT.search(known) else gravity(heard.own, sentences(heard.own)),
        feeling=_feeling(heard.own),
        asks=tuple(ask.text for ask in asks),
        signals=tuple(signals),
        points=points,
    )


def _feeling(text: str) -> Feeling:
    shouted = len([w for w in re.findall(r"\b[^\W\d_]{4,}\b", text) if w.isupper()])
    marks = len(re.findall(r"!{2,}|\?{2,}|!\?|\?!", text))
    heat = 2 * len(_FURY.findall(text)) + min(shouted, 4) + 2 * min(marks, 3) + text.count("!") // 2
    if heat >= 6:
        return "furious"
    if heat >= 2:
        return "angry"
    return "upset" if heat or _UPSET.search(text) else "calm"


def _shorten(sentence: str, words: int) -> str:
    parts = sentence.split()
    return sentence if len(parts) <= words else " ".join(parts[:words]) + " …"


def language_of(text: str, *, default: Language = "en") -> Language:
    """The language of a text among those that letters exist for."""
    if len(text.split()) < 3:
        return default
    found = _identifier().classify(text)[0]
    return found if found in {"en", "es", "de", "fr"} else default


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # the model takes 0.2 s to load

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(["en", "es", "de", "fr"])
    return identifier


# What says that somebody came to harm; that a message may be about safety is suspected on less.
_CAME_TO_HARM = Scan(
    r"\b(?:hurt|injur\w+|bleed\w*|blood|burn(?:t|ed) (?:my|his|her|their|our) (?:hands?|arms?|fingers?|face|skin|legs?|foot|feet|mouth|tongue|lips?|eyes?)\b|burns on\b|scald\w*|swell\w*|swollen|puffy|rash|welts?|blisters?|stings?|stinging|itch\w*|vomit\w*|threw up|throwing up|fever|faint\w*|dizz\w*|"
    r"hospital|ambulance|emergency room|\bER\b|doctor|stitches|fractur\w*|broke (?:my|his|her) (?:arm|leg|wrist|ankle|hip|nose|tooth)|concuss\w*|allerg\w+|anaphyla\w*|poison\w*|sick|bites?|bitten|electric shock|choked?)\b",
    re.IGNORECASE,
)


def tells_of_harm(own: str) -> bool:
    """Whether the customer's own text, in English as far as it can be told, says that somebody came to harm."""
    return _CAME_TO_HARM.search(own) is not None
