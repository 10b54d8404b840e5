"""Sign in with a local account."""

from __future__ import annotations

import streamlit as st

from assistant import Refused
from ui import session
from ui.parts.text import plain


def page() -> None:
    """Name and password."""
    _, middle, _ = st.columns([1, 1.1, 1])
    with middle:
        st.space("large")
        st.title("Sign in", anchor=False)
        with st.form("sign-in"):
            name = st.text_input("Name", autocomplete="username")
            password = st.text_input("Password", type="password", autocomplete="current-password")
            asked = st.form_submit_button("Sign in", type="primary", width="stretch")
        if asked:
            try:
                session.sign_in(name, password)
            except Refused as error:
                st.error(plain(str(error)))
            else:
                st.rerun()
        st.caption("A manager can add people or set passwords with the command `amends users`.")
