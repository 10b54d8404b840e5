"""How many times a sum is given: for each night, passenger or month that the facts count, and up to which cap."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.amounts.figures import OFF_BEFORE
from assistant.amounts.many import how_many
from assistant.amounts.spans import Many, left_out
from assistant.amounts.sums import NOTHING, Known, Worked
from assistant.facts import Fact, day_for
from assistant.measures.days import in_units
from knowledge.terms import Money
from knowledge.terms.measures import FoundMoney, find_money
from knowledge.terms.numbers import ENGLISH_NUMBERS, NUMBER_WORDS, ORDINALS, any_of, count, place

_I = re.IGNORECASE
UNITS = r"night|day|week|month|year|passenger|person|guest|travell?er|ticket|room|bag|item|box|parcel|visit|session|seat|line|booking|claim|hour|bill|appointment|call|order|unit|user|licen[cs]e|device|meal|journey|trip|leg|flight|stay|lesson|class|course|workshop|ride|rental|delivery|shipment|screening|show|treatment"

PER = re.compile(
    rf"(?:\b(?:per|for (?:each|every)|each|for any|every|to each)|(?<=\d) an?|\ban?(?= (?:night|day|week|month|year|hour)\b)) "
    rf"(?P<q>(?:further|additional|extra|full|whole|complete|started|begun|commenced|affected|late|missed|calendar|working|business|unused|remaining|missing|claiming|paying) )*"
    rf"(?P<u>{UNITS})\b",
    _I,
)

EACH = re.compile(
    rf"(?:\bper (?!cent|annum)|\bfor (?:each|every|any(?! reason))(?: one)? (?:of )?|\band (?:each|every) |\b(?:each|every) (?=(?:[a-z]+ )?(?:{UNITS})\b)"
    rf"|\b(?:each|every) (?=(?:full |whole |complete |started |begun )?(?:\d{{1,2}}|{any_of(ENGLISH_NUMBERS, least_letters=3)}) (?:minutes|hours|days|weeks)\b)"
    rf"|(?<=\d )(?:each|every) (?!if\b|when\b|and\b|for\b|to\b|time\b)|(?<=\d) an? (?=(?:{UNITS})\b)|(?<!in )(?<!within )(?<!than )(?<!of )(?<!for )(?<!after )\ban? (?=(?:night|day|week|month|year|hour)\b(?!'|’| of\b| later| before| after)))(?P<what>[a-z][^,.;:]*?)(?=,|[.;:]|$| and (?:for )?(?:each|every) | for (?:each|every) | per )",
    _I,
)

_MOST_TIMES = re.compile(
    rf"\b(?:up to|at most|no more than|for a maximum of|maximum of|for) (?P<n>\d+|{any_of(ENGLISH_NUMBERS, least_letters=3)}) (?:such |of those )?(?P<u>{UNITS})s\b(?! (?:of|after|before|from))",
    _I,
)

# "For each full year since the purchase", "for every completed year of age after the second", "for each year you had it"
SINCE = re.compile(
    r"\bfor (?:each|every) (?P<how>started|begun|commenced|full|completed|complete|whole)? ?(?P<u>year|quarter|month|week|day)(?: of a year)? "
    r"(?:(?:since|after|from) (?:the |its )?(?P<event>(?!first\b|second\b|third\b)[^,.;]{3,40})|(?P<kept>of (?:its |their )?(?:age|use|life|ownership)|(?:(?:that|which) )?(?:you|they|he|she|the \w+) (?:have |has )?(?:had|owned|used|kept)\b))",
    _I,
)

_BEGUN = {"started", "begun", "commenced"}
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12}
_AFTER_NTH = re.compile(rf" (?:after|from) the (?P<n>{any_of(ORDINALS)})\b", _I)


def many_times(worked: Worked, clause: str, case: Known) -> Worked:
    """A sum that a table sets, as often as the clause that refers to the table gives it ("for each full day")."""
    return as_often(worked, re.sub(r"\([^)]*\)", "", clause), case) if worked.amount is not None else worked


def as_often(worked: Worked, main: str, case: Known) -> Worked:
    """The sum as often as the clause gives it: for each night, passenger, month."""
    assert worked.amount is not None, "only sums are multiplied"
    if any(_TIMES.match(part) for part in worked.parts):
        return worked  # it is told already how many there were
    places = [m for m in EACH.finditer(main) if not _within_off(main, m.start())]
    if not places:
        return _for_its_subject(worked, main, case)
    factor = 1
    notes: list[str] = []
    for each in places[:2]:
        many = _of_the_lower(each["what"], main, worked) or times(each["what"], main, case)
        if many is None:
            of_all = each.start() == 0 and any(_TOTAL.search(part) for part in worked.parts)
            return worked if of_all else worked._replace(per=_label(places[0]))
        number, line = many.number, many.line
        most = _MOST_TIMES.search(main)
        if most and most["u"].lower() in each["what"].lower():
            number = min(number, count(most["n"]))
        factor *= number
        if line:
            notes.append(f"{number} x ({line})")
    total = Money(value=worked.amount.value * factor, currency=worked.amount.currency)
    return worked._replace(amount=total, parts=(*worked.parts, *notes))


_TIMES = re.compile(r"(?:\d+|[a-z]+) (?:x|of \d+:) ")
# "Each ticket holder gets 40% of the price", of a fact that tells the price for all of them.
_TOTAL = re.compile(r"\b(?:total|in all|altogether|together)\b", _I)


def _of_the_lower(each: str, main: str, worked: Worked) -> Many | None:
    """How many there were of what a difference was reckoned from, where its fact counts them: "room given: Standard, 34.00 a
    night (4 nights)"."""
    unit = re.search(rf"\b(?:{UNITS})\b", each, _I)
    if unit is None or "difference" not in main.lower() or len(worked.parts) != 1:
        return None
    told = {int(n) for n in re.findall(rf"(?<![\d.,])(\d{{1,3}}) {unit.group()}s\b", worked.parts[0])}
    return Many(told.pop(), worked.parts[0]) if len(told) == 1 else None


_SUBJECT = re.compile(
    r"^(?:[^,]*, )?(?:an?|any|each|every) (?P<what>[a-z][^,;.]*?) (?:(?:is|are) (?:then )?(?:refunded|credited|compensated|paid|bought back|returned|given)|earns)\b",
    _I,
)
_APIECE = re.compile(
    r"^(?:[^,]*, )?(?P<what>(?:[a-z]+,? ){0,4}?[a-z]+s(?: (?:that|which|still|to)\b[^;.]*?)?) (?:is|are) [a-z ]+ (?:at|with) [^;.]*?\d (?:each|apiece)\b",
    _I,
)


# "The fee for the full months still to run is refunded, one twelfth of the yearly fee for each"
_OF_THEM = re.compile(
    r"\b(?:for|of) the (?P<what>(?:[a-z]+ ){0,2}[a-z]+s(?: (?:still |yet |not yet )?(?:to run|left|remaining|unused|to come))?) (?:is|are) [a-z ]+, [^,;.]+ for each\.?$",
    _I,
)


# "The full months unused are refunded, each at one twelfth of the yearly fee"
_EACH_AT = re.compile(
    r"^(?:[^,]*, )?(?:the |all |any )?(?P<what>(?:[a-z-]+ ){0,3}?[a-z]+s(?: [^,.;]*?)?) (?:is|are) (?:then )?(?:refunded|credited|repaid|paid back|given back|returned), each (?:at|with|for)\b",
    _I,
)


# "A course cancelled 21 days or more before it starts": the days say which course, and are not what is counted.
_WHEN = re.compile(
    r" (?:(?:more|less|fewer|no later|not later|earlier|later) than |at least |up to |within |from )?\d+ (?:[a-z]+ )?(?:hour|day|night|week|month|year)s?\b.*$",
    _I,
)


def _for_its_subject(worked: Worked, main: str, case: Known) -> Worked:
    """A sum that is given for a thing ("an appointment that we miss is compensated with 30 GBP"), as often as the case tells it."""
    them = _OF_THEM.search(main) or _EACH_AT.search(main)
    subject = them or _APIECE.search(main) or _SUBJECT.search(main)
    many = times(_WHEN.sub("", subject["what"]), main, case) if subject else None
    if them is not None and many is None:
        return NOTHING  # what one of them comes to is not what all do
    if many is None or many.number < 2 or worked.amount is None:
        return worked
    total = Money(value=worked.amount.value * many.number, currency=worked.amount.currency)
    return worked._replace(amount=total, parts=(*worked.parts, f"{many.number} x ({many.line})"))


def _label(place: re.Match[str]) -> str:
    """ "for each full week" of "for each full week by which it is late"."""
    known = PER.match(place.string, place.start())
    label = known.group().strip() if known else " ".join(place.group().split()[:4]).rstrip(" ,.;")
    return label[:1].lower() + label[1:]


def _within_off(main: str, place: int) -> bool:
    """Whether a place stands in what is taken off or in a bound ("up to one monthly charge per fault")."""
    if OFF_BEFORE.search(main[:place]):
        return True
    phrase = re.split(r"[,;:] ", main[:place])[-1]
    return bool(_BOUND.search(phrase))


_FURTHER = re.compile(r"\b(?:further|additional|extra|overdue|late|beyond|over|excess)\b", _I)
_BOUND = re.compile(r"\b(?:up to|at most|(?:no|not|never) more than|maximum|limit(?:ed)?|capped|exceed)\b", _I)


def multiplied(cap: FoundMoney, main: str, case: Known) -> FoundMoney:
    """A cap per passenger or night, for all of them."""
    total = cap.money.value
    start = cap.end
    while (per := EACH.match(main, start) or EACH.match(main, start + 1)) is not None:
        for what in per["what"].split(" and "):  # "per passenger and night"
            many = times(what, main, case)
            total *= many.number if many else 1
        start = per.end()
    return cap._replace(money=Money(value=total, currency=cap.money.currency))


def times(each: str, clause: str, case: Known) -> Many | None:
    """How many the case tells of what the words after "for each" name; 1 of a person or thing that nobody counted."""
    many = how_many(each, clause, case)
    more = re.match(r"(?:further|additional|extra)\b", each, _I)
    if many is not None and more and not _FURTHER.search(many.line) and not left_out(clause):
        return None  # which of those told are further ones, nothing says
    return many


_AGE = re.compile(r"\b(?:age|old|owned for|used for|in use)\b", _I)
_BOUGHT = re.compile(r"purchase|bought|order", _I)


def steps_since(since: re.Match[str], clause: str, case: Known) -> int | None:
    """How many years, quarters or months have begun or gone by since an event, or since a thing was bought; those that a
    clause leaves out ("after the second") not counted. None without its date."""
    unit, begun = since["u"].lower(), (since["how"] or "full").lower() in _BEGUN
    free = place(skipped["n"]) if (skipped := _AFTER_NTH.match(clause, since.end())) is not None else 0
    told = _told_age(unit, case) if since["kept"] else None
    if told is not None:
        return max(0, told - free)
    event = day_for(since["event"], case.facts, case.alike) if since["event"] else None
    first = event.day if event is not None else None
    bought = [day for f in case.facts if _BOUGHT.search(f.line) and (day := f.day or _first_of_month(f.text))]
    first = first or (bought[0] if len(set(bought)) == 1 else None)
    later = [f.day for f in case.facts if f.day and first is not None and f.day > first]
    if first is None or not later:
        return None
    if unit not in _MONTHS_IN:
        return max(0, in_units(first, max(later), unit, ends=False, begun=begun) - free)
    months = in_units(first, max(later), "month", ends=False, begun=begun)
    return max(0, (-(-months // _MONTHS_IN[unit]) if begun else months // _MONTHS_IN[unit]) - free)


def _told_age(unit: str, case: Known) -> int | None:
    """The age of a thing as one fact tells it ("age: 3 full years")."""
    spans = [fact.span for fact in case.facts if fact.span is not None and _AGE.search(fact.name)]
    found = {
        span.value // _MONTHS_IN.get(unit, 1)
        for span in spans
        if span.unit == ("months" if unit in _MONTHS_IN else f"{unit}s")
    }
    return found.pop() if len(found) == 1 else None


def _first_of_month(text: str) -> date | None:
    """The first day of the month that a fact tells without a day ("2023-03")."""
    month = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text.strip())
    return date(int(month[1]), int(month[2]), 1) if month else None


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


# A fact's name that says that its sum is for one of several.
FOR_ONE_NAMED = re.compile(r"\b(?:each|apiece|per (?!cent)[a-z]+)$", _I)


# "plans: 11 x Foundry"
_TIMES_A_NAME = re.compile(r"(\d{1,2}) ?[x×] [A-Z]")


# A fact's name that counts some of what was bought.
ONLY_SOME = re.compile(
    r"\b(?:not|never|missed|missing|lost|left|held|given|used|unused|opened|unopened|remaining|come|cancelled|taken|done|attended|late|faulty|broken)\b",
    _I,
)


def bought(case: Known) -> int | None:
    """How many things were bought, where the facts count only one sort of them ("tickets: 2")."""
    numbers = {
        number
        for fact in case.facts
        if not ONLY_SOME.search(fact.name) and (number := _number_of(fact, UNITS)) is not None
    } or {
        count(match[1])
        for fact in case.facts
        for match in [
            re.search(rf"(?<![\w.,-])(\d{{1,2}}|two|three|four|five|six) (?:{UNITS})e?s\b", fact.text, _I)
            or (_TIMES_A_NAME.match(fact.text) if fact.name.endswith("s") and fact.money is None else None)
        ]
        if match
    }
    return next(iter(numbers)) if len(numbers) == 1 else None


_THAT_ONE = re.compile(rf"\b(?:that|this|one|the (?:affected|same|first|second|one)|a single) (?:{UNITS})\b", _I)
# "32.00 GBP each, 2 tickets"
_COUNTED = re.compile(
    rf"(?:each|apiece),? (?:for |x )?(?P<n>\d{{1,3}}|{any_of(NUMBER_WORDS, least_letters=3)}) [a-z]+s\b", _I
)


_FOR_ONE_TOLD = re.compile(
    rf" ?(?:per|for each|an?|each) (?P<unit>(?!(?:night|day|week|month|year|hour)\b)(?:{UNITS}))\b", _I
)


def counted(base: Fact, clause: str, case: Known) -> int | None:
    """How many a sum is for that a fact tells for each of them: as it says itself, or the facts count one sort of thing only; None
    where the clause speaks of one."""
    given = [per for per in PER.finditer(clause) if not _within_off(clause, per.start())]
    if given or _THAT_ONE.search(clause):
        return None
    here = _COUNTED.search(base.text)
    if here is not None:
        return count(here["n"])
    sums = find_money(base.text)
    told = _FOR_ONE_TOLD.match(base.text, sums[0].end) if len(sums) == 1 else None
    if told is None:
        return bought(case) if FOR_ONE_NAMED.search(base.name) else None
    numbers = {n for fact in case.facts if fact is not base and (n := _number_of(fact, told["unit"])) is not None}
    return numbers.pop() if len(numbers) == 1 else None


# "Stalls H14 and H15"
_PLACES = re.compile(r"\b[A-Z]{1,2}\d{1,3}(?:(?:, ?| and |-| & )[A-Z]{0,2}\d{1,3})+\b")


def _number_of(fact: Fact, unit: str) -> int | None:
    """How many of a thing a fact counts by its name: "tickets: 2 Light, 146.00 EUR together", "seats: H14 and H15"."""
    if not re.search(rf"\b(?:{unit})e?s\b", fact.name, _I):
        return None
    leading = re.match(r"(\d{1,2})(?=,|;| \(| [A-Za-z]|$)(?! of\b)", fact.text)
    if leading is not None:
        return int(leading[1])
    places = _PLACES.search(fact.text)
    return len(re.findall(r"\d{1,3}", places.group())) if places is not None and "-" not in places.group() else None
