"""What the customer laid out by receipts, up to the cap of the clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.amounts.counting import PER, at_most, multiplied
from assistant.amounts.sums import NOTHING, OUTLAYS, Known, Worked
from assistant.facts import overlap, stems
from knowledge.scanning import Scan
from knowledge.terms import Money
from knowledge.terms.measures import FoundMoney, find_money
from knowledge.terms.numbers import NUMBER_WORDS, any_of, count

_I = re.IGNORECASE
RECEIPTS = Scan(
    r"\breceipts?\b|\bproven\b|\bproof of (?:the )?(?:cost|expense)|\bactual (?:cost|expense)s?\b|\bexpenses?\b|\binvoice of\b|\boutlay\b",
    _I,
)

# "You get the taxi fare back, to a maximum of 25": what was laid out elsewhere, which nobody has told yet.
OUTLAY = Scan(
    r"\b(?:taxi|cab|locksmith|hotel|lodging|hire car|repair|tow\w*|parking|kennel|laundr\w*|courier)\b[^.;]{0,30}\b(?:fare|bill|invoice|costs?|charges?|receipt)\b"
    r"|\b(?:receipts?|invoices?)\b|\bthe fare back\b",
    _I,
)


def by_receipts(main: str, caps: Sequence[FoundMoney], case: Known) -> Worked:
    """What receipts come to, up to the cap; without receipts only the cap is known, and it is named as one."""
    total, parts = spent(main, case)
    if total is None:
        if not caps:
            return NOTHING
        per = PER.search(main, caps[0].end)
        return Worked(caps[0].money, parts=(main,), per=per.group().strip() if per else None, capped=True)
    worked = Worked(total, parts=parts)
    return at_most(worked, [multiplied(cap, main, case) for cap in caps])


# "2 nights at 128.00 EUR"
_SEVERAL_AT = re.compile(rf"\b(?P<n>\d{{1,2}}|{any_of(NUMBER_WORDS, least_letters=3)}) [a-z]+s (?:at|x|@) $", _I)
# Every receipt is one; what it is for tells which clause it falls under.
_RECEIPT_WORDS = re.compile(
    r"\b(?:receipts?|expenses?|invoices?|costs?|bills?|spent|outlay|paid|received|sent|(?-i:[A-Z]{3}))\b|[$€£]|\d[\d.,]*",
    _I,
)


_LAID_OUT = re.compile(rf"receipt|expense|invoice|cost|bill|spent|outlay|{OUTLAYS}", _I)


def spent(main: str, case: Known) -> tuple[Money | None, tuple[str, ...]]:
    """The sums of the facts about receipts that are for what the clause speaks of."""
    allowed = stems(re.sub(r"[;,] ?(?:[\w ]{3,30}) (?:is|are) not\b.*$", "", main))
    items: list[tuple[str, Money]] = []
    for fact in case.facts:
        if fact.money is None or not _LAID_OUT.search(fact.name):
            continue
        sums = find_money(fact.text)
        if len(sums) == 1:
            many = _SEVERAL_AT.search(fact.text[: sums[0].start])
            value = sums[0].money.value * (count(many["n"]) if many is not None else 1)
            items.append((fact.line, Money(value=value, currency=sums[0].money.currency)))
            continue
        start = 0
        for found in sums:
            label = fact.text[start : found.start]
            items.append((label if re.search(r"[a-z]{3}", label, _I) else fact.text[: found.start], found.money))
            start = found.end
    if not items:
        return None, ()
    fitting = [(line, money) for line, money in items if overlap(stems(_RECEIPT_WORDS.sub(" ", line)), allowed)]
    chosen = items if len(items) == 1 else fitting
    currencies = {money.currency for _, money in chosen}
    if not chosen or len(currencies) > 1:
        return None, ()
    total = sum((money.value for _, money in chosen), Decimal(0))
    return Money(value=total, currency=currencies.pop()), tuple(line.strip(" ,;") for line, _ in chosen)
