"""Knowledge: the company's documents go in, and what was read out of them can be looked at and searched."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Literal

import streamlit as st

from assistant import Document, Hit, Term
from ui import session
from ui.guard import act, guarded
from ui.parts.badges import badge, source_badges
from ui.parts.frame import header, nothing, section
from ui.parts.tables import place
from ui.parts.terms import term_card
from ui.parts.text import escape, plain
from ui.views import gaps, trust, upload
from ui.views import terms as rulings

_KINDS: dict[str, Literal["policy", "resolution"] | None] = {
    "Policies": "policy",
    "Past cases": "resolution",
    "Both": None,
}

# Words of a question that stand everywhere, so that marking them would hide the others.
_COMMON = frozenset(
    [
        "with",
        "from",
        "this",
        "that",
        "what",
        "when",
        "where",
        "which",
        "does",
        "have",
        "their",
        "there",
        "your",
        "must",
        "will",
        "would",
    ]
)


def page() -> None:
    """Documents, search, what was read and how far it can be trusted, what is missing, and the door for new ones."""
    header("Knowledge", "What the company has written down. Letters promise only what stands here.")
    # Only the open one is worked out: comparing all documents takes its time.
    names = list(_PARTS)
    for name, tab in zip(names, st.tabs(names, key="knowledge-part", on_change="rerun"), strict=True):
        if tab.open:
            with tab, guarded():
                _PARTS[name]()


# Documents


def _documents() -> None:
    knowledge = session.desk().knowledge
    documents = knowledge.documents()
    if not documents:
        nothing("No document is known yet, so no letter can promise anything. Add policies under “Add documents”.")
        return
    terms = knowledge.terms()
    today = session.today()
    chosen = st.dataframe(
        [_row(document, terms, today) for document in documents],
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key="documents-chosen",
        height="content" if len(documents) <= 14 else 520,
        placeholder="",
        column_config={
            "Document": st.column_config.TextColumn(width="medium"),
            "In force": st.column_config.TextColumn(width="small"),
            "From": st.column_config.DateColumn(format="D MMM YYYY"),
            "Until": st.column_config.DateColumn(format="D MMM YYYY", width="small"),
        },
    )
    rows = chosen["selection"]["rows"]
    if not rows:
        st.caption("Mark a row to read what was found in a document.")
        return
    _document(documents[rows[0]], [term for term in terms if term.path == documents[rows[0]].path])


def _row(document: Document, terms: Sequence[Term], today: dt.date) -> dict[str, object]:
    standing = document.standing
    return {
        "Document": document.path,
        "Title": document.title,
        "Kind": "Past cases" if document.kind == "resolution" else "Policy",
        "Version": document.version,
        "In force": "yes" if standing.in_force(today) else "no",
        "From": standing.effective_from,
        "Until": standing.effective_until,
        "For": "internal" if standing.internal else "customers",
        "Passages": len(session.desk().knowledge.passages(document.path)),
        "Terms": sum(term.path == document.path for term in terms),
    }


def _document(document: Document, terms: Sequence[Term]) -> None:
    standing = document.standing
    section(plain(document.title))
    chips = [badge(f"Version {document.version}")]
    chips.append(badge("In force", "ok") if standing.in_force(session.today()) else badge("Not in force", "warn"))
    if standing.internal:
        chips.append(badge("Internal: not to be quoted", "warn"))
    if standing.superseded_by:
        chips.append(badge(f"Superseded by {standing.superseded_by}", "warn"))
    chips += [badge(place) for place in (*standing.regions, *standing.tiers)]
    st.html(f'<div class="am-row">{" ".join(chips)}</div>')
    if document.hidden:
        st.warning(
            "This document holds text that people would not see, or that addresses an assistant. It was set apart and "
            "is never searched; “Trust” shows it."
        )
    limits, text = st.tabs([f"Terms ({len(terms)})", "Text"])
    with limits:
        if not terms:
            st.caption("No limit was found in this document.")
        for term in terms:
            st.html(term_card(term))
    with text:
        for passage in session.desk().knowledge.passages(document.path):
            head = f"<strong>{escape(passage.section)}</strong>" if passage.section else ""
            st.html(f'{head}<div class="am-complaint">{escape(passage.text)}</div>')
    with st.popover("Remove this document", icon=":material/delete:"):
        st.write("Letters can no longer rest on it. Its text stays on record, and it can be added again.")
        st.button("Remove it", type="primary", on_click=_remove, args=(document.path,))


def _remove(path: str) -> None:
    def do() -> str:
        session.desk().knowledge.remove(path)
        return f"{path} was removed."

    act(do)


# Search


def _search() -> None:
    query = st.text_input(
        "What do you want to know?", key="search-query", placeholder="refund of the delivery fee for a late parcel"
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.segmented_control("In", list(_KINDS), default="Policies", required=True, key="search-kind")
        on = st.date_input("In force on", value=session.today(), key="search-on", format="YYYY-MM-DD", width=180)
        internal = st.checkbox("Internal documents too", key="search-internal")
        every = st.checkbox("Also what is out of force", key="search-every")
    if not query.strip():
        return
    hits = session.desk().knowledge.search(
        query, k=8, kind=_KINDS[kind or "Both"], on=on, include_internal=internal, in_force_only=not every
    )
    if not hits:
        st.caption("Nothing was found.")
    for hit in hits:
        st.html(_hit(hit, query, on))


def _hit(hit: Hit, query: str, on: dt.date) -> str:
    passage = hit.passage
    standing = passage.standing
    chips = source_badges(
        in_force=standing.in_force(on), internal=standing.internal, past_case=passage.kind == "resolution"
    )
    source = place(passage.path, passage.section, passage.version)
    return (
        f'<div class="am-card am-hit"><div class="am-head">{chips} <strong>{escape(passage.title)}</strong>'
        f'<span class="am-soft">match {hit.score:.2f}</span></div>'
        f'<blockquote class="am-quote">{highlighted(passage.text, query)}<footer>{escape(source)}</footer></blockquote></div>'
    )


def highlighted(text: str, query: str) -> str:
    """The text as HTML, in which the words of the query (and words that begin with them) are marked."""
    wanted = {word.casefold() for word in re.findall(r"\w{4,}", query)} - _COMMON
    stems = "|".join(re.escape(word.removesuffix("s")) for word in sorted(wanted, key=len, reverse=True))
    if not stems:
        return escape(text)
    parts, end = [], 0
    for match in re.finditer(rf"\b(?:{stems})\w*", text, re.IGNORECASE):
        parts.append(escape(text[end : match.start()]))
        parts.append(f"<mark>{escape(match[0])}</mark>")
        end = match.end()
    return "".join((*parts, escape(text[end:])))


_PARTS: dict[str, Callable[[], None]] = {
    "Documents": _documents,
    "Search": _search,
    "Terms": rulings.show,
    "Trust": trust.show,
    "Gaps": gaps.show,
    "Add documents": upload.show,
}
