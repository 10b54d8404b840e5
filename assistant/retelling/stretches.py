"""Sentences of informal writing cut into the stretches that can stand alone: "nobody came", of "I waited, nobody came". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_I = re.IGNORECASE
_JOIN = r"(?:and|but|so|because|which|while|although|then|y|pero|porque|und|aber|weil|et|mais|parce)"
_BORDER = re.compile(rf"\s*(?:[;:()]|—|–|\s-\s)\s*|\s*,\s+|\s+(?={_JOIN}\b\s)", _I)
_LEAD = re.compile(
    rf"(?:(?:{_JOIN}|well|or|also|anyway|plus|now|yet|that|honestly|basically|ok|okay|look|right|again|yes|no|o|oder|ou|hi|hello|hey|hola|buenas(?: (?:tardes|noches))?|buenos días|hallo|guten (?:tag|morgen|abend)|bonjour|bonsoir|salut)\b[\s,]*)+",
    _I,
)
_EDGE = " \t,.!?;:-–—…"
LEAST_WORDS, MOST_WORDS = 3, 24
_MOST_PARTS = 5


class Stretch(NamedTuple):
    """A run of parts of a sentence: its words without what joins them to the others, and whether it holds the sentence's
    beginning and its end."""

    text: str
    begins: bool
    ends: bool


def stretches(sentence: str) -> list[Stretch]:
    """All stretches of 3 to 24 words of a sentence, of up to five neighbouring parts each, no text twice."""
    parts = list(_parts(sentence))
    found: dict[str, Stretch] = {}
    for first, (start, _) in enumerate(parts):
        for last in range(first, min(len(parts), first + _MOST_PARTS)):
            text = sentence[start : parts[last][1]].strip(_EDGE)
            lead = _LEAD.match(text)
            text = text[lead.end() :] if lead else text
            if LEAST_WORDS <= len(text.split()) <= MOST_WORDS:
                found.setdefault(text, Stretch(text, first == 0, last == len(parts) - 1))
    return list(found.values())


def _parts(sentence: str) -> Iterator[tuple[int, int]]:
    """Where the parts of a sentence stand, between commas, brackets, dashes and what joins clauses."""
    start = 0
    for border in _BORDER.finditer(sentence):
        if border.start() > start:
            yield start, border.start()
        start = border.end()
    if start < len(sentence):
        yield start, len(sentence)
