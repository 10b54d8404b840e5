"""Documents in force that disagree, and saying which of them rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from assistant.cli import given, wording
from assistant.cli.session import Session, command, pass_session
from assistant.errors import InputError, NotFound

if TYPE_CHECKING:
    from assistant.disputes import Dispute
    from knowledge.rulings import Ruling
    from knowledge.terms import Term


@command("disputes")
@click.option("--settle", metavar="DISPUTE", help="Say that one clause of this dispute (its id) rules; with --for.")
@click.option(
    "--for",
    "winner",
    metavar="CLAUSE",
    help="Which one: its document, its term's id, or words that only this one of the two has.",
)
@click.option("--settled", is_flag=True, help="List those that were settled, and by whom.")
@click.option("--reopen", metavar="RULING", help="Take back a settlement (its id in --settled).")
@given.note_option
@click.option("--as", "person", metavar="USER", help="Who settles (default: AMENDS_USER); a manager.")
@pass_session
def disputes(
    session: Session,
    *,
    settle: str | None,
    winner: str | None,
    settled: bool,
    reopen: str | None,
    note: str,
    person: str | None,
) -> None:
    """List the documents in force that give different limits for one matter. Until a manager settles it, the stricter
    clause rules in what letters may promise."""
    if sum(map(bool, (settle, settled, reopen))) > 1:
        raise InputError("Settle, list the settled or reopen: one at a time.")
    if (settle is None) != (winner is None):
        raise InputError("To settle a dispute, give its id with --settle and the clause that rules with --for.")
    if settle is not None and winner is not None:
        _settle(session, settle, winner, note=note, by=session.person(person))
    elif reopen is not None:
        _reopen(session, reopen, note=note, by=session.person(person))
    elif settled:
        _list_settled(session)
    else:
        _list_open(session)


def _list_open(session: Session) -> None:
    with session.desk() as desk:
        found = desk.stewardship.disputes()
        people = [(user.name, user.role) for user in desk.accounts.list() if not user.disabled]
        managers = desk.stewardship.rulers(people)
    if session.as_json:
        session.console.emit([_as_row(dispute, managers) for dispute in found])
        return
    rows = [
        (
            dispute.id if first else "",
            "stricter: rules" if dispute.stricter is not None and dispute.stricter.id == term.id else "",
            term.path,
            term.section,
            wording.limits(term),
            term.quote,
        )
        for dispute in found
        for first, term in ((True, dispute.one), (False, dispute.other))
    ]
    session.console.table(
        ("dispute", "until settled", "document", "section", "limits", "words"),
        rows,
        empty="No two documents in force give different limits for one matter.",
        cut=400,
    )
    if found:
        who = f" ({', '.join(managers)})" if managers else ""
        session.console.note(f"A manager{who} settles one with: amends disputes --settle {found[0].id} --for DOCUMENT")


def _as_row(dispute: Dispute, managers: tuple[str, ...]) -> dict[str, object]:
    return {
        "id": dispute.id,
        "documents": [dispute.one.path, dispute.other.path],
        "stricter": dispute.stricter.id if dispute.stricter is not None else None,
        "closeness": round(dispute.closeness, 4),
        "one": dispute.one,
        "other": dispute.other,
        "settled_by": managers,
    }


def _settle(session: Session, dispute_id: str, named: str, *, note: str, by: str) -> None:
    with session.desk() as desk:
        steward = desk.stewardship
        dispute = steward.dispute(dispute_id)
        rules = dispute.clause(named)
        if rules is None:
            raise InputError(
                f'"{named[:60]}" does not say which clause of {dispute.id} rules; name {dispute.one.path} or '
                f"{dispute.other.path}, a term's id, or words that only one of them has."
            )
        rules = steward.settle(dispute, rules=rules.id, by=by, note=note)
        (yields,) = [term for term in (dispute.one, dispute.other) if term.id != rules.id]
    _say_settled(session, dispute.id, rules, yields)


def _say_settled(session: Session, dispute: str, rules: Term, overruled: Term) -> None:
    if session.as_json:
        session.console.emit({"settled": dispute, "rules": rules, "overruled": overruled})
    else:
        session.console.say(f"{rules.path} rules from now on, and {overruled.path} no longer does: “{rules.quote}”")


def _list_settled(session: Session) -> None:
    with session.desk() as desk:
        found = desk.stewardship.settled()
    if session.as_json:
        session.console.emit([_as_settled(ruling) for ruling in found])
        return
    rows = [(r.id, (r.rules or ("", ""))[0], (r.rules or ("", ""))[1], r.path, r.quote, r.by, r.at.date(), r.note) for r in found]  # fmt: skip
    session.console.table(
        ("ruling", "rules", "words", "overruled", "words", "by", "on", "note"), rows, empty="Nothing was settled yet."
    )


def _as_settled(ruling: Ruling) -> dict[str, object]:
    path, quote = ruling.rules or ("", "")
    return {
        "id": ruling.id,
        "rules": {"document": path, "quote": quote},
        "overruled": {"document": ruling.path, "section": ruling.section, "quote": ruling.quote},
        "by": ruling.by,
        "at": ruling.at,
        "note": ruling.note,
    }


def _reopen(session: Session, ruling_id: str, *, note: str, by: str) -> None:
    with session.desk() as desk:
        steward = desk.stewardship
        ruling = next((each for each in steward.settled() if str(each.id) == ruling_id.strip()), None)
        if ruling is None:
            raise NotFound(f'There is no settlement "{ruling_id.strip()[:40]}"; amends disputes --settled lists them.')
        steward.withdraw(ruling, by=by, note=note)
    if session.as_json:
        session.console.emit({"reopened": ruling.id})
    else:
        session.console.say(f"Both clauses count again: {(ruling.rules or ('', ''))[0]} and {ruling.path}.")
