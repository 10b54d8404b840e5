"""Cases: every complaint and where it stands; one of them opened to read, with its history."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assistant import Case, CaseState
from ui import session
from ui.opened import READING
from ui.parts import case as parts
from ui.parts import tables
from ui.parts.badges import SEVERITIES, STATES
from ui.parts.frame import header, nothing, section
from ui.parts.text import first, plain
from ui.views.review import ready_to_send

_MOST = 500


def page() -> None:
    """One case, else the list."""
    case = READING.case()
    if case is not None:
        _one(case)
        return
    header("Cases", "Every complaint, newest first.")
    _list()


def _list() -> None:
    desk = session.desk()
    counts = desk.counts()
    if not counts:
        nothing("No complaint has come in yet. Paste the first one under Draft.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        states = st.pills(
            "State",
            list(counts),
            selection_mode="multi",
            key="cases-states",
            format_func=lambda state: f"{STATES[state][0]} ({counts[state]})",
            label_visibility="collapsed",
        )
        words = st.text_input(
            "Find", key="cases-words", placeholder="Find in complaints and ids", width=320, label_visibility="collapsed"
        )
    found = [case for case in desk.cases(limit=_MOST) if _fits(case, states, words)]
    if not found:
        st.caption("No case fits.")
        return
    chosen = st.dataframe(
        [_row(case) for case in found],
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key="cases-chosen",
        height="content" if len(found) <= 16 else 600,
        column_config={
            "Case": st.column_config.TextColumn(width="small"),
            "State": st.column_config.TextColumn(width="small"),
            "Severity": st.column_config.TextColumn(width="small"),
            "Received": st.column_config.DateColumn(width="small", format="D MMM YYYY"),
            "Complaint": st.column_config.TextColumn(width="large"),
            "Open promises": st.column_config.NumberColumn(width="small"),
        },
    )
    st.caption("Mark a row to open the case.")
    rows = chosen["selection"]["rows"]
    if rows:
        READING.open(found[rows[0]].id)
        st.rerun()


def _fits(case: Case, states: Sequence[CaseState], words: str) -> bool:
    if states and case.state not in states:
        return False
    return words.casefold().strip() in f"{case.id} {case.complaint.text}".casefold()


def _row(case: Case) -> dict[str, object]:
    reading = case.proposal.reading if case.proposal is not None else None
    return {
        "Case": case.id,
        "State": STATES[case.state][0],
        "Severity": SEVERITIES[reading.severity][0] if reading else "",
        "Received": case.complaint.received_on,
        "Complaint": first(parts.gist(case), 160),
        "Open promises": sum(promise.state == "open" for promise in case.promises),
    }


def _one(case: Case) -> None:
    header(f"Case {case.id}")
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        with st.container(width="stretch"):
            parts.summary(case)
        st.button("All cases", icon=":material/arrow_back:", on_click=READING.leave)
    if case.outcome is not None:
        st.success(plain(f"Closed on {case.resolved_on:%d %b %Y} as a moment of {case.outcome}. Lesson: {case.lesson}"))
    if case.proposal is not None:
        parts.letter_and_promises(case, editable=False)
    if case.promises:
        section("Promises to keep")
        st.html(tables.due_list(case.promises, session.today()))
    if case.approved_by is not None:
        with st.expander("The letter, ready to send"):
            ready_to_send(case)
    st.divider()
    parts.background(case)
    section("History")
    st.html(tables.history_list(session.desk().history(case.id)))
