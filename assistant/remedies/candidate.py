"""A remedy that a clause may give this customer, as it was judged."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from assistant.conditions import Answer
from assistant.facts import Fact
from knowledge.terms import Money, Span, Term
from knowledge.terms.model import Kind

UNSPOKEN = "Nothing here speaks of it."


@dataclass(frozen=True)
class Candidate:
    """A term that may give this customer something, judged."""

    term: Term
    kind: Kind
    answer: Answer
    amount: Money | None = None
    percent: Decimal | None = None
    due: Span | None = None
    start: date | None = None
    waits_for: str | None = None
    fact: Fact | None = None
    reason: str = ""
    weight: float = 0.0
    parts: tuple[str, ...] = field(default=())
    timed_by: Term | None = None
    per: str | None = None
    fit: float = 1.0
    capped: bool = False
    singled_out: bool = False  # the only row of its table that is for the case, by a fact
    from_row: bool = False  # a clause whose sum stands in a row of a table

    @property
    def firm(self) -> bool:
        """Whether nothing is left to wait for."""
        return self.answer in {"met", "claimed"} and self.waits_for is None

    @property
    def row_proven(self) -> bool:
        """Whether a table gives the sum, and a fact says that what it hangs on is so."""
        listed = (bool(self.term.cells) or self.from_row) and self.term.authority in {None, "rep"}
        sure = self.answer == "met" and self.fact is not None and self.waits_for is None
        return listed and sure and self.amount is not None and not (self.capped or self.term.cap)

    @property
    def lessened(self) -> bool:
        """Whether another clause, which is for this case, says what comes off the sum."""
        return any(part.startswith("less ") and ": " in part for part in self.parts)
