"""The vector index: a Chroma collection, on disk or on a server, that follows the record."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import numpy as np

from knowledge.corpus import Point
from knowledge.embedding import Vectors
from knowledge.errors import IndexUnavailable
from knowledge.passage import DocumentKind, Passage
from knowledge.regions import names_of

if TYPE_CHECKING:
    from chromadb import Collection
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateCollectionConfiguration
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings

# Recall first: a company has thousands of passages, not millions, so a wide search still takes a millisecond.
_CONFIGURATION: CreateCollectionConfiguration = {
    "hnsw": {"space": "cosine", "ef_construction": 128, "ef_search": 200, "max_neighbors": 32}
}
_BATCH = 2000
# A collection each: nearly every search is for one of them, and a filter takes the index far longer than the search.
KINDS: tuple[DocumentKind, ...] = ("policy", "resolution")
_EARLIEST, _LATEST = 0, 99_999_999


def day_number(day: dt.date | None, missing: int) -> int:
    """A date as a number that sorts (20260301), because the index compares numbers only."""
    return day.year * 10_000 + day.month * 100 + day.day if day is not None else missing


class VectorIndex:
    """Vectors of points by id.

    On disk, Chroma reads stale or broken data when two processes use one folder at a time. So one process at a time
    works with it, under a file lock, and a process that finds that the record has moved on opens the folder again.
    """

    def __init__(
        self, *, index_dir: Path | None, chroma_url: str | None, lock_dir: Path | None, generation: Callable[[], int]
    ) -> None:
        self._generation = generation
        self._dir = index_dir
        self._url = chroma_url
        self._client: Client | None = None
        self._collections: dict[str, Collection] = {}
        self._seen = -1
        self._threads = threading.RLock()
        self._lock: Any = None
        if index_dir is not None and chroma_url is None:
            from filelock import FileLock

            place = lock_dir if lock_dir is not None else index_dir
            try:
                place.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise IndexUnavailable(f"The folder {place} cannot be made: {error.strerror}.") from error
            # Threads of this process wait at the lock above; only other processes wait here, and never long.
            self._lock = FileLock(place / "index.lock", timeout=60, poll_interval=0.003, thread_local=False)

    @contextmanager
    def held(self) -> Iterator[int]:
        """Work with the index alone; gives the record's generation, which is asked under the lock.

        When another process has changed the record since, the folder is opened again first.
        """
        with self._threads, self._file_lock():
            number = self._generation()
            if number != self._seen:
                if self._lock is not None:
                    self._release()
                self._seen = number
            yield number

    @contextmanager
    def _file_lock(self) -> Iterator[None]:
        if self._lock is None:
            yield
            return
        from filelock import Timeout

        try:
            self._lock.acquire()
        except Timeout as error:
            raise IndexUnavailable("Another process has held the search index for a minute; try again.") from error
        except OSError as error:
            raise IndexUnavailable(f"The search index cannot be locked: {error.strerror}.") from error
        try:
            yield
        finally:
            self._lock.release()

    def moved_to(self, generation: int) -> None:
        """Note that this process itself made the change with that number."""
        self._seen = generation

    def put(self, name: str, points: Sequence[Point], vectors: Vectors) -> None:
        """Add or replace points with their vectors, in the collections of one embedder."""
        for kind in KINDS:
            mine = [i for i, point in enumerate(points) if point.passage.kind == kind]
            if not mine:
                continue
            for start in range(0, len(mine), _BATCH):
                part = mine[start : start + _BATCH]
                store = self._store(name, kind, _prepared(vectors[part]))
                with _sentences():
                    store.add_texts(
                        # The record holds the texts: Chroma would index every three letters of them.
                        [""] * len(part),
                        ids=[points[i].id for i in part],
                        metadatas=[_metadata(points[i].passage) for i in part],
                    )

    def relabel(self, name: str, points: Sequence[Point]) -> None:
        """Renew what points are filtered by; their vectors stay."""
        with _sentences():
            for kind in KINDS:
                mine = [point for point in points if point.passage.kind == kind]
                for start in range(0, len(mine), _BATCH):
                    part = mine[start : start + _BATCH]
                    self._collection(name, kind).update(
                        ids=[point.id for point in part], metadatas=[dict(_metadata(point.passage)) for point in part]
                    )

    def delete(self, name: str, ids: Sequence[str]) -> None:
        """Take points out; ids that are not there are no error."""
        with _sentences():
            for start in range(0, len(ids), _BATCH):
                for kind in KINDS:
                    self._collection(name, kind).delete(ids=list(ids[start : start + _BATCH]))

    def ids_of(self, name: str, document: str) -> list[str]:
        """The ids of a document's points that the index holds."""
        with _sentences():
            return [
                id_
                for kind in KINDS
                for id_ in self._collection(name, kind).get(where={"document": document}, include=[])["ids"]
            ]

    def nearest(
        self, name: str, kind: DocumentKind, vectors: Vectors, k: int, where: Mapping[str, Any] | None
    ) -> list[tuple[list[str], Vectors]]:
        """For each vector the ids of the k nearest points of one kind that pass the filter, and their cosines."""
        # One call for all vectors, past langchain's one-at-a-time search: eight queries take the time of two.
        with _sentences():
            found = self._collection(name, kind).query(
                query_embeddings=list(vectors), n_results=k, where=dict(where) if where else None, include=["distances"]
            )
        lines = zip(found["ids"], found["distances"] or [], strict=True)
        return [(ids, np.float32(1.0) - np.asarray(line, dtype=np.float32)) for ids, line in lines]

    def count(self, name: str) -> int:
        """How many points the index holds."""
        with _sentences():
            return sum(int(self._collection(name, kind).count()) for kind in KINDS)

    def clear(self, name: str) -> None:
        """Forget every collection, and start the one of this embedder anew."""
        self._open()
        if self._client is None:
            return
        with _sentences():
            for collection in self._client.list_collections():
                self._client.delete_collection(collection.name)
        self._collections.clear()
        for kind in KINDS:
            self._collection(name, kind)

    def close(self) -> None:
        """Let go of the folder or the server."""
        with self._threads:
            self._release()

    def _release(self) -> None:
        self._collections.clear()
        if self._client is not None:
            # Without this, Chroma hands out the same open folder again and again within a process.
            self._client.close()
            self._client = None

    def _open(self) -> None:
        if self._client is not None:
            return
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        with _sentences():
            if self._url is not None:
                address = urlsplit(self._url if "//" in self._url else f"http://{self._url}")
                secure = address.scheme == "https"
                client = chromadb.HttpClient(
                    host=address.hostname or "localhost",
                    port=address.port or (443 if secure else 8000),
                    ssl=secure,
                    settings=settings,
                )
            elif self._dir is not None:
                self._dir.mkdir(parents=True, exist_ok=True)
                client = chromadb.PersistentClient(path=str(self._dir), settings=settings)
            else:
                raise IndexUnavailable("There is neither a folder nor a server for the search index.")
        self._client = cast("Client", client)  # the factories' declared type leaves out `close`

    @staticmethod
    def prepare() -> None:
        """Import what only writing needs. It takes a second, in which files can be read."""
        import langchain_chroma  # noqa: F401 -- for the import itself

    def _store(self, name: str, kind: DocumentKind, made: Embeddings) -> Chroma:
        """A collection as langchain's, with the vectors of what will be put into it."""
        from langchain_chroma import Chroma

        self._collection(name, kind)
        with _sentences():
            return Chroma(
                client=self._client,
                # Otherwise it makes settings of its own from the environment, each time.
                client_settings=self._client.get_settings() if self._client is not None else None,
                collection_name=_collection_name(name, kind),
                embedding_function=made,
                create_collection_if_not_exists=False,
            )

    def _collection(self, name: str, kind: DocumentKind) -> Collection:
        full = _collection_name(name, kind)
        if full not in self._collections:
            self._open()
            if self._client is None:
                raise IndexUnavailable("The search index is closed.")
            with _sentences():
                self._collections[full] = self._client.get_or_create_collection(
                    full,
                    configuration=_CONFIGURATION,
                    embedding_function=None,
                )
        return self._collections[full]


@dataclass(frozen=True)
class Filter:
    """Which passages may be found. `on` None: also those out of force. `made_on`: see `KnowledgeBase.search`."""

    kind: DocumentKind | None
    on: dt.date | None
    made_on: dt.date | None
    include_internal: bool
    region: str | None = None

    def where(self) -> dict[str, Any] | None:
        """The filter in the index's words; the kind chooses the collection."""
        parts: list[dict[str, Any]] = []
        if not self.include_internal:
            parts.append({"internal": False})
        if self.region is not None:
            # Each name: documents keep the one under which they were read, in whatever edition of this program.
            here = [{_region(name): True} for name in sorted(names_of(self.region))]
            parts.append({"$or": [{"anywhere": True}, *here]})
        if self.on is not None:
            today = day_number(self.on, _EARLIEST)
            in_force: dict[str, Any] = {"$and": [{"from": {"$lte": today}}, {"until": {"$gte": today}}]}
            if self.made_on is None:
                parts.append(in_force)
            else:
                made = day_number(self.made_on, _EARLIEST)
                parts.append({"$or": [in_force, {"orders_before": {"$lt": _LATEST}}]})
                parts += [{"orders_before": {"$gt": made}}, {"orders_from": {"$lte": made}}]
        if not parts:
            return None
        return {"$or": [{"plain": True}, parts[0] if len(parts) == 1 else {"$and": parts}]}

    def passes(self, passage: Passage) -> bool:
        """The same, for a passage that was found by its words."""
        standing = passage.standing
        if (self.kind is not None and passage.kind != self.kind) or (standing.internal and not self.include_internal):
            return False
        if self.region is not None and not _named(standing.regions, self.region):
            return False
        if self.on is None:
            return True
        if self.made_on is None:
            return standing.in_force(self.on)
        if standing.orders_before is not None and self.made_on >= standing.orders_before:
            return False
        if standing.orders_from is not None and self.made_on < standing.orders_from:
            return False
        return standing.in_force(self.on) or standing.orders_before is not None


def _metadata(passage: Passage) -> dict[str, str | int | bool]:
    """What the index filters by: little where a passage passes every filter, since each mark is a row to be written."""
    standing = passage.standing
    dates = (standing.effective_from, standing.effective_until, standing.orders_before, standing.orders_from)
    if not standing.internal and not standing.regions and dates == (None,) * 4:
        return {"document": passage.document, "plain": True}
    return {
        "document": passage.document,
        "plain": False,
        "internal": standing.internal,
        "from": day_number(standing.effective_from, _EARLIEST),
        "until": day_number(standing.effective_until, _LATEST),
        "orders_before": day_number(standing.orders_before, _LATEST),
        "orders_from": day_number(standing.orders_from, _EARLIEST),
        "anywhere": not standing.regions,
        **{_region(region): True for region in standing.regions},
    }


def _region(name: str) -> str:
    return f"region:{name.casefold()}"


def _named(regions: Sequence[str], wanted: str) -> bool:
    return not regions or not names_of(wanted).isdisjoint(region.casefold() for region in regions)


def _collection_name(embedder: str, kind: DocumentKind) -> str:
    """Vectors of two models never mix, so each has its own collections."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "-" for c in embedder)
    return f"{kind}-{plain}"[:200].rstrip("-._")


def _prepared(vectors: Vectors) -> Embeddings:
    """Vectors that were made before the transaction began, as langchain's kind of embedder of as many texts."""
    from langchain_core.embeddings import Embeddings

    class Prepared(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            assert len(texts) == len(vectors)
            return list(vectors)  # Chroma takes arrays as they are

        def embed_query(self, text: str) -> list[float]:
            raise NotImplementedError("The index is asked with vectors.")

    return Prepared()


@contextmanager
def _sentences() -> Iterator[None]:
    """Errors of the index as sentences for people."""
    try:
        yield
    except IndexUnavailable:
        raise
    except Exception as error:
        raise IndexUnavailable(
            f"The search index cannot be used now ({error}); `amends reindex` makes it anew from the record."
        ) from error
