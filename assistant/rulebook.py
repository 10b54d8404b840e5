"""What the documents say, read from the record once for each of its states, not for each letter."""

from __future__ import annotations

import re
from datetime import date, timedelta

from knowledge.base import KnowledgeBase
from knowledge.passage import Document, Passage
from knowledge.terms import Term

State = tuple[int, date]
"""The generation of the record and the day: while both stay as they are, so does all that the documents say."""


_FORM = re.compile(r"(?:form|given[ _]as|paid[ _]as|credit[ _]form)", re.IGNORECASE)


def _tells_form(term: Term) -> bool:
    """Whether a clause is a row of a table with a column for the form in which something is given."""
    return any(_FORM.fullmatch(name) for name, _ in term.cells)


class Pages:
    """What the documents say in one state of the record; each document is read when it is first asked for."""

    def __init__(self, knowledge: KnowledgeBase, state: State) -> None:
        self.state = state
        self._knowledge = knowledge
        self._terms: dict[str, list[Term]] | None = None
        self._documents: tuple[Document, ...] | None = None
        self._passages: dict[str, tuple[Passage, ...]] = {}
        self._turns: frozenset[date] | None = None
        self._internal: tuple[str, ...] | None = None
        self._tables: tuple[str, ...] | None = None

    def terms(self, path: str) -> tuple[Term, ...]:
        """The terms of a document, as `KnowledgeBase.terms` gives them."""
        return tuple(self._by_path().get(path, ()))

    def all_terms(self) -> tuple[Term, ...]:
        """The terms of all documents, by path."""
        return tuple(term for found in self._by_path().values() for term in found)

    def turns(self) -> frozenset[date]:
        """The days from which on other terms are in force than before, the first day of all among them."""
        if self._turns is None:
            turns = {date.min}
            for standing in {term.standing for term in self.all_terms()}:
                ends = standing.effective_until
                turns |= {standing.effective_from or date.min, ends + timedelta(days=1) if ends else date.min}
            self._turns = frozenset(turns)
        return self._turns

    def documents(self) -> tuple[Document, ...]:
        """The policies in use, by path."""
        if self._documents is None:
            self._documents = self._knowledge.documents(kind="policy")
        return self._documents

    def passages(self, path: str) -> tuple[Passage, ...]:
        """The passages of a document in reading order."""
        if path not in self._passages:
            self._passages[path] = self._knowledge.passages(path)
        return self._passages[path]

    def matrices(self) -> tuple[str, ...]:
        """The paths of the documents for customers that are a table of what is given, in which form, when something goes wrong."""
        if self._tables is None:
            inside = {document.path for document in self.documents() if document.standing.internal}
            found = self._by_path().items()
            self._tables = tuple(path for path, terms in found if path not in inside and all(map(_tells_form, terms)))
        return self._tables

    def internal(self) -> tuple[str, ...]:
        """The texts of the documents that are not for customers."""
        if self._internal is None:
            inside = [document.path for document in self.documents() if document.standing.internal]
            self._internal = tuple(passage.text for path in inside for passage in self.passages(path))
        return self._internal

    def _by_path(self) -> dict[str, list[Term]]:
        if self._terms is None:
            found: dict[str, list[Term]] = {}
            for term in self._knowledge.terms(seen=self.state[1]):
                found.setdefault(term.path, []).append(term)
            self._terms = found
        return self._terms


class Rulebook:
    """The pages as they stand now. Safe to use from several threads: two may read the same page, and read the same."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        self._pages: Pages | None = None

    def pages(self) -> Pages:
        """What the documents say now."""
        state = self._knowledge.state()
        pages = self._pages
        if pages is None or pages.state != state:
            pages = self._pages = Pages(self._knowledge, state)
        return pages
