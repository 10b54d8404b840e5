"""The record of what is known, in SQL: documents, versions, passages, terms. It is the truth; the index follows it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Table, bindparam, delete, func, insert, select, update

from knowledge.editions import Edition, editions, seen_from, together
from knowledge.errors import UnknownDocument
from knowledge.passage import Document, DocumentKind, Passage, Standing
from knowledge.rows import document_of, documents_with_versions, passage_of, standing_as, term_rows
from knowledge.tables import documents, generation, in_sentences, passages, pending, terms, versions
from knowledge.terms import Term

# Asked with every search, and so made once.
_GENERATION = select(generation.c.number, generation.c.embedder)


class Catalog:
    """Reads and writes the record. What writes takes the connection of a transaction (`writing`)."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with. Raises IndexUnavailable when the database does not answer."""
        with in_sentences(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: committed at the end, undone on an error.

        It says that it will write, so that an engine of SQLite can take the lock at its start: one that reads first
        can no longer write once another has written meanwhile, however long it waits.
        """
        with in_sentences(), self._engine.execution_options(writing=True).begin() as connection:
            yield connection

    @contextmanager
    def _by(self, connection: Connection | None) -> Iterator[Connection]:
        """The connection that was given, which sees what its transaction wrote, or one of its own."""
        if connection is not None:
            yield connection
        else:
            with self.reading() as own:
                yield own

    def generation(self, connection: Connection | None = None) -> tuple[int, str]:
        """The number of the last change and the name of the embedder in use; (0, "") before the first."""
        with self._by(connection) as reader:
            row = reader.execute(_GENERATION).first()
        return (row.number, row.embedder) if row is not None else (0, "")

    def advance(self, connection: Connection, embedder: str) -> int:
        """Count a change; the first statement of a writing transaction, because it makes writers wait in line."""
        changed = connection.execute(
            update(generation).where(generation.c.id == 1).values(number=generation.c.number + 1, embedder=embedder)
        )
        if changed.rowcount == 0:
            connection.execute(insert(generation).values(id=1, number=1, embedder=embedder))
        return self.generation(connection)[0]

    def wait(self, connection: Connection) -> None:
        """Wait in line with other writers without counting a change; what is read afterwards is what they left."""
        connection.execute(update(generation).where(generation.c.id == 1).values(number=generation.c.number))

    def current(self, connection: Connection, wanted: Sequence[str]) -> dict[str, Document]:
        """The newest version in use of documents by their ids; without those that there are none of, or were removed."""
        rows = connection.execute(
            documents_with_versions().where(documents.c.id.in_(wanted), documents.c.version == versions.c.version)
        )
        return {row.id: document_of(row) for row in rows}

    def documents(self, *, kind: DocumentKind | None = None) -> tuple[Document, ...]:
        """The versions in use, by path."""
        query = documents_with_versions().where(documents.c.version == versions.c.version).order_by(documents.c.path)
        if kind is not None:
            query = query.where(documents.c.kind == kind)
        with self.reading() as connection:
            return tuple(document_of(row) for row in connection.execute(query))

    def document(self, path: str, version: int | None = None) -> Document:
        """A document by its path, in the version in use or in any other. Raises UnknownDocument."""
        wanted = documents.c.version == versions.c.version if version is None else versions.c.version == version
        with self.reading() as connection:
            row = connection.execute(
                documents_with_versions().where(documents.c.path == path, wanted).order_by(documents.c.kind)
            ).first()
        if row is None:
            which = f" in version {version}" if version is not None else ""
            raise UnknownDocument(f"There is no document {path}{which}.")
        return document_of(row)

    def passages(self, document: Document, connection: Connection | None = None) -> tuple[Passage, ...]:
        """The passages of one version, in reading order."""
        if connection is None:
            with self.reading() as own:
                return self.passages(document, own)
        rows = connection.execute(
            select(passages)
            .where(passages.c.document == document.id, passages.c.version == document.version)
            .order_by(passages.c.position)
        )
        return tuple(passage_of(row, document) for row in rows)

    def editions(
        self, *, wanted: Sequence[str] | None = None, connection: Connection | None = None
    ) -> dict[str, tuple[Edition, ...]]:
        """The versions in use of each document by its id (of those with the ids `wanted`), oldest first."""
        query = (
            select(versions.c.document, versions.c.version, versions.c.standing)
            .join(documents, documents.c.id == versions.c.document)
            .where(documents.c.version.is_not(None), versions.c.withdrawn.is_(False))
            .order_by(versions.c.document, versions.c.version)
        )
        if wanted is not None:
            query = query.where(documents.c.id.in_(wanted))
        found: dict[str, list[tuple[int, Standing]]] = defaultdict(list)
        with self._by(connection) as reader:
            for row in reader.execute(query):
                found[row.document].append((row.version, Standing.model_validate(row.standing)))
        return {document: editions(stated) for document, stated in found.items()}

    def held_by(self, ids: Iterable[str]) -> dict[tuple[str, str], tuple[Edition, ...]]:
        """The versions in use that hold each passage, oldest first, by document and passage id."""
        wanted = sorted(ids)
        with self.reading() as connection:
            rows = connection.execute(
                select(passages.c.document, passages.c.id, passages.c.version).where(passages.c.id.in_(wanted))
            ).all()
            known = self.editions(wanted=sorted({row.document for row in rows}), connection=connection)
        holding = {(row.document, row.id, row.version) for row in rows}
        return {
            (row.document, row.id): tuple(
                e for e in known.get(row.document, ()) if (row.document, row.id, e.version) in holding
            )
            for row in rows
        }

    def passage_count(self, document: Document) -> int:
        """How many passages one version has."""
        query = select(func.count()).where(passages.c.document == document.id, passages.c.version == document.version)
        with self.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def all_passages(
        self, *, wanted: Sequence[str] | None = None, connection: Connection | None = None
    ) -> tuple[Passage, ...]:
        """The passages of all versions in use (or of the documents with these ids), by path, newest version and position.

        Words that stand in several versions of a document in use are one passage, of the newest of them.
        """
        query = documents_with_versions().where(versions.c.withdrawn.is_(False), documents.c.version.is_not(None))
        rows = (
            select(passages)
            .join(documents, (documents.c.id == passages.c.document) & documents.c.version.is_not(None))
            .order_by(documents.c.path, documents.c.id, passages.c.version.desc(), passages.c.position)
        )
        if wanted is not None:
            query = query.where(documents.c.id.in_(wanted))
            rows = rows.where(documents.c.id.in_(wanted))
        found: dict[tuple[str, str], Passage] = {}
        held: dict[tuple[str, str], list[Edition]] = defaultdict(list)
        in_use = {
            (document, edition.version): edition
            for document, several in self.editions(wanted=wanted, connection=connection).items()
            for edition in several
        }
        with self._by(connection) as reader:
            known = {(row.id, row.version): document_of(row) for row in reader.execute(query)}
            for row in reader.execute(rows):
                place, key = (row.document, row.version), (row.document, row.id)
                if place in in_use and place in known:
                    held[key].insert(0, in_use[place])
                    if key not in found:
                        found[key] = passage_of(row, known[place])
        return tuple(standing_as(passage, together(held[key]).standing) for key, passage in found.items())

    def terms(self, path: str | None = None, *, seen: dt.date = dt.date.max) -> tuple[Term, ...]:
        """The terms of all versions in use, or of the document at one path, as they stand for who asks on the day `seen`.

        A term that stands in several versions of a document in use alike is one, of the newest of them.
        """
        query = (
            select(terms.c.body, terms.c.document, terms.c.version, terms.c.id)
            .join(documents, (documents.c.id == terms.c.document) & documents.c.version.is_not(None))
            .order_by(documents.c.path, documents.c.id, terms.c.version.desc(), terms.c.position)
        )
        if path is not None:
            query = query.where(documents.c.path == path)
        with self.reading() as connection:
            rows = connection.execute(query).all()
        ids = None if path is None else sorted({row.document for row in rows})
        in_use = {
            (document, edition.version): (edition, len(several) > 1)
            for document, several in self.editions(wanted=ids).items()
            for edition in several
        }
        found: dict[tuple[str, str], Term] = {}
        held: dict[tuple[str, str], list[Edition]] = defaultdict(list)
        for row in rows:
            if (row.document, row.version) not in in_use:
                continue
            edition, shared = in_use[row.document, row.version]
            key = (row.document, row.id)
            if shared:
                held[key].insert(0, edition)
            if key not in found:
                found[key] = Term.model_validate(row.body)
        return tuple(
            standing_as(term, seen_from(together(held[key]), seen)) if key in held else term
            for key, term in found.items()
        )

    def last_versions(self, connection: Connection, wanted: Sequence[str]) -> dict[str, tuple[int, bool]]:
        """The number of the newest version that there ever was of documents by their ids, and whether one is in use."""
        rows = connection.execute(
            select(versions.c.document, func.max(versions.c.version), func.max(documents.c.version))
            .join(documents, documents.c.id == versions.c.document)
            .where(versions.c.document.in_(wanted))
            .group_by(versions.c.document)
        )
        return {document: (last, used is not None) for document, last, used in rows}

    def add(
        self, connection: Connection, written: Sequence[tuple[Document, Sequence[Passage], Sequence[Term]]]
    ) -> None:
        """Write versions of so many different documents, with their passages and terms, and make each the newest in use."""
        number = self.generation(connection)[0]
        ids = [document.id for document, _, _ in written]
        known = set(connection.execute(select(documents.c.id).where(documents.c.id.in_(ids))).scalars())
        new = [document for document, _, _ in written if document.id not in known]
        _insert(
            connection,
            documents,
            [{"id": d.id, "path": d.path, "kind": d.kind, "version": d.version, "changed": number} for d in new],
        )
        for document, _, _ in written:
            if document.id in known:
                put = {"version": document.version, "changed": number}
                connection.execute(update(documents).where(documents.c.id == document.id).values(put))
        _insert(
            connection,
            versions,
            [
                {
                    "document": document.id,
                    "version": document.version,
                    "title": document.title,
                    "content_hash": document.content_hash,
                    "standing": document.standing.model_dump(mode="json", exclude_defaults=True),
                    "labels": document.labels,
                    "hidden": document.hidden,
                }
                for document, _, _ in written
            ],
        )
        _insert(
            connection,
            passages,
            [
                {
                    "document": document.id,
                    "version": document.version,
                    "id": passage.id,
                    "position": passage.position,
                    "section": passage.section,
                    "text": passage.text,
                    "page": passage.page,
                    "fields": passage.fields,
                }
                for document, found, _ in written
                for passage in found
            ],
        )
        _insert(connection, terms, [row for document, _, read in written for row in term_rows(document, read)])

    def write_terms(self, connection: Connection, document: Document, read: Sequence[Term]) -> None:
        """Replace the terms of one version."""
        connection.execute(delete(terms).where(terms.c.document == document.id, terms.c.version == document.version))
        _insert(connection, terms, term_rows(document, read))

    def versions(self, connection: Connection, document: str) -> tuple[Document, ...]:
        """Every version of a document that there ever was, oldest first."""
        rows = connection.execute(
            documents_with_versions().where(documents.c.id == document).order_by(versions.c.version)
        )
        return tuple(document_of(row) for row in rows)

    def retire(self, connection: Connection, document: str) -> None:
        """Take a document out of use with all its versions. They stay readable."""
        connection.execute(update(versions).where(versions.c.document == document).values(withdrawn=True))
        number = self.generation(connection)[0]
        connection.execute(update(documents).where(documents.c.id == document).values(version=None, changed=number))

    def changed_since(self, number: int) -> list[str]:
        """The ids of the documents that were changed after a generation, also of those that were removed."""
        with self.reading() as connection:
            return list(connection.execute(select(documents.c.id).where(documents.c.changed > number)).scalars())

    def mark(self, connection: Connection, marked: Collection[str], token: str) -> None:
        """Note that the vectors of documents, by their ids, are about to change."""
        self.unmark(connection, marked)
        _insert(connection, pending, [{"document": document, "token": token} for document in dict.fromkeys(marked)])

    def unmark(self, connection: Connection, marked: Collection[str], token: str | None = None) -> int:
        """Note that record and vectors agree again; how many marks (with this token) there were."""
        query = delete(pending).where(pending.c.document == bindparam("marked"))
        if token is not None:
            query = query.where(pending.c.token == token)
        return connection.execute(query, [{"marked": id_} for id_ in marked]).rowcount if marked else 0

    def marked(self, connection: Connection) -> list[str]:
        """The documents whose vectors may differ from the record."""
        return list(connection.execute(select(pending.c.document)).scalars())


def _insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
