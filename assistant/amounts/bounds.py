"""What a sum may not exceed where a clause says it by a share or in words: "not more than half of the fee". Pure."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.amounts.bases import base_for
from assistant.amounts.figures import CAP_BEFORE
from assistant.amounts.fractions import find_shares, times_share
from assistant.amounts.sums import NOTHING, Known, Worked
from knowledge.terms import Money
from knowledge.terms.measures import find_percent
from knowledge.terms.numbers import NUMBER_WORDS

_I = re.IGNORECASE
_NAMED = re.compile(
    r"\b(?:(?:not|never|neither|nor|no) (?:pay )?(?:more than|above|over)|at most|limited to|(?:not|never) exceed(?:ing)?|to a (?:limit|maximum) of) (?:(?P<n>[a-z]+|\d+) times )?"
    r"(?P<what>(?:the|what|its|your|their)\b[^,.;]*?\b(?:prices?|costs?|fees?|fares?|charges?|value|paid|bought|premium|rent|amount)\b[^,.;]*?)(?= nor\b|[,.;]|$)",
    _I,
)


def within_bounds(worked: Worked, main: str, of: str | None, case: Known) -> Worked:
    """The sum within the shares and the named sums that bound it; nothing where one of those is not known."""
    if worked.amount is None:
        return worked
    most: list[Money | None] = []
    for share in find_shares(main):
        if CAP_BEFORE.search(main[: share.start]):
            base = base_for(share.of or of or main, main, case)
            most.append(_part(base.money, times_share(base.money.value, share.share)) if base and base.money else None)
    for start, _, percent in find_percent(main):
        if CAP_BEFORE.search(main[:start]):
            base = base_for(of or main, main, case)
            most.append(_part(base.money, base.money.value * percent / 100) if base and base.money else None)
    for named in _NAMED.finditer(main):
        if find_shares(named["what"]):
            continue
        many = named["n"] or "one"
        times = int(many) if many.isdigit() else NUMBER_WORDS.get(many.lower(), 0)
        base = base_for(named["what"], main, case)
        most.append(_part(base.money, base.money.value * times) if base and base.money and times else None)
    for bound in most:
        if bound is None:
            return NOTHING
        if bound.currency == worked.amount.currency and bound.value < worked.amount.value:
            worked = worked._replace(amount=bound, parts=(*worked.parts, f"at most {bound.value} {bound.currency}"))
    return worked


def _part(base: Money, value: Decimal) -> Money:
    return Money(value=value, currency=base.currency)
