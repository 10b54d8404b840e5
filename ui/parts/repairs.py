"""The proposed edit for each finding that blocks, each applied by a click; the letter is checked again after it."""

from __future__ import annotations

import streamlit as st

from assistant import Case, Repair
from ui import session
from ui.editing import forget, settled, version_of
from ui.guard import act
from ui.parts.badges import VERDICTS, badge
from ui.parts.frame import section
from ui.parts.text import escape

_SHORT = 160


def proposed(case: Case, text: str) -> None:
    """The repairs of a letter (`text`) that may be edited; nothing where nothing blocks or code knows of none."""
    if not case.check.blocked:
        return
    found = _found(case)
    if not found:
        return
    section("Proposed repairs")
    for number, each in enumerate(found):
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"repair-{case.id}-{number}"):
            st.html(_told(each, text), width="stretch")
            st.button(
                "Apply", key=f"apply-{case.id}-{number}", on_click=_apply, args=(case.id, (each,)), help=each.edit.does
            )
    if len(found) > 1:
        st.button(
            f"Apply all {len(found)}",
            key=f"apply-all-{case.id}",
            type="primary",
            on_click=_apply,
            args=(case.id, found),
        )


def _found(case: Case) -> tuple[Repair, ...]:
    """The repairs of this version of the case; they are worked out once, since each is tried by a check of its own."""
    key = f"repairs-{case.id}"
    held = st.session_state.get(key)
    if held is None or held[0] != case.version:
        held = (case.version, session.desk().repairs(case.id))
        st.session_state[key] = held
    repairs: tuple[Repair, ...] = held[1]
    return repairs


def _told(each: Repair, text: str) -> str:
    word, tone = VERDICTS[each.finding.verdict]
    before = escape(_cut(text[each.edit.start : each.edit.end]))
    after = escape(_cut(each.edit.replacement))
    change = (f"<del>{before}</del> " if before else "") + (f"<ins>{after}</ins>" if after else "")
    return (
        f'<div class="am-row">{badge(word, tone)} <strong>{escape(each.edit.does)}</strong></div>'
        f'<div class="am-letter" style="font-size: .95rem">{change}</div>'
    )


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else line[: _SHORT - 1].rstrip() + "…"


def _apply(case_id: str, chosen: tuple[Repair, ...]) -> None:
    def do() -> str:
        case = session.desk().repair(case_id, chosen, by=session.me(), version=version_of(case_id))
        forget(case_id)
        left = sum(finding.blocking for finding in case.check.findings)
        return "The letter was changed and checked again: " + (
            f"{left} finding{'s' if left > 1 else ''} left to settle." if left else "nothing blocks it any more."
        )

    if settled(case_id):
        act(do)
