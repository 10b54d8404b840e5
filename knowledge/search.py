"""One state of the record, held in memory to search in: words, titles, filters, and the ranking of what was found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from knowledge.embedding import Embedder, Vectors
from knowledge.lexical import LexicalIndex
from knowledge.passage import DocumentKind, Hit, Passage
from knowledge.ranking import fuse
from knowledge.vectors import passes, usable

# How many of the nearest passages are looked at for each query.
_DEPTH = 200


@dataclass(frozen=True)
class Filter:
    """Which passages may be found. `on` None: also those out of force."""

    kind: DocumentKind | None
    on: dt.date | None
    made_on: dt.date | None
    include_internal: bool

    def where(self) -> dict[str, Any] | None:
        """The filter in the index's words."""
        return usable(
            kind=self.kind, on=self.on, made_on=self.made_on, include_internal=self.include_internal, in_force_only=True
        )

    def passes(self, passage: Passage) -> bool:
        """Whether a passage may be found."""
        return passes(
            passage, kind=self.kind, on=self.on, made_on=self.made_on, include_internal=self.include_internal,
            in_force_only=True,
        )  # fmt: skip


class Shelf:
    """The passages in use at one generation of the record."""

    depth = _DEPTH

    def __init__(self, passages: Sequence[Passage], *, generation: int, embedder: Embedder) -> None:
        self.generation = generation
        self.passages = passages
        self._place = {passage.id: i for i, passage in enumerate(passages)}
        self._words = LexicalIndex([f"{p.title} {p.section}\n{p.text}" for p in passages])
        titles = list(dict.fromkeys(passage.title for passage in passages))
        self._titles: Vectors = embedder.embed(titles)
        numbers = {title: i for i, title in enumerate(titles)}
        self._title_of = np.array([numbers[passage.title] for passage in passages], dtype=np.int64)

    def rank(
        self, query: str, vector: Vectors, near: Sequence[tuple[str, float]], *, k: int, wanted: Filter
    ) -> tuple[Hit, ...]:
        """The best k of what is near in meaning and what shares words."""
        cosines = {self._place[id_]: cosine for id_, cosine in near if id_ in self._place}
        words = self._words.scores(query)
        by_words = np.argsort(-words, kind="stable")[:_DEPTH]
        places = list(cosines)
        places += [
            int(i) for i in by_words if words[i] > 0 and int(i) not in cosines and wanted.passes(self.passages[i])
        ]
        if not places:
            return ()
        # What is not among the nearest is at most as near as the last of them.
        floor = min(cosines.values(), default=0.0) if len(cosines) >= _DEPTH else 0.0
        meaning = np.array([cosines.get(i, floor) for i in places], dtype=np.float32)
        titles = (self._titles @ vector)[self._title_of[places]]
        scores = fuse(meaning, words[places], titles)
        best = np.argsort(-scores, kind="stable")[:k]
        return tuple(
            Hit(
                passage=self.passages[places[i]],
                score=round(float(np.clip(scores[i], 0, 1)), 4),
                similarity=round(float(meaning[i]), 4),
            )
            for i in best
        )
