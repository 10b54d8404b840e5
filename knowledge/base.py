"""The front door of the retrieval layer: documents go in, passages and terms come out."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from knowledge.corpus import Point, build, document_id, is_resolutions, points
from knowledge.errors import KnowledgeError, UnknownDocument, Unreadable
from knowledge.folders import documents_in
from knowledge.passage import Document, DocumentKind, Hit, Passage, Value
from knowledge.readers import load, read
from knowledge.terms import Term

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from knowledge.embedding import Embedder, Vectors
    from knowledge.rulings import Asked, Ruling, Verdict
    from knowledge.search import Shelf

Progress = Callable[[int, int, str], None]
ReadTerms = Callable[[Sequence[Passage]], tuple[Term, ...]]


class IngestResult(Value):
    """What became of one file. `reason` says why it was refused; `passages` counts what can be found of it."""

    path: str
    status: Literal["added", "updated", "unchanged", "refused"]
    reason: str = ""
    kind: DocumentKind = "policy"
    version: int | None = None
    passages: int = 0
    title: str = ""


@dataclass(frozen=True)
class _Draft:
    """A document that was read and embedded, before it is written down."""

    document: Document
    passages: tuple[Passage, ...]
    terms: tuple[Term, ...]
    points: tuple[Point, ...]
    vectors: Vectors


class KnowledgeBase:
    """What the company has written down. Safe to use from several threads, and from several processes on one folder.

    The SQL record is the truth; the vector index follows it, is checked against it when it is opened, and can be made
    anew (`reindex`). `read_terms` reads the typed limits out of passages; `today` is asked when no date is given.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        index_dir: Path | None,
        chroma_url: str | None,
        embedder: Embedder,
        read_terms: ReadTerms,
        lock_dir: Path | None = None,
        today: Callable[[], dt.date] = dt.date.today,
    ) -> None:
        from knowledge.catalog import Catalog, create_tables
        from knowledge.vectors import VectorIndex

        create_tables(engine)
        self._catalog = Catalog(engine)
        self._embedder = embedder
        self._read_terms = read_terms
        self._today = today
        self._index = VectorIndex(
            index_dir=index_dir, chroma_url=chroma_url, lock_dir=lock_dir, generation=self.generation
        )
        self._shelf: Shelf | None = None
        self._shelving = threading.Lock()

    def ingest(
        self,
        paths: Sequence[Path],
        *,
        kind: DocumentKind = "policy",
        labels: Mapping[str, str] | None = None,
        progress: Progress | None = None,
    ) -> list[IngestResult]:
        """Take in files and folders; one result a file. A file that is refused leaves the record as it was.

        `progress(done, total, path)` is called before each file and once at the end. Raises Unreadable for a path that
        does not exist, IndexUnavailable where record or index cannot be written.
        """
        files = list(documents_in(paths))
        results = []
        for done, (file, path) in enumerate(files):
            if progress is not None:
                progress(done, len(files), path)
            try:
                data = load(file, path)
            except Unreadable as error:
                results.append(IngestResult(path=path, status="refused", reason=str(error), kind=kind))
                continue
            except OSError as error:
                reason = f"{path} cannot be read: {error.strerror}."
                results.append(IngestResult(path=path, status="refused", reason=reason, kind=kind))
                continue
            results.append(self.add(path, data, kind=kind, labels=labels))
        if progress is not None:
            progress(len(files), len(files), "")
        return results

    def add(
        self, name: str, data: bytes, *, kind: DocumentKind = "policy", labels: Mapping[str, str] | None = None
    ) -> IngestResult:
        """Take in one document under a path. A table with the columns of past resolutions is taken as such."""
        tags = tuple(sorted((labels or {}).items()))
        content = hashlib.sha256(data).hexdigest()
        try:
            if same := self._unchanged(name, content, tags, kind):
                return same
            draft = self._draft(name, data, kind, content, tags)
        except Unreadable as error:
            return IngestResult(path=name, status="refused", reason=str(error), kind=kind)
        before = self._write(draft)
        return IngestResult(
            path=name,
            status="updated" if before else "added",
            kind=draft.document.kind,
            version=draft.document.version,
            passages=len(draft.passages),
            title=draft.document.title,
        )

    def remove(self, path: str) -> None:
        """Take a document out of use; its versions stay readable. Raises UnknownDocument."""
        known = [document for document in self._catalog.documents() if document.path == path]
        if not known:
            raise UnknownDocument(f"There is no document {path}.")
        name = self._embedder.name
        for document in known:
            with self._changing(document.id) as connection:
                self._catalog.retire(connection, document.id)
                self._index.delete(name, self._index.ids_of(name, document.id))

    def generation(self) -> int:
        """A number that grows with every change of the record."""
        return self._catalog.generation()[0]

    def documents(self, *, kind: DocumentKind | None = None) -> tuple[Document, ...]:
        """The documents in use, by path."""
        return self._catalog.documents(kind=kind)

    def document(self, path: str, version: int | None = None) -> Document:
        """A document, in the version in use or in any that ever was. Raises UnknownDocument."""
        return self._catalog.document(path, version)

    def passages(self, path: str, version: int | None = None) -> tuple[Passage, ...]:
        """The passages of a document in reading order. Raises UnknownDocument."""
        return self._catalog.passages(self._catalog.document(path, version))

    def terms(self, path: str | None = None, *, on: dt.date | None = None) -> tuple[Term, ...]:
        """The terms of the documents in use (or of one), by path; with `on`, of those in force on that day.

        What people rejected is not among them, nor what another clause overrules.
        """
        found = self._settled(self._catalog.terms(path))
        return found if on is None else tuple(term for term in found if term.standing.in_force(on))

    def rule(
        self,
        term: Term,
        verdict: Verdict,
        *,
        by: str,
        at: dt.datetime,
        note: str = "",
        rules: Term | None = None,
    ) -> None:
        """Put on record what a person ruled about a clause, and have the terms follow it, in every version.

        `term`: the term as it is to stand; its section and quote say which clause is meant. `rules`: for overruled, the
        term that rules in its place. Raises UnknownDocument where no document in use holds the clause, and none ever
        had a ruling on it.
        """
        from knowledge import rulings

        document = self._catalog.document(term.path)
        place = (rules.path, rules.quote) if rules is not None else None
        with self._catalog.writing() as connection:
            self._catalog.advance(connection, self._embedder.name)
            made = rulings.history(connection, document=document.id)
            known = any((r.section, r.quote) == (term.section, term.quote) for r in made)
            if not known and not any(term.quote in p.text for p in self._catalog.passages(document, connection)):
                raise UnknownDocument(f"There is no term {term.id} in the documents in use.")
            rulings.put(connection, document.id, term, verdict, by=by, at=at, note=note, rules=place)
            for version in self._catalog.versions(connection, document.id):
                held = self._catalog.passages(version, connection)
                read = self._terms(version, held)
                self._catalog.write_terms(connection, version, self._ruled(connection, version, read, held))

    def rulings(self) -> tuple[Ruling, ...]:
        """Everything that people ever ruled about clauses, oldest first."""
        from knowledge import rulings

        with self._catalog.reading() as connection:
            return rulings.history(connection)

    def asked_again(self) -> tuple[Asked, ...]:
        """The rulings whose clause no longer stands word for word in the version in use of its document."""
        from knowledge import rulings

        made = rulings.in_effect(self.rulings())
        asked: list[Asked] = []
        for document in self.documents(kind="policy"):
            mine = [ruling for ruling in made if ruling.document == document.id]
            if mine:
                terms = [t for t in self._catalog.terms(document.path) if t.version == document.version]
                asked += rulings.asked_again(mine, terms, self._catalog.passages(document))
        return tuple(asked)

    def search(
        self,
        query: str,
        *,
        k: int = 5,
        kind: DocumentKind | None = "policy",
        on: dt.date | None = None,
        made_on: dt.date | None = None,
        include_internal: bool = False,
        in_force_only: bool = True,
    ) -> tuple[Hit, ...]:
        """The k passages that answer a query best, the best first.

        `on`: the day on which a document must be in force (default: today). `made_on`: the day of the order, booking or
        contract; with it, a document that is kept for older orders counts as in force for them, and one that holds
        for others does not. Internal documents and those out of force are found only when asked for.
        """
        found = self.search_many(
            [query], k=k, kind=kind, on=on, made_on=made_on, include_internal=include_internal,
            in_force_only=in_force_only,
        )  # fmt: skip
        return found[0]

    def search_many(
        self,
        queries: Sequence[str],
        *,
        k: int = 5,
        kind: DocumentKind | None = "policy",
        on: dt.date | None = None,
        made_on: dt.date | None = None,
        include_internal: bool = False,
        in_force_only: bool = True,
    ) -> tuple[tuple[Hit, ...], ...]:
        """`search` for several queries at once, which is much faster than one by one; the same order."""
        from knowledge.ranking import units
        from knowledge.vectors import Filter

        if not queries:
            return ()
        wanted = Filter(
            kind=kind,
            on=(on or self._today()) if in_force_only else None,
            made_on=made_on,
            include_internal=include_internal,
        )
        shelf = self._current_shelf(self.generation())
        if not shelf.passages:
            return tuple(() for _ in queries)
        parts = [units(query) for query in queries]
        flat = [text for texts in parts for text in texts]
        vectors = self._embedder.embed(flat)
        with self._index.held() as number:
            near = iter(self._index.nearest(self._embedder.name, vectors, shelf.depth, wanted.where()))
        shelf = self._current_shelf(number)
        return tuple(shelf.rank(texts, [next(near) for _ in texts], k=k, wanted=wanted) for texts in parts)

    def reindex(self, *, progress: Progress | None = None) -> int:
        """Make the index anew from the record, and read the terms again; the number of passages.

        What people ruled about terms stays as it is.
        """
        name = self._embedder.name
        with self._index.held():
            passages = self._catalog.all_passages()
            documents = {document.id: document for document in self._catalog.documents()}
            with self._catalog.writing() as connection:
                for id_ in documents:
                    self._catalog.mark(connection, id_, "reindex")
            self._index.clear(name)
            for done, (id_, document) in enumerate(documents.items()):
                if progress is not None:
                    progress(done, len(documents), document.path)
                mine = [passage for passage in passages if passage.document == id_]
                said = points(mine)
                self._index.put(name, said, self._embedder.embed([point.said() for point in said]))
            with self._catalog.writing() as connection:
                number = self._catalog.advance(connection, name)
                for id_, document in documents.items():
                    mine = [passage for passage in passages if passage.document == id_]
                    ruled = self._ruled(connection, document, self._terms(document, mine), mine)
                    self._catalog.write_terms(connection, document, ruled)
                for id_ in self._catalog.marked(connection):
                    self._catalog.unmark(connection, id_)
            self._index.moved_to(number)
        return len(passages)

    def in_step(self) -> tuple[int, int]:
        """How many entries the index should hold by the record, and how many it holds. It mends nothing."""
        with self._index.held():
            return len(points(self._catalog.all_passages())), self._index.count(self._embedder.name)

    def close(self) -> None:
        """Let go of the index. The engine belongs to whoever made it."""
        self._shelf = None
        self._index.close()

    def _unchanged(
        self, name: str, content: str, tags: tuple[tuple[str, str], ...], kind: DocumentKind
    ) -> IngestResult | None:
        with self._catalog.reading() as connection:
            found = [self._catalog.current(connection, document_id(name, k)) for k in {kind, "resolution"}]
        for document in found:
            if document is not None and document.content_hash == content and document.labels == tags:
                return IngestResult(
                    path=name,
                    status="unchanged",
                    kind=document.kind,
                    version=document.version,
                    passages=len(self._catalog.passages(document)),
                    title=document.title,
                )
        return None

    def _draft(
        self, name: str, data: bytes, kind: DocumentKind, content: str, tags: tuple[tuple[str, str], ...]
    ) -> _Draft:
        found = read(data, name)
        if is_resolutions(found):
            kind = "resolution"
        with self._catalog.reading() as connection:
            version = self._catalog.next_version(connection, document_id(name, kind))
        document, passages = build(found, path=name, kind=kind, version=version, content_hash=content, labels=tags)
        said = points(passages)
        vectors = self._embedder.embed([point.said() for point in said])
        return _Draft(document, passages, self._terms(document, passages), said, vectors)

    def _terms(self, document: Document, passages: Sequence[Passage]) -> tuple[Term, ...]:
        return self._read_terms(passages) if document.kind == "policy" else ()

    def _ruled(
        self, connection: Connection, document: Document, read: Sequence[Term], passages: Sequence[Passage]
    ) -> tuple[Term, ...]:
        """What was read of a version, with what people ruled about its clauses in its place."""
        from knowledge import rulings

        made = rulings.in_effect(rulings.history(connection, document=document.id))
        return rulings.applied(made, read, passages)

    def _settled(self, terms: tuple[Term, ...]) -> tuple[Term, ...]:
        """The terms without those that another clause overrules."""
        from knowledge import rulings

        with self._catalog.reading() as connection:
            made = rulings.overruled(connection)
        if not made:
            return terms
        paths = {ruling.rules[0] for ruling in made if ruling.rules is not None}
        winners = {(t.path, t.quote): t for path in paths for t in self._catalog.terms(path)}
        return rulings.settled(terms, made, winners)

    def _write(self, draft: _Draft) -> Document | None:
        """Record and index take the draft together, or neither does; the version that was in use before."""
        document, name = draft.document, self._embedder.name
        with self._changing(document.id) as connection:
            before = self._catalog.current(connection, document.id)
            ruled = self._ruled(connection, document, draft.terms, draft.passages)
            self._catalog.add(connection, document, draft.passages, ruled)
            stale = set(self._index.ids_of(name, document.id)) - {point.id for point in draft.points}
            self._index.put(name, draft.points, draft.vectors)
            self._index.delete(name, sorted(stale))
        return before

    @contextmanager
    def _changing(self, document: str) -> Iterator[Connection]:
        """A transaction that changes one document in record and index. On an error, both are as they were before.

        A mark tells whoever opens the index next that a crash may have come between the two.
        """
        with self._index.held():
            if self._shelf is None:
                self._check_index()  # an index that is behind is mended before it changes
            token = secrets.token_hex(8)
            with self._catalog.writing() as connection:
                self._catalog.mark(connection, document, token)
            try:
                with self._catalog.writing() as connection:
                    number = self._catalog.advance(connection, self._embedder.name)
                    yield connection
                    self._catalog.unmark(connection, document, token)
            except BaseException:
                self._mend([document])
                raise
            self._index.moved_to(number)

    def _mend(self, documents: Sequence[str]) -> None:
        """Bring the vectors of some documents back in line with the record. The index must be held."""
        name = self._embedder.name
        right = self._catalog.all_passages(wanted=documents)
        for id_ in documents:
            said = points([passage for passage in right if passage.document == id_])
            held = set(self._index.ids_of(name, id_))
            self._index.delete(name, sorted(held - {point.id for point in said}))
            self._index.put(name, said, self._embedder.embed([point.said() for point in said]))
        with self._catalog.writing() as connection:
            for id_ in documents:
                self._catalog.unmark(connection, id_)

    def _current_shelf(self, number: int) -> Shelf:
        shelf = self._shelf
        if shelf is not None and shelf.generation == number:
            return shelf
        from knowledge.search import Shelf

        with self._shelving, self._index.held():
            passages = self._check_index()
            self._shelf = Shelf(passages, generation=self.generation())
            return self._shelf

    def _check_index(self) -> tuple[Passage, ...]:
        """Finish what a crash cut off, and fill an index that is empty or another model's. The index must be held."""
        with self._catalog.reading() as connection:
            marked = self._catalog.marked(connection)
        if marked:
            self._mend(marked)
        passages = self._catalog.all_passages()
        if self._index.count(self._embedder.name) != len(points(passages)):
            self.reindex()
        return passages


__all__ = ["IngestResult", "KnowledgeBase", "KnowledgeError"]
