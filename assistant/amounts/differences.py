"""What lies between two sums: a difference that a clause names, what was charged beyond a limit. Pure."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from assistant.amounts.counting import FOR_ONE_NAMED, counted
from assistant.amounts.sums import CENT, NOTHING, Known, Worked
from assistant.facts import Fact, money_for, overlap, price_paid, stems
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


# "Whatever was drawn above the announced amount", "the part above the cap"
_CHARGED_BEYOND = re.compile(
    r"\b(?:(?:whatever|what|anything|everything|sums?|amounts?|fees?|charges?)(?: (?:that|which))?(?: (?:was|were|is|are|has been|have been|we|you|we have|you have))? "
    r"(?P<how>drawn|charged|debited|billed|paid|taken|collected|invoiced)|the (?:part|excess)) (?:above|over|beyond|in excess of) (?:the|an?|its|your) (?P<limit>[a-z][a-z' -]{2,40}?)(?= (?:is|are|was|were|will|comes?|goes)\b|[,.;]|$)",
    _I,
)
_CHARGED = re.compile(
    r"\b(?:bill(?:ed)?|charged|debit(?:ed)?|drawn|taken|invoiced?|paid|final|total|collected|after)\b", _I
)
_PART_OF_IT = re.compile(r"\bof which\b", _I)


# "If less was paid out than was debited, the missing sum is credited": how much is missing, no fact tells by name.
_MISSING = re.compile(r"\b(?:the missing (?:sum|amount|part|money)|the shortfall) (?:is|are) ", _I)


def missing_sum(main: str) -> Worked | None:
    """Nothing, where a clause gives the part of a sum that is missing: the whole is no part of it; None if it gives none."""
    return NOTHING if _MISSING.search(main) else None


def charged_beyond(main: str, case: Known) -> Worked | None:
    """What was charged above a sum that the clause names and one fact tells; None if the clause speaks of no such part."""
    match = _CHARGED_BEYOND.search(main)
    if match is None:
        return None
    sums = [fact for fact in case.facts if fact.money is not None]
    wanted = stems(match["limit"])
    limits = [fact for fact in sums if overlap(wanted, stems(fact.name))]
    rest = [fact for fact in sums if fact not in limits]
    by_deed = [fact for fact in rest if overlap(stems(match["how"] or ""), stems(fact.name))]
    charged = by_deed or [fact for fact in rest if _CHARGED.search(fact.name)]
    if len(limits) != 1 or len(charged) != 1 or any(_PART_OF_IT.match(fact.name) for fact in sums):
        return NOTHING
    return _more_than(charged[0], limits[0])


_TOO_MUCH = re.compile(
    r"\b(?:what|whatever|anything|everything|amounts?|sums?|fees?|the part)(?: (?:that|which))?(?: (?:was|were|is|are|has been|have been|we|you|we have|you were))? "
    r"(?:drawn|charged|debited|billed|paid|taken|collected) too (?:much|early|high)\b",
    _I,
)
_WAS_DUE = re.compile(
    r"\b(?:before|agreed|announced|shown|quoted|confirm\w*|promised|correct|right|advertised|old|due|booked)\b", _I
)


def charged_too_much(main: str, case: Known) -> Worked | None:
    """What was charged less what was due, where one fact tells each ("rent before", "rent after"); None if the clause
    speaks of nothing that was charged too much, or the facts tell not both."""
    if _TOO_MUCH.search(main) is None:
        return None
    due = [fact for fact in case.facts if fact.money and _WAS_DUE.search(fact.name)]
    charged = [fact for fact in case.facts if fact.money and fact not in due and _CHARGED.search(fact.name)]
    if len({fact.money for fact in due}) != 1 or len({fact.money for fact in charged}) != 1:
        return None
    return _more_than(charged[0], due[0])


def _more_than(more: Fact, less: Fact) -> Worked:
    """By how much one sum is above another; nothing where it is not."""
    assert more.money is not None and less.money is not None, "both were chosen for their sums"
    value = _apart(more, less)
    if value is None or more.money.value <= less.money.value:
        return NOTHING
    return Worked(value, parts=(f"{more.line} less {less.line}",))


def _apart(one: Fact, other: Fact) -> Money | None:
    """What lies between two sums: of "2 x 65.00" and 38.00 twice what lies between the two prices."""
    assert one.money is not None and other.money is not None, "both were chosen for their sums"
    if one.money.currency != other.money.currency:
        return None
    (price, many), (less, number) = _apiece(one), _apiece(other)
    if many != number and min(many, number) == 1:
        value = abs(price - less) * max(many, number)
    else:
        value = abs(one.money.value - other.money.value)
    return Money(value=value, currency=one.money.currency) if value else None


def _apiece(fact: Fact) -> tuple[Decimal, int]:
    """The price of one and how many there are, where a fact tells both ("2 x 65.00"); else its sum, once."""
    assert fact.money is not None, "the caller has seen a sum"
    found = find_money(fact.text)
    price = found[0].money.value if len(found) == 1 else fact.money.value
    many = fact.money.value / price if price else Decimal(1)
    return (price, int(many)) if many > 1 and many == int(many) else (fact.money.value, 1)


_TWICE = re.compile(
    r"\b(?:drawn|charged|debited|billed|paid|taken|collected) (?:twice|two times|a second time)\b|"
    r"\b(?:double|duplicate|duplicated) (?:charge|debit|payment|booking|entry|withdrawal)\b",
    _I,
)

_TOLD_TWICE = re.compile(r"\b(?:twice|two times|2 times|each time)\b", _I)


def charged_twice(main: str, case: Known) -> Worked | None:
    """One of two charges that a fact tells as such ("2 x 29.95"); None if the clause speaks of none or no fact tells them."""
    if _TWICE.search(main) is None:
        return None
    double = {
        Money(value=_apiece(f)[0], currency=f.money.currency)
        for f in case.facts
        if f.money and (_apiece(f)[1] == 2 or (_TOLD_TWICE.search(f.line) and len(find_money(f.text)) == 1))
    }
    return Worked(double.pop(), parts=(main,)) if len(double) == 1 else None


_BETWEEN = re.compile(
    r"\b(?:difference|gap) between (?:the |your )?(?P<one>[^,;.]{3,50}?) and (?:the |that of (?:the )?|your )?(?P<other>[^,;.]{3,60})",
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
    value = _apart(one, other)
    return Worked(value, parts=(f"{one.line} less {other.line}",)) if value is not None else None


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
        return _between_two(main, case)
    if paid is None or paid.money is None or lower[0].money is None:
        return NOTHING
    now = lower[0].money
    if now.currency != paid.money.currency or now.value >= paid.money.value:
        return NOTHING
    return Worked(
        Money(value=paid.money.value - now.value, currency=now.currency), parts=(f"{paid.line} less {lower[0].line}",)
    )


_PAID = stems("paid pay amount sum total charged order")  # what any two sums may be called
_NO_PRICE = re.compile(r"\b(?:fee|charge|bill|invoice|deposit|postage|delivery|cap|limit)s?\b", _I)
_A_PRICE = re.compile(r"\b(?:price|fare|cost|rate)\b", _I)


def _between_two(main: str, case: Known) -> Worked:
    """The difference of the only two sums whose names share a word ("class_paid", "class_given"), or of the only two told."""
    pairs = [
        (one, other)
        for index, one in enumerate(case.facts)
        for other in case.facts[index + 1 :]
        if one.money and other.money and len(find_money(one.text)) == len(find_money(other.text)) == 1 and one.money.currency == other.money.currency
        and (stems(one.name) & stems(other.name)) - _PAID and one.money.value != other.money.value
    ]  # fmt: skip
    prices = [fact for fact in case.facts if fact.money and not _BESIDE_PRICE.search(fact.name)]
    plain = not any(_NO_PRICE.search(fact.name) for fact in prices)
    if not pairs and plain and len(prices) == len([fact for fact in case.facts if fact.money]) == 2:
        said = stems(main)  # the only two sums there are, unless the clause speaks of one of them alone
        told = [bool(overlap(stems(fact.name), said)) for fact in prices]
        pairs = [(prices[0], prices[1])] if told[0] == told[1] else []
    if len(pairs) != 1:
        return NOTHING
    one, other = pairs[0]
    named = overlap(stems(one.name) & stems(other.name), stems(main))  # "between the two daily rates"
    if not named and any(_A_PRICE.search(f.name) for f in prices if f not in pairs[0]):
        return NOTHING  # a third sum: of which two, nothing says
    high, low = sorted(pairs[0], key=lambda fact: fact.money.value if fact.money else Decimal(0), reverse=True)
    assert high.money is not None and low.money is not None, "both were chosen for their sums"
    between = _more_than(high, low)
    unit = _RATE.search(high.text)
    if unit is not None and between.amount is not None:
        return _by_the_unit(between, between.amount, unit["unit"], case)
    several = counted(high, main, case) if FOR_ONE_NAMED.search(high.name) and FOR_ONE_NAMED.search(low.name) else None
    if several is None or between.amount is None:
        return between
    return between._replace(amount=between.amount.model_copy(update={"value": between.amount.value * several}))


# "0.71 EUR/kWh"
_RATE = re.compile(r"(?:/ ?|\bper )(?P<unit>kwh|km|kg|litre|liter|l|mile|gb|mb|minute|min|page|word|line|m2)\b", _I)


def _by_the_unit(between: Worked, rate: Money, unit: str, case: Known) -> Worked:
    """What lies between two prices of a unit, for as many units as one fact tells ("46 kWh"); nothing where none or two tell them."""
    told = {
        Decimal(found.replace(",", "."))
        for fact in case.facts
        for found in re.findall(rf"(?<![\d.,/])(\d+(?:[.,]\d+)?) ?{unit}s?\b", fact.text, _I)
    }
    if len(told) != 1:
        return NOTHING
    value = (rate.value * told.pop()).quantize(CENT, ROUND_HALF_UP)
    return between._replace(amount=Money(value=value, currency=rate.currency))


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
