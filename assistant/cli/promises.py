"""The promise ledger."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from assistant import intake
from assistant.cli import given, wording
from assistant.cli.session import Command, Session, command, pass_session

if TYPE_CHECKING:
    from assistant.case import Case, Promise


@command("promises")
@click.option("--due-by", metavar="DATE", help="Only those due on that day or before.")
@click.option("--open", "open_only", is_flag=True, help="Only those still to be kept.")
@pass_session
def promises(session: Session, due_by: str | None, open_only: bool) -> None:
    """List the promises, due first."""
    day = None if due_by is None else intake.day(due_by, what="The day")
    with session.desk() as desk:
        found = desk.promises(due_by=day, open_only=open_only)
    if session.as_json:
        session.console.emit(found)
        return
    today = session.today()
    session.console.table(
        ("promise", "case", "state", "due", "kind", "amount", "owner", "words"),
        [
            (
                p.id,
                p.case,
                _state(p, today),
                p.due,
                p.kind.replace("_", " "),
                wording.amount(p.amount),
                p.owner,
                p.sentence,
            )
            for p in found
        ],
        empty="There is no promise" + (" due by then." if day else " to keep."),
    )


def _state(promise: Promise, today: dt.date) -> str:
    if promise.state == "open" and promise.due < today:
        return "overdue"
    return promise.state.replace("_", " ")


def _closing(name: str, told: str, *, kept: bool) -> Command:
    """The command that closes a promise, as kept or as broken."""

    @command(name, told)
    @click.argument("promise_id", metavar="PROMISE")
    @click.option("--on", metavar="DATE", help=f"When it was {'kept' if kept else 'given up'} (default: today).")
    @given.note_option
    @given.as_option
    @pass_session
    def close(session: Session, promise_id: str, on: str | None, note: str, person: str | None) -> None:
        day = None if on is None else intake.day(on, what="The day")
        with session.desk() as desk:
            verb = desk.keep if kept else desk.miss
            case = verb(promise_id, by=session.person(person), on=day, note=note)
        _tell(session, case, promise_id)

    return close


keep = _closing("keep", "Close a promise as kept, early, on its day or late.", kept=True)
miss = _closing("miss", "Close a promise as broken.", kept=False)


def _tell(session: Session, case: Case, promise_id: str) -> None:
    wanted = promise_id.strip().casefold()
    promise = next(each for each in case.promises if each.id.casefold() == wanted)
    if session.as_json:
        session.console.emit(promise)
        return
    left = sum(each.state == "open" for each in case.promises)
    state = promise.state.replace("_", " ")
    session.console.say(
        f"Promise {promise.id} is {state}; case {case.id} has "
        + (f"{left} more to keep." if left else "none left to keep.")
    )
