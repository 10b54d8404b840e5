"""A clause read as what it limits: times, thresholds, shares and sums, with their deed and event. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from assistant.facts import stems
from knowledge.terms.clauses import take_apart
from knowledge.terms.measures import find_money, find_percent, find_spans

_I = re.IGNORECASE
_HOURS = {"hours": 1.0, "days": 24.0, "business_days": 24.0, "weeks": 168.0, "months": 720.0}
Way = Literal["ahead", "after", "lasting", "from", "given", "charged", "sum given", "sum charged"]


class Limit(NamedTuple):
    """One figure of a clause. `unit` is empty but for sums and thresholds; `event`: what a time counts from or to; `range`:
    it has another end ("15 to 30 days before"); `below`: a threshold that is not to be reached."""

    way: Way
    value: float
    unit: str = ""
    deed: str = ""
    event: str = ""
    range: bool = False
    below: bool = False


class Said(NamedTuple):
    """What a clause says, taken apart: its limits, its deeds, the words of its thing (what it is about, up to the figure), its
    case (condition and exception), all of its words, and those of its heading and its document's name."""

    text: str
    path: str
    limits: tuple[Limit, ...]
    deeds: frozenset[str]
    thing: frozenset[str]
    case: str
    case_words: frozenset[str]
    words: frozenset[str]
    around: frozenset[str]


_DEEDS: tuple[tuple[str, str], ...] = (
    ("pay back", r"refund\w*|reimburs\w*|repa(?:y\w*|id)|(?:paid|pays?|given|handed|transferred|money) back"),
    ("acknowledge", r"acknowledg\w*|confirm\w* (?:the )?receipt"),
    ("send back", r"return\w*|(?:give|given|giving|bring|brought|send|sent|hand|handed|be|is|are) back|handed in|(?:taken|take) back"),
    ("cancel", r"cancel\w*|call(?:s|ed)? off|terminat\w*|ends? the (?:contract|tenancy|agreement|membership|subscription|tariff|policy|rental|lease)|(?:gives? )?notice|stop\w* (?:the|a|any) renewal|withdraw\w*"),
    ("dispute", r"disput\w*|revers(?:e|ed)\b|contest\w*"),
    ("report", r"report(?:s|ed)?\b|tell us|notif\w*|inform(?:s|ed)? us"),
    ("answer", r"answer\w*|repl(?:y|ies|ied)\b|respon[ds]\w*"),
    ("decide", r"assess\w*|decid\w*|decision|rul(?:es|ed)\b|review\w*|examin\w*|verif\w*|check(?:s|ed)?\b|investigat\w*|settl\w*"),
    ("repair", r"repair\w*|mend\w*|fix(?:es|ed)?\b|restor\w*|put right"),
    ("replace", r"replac\w*|exchang\w*|(?:printed|made|issued|done) again"),
    ("deliver", r"deliver(?:s|ed)?\b|dispatch\w*|ship(?:s|ped)?\b|posted|sent out|leaves? our"),
    ("visit", r"visit(?:s|ed)?\b|appointment|collect(?:s|ed|ion)?\b"),
    ("call", r"calls?\b|called|phones?\b|telephon\w*|contact(?:s|ed)?\b|rings?\b|hears? (?:from|back)"),
    ("move", r"moved?\b|moves|moving\b|chang(?:e|es|ed|ing)\b|rebook\w*|postpon\w*|transfer\w*"),
    ("last", r"valid|expir\w*|lasts?\b|(?:can|must|may) be (?:used|redeemed)|us(?:e|ed)\b|redeem\w*|guarante\w*|covered"),
    ("claim", r"claim(?:s|ed)?\b|request(?:s|ed)?\b|appl(?:y|ies|ied)\b|ask(?:s|ed)? for"),
    ("pay", r"pa(?:y|ys|id)\b|credit(?:s|ed)?\b(?! balance)|reach(?:es)? (?:the|your) account|releas\w*|due\b|owed|compensat\w*|receiv\w*"),
    ("keep", r"kept\b|stored\b|hold|held"),
    ("book", r"book(?:ed|ing)?\b|reserv\w*|order(?:s|ed)?\b"),
)  # fmt: skip
_DEED = re.compile("|".join(f"(?P<d{i}>(?<![\\w-])(?:{pattern}))" for i, (_, pattern) in enumerate(_DEEDS)), _I)
_LIGHT = re.compile(r"\b(?:reach(?:es)? us|reach our|arriv\w* (?:at|with) (?:us|our)|be with us|back with us)\b", _I)
_MONEYED = re.compile(r"\b(?:deposit|balance|fee|price|money|sum|payment|fare|amount|charge|hold|credit)s?\b", _I)
_EVENT = re.compile(
    r"^[\s,]*(?:(?:calendar|working|business) days? )?(?:of|after|from|following|before|prior to|ahead of|since|once|upon|counted from)\s+(?:the |an? |our |his |her |their |its )?(?P<event>[^,.;:()]{2,60}?)"
    r"(?=$|[,.;:()]| (?:is|are|was|has|have|must|and|or|unless|if|when|at|to|for)\b)",
    _I,
)
_AHEAD = re.compile(r"^[\s,]*(?:or more |or earlier )?(?:before|prior to|ahead of)\b|^['’]?s?[\s,]*notice\b|^ in advance", _I)  # fmt: skip
_LASTS = re.compile(
    r"\b(?:valid|expires?|lasts?|guaranteed?|covered|used|redeemed|kept|stored|held)\b[^.;,]{0,24}$", _I
)
_FROM = re.compile(r"^[\s,]*(?:or (?:more|longer|over|later)|late\b|delay)", _I)
_FROM_LEAD = re.compile(r"\b(?:more than|longer than|over|delay(?:ed)? (?:of|by)|late by|below|under|fewer than|less than|exceeds?|above)\s+(?:at least )?$", _I)  # fmt: skip
_MEASURE = re.compile(r"(?:(?P<low>\d+) (?:to|and|-|–) )?(?P<n>\d+(?:[.,]\d+)?) ?(?P<unit>minutes?|hours?|km|kilomet\w+|miles?|people|persons?|participants?)\b", _I)  # fmt: skip
_CHARGED = re.compile(
    r"\b(?:charged?|charges|costs?|bears?|excess|(?<!we )pays? (?:half|the|an?|\d|[A-Z]{3} ?\d)|deduct\w*|kept|forfeit\w*|due)\b",
    _I,
)
_GIVEN = re.compile(
    r"\b(?:refund\w*|reimburs\w*|credit(?:ed|s)?|compensat\w*|receiv\w*|gets?|paid back|returned|repaid|discount|owed|we pay)\b",
    _I,
)
_CHARGE = re.compile(r"\b(?:charge|fee|cost|penalty|price)s?\b", _I)
_FREE = re.compile(
    r"\b(?:free of charge|at no (?:extra )?(?:charge|cost)|without (?:a |any )?(?:charge|fee|cost|penalty)|no (?:[\w-]+ ){0,3}(?:charge|fee|penalty|cost)s? (?:is|are) (?:owed|due|charged|payable)|nothing is (?:charged|due|owed)|costs? nothing)\b",
    _I,
)
_FULL = re.compile(r"\b(?:in full|full (?:refund|price|fee|fare)|whole (?:price|fee|fare|ticket))\b", _I)
_PART = re.compile(r"\b(?:(?P<half>half)|(?P<quarter>(?:a|one) quarter)|(?P<third>(?:a|one) third))\b(?! an? hour)", _I)
_PEOPLE = stems(
    "account holder owner member guest passenger traveller traveler subscriber user policyholder tenant client buyer cardholder "
    "patient household people person participant pupil student visitor applicant claimant shopper everybody anybody somebody"
)
_GLUE = stems(
    "must may can cannot could shall should no not never latest later least most more less than full part up end back reach reaches us "
    "receive gets get free charge extra cost calendar month months hour hours minute minutes year years every take takes place "
    "made given gives give has have once until unless where when while without with other such same still be been being "
    "includ include included half percent eur gbp usd due owed long soon anyone always"
)


@lru_cache(maxsize=20_000)
def said(quote: str, section: str, path: str) -> Said:
    """A clause taken apart."""
    text = _NUMBERING.sub("", " ".join(quote.split()))
    parts = take_apart(text)
    case = "; ".join(each for each in (parts.condition, parts.exception) if each)
    limits = (*_times(text), *_thresholds(text), *_shares(text), *_sums(text))
    events = frozenset(word for limit in limits for word in stems(limit.event))
    around = f"{section} {re.sub(r'[^a-zA-Z]+', ' ', path.rsplit('.', 1)[0])}"
    return Said(
        text=text,
        path=path,
        limits=limits,
        deeds=frozenset(_named(match) for match in _DEED.finditer(parts.main)),
        thing=without_deeds(_thing(parts.main)),
        case=case,
        case_words=without_deeds(case) - events,
        words=content(text),
        around=content(around),
    )


_NUMBERING = re.compile(r"^(?:\(?\d+[a-z]?(?:\.\d+)*[.)]?(?:\([a-z]\))?|\([a-z0-9]\)|[A-Z]\d+[.:]?) (?=[A-Z])")


def _named(match: re.Match[str]) -> str:
    index = next(i for i in range(len(_DEEDS)) if match[f"d{i}"])
    return _DEEDS[index][0]


def _times(text: str) -> list[Limit]:
    found = []
    for each in find_spans(text):
        before, after = text[: each.start], text[each.end :]
        if _FROM.match(after) or (_FROM_LEAD.search(before) and not _AHEAD.match(after)):
            continue
        way: Way = "ahead" if _AHEAD.match(after) else "lasting" if _LASTS.search(before) else "after"
        event = _EVENT.match(after)
        value = each.span.bound * _HOURS[each.span.unit]
        if _NTH.search(before):
            continue
        no_longer = _NO_LONGER.search(after) if re.search(r"\bafter (?:the )?$", before, _I) else None
        deed = _deed(after[no_longer.start() :], "") if no_longer else _deed(before, after)
        found.append(Limit(way, value, "", deed, event["event"].strip() if event else "", each.span.max is not None))
    return found


# "the third claim within 12 months": how often, not until when.
_NTH = re.compile(r"\b(?:second|third|fourth|fifth|another|times?|once|twice|one|two|three) (?:[\w-]+ ){0,5}(?:with)?in (?:any |the same |the last )?$", _I)  # fmt: skip
# "enters production after 24 hours and cannot be cancelled from then on": the time until which it can.
_NO_LONGER = re.compile(r"\b(?:cannot|can not|can no longer|may not|no longer|is not|are not)\b", _I)


def _deed(before: str, after: str) -> str:
    """The deed that a time is set for: the last one named before it, else the first behind it. A light verb ("must reach
    us") stands for the noun it goes with, and without one for sending something back."""
    sentence = re.split(r"[;:]", before)[-1]
    named = list(_DEED.finditer(sentence))
    if not named and _LIGHT.search(sentence):
        return "send back"
    if not named:
        named = list(_DEED.finditer(after))[:1]
    if not named:
        return ""
    deed = _named(named[-1])
    if deed in {"claim", "book", "visit"} and len(named) > 1 and not _is_verb(sentence, named[-1]):
        deed = next((_named(m) for m in reversed(named) if _is_verb(sentence, m)), deed)
    if deed == "send back" and _MONEYED.search(sentence):
        return "pay back"
    return deed


def _is_verb(text: str, match: re.Match[str]) -> bool:
    if match.group().lower().endswith("ing") and not text[: match.start()].strip():
        return True  # "Moving an appointment carries a charge"
    return bool(
        re.search(r"\b(?:is|are|be|been|may|can|must|to|we|will|was|were|has|have)\s+(?:\w+ly )?$", text[: match.start()], _I)
    )  # fmt: skip


def _thresholds(text: str) -> list[Limit]:
    found = []
    for each in _MEASURE.finditer(text):
        before, after = text[: each.start()], text[each.end() :]
        if _AHEAD.match(after):
            continue
        if each["low"] or _FROM.match(after) or _FROM_LEAD.search(before) or re.search(r"\bby\s*$", before, _I):
            unit = each["unit"].lower().rstrip("s")
            factor = 60.0 if unit == "hour" else 1.0
            value = float((each["low"] or each["n"]).replace(",", "."))
            below = re.search(r"\b(?:below|under|fewer than|less than)\s+$", before, _I) is not None
            found.append(Limit("from", value * factor, "time" if unit in {"hour", "minute"} else unit, below=below))
    return found


def _shares(text: str) -> list[Limit]:
    found: list[Limit] = []
    parts = [(m.start(), {"half": 50.0, "quarter": 25.0, "third": 33.3}[m.lastgroup or "half"]) for m in _PART.finditer(text)]  # fmt: skip
    for start, value in [*((s, float(v)) for s, _, v in find_percent(text)), *parts]:
        found.append(Limit(_side(text, start), value))
    if not found and (free := _FREE.search(text)):
        found.append(Limit("charged", 0.0, "", "", text[free.start() : free.end()]))
    if not found and (full := _FULL.search(text)):
        found.append(Limit(_side(text, full.start()), 100.0))
    return found


def _side(text: str, place: int) -> Literal["given", "charged"]:
    """Whether a share is given to the customer or charged to them, by the nearest word that says so."""
    given = [abs(m.start() - place) for m in _GIVEN.finditer(text)]
    charged = [abs(m.start() - place) for m in _CHARGED.finditer(text)]
    if re.search(r"\b(?:less|minus|deduct\w*)\b[^,.;]{0,30}$|\b(?:fee|charge|excess|penalty) of $", text[:place], _I):
        return "charged"
    charge_of = _CHARGE.search(text[place : place + 45])
    if charge_of and not given:
        return "charged"
    return "charged" if charged and (not given or min(charged) < min(given)) else "given"


def _sums(text: str) -> list[Limit]:
    found: list[Limit] = []
    last = 0
    for each in find_money(text):
        way: Way = "sum charged" if _side(text, each.start) == "charged" else "sum given"
        if found and re.fullmatch(r"\s*(?:or|and|/|,|\(\w+\))\s*", text[last : each.start]):
            way = found[-1].way  # "less a fee of £8 or €9"
        found.append(Limit(way, float(each.money.value), each.money.currency))
        last = each.end
    return found


def _thing(main: str) -> str:
    """What a clause is about: its words up to the first figure; the whole where that says nothing."""
    places = [found.start for found in find_spans(main)] + [found.start for found in find_money(main)]
    places += [start for start, _, _ in find_percent(main)]
    head = main[: min(places, default=len(main))]
    return head if content(head) else main


def content(text: str) -> frozenset[str]:
    words = (_ONE_WORD.get(word, word) for word in stems(text))
    return frozenset(word for word in words if word not in _PEOPLE | _GLUE and not word[0].isdigit())


def without_deeds(text: str) -> frozenset[str]:
    """The content words of a text but those that name a deed."""
    return content(_DEED.sub(" ", text))


# Forms of one word that no stemmer brings together.
_ONE_WORD = {
    stem: forms.split()[0]
    for forms in (
        "lose lost loss losing",
        "break broke broken",
        "leave left leaving",
        "late delay delayed",
        "begin start",
    )
    for stem in stems(forms)
}
