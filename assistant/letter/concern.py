"""The apology, and the customer's concern told back: what happened, and what is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asks import Ask
from assistant.case import Reading
from assistant.letter.wording import joined
from assistant.phrases import Phrases
from assistant.retelling import turning
from assistant.triage import sentences

_I = re.IGNORECASE
_UNFIT = re.compile(
    r"\b(?:kidding|stupid\w*|idiots?|jokes?|robots?|shame\w*|liars?|thief|thieves|damn|hell|crap|wtf|fool|blind|ridiculous|sarcas|congratulations|do the math|smart|brilliant|lovely)\b|\?|\$\d[\d,]*\s*(?:per|today)|\b(?:your|you) (?:policy|page|website|site|terms|matrix|rules|faq|sla|help page|brochure|billing terms)\b|\b(?:says|article|clause|percent|promise[ds]?|guarantee\w*|friend|neighbou?r|colleague|lawyer|review)\b|\d ?%|[@#]|[\U0001F300-\U0001FAFF]|[<>{}\[\]]|https?:",
    _I,
)

_OURS = re.compile(
    r"\b(?:we(?:'ll| will|'re| are)|you(?:'ll| will)|not to|don't|(?:a|the) (?:real|straight) one|someone who|calling)\b|^(?:for|us to) (?:you|it|that|this|do|be)$",
    _I,
)

_HASTE = re.compile(
    r"(?<!\blast)(?<!\bof),? (?:by |before |until |from |as of )?(?:(?:today|tomorrow)(?: (?:morning|afternoon|evening|night|noon))?|tonight|now|right now|right away|immediately|at once|asap|straight away|this (?:week|morning|afternoon|evening)|next week|"
    r"(?:on |by )?(?:(?:this|next|this coming) )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b[^,;]*|"
    r"within (?:[^\s,;]+ ){0,4}?(?:minutes?|hours?|days?|weeks?|months?|time|limits?|period|deadline)(?: (?:of|from|after) (?:(?:the|your|my|our|this|that) )?\w+)?|"
    r"in \d+ (?:hours?|days?)|quick(?:ly)?|fast)\b",
    _I,
)


def opening(own: str, reading: Reading, phrases: Phrases, asks: Sequence[Ask], channel: str) -> str:
    """The first paragraph: the apology, what happened, what is asked."""
    effort = phrases.match("effort", own) or ""
    apology = _apology(own, reading, phrases)
    if channel == "social":
        parts = [f"{apology}{effort}.", phrases.say("social", "point")]
    else:
        parts = _sorry(own, apology, effort, reading, phrases, noted=channel == "phone_notes")
    told = _told(asks, phrases)
    if told:
        parts.append(phrases.say("restate", "asks", asks=told))
    return " ".join(parts)


def _sorry(own: str, apology: str, effort: str, reading: Reading, phrases: Phrases, *, noted: bool) -> list[str]:
    """The apology and what went wrong: in one sentence where the apology would else be the same for everyone."""
    turned = _turned(own, reading.points, noted=noted) if phrases.language == "en" else []
    if not turned:
        quote = [phrases.say("restate", "quote", points=turning.quoted(p)) for p in reading.points[:1] if not noted]
        return [f"{apology}{effort}.", *quote]
    points = " and that ".join(turned)
    if _ABOUT_US.search(points):
        return [f"{apology}{effort}.", phrases.say("restate", "claim", points=points)]
    if apology == phrases.match("apology", "") and turning.went_wrong(points):
        return [f"{phrases.say('restate', 'sorry', points=points)}{effort}."]
    return [f"{apology}{effort}.", phrases.say("restate", "points", points=points)]


def _turned(own: str, points: Sequence[str], *, noted: bool) -> list[str]:
    """The best of the points turned to "you", where it can be, with the second where that tells of a failure and there is room,
    in the customer's order. Of notes, which are nobody's words to quote, the first that can be turned."""
    told = {point: text for point in points if (text := turning.point(point, noted=noted))}
    first = next((point for point in (points if noted else points[:1]) if point in told), None)
    if first is None:
        return []
    chosen = [first]
    if not noted and len(points) > 1 and (second := points[1]) in told and turning.went_wrong(told[second]):
        chosen += [second] if len(told[first].split()) + len(told[second].split()) <= _MOST_WORDS else []
    return [told[point] for point in sorted(chosen, key=own.find)]


# What the customer says that we did is told as said, since only the record knows it.
_ABOUT_US = re.compile(r"\b(?:we|our|us|ours)\b", _I)
_MOST_WORDS = 24
_FIRST_SENTENCES = 4


def _apology(own: str, reading: Reading, phrases: Phrases) -> str:
    """The apology for what happened: by the sentences that tell it and by what was read ("@safety", "@second_failure"); a word
    somewhere else in the message ("the case I lost") is no reason for another."""
    read = " ".join(f"@{name}" for name in (reading.severity, *reading.signals))
    plain = phrases.match("apology", "")
    for told in (" ".join(reading.points[:2]), " ".join(sentences(own)[:_FIRST_SENTENCES])):
        found = phrases.match("apology", f"{told} {read}")
        if found and found != plain:
            return found
    return plain or ""


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
            once = list(dict.fromkeys(told))[:3]
            return joined([*once[:1], *(_after(once[0], each) for each in once[1:])], "and")
    # A credit asked for is often "compensation", a word that reads as an admission wherever it stands.
    kinds = [
        k for k in dict.fromkeys(kind for ask in asks for kind in ask.kinds[:2]) if k not in {"credit", "discount"}
    ]
    names = [phrases.say("kinds", kind) for kind in kinds if phrases.has("kinds", kind)][:3]
    if not names and any(ask.money for ask in asks):
        names = [phrases.say("kinds", "payment")]
    told_kinds = joined(names, {"en": "and", "es": "y", "de": "und", "fr": "et"}[phrases.language])
    return f"for {told_kinds}" if phrases.language == "en" and told_kinds else told_kinds


def _after(first: str, told: str) -> str:
    """A later ask as it stands behind the first: "us to call you and to send it", "for a refund and that we call you"."""
    if not told.startswith("us to "):
        return told
    deed = told.removeprefix("us to ")
    return f"to {deed}" if first.startswith("us to ") else f"that we {deed}"


CONFIRM = re.compile(r"us to (?:please |just |now |also )?(?:confirm|admit|acknowledge|guarantee)\b", _I)
# No thing and no deed, but a sentence cut in half: "the large one would be nice", "the money and what time".
_SAYS = re.compile(r"\b(?:must|would|should|shall)\b", _I)
_HALF = re.compile(r" (?:and (?:what|when|which|how)(?: \w+)?|to tell|incl|inc|etc)$", _I)
_CLAUSE = re.compile(r"\b(?:that|whether|if|who|what|which|how|when|why|where)\b .*$", _I)


def tellable(ask: Ask) -> str | None:
    """An English ask in words that can stand in our letter, without the day that it names."""
    if not _sayable(ask.told) or re.match(r"us to (?:do not|don['’]t|not|never)\b", ask.told, _I):
        return None
    if _HALF.search(_plain(ask.told)) or _SAYS.search(_CLAUSE.sub("", ask.told)):
        return None
    if CONFIRM.match(ask.told):
        return "for a confirmation"  # what they want to be told is so, said in our letter, reads as if it were
    calm = _unhurried(_plain(ask.told))
    return turning.ask(calm) if calm else None


def _unhurried(told: str) -> str:
    """An ask without the date it names: repeated in our letter, a date would read as one that we set."""
    text = re.sub(r"\s+", " ", _HASTE.sub("", told)).strip(" ,")
    return text if len(text.split()) > 2 else ""
