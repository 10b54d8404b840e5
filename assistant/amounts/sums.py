"""A sum as it was worked out, with how it came about, and what has to be known of a case for it."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple, Protocol

from assistant.facts import Fact, Similarity
from knowledge.terms import Money
from knowledge.terms.measures import find_money

CENT = Decimal("0.01")
# What a customer lays out elsewhere and shows a receipt for.
OUTLAYS = r"\b(?:taxi|cab|hotel|locksmith|tow|towing)\b"


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


# "The seat fee is returned twice over", "double the fare": not "charged twice", which tells what went wrong
_TWICE = re.compile(
    r"\b(?P<twice>(?:twice|two times|double) (?:the|that|this|its|your|their) (?:[a-z-]+ ){0,3}?(?:prices?|fees?|fares?|charges?|rates?|costs?|rent|deposit|sum|amount)|(?:twice|two times) over|is (?:then )?doubled)\b",
    re.IGNORECASE,
)


def doubled(worked: Worked, main: str) -> Worked:
    """The sum twice where the clause gives it so."""
    twice = _TWICE.search(main)
    if worked.amount is None or twice is None or _BOUND.search(main[: twice.start()]):
        return worked
    value = Money(value=worked.amount.value * 2, currency=worked.amount.currency)
    return worked._replace(amount=value, parts=(*worked.parts, f"2 x {worked.amount.value}"))


_BOUND = re.compile(r"\b(?:more than|at most|up to|exceed\w*|over|above|maximum(?: of)?) $", re.IGNORECASE)


def rounded(worked: Worked) -> Worked:
    """The sum to the cent."""
    if worked.amount is None or worked.amount.value == worked.amount.value.quantize(CENT):
        return worked
    value = worked.amount.value.quantize(CENT, ROUND_HALF_UP)
    return worked._replace(amount=Money(value=value, currency=worked.amount.currency))


_ONE_TOTAL = re.compile(r"\b(?:total|together|of which|limit|each|per)\b|\d ?[x×]", re.IGNORECASE)


def in_all(fact: Fact) -> Decimal:
    """What a fact with a sum tells in all: "wheel 60.00 USD, key 35.00 USD" are 95, "July 38.50 GBP and August 38.50 GBP" 77."""
    assert fact.money is not None, "the caller has seen a sum"
    each = [found.money for found in find_money(fact.text) if found.money.currency == fact.money.currency]
    if len(each) < 2 or _ONE_TOTAL.search(fact.text):
        return fact.money.value
    return sum((money.value for money in each), Decimal(0))
