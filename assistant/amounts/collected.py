"""Several charges that a case tells with their days, of which a clause gives back those after (or before) a day. Pure."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from assistant.amounts.many import how_many
from assistant.amounts.sums import NOTHING, Known, Worked, in_all
from assistant.facts import day_for, overlap, stems
from assistant.measures.days import days_in
from knowledge.scanning import Scan
from knowledge.terms import Money
from knowledge.terms.measures import find_money

_I = re.IGNORECASE
_COLLECTED = Scan(
    r"\b(?:payments?|instal+ments?|charges?|fees?|contributions?|debits?|everything|anything|whatever|premiums?|rents?|sums?|amounts?)\b[^.;,]{0,40}?\b(?:collected|taken|debited|charged|paid|deducted|billed)\b"
    r"[^.;,]{0,40}?\b(?P<how>after|since|before|following)\b (?P<event>[^.;,]{3,50}?)(?= (?:is|are|will|shall)\b|[.;,]|$)",
    _I,
)
_GENERIC = re.compile(r"\b(?:the|had|has|have|we|you|your|our|is|are|day|date|of|that|real|last|ended?)\b", _I)


def collected(main: str, case: Known) -> Worked | None:
    """What the charges of later (earlier) days come to; None if the clause speaks of no such charges or none are told with days."""
    match = _COLLECTED.search(main)
    if match is None:
        return None
    told = [(fact, _dated(fact.text, case.received_on)) for fact in case.facts]
    lists = [(fact, dated) for fact, dated in told if len(dated) > 1]
    words = stems(match.group())
    lists = lists or [(fact, dated) for fact, dated in told if dated and overlap(words, stems(fact.name))]
    charges = [(day, money, fact.name) for fact, dated in lists for day, money in dated]
    own = {name for _, _, name in charges}
    if len(charges) < 2 or len({money.currency for _, money, _ in charges}) > 1:
        return _told_by_name(match, case)
    after = [name for name in own if re.search(rf"\b(?:{match['how']}|since)\b", name, _I)]
    if after:
        chosen = [money for _, money, name in charges if name == after[0]]
    else:
        event = _day_of(match["event"], case, own)
        if event is None:
            return NOTHING
        before = match["how"].lower() == "before"
        chosen = [money for day, money, _ in charges if (day < event if before else day > event)]
    if not chosen:
        return NOTHING
    total = sum((money.value for money in chosen), Decimal(0))
    return Worked(
        Money(value=total, currency=chosen[0].currency), parts=tuple(f"{m.value} {m.currency}" for m in chosen)
    )


_TAKEN = re.compile(r"\b(?:collected|taken|debited|charged|paid|deducted|billed)\b", _I)


def _told_by_name(match: re.Match[str], case: Known) -> Worked | None:
    """The one sum whose name says that it was taken then: "fees taken after death: 3 x 24.90 GBP"."""
    when = re.compile(rf"\b{match['how']}\b", _I)
    told = [f for f in case.facts if f.money is not None and _TAKEN.search(f.name) and when.search(f.name)]
    if len(told) != 1 or told[0].money is None:
        return None
    return Worked(Money(value=in_all(told[0]), currency=told[0].money.currency), parts=(told[0].line,))


_THEIRS = re.compile(r"\btheir (?P<what>(?:[a-z]+ ){0,2}(?:price|value|cost|fee|fare|charge)s?)\b", _I)


def theirs(main: str, case: Known) -> Worked | None:
    """What "their list price" comes to for several things that one fact tells with it: "missing parts: hinge (list price 4.00
    EUR), rail (list price 9.50 EUR)"; None if the clause speaks of no such price or no fact tells it."""
    match = _THEIRS.search(main)
    if match is None:
        return None
    named = rf"\b{re.escape(match['what'].rstrip('s'))}s?\W{{0,3}}(?:of |is |was )?$"
    for fact in case.facts:
        sums = find_money(fact.text)
        each = [found.money for found in sums if re.search(named, fact.text[: found.start], _I)]
        if each and len(each) == len(sums) and len({money.currency for money in each}) == 1:
            total = sum((money.value for money in each), Decimal(0))
            return Worked(Money(value=total, currency=each[0].currency), parts=(fact.line,))
    return _by_the_piece(match, main, case) if _ONE_PRICE.match(match["what"]) else None


# "Missing pieces: sent at once, or their piece price back"
_ONE_PRICE = re.compile(r"(?:piece|unit|item|single|each) ", _I)
_SUBJECT = re.compile(r"(?P<what>[A-Za-z]+ [a-z]+s)\b(?:: | (?:is|are|that)\b|,)")
_APIECE = re.compile(r"(?<![\d.,])\d{1,4} ?(?:[a-z]+ )?(?:at|x|@|for) ?$", _I)


def _by_the_piece(match: re.Match[str], main: str, case: Known) -> Worked:
    """The price of one, as often as the facts count those that the clause is about; nothing where they tell not both."""
    subject = _SUBJECT.match(main)
    many = how_many(subject["what"].lower(), main, case) if subject is not None else None
    prices = {
        found.money
        for fact in case.facts
        if overlap(stems(match["what"]) - stems("price value cost fee fare charge"), stems(fact.line))
        for found in find_money(fact.text)
        if _APIECE.search(fact.text[: found.start])
    }
    if many is None or not many.line or len(prices) != 1:
        return NOTHING
    price = prices.pop()
    total = Money(value=price.value * many.number, currency=price.currency)
    return Worked(total, parts=(f"{many.number} x {price.value} ({many.line})",))


_OF_BOTH = Scan(
    r"\b(?P<what>(?:[a-z-]+ ){0,2}[a-z-]+s) (?:of|for) (?:both|the two|all (?:the )?(?:two|three|four)) [a-z]+s\b", _I
)
_WHICH = re.compile(r"\b(?:\d+|first|second|third|one|two|three)\b", _I)


def of_both(main: str, case: Known) -> Worked | None:
    """What "the fees of both visits" come to, each told by a fact of one name with its number; None if the clause names no such."""
    match = _OF_BOTH.search(main)
    if match is None:
        return None
    wanted = stems(match["what"])
    told = [
        f for f in case.facts if f.money and _WHICH.search(f.name) and overlap(wanted, stems(f.name)) == len(wanted)
    ]
    sums = [fact.money for fact in told if fact.money is not None]
    if len(sums) < 2 or len({_WHICH.sub(" ", fact.name) for fact in told}) > 1 or len({m.currency for m in sums}) > 1:
        return NOTHING
    total = sum((money.value for money in sums), Decimal(0))
    return Worked(Money(value=total, currency=sums[0].currency), parts=tuple(fact.line for fact in told))


def _day_of(event: str, case: Known, charges: set[str]) -> date | None:
    """The day of an event: of the only other fact with one that its words name."""
    words = stems(_GENERIC.sub(" ", event))
    facts = [f for f in case.facts if f.name not in charges and len(days_in(f.text, case.received_on)) == 1]
    named = [f for f in facts if overlap(words, stems(f.name))]
    if not named:
        named = [
            f
            for f in facts
            if re.search(r"\b(?:end\w*|cancel\w*|notice|clos\w*|last day|first day|stop\w*|left)\b", f.name, _I)
        ]
    days = {days_in(f.text, case.received_on)[0] for f in named}
    if len(days) == 1:
        return days.pop()
    fact = day_for(event, named, case.alike) if len(days) > 1 else None
    return fact.day if fact is not None else None


def _dated(text: str, near: date) -> list[tuple[date, Money]]:
    """The sums of a fact that stand with a day ("1 July 17.50, 1 August 17.50")."""
    sums = find_money(text)
    if len(sums) == 1 and re.search(r"\b(?:each|apiece)\b", text, _I):
        return [(day, sums[0].money) for day in days_in(text, near)]
    currencies = {found.money.currency for found in find_money(text)}
    found = []
    for piece in re.split(r"[;,](?!\d)| and ", text):
        days = days_in(piece, near)
        if len(days) != 1:
            continue
        inside = [one.money for one in find_money(piece)]
        bare = re.findall(r"(?<![\d.,-])\d{1,5}(?:[.,]\d\d)?(?![\d.,])\s*$", piece.strip())
        if len(inside) == 1:
            found.append((days[0], inside[0]))
        elif not inside and bare:
            found.append(
                (
                    days[0],
                    Money(value=Decimal(bare[0].strip().replace(",", ".")), currency=next(iter(currencies), "GBP")),
                )
            )
    return found
