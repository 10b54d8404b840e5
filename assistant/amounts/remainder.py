"""What is left of a sum that was paid, once what was had for it is taken off at its price. Pure."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.amounts.bases import base_for
from assistant.amounts.counting import times
from assistant.amounts.sums import NOTHING, Known, Worked
from assistant.facts import overlap, price_paid, stems
from knowledge.scanning import Scan
from knowledge.terms import Money
from knowledge.terms.measures import find_money

_I = re.IGNORECASE
_LEFT = Scan(
    r"\b(?:what(?:'s|’s| is| then is)? (?:left|remains)|(?:the|any) (?:rest|remainder|balance)(?! of (?:the|your) (?:term|year|month|week|day|stay|time)))\b",
    _I,
)
_TAKES = re.compile(r"\b(?:take|takes|taken|deduct\w*|subtract\w*|charged?|keep|kept|withh\w+|counted|pays? for)\b", _I)
# "From what is restored the bank may withhold 35.00"
_TAKES_FROM = Scan(
    r"\bfrom (?:what|the|your|that|[a-z]+)\b[^.;]{0,60}\b(?:we|the [a-z]+) (?:then |may |can |will |shall )?(?:take off|deduct|subtract|withhold|retain|keep)\b",
    _I,
)
# "we take off every lesson driven, at the single price of 46.00", "the list price (79.00) for every box you had"
_EVERY_AT = re.compile(
    r"\b(?:every|each) (?P<what>[a-z][^,.;()]*?),? (?:each )?(?:counted |charged )?at (?:the |a )?[^,.;()]*$", _I
)
_FOR_EVERY = re.compile(r"\)? (?:for|per) (?:every |each )?(?P<what>[a-z][^,.;()]*)", _I)
_ONCE = re.compile(r"(?:,? (?:and|plus)|less) (?:a |the )?(?:[a-z-]+ ){0,3}(?:of )?$", _I)
_FROM = re.compile(
    r"\bfrom (?P<base>what (?:you|they|the \w+) (?:have |has )?paid|the [^,.;]{3,40}?(?:price|fee|deposit|paid))\b", _I
)


def left_of(text: str, case: Known) -> Worked | None:
    """What is left by a clause, or by it and those before it; None where they speak of no rest, or take nothing off that has
    a price. Nothing where a part of it is not told."""
    if _LEFT.search(text) is None and _TAKES_FROM.search(text):
        return NOTHING  # what comes off, and not what is given
    if _LEFT.search(text) is None or _TAKES.search(text) is None:
        return None
    taken: list[Money] = []
    parts: list[str] = []
    for found in find_money(text):
        before, each = _EVERY_AT.search(text[: found.start]), _FOR_EVERY.match(text, found.end)
        of_each = before or (each if each and re.match(r"\)? (?:per|for (?:every|each))\b", each.group(), _I) else None)
        if of_each is not None:
            many = times(of_each["what"], text, case)
            if many is None or not many.line:
                return NOTHING
            value = found.money.value * many.number
            parts.append(f"less {many.number} x {found.money.value} ({many.line})")
        elif taken and _ONCE.search(text[: found.start]):
            value = found.money.value
            parts.append(f"less {value}")
        else:
            return NOTHING if taken else None  # a figure whose part is not known
        taken.append(Money(value=value, currency=found.money.currency))
    if not taken:
        return None
    named = _FROM.search(text)
    base = (base_for(named["base"], text, case) if named else None) or price_paid(case.facts)
    if base is None or base.money is None or {money.currency for money in taken} != {base.money.currency}:
        return NOTHING
    value = base.money.value - sum((money.value for money in taken), Decimal(0))
    return Worked(Money(value=value, currency=base.money.currency), parts=(base.line, *parts)) if value > 0 else NOTHING


# "What is left after the closing bill is sent to the account from which the bills were paid"
_LEFT_AFTER = re.compile(
    r"\b(?:what(?:ever)? (?:is left|remains)|any(?:thing)? (?:left|remaining)|the (?:rest|balance|remainder|credit)(?: left)?)(?: over)? (?:after|once) (?P<off>(?:the|your|our|their|a) [a-z][a-z -]{2,40}?)"
    r"(?: (?:has been|is|was) (?:paid|settled|taken off|deducted|charged))?,? (?:is|are|goes|comes) (?:then )?(?:sent|paid|refunded|repaid|returned|transferred|back|credited)\b",
    _I,
)
_HELD = re.compile(r"\b(?:balance|credit|deposit|prepaid|prepayment|advance|on account|paid in|hold)\b", _I)


def left_after(main: str, case: Known) -> Worked | None:
    """What is left of what we hold once a bill that the clause names is settled; None if it speaks of none, nothing where the facts
    do not tell both."""
    match = _LEFT_AFTER.search(main)
    if match is None:
        return None
    wanted = stems(match["off"])
    sums = [fact for fact in case.facts if fact.money is not None]
    held = [f for f in sums if _HELD.search(f.name)]
    off = [f for f in sums if f not in held and overlap(wanted, stems(f.name)) == len(wanted)]
    if len(held) != 1 or len(off) != 1:
        return NOTHING
    whole, bill = held[0].money, off[0].money
    if whole is None or bill is None or whole.currency != bill.currency or whole.value <= bill.value:
        return NOTHING
    value = whole.value - bill.value
    return Worked(Money(value=value, currency=whole.currency), parts=(held[0].line, f"less {off[0].line}"))
