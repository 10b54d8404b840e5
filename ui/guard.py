"""Nobody sees a traceback: what went wrong is told in one sentence, and the rest goes to a log in the home."""

from __future__ import annotations

import datetime as dt
import secrets
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

from assistant import AmendsError, KnowledgeError
from ui import session
from ui.parts.text import plain

LOG = "app.log"


@contextmanager
def guarded() -> Iterator[None]:
    """Shows what goes wrong inside as one sentence, in the place where it went wrong."""
    try:
        yield
    except (AmendsError, KnowledgeError) as error:
        st.error(plain(str(error)))
    except Exception as error:  # noqa: BLE001 - the last line of defence; what is caught goes to the log
        st.error(plain(_told(error)))


def act(deed: Callable[[], str | None]) -> bool:
    """Does something at the desk and leaves what came of it to be read on the next page; whether it was done.

    `deed` returns the sentence that tells of it (None: nothing needs to be said). For callbacks, which run before any
    page is drawn.
    """
    try:
        sentence = deed()
    except (AmendsError, KnowledgeError) as error:
        session.tell(str(error), "error")
        return False
    except Exception as error:  # noqa: BLE001 - the last line of defence; what is caught goes to the log
        session.tell(_told(error), "error")
        return False
    if sentence is not None:
        session.tell(sentence)
    return True


def _told(error: Exception) -> str:
    try:
        return logged(error, session.home())
    except AmendsError:  # not even the settings can be read, so there is no place for a log
        traceback.print_exception(error)
        return "Something went wrong that should not have; the program's own output says more."


def logged(error: Exception, home: Path) -> str:
    """Writes the error down in the home, and returns the sentence for the person, with the reference to find it by."""
    reference = secrets.token_hex(3)
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    try:
        with (home / LOG).open("a", encoding="utf-8") as log:
            log.write(f"{now} {reference}\n{''.join(traceback.format_exception(error))}\n")
    except OSError:
        traceback.print_exception(error)
        return f"Something went wrong that should not have (reference {reference}). Try again."
    return (
        f"Something went wrong that should not have (reference {reference}, written to {LOG} in the home). Try again."
    )
