"""What the customer has to send or to say."""

from __future__ import annotations

from assistant.letter.wording import joined
from assistant.phrases import Phrases
from assistant.planning import Decision
from assistant.voice import lower_first, to_reader


def need_sentence(decision: Decision, phrases: Phrases) -> str:
    """What the customer has to send or to say, all at once."""
    if not decision.plan.questions:
        return ""
    if phrases.language == "en":
        wants = [_readable(question) for question in decision.plan.questions]
        return phrases.say("ask", "send", what=joined([w for w in wants if w], "and"))
    names = [phrases.match("need", question) or "" for question in decision.plan.questions]
    word = {"es": "y", "de": "und", "fr": "et"}[phrases.language]
    return phrases.say("ask", "send", what=joined(list(dict.fromkeys(n for n in names if n)), word))


def _readable(question: str) -> str:
    text = to_reader(question) or question
    return lower_first(text.strip(" ."))
