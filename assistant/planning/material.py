"""Everything that a plan is made from, and the plan with what its letter needs to tell it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from assistant.case import Language, Plan, Reading, Remedy
from assistant.conflicts import Conflict
from assistant.decisive import Decisive
from assistant.remedies import Candidate, Situation
from assistant.schedule import Calendar
from knowledge.passage import Passage
from knowledge.terms import Span, Term
from knowledge.terms.model import Kind

Hold = Literal["contradiction", "no_policy", "gate"]


@dataclass(frozen=True)
class Material:
    """Everything a plan is made from. `relevance`: passage id -> weight; `meaning`: term id
    -> closeness to what the customer tells; `matters`: standing matter -> (term, closeness)."""

    reading: Reading
    language: Language
    case: Situation
    candidates: tuple[Candidate, ...]
    terms: tuple[Term, ...]
    passages: tuple[Passage, ...]
    relevance: dict[str, float]
    matters: dict[str, tuple[Term, float]]
    conflicts: tuple[Conflict, ...]
    meaning: dict[str, float]
    ask_closeness: dict[str, dict[str, float]]
    decisive: Decisive
    kept_in: Callable[[Kind, Span], Sequence[int]]
    calendar: Calendar
    keep_rate: float


@dataclass(frozen=True)
class Decision:
    """A plan with what the letter needs to tell it: the terms by id, why it holds back, who decides, which passages. `otherwise`: what
    is promised where no sentence can be made of any remedy. `parts`: by id and kind, the part of a clause that gives two things."""

    plan: Plan
    hold: Hold | None
    desk: str | None
    terms: dict[str, Term]
    deciding: tuple[str, ...]
    choice: bool
    otherwise: tuple[Remedy, ...] = ()
    parts: dict[tuple[str, Kind], Term] = field(default_factory=dict)

    def term_of(self, remedy: Remedy) -> Term | None:
        """The words that give a remedy."""
        return self.parts.get((remedy.term, remedy.kind)) or self.terms.get(remedy.term)


def top_passages(material: Material, count: int) -> list[str]:
    """The ids of the weightiest passages, the weightiest first."""
    return sorted(material.relevance, key=lambda pid: -material.relevance[pid])[:count]
