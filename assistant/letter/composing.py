"""The letter as a whole: its paragraphs in the method's order, between the greeting and the close of the channel."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.asks import find_asks
from assistant.case import Reading, Reply
from assistant.letter.asking import need_sentence
from assistant.letter.concern import opening
from assistant.letter.following import following
from assistant.letter.promising import offers
from assistant.letter.refusing import refusal_sentences
from assistant.phrases import Phrases
from assistant.planning import Decision
from assistant.triage import listen, sentences
from assistant.voice import lower_first

LEAST_WORDS, MOST_WORDS = 80, 165
_REFUSALS = 2


def write(
    text: str,
    reading: Reading,
    decision: Decision,
    phrases: Phrases,
    *,
    channel: str,
    name: str | None = None,
    facts: Sequence[tuple[str, str]] = (),
) -> Reply:
    """The letter for a decision about a complaint, in the language of `phrases`. `facts`: what the rep typed, of which a short
    letter tells the days on record."""
    own = listen(text).own
    asks = find_asks(sentences(own), phrases.language)
    refused = refusal_sentences(own, reading, decision, phrases, asks)
    hurried = tuple(phrases.say("decline", key) for key in ("sooner", "no_day"))
    dated = any(line in refused for line in hurried)
    paragraphs = [
        opening(own, reading, phrases, asks, channel),
        offers(decision, phrases),
        " ".join(refused),
        need_sentence(decision, phrases),
        phrases.say("social", "ask") if channel == "social" else "",
    ]
    if sum(len(part.split()) for part in paragraphs) > MOST_WORDS:
        paragraphs[_REFUSALS] = " ".join(line for line in refused if line not in hurried)
    more = following(own, decision, phrases, facts if channel != "social" else (), dated=dated)
    ending: list[str] = []
    while more and sum(len(part.split()) for part in (*paragraphs, *ending)) < LEAST_WORDS:
        ending.append(more.pop(0))
    paragraphs.append(" ".join(ending))
    return Reply(subject=_subject(phrases), text=frame(paragraphs, phrases, channel=channel, name=name))


def frame(paragraphs: Sequence[str], phrases: Phrases, *, channel: str, name: str | None = None) -> str:
    """Paragraphs between the greeting and the close that the channel has."""
    greeting = (
        phrases.say("greeting", channel, name=f" {name}" if name else "") if phrases.has("greeting", channel) else ""
    )
    close = phrases.say("close", channel) if phrases.has("close", channel) else ""
    parts = [part for part in paragraphs if part]
    if phrases.language == "de" and greeting.endswith(",") and parts:
        parts[0] = lower_first(parts[0])  # behind the comma of a greeting German goes on small
    return "\n\n".join(part for part in (greeting, *parts, close) if part)


def _subject(phrases: Phrases) -> str:
    return phrases.sections["subject"][-1][1]
