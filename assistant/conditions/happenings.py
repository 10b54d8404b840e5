"""What happened or did not, as a condition names it and a fact tells it: nobody came, nothing was moved, something lower was given. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from assistant.conditions.answers import Judged
from assistant.facts import Fact, stems
from knowledge.terms.numbers import ORDINALS, any_of, place

_I = re.IGNORECASE


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


HAPPENINGS: tuple[Callable[[str, Sequence[Fact]], Iterator[Judged]], ...] = (
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
"""Each way to answer a condition by what facts say to have happened; what is no condition of its kind it leaves unanswered."""
