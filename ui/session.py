"""Who is here, at which desk, with what message to read. Sign-in outlives a refresh by a cookie."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import secrets
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Literal

import streamlit as st

from assistant import AmendsError, KnowledgeError, OpenDesk, Role, Settings, User, load_settings, open_desk

_COOKIE = "amends-session"
_LASTS = 12 * 3600.0


def settings() -> Settings:
    """The settings of the home that the command line names (else of the one in the environment)."""
    return _settings(_home())


def desk() -> OpenDesk:
    """The one desk of this process."""
    return _desk(_home())


def home() -> Path:
    """The folder of this home."""
    return settings().home


def person() -> str | None:
    """Who is signed in; None where somebody has to sign in first.

    A home without any account belongs to whoever runs the app.
    """
    if not _has_accounts():
        return settings().user
    token = _token()
    signed_in = _sessions().get(token) if token else None
    if signed_in is None or signed_in[1] < time.time():
        return None
    return signed_in[0]


def me() -> str:
    """Who is signed in, on a page that only they can see."""
    name = person()
    if name is None:
        st.stop()
    return name


def role() -> Role:
    """What the person may do. Raises Refused where the account was disabled meanwhile."""
    return desk().accounts.role_of(me())


def today() -> dt.date:
    """The day on the wall here."""
    return dt.datetime.now().astimezone().date()


def everyone_here() -> bool:
    """Whether there are no accounts, so that everybody at this computer is the same person."""
    return not _has_accounts()


def sign_in(name: str, password: str) -> User:
    """Opens a session. Raises Refused where name or password is wrong."""
    user = desk().accounts.verify(name, password)
    token = secrets.token_urlsafe(32)
    _sessions()[token] = (user.name, time.time() + _LASTS)
    st.session_state["token"] = token
    return user


def sign_out() -> None:
    """Ends the session, here and in every other tab."""
    _sessions().pop(_token() or "", None)
    st.session_state.clear()


def remember() -> None:
    """Keeps the session in the browser, so that a refresh does not end it. Call it once a page."""
    token = st.session_state.get("token")
    if token and st.context.cookies.get(_COOKIE) != token:
        # Streamlit has no call to set a cookie. The token is ours, and made of letters, digits, - and _ only.
        cookie = json.dumps(f"{_COOKIE}={token}; path=/; max-age={int(_LASTS)}; SameSite=Strict")
        st.html(f"<script>document.cookie = {cookie};</script>", unsafe_allow_javascript=True)


def tell(sentence: str, kind: Literal["success", "error"] = "success") -> None:
    """Leaves a message to be read at the top of the page that is drawn next."""
    st.session_state["told"] = (kind, sentence)


def told() -> tuple[Literal["success", "error"], str] | None:
    """The message that was left, once."""
    message: tuple[Literal["success", "error"], str] | None = st.session_state.pop("told", None)
    return message


def _token() -> str | None:
    token: str | None = st.session_state.get("token") or st.context.cookies.get(_COOKIE)
    return token


def _has_accounts() -> bool:
    return bool(desk().accounts.list())


def _home() -> Path | None:
    reader = argparse.ArgumentParser(add_help=False)
    reader.add_argument("--home", type=Path)
    home: Path | None = reader.parse_known_args(sys.argv[1:])[0].home
    return home


@st.cache_resource(show_spinner=False)
def _settings(home: Path | None) -> Settings:
    return load_settings(home)


@st.cache_resource(show_spinner="Opening…")
def _desk(home: Path | None) -> OpenDesk:
    opened = open_desk(_settings(home))
    # The first search loads the embedder; better now than under the first complaint. What is wrong with the index is
    # told by the first page that needs it.
    with suppress(AmendsError, KnowledgeError):
        opened.knowledge.search("refund", k=1)
    return opened


@st.cache_resource(show_spinner=False)
def _sessions() -> dict[str, tuple[str, float]]:
    return {}
