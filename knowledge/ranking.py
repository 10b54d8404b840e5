"""How much a passage answers a query: the evidence of meaning and of words, added up to one score. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.glossary import in_english, is_foreign

Floats = NDArray[np.float32]

# How much the words count beside the meaning, at the most: those that a point says itself, and those that its document says.
# Policy has its fixed words, and a query that uses them means them; past cases are alike by what happened, whatever
# they call it. Half as much or half more does nearly the same.
_WORDS = 0.3
_DOCUMENT = 0.3
_WORDS_OF_CASES = 0.15
# They count half of it where the query has so many words that stand in any text: of two words, chance shares one.
_FEW = 4.0
# Words are measured by what the best point says of the query (1.0), or by all that the query says (0.0), or between.
_BY_THE_BEST = 0.75
# A further passage of a document that is on the list already counts a little less, so that the list shows more documents.
_FURTHER = 0.05
_MOST_FURTHER = 4
# A letter is read as a whole and by its sentences; a passage counts by the three of them that it answers best.
_SENTENCES = 0.5
_BEST_SENTENCES = 3
_LETTER = 45  # words from which a query is a letter
_MOST_SENTENCES = 24
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")


def units(query: str) -> list[str]:
    """The texts that stand for a query: the query itself, and the sentences of one that is as long as a letter.

    A Spanish, German or French text brings what it speaks of in English along.
    """
    speak = _with_english if is_foreign(query) else str
    if len(query.split()) < _LETTER:
        return [speak(query)]
    sentences = [text.strip() for text in _SENTENCE_END.split(query)]
    spoken = [text for text in dict.fromkeys(sentences) if len(text.split()) >= 4]
    return [speak(text) for text in ([query, *spoken[:_MOST_SENTENCES]] if len(spoken) > 1 else [query])]


def leaves(texts: Sequence[str]) -> Sequence[str]:
    """Those of the units of a query whose meaning is looked up: the sentences of a letter, which make up its own."""
    return texts[1:] or texts


def _with_english(text: str) -> str:
    # In front: of a long text, the model reads the beginning.
    return f"{in_english(text)}\n{text}".strip()


def scaled(scores: Floats, most: Floats | float, best: Floats | float, known: NDArray[np.int64] | int) -> Floats:
    """Word scores (n, m) of m units as shares of 0 to 1. For each unit: the most that a score can be, the best that
    there is, and how many of its words stand in any text.

    Of a long letter even the best point repeats little, and still is the best; but where nearly all of the words stand
    nowhere, the few that do do not decide.
    """
    measure = most ** (1.0 - _BY_THE_BEST) * best**_BY_THE_BEST
    return np.asarray(scores / np.maximum(measure, 1e-6) * (known / (known + _FEW)), dtype=np.float32)


def fuse(meaning: Floats, words: Floats, document: Floats | None = None) -> Floats:
    """Scores 0 to 1 of n points for m units, from cosines (n, m) and shares of words (n, m), the points' own and those of
    their documents (n, 1); without the latter for past cases.

    Meaning and words are looked for in one and the same point: a clause that means what is asked, in the words in which it
    is asked. A document that is all about the matter is asked before one that mentions it.
    """
    if document is None:
        found, most = np.clip(meaning, 0.0, 1.0) + _WORDS_OF_CASES * words, 1.0 + _WORDS_OF_CASES
    else:
        found, most = np.clip(meaning, 0.0, 1.0) + _WORDS * words + _DOCUMENT * document, 1.0 + _WORDS + _DOCUMENT
    return np.asarray(found / most, dtype=np.float32)


def spread(scores: Floats, documents: NDArray[np.int64]) -> NDArray[np.int64]:
    """The order of passages, best first, with their documents: a document's further passages are put back a little."""
    best = np.argsort(-scores, kind="stable")
    # By document, and the best first in each: how far from the first of its document each stands.
    grouped = best[np.argsort(documents[best], kind="stable")]
    places = np.arange(len(scores))
    first = np.ones(len(scores), dtype=np.bool_)
    first[1:] = documents[grouped[1:]] != documents[grouped[:-1]]
    further = places - np.maximum.accumulate(np.where(first, places, 0))
    kept = np.empty(len(scores), dtype=np.float32)
    kept[grouped] = 1.0 - _FURTHER * np.minimum(further, _MOST_FURTHER)
    return np.asarray(np.argsort(-scores * kept, kind="stable"), dtype=np.int64)


def weigh(scores: Floats) -> Floats:
    """One score for each of n passages from those of the query (the first column) and of its sentences (the others)."""
    if scores.shape[1] == 1:
        return np.asarray(scores[:, 0], dtype=np.float32)
    best = np.sort(scores[:, 1:], axis=1)[:, -_BEST_SENTENCES:].mean(axis=1)
    return np.asarray((1.0 - _SENTENCES) * scores[:, 0] + _SENTENCES * best, dtype=np.float32)
