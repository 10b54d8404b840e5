"""The vector index follows the record: both change together or not at all, and what a crash cut off is mended."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

from knowledge.catalog import Catalog
from knowledge.corpus import Point, points
from knowledge.passage import Passage
from knowledge.vectors import VectorIndex

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from knowledge.embedding import Embedder, Vectors

# Vectors are made for so many points at a time: enough for full batches, little enough to be held in memory.
_AT_ONCE = 2000


class Mirror:
    """Record and index of one embedder, kept in step. Works under the lock of the index."""

    def __init__(self, catalog: Catalog, index: VectorIndex, embedder: Embedder) -> None:
        self._catalog = catalog
        self._index = index
        self._embedder = embedder
        self._checked = False

    @contextmanager
    def changing(
        self, documents: Sequence[str], ready: Mapping[str, Vectors] | None = None
    ) -> Iterator[tuple[Connection, list[Passage]]]:
        """A transaction that changes documents, by their ids, and then their vectors.

        `ready` holds vectors by text; what it lacks is embedded. Into the list go the passages of those documents that the
        record never held before: the index takes them as they are. All others are read from the record again, since the
        versions of a document change one another. On an error both are as they were before. A mark tells whoever opens the
        index next that a crash may have come between the two.
        """
        with self._index.held():
            if not self._checked:
                self.check()  # an index that is behind is mended before it changes
            token = secrets.token_hex(8)
            with self._catalog.writing() as connection:
                self._catalog.mark(connection, documents, token)
            try:
                with self._catalog.writing() as connection:
                    number = self._catalog.advance(connection, self._embedder.name)
                    before = self._points(documents, connection)
                    new: list[Passage] = []
                    yield connection, new
                    others = set(documents).difference(passage.document for passage in new)
                    after = self._points(sorted(others), connection) if others else ()
                    self._follow(before, (*points(new), *after), ready or {})
                    self._catalog.unmark(connection, documents, token)
            except BaseException:
                self.mend(documents)
                raise
            self._index.moved_to(number)

    def mend(self, documents: Sequence[str] | None = None) -> None:
        """Bring the vectors of some documents (of those that are marked) back in line with the record.

        The index must be held. A server's index is held by many at once, and a mark may stand for a change that is under
        way elsewhere; so it waits in line with whoever writes, and looks at the marks that are left then.
        """
        name = self._embedder.name
        with self._catalog.writing() as connection:
            self._catalog.wait(connection)
            documents = self._catalog.marked(connection) if documents is None else documents
            right = self._points(documents, connection)
            wanted = {point.id for point in right}
            held = [id_ for document in documents for id_ in self._index.ids_of(name, document)]
            self._index.delete(name, [id_ for id_ in held if id_ not in wanted])
            self._put(right, {})
            self._catalog.unmark(connection, documents)

    def check(self) -> None:
        """Finish what a crash cut off, and fill an index that is empty or another model's. The index must be held."""
        with self._catalog.reading() as connection:
            marked = self._catalog.marked(connection)
        if marked:
            self.mend()
        if not self._checked:
            with self._catalog.writing() as connection:
                self._catalog.wait(connection)  # another program may be between its record and its vectors
                right = self._points(None, connection)
                behind = self._index.count(self._embedder.name) != len(right)
            if behind:
                self.renew(right)
            self._checked = True

    def renew(
        self, right: Sequence[Point] | None = None, progress: Callable[[int, int, str], None] | None = None
    ) -> None:
        """Make the index anew. The index must be held."""
        right = self._points(None, None) if right is None else right
        ids = sorted({point.passage.document for point in right})
        with self._catalog.writing() as connection:
            self._catalog.mark(connection, ids, "reindex")
        self._index.clear(self._embedder.name)
        self._put(right, {}, progress)
        with self._catalog.writing() as connection:
            number = self._catalog.advance(connection, self._embedder.name)
            self._catalog.unmark(connection, self._catalog.marked(connection))
        self._index.moved_to(number)

    def in_step(self) -> tuple[int, int]:
        """How many entries the index should hold by the record, and how many it holds. The index must be held."""
        return len(self._points(None, None)), self._index.count(self._embedder.name)

    def _points(self, documents: Sequence[str] | None, connection: Connection | None) -> tuple[Point, ...]:
        return points(self._catalog.all_passages(wanted=documents, connection=connection))

    def _follow(self, before: Sequence[Point], after: Sequence[Point], ready: Mapping[str, Vectors]) -> None:
        name = self._embedder.name
        held = {point.id: point for point in before}
        new = [point for point in after if point.id not in held or held[point.id].said() != point.said()]
        kept = {point.id for point in after}
        self._put(new, ready)
        again = [
            point
            for point in after
            if point.id in held
            and held[point.id].said() == point.said()
            and _marks(held[point.id].passage) != _marks(point.passage)
        ]
        self._index.relabel(name, again)
        self._index.delete(name, [id_ for id_ in held if id_ not in kept])

    def _put(
        self,
        said: Sequence[Point],
        ready: Mapping[str, Vectors],
        progress: Callable[[int, int, str], None] | None = None,
    ) -> None:
        for start in range(0, len(said), _AT_ONCE):
            part = said[start : start + _AT_ONCE]
            if progress is not None:
                progress(start, len(said), part[0].passage.path)
            texts = [point.said() for point in part]
            missing = [text for text in texts if text not in ready]
            made = dict(zip(missing, self._embedder.embed(missing), strict=True)) if missing else {}
            vectors = np.stack([ready[text] if text in ready else made[text] for text in texts])
            self._index.put(self._embedder.name, part, vectors)


def _marks(passage: Passage) -> object:
    return passage.standing, passage.kind
