"""Opening the database: its connection, its schema, and what goes wrong with it in a person's words."""

from __future__ import annotations

import errno
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from assistant.errors import SettingsError, StorageError
from assistant.migrations import HEAD, REVISIONS, VERSION_TABLE, upgrade

# Any number will do; it names the lock that migrations of this program take in a PostgreSQL database.
_MIGRATION_LOCK = 4_207_190_021


def open_database(target: str | Path, *, patience: float = 10.0) -> Engine:
    """Opens the database at a file path or URL and brings its schema up to date, one process at a time.

    `patience`: seconds to wait for somebody else's write. Raises SettingsError for a URL that is none, StorageError
    where the database cannot be used or was made by a newer version of the program.
    """
    url = _url(target)
    place = _place(url)
    with plainly(place):
        if url.get_backend_name() == "sqlite" and url.database:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        engine = _engine(url, patience)
        try:
            if _revision(engine, place) != HEAD:
                _migrate(engine, url, place, patience)
        except BaseException:
            engine.dispose()
            raise
    return engine


@contextmanager
def plainly(place: str) -> Iterator[None]:
    """Turns errors of the database and the disk into StorageError, with one sentence that names the place."""
    try:
        yield
    except DBAPIError as error:
        raise StorageError(_sentence(error.orig or error, place)) from error
    except sqlite3.Error as error:  # from the driver itself, which is asked directly for the journal mode
        raise StorageError(_sentence(error, place)) from error
    except SQLAlchemyError as error:
        raise StorageError(f"The record at {place} cannot be used: {_first_line(error)}.") from error
    except OSError as error:
        raise StorageError(_sentence(error, place)) from error


def place_of(engine: Engine) -> str:
    """Where the record is, for sentences: the file, or the URL without its password."""
    return _place(engine.url)


def _url(target: str | Path) -> URL:
    if isinstance(target, Path) or "://" not in target:
        return URL.create("sqlite+pysqlite", database=str(target))
    try:
        url = make_url(target)
    except (ArgumentError, ValueError):
        raise SettingsError(
            "The database URL cannot be read; one looks like postgresql+psycopg://user@host/name."
        ) from None
    if url.drivername in {"postgres", "postgresql"}:
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite":
        url = url.set(drivername="sqlite+pysqlite")
    if url.drivername not in {"sqlite+pysqlite", "postgresql+psycopg"}:
        raise SettingsError(
            f"The database URL starts with {url.drivername}://; use sqlite:/// or postgresql+psycopg://."
        )
    if url.drivername == "sqlite+pysqlite" and url.database in {None, "", ":memory:"}:
        raise SettingsError("The database URL names no file; the record cannot live in memory alone.")
    return url


def _place(url: URL) -> str:
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.set(query={}).render_as_string(hide_password=True)


def _engine(url: URL, patience: float) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(
            url,
            pool_pre_ping=True,
            connect_args={"connect_timeout": 10},
        )
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def _prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        assert isinstance(connection, sqlite3.Connection)
        # The driver would begin transactions by its own rules; the hook below begins them by ours.
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {int(patience * 1000)}")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A transaction that reads first and writes later fails at once when somebody wrote in between, however
        # patient it is; one that will write therefore says so and takes the write lock at its start.
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _revision(engine: Engine, place: str) -> str | None:
    """The schema that the database has; None for an empty one. Refuses one that this program does not know."""
    with engine.connect() as connection:
        if not inspect(connection).has_table(VERSION_TABLE):
            return None
        found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    if found is not None and found not in REVISIONS:
        raise StorageError(
            f"The record at {place} was made by a newer version of Amends (schema {found}, this one knows {HEAD}); "
            "install the newer version. Nothing was changed."
        )
    return None if found is None else str(found)


def _migrate(engine: Engine, url: URL, place: str, patience: float) -> None:
    # Slow to import, and a database that is up to date does not need it.
    from filelock import FileLock, Timeout

    if url.get_backend_name() == "sqlite":
        try:
            with FileLock(f"{url.database}.lock", timeout=max(patience, 60)):
                with engine.connect() as connection:
                    # Write-ahead logging lets people read while somebody writes; it cannot be set in a transaction.
                    connection.rollback()
                    driver = connection.connection.driver_connection
                    assert isinstance(driver, sqlite3.Connection)
                    driver.execute("PRAGMA journal_mode = WAL")
                if _revision(engine, place) != HEAD:
                    with engine.execution_options(writing=True).begin() as connection:
                        upgrade(connection)
        except Timeout as error:
            raise StorageError(f"Another program is bringing {place} up to date; try again in a minute.") from error
        return
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
        upgrade(connection)


_SQLITE = {
    "database or disk is full": "The disk is full, so the record at {place} was left as it was; free some space.",
    "readonly database": "The record at {place} is read-only; give write permission to it and its folder.",
    "unable to open database file": "The record at {place} cannot be opened; check that its folder is writable.",
    "database is locked": "The record at {place} is locked by another program; nothing was changed, try again.",
    "not a database": "The file {place} is not a record of Amends; move it away or choose another home.",
    "malformed": "The record at {place} is damaged; restore a backup.",
    "disk I/O error": "The disk failed under the record at {place}; nothing was changed, check the disk.",
}

_ERRNO = {
    errno.ENOSPC: "The disk is full, so nothing was changed at {place}; free some space.",
    errno.EDQUOT: "The disk quota is used up, so nothing was changed at {place}; free some space.",
    errno.EFBIG: "A file-size limit was reached, so nothing was changed at {place}.",
    errno.EROFS: "{place} is on a read-only disk; choose another home with --home or AMENDS_HOME.",
    errno.EACCES: "{place} cannot be written: permission denied; choose another home with --home or AMENDS_HOME.",
    errno.EPERM: "{place} cannot be written: permission denied; choose another home with --home or AMENDS_HOME.",
    errno.ENOTDIR: "{place} cannot be made, because a part of the path is a file; choose another home.",
    errno.EEXIST: "{place} cannot be made, because a part of the path is a file; choose another home.",
}


def _sentence(error: BaseException, place: str) -> str:
    message = str(error)
    if isinstance(error, OSError):
        known = _ERRNO.get(error.errno or 0)
        return (known or "{place} cannot be used: " + _first_line(error) + ".").format(place=place)
    if isinstance(error, sqlite3.Error):
        for part, sentence in _SQLITE.items():
            if part in message:
                return sentence.format(place=place)
    state = getattr(error, "sqlstate", None)
    if state == "53100":
        return f"The disk of the database at {place} is full; nothing was changed, free some space."
    if state in {"25006", "42501"}:
        return f"The database at {place} may not be written by this user; nothing was changed. Give it the rights."
    if state is None and re.search(r"connection|resolve|timeout", message):
        return f"The database at {place} cannot be reached ({_first_line(error)}); check the URL and the server."
    return f"The record at {place} cannot be used: {_first_line(error)}."


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__).rstrip(".")
