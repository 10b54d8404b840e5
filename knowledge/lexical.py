"""Search by words: BM25 over stemmed words, in memory."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_STOP = frozenset(
    word
    for line in (
        "a about above after again all also am an and any are aren't as at be because been before being below between both but by",
        "can can't cannot could couldn't did didn't do does doesn't doing don't down during each few for from further had hadn't has",
        "hasn't have haven't having he her here hers him his how i i'd i'll i'm i've if in into is isn't it it's its just let's me more",
        "most my no nor not of off on once only or other our ours out over own same she should shouldn't so some such than that that's",
        "the their theirs them then there these they they're this those through to too under until up us very was wasn't we we're",
        "we've were weren't what what's when where which while who whom why will with won't would wouldn't you you'd you'll you're",
        "you've your yours please thanks thank hello hi dear",
        # what people say around a question
        "need want know tell like get help information inform find wonder question ask trying try im ive looking look sure really",
    )
    for word in line.split()
)


def words(text: str) -> list[str]:
    """The stemmed words of a text, without the words that stand in every text."""
    lowered = text.replace("’", "'").lower()
    return [_stem(word.removesuffix("'s")) for word in _WORD.findall(lowered) if word not in _STOP]


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    stemmer = _stemmer()
    with _stemming:  # the library's stemmer keeps the word it works on in itself
        return str(stemmer.stemWord(word))


_stemming = threading.Lock()


@lru_cache(maxsize=1)
def _stemmer():  # type: ignore[no-untyped-def]  # snowballstemmer ships no types
    import snowballstemmer

    return snowballstemmer.stemmer("english")


class LexicalIndex:
    """BM25 scores of all passages for a query. Made anew whenever the passages change: it takes milliseconds."""

    def __init__(self, texts: Sequence[str]) -> None:
        import bm25s  # type: ignore[import-untyped]  # ships no types

        tokens = [words(text) for text in texts]
        vocabulary = {word: i for i, word in enumerate(dict.fromkeys(w for line in tokens for w in line))}
        self._vocabulary = vocabulary
        self._size = len(tokens)
        self._index = bm25s.BM25(method="lucene", k1=1.5, b=0.75) if vocabulary else None
        if self._index is not None:
            ids = [[vocabulary[word] for word in line] for line in tokens]
            self._index.index((ids, vocabulary), show_progress=False, create_empty_token=False)

    def scores(self, query: str) -> NDArray[np.float32]:
        """One score a text, 0 where no word is shared."""
        known = [self._vocabulary[word] for word in words(query) if word in self._vocabulary]
        if self._index is None or not known:
            return np.zeros(self._size, dtype=np.float32)
        return np.asarray(self._index.get_scores_from_ids(known), dtype=np.float32)
