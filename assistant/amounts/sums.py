"""A sum as it was worked out, with how it came about, and what has to be known of a case for it."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple, Protocol

from assistant.facts import Fact, Similarity
from knowledge.terms import Money

CENT = Decimal("0.01")


class Known(Protocol):
    """What the arithmetic needs to know of a case."""

    @property
    def facts(self) -> tuple[Fact, ...]: ...
    @property
    def active(self) -> dict[str, frozenset[str]]: ...
    @property
    def alike(self) -> Similarity: ...
    @property
    def received_on(self) -> date: ...
    @property
    def spoken(self) -> tuple[str, ...]: ...


class Paid(NamedTuple):
    """A case without the sums that are only asked for, offered, settled already or another's."""

    facts: tuple[Fact, ...]
    active: dict[str, frozenset[str]]
    alike: Similarity
    received_on: date
    spoken: tuple[str, ...]


class Worked(NamedTuple):
    """A sum, or a bare percentage where its base is unknown; `per` names the unit where the sum is for one of several
    that nobody counted, `capped` that it is the most that can come of it; `parts` says how it came about."""

    amount: Money | None = None
    percent: Decimal | None = None
    parts: tuple[str, ...] = ()
    per: str | None = None
    capped: bool = False


NOTHING = Worked()


def share(base: Money, percent: Decimal) -> Money:
    """A percentage of a sum, rounded to the cent."""
    value = (base.value * percent / 100).quantize(CENT, ROUND_HALF_UP)
    return Money(value=value, currency=base.currency)


def rounded(worked: Worked) -> Worked:
    """The sum to the cent."""
    if worked.amount is None or worked.amount.value == worked.amount.value.quantize(CENT):
        return worked
    value = worked.amount.value.quantize(CENT, ROUND_HALF_UP)
    return worked._replace(amount=Money(value=value, currency=worked.amount.currency))
