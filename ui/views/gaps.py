"""Gaps: what customers complain about and no policy decides, with a heading for the policy that is missing."""

from __future__ import annotations

import streamlit as st

from assistant import Gap
from ui import session
from ui.parts.badges import badge
from ui.parts.frame import nothing
from ui.parts.text import day, escape

_FEW = 12


def show() -> None:
    """The matters without a policy, the most frequent first."""
    desk = session.desk()
    newest = desk.cases(limit=1)
    gaps = _gaps(
        str(session.home()), desk.knowledge.generation(), str(desk.counts()), newest[0].id if newest else "none"
    )
    if not gaps:
        nothing("For every complaint so far a policy was found that decides it.")
        return
    total = sum(gap.count for gap in gaps)
    st.caption(
        f"{total} complaint{'s' if total > 1 else ''} came in that no document in force decides. Letters say so and "
        "promise an answer only. A policy under a heading like these would decide them."
    )
    for gap in gaps:
        with st.container(border=True):
            st.html(_gap(gap))


@st.cache_data(show_spinner="Putting complaints together…", max_entries=4, ttl=60)
def _gaps(home: str, generation: int, counts: str, newest: str) -> tuple[Gap, ...]:
    """The gaps of a home; looked for anew once documents or cases have changed, and once a minute."""
    return session.desk().stewardship.gaps()


def _gap(gap: Gap) -> str:
    count = f"{gap.count} complaint{'s' if gap.count > 1 else ''}"
    span = day(gap.last) if gap.first == gap.last else f"{day(gap.first)} to {day(gap.last)}"
    asked = "; ".join(gap.asked[:_FEW])
    more = f" and {gap.count - _FEW} more" if gap.count > _FEW else ""
    wish = f'<div><span class="am-soft">Asked for:</span> {escape(asked)}</div>' if asked else ""
    return (
        f'<div class="am-row">{badge(count, "warn" if gap.count > 1 else "quiet")} <strong>{escape(gap.heading)}</strong></div>'
        f'<div class="am-sentence">{escape(gap.example)}</div>{wish}'
        f'<div class="am-soft">{escape(span)} · {escape(", ".join(gap.cases[:_FEW]))}{more}</div>'
    )
