"""The record keeps what it was given, on SQLite and on PostgreSQL, and says plainly when it cannot."""

from __future__ import annotations

import ast
import datetime as dt
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from permissions import unprivileged
from postgres import fresh_url
from processes import other
from samples import COMPLAINT, LETTER, QUOTE, full_proposal
from sqlalchemy import URL, Connection, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError

import assistant.migrations
import knowledge.tables
from assistant.case import Amount, Case, Check, Event, Finding, Promise
from assistant.errors import Conflict, NotFound, SettingsError, StorageError
from assistant.store import Store, open_database, sha_of, tables

NOON = dt.datetime(2026, 11, 21, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """A place for a database that does not exist yet."""
    return tmp_path / "a home %20 ü" / "amends.db" if request.param == "sqlite" else fresh_url()


@pytest.fixture
def store(target: str | Path) -> Iterator[Store]:
    """An empty record."""
    with opened(target) as store:
        yield store


@contextmanager
def opened(target: str | Path, *, patience: float = 10.0) -> Iterator[Store]:
    store = Store(open_database(target, patience=patience))
    yield store
    store.close()


def happened(verb: str, *, actor: str = "ana", note: str = "", of: str | None = None) -> Event:
    return Event(at=NOON, actor=actor, verb=verb, note=note, text=None if of is None else sha_of(of))


def received(store: Store) -> Case:
    return store.add_case(COMPLAINT, happened("receive", of=COMPLAINT.text))


def promise_of(case: Case, due: dt.date, **fields: object) -> Promise:
    made = dt.date(2026, 11, 21)
    blank = Promise(id="", case=case.id, sentence=QUOTE, kind="refund", due=due, made_on=made, owner="ana")
    return blank.model_copy(update=fields)


def test_cases_are_numbered_from_one_without_gaps(store: Store) -> None:
    assert [received(store).id for _ in range(3)] == ["C-000001", "C-000002", "C-000003"]
    assert [case.id for case in store.cases()] == ["C-000003", "C-000002", "C-000001"]
    assert [case.id for case in store.cases(limit=1)] == ["C-000003"]


def test_a_case_comes_back_as_it_was_saved(store: Store, target: str | Path) -> None:
    case = received(store)
    assert store.case(case.id) == case
    finding = Finding(verdict="too_soon", blocking=True, start=3, end=9, why="two days early", term="t1")
    changed = case.model_copy(
        update={
            "proposal": full_proposal(),
            "text": LETTER + " edited",
            "check": Check(commitments=full_proposal().commitments, findings=(finding,)),
            "submitted_by": "ana",
            "approved_by": "rita",
            "approved_on": dt.date(2026, 11, 21),
            "override_reason": "the customer waited twice",
            "overridden": (finding,),
            "promises": (
                promise_of(case, dt.date(2026, 12, 3), amount=Amount(value=Decimal("129.10"), currency="USD")),
                promise_of(case, dt.date(2026, 12, 9), amount=Amount(percent=Decimal("12.5")), note="twice"),
            ),
        }
    )
    saved = store.save(changed, (happened("approve"),), run_input="0" * 64)
    assert saved.version == 2
    assert [promise.id for promise in saved.promises] == ["P-000001", "P-000002"]
    with opened(target) as again:
        assert again.case(case.id) == saved
        assert again.cases("following_up") == (saved,)
        assert again.cases("drafted") == ()
        assert again.counts() == {"following_up": 1}


def test_people_may_leave_out_the_zeros(store: Store) -> None:
    case = received(store)
    assert store.case("1") == store.case("c-1") == store.case(" C-000001 ") == case


@pytest.mark.parametrize("given", ["C-000009", "9", "", "P-000001", "C-1; DROP TABLE cases", "٣", "C-" + "9" * 40])
def test_a_case_that_is_not_there_is_not_found(store: Store, given: str) -> None:
    received(store)
    with pytest.raises(NotFound):
        store.case(given)


def test_the_second_of_two_writers_is_told_who_was_first(store: Store) -> None:
    case = received(store)
    store.save(case.model_copy(update={"review_note": "first"}), (happened("edit", actor="bert"),))
    with pytest.raises(Conflict, match=r"bert \(edit\) changed case C-000001"):
        store.save(case.model_copy(update={"review_note": "second"}), (happened("edit", actor="ana"),))
    assert store.case(case.id).review_note == "first"
    assert [each.actor for each in store.events(case.id)] == ["ana", "bert"]


def test_of_many_writers_at_once_exactly_one_wins(store: Store) -> None:
    case = received(store)

    def write(number: int) -> bool:
        try:
            store.save(case.model_copy(update={"review_note": str(number)}), (happened("edit", note=str(number)),))
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(write, range(8)))
    assert sum(won) == 1
    assert store.case(case.id).review_note == str(won.index(True))
    assert len(store.events(case.id)) == 2


def test_many_new_cases_at_once_get_different_ids(target: str | Path, store: Store) -> None:
    """Two programs with connections of their own, as two replicas of the app have."""
    with opened(target) as other, ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(lambda number: received((store, other)[number % 2]).id, range(24)))
    assert sorted(ids) == [f"C-{number:06d}" for number in range(1, 25)]


def test_a_save_that_fails_leaves_nothing_behind(store: Store) -> None:
    case = received(store)
    promised = case.model_copy(update={"promises": (promise_of(case, dt.date(2026, 12, 3)),), "text": "A letter"})
    with pytest.raises(StorageError):
        # The event names a text that is not on record, at the very end of the transaction.
        store.save(promised, (happened("approve", of="nobody wrote this"),))
    assert store.case(case.id) == case
    assert store.promises() == ()
    with pytest.raises(NotFound):
        store.text(sha_of("A letter"))
    saved = store.save(promised, (happened("approve"),))
    assert saved.promises[0].id == "P-000001"


@pytest.mark.parametrize("change", ["UPDATE events SET note = 'nothing happened'", "DELETE FROM events"])
def test_what_happened_can_be_neither_changed_nor_deleted(store: Store, change: str) -> None:
    case = received(store)
    with pytest.raises(DBAPIError, match="append-only"), store.engine.begin() as connection:
        connection.execute(text(change))
    assert [each.verb for each in store.events(case.id)] == ["receive"]


def test_events_keep_their_order_their_moment_and_their_text(store: Store) -> None:
    case = received(store)
    store.save(case, (happened("replace", of="old"), happened("prepare", of="new")), texts=("old", "new"))
    events = store.events(case.id)
    assert [each.verb for each in events] == ["receive", "replace", "prepare"]
    assert {each.at for each in events} == {NOON}
    assert [store.text(each.text or "") for each in events] == [COMPLAINT.text, "old", "new"]


def test_events_of_the_house_stand_apart(store: Store) -> None:
    case = received(store)
    store.note(happened("add user", note="rita: reviewer"))
    assert [each.note for each in store.events()] == ["rita: reviewer"]
    assert len(store.events(case.id)) == 1


def test_every_preparation_stays_on_record(store: Store) -> None:
    case = received(store)
    first, second = full_proposal(), full_proposal(severity="safety")
    case = store.save(case.model_copy(update={"proposal": first}), (happened("prepare"),), run_input="1" * 64)
    case = store.save(case.model_copy(update={"proposal": second}), (happened("prepare"),), run_input="2" * 64)
    case = store.save(case, (happened("edit"),))
    assert case.proposal == second
    assert [(run.input, run.proposal) for run in store.runs(case.id)] == [("1" * 64, first), ("2" * 64, second)]
    assert store.text(sha_of(LETTER)) == LETTER


def test_promises_stand_due_first(store: Store) -> None:
    case = received(store)
    days = [dt.date(2026, 12, 9), dt.date(2026, 12, 1), dt.date(2026, 12, 4)]
    case = store.save(
        case.model_copy(update={"promises": tuple(promise_of(case, day) for day in days)}), (happened("approve"),)
    )
    assert [promise.due for promise in store.promises()] == sorted(days)
    closed = case.promises[1].closed(dt.date(2026, 12, 1), kept=True, note="paid")
    case = store.save(
        case.model_copy(update={"promises": (case.promises[0], closed, case.promises[2])}), (happened("keep"),)
    )
    assert [promise.due.day for promise in store.promises(open_only=True)] == [4, 9]
    assert [promise.due.day for promise in store.promises(due_by=dt.date(2026, 12, 4))] == [1, 4]
    assert store.promise("P-000002") == store.promise("2") == closed
    assert store.case(case.id) == case


def test_what_became_of_promises_is_told_by_kind_the_newest_first(store: Store) -> None:
    case = received(store)
    made = [promise_of(case, dt.date(2026, 12, day)) for day in (1, 4, 9, 11)]
    other = made[3].model_copy(update={"kind": "contact"}).closed(dt.date(2026, 12, 2), kept=True)
    early, missed = (
        made[0].closed(dt.date(2026, 11, 30), kept=True),
        made[1].closed(dt.date(2026, 12, 8), kept=False),
    )
    store.save(case.model_copy(update={"promises": (early, missed, made[2], other)}), (happened("keep"),))
    ends = [
        (made[1].made_on, made[1].due, dt.date(2026, 12, 8)),
        (made[0].made_on, made[0].due, dt.date(2026, 11, 30)),
    ]
    still_open = (made[2].made_on, made[2].due, None)
    assert list(store.courses("refund")) == [still_open, *ends]
    assert list(store.courses("refund", most=1)) == [still_open]
    assert store.courses("repair") == ()


def test_a_text_is_kept_once_under_its_hash(store: Store) -> None:
    letter = "Grüße 🙂\r\n\ttab\n"
    assert store.put_text(letter) == store.put_text(letter) == sha_of(letter)
    assert store.text(sha_of(letter)) == letter
    with store.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM texts")).scalar() == 1


def test_a_text_that_was_tampered_with_is_refused(store: Store) -> None:
    sha = store.put_text("We will refund $10.")
    with store.writing() as connection:
        connection.execute(text("UPDATE texts SET body = 'We will refund $1,000.'"))
    with pytest.raises(StorageError, match="not what was written"):
        store.text(sha)


# The schema


def test_opening_twice_changes_nothing(target: str | Path) -> None:
    with opened(target) as first:
        case = received(first)
        with opened(target) as second:
            assert second.case(case.id) == case


def test_programs_that_open_a_new_home_together_all_succeed(target: str | Path) -> None:
    def open_and_write(_: int) -> str:
        with opened(target) as store:
            return received(store).id

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(open_and_write, range(4)))) == 4


def test_a_newer_record_is_refused_and_left_alone(target: str | Path) -> None:
    with opened(target) as store:
        received(store)
        with store.writing() as connection:
            connection.execute(text("UPDATE schema_version SET version_num = '0999'"))
    with pytest.raises(StorageError, match=r"newer version of Amends \(schema 0999"):
        open_database(target)


def schema_of(connection: Connection) -> dict[str, dict[str, Any]]:
    """All that the database says of each table but the one that holds its revision."""
    found = inspect(connection)
    return {
        table: {
            "columns": [{**column, "type": str(column["type"])} for column in found.get_columns(table)],
            "primary key": found.get_pk_constraint(table),
            "foreign keys": sorted(found.get_foreign_keys(table), key=str),
            "unique": sorted(found.get_unique_constraints(table), key=str),
            "checks": sorted(found.get_check_constraints(table), key=str),
            "indexes": sorted(found.get_indexes(table), key=str),
        }
        for table in found.get_table_names()
        if table != assistant.migrations.VERSION_TABLE
    }


def test_the_migrations_make_exactly_the_tables_that_the_program_declares(target: str | Path, tmp_path: Path) -> None:
    """Columns in their order, types, defaults, indexes and constraints, with their names."""
    with opened(target) as store, store.reading() as connection:
        migrated = schema_of(connection)
    empty = tmp_path / "declared.db" if isinstance(target, Path) else fresh_url()
    with opened_raw(empty) as connection:
        for metadata in (tables.metadata, knowledge.tables.metadata):
            metadata.create_all(connection)
        declared = schema_of(connection)
    assert set(declared) == {*tables.metadata.tables, *knowledge.tables.metadata.tables}
    assert migrated == declared


def test_no_migration_asks_the_code_for_its_tables() -> None:
    """A revision that did would make other tables once the code has changed, and the next revision would fail."""
    folder = Path(assistant.migrations.__file__).parent / "versions"
    for file in folder.glob("*.py"):
        imported = {name for node in ast.walk(ast.parse(file.read_text())) for name in names_imported(node)}
        assert imported <= {"__future__", "sqlalchemy", "alembic", "datetime"}, file.name


def names_imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def test_the_program_knows_every_revision_that_it_ships() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(assistant.migrations.__file__).parent))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    assert script.get_heads() == [assistant.migrations.HEAD]
    shipped = {revision.revision for revision in script.walk_revisions()}
    assert shipped == set(assistant.migrations.REVISIONS)


def test_a_migration_that_fails_leaves_the_database_empty(target: str | Path) -> None:
    """A table of somebody else's in the way; all that was made before it has to go again."""
    if isinstance(target, Path):
        target.parent.mkdir()
    with opened_raw(target) as connection:
        connection.execute(text("CREATE TABLE promises (id integer)"))
    with pytest.raises(StorageError):
        open_database(target)
    with opened_raw(target) as connection:
        assert inspect(connection).get_table_names() == ["promises"]


@contextmanager
def opened_raw(target: str | Path) -> Iterator[Connection]:
    """A connection that knows nothing of the record."""
    engine = create_engine(target if isinstance(target, str) else URL.create("sqlite", database=str(target)))
    with engine.begin() as connection:
        yield connection
    engine.dispose()


@pytest.mark.parametrize(
    "url", ["mysql://localhost/x", "sqlite://", "sqlite:///:memory:", "://x", "postgresql+psycopg://h:port/x"]
)
def test_a_url_of_something_else_is_refused(url: str) -> None:
    with pytest.raises(SettingsError):
        open_database(url)


def test_a_server_that_is_not_there_is_named_without_its_password() -> None:
    with pytest.raises(StorageError, match="cannot be reached") as refused:
        open_database("postgresql://me:s3cret@127.0.0.1:1/amends")
    assert "127.0.0.1:1/amends" in str(refused.value)
    assert "s3cret" not in str(refused.value)
    assert "\n" not in str(refused.value)


# SQLite on a disk that does not play along


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that another user of this machine can reach, unlike the tests' own."""
    folder = Path(tempfile.mkdtemp(prefix="amends-home-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def test_a_read_only_home_is_refused_with_one_sentence(home: Path) -> None:
    home.chmod(0o555)
    with unprivileged(), pytest.raises(StorageError, match=r"permission denied|writable") as refused:
        open_database(home / "new" / "amends.db")
    assert str(home) in str(refused.value)
    assert list(home.iterdir()) == []


def test_a_record_that_became_read_only_is_refused_with_one_sentence(home: Path) -> None:
    with opened(home / "amends.db") as store:
        received(store)
    for file in (*home.iterdir(), home):
        file.chmod(0o555 if file.is_dir() else 0o444)
    before = (home / "amends.db").read_bytes()
    with unprivileged(), pytest.raises(StorageError, match=r"read-only|writable"), opened(home / "amends.db") as store:
        received(store)
    assert (home / "amends.db").read_bytes() == before


def test_a_home_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    with pytest.raises(StorageError, match="a part of the path is a file"):
        open_database(tmp_path / "home" / "amends.db")


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "amends.db"
    file.write_text("a shopping list, long enough to be taken for a database" * 20)
    before = file.read_bytes()
    with pytest.raises(StorageError, match="not a record of Amends"):
        open_database(file)
    assert file.read_bytes() == before


def test_a_full_disk_is_told_and_changes_nothing(tmp_path: Path) -> None:
    with opened(tmp_path / "amends.db") as store:
        case = received(store)

        @event.listens_for(store.engine, "begin")
        def _no_more_pages(connection: Connection) -> None:
            # SQLite answers as it does on a full disk.
            connection.exec_driver_sql("PRAGMA max_page_count = 1")

        with pytest.raises(StorageError, match="disk is full"):
            store.save(case.model_copy(update={"text": "x" * 100_000}), (happened("edit"),))
        assert store.case(case.id) == case


_AT_THE_LIMIT = """
import resource
from assistant.errors import StorageError
from assistant.store import Store, open_database
room = file.stat().st_size if file.exists() else 0
resource.setrlimit(resource.RLIMIT_FSIZE, (room + 8192, room + 8192))
try:
    store = Store(open_database(file))
    for number in range(200):
        store.put_text(f"{number} " * 2000)
except StorageError as error:
    say(str(error))
"""


@pytest.mark.parametrize("new", [True, False])
def test_a_real_write_that_fails_is_told_and_changes_nothing(tmp_path: Path, new: bool) -> None:
    """Under a file-size limit, which the system enforces as it does a quota."""
    file = tmp_path / "amends.db"
    if not new:
        with opened(file) as store:
            received(store)
    with other(_AT_THE_LIMIT, file=file) as limited:
        told = limited.heard()
        assert limited.ended() == 0
    assert len(told.strip().splitlines()) == 1
    assert str(file) in told
    with opened(file) as store:
        assert len(store.cases()) == (0 if new else 1)


def test_a_locked_record_is_told_and_changes_nothing(tmp_path: Path) -> None:
    with opened(tmp_path / "amends.db", patience=0.1) as store:
        case = received(store)
        other = sqlite3.connect(tmp_path / "amends.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="locked by another program"):
            store.save(case, (happened("edit"),))
        assert store.case(case.id) == case, "reading goes on"
        other.execute("ROLLBACK")
        other.close()
        assert store.save(case, (happened("edit"),)).version == 2


def test_a_crash_in_the_middle_of_a_write_leaves_the_record_whole(tmp_path: Path) -> None:
    file = tmp_path / "amends.db"
    with opened(file) as store:
        case = received(store)
    crash = """
        import os
        from sqlalchemy import text
        from assistant.store import Store, open_database
        with Store(open_database(file)).writing() as connection:
            connection.execute(text("UPDATE cases SET version = 99"))
            os._exit(9)
    """
    with other(crash, file=file) as crashed:
        assert crashed.ended() == 9
    with opened(file) as store:
        assert store.case(case.id) == case
