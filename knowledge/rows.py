"""Rows of the record as documents, passages and terms, and terms as rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Row, select

from knowledge.passage import Document, Passage, Standing
from knowledge.tables import documents, versions
from knowledge.terms import Term


def term_rows(document: Document, read: Sequence[Term]) -> list[dict[str, Any]]:
    unique = {term.id: term for term in read}
    return [
        {
            "document": document.id,
            "version": document.version,
            "id": term.id,
            "position": position,
            "confirmed": term.confirmed,
            "body": term.model_dump(mode="json", exclude_defaults=True),
        }
        for position, term in enumerate(unique.values())
    ]


def documents_with_versions() -> Any:
    return select(
        documents.c.id,
        documents.c.path,
        documents.c.kind,
        versions.c.version,
        versions.c.title,
        versions.c.content_hash,
        versions.c.standing,
        versions.c.labels,
        versions.c.hidden,
    ).join(versions, versions.c.document == documents.c.id)


def document_of(row: Row[Any]) -> Document:
    return Document(
        id=row.id,
        path=row.path,
        kind=row.kind,
        version=row.version,
        title=row.title,
        content_hash=row.content_hash,
        standing=Standing.model_validate(row.standing),
        labels=_pairs(row.labels),
        hidden=tuple(row.hidden),
    )


def passage_of(row: Row[Any], document: Document) -> Passage:
    return Passage(
        id=row.id,
        document=document.id,
        path=document.path,
        kind=document.kind,
        version=document.version,
        title=document.title,
        section=row.section,
        text=row.text,
        position=row.position,
        standing=document.standing,
        page=row.page,
        fields=_pairs(row.fields),
    )


_Stood = TypeVar("_Stood", Passage, Term)


def standing_as(one: _Stood, standing: Standing) -> _Stood:
    return one if one.standing == standing else one.model_copy(update={"standing": standing})


def _pairs(stored: Iterable[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in stored)
