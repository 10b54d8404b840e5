"""The sum of what a clause names in words: the price, a fee, what is left of several."""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from assistant.amounts.apiece import at_the_price_of_one, at_their_price, of_them
from assistant.amounts.bases import base_for, of_the_period
from assistant.amounts.counting import counted
from assistant.amounts.granted import granted_thing
from assistant.amounts.packages import (
    for_some,
    of_another_unit,
    of_the_affected,
    of_those_not_had,
    one_of_package,
)
from assistant.amounts.periodic import monthly_sums
from assistant.amounts.remainder import left_after
from assistant.amounts.sums import CENT, NOTHING, Known, Worked
from assistant.facts import Fact, money_for, overlap, price_paid, stems
from assistant.opposites import of_the_opposite
from knowledge.terms import Money, Term
from knowledge.terms.measures import find_money
from knowledge.terms.model import Kind
from knowledge.terms.numbers import count
from knowledge.terms.shares import EACH_OF

_I = re.IGNORECASE
_PART = re.compile(
    r"\b(?:full months|remaining|rest of|unused|under this (?:section|clause)|due under|pro[- ]?rata|part of|not (?:used|spent)|still open)\b",
    _I,
)

_SEVERAL = re.compile(r"\b(?:amounts|charges|payments|fees|sums|bills|prices|costs|taxes|everything|all)\b", _I)

_LEFT_OVER = re.compile(
    r"\b(?:price|value|cost) of (?:the |any |all )?(?P<how>unused|remaining|missing|missed|outstanding) (?P<u>[a-z]+?)s\b",
    _I,
)

_PRICE_NOUN = re.compile(
    r"\b(?:price|amount|purchase|orders?|items?|goods|products?|articles?|fare|tickets?|bookings?|stay|money|total|costs?|bill|renewal|subscription|plan|contract|payment|sum|refunds?|it|they|this|rental|"
    r"course|membership|parcel|shipment|sale|deal|everything|full)\b",
    _I,
)

_OFF = re.compile(r",? \b(?:less|minus|after (?:taking off|(?:the )?deduct\w+|subtract\w+)|but keep|net of)\b", _I)


_WITH_MORE = re.compile(
    r"\b(?:full|whole|entire|complete) (?:refunds?|repayments?|reimbursements?),? (?:(?:which|that) (?:also )?(?:includes?|covers?)|including|together with|along with|plus) (?P<more>[^,.;]{4,60})",
    _I,
)


# "A full refund, delivery charge included"
_INCLUDED = re.compile(
    r"\b(?:full|whole|entire|complete) (?:refunds?|repayments?|reimbursements?),? (?P<more>(?:the |any )?(?:[a-z-]+ ){0,2}?(?:charges?|fees?|costs?|postage)) (?:paid )?included\b",
    _I,
)


def as_named(term: Term, kind: Kind, main: str, case: Known) -> Worked:
    """A refund of what the clause names, part by part."""
    phrase = _OFF.split(term.of or granted_thing(main) or "", maxsplit=1)[0].strip()
    more = _WITH_MORE.search(main)
    included = _INCLUDED.search(main) if kind == "refund" and not term.of else None
    if included is not None:
        more, phrase = included, ""
    if more is not None and kind == "refund" and (not phrase or phrase in more.group()):
        if price_paid(case.facts) is None:
            return NOTHING
        phrase = f"the full price and {more['more']}"
    if re.match(r"(?:that|this|such|the same) (?:part|sum|amount|share|difference)\b|(?:it|they)$", phrase, _I):
        return NOTHING  # what the sentence before gives
    told = _by_reading(phrase, kind, main, case)
    if told is not None:
        return told
    if kind == "fee_waiver" and not re.search(r"\b(?:fee|charge|surcharge|cost|penalt)", phrase, _I):
        return NOTHING
    unused = _UNUSED.search(main)
    if unused is not None:
        return _less_what_was_used(unused["whole"], case)
    phrase = _of_what_was_not_used(phrase, case)
    if _PART.search(phrase) or (not phrase and _PART.search(main)):
        return _all_that_was_paid(case) if kind == "refund" and _NEVER_USED.fullmatch(phrase) else NOTHING
    if kind in {"refund", "fee_waiver"} or term.of:
        return _by_meaning(phrase or main, main, case, stems(term.section.rsplit(" > ", 1)[-1]))
    return NOTHING


def _by_reading(phrase: str, kind: Kind, main: str, case: Known) -> Worked | None:
    """What a clause comes to by the one of its words of reckoning; None where it has none of them."""
    if phrase.startswith(EACH_OF):
        return of_them(phrase.removeprefix(EACH_OF), case)
    rate = _AT_A_RATE.search(main)
    if rate is not None:
        at_rate = _at_rate(rate, case)
        return at_rate if at_rate.amount is not None else at_their_price(phrase, case) or NOTHING
    left = _LEFT_OVER.search(main)
    if left is not None:
        return _left_over(left, case)
    for reading in (for_some, at_the_price_of_one, left_after, monthly_sums):
        if (told := reading(main, case)) is not None:
            return told
    if kind != "refund":
        return at_their_price(phrase, case)
    for of_some in (of_the_affected, of_those_not_had):
        if (some := of_some(phrase, case)).amount is not None:
            return some
    if (several := at_their_price(phrase, case)) is not None:
        return several
    if _ACCEPTED.match(phrase or main):
        return _what_was_accepted(case)
    return _part_told(case) if _PART_BEYOND.match(phrase) else None


# "An accepted claim is reimbursed", "the confirmed sum"
_ACCEPTED = re.compile(
    r"(?:(?:an?|the|any|every|each|your|all) )?(?:accepted|approved|agreed|confirmed|recognised|proven|settled) (?:claims?|sums?|amounts?|losses|loss|refunds?|settlements?|payments?|compensation)\b(?! (?:of|for)\b)",
    _I,
)
_WAS_ACCEPTED = re.compile(r"\b(?:accepted|approved|agreed|confirmed|recognised|proven|assessed|settled)\b", _I)


def _what_was_accepted(case: Known) -> Worked:
    """The one sum that the facts say was accepted, proven or agreed, or the only one that they tell at all; nothing otherwise."""
    sums = [fact for fact in case.facts if fact.money is not None and not _GESTURE.search(fact.line)]
    told = [fact for fact in sums if _WAS_ACCEPTED.search(fact.line) and not re.search(r"\bnot\b", fact.line, _I)]
    chosen = told or sums
    if len({fact.money for fact in chosen}) != 1:
        return NOTHING
    return Worked(chosen[0].money, parts=(chosen[0].line,))


# "The part beyond the limit is taken off": a fact may tell how much that is.
_PART_BEYOND = re.compile(r"(?:the |any )?(?:part|portion|excess) (?:that|which|beyond|above|over|older|outside)\b", _I)


def _part_told(case: Known) -> Worked:
    parts = [f for f in case.facts if f.money is not None and re.match(r"(?:part|portion|excess)\b", f.name, _I)]
    return Worked(parts[0].money, parts=(parts[0].line,)) if len(parts) == 1 else NOTHING


_NOT_USED = re.compile(
    r"\bunused (?P<what>[a-z]+)|\b(?P<before>[a-z]+) (?:that|which) (?:were|was|are|is|have been|has been) (?:not used|unused)\b",
    _I,
)
_SAID_UNUSED = re.compile(r"\b(?:not (?:yet )?(?:been )?used|unused|none (?:of (?:it|them) )?used|never used)\b", _I)


# "Airport taxes of unused flights", of a booking of which nothing was used
_OF_UNUSED = re.compile(
    r"^(?P<what>(?:the |any |all )?(?:[a-z]+ )?(?:taxes|tax|dues|duty|duties|fees?|charges?|supplements?)) (?:of|for|on) (?:the |any )?unused [a-z]+$",
    _I,
)
_WAS_USED = re.compile(r"\b(?:used|flown|travelled|attended|taken|outward|return)\b", _I)


def _of_what_was_not_used(phrase: str, case: Known) -> str:
    """A phrase without the words "unused" where the fact that tells the sum says that nothing of it was used."""
    for match in _NOT_USED.finditer(phrase):
        what = match["what"] or match["before"]
        told = [f for f in case.facts if f.money is not None and stems(what) & stems(f.name)]
        if len(told) == 1 and _SAID_UNUSED.search(told[0].line):
            phrase = phrase.replace(match.group(), what)
    rest = _OF_UNUSED.search(phrase)
    if rest is None:
        return phrase
    paid = any(f.money and overlap(stems(rest["what"]), stems(f.name)) for f in case.facts)
    if paid and not any(_WAS_USED.search(f.line) for f in case.facts):
        return rest["what"]
    return phrase


# "A refund of the unused tour": of all of it, where one thing was bought and one price tells it.
_NEVER_USED = re.compile(
    r"(?:the |an? |that |your )?(?:unused|not used) (?:(?!(?:part|rest|portion|share|balance)\b)[a-z-]+ ){0,2}?(?!(?:part|rest|portion|share|balance)\b)[a-z]+(?<!s)",
    _I,
)
_OF_SEVERAL = re.compile(
    r"\b(?:returns?|round[- ]trip|both ways|there and back|outward|season|monthly|annual|yearly|package|set|block|course|\d+ (?:nights|days|weeks|months|sessions|lessons|classes|visits|rides|trips|journeys))\b",
    _I,
)


def _all_that_was_paid(case: Known) -> Worked:
    """The one price that the facts tell of one thing that was bought; nothing where they tell two, or of several things."""
    paid = price_paid(case.facts)
    prices = {f.money.value for f in case.facts if f.money is not None and _A_PRICE.search(f.name)}
    if (
        paid is None
        or paid.money is None
        or len(prices) > 1
        or any(_OF_SEVERAL.search(f.line) for f in case.facts if not f.denies)
    ):
        return NOTHING
    return Worked(paid.money, parts=(paid.line,))


_A_PRICE = re.compile(r"\b(?:price|paid|fare|total|cost)\b", _I)


# "The unused part of a hold is released": what was held less what was charged
_UNUSED = re.compile(
    r"\b(?:unused|unspent) (?:part|rest|portion|share|balance) of (?:the |an? |any |your )?(?P<whole>hold|deposit|authori[sz]ation|prepayment|advance)\b",
    _I,
)
_USED = re.compile(r"\b(?:price|used|charged|spent|bill|total|consumed|cost)\b", _I)
_A_RATE = re.compile(r"\b(?:per|each|rate|hourly|daily|limit|maximum)\b", _I)


def _less_what_was_used(whole: str, case: Known) -> Worked:
    """What was held less the one sum that the facts tell was used of it; nothing where they tell none, or two."""
    held = money_for(whole, case.facts, case.alike)
    if held is None or held.money is None or not overlap(stems(whole), stems(held.name)):
        return NOTHING
    used = [
        f for f in case.facts
        if f.money and f is not held and f.money.currency == held.money.currency and f.money.value < held.money.value
        and _USED.search(f.name) and not _A_RATE.search(f.name)
    ]  # fmt: skip
    if len(used) != 1 or used[0].money is None:
        return NOTHING
    value = held.money.value - used[0].money.value
    return Worked(Money(value=value, currency=held.money.currency), parts=(f"{held.line} less {used[0].line}",))


# "Each day on which the lift stood still is refunded at the daily rate"
_AT_A_RATE = re.compile(
    r"^(?:[^,]*, )?(?:an?|any|each|every) [a-z][^,;.]* (?:is|are) (?:then )?(?:refunded|credited|repaid|paid back) at (?P<rate>(?:the|its|their|your) (?:[a-z]+ ){0,2}(?:rate|price|fare|fee|charge|tariff))\b",
    _I,
)


def _at_rate(match: re.Match[str], case: Known) -> Worked:
    """The rate at which each of several things is given back, where a fact tells it."""
    rate = money_for(match["rate"], case.facts, case.alike)
    if rate is None or rate.money is None or not stems(match["rate"]) & stems(rate.name):
        return NOTHING
    return Worked(rate.money, parts=(rate.line,))


def _left_over(match: re.Match[str], case: Known) -> Worked:
    """The price of what is left of several things bought together: six of ten sessions are six tenths of the price."""
    unit = match["u"].lower()
    left = [
        f for f in case.facts
        if f.number is not None and re.search(rf"\b{unit}", f.name, _I) and stems(match["how"]) & stems(f.name)
    ]  # fmt: skip
    bought = price_paid(case.facts)
    several = bought and re.search(rf"\b(\d{{1,3}}|[a-z]+) {unit}s\b", bought.text, _I)
    if len(left) != 1 or bought is None or bought.money is None or not several or left[0].number is None:
        return NOTHING
    try:
        total = count(several[1])
    except (KeyError, ValueError):
        return NOTHING
    if not 0 < left[0].number <= total:
        return NOTHING
    value = (bought.money.value * left[0].number / total).quantize(CENT, ROUND_DOWN)
    return Worked(
        Money(value=value, currency=bought.money.currency), parts=(f"{left[0].number} of {total}: {bought.line}",)
    )


def _by_meaning(phrase: str, main: str, case: Known, matter: frozenset[str]) -> Worked:
    """A refund of what the phrase names ("the price and the original delivery fee"); `matter`: the words of its heading,
    which tell one of several things bought from another."""
    whole = re.sub(r"\bfull refund\b|\bin full\b", "price", phrase, flags=_I)
    joined = r"\band\b|\bplus\b|,|\bwhich includes\b|\bincluding\b|\btogether with\b|\bwith\b"
    pieces = [piece for piece in re.split(joined, whole) if piece.strip()] if phrase != main else [whole]
    includes = re.search(
        r"(?:includ\w+|together with|plus|and) (?:the|its|their|any) ((?:original |outbound )?[\w -]{3,30}?(?:fee|charge|cost|tax|taxes|postage))",
        main,
        _I,
    )
    if includes and includes[1] not in whole:
        pieces.append(includes[1])
    total: Money | None = None
    parts: list[str] = []
    used: set[str] = set()
    for piece in pieces[:4]:
        fact = base_for(piece, main, case)
        rate = _rate_named(piece, case) if fact is None or fact.key in used else None
        if rate is not None and rate.number is not None and total is not None:  # "the resale fee": 12%
            more = (total.value * rate.number / 100).quantize(CENT, ROUND_HALF_UP)
            total = Money(value=total.value + more, currency=total.currency)
            parts.append(rate.line)
        if fact is None or fact.money is None or fact.key in used or of_the_opposite(phrase, fact):
            continue
        if _A_CUT.match(piece) and not _CUT.search(fact.name):
            continue  # "the labour discount that was left off" is not the labour
        used.add(fact.key)
        if total is not None and total.currency != fact.money.currency:
            continue
        sums = [found.money.value for found in find_money(fact.text) if found.money.currency == fact.money.currency]
        many = (
            len(sums) > 1
            and bool(_SEVERAL.search(piece))
            and not re.search(r"\btotal|together|altogether\b", fact.text, _I)
        )
        one = one_of_package(fact, piece, case)
        if one is None and of_another_unit(fact, piece):
            continue
        value = sum(sums, Decimal(0)) if many else (one or figure_of(fact, stems(piece), matter)).value
        several = None if many else counted(fact, main, case)
        value *= several or 1
        total = Money(value=(total.value if total else Decimal(0)) + value, currency=fact.money.currency)
        if fact.money.value:
            parts.append(fact.line)
    if (
        total is None
        and re.search(r"\b(?:full refund|in full|refund\w*|price|money)\b", main, _I)
        and _is_the_price(phrase)
    ):
        fact = price_paid(of_the_period(phrase, case.facts))
        if fact is not None and not of_the_opposite(main, fact):
            return Worked(fact.money, parts=(fact.line,))
    if total is None and _WHAT_WAS_PAID.search(phrase) and (only := _only_sum(case)) is not None:
        return Worked(only.money, parts=(only.line,))
    return Worked(total, parts=tuple(parts))


_CUT = re.compile(r"\b(?:discount|rebate|reduction|saving)s?\b", _I)
_A_CUT = re.compile(r"\W*(?:(?:the|an?|any|your) )?(?:[a-z-]+ ){0,3}?(?:discount|rebate|reduction|saving)s?\b", _I)


# "What you have paid", "every cent", "the whole charge"
_WHAT_WAS_PAID = re.compile(
    r"\b(?:what|whatever|all|everything)(?: that)? (?:you|they|was|were|has been|had been)(?:'ve|'d| have| had| were| was)?(?: been)? (?:paid|charged|taken|billed|debited|collected)\b(?! (?:above|beyond|over|too|after|before|since|twice|more|without))"
    r"|\bevery (?:cent|penny)\b|\b(?:the|your) (?:whole|entire|full) (?:charge|sum|amount|fee|bill)\b",
    _I,
)
_GESTURE = re.compile(r"\b(?:goodwill|gestures?|courtes\w+|credits?|vouchers?|balance|limit|cap|income|wages?)\b", _I)


def _only_sum(case: Known) -> Fact | None:
    """The only sum that a case tells, but for gestures and what is no payment."""
    told = [fact for fact in case.facts if fact.money is not None and not _GESTURE.search(fact.name)]
    only = told[0] if len(told) == 1 else None
    return only if only is not None and len(find_money(only.text)) == 1 else None


def _rate_named(piece: str, case: Known) -> Fact | None:
    """The fact that tells a fee as a share ("resale fee: 12%")."""
    wanted = stems(piece)
    return next(
        (
            f
            for f in case.facts
            if f.money is None and f.number is not None and "%" in f.text and wanted and wanted <= stems(f.name)
        ),
        None,
    )


def figure_of(fact: Fact, named: frozenset[str], matter: frozenset[str] = frozenset()) -> Money:
    """Of several sums that a fact tells, each with its thing ("tablets 63.80; dog food 38.50"), the one of the thing named,
    else the one of the heading's matter, else the fact's own."""
    assert fact.money is not None, "the caller has seen a sum"
    pieces = (
        re.split(r";", fact.text) if ";" in fact.text else re.split(r"[,(]| and | including | of which ", fact.text)
    )
    told = [(_sum_in(piece, fact.money), stems(piece)) for piece in pieces]
    sums = [(money, words) for money, words in told if money is not None]
    if len(sums) < 2:
        return fact.money
    for wanted in (named - stems(fact.name), matter):
        hits = [money for money, words in sums if wanted and overlap(wanted, words)]
        if len(hits) == 1:
            return hits[0]
    return fact.money


def _sum_in(piece: str, like: Money) -> Money | None:
    """The one sum in a piece of a fact, in the money of the fact where it names none ("consultation 46.80")."""
    found = [money.money for money in find_money(piece) if money.money.currency == like.currency]
    bare = re.findall(r"(?<![\d.,-])\d+\.\d\d(?![\d.])", piece)
    if not found and len(bare) == 1:
        return Money(value=Decimal(bare[0]), currency=like.currency)
    return found[0] if found else None


def _is_the_price(phrase: str) -> bool:
    """Whether a phrase means the price of the thing itself; "the taxi" and "the first night" do not."""
    head = re.split(r"\b(?:already|paid|that|which|who|of|for|to|on|in|under|within|because|charged|taken)\b", phrase)[
        0
    ]
    if re.search(r"\b(?:fee|charge|tax|difference|part)\b", phrase, _I):
        return False
    return not head.strip() or _PRICE_NOUN.search(head) is not None or not phrase.strip()
