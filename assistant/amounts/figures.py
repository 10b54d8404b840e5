"""What part each figure of a clause plays: given, a cap, taken off, or a threshold; and which of several is the customer's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from assistant.amounts.sums import Known
from assistant.applicability import own_figure, own_money
from assistant.facts import Fact
from knowledge.terms import Money, Term
from knowledge.terms.measures import FoundMoney, find_money, find_percent

_I = re.IGNORECASE
Role = Literal["given", "cap", "off", "threshold"]

CAP_BEFORE = re.compile(
    r"\b(?:up to|at most|no more than|not more than|(?:a |the )?maximum(?: of)?|limit(?:ed)? (?:of|to)|(?:capped|stopping|ending|stops|ends) at|(?:not|never) exceed(?:s|ing)?|"
    r"(?:(?:not|never|no)|in no (?:case|event)) (?:more than|above|over|beyond)|to a (?:limit|maximum|ceiling) of|a ceiling of|in (?:all|total) not more than|limited to)\s*(?:a total of )?$",
    _I,
)

_CAP_AFTER = re.compile(r"^\s*(?:at (?:the )?most|maximum|or less)\b", _I)
OFF_BEFORE = re.compile(
    r"\b(?:less(?! than)|minus|after deduct\w+|deduct\w*|(?<!is )(?<!are )(?<!be )reduced by|net of|(?:after )?subtract\w+ (?:of )?|(?:we (?:then )?|but |may |shall |will )(?:keep|retain|withhold|hold on to|hold back)|taking off)\b(?:[^,;.]|\.(?=\d)){0,40}$",
    _I,
)
OFF_AFTER = re.compile(
    r"^(?P<each>(?: for (?:each|every) [^,;.]{3,40}?| per [a-z]+)?),?(?: (?:is|are|being|will be|may be))?(?: then)? (?:kept|held back|retained|withheld|deducted|taken off|subtracted)\b",
    _I,
)

_THRESHOLD_BEFORE = re.compile(
    r"\b(?:above|over|under|below|more than|less than|exceed\w*|worth|costing|from|at least|of at least|the first)\s*$|^for\s*$",
    _I,
)

# "A token worth 5.00" is given; "goods worth 5.00" are for whom it is.
_WORTH = re.compile(r"\b(?:vouchers?|tokens?|coupons?|credits?|credit notes?|gift cards?) worth\s*$", _I)
_THRESHOLD_AFTER = re.compile(r"^\s*(?:or (?:more|over|above)|and (?:over|above|more))\b", _I)

_MONEY_OF = {
    "GBP": r"UK|united kingdom|great britain|britain|england|scotland|wales|northern ireland|london",
    "USD": r"USA?|united states|america",
    "CAD": r"canada",
    "AUD": r"australia",
    "CHF": r"switzerland",
    "EUR": r"EU|(?<!northern )ireland|germany|france|spain|italy|netherlands|austria|belgium|portugal|finland|eurozone",
}


_IN_ANOTHER_MONEY = re.compile(r" ?(?:or|and|/|\(|;|,|,? respectively) ?", _I)


def figures_of(main: str, case: Known) -> tuple[list[FoundMoney], list[FoundMoney]]:
    """The sums given and the caps of a clause; of several the customer's own region, tier or currency decides."""
    by_role: dict[Role, list[FoundMoney]] = {"given": [], "cap": [], "off": [], "threshold": []}
    last: tuple[int, Role] | None = None
    for found in find_money(main) or _without_a_currency(main, case):
        # "up to GBP 60 or EUR 70": the same in another money
        again = last is not None and _IN_ANOTHER_MONEY.fullmatch(main, last[0], found.start) is not None
        role = last[1] if last is not None and again else role_of(main, found)
        by_role[role].append(found)
        last = found.end, role
    return own_sums(by_role["given"], main, case), own_sums(by_role["cap"], main, case)


# "We credit 25 for each full hour, up to 150": in the money in which the customer pays.
_BARE = re.compile(
    r"\b(?:credits?|pays?|adds?|gives?|is|are|up to|at most) (?P<n>\d{1,5}(?:[.,]\d\d)?)(?![\d.,]*\d)(?= (?:for (?:each|every)|per|a) [a-z]|,|\.|;|$| per\b)",
    _I,
)


def _without_a_currency(main: str, case: Known) -> list[FoundMoney]:
    """The bare figures that a clause gives for each of something, in the one currency that the facts tell."""
    found = list(_BARE.finditer(main))
    if not any(re.match(r" (?:for (?:each|every)|per|a) ", main[match.end() :], _I) for match in found):
        return []
    currencies = {fact.money.currency for fact in case.facts if fact.money is not None}
    if len(currencies) != 1:
        return []
    (currency,) = currencies
    return [
        FoundMoney(m.start("n"), m.end("n"), Money(value=Decimal(m["n"].replace(",", ".")), currency=currency))
        for m in found
    ]


def as_ruled(term: Term, given: list[FoundMoney], caps: list[FoundMoney]) -> tuple[list[FoundMoney], list[FoundMoney]]:
    """The figures of a clause, with the sum that a person put in the place of the one in its words."""
    read = find_money(term.quote)
    if not term.confirmed or term.amount is None or (read and read[0].money == term.amount):
        return given, caps
    if caps and not given:
        return given, [caps[0]._replace(money=term.amount)]
    return [given[0]._replace(money=term.amount) if given else FoundMoney(0, 0, term.amount)], caps


def role_of(main: str, found: FoundMoney) -> Role:
    """Which of the four parts a figure plays, by the words before and after it."""
    before, after = main[: found.start], main[found.end :]
    if CAP_BEFORE.search(before) or _CAP_AFTER.match(after):
        return "cap"
    if OFF_AFTER.match(after) or (OFF_BEFORE.search(before) and not before.rstrip().lower().endswith("with")):
        return "off"
    if _WORTH.search(before):
        return "given"
    if _THRESHOLD_BEFORE.search(before) or _THRESHOLD_AFTER.match(after):
        return "threshold"
    return "given"


def own_sums(sums: list[FoundMoney], main: str, case: Known) -> list[FoundMoney]:
    """Of several sums the one for the customer's own tier or region, else those in the money that the facts are told in."""
    if len(sums) < 2:
        return sums
    mine = own_money(main, case.active, None)
    chosen = [found for found in sums if found.money == mine]
    if chosen:
        return chosen
    currencies = {fact.money.currency for fact in case.facts if fact.money is not None} or _currencies_of(case.facts)
    same = [found for found in sums if found.money.currency in currencies]
    return same or sums


def _currencies_of(facts: Sequence[Fact]) -> set[str]:
    """The money of the country or region that a fact names, where no fact names a sum."""
    told = " ".join(f.text for f in facts if re.search(r"region|country|market|area|address|lives|home", f.name, _I))
    return {code for code, places in _MONEY_OF.items() if re.search(rf"\b(?:{places})\b", told, _I)}


def off_percent(main: str) -> bool:
    """Whether the only percentage is taken off rather than given ("less 10% for each started year")."""
    found = find_percent(main)
    return bool(found) and all(
        OFF_BEFORE.search(main[:start]) or OFF_AFTER.match(main[end:]) for start, end, _ in found
    )


def own_percent(main: str, case: Known) -> Decimal | None:
    """Of several percentages the one that stands nearest to the customer's own region, tier or class."""
    found = [one for one in find_percent(main) if not OFF_BEFORE.search(main[: one[0]])]
    own = own_figure(main, case.active, [start for start, _, _ in found]) if len(found) > 1 else None
    return found[own or 0][2] if found else None
