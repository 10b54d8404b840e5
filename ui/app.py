"""The script that Streamlit runs at each turn: page, style, sign-in, navigation, error guard."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui import session
from ui.guard import guarded
from ui.parts.style import dress, save_as_typed
from ui.views import cases, draft, knowledge, promises, review, sign_in

st.set_page_config(page_title="Amends", page_icon=Path(__file__).with_name("icon.svg"), layout="wide")
dress()

_PAGES = ((draft, "Draft"), (review, "Review"), (promises, "Promises"), (cases, "Cases"), (knowledge, "Knowledge"))

with guarded():
    # Without a person each address leads to the sign-in, and stays as it is, so that a link leads on from there.
    signed_in = session.person() is not None
    pages = [
        st.Page(view.page if signed_in else sign_in.page, title=name, url_path=name.lower(), default=view is draft)
        for view, name in _PAGES
    ]
    st.navigation(pages, position="top" if signed_in else "hidden").run()
    session.remember()
    save_as_typed()
