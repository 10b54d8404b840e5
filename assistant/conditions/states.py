"""States that a condition names and a fact tells: sealed or opened, used or new, given or not, whose doing, which kind. Pure.

Nothing is guessed: a fact answers only where its own words are the condition's thing and say its state or its opposite.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from assistant.conditions.answers import Judged
from assistant.conditions.happenings import HAPPENINGS
from assistant.facts import Fact, overlap, stems
from knowledge.terms.people import CUSTOMER

_I = re.IGNORECASE


def judge_state(condition: str, facts: Sequence[Fact]) -> Judged | None:
    """Answer a condition by a fact that tells the state it names; None where none does or two facts disagree."""
    found = [
        judged
        for way in (
            _opposites,
            _given,
            _whose,
            _kind,
            _none_of,
            *HAPPENINGS,
        )
        for judged in way(condition, facts)
    ]
    denied = next((judged for judged in found if judged.answer == "unmet"), None)
    return denied or (found[0] if found else None)


def unanswered(condition: str, facts: Sequence[Fact]) -> bool:
    """Whether a condition names a state, or a thing to be given, that no fact answers."""
    asks = any(
        side is not None and pair.asked_of.search(condition)
        for pair, side in zip(_PAIRS, _sides(condition), strict=True)
    ) or (_GIVING.search(condition) is not None and any(asked.search(condition) for asked, _ in _THINGS))
    return asks and judge_state(condition, facts) is None


class Pair(NamedTuple):
    """A state and its opposite, each as it is told, the names of facts under which it is told, and what a condition that
    asks for it speaks of."""

    so: re.Pattern[str]
    opposite: re.Pattern[str]
    told_as: re.Pattern[str]
    asked_of: re.Pattern[str]


def _pair(so: str, opposite: str, told_as: str, asked_of: str = "") -> Pair:
    return Pair(
        re.compile(so, _I), re.compile(opposite, _I), re.compile(rf"\b(?:{told_as})", _I), re.compile(asked_of, _I)
    )


_CHECKS = r"inspection|check|condition|cond\b|state\b|grad|goods in|return|rtn|bench|carton|intake|review|note\b"
_PAIRS = (
    _pair(
        r"\b(?:sealed|unopened|unbroken|intact|untouched|capped|caps? (?:still )?on|seals? (?:ok|whole|on|fine|good)|whole|not (?:been )?(?:opened|broken|unsealed|removed))\b",
        r"(?<![a-z-])(?<!not )(?<!not been )(?<!never )(?:opened|unsealed|torn|broken|cut (?:open|off)|(?:seal|tag|wrap\w*|tape|caps?) (?:off|gone|missing|broken|cut|removed)|removed|open|thrown away|binned)\b",
        rf"seal|wrap|pack|box|bag|pouch|tape|foil|blister|bottle|jar|lid|cap|tub|{_CHECKS}",
        r"\b(?:seal|wrap|pack|box|bag|pouch|tape|foil|blister|bottle|jar|lid|cap|tub|unopened|unsealed|unbroken|carton)",
    ),
    _pair(
        r"\b(?:unused|unworn|no wear|as new|like new|never (?:been )?(?:used|worn)|not (?:been )?(?:used|worn)|unmarked|no marks|unwritten)\b",
        r"(?<![a-z-])(?<!not )(?<!never )(?<!not been )(?<!never been )(?:worn|used|scuffed|soiled|washed|filled in|dirty|filthy)\b",
        rf"wear|worn|use|sole|{_CHECKS}",
    ),
    _pair(
        r"\b(?:tags? (?:still )?(?:on|attached)|(?:tag|ticket|label)s? (?:still )?(?:on|attached)|with \w+ ?\w* (?:tag|ticket|label) attached)\b",
        r"\b(?:tags? (?:cut|off|removed|missing|gone)|(?:no|without) tags?|cut off)\b",
        rf"tag|label|ticket|{_CHECKS}",
    ),
    _pair(
        r"\b(?:damaged|cracked|broken|faulty|defective|does not work|doesn't work|crushed|torn|scratched)\b",
        r"\b(?:undamaged|no (?:damage|fault|defect|cracks?)|(?:no|not) (?:faulty|defective|damaged|cracked) ?(?:found)?|nff|in working order|works fine)\b",
        rf"damage|fault|defect|result|outcome|test|workshop|{_CHECKS}",
    ),
    _pair(
        r"\b(?:for good|abandoned|broken off|called off|not (?:resumed|continued))\b",
        r"\b(?:(?<!not )(?:resumed|continued)|(?:played|went|carried) on|to (?:the|its) end|played out)\b",
        r"log|show|performance|play|concert|match|game|event|outcome|status|record",
        r"\b(?:stop|abandon|broken off|break|interrupt|end)",
    ),
)  # fmt: skip


_ENDED = len(_PAIRS) - 1  # of these a fact tells the course, and how it ended last


@lru_cache(maxsize=16_384)
def _sides(text: str) -> tuple[bool | None, ...]:
    """For each pair which side a text tells. The same conditions are asked of in case after case, and each fact by many."""
    return tuple(_side(pair, text) for pair in _PAIRS)


def _side(pair: Pair, text: str) -> bool | None:
    """Whether a text tells a state (True) or its opposite (False); None where it tells neither or both."""
    so, opposite = pair.so.search(text), pair.opposite.search(text)
    return None if bool(so) == bool(opposite) else bool(so)


@lru_cache(maxsize=16_384)
def _states_asked(condition: str) -> tuple[tuple[int, Pair, bool], ...]:
    """The states that a condition asks for, by their places among the pairs, with the side that it tells."""
    return tuple(
        (place, pair, side)
        for place, (pair, side) in enumerate(zip(_PAIRS, _sides(condition), strict=True))
        if side is not None and pair.asked_of.search(condition)
    )


def _opposites(condition: str, facts: Sequence[Fact]) -> Iterator[Judged]:
    """A state or its opposite, where a fact tells one of them of the same thing."""
    for which, pair, side in _states_asked(condition):
        wanted = stems(condition)
        told: list[tuple[bool, Fact]] = []
        for fact in facts:
            if not (pair.told_as.search(fact.name) or overlap(wanted, stems(fact.name))) or _OPEN.search(fact.text):
                continue
            pieces = re.split(r"[,;]| but ", fact.text)
            of_it = [piece for piece in pieces if overlap(wanted, stems(piece))] or pieces
            answers = {found for piece in of_it if (found := _sides(piece)[which]) is not None}
            if not answers and which == _ENDED:  # "stopped 20:04 to 20:42, played to the end"
                answers = {found for piece in pieces if (found := _sides(piece)[which]) is not None}
            if len(answers) == 1:
                told.append((answers.pop(), fact))
        if told and len({answer for answer, _ in told}) == 1:
            yield Judged("met" if told[0][0] is side else "unmet", told[0][1])


# What is given to a company, with the names under which a fact tells of it.
_THINGS = tuple(
    (re.compile(rf"\b(?:{asked})\b", _I), re.compile(rf"\b(?:{named})", _I))
    for asked, named in (
        (r"photo(?:graph)?s?|pictures?|images?|snaps?", r"photo|pic\b|pics\b|picture|image|snap|attachment"),
        (r"receipts?|proof of purchase|till slips?", r"receipt|proof of purchase|till slip"),
        (r"invoices?", r"invoice|docs?\b|papers"),
        (r"doctor'?s? (?:note|letter|certificate)|medical (?:note|certificate|letter|evidence)", r"doctor|medical|gp\b|note\b|papers|fit note|uploads?"),
        (r"police report|crime (?:number|reference)", r"police|crime|docs?\b|report\b"),
        (r"declaration", r"declaration|dec\b|form\b"),
        (r"signed authority|authority", r"auth|authority|letter from"),
        (r"serial numbers?", r"serial|s n\b"),
        (r"permit numbers?", r"permit|pmt"),
        (r"card numbers?|card", r"card\b|cc\b|payment guarantee"),
        (r"flight numbers?", r"flight|flt|res field"),
        (r"proof of (?:value|address|identity|age|damage)", r"proof|docs?\b|papers|value|id\b"),
        (r"original packaging|packaging", r"packag|carton|box\b|box available"),
        (r"meter readings?|readings?", r"reads?\b|reading"),
        (r"tracking (?:number|code)", r"tracking"),
        (r"order number|booking (?:number|reference)|reference", r"order (?:no|number)|ref\b|reference"),
    )
)  # fmt: skip
_GIVING = re.compile(
    r"\b(?:sen[dt]|given?|giv(?:es|ing)|supplied|supplies|submit\w*|provid\w*|produc\w*|upload\w*|enclos\w*|attach\w*|accompanied by|with (?:an?|their|its|your|the)|upon|on (?:sight|production|receipt) of|receipt of|received?|have|has|returns?|returned|kept|shown?|shows|quot\w*|leaves? us)\b",
    _I,
)
_THERE = re.compile(
    r"^(?:yes|y)\b|^\d+\b(?! (?:asked|requested))|\b(?:attached|received|rec'?d|sent|on file|enclosed|uploaded|seen|handed in|supplied|given on|shown|e-?signed|quotes|scanned|in thread|taken at|available|kept|\w+\.(?:jpe?g|pdf|png))\b",
    _I,
)
_NOT_THERE = re.compile(
    r"^(?:no|none|nil|nothing|n)\b|\b(?:not (?:sent|given|provided|supplied|kept|enclosed|attached)|refus\w*|declin\w*|binned|thrown away|destroyed|removed by|never (?:sent|given))\b",
    _I,
)
_OPEN = re.compile(
    r"\b(?:promised|await\w*|asked for|requested|looking|being|chas\w*|tbc|unknown|queue|to (?:be|come|send|bring|follow|check)|pending|not (?:yet|found|seen|checked|booked|read|opened|recorded|on file|stated|known|shown|looked|tried)|not in\b|missing|lost|yet|unclear|blank|illegible|unread\w*|under|\?|booked|will|see\b|ask\b)",
    _I,
)


def _given(condition: str, facts: Sequence[Fact]) -> Iterator[Judged]:
    """A thing that the customer is to give ("with a photograph", "once you have sent us a doctor's note")."""
    asked = _thing_asked(condition)
    if asked is None:
        return
    named, negated = asked
    told: dict[bool, Fact] = {}
    for fact in facts:
        if not named.search(fact.name) or fact.money is not None or _OPEN.search(fact.text):
            continue
        there, missing = _THERE.search(fact.text), _NOT_THERE.search(fact.text)
        if bool(there) != bool(missing):
            told[bool(there)] = fact
    if len(told) == 1:
        there_, fact = told.popitem()
        yield Judged("met" if there_ is not negated else "unmet", fact)


@lru_cache(maxsize=16_384)
def _thing_asked(condition: str) -> tuple[re.Pattern[str], bool] | None:
    """What names the first thing that a condition wants to be given, and whether it is to be missing."""
    if not _GIVING.search(condition):
        return None
    named = next((named for asked, named in _THINGS if asked.search(condition)), None)
    return None if named is None else (named, re.search(r"\b(?:no|not|never|without)\b", condition, _I) is not None)


_OURS = r"\b(?:our|ours|us|we|ourselves|company|mgmt|management|staff|human error by (?:store|staff))\b"
_THEIRS = r"\b(?:cust(?:omer)?|client|guest|passenger|pax|pt|patient|owner|user|tenant|hirer|renter|member|parent|pupil|buyer|sender|self|own (?:choice|wish|request))\b"
_OTHERS = r"\b(?:third[ -]party|contractor|council|weather|storm|lightning|police|seller|manufacturer)\b"
_CAUSE = re.compile(r"\b(?:cause|reason|by|who|fault|source|blame|changed at|finding|closure|outcome)\b", _I)
_OUR_FAULT = re.compile(
    r"\b(?:on our (?:part|side)|of ours|our (?:own )?(?:fault|error|mistake|doing|failure)|(?:fault|error|mistake|failure) (?:of|by|on) (?:ours|us|our)|by (?:us|our)|(?:error|mistake) by the \w+)\b",
    _I,
)
_OUR_DEED = re.compile(
    r"^(?:if|when|where|should) (?:we|the (?:company|club|practice|carrier|airline|shop|store|garage|hotel|operator|organiser|bank|clinic|school)) (?:cancel|mov|chang|withdr|postpon|clos|rearrang|reschedul|call)\w*",
    _I,
)
_THEIR_DOING = re.compile(rf"\bby (?:{CUSTOMER})\b|^(?:if|when|where|should) (?:{CUSTOMER}) (?:cancel|mov|chang|withdr|postpon)\w*", _I)  # fmt: skip


@lru_cache(maxsize=16_384)
def _doing(condition: str) -> tuple[re.Match[str] | None, ...]:
    """Where a condition names a fault of ours, a deed of ours, a doing of the customer."""
    return _OUR_FAULT.search(condition), _OUR_DEED.search(condition), _THEIR_DOING.search(condition)


def _whose(condition: str, facts: Sequence[Fact]) -> Iterator[Judged]:
    """Whose doing something was, where a fact on the cause names the other side; or a fault of ours that it tells."""
    fault, deed_of_ours, theirs = _doing(condition)
    if bool(fault or deed_of_ours) == bool(theirs):
        return
    # A storm behind it does not say that it was not we who moved the flight.
    others = f"{_THEIRS}|{_OTHERS}" if fault else _THEIRS
    mine, other = (_THEIRS, f"{_OURS}|{_OTHERS}") if theirs else (_OURS, others)
    for fact in facts:
        said = deed_of_ours or theirs
        same = said is not None and overlap(stems(said.group()), fact.words) > 0
        if not _CAUSE.search(fact.name) and not (
            same and re.search(r"\bby (?:the )?\w+$|\b(?:wish|request)\b", fact.text, _I)
        ):
            continue
        by = re.fullmatch(r"(?P<deed>.+) by", fact.name, _I)
        if by and not overlap(stems(by["deed"]), stems(condition)):
            continue  # "packed by" says nothing of who dropped it
        if _OPEN.search(fact.text):
            continue
        names_mine, names_other = re.search(mine, fact.text, _I), re.search(other, fact.text, _I)
        if names_other and not names_mine:
            yield Judged("unmet", fact)
        elif names_mine and not names_other and fault and re.search(r"\b(?:error|fault|mistake|bug)\b", fact.text, _I):
            yield Judged("met", fact)


# Kinds that exclude one another, whatever a company calls its own.
_KINDS = tuple(
    tuple(re.compile(rf"(?<![a-z-])(?:{words})(?![a-z-])", _I) for words in group)
    for group in (
        (r"annual(?:ly)?|yearly|by the year|12m|12 months?", r"monthly|by the month|rolling|month by month|1m", r"weekly|by the week", r"pay as you go|payg|prepaid"),
        (r"business|trade|corporate|b2b|commercial|company", r"consumer|private|personal|residential|domestic|b2c"),
        (r"(?:multi|several)(?:-\w+)?", r"single"),
        (r"students?", r"corporate|staff|business"),
        (r"joint", r"sole"),
    )
)  # fmt: skip
_SLOT = re.compile(r"\b(?:plan|tier|tariff|type|class|kind|category|membership|account|acct|contract|term|cycle|billing|bill cycle|profile|product|package|segment|status|policy type|bill|rate plan|level)\b", _I)  # fmt: skip
_PEOPLE = re.compile(r"\b(?:customers?|members?|holders?|accounts?|clients?|subscribers?|landlords?|guests?|users?|plans?|contracts?|policy|policies|tenants?|agents?|drivers?|paying|memberships?|subscriptions?|tickets?|fares?)\b", _I)  # fmt: skip
_AFTER_KIND = re.compile(r"\b(?:who|that|which|whose|may|are|is)\b", _I)


@lru_cache(maxsize=16_384)
def _kind_asked(condition: str) -> tuple[str, frozenset[str]] | None:
    """The words of a condition that say for which kind of people or contract it is, and their stems; None where none do."""
    head = _AFTER_KIND.split(condition, maxsplit=1)[0]
    if not _PEOPLE.search(head) or re.search(r"\b(?:not|no|other than|unless|than)\b|\d", head, _I):
        return None
    words = stems(re.sub(_PEOPLE, " ", re.sub(r"^(?:for|if|where|when|on|holding|of our)\b", " ", head, flags=_I)))
    return head, words - stems("holding for our paying belonging the")


def _kind(condition: str, facts: Sequence[Fact]) -> Iterator[Judged]:
    """A kind of customer or contract that a fact on the plan, the class or the account names, or excludes."""
    asked_of = _kind_asked(condition)
    if asked_of is None:
        return
    head, words = asked_of
    for fact in facts:
        if not _SLOT.search(fact.name) or _OPEN.search(fact.text) or fact.denies:
            continue
        for group in _KINDS:
            asked = [place for place, pattern in enumerate(group) if pattern.search(head)]
            told = [place for place, pattern in enumerate(group) if pattern.search(fact.text)]
            if len(asked) == 1 and told and asked[0] not in told:
                yield Judged("unmet", fact)
        if words and overlap(words, stems(fact.text)) == len(words):
            yield Judged("met", fact)
        else:
            rest = words
            for group in _KINDS:
                for pattern in group:
                    if pattern.search(head) and pattern.search(fact.text):
                        rest = rest - stems(" ".join(pattern.findall(head)))
            if words and not rest:
                yield Judged("met", fact)


_NO_SUCH = re.compile(
    r"\bno (?P<what>[a-z][a-z -]{2,30}?) (?:has|have|had|was|were|is|are) (?:yet )?(?:been )?(?P<deed>[a-z]{3,}(?:ed|en|t|d|wn))\b",
    _I,
)


def _none_of(condition: str, facts: Sequence[Fact]) -> Iterator[Judged]:
    """Whether there was none of something, where a fact of its name tells some or none: "if no benefit has been used" by
    `benefits_used: two visits`."""
    named = _NO_SUCH.search(condition)
    if named is None:
        return
    words = stems(f"{named['what']} {named['deed']}")
    for fact in facts:
        if len(words) > 1 and overlap(words, stems(fact.name)) == len(words) and not _OPEN.search(fact.text):
            none = fact.denies or fact.number == 0
            yield Judged("met" if none else "unmet", fact)
