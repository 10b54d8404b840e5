"""The whole record in one file, and back.

A backup is a Zip with `manifest.json` and `amends.db`, a consistent copy of the record. The search index is left out:
it follows from the record, and is made anew. So are the settings (.env), because they hold keys.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

import click

from assistant.cli.session import Session, command, pass_session
from assistant.errors import InputError, NotFound, Refused, StorageError

_FORMAT = 1
_RECORD, _MANIFEST = "amends.db", "manifest.json"
_MOST_MANIFEST = 100_000


@command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@pass_session
def backup(session: Session, file: Path) -> None:
    """Copy the whole record into FILE (a Zip), while it is in use."""
    made = _backed_up(session, file)
    if session.as_json:
        session.console.emit(made | {"out": str(file)})
    else:
        session.console.say(f"The record is in {file} ({file.stat().st_size / 1e3:,.0f} kB).")


@command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Take the place of a record that is in use; a backup of it is kept.")
@pass_session
def restore(session: Session, file: Path, replace: bool) -> None:
    """Put the record of a backup in place, and make its search index anew."""
    target = _record_of(session)
    home = session.settings.home
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home, prefix=".restore-") as folder:
        found = _unpacked(file, Path(folder))
        kept = None
        if target.exists() and _holds_something(session):
            if not replace:
                raise Refused(f"There is a record at {target} already; say --replace to put the backup in its place.")
            now = dt.datetime.now(dt.UTC)
            kept = home / f"before-restore-{now:%Y%m%d-%H%M%S-%f}.zip"
            _backed_up(session, kept)
        else:
            session.open(session.settings).close()  # makes the empty record that the copy goes into
        _copy(found, target)
    with session.desk() as desk, session.console.progress("Indexing") as step:
        entries = desk.knowledge.reindex(progress=lambda done, total, path: step(done, total))
        cases = sum(desk.counts().values())
    if kept is not None:
        session.console.note(f"What was there before is in {kept}.")
    if session.as_json:
        session.console.emit({"restored": str(file), "cases": cases, "passages": entries, "before": kept})
    else:
        session.console.say(f"Restored {file}: {cases:,} cases, {entries:,} passages.")


def _record_of(session: Session) -> Path:
    """The file of the record. Raises Refused for one that is no file of ours."""
    database = session.settings.database
    if isinstance(database, Path):
        return database
    if database.startswith("sqlite:///"):
        return Path(database.removeprefix("sqlite:///"))
    raise Refused("The record is in PostgreSQL; back it up and restore it with pg_dump and pg_restore.")


def _holds_something(session: Session) -> bool:
    with session.desk() as desk:
        return bool(desk.counts() or desk.knowledge.documents() or desk.accounts.list())


def _backed_up(session: Session, file: Path) -> dict[str, Any]:
    source = _record_of(session)
    if not source.exists():
        raise NotFound(f"There is no record at {source}; nothing was backed up.")
    if file.exists():
        raise InputError(f"{file} exists already; choose another name, so that no backup is lost.")
    if not file.parent.is_dir():
        raise InputError(f"There is no folder {file.parent} to put the backup into.")
    session.open(session.settings).close()  # says so where the record is not one this version knows
    from assistant.migrations import HEAD

    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as folder:
        copy, part = Path(folder) / _RECORD, Path(folder) / "part.zip"
        _copy(source, copy, alone=True, called=file)
        manifest = {
            "format": _FORMAT,
            "amends": version("amends"),
            "schema": HEAD,
            "made_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            "files": {_RECORD: {"bytes": copy.stat().st_size, "sha256": _sha256(copy)}},
        }
        # It holds what customers wrote, so nobody else may read it.
        handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        with os.fdopen(handle, "w+b") as out:
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(_MANIFEST, json.dumps(manifest, indent=2))
                archive.write(copy, _RECORD)
            out.flush()
            os.fsync(out.fileno())
        # A link, unlike a rename, never takes the place of a file that came meanwhile.
        try:
            file.hardlink_to(part)
        except FileExistsError:
            raise InputError(f"{file} exists already; choose another name, so that no backup is lost.") from None
        except OSError:  # a disk that knows no links
            part.replace(file)
    return manifest


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextlib.contextmanager
def _database(file: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(file, timeout=30)) as connection:
        yield connection


def _copy(source: Path, target: Path, *, alone: bool = False, called: Path | None = None) -> None:
    """Copies a record as it is at one moment, whoever else uses either file; all of it or nothing.

    `called`: the name of the target in sentences, where it is packed into another file.
    """
    name = called or target
    try:
        with _database(source) as held, _database(target) as out:
            held.backup(out)
            if alone:  # one file, without the write-ahead log beside it
                out.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        if "full" in str(error):
            raise StorageError(f"The disk is full, so nothing was changed at {name}; free some space.") from error
        raise StorageError(f"The record could not be copied to {name}: {error}; nothing was changed.") from error


def _unpacked(file: Path, folder: Path) -> Path:
    """The record of a backup, taken out and found whole. Raises InputError for a file that is no backup of ours."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _manifest(archive, file)
            expected = manifest["files"][_RECORD]
            copy = folder / _RECORD
            with archive.open(_RECORD) as packed, copy.open("wb") as out:
                _take(packed, out, int(expected["bytes"]))
    except FileNotFoundError:
        raise InputError(f"There is no file {file}.") from None
    except (zipfile.BadZipFile, zlib.error, KeyError, TypeError, ValueError, EOFError, RuntimeError):
        raise InputError(f"{file} is not a backup of Amends, or it is damaged; nothing was changed.") from None
    if _sha256(copy) != expected["sha256"]:
        raise InputError(f"{file} is damaged (its checksum is wrong); nothing was changed.")
    try:
        with _database(copy) as held:
            sound = held.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            schema = held.execute("SELECT version_num FROM schema_version").fetchone()
    except sqlite3.Error:
        sound, schema = False, None
    if not sound or schema is None:
        raise InputError(f"{file} holds no sound record of Amends; nothing was changed.")
    from assistant.migrations import HEAD, REVISIONS

    if schema[0] not in REVISIONS:
        raise StorageError(
            f"{file} was made by a newer version of Amends (schema {schema[0]}, this one knows {HEAD}); "
            "install the newer version. Nothing was changed."
        )
    return copy


def _manifest(archive: zipfile.ZipFile, file: Path) -> dict[str, Any]:
    with archive.open(_MANIFEST) as stream:
        manifest: dict[str, Any] = json.loads(stream.read(_MOST_MANIFEST))
    if manifest["format"] != _FORMAT:
        raise StorageError(f"{file} has a format of backup that this version does not know; install a newer version.")
    return manifest


def _take(packed: IO[bytes], out: IO[bytes], size: int) -> None:
    """Writes out as many bytes as the manifest says, and no more, however much is packed."""
    left = size
    while left > 0 and (block := packed.read(min(left, 1 << 20))):
        out.write(block)
        left -= len(block)
    if left or packed.read(1):
        raise ValueError("the size is not what the manifest says")
