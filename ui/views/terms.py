"""Terms: each limit that was read out of the policies, in plain words, for a manager to confirm, correct or reject."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from typing import get_args

import streamlit as st

from assistant import Asked, InputError, Kind, Mode, Money, Ruling, Span, Term, Unit
from ui import session
from ui.guard import act, guarded
from ui.parts.frame import nothing, section
from ui.parts.tables import place, quotation
from ui.parts.terms import MODES, change_table, ruled, term_card, verdict_badge
from ui.parts.text import escape, words

_PAGE = 12
_SHOWN = ("To confirm", "Confirmed", "All", "Rejected")
_LEVELS = ("", "rep", "supervisor", "manager")


def show() -> None:
    """The terms with their rulings, and above them what has to be looked at again."""
    steward = session.desk().stewardship
    may = steward.may_rule(session.me())
    rulings = [ruling for ruling in steward.in_effect() if ruling.verdict != "overruled"]
    terms = session.desk().knowledge.terms()
    if not terms and not rulings:
        nothing("No limit is known yet. Add policies under “Add documents”.")
        return
    if not may:
        st.caption("Only a manager may confirm, correct or reject a term.")
    _again(steward.asked_again(), may)
    confirmed = sum(term.confirmed for term in terms)
    st.caption(
        f"{confirmed:,} of {len(terms):,} terms are confirmed. A confirmed term goes before whatever is read anew."
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        shown = st.segmented_control("Show", _SHOWN, default="To confirm", required=True, key="terms-shown")
        path = st.selectbox(
            "Document", ["All documents", *sorted({term.path for term in terms})], key="terms-path", width=300
        )
        find = st.text_input("Find", key="terms-find", placeholder="Words of the clause", width=260)

    def wanted(term: Term) -> bool:
        return (
            path in {"All documents", term.path}
            and find.casefold().strip() in f"{term.quote} {term.section}".casefold()
        )

    if shown == "Rejected":
        _rejected([r for r in rulings if r.verdict == "rejected" and wanted(r.term)], may)
        return
    by = {(r.path, r.section, r.quote): r for r in rulings}
    found = [t for t in terms if wanted(t) and (shown == "All" or t.confirmed == (shown == "Confirmed"))]
    if not found:
        nothing("No term fits.")
    most = st.session_state.get("terms-most", _PAGE)
    for term in found[:most]:
        _one(term, by.get((term.path, term.section, term.quote)), may)
    if len(found) > most:
        st.button(f"Show {min(_PAGE, len(found) - most)} more of {len(found) - most}", on_click=_more, args=(most,))


def _more(most: int) -> None:
    st.session_state["terms-most"] = most + _PAGE


def _one(term: Term, ruling: Ruling | None, may: bool) -> None:
    with st.container(border=True, key=f"term-{term.id}-{term.version}"):
        st.html(term_card(term, by=ruling))
        if not may:
            return
        name = f"{term.id}-{term.version}"
        with st.container(horizontal=True):
            if not term.confirmed:
                st.button("Confirm", key=f"confirm-{name}", on_click=_confirm, args=(term,), icon=":material/check:")
            st.button("Correct", key=f"correct-{name}", on_click=_open, args=(term,), icon=":material/edit:")
            st.button("Reject", key=f"reject-{name}", on_click=_reject, args=(term,), icon=":material/block:")
            if ruling is not None:
                st.button("Withdraw", key=f"withdraw-{name}", on_click=_withdraw, args=(ruling,))
    if st.session_state.get("correcting") == name:
        st.session_state.pop("correcting")
        _correct(term)


def _rejected(rulings: Sequence[Ruling], may: bool) -> None:
    if not rulings:
        nothing("No term is rejected.")
    for ruling in rulings:
        with st.container(border=True, key=f"rejected-{ruling.id}"):
            source = place(ruling.path, ruling.section, ruling.term.version)
            st.html(
                f'<div class="am-row">{verdict_badge(ruling)}</div>{quotation(ruling.quote, source)}'
                f'<div class="am-soft">{escape(ruled(ruling))}</div>'
            )
            if may:
                st.button("Withdraw", key=f"back-{ruling.id}", on_click=_withdraw, args=(ruling,))


def _again(asked: Sequence[Asked], may: bool) -> None:
    """The rulings whose clause was changed by a new version."""
    if not asked:
        return
    section("To look at again")
    st.warning(
        "These clauses were changed after somebody had ruled about them. The new words count as they are read, until "
        "you say how they are meant.",
        icon=":material/history:",
    )
    for ruling, now in asked:
        with st.container(border=True, key=f"again-{ruling.id}"):
            left, right = st.columns(2)
            with left:
                st.caption("Before")
                st.html(term_card(ruling.term, by=ruling))
            with right:
                st.caption("Now")
                if now is None:
                    st.html('<p class="am-soft">Nothing like this clause is left in the document.</p>')
                else:
                    st.html(term_card(now))
            if now is not None:
                st.html(change_table(ruling.term, now, ("As it was ruled", "As it is read now")))
            if may:
                with st.container(horizontal=True):
                    if now is not None:
                        st.button(
                            "It is read rightly now",
                            key=f"again-confirm-{ruling.id}",
                            on_click=_confirm,
                            args=(now, ruling),
                        )
                        st.button(
                            "Reject it again" if ruling.verdict == "rejected" else "Reject it",
                            key=f"again-reject-{ruling.id}",
                            on_click=_reject,
                            args=(now, ruling),
                        )
                    st.button(
                        "Let the old ruling go", key=f"again-drop-{ruling.id}", on_click=_withdraw, args=(ruling,)
                    )


# Ruling


def _confirm(term: Term, old: Ruling | None = None) -> None:
    def do() -> str:
        steward = session.desk().stewardship
        steward.confirm(term.id, by=session.me())
        if old is not None:
            steward.withdraw(old, by=session.me())
        return "The term is confirmed."

    act(do)


def _reject(term: Term, old: Ruling | None = None) -> None:
    def do() -> str:
        steward = session.desk().stewardship
        steward.reject(term.id, by=session.me())
        if old is not None:
            steward.withdraw(old, by=session.me())
        return "The term is rejected; no letter can rest on it any more."

    act(do)


def _withdraw(ruling: Ruling) -> None:
    def do() -> str:
        session.desk().stewardship.withdraw(ruling, by=session.me())
        return "The ruling is withdrawn; the clause counts as it is read."

    act(do)


def _open(term: Term) -> None:
    st.session_state["correcting"] = f"{term.id}-{term.version}"


@st.dialog("Correct this term", width="large")
def _correct(term: Term) -> None:
    st.html(quotation(term.quote, place(term.path, term.section, term.version)))
    with st.form("correct", border=False):
        left, right = st.columns(2)
        mode = left.selectbox(
            "What it is", list(MODES), index=list(MODES).index(term.mode), format_func=MODES.__getitem__
        )
        kinds = right.multiselect(
            "What is given (the chief one first)",
            get_args(Kind),
            default=list(dict.fromkeys((term.kind, *term.kinds))),
            format_func=lambda kind: words(kind).capitalize(),
        )
        limits = _cells(term) if term.cells else _limits(term)
        left, right = st.columns(2)
        condition = left.text_input("Condition", value=term.condition or "")
        exception = right.text_input("Exception", value=term.exception or "")
        level = left.selectbox(
            "Who may grant it", _LEVELS, index=_LEVELS.index(term.authority or "") if (term.authority or "") in _LEVELS else 0,
            format_func=lambda each: each.capitalize() or "Not said",
        )  # fmt: skip
        note = right.text_input("Why (goes on record)")
        if st.form_submit_button("Save the correction", type="primary"):
            with guarded():
                if not kinds:
                    raise InputError("Say what is given; choose “Other” where it has no name here.")
                given = term.model_copy(
                    update={
                        "mode": _as_mode(mode),
                        "kind": kinds[0],
                        "kinds": tuple(kinds),
                        "condition": condition.strip() or None,
                        "exception": exception.strip() or None,
                        "authority": level or None,
                        **{name: read() if callable(read) else read for name, read in limits.items()},
                    }
                )
                session.desk().stewardship.correct(given, by=session.me(), note=note)
                session.tell("The correction counts from now on.")
                st.rerun()


def _as_mode(chosen: str) -> Mode:
    (mode,) = [mode for mode in get_args(Mode) if mode == chosen]
    found: Mode = mode
    return found


def _limits(term: Term) -> dict[str, object]:
    """The fields for sum, share and times; each value is read when the form is sent."""
    a, b, c, d = st.columns(4, vertical_alignment="bottom")
    value = a.text_input("Sum", value=f"{term.amount.value.normalize():f}" if term.amount else "")
    currency = b.text_input("Currency", value=term.amount.currency if term.amount else "", placeholder="USD")
    share = c.text_input("Percent", value=f"{term.percent.normalize():f}" if term.percent is not None else "")
    cap = d.checkbox("At most so much", value=term.cap)
    due = _span_fields("Our time", term.due, "due")
    window = _span_fields("The customer's time", term.window, "window")
    return {
        "amount": lambda: _money(value, currency),
        "percent": lambda: _number(share, "The share") if share.strip() else None,
        "cap": cap,
        "due": due,
        "window": window,
    }


def _cells(term: Term) -> dict[str, object]:
    """A field for each cell of a table row; which of them counts depends on the customer."""
    st.caption(
        "The figures of a table row are its cells. The document keeps its words; letters go by what stands here."
    )
    columns = st.columns(min(3, len(term.cells)))
    values = [
        columns[number % len(columns)].text_input(name or f"Column {number + 1}", value=value, key=f"cell-{number}")
        for number, (name, value) in enumerate(term.cells)
    ]
    return {
        "cells": tuple((name, value.strip()) for (name, _), value in zip(term.cells, values, strict=True)),
        "due": _span_fields("Our time", term.due, "due"),
    }


def _span_fields(label: str, span: Span | None, name: str) -> Callable[[], Span | None]:
    a, b, c, d = st.columns([1, 1, 1.4, 2.2], vertical_alignment="bottom")
    units: tuple[Unit, ...] = get_args(Unit)
    least = a.text_input(label, value=str(span.value) if span else "", key=f"{name}-value")
    most = b.text_input(
        "to (if a range)", value=str(span.max) if span and span.max is not None else "", key=f"{name}-max"
    )
    unit = c.selectbox(
        "Unit", units, index=units.index(span.unit) if span else 1, format_func=words, key=f"{name}-unit"
    )
    after = d.text_input(
        "counted from", value=span.after or "" if span else "", key=f"{name}-after", placeholder="delivery"
    )

    def read() -> Span | None:
        if not least.strip():
            return None
        return Span(
            value=_whole(least, label), max=_whole(most, label) if most.strip() else None, unit=unit,
            after=after.strip() or None,
        )  # fmt: skip

    return read


def _money(value: str, currency: str) -> Money | None:
    if not value.strip():
        return None
    if not currency.strip():
        raise InputError("Name the currency of the sum, as USD or EUR.")
    return Money(value=_number(value, "The sum"), currency=currency.strip())


def _number(text: str, what: str) -> Decimal:
    try:
        number = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise InputError(f'{what} "{text.strip()[:20]}" is no number; write it as 12.50.')
    return number


def _whole(text: str, what: str) -> int:
    if not text.strip().isascii() or not text.strip().isdigit():
        raise InputError(f'{what}: "{text.strip()[:20]}" is no whole number.')
    return int(text)
