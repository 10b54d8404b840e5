"""The stretches of time in a clause: the company's deadline and the customer's own window. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from knowledge.terms.measures import find_days_counted, find_spans
from knowledge.terms.model import Mode, Span
from knowledge.terms.people import COMPANY_ACTS, CUSTOMER, CUSTOMER_ACTS, CUSTOMER_DUTIES

_I = re.IGNORECASE
_EVERY = re.compile(r"\bevery (?:\w+ )?$", _I)  # "every 5 days", not "every complaint within 5 days"
_AFTER = re.compile(
    r"^\s*,?\s*(?:counted |calculated |starting |running )?(?:of|after|from|once|following|since|upon|before|prior to|beyond|as soon as|when)\s+(?:the )?(.{3,80}?)(?=[,.;]|$| and | but | or (?!the )|"
    r" by | in (?:writing|full)| to (?:the|addresses|customers|members|homes|places|destinations|(?-i:[A-Z]\w+)) ?| without )",
    _I,
)
# "Four or more claims for lost goods within 12 weeks open a review": how often, not until when.
_SO_MANY = re.compile(
    r"^(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several) (?:or more |and more )?(?!(?:business |working |calendar |full )?(?:hours?|days?|weeks?|months?)\b)[a-z]+ [^,.;]{0,60}?\b(?:with)?in (?:the (?:last|past) |any )?$",
    _I,
)
_COUNTED = re.compile(
    r"\b(?:claims?|times|once|twice|cases|failures|contacts|years?|complaints|visits|stays|months?|given|least) (?:in|within|of|out of|over|per)\s*$",
    _I,
)


_AHEAD = re.compile(
    r"\s*(?:(?:to|and|-) \d+ (?:\w+ )?(?:days|weeks|hours) )?(?:or (?:more|less) )?before (?!the end\b|it\b|they\b|we\b)",
    _I,
)
_TAKES = re.compile(
    r"\b(?:needs?|takes?|has) (?:up to |no longer than |no more than |not more than )?(?:an? |the )?$", _I
)


# How long something runs: "within the first 14 days of the policy", "in the last 49 days of the tariff".
_PERIOD = re.compile(r"\b(?:in|within|during|for|over) (?:the )?(?:first|last|next) $", _I)
_OF_WHOM = re.compile(
    r"^(?:an?|any|every|each|the|all|those|customers?|members?|passengers?|guests?|people)\b[^,;]{0,60}?\b(?:who|that|which|whose)\b(?:(?!\b(?:is|are|gets?|receives?|may|can|will) (?:then )?(?:owed|entitled|given|refunded|credited|called|told|sent|have|ask|choose)\b)[^;])*$",
    _I,
)
_GETS = re.compile(
    r"^[^,;.]{0,60}?\b(?:is|are|gets?|receives?|may|can|will) (?:then )?(?:owed|entitled|given|refunded|credited|called|told|sent|have|has|ask|choose|the|an?|it|back)\b",
    _I,
)


Role = Literal["due", "window", "none"]


class Stretch(NamedTuple):
    """A stretch of time at [start, end) of a clause; `every`: it recurs."""

    start: int
    end: int
    span: Span
    every: bool


def _is_measure(found: Stretch, text: str) -> bool:
    """Whether a stretch of time is no deadline: "part of a day", how long something lasts, how long before an event the
    customer acted, how often something happened."""
    before, after = text[: found.start], text[found.end :]
    near = before[-45:]
    if _PERIOD.search(before):
        return True
    if found.span.unit == "hours" and re.match(r"\s*(?:x|a day|per day)", after, _I):
        return True
    if re.match(r"an?\b", text[found.start : found.end], _I) and re.search(
        r"\b(?:of|per|each|for|times)\s*$", near, _I
    ):
        return True
    if (
        _RUNNING.match(after)
        or _NTH.search(before)
        or _SO_MANY.match(before)
        or (found.span.unit == "months" and re.search(r"\bin (?:any )?$", before))
        or (not _governed(found, text) and not _EVENT.match(after))
    ):
        return True
    if _AHEAD.match(after) or (found.span.unit in {"months", "weeks"} and _COUNTED.search(near)):
        return True
    return bool(_LASTING.search(near)) and not re.search(r"(?:no|not) more than\s*$", near, _I)


# "shut for 11 days or more", "twelve months in a row", "one month's fee": how long, not until when.
_RUNNING = re.compile(
    r"\s*(?:['’]s?\b|s['’](?! notice)|(?:or (?:more|longer|over)|in a row|running|on end)\b|consecutive\b)", _I
)
# "the third claim within 12 months": how often, not until when.
_NTH = re.compile(
    r"^(?:the |an? |any |every )?(?:second|third|fourth|fifth|another|repeat(?:ed)?|first one) (?:(?!is |are |was |were |will |be |has |may |must |can |takes )[\w-]+ ){0,6}(?:with)?in (?:any |the same )?$",
    _I,
)
_EVENT = re.compile(
    r"\s*,?\s*(?:counted |calculated |starting |running )?(?:of|after|from|once|following|since|upon|before|prior to|as soon as|at (?:the )?(?:latest|most)|or (?:less|sooner|faster)|(?:to|for) )\b",
    _I,
)
_GOVERNING = re.compile(
    r"(?:\b(?:with)?in(?:side)?|\bby|\b(?:no|not) (?:later|more|longer) than|\binside(?: of)?|\blatest|\bup to|\bat (?:the )?most|\bmaximum|\btak(?:es?|en|ing)|\bneeds?|\bhas|\bhave|\bevery|\bafter|\bunder|\bless than|\bis|\bare|[:(–-]|\bwindow of|\bperiod of|\blimit of|\bleast|\bgive[ns]?)"
    r"(?: (?:a|an|the|is|of|about|around|roughly|some|another|further|next|first|following|up to|maximum|period|at|most|least|only|additional|a further|\d+ (?:to|and|or|-)))*\s*$",
    _I,
)


_SUBJECT_AND_VERB = re.compile(
    r"\b(?:we|is|are|will|must|gets?|receives?|takes?|may|can|has|have|who|which)\b|\b[a-z]{3,}(?:es|ts|ds|rs|ns|ys|ls)\b|[;:]",
    _I,
)


def _governed(found: Stretch, text: str) -> bool:
    """Whether a word of time stands before a stretch: "within", "no later than", "takes up to"."""
    return _GOVERNING.search(text[max(0, found.start - 60) : found.start]) is not None


_LASTING = re.compile(
    r"\b(?:valid|expires?|lasts?|guaranteed?|warranty|covered|ahead|notice of|once in|per|in the last|out of|longer than|more than|over|less than|under|exceeds?|at least once|delay(?:ed)? (?:of|by))\b[^.;]{0,14}$",
    _I,
)


def tells_how_often(before: str) -> bool:
    """Whether what stands before a stretch makes it the time in which something happened so and so often."""
    return _SO_MANY.search(before) is not None


def counted_from(span: Span, condition: str | None) -> Span:
    """The company's deadline, counted from its condition where it names no event itself ("once we have the form")."""
    since = re.match(r"(?:once|after|when|as soon as|upon|following)\s+(?:the )?(.+)$", condition or "", _I)
    return span.model_copy(update={"after": since[1]}) if since and span.after is None else span


def stretches(text: str) -> list[Stretch]:
    """Every stretch of time in a clause, in order, each with the event that it is counted from."""
    counted = find_days_counted(text)
    spans = [found for found in find_spans(text) if not any(day.start <= found.start < day.end for day in counted)]
    made = []
    for found in sorted([*spans, *counted]):
        event = _AFTER.match(text[found.end :])
        span = found.span.model_copy(update={"after": event[1].strip()}) if event else found.span
        made.append(Stretch(found.start, found.end, span, bool(_EVERY.search(text[: found.start]))))
    return made


_CAN_BE_DONE = re.compile(
    r"\b(?:can|may) (?:still )?be (?!(?:paid|refunded|credited|issued)\b)[a-z]+(?: [a-z]+){0,5}? (?:up to|until)\W*$",
    _I,
)


def roles(text: str, mode: Mode, found: Sequence[Stretch]) -> list[Role]:
    """Whose each stretch is by the grammar: the company's deadline, the customer's window, or a duration ("valid for 90
    days"), which is neither."""
    counted = {day.start for day in find_days_counted(text)}
    told: list[Role] = []
    last = 0
    for stretch in found:
        before, after = text[: stretch.start], text[stretch.end :]
        near = before[-45:]
        if stretch.start not in counted and _is_measure(stretch, text):
            told.append("none")
            continue
        if _OF_WHOM.search(before) and _GETS.search(after):
            told.append("none")  # "a customer who finds it cheaper within 14 days is owed ...": when it happened
            continue
        if "window" in told and "due" not in told and not _SUBJECT_AND_VERB.search(text[last : stretch.start]):
            told.append(
                "none"
            )  # "damage must be reported within 7 days of delivery, loss within 28": a window like the first
            continue
        last = stretch.end
        lead = re.split(r"[;:]", before)[-1]
        clause_words = lead if len(lead.split()) > 2 else before + after
        customers = re.search(
            rf"\b(?:may|can|must|to) (?:only |\w+ )?(?:be )?(?:{CUSTOMER_ACTS}|(?:sent|brought|taken|handed) back|moved)|\b(?:if|unless|only if|when) (?:asked|claimed|requested|reported|(?:they|he|she) (?:ask|claim|report|return|tell|send|cancel|write|apply)\w*|{CUSTOMER}\b[^,]{{0,30}}\b(?:{CUSTOMER_ACTS}))|^{CUSTOMER}\b (?:has|have|must|shall|may|can|(?:then |also |first |always )?{CUSTOMER_DUTIES})\b|"
            rf"\b(?:has|have) until\b|\b(?:window|time limit|limit|deadline|cooling[- ]off|period) (?:is|of|for|runs)|\bdays' notice\b|\b(?:must|has to|have to|needs? to) (?:reach|arrive|be (?:back|made|sent|returned|handed|received|claimed|reported|requested|lodged))|\b(?:refundable|returnable|cancellable|exchangeable|cancelled free)\b[^,]{{0,30}}$",
            clause_words,
            _I,
        )
        company = re.search(rf"\b(?:{COMPANY_ACTS})", before, _I)
        last_company = max((m.start() for m in re.finditer(rf"\b(?:{COMPANY_ACTS})", before, _I)), default=-1)
        if re.search(r"\b(?:which|who|that) $", _TAKES.sub("", near), _I):
            customers = None
        if _CAN_BE_DONE.search(lead):
            told.append("window")  # "a crate can be taken off the order up to 3 days after it was confirmed"
            continue
        if customers and not (
            company
            and last_company > customers.end()
            and not re.search(r"^(?:return|cancel|request|claim|report|use)", before[last_company:], _I)
        ):
            told.append("window")
        elif company or _TAKES.search(near) or re.match(r"\s*(?:for|to) ", after) or mode == "entitlement":
            told.append("due")
        else:
            told.append("none")
    return told
