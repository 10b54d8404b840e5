"""Queries answered from the newest state of the record, which is kept in memory."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from knowledge.editions import seen_from, together, version_on
from knowledge.embedding import Vectors, made_of
from knowledge.passage import Hit
from knowledge.ranking import leaves, units
from knowledge.search import Shelf
from knowledge.vectors import Filter, VectorIndex

if TYPE_CHECKING:
    from knowledge.catalog import Catalog
    from knowledge.embedding import Embedder
    from knowledge.mirror import Mirror


class Shelves:
    """Holds the shelf of the newest generation, and puts another in its place when the record has moved on."""

    def __init__(self, catalog: Catalog, index: VectorIndex, mirror: Mirror, embedder: Embedder) -> None:
        self._catalog = catalog
        self._index = index
        self._mirror = mirror
        self._embedder = embedder
        self._shelf: Shelf | None = None
        self._shelving = threading.Lock()

    def find(self, queries: Sequence[str], *, k: int, wanted: Filter) -> tuple[tuple[Hit, ...], ...]:
        """For each query the k passages that answer it best, the best first; the same for every day."""
        parts = [units(query) for query in queries]
        # Vectors are made before the index is held: others may search meanwhile.
        vectors = self._vectors(parts)
        with self._index.held() as number:
            shelf = self._current(number)
            near = iter(shelf.nearest(self._index, self._embedder.name, vectors, k=k, wanted=wanted))
        return tuple(shelf.rank(texts, [next(near) for _ in texts], k=k, wanted=wanted) for texts in parts)

    def _vectors(self, parts: Sequence[Sequence[str]]) -> Vectors:
        """The vectors of the units of all queries, in their order."""
        read = [leaves(texts) for texts in parts]
        made = iter(self._embedder.embed([text for texts in read for text in texts]))
        found: list[Vectors] = []
        for texts, own in zip(parts, read, strict=True):
            mine = [next(made) for _ in own]
            found += [made_of(own, np.stack(mine)), *mine] if len(own) < len(texts) else mine
        return np.stack(found)

    def as_of(
        self, found: tuple[tuple[Hit, ...], ...], on: dt.date, made_on: dt.date | None
    ) -> tuple[tuple[Hit, ...], ...]:
        """Hits under the version of their document that held on the day of the event, where several hold the words."""
        several = self._shelf.several if self._shelf is not None else frozenset()
        if not any(hit.passage.document in several for hits in found for hit in hits):
            return found
        held = self._catalog.held_by({hit.passage.id for hits in found for hit in hits})

        def told(hit: Hit) -> Hit:
            mine = held.get((hit.passage.document, hit.passage.id), ())
            if not mine:
                return hit
            put = {"standing": seen_from(together(mine), on), "version": version_on(mine, made_on or on)}
            return hit.model_copy(update={"passage": hit.passage.model_copy(update=put)})

        return tuple(tuple(told(hit) for hit in hits) for hits in found)

    def forget(self) -> None:
        """Let go of what is held in memory."""
        self._shelf = None

    def _current(self, number: int) -> Shelf:
        """The state of the record at a generation. The index must be held."""
        shelf = self._shelf
        if shelf is not None and shelf.generation == number:
            return shelf
        with self._shelving:
            self._mirror.check()
            number = self._catalog.generation()[0]
            # Everything is read once; then only what was changed since.
            changed = None if shelf is None else self._catalog.changed_since(shelf.generation)
            several = [id_ for id_, held in self._catalog.editions(wanted=changed).items() if len(held) > 1]
            passages = self._catalog.all_passages(wanted=changed)
            self._shelf = Shelf(passages, generation=number, several=several, before=shelf, changed=changed or ())
            return self._shelf
