"""Whether a term speaks to this customer: validity, region, tier, thresholds, conditions and gates. Pure.

Every answer is one of `met`, `claimed` (the customer says so, no fact denies it), `open` (not yet known or not yet
done) and `unmet`. Nothing here knows a region, a tier or a fact by name: what counts as a sibling ("Team" beside
"Business") is read from the company's own tables and lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from assistant.facts import Fact, Similarity, day_for, overlap, pending_words, shared, stems
from knowledge.passage import Passage
from knowledge.terms import Money, Term
from knowledge.terms.measures import find_money, find_percent, find_spans
from knowledge.terms.people import CUSTOMER

Answer = Literal["met", "claimed", "open", "unmet"]
_I = re.IGNORECASE
_NEGATED = re.compile(
    r"\b(?:not|no|never|without|out of (?!the|our|his)|un(?:available|used|opened|paid)|none|neither|nobody|cannot)\b|n't\b",
    _I,
)
_COMPARE = re.compile(
    r"\b(?P<op>above|over|more than|exceed(?:s|ing)?|at least|from|below|under|less than|up to|no more than|not more than|at most|within|(?=\d[\d.,]*\s?\S{0,12}(?: (?:late|early|old|long|away|overdue))? or (?:more|less|longer|over|later|older)))\s*(?:a |an |the |price of |delay of |wait of )*"
    r"(?P<rest>[$€£]?\s?\d[^;|]{0,40})",
    _I,
)
_MORE = re.compile(r"above|over|more|exceed|at least|from", _I)


class Siblings(NamedTuple):
    """Values that exclude one another ("Starter", "Team", "Business"), read from tables and lists."""

    groups: tuple[frozenset[str], ...]

    def active(self, facts: Sequence[Fact]) -> dict[str, frozenset[str]]:
        """For each group the customer belongs to: the customer's value -> the other values of the group."""
        chosen: dict[str, frozenset[str]] = {}
        for group in self.groups:
            own = _own_value(group, facts)
            if own is not None:
                chosen[own] = chosen.get(own, frozenset()) | (group - {own})
        return chosen


_NAMED_KIND = re.compile(
    r"(?<=[a-z,] )(?P<value>[A-Z][a-z]{2,})(?: (?:or|and) (?P<second>[A-Z][a-z]{2,}))? (?P<noun>parcel|member|membership|customer|plan|ticket|account|service|fare|order|booking|contract|room|guest|subscriber|subscription|card|rental|passenger|tenant|policy|cover|delivery|collection|traveller|traveler|line|package|seat|pass|licen[cs]e|tariff|loan|mortgage)s?\b"
)


def _named_kinds(passages: Iterable[Passage]) -> Iterable[frozenset[str]]:
    """Kinds of one thing that are written as names: "a Timed parcel" beside "a late Steady parcel"."""
    kinds: dict[str, set[str]] = {}
    for passage in passages:
        for match in _NAMED_KIND.finditer(passage.text):
            kinds.setdefault(match["noun"], set()).update(v.lower() for v in (match["value"], match["second"]) if v)
    return (frozenset(values) for values in kinds.values() if 2 <= len(values) <= 6)


def siblings(passages: Iterable[Passage]) -> Siblings:
    """Read the groups of excluding values: short labels in one column, matrix headings, "Tiers: A (..), B (..)"."""
    passages = list(passages)
    columns: dict[tuple[str, str, str], list[str]] = {}
    headers: dict[tuple[str, str], tuple[str, ...]] = {}
    tables: dict[tuple[str, str], list[tuple[tuple[str, str], ...]]] = {}
    groups: list[frozenset[str]] = []
    for passage in passages:
        if passage.fields:
            tables.setdefault((passage.path, passage.section), []).append(passage.fields)
            names = tuple(name for name, _ in passage.fields)
            headers[passage.path, passage.section] = names
            for name, cell in passage.fields:
                if _label(cell):
                    columns.setdefault((passage.path, passage.section, name), []).append(_plain(cell))
        for match in re.finditer(
            r"(?m)^[-*•]?\s*(?:[\w ]{0,20})(?:tiers?|plans?|levels?|classes|regions?|fares?|rates?)\s*(?:are|:)\s*(.+)$",
            passage.text,
            _I,
        ):
            values = [
                _plain(re.sub(r"\(.*?\)", "", piece))
                for piece in re.split(r",| and | or ", re.sub(r"\(.*?\)", "", match[1]))
            ]
            short = [value for value in values if _label(value)]
            if 2 <= len(short) <= 6:
                groups.append(frozenset(short))
    for cells in columns.values():
        distinct = {cell for cell in cells if cell}
        if 2 <= len(distinct) <= 8:
            groups.append(frozenset(distinct))
    for (path, section), names in headers.items():
        rows = tables[path, section]
        groups.append(frozenset(_plain(name) for name in names if _label(name) and _of_values(name, rows)))
    groups.extend(_figured_names(passages))
    known = frozenset().union(*groups)
    groups.extend(kinds - known for kinds in _named_kinds(passages))
    return Siblings(tuple(dict.fromkeys(group for group in groups if len(group) > 1)))


_FOR_NAME = re.compile(r"\bfor (?P<name>[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?=[,.;:)]| and\b| or\b|$)")
NAMES_IN_BRACKETS = re.compile(
    r"\((?P<names>[A-Z][a-z]+(?: [A-Z][a-z]+)?(?:(?:,| and| or) [A-Z][a-z]+(?: [A-Z][a-z]+)?)*)\)"
)


def _figured_names(passages: Iterable[Passage]) -> Iterable[frozenset[str]]:
    """The names to which one sentence gives a figure each: "3 days for Home, 2 days for Home Plus and 1 day for Work",
    "5% of the fee (Home and Home Plus) or 10% of it (Work)"."""
    for passage in passages:
        for sentence in re.split(r"(?<=[.;])\s|\n", passage.text):
            if len(re.findall(r"\d", sentence)) < 2:
                continue
            told = {_plain(match["name"]) for match in _FOR_NAME.finditer(sentence)}
            brackets = [
                _plain(name)
                for match in NAMES_IN_BRACKETS.finditer(sentence)
                for name in re.split(r", | and | or ", match["names"])
            ]
            for names in (told, set(brackets) if len(NAMES_IN_BRACKETS.findall(sentence)) > 1 else set()):
                if 2 <= len(names) <= 6 and len(re.findall(r"\d+(?:[.,]\d+)?", sentence)) >= 2:
                    yield frozenset(names)


def _of_values(name: str, rows: list[tuple[tuple[str, str], ...]]) -> bool:
    """Whether a column holds what is given (sums, shares, "none") and so its heading names who gets it."""
    cells = [cell for row in rows for column, cell in row if column == name]
    valued = [
        cell
        for cell in cells
        if re.search(r"[$€£%]|\d|\b(?:none|fee|free|waived|nothing)\b", cell, _I)
        and not re.fullmatch(r"[\d-]{8,10}", cell)
    ]
    return len(valued) * 2 > len(cells) and max((len(cell.split()) for cell in cells), default=0) <= 8


def _label(cell: str) -> bool:
    text = cell.strip()
    if re.fullmatch(r"none|nothing|nobody|n/?a|no|yes|not [a-z]+", text, _I):
        return False
    if re.fullmatch(r"[A-Za-z]{1,3}-?\d", text):  # S1, P2, Q4: a code, not a measure
        return True
    return bool(text) and len(text.split()) <= 4 and not re.search(r"\d", text) and len(text) <= 32


def _plain(value: str) -> str:
    return re.sub(r"[\s_]+", " ", value).strip(" .:").lower()


def _own_value(group: frozenset[str], facts: Sequence[Fact]) -> str | None:
    """The member of the group that a fact's value names, the longest where several fit."""
    best: str | None = None
    for fact in facts:
        if not re.search(
            r"tier|plan|region|severity|priority|class|status|level|member|cabin|fare|rate|type|category|service|market|country|house|contract|segment|group|product|programme|program",
            f"{fact.name} {fact.text}",
            _I,
        ):
            continue
        text = f" {_plain(re.sub(r'[(,;] ?not [^),;]+[),;]?', ' ', fact.text))} "  # "Home (not Shop Line)"
        if text.strip() in {"none", "no"}:
            text = f" no {_plain(fact.name)} "  # "plan: none" is the column "no plan"
        for member in group:
            if named(member).search(text) and (best is None or len(member) > len(best)):
                best = member
    return best


@lru_cache(maxsize=4096)
def named(value: str) -> re.Pattern[str]:
    """What finds a value as whole words. Kept: the values of a company outnumber what `re` keeps."""
    return re.compile(rf"(?<!\w){re.escape(value)}(?!\w)")


def names_other(text: str, active: dict[str, frozenset[str]]) -> bool:
    """Whether the text is for somebody else: it names a sibling of the customer's value and not the value itself."""
    for own, others in active.items():
        if _stands(own, _without_longer(text, own, others)):  # "Plus Gold" doesn't name "Gold"
            continue
        if any(_stands(other, text) and other not in own for other in others):
            return True
    return False


def _without_longer(text: str, own: str, others: frozenset[str]) -> str:
    """The text with the longer names blanked in which a name stands ("Home Plus" where it is "Home")."""
    longer = "|".join(re.escape(other) for other in others if own in other)
    return re.sub(longer, lambda match: " " * len(match.group()), text, flags=_I) if longer else text


def names_own(text: str, active: dict[str, frozenset[str]]) -> bool:
    """Whether the text names one of the customer's own values."""
    return any(_stands(own, text) for own in active)


_AMBIGUOUS = frozenset(
    ["all", "none", "any", "yes", "no", "notes", "standard", "guest", "free", "role", "limit", "region", "plan", "authority",
     "form", "issue", "situation", "service", "refund", "credit", "store credit", "rep"]
)  # fmt: skip
_MEMBERS = r"(?:customers?|members?|tier|plan|guests?|accounts?|travell?ers?|passengers?|subscribers?|households?)"


@lru_cache(maxsize=32_768)  # every clause is asked for the same few values, by each rule and for each case
def _stands(value: str, text: str) -> bool:
    """Whether a text names a value. One-word names count when they are written as names ("Business", not "business
    days"); everyday words only before the people they name ("Standard customers")."""
    if value in _AMBIGUOUS:
        return bool(re.search(rf"(?<!\w){re.escape(value)} {_MEMBERS}\b", text, _I))
    if " " in value:
        return bool(re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text, _I))
    written = "|".join(re.escape(form) for form in {value.upper(), value.title(), value[:1].upper() + value[1:]})
    if len(value) == 2:
        written = re.escape(value.upper())
    return bool(re.search(rf"(?<!\w)(?:{written})(?!\w)(?! (?:days?|hours?)\b)", text))


def in_force(term: Term, received_on: date, event_on: date | None) -> bool:
    """Whether the document is in force for this case.

    A document that has ended still rules what happened in its time where it says that it applies to orders (bookings,
    contracts) of then, and the event's date lies before that day.
    """
    standing = term.standing
    if standing.orders_before is not None:
        return event_on is not None and event_on < standing.orders_before
    if standing.orders_from is not None and event_on is not None and event_on < standing.orders_from:
        return False
    return standing.in_force(received_on)


class Judged(NamedTuple):
    """An answer and the fact that gave it."""

    answer: Answer
    fact: Fact | None


def judge_condition(condition: str, facts: Sequence[Fact], spoken: Sequence[str], alike: Similarity) -> Judged:
    """Whether a condition in the policy's words is so, by the facts first and by what the customer says second. Of
    alternatives ("if nobody comes, or if we call it off") the one that is the surest counts."""
    ways = _OR_IF.split(condition)
    if len(ways) > 1:
        return min((judge_condition(way, facts, spoken, alike) for way in ways), key=lambda j: _SURENESS[j.answer])
    compared = ahead(condition, facts, alike) or compare(condition, facts, alike) or _by_the_other(condition, facts)
    if compared is not None:
        return compared
    wanted = stems(
        re.sub(
            r"^(?:if|when|where|once|after|until|while|for|unless|but only|only|provided(?: that)?|as soon as|in case)\b",
            "",
            condition,
            flags=_I,
        )
    )
    if not wanted:
        return Judged("met", None)
    best: tuple[float, Fact] | None = None
    names = [fact.line for fact in facts]
    cosines = alike([condition], names)[0] if names else []
    for fact, cosine in zip(facts, cosines, strict=True):
        share = overlap(wanted, fact.words) / len(wanted)
        score = share + 0.5 * float(cosine)
        if (share >= 0.34 or float(cosine) >= 0.55) and (best is None or score > best[0]):
            best = (score, fact)
    if best and (best[0] >= 0.55 or max((float(value) for value in cosines), default=0.0) >= 0.55):
        fact = best[1]
        same = bool(_NEGATED.search(condition)) == _says_no(fact)
        if same:
            return Judged("met", fact)
        # Only a fact that speaks of the very thing can say that it is not so.
        plain = shared(condition, fact) >= 0.5 and not pending_words(fact.text)
        return Judged("unmet" if plain else "open", fact)
    if spoken:
        top = max(float(value) for value in alike([condition], list(spoken))[0])
        said = max((overlap(wanted, stems(sentence)) / len(wanted) for sentence in spoken), default=0.0)
        if top >= 0.5 or said >= 0.6 or (top >= 0.38 and said >= 0.34):
            return Judged("claimed", None)
    return Judged("open", None)


_OR_IF = re.compile(r",? or (?=(?:if|when|where|once)\b)", _I)
_SURENESS: dict[Answer, int] = {"met": 0, "claimed": 1, "open": 2, "unmet": 3}
_WE_DID = re.compile(r"\bwe (?:have |had |ourselves )?(?P<deed>[a-z]{4,})", _I)
_THEY_DID = re.compile(rf"\b(?:{CUSTOMER}) (?:has |have |had )?(?P<deed>[a-z]{{4,}})", _I)
_BY_US = re.compile(
    r"\bby (?:us|ourselves|our|the (?:company|shop|store|airline|carrier|clinic|hotel|operator|provider|organiser|branch))\b",
    _I,
)
_BY_THEM = re.compile(rf"\bby (?:{CUSTOMER})\b", _I)


def _by_the_other(condition: str, facts: Sequence[Fact]) -> Judged | None:
    """Whether the deed that a condition speaks of was done by the other side: "if we cancel" is not so where the facts
    say "cancelled by the client"."""
    for done, ours, theirs in ((_WE_DID, _BY_US, _BY_THEM), (_THEY_DID, _BY_THEM, _BY_US)):
        match = done.search(condition)
        if match is None:
            continue
        deed = stems(match["deed"])
        told = [fact for fact in facts if deed and overlap(deed, fact.words) == len(deed)]
        other = next((fact for fact in told if theirs.search(fact.line)), None)
        if other is not None and not any(ours.search(fact.line) for fact in told):
            return Judged("unmet", other)
    return None


def _says_no(fact: Fact) -> bool:
    """Whether a fact says that something is not so or did not happen; "yes, no internet" says that it is so."""
    if re.match(r"yes\b", fact.text, _I):
        return False
    return fact.denies or bool(
        re.search(
            r"\b(?:did|does|do|has|have|had|was|were|is|are|could) not\b|n't\b|\b(?:nobody|never)\b", fact.text, _I
        )
    )


_AHEAD = re.compile(
    r"(?P<less>less than |fewer than |under |inside |within )?(?P<a>\d+)(?: (?:to|and|-) (?P<b>\d+))? (?:calendar |business |working |full )?(?P<unit>days?|hours?|weeks?)"
    r"(?P<more> or (?:more|earlier)| at least)? before (?:the )?(?P<event>[^,.;:]{3,40})",
    _I,
)
_ACTED = re.compile(r"cancel|request|notice|asked|withdr|moved|told|chang|return|receiv", _I)


def ahead(text: str, facts: Sequence[Fact], alike: Similarity) -> Judged | None:
    """Answer "29 to 14 days before arrival" from the facts: how long before the event the customer acted."""
    match = _AHEAD.search(text)
    if match is None:
        return None
    unit = match["unit"].rstrip("s").lower()
    hours = {"hour": 1, "day": 24, "week": 168}[unit]
    found = _time_before(facts, match["event"], alike)
    if found is None:
        return None
    passed, fact = found
    low = int(match["a"]) * hours
    if match["b"]:
        low, high = sorted((low, int(match["b"]) * hours))
        ok = low <= passed < high + hours
    elif match["less"]:
        ok = passed < low
    else:
        ok = passed >= low
    return Judged("met" if ok else "unmet", fact)


def _time_before(facts: Sequence[Fact], event: str, alike: Similarity) -> tuple[int, Fact] | None:
    """Hours from what the customer did to the event, as a fact says it or as two dates say it together."""
    for fact in facts:
        said = re.search(r"(\d+) (?:calendar |working |business |full )?(days?|hours?|weeks?) before", fact.text, _I)
        if said:
            return int(said[1]) * {"hour": 1, "day": 24, "week": 168}[said[2].rstrip("s").lower()], fact
    at = day_for(event, facts, alike)
    acted = [fact for fact in facts if fact.day and _ACTED.search(fact.name) and fact is not at]
    if at is None or at.day is None or not acted or acted[0].day is None or acted[0].day > at.day:
        return None
    return (at.day - acted[0].day).days * 24, acted[0]


def compare(text: str, facts: Sequence[Fact], alike: Similarity) -> Judged | None:
    """Answer a threshold ("above $250", "below 99.5%", "3 hours or more") from the facts; None if there is none."""
    answers = _within(text, facts, alike)
    for match in _COMPARE.finditer("" if answers else text):
        rest = match["rest"]
        operator = match["op"] or ("more" if re.search(r"or (?:more|longer|over)", rest) else "less")
        limit = _magnitude(rest)
        if limit is None:
            continue
        value, unit = limit
        found = _fact_with(unit, text, facts, alike)
        if found is None:
            continue
        number = _number(found, unit)
        if number is None:
            continue
        more = bool(_MORE.match(operator)) or bool(re.search(r"or (?:more|longer|over)", rest))
        ok = (
            number > value
            if more and not re.search(r"at least|from|or (?:more|longer)", f"{operator} {rest}", _I)
            else (
                number >= value
                if more
                else (number < value if re.match(r"below|under|less", operator, _I) else number <= value)
            )
        )
        answers.append(Judged("met" if ok else "unmet", found))
    if re.search(r"\bnot below\b", text, _I):
        for low in re.finditer(r"not below (\d[\d.,]*\s?\S?)", text, _I):
            limit = _magnitude(low[1])
            found = _fact_with(limit[1], text, facts, alike) if limit else None
            number = _number(found, limit[1]) if found and limit else None
            if number is not None and limit is not None:
                answers.append(Judged("met" if number >= limit[0] else "unmet", found))
    if not answers:
        return None
    return next((judged for judged in answers if judged.answer == "unmet"), answers[0])


_RANGE = re.compile(r"(?P<low>\d+(?:[.,]\d+)?) (?:to|and|-|–) (?P<high>\d+(?:[.,]\d+)?) ?(?P<unit>[a-z%]+)", _I)


def _within(text: str, facts: Sequence[Fact], alike: Similarity) -> list[Judged]:
    """The answers to ranges that are measures of the case ("a delay of 30 to 59 minutes"); dates and times have their own."""
    answers = []
    for match in _RANGE.finditer(text):
        unit = match["unit"].lower()
        if unit not in _MEASURES:
            continue
        found = _fact_with(unit, text, facts, alike)
        number = _number(found, unit) if found is not None else None
        if number is not None:
            low, high = (Decimal(match[name].replace(",", ".")) for name in ("low", "high"))
            answers.append(Judged("met" if low <= number < high + 1 else "unmet", found))
    return answers


# What is told once in a case, and so needs no further word to say which of the figures is meant.
_MEASURES = frozenset({"%", "km", "kilometres", "miles", "minutes", "mins", "min", "degrees", "gb", "mb"})


def _magnitude(text: str) -> tuple[Decimal, str] | None:
    """A number with its unit: a currency, "%", "hours", "days", "km", or the noun that follows."""
    money = find_money(text[:24])
    if money and money[0].start <= 2:
        return money[0].money.value, money[0].money.currency
    percent = find_percent(text)
    if percent and percent[0][0] <= 2:
        return percent[0][2], "%"
    spans = find_spans(text)
    if spans and spans[0].start <= 2:
        return Decimal(spans[0].span.value), "hours" if spans[0].span.unit == "hours" else "days"
    match = re.match(r"\s*(\d[\d,]*(?:\.\d+)?)\s*([a-zA-Z]+)", text)
    return (Decimal(match[1].replace(",", "")), match[2].lower()) if match else None


def _fact_with(unit: str, text: str, facts: Sequence[Fact], alike: Similarity) -> Fact | None:
    usable = [fact for fact in facts if _number(fact, unit) is not None]
    if not usable:
        return None
    if len(usable) == 1 and unit in _MEASURES:
        return usable[0]
    wanted = stems(text)
    cosines = alike([text], [fact.name for fact in usable])[0]
    scored = [
        (overlap(stems(fact.name), wanted) * 0.5 + float(cosine), fact)
        for fact, cosine in zip(usable, cosines, strict=True)
    ]
    score, best = max(scored, key=lambda pair: pair[0])
    return best if score >= 0.45 else None


def _number(fact: Fact, unit: str) -> Decimal | None:
    if unit == "%":
        percent = find_percent(fact.text)
        return percent[0][2] if percent else None
    if re.fullmatch(r"[A-Z]{3}|miles|points", unit):
        return fact.money.value if fact.money and fact.money.currency == unit else None
    if unit in {"hours", "days"}:
        hours = re.match(r"(?:about )?(\d+)\s?h(?:ours?)?(?: (\d+) ?min)?", fact.text)
        if hours and unit == "hours":
            return Decimal(hours[1]) + Decimal(hours[2] or 0) / 60
        spans = find_spans(fact.text)
        if spans and (spans[0].span.unit == "hours") == (unit == "hours"):
            return Decimal(spans[0].span.value)
        if unit == "days" and fact.number is not None and re.search(r"\bdays?\b", fact.name, _I):
            return fact.number
        return None
    if re.search(rf"\b{re.escape(unit)}s?\b", f"{fact.name} {fact.text}", _I) and fact.number is not None:
        return fact.number
    return None


def own_money(quote: str, active: dict[str, frozenset[str]], default: Money | None) -> Money | None:
    """The sum in a clause that names several ("EUR 45 in Ireland, GBP 29 in the UK"): the one nearest the own value."""
    sums = find_money(quote)
    if len(sums) < 2:
        return default
    own = own_figure(quote, active, [found.start for found in sums])
    return default if own is None else sums[own].money


def own_figure(quote: str, active: dict[str, frozenset[str]], starts: Sequence[int]) -> int | None:
    """Which of several figures is the customer's: the one in the same part of the sentence as the customer's own region,
    tier or class, else the nearest to it; None where the sentence does not name it."""
    plain = quote.lower()
    spots = [
        match.start()
        for own, others in active.items()
        for match in named(own).finditer(_without_longer(plain, own, others))
    ]
    if not spots or not starts:
        return None
    cuts = [match.start() for match in re.finditer(r"\band\b|[,;]|\bor\b", plain)]

    def piece(place: int) -> int:
        return sum(cut <= place for cut in cuts)

    ranked = sorted(
        range(len(starts)),
        key=lambda index: min((abs(piece(starts[index]) - piece(spot)), abs(starts[index] - spot)) for spot in spots),
    )
    return ranked[0]
