"""What a clause comes to for these facts: a base, a share of it, how many times, what is taken off, a cap. Pure.

A figure in a clause plays one of four parts: it is given, it is a cap ("up to", "at most"), it is taken off ("less a
fee of"), or it is a threshold ("for orders above"). Only the first two are sums to promise. Where a figure is per
night, per passenger or per month and nothing says how many, the sum of one is given and named as such; a sum is never
guessed upwards.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple, Protocol

from assistant.applicability import own_figure, own_money
from assistant.facts import Fact, Similarity, day_for, money_for, overlap, price_paid, stems
from knowledge.terms import Money, Term
from knowledge.terms.kinds import MONEY_KINDS
from knowledge.terms.measures import FoundMoney, count, find_dates, find_money, find_percent
from knowledge.terms.model import Kind

_I = re.IGNORECASE
_CENT = Decimal("0.01")
Role = Literal["given", "cap", "off", "threshold"]

_CAP_BEFORE = re.compile(
    r"\b(?:up to|at most|no more than|not more than|(?:a |the )?maximum(?: of)?|limit(?:ed)? (?:of|to)|capped at|(?:not|never) exceed(?:ing)?|"
    r"to a limit of|a ceiling of)\s*(?:a total of )?$",
    _I,
)
_CAP_AFTER = re.compile(r"^\s*(?:at (?:the )?most|maximum|or less)\b", _I)
_OFF_BEFORE = re.compile(r"\b(?:less|minus|after deduct\w+|deduct\w*|reduced by|net of)\b[^,;.]{0,40}$", _I)
_THRESHOLD_BEFORE = re.compile(
    r"\b(?:above|over|under|below|more than|less than|exceed\w*|worth|costing|from|at least|of at least)\s*$", _I
)
_THRESHOLD_AFTER = re.compile(r"^\s*(?:or (?:more|over|above)|and (?:over|above|more))\b", _I)
_UNITS = r"night|day|week|month|year|passenger|person|guest|travell?er|ticket|room|bag|item|box|parcel|visit|session|seat|line|booking|claim|hour|bill|appointment|call|order|unit|user|licen[cs]e|device|meal|journey|trip|leg|flight|stay|lesson|class|course|workshop|ride|rental|delivery|shipment|screening|show|treatment"
_PER = re.compile(
    rf"(?:\b(?:per|for (?:each|every)|each|for any|every|to each)|(?<=\d) an?|\ban?(?= (?:night|day|week|month|year|hour)\b)) "
    rf"(?P<q>(?:further|additional|extra|full|whole|complete|started|begun|commenced|affected|late|missed|calendar|working|business|unused|remaining|missing|claiming|paying) )*"
    rf"(?P<u>{_UNITS})\b",
    _I,
)
_AND_PER = re.compile(
    rf"\bper (?P<a>{_UNITS}) (?:and|per|for (?:each|every)|and for each) (?:full |affected )?(?P<b>{_UNITS})\b", _I
)
_MOST_TIMES = re.compile(
    rf"\b(?:up to|at most|no more than|for a maximum of|maximum of|for) (?P<n>\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty) (?:such |of those )?(?P<u>{_UNITS})s\b(?! (?:of|after|before|from))",
    _I,
)
_SINCE = re.compile(
    r"\bfor (?:each|every) (?P<how>started|begun|commenced|full|completed|complete|whole)? ?(?P<u>year|quarter|month|week|day)(?: of a year)? (?:since|after|from) (?:the )?(?P<event>[^,.;]{3,40})",
    _I,
)
_RECEIPTS = re.compile(
    r"\breceipts?\b|\bproven\b|\bproof of (?:the )?(?:cost|expense)|\bactual (?:cost|expense)s?\b|\bexpenses?\b|\binvoice of\b|\boutlay\b",
    _I,
)
_PERSONS = frozenset(["passenger", "person", "guest", "traveler", "traveller", "ticket", "bag", "box", "parcel", "item", "booking", "claim", "room", "visit", "order", "unit", "device", "appointment", "call", "bill", "flight", "stay", "journey", "trip", "leg", "line", "seat", "session", "lesson", "class", "course", "workshop", "ride", "rental", "delivery", "shipment", "screening", "show", "treatment"])  # fmt: skip
_MEASURED = {"started": math.ceil, "begun": math.ceil, "commenced": math.ceil}
_DAYS = {"year": 365.25, "quarter": 91.3125, "month": 30.4375, "week": 7.0, "day": 1.0}
_PART = re.compile(
    r"\b(?:full months|remaining|unused|under this (?:section|clause)|due under|pro[- ]?rata|part of|not (?:used|spent)|still open)\b",
    _I,
)
_SEVERAL = re.compile(r"\b(?:amounts|charges|payments|fees|sums|bills|prices|costs|taxes|everything|all)\b", _I)
_LOWERED = re.compile(
    r"\b(?:current|new|now|today|lower|lowest|reduced|sale|drop\w*|other|competitor|market|later|since)\b", _I
)


class Known(Protocol):
    """What the arithmetic needs to know of a case."""

    @property
    def facts(self) -> tuple[Fact, ...]: ...
    @property
    def active(self) -> dict[str, frozenset[str]]: ...
    @property
    def alike(self) -> Similarity: ...


class Worked(NamedTuple):
    """A sum, or a bare percentage where its base is unknown; `per` names the unit where the sum is for one of several
    that nobody counted, `capped` that it is the most that can come of it; `parts` says how it came about."""

    amount: Money | None = None
    percent: Decimal | None = None
    parts: tuple[str, ...] = ()
    per: str | None = None
    capped: bool = False


NOTHING = Worked()


def work_out(term: Term, kind: Kind, case: Known) -> Worked:
    """What a term comes to for these facts."""
    if kind not in MONEY_KINDS:
        return NOTHING
    if term.cells:
        return _row(term, case)
    main = re.sub(r"\([^)]*\)", "", term.quote)
    given, caps = _as_ruled(term, *_figures(main, case))
    if re.search(r"\bdifference\b", main, _I) and not given:
        return _difference(case)
    beyond = _BEYOND.search(main)
    if beyond is not None:
        return _beyond(beyond, main, case)
    if term.percent is not None and not _off_percent(main):
        worked = _share_of(term, main, case)
    elif _RECEIPTS.search(main) and not given and (caps or _spent(main, case)[0] is not None):
        return _receipts(main, caps, case)
    elif given and term.amount is not None:
        worked = Worked(given[0].money, parts=(term.quote,))
    else:
        worked = _whole(term, kind, main, case)
    if worked.amount is None:
        return worked
    return _capped(_less(_times(worked, main, case), main, case), caps)


def _figures(main: str, case: Known) -> tuple[list[FoundMoney], list[FoundMoney]]:
    """The sums given and the caps of a clause; of several the customer's own region, tier or currency decides."""
    by_role: dict[Role, list[FoundMoney]] = {"given": [], "cap": [], "off": [], "threshold": []}
    for found in find_money(main):
        by_role[_role(main, found)].append(found)
    return _own(by_role["given"], main, case), _own(by_role["cap"], main, case)


def _as_ruled(term: Term, given: list[FoundMoney], caps: list[FoundMoney]) -> tuple[list[FoundMoney], list[FoundMoney]]:
    """The figures of a clause, with the sum that a person put in the place of the one in its words."""
    read = find_money(term.quote)
    if not term.confirmed or term.amount is None or (read and read[0].money == term.amount):
        return given, caps
    if caps and not given:
        return given, [caps[0]._replace(money=term.amount)]
    return [given[0]._replace(money=term.amount) if given else FoundMoney(0, 0, term.amount)], caps


def _role(main: str, found: FoundMoney) -> Role:
    before, after = main[: found.start], main[found.end :]
    if _CAP_BEFORE.search(before) or _CAP_AFTER.match(after):
        return "cap"
    if _OFF_BEFORE.search(before):
        return "off"
    if _THRESHOLD_BEFORE.search(before) or _THRESHOLD_AFTER.match(after):
        return "threshold"
    return "given"


def _own(sums: list[FoundMoney], main: str, case: Known) -> list[FoundMoney]:
    if len(sums) < 2:
        return sums
    mine = own_money(main, case.active, None)
    chosen = [found for found in sums if found.money == mine]
    if chosen:
        return chosen
    currencies = {fact.money.currency for fact in case.facts if fact.money is not None} or _currencies_of(case.facts)
    same = [found for found in sums if found.money.currency in currencies]
    return same or sums


_MONEY_OF = {
    "GBP": r"UK|united kingdom|great britain|britain|england|scotland|wales|northern ireland|london",
    "USD": r"USA?|united states|america",
    "CAD": r"canada",
    "AUD": r"australia",
    "CHF": r"switzerland",
    "EUR": r"EU|(?<!northern )ireland|germany|france|spain|italy|netherlands|austria|belgium|portugal|finland|eurozone",
}


def _currencies_of(facts: Sequence[Fact]) -> set[str]:
    """The money of the country or region that a fact names, where no fact names a sum."""
    told = " ".join(f.text for f in facts if re.search(r"region|country|market|area|address|lives|home", f.name, _I))
    return {code for code, places in _MONEY_OF.items() if re.search(rf"\b(?:{places})\b", told, _I)}


def _off_percent(main: str) -> bool:
    """Whether the only percentage is taken off rather than given ("less 10% for each started year")."""
    found = find_percent(main)
    return bool(found) and all(_OFF_BEFORE.search(main[:start]) for start, _, _ in found)


def _share_of(term: Term, main: str, case: Known) -> Worked:
    read = find_percent(term.quote)
    # A share that is not the first in the words was put there by a person.
    ruled = term.confirmed and (not read or read[0][2] != term.percent)
    percent = term.percent if ruled else _own_percent(main, case) or term.percent
    assert percent is not None, "the caller has seen a percentage"
    phrase = term.of or main
    base = money_for(phrase, case.facts, case.alike)
    if base is None and not re.search(r"\b(?:fee|charge|deposit|tax)\b", phrase, _I):
        base = price_paid(case.facts)
    if base is None or base.money is None:
        return Worked(percent=percent)
    return Worked(share(base.money, percent), parts=(f"{percent}% of {base.line}",))


def _own_percent(main: str, case: Known) -> Decimal | None:
    """Of several percentages the one that stands nearest to the customer's own region, tier or class."""
    found = [one for one in find_percent(main) if not _OFF_BEFORE.search(main[: one[0]])]
    own = own_figure(main, case.active, [start for start, _, _ in found]) if len(found) > 1 else None
    return found[own or 0][2] if found else None


def _whole(term: Term, kind: Kind, main: str, case: Known) -> Worked:
    """A refund of what the clause names, part by part."""
    phrase = term.of or ""
    left = _LEFT_OVER.search(main)
    if left is not None:
        return _left_over(left, case)
    if kind == "fee_waiver" and not re.search(r"\b(?:fee|charge|surcharge|cost|penalt)", phrase, _I):
        return NOTHING
    if _PART.search(phrase) or (not phrase and _PART.search(main)):
        return NOTHING
    if kind in {"refund", "fee_waiver"} or term.of:
        return _by_meaning(phrase or main, main, case)
    return NOTHING


_LEFT_OVER = re.compile(
    r"\b(?:price|value|cost) of (?:the |any |all )?(?P<how>unused|remaining|missing|missed|outstanding) (?P<u>[a-z]+?)s\b",
    _I,
)


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
    value = (bought.money.value * left[0].number / total).quantize(_CENT, ROUND_DOWN)
    return Worked(
        Money(value=value, currency=bought.money.currency), parts=(f"{left[0].number} of {total}: {bought.line}",)
    )


def _by_meaning(phrase: str, main: str, case: Known) -> Worked:
    """A refund of what the phrase names ("the price and the original delivery fee")."""
    whole = re.sub(r"\bfull refund\b|\bin full\b", "price", phrase, flags=_I)
    pieces = [
        piece
        for piece in re.split(r"\band\b|\bplus\b|,|\bwhich includes\b|\bincluding\b|\btogether with\b|\bwith\b", whole)
        if piece.strip()
    ]
    includes = re.search(
        r"(?:includ\w+|together with|plus|and) the ((?:original |outbound )?[\w -]{3,30}?(?:fee|charge|cost|tax|taxes|postage))",
        main,
        _I,
    )
    if includes and includes[1] not in whole:
        pieces.append(includes[1])
    total: Money | None = None
    parts: list[str] = []
    used: set[str] = set()
    for piece in pieces[:4]:
        fact = money_for(piece, case.facts, case.alike)
        if fact is None or fact.money is None or fact.key in used:
            continue
        used.add(fact.key)
        if total is not None and total.currency != fact.money.currency:
            continue
        sums = [found.money.value for found in find_money(fact.text) if found.money.currency == fact.money.currency]
        many = (
            len(sums) > 1
            and bool(_SEVERAL.search(piece))
            and not re.search(r"\btotal|together|altogether\b", fact.text, _I)
        )
        value = sum(sums, Decimal(0)) if many else fact.money.value
        total = Money(value=(total.value if total else Decimal(0)) + value, currency=fact.money.currency)
        if fact.money.value:
            parts.append(fact.line)
    if (
        total is None
        and re.search(r"\b(?:full refund|in full|refund\w*|price|money)\b", main, _I)
        and _is_the_price(phrase)
    ):
        fact = price_paid(case.facts)
        if fact is not None:
            return Worked(fact.money, parts=(fact.line,))
    return Worked(total, parts=tuple(parts))


def _difference(case: Known) -> Worked:
    """The price paid less the price it is sold at now; nothing where only one of the two is known."""
    paid = price_paid([fact for fact in case.facts if not _LOWERED.search(fact.name)])
    lower = [
        f for f in case.facts if f.money and _LOWERED.search(f.name) and re.search(r"price|rate|fare|cost", f.name, _I)
    ]
    known = next((f for f in case.facts if f.money and re.search(r"difference", f.name, _I)), None)
    if known is not None:
        return Worked(known.money, parts=(known.line,))
    if len(lower) != 1:
        return _between_two(case)
    if paid is None or paid.money is None or lower[0].money is None:
        return NOTHING
    now = lower[0].money
    if now.currency != paid.money.currency or now.value >= paid.money.value:
        return NOTHING
    return Worked(
        Money(value=paid.money.value - now.value, currency=now.currency), parts=(f"{paid.line} less {lower[0].line}",)
    )


_PRICE_NOUN = re.compile(
    r"\b(?:price|amount|purchase|orders?|items?|goods|products?|articles?|fare|tickets?|bookings?|stay|money|total|costs?|bill|renewal|subscription|plan|contract|payment|sum|refunds?|it|they|this|rental|"
    r"course|membership|parcel|shipment|sale|deal|everything|full)\b",
    _I,
)


def _is_the_price(phrase: str) -> bool:
    """Whether a phrase means the price of the thing itself; "the taxi" and "the first night" do not."""
    head = re.split(r"\b(?:already|paid|that|which|who|of|for|to|on|in|under|within|because|charged|taken)\b", phrase)[
        0
    ]
    if re.search(r"\b(?:fee|charge|tax|difference|part)\b", phrase, _I):
        return False
    return not head.strip() or _PRICE_NOUN.search(head) is not None or not phrase.strip()


_BEYOND = re.compile(
    r"\b(?:everything|anything|whatever|what(?: was)?|the (?:part|sum|amount|rest|excess)|amounts?|charges?)\b(?P<what>[^,.;]{0,40}?)\b(?:above|over|beyond|exceeding|in excess of)\s+(?=[$€£]|[A-Z]{3} ?\d|\d)",
    _I,
)


def _beyond(match: re.Match[str], main: str, case: Known) -> Worked:
    """What was charged above a limit ("everything charged above £45")."""
    limits = [found for found in find_money(main) if found.start >= match.end() - 1]
    fact = money_for(f"{match['what']} charged", case.facts, case.alike)
    if not limits or fact is None or fact.money is None or fact.money.currency != limits[0].money.currency:
        return NOTHING
    value = fact.money.value - limits[0].money.value
    if value <= 0:
        return NOTHING
    return Worked(
        Money(value=value, currency=fact.money.currency), parts=(f"{fact.line} less {limits[0].money.value}",)
    )


def _between_two(case: Known) -> Worked:
    """The difference of the only two sums whose names share a word ("class_paid", "class_given")."""
    pairs = [
        (one, other)
        for index, one in enumerate(case.facts)
        for other in case.facts[index + 1 :]
        if one.money and other.money and one.money.currency == other.money.currency
        and stems(one.name) & stems(other.name) and one.money.value != other.money.value
    ]  # fmt: skip
    if len(pairs) != 1:
        return NOTHING
    high, low = sorted(pairs[0], key=lambda fact: fact.money.value if fact.money else Decimal(0), reverse=True)
    assert high.money is not None and low.money is not None, "both were chosen for their sums"
    value = high.money.value - low.money.value
    return Worked(Money(value=value, currency=high.money.currency), parts=(f"{high.line} less {low.line}",))


def _receipts(main: str, caps: Sequence[FoundMoney], case: Known) -> Worked:
    """What receipts come to, up to the cap; without receipts only the cap is known, and it is named as one."""
    total, parts = _spent(main, case)
    if total is None:
        if not caps:
            return NOTHING
        per = _PER.search(main, caps[0].end)
        return Worked(caps[0].money, parts=(main,), per=per.group().strip() if per else None, capped=True)
    worked = Worked(total, parts=parts)
    return _capped(worked, [_multiplied(cap, main, case) for cap in caps])


def _spent(main: str, case: Known) -> tuple[Money | None, tuple[str, ...]]:
    """The sums of the facts about receipts that are for what the clause speaks of."""
    allowed = stems(re.sub(r"[;,] ?(?:[\w ]{3,30}) (?:is|are) not\b.*$", "", main))
    items: list[tuple[str, Money]] = []
    for fact in case.facts:
        if fact.money is None or not re.search(r"receipt|expense|invoice|cost|bill|spent|outlay", fact.name, _I):
            continue
        sums = find_money(fact.text)
        if len(sums) == 1:
            items.append((fact.line, sums[0].money))
            continue
        start = 0
        for found in sums:
            label = fact.text[start : found.start]
            items.append((label if re.search(r"[a-z]{3}", label, _I) else fact.text[: found.start], found.money))
            start = found.end
    if not items:
        return None, ()
    fitting = [(line, money) for line, money in items if overlap(stems(line), allowed)]
    chosen = items if len(items) == 1 else fitting
    currencies = {money.currency for _, money in chosen}
    if not chosen or len(currencies) > 1:
        return None, ()
    total = sum((money.value for _, money in chosen), Decimal(0))
    return Money(value=total, currency=currencies.pop()), tuple(line.strip(" ,;") for line, _ in chosen)


def many_times(worked: Worked, clause: str, case: Known) -> Worked:
    """A sum that a table sets, as often as the clause that refers to the table gives it ("for each full day")."""
    return _times(worked, re.sub(r"\([^)]*\)", "", clause), case) if worked.amount is not None else worked


def _times(worked: Worked, main: str, case: Known) -> Worked:
    """The sum as often as the clause gives it: for each night, passenger, month."""
    assert worked.amount is not None, "only sums are multiplied"
    both = _AND_PER.search(main)
    places = [m for m in _PER.finditer(main) if not _SINCE.match(main, m.start()) and not _within_off(main, m.start())]
    if not places:
        return worked
    units = [both["a"], both["b"]] if both else [places[0]["u"]]
    qualifier = (places[0]["q"] or "").strip().lower()
    factor = 1
    notes: list[str] = []
    for unit in units:
        many = times(unit, case.facts, qualifier)
        if many is None:
            return worked._replace(per=places[0].group().strip())
        number, line = many
        most = _MOST_TIMES.search(main)
        if most and most["u"].lower() == unit.lower():
            number = min(number, count(most["n"]))
        factor *= number
        if line and number != 1:
            notes.append(f"{number} x ({line})")
    total = Money(value=worked.amount.value * factor, currency=worked.amount.currency)
    return worked._replace(amount=total, parts=(*worked.parts, *notes))


def _within_off(main: str, place: int) -> bool:
    return bool(_OFF_BEFORE.search(main[:place]))


def _multiplied(cap: FoundMoney, main: str, case: Known) -> FoundMoney:
    """A cap per passenger or night, for all of them."""
    per = _PER.match(main, cap.end + 1) or _PER.match(main, cap.end)
    if per is None:
        return cap
    both = _AND_PER.match(main, cap.end + 1)
    total = cap.money.value
    for unit in [both["a"], both["b"]] if both else [per["u"]]:
        many = times(unit, case.facts, (per["q"] or "").strip().lower())
        total *= many[0] if many else 1
    return cap._replace(money=Money(value=total, currency=cap.money.currency))


def times(unit: str, facts: Sequence[Fact], qualifier: str = "") -> tuple[int, str] | None:
    """How many of a unit the facts speak of, with the fact's line; 1 of a person or thing that nobody counted.

    None for stretches of time that no fact counts, and for "further" ones, which depend on a count of days.
    """
    unit = unit.lower()
    if qualifier.split(" ", maxsplit=1)[0] in {"further", "additional", "extra"}:
        counted = [
            f for f in facts if re.search(rf"\b{qualifier.split(' ', maxsplit=1)[0]}\b", f"{f.name} {f.text}", _I)
        ]
        facts = counted
        if not counted:
            return None
    named = [f for f in facts if re.search(rf"\b{unit}s?\b", f.name, _I)]
    for fact in named:
        days = find_dates(fact.text)
        if len(days) > 1 and not re.search(r"\b(?:to|until|through|–)\b", fact.text):
            return len(days), fact.line
        number = re.match(r"\s*(\d{1,3})\b(?![-/.,:]\d)(?!\s?%)", fact.text)
        if number and not find_money(fact.text[: number.end() + 4]) and int(number[1]) > 0:
            return int(number[1]), fact.line
        if len(days) == 1 and unit in {"night", "day"}:
            return 1, fact.line
    for fact in facts:
        text = re.search(
            rf"(?<![\w.,-])(\d{{1,3}}|one|two|three|four|five|six)\s+(?:full |whole |unused |affected |hotel |calendar )?{unit}s?\b(?! (?:before|after|late|of notice|earlier|ago))",
            fact.text,
            _I,
        )
        if text:
            return count(text[1]), fact.line
    return (1, "") if unit in _PERSONS else None


def _less(worked: Worked, main: str, case: Known) -> Worked:
    """The sum less what the same clause takes off: "less a handling fee of $15 per ticket", "less 10% for each started
    year since the purchase"."""
    assert worked.amount is not None, "only sums are lessened"
    amount = worked.amount
    off = [
        found for found in find_money(main) if _role(main, found) == "off" and found.money.currency == amount.currency
    ]
    parts = list(worked.parts)
    value = amount.value
    for found in off[:1]:
        per = _PER.match(main, found.end + 1)
        many = times(per["u"], case.facts) if per else None
        taken = found.money.value * (many[0] if many else 1)
        value -= taken
        parts.append(f"less {taken} {amount.currency}")
    if _off_percent(main):
        percent = find_percent(main)[0][2]
        since = _SINCE.search(main)
        steps = _steps(since, case) if since else 1
        if steps is None:
            return NOTHING
        share_off = min(Decimal(100), percent * steps)
        value = (value * (100 - share_off) / 100).quantize(_CENT, ROUND_DOWN)
        parts.append(f"less {share_off}%")
    for named in _LESS_NAMED.finditer(main):
        told = _named_deductions(named["what"], amount.currency, case)
        if told is None:
            return NOTHING  # something is taken off, and nothing says how much
        for fact in told:
            assert fact.money is not None, "only sums are taken off"
            value -= fact.money.value
            parts.append(f"less {fact.line}")
    if value == amount.value:
        return worked
    if value <= 0:
        return NOTHING
    return worked._replace(amount=Money(value=value, currency=amount.currency), parts=tuple(parts))


_LESS_NAMED = re.compile(
    r"\b(?:less|minus|after (?:the )?deduct(?:ing|ion of)|reduced by|net of)\b (?P<what>(?![^,.;]*(?:\d|than\b|half\b|quarter\b))[a-z][^.;]{3,80})",
    _I,
)


def _named_deductions(what: str, currency: str, case: Known) -> list[Fact] | None:
    """The sums that "unpaid rent and the charges below" come to; None where one of them is not known."""
    taken: list[Fact] = []
    for piece in re.split(r"\band\b|,|\bor\b", what):
        words = stems(re.sub(r"\b(?:below|above|listed|following|due|owed|still)\b", " ", piece))
        if not words:
            continue
        told = [f for f in case.facts if overlap(words, stems(f.name)) == len(words)]
        sums = [f for f in told if f.money is not None and f.money.currency == currency]
        if not told or (not sums and not all(f.denies for f in told)):
            return None
        taken.extend(f for f in sums if f not in taken)
    return taken


def _steps(since: re.Match[str], case: Known) -> int | None:
    """How many years, quarters or months have begun or gone by since an event; None without its date."""
    event = day_for(since["event"], case.facts, case.alike)
    if event is None or event.day is None:
        bought = [f for f in case.facts if f.day and re.search(r"purchase|bought|order", f.name, _I)]
        event = bought[0] if bought else None
    later = [f.day for f in case.facts if f.day and event is not None and event.day is not None and f.day > event.day]
    if event is None or event.day is None or not later:
        return None
    passed = (max(later) - event.day).days / _DAYS[since["u"].lower()]
    return int(_MEASURED.get((since["how"] or "full").lower(), math.floor)(passed))


def _capped(worked: Worked, caps: Sequence[FoundMoney]) -> Worked:
    """The sum, at most the cap in its own currency."""
    if worked.amount is None:
        return worked
    for cap in caps:
        if cap.money.currency == worked.amount.currency and cap.money.value < worked.amount.value:
            return worked._replace(
                amount=cap.money, parts=(*worked.parts, f"at most {cap.money.value} {cap.money.currency}")
            )
    return worked


def _row(term: Term, case: Known) -> Worked:
    """The cell of a row that is for this customer: the column of the own tier or region, else the only one with a value."""
    cells = [
        (name, cell)
        for name, cell in term.cells
        if not re.search(r"note|remark|effective|since|from date|applies from", name, _I)
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
            return _times(
                Worked(share(base.money, percent[0][2]), parts=(f"{percent[0][2]}% of {base.line}",)), cell, case
            )
        return Worked(percent=percent[0][2])
    money = _own(find_money(cell), cell, case) or _in_points(cell, rest) or (_bare_sum(cell, case) if own else [])
    if len({found.money.currency for found in money}) > 1:
        return NOTHING  # "£15 / €18", and nothing says in which money the customer pays
    if money:
        if not money[0].money.value:
            return NOTHING
        capped = _role(cell, money[0]) == "cap" and bool(_RECEIPTS.search(rest))
        return _times(Worked(money[0].money, parts=(cell,), capped=capped), cell, case)
    fact = money_for(cell, case.facts, case.alike)
    return Worked(fact.money, parts=(fact.line,)) if fact is not None else NOTHING


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


def share(base: Money, percent: Decimal) -> Money:
    """A percentage of a sum, rounded to the cent."""
    value = (base.value * percent / 100).quantize(_CENT, ROUND_HALF_UP)
    return Money(value=value, currency=base.currency)
