"""States that a condition names and a fact tells: sealed or opened, used or new, given or not, whose doing, which kind. Pure.

Nothing is guessed: a fact answers only where its own words are the condition's thing and say its state or its opposite.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from assistant.conditions.answers import Judged
from assistant.facts import Fact, overlap, stems
from knowledge.terms.numbers import ORDINALS, any_of, place
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
            _none_to_give,
            _not_done,
            _than_booked,
            _at_place,
            _nobody_came,
            _not_moved,
            _still_there,
            _so_many_done,
            _was_charged,
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


_NONE_TO_GIVE = re.compile(
    r"\bno (?:other )?(?P<what>[a-z][a-z -]{2,30}?) (?:can|could) be (?:given|offered|found|provided|supplied)\b", _I
)


def _none_to_give(condition: str, facts: Sequence[Fact]) -> Iterator[Judged]:
    """Whether none of something could be given, where a fact tells what was: "if no cabin can be given" by `cabin_given: inside`."""
    named = _NONE_TO_GIVE.search(condition)
    if named is None:
        return
    for fact in facts:
        if fact.money is None and stems(named["what"]) & stems(fact.name) and _GIVEN_INSTEAD.search(fact.name):
            yield Judged("met" if fact.denies else "unmet", fact)


_CANNOT_DO = re.compile(
    r"\b(?:cannot|can not|could not|do not|does not|did not|fails? to|failed to) (?P<verb>[a-z]{3,}) (?:the|an?|its|your|their|his|her) (?P<thing>[a-z]{3,})\b",
    _I,
)


def _not_done(condition: str, facts: Sequence[Fact]) -> Iterator[Judged]:
    """Whether something was not done, where a fact says so of the very thing: "if we cannot open the container" by `outcome: container
    not opened`."""
    asked = _CANNOT_DO.search(condition)
    if asked is None:
        return
    thing, verb = re.escape(asked["thing"]), re.escape(asked["verb"].removesuffix("e"))
    said = re.compile(rf"\b{thing}\b[^;,.]{{0,20}}\bnot (?:[a-z]+ )?{verb}", _I)
    for fact in facts:
        if said.search(f"{fact.name} {fact.text}"):
            yield Judged("met", fact)


_THAN_BOOKED = re.compile(
    r"\b(?:(?P<lower>lower|smaller|lesser|cheaper|simpler)|another|different)\b[^,;]*\b(?:than|from)\b[^,;]*\b(?:booked|ordered|paid for|reserved|chosen|bought|confirmed)\b|"
    r"\bnot the (?:one|same|model|size|type|machine|item|[a-z]+) (?:that )?(?:(?:is|was|had been|you|they) )?(?:on the order|ordered|booked|reserved|chosen|confirmed)\b|"
    r"\b(?P<down>downgraded|(?:gives?|given|puts?|places?|placed|moves?|moved|seats?|seated|assigns?|assigned|(?:has|have|had) to (?:take|accept|use))\b[^,;]*\b(?:lower|smaller|lesser|inferior)) ",
    _I,
)
_BOOKED = re.compile(r"\b(?:booked|ordered|reserved|paid(?: for)?|chosen|bought|confirmed)\b", _I)
_GIVEN_INSTEAD = re.compile(
    r"\b(?:given|delivered|received|provided|allocated|assigned|sent|placed|used|flown|got)\b", _I
)


def _than_booked(condition: str, facts: Sequence[Fact]) -> Iterator[Judged]:
    """Whether the customer was given something lower, or other, than was booked, where two facts of one name tell both."""
    asked = _THAN_BOOKED.search(condition)
    if asked is None:
        return
    for booked in facts:
        for given in facts:
            thing = stems(_BOOKED.sub(" ", booked.name)) & stems(_GIVEN_INSTEAD.sub(" ", given.name))
            if not thing or not _BOOKED.search(booked.name) or not _GIVEN_INSTEAD.search(given.name):
                continue
            if asked["lower"] is None and asked["down"] is None:
                yield Judged("met" if booked.text != given.text else "unmet", given)
            elif booked.money and given.money and booked.money.currency == given.money.currency:
                yield Judged("met" if given.money.value < booked.money.value else "unmet", given)


_AT = re.compile(r"(?:at|in) (?P<first>[A-Z][\w'’-]+) (?P<rest>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*)$")


def _at_place(condition: str, facts: Sequence[Fact]) -> Iterator[Judged]:
    """Whether a clause for one of a company's places is for the customer's: "At Kingsholm Loire" by `park: Kingsholm UK`."""
    place = _AT.match(condition[:1].lower() + condition[1:])
    if place is None:
        return
    for fact in facts:
        if re.match(rf"{re.escape(place['first'])} [A-Z]", fact.text):
            same = re.search(rf"(?<!\w){re.escape(place['rest'])}(?!\w)", fact.text) is not None
            yield Judged("met" if same else "unmet", fact)


_NOBODY = re.compile(
    r"\b(?:nobody|no one|none of us|no (?:engineer|technician|fitter|crew|driver|courier|installer|mechanic|plumber))\b[^,;]{0,20}? "
    r"(?:comes?|came|attend\w*|arriv\w*|turn\w* up|show\w* up|visit\w*|appear\w*)\b|\b(?:does|do|did) not (?:come|attend|arrive|turn up|show up)\b|"
    r"\bmiss(?:es|ed)? (?:an?|the|your|its|that|any) (?:[a-z-]+ )?(?:visit|appointment|call-?out|collection|day)\b",
    _I,
)
_COMING = re.compile(r"\b(?:came|come|attended|arrived|visited|turned up|showed up|appeared)\b", _I)
_NO_SHOW = re.compile(
    r"\b(?:missed by us|nobody (?:came|arrived|turned up|showed up|attended)|no[- ]show|never came|did not come)\b", _I
)


def _nobody_came(condition: str, facts: Sequence[Fact]) -> Iterator[Judged]:
    """Whether nobody came, where a fact says so or not: "if nobody comes in the window" by `engineer_came: no`."""
    if _NOBODY.search(condition) is None:
        return
    for fact in facts:
        if _NO_SHOW.search(fact.text) or (_COMING.search(fact.name) and re.match(r"no\b", fact.text, _I)):
            yield Judged("met", fact)
        elif _COMING.search(fact.name) and re.match(r"yes\b", fact.text, _I):
            yield Judged("unmet", fact)


_STOOD = re.compile(
    r"^(?:which |that )?(?:had|has|have|was|were|is|are) not (?:been )?(?:moved|cancelled|called off|announced|changed|postponed|rearranged)\b",
    _I,
)
_NOTICE = re.compile(r"\b(?:notice|moved|cancel\w*|announce\w*|called off|warn\w*|postponed|changed)\b", _I)
_NO_NOTICE = re.compile(
    r"\b(?:no (?:notice|warning|word)|not (?:moved|cancelled|announced|warned|told)|unannounced)\b", _I
)


def _not_moved(condition: str, facts: Sequence[Fact]) -> Iterator[Judged]:
    """Whether nothing was moved or called off before, where a fact says that no notice was given: "and had not been moved by noon" """
    if _STOOD.search(condition) is None:
        return
    for fact in facts:
        if _NO_NOTICE.search(fact.text) or (_NOTICE.search(fact.name) and re.match(r"(?:no|none)\b", fact.text, _I)):
            yield Judged("met", fact)


_LEAVES = re.compile(
    r"^(?:if|when|where|once) (?:the|an?|your|our) (?P<who>[a-z-]+) (?:leaves|has left|is no longer)\b", _I
)
_STAYS = re.compile(r"\bstill (?:with|at|in|here|there|employed|working|teaching|part of)\b", _I)


def _still_there(condition: str, facts: Sequence[Fact]) -> Iterator[Judged]:
    """Whether somebody left, where a fact says that they are still there: "if the trainer leaves us" by `trainer: still with us`."""
    leaves = _LEAVES.match(condition)
    if leaves is None:
        return
    for fact in facts:
        if stems(leaves["who"]) & stems(fact.name) and _STAYS.search(fact.text):
            yield Judged("unmet", fact)


_AT_THE_NTH = re.compile(
    rf"^(?P<when>after|before|until|from) the (?P<n>\d{{1,2}}(?=st|nd|rd|th)|{any_of(ORDINALS)})\w* (?P<what>[a-z-]+)\b",
    _I,
)
_DONE_SO_FAR = re.compile(
    r"\b(?:held|used|made|given|taken|done|had|attended|delivered|completed|sent|received|so far)\b", _I
)


def _so_many_done(condition: str, facts: Sequence[Fact]) -> Iterator[Judged]:
    """Whether something was done so many times yet, where a fact counts it: "after the second call" by `calls_held: 2 of 3`."""
    asked = _AT_THE_NTH.match(condition)
    if asked is None:
        return
    for fact in facts:
        if fact.number is None or not _DONE_SO_FAR.search(fact.name) or not stems(asked["what"]) & stems(fact.name):
            continue
        reached = fact.number >= place(asked["n"])
        yield Judged("met" if reached is (asked["when"].lower() in {"after", "from"}) else "unmet", fact)


_ONE_WAS_PAID = re.compile(
    r"^(?:if|where|when) (?:one|any|it|they|there was one) (?:was|were|has been|had been|is) (?:charged|paid|taken|bought)\b",
    _I,
)
_A_CHARGE = re.compile(r"\b(?:charges?|fees?|price|paid|surcharge|supplement|deposit|excess|postage)\b", _I)


def _was_charged(condition: str, facts: Sequence[Fact]) -> Iterator[Judged]:
    """Whether a charge of which a clause speaks was made, where just one fact tells such a sum: "where one was charged"."""
    if _ONE_WAS_PAID.match(condition) is None:
        return
    charged = [fact for fact in facts if fact.money is not None and _A_CHARGE.search(fact.name)]
    if charged:
        yield Judged("met" if any(fact.money and fact.money.value for fact in charged) else "unmet", charged[0])
