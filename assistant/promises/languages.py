"""Languages: which one a letter is written in, and the grammar of each."""

from __future__ import annotations

import re

from assistant.case import Language
from assistant.promises.english import ENGLISH
from assistant.promises.foreign import FRENCH, GERMAN, SPANISH
from assistant.promises.grammar import Grammar

_GRAMMARS: dict[Language, Grammar] = {"en": ENGLISH, "es": SPANISH, "de": GERMAN, "fr": FRENCH}
_COMMON: dict[Language, frozenset[str]] = {
    "en": frozenset(
        [
            "the",
            "and",
            "to",
            "you",
            "your",
            "we",
            "will",
            "for",
            "of",
            "is",
            "it",
            "that",
            "have",
            "with",
            "our",
            "this",
            "are",
            "not",
            "in",
            "on",
        ]
    ),
    "es": frozenset(
        [
            "el",
            "la",
            "los",
            "las",
            "de",
            "que",
            "y",
            "en",
            "su",
            "usted",
            "le",
            "con",
            "para",
            "por",
            "un",
            "una",
            "es",
            "no",
            "se",
            "del",
            "al",
            "lo",
            "nos",
            "hemos",
        ]
    ),
    "de": frozenset(
        [
            "der",
            "die",
            "das",
            "und",
            "wir",
            "sie",
            "ihre",
            "ihnen",
            "ist",
            "nicht",
            "zu",
            "den",
            "mit",
            "für",
            "ein",
            "eine",
            "haben",
            "wird",
            "werden",
            "auf",
            "im",
            "von",
        ]
    ),
    "fr": frozenset(
        [
            "le",
            "la",
            "les",
            "de",
            "et",
            "vous",
            "nous",
            "votre",
            "que",
            "est",
            "pas",
            "pour",
            "un",
            "une",
            "des",
            "du",
            "dans",
            "en",
            "ne",
            "avons",
            "sera",
            "à",
            "au",
        ]
    ),
}
_WORD = re.compile(r"[^\W\d_]+")


def grammar_of(language: Language) -> Grammar:
    """The grammar of a language."""
    return _GRAMMARS[language]


def guess(text: str) -> Language:
    """The language whose commonest words occur most often in the first few thousand characters; English if none do."""
    words = [found.group().lower() for found in _WORD.finditer(text[:4000])]
    counts: dict[Language, int] = {
        language: sum(word in common for word in words) for language, common in _COMMON.items()
    }
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] > counts["en"] else "en"
