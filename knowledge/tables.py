"""The tables of the record in SQL, and what goes wrong with them in sentences for people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Engine,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    false,
    insert,
    select,
)
from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError

from knowledge.errors import IndexUnavailable

metadata = MetaData()

documents = Table(
    "knowledge_documents",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("path", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    # The version in use; null once the document was removed. Its versions stay readable.
    Column("version", Integer),
    # The generation at which it was changed last.
    Column("changed", Integer, nullable=False, server_default="0"),
)
versions = Table(
    "knowledge_versions",
    metadata,
    Column("document", String(64), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("standing", JSON, nullable=False),
    Column("labels", JSON, nullable=False),
    Column("hidden", JSON, nullable=False),
    # It went out of use with its document, and does not come back with a later version.
    Column("withdrawn", Boolean, nullable=False, server_default=false()),
    ForeignKeyConstraint(["document"], ["knowledge_documents.id"]),
)
passages = Table(
    "knowledge_passages",
    metadata,
    Column("document", String(64), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("section", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("page", Integer),
    Column("fields", JSON, nullable=False),
    ForeignKeyConstraint(["document", "version"], ["knowledge_versions.document", "knowledge_versions.version"]),
    Index("knowledge_passages_by_id", "id"),
)
terms = Table(
    "knowledge_terms",
    metadata,
    Column("document", String(64), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("confirmed", Boolean, nullable=False),
    Column("body", JSON, nullable=False),
    ForeignKeyConstraint(["document", "version"], ["knowledge_versions.document", "knowledge_versions.version"]),
)
# What people ruled about clauses (`knowledge.rulings`), oldest first. Nothing is changed or taken away here.
rulings = Table(
    "knowledge_rulings",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("document", String(64), nullable=False),
    Column("section", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("verdict", String(20), nullable=False),
    Column("body", JSON, nullable=False),
    Column("rules", JSON(none_as_null=True)),
    Column("by", String(64), nullable=False),
    Column("at", String(40), nullable=False),
    Column("note", Text, nullable=False),
    ForeignKeyConstraint(["document"], ["knowledge_documents.id"]),
    Index("knowledge_rulings_by_document", "document"),
)
# One row. `number` grows with every change; `embedder` is the model whose vectors the index holds.
generation = Table(
    "knowledge_generation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("embedder", String(200), nullable=False),
)
# Documents whose vectors may differ from the record, because a change began and is not known to have ended.
pending = Table(
    "knowledge_pending",
    metadata,
    Column("document", String(64), primary_key=True),
    Column("token", String(64), nullable=False),
)


def create_tables(engine: Engine) -> None:
    """Create the tables that are missing, and the row at which writers wait in line."""
    with in_sentences():
        metadata.create_all(engine)
        with engine.connect() as connection:
            begun = connection.execute(select(generation.c.id)).first() is not None
        if not begun:
            with suppress(IntegrityError), engine.begin() as connection:  # another program may be quicker
                connection.execute(insert(generation).values(id=1, number=0, embedder=""))


@contextmanager
def in_sentences() -> Iterator[None]:
    """Database errors as sentences for people."""
    try:
        yield
    except OperationalError as error:
        raise IndexUnavailable(f"The database cannot be used now: {error.orig}.") from error
    except SQLAlchemyError as error:
        raise IndexUnavailable(f"The database refused to work: {error}.") from error
