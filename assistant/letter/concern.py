"""The apology, and the customer's concern told back: what happened, and what is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import retelling
from assistant.asks import Ask
from assistant.case import Reading
from assistant.letter.wording import joined
from assistant.phrases import Phrases
from assistant.triage import happened, sentences

_I = re.IGNORECASE
_UNFIT = re.compile(
    r"\b(?:kidding|stupid\w*|idiots?|jokes?|robots?|shame\w*|liars?|thief|thieves|damn|hell|crap|wtf|fool|blind|ridiculous|sarcas|congratulations|do the math|smart|brilliant|lovely)\b|\?|\$\d[\d,]*\s*(?:per|today)|\b(?:your|you) (?:policy|page|website|site|terms|matrix|rules|faq|sla|help page|brochure|billing terms)\b|\b(?:says|article|clause|percent|promise[ds]?|guarantee\w*|friend|neighbou?r|colleague|lawyer|review)\b|\d ?%|[@#]|[\U0001F300-\U0001FAFF]|[<>{}\[\]]|https?:",
    _I,
)

_PROMISING = re.compile(
    r"\b(?:mañana|hoy|morgen|heute|demain|aujourd'hui|exijo|quiero|verlange|fordere|exige|veux|reembols\w*|erstatt\w*|rembours\w*|lösch\w*|gelöscht|compens\w*|pagar\w*|zahl\w*|pay(?:er|ez|é)\w*)\b|\d+ ?(?:€|£|EUR|USD|GBP|\$|dólares|euros?)|[£$€] ?\d",
    _I,
)

_OURS = re.compile(
    r"\b(?:we(?:'ll| will|'re| are)|you(?:'ll| will)|not to|don't|(?:a|the) (?:real|straight) one|someone who|calling)\b|^(?:for|us to) (?:you|it|that|this|do|be)$",
    _I,
)

_HASTE = re.compile(
    r",? (?:by |before |until |from |as of )?(?:(?:today|tomorrow)(?: (?:morning|afternoon|evening|night|noon))?|tonight|now|right now|right away|immediately|at once|asap|straight away|this (?:week|morning|afternoon|evening)|next week|"
    r"(?:on |by )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b[^,;]*|within [^,;]{3,24}|in \d+ (?:hours?|days?)|quick(?:ly)?|fast)\b",
    _I,
)


def opening(own: str, reading: Reading, phrases: Phrases, asks: Sequence[Ask], channel: str) -> str:
    """The first paragraph: the apology, what happened, what is asked."""
    apology = phrases.match("apology", own) or ""
    effort = phrases.match("effort", own) or ""
    parts = [f"{apology}{effort}."]
    points = "" if channel == "social" else _points(own, reading, phrases)
    if channel == "social":
        parts.append(phrases.say("social", "point"))
    if points:
        parts.append(phrases.sections["restate"][0][1].format(points=points))
    told = _told(asks, phrases)
    if told:
        parts.append(phrases.sections["restate"][1][1].format(asks=told))
    return " ".join(parts)


def _points(own: str, reading: Reading, phrases: Phrases) -> str:
    """What happened, as told: one or two of the customer's own sentences, turned to "you" in English, else quoted."""
    fit = [p for p in reading.points if not _UNFIT.search(p) and 4 <= len(p.split()) <= 34]
    if phrases.language != "en":
        quote = next((p for p in fit if not _PROMISING.search(p)), "")
        return quote.strip(' .!?"“”«»„')
    told = [text for sentence in fit if (text := retelling.point(sentence))]
    if len(told) < 2:
        others = (retelling.point(s) for s in sentences(own) if happened(s) and not _UNFIT.search(s))
        told += [text for text in others if text and text not in told]
    return " and that ".join(told[:2])


def _plain(text: str) -> str:
    """A told sentence without what would start a new thought in it: cut at colons, dashes and "but", "so", "however"."""
    return re.split(r"\s*[:;—–]\s|\s+-\s+|,?\s+\b(?:but|however|so)\b", text)[0].strip(" ,")


def _sayable(told: str) -> bool:
    """Whether an ask can be told back: short, civil, and without words that would read as our promise."""
    plain = _plain(told)
    return 2 <= len(plain.split()) <= 22 and not _UNFIT.search(told) and not _OURS.search(plain)


def _told(asks: Sequence[Ask], phrases: Phrases) -> str:
    if phrases.language == "en":
        told = [text for ask in asks if (text := tellable(ask))]
        if told or not asks:
            return joined(list(dict.fromkeys(told))[:3], "and")
    # A credit asked for is often "compensation", a word that reads as an admission wherever it stands.
    kinds = [
        k for k in dict.fromkeys(kind for ask in asks for kind in ask.kinds[:2]) if k not in {"credit", "discount"}
    ]
    names = [phrases.say("kinds", kind) for kind in kinds if phrases.has("kinds", kind)][:3]
    told_kinds = joined(names, {"en": "and", "es": "y", "de": "und", "fr": "et"}[phrases.language])
    return f"for {told_kinds}" if phrases.language == "en" and told_kinds else told_kinds


def tellable(ask: Ask) -> str | None:
    """An English ask in words that can stand in our letter, without the day that it names."""
    if not _sayable(ask.told):
        return None
    calm = _unhurried(_plain(ask.told))
    return retelling.ask(calm) if calm else None


def _unhurried(told: str) -> str:
    """An ask without the date it names: repeated in our letter, a date would read as one that we set."""
    text = re.sub(r"\s+", " ", _HASTE.sub("", told)).strip(" ,")
    return text if len(text.split()) > 2 else ""
