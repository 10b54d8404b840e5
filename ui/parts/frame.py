"""What every page has: its title, who is here, the messages left for it, and what to show when there is nothing."""

from __future__ import annotations

import streamlit as st

from ui import session
from ui.parts.text import plain


def header(title: str, about: str = "") -> None:
    """The head of a page, with the messages that were left for it. `about` is one sentence of ours."""
    left, right = st.columns([5, 1.3], vertical_alignment="center")
    with left:
        st.title(title, anchor=False)
    with right, st.container(horizontal=True, horizontal_alignment="right"):
        _who()
    if about:
        st.caption(about)
    message = session.told()
    if message is not None:
        kind, sentence = message
        (st.success if kind == "success" else st.error)(plain(sentence))


def _who() -> None:
    with st.popover(plain(session.me()), icon=":material/person:", type="tertiary"):
        if session.everyone_here():
            st.caption(
                "There are no accounts yet: everyone at this computer works as this person, with all rights. "
                "Add people with:"
            )
            st.code("amends users add NAME --role reviewer", language=None)
        else:
            st.caption(f"Signed in as a {session.role()}.")
            st.button("Sign out", on_click=session.sign_out)


def section(title: str) -> None:
    """A heading inside a page."""
    st.subheader(title, anchor=False)


def nothing(sentence: str) -> None:
    """Said where a list is empty, with what to do next. A sentence of ours."""
    with st.container(border=True):
        st.caption(sentence)
