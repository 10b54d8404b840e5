"""What a row of a table comes to: the cell that is for this customer."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.amounts.bases import base_for
from assistant.amounts.counting import EACH, as_often, at_most
from assistant.amounts.figures import own_sums, role_of
from assistant.amounts.fractions import Named, find_shares, times_share
from assistant.amounts.spans import LATE
from assistant.amounts.spending import RECEIPTS
from assistant.amounts.sums import NOTHING, Known, Worked, rounded, share
from assistant.facts import money_for
from knowledge.regions import currencies_in
from knowledge.terms import Money, Term
from knowledge.terms.measures import FoundMoney, find_money, find_percent

_I = re.IGNORECASE


# What the customer pays ("Charge for an abortive visit: EUR 45") is nothing that is given.
_COSTS = re.compile(r"^(?:charge|fee|price|cost|surcharge|penalty)s?\b|\b(?:customer|guest|client|member) pays\b", _I)
_IS_TAKEN = re.compile(r"\d(?: ?[A-Z]{3})? (?:charge|fee|payable|surcharge)$")
_GIVEN_BACK = re.compile(r"refund|waiv|back|paid|credit|reimburs|returned|free|none", _I)


_FIGURE = r"(?P<sum>\d{1,4}(?:[.,]\d{2})?)"
_BARE = re.compile(rf"\s*{_FIGURE}\s*(?:$|(?=(?:per|for each|for every|each|every|a) [a-z]))", _I)
_BARE_MOST = re.compile(rf"\b(?:at most|max(?:imum|\.)?|up to|no more than|limit(?:ed to)?) {_FIGURE}$", _I)

# A column of what comes at most of it
_MOST = re.compile(r"\b(?:most|max(?:imum)?|limit|cap|ceiling)\b", _I)

# "For each replaced recipe that was not announced": another cell than the sum's says how often it is given.
_FOR_EACH = re.compile(r"(?:for|per) (?:(?:each|every) |[a-z]+$)", _I)
# "Line moved late: each full working day"
_EACH_OF = re.compile(r"[:,;] ?(?:for )?((?:each|every) [a-z ]+)$", _I)


def by_row(term: Term, case: Known) -> Worked:
    """The cell of a row that is for this customer: the column of the own tier or region, else the only one with a value."""
    cells = [
        (name, cell)
        for name, cell in term.cells
        if not re.search(r"note|remark|effective|since|from date|applies from", name, _I)
        and not _IS_TAKEN.search(cell)
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
    if not own:
        valued = _of_nobody_else([(n, c) for n, c in valued if not _MOST.search(n)] or valued, case)
    if not valued:
        return NOTHING
    name, cell = valued[0]
    limits = _limits([pair for pair in general if pair not in own]) + (_bare_limits(cell, case) if own else [])
    return at_most(_by_cell(name, cell, term, case, own=bool(own)), limits)


def _of_nobody_else(valued: list[tuple[str, str]], case: Known) -> list[tuple[str, str]]:
    """The cells of columns of which nothing says which is the customer's: all where they give the same, else those in the
    money of the case where these do; none where they differ."""
    if len({cell for _, cell in valued}) < 2:
        return valued
    paid = {fact.money.currency for fact in case.facts if fact.money is not None}
    mine = [
        (name, cell, found.money) for name, cell in valued for found in find_money(cell) if found.money.currency in paid
    ]
    alike = all(find_money(cell) for _, cell in valued) and len({money for _, _, money in mine}) == 1
    return [(name, cell) for name, cell, _ in mine] if alike else []


def _limits(cells: list[tuple[str, str]]) -> list[FoundMoney]:
    """The sums of a column that says what comes at most of a row."""
    return [found for name, cell in cells if _MOST.search(name) for found in find_money(cell)]


def _by_cell(name: str, cell: str, term: Term, case: Known, *, own: bool) -> Worked:
    """What a cell gives, part by part where it gives two things."""
    parts = [part for part in _JOINED.split(cell) if _GRANT.search(part)]
    if len(parts) < 2:
        return _one_grant(name, cell, term, case, own=own)
    rest = " ".join(value for _, value in term.cells)
    # "The fee back and 8 USD of credit" are two payments, of which the first is the refund.
    if _OTHER_PURSE.search(rest):
        parts = [part for part in parts if _BACK.search(part) and not _OTHER_PURSE.search(part)]
    if any(EACH.search(part) and _THEREAFTER.search(part) for part in parts):
        return NOTHING  # "40 EUR, and 5 EUR for each day after that": how many come after is not how many there are
    several = [_one_grant(name, part, term, case, own=own) for part in parts]
    sums = [worked.amount for worked in several if worked.amount is not None and worked.per is None]
    if not sums or len(sums) < len(parts) or len({money.currency for money in sums}) > 1:
        return NOTHING
    total = Money(value=sum((money.value for money in sums), Decimal(0)), currency=sums[0].currency)
    return Worked(total, parts=tuple(note for worked in several for note in worked.parts))


_JOINED = re.compile(r",? (?:and|plus|\+) ")
_GRANT = re.compile(r"\d|%|\bback\b|\b(?:price|fee|charge|fare|whole|half)\b", _I)
_THEREAFTER = re.compile(r"\b(?:after|thereafter|further|additional|extra|beyond|over)\b", _I)
_BACK = re.compile(r"\bback\b|\brefund", _I)
_OTHER_PURSE = re.compile(r"\b(?:credits?|vouchers?|wallet|points|coins?|balance|gift)\b", _I)
_SHARE_OF = re.compile(r"% (?:of|off) (?P<of>[^,;]{3,60})")


def _one_grant(name: str, cell: str, term: Term, case: Known, *, own: bool) -> Worked:
    """What one thing comes to that a cell gives: a share, a sum, or what it names."""
    rest = " ".join(value for _, value in term.cells)
    percent = find_percent(cell)
    if percent:
        of = _SHARE_OF.search(cell)
        base = (base_for(of["of"], cell, case) if of else None) or money_for(f"{name} {cell}", case.facts, case.alike)
        if base is not None and base.money is not None:
            worked = Worked(share(base.money, percent[0][2]), parts=(f"{percent[0][2]}% of {base.line}",))
            return as_often(worked, _how_often(name, cell, term), case)
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
        often = _how_often(name, cell, term)
        if LATE.search(label := re.sub(r"[\s_]+", " ", term.cells[0][1])):
            often = f"{label}: {often}"  # what is counted stands in the row's name
        return as_often(Worked(money[0].money, parts=(cell,), capped=capped), often, case)
    fact = base_for(cell, cell, case)
    return Worked(fact.money, parts=(fact.line,)) if fact is not None else NOTHING


def _how_often(name: str, cell: str, term: Term) -> str:
    """The words that say how often a cell is given: its own, its heading's, else another cell's ("per line")."""
    if EACH.search(cell):
        return cell
    if EACH.search(name.lower()):
        return f"{name.lower()} {cell}"
    if each := next((found[1] for _, other in term.cells for found in [_EACH_OF.search(other)] if found), None):
        return f"{cell} for {each}"
    return next((other for _, other in term.cells if _FOR_EACH.match(other)), cell)


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
    """A bare figure in the customer's own column ("30", "15 per business day, at most 60"), in the money of the case."""
    figure = _BARE.match(cell)
    currency = _money_of(case) if figure is not None else None
    if figure is None or currency is None:
        return []
    value = Decimal(figure["sum"].replace(",", "."))
    return [FoundMoney(figure.start("sum"), figure.end("sum"), Money(value=value, currency=currency))]


def _bare_limits(cell: str, case: Known) -> list[FoundMoney]:
    """The bare figure that a cell names as the most that comes of it."""
    most, currency = _BARE_MOST.search(cell), _money_of(case)
    if most is None or currency is None:
        return []
    value = Decimal(most["sum"].replace(",", "."))
    return [FoundMoney(most.start("sum"), most.end("sum"), Money(value=value, currency=currency))]


def _money_of(case: Known) -> str | None:
    """The one currency that the facts are told in, else that of the country which they name."""
    told = {fact.money.currency for fact in case.facts if fact.money is not None} - {"miles", "points"}
    told = told or set(currencies_in("; ".join(fact.text for fact in case.facts)))
    return told.pop() if len(told) == 1 else None


def _in_points(cell: str, rest: str) -> list[FoundMoney]:
    """A bare figure in a table whose row says that it is given as points or miles."""
    unit = re.search(r"\b(points|miles)\b", rest, _I)
    figure = re.fullmatch(r"\s*(\d{1,3}(?:[,.\u00a0 ]?\d{3})*)\s*", cell)
    if not unit or not figure or int(re.sub(r"\D", "", figure[1])) == 0:
        return []
    value = Decimal(re.sub(r"\D", "", figure[1]))
    return [FoundMoney(0, len(cell), Money(value=value, currency=unit[1].lower()))]
