"""What Spanish, German and French letters speak of, in English: the local model knows no other language.

The word lists stand in `knowledge/words`, one a language; `knowledge.gloss` says how they are read.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from knowledge.gloss import Glossary, parse

# The small words by which a language is told; those of two languages count for both.
_SMALL_WORDS = {
    "es": "que los las una por con para pero muy está este esta como más sin sobre desde hace también mi del el en un se su lo qué",
    "de": "und ich nicht ist die der das ein eine mit für auf sie wir habe haben bei wurde seit noch zu den dem im von ihr mir mein",
    "fr": "je vous nous est les des une pas pour dans avec sur mon ma mais été depuis qui sont cette du au ce il",
}
_OF = {language: frozenset(line.split()) for language, line in _SMALL_WORDS.items()}
_ENGLISH = frozenset(
    [
        "the",
        "and",
        "is",
        "are",
        "was",
        "were",
        "my",
        "you",
        "your",
        "i",
        "have",
        "has",
        "not",
        "for",
        "with",
        "that",
        "this",
        "of",
        "to",
        "it",
        "in",
        "on",
    ]
)
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=3)
def _glossary(language: str) -> Glossary:
    return parse((files("knowledge.words") / f"{language}.tsv").read_text(encoding="utf-8"))


@lru_cache(maxsize=4096)
def spoken(text: str) -> str | None:
    """Which of Spanish, German and French a text is in ("es", "de", "fr"), told by its small words; None for English."""
    words = [word.lower() for word in _WORD.findall(text)]
    counts = {language: sum(word in small for word in words) for language, small in _OF.items()}
    language = max(counts, key=lambda name: counts[name])
    any_foreign = sum(any(word in small for small in _OF.values()) for word in words)
    foreign = (any_foreign >= 2 or "¿" in text) and any_foreign > 2 * sum(word in _ENGLISH for word in words)
    return (language if counts[language] else "es") if foreign else None


def is_foreign(text: str) -> bool:
    """Whether a text is Spanish, German or French rather than English."""
    return spoken(text) is not None


@lru_cache(maxsize=4096)
def in_english(text: str) -> str:
    """The things that a Spanish, German or French text speaks of, as English words in their order ("" for none)."""
    language = spoken(text)
    if language is None:  # a few words without any small one: the list that knows most of them
        return max((_glossary(name).english(text) for name in _OF), key=len)
    return _glossary(language).english(text)
