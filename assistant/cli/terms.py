"""The terms read out of the policies, and what people rule about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from assistant import correcting, intake
from assistant.cli import wording
from assistant.cli.session import Session, command, pass_session
from assistant.errors import InputError

if TYPE_CHECKING:
    from knowledge.terms import Term


@command("terms")
@click.option("--document", metavar="D", help="Only those of one document.")
@click.option("--on", metavar="DATE", help="Only those in force on that day.")
@click.option("--again", is_flag=True, help="Only those whose clause changed after somebody had ruled about it.")
@click.option("--confirm", metavar="TERM", help="Say that this term (its id) was read rightly.")
@click.option("--reject", metavar="TERM", help="Say that this clause sets no such limit; it permits nothing any more.")
@click.option("--correct", metavar="TERM", help="Put other limits in the place of those that were read; with --set.")
@click.option(
    "--set",
    "limits",
    multiple=True,
    metavar="LIMIT=VALUE",
    help='A limit of --correct, as due="5-7 business days after delivery" or amount="25 USD"; of a table row a cell, as '
    'Credit="25 USD". Repeatable; none takes it away.',
)
@click.option("--note", default="", metavar="TEXT", help="Why; it goes on record with what is ruled.")
@click.option("--as", "person", metavar="USER", help="Who rules (default: AMENDS_USER); a manager.")
@pass_session
def terms(
    session: Session,
    document: str | None,
    on: str | None,
    *,
    again: bool,
    confirm: str | None,
    reject: str | None,
    correct: str | None,
    limits: tuple[str, ...],
    note: str,
    person: str | None,
) -> None:
    """List the terms: each limit with the words that set it. With --confirm, --reject or --correct, rule about one of
    them."""
    ruled = {"confirmed": confirm, "rejected": reject, "corrected": correct}
    if any(each is not None for each in ruled.values()):
        _rule(session, ruled, limits, note=note, by=session.person(person))
    elif limits:
        raise InputError("Name the term whose limits these are with --correct.")
    elif again:
        _list_again(session)
    else:
        _list(session, document, on)


def _list(session: Session, document: str | None, on: str | None) -> None:
    day = None if on is None else intake.day(on, what="The day")
    with session.desk() as desk:
        if document is not None:
            desk.knowledge.document(document)  # says so where there is no such document
        found = desk.knowledge.terms(document, on=day)
    console = session.console
    if console.as_json:
        console.emit(found)
        return
    today = session.today()
    console.table(
        ("term", "document", "section", "mode", "kind", "limits", "applies", "in force", "confirmed", "quote"),
        [
            (
                term.id,
                term.path,
                term.section,
                term.mode,
                ", ".join(kind.replace("_", " ") for kind in term.kinds or (term.kind,)),
                wording.limits(term),
                wording.applies(term),
                wording.in_force(term.standing, day or today) + (", internal" if term.standing.internal else ""),
                "yes" if term.confirmed else "no",
                term.quote,
            )
            for term in found
        ],
        empty="No term is known.",
    )


def _list_again(session: Session) -> None:
    with session.desk() as desk:
        asked = desk.stewardship.asked_again()
    if session.as_json:
        session.console.emit([{"ruling": each.ruling, "now": each.now} for each in asked])
        return
    session.console.table(
        ("ruled", "by", "document", "words then", "limits then", "term now", "words now", "limits now"),
        [
            (
                ruling.verdict,
                ruling.by,
                ruling.path,
                ruling.quote,
                wording.limits(ruling.term),
                now.id if now is not None else "",
                now.quote if now is not None else "nothing like it is left",
                wording.limits(now) if now is not None else "",
            )
            for ruling, now in asked
        ],
        empty="No clause changed after somebody had ruled about it.",
    )


def _rule(session: Session, ruled: dict[str, str | None], limits: tuple[str, ...], *, note: str, by: str) -> None:
    """Puts on record what a person says of one term."""
    if sum(each is not None for each in ruled.values()) > 1:
        raise InputError("Confirm, reject or correct a term: not both at once.")
    ((verdict, wanted),) = [(name, each) for name, each in ruled.items() if each is not None]
    if (verdict == "corrected") != bool(limits):
        raise InputError('Say with --set what is to stand, as --correct TERM --set due="5 days".')
    with session.desk() as desk:
        steward = desk.stewardship
        if verdict == "rejected":
            term = steward.reject(wanted, by=by, note=note)
        elif verdict == "confirmed":
            term = steward.confirm(wanted, by=by, note=note)
        else:
            put = correcting.corrected(steward.term(wanted), dict(_limit(each) for each in limits))
            term = steward.correct(put, by=by, note=note)
    if session.as_json:
        session.console.emit({"verdict": verdict, "term": term})
    else:
        session.console.say(f"{term.id} {_done(verdict, term)}: “{term.quote}”")


def _limit(given: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not equals or not name.strip() or not value.strip():
        raise InputError(f'"{given[:60]}" sets no limit; write it as due="5 days", or as due=none to take it away.')
    return name, value.strip()


def _done(verdict: str, term: Term) -> str:
    if verdict == "corrected":
        row = ", ".join(f"{name}: {value}" for name, value in term.cells)
        return f"is corrected, and stands for {row or wording.limits(term) or 'no limit'}"
    return "is rejected, and permits nothing any more" if verdict == "rejected" else "is confirmed"
