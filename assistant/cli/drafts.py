"""Drafting replies and checking them, one or many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant import intake
from assistant.cli import batch, given, wording
from assistant.cli.session import Session, command, pass_session

if TYPE_CHECKING:
    from assistant.case import Check, Complaint, Proposal
    from assistant.wiring import OpenDesk


@command("draft")
@click.argument("source", required=False, metavar="[FILE|-]")
@given.fact_option
@click.option("--received-on", metavar="DATE", help="When the complaint came (default: today).")
@click.option("--channel", default="email", show_default=True, help="How it came.")
@click.option("--no-save", is_flag=True, help="Draft only; keep no case.")
@given.as_option
@click.option(
    "--batch", "lines", metavar="FILE", help='Lines {"id","complaint","channel","received_on","facts"}; none is kept.'
)
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="One proposal a line.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Lines drafted at a time.")
@pass_session
def draft(
    session: Session,
    *,
    source: str | None,
    facts: tuple[str, ...],
    received_on: str | None,
    channel: str,
    no_save: bool,
    person: str | None,
    lines: str | None,
    out: Path | None,
    workers: int,
) -> None:
    """Draft the reply to the complaint in FILE (or on stdin), and keep it as a case.

    With --batch each line of a file is a complaint; a line that fails gives {"id","error"}, and the rest go on.
    """
    files = _files(lines, out, one="complaint", given_one=source is not None, given_facts=bool(facts or received_on))
    if files is not None:
        _answer(session, files, lambda desk: drafted(desk, session.today()), what="Drafting", workers=workers)
        return
    complaint = intake.complaint(
        given.text_from(source, what="The complaint", most=intake.MOST_COMPLAINT),
        received_on=given.day_from(received_on, session.today(), what="The day of receipt"),
        channel=channel,
        facts=given.facts_from(facts).items(),
    )
    with session.desk() as desk:
        proposal = _preview(desk, complaint) if no_save else _kept(desk, complaint, session.person(person))
        clauses = wording.places(desk.knowledge.terms())
    console = session.console
    if console.as_json:
        console.emit(proposal)
        return
    if proposal.case:
        console.say(f"Case {proposal.case}")
    wording.write_proposal(console, proposal, clauses)


def _files(
    lines: str | None, out: Path | None, *, one: str, given_one: bool, given_facts: bool
) -> tuple[str, Path] | None:
    """The two files of a batch; None where a single `one` is meant. Raises UsageError for what does not go together."""
    if lines is not None and given_one:
        raise click.UsageError(f"Give one {one}, or a file of them with --batch.")
    if (lines is None) != (out is None):
        raise click.UsageError("--batch and --out go together.")
    if lines is None or out is None:
        return None
    if given_facts:
        raise click.UsageError("With --batch, facts and dates stand in the lines of the file.")
    return lines, out


def _answer(
    session: Session,
    files: tuple[str, Path],
    answering: Callable[[OpenDesk], batch.Answer],
    *,
    what: str,
    workers: int,
) -> None:
    lines, out = files
    with session.desk() as desk:
        total, failed = batch.answer_file(lines, out, answering(desk), session=session, what=what, workers=workers)
    batch.report(session, total, failed, out)


def _kept(desk: OpenDesk, complaint: Complaint, person: str) -> Proposal:
    proposal = desk.take(complaint, by=person).proposal
    assert proposal is not None
    return proposal


def drafted(desk: OpenDesk, today: dt.date) -> batch.Answer:
    """Drafts lines {"id", "complaint", "channel", "received_on", "facts"}; what else they hold is passed over."""
    return lambda lines: [_proposal(desk, line, today).model_dump(mode="json") for line in lines]


def _proposal(desk: OpenDesk, line: batch.Row, today: dt.date) -> Proposal:
    complaint = intake.complaint(
        given.string_in(line, "complaint"),
        received_on=given.day_from(
            line.get("received_on") and given.string_in(line, "received_on"), today, what="The day of receipt"
        ),
        channel=given.string_in(line, "channel", "email"),
        facts=given.facts_in(line.get("facts")).items(),
    )
    return _preview(desk, complaint, str(line.get("id", "")))


def _preview(desk: OpenDesk, complaint: Complaint, id_: str = "") -> Proposal:
    """A proposal that belongs to no case."""
    return desk.preview(complaint, id=id_).model_copy(update={"case": None})


@command("check")
@click.argument("source", required=False, metavar="[FILE|-]")
@given.fact_option
@click.option("--sent-on", metavar="DATE", help="When the text leaves (default: today).")
@click.option("--case", "case_id", metavar="CASE", help="Judge it as the reply of this case.")
@click.option(
    "--repair", is_flag=True, help="Propose an edit for each finding that blocks, and show the text after them."
)
@click.option("--batch", "lines", metavar="FILE", help='Lines {"id","text","sent_on","facts"}.')
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help='Lines {"id","commitments","findings","blocked"}.'
)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Lines checked at a time.")
@pass_session
def check(
    session: Session,
    *,
    source: str | None,
    facts: tuple[str, ...],
    sent_on: str | None,
    case_id: str | None,
    repair: bool,
    lines: str | None,
    out: Path | None,
    workers: int,
) -> None:
    """Find the promises in a reply (FILE or stdin), whoever wrote it, and judge each against policy."""
    one_given = source is not None or case_id is not None
    files = _files(lines, out, one="text", given_one=one_given, given_facts=bool(facts or sent_on))
    if files is not None:
        _answer(session, files, lambda desk: _checker(desk, session.today()), what="Checking", workers=workers)
        return
    known = given.facts_from(facts)
    text = given.text_from(source, what="The letter", most=intake.MOST_LETTER)
    day = given.day_from(sent_on, session.today(), what="The day of sending")
    with session.desk() as desk:
        case = None if case_id is None else desk.show(case_id)
        judged = desk.check(text, on=day, facts=known, case=case)
        clauses = wording.places(desk.knowledge.terms())
        edits = desk.repairs_of(text, on=day, facts=known, case=case) if repair else ()
    mended = text
    for each in sorted(edits, key=lambda each: -each.edit.start):
        mended = mended[: each.edit.start] + each.edit.replacement + mended[each.edit.end :]
    if session.as_json:
        told = {"repairs": [each.model_dump() for each in edits], "repaired": mended} if repair else {}
        session.console.emit({**as_row(judged), **told})
        return
    wording.write_check(session.console, judged, text, clauses)
    if edits:
        session.console.heading("Proposed repairs")
        for each in edits:
            session.console.entry(each.edit.does, "", text[each.edit.start : each.edit.end])
        session.console.heading("The text after them")
        session.console.say(mended)


def _checker(desk: OpenDesk, today: dt.date) -> batch.Answer:
    return lambda lines: [_checked(desk, line, today) for line in lines]


def _checked(desk: OpenDesk, row: batch.Row, today: dt.date) -> batch.Row:
    text = intake.words(given.string_in(row, "text"), what="The letter", most=intake.MOST_LETTER)
    day = given.day_from(row.get("sent_on") and given.string_in(row, "sent_on"), today, what="The day of sending")
    facts = dict(intake.merged((), given.facts_in(row.get("facts"))))
    return {"id": None, **as_row(desk.check(text, on=day, facts=facts))}


def as_row(judged: Check) -> batch.Row:
    """A check in JSON."""
    return {**judged.model_dump(mode="json"), "blocked": judged.blocked}
