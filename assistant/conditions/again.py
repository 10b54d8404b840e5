"""Whether something happened a second time, and how soon, from two facts that tell both times. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.conditions.answers import Judged
from assistant.facts import Fact, overlap, stems
from assistant.measures.lengths import MINUTES
from knowledge.terms.measures import find_dates, find_spans
from knowledge.terms.model import Span

_I = re.IGNORECASE
_TWICE = re.compile(
    r"\b(?:twice|second|another|repeat(?:ed)?|again|once more|of the (?:first|one before|last one)|(?:two|three) (?:times )?(?:out )?(?:of|in) (?:any |the last )?(?:two|three|four|five|six|\d+) (?:consecutive |successive )?[a-z]+s|the same [a-z-]+ (?:occurs|returns|happens|comes back|fails|appears)|"
    # "when the replacement is faulty too"
    r"(?:replacement|replaced [a-z-]+|new (?:one|[a-z-]+)|re[a-z]+|repaired [a-z-]+) (?:is|was|fails|failed|has|turns out|proves|arrives|comes)\b[^,.;]* (?:too|also|as well)|(?:also|too) (?:fails|failed|is|was)|"
    # "when the fresh bouquet fails too"
    r"(?:fails?|failed|breaks?|dies|goes wrong) (?:too|as well)|"
    # "if the sailing to which we moved the customer is cancelled too", "if the replacement vehicle breaks down"
    r"(?:is|was) (?:cancelled|late|wrong|damaged|faulty|missed|broken|lost|missing) (?:too|as well|also)|(?:replacement|swapped|exchanged) [a-z-]+ (?:breaks? down|fails|stops working)|"
    # "if a repair or a remake shows the same fault"
    r"(?:replacement|exchange|new (?:one|[a-z-]+)|repair|re[a-z]+) (?:then |also )?(?:shows?|has|develops?|brings?) (?:the|that) same [a-z]+)\b",
    _I,
)
# "The second box of the order", "a second opinion": no second time.
_COUNTED_ONLY = re.compile(
    r"\b(?:second (?:look|opinion|contact|level|line|stage|half|best)|another (?:address|person|day|date|week|time))\b",
    _I,
)
# "When it happens twice": whatever it is.
_OF_ANYTHING = stems("it happens happened occurs twice again second time same thing goes wrong")
_NTH = re.compile(
    r"\b(?P<first>1|first|one|earlier|previous|original|initial)\b|\b(?P<second>2|second|two|later|new|next|again|repeat(?:ed)?)\b",
    _I,
)
_WITHIN = re.compile(r"\b(?:within|inside|in)(?: the same)? (?:a period of |the next )?$", _I)


def judge_again(condition: str, facts: Sequence[Fact]) -> Judged | None:
    """The answer to "if the same fault occurs a second time within 6 weeks" by two facts of one name ("first fault", "second
    fault") that tell their days; None where the condition asks for no second time, or the facts don't tell both."""
    if not asks_again(condition):
        return None
    first_time = next((fact for fact in facts if _says_first_time(fact)), None)
    if first_time is not None:
        return Judged("unmet", first_time)
    within = _soon_enough(condition)
    earlier = next((fact for fact in facts if _EARLIER_ONES.search(fact.name) and (fact.number or 0) >= 1), None)
    if earlier is not None and within is None:
        return Judged("met", earlier)
    wanted = stems(condition)
    for first, second in _pairs(facts):
        named = overlap(wanted, first.words & second.words) or overlap(wanted, stems(_name(first)))
        if wanted - _OF_ANYTHING and not named:
            continue
        days = [(b - a).days for _, _, a in find_dates(first.text) for _, _, b in find_dates(second.text)]
        if not days or max(days) < 0:
            continue
        if within is None or max(days) <= within:
            return Judged("met", second)
        if min(days) > within:
            return Judged("unmet", second)
    return None


_EARLIER_ONES = re.compile(
    r"\b(?:previous|earlier|prior|past)\b.*\b(?:failures?|faults?|breakdowns?|defects?|incidents?|repairs?|attempts?|misses|mistakes?|errors?|problems?|replacements?|reprints?|remakes?|reworks?|redos?|refits?|re-?trims?|redeliver(?:y|ies)|exchanges?|complaints?)\b",
    _I,
)


def _says_first_time(fact: Fact) -> bool:
    """Whether a fact says that nothing of the kind happened before ("previous failures: 0")."""
    if _SO_FAR.search(fact.name) and _THIS_ALONE.match(fact.text):
        return True
    return (
        _EARLIER_ONES.search(fact.name) is not None
        and re.fullmatch(r"(?:0|no|none|nil)\b.*", fact.text, _I) is not None
    )


# "Claims in the last year: 1, including this one"
_SO_FAR = re.compile(r"\b(?:claims?|complaints?|reports?|incidents?|failures?|faults?)\b", _I)
_THIS_ALONE = re.compile(r"(?:1|one)\b[, (]*(?:including|counting|with|incl\.?) this\b", _I)


@lru_cache(maxsize=16_384)
def asks_again(condition: str) -> bool:
    """Whether a condition is on something that happens a second time."""
    return _TWICE.search(_COUNTED_ONLY.sub(" ", condition)) is not None


@lru_cache(maxsize=16_384)
def _soon_enough(condition: str) -> int | None:
    """The days within which the second time has to follow on the first; None where the condition sets none."""
    spans = [found.span for found in find_spans(condition) if _WITHIN.search(condition[: found.start])]
    return _days(spans[0]) if len(spans) == 1 else None


def _days(span: Span) -> int:
    if span.unit == "business_days":
        return span.bound * 7 // 5
    return span.bound * MINUTES[span.unit] // MINUTES["days"]


def _pairs(facts: Sequence[Fact]) -> list[tuple[Fact, Fact]]:
    """The facts of one name of which one is called the first, and one the second or a later one."""
    told = [(fact, match) for fact in facts if fact.day is not None and (match := _NTH.search(fact.name))]
    return [
        (one, other)
        for one, first in told
        if first["first"]
        for other, second in told
        if second["second"] and _name(one) == _name(other)
    ]


def _name(fact: Fact) -> str:
    """The name without what says which time it was."""
    return " ".join(_NTH.sub(" ", fact.name).split())
