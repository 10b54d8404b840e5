"""Thresholds and times before an event, held against the facts ("above $250", "29 to 14 days before arrival"). Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from assistant.conditions.answers import Judged
from assistant.facts import Fact, Similarity, day_for, overlap, stems
from assistant.measures.bounds import Bound, find_bounds, is_sum
from assistant.measures.lengths import MINUTES, find_lengths, unit_named
from knowledge.terms.measures import find_percent

_I = re.IGNORECASE
_AHEAD = re.compile(
    r"(?P<less>less than |fewer than |under |inside |within )?(?P<a>\d+)(?: (?:to|and|-) (?P<b>\d+))? (?:calendar |business |working |full )?(?P<unit>days|hours|weeks|day|hour|week)"
    r"(?P<more> or (?:more|earlier)| at least)? before (?:the )?(?P<event>[^,.;:]{3,40})",
    _I,
)
# The same clauses are asked of in case after case, and few of them name a time before an event.
_ahead_in = lru_cache(maxsize=16_384)(_AHEAD.search)
_ACTED = re.compile(r"cancel|call(?:ed)? off|request|notice|asked|withdr|moved|told|chang|return|receiv", _I)


def ahead(text: str, facts: Sequence[Fact], alike: Similarity) -> Judged | None:
    """Answer "29 to 14 days before arrival" from the facts: how long before the event the customer acted."""
    match = _ahead_in(text)
    if match is None:
        return None
    size = MINUTES[f"{match['unit'].lower().removesuffix('s')}s"]
    found = _time_before(facts, match["event"], alike)
    if found is None:
        return None
    passed, fact = found
    low = int(match["a"]) * size
    if match["b"]:
        low, high = sorted((low, int(match["b"]) * size))
        ok = low <= passed < high + size
    elif match["less"]:
        ok = passed < low
    else:
        ok = passed >= low
    return Judged("met" if ok else "unmet", fact)


def over(text: str, facts: Sequence[Fact], on: date, alike: Similarity) -> bool:
    """Whether what a clause allows "up to 7 days before the first lesson" is asked for on a day after that event."""
    match = _ahead_in(text)
    if match is None or match["less"]:
        return False
    at = day_for(match["event"], facts, alike)
    acted = any(fact.day and _ACTED.search(fact.name) and fact is not at for fact in facts)
    return at is not None and at.day is not None and at.day < on and not acted


def _time_before(facts: Sequence[Fact], event: str, alike: Similarity) -> tuple[Decimal, Fact] | None:
    """Minutes from what the customer did to the event, as a fact says it or as two dates say it together."""
    for fact in facts:
        for length in find_lengths(fact.text):
            if fact.text[length.end :].startswith(" before"):
                return length.minutes, fact
    at = day_for(event, facts, alike)
    acted = [fact for fact in facts if fact.day and _ACTED.search(fact.name) and fact is not at]
    if at is None or at.day is None or not acted or acted[0].day is None or acted[0].day > at.day:
        return None
    return Decimal((at.day - acted[0].day).days * MINUTES["days"]), acted[0]


def compare(text: str, facts: Sequence[Fact], alike: Similarity) -> Judged | None:
    """Answer the thresholds of a text ("above $250", "below 99.5%", "a delay of 30 to 59 minutes") from the facts; None if
    there is none that a fact answers."""
    answers = []
    for bound in find_bounds(text):
        found = _fact_with(bound, text, facts, alike)
        number = _number(found, bound, text) if found is not None else None
        if number is None:
            continue
        # "30 to 59 minutes, 60 to 119": what lies between two steps belongs to the lower one.
        whole = Decimal(math.floor(number)) if bound.low is not None and bound.high is not None else number
        answers.append(Judged("met" if bound.holds(whole) else "unmet", found))
    if not answers:
        return None
    return next((judged for judged in answers if judged.answer == "unmet"), answers[0])


# What is told once in a case, and so needs no further word to say which of the figures is meant.
_TOLD_ONCE = frozenset({"%", "km", "miles", "minutes", "degrees", "gb"})


# How long something lasts: where one fact alone tells a length, it is that of which the case tells.
_LASTS = re.compile(r"\b(?:lasts?|lasted|goes on for|in a row|on end|consecutive)\b", _I)


def _fact_with(bound: Bound, text: str, facts: Sequence[Fact], alike: Similarity) -> Fact | None:
    usable = [fact for fact in facts if _number(fact, bound, text) is not None]
    if not usable:
        return None
    if len(usable) == 1 and (bound.unit in _TOLD_ONCE or _LASTS.search(text)):
        return usable[0]
    wanted = stems(text)
    cosines = alike([text], [fact.name for fact in usable])[0]
    scored = [
        (overlap(stems(fact.name), wanted) * 0.5 + float(cosine), fact)
        for fact, cosine in zip(usable, cosines, strict=True)
    ]
    score, best = max(scored, key=lambda pair: pair[0])
    return best if score >= 0.45 else None


def _number(fact: Fact, bound: Bound, text: str) -> Decimal | None:
    """What a fact tells in the unit of a bound; of a bare number in the noun that follows it."""
    if bound.unit == "%":
        percent = find_percent(fact.text)
        return percent[0][2] if percent else None
    if is_sum(bound):
        return fact.money.value if fact.money and fact.money.currency == bound.unit else None
    if bound.unit in MINUTES:
        return _length(fact, bound)
    word = bound.unit or _noun_of(bound, text)
    if word and fact.number is not None and re.search(rf"\b{re.escape(word.removesuffix('s'))}s?\b", fact.line, _I):
        return fact.number
    return None


def _length(fact: Fact, bound: Bound) -> Decimal | None:
    """The length that a fact tells first, in the unit of a bound of its kind: minutes, hours, or days and more."""
    lengths = [one for one in find_lengths(fact.text) if not re.search(r"\w{3}", fact.text[: one.start])]
    if lengths:
        same = min(MINUTES[lengths[0].unit], MINUTES["days"]) == min(MINUTES[bound.unit], MINUTES["days"])
        return lengths[0].minutes / MINUTES[bound.unit] if same else None
    return fact.number if unit_named(fact.name) == bound.unit and bound.unit == "days" else None


def _noun_of(bound: Bound, text: str) -> str | None:
    """The noun that a bare number counts: "3 bags or more"."""
    noun = re.search(r"\d ([a-z]+)", f"{bound.exact}{text[bound.end : bound.end + 20]}", _I)
    return noun[1].lower() if noun else None
