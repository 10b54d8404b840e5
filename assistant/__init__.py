"""Amends: reply drafts for customer complaints, every promise of which is checked against policy.

This is the front door: whoever uses the product imports from here. Each name is fetched when it is first asked for, so
that `import assistant` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.accounts import Accounts, User
    from assistant.case import (
        Amount,
        Case,
        CaseState,
        Check,
        Commitment,
        Complaint,
        Declined,
        Due,
        Event,
        Evidence,
        Finding,
        Plan,
        Promise,
        PromiseState,
        Proposal,
        Reading,
        Remedy,
        Verdict,
    )
    from assistant.desk import Desk, Outcome
    from assistant.errors import AmendsError, Conflict, InputError, NotFound, Refused
    from assistant.rights import Role
    from assistant.settings import Settings, load_settings
    from assistant.wiring import OpenDesk, open_desk
    from knowledge.base import IngestResult, KnowledgeBase
    from knowledge.errors import KnowledgeError
    from knowledge.passage import Document, Hit, Passage
    from knowledge.terms import Term

_ROOMS = {
    "assistant.accounts": ("Accounts", "User"),
    "assistant.case": (
        "Amount", "Case", "CaseState", "Check", "Commitment", "Complaint", "Declined", "Due", "Event", "Evidence",
        "Finding", "Plan", "Promise", "PromiseState", "Proposal", "Reading", "Remedy", "Verdict",
    ),
    "assistant.desk": ("Desk", "Outcome"),
    "assistant.errors": ("AmendsError", "Conflict", "InputError", "NotFound", "Refused"),
    "assistant.rights": ("Role",),
    "assistant.settings": ("Settings", "load_settings"),
    "assistant.wiring": ("OpenDesk", "open_desk"),
    "knowledge.base": ("IngestResult", "KnowledgeBase"),
    "knowledge.errors": ("KnowledgeError",),
    "knowledge.passage": ("Document", "Hit", "Passage"),
    "knowledge.terms": ("Term",),
}  # fmt: skip
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = [
    "Accounts", "AmendsError", "Amount", "Case", "CaseState", "Check", "Commitment", "Complaint", "Conflict",
    "Declined", "Desk", "Document", "Due", "Event", "Evidence", "Finding", "Hit", "IngestResult", "InputError",
    "KnowledgeBase", "KnowledgeError", "NotFound", "OpenDesk", "Outcome", "Passage", "Plan", "Promise", "PromiseState",
    "Proposal", "Reading", "Refused", "Remedy", "Role", "Settings", "Term", "User", "Verdict", "load_settings",
    "open_desk",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _ROOM_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ROOM_OF[name]), name)
