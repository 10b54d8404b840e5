"""Cases: what there is, the review, and the close."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from assistant import intake
from assistant.cli import given, wording
from assistant.cli.session import Command, Session, command, pass_session

if TYPE_CHECKING:
    from assistant.case import Case, CaseState
    from assistant.desk import Outcome

_STATES = ("received", "needs_answers", "drafted", "in_review", "following_up", "resolved")


@command("cases")
@click.option("--state", type=click.Choice(_STATES), help="Only those in this state.")
@click.option("--limit", type=click.IntRange(1), help="At most so many, the newest.")
@pass_session
def cases(session: Session, state: CaseState | None, limit: int | None) -> None:
    """List the cases, newest first."""
    with session.desk() as desk:
        found = desk.cases(state, limit=limit)
    if session.as_json:
        session.console.emit([_summary(case) for case in found])
        return
    columns = ("case", "state", "received", "severity", "summary", "submitted by", "promises open")
    rows = []
    for case in found:
        summary = _summary(case)
        rows.append(
            (
                case.id,
                case.state.replace("_", " "),
                case.complaint.received_on,
                summary["severity"],
                summary["summary"],
                case.submitted_by,
                summary["open_promises"] or None,
            )
        )
    session.console.table(columns, rows, empty="There is no case" + (f" that is {state}." if state else " yet."))


def _summary(case: Case) -> dict[str, Any]:
    reading = case.proposal.reading if case.proposal is not None else None
    return {
        "id": case.id,
        "state": case.state,
        "version": case.version,
        "received_on": case.complaint.received_on,
        "channel": case.complaint.channel,
        "language": case.proposal.language if case.proposal is not None else None,
        "severity": reading.severity if reading else None,
        "feeling": reading.feeling if reading else None,
        "summary": reading.summary if reading else " ".join(case.complaint.text.split())[:200],
        "blocked": case.check.blocked,
        "submitted_by": case.submitted_by,
        "approved_by": case.approved_by,
        "open_promises": sum(promise.state == "open" for promise in case.promises),
        "outcome": case.outcome,
    }


@command("show")
@click.argument("case_id", metavar="CASE")
@pass_session
def show(session: Session, case_id: str) -> None:
    """Show one case: the complaint, the letter, its promises and what happened."""
    with session.desk() as desk:
        case = desk.show(case_id)
        history = desk.history(case_id)
        clauses = wording.places(desk.knowledge.terms())
    console = session.console
    if console.as_json:
        console.emit(as_row(case) | {"history": history})
        return
    console.say(f"{case.id}, {case.state.replace('_', ' ')}, received on {case.complaint.received_on}")
    console.heading("Complaint")
    console.say(case.complaint.text)
    if case.complaint.facts:
        console.heading("Facts")
        console.table(("fact", "value"), case.complaint.facts)
    if case.proposal is not None:
        text = case.text if case.text is not None else case.proposal.reply.text
        console.heading(case.proposal.reply.subject)
        console.say(text)
        if case.proposal.plan.questions:
            console.heading("To ask")
            for question in case.proposal.plan.questions:
                console.say(f"- {question}")
        if case.approved_by is None:
            wording.write_check(console, case.check, text, clauses)
    if case.promises:
        console.heading("Promises")
        console.table(
            ("promise", "state", "due", "closed", "words"),
            [(p.id, p.state.replace("_", " "), p.due, p.closed_on, p.sentence) for p in case.promises],
        )
    console.heading("History")
    console.table(
        ("when", "who", "what", "note"),
        [(f"{e.at.astimezone():%Y-%m-%d %H:%M}", e.actor, e.verb, e.note) for e in history],
    )


def as_row(case: Case) -> dict[str, Any]:
    """A case in JSON, with what is derived from it."""
    return {**case.model_dump(), "state": case.state, "blocked": case.check.blocked, "edited": case.edited}


def _tell(session: Session, case: Case, text: str) -> None:
    if session.as_json:
        session.console.emit(as_row(case))
    else:
        session.console.say(text)


def _moving(name: str, told: str, *, forward: bool) -> Command:
    """The command that hands a letter to the reviewers, or gives it back."""

    @command(name, told)
    @click.argument("case_id", metavar="CASE")
    @given.as_option
    @given.note_option
    @pass_session
    def move(session: Session, case_id: str, person: str | None, note: str) -> None:
        with session.desk() as desk:
            verb = desk.submit if forward else desk.return_
            case = verb(case_id, by=session.person(person), note=note)
        _tell(session, case, f"Case {case.id} is {'in review' if forward else 'returned'}.")

    return move


submit = _moving("submit", "Hand the letter of a case to the reviewers.", forward=True)
return_ = _moving("return", "Give the letter of a case back, with a note that says what to change.", forward=False)


@command("approve")
@click.argument("case_id", metavar="CASE")
@given.as_option
@given.note_option
@click.option(
    "--override", metavar="REASON", help="Approve in spite of a blocking finding; the reason stays on record."
)
@pass_session
def approve(session: Session, case_id: str, person: str | None, note: str, override: str | None) -> None:
    """Check the letter of a case once more, and let it go; its promises become due."""
    with session.desk() as desk:
        case = desk.approve(case_id, by=session.person(person), note=note, override_reason=override)
    due = ", ".join(f"{promise.id} due {promise.due}" for promise in case.promises)
    _tell(session, case, f"Case {case.id} is approved; " + (f"to keep: {due}." if due else "it promises nothing."))


@command("resolve")
@click.argument("case_id", metavar="CASE")
@click.option("--outcome", required=True, type=click.Choice(["misery", "truth", "magic"]), help="How it went.")
@click.option("--lesson", required=True, metavar="TEXT", help="What to do the same or otherwise next time.")
@click.option("--owner", default="", metavar="NAME", help="Who sees to it that the cause does not come back.")
@given.as_option
@pass_session
def resolve(session: Session, case_id: str, *, outcome: Outcome, lesson: str, owner: str, person: str | None) -> None:
    """Close a case whose promises are closed; it becomes a precedent that the next search finds."""
    with session.desk() as desk:
        case = desk.resolve(
            case_id, outcome=outcome, lesson=intake.note(lesson), by=session.person(person), owner=owner
        )
    _tell(session, case, f"Case {case.id} is resolved, and a precedent from now on.")
