"""The promise ledger."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import click

from assistant import intake
from assistant.cli import given, wording
from assistant.cli.session import Command, Session, command, pass_session

if TYPE_CHECKING:
    from assistant.case import Case, Promise
    from assistant.desk import Letter
    from assistant.ledger import Standing


@command("promises")
@click.option("--due-by", metavar="DATE", help="Only those due on that day or before.")
@click.option("--open", "open_only", is_flag=True, help="Only those still to be kept.")
@click.option(
    "--at-risk", is_flag=True, help="Only those that our record says may not be kept in time, and overdue ones."
)
@pass_session
def promises(session: Session, due_by: str | None, open_only: bool, at_risk: bool) -> None:
    """List the promises, due first, and how each stands."""
    day = None if due_by is None else intake.day(due_by, what="The day")
    with session.desk() as desk:
        found = desk.promises(due_by=day, open_only=open_only or at_risk)
        standings = desk.standings(found)
    if at_risk:
        found = tuple(p for p in found if standings[p.id].state in {"at_risk", "overdue"})
    if session.as_json:
        session.console.emit([_as_row(p, standings[p.id]) for p in found])
        return
    session.console.table(
        ("promise", "case", "state", "due", "kind", "amount", "owner", "words", "why"),
        [
            (
                p.id,
                p.case,
                standings[p.id].state.replace("_", " "),
                p.due,
                p.kind.replace("_", " "),
                wording.amount(p.amount),
                p.owner,
                p.sentence,
                standings[p.id].why,
            )
            for p in found
        ],
        empty="There is no promise" + (" due by then." if day else " to keep."),
    )


def _as_row(promise: Promise, standing: Standing) -> dict[str, object]:
    """A promise in JSON, with how it stands."""
    told = {"standing": standing.state, "why": standing.why, "expected": standing.expected}
    return {**promise.model_dump(), "first_due": promise.first_due, **told}


_on_option = click.option("--on", metavar="DATE", help="When it ended (default: today).")


def _closing(name: Literal["keep", "miss", "release"], told: str) -> Command:
    """The command that closes a promise in one of the three ways; what shows it is asked where it was kept."""

    def close(session: Session, promise_id: str, *, on: str | None, person: str | None, **said: str) -> None:
        day = None if on is None else intake.day(on, what="The day")
        with session.desk() as desk:
            verb: Callable[..., Case] = getattr(desk, name)
            case = verb(promise_id, by=session.person(person), on=day, **said)
        _tell(session, case, promise_id)

    proof = click.option(
        "--evidence", default="", metavar="TEXT", help="What shows it, such as the number of the transfer."
    )
    made = given.note_option(given.as_option(pass_session(close)))
    made = _on_option(proof(made) if name == "keep" else made)
    return command(name, told)(click.argument("promise_id", metavar="PROMISE")(made))


keep = _closing("keep", "Close a promise as kept, early, on its day or late.")
miss = _closing("miss", "Close a promise as broken.")
release = _closing("release", "Close a promise that the customer no longer holds us to; --note says how they agreed.")


@command("update")
@click.argument("promise_id", metavar="PROMISE")
@click.option("--to", metavar="DATE", help="The new day (default: that by which our record keeps it).")
@click.option(
    "--sent", metavar="FILE", help="The message as it was sent (- for stdin): it is checked and put on record."
)
@given.as_option
@pass_session
def update(session: Session, promise_id: str, to: str | None, sent: str | None, person: str | None) -> None:
    """Draft the message that tells the customer of a later day before the promised one; with --sent, put it on record."""
    day, by = (None if to is None else intake.day(to, what="The day")), session.person(person)
    with session.desk() as desk:
        if sent is None:
            _show(session, desk.update(promise_id, by=by, to=day))
            return
        if day is None:
            raise click.UsageError("With --sent, say with --to which day the message names.")
        text = given.text_from(sent, what="The update", most=intake.MOST_LETTER)
        case = desk.warn(promise_id, text, to=day, by=by)
    _tell(session, case, promise_id)


@command("accept")
@click.argument("promise_id", metavar="PROMISE")
@given.note_option
@given.as_option
@pass_session
def accept(session: Session, promise_id: str, note: str, person: str | None) -> None:
    """Move a promise to the later day that the customer was told of and agreed to; --note says how they agreed."""
    with session.desk() as desk:
        case = desk.accept(promise_id, by=session.person(person), note=note)
    _tell(session, case, promise_id)


@command("after")
@click.argument("case_id", metavar="CASE")
@click.option("--extra", is_flag=True, help="Give the first thing that was held back.")
@click.option(
    "--sent", metavar="FILE", help="The letter as it was sent (- for stdin): it is checked and put on record."
)
@given.as_option
@pass_session
def after(session: Session, case_id: str, extra: bool, sent: str | None, person: str | None) -> None:
    """Draft the letter when all promises of a case are kept; with --sent, put it on record."""
    by = session.person(person)
    with session.desk() as desk:
        if sent is None:
            _show(session, desk.after(case_id, by=by, extra=extra))
            return
        text = given.text_from(sent, what="The follow-up", most=intake.MOST_LETTER)
        case = desk.follow_up(case_id, text, by=by)
    if session.as_json:
        session.console.emit(case)
    else:
        session.console.say(f"The follow-up letter of case {case.id} is on record as sent.")


@command("kept")
@pass_session
def kept(session: Session) -> None:
    """How promises were kept: the share kept by their day and the days before it, by kind and by month."""
    with session.desk() as desk:
        overall, monthly = desk.kept()
    if session.as_json:
        session.console.emit({"overall": [r._asdict() for r in overall], "monthly": [r._asdict() for r in monthly]})
        return
    session.console.table(
        ("month", "kind", "ended", "kept", "days before, on average"),
        [
            (r.month, r.kind.replace("_", " "), r.ended, f"{r.rate * 100:.0f}%", "" if r.earliness is None else f"{r.earliness:+.1f}")
            for r in (*overall, *monthly)
        ],
        empty="No promise has ended yet.",
    )  # fmt: skip


def _show(session: Session, letter: Letter) -> None:
    """A letter that was drafted; the findings that block it go to stderr."""
    if session.as_json:
        blocked = letter.check.blocked
        session.console.emit({"text": letter.text, "to": letter.to, **letter.check.model_dump(), "blocked": blocked})
        return
    session.console.say(letter.text)
    for finding in letter.check.findings:
        if finding.blocking:
            session.console.note(f"Blocks: {finding.verdict.replace('_', ' ')}: {finding.why}")


def _tell(session: Session, case: Case, promise_id: str) -> None:
    # People may leave out the letter and the zeros.
    wanted = int(promise_id.strip().casefold().removeprefix("p").lstrip("-"))
    promise = next(each for each in case.promises if int(each.id.removeprefix("P-")) == wanted)
    if session.as_json:
        session.console.emit(promise)
        return
    left = sum(each.state == "open" for each in case.promises)
    state = promise.state.replace("_", " ")
    if promise.state == "open":
        waits = promise.awaiting
        told = f"; the customer was asked for {waits.to}" if waits is not None else ""
        session.console.say(f"Promise {promise.id} is due {promise.due}{told}.")
        return
    session.console.say(
        f"Promise {promise.id} is {state}; case {case.id} has "
        + (f"{left} more to keep." if left else "none left to keep.")
    )
