"""The schema of the record, revision by revision; it is brought up to date when the database is opened."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

VERSION_TABLE = "schema_version"
REVISIONS = ("0001", "0002", "0003", "0004")
HEAD = REVISIONS[-1]


def upgrade(connection: Connection, to: str = HEAD) -> None:
    """Brings the schema up to the revision, inside the transaction of the connection."""
    # Alembic takes long to import, and a database that is up to date does not need it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    # The configuration expands "%".
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, to)
