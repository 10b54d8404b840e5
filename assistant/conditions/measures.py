"""Bounds on sums, weights, temperatures, shares and counts, held against the facts that tell such a figure. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.conditions.answers import Judged
from assistant.conditions.stretches import is_age
from assistant.facts import Fact, overlap, pending_words, stems
from assistant.measures.bounds import UNITS, Bound, figure, find_bounds, is_sum
from assistant.measures.lengths import MINUTES

_I = re.IGNORECASE
_NUMBER = r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?"
# What a name says of the unit of a bare figure.
_NAMED: dict[str, re.Pattern[str]] = {
    "kg": re.compile(r"\b(?:weigh\w*|weight|wt|scales?|kg|kilos?)\b", _I),
    "degrees": re.compile(r"\b(?:temp|temperature|thermometer|degrees|celsius)\b", _I),
    "%": re.compile(r"\b(?:percent\w*|pct|share|uptime|monitor|availability|rate)\b", _I),
    "m2": re.compile(r"\b(?:sqm|m2|area|square met\w+)\b", _I),
    "m": re.compile(r"\b(?:length|height|width|overall)\b", _I),
    "tog": re.compile(r"\btogs?\b", _I),
    "km": re.compile(r"\b(?:km|distance)\b", _I),
    "miles": re.compile(r"\b(?:miles|mileage|distance)\b", _I),
}  # fmt: skip
_PART = re.compile(
    r"\b(?:fee|charge[sd]?|surcharge|deposit|delivery|postage|excess|extra|credit|discount|voucher|interest|diff(?:erence)?|limit|premium|tax|vat|fine|penalty|paid out|refund\w*|compensation|kept|billed|asked|tip|cap|upsell|balance|arrears|redeliver\w*|shipping|carriage|quote|monthly)\b",
    _I,
)
_WHOLE = re.compile(r"\b(?:total|value|invoice|order|basket|price|bill|est\w*|amount|cost|sum|spend|spent|paid|lines?|worth|subtotal|purchase|plan|valuation|loan|receipt|fare|claim(?:ed)?|loss|line \d)\b", _I)  # fmt: skip
_OF_PRICE = re.compile(r"\b(?:orders?|bills?|purchases?|valuations?|plans?|costs?|baskets?|invoices?|spend\w*|loans?|overdrafts?|price[sd]?|worth|value[sd]?|claims?|items?|goods|stays?|bookings?|fares?|repairs?)\b", _I)  # fmt: skip
_CHANGE = re.compile(
    r"\b(?:drops?|rises?|increases?|decreases?|differences?|falls?|cuts?|reductions?|changes?) of\b", _I
)
_QUANTITY = re.compile(r"\b(?:qty|quantity|units|count|number|no\.?|pieces|copies|run)\b", _I)


def judge_measure(condition: str, facts: Sequence[Fact]) -> Judged | None:
    """Answer the bounds of a condition that are no time by the facts; None where it sets none or no fact tells them."""
    found = [judged for bound in find_bounds(condition) if (judged := _judge(bound, condition, facts)) is not None]
    return next((judged for judged in found if judged.answer == "unmet"), found[0] if found else None)


def _judge(bound: Bound, condition: str, facts: Sequence[Fact]) -> Judged | None:
    if bound.unit in MINUTES or is_age(bound, condition):
        return None
    if is_sum(bound):
        told = list(_sums(bound, condition, facts))
    elif bound.unit:
        told = list(_figures(bound, condition, facts))
    else:
        told = list(_counts(bound, condition, facts))
    answers = {bound.holds(value) for _, value in told}
    if len(answers) != 1:
        return None
    return Judged("met" if answers.pop() else "unmet", told[0][0])


def _sums(bound: Bound, condition: str, facts: Sequence[Fact]) -> Iterator[tuple[Fact, Decimal]]:
    """The sums that may be what a condition on a price means; a plain "89.00" is in the clause's own currency."""
    if not _OF_PRICE.search(condition) or _CHANGE.search(condition):
        return
    wanted = stems(condition[: bound.start])
    for fact in facts:
        if _PART.search(fact.name) or pending_words(fact.text) or len(re.findall(r"\d+(?:[.,]\d+)*", fact.text)) != 1:
            continue
        if re.search(r"\b(?:worth|value)\b", condition, _I) and not re.search(r"\b(?:value|worth)\b", fact.name, _I):
            continue
        if not (_WHOLE.search(fact.name) or overlap(wanted, stems(fact.name))):
            continue
        if fact.money is not None:
            if fact.money.currency == bound.unit:
                yield fact, fact.money.value
        elif re.fullmatch(r"\d[\d,]*\.\d\d", fact.text.strip()):
            yield fact, Decimal(fact.text.strip().replace(",", ""))


def _figures(bound: Bound, condition: str, facts: Sequence[Fact]) -> Iterator[tuple[Fact, Decimal]]:
    """The figures told in a bound's unit, by the value or by what the name says of it."""
    found = []
    for fact in facts:
        if re.search(r"\b(?:weather|forecast|outside)\b", fact.name, _I) and not re.search(
            r"\bweather\b", condition, _I
        ):
            continue
        match = re.search(rf"(?<![\w.,])(?:{_NUMBER})(?=\s?(?:{UNITS[bound.unit]}))", fact.text, _I)
        named = re.search(rf"\b(?:{UNITS[bound.unit]})", fact.name, _I) or (
            bound.unit in _NAMED and _NAMED[bound.unit].search(fact.name)
        )
        plain = re.fullmatch(rf"(?:{_NUMBER})", fact.text.strip())
        value = figure(match.group()) if match else (figure(plain.group()) if plain and named else None)
        if value is not None:
            found.append((fact, value))
    wanted = stems(re.sub(re.escape(bound.exact), " ", condition))
    named_so = [pair for pair in found if overlap(wanted, pair[0].words)]
    yield from (named_so or found)


def _counts(bound: Bound, condition: str, facts: Sequence[Fact]) -> Iterator[tuple[Fact, Decimal]]:
    """The numbers of the very things that a condition counts ("five or more properties": "properties: 3")."""
    # "tickets found under 2.4": a bare figure after such a word is a paragraph's as soon as a number of things.
    if re.match(r"(?:under|below|over|above|from)\b", bound.exact.strip(), _I) or _figure_of(bound) % 1:
        return
    noun = re.match(r"\s*([a-z][a-z -]*)", condition[bound.end :], _I)
    counted = stems(" ".join([bound.exact, noun[1].split(" on ")[0] if noun else "", condition[: bound.start][-40:]]))
    counted = frozenset(word for word in counted if not word[0].isdigit()) - _IDLE
    for fact in facts:
        told = re.match(r"(?P<n>\d{1,6}|\d{1,3}(?:,\d{3})+)(?: (?P<what>[a-z]+))?$", fact.text.strip(), _I)
        if told is None or fact.money is not None or re.search(r"\d$", fact.name):
            continue  # "account 1: 1 property" is one of several
        if _NOT_ALL.search(fact.name) and not _NOT_ALL.search(condition):
            continue
        if overlap(counted, stems(f"{fact.name} {told['what'] or ''}")) or (
            _QUANTITY.fullmatch(fact.name) and re.search(r"\b(?:runs?|orders?|copies|quantit\w+)\b", condition, _I)
        ):
            yield fact, Decimal(told["n"].replace(",", ""))


def _figure_of(bound: Bound) -> Decimal:
    """The figure that a bound names."""
    return bound.low if bound.low is not None else bound.high if bound.high is not None else Decimal(0)


_NOT_ALL = re.compile(r"\b(?:left|remaining|total|per|limit|included|allowed|allowance|free|max\w*|min\w*)\b", _I)
_IDLE = stems("more fewer less least most than over under customers who have used been one first where that")
