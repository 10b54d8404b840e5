"""Promises with their clauses, findings, evidence, remedies and timing as HTML. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from assistant import Case, Check, Commitment, Declined, Event, Evidence, Finding, Kept, Plan, Promise, Remedy, Standing
from ui.clauses import Clause
from ui.parts.badges import VERDICTS, badge, promise_badge, source_badges, verdict_of
from ui.parts.text import day, escape, money, term, words


def promise_table(check: Check, clauses: Mapping[str, Clause]) -> str:
    """Each commitment of a letter: sentence, kind, amount, day, verdict, why, and the clause that decides it."""
    if not check.commitments:
        return '<p class="am-soft">This letter promises nothing.</p>'
    blocking = {(finding.start, finding.end) for finding in check.findings if finding.blocking}
    rows = [
        _promise(number, c, clauses.get(c.term or ""), blocks=(c.start, c.end) in blocking)
        for number, c in enumerate(check.commitments, 1)
    ]
    return f'<ol class="am-promises">{"".join(rows)}</ol>'


def _promise(number: int, commitment: Commitment, clause: Clause | None, *, blocks: bool) -> str:
    word, tone = verdict_of(commitment)
    if blocks:
        word = f"{word} (blocks)"
    what = [] if commitment.kind in {"other", "none"} else [words(commitment.kind).capitalize()]
    facts = [*what, money(commitment.amount), term(commitment.due)]
    head = " · ".join(escape(fact) for fact in facts if fact) or escape(words(commitment.type).capitalize())
    # Where the reason is the clause itself, it is not said twice.
    told = clause is not None and clause.quote in commitment.why
    why = f'<p class="am-why">{escape(commitment.why)}</p>' if commitment.why and not told else ""
    return (
        f'<li class="am-promise am-edge-{tone}">'
        f'<div class="am-head"><sup class="am-number am-{tone}">{number}</sup>{badge(word, tone)}<strong>{head}</strong></div>'
        f'<p class="am-sentence">{escape(commitment.quote)}</p>{why}{_clause(clause)}</li>'
    )


def _clause(clause: Clause | None) -> str:
    if clause is None:
        return ""
    notes = [] if clause.in_force else [badge("Not in force", "warn")]
    if clause.internal:
        notes.append(badge("Internal", "warn"))
    return quotation(clause.quote, place(clause.document, clause.section, clause.version), *notes)


def quotation(quote: str, source: str, *notes: str) -> str:
    """The exact words of a source, and where they stand. `notes` are HTML."""
    return _quoted(escape(quote), source, *notes)


def _quoted(said: str, source: str, *notes: str) -> str:
    return f'<blockquote class="am-quote">{said}<footer>{escape(source)} {" ".join(notes)}</footer></blockquote>'


def place(document: str, section: str, version: int) -> str:
    """Where a passage stands: returns.md · 2 Refunds · version 3."""
    return " · ".join(part for part in (document, section, f"version {version}") if part)


def finding_list(findings: Iterable[Finding], text: str) -> str:
    """What was found, what blocks first."""
    rows = []
    for finding in sorted(findings, key=lambda finding: not finding.blocking):
        word, tone = VERDICTS[finding.verdict]
        effect = "blocks" if finding.blocking else "note"
        quote = " ".join(text[finding.start : finding.end].split())
        said = f' <span class="am-soft">“{escape(quote)}”</span>' if quote else ""
        rows.append(
            f"<li>{badge(f'{word} ({effect})', 'bad' if finding.blocking else tone)} {escape(finding.why)}{said}</li>"
        )
    return _list(rows) if rows else ""


def plain_list(lines: Iterable[str]) -> str:
    """Sentences, each a point."""
    return _list([f"<li>{escape(line)}</li>" for line in lines])


def _list(points: Iterable[str], *classes: str) -> str:
    return f'<ul class="{" ".join(("am-list", *classes))}">{"".join(points)}</ul>'


def loose(check: Check) -> tuple[Finding, ...]:
    """The findings that do not stand in the promise table already, with the commitment that they concern."""
    told = {(c.start, c.end, c.verdict) for c in check.commitments}
    return tuple(f for f in check.findings if (f.start, f.end, f.verdict) not in told)


def evidence_card(evidence: Evidence) -> str:
    """A passage as it stood when the letter was drafted."""
    notes = source_badges(
        in_force=evidence.in_force, internal=evidence.internal, past_case=evidence.kind == "resolution"
    )
    source = place(evidence.document, evidence.section, evidence.version)
    return (
        f'<div class="am-card"><div class="am-head">{notes}'
        f'<span class="am-soft">match {evidence.score:.2f}</span></div>{_quoted(_in_context(evidence), source)}</div>'
    )


def _in_context(evidence: Evidence) -> str:
    """The passage as HTML, and softer what its document says before and after it."""
    end = len(evidence.quote) if evidence.end is None else evidence.end
    before, passage, after = (
        evidence.quote[: evidence.start],
        evidence.quote[evidence.start : end],
        evidence.quote[end:],
    )
    around = (f'<span class="am-soft">{escape(text)}</span>' if text else "" for text in (before, after))
    return escape(passage).join(around)


def declined_list(declined: Iterable[Declined]) -> str:
    """Each ask that is declined, why, and what the customer is offered in its place."""
    rows = []
    for each in declined:
        instead = f"<br><strong>Instead:</strong> {escape(each.alternative)}" if each.alternative else ""
        rows.append(
            f'<li><strong>{escape(each.ask)}</strong><br><span class="am-soft">{escape(each.why)}</span>{instead}</li>'
        )
    return _list(rows)


def held_back_list(remedies: Iterable[Remedy], clauses: Mapping[str, Clause]) -> str:
    """What may be given and is kept for later, with the authority that it takes."""
    rows = []
    for remedy in remedies:
        level = badge(f"Needs: {words(remedy.authority)}", "quiet" if remedy.authority == "rep" else "warn")
        clause = clauses.get(remedy.term)
        # Where all that is known of the remedy is its clause, which stands below, it is not said twice.
        told = clause is not None and remedy.what.strip(" .") in clause.quote
        line = remedy_line(remedy.model_copy(update={"what": ""}) if told else remedy)
        rows.append(f"<li>{level} <strong>{escape(line)}</strong>{_clause(clause)}</li>")
    return _list(rows)


def remedy_line(remedy: Remedy) -> str:
    """Refund · $129.00 · the delivery fee."""
    parts = [words(remedy.kind).capitalize(), money(remedy.amount), remedy.what]
    return " · ".join(part for part in parts if part)


def timing_table(plan: Plan) -> str:
    """The three days that stand side by side for each promise that has one."""
    rows = []
    for remedy in plan.remedies:
        if remedy.due is None and remedy.policy_bound is None:
            continue
        promised = remedy.due.date if remedy.due is not None else None
        shown = day(promised) if promised is not None else term(remedy.due) or "–"
        rows.append(
            f"<tr><th>{escape(remedy_line(remedy))}</th><td>{day(remedy.internal_target)}</td>"
            f"<td>{day(remedy.policy_bound)}</td><td><strong>{escape(shown)}</strong></td></tr>"
        )
        if remedy.dated:
            rows.append(f'<tr><td colspan="4"><span class="am-soft">{escape(remedy.dated)}</span></td></tr>')
    if not rows:
        return ""
    head = "<tr><th></th><td>Our own target</td><td>Policy says by</td><td>Promised</td></tr>"
    return f'<table class="am-table"><thead>{head}</thead><tbody>{"".join(rows)}</tbody></table>'


def due_list(promises: Iterable[Promise], today: dt.date, standings: Mapping[str, Standing] | None = None) -> str:
    """The promises of a case with their days, the three numbers behind each, and what shows that it was kept."""
    rows = []
    for promise in promises:
        standing = (standings or {}).get(promise.id)
        rows.append(
            f"<li>{promise_badge(promise, today, standing)} {dates(promise)} "
            f'<span class="am-soft">{promise.id}, {escape(promise.owner)}</span><br>'
            f'<span class="am-sentence">{escape(promise.sentence)}</span>{_behind(promise)}</li>'
        )
    return _list(rows)


def dates(promise: Promise) -> str:
    """The day that holds, after the ones that held before, as HTML."""
    before = "".join(f"<del>{day(move.was)}</del> " for move in promise.moves if move.accepted_on is not None)
    waits = promise.awaiting
    asked = f' <span class="am-soft">(the customer was asked for {day(waits.to)})</span>' if waits is not None else ""
    return f"{before}<strong>{day(promise.due)}</strong>{asked}"


def _behind(promise: Promise) -> str:
    lines = [
        f"Our own target {day(promise.internal_target)}, policy says by {day(promise.policy_bound)}. {promise.dated}"
        if promise.policy_bound is not None
        else promise.dated,
        promise.note,
        f"Shown by: {promise.evidence}" if promise.evidence else "",
        *(f"Moved from {day(move.was)} to {day(move.to)}: {move.note}" for move in promise.moves if move.note),
    ]
    return "".join(f'<br><span class="am-soft">{escape(line)}</span>' for line in lines if line.strip())


def kept_table(rows: Sequence[Kept], *, by_month: bool) -> str:
    """How promises were kept: the share kept by their day, and how many days before it on the average."""
    if not rows:
        return ""
    body = []
    for row in rows:
        early = "–" if row.earliness is None else f"{row.earliness:+.1f} days"
        kind = "All kinds" if row.kind == "all" else words(row.kind).capitalize()
        month = f"<th>{escape(row.month)}</th>" if by_month else ""
        body.append(
            f"<tr>{month}<th>{escape(kind)}</th><td>{row.ended}</td><td><strong>{row.rate * 100:.0f} %</strong></td>"
            f"<td>{early}</td></tr>"
        )
    head = f"<tr>{'<td>Month</td>' if by_month else ''}<td>Kind</td><td>Ended</td><td>Kept by the day</td><td>Before it, on average</td></tr>"
    return f'<table class="am-table"><thead>{head}</thead><tbody>{"".join(body)}</tbody></table>'


def fact_table(facts: Iterable[tuple[str, str]]) -> str:
    """The facts as two columns."""
    rows = "".join(f"<tr><th>{escape(words(what))}</th><td>{escape(value)}</td></tr>" for what, value in facts)
    return f'<table class="am-table">{rows}</table>' if rows else '<p class="am-soft">No facts were given.</p>'


def complaint_block(case: Case) -> str:
    """The complaint as it came."""
    return f'<div class="am-complaint">{escape(case.complaint.text)}</div>'


def history_list(events: Sequence[Event]) -> str:
    """What happened to a case; the edits of one person in a row count as one."""
    rows: list[str] = []
    before: tuple[str, str] | None = None
    for event in events:
        now = (event.actor, event.verb)
        if now == before and event.verb == "edit":
            rows.pop()
        before = now
        note = f'<br><span class="am-soft">{escape(event.note)}</span>' if event.note else ""
        rows.append(
            f'<li><span class="am-soft">{event.at:%d %b %Y %H:%M}</span> <strong>{escape(event.actor)}</strong> '
            f"{escape(_VERBS.get(event.verb, event.verb))}{note}</li>"
        )
    return _list(rows, "am-history")


_VERBS = {
    "receive": "took the complaint in",
    "prepare": "had a reply drafted",
    "answer": "added facts",
    "replace": "had an edited letter replaced",
    "edit": "edited the letter",
    "done": "recorded a deed",
    "submit": "submitted the letter for review",
    "approve": "approved the letter",
    "override": "passed findings with a reason",
    "return": "returned the letter",
    "keep": "recorded a kept promise",
    "miss": "recorded a missed promise",
    "release": "recorded that the customer released a promise",
    "warn": "told the customer of a later day",
    "accept": "recorded that the customer agreed to a later day",
    "follow_up": "sent the letter when all was kept",
    "resolve": "closed the case",
}
