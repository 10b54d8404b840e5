"""Draft: a complaint becomes a letter, every promise of which is checked."""

from __future__ import annotations

import streamlit as st

from assistant import Case
from ui import session
from ui.editing import forget, settled, version_of
from ui.guard import act
from ui.opened import DRAFTING
from ui.parts import case as parts
from ui.parts.badges import severity_badge, state_badge
from ui.parts.frame import header, section
from ui.parts.text import escape, first, plain
from ui.views import intake

_UNSENT = ("received", "needs_answers", "drafted")


def page() -> None:
    """The case that is being worked on, else the form for a new one."""
    case = DRAFTING.case()
    if case is None:
        header("Draft a reply", "Paste the complaint, add what only you know, and read what may be promised.")
        intake.form()
        _unfinished()
    else:
        _case(case)


def _case(case: Case) -> None:
    header(f"Case {case.id}")
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        with st.container(width="stretch"):
            parts.summary(case)
        st.button("New complaint", icon=":material/add:", on_click=DRAFTING.leave)
    if case.review_note and case.state in _UNSENT:
        st.warning(f"**Returned by the reviewer:** {plain(case.review_note)}", icon=":material/undo:")
    if case.proposal is None:
        parts.background(case)
        st.button("Draft a reply", type="primary", on_click=_prepare, args=(case,))
        return
    open_to_edit = case.state in _UNSENT
    if open_to_edit:
        _questions(case)
    else:
        st.info(
            plain(f"This letter was submitted by {case.submitted_by}; it is {case.state.replace('_', ' ')} now."),
            icon=":material/lock:",
        )
    parts.letter_and_promises(case, editable=open_to_edit, below=(lambda: _send(case)) if open_to_edit else None)
    st.divider()
    parts.background(case)
    if open_to_edit:
        _more_facts(case)


def _prepare(case: Case) -> None:
    def do() -> None:
        session.desk().prepare(case.id, by=session.me(), version=case.version)

    act(do)


def _questions(case: Case) -> None:
    """Everything that is missing, asked at once."""
    assert case.proposal is not None
    asked, missing = case.proposal.plan.questions, case.proposal.reading.missing
    if not asked and not missing:
        return
    named = list(zip(missing, asked, strict=True)) if len(asked) == len(missing) else [(q, q) for q in asked or missing]
    with st.container(border=True):
        section("Facts that decide this case")
        st.caption("If you know any of these, add them; the letter asks the customer for the rest.")
        with st.form(f"answers-{case.id}", border=False):
            sides = st.columns(2, gap="medium")
            for number, (_, question) in enumerate(named):
                sides[number % 2].text_input(plain(question), key=f"answer-{case.id}-{number}")
            keep = _what_of_the_edit(case, "answers")
            if st.form_submit_button("Answer and draft again"):
                facts = {
                    name: value
                    for number, (name, _) in enumerate(named)
                    if (value := st.session_state[f"answer-{case.id}-{number}"].strip())
                }
                _answer(case, facts, keep=keep)


def _more_facts(case: Case) -> None:
    with st.expander("Add or correct facts"), st.form(f"facts-{case.id}", border=False, clear_on_submit=True):
        pasted = st.text_area(
            "One a line, as “what: value”", key=f"more-{case.id}", placeholder="order date: 2026-11-02"
        )
        keep = _what_of_the_edit(case, "facts")
        if st.form_submit_button("Save and draft again"):
            facts: dict[str, str] = {}
            if act(lambda: facts.update(intake.facts_in(pasted))):
                _answer(case, facts, keep=keep)
            else:
                st.rerun()


def _what_of_the_edit(case: Case, where: str) -> bool:
    """Whether an edited letter stays; asked only where there is one."""
    if not case.edited:
        return False
    choice = st.radio(
        "You edited this letter.",
        ["Keep my letter and check it with the new facts", "Replace it by a new draft (yours stays on record)"],
        key=f"edit-{where}-{case.id}",
    )
    return choice.startswith("Keep")


def _answer(case: Case, facts: dict[str, str], *, keep: bool) -> None:
    def do() -> str:
        session.desk().answer(
            case.id,
            facts,
            by=session.me(),
            keep_edit=case.edited and keep,
            replace_edit=case.edited and not keep,
            version=version_of(case.id),
        )
        if not keep:
            forget(case.id)
        return "Your letter was checked with the new facts." if case.edited and keep else "Drafted anew."

    act(do)
    st.rerun()


def _send(case: Case) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Note to the reviewer (optional)", key=f"note-{case.id}")
        st.button("Submit for review", type="primary", on_click=_submit, args=(case.id,))


def _submit(case_id: str) -> None:
    def do() -> str:
        note = st.session_state.get(f"note-{case_id}") or ""
        session.desk().submit(case_id, by=session.me(), note=note, version=version_of(case_id))
        DRAFTING.leave()
        return f"{case_id} was submitted for review."

    if settled(case_id):
        act(do)


def _unfinished() -> None:
    """The cases that nobody has submitted yet, so that none is forgotten."""
    cases = [case for case in session.desk().cases(limit=200) if case.state in _UNSENT]
    if not cases:
        return
    section("Not submitted yet")
    for case in cases[:8]:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(case.id, key=f"open-{case.id}", type="tertiary", on_click=DRAFTING.open, args=(case.id,))
            st.html(
                f'<div class="am-row">{state_badge(case)} {severity_badge(case)} <span>{escape(first(parts.gist(case)))}</span></div>',
                width="stretch",
            )
