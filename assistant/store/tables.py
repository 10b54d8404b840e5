"""The tables of the record, for SQLite and PostgreSQL alike."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)


class Moment(TypeDecorator[dt.datetime]):
    """A moment with its time zone, kept in UTC; SQLite has no type for that and gives it back bare."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Refuses a moment without a time zone (ValueError): nobody could say later when it was."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(dt.UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> dt.datetime | None:
        """Always in UTC, with the time zone."""
        if value is None:
            return None
        moment: dt.datetime = value
        return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)


# SQLite counts up only a column that is exactly INTEGER.
_SERIAL = BigInteger().with_variant(Integer(), "sqlite")
_SHA = String(64)

# The last number given out for each kind of id.
counters = Table(
    "counters", metadata, Column("name", String(20), primary_key=True), Column("value", Integer, nullable=False)
)

# Every complaint, draft, edit, sent letter and prompt, once each, under the SHA-256 of its UTF-8 bytes.
texts = Table("texts", metadata, Column("sha", _SHA, primary_key=True), Column("body", Text, nullable=False))

# `body` holds the case without what stands in other columns and tables; `state` and `severity` repeat what the case
# derives from itself, for the lists, and are written with every change.
cases = Table(
    "cases",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("state", String(20), nullable=False, index=True),
    Column("severity", String(20)),
    Column("received_on", Date, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("complaint", _SHA, ForeignKey("texts.sha"), nullable=False),
    Column("letter", _SHA, ForeignKey("texts.sha")),
    # No foreign key: runs point at their case already, and a circle could not be filled.
    Column("run", _SERIAL),
    Column("body", JSON, nullable=False),
)

# One row a preparation: the whole proposal, evidence included, and the hash of what it was made from.
runs = Table(
    "runs",
    metadata,
    Column("id", _SERIAL, primary_key=True, autoincrement=True),
    Column("case_number", Integer, ForeignKey("cases.number"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("input", _SHA, nullable=False, index=True),
    Column("letter", _SHA, ForeignKey("texts.sha"), nullable=False),
    Column("proposal", JSON, nullable=False),
)

# Append-only, by triggers. An event without a case concerns the house (an account added).
events = Table(
    "events",
    metadata,
    Column("id", _SERIAL, primary_key=True, autoincrement=True),
    Column("case_number", Integer, ForeignKey("cases.number"), index=True),
    Column("version", Integer),
    Column("at", Moment, nullable=False),
    Column("actor", String(64), nullable=False),
    Column("verb", String(40), nullable=False),
    Column("note", Text, nullable=False),
    Column("text", _SHA, ForeignKey("texts.sha")),
)

promises = Table(
    "promises",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("case_number", Integer, ForeignKey("cases.number"), nullable=False, index=True),
    Column("sentence", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("amount", JSON(none_as_null=True)),
    Column("due", Date, nullable=False),
    Column("made_on", Date, nullable=False),
    Column("owner", String(64), nullable=False),
    Column("state", String(20), nullable=False),
    Column("closed_on", Date),
    Column("note", Text, nullable=False),
    # What no list is asked by: the letter, evidence, how the day came about, and its changes.
    Column("more", JSON, nullable=False, server_default="{}"),
    Index(None, "state", "due"),
)

users = Table(
    "users",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("role", String(20), nullable=False),
    # Empty where the person cannot sign in with a password.
    Column("password", Text),
    Column("created_at", Moment, nullable=False),
    Column("disabled_at", Moment),
)
