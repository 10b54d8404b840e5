"""What lies between two sums: a difference that a clause names, what was charged beyond a limit. Pure."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from assistant.amounts.sums import CENT, NOTHING, Known, Worked
from assistant.facts import money_for, overlap, price_paid, stems
from knowledge.terms import Money
from knowledge.terms.measures import find_money

_I = re.IGNORECASE
_LOWERED = re.compile(
    r"\b(?:current|new|now|today|lower|lowest|reduced|sale|drop\w*|other|competitor|market|later|since)\b", _I
)

BEYOND = re.compile(
    r"\b(?:everything|anything|whatever|what(?: was)?|the (?:part|sum|amount|rest|excess)|amounts?|charges?)\b(?P<what>[^,.;]{0,40}?)\b(?:above|over|beyond|exceeding|in excess of)\s+(?=[$€£]|[A-Z]{3} ?\d|\d)",
    _I,
)


_BEYOND_NAMED = re.compile(
    r"\b(?:part|sum|amount|rest|excess|whatever|anything|everything)(?: of [^,.;]{3,30}?)?(?: that| which)?(?: lies| goes| is| exceeds)?"
    r"(?: above| over| beyond| exceeding| in excess of)? (?:the|an?) (?P<limit>(?:[a-z]+ ){0,3}?(?:estimate|quote|quotation|agreed [a-z]+|price shown|limit|advertised price|booked price))"
    r"(?: (?:plus|and) (?P<share>\d{1,2}) ?(?:%|per ?cent))?",
    _I,
)


def beyond_named(main: str, case: Known) -> Worked | None:
    """What was charged above another sum that the facts tell ("the part above the estimate plus 15%"); None if the clause
    speaks of no such part."""
    match = _BEYOND_NAMED.search(main)
    if match is None or not re.search(r"\b(?:above|over|beyond|exceed\w*|excess)\b", main, _I):
        return None
    limit = money_for(match["limit"], case.facts, case.alike)
    charged = [
        f for f in case.facts
        if f.money and f is not limit and re.search(r"bill|charged|invoice|paid|final|total|collected", f.name, _I)
    ]  # fmt: skip
    if limit is None or limit.money is None or not charged:
        return NOTHING
    most = max(charged, key=lambda fact: fact.money.value if fact.money else Decimal(0))
    allowed = (limit.money.value * (100 + Decimal(match["share"] or 0)) / 100).quantize(CENT, ROUND_HALF_UP)
    if most.money is None or most.money.currency != limit.money.currency or most.money.value <= allowed:
        return NOTHING
    value = most.money.value - allowed
    return Worked(Money(value=value, currency=limit.money.currency), parts=(f"{most.line} less {allowed}",))


_BETWEEN = re.compile(
    r"\bdifference between (?:the |your )?(?P<one>[^,;.]{3,50}?) and (?:the |that of (?:the )?|your )?(?P<other>[^,;.]{3,60})",
    _I,
)
_BESIDE_PRICE = re.compile(
    r"\b(?:surcharge|supplement|extra|premium|deposit|tax|tip|insurance|credit|refund\w*|excess|fine|penalty|goodwill|voucher|claim\w*|asked)\b",
    _I,
)


def _between_named(main: str, case: Known) -> Worked | None:
    """The difference of the two sums between which a clause names it: one by its name, the other too or as the only sum
    that was paid beside it; None where the clause names none, or the facts not both."""
    named = _BETWEEN.search(main)
    if named is None:
        return None
    told = [fact for fact in case.facts if fact.money is not None and not _BESIDE_PRICE.search(fact.name)]
    one, other = (money_for(named[part], told, case.alike) for part in ("one", "other"))
    if one is other:
        one = None if overlap(stems(named["other"]), stems(one.name if one else "")) else one
        other = other if one is None else None
    rest = [fact for fact in told if fact is not one and fact is not other]
    one, other = one or (rest[0] if len(rest) == 1 else None), other or (rest[0] if len(rest) == 1 else None)
    if one is None or other is None or one is other or one.money is None or other.money is None:
        return None
    if one.money.currency != other.money.currency or one.money.value == other.money.value:
        return None
    value = abs(one.money.value - other.money.value)
    return Worked(Money(value=value, currency=one.money.currency), parts=(f"{one.line} less {other.line}",))


def price_difference(main: str, case: Known) -> Worked:
    """The price paid less the price it is sold at now, or what the clause names; nothing where only one of the two is known."""
    between = _between_named(main, case)
    if between is not None:
        return between
    paid = price_paid([fact for fact in case.facts if not _LOWERED.search(fact.name)])
    lower = [
        f for f in case.facts if f.money and _LOWERED.search(f.name) and re.search(r"price|rate|fare|cost", f.name, _I)
    ]
    known = next((f for f in case.facts if f.money and re.search(r"difference", f.name, _I)), None)
    if known is not None:
        return Worked(known.money, parts=(known.line,))
    if len(lower) != 1:
        return _between_two(case)
    if paid is None or paid.money is None or lower[0].money is None:
        return NOTHING
    now = lower[0].money
    if now.currency != paid.money.currency or now.value >= paid.money.value:
        return NOTHING
    return Worked(
        Money(value=paid.money.value - now.value, currency=now.currency), parts=(f"{paid.line} less {lower[0].line}",)
    )


def _between_two(case: Known) -> Worked:
    """The difference of the only two sums whose names share a word ("class_paid", "class_given")."""
    pairs = [
        (one, other)
        for index, one in enumerate(case.facts)
        for other in case.facts[index + 1 :]
        if one.money and other.money and len(find_money(one.text)) == len(find_money(other.text)) == 1 and one.money.currency == other.money.currency
        and stems(one.name) & stems(other.name) and one.money.value != other.money.value
    ]  # fmt: skip
    if len(pairs) != 1:
        return NOTHING
    high, low = sorted(pairs[0], key=lambda fact: fact.money.value if fact.money else Decimal(0), reverse=True)
    assert high.money is not None and low.money is not None, "both were chosen for their sums"
    value = high.money.value - low.money.value
    return Worked(Money(value=value, currency=high.money.currency), parts=(f"{high.line} less {low.line}",))


def beyond_limit(match: re.Match[str], main: str, case: Known) -> Worked:
    """What was charged above a limit ("everything charged above £45")."""
    limits = [found for found in find_money(main) if found.start >= match.end() - 1]
    fact = money_for(f"{match['what']} charged", case.facts, case.alike)
    if not limits or fact is None or fact.money is None or fact.money.currency != limits[0].money.currency:
        return NOTHING
    value = fact.money.value - limits[0].money.value
    if value <= 0:
        return NOTHING
    return Worked(
        Money(value=value, currency=fact.money.currency), parts=(f"{fact.line} less {limits[0].money.value}",)
    )
