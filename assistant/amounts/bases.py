"""Which of the sums that a case tells is the one a clause reckons from; none where two fit, and never one that is only asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from assistant.amounts.sums import OUTLAYS, Known
from assistant.facts import Fact, money_for, overlap, price_paid, stems
from assistant.opposites import of_the_opposite

_I = re.IGNORECASE
_ASKED = re.compile(
    r"\b(?:claim(?:ed|s)?|demand(?:ed|s)?|asks?|asked|wants?|wanted|requested|hop(?:ed|es)|suggested|expects?|seeks?|wish(?:es|ed)?|said|alleged|lost wages|distress)\b",
    _I,
)
_SETTLED = re.compile(r"\b(?:already (?:refunded|credited|returned|repaid|paid back|offered|made)|(?:refunded|repaid) by|customer's own|claimed|not (?:charged|taken|paid)|refused|declined)\b", _I)  # fmt: skip
_OTHERS = re.compile(
    r"\b(?:elsewhere|own|previous|competitor|other (?:carrier|shop|provider)|last (?:month|year)|solicitor)\b", _I
)
_TOTAL = re.compile(
    r"\b(?:total|altogether|in all|basket|bill|order (?:sum|value|total)|invoice|paid|statement|balance)\b", _I
)
_ONE_OF = re.compile(
    r"\b(?:(?:of|for) (?:that|this|it|them|these|those)|its|the \w+ (?:so )?(?:affected|concerned|in question))\b", _I
)
_ALL = re.compile(r"\b(?:purchase|order|everything|total|full|paid|whole|booking|amount|bill|invoice|all|money)\b", _I)
_PERIODS = {
    "day": r"\b(?:daily|per day|a day|each day)\b", "night": r"\b(?:nightly|per night|a night|each night)\b",
    "week": r"\b(?:weekly|per week|a week|pw)\b", "month": r"\b(?:monthly|per month|a month|pcm|/ ?month|month's)\b",
    "year": r"\b(?:yearly|annual|per year|a year|per annum|pa|year's)\b",
}  # fmt: skip
PART = re.compile(
    r"\b(?:fee|charge|surcharge|supplement|deposit|bond|tax|postage|carriage|delivery|premium|rent|duty|handling|extra|instal+ment|label|insurance|excess|commission|toll)s?\b",
    _I,
)
_LEAST = 0.3  # blended cosine of the sum's name
_OPENING = 2  # sentences
_MARGIN = 0.12  # by which it must stand before the next


_AGREED = re.compile(r"\b(?:accepted|approved|confirmed|agreed)\b(?! (?:by|with) (?:the )?customer)", _I)
_LAID_OUT = re.compile(OUTLAYS, _I)


def asked_only(fact: Fact, clause: str) -> bool:
    """Whether a sum was never paid to the company: asked for, offered, settled already, or another's price."""
    if fact.money is None:
        return False
    if (
        _LAID_OUT.search(fact.name)
        and _LAID_OUT.search(clause)
        and re.search(r"\b(?:receipts?|invoices?)\b", clause, _I)
    ):
        return False  # what was spent, as the receipt will show
    if _AGREED.search(fact.text) and not re.search(r"\bnot\b", fact.text, _I):
        return False  # "claims desk: accepted, 212.40 USD"
    said = _ASKED.search(fact.name) or _SETTLED.search(fact.text) or _OTHERS.search(fact.name)
    return said is not None and not stems(said.group()) & stems(clause)


def base_for(phrase: str, clause: str, case: Known) -> Fact | None:
    """The fact with the sum that a phrase means: by its words, else by its meaning where one stands out."""
    found = _base_for(phrase, clause, case)
    return None if found is not None and _of_an_accessory(phrase, found, case.facts) else found


# What is paid beside the price, never the whole of what was paid.
_ACCESSORY = re.compile(
    r"\b(?:delivery|postage|carriage|shipping|handling|label|insurance|express|surcharge|supplement|excess|parking|cleaning|gift[- ]wrap\w*|seat|luggage|baggage)\b",
    _I,
)


def _of_an_accessory(phrase: str, found: Fact, facts: Sequence[Fact]) -> bool:
    """Whether the whole of what was paid was taken for something paid beside it ("the delivery fee paid")."""
    return _ACCESSORY.search(phrase) is not None and found is price_paid(facts) and not _ACCESSORY.search(found.line)


def _base_for(phrase: str, clause: str, case: Known) -> Fact | None:
    facts = [fact for fact in of_the_period(phrase, case.facts) if not of_the_opposite(phrase, fact)]
    if _TWICE.search(phrase):
        once = [f for f in facts if f.money and re.search(r"\beach(?: time)?\b", f.line, _I)]
        if len(once) == 1:
            return once[0]
    each = _FOR_ONE.search(phrase)
    if each is not None:
        by_it = [f for f in facts if f.money and re.search(rf"\b(?:per|an?|each) {each['unit']}\b", f.text, _I)]
        if len(by_it) == 1:
            return by_it[0]
    found = money_for(phrase, facts, case.alike)
    if found is not None and _two_of_a_kind(found, phrase, clause, facts):
        return None
    whole = price_paid(facts)
    if found is not None and not (found is whole and _misses(phrase, found, facts)):
        return found
    if _ONE_OF.search(phrase):
        spoken = _spoken_of(case)
        if spoken is not None:
            return spoken
    return by_meaning(phrase, clause, case)


def price_of_all(phrase: str, facts: Sequence[Fact]) -> Fact | None:
    """The price paid, where a phrase that no fact names may mean it; none of one thing of several, nor of a fee."""
    whole = price_paid(facts)
    if whole is None or PART.search(phrase) or _misses(phrase, whole, facts):
        return None
    return whole


_PLACE = re.compile(r"\b(?:at|in|for) (?:an?|the) (?P<which>[A-Z][a-zà-ÿ]+) (?P<what>[a-z]{3,}?)s?\b")


def for_another_place(clause: str, facts: Sequence[Fact]) -> bool:
    """Whether a clause is for one kind of place and the facts name another of the kind ("an English club": a Scottish club)."""
    for match in _PLACE.finditer(clause):
        told = [
            which[1]
            for fact in facts
            for which in re.finditer(rf"\b([A-Z][a-zà-ÿ]+) {match['what']}s?\b", f"{fact.name}: {fact.text}")
        ]
        if told and match["which"] not in told:
            return True
    return False


def _spoken_of(case: Known) -> Fact | None:
    """The only thing of those with a price that the customer speaks of."""
    said = stems(" ".join(case.spoken))
    things = [f for f in case.facts if f.money and not PART.search(f.name) and not _TOTAL.search(f.name)]
    named = [f for f in things if overlap(stems(f.name), said)]
    return named[0] if len(named) == 1 else None


# "The fee for one period": of `container: Medium, 96.00 EUR per period`
_FOR_ONE = re.compile(
    r"\b(?:fee|price|charge|rent|rate|cost) (?:for|of) (?:one|an?|each|that|the) (?P<unit>[a-z]{3,})$", _I
)
_TWICE = re.compile(r"\b(?:twice|two times|a second time|in duplicate)\b", _I)


def of_the_period(phrase: str, facts: Sequence[Fact]) -> Sequence[Fact]:
    """The sums that are told by the month where the phrase speaks of a monthly one, and so on; all where none is."""
    for unit, said in _PERIODS.items():
        if re.search(said, phrase, _I):
            of_it = [f for f in facts if f.money and re.search(rf"{said}|\b{unit}\b", f.line, _I)]
            others = [way for name, way in _PERIODS.items() if name != unit]
            # "The daily rent" is not what `monthly_rent` tells.
            return of_it or [f for f in facts if not (f.money and any(re.search(way, f.name, _I) for way in others))]
    return facts


def _two_of_a_kind(found: Fact, phrase: str, clause: str, facts: Sequence[Fact]) -> bool:
    """Whether another sum has the same name but for a number, and nothing says which of the two is meant."""
    plain = re.sub(r"\W*\b\d+\b", "", found.name)
    others = [f for f in facts if f.money and f.money != found.money and re.sub(r"\W*\b\d+\b", "", f.name) == plain]
    said = set(re.findall(r"\d+", found.name)) & set(re.findall(r"\d+", f"{phrase} {clause}"))
    return bool(others) and not said


def _misses(phrase: str, found: Fact, facts: Sequence[Fact]) -> bool:
    """Whether the price of everything was taken for that of one thing, or for a fee, of which the facts tell apart."""
    if overlap(stems(phrase) - stems("price paid fare cost"), stems(found.name)):
        return False
    others = [f for f in facts if f.money is not None and f is not found]
    return bool(others) and bool(
        PART.search(phrase)
        or (len(others) > 1 and _TOTAL.search(found.name) and (_ONE_OF.search(phrase) or not _ALL.search(phrase)))
    )


def by_meaning(phrase: str, clause: str, case: Known) -> Fact | None:
    """The sum whose name stands out as nearest to the phrase, the clause and what the customer says."""
    sums = [fact for fact in case.facts if fact.money is not None and not of_the_opposite(phrase, fact)]
    if PART.search(phrase):
        sums = [fact for fact in sums if PART.search(fact.name)] or sums
    if not sums:
        return None
    # How a complaint begins says best what it is about.
    told = case.spoken[:_OPENING] or [clause]
    shares = [0.4, 0.4, *(0.2 * len(sentence) / sum(map(len, told)) for sentence in told)]
    rows = np.array(case.alike([phrase, clause, *told], [fact.name for fact in sums]))
    scored = sorted(((float(near), index) for index, near in enumerate(shares @ rows)), reverse=True)
    best, index = scored[0]
    after = scored[1][0] if len(scored) > 1 else 0.0
    return sums[index] if best >= _LEAST and best - after >= _MARGIN else None
