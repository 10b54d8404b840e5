"""The first schema: the record of cases, and the tables of the knowledge room."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)
_SHA = sa.String(64)


def upgrade() -> None:
    """Makes every table, the counters' first rows, and the triggers that keep events append-only."""
    counters = op.create_table(
        "counters",
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counters"),
    )
    op.bulk_insert(counters, [{"name": "case", "value": 0}, {"name": "promise", "value": 0}])
    op.create_table(
        "texts",
        sa.Column("sha", _SHA, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha", name="pk_texts"),
    )
    op.create_table(
        "cases",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("severity", sa.String(20)),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.Column("complaint", _SHA, nullable=False),
        sa.Column("letter", _SHA),
        sa.Column("run", _SERIAL),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_cases"),
        sa.ForeignKeyConstraint(["complaint"], ["texts.sha"], name="fk_cases_complaint"),
        sa.ForeignKeyConstraint(["letter"], ["texts.sha"], name="fk_cases_letter"),
    )
    op.create_index("ix_cases_state", "cases", ["state"])
    op.create_table(
        "runs",
        sa.Column("id", _SERIAL, autoincrement=True, nullable=False),
        sa.Column("case_number", sa.Integer(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("input", _SHA, nullable=False),
        sa.Column("letter", _SHA, nullable=False),
        sa.Column("proposal", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
        sa.ForeignKeyConstraint(["case_number"], ["cases.number"], name="fk_runs_case_number"),
        sa.ForeignKeyConstraint(["letter"], ["texts.sha"], name="fk_runs_letter"),
    )
    op.create_index("ix_runs_case_number", "runs", ["case_number"])
    op.create_index("ix_runs_input", "runs", ["input"])
    op.create_table(
        "events",
        sa.Column("id", _SERIAL, autoincrement=True, nullable=False),
        sa.Column("case_number", sa.Integer()),
        sa.Column("version", sa.Integer()),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("verb", sa.String(40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("text", _SHA),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        sa.ForeignKeyConstraint(["case_number"], ["cases.number"], name="fk_events_case_number"),
        sa.ForeignKeyConstraint(["text"], ["texts.sha"], name="fk_events_text"),
    )
    op.create_index("ix_events_case_number", "events", ["case_number"])
    op.create_table(
        "promises",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_number", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("amount", sa.JSON()),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("closed_on", sa.Date()),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_promises"),
        sa.ForeignKeyConstraint(["case_number"], ["cases.number"], name="fk_promises_case_number"),
    )
    op.create_index("ix_promises_case_number", "promises", ["case_number"])
    op.create_index("ix_promises_state_due", "promises", ["state", "due"])
    op.create_table(
        "users",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("password", sa.Text()),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("disabled_at", _MOMENT),
        sa.PrimaryKeyConstraint("name", name="pk_users"),
    )
    _keep_events_append_only()
    _make_what_is_known()


def _make_what_is_known() -> None:
    op.create_table(
        "knowledge_documents",
        sa.Column("id", _SHA, nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("version", sa.Integer()),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "knowledge_versions",
        sa.Column("document", _SHA, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("content_hash", _SHA, nullable=False),
        sa.Column("standing", sa.JSON(), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("hidden", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("document", "version"),
        sa.ForeignKeyConstraint(["document"], ["knowledge_documents.id"]),
    )
    op.create_table(
        "knowledge_passages",
        sa.Column("document", _SHA, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", _SHA, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer()),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("document", "version", "id"),
        _of_a_version(),
    )
    op.create_index("knowledge_passages_by_id", "knowledge_passages", ["id"])
    op.create_table(
        "knowledge_terms",
        sa.Column("document", _SHA, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", _SHA, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("document", "version", "id"),
        _of_a_version(),
    )
    op.create_table(
        "knowledge_generation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("embedder", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "knowledge_pending",
        sa.Column("document", _SHA, nullable=False),
        sa.Column("token", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("document"),
    )


def _of_a_version() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["document", "version"], ["knowledge_versions.document", "knowledge_versions.version"]
    )


def _keep_events_append_only() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER events_no_{verb.lower()} BEFORE {verb} ON events "
                "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION events_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'events are append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER events_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON events "
        "FOR EACH STATEMENT EXECUTE FUNCTION events_append_only()"
    )
