"""The form for a new complaint. What is typed is kept on a slip in the home until there is a case."""

from __future__ import annotations

from typing import Any

import streamlit as st

from assistant import Complaint, InputError
from ui import session
from ui.guard import act
from ui.opened import DRAFTING
from ui.unsent import Slip, Slips

_CHANNELS = ["email", "phone", "chat", "web form", "letter", "social media", "in person"]
_SUGGESTED = ("order number", "order date", "amount paid")


def form() -> None:
    """The form, filled with what was typed before."""
    _restore()
    left, right = st.columns([1.5, 1], gap="large")
    with left, st.container(key="typed-complaint"):
        st.text_area(
            "The complaint, as the customer wrote it",
            key="complaint",
            height=390,
            placeholder="Paste the whole message here.",
        )
    with right:
        side, other = st.columns(2)
        side.selectbox("Came by", _CHANNELS, key="channel", accept_new_options=True)
        other.date_input("Received on", key="received_on", format="YYYY-MM-DD")
        st.markdown("**What you know** (optional)")
        st.data_editor(
            st.session_state["facts-base"],
            key="facts",
            num_rows="dynamic",
            hide_index=True,
            height=215,
            placeholder="",
            column_config={
                "what": st.column_config.TextColumn("What", width="medium"),
                "value": st.column_config.TextColumn("Value", width="medium"),
            },
        )
        with st.expander("Paste several at once"), st.container(key="typed-pasted"):
            st.text_area("One a line, as “what: value”", key="pasted", placeholder="delivery fee paid: 9.95 USD")
    _keep(_slip())
    st.button("Draft a reply", type="primary", on_click=_draft)


def facts_in(lines: str) -> dict[str, str]:
    """Reads lines "what: value" (or "what=value"). Raises InputError for a line without either."""
    facts = {}
    for line in lines.splitlines():
        if not line.strip():
            continue
        cut = min((at for sign in ":=" if (at := line.find(sign)) > 0), default=None)
        if cut is None or not line[cut + 1 :].strip():
            raise InputError(f'The line "{line.strip()[:60]}" has no value; write it as what: value.')
        facts[line[:cut].strip()] = line[cut + 1 :].strip()
    return facts


def _draft() -> None:
    # Read here and not when the button was drawn: the last words typed come with the press of the button.
    slip = _slip()

    def do() -> None:
        facts = dict(slip.facts) | facts_in(slip.pasted)
        unnamed = [what or value for what, value in facts.items() if not (what and value)]
        if unnamed:
            raise InputError(
                f'The fact "{unnamed[0]}" needs both a name and a value; fill both or leave the row empty.'
            )
        if slip.received_on is None:
            raise InputError("The day of receipt is missing; choose one.")
        desk = session.desk()
        case = desk.receive(
            Complaint(text=slip.text, received_on=slip.received_on, channel=slip.channel, facts=tuple(facts.items())),
            by=session.me(),
        )
        # From here on the record holds it, whatever becomes of the draft.
        DRAFTING.open(case.id)
        _forget()
        desk.prepare(case.id, by=session.me())

    act(do)


def _slip() -> Slip:
    """What the fields hold now."""
    table: dict[str, Any] = st.session_state.get("facts") or {}
    held = {number: dict(row) for number, row in enumerate(st.session_state["facts-base"])}
    for number, change in table.get("edited_rows", {}).items():
        held[int(number)].update(change)
    for number in table.get("deleted_rows", []):
        held.pop(int(number), None)
    every = [*held.values(), *table.get("added_rows", [])]
    rows = [(str(row.get("what") or "").strip(), str(row.get("value") or "").strip()) for row in every]
    return Slip(
        text=st.session_state["complaint"] or "",
        channel=st.session_state["channel"] or "email",
        received_on=st.session_state["received_on"],
        facts=[row for row in rows if row[1]],
        pasted=st.session_state["pasted"] or "",
    )


def _slips() -> Slips:
    return Slips(session.home() / "unsent")


def _restore() -> None:
    """Fills the fields from the slip, where this is the first look at the page after a refresh or another page."""
    if "complaint" in st.session_state:
        return
    token = st.query_params.get("slip") or st.session_state.get("slip")
    slip = _slips().load(token, by=session.me()) if token else None
    slip = slip or st.session_state.get("slip-kept") or Slip()
    st.session_state["slip"] = token
    st.session_state["slip-kept"] = slip
    st.session_state["complaint"] = slip.text
    st.session_state["channel"] = slip.channel
    st.session_state["received_on"] = slip.received_on or session.today()
    st.session_state["pasted"] = slip.pasted
    st.session_state["facts-base"] = _rows(slip.facts)


def _rows(facts: list[tuple[str, str]]) -> list[dict[str, str | None]]:
    """The rows of the table: what is known, and names that often decide a case."""
    known = {what for what, _ in facts}
    rows: list[dict[str, str | None]] = [{"what": what, "value": value} for what, value in facts]
    return rows + [{"what": what, "value": None} for what in _SUGGESTED if what not in known]


def _keep(slip: Slip) -> None:
    before: Slip | None = st.session_state.get("slip-kept")
    if before is not None and _typed(before) == _typed(slip):
        return
    token = st.session_state.get("slip") or _slips().token()
    st.session_state["slip"] = token
    st.session_state["slip-kept"] = slip
    st.query_params["slip"] = token
    try:
        _slips().save(token, slip, by=session.me())
    except OSError:
        st.caption("The home cannot be written, so a refresh would lose what you type here.")


def _typed(slip: Slip) -> tuple[str, str, list[tuple[str, str]], str]:
    return slip.text, slip.channel, slip.facts, slip.pasted


def _forget() -> None:
    token = st.session_state.pop("slip", None)
    if token:
        _slips().drop(token)
    st.query_params.pop("slip", None)
    for name in ("slip-kept", "complaint", "channel", "received_on", "facts", "facts-base", "pasted"):
        st.session_state.pop(name, None)
