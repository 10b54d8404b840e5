"""Which case a page has open: the address bar says it, and the session remembers it over a walk to another page."""

from __future__ import annotations

import streamlit as st

from assistant import Case, NotFound
from ui import session


class Opened:
    """The open case of one page. `name` is where the session remembers it; without one, the address bar alone counts."""

    def __init__(self, name: str | None = None) -> None:
        self._name = name

    def case(self) -> Case | None:
        """The case of the address bar, else the one that was open when the person left the page.

        None where there is none. An id of no case is let go of, with a message.
        """
        wanted = st.query_params.get("case") or (self._name and st.session_state.get(self._name))
        if not wanted:
            return None
        try:
            case = session.desk().show(wanted)
        except NotFound as error:
            self.leave()
            session.tell(str(error), "error")
            return None
        self.open(case.id)
        return case

    def open(self, case_id: str) -> None:
        """Opens a case, from the next drawing of the page on."""
        if self._name is not None:
            st.session_state[self._name] = case_id
        st.query_params["case"] = case_id

    def leave(self) -> None:
        """Lets go of the case; nothing of it is lost."""
        if self._name is not None:
            st.session_state.pop(self._name, None)
        st.query_params.pop("case", None)


DRAFTING = Opened("working")
REVIEWING = Opened("reviewing")
# The list of cases is what one comes back to there.
READING = Opened()
