"""What the customer has to send or to say."""

from __future__ import annotations

import re

from assistant.letter.wording import joined
from assistant.phrases import Phrases
from assistant.planning import Decision
from assistant.voice import lower_first, to_reader

# What is said rather than sent.
_TOLD = re.compile(
    r"(?:whether|when|where|how|which|who|your (?:tele)?phone number|the (?:day|date|time|hour|place|gate|serial number|number|telephone number)\b)",
    re.IGNORECASE,
)


def need_sentence(decision: Decision, phrases: Phrases) -> str:
    """What the customer has to send or to say, all at once."""
    if not decision.plan.questions:
        return ""
    if phrases.language == "en":
        wants = [want for question in decision.plan.questions if (want := _readable(question))]
        told = all(_TOLD.match(want) for want in wants)
        return phrases.say("ask", "tell" if told else "send", what=joined(wants, "and"))
    names = [phrases.match("need", question) or "" for question in decision.plan.questions]
    word = {"es": "y", "de": "und", "fr": "et"}[phrases.language]
    return phrases.say("ask", "send", what=joined(list(dict.fromkeys(n for n in names if n)), word))


def _readable(question: str) -> str:
    text = to_reader(question) or question
    return lower_first(text.strip(" ."))
