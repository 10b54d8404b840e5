"""The front door of the retrieval layer: documents go in, passages and terms come out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from knowledge.changes import Changes, compared
from knowledge.corpus import document_id
from knowledge.drafting import Draft, Labels, ReadTerms, content_hash, draft, vectors_of
from knowledge.editions import Edition
from knowledge.errors import KnowledgeError, UnknownDocument, Unreadable
from knowledge.folders import documents_in
from knowledge.passage import Document, DocumentKind, Hit, Passage, Value
from knowledge.pipeline import Pipeline
from knowledge.readers import load
from knowledge.terms import Term

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from knowledge.embedding import Embedder, Vectors
    from knowledge.rulings import Asked, Ruling, Verdict

Progress = Callable[[int, int, str], None]


class IngestResult(Value):
    """What became of one file. `reason` says why it was refused; `passages` counts what can be found of it."""

    path: str
    status: Literal["added", "updated", "unchanged", "refused"]
    reason: str = ""
    kind: DocumentKind = "policy"
    version: int | None = None
    passages: int = 0
    title: str = ""


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
        from knowledge.catalog import Catalog
        from knowledge.mirror import Mirror
        from knowledge.ruled import Ruled
        from knowledge.shelves import Shelves
        from knowledge.tables import create_tables
        from knowledge.vectors import VectorIndex

        create_tables(engine)
        self._catalog = Catalog(engine)
        self._embedder = embedder
        self._read_terms = read_terms
        self._today = today
        self._index = VectorIndex(
            index_dir=index_dir, chroma_url=chroma_url, lock_dir=lock_dir, generation=self.generation
        )
        self._mirror = Mirror(self._catalog, self._index, embedder)
        self._ruled = Ruled(self._catalog, embedder.name, self._terms)
        self._shelves = Shelves(self._catalog, self._index, self._mirror, embedder)

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
        tags = tuple(sorted((labels or {}).items()))
        results: dict[int, IngestResult] = {}
        with Pipeline(self._embedder, prepare=self._index.prepare, write=self._write) as on_its_way:
            for done, (file, path) in enumerate(files):
                if progress is not None:
                    progress(done, len(files), path)
                on_its_way.settle(path)
                try:
                    data = load(file, path)
                    known = self._known(path, kind)
                    same = self._unchanged(path, data, tags, known)
                    if same is not None:
                        results[done] = same
                        continue
                    on_its_way.begin()
                    read = self._draft(path, data, kind, tags, known)
                except Unreadable as error:
                    results[done] = IngestResult(path=path, status="refused", reason=str(error), kind=kind)
                except OSError as error:
                    reason = f"{path} cannot be read: {error.strerror}."
                    results[done] = IngestResult(path=path, status="refused", reason=reason, kind=kind)
                else:
                    on_its_way.put(done, read)
            results |= on_its_way.finish()
        if progress is not None:
            progress(len(files), len(files), "")
        return [results[place] for place in range(len(files))]

    def add(
        self, name: str, data: bytes, *, kind: DocumentKind = "policy", labels: Mapping[str, str] | None = None
    ) -> IngestResult:
        """Take in one document under a path. A table with the columns of past resolutions is taken as such."""
        tags = tuple(sorted((labels or {}).items()))
        try:
            found = self._read(name, data, kind, tags)
        except Unreadable as error:
            return IngestResult(path=name, status="refused", reason=str(error), kind=kind)
        return found if isinstance(found, IngestResult) else self._write({0: found})[0]

    def compare(
        self, path: str, data: bytes, *, kind: DocumentKind = "policy", labels: Mapping[str, str] | None = None
    ) -> Changes:
        """What `add` would change in the terms, without changing anything. A file that cannot be read is `refused`."""
        tags = tuple(sorted((labels or {}).items()))
        try:
            found = self._read(path, data, kind, tags)
        except Unreadable as error:
            return Changes(path=path, status="refused", reason=str(error))
        if isinstance(found, IngestResult):
            return Changes(path=path, status="unchanged", since=found.version)
        with self._catalog.reading() as connection:
            id_ = found.document.id
            before = self._catalog.current(connection, [id_]).get(id_)
            last, _ = self._catalog.last_versions(connection, [id_]).get(id_, (0, False))
            found = found.as_version(last + 1)
            read = self._ruled.applied(connection, found.document, found.terms, found.passages)
        old = () if before is None else self._catalog.terms(path)
        mine = [term for term in old if before is not None and term.version == before.version]
        added, removed, changed = compared(mine, read)
        return Changes(
            path=path,
            status="added" if before is None else "updated",
            since=None if before is None else before.version,
            holds_from=found.document.standing.effective_from,
            standing=found.document.standing,
            added=added,
            removed=removed,
            changed=changed,
        )

    def preview(
        self, paths: Sequence[Path], *, kind: DocumentKind = "policy", labels: Mapping[str, str] | None = None
    ) -> list[Changes]:
        """What `ingest` would change in the terms, a result a file, without changing anything. Raises as `ingest` does."""
        found = []
        for file, path in documents_in(paths):
            try:
                found.append(self.compare(path, load(file, path), kind=kind, labels=labels))
            except Unreadable as error:
                found.append(Changes(path=path, status="refused", reason=str(error)))
            except OSError as error:
                found.append(Changes(path=path, status="refused", reason=f"{path} cannot be read: {error.strerror}."))
        return found

    def remove(self, path: str) -> None:
        """Take a document out of use with all its versions, which stay readable. Raises UnknownDocument."""
        known = [document for document in self._catalog.documents() if document.path == path]
        if not known:
            raise UnknownDocument(f"There is no document {path}.")
        with self._mirror.changing([document.id for document in known]) as (connection, _):
            for document in known:
                self._catalog.retire(connection, document.id)

    def generation(self) -> int:
        """A number that grows with every change of the record."""
        return self._catalog.generation()[0]

    def state(self) -> tuple[int, dt.date]:
        """The generation and the day: while both stay as they are, so do documents, passages and terms."""
        return self.generation(), self._today()

    def documents(self, *, kind: DocumentKind | None = None) -> tuple[Document, ...]:
        """The documents in use, by path."""
        return self._catalog.documents(kind=kind)

    def earlier(self) -> dict[str, tuple[Edition, ...]]:
        """Of documents by their ids the versions before the newest that still hold on some days, oldest first."""
        return {id_: held[:-1] for id_, held in self._catalog.editions().items() if len(held) > 1}

    def document(self, path: str, version: int | None = None) -> Document:
        """A document, in the version in use or in any that ever was. Raises UnknownDocument."""
        return self._catalog.document(path, version)

    def passages(self, path: str, version: int | None = None) -> tuple[Passage, ...]:
        """The passages of a document in reading order: of its newest version, or of any other. Raises UnknownDocument."""
        document = self._catalog.document(path, version)
        if version is not None:
            return self._catalog.passages(document)
        return tuple(p for p in self._catalog.all_passages(wanted=[document.id]) if p.version == document.version)

    def terms(
        self, path: str | None = None, *, on: dt.date | None = None, seen: dt.date | None = None
    ) -> tuple[Term, ...]:
        """The terms of the documents in use (or of one), by path; with `on`, of those in force on that day.

        The clauses of a version that another one replaces from a later day are among them, and so are those of one that
        was replaced: they rule on what happened before (`Standing.orders_before`), seen from the day `seen` (default:
        today). What people rejected is not among them, nor what another clause overrules.
        """
        found = self._ruled.settled(self._catalog.terms(path, seen=seen or on or self._today()))
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
        self._ruled.rule(term, verdict, by=by, at=at, note=note, rules=rules)

    def rulings(self) -> tuple[Ruling, ...]:
        """Everything that people ever ruled about clauses, oldest first."""
        return self._ruled.made()

    def asked_again(self) -> tuple[Asked, ...]:
        """The rulings whose clause no longer stands word for word in the version in use of its document."""
        return self._ruled.asked_again()

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
        region: str | None = None,
    ) -> tuple[Hit, ...]:
        """The k passages that answer a query best, the best first.

        `on`: the day on which a document must be in force (default: today). `made_on`: the day of the order, booking or
        contract; with it, a document that is kept for older orders counts as in force for them, and one that holds
        for others does not. So of two versions of a document the one is found that held on that day. `region`: leaves out
        documents that name other regions only. Internal documents and those out of force are found only when asked for.
        """
        found = self.search_many(
            [query], k=k, kind=kind, on=on, made_on=made_on, include_internal=include_internal,
            in_force_only=in_force_only, region=region,
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
        region: str | None = None,
        dated: bool = True,
    ) -> tuple[tuple[Hit, ...], ...]:
        """`search` for several queries at once, which is much faster than one by one; the same order.

        Not `dated`, the hits are the same for every day (unless `in_force_only`), and `as_of` puts them to one.
        """
        from knowledge.vectors import Filter

        if not queries:
            return ()
        wanted = Filter(
            kind=kind,
            on=(on or self._today()) if in_force_only else None,
            made_on=made_on if in_force_only else None,
            include_internal=include_internal,
            region=region or None,
        )
        found = self._shelves.find(queries, k=k, wanted=wanted)
        return self.as_of(found, on or self._today(), made_on) if dated else found

    def as_of(
        self, found: tuple[tuple[Hit, ...], ...], on: dt.date, made_on: dt.date | None
    ) -> tuple[tuple[Hit, ...], ...]:
        """Hits under the version of their document that held on the day of the event, where several hold the words."""
        return self._shelves.as_of(found, on, made_on)

    def reindex(self, *, progress: Progress | None = None) -> int:
        """Make the index anew from the record, and read the terms again; the number of passages.

        What people ruled about terms stays as it is.
        """
        with self._index.held():
            self._mirror.renew(progress=progress)
            # Read before the transaction begins, which holds up whoever else wants to write.
            again = [
                (document, held, self._terms(document, held))
                for document in self._in_use("policy")
                for held in [self._catalog.passages(document)]
            ]
            with self._catalog.writing() as connection:
                number = self._catalog.advance(connection, self._embedder.name)
                for document, held, read in again:
                    self._catalog.write_terms(
                        connection, document, self._ruled.applied(connection, document, read, held)
                    )
            self._index.moved_to(number)
            return len(self._catalog.all_passages())

    def in_step(self) -> tuple[int, int]:
        """How many entries the index should hold by the record, and how many it holds. It mends nothing."""
        with self._index.held():
            return self._mirror.in_step()

    def close(self) -> None:
        """Let go of the index. The engine belongs to whoever made it."""
        self._shelves.forget()
        self._index.close()

    def _read(self, name: str, data: bytes, kind: DocumentKind, tags: Labels) -> Draft | IngestResult:
        """The draft of a file, or what is known of it where it is unchanged. Raises Unreadable."""
        known = self._known(name, kind)
        return self._unchanged(name, data, tags, known) or self._draft(name, data, kind, tags, known)

    def _known(self, name: str, kind: DocumentKind) -> dict[str, Document]:
        """The documents in use at a path by their ids: the one of a kind, and what was taken for past resolutions."""
        with self._catalog.reading() as connection:
            return self._catalog.current(connection, [document_id(name, k) for k in {kind, "resolution"}])

    def _unchanged(self, name: str, data: bytes, tags: Labels, known: Mapping[str, Document]) -> IngestResult | None:
        """What is known of a file where it is unchanged."""
        content = content_hash(data)
        for document in known.values():
            if document.content_hash == content and document.labels == tags:
                return IngestResult(
                    path=name,
                    status="unchanged",
                    kind=document.kind,
                    version=document.version,
                    passages=self._catalog.passage_count(document),
                    title=document.title,
                )
        return None

    def _draft(self, name: str, data: bytes, kind: DocumentKind, tags: Labels, known: Mapping[str, Document]) -> Draft:
        return draft(name, data, kind=kind, labels=tags, read_terms=self._read_terms, known=known)

    def _in_use(self, kind: DocumentKind) -> list[Document]:
        """Every version in use of every document of a kind."""
        held = self._catalog.editions()
        return [
            self._catalog.document(document.path, edition.version)
            for document in self._catalog.documents(kind=kind)
            for edition in held[document.id]
        ]

    def _terms(self, document: Document, passages: Sequence[Passage]) -> tuple[Term, ...]:
        return self._read_terms(passages) if document.kind == "policy" else ()

    def _write(
        self, drafts: Mapping[int, Draft], made: Sequence[Future[Mapping[str, Vectors]]] = ()
    ) -> dict[int, IngestResult]:
        """Record and index take the drafts together, or neither takes any; `made`: their vectors, where they are under way."""
        results: dict[int, IngestResult] = {}
        if not drafts:
            return results
        ready = {text: vector for each in made for text, vector in each.result().items()}
        if not made:
            ready.update(vectors_of(list(drafts.values()), self._embedder))
        from knowledge import rulings

        ids = [each.document.id for each in drafts.values()]
        written: list[tuple[Document, Sequence[Passage], Sequence[Term]]] = []
        with self._mirror.changing(ids, ready) as (connection, unheard_of):
            last = self._catalog.last_versions(connection, ids)
            made_of = rulings.in_effect(rulings.history(connection, of=ids))
            for place, guess in drafts.items():
                id_ = guess.document.id
                number, used = last.get(id_, (0, False))
                # Another program may have taken in a version since the file was read.
                each = guess.as_version(number + 1)
                ruled = [ruling for ruling in made_of if ruling.document == id_]
                written.append((each.document, each.passages, rulings.applied(ruled, each.terms, each.passages)))
                if id_ not in last:
                    unheard_of.extend(each.passages)
                results[place] = IngestResult(
                    path=each.document.path,
                    status="updated" if used else "added",
                    kind=each.document.kind,
                    version=each.document.version,
                    passages=len(each.passages),
                    title=each.document.title,
                )
            self._catalog.add(connection, written)
        return results


__all__ = ["IngestResult", "KnowledgeBase", "KnowledgeError"]
