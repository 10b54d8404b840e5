"""The part of a price that the months, weeks or days not had come to, of a period that the facts tell. Pure."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from fractions import Fraction

from assistant.amounts.bases import base_for
from assistant.amounts.fractions import find_shares, times_share
from assistant.amounts.spans import how_long
from assistant.amounts.sums import NOTHING, Known, Worked, rounded
from assistant.facts import Fact, day_for, overlap, price_paid, stems
from assistant.measures.days import in_units, period_in
from knowledge.terms import Money

_I = re.IGNORECASE
_LEFT = r"(?:still (?:to run|left)|left|remaining|unused|not (?:yet )?(?:begun|started|used|had|taken)|to come)"
# "Repaid pro rata for each full month still to run", "the full months not begun go to the account balance"
_FOR_WHAT_IS_LEFT = re.compile(
    rf"\bpro[- ]?rata for (?:each|every|the|any|all) (?P<each>(?:full |whole |complete )?(?P<u>month|week|day)s? {_LEFT})"
    rf"|^(?:[^,]*, )?(?:the|any|all) (?P<some>(?:full |whole |complete )(?P<v>month|week|day)s {_LEFT}) (?:is|are|go|goes|come|comes) ",
    _I,
)
_YEARLY = re.compile(r"\b(?:yearly|annual(?:ly)?|a year|per year|one year|12 months|twelve months)\b", _I)
_IN_A_YEAR = {"month": 12, "week": 52, "day": 365}


# "The share of the fee for the months that have not begun"
_NOT_BEGUN = re.compile(
    r"\b(?:share|part|portion) of (?P<what>(?:the|your|its|that) [a-z][a-z -]{2,30}?) for the (?:full |whole )?(?P<unit>month|week|day|year)s (?:(?:that|which) )?(?:have|has|are|were)? ?not (?:yet )?(?:begun|started|run|used|gone|passed)\b",
    _I,
)
_GONE = re.compile(r"\b(?:begun|started|run|used|gone|passed|elapsed|had)\b", _I)


def for_those_not_begun(main: str, case: Known) -> Worked | None:
    """The part of a fee for the months not begun, of one fact that tells how long it was paid for and one that counts those begun;
    None if a clause gives none so, nothing where the facts do not tell both."""
    match = _NOT_BEGUN.search(main)
    if match is None:
        return None
    unit = re.compile(rf"\b{match['unit']}s?\b", _I)
    begun = {int(f.number) for f in case.facts if f.number is not None and unit.search(f.name) and _GONE.search(f.name)}
    whole = {
        int(n[1])
        for f in case.facts
        if f.money is None and not _GONE.search(f.name) and not f.denies
        for n in [re.fullmatch(rf"(\d{{1,3}}) {match['unit']}s?", f.text)]
        if n is not None
    }
    if len(begun) != 1 or len(whole) != 1:
        return NOTHING
    every = whole.pop()
    return _part(every - begun.pop(), every, base_for(match["what"], main, case))


def for_what_is_left(main: str, case: Known) -> Worked | None:
    """The part of a price for the months still to run; None if a clause gives none, nothing where the facts do not tell how
    many of how many are left."""
    match = _FOR_WHAT_IS_LEFT.search(main)
    if match is None or find_shares(main):  # "each at one twelfth of the fee" says by itself how much
        return None
    each, unit = match["each"] or match["some"], (match["u"] or match["v"]).lower()
    left = how_long(unit, each, f"{main} for each {each} left", case.facts, case.received_on)
    periods = [p for f in case.facts if (p := period_in(f.name, f.text, case.received_on)) is not None]
    base = _price_of_it(main, case)
    if len(periods) == 1:
        whole = in_units(periods[0].first, periods[0].last, unit, ends=periods[0].ends)
    else:
        whole = _IN_A_YEAR[unit] if _YEARLY.search(f"{main} {base.line if base else ''}") else 0
    return _part(left.number if left else 0, whole, base)


_REST_OF_MONTH = re.compile(
    r"\b(?:rest|remainder|balance) of (?:the|that|its|your) month's (?P<what>fee|rent|charge|price|premium)\b", _I
)
_UP_TO = re.compile(r"\bup to (?:and including )?(?P<event>the [^,.;]{3,40}?)(?= and\b|[,.;]|$)", _I)


def rest_of_month(main: str, case: Known) -> Worked | None:
    """What is left of a month's fee after the day up to which a clause has it owed ("pro rata up to the end of the notice");
    None if a clause gives none."""
    match, until = _REST_OF_MONTH.search(main), _UP_TO.search(main)
    if match is None:
        return None
    if until is None:
        return NOTHING
    fees = [f for f in case.facts if f.money and re.search(rf"\b{match['what']}\b", f.name, _I)]
    monthly = [f for f in fees if _MONTH.search(f.name)]
    wanted = stems(until["event"])
    named = [fact for fact in case.facts if overlap(wanted, stems(fact.name)) == len(wanted)]
    event = day_for(until["event"], named, case.alike)
    if len(monthly) != 1 or event is None or event.day is None:
        return NOTHING
    days = monthrange(event.day.year, event.day.month)[1]
    return _part(days - event.day.day, days, monthly[0])


# "The idle fee for those minutes is refunded"
_FOR_THOSE = re.compile(
    r"\b(?:the|that|this|any|its|your) (?P<what>[a-z][a-z -]{2,40}?) for (?:those|these) (?P<unit>minute|hour|day|night|week)s\b",
    _I,
)
_ALL_OF_THEM = re.compile(r"\b(?:charged|billed|booked|paid|invoiced|in all|total)\b", _I)


def for_those(main: str, case: Known) -> Worked | None:
    """The part of a charge for the minutes, days or nights that a clause has just named; None if it names none so, nothing where the
    facts do not count both those and all that were charged."""
    match = _FOR_THOSE.search(main)
    base = base_for(match["what"], main, case) if match is not None else None
    if match is None or base is None or re.search(r"\b(?:each|per|a|rate) ?(?:[a-z]+)?$", base.name, _I):
        return None
    unit = re.compile(rf"\b{match['unit']}s?\b", _I)
    every, some = set[int](), set[int]()
    for fact in case.facts:
        line = f"{fact.name}: {fact.text}"
        counted = {int(n) for n in re.findall(rf"(?<![\d.,:-])(\d{{1,4}}) {match['unit']}s?\b", fact.text, _I)}
        if not counted and unit.search(fact.name) and fact.number is not None and fact.money is None:
            counted = {int(fact.number)}
        (every if _ALL_OF_THEM.search(line) and unit.search(fact.name) else some).update(counted)
    if len(every) != 1 or len(some - every) != 1:
        return NOTHING
    return _part((some - every).pop(), every.pop(), base)


_MONTH = re.compile(
    r"\b(?:month(?:ly)?|january|february|march|april|may|june|july|august|september|october|november|december)\b", _I
)


def _price_of_it(main: str, case: Known) -> Fact | None:
    """The only sum that is a price, or else the one that the clause means."""
    sums: Sequence[Fact] = [fact for fact in case.facts if fact.money is not None]
    return sums[0] if len(sums) == 1 else price_paid(case.facts) or base_for(main, main, case)


def _part(number: int, whole: int, base: Fact | None) -> Worked:
    if base is None or base.money is None or not 0 < number <= whole:
        return NOTHING
    value = times_share(base.money.value, Fraction(number, whole))
    part = f"{number} of {whole}: {base.line}"
    return rounded(Worked(Money(value=value, currency=base.money.currency), parts=(part,)))
