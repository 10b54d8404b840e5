"""What several things come to of which a fact tells how many there were and what each cost. Pure."""

from __future__ import annotations

import re

from assistant.amounts.counting import bought
from assistant.amounts.sums import NOTHING, Known, Worked
from assistant.facts import Fact, overlap, stems
from knowledge.terms import Money
from knowledge.terms.measures import find_money
from knowledge.terms.numbers import NUMBER_WORDS, any_of, count

_I = re.IGNORECASE
NUMBER = rf"\d{{1,3}}|{any_of(NUMBER_WORDS, least_letters=3)}"
# "2 pre-ordered hot meals at 14.50 GBP", "3 x 25.00 GBP"
_AT = re.compile(rf"(?<![\d.,])(?P<n>{NUMBER}) ?(?P<what>[a-z][^,;.():]*? )?(?:at|x|×|@) ?$", _I)
# "Of which two were cracked", behind a price
OF_WHICH = re.compile(
    rf"\W{{1,3}}(?:of which |only )?(?P<some>{NUMBER})(?: of them)?(?: was| were| is| are| came| arrived)? [a-z]", _I
)
_PRICE_OF = re.compile(
    r"^(?:the |its |their |your )?(?:full )?(?:price|cost|fee|charge|value) (?:paid )?(?:of|for) ", _I
)
_ARTICLE = re.compile(r"^(?:an?|the|any|each|every|all|your)\b", _I)
_ENDS = re.compile(r"\b(?:that|which|who|not|if|when|in|within|of|at|from|for|by|on|with|without)\b", _I)


def at_their_price(phrase: str, case: Known) -> Worked | None:
    """What all of the things come to that a phrase names, where one fact says how many were bought at what price ("a meal that
    is not served", of `meals: 2 hot meals at 14.50 GBP`); None where no fact says so, or two do."""
    plain = _ARTICLE.sub("", _PRICE_OF.sub("", phrase).strip()).strip()
    words = re.findall(r"[a-zà-ÿ-]+", _ENDS.split(plain)[0].lower())
    noun = stems(words[-1]) if words else frozenset()
    if not noun:
        return None
    if any(f.number is not None and f.money is None and overlap(noun, stems(f.name)) for f in case.facts):
        return None  # "baskets not sent: 3" are some of the nine that were bought
    told = [worked for fact in case.facts if (worked := _told(fact, noun)) is not None]
    return told[0] if len(told) == 1 else None


def _told(fact: Fact, noun: frozenset[str]) -> Worked | None:
    sums = find_money(fact.text)
    if len(sums) != 1:
        return None
    whole = _AT.search(fact.text[: sums[0].start])
    if whole is None or OF_WHICH.match(fact.text, sums[0].end) or not overlap(noun, stems(whole["what"] or fact.name)):
        return None
    value = sums[0].money.value * count(whole["n"])
    part = f"{whole['n']} x {sums[0].money.value} ({fact.line})"
    return Worked(Money(value=value, currency=sums[0].money.currency), parts=(part,))


_APIECE = re.compile(
    r"^(?:the |all |any )?(?P<what>[a-z][a-z -]*?s(?: (?:not|of|that|which|still)\b[^,.;]*)?) are (?:then )?(?:refunded|credited|repaid|paid back|returned) at (?:the|its|their) (?:price|fee|rate|charge)(?: (?:that was |that were )?paid)?(?: (?:per|for each|for an?|for one|of one) [a-z]+)?\b",
    _I,
)
_PRICE_OF_ONE = re.compile(
    r"\b(?:price|fee|rate|charge|cost)s? (?:each|per [a-z]+|of one|for one|apiece)$|\b(?:each|apiece)$", _I
)


def at_the_price_of_one(clause: str, case: Known) -> Worked | None:
    """What several things come to that a clause gives back "at the price paid per box", where one fact tells the price of one
    and one how many of them are meant; None if a clause gives none so, nothing where the facts do not tell both."""
    match = _APIECE.match(re.sub(r"^(?:if|when|where|once) [^,]*, ", "", clause, flags=_I))
    return of_them(match["what"], case) if match is not None else None


def of_them(what: str, case: Known) -> Worked:
    """What "the boxes not yet sent" come to, where one fact tells the price of one and one counts them; nothing else."""
    named = re.split(r" (?:not|of|that|which|still)\b", what)[0].split()
    noun = stems(named[-1])
    prices = [
        f for f in case.facts if f.money is not None and _PRICE_OF_ONE.search(f.name) and overlap(noun, stems(f.name))
    ]
    if len(prices) != 1 or prices[0].money is None:
        return NOTHING
    number = _how_many(what, noun, case)
    if number is None:
        return NOTHING
    price = prices[0].money
    value = price.value * number
    return Worked(Money(value=value, currency=price.currency), parts=(f"{number} x {prices[0].line}",))


_NOT = re.compile(r"\b(?:not|never|un[a-z]{3,})\b", _I)
_EVERY = stems("all order every ordered bought")


def _how_many(what: str, noun: frozenset[str], case: Known) -> int | None:
    """How many of "the boxes not yet sent" there are, by the fact whose name says most of it; of all of them, what was bought."""
    meant = stems(what) - noun - _EVERY
    if not meant:
        return bought(case)
    counted = [
        (overlap(meant, stems(f.name)), int(number.group()))
        for f in case.facts
        if f.money is None and overlap(noun, stems(f.name)) and bool(_NOT.search(what)) == bool(_NOT.search(f.name))
        for number in [re.match(r"\d{1,3}\b(?![.,:/-]\d)", f.text)]
        if number is not None
    ]
    best = max((score for score, _ in counted), default=0)
    told = {number for score, number in counted if score == best}
    return told.pop() if best and len(told) == 1 else None
