"""Thresholds and times before an event, held against the facts ("above $250", "29 to 14 days before arrival"). Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.conditions.answers import Judged
from assistant.facts import Fact, Similarity, day_for, overlap, stems
from knowledge.terms.measures import find_money, find_percent, find_spans

_I = re.IGNORECASE
_COMPARE = re.compile(
    r"\b(?P<op>above|over|more than|exceed(?:s|ing)?|at least|from|below|under|less than|up to|no more than|not more than|at most|within|(?=\d[\d.,]*\s?\S{0,12}(?: (?:late|early|old|long|away|overdue))? or (?:more|less|longer|over|later|older)))\s*(?:a |an |the |price of |delay of |wait of )*"
    r"(?P<rest>[$€£]?\s?\d[^;|]{0,40})",
    _I,
)
_MORE = re.compile(r"above|over|more|exceed|at least|from", _I)

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
