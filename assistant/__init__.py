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
        Edit,
        Event,
        Evidence,
        Finding,
        Moved,
        Plan,
        Promise,
        PromiseState,
        Proposal,
        Reading,
        Remedy,
        Repair,
        Verdict,
    )
    from assistant.desk import Desk, Letter, Outcome
    from assistant.disputes import Dispute
    from assistant.errors import AmendsError, Conflict, InputError, NotFound, Refused
    from assistant.gaps import Gap
    from assistant.ledger import Kept, Standing
    from assistant.limits import term_changes, term_sentence
    from assistant.resting import Rest, Resting
    from assistant.rights import Role
    from assistant.settings import Settings, load_settings
    from assistant.stewardship import Stewardship
    from assistant.wiring import OpenDesk, open_desk
    from knowledge.base import IngestResult, KnowledgeBase
    from knowledge.changes import Changes
    from knowledge.errors import KnowledgeError
    from knowledge.passage import Document, Hit, Passage
    from knowledge.rulings import Asked, Ruling
    from knowledge.terms import Kind, Mode, Money, Span, Term, Unit

_ROOMS = {
    "assistant.accounts": ("Accounts", "User"),
    "assistant.case": (
        "Amount", "Case", "CaseState", "Check", "Commitment", "Complaint", "Declined", "Due", "Edit", "Event", "Evidence",
        "Finding", "Moved", "Plan", "Promise", "PromiseState", "Proposal", "Reading", "Remedy", "Repair", "Verdict",
    ),
    "assistant.desk": ("Desk", "Letter", "Outcome"),
    "assistant.disputes": ("Dispute",),
    "assistant.errors": ("AmendsError", "Conflict", "InputError", "NotFound", "Refused"),
    "assistant.gaps": ("Gap",),
    "assistant.ledger": ("Kept", "Standing"),
    "assistant.limits": ("term_changes", "term_sentence"),
    "assistant.resting": ("Rest", "Resting"),
    "assistant.rights": ("Role",),
    "assistant.settings": ("Settings", "load_settings"),
    "assistant.stewardship": ("Stewardship",),
    "assistant.wiring": ("OpenDesk", "open_desk"),
    "knowledge.base": ("IngestResult", "KnowledgeBase"),
    "knowledge.changes": ("Changes",),
    "knowledge.errors": ("KnowledgeError",),
    "knowledge.passage": ("Document", "Hit", "Passage"),
    "knowledge.rulings": ("Asked", "Ruling"),
    "knowledge.terms": ("Kind", "Mode", "Money", "Span", "Term", "Unit"),
}  # fmt: skip
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = [
    "Accounts", "AmendsError", "Amount", "Asked", "Case", "CaseState", "Changes", "Check", "Commitment",
    "Complaint", "Conflict", "Declined", "Desk", "Dispute", "Document", "Due", "Edit", "Event", "Evidence",
    "Finding", "Gap", "Hit", "IngestResult", "InputError", "Kept", "Kind", "KnowledgeBase", "KnowledgeError",
    "Letter", "Mode", "Money", "Moved", "NotFound", "OpenDesk", "Outcome", "Passage", "Plan", "Promise",
    "PromiseState", "Proposal", "Reading", "Refused", "Remedy", "Repair", "Rest", "Resting", "Role", "Ruling",
    "Settings", "Span", "Standing", "Stewardship", "Term", "Unit", "User", "Verdict", "load_settings", "open_desk",
    "term_changes", "term_sentence",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _ROOM_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ROOM_OF[name]), name)
