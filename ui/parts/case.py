"""A case on a page: letter and promises side by side, and all that stands behind them."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from assistant import Case
from ui import session
from ui.clauses import Clause, clauses
from ui.editing import editor, looked_at, version_of
from ui.guard import act
from ui.parts import letter as letters
from ui.parts import repairs, tables
from ui.parts.badges import reading_chips
from ui.parts.frame import section
from ui.parts.text import escape, plain


def text_of(case: Case) -> str:
    """The letter as it stands."""
    if case.text is not None:
        return case.text
    return case.proposal.reply.text if case.proposal is not None else ""


def gist(case: Case) -> str:
    """What the complaint comes down to; before it was read, the complaint itself."""
    return case.proposal.reading.summary if case.proposal is not None else case.complaint.text


def summary(case: Case) -> None:
    """Chips, and what the complaint comes down to."""
    st.html(reading_chips(case))
    if case.proposal is not None:
        reading = case.proposal.reading
        asks = f' <span class="am-soft">Asks for: {escape("; ".join(reading.asks))}.</span>' if reading.asks else ""
        st.html(f'<div class="am-summary">{escape(reading.summary)}{asks}</div>')


def letter_and_promises(case: Case, *, editable: bool, below: Callable[[], None] | None = None) -> None:
    """The letter on the left, in which each promise is marked; on the right what allows each of them.

    `below` draws what can be done with the letter, under it.
    """
    found = clauses(session.desk(), case)
    left, right = st.columns([1.12, 1], gap="large")
    with left:
        _letter(case, editable=editable)
        if below is not None:
            below()
    with right:
        _promises(case, found, editable=editable)


def _letter(case: Case, *, editable: bool) -> None:
    text = text_of(case)
    mode = "Read"
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key=f"side-letter-{case.id}"
    ):
        section("Letter")
        if editable:
            mode = st.segmented_control(
                "View", ["Read", "Edit"], default="Read", required=True, key=f"mode-{case.id}",
                label_visibility="collapsed",
            )  # fmt: skip
    with st.container(border=True):
        if case.proposal is not None:
            st.html(f'<p class="am-subject">{escape(case.proposal.reply.subject)}</p>')
        if mode == "Edit":
            editor(case, text)
        else:
            looked_at(case)
            st.html(letters.marked(text, letters.marks(case.check, text)))
    words = len(text.split())
    edited = ", edited" if case.edited else ""
    writer = case.proposal.writer if case.proposal is not None else None
    by = f", drafted by the {writer.name} writer" if writer is not None and writer.name == "built-in" else ""
    if writer is not None and not by:
        by = f", drafted by {writer.name}"
    st.caption(plain(f"{words} words{by}{edited}."))
    if writer is not None and writer.fell_back:
        st.caption(plain(f"The built-in writer stepped in: {writer.fell_back}"))


def _promises(case: Case, found: dict[str, Clause], *, editable: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"side-promises-{case.id}"):
        section("Promises")
    blocking = sum(finding.blocking for finding in case.check.findings)
    if blocking:
        st.error(
            f"{blocking} finding{'s' if blocking > 1 else ''} must be settled before this letter may leave.",
            icon=":material/block:",
        )
    elif case.check.findings:
        st.warning("Nothing blocks this letter; read the notes.", icon=":material/info:")
    elif case.check.commitments:
        st.success("Policy supports every promise in this letter.", icon=":material/check:")
    rows = tables.finding_list(tables.loose(case.check), text_of(case))
    if rows:
        st.html(rows)
    if editable:
        repairs.proposed(case, text_of(case))
    _deeds(case)
    st.html(tables.promise_table(case.check, found))


def _deeds(case: Case) -> None:
    """What the letter claims was done, to be recorded by whoever knows that it was."""
    if case.state not in {"needs_answers", "drafted", "in_review"}:
        return
    text = text_of(case)
    for number, finding in enumerate(case.check.findings):
        if finding.verdict != "unproven" or finding.end <= finding.start:
            continue
        deed = " ".join(text[finding.start : finding.end].split())[:250]

        def record(deed: str = deed) -> None:
            def do() -> str:
                session.desk().done(case.id, deed, by=session.me(), version=version_of(case.id))
                return "It is on record that this was done, and the letter was checked again."

            act(do)

        st.button(plain(f"This was done: “{deed[:60]}”"), key=f"deed-{case.id}-{number}", on_click=record)


def background(case: Case) -> None:
    """All that stands behind the letter: the complaint, what was declined or held back, the days, the evidence."""
    proposal = case.proposal
    found = clauses(session.desk(), case)
    left, right = st.columns([1.12, 1], gap="large")
    with left:
        section("What the customer wrote")
        with st.container(border=True):
            st.html(tables.complaint_block(case))
        came = case.complaint
        st.caption(plain(f"By {came.channel}, received on {came.received_on:%d %b %Y}."))
        with st.expander(f"Facts ({len(came.facts)})"):
            st.html(tables.fact_table(came.facts))
    if proposal is None:
        return
    plan = proposal.plan
    with right:
        if plan.questions:
            section("Questions to the customer")
            st.html(tables.plain_list(plan.questions))
        if plan.declined:
            section("Declined")
            st.html(tables.declined_list(plan.declined))
        if plan.held_back:
            section("Held back")
            st.caption("Policy allows these; the letter does not offer them.")
            st.html(tables.held_back_list(plan.held_back, found))
        timing = tables.timing_table(plan)
        if timing:
            section("Timing")
            st.html(timing)
        if plan.notes:
            section("For you")
            st.html(tables.plain_list(plan.notes))
    if proposal.evidence:
        section("Evidence")
        sides = st.columns(2, gap="large")
        for number, evidence in enumerate(proposal.evidence):
            with sides[number % 2]:
                st.html(tables.evidence_card(evidence))
