"""Search by words: BM25 over stemmed words, in memory."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.int32]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_K1, _B = 1.5, 0.75
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


# A query is asked for its words by the points and by the documents, for its scores and for what they can come to.
@lru_cache(maxsize=1024)
def words(text: str) -> tuple[str, ...]:
    """The stemmed words of a text, without the words that stand in every text."""
    lowered = text.replace("’", "'").lower()
    return tuple(stem(word.removesuffix("'s")) for word in _WORD.findall(lowered) if word not in _STOP)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """An English word without its ending. Safe to use from several threads."""
    stemmer = _stemmer()
    with _stemming:  # the library's stemmer keeps the word it works on in itself
        return str(stemmer.stemWord(word))


_stemming = threading.Lock()


@lru_cache(maxsize=1)
def _stemmer():  # type: ignore[no-untyped-def]  # snowballstemmer ships no types
    import snowballstemmer

    return snowballstemmer.stemmer("english")


class Lexicon:
    """Numbers for words. It grows with the texts, and is shared by all states of an index, so that each text is read once."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._growing = threading.Lock()

    def __len__(self) -> int:
        return len(self._numbers)

    def read(self, text: str) -> Words:
        """The words of a text as numbers; new words get new numbers."""
        with self._growing:
            return np.array(
                [self._numbers.setdefault(word, len(self._numbers)) for word in words(text)], dtype=np.int32
            )

    def known(self, text: str) -> list[int]:
        """The numbers of the words of a query that stand in any text."""
        return [self._numbers[word] for word in words(text) if word in self._numbers]


@dataclass(frozen=True)
class Counted:
    """How often each word stands in each text: an entry for each such pair, sorted by word and then by text."""

    word: NDArray[np.int64]
    text: NDArray[np.int64]
    count: NDArray[np.int64]
    lengths: NDArray[np.int64]

    @classmethod
    def of(cls, texts: Sequence[Words]) -> Counted:
        """The words of texts, counted."""
        lengths = np.array([len(text) for text in texts], dtype=np.int64)
        flat = np.concatenate(texts).astype(np.int64) if texts else np.zeros(0, dtype=np.int64)
        owners = np.repeat(np.arange(len(texts), dtype=np.int64), lengths)
        keys, counts = np.unique(flat * max(len(texts), 1) + owners, return_counts=True)
        word, text = np.divmod(keys, max(len(texts), 1))
        return cls(word, text, counts, lengths)

    def gathered(self, owners: NDArray[np.int64], size: int) -> Counted:
        """The same words in `size` larger texts: in which of them each text stands, in rising order; -1: in none."""
        mine = owners[self.text]
        kept = mine >= 0
        word, mine, count = self.word[kept], mine[kept], self.count[kept]
        first = np.ones(len(word), dtype=np.bool_)
        first[1:] = (word[1:] != word[:-1]) | (mine[1:] != mine[:-1])
        lengths = np.bincount(owners[owners >= 0], self.lengths[owners >= 0], size).astype(np.int64)
        added = np.add.reduceat(count, np.flatnonzero(first)) if len(count) else count
        return Counted(word[first], mine[first], added, lengths)


class LexicalIndex:
    """BM25 of all texts for a query, over texts that were read by one lexicon."""

    def __init__(self, lexicon: Lexicon, texts: Sequence[Words] | Counted) -> None:
        held = texts if isinstance(texts, Counted) else Counted.of(texts)
        self._lexicon = lexicon
        self._size = len(held.lengths)
        self._texts = held.text.astype(np.int32)
        self._starts = np.searchsorted(held.word, np.arange(len(lexicon) + 1))
        saying = np.diff(self._starts)
        self._weights = np.log1p((self._size - saying + 0.5) / (saying + 0.5)).astype(np.float32)
        usual = max(float(held.lengths.mean()), 1.0) if self._size else 1.0
        damped = _K1 * (1.0 - _B + _B * held.lengths[self._texts] / usual)
        # What each entry adds to the score of its text.
        self._gains = (held.count / (held.count + damped)).astype(np.float32) * self._weights[held.word]

    def scores(self, query: str) -> NDArray[np.float32]:
        """One score a text, 0 where no word is shared."""
        found = np.zeros(self._size, dtype=np.float32)
        for number in self._known(query):
            here = slice(self._starts[number], self._starts[number + 1])
            found[self._texts[here]] += self._gains[here]
        return found

    def most(self, query: str) -> float:
        """What no text's score can exceed: all the words of the query that stand in any text, said over and over."""
        return float(sum(self._weights[number] for number in self._known(query)))

    def known(self, query: str) -> int:
        """How many different words of the query stand in any text."""
        return len(set(self._known(query)))

    def _known(self, query: str) -> list[int]:
        # The lexicon may have grown since this index was made, and it may know words of texts that are not in it.
        last, starts = len(self._weights), self._starts
        return [word for word in self._lexicon.known(query) if word < last and starts[word] < starts[word + 1]]
