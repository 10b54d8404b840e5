"""What people ruled about terms, on record, and the terms that follow from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from knowledge import rulings
from knowledge.errors import UnknownDocument
from knowledge.passage import Document, Passage
from knowledge.rulings import Asked, Ruling, Verdict
from knowledge.terms import Term

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from knowledge.catalog import Catalog


class Ruled:
    """Puts rulings on record and in the place of what is read. `read`: the terms of a version out of its passages."""

    def __init__(
        self, catalog: Catalog, embedder: str, read: Callable[[Document, Sequence[Passage]], tuple[Term, ...]]
    ) -> None:
        self._catalog = catalog
        self._embedder = embedder
        self._read = read

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
        """Put a ruling on record, and have the terms follow it, in every version (`KnowledgeBase.rule`)."""
        document = self._catalog.document(term.path)
        place = (rules.path, rules.quote) if rules is not None else None
        with self._catalog.writing() as connection:
            self._catalog.advance(connection, self._embedder)
            made = rulings.history(connection, of=[document.id])
            known = any((r.section, r.quote) == (term.section, term.quote) for r in made)
            versions = self._catalog.versions(connection, document.id)
            texts = (p.text for each in reversed(versions) for p in self._catalog.passages(each, connection))
            if not known and not any(term.quote in text for text in texts):
                raise UnknownDocument(f"There is no term {term.id} in the documents in use.")
            rulings.put(connection, document.id, term, verdict, by=by, at=at, note=note, rules=place)
            for version in versions:
                held = self._catalog.passages(version, connection)
                read = self._read(version, held)
                self._catalog.write_terms(connection, version, self.applied(connection, version, read, held))

    def made(self) -> tuple[Ruling, ...]:
        """Everything that people ever ruled about clauses, oldest first."""
        with self._catalog.reading() as connection:
            return rulings.history(connection)

    def asked_again(self) -> tuple[Asked, ...]:
        """The rulings whose clause no longer stands word for word in the version in use of its document."""
        made = rulings.in_effect(self.made())
        asked: list[Asked] = []
        for document in self._catalog.documents(kind="policy"):
            mine = [ruling for ruling in made if ruling.document == document.id]
            if mine:
                terms = [t for t in self._catalog.terms(document.path) if t.version == document.version]
                asked += rulings.asked_again(mine, terms, self._catalog.passages(document))
        return tuple(asked)

    def applied(
        self, connection: Connection, document: Document, read: Sequence[Term], passages: Sequence[Passage]
    ) -> tuple[Term, ...]:
        """What was read of a version, with what people ruled about its clauses in its place."""
        made = rulings.in_effect(rulings.history(connection, of=[document.id]))
        return rulings.applied(made, read, passages)

    def settled(self, terms: tuple[Term, ...]) -> tuple[Term, ...]:
        """The terms without those that another clause overrules."""
        with self._catalog.reading() as connection:
            made = rulings.overruled(connection)
        if not made:
            return terms
        paths = {ruling.rules[0] for ruling in made if ruling.rules is not None}
        winners = {(t.path, t.quote): t for path in paths for t in self._catalog.terms(path)}
        return rulings.settled(terms, made, winners)
