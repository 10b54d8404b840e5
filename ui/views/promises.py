"""Promises: what is due first; each is kept or missed on a day, and then its case is closed with what was learned."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import streamlit as st

from assistant import Case, InputError, Outcome, Promise, Standing
from ui import session
from ui.guard import act, guarded
from ui.parts import tables
from ui.parts.badges import badge, promise_badge
from ui.parts.case import gist
from ui.parts.frame import header, nothing, section
from ui.parts.text import day, escape, first, money, plain, words

_SHOWN = ("Open", "At risk", "Overdue", "Due this week", "Closed", "All")
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
    standings = session.desk().standings(every)
    _closing()
    shown = st.segmented_control(
        "Show", _SHOWN, default="Open", required=True, key="promises-shown", label_visibility="collapsed"
    )
    owners = sorted({promise.owner for promise in every if promise.owner})
    owner = "Everybody"
    if len(owners) > 1:
        owner = st.selectbox("Owner", ["Everybody", *owners], key="promises-owner", width=240)
    found = [p for p in every if _fits(p, standings[p.id], shown or "All", today) and owner in {"Everybody", p.owner}]
    overdue = sum(p.state == "open" and p.due < today for p in found)
    if overdue:
        st.error(f"{overdue} {'promises are' if overdue > 1 else 'promise is'} overdue.", icon=":material/schedule:")
    at_risk = sum(standings[p.id].state == "at_risk" for p in found)
    if at_risk:
        st.warning(
            f"{at_risk} {'promises are' if at_risk > 1 else 'promise is'} at risk. Tell the customer before the day comes.",
            icon=":material/hourglass_bottom:",
        )
    if not found:
        nothing(
            "No promise here. A promise appears when a letter is approved."
            if shown in {"Open", "All"}
            else "No promise here."
        )
    for promise in found[:_MOST]:
        _row(promise, standings[promise.id], today)
    if len(found) > _MOST:
        st.caption(f"{len(found) - _MOST} more are not shown; narrow the list above.")
    _kept()


def _kept() -> None:
    """How promises were kept, by kind and over time."""
    overall, monthly = session.desk().kept()
    if not overall:
        return
    section("How we keep our promises")
    st.html(tables.kept_table(overall, by_month=False))
    months = sorted({row.month for row in monthly})
    if len(months) > 1:
        st.caption("Share kept by the day, by month of the end")
        rates = {row.month: row.rate * 100 for row in monthly if row.kind == "all"}
        st.line_chart(
            {"month": months, "% kept": [rates[month] for month in months]}, x="month", y="% kept", height=180
        )
    with st.expander("By month and kind"):
        st.html(tables.kept_table(monthly, by_month=True))


def _fits(promise: Promise, standing: Standing, shown: str, today: dt.date) -> bool:
    is_open = promise.state == "open"
    return {
        "Open": is_open,
        "At risk": standing.state == "at_risk",
        "Overdue": is_open and promise.due < today,
        "Due this week": is_open and promise.due <= today + dt.timedelta(days=7),
        "Closed": not is_open,
    }.get(shown, True)


def _row(promise: Promise, standing: Standing, today: dt.date) -> None:
    amount = f" · {money(promise.amount)}" if promise.amount else ""
    end = f" · ended {day(promise.closed_on)}" if promise.closed_on else ""
    lines = [standing.why, promise.note, f"Shown by: {promise.evidence}" if promise.evidence else ""]
    told = "".join(f'<div class="am-soft">{escape(line)}</div>' for line in lines if line)
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"promise-{promise.id}"):
        st.html(
            f'<div class="am-row">{promise_badge(promise, today, standing)} <span>{tables.dates(promise)}</span> '
            f"{badge(words(promise.kind).capitalize())}</div>"
            f'<div class="am-sentence">{escape(promise.sentence)}</div>{told}'
            f'<div class="am-soft">{promise.id} · {promise.case} · {escape(promise.owner)}{escape(amount)}{end}</div>',
            width="stretch",
        )
        if promise.state == "open":
            with st.popover("Kept"):
                _close(promise, today, kept=True)
            with st.popover("More"):
                _more(promise, standing, today)


def _close(promise: Promise, today: dt.date, *, kept: bool) -> None:
    name = f"{'keep' if kept else 'miss'}-{promise.id}"
    with st.form(name, border=False):
        on = st.date_input(
            "Kept on" if kept else "Given up on", value=today, max_value=today, format="YYYY-MM-DD", key=f"{name}-on"
        )
        evidence = st.text_input("What shows it (optional)", key=f"{name}-evidence") if kept else ""
        note = st.text_input("Note (optional)", key=f"{name}-note")
        if st.form_submit_button("Record it as kept" if kept else "Record it as missed"):

            def do() -> str:
                desk = session.desk()
                if kept:
                    desk.keep(promise.id, by=session.me(), on=on, note=note, evidence=evidence)
                else:
                    desk.miss(promise.id, by=session.me(), on=on, note=note)
                return f"{promise.id} is on record as {'kept' if kept else 'missed'}."

            act(do)
            st.rerun()


def _more(promise: Promise, standing: Standing, today: dt.date) -> None:
    """What else can become of an open promise: a later day, with the customer's consent; release; missed."""
    waits = promise.awaiting
    ways = ["Tell the customer of a later day", "Released by the customer", "Missed"]
    if waits is not None:
        ways.insert(0, "The customer agreed to the later day")
    if promise.due < today:
        ways.remove("Tell the customer of a later day")
    way = st.radio("What happened?", ways, key=f"way-{promise.id}")
    if way == "Missed":
        _close(promise, today, kept=False)
    elif way == "Tell the customer of a later day":
        _update(promise, standing)
    else:
        _consent(promise, agreed=way.startswith("The customer"))


def _update(promise: Promise, standing: Standing) -> None:
    to = st.date_input(
        "New day", value=standing.expected, min_value=promise.due + dt.timedelta(days=1), format="YYYY-MM-DD",
        key=f"to-{promise.id}", help="By our record it is kept by this day.",
    )  # fmt: skip
    if to is None:
        return
    with guarded():
        letter = session.desk().update(promise.id, by=session.me(), to=to)
        text = st.text_area("The message", value=letter.text, height=220, key=f"update-{promise.id}-{to}")

        def do() -> str:
            session.desk().warn(promise.id, text, to=to, by=session.me())
            return f"It is on record that the customer was told. {promise.id} keeps its day until they agree."

        if st.button("Check and record as sent", key=f"warn-{promise.id}"):
            act(do)
            st.rerun()


def _consent(promise: Promise, *, agreed: bool) -> None:
    name = f"{'accept' if agreed else 'release'}-{promise.id}"
    with st.form(name, border=False):
        note = st.text_input("When and how did they agree?", key=f"{name}-note")
        if st.form_submit_button("Move the day" if agreed else "Record the release"):

            def do() -> str:
                desk = session.desk()
                (desk.accept if agreed else desk.release)(promise.id, by=session.me(), note=note)
                return (
                    f"{promise.id} has its new day; the old one stays on record."
                    if agreed
                    else f"{promise.id} is released."
                )

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
    with st.expander(plain(f"{case.id}: {first(gist(case))}")):
        _write_after(case)
        _close_case(case)


def _write_after(case: Case) -> None:
    """The letter when everything is kept, to be read, changed and recorded as sent."""
    if case.followed_up_on is not None:
        st.caption(plain(f"The follow-up letter was sent on {case.followed_up_on:%d %b %Y}."))
        return
    if not case.promises or any(promise.state == "broken" for promise in case.promises):
        return
    held = case.proposal.plan.held_back if case.proposal is not None else ()
    extra = bool(held) and st.checkbox("Give what was held back as a thank-you", key=f"extra-{case.id}")
    with guarded():
        letter = session.desk().after(case.id, by=session.me(), extra=extra)
        text = st.text_area(
            "The letter when all is kept", value=letter.text, height=220, key=f"after-{case.id}-{extra}"
        )
        blocking = [finding for finding in letter.check.findings if finding.blocking]
        if blocking:
            st.html(tables.finding_list(blocking, letter.text))

        def do() -> str:
            session.desk().follow_up(case.id, text, by=session.me(), version=case.version)
            return f"The letter of {case.id} is on record as sent."

        if st.button("Check and record as sent", key=f"send-after-{case.id}"):
            act(do)
            st.rerun()


def _close_case(case: Case) -> None:
    with st.form(f"resolve-{case.id}", border=False):
        outcomes: tuple[Outcome, ...] = get_args(Outcome)
        outcome = st.radio(
            "How did it end?", outcomes, index=None, format_func=lambda each: _OUTCOMES[each], key=f"outcome-{case.id}"
        )
        lesson = st.text_area("What did we learn?", key=f"lesson-{case.id}", height=80)
        owner = st.text_input("Who sees to it that the cause does not come back? (optional)", key=f"owner-{case.id}")
        if st.form_submit_button("Close the case", type="primary"):

            def do() -> str:
                if outcome is None:
                    raise InputError("Say how it ended for the customer.")
                session.desk().resolve(
                    case.id, outcome=outcome, lesson=lesson, by=session.me(), owner=owner, version=case.version
                )
                return f"{case.id} is closed, and the next draft can learn from it."

            act(do)
            st.rerun()
