"""Which passages and which clauses a text speaks of, by its words alone. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.facts import stems
from assistant.rulebook import Pages
from knowledge.lexical import LexicalIndex, Lexicon

HINTED = 0.34  # the share of a condition's words from which on a text touches on it
_PER_SENTENCE = 4
_MOST_ROWS = 120


class Said:
    """The words of the sentences of a text."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self._sentences = [self._lookup(stems(sentence)) for sentence in sentences]
        self._all = self._lookup(frozenset().union(*(stems(sentence) for sentence in sentences)))

    @staticmethod
    def _lookup(words: frozenset[str]) -> tuple[frozenset[str], dict[str, list[str]]]:
        begun: dict[str, list[str]] = {}
        for word in words:
            if len(word) >= 4:
                begun.setdefault(word[:4], []).append(word)
        return words, begun

    def share(self, wanted: frozenset[str]) -> float:
        """The share of the wanted stems that stand in one sentence, in the one with the most of them."""
        if self._count(wanted, self._all) < HINTED * len(wanted):
            return 0.0
        return max((self._count(wanted, each) for each in self._sentences), default=0) / len(wanted)

    def speaks_of(self, wanted: frozenset[str]) -> bool:
        """Whether one of the wanted stems stands anywhere in the text."""
        return self._count(wanted, self._all) > 0

    @staticmethod
    def _count(wanted: frozenset[str], looked: tuple[frozenset[str], dict[str, list[str]]]) -> int:
        words, begun = looked
        return sum(
            stem in words
            or any(
                other.startswith(stem) or (stem.startswith(other) and not other.isdigit())
                for other in begun.get(stem[:4], ())
                if len(stem) >= 4
            )
            for stem in wanted
        )


class Words:
    """The passages of the documents by their words."""

    def __init__(self, pages: Pages) -> None:
        lexicon = Lexicon()
        passages = [p for d in pages.documents() if not d.standing.internal for p in pages.passages(d.path)]
        self._ids = [p.id for p in passages]
        self._index = LexicalIndex(lexicon, [lexicon.read(f"{p.heading()}\n{p.text}") for p in passages])
        self._table = {p.id: p.path for p in passages if p.fields}
        self._rows: dict[str, set[str]] = {}
        for id_, path in self._table.items():
            self._rows.setdefault(path, set()).add(id_)

    def nearest(self, query: str, most: int) -> list[str]:
        """The ids of the passages that share most words with a query."""
        scores = self._index.scores(query)
        order = np.argsort(-scores, kind="stable")[:most]
        return [self._ids[index] for index in order.tolist() if scores[index] > 0]

    def near_sentences(self, sentences: Sequence[str]) -> set[str]:
        """The passages that share most words with one of the sentences."""
        return {pid for sentence in sentences for pid in self.nearest(sentence, _PER_SENTENCE)}

    def with_their_tables(self, found: set[str]) -> set[str]:
        """The passages, and of tables of which one row is among them the others: which row counts depends on the facts."""
        if len(self._table) <= _MOST_ROWS:
            return found | self._table.keys()
        return found.union(*(self._rows[path] for path in {self._table[id_] for id_ in found if id_ in self._table}))
