"""What a term is: one limit that a policy sets, with the exact words that set it. Pure values."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from knowledge.passage import Standing, Value

Kind = Literal[
    "refund", "replacement", "repair", "credit", "discount", "fee_waiver", "delivery", "contact",
    "investigation", "escalation", "fix", "change", "other", "none",
]  # fmt: skip
Unit = Literal["hours", "days", "business_days", "weeks", "months"]
Mode = Literal[
    "entitlement", "discretion", "prohibition", "requirement", "gate", "window", "authority", "deduction", "rule"
]


class Money(Value):
    """A sum in one currency (ISO 4217, or "miles", "points")."""

    value: Decimal
    currency: str


class Span(Value):
    """A stretch of time: `value` (to `max`) units, counted `after` an event in the policy's own words ("delivery")."""

    value: int
    unit: Unit
    max: int | None = None
    after: str | None = None

    @property
    def bound(self) -> int:
        """The far end: what policy allows at the latest."""
        return self.max if self.max is not None else self.value


class Term(Value):
    """One limit, with the exact words that set it: passage.text[start:end] == quote.

    `mode`: entitlement (the customer is owed it), discretion (may be given), prohibition (must not be given or said),
    requirement (a paper or fact the customer must bring), gate (nothing of `kinds` before an event), window (the
    customer's own deadline), authority (who may give how much), deduction (taken off a refund), rule (any other).
    `kinds`: every kind the words speak of; with `choice` the customer picks one of them. `of`: what an amount, a
    percentage or a refund is measured by ("the delivery fee the customer paid"). `actor`: who acts, where it is not
    simply the company. `condition`: what must be so first; `exception`: what undoes it. `cells`: for a table row. `paragraph`:
    the line of the passage, from 0: what follows a condition in one paragraph stands under it. `section` ends with the
    words that head the paragraph, where it has a heading of its own.
    """

    id: str
    passage: str
    path: str
    version: int
    section: str
    quote: str
    start: int
    end: int
    mode: Mode
    kind: Kind
    kinds: tuple[Kind, ...] = ()
    choice: bool = False
    actor: str | None = None
    amount: Money | None = None
    percent: Decimal | None = None
    of: str | None = None
    cap: bool = False
    due: Span | None = None
    every: bool = False
    window: Span | None = None
    condition: str | None = None
    exception: str | None = None
    authority: str | None = None
    cells: tuple[tuple[str, str], ...] = ()
    paragraph: int = 0
    standing: Standing = Standing()
    confirmed: bool = False

    @property
    def part(self) -> tuple[str, str]:
        """The part of the rules it stands in: its passage, and there the paragraph with a heading of its own."""
        return self.passage, self.section

    @property
    def told(self) -> str:
        """Its words, with the condition of its sentence before them where that stands with an earlier part of it."""
        if not self.condition or self.condition in self.quote or self.cells:
            return self.quote
        return f"{self.condition}, {self.quote}"
