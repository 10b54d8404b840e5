"""A letter in a person's hands: each change goes into the record and is checked; nobody's words are overwritten."""

from __future__ import annotations

import streamlit as st

from assistant import Case
from ui import session
from ui.guard import act


def editor(case: Case, text: str) -> None:
    """The letter (`text`) as a field. It is saved and checked when it is left, and after a pause in typing."""
    field, seen = _field(case.id), _seen(case.id)
    if field not in st.session_state:
        st.session_state[field] = text
    if st.session_state[field] == text:
        # Record and field agree, so the next edit follows on from this version, whoever made it.
        looked_at(case)
    with st.container(key=f"typed-{field}"):
        st.text_area(
            "The letter", key=field, height="content", label_visibility="collapsed", on_change=_save, args=(case.id,)
        )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Check again", key=f"check-{case.id}", on_click=_save, args=(case.id,))
        st.caption("Saved and checked as you type.")
    if case.version != st.session_state[seen]:
        _meanwhile(case, text)


def looked_at(case: Case) -> None:
    """Notes that the person saw the case as it is now, so that what they do next follows on from this version."""
    st.session_state[_seen(case.id)] = case.version


def version_of(case_id: str) -> int:
    """The version that the person saw last, or made by an edit of their own since."""
    version: int = st.session_state[_seen(case_id)]
    return version


def settled(case_id: str) -> bool:
    """Whether the record holds all that was written, so that the letter may go on; saves it first where need be.

    Where it cannot be saved, a message tells why.
    """
    text = st.session_state.get(_field(case_id))
    return text is None or act(lambda: _put(case_id, text))


def forget(case_id: str) -> None:
    """Lets the field be filled from the record again, after the person asked for another letter."""
    st.session_state.pop(_field(case_id), None)


def _save(case_id: str) -> None:
    text: str = st.session_state.get(_field(case_id), "")
    act(lambda: _put(case_id, text))


def _put(case_id: str, text: str) -> None:
    case = session.desk().show(case_id)
    if case.text is None and case.proposal is not None and case.proposal.reply.text == text:
        return  # the draft as it is: nobody edited it
    looked_at(session.desk().edit(case_id, text, by=session.me(), version=version_of(case_id)))


def _meanwhile(case: Case, text: str) -> None:
    st.warning("Somebody else changed this case while you were writing. Your words are still in the field above.")

    def mine() -> None:
        st.session_state[_seen(case.id)] = case.version
        _save(case.id)

    with st.container(horizontal=True):
        st.button("Keep my words", on_click=mine, key=f"mine-{case.id}")
        st.button("Take the saved letter", on_click=forget, args=(case.id,), key=f"theirs-{case.id}")
    st.caption("The saved letter:")
    st.code(text, language=None, wrap_lines=True)


def _field(case_id: str) -> str:
    return f"letter-{case_id}"


def _seen(case_id: str) -> str:
    return f"seen-{case_id}"
