"""Whether nothing may be promised but the next contact: documents that disagree, none that covers the matter, an open review."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.conflicts import Conflict
from assistant.planning.declining import closed_windows, refusal
from assistant.planning.material import Material, top_passages
from assistant.remedies import Candidate, applies, gate_open
from knowledge.terms import Term
from knowledge.terms.kinds import WORD_KINDS

LEAST_PAGE = 5.7
LEAST_CLAUSE = 0.47


def nothing_decides(material: Material, chosen: Sequence[Candidate]) -> bool:
    """Whether no document covers the matter: even the best page is far, no clause is near an ask, nothing is owed.

    The two distances were read off the project's example companies, where matters without a policy stay below both.
    """
    if any(c.kind not in WORD_KINDS and c.weight >= 0.75 for c in chosen) or closed_windows(material):
        return False
    nearest = max((max(row.values(), default=0.0) for row in material.ask_closeness.values()), default=1.0)
    if max(material.relevance.values(), default=0.0) < LEAST_PAGE and nearest < LEAST_CLAUSE:
        return True
    return (
        not chosen
        and bool(material.reading.asks)
        and all(refusal(ask, material) is None for ask in material.reading.asks)
    )


def turns_on(material: Material) -> Conflict | None:
    """The conflict that this case turns on: both clauses among the nearest pages, and close to what the customer tells.

    A customer who holds two documents against each other is believed sooner than a likeness of words.
    """
    claimed = "contradiction_claim" in material.reading.signals or "two_documents" in material.reading.signals
    near = set(top_passages(material, 5 if claimed else 3))
    for conflict in material.conflicts:
        pair = (conflict.one, conflict.other)
        told = max(material.meaning.get(term.id, 0.0) for term in pair)
        if conflict.decisive and told >= 0.4 and all(applies(term, material.case) for term in pair):
            return conflict
        if told < (0.5 if claimed else 0.55) or (not claimed and conflict.closeness < 0.75):
            continue
        if all(term.passage in near and applies(term, material.case) for term in pair):
            return conflict
    return None


def claims_conflict(material: Material) -> bool:
    """Whether the customer plainly holds two of our documents against each other and nothing settles it."""
    return "two_documents" in material.reading.signals and "conflict" in material.matters


def open_gates(material: Material) -> list[Term]:
    """The gates of the nearest passages that still wait for something."""
    top = set(top_passages(material, 4))
    return [
        term for term in material.terms
        if term.mode == "gate" and term.passage in top and applies(term, material.case) and gate_open(term, material.case)
    ]  # fmt: skip
