"""Is everything in order? One line for each part."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from assistant.cli import faults
from assistant.cli.session import Session, command, pass_session
from assistant.errors import StorageError

if TYPE_CHECKING:
    from assistant.wiring import OpenDesk

_LEAST_SPACE = 200 * 1024 * 1024


class _Check(NamedTuple):
    name: str
    ok: bool
    says: str


@command("doctor")
@pass_session
def doctor(session: Session) -> int:
    """Check the settings, the home, the record, the index, the model and the embedder; exit status 1 if one is wrong.

    Nothing is changed, except that a record of an older version is brought up to date, as by any command.
    """
    checks = list(_checks(session))
    fine = all(check.ok for check in checks)
    if session.as_json:
        session.console.emit({"ok": fine, "checks": [check._asdict() for check in checks]})
    else:
        for check in checks:
            session.console.say(f"{'ok   ' if check.ok else 'WRONG'}  {check.name:<9} {check.says}")
    if not fine:
        wrong = [check.name for check in checks if not check.ok]
        session.console.note(f"Not in order: {', '.join(wrong)}.")
    return 0 if fine else 1


def _checks(session: Session) -> Iterator[_Check]:
    settings = _look(session, "settings", lambda: f"read for the home {session.settings.home}")
    yield settings
    if not settings.ok:
        return
    yield _look(session, "home", lambda: _home(session))
    yield _look(session, "disk", lambda: _space(session))
    yield from _record(session)
    yield _look(session, "model", lambda: _model(session))
    yield _look(session, "embedder", lambda: _embedder(session))


def _look(session: Session, name: str, check: Callable[[], str]) -> _Check:
    try:
        return _Check(name, True, check())
    except Exception as error:  # noqa: BLE001  # whatever it is, it is what the doctor was asked to find
        return _Check(name, False, faults.sentence(error, session))


def _home(session: Session) -> str:
    home = session.home
    if not home.exists():
        if not faults.is_writable(home):
            raise StorageError(f"{home} does not exist and cannot be made; choose another home with --home.")
        return "does not exist yet; it is made when the first thing is kept"
    try:
        with tempfile.TemporaryFile(dir=home) as probe:
            probe.write(b"amends")
            probe.flush()
    except OSError as error:
        raise StorageError(
            f"{home} cannot be written ({error.strerror}); make it writable, or choose another home."
        ) from error
    return "can be written"


def _space(session: Session) -> str:
    place = session.home
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    if free < _LEAST_SPACE:
        raise StorageError(f"Only {free / 1e6:,.0f} MB are free at {place}; make room.")
    return f"{free / 1e9:,.1f} GB free"


def _record(session: Session) -> Iterator[_Check]:
    """The record and its index, on one desk."""
    database = session.settings.database
    if not isinstance(database, str) and not database.exists():
        yield _Check("record", True, "none yet")
        return
    opened: list[OpenDesk] = []

    def record() -> str:
        opened.append(session.open(session.settings))
        from assistant.migrations import HEAD

        count = sum(opened[0].counts().values())
        return f"schema {HEAD}, {count:,} cases"

    def index() -> str:
        recorded, indexed = opened[0].knowledge.in_step()
        if recorded != indexed:
            raise StorageError(
                f"The index holds {indexed:,} of {recorded:,} entries; make it anew with: amends reindex"
            )
        return f"in step with the record, {indexed:,} entries"

    yield _look(session, "record", record)
    if opened:
        try:
            yield _look(session, "index", index)
        finally:
            opened[0].close()


def _model(session: Session) -> str:
    model = session.settings.model
    return f"{model} is set" if model else "none; the built-in writer writes the letters"


def _embedder(session: Session) -> str:
    from knowledge.embedding import open_embedder

    settings = session.settings
    key = settings.openai_api_key
    embedder = open_embedder(
        settings.embeddings, api_key=key.get_secret_value() if key else None, base_url=settings.openai_base_url
    )
    vectors = embedder.embed(["Is anybody there?"])
    return f"{embedder.name} answers, {vectors.shape[1]} dimensions"
