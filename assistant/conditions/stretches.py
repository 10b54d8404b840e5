"""Bounds of time: how long after an event, how long before one, how late and how old, from what the facts tell. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from assistant.conditions.answers import Judged
from assistant.facts import Fact, overlap, stems
from assistant.measures.bounds import Bound, find_bounds
from assistant.measures.lengths import MINUTES, NAMED_UNIT, in_short, unit_named
from assistant.measures.moments import Moment, Stretch, clock, moments, stretch
from knowledge.terms.measures import find_dates
from knowledge.terms.people import CUSTOMER

_I = re.IGNORECASE
# What happens between a customer and a company, each with the words by which clauses and the names of facts tell it.
_EVENTS: dict[str, re.Pattern[str]] = {
    name: re.compile(rf"(?<![a-z])(?:{words})", _I)
    for name, words in {
        "arrive": r"deliver|deliv\b|arriv|receiv|received|drop(?:ped)?(?: date| off)?\b|pod\b|came\b|reach|handed over|van day|landed",
        "buy": r"purchas|bought|buy\b|sold|sale\b|order|invoice|receipt|till",
        "begin": r"start|began|begin|begun|join|sign(?:ed)? ?up|signup|opened|activat|regist|since\b|issu|commenc|on hire|booked in|checked? out|out\b|in since|sent\b",
        "fit": r"fit(?:ted|ting)?\b|install|dispens|repair|job done|serviced?\b|visit|treat|op date|work done|mended",
        "collect": r"collect|pick(?:ed)?[ -]?up|out\b|checked out|taken away",
        "event": r"event|incident|accident|happen|loss|notice\b|letter|ticket|tkt\b|statement|occurr",
        "due": r"due\b|sched|promis|expect|planned|booked|should|agreed|curtain|show|prog|paid (?:to|until)|expir|contract end|orig|slot|start",
        "leave": r"dep\b|depart|leav|sail|travel|flight|trip|out\b",
        "come": r"arriv|arr\b|check[ -]?in|stay|first night|due in|delivery|pick ?up|wanted for|party|lesson|appt|appointment|class|slot|start|booked|collection|event|move|hire|test|begin",
    }.items()
}  # fmt: skip
_TOLD = re.compile(
    r"(?<![a-z])(?:report|contact|ticket opened|complain|claim|e?mail|msg|message|whatsapp|rang|ring|call|phone|text|notif|request|req\b|enquir|ask|appeal|return|back\b|in\b|brought|handed|scan|cancel|amend|"
    r"chang|alter|withdr|log|form|post|now\b|today\b|used?\b|tried|present|fault|fail|fell|loose|restor|actual|done|finish|exit|keys?|arriv|came\b|come\b|stamp|rec(?:eive)?d?\b|told|written|wrote|visit|skip|ended|moved?|test|service)",
    _I,
)
_TODAY = re.compile(r"^(?:today|now|as of|current date|date of (?:complaint|letter|message))$", _I)
_DUE = re.compile(r"\b(?:agreed|due|booked|promised|scheduled|expected|curtain)", _I)
_BORN = re.compile(r"\b(?:dob|born|birth(?:day| date)?|date of birth|child birth)\b", _I)
_BEFORE = re.compile(r"\bbefore(?:hand)?\b|\bin advance\b|\bahead\b|(?<!the )(?<!our )(?<!of )\b(?:notice|warning)\b|\bto go\b|\bprior to\b", _I)  # fmt: skip
_AFTER = re.compile(r"\b(?:of|after|from|since|following)\b", _I)
_LATE = re.compile(r"\blate\b|\blater?\b|\bdelay|\boverdue\b|\bafter the (?:agreed|due|booked|promised|stated)|\boverst|\bcurtain", _I)  # fmt: skip
_EARLY = re.compile(r"\bcurtail|\bcut short|\bearly\b|\bearlier than (?:the )?(?:agreed|due|booked|planned)", _I)
_AGED = re.compile(r"\b(?:aged?|drivers?|child(?:ren)?|infants?|persons?|people|passengers?|guests?|adults?|riders?|residents?|those|pupils?|travell?ers?)\b", _I)  # fmt: skip
_LENGTH = re.compile(
    r"\b(?:late|delay\w*|overdue|outstanding|waiting|held|outage|downtime|early|ahead|before|old|age|ago|elapsed|since)\b",
    _I,
)


def judge_stretch(condition: str, facts: Sequence[Fact]) -> Judged | None:
    """Answer a bound of time or of age by the facts; None where it sets none or the facts don't tell it surely."""
    found = [judged for bound in find_bounds(condition) if (judged := _judge(bound, condition, facts)) is not None]
    found += [
        judged for judged in (_by_the_clock(condition, facts), _by_the_day(condition, facts)) if judged is not None
    ]
    return next((judged for judged in found if judged.answer == "unmet"), found[0] if found else None)


def is_age(bound: Bound, condition: str) -> bool:
    """Whether a bound is on somebody's age ("drivers under 25")."""
    people = _AGED.search(condition[: bound.start]) is not None
    return bound.unit == "" and people and not re.match(r"\s*[a-z]", condition[bound.end :], _I)


def _judge(bound: Bound, condition: str, facts: Sequence[Fact]) -> Judged | None:
    if is_age(bound, condition):
        return _age(bound, facts)
    if bound.unit not in MINUTES:
        return None
    bound = _turned(bound, condition)
    told = _told_length(bound, condition, facts)
    if told is not None:
        return told
    answers: set[bool | None] = set()
    last: Fact | None = None
    for found in _stretches(bound, condition, moments(facts)):
        answers.add(_within(bound, found))
        last = found.last.fact
    answer = answers.pop() if len(answers) == 1 else None
    return None if answer is None else Judged("met" if answer else "unmet", last)


# "In the first three years": since the thing was bought, came or began, up to the day on which the customer writes.
_IN_THE_FIRST = re.compile(r"(?:(?:with)?in|during|for) the first\b", _I)


def judge_up_to(day: date, condition: str, facts: Sequence[Fact]) -> Judged | None:
    """The answer to "in the first three years" on a day, by the day on which facts say that the thing was bought, came or began;
    None where the condition is no such, the facts tell no such day, or a deed of theirs lies on the other side of the limit."""
    bounds = find_bounds(condition) if _IN_THE_FIRST.match(condition) else []
    if len(bounds) != 1 or bounds[0].unit not in MINUTES or MINUTES[bounds[0].unit] < MINUTES["days"]:
        return None
    bound = bounds[0]
    after = condition[bound.end :]
    anchor = _AFTER.split(after, maxsplit=1)[-1] if _AFTER.search(after) else ""
    if after.strip() and not anchor.strip():
        return None
    told = [moment for moment in moments(facts) if moment.kind == "day" and moment.year and moment.since.date() <= day]
    began = [moment for moment in told if _anchors(moment, anchor, "") and not _BORN.search(moment.fact.name)]
    answers = {}
    for begin in began:
        for until in (
            day,
            *(m.since.date() for m in told if m not in began and _is_deed(m) and m.since >= begin.since),
        ):
            passed = Decimal((until - begin.since.date()).days * 1440) / MINUTES[bound.unit]
            slack = Decimal("0.01") if bound.unit in {"months", "years"} else Decimal(0)
            answers[bound.answers(passed * (1 - slack), passed * (1 + slack))] = begin.fact
    if len(answers) != 1:
        return None
    answer, fact = answers.popitem()
    return None if answer is None else Judged("met" if answer else "unmet", fact)


def _turned(bound: Bound, condition: str) -> Bound:
    """Before an event what is later is less: "no later than 24 hours before" is at least 24 hours before it."""
    if not _BEFORE.search(condition[bound.end :]) or not re.search(r"\b(?:later than|up to|until)\b", bound.exact, _I):
        return bound
    return bound._replace(low=bound.high, high=bound.low)


def _within(bound: Bound, found: Stretch) -> bool | None:
    """Whether a stretch lies within a bound, as far as both are told."""
    if bound.unit == "business_days":
        if not found.in_days or not found.first.year:
            return None
        days = sum((found.first.since.toordinal() + step) % 7 not in {6, 0} for step in range(1, found.days + 1))
        return bound.answers(Decimal(days), Decimal(days))
    size = MINUTES[bound.unit]
    timed = found.first.timed + found.last.timed
    if (bound.unit == "minutes" and timed < 2) or (
        bound.unit == "hours" and not timed and found.first.kind != "weekday"
    ):
        return None  # a bound of minutes is not about two days
    if found.in_days and bound.unit in {"days", "weeks", "fortnights"}:
        passed = Decimal(found.days) * 1440 / size
        return bound.answers(passed, passed)
    slack = Decimal("0.03") if bound.unit in {"months", "years"} else Decimal(0)
    return bound.answers(Decimal(found.least) / size * (1 - slack), Decimal(found.most) / size * (1 + slack))


def _stretches(bound: Bound, condition: str, told: list[Moment]) -> Iterator[Stretch]:
    """The stretches that a bound may be about: from the event to the deed, or from the deed to the event."""
    told = [moment for moment in told if not _BORN.search(moment.fact.name)]
    after = condition[bound.end :]
    if _EARLY.search(condition):
        pairs = [
            (deed, due) for due in told for deed in told if due is not deed and _is(due, "due") and not _is(deed, "due")
        ]
    elif _BEFORE.search(after) and not _LATE.search(condition.replace("later than", "")):
        event = re.split(r"\bbefore\b|\bprior to\b", after, maxsplit=1, flags=_I)[-1] if _BEFORE.search(after) else ""
        pairs = [(deed, to) for deed in told for to in told if deed is not to and _comes(to, event) and _is_deed(deed)]
    elif _LATE.search(condition) and not re.search(r"\b(?:of|from|after) (?:the |our )?[a-z]+", after, _I):
        pairs = [(due, deed) for due in told for deed in told if due is not deed and _is(due, "due") and _ends(deed, condition) and not _is(deed, "due")]  # fmt: skip
        if not pairs and len(told) == 2 and told[0].kind == told[1].kind and _is(told[0], "due"):
            pairs = [(told[0], told[1])]
    else:
        anchor = _AFTER.split(after, maxsplit=1)[-1] if _AFTER.search(after) else ""
        events = [moment for moment in told if _anchors(moment, anchor, condition)]
        wanted = stems(anchor)
        best = max((overlap(wanted, stems(event.fact.name)) for event in events), default=0)
        events = [event for event in events if overlap(wanted, stems(event.fact.name)) == best]
        pairs = [(event, deed) for event in events for deed in told if event is not deed and (_is_deed(deed) or _TODAY.match(deed.fact.name))]  # fmt: skip
    if not pairs and len(told) == 2:
        pairs = _the_only(told, condition, before=bool(_BEFORE.search(after)))
    if len(pairs) == 2 and pairs[0] == pairs[1][::-1]:
        pairs = pairs[:1] if len(told) == 2 else []
    bare = not (_AFTER.search(after) or _BEFORE.search(after) or _LATE.search(condition) or _EARLY.search(condition))
    if len(pairs) > 4 or not _are_meant(pairs, told, condition, bound, bare=bare):
        return
    for first, last in pairs:
        found = stretch(first, last)
        if found is not None and (found.most >= 0 or _LATE.search(condition)):
            yield found


def _the_only(told: Sequence[Moment], condition: str, *, before: bool) -> list[tuple[Moment, Moment]]:
    """The only two moments of a case, in their order, where one of them is told by a word of the condition."""
    words = stems(condition)
    named = [moment for moment in told if overlap(words, stems(moment.fact.name))]
    if not named or not any(
        _is_deed(other) or _anchors(other, "", condition) for other in told if other is not named[0]
    ):
        return []
    if told[0].kind != told[1].kind or told[0].year != told[1].year:
        return []
    first, last = sorted(told, key=lambda moment: moment.since) if told[0].year or before else told
    return [(first, last)]


# Deeds that a clause may bound, each with the names under which facts tell it.
_DEEDS = tuple(
    re.compile(rf"(?<![a-z])(?:{words})", _I)
    for words in (
        r"cancel|withdr|call(?:s|ed)? off|put off|skip",
        r"told|tell|inform|notif|notice",
        r"return|sent back|back\b|brought|bring|hand|goods in|scan|label|parcel in|in\b|posted",
        r"amend|alter|chang|mov(?:e|ed)\b|rebook",
        r"report|complain|claim|contact",
        r"collect|pick",
        r"ask|request|req\b|enquir|appl",
    )
)  # fmt: skip
_MESSAGE = re.compile(r"(?<![a-z])(?:e?mail|msg|message|call|phone|rang|ring|text|whatsapp|stamp|log\b|form\b|ticket|in\b|req|request|enquir|contact|now\b|today\b|written|wrote|received)", _I)  # fmt: skip
_WE_TELL = re.compile(rf"\b(?:{CUSTOMER}) (?:is|are|was|were|(?:has|have|had) been) (?:told|informed|notified)\b|\bwe (?:tell|inform|notify)\b", _I)  # fmt: skip
_BEGINNINGS = re.compile(r"(?<![a-z])(?:start|begin|began|out\b|off\b|down\b|in\b|since|from|fail|booked in|last)", _I)


def _are_meant(
    pairs: Sequence[tuple[Moment, Moment]], told: Sequence[Moment], condition: str, bound: Bound, *, bare: bool
) -> bool:
    """Whether the moments that were found are those of the condition, as far as their names can say: the very deed, where
    there are more than two of them or the bound says not from what it runs; else a message may stand for it."""
    words = stems(re.sub(r"\b(?:more|less|longer|first|than|least)\b", " ", condition))
    names = {moment.fact.name for pair in pairs for moment in pair}
    if _WE_TELL.search(condition):
        return any(_DEEDS[1].search(name) for name in names)
    if bare and len(told) > 2:
        return False
    if bare and re.search(r"\b(?:for )?(?:more|longer|at least|over)\b", condition, _I):
        worded = [word for word in words if not word[0].isdigit() and word not in stems("hours days months minutes")]
        return bool(worded) and any(
            overlap(words, stems(first.fact.name)) or _BEGINNINGS.search(first.fact.name) for first, _ in pairs
        )
    asked = [deed for deed in _DEEDS if deed.search(condition[: bound.start])]
    very = any(deed.search(name) for deed in asked for name in names)
    if len(told) > 2:
        return very
    if bare and not re.search(r"\b(?:first|old|of less than|of under)\b", condition, _I):
        return very or any(overlap(words, stems(last.fact.name)) for _, last in pairs)
    return very or not asked or any(_MESSAGE.search(name) for name in names)


_ARRIVED = re.compile(r"(?<![a-z])(?:arriv|arr\b|deliver|actual|came\b|landed|in\b|out\b|exit|there\b|on site|scan|return|back|keys?|restored|finish|reach|done|activat|complet)", _I)  # fmt: skip
_PAYING = re.compile(r"\b(?:rent|payments?|instal\w+|bills?|premiums?|collections?)\b", _I)


def _ends(moment: Moment, condition: str) -> bool:
    """Whether a moment is that at which something due came or was done; of rent, that it was paid."""
    if _PAYING.search(condition):
        return re.search(r"\bpa(?:id|y)", moment.fact.name, _I) is not None
    return _ARRIVED.search(moment.fact.name) is not None


def _is(moment: Moment, kind: str) -> bool:
    return bool(_EVENTS[kind].search(moment.fact.name))


def _is_deed(moment: Moment) -> bool:
    return bool(_TOLD.search(moment.fact.name) or _TODAY.match(moment.fact.name))


def _comes(moment: Moment, event: str) -> bool:
    """Whether a moment is that of an event ahead: by the event's own words or by what such things are called."""
    if event.strip() and overlap(stems(event), stems(moment.fact.name)):
        return True
    return _is(moment, "come") or _is(moment, "leave") or _is(moment, "due")


def _anchors(moment: Moment, anchor: str, condition: str) -> bool:
    """Whether a moment is that of the event from which a bound runs ("of delivery"); without one, of any beginning."""
    name = moment.fact.name
    if _TODAY.match(name):
        return False
    if anchor.strip():
        which = re.search(r"\b(?:second|third|new|last)\b", anchor, _I)
        if which and not re.search(rf"\b{which.group()}\b", name, _I):
            return False
        if overlap(stems(anchor), stems(name)):
            return True
        kinds = [
            kind for kind, words in _EVENTS.items() if words.search(anchor) and (kind != "due" or _DUE.search(anchor))
        ]
        return any(_EVENTS[kind].search(name) for kind in kinds)
    if overlap(stems(condition), stems(name)) and not _is_deed(moment):
        return True
    return any(_EVENTS[kind].search(name) for kind in ("arrive", "buy", "begin", "fit", "collect"))


def names_event(phrase: str, name: str) -> bool:
    """Whether a phrase and the name of a fact tell of one event in other words: "purchase" and `bought_on`, "delivery" and
    `arrived`."""
    return any(_EVENTS[kind].search(phrase) and _EVENTS[kind].search(name) for kind in ("buy", "arrive"))


def _told_length(bound: Bound, condition: str, facts: Sequence[Fact]) -> Judged | None:
    """The answer by a fact that tells the length itself ("late_by: 41 min", "days_since_sale: 9")."""
    size = MINUTES[bound.unit]
    answers: dict[bool | None, Fact] = {}
    for fact in facts:
        minutes = _minutes(fact)
        if minutes is None or not _about_it(fact, condition):
            continue
        if (bound.unit == "business_days") != bool(
            re.search(r"\b(?:working|business)\b", fact.line, _I)
        ) and minutes >= 1440:
            continue
        value = minutes / size
        slack = Decimal("0.04") if size >= MINUTES["months"] else Decimal(0)
        answers[bound.answers(value * (1 - slack), value * (1 + slack))] = fact
    if len(answers) != 1:
        return None
    answer, fact = answers.popitem()
    if answer and not unit_named(fact.name) and not _LENGTH.search(fact.line):
        return None  # a length among other words can only be too short or too long
    return None if answer is None else Judged("met" if answer else "unmet", fact)


def _about_it(fact: Fact, condition: str) -> bool:
    """Whether the length that a fact tells is the one that a condition bounds."""
    late = re.compile(r"\b(?:late|delay\w*|overdue|overst\w*)\b", _I)
    ahead = re.compile(r"\b(?:before(?:hand)?|ahead|notice|warning|in advance)\b", _I)
    event = re.search(r"\bbefore (?P<event>[a-z]+)", fact.line, _I)
    if event and not overlap(stems(event["event"]), stems(condition)):
        return False  # "days before renewal" says nothing of a session
    for words in (late, ahead):
        if words.search(condition) and words.search(fact.line):
            return True
    if ahead.search(condition) or late.search(condition):
        return False
    wanted = stems(re.sub(r"\b(?:first|than|more|less|longer|least)\b", " ", condition))
    named = re.sub(NAMED_UNIT, " ", fact.name if unit_named(fact.name) else fact.line)
    if overlap(stems(named), wanted) > (0 if unit_named(fact.name) else 1):
        return True
    return bool(
        re.fullmatch(r"\W*(?:age|(?:days?|weeks?|months?|years?|hours?)? ?(?:since|elapsed|open)?)\W*", fact.name, _I)
    ) and bool(re.search(r"\b(?:first|old|within|inside|since|age)\b", condition, _I))


def _minutes(fact: Fact) -> Decimal | None:
    """The minutes that a fact tells as a length of time."""
    told = in_short(fact.text)
    if told:
        return told[0].minutes if len(told) == 1 else None
    unit = unit_named(fact.name)
    plain = re.fullmatch(r"\d+(?:\.\d+)?", fact.text.strip())
    if unit is None or plain is None or re.search(r"\d", fact.name):
        return None  # "failures 12 months" is a number in a time
    return Decimal(plain.group()) * MINUTES[unit]


def _age(bound: Bound, facts: Sequence[Fact]) -> Judged | None:
    """How old somebody is: by a fact that tells the age, or by the day of birth and the day that it is about."""
    for fact in facts:
        told = re.match(r"(?:aged? )?(\d{1,3})(?: ?(?:y|yrs|years?)(?: old)?)?$", fact.text.strip(), _I)
        if told and re.fullmatch(r"(?:\w+ )?age(?: of \w+)?", fact.name, _I):
            value = Decimal(told[1])
            return Judged("met" if bound.holds(value) else "unmet", fact)
    told_moments = moments(facts)
    born = [moment for moment in told_moments if _BORN.search(moment.fact.name) and moment.year]
    others = [moment for moment in told_moments if moment not in born and moment.year and moment.kind == "day"]
    if len(born) != 1 or not others:
        return None
    ages = {bound.holds(Decimal(_years(born[0], other))) for other in others}
    return Judged("met" if ages.pop() else "unmet", born[0].fact) if len(ages) == 1 else None


def _years(born: Moment, on: Moment) -> int:
    before = (on.since.month, on.since.day) < (born.since.month, born.since.day)
    return on.since.year - born.since.year - before


_CLOCK_BOUND = re.compile(r"\b(?P<op>at or after|after|later than|past|at or before|before|by|until|earlier than) (?:the )?(?P<t>\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b\.?|\d{1,2}:\d\d|noon|midday|midnight)", _I)  # fmt: skip


@lru_cache(maxsize=16_384)
def _clock_bounds_in(condition: str) -> tuple[re.Match[str], ...]:
    return tuple(_CLOCK_BOUND.finditer(condition))


def _by_the_clock(condition: str, facts: Sequence[Fact]) -> Judged | None:
    """The answer to bounds on the clock ("collecting after 6 p.m.", "shut at or after 13:00 but before 16:00") by the one fact that
    tells a time."""
    bounds = _clock_bounds_in(condition)
    if not bounds:
        return None
    told = [fact for fact in facts if fact.money is None and clock(fact.text) is not None]
    if re.search(r"\bdays? before\b|\bon the day\b|\b(?:next|following|same|previous) day\b", condition, _I):
        return None  # which day it was counts too
    said = stems(condition[: bounds[0].start()])
    own = [fact for fact in told if overlap(said, stems(fact.name)) >= _NAMES_IT]
    told = own if len(own) == 1 else told
    if len(told) != 1 or len(re.findall(r"\d:\d\d", told[0].text)) != 1:
        return None
    at, name = clock(told[0].text), told[0].name
    done = own or _TOLD.search(name) or re.search(r"left|edit|check", name, _I)
    if at is None or not done or re.search(r"slot|due|sched|\bopen|\bnow\b|today", name, _I):
        return None
    answers = [_on_its_side(bound, condition, at) for bound in bounds]
    if None in answers:
        return None
    return Judged("met" if all(answers) else "unmet", told[0])


# Words that a condition and the name of a fact share where the fact tells the time of what the condition is on.
_NAMES_IT = 2


def _on_its_side(bound: re.Match[str], condition: str, at: int) -> bool | None:
    """Whether a time of the day, in minutes, lies on the side of a bound that the condition asks for; None across midnight."""
    limit = clock(bound["t"])
    if not limit or abs(at - limit) > 12 * 60:
        return None
    operator = bound["op"].lower()
    later = operator in {"at or after", "after", "later than", "past"}
    reached = at >= limit if operator in {"at or after", "before", "earlier than"} else at > limit
    # "If the stand cannot be handed over by 17:00"
    return reached is (later != bool(_NOT_DONE.search(condition[: bound.start()])))


_NOT_DONE = re.compile(r"\b(?:cannot|not|never|fails? to|unable to)\b|n't\b", _I)
_DAY_BOUND = re.compile(r"\b(?P<op>(?:not|no) later than|on or before|by|until|before|after|later than|from) (?=(?:the )?\d{1,2}(?:st|nd|rd|th)? [a-z]{3}|[a-z]{3,9} \d)", _I)  # fmt: skip
_day_bound_in = lru_cache(maxsize=16_384)(_DAY_BOUND.search)


def _by_the_day(condition: str, facts: Sequence[Fact]) -> Judged | None:
    """The answer to a bound on the calendar ("reported not later than 31 May") by the one day on which it was done."""
    match = _day_bound_in(condition)
    limits = find_dates(condition[match.end() :], near=date(2025, 7, 1)) if match else []
    if match is None or len(limits) != 1 or limits[0][0] > 4:
        return None
    deeds = [moment for moment in moments(facts) if moment.kind == "day" and (_is_deed(moment) or overlap(stems(condition), stems(moment.fact.name)))]  # fmt: skip
    if len(deeds) != 1:
        return None
    year = bool(re.search(r"(?:19|20)\d\d", condition))
    done, limit = deeds[0].since.date(), limits[0][2]
    if year and not deeds[0].year:
        return None
    if not year:
        limit = limit.replace(year=done.year)
    op = match["op"].lower()
    ok = {"after": done > limit, "later than": done > limit, "from": done >= limit, "before": done < limit}.get(op, done <= limit)  # fmt: skip
    return Judged("met" if ok else "unmet", deeds[0].fact)
