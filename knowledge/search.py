"""One state of the record, held in memory to search in: the words of its points, and the ranking of what was found."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.corpus import points
from knowledge.lexical import LexicalIndex
from knowledge.passage import Hit, Passage
from knowledge.ranking import Floats, fuse, weigh
from knowledge.vectors import Filter

# How many of the nearest points are looked at for each query.
_DEPTH = 500
_FILTERS_KEPT = 32


class Shelf:
    """The passages in use at one generation of the record."""

    def __init__(self, passages: Sequence[Passage], *, generation: int) -> None:
        self.generation = generation
        self.passages = passages
        said = points(passages)
        self._place = {point.id: i for i, point in enumerate(said)}
        self._words = LexicalIndex([point.said() for point in said])
        numbers = {id(passage): i for i, passage in enumerate(passages)}
        self._owner = np.array([numbers[id(point.passage)] for point in said], dtype=np.int64)
        self._allowed: dict[Filter, NDArray[np.bool_]] = {}

    @property
    def depth(self) -> int:
        """How many of the nearest points the ranking wants to know of."""
        return min(_DEPTH, len(self._owner))

    def rank(
        self, texts: Sequence[str], near: Sequence[Sequence[tuple[str, float]]], *, k: int, wanted: Filter
    ) -> tuple[Hit, ...]:
        """The best k passages for a query given as its units, with the nearest points of each unit."""
        allowed = self._allow(wanted)
        if not allowed.any():
            return ()
        meaning = np.stack([self._meaning(found) for found in near], axis=1)
        words = np.stack([np.where(allowed, self._words.scores(text), 0.0) for text in texts], axis=1)
        best = np.zeros(words.shape[1], dtype=np.float32)
        best[0] = words[:, 0].max()
        best[1:] = words[:, 1:].max(initial=0.0)  # sentences are told apart by how much they say: one scale for all
        shared = np.asarray(words / np.maximum(best, 1e-6), dtype=np.float32)
        scores = fuse(meaning, shared, cases=wanted.kind == "resolution")
        weighed = weigh(self._by_passage(np.where(allowed[:, None], scores, -1.0)))
        cosines = self._by_passage(np.where(allowed[:, None], meaning[:, :1], 0.0))[:, 0]
        return tuple(
            Hit(
                passage=self.passages[i],
                score=round(min(max(float(weighed[i]), 0.0), 1.0), 4),
                similarity=round(float(cosines[i]), 4),
            )
            for i in self._first(np.argsort(-weighed, kind="stable"), weighed, k)
        )

    def _meaning(self, near: Sequence[tuple[str, float]]) -> Floats:
        # What is not among the nearest is less near than the last of them, and most of it by a good deal.
        floor = 0.8 * min((cosine for _, cosine in near), default=0.0) if len(near) >= _DEPTH else 0.0
        meaning = np.full(len(self._owner), floor, dtype=np.float32)
        for id_, cosine in near:
            if id_ in self._place:
                meaning[self._place[id_]] = cosine
        return meaning

    def _by_passage(self, scores: Floats) -> Floats:
        """The best of each passage's points, (passages, units) from (points, units)."""
        best = np.full((len(self.passages), scores.shape[1]), -1.0, dtype=np.float32)
        np.maximum.at(best, self._owner, scores)
        return best

    def _allow(self, wanted: Filter) -> NDArray[np.bool_]:
        if wanted not in self._allowed:
            if len(self._allowed) >= _FILTERS_KEPT:
                self._allowed.clear()
            passing = np.array([wanted.passes(passage) for passage in self.passages], dtype=np.bool_)
            self._allowed[wanted] = passing[self._owner]
        return self._allowed[wanted]

    def _first(self, order: NDArray[np.int64], weighed: Floats, k: int) -> list[int]:
        """The first k, without a row or passage that stands word for word in a better one of the same document."""
        kept: list[int] = []
        for i in order:
            if len(kept) == k or weighed[i] <= 0:
                break
            mine = self.passages[i]
            if not any(mine.document == self.passages[j].document and mine.text in self.passages[j].text for j in kept):
                kept.append(int(i))
        return kept
