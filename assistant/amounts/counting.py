"""How many times a sum is given: for each night, passenger or month that the facts count, and up to which cap."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from assistant.amounts.figures import OFF_BEFORE
from assistant.amounts.sums import Known, Worked
from assistant.facts import Fact, day_for
from knowledge.terms import Money
from knowledge.terms.measures import FoundMoney, count, find_dates, find_money

_I = re.IGNORECASE
UNITS = r"night|day|week|month|year|passenger|person|guest|travell?er|ticket|room|bag|item|box|parcel|visit|session|seat|line|booking|claim|hour|bill|appointment|call|order|unit|user|licen[cs]e|device|meal|journey|trip|leg|flight|stay|lesson|class|course|workshop|ride|rental|delivery|shipment|screening|show|treatment"

PER = re.compile(
    rf"(?:\b(?:per|for (?:each|every)|each|for any|every|to each)|(?<=\d) an?|\ban?(?= (?:night|day|week|month|year|hour)\b)) "
    rf"(?P<q>(?:further|additional|extra|full|whole|complete|started|begun|commenced|affected|late|missed|calendar|working|business|unused|remaining|missing|claiming|paying) )*"
    rf"(?P<u>{UNITS})\b",
    _I,
)

_AND_PER = re.compile(
    rf"\bper (?P<a>{UNITS}) (?:and|per|for (?:each|every)|and for each) (?:full |affected )?(?P<b>{UNITS})\b", _I
)

_MOST_TIMES = re.compile(
    rf"\b(?:up to|at most|no more than|for a maximum of|maximum of|for) (?P<n>\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty) (?:such |of those )?(?P<u>{UNITS})s\b(?! (?:of|after|before|from))",
    _I,
)

SINCE = re.compile(
    r"\bfor (?:each|every) (?P<how>started|begun|commenced|full|completed|complete|whole)? ?(?P<u>year|quarter|month|week|day)(?: of a year)? (?:since|after|from) (?:the )?(?P<event>[^,.;]{3,40})",
    _I,
)

_PERSONS = frozenset(["passenger", "person", "guest", "traveler", "traveller", "ticket", "bag", "box", "parcel", "item", "booking", "claim", "room", "visit", "order", "unit", "device", "appointment", "call", "bill", "flight", "stay", "journey", "trip", "leg", "line", "seat", "session", "lesson", "class", "course", "workshop", "ride", "rental", "delivery", "shipment", "screening", "show", "treatment"])  # fmt: skip
_MEASURED = {"started": math.ceil, "begun": math.ceil, "commenced": math.ceil}
_DAYS = {"year": 365.25, "quarter": 91.3125, "month": 30.4375, "week": 7.0, "day": 1.0}


def many_times(worked: Worked, clause: str, case: Known) -> Worked:
    """A sum that a table sets, as often as the clause that refers to the table gives it ("for each full day")."""
    return as_often(worked, re.sub(r"\([^)]*\)", "", clause), case) if worked.amount is not None else worked


def as_often(worked: Worked, main: str, case: Known) -> Worked:
    """The sum as often as the clause gives it: for each night, passenger, month."""
    assert worked.amount is not None, "only sums are multiplied"
    both = _AND_PER.search(main)
    places = [m for m in PER.finditer(main) if not SINCE.match(main, m.start()) and not _within_off(main, m.start())]
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
    return bool(OFF_BEFORE.search(main[:place]))


def multiplied(cap: FoundMoney, main: str, case: Known) -> FoundMoney:
    """A cap per passenger or night, for all of them."""
    per = PER.match(main, cap.end + 1) or PER.match(main, cap.end)
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


def steps_since(since: re.Match[str], case: Known) -> int | None:
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


def at_most(worked: Worked, caps: Sequence[FoundMoney]) -> Worked:
    """The sum, at most the cap in its own currency."""
    if worked.amount is None:
        return worked
    for cap in caps:
        if cap.money.currency == worked.amount.currency and cap.money.value < worked.amount.value:
            return worked._replace(
                amount=cap.money, parts=(*worked.parts, f"at most {cap.money.value} {cap.money.currency}")
            )
    return worked
