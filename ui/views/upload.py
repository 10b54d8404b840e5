"""Adding documents: first what would change and what rests on it, then, if a person says so, the change itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from assistant import Changes, IngestResult, Rest, Resting, Term
from ui import session
from ui.guard import guarded
from ui.parts.badges import STATES, Tone, badge
from ui.parts.frame import section
from ui.parts.tables import quotation
from ui.parts.terms import change_table, words_list
from ui.parts.text import day, escape, plain

TYPES = ["md", "markdown", "txt", "text", "html", "htm", "xhtml", "pdf", "docx", "rtf", "csv", "tsv", "xlsx", "eml"]
_FEW = 4
_STATUS: dict[str, tuple[str, Tone]] = {
    "added": ("New", "accent"),
    "updated": ("New version", "accent"),
    "unchanged": ("Unchanged", "quiet"),
    "refused": ("Refused", "bad"),
}


@dataclass(frozen=True)
class Waiting:
    """A file that was read and has not taken effect yet."""

    name: str
    data: bytes
    changes: Changes
    resting: Resting


def show() -> None:
    """The door, what waits behind it, and what came of it."""
    if "waiting" in st.session_state:
        _preview(st.session_state["waiting"])
        return
    with st.form("upload", clear_on_submit=True):
        files = st.file_uploader(
            "Policies and past cases: Markdown, text, HTML, PDF, DOCX, RTF, tables (CSV, XLSX), mail (.eml)",
            type=TYPES,
            accept_multiple_files=True,
        )
        asked = st.form_submit_button("Show what would change", type="primary")
    if asked and not files:
        st.session_state.pop("added", None)
        st.warning("Choose at least one file first.")
    if asked and files:
        st.session_state.pop("added", None)
        _read([(file.name, file.getvalue()) for file in files])
        st.rerun()
    results, resting = st.session_state.get("added", ([], []))
    if results:
        st.html(_results(results))
    drafts = sorted({rest.case for rest in resting if rest.promise is None})
    if drafts:
        st.info(plain(f"Draft these again, or check them, by what holds now: {', '.join(drafts)}."))


def _read(files: Sequence[tuple[str, bytes]]) -> None:
    """Reads the files and keeps them, with what they would change, until a person decides."""
    desk = session.desk()
    waiting = []
    bar = st.progress(0.0)
    for number, (name, data) in enumerate(files):
        bar.progress(number / len(files), text=plain(f"Reading {name}"))
        changes = desk.knowledge.compare(name, data)
        waiting.append(Waiting(name, data, changes, desk.stewardship.resting_on(changes)))
    bar.empty()
    st.session_state["waiting"] = waiting
    st.session_state["waiting-since"] = desk.knowledge.generation()


def _preview(waiting: Sequence[Waiting]) -> None:
    some = any(each.changes.status in {"added", "updated"} for each in waiting)
    if session.desk().knowledge.generation() != st.session_state.get("waiting-since"):
        _read([(each.name, each.data) for each in waiting])
        st.info("What is known changed meanwhile; this is what would change now.")
        waiting = st.session_state["waiting"]
    if some:
        st.info("Nothing has changed yet. This is what these files would change.", icon=":material/visibility:")
    for number, each in enumerate(waiting):
        with st.container(border=True, key=f"waiting-{number}"):
            _file(each)
    with st.container(horizontal=True):
        if some and st.button("Put into effect", type="primary"):
            with guarded():
                _put(waiting)
                st.rerun()
        st.button("Discard" if some else "Back", on_click=_discard)


def _discard() -> None:
    st.session_state.pop("waiting", None)
    st.session_state.pop("waiting-since", None)


def _put(waiting: Sequence[Waiting]) -> None:
    results = []
    bar = st.progress(0.0)
    for number, each in enumerate(waiting):
        bar.progress(number / len(waiting), text=plain(f"Taking in {each.name}"))
        results.append(session.desk().knowledge.add(each.name, each.data))
    bar.empty()
    resting = [rest for each in waiting for rest in (*each.resting.drafts, *each.resting.promises)]
    st.session_state["added"] = (results, resting)
    _discard()


def _file(waiting: Waiting) -> None:
    changes = waiting.changes
    chips = [badge(*_STATUS[changes.status])]
    if changes.since is not None and changes.status == "updated":
        chips.append(badge(f"after version {changes.since}"))
    if changes.holds_from is not None:
        chips.append(badge(f"holds from {day(changes.holds_from)}"))
    if changes.standing.internal:
        chips.append(badge("Internal: not to be quoted", "warn"))
    st.html(f'<div class="am-row"><strong>{escape(waiting.name)}</strong> {" ".join(chips)}</div>')
    if changes.reason:
        st.html(f'<p class="am-soft">{escape(changes.reason)}</p>')
    if changes.status not in {"added", "updated"}:
        return
    counts = f"{len(changes.added)} added, {len(changes.removed)} removed, {len(changes.changed)} changed"
    st.caption(f"Terms: {counts}.")
    if changes.status == "updated" and not (changes.added or changes.removed or changes.changed):
        st.html('<p class="am-soft">No limit changes.</p>')
    for changed in changes.changed:
        st.html(
            f'<div class="am-row">{badge("Changed", "warn")}</div>'
            f"{quotation(changed.new.quote, changed.new.section)}{change_table(changed.old, changed.new)}"
        )
    _terms("Removed", "bad", changes.removed)
    _terms("Added", "ok", changes.added)
    _resting(waiting.resting)


def _terms(word: str, tone: Tone, terms: Sequence[Term]) -> None:
    if not terms:
        return
    if len(terms) <= _FEW:
        st.html(f'<div class="am-row">{badge(word, tone)}</div>{words_list(terms)}')
        return
    with st.expander(f"{word}: {len(terms)} terms"):
        st.html(words_list(terms))


def _resting(resting: Resting) -> None:
    if not resting.drafts and not resting.promises:
        return
    section("What rests on the present version")
    if resting.drafts:
        hit = sum(bool(rest.clauses) for rest in resting.drafts)
        st.html(
            f"<p>{len(resting.drafts)} open draft{'s' if len(resting.drafts) > 1 else ''}, {hit} by a clause that "
            f"changes.</p>{_table(resting.drafts)}"
        )
    if resting.promises:
        st.html(
            f"<p>{len(resting.promises)} promise{'s' if len(resting.promises) > 1 else ''} still to be kept. What was "
            f"promised stays promised.</p>{_table(resting.promises)}"
        )


def _table(rests: Sequence[Rest]) -> str:
    rows = []
    for rest in rests:
        tone: Tone = "warn" if rest.clauses else "quiet"
        state = STATES[rest.state][0] if rest.promise is None else f"due {day(rest.promise.due)}"
        said = rest.about if rest.promise is None else rest.promise.sentence
        clauses = "".join(f'<br><span class="am-soft">“{escape(quote)}”</span>' for quote in rest.clauses)
        rows.append(
            f'<tr><td class="am-tight"><strong>{escape(rest.case)}</strong></td><td class="am-tight">{badge(state, tone)}</td>'
            f"<td>{escape(said)}{clauses}</td></tr>"
        )
    return f'<table class="am-table">{"".join(rows)}</table>'


def _results(results: Sequence[IngestResult]) -> str:
    rows = []
    for result in results:
        tone: Tone = "bad" if result.status == "refused" else "quiet" if result.status == "unchanged" else "ok"
        count = f"{result.passages} passage{'' if result.passages == 1 else 's'}"
        about = escape(result.reason) if result.reason else f"version {result.version}, {count}"
        word = badge(result.status.capitalize(), tone)
        rows.append(
            f'<tr><td class="am-tight">{word}</td><td class="am-tight"><strong>{escape(result.path)}</strong></td>'
            f"<td>{about}</td></tr>"
        )
    return f'<table class="am-table">{"".join(rows)}</table>'
