"""Promises: what is due first; each is kept or missed on a day, and then its case is closed with what was learned."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import streamlit as st

from assistant import Case, InputError, Outcome, Promise
from ui import session
from ui.guard import act
from ui.parts.badges import badge, promise_badge
from ui.parts.case import gist
from ui.parts.frame import header, nothing, section
from ui.parts.text import day, escape, first, money, plain, words

_SHOWN = ("Open", "Overdue", "Due this week", "Closed", "All")
_MOST = 100
_OUTCOMES = {
    "misery": "Misery: the customer is worse off for having written",
    "truth": "Truth: we did what we owed, no more",
    "magic": "Magic: the customer is better off than before",
}


def page() -> None:
    """The ledger, and below it the cases that can be closed."""
    header("Promises", "What we told customers we would do, due first.")
    today = session.today()
    every = session.desk().promises()
    _closing()
    shown = st.segmented_control(
        "Show", _SHOWN, default="Open", required=True, key="promises-shown", label_visibility="collapsed"
    )
    owners = sorted({promise.owner for promise in every if promise.owner})
    owner = "Everybody"
    if len(owners) > 1:
        owner = st.selectbox("Owner", ["Everybody", *owners], key="promises-owner", width=240)
    found = [p for p in every if _fits(p, shown or "All", today) and owner in {"Everybody", p.owner}]
    overdue = sum(p.state == "open" and p.due < today for p in found)
    if overdue:
        st.error(f"{overdue} {'promises are' if overdue > 1 else 'promise is'} overdue.", icon=":material/schedule:")
    if not found:
        nothing(
            "No promise here. A promise appears when a letter is approved."
            if shown in {"Open", "All"}
            else "No promise here."
        )
    for promise in found[:_MOST]:
        _row(promise, today)
    if len(found) > _MOST:
        st.caption(f"{len(found) - _MOST} more are not shown; narrow the list above.")


def _fits(promise: Promise, shown: str, today: dt.date) -> bool:
    is_open = promise.state == "open"
    return {
        "Open": is_open,
        "Overdue": is_open and promise.due < today,
        "Due this week": is_open and promise.due <= today + dt.timedelta(days=7),
        "Closed": not is_open,
    }.get(shown, True)


def _row(promise: Promise, today: dt.date) -> None:
    amount = f" · {money(promise.amount)}" if promise.amount else ""
    end = f" · ended {day(promise.closed_on)}" if promise.closed_on else ""
    note = f'<div class="am-soft">{escape(promise.note)}</div>' if promise.note else ""
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"promise-{promise.id}"):
        st.html(
            f'<div class="am-row">{promise_badge(promise, today)} <strong>{day(promise.due)}</strong> '
            f"{badge(words(promise.kind).capitalize())}</div>"
            f'<div class="am-sentence">{escape(promise.sentence)}</div>{note}'
            f'<div class="am-soft">{promise.id} · {promise.case} · {escape(promise.owner)}{escape(amount)}{end}</div>',
            width="stretch",
        )
        if promise.state == "open":
            with st.popover("Kept"):
                _close(promise, today, kept=True)
            with st.popover("Missed"):
                _close(promise, today, kept=False)


def _close(promise: Promise, today: dt.date, *, kept: bool) -> None:
    name = f"{'keep' if kept else 'miss'}-{promise.id}"
    with st.form(name, border=False):
        on = st.date_input(
            "Kept on" if kept else "Given up on", value=today, max_value=today, format="YYYY-MM-DD", key=f"{name}-on"
        )
        note = st.text_input("Note (optional)", key=f"{name}-note")
        if st.form_submit_button("Record it as kept" if kept else "Record it as missed"):

            def do() -> str:
                desk = session.desk()
                (desk.keep if kept else desk.miss)(promise.id, by=session.me(), on=on, note=note)
                return f"{promise.id} is on record as {'kept' if kept else 'missed'}."

            act(do)
            st.rerun()


def _closing() -> None:
    """The cases whose promises have all come to an end."""
    ended = [case for case in session.desk().cases("following_up") if all(p.state != "open" for p in case.promises)]
    if not ended:
        return
    section("Ready to close")
    for case in ended[:20]:
        _resolve(case)
    section("All promises")


def _resolve(case: Case) -> None:
    with st.expander(plain(f"{case.id}: {first(gist(case))}")), st.form(f"resolve-{case.id}", border=False):
        outcomes: tuple[Outcome, ...] = get_args(Outcome)
        outcome = st.radio(
            "How did it end?", outcomes, index=None, format_func=lambda each: _OUTCOMES[each], key=f"outcome-{case.id}"
        )
        lesson = st.text_area("What did we learn?", key=f"lesson-{case.id}", height=80)
        if st.form_submit_button("Close the case", type="primary"):

            def do() -> str:
                if outcome is None:
                    raise InputError("Say how it ended for the customer.")
                session.desk().resolve(case.id, outcome=outcome, lesson=lesson, by=session.me(), version=case.version)
                return f"{case.id} is closed, and the next draft can learn from it."

            act(do)
            st.rerun()
