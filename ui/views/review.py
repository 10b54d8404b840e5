"""Review: what waits, most urgent first; a second pair of eyes approves it or gives it back."""

from __future__ import annotations

import streamlit as st

from assistant import Case
from ui import session
from ui.editing import settled, version_of
from ui.guard import act
from ui.opened import REVIEWING
from ui.parts import case as parts
from ui.parts import letter as letters
from ui.parts import tables
from ui.parts.badges import badge, severity_badge
from ui.parts.frame import header, nothing, section
from ui.parts.text import day, escape, first, plain


def page() -> None:
    """The letter that is being reviewed, else the queue."""
    case = REVIEWING.case()
    if case is None:
        header("Review", "Letters that wait for a second pair of eyes; people in danger or at a standstill come first.")
        _queue()
        return
    header(f"Review {case.id}")
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        with st.container(width="stretch"):
            parts.summary(case)
        st.button("Back to the queue", icon=":material/arrow_back:", on_click=REVIEWING.leave)
    if case.state == "in_review":
        _review(case)
    else:
        _after(case)


def _queue() -> None:
    waiting = session.desk().queue()
    if not waiting:
        nothing("Nothing waits for review. Letters come here from Draft, when somebody submits them.")
        return
    for case in waiting:
        _row(case)


def _row(case: Case) -> None:
    blocking = sum(finding.blocking for finding in case.check.findings)
    check = badge("Nothing blocks", "ok") if not blocking else badge(f"{blocking} to settle", "bad")
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.html(
            f'<div class="am-row"><strong>{case.id}</strong> {severity_badge(case)} {check}'
            f"{badge('Edited') if case.edited else ''}</div>"
            f'<div class="am-summary">{escape(first(parts.gist(case), 150))}</div>'
            f'<div class="am-soft">Received {day(case.complaint.received_on)}, submitted by {escape(case.submitted_by or "")}</div>',
            width="stretch",
        )
        st.button("Open", key=f"review-{case.id}", on_click=REVIEWING.open, args=(case.id,))


def _review(case: Case) -> None:
    desk = session.desk()
    submitted = [event for event in desk.history(case.id) if event.verb == "submit"]
    note = submitted[-1].note if submitted else ""
    st.caption(plain(f"Submitted by {case.submitted_by}." + (f" Note: {note}" if note else "")))
    parts.letter_and_promises(case, editable=session.role() != "rep", below=lambda: _below(case))
    st.divider()
    parts.background(case)


def _below(case: Case) -> None:
    if case.edited and case.proposal is not None:
        with st.expander("What people changed in the draft", expanded=True):
            st.html(letters.changed(case.proposal.reply.text, parts.text_of(case), whole=False))
    _decide(case)


def _decide(case: Case) -> None:
    section("Decision")
    me = session.me()
    if me == case.submitted_by and session.settings().four_eyes:
        st.info(
            "You submitted this letter, so somebody else has to approve it: two pairs of eyes see each letter before "
            "it leaves. You can take it back to change it."
        )
        if session.everyone_here():
            st.caption(
                "There are no accounts in this home yet. A manager can add a second person with "
                "`amends users add NAME --role reviewer`; who works alone can set AMENDS_FOUR_EYES=false."
            )
        st.button("Take it back", on_click=_return, args=(case,))
        return
    if session.role() == "rep":
        st.info("A reviewer or a manager approves this letter.")
        return
    blocking = [finding for finding in case.check.findings if finding.blocking]
    with st.container(border=True):
        st.text_area("Note (needed when you return the letter)", key=f"review-note-{case.id}", height=80)
        if blocking:
            st.warning(
                "Something blocks this letter. Return it, edit it, or approve it all the same with a written reason, "
                "if that is within your authority; reason and findings stay on record."
            )
            st.text_input("Reason to approve it all the same", key=f"reason-{case.id}")
        with st.container(horizontal=True):
            st.button("Approve", type="primary", on_click=_approve, args=(case,))
            st.button("Return with the note", on_click=_return, args=(case,))


def _approve(case: Case) -> None:
    def do() -> str:
        note = st.session_state.get(f"review-note-{case.id}") or ""
        reason = st.session_state.get(f"reason-{case.id}") or ""
        session.desk().approve(
            case.id, by=session.me(), version=version_of(case.id), override_reason=reason or None, note=note
        )
        return f"{case.id} is approved. Send the letter below; its promises are on the list."

    if settled(case.id):
        act(do)


def _return(case: Case) -> None:
    def do() -> str:
        note = st.session_state.get(f"review-note-{case.id}") or ""
        session.desk().return_(case.id, by=session.me(), note=note, version=version_of(case.id))
        REVIEWING.leave()
        return f"{case.id} went back to {case.submitted_by}."

    if settled(case.id):
        act(do)


def _after(case: Case) -> None:
    """The letter, ready to send, and what it promises."""
    if case.approved_by is None:
        st.info(plain(f"This case is {case.state.replace('_', ' ')}; there is nothing to review."))
        parts.background(case)
        return
    st.caption(plain(f"Approved by {case.approved_by} on {case.approved_on:%d %b %Y}."))
    left, right = st.columns([1.12, 1], gap="large")
    with left:
        section("The letter, ready to send")
        ready_to_send(case)
    with right:
        section("What it promises")
        today = session.today()
        if case.promises:
            st.html(tables.due_list(case.promises, today, session.desk().standings(case.promises)))
        else:
            st.caption("It promises nothing that has to be followed.")
        if case.overridden:
            section("Approved against findings")
            st.html(tables.finding_list(case.overridden, parts.text_of(case)))
            st.caption(plain(f"Reason: {case.override_reason}"))


def ready_to_send(case: Case) -> None:
    """Subject and letter, each with a button that copies it."""
    with st.container(key=f"send-{case.id}"):
        if case.proposal is not None:
            st.code(case.proposal.reply.subject, language=None, wrap_lines=True)
        st.code(parts.text_of(case), language=None, wrap_lines=True)
