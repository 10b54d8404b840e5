"""Sums and percentages of a letter resolved by the facts. Nothing is converted between currencies. Pure."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from assistant.case import Amount, Commitment, Verdict
from assistant.facts import overlap, stems
from assistant.judging.grounds import Grounds, Permit, related
from knowledge.terms import Money
from knowledge.terms.kinds import MONEY_KINDS
from knowledge.terms.measures import find_money

_I = re.IGNORECASE


def more_by_percent(amount: Amount | None, permit: Permit, grounds: Grounds) -> tuple[Verdict, str] | None:
    """Why a percentage is too much, or a sum where the clause gives a percentage; both are resolved by the facts."""
    if amount is None:
        return None
    if amount.percent is not None and permit.percent is not None:
        if amount.percent > permit.percent:
            return "too_much", f"At most {permit.percent}% is permitted"
        return None
    if amount.percent is not None and permit.amount is not None:
        base = base_of(permit, grounds, permit.amount.currency)
        if base is not None and amount.percent * base / 100 > permit.amount.value:
            return (
                "too_much",
                f"{amount.percent}% of {base} is {amount.percent * base / 100:.2f}, and at most {permit.amount.value} "
                f"{permit.amount.currency} is permitted",
            )
    if amount.value is not None and permit.amount is None and permit.percent is not None:
        base = base_of(permit, grounds, amount.currency)
        if base is not None and permit.percent >= 100:  # in full: of all that was paid
            base = max(base, paid(grounds, amount.currency) or base)
        if base is not None and amount.value > permit.percent * base / 100 + Decimal("0.01"):
            return (
                "too_much",
                f"At most {permit.percent}% of {base}, {permit.percent * base / 100:.2f} {amount.currency}, is permitted",
            )
    return None


def base_of(permit: Permit, grounds: Grounds, currency: str | None) -> Decimal | None:
    """The sum that a percentage is taken of: the fact that the clause speaks of, else the only sum there is."""
    sums = [f for f in grounds.facts if f.money is not None and f.money.currency == currency and not f.denies]
    if not sums:
        return None
    words = stems(permit.term.of or permit.term.quote)
    shared = [overlap(f.words, words) for f in sums]
    best = max(range(len(sums)), key=lambda index: shared[index])
    unique = len({f.money.value for f in sums if f.money}) == 1
    if not unique and (shared[best] < 1 or shared.count(shared[best]) > 1):
        return None
    money = sums[best].money
    return money.value if money is not None else None


def named_sums(permit: Permit, grounds: Grounds, currency: str | None) -> frozenset[Decimal]:
    """The sums that a clause gives without a figure of its own, by the facts that bear the names of what it gives ("the delivery
    fee is refunded"): each of them, and several together."""
    if permit.amount is not None or permit.percent is not None or not permit.owed or permit.term.cells:
        return frozenset()  # the cells of a row name much that the row does not give
    words, by_paper = _given_by(permit.term.quote)
    named = [
        fact.money.value
        for fact in grounds.facts
        if fact.money is not None and fact.money.currency == currency and not fact.denies
        if (name := _named_by(fact.name, by_paper)) and name <= words
    ]
    return frozenset({*named, sum(named, Decimal(0))} - {Decimal(0)})


@lru_cache(maxsize=16_384)
def _given_by(quote: str) -> tuple[frozenset[str], bool]:
    """The words of what a clause gives, and whether a paper shows what that came to."""
    return stems(_TAKEN_OFF.sub(" ", quote)), _BY_A_PAPER.search(quote) is not None


@lru_cache(maxsize=4096)
def _named_by(name: str, by_paper: bool) -> frozenset[str]:
    """The words by which a fact names its sum. Where a paper shows what something came to, the customer's own figure of it is
    what a promise under that condition names."""
    return stems((_NO_NAME_BUT_CLAIMED if by_paper else NO_NAME).sub(" ", name))


# What is taken off, or not given, is none of what a clause gives.
_TAKEN_OFF = re.compile(r"\b(?:less|minus|except|without|excluding|but not|apart from) [^,.;]*", _I)
NO_NAME = re.compile(r"\d+|\b(?:paid|charged|each|on file|first|second|third|of|by|the|customer|total)\b", _I)

_NO_NAME_BUT_CLAIMED = re.compile(rf"{NO_NAME.pattern}|\b(?:claimed|claim|receipt|cost|spent)\b", _I)
_BY_A_PAPER = re.compile(
    r"\b(?:against|on (?:presentation|production|sight) of|(?:when|once|if) (?:we have|you send|the \w+ sends?)) (?:the |an? |its |their )?(?:[\w-]+ )?(?:receipts?|invoices?|bills?|tickets?)\b",
    _I,
)


def other_currency(commitment: Commitment, permit: Permit, grounds: Grounds) -> tuple[Verdict, str] | None:
    """A refund in a currency that neither the clause nor any fact knows. Nothing is converted."""
    amount = commitment.amount
    if amount is None or amount.value is None or permit.amount is not None or commitment.kind not in MONEY_KINDS:
        return None
    known = {f.money.currency for f in grounds.facts if f.money is not None}
    known |= {found.money.currency for found in find_money(permit.term.quote)}
    if not known or amount.currency in known:
        return None
    return (
        "unsupported",
        f"The facts and the clause speak of {', '.join(sorted(known))}, the letter of {amount.currency}",
    )


_PAYS = re.compile(
    r"paid|pay(?:ment|s)?|\border\b|price|total|amount|fare|fees?|charged?|cost|value|invoice|bill|deposit|purchase|premium|rent|tuition|tarif\w*|preis|precio|prix|betrag|importe|montant",
    _I,
)
_OWED = re.compile(
    r"limit|credit|refund|balance|offer|quot|estimat|budget|promis|claim|ask|want|demand|compens|voucher|income|late|penalt|cap|max",
    _I,
)


def paid(grounds: Grounds, currency: str | None) -> Decimal | None:
    """The most that the customer can have paid, by the facts; None where no fact tells of a payment."""
    sums = {
        f.money.value
        for f in grounds.facts
        if f.money is not None and f.money.currency == currency and _PAYS.search(f.name) and not _OWED.search(f.name)
    }
    if not sums:
        return None
    # A price may be that of one of several.
    counts = [f.number for f in grounds.facts if f.number is not None and f.money is None and 1 < f.number <= 100]
    return sum(sums, Decimal(0)) * max([Decimal(1), *counts])


def largest(grounds: Grounds, commitment: Commitment) -> Money | None:
    """The largest sum that any clause of the kind gives."""
    sums = [p.amount for p in grounds.permits if p.amount is not None and related(p.kind, commitment.kind)]
    return max(sums, key=lambda money: money.value, default=None)
