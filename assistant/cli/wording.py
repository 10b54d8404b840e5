"""How values of the domain read in a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.cli.console import cell
from assistant.limits import except_where, only_where

if TYPE_CHECKING:
    from assistant.case import Amount, Check, Commitment, Due, Evidence, Proposal
    from assistant.cli.console import Console
    from knowledge.passage import Standing
    from knowledge.terms import Term
    from knowledge.terms.model import Span


def places(terms: Iterable[Term]) -> dict[str, str]:
    """Where each term stands, by its id."""
    return {term.id: f"{term.path}, {term.section}".rstrip(", ") for term in terms}


def number(value: Decimal | float) -> str:
    """ "1,250.50"; without decimals where there are none."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"


def amount(given: Amount | None) -> str:
    """ "129 USD" or "10 %"."""
    if given is None:
        return ""
    parts = [f"{number(given.value)} {given.currency or ''}".strip()] if given.value is not None else []
    parts += [f"{number(given.percent)} %"] if given.percent is not None else []
    return ", ".join(parts)


def stretch(value: int | None, most: int | None, unit: str) -> str:
    """ "3-5 business days"."""
    if value is None and most is None:
        return ""
    ends = [str(end) for end in (value, most) if end is not None]
    return f"{'-'.join(ends)} {unit.replace('_', ' ')}"


def due(given: Due | None) -> str:
    """ "9 business days, 2026-11-16"."""
    if given is None:
        return ""
    parts = [stretch(given.value, given.max, given.unit), given.date.isoformat() if given.date else ""]
    return ", ".join(part for part in parts if part)


def span(given: Span | None) -> str:
    """ "30 days after delivery"."""
    if given is None:
        return ""
    return stretch(given.value, given.max, given.unit) + (f" after {given.after}" if given.after else "")


def limits(term: Term) -> str:
    """What a term limits: sums, shares, times."""
    parts = []
    if term.amount is not None:
        parts.append(f"{number(term.amount.value)} {term.amount.currency}")
    if term.percent is not None:
        parts.append(f"{number(term.percent)} %")
    if parts and term.cap:
        parts[0] = f"up to {parts[0]}"
    if term.of:
        parts.append(f"of {term.of}")
    if term.due is not None:
        parts.append(f"within {span(term.due)}")
    if term.window is not None:
        parts.append(f"if asked within {span(term.window)}")
    if term.authority:
        parts.append(f"by {term.authority}")
    return ", ".join(parts)


def applies(term: Term) -> str:
    """To whom and when a term applies."""
    standing = term.standing
    parts = [
        only_where(term.condition) if term.condition else "",
        except_where(term.exception) if term.exception else "",
    ]
    parts += [", ".join(standing.regions), ", ".join(standing.tiers)]
    if standing.orders_from:
        parts.append(f"orders from {standing.orders_from}")
    if standing.orders_before:
        parts.append(f"orders before {standing.orders_before}")
    return "; ".join(part for part in parts if part)


def in_force(standing: Standing, on: dt.date) -> str:
    """ "in force", or from when or until when."""
    if standing.in_force(on):
        return f"until {standing.effective_until}" if standing.effective_until else "in force"
    if standing.effective_from is not None and on < standing.effective_from:
        return f"not before {standing.effective_from}"
    return f"ended {standing.effective_until}"


def write_check(console: Console, check: Check | Proposal, text: str, clauses: dict[str, str]) -> None:
    """The commitments with their verdicts, then what was found. `clauses`: where each term stands."""
    console.heading("Promises")
    if not check.commitments:
        console.say("It promises nothing.")
    for each in check.commitments:
        _write_commitment(console, each, clauses.get(each.term or "", ""))
    if check.findings:
        console.heading("Findings")
    for finding in check.findings:
        words = " ".join(text[finding.start : finding.end].split())
        console.entry(
            "blocks" if finding.blocking else "warns",
            finding.verdict.replace("_", " "),
            f"“{words}”" if words else "",
            finding.why,
        )
    console.say()
    console.say("Blocked: it may not leave as it stands." if check.blocked else "Nothing blocks it.")


def _write_commitment(console: Console, given: Commitment, clause: str) -> None:
    what = [given.kind.replace("_", " ") if given.kind != "none" else "", amount(given.amount), due(given.due)]
    kind = given.type.replace("_", " ")
    why = given.why if not clause or given.why.startswith(clause) else f"{given.why} ({clause})"
    mark = given.verdict.replace("_", " ") if given.verdict else "no promise"
    console.entry(mark, f"{kind}: {', '.join(filter(None, what))}".rstrip(": "), f"“{given.quote}”", why.strip())


def write_proposal(console: Console, proposal: Proposal, clauses: dict[str, str]) -> None:
    """The letter with everything that stands behind it."""
    reading = proposal.reading
    console.say(f"{reading.severity}, {reading.feeling}, {proposal.language}: {reading.summary}")
    if reading.signals:
        console.say(f"Signals: {', '.join(signal.replace('_', ' ') for signal in reading.signals)}")
    console.heading(proposal.reply.subject)
    console.say()
    console.say(proposal.reply.text)
    write_check(console, proposal, proposal.reply.text, clauses)
    plan = proposal.plan
    if plan.questions:
        console.heading("To ask")
        for question in plan.questions:
            console.say(f"- {question}")
    if plan.declined:
        console.heading("Declined")
        rows = [(declined.ask, declined.why, declined.alternative) for declined in plan.declined]
        console.table(("asked for", "why not", "instead"), rows)
    if plan.held_back:
        console.heading("Held back")
        held = [(r.kind.replace("_", " "), amount(r.amount), r.authority, r.what) for r in plan.held_back]
        console.table(("kind", "amount", "authority", "what"), held)
    if proposal.evidence:
        console.heading("Evidence")
    for piece in proposal.evidence:
        _write_evidence(console, piece)
    console.say()
    writer = proposal.writer
    console.say(f"Written by {writer.name} in {proposal.timing_ms.total:,.0f} ms")
    if writer.fell_back:
        console.note(f"The built-in writer stepped in: {writer.fell_back}")


def _write_evidence(console: Console, piece: Evidence) -> None:
    marks = ["" if piece.in_force else "not in force", "internal" if piece.internal else ""]
    where = ", ".join(filter(None, (piece.document, piece.section, *marks)))
    console.entry(f"{piece.score:.2f}", where, cell(piece.quote))
