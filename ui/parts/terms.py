"""Terms, what differs between two of them, and what people ruled, as HTML. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from assistant import Ruling, Term, term_changes, term_sentence
from ui.parts.badges import Tone, badge
from ui.parts.tables import place, quotation
from ui.parts.text import day, escape

MODES = {
    "entitlement": "Owed",
    "discretion": "May be given",
    "prohibition": "Not allowed",
    "requirement": "The customer must bring",
    "gate": "Not before",
    "window": "The customer's time",
    "authority": "Authority",
    "deduction": "Taken off",
    "rule": "Rule",
}
_VERDICTS: dict[str, tuple[str, Tone]] = {
    "confirmed": ("Confirmed", "ok"),
    "corrected": ("Corrected", "ok"),
    "rejected": ("Rejected", "bad"),
    "withdrawn": ("Withdrawn", "quiet"),
    "overruled": ("Overruled", "warn"),
    "reopened": ("Opened again", "quiet"),
}


def term_card(term: Term, *notes: str, by: Ruling | None = None) -> str:
    """A term in plain words, above the words it was read from. `notes` are HTML; `by`: the ruling that put it so."""
    chips = [badge(MODES[term.mode], "bad" if term.mode == "prohibition" else "accent")]
    if by is not None:
        chips.append(verdict_badge(by))
    elif term.confirmed:
        chips.append(badge("Confirmed", "ok"))
    if term.standing.internal:
        chips.append(badge("Internal", "warn"))
    source = place(term.path, term.section, term.version)
    told = f'<div class="am-soft">{escape(ruled(by))}</div>' if by is not None else ""
    return (
        f'<div class="am-card"><div class="am-row">{" ".join((*chips, *notes))}</div>'
        f'<div class="am-limits">{escape(term_sentence(term))}</div>{quotation(term.quote, source)}{told}</div>'
    )


def verdict_badge(ruling: Ruling) -> str:
    """What was ruled, as a word."""
    return badge(*_VERDICTS[ruling.verdict])


def ruled(ruling: Ruling) -> str:
    """Who ruled what and when: Corrected by mona on Mon 23 Nov 2026: the clause was misread."""
    note = f": {ruling.note}" if ruling.note else ""
    return f"{_VERDICTS[ruling.verdict][0]} by {ruling.by} on {day(ruling.at.date())}{note}"


def change_table(before: Term, after: Term, heads: tuple[str, str] = ("Now", "Then")) -> str:
    """The limits that differ, each with both values under their heads; a sentence where only the words do."""
    rows = "".join(
        f'<tr><th class="am-tight">{escape(change.what.capitalize())}</th><td><del>{escape(change.before)}</del></td>'
        f"<td><strong>{escape(change.after)}</strong></td></tr>"
        for change in term_changes(before, after)
    )
    if not rows:
        return '<p class="am-soft">Only the words differ; every limit stays.</p>'
    return f'<table class="am-table"><thead><tr><td></td><td>{escape(heads[0])}</td><td>{escape(heads[1])}</td></tr></thead>{rows}</table>'


def words_list(terms: Sequence[Term]) -> str:
    """Terms as a list: each in plain words with its quote."""
    rows = "".join(
        f'<li>{escape(term_sentence(term))}<br><span class="am-soft">“{escape(term.quote)}”</span></li>'
        for term in terms
    )
    return f'<ul class="am-list">{rows}</ul>'
