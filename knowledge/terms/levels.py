"""Which level of authority a role stands for. Pure."""

from __future__ import annotations

import re

_I = re.IGNORECASE
_LEVELS = (
    ("manager", re.compile(r"\b(?:manager|director|head of|cfo|ceo|chief|executive|board|general manager|vice)\b", _I)),
    ("supervisor", re.compile(r"\b(?:supervisor|team lead|support lead|lead|senior|duty|shift|team leader|second line|tier 2)\b", _I)),
    ("rep", re.compile(r"\b(?:representatives?|agents?|advis[eo]rs?|reps?|care|support|associate|clerk|front desk|reception\w*|crew|first line|assistant|officer|handler|colleague|staff)\b", _I)),
)  # fmt: skip


def level(role: str) -> str | None:
    """Which authority a role name stands for: "rep", "supervisor", "manager"; None if it names no role."""
    return next((name for name, pattern in _LEVELS if pattern.search(role)), None)
