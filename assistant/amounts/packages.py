"""What one or some of several things bought together come to: a lesson of a course, the boxes not sent, the faulty chairs. Pure."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from assistant.amounts.apiece import NUMBER, OF_WHICH
from assistant.amounts.bases import base_for
from assistant.amounts.counting import ONLY_SOME, UNITS, counted
from assistant.amounts.fractions import times_share
from assistant.amounts.many import how_many
from assistant.amounts.sums import CENT, NOTHING, Known, Worked
from assistant.facts import Fact, overlap, stems
from assistant.measures.counts import counts_in
from knowledge.terms import Money
from knowledge.terms.measures import find_money
from knowledge.terms.numbers import count

_I = re.IGNORECASE
_SHARE_OF = re.compile(
    r"\b(?:its|their|the|an?) (?:due |fair |equal |proportionate |proportional |pro[- ]?rata )?(?:share|proportion|part) of (?P<what>(?:the|your|what)\b[^,.;]{3,50})",
    _I,
)
_DIVIDED = re.compile(
    r"\b(?P<what>(?:price|fee|cost|charge|rate)(?: [^,.;]{2,50}?)?) divided by the (?:total )?(?:number of )?(?P<unit>[^,.;]+)",
    _I,
)
_ONE_OF = re.compile(
    r"\b(?:price|cost|fee|fare|value|charge|share) (?:of|for) (?:that|the|this|each|every|such an?|an?|any|the (?:missed|cancelled|lost)) (?:(?:missed|cancelled|lost|single|missing|unused) )?(?P<unit>[a-z]+)\b",
    _I,
)
_PRICE_OF_ONE = re.compile(rf"\b(?P<unit>{UNITS}) (?:price|cost|rate|fare)\b", _I)


def in_package(base: Fact, unit: str, case: Known) -> int | None:
    """How many of a unit one sum was paid for ("£78 for 10 lessons", `lessons_in_block: 12`); None where nothing says it."""
    noun = stems(unit)
    if not noun:
        return None
    for inside in re.finditer(
        rf"(?<![\d.,])(?P<n>{NUMBER})[ -](?:[a-z]+[ -])??(?P<unit>[a-z]+)\b", f"{base.name}: {base.text}", _I
    ):
        if overlap(noun, stems(inside["unit"])):
            return count(inside["n"])
    whole = {
        c.value
        for fact in case.facts
        if overlap(noun, stems(fact.name))
        and re.search(r"\b(?:in|per|of|total|booked|number|bought|all)\b", fact.name, _I)
        for c in counts_in(fact.name, fact.text, case.received_on)
    }
    if not whole:  # "course: Beginners, 12 sessions"
        whole = {
            count(inside["n"])
            for fact in case.facts
            if fact.money is None and not ONLY_SOME.search(fact.name)
            for inside in re.finditer(
                rf"(?<![\d.,])(?P<n>{NUMBER}) (?P<unit>[a-z]+)\b(?! (?:not|still|left|to)\b)", fact.text, _I
            )
            if overlap(noun, stems(inside["unit"]))
        }
    return whole.pop() if len(whole) == 1 else None


def one_of_package(base: Fact, phrase: str, case: Known) -> Money | None:
    """The price of one where the fact tells the price of several of them; None where it does not."""
    named = _ONE_OF.search(phrase) or (_PRICE_OF_ONE.search(phrase) if of_another_unit(base, phrase) else None)
    if named is None or base.money is None or (re.search(r"s\b", named["unit"]) and not named["unit"].endswith("ss")):
        return None
    many = in_package(base, named["unit"], case)
    if (
        many is None
        or many < 2
        or not find_money(base.text)
        or re.search(r"\beach\b|\bper\b|\bapiece\b", base.text, _I)
    ):
        return None
    return Money(value=times_share(base.money.value, Fraction(1, many)).quantize(CENT), currency=base.money.currency)


def of_another_unit(base: Fact, phrase: str) -> bool:
    """Whether a phrase means the price of one thing, and a fact tells that of something else: "the lesson price", of a course fee."""
    named = _PRICE_OF_ONE.search(phrase)
    return named is not None and not overlap(stems(named["unit"]), stems(base.line))


def shared_out(main: str, case: Known) -> Worked | None:
    """What "its share of the course price" comes to for all that the case counts; None if the clause speaks of no such share."""
    match = _SHARE_OF.search(main) or _DIVIDED.search(main)
    if match is None:
        return None
    subject = re.match(
        r"(?:[^,]*, )?(?:an?|any|each|every|the|for (?:an?|any|each|every)) (?P<what>[a-z][^,.;]*)", main, _I
    )
    unit = (
        re.sub(r"\b(?:that|which|we|you|not|is|cannot|of|on|by|whose)\b.*$", "", subject["what"]).strip()
        if subject
        else ""
    )
    if "unit" in match.groupdict():
        unit = re.split(r" (?:in|of|on|for|that|which)\b", match["unit"])[0].split()[-1]
    base = base_for(match["what"], main, case)
    if base is None or base.money is None or not unit:
        return NOTHING
    many = in_package(base, unit.split()[-1], case)
    missed = how_many(subject["what"], main, case) if subject else None
    if many is None or missed is None or not 0 < missed.number <= many:
        return NOTHING
    value = times_share(base.money.value, Fraction(missed.number, many)).quantize(Decimal("0.01"))
    return Worked(Money(value=value, currency=base.money.currency), parts=(f"{missed.number} of {many}: {base.line}",))


_FEE_FOR_SOME = re.compile(
    r"\b(?P<base>(?:[a-z]+ )?(?:price|fee|cost|charge|value)s?) (?:of|for) (?:(?:every|each) (?=[a-z]+(?<!s) )|(?:the |all |any )?(?=[a-z]+s ))(?P<what>(?P<unit>[a-z]+?)s? (?:(?:that|which) )?(?:(?:is|was|are|were|has|have) )?(?:not|still|yet|to come|left|remaining|missed|lost)\b[^,.;]*?)(?= (?:is|are) (?:then )?[a-z]+ed\b|[,.;]|$)",
    _I,
)


def for_some(main: str, case: Known) -> Worked | None:
    """The part of one price that some of many things come to: "the fee for the lessons not held and for those still to come" by
    `lessons_not_held: 2`, `lessons_to_come: 5` and a fee for 12 lessons; nothing where one of the numbers is not told, and
    None where a clause speaks of no such part."""
    match = _FEE_FOR_SOME.search(main)
    if match is None:
        return None
    unit = match["unit"]
    base = base_for(match["base"], main, case)
    whole = in_package(base, unit, case) if base is not None else None
    kinds = [
        re.sub(r"^(?:for )?(?:those|the [a-z]+s|all)\b ?", f"{unit}s ", each.strip())
        for each in match["what"].split(" and ")
    ]
    told = [number for each in kinds if (number := _told_of(each, unit, case)) is not None]
    if base is None or base.money is None or whole is None or len(told) < len(kinds):
        return NOTHING
    number = sum(told)
    if not 0 < number <= whole:
        return NOTHING
    value = times_share(base.money.value, Fraction(number, whole)).quantize(CENT)
    return Worked(Money(value=value, currency=base.money.currency), parts=(f"{number} of {whole}: {base.line}",))


_NOT_SO = re.compile(r"\b(?:not|never|un[a-z]{3,})\b", _I)


def _told_of(some: str, unit: str, case: Known) -> int | None:
    """The number that the one fact tells whose name says it of the same ones: "lessons not held" by `lessons_not_held: 2 (4, 7)`."""
    wanted = stems(some) - stems(unit)
    found = {
        int(number[0])
        for fact in case.facts
        for number in [re.match(r"\d{1,3}\b(?![.,:/-]\d)", fact.text)]
        if number is not None
        and overlap(wanted, stems(fact.name))
        and bool(_NOT_SO.search(some)) == bool(_NOT_SO.search(fact.name))
    }
    return found.pop() if len(found) == 1 else None


_SOME_OF_THEM = re.compile(
    r"^(?:the |any |all )?(?P<what>[a-z][a-z -]*?s (?:that|which|not yet|not|still|yet) [^,.;]*|(?:unused|unsent|remaining|outstanding|undelivered) [a-z]+s)$",
    _I,
)
_APIECE = re.compile(r" ?(?:each|apiece|(?:per|a|an|for each) (?P<unit>[a-z]+))\b", _I)


def told_apiece(phrase: str, clause: str, case: Known) -> Worked:
    """What several things come to of which a fact tells the price of one: of "the boxes that have not been sent" by `plan: 6
    boxes at 22.00 GBP each` and `boxes_not_sent: 4`."""
    named = _SOME_OF_THEM.match(phrase)
    many = how_many(named["what"], clause, case) if named is not None else None
    if named is None or many is None or not many.line:
        return NOTHING
    noun = stems(re.split(r" (?:that|which|not|still|yet)\b", named["what"])[0])
    prices = {
        found.money
        for fact in case.facts
        if overlap(noun, stems(f"{fact.name} {fact.text}"))
        for found in find_money(fact.text)
        if _APIECE.match(fact.text, found.end)
    }
    if len(prices) != 1:
        return NOTHING
    price = prices.pop()
    total = Money(value=price.value * many.number, currency=price.currency)
    return Worked(total, parts=(f"{many.number} x {price.value} {price.currency} ({many.line})",))


_A_HEAD = re.compile(
    r" ?(?:each|apiece|(?:per|a|for each) (?:head|person|guest|passenger|travell?er|participant|adult|child))\b", _I
)
_FOR_ONE = re.compile(
    r"\b(?:per|(?:for|of|to) (?:each|every|that|the)) (?:head|person|guest|passenger|travell?er|participant|ticket)\b",
    _I,
)


def for_all(base: Fact, one: Money, clause: str, case: Known) -> Money:
    """The sum for all of a party where a fact tells it for one of them ("26.00 GBP each", "6.00 GBP per head") and it or another
    counts them; the sum itself where the clause speaks of one, or nobody is counted."""
    told = find_money(base.text)
    if len(told) != 1 or told[0].money != one or _FOR_ONE.search(clause):
        return one
    if (several := counted(base, clause, case)) is not None:
        return Money(value=one.value * several, currency=one.currency)
    if not _A_HEAD.match(base.text, told[0].end):
        return one
    party = how_many("person", clause, case)
    return Money(value=one.value * party.number, currency=one.currency) if party is not None and party.line else one


_THE_AFFECTED = re.compile(
    r"\b(?:for|of) (?:them|those|it|that one)\b|\b(?:faulty|damaged|defective|affected|broken|missing|wrong|spoil(?:ed|t)|concerned|in question)\b",
    _I,
)
_SOME_OF_SEVERAL = re.compile(
    rf"(?<![\d.,])(?P<all>{NUMBER}) (?P<what>[^,;.()]*?)(?: at| for| x|:)? ?$",
    _I,
)


def of_the_affected(phrase: str, case: Known) -> Worked:
    """What the affected ones of several things cost: "the price paid for the faulty items" by `items: 4 chairs at 60.00 GBP
    each, one cracked`; nothing where no fact counts both."""
    if not _THE_AFFECTED.search(phrase):
        return NOTHING
    for fact in case.facts:
        for found in find_money(fact.text):
            apiece = _APIECE.match(fact.text, found.end)
            whole = _SOME_OF_SEVERAL.search(fact.text[: found.start])
            some = OF_WHICH.match(fact.text, apiece.end()) if apiece is not None else None
            if whole is None or some is None:
                continue
            number, bought = count(some["some"]), count(whole["all"])
            if 0 < number < bought:
                value = Money(value=found.money.value * number, currency=found.money.currency)
                return Worked(value, parts=(f"{number} of {bought}: {fact.line}",))
    return NOTHING


_NOT_HAD = re.compile(
    r"\bfor (?:those|these) [a-z]+|\b(?:unused|missed|lost|not (?:used|given|taken|held|had|attended))\b", _I
)
_WAS_NOT_HAD = re.compile(
    r"\b(?:not (?:used|given|taken|held|had|attended|done|delivered)|unused|missed|lost|left over)\b", _I
)


def of_those_not_had(phrase: str, case: Known) -> Worked:
    """What those of several things cost that the customer did not have: "the extras for those nights" by `extras: 10 walks at 6.00
    GBP` and `walks_not_given: 4`; nothing where no fact counts both."""
    if not _NOT_HAD.search(phrase):
        return NOTHING
    for fact in case.facts:
        for found in find_money(fact.text):
            whole = _SOME_OF_SEVERAL.search(fact.text[: found.start])
            if whole is None or re.search(r" for $", whole.group()):
                continue
            noun, bought = stems(whole["what"]), count(whole["all"])
            some = [
                f for f in case.facts
                if f.number is not None and f is not fact and overlap(noun, stems(f.name)) and _WAS_NOT_HAD.search(f.name)
            ]  # fmt: skip
            number = int(some[0].number) if len(some) == 1 and some[0].number is not None else 0
            if 0 < number <= bought:
                value = Money(value=found.money.value * number, currency=found.money.currency)
                return Worked(value, parts=(f"{number} of {bought}: {fact.line}",))
    return NOTHING
