"""The typed limits read out of policy passages."""

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
    "entitlement", "discretion", "prohibition", "requirement", "gate", "window", "authority", "rule"
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
    """One limit, with the exact words that set it.

    `mode`: entitlement (the customer is owed it), discretion (may be given), prohibition (must not be given or said),
    requirement (a paper or fact the customer must bring), gate (nothing of `kinds` before an event), window (the
    customer's own deadline), authority (who may give how much), rule (any other limit).
    """

    id: str
    passage: str
    document: str
    path: str
    section: str
    quote: str
    start: int
    end: int
    mode: Mode
    kind: Kind
    kinds: tuple[Kind, ...] = ()
    subject: str = ""
    amount: Money | None = None
    percent: Decimal | None = None
    of: str | None = None
    cap: bool = False
    due: Span | None = None
    window: Span | None = None
    condition: str | None = None
    authority: str | None = None
    regions: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()
    standing: Standing = Standing()
    version: int = 1
    confirmed: bool = False
