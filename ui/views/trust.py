"""Trust: documents that contradict one another, text that was set apart, and what is internal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from assistant import Dispute, Document, Ruling, Term
from ui import session
from ui.guard import act
from ui.parts.badges import badge
from ui.parts.frame import nothing, section
from ui.parts.tables import quotation
from ui.parts.terms import ruled, term_card
from ui.parts.text import escape, plain


def show() -> None:
    """Disputes first, because letters wait for them."""
    desk = session.desk()
    may = desk.stewardship.may_rule(session.me())
    section("Documents that disagree")
    disputes = _disputes(str(session.home()), desk.knowledge.generation(), session.today())
    if disputes:
        st.caption(_who_settles(may))
    else:
        nothing("No two documents in force give different limits for one matter.")
    for number, dispute in enumerate(disputes):
        _dispute(number, dispute, may)
    _settled(desk.stewardship.settled(), may)
    documents = desk.knowledge.documents()
    _set_apart([document for document in documents if document.hidden])
    _internal([document for document in documents if document.standing.internal])


@st.cache_data(show_spinner="Comparing the documents…", max_entries=4)
def _disputes(home: str, generation: int, day: dt.date) -> tuple[Dispute, ...]:
    """The disputes of a home, which stay the same until its knowledge changes or another day begins."""
    return session.desk().stewardship.disputes()


def _who_settles(may: bool) -> str:
    until = (
        "Until then the stricter one rules in what letters may promise; where your policies say that neither reading is "
        "promised, drafts promise an answer only."
    )
    if may:
        return f"Say which of the two rules. {until}"
    people = [(user.name, user.role) for user in session.desk().accounts.list() if not user.disabled]
    names = ", ".join(session.desk().stewardship.rulers(people))
    return plain(f"A manager has to settle these{f': {names}' if names else ''}. {until}")


def _dispute(number: int, dispute: Dispute, may: bool) -> None:
    with st.container(border=True, key=f"dispute-{number}"):
        for column, term in zip(st.columns(2), (dispute.one, dispute.other), strict=True):
            with column:
                stricter = dispute.stricter is not None and term.id == dispute.stricter.id
                notes = [badge("Stricter: rules until settled", "warn")] if stricter else []
                st.html(term_card(term, *notes))
                if may:
                    with st.popover("This one rules"):
                        note = st.text_input("Why (goes on record)", key=f"settle-note-{term.id}-{number}")
                        st.button(
                            "Settle it so",
                            type="primary",
                            key=f"settle-{term.id}-{number}",
                            on_click=_settle,
                            args=(dispute, term, note),
                        )


def _settle(dispute: Dispute, winner: Term, note: str) -> None:
    def do() -> str:
        session.desk().stewardship.settle(dispute, rules=winner.id, by=session.me(), note=note)
        return f"{winner.path} rules in this matter from now on."

    act(do)


def _settled(rulings: Sequence[Ruling], may: bool) -> None:
    if not rulings:
        return
    section("Settled")
    for ruling in rulings:
        path, quote = ruling.rules or ("", "")
        with st.container(border=True, key=f"settled-{ruling.id}"):
            st.html(
                f'<div class="am-row">{badge("Rules", "ok")}</div>{quotation(quote, path)}'
                f'<div class="am-row">{badge("Overruled", "warn")}</div>{quotation(ruling.quote, ruling.path)}'
                f'<div class="am-soft">{escape(ruled(ruling))}</div>'
            )
            if may:
                st.button("Open it again", key=f"reopen-{ruling.id}", on_click=_reopen, args=(ruling,))


def _reopen(ruling: Ruling) -> None:
    def do() -> str:
        session.desk().stewardship.withdraw(ruling, by=session.me())
        return "Both clauses count again; somebody has to settle which one rules."

    act(do)


def _set_apart(documents: Sequence[Document]) -> None:
    section("Text that was set apart")
    if not documents:
        nothing("No document holds text that people would not see, or that addresses an assistant.")
        return
    st.caption("Hidden on the page, or addressed to an assistant: never searched, never read for terms, never quoted.")
    for document in documents:
        rows = "".join(f"<li>{escape(text)}</li>" for text in document.hidden)
        st.html(
            f'<div class="am-card"><div class="am-row"><strong>{escape(document.path)}</strong> '
            f"{badge(f'Version {document.version}')} {badge(f'{len(document.hidden)} set apart', 'warn')}</div>"
            f'<ul class="am-list am-apart">{rows}</ul></div>'
        )


def _internal(documents: Sequence[Document]) -> None:
    section("Internal documents")
    if not documents:
        nothing("No document is marked as internal.")
        return
    st.caption("They guide people here. No letter may quote them, and none promises by them.")
    rows = "".join(
        f'<tr><td class="am-tight">{badge("Internal", "warn")}</td><td class="am-tight"><strong>{escape(d.path)}</strong></td>'
        f"<td>{escape(d.title)}</td></tr>"
        for d in documents
    )
    st.html(f'<table class="am-table">{rows}</table>')
