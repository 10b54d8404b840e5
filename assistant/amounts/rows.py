"""What a row of a table comes to: the cell that is for this customer."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.amounts.bases import base_for
from assistant.amounts.counting import EACH, as_often
from assistant.amounts.figures import own_sums, role_of
from assistant.amounts.fractions import Named, find_shares, times_share
from assistant.amounts.spending import RECEIPTS
from assistant.amounts.sums import NOTHING, Known, Worked, rounded, share
from assistant.facts import money_for
from knowledge.terms import Money, Term
from knowledge.terms.measures import FoundMoney, find_money, find_percent

_I = re.IGNORECASE


# What the customer pays ("Charge for an abortive visit: EUR 45") is nothing that is given.
_COSTS = re.compile(r"^(?:charge|fee|price|cost|surcharge|penalty)s?\b|\b(?:customer|guest|client|member) pays\b", _I)
_GIVEN_BACK = re.compile(r"refund|waiv|back|paid|credit|reimburs|returned|free|none", _I)


# "For each replaced recipe that was not announced": another cell than the sum's says how often it is given.
_FOR_EACH = re.compile(r"(?:for|per) (?:each|every) ", _I)


def by_row(term: Term, case: Known) -> Worked:
    """The cell of a row that is for this customer: the column of the own tier or region, else the only one with a value."""
    cells = [
        (name, cell)
        for name, cell in term.cells
        if not re.search(r"note|remark|effective|since|from date|applies from", name, _I)
        and not (_COSTS.search(name) and not _GIVEN_BACK.search(f"{name} {cell}"))
    ]
    rest = " ".join(value for _, value in term.cells)
    plain = {name: re.sub(r"[\s_]+", " ", name).strip().lower() for name, _ in cells}
    own = [
        (n, c)
        for n, c in cells
        if plain[n] in case.active
        or any(re.search(rf"(?<!\w){re.escape(value)}(?!\w)", plain[n]) for value in case.active)
    ]
    groups = {other for others in case.active.values() for other in others}
    general = [(n, c) for n, c in cells if plain[n] not in groups]
    valued = [
        (n, c)
        for n, c in (own or general)
        if find_money(c)
        or find_percent(c)
        or _in_points(c, rest)
        or (own and _bare_sum(c, case))
        or re.search(r"\b(?:fee|charge|price|fare)\b.{0,12}\bpaid\b|\bfee\b", c, _I)
    ]
    if not valued and own:
        valued = [(n, c) for n, c in general if find_money(c) or find_percent(c)]
    valued = [
        (n, c) for n, c in valued if not re.search(r"below|above|over|under|uptime|delay|distance", c, _I)
    ] or valued
    if not valued:
        return NOTHING
    name, cell = valued[-1] if not own else valued[0]
    percent = find_percent(cell)
    if percent:
        base = money_for(f"{name} {cell}", case.facts, case.alike)
        if base is not None and base.money is not None:
            return as_often(
                Worked(share(base.money, percent[0][2]), parts=(f"{percent[0][2]}% of {base.line}",)), cell, case
            )
        return Worked(percent=percent[0][2])
    shares = find_shares(cell)
    if shares and not find_money(cell):
        return _share_in_row(shares, name, cell, term, case)
    money = own_sums(find_money(cell), cell, case) or _in_points(cell, rest) or (_bare_sum(cell, case) if own else [])
    if len({found.money.currency for found in money}) > 1:
        return NOTHING  # "£15 / €18", and nothing says in which money the customer pays
    if money:
        if not money[0].money.value:
            return NOTHING
        capped = role_of(cell, money[0]) == "cap" and bool(RECEIPTS.search(rest))
        told = cell if EACH.search(cell) else next((c for _, c in term.cells if _FOR_EACH.match(c)), cell)
        return as_often(Worked(money[0].money, parts=(cell,), capped=capped), told, case)
    fact = money_for(cell, case.facts, case.alike)
    return Worked(fact.money, parts=(fact.line,)) if fact is not None else NOTHING


def _share_in_row(shares: list[Named], name: str, cell: str, term: Term, case: Known) -> Worked:
    """What "For each day: one thirtieth of the monthly fee" comes to, with the row's other cells ("from the 8th day")."""
    base = base_for(shares[0].of or cell, cell, case)
    if base is None or base.money is None or len(shares) > 1:
        return NOTHING
    value = Money(value=times_share(base.money.value, shares[0].share), currency=base.money.currency)
    row = ", ".join(f"{heading.lower()} {text}" for heading, text in term.cells)
    worked = Worked(value, parts=(f"{shares[0].share} of {base.line}",))
    return rounded(as_often(worked, row if EACH.search(f"{name.lower()} {cell}") else cell, case))


def _bare_sum(cell: str, case: Known) -> list[FoundMoney]:
    """A bare figure in the customer's own column, in the one currency that the facts are told in."""
    figure = re.fullmatch(r"\s*(\d{1,4}(?:[.,]\d{2})?)\s*", cell)
    currencies = {fact.money.currency for fact in case.facts if fact.money is not None}
    if figure is None or len(currencies) != 1:
        return []
    return [FoundMoney(0, len(cell), Money(value=Decimal(figure[1].replace(",", ".")), currency=currencies.pop()))]


def _in_points(cell: str, rest: str) -> list[FoundMoney]:
    """A bare figure in a table whose row says that it is given as points or miles."""
    unit = re.search(r"\b(points|miles)\b", rest, _I)
    figure = re.fullmatch(r"\s*(\d{1,3}(?:[,.\u00a0 ]?\d{3})*)\s*", cell)
    if not unit or not figure or int(re.sub(r"\D", "", figure[1])) == 0:
        return []
    value = Decimal(re.sub(r"\D", "", figure[1]))
    return [FoundMoney(0, len(cell), Money(value=value, currency=unit[1].lower()))]
