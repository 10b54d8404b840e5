"""The record: cases with their texts, runs, events and promises; every change is one transaction."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, Select, Table, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from assistant.case import Case, CaseState, Complaint, Event, Frozen, Promise, Proposal
from assistant.errors import Conflict, NotFound, StorageError
from assistant.schedule import Course
from assistant.store import tables as t
from assistant.store.database import place_of, plainly
from knowledge.terms import Kind

# What of a promise stands together in one column.
_MORE = {"evidence", "letter", "internal_target", "policy_bound", "dated", "moves"}
# What of a case stands in columns and tables of its own.
_ELSEWHERE = {"id", "version", "created_at", "proposal", "text", "promises"}


class Run(Frozen):
    """One preparation, as it was: when, the hash of what it was made from, and all that came out."""

    at: dt.datetime
    input: str
    proposal: Proposal


def sha_of(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, hexadecimal: the name under which the record holds it."""
    return hashlib.sha256(text.encode()).hexdigest()


class Store:
    """The record in one database. Every method raises StorageError where the database cannot be used."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._place = place_of(engine)

    def close(self) -> None:
        """Lets go of the database's connections."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads, and sees one state of the record throughout."""
        with plainly(self._place), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: all of it is kept, or nothing."""
        with plainly(self._place), self.engine.execution_options(writing=True).begin() as connection:
            yield connection

    # Cases

    def add_case(self, complaint: Complaint, event: Event) -> Case:
        """A new case with the next id, at version 1, received at the moment of the event."""
        with self.writing() as connection:
            number = _next(connection, "case", 1)
            case = Case(id=f"C-{number:06d}", version=1, complaint=complaint, created_at=event.at)
            values = _columns(case, _keep(connection, complaint.text), None)
            connection.execute(insert(t.cases).values(number=number, changed_at=event.at, **values))
            _append(connection, (event,), number, 1)
        return case

    def case(self, case_id: str) -> Case:
        """The case as it stands. Raises NotFound."""
        number = _number(case_id, "C")
        with self.reading() as connection:
            found = _cases(connection, select(t.cases.c.number).where(t.cases.c.number == number))
        if not found:
            raise NotFound(f"There is no case {case_id}.")
        return found[0]

    def cases(self, state: CaseState | None = None, *, limit: int | None = None) -> tuple[Case, ...]:
        """The cases, newest first; of one state, where given."""
        wanted = select(t.cases.c.number).order_by(t.cases.c.number.desc()).limit(limit)
        if state is not None:
            wanted = wanted.where(t.cases.c.state == state)
        with self.reading() as connection:
            return _cases(connection, wanted)

    def counts(self) -> dict[CaseState, int]:
        """How many cases stand in each state; states without any are left out."""
        with self.reading() as connection:
            rows = connection.execute(select(t.cases.c.state, func.count()).group_by(t.cases.c.state))
            return {row[0]: row[1] for row in rows}

    def save(
        self, case: Case, events: Sequence[Event], *, texts: Iterable[str] = (), run_input: str | None = None
    ) -> Case:
        """Writes the changed case and what happened to it, and returns it at its next version.

        `case.version` is the version it was read at. Promises with an empty id are new and get the next ids. `texts`
        are those the events name. `run_input`: the hash of what the proposal was made from, where it is a new one.
        Raises Conflict where somebody else saved meanwhile; then, as after any error, nothing is changed.
        """
        number = _number(case.id, "C")
        with self.writing() as connection:
            held = connection.execute(
                select(t.cases.c.version, t.cases.c.run).where(t.cases.c.number == number).with_for_update()
            ).one_or_none()
            if held is None:
                raise NotFound(f"There is no case {case.id}.")
            if held.version != case.version:
                raise Conflict(_moved(connection, case.id, number, case.version))
            case = _numbered(connection, case)
            case = case.model_copy(update={"version": case.version + 1})
            for text in texts:
                _keep(connection, text)
            complaint = _keep(connection, case.complaint.text)
            letter = None if case.text is None else _keep(connection, case.text)
            run = held.run
            if run_input is not None and case.proposal is not None:
                run = _run(connection, case.proposal, number, run_input, events[-1].at)
            connection.execute(
                update(t.cases)
                .where(t.cases.c.number == number)
                .values(run=run, changed_at=events[-1].at, **_columns(case, complaint, letter))
            )
            for promise in case.promises:
                _put_promise(connection, promise, number)
            _append(connection, events, number, case.version)
        return case

    def events(self, case_id: str | None = None) -> tuple[Event, ...]:
        """What happened to a case, oldest first; without a case, what happened to the house."""
        where = t.events.c.case_number.is_(None) if case_id is None else t.events.c.case_number == _number(case_id, "C")
        with self.reading() as connection:
            rows = connection.execute(select(t.events).where(where).order_by(t.events.c.id)).mappings()
            return tuple(Event(**{name: row[name] for name in Event.model_fields}) for row in rows)

    def runs(self, case_id: str) -> tuple[Run, ...]:
        """Every preparation of a case, oldest first."""
        query = select(t.runs).where(t.runs.c.case_number == _number(case_id, "C")).order_by(t.runs.c.id)
        with self.reading() as connection:
            return tuple(
                Run(at=row["at"], input=row["input"], proposal=Proposal.model_validate(row["proposal"]))
                for row in connection.execute(query).mappings()
            )

    # Promises

    def promise(self, promise_id: str) -> Promise:
        """One promise. Raises NotFound."""
        query = select(t.promises).where(t.promises.c.number == _number(promise_id, "P"))
        with self.reading() as connection:
            row = connection.execute(query).mappings().one_or_none()
        if row is None:
            raise NotFound(f"There is no promise {promise_id}.")
        return _promise(row)

    def promises(self, *, due_by: dt.date | None = None, open_only: bool = False) -> tuple[Promise, ...]:
        """The promises, due first. `due_by`: only those due on that day or before."""
        query = select(t.promises).order_by(t.promises.c.due, t.promises.c.number)
        if due_by is not None:
            query = query.where(t.promises.c.due <= due_by)
        if open_only:
            query = query.where(t.promises.c.state == "open")
        with self.reading() as connection:
            return tuple(_promise(row) for row in connection.execute(query).mappings())

    def courses(self, kind: Kind, *, most: int = 500) -> tuple[Course, ...]:
        """What became of the promises of a kind, open ones too, the newest first; without those that were released."""
        query = (
            select(t.promises.c.made_on, t.promises.c.due, t.promises.c.closed_on)
            .where(t.promises.c.kind == kind, t.promises.c.state != "released")
            .order_by(t.promises.c.number.desc())
            .limit(most)
        )
        with self.reading() as connection:
            return tuple(Course(*row) for row in connection.execute(query))

    # Texts

    def put_text(self, text: str) -> str:
        """Keeps the text, once, and returns its SHA-256."""
        with self.writing() as connection:
            return _keep(connection, text)

    def text(self, sha: str) -> str:
        """The text of that hash. Raises NotFound; StorageError where the text is no longer what it was."""
        with self.reading() as connection:
            body = connection.execute(select(t.texts.c.body).where(t.texts.c.sha == sha)).scalar()
        if body is None:
            raise NotFound(f"There is no text {sha[:12]} on record.")
        if sha_of(body) != sha:
            raise StorageError(f"Text {sha[:12]} at {self._place} is not what was written; restore a backup.")
        return str(body)

    def note(self, event: Event) -> None:
        """Appends an event that concerns the house and no case."""
        with self.writing() as connection:
            append_event(connection, event)


def append_event(connection: Connection, event: Event) -> None:
    """Appends an event of the house inside a transaction that writes."""
    _append(connection, (event,), None, None)


def _number(given: str, letter: str) -> int:
    """The number in "C-000042"; people may leave out the letter and the zeros. Raises NotFound."""
    match = re.fullmatch(rf"(?:{letter}-?)?(\d{{1,9}})", given.strip(), re.IGNORECASE | re.ASCII)
    if match is None:
        noun = "case" if letter == "C" else "promise"
        raise NotFound(f'There is no {noun} "{given.strip()[:40]}"; ids look like {letter}-000042.')
    return int(match[1])


def _next(connection: Connection, name: str, many: int) -> int:
    """Takes `many` numbers and returns the first. The row stays locked until the transaction ends: no gaps."""
    last = connection.execute(
        update(t.counters)
        .where(t.counters.c.name == name)
        .values(value=t.counters.c.value + many)
        .returning(t.counters.c.value)
    ).scalar_one()
    return int(last) - many + 1


def _upsert(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def _keep(connection: Connection, text: str) -> str:
    sha = sha_of(text)
    statement: Insert = _upsert(connection, t.texts).values(sha=sha, body=text).on_conflict_do_nothing()
    connection.execute(statement)
    return sha


def _columns(case: Case, complaint: str, letter: str | None) -> dict[str, Any]:
    body = case.model_dump(mode="json", exclude=_ELSEWHERE)
    del body["complaint"]["text"]
    return {
        "version": case.version,
        "state": case.state,
        "severity": case.proposal.reading.severity if case.proposal is not None else None,
        "received_on": case.complaint.received_on,
        "created_at": case.created_at,
        "complaint": complaint,
        "letter": letter,
        "body": body,
    }


def _moved(connection: Connection, case_id: str, number: int, version: int) -> str:
    last = connection.execute(
        select(t.events.c.actor, t.events.c.verb)
        .where(t.events.c.case_number == number, t.events.c.version > version)
        .order_by(t.events.c.id.desc())
        .limit(1)
    ).one_or_none()
    who = f"{last.actor} ({last.verb})" if last is not None else "Somebody"
    return f"{who} changed case {case_id} meanwhile; look at it again before you go on."


def _numbered(connection: Connection, case: Case) -> Case:
    new = sum(not promise.id for promise in case.promises)
    if not new:
        return case
    number = _next(connection, "promise", new)
    promises = []
    for promise in case.promises:
        if promise.id:
            promises.append(promise)
        else:
            promises.append(promise.model_copy(update={"id": f"P-{number:06d}"}))
            number += 1
    return case.model_copy(update={"promises": tuple(promises)})


def _run(connection: Connection, proposal: Proposal, number: int, input_sha: str, at: dt.datetime) -> int:
    values = {
        "case_number": number,
        "at": at,
        "input": input_sha,
        "letter": _keep(connection, proposal.reply.text),
        "proposal": proposal.model_dump(mode="json"),
    }
    return int(connection.execute(insert(t.runs).values(values).returning(t.runs.c.id)).scalar_one())


def _put_promise(connection: Connection, promise: Promise, number: int) -> None:
    values = promise.model_dump(exclude={"id", "case", "amount", *_MORE}) | {
        "case_number": number,
        "amount": promise.amount.model_dump(mode="json") if promise.amount is not None else None,
        "more": promise.model_dump(mode="json", include=_MORE),
    }
    statement = _upsert(connection, t.promises).values(number=_number(promise.id, "P"), **values)
    changing = {name: values[name] for name in ("state", "due", "closed_on", "note", "more")}
    connection.execute(statement.on_conflict_do_update(index_elements=["number"], set_=changing))


def _append(connection: Connection, events: Iterable[Event], number: int | None, version: int | None) -> None:
    rows = [{"case_number": number, "version": version, **event.model_dump()} for event in events]
    if rows:
        connection.execute(insert(t.events), rows)


def _cases(connection: Connection, wanted: Select[int]) -> tuple[Case, ...]:
    """The cases of the numbers that `wanted` selects, newest first."""
    chosen = wanted.subquery()
    complaint, letter = t.texts.alias("complaint_text"), t.texts.alias("letter_text")
    rows = connection.execute(
        select(
            t.cases,
            t.runs.c.proposal,
            complaint.c.body.label("complaint_body"),
            letter.c.body.label("letter_body"),
        )
        .join(chosen, chosen.c.number == t.cases.c.number)
        .join(complaint, complaint.c.sha == t.cases.c.complaint)
        .outerjoin(letter, letter.c.sha == t.cases.c.letter)
        .outerjoin(t.runs, t.runs.c.id == t.cases.c.run)
        .order_by(t.cases.c.number.desc())
    ).mappings()
    promises: dict[int, list[Promise]] = {}
    for row in connection.execute(
        select(t.promises).join(chosen, chosen.c.number == t.promises.c.case_number).order_by(t.promises.c.number)
    ).mappings():
        promises.setdefault(row["case_number"], []).append(_promise(row))
    return tuple(_case(row, promises.get(row["number"], [])) for row in rows)


def _case(row: RowMapping, promises: Sequence[Promise]) -> Case:
    body = dict(row["body"])
    body["complaint"] = {**body["complaint"], "text": row["complaint_body"]}
    return Case.model_validate(
        {
            **body,
            "id": f"C-{row['number']:06d}",
            "version": row["version"],
            "created_at": row["created_at"],
            "proposal": row["proposal"],
            "text": row["letter_body"],
            "promises": promises,
        }
    )


def _promise(row: RowMapping) -> Promise:
    fields = {name: row[name] for name in Promise.model_fields if name not in {"id", "case", *_MORE}} | row["more"]
    return Promise.model_validate({**fields, "id": f"P-{row['number']:06d}", "case": f"C-{row['case_number']:06d}"})
