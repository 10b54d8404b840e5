"""The answer to a condition in the policy's words, by the facts first and by what the customer says second. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.conditions.again import asks_again, judge_again
from assistant.conditions.answers import Answer, Judged
from assistant.conditions.lateness import judge_late
from assistant.conditions.measures import judge_measure
from assistant.conditions.shares import CONCERNED, judge_share
from assistant.conditions.states import judge_state, unanswered
from assistant.conditions.stretches import judge_stretch
from assistant.conditions.thresholds import ahead, compare
from assistant.facts import Fact, Similarity, overlap, pending_words, shared, stems
from assistant.measures.bounds import find_bounds
from assistant.opposites import of_the_opposite
from knowledge.scanning import Scan
from knowledge.terms.people import CUSTOMER

_I = re.IGNORECASE
_NEGATED = re.compile(
    r"\b(?:not|no|never|without|out of (?!the|our|his)|un(?:available|used|opened|paid)|none|neither|nobody|cannot)\b|n't\b",
    _I,
)

# The answers of which no fact speaks.
CLAIMED, OPEN = Judged("claimed", None), Judged("open", None)
_SAME_MEANING = 0.55  # the cosine from which on a fact and a condition are taken to speak of one thing
_SAME_THING = 0.62  # and of one that shares only the thing, and not what is asked of it
_TELLING = 0.25
SPOKEN_OF = 0.5  # how near a sentence of the customer has to be to a condition to claim it
PLAINLY = 0.65  # how near it has to be where it does not name the deed


def judge_condition(condition: str, facts: Sequence[Fact], spoken: Sequence[str], alike: Similarity) -> Judged:
    """Whether a condition in the policy's words is so, by the facts first and by what the customer says second."""
    return surest(
        judge_by_facts(way, facts, alike) or judge_by_speech(way, spoken, alike) for way in alternatives(condition)
    )


@lru_cache(maxsize=16_384)
def alternatives(condition: str) -> tuple[str, ...]:
    """The alternatives that a condition names ("if nobody comes, or if we call it off"), else itself."""
    return tuple(_OR_IF.split(condition))


def surest(judged: Iterable[Judged]) -> Judged:
    """Of the answers to alternatives the one that is the surest."""
    return min(judged, key=lambda each: _SURENESS[each.answer])


def judge_by_facts(condition: str, facts: Sequence[Fact], alike: Similarity) -> Judged | None:
    """The answer of the facts to a condition without alternatives; None where none of them speaks of it."""
    if (so_long := _SO_LONG_AS_NOT.match(condition)) is not None:
        ended = judge_by_facts(f"when {condition[so_long.end() :]}", facts, alike)
        return None if ended is None else Judged(_OTHERWISE[ended.answer], ended.fact)
    compared = _sure(condition, facts) or ahead(condition, facts, alike) or compare(condition, facts, alike)
    if compared is not None:
        return compared
    if len(parts := _BOTH.split(condition)) > 1:
        return _all_of(parts, facts, alike)
    if _ONLY_POINTS_BACK.match(condition):
        return Judged("unmet", None)
    wanted = _wanted(condition)
    return _by_the_nearest(condition, wanted, facts, alike) if wanted else Judged("met", None)


def _all_of(parts: Sequence[str], facts: Sequence[Fact], alike: Similarity) -> Judged | None:
    """The answer to what has to be so together: the least of the answers; None where the facts say nothing of a part and deny none."""
    found = [judge_by_facts(part, facts, alike) for part in parts]
    told = [judged for judged in found if judged is not None]
    if len(told) < len(found) and all(judged.answer != "unmet" for judged in told):
        return None
    return max(told, key=lambda each: _SURENESS[each.answer])


def _by_the_nearest(condition: str, wanted: frozenset[str], facts: Sequence[Fact], alike: Similarity) -> Judged | None:
    """The answer of the one fact that is nearest to a condition, in words and in meaning; None where none is near."""
    best: tuple[float, Fact] | None = None
    names = [fact.line for fact in facts]
    cosines = alike([condition], names)[0] if names else []
    what = wanted - _thing(condition)
    for fact, cosine in zip(facts, cosines, strict=True):
        if of_the_opposite(condition, fact) or _of_another_thing(condition, fact) or _of_earlier(condition, fact):
            continue
        share = overlap(wanted, fact.words) / len(wanted)
        telling = what != wanted and overlap(what, fact.words) > 0
        if what != wanted and not telling and float(cosine) < _SAME_THING:
            continue  # "box condition: cold" shares the box of "for a late box", and says nothing of its being late
        score = share + 0.5 * float(cosine) + (_TELLING if telling else 0.0)
        if (share >= 0.34 or float(cosine) >= _SAME_MEANING) and (best is None or score > best[0]):
            best = (score, fact)
    if best and (best[0] >= 0.55 or max((float(value) for value in cosines), default=0.0) >= _SAME_MEANING):
        fact = best[1]
        if _never_was(condition, fact):
            return Judged("unmet", fact)
        if _only_names_it(condition, fact):
            missed = next((other for other in facts if _says_missed(condition, other)), None)
            return Judged("met", missed) if missed is not None else Judged("open", fact)
        same = bool(_NEGATED.search(condition)) == _says_no(fact) or _fell_short(condition, fact)
        if same:
            return Judged("met" if _speaks_of(condition, fact) else "open", fact)
        # Only a fact that speaks of the very thing can say that it is not so.
        plain = shared(condition, fact) >= 0.5 and not pending_words(fact.text) and _tells(fact)
        # What "call to owner: none in the booking notes" denies is the call, and no booking.
        plain = plain and not (fact.denies and not overlap(wanted, stems(fact.name)))
        return Judged("unmet" if plain else "open", fact)
    return None


# "Until the customer accepts the quote": over, once they did.
_OTHERWISE: dict[Answer, Answer] = {"met": "unmet", "unmet": "met", "claimed": "claimed", "open": "open"}
_SO_LONG_AS_NOT = re.compile(rf"until (?=(?:the |an? )?(?:{CUSTOMER}|we|you|they) [a-z]+)", _I)

# "When we miss a visit" is so where a fact says that nobody came; where it says "missed visits: none", it is not.
_FALLS_SHORT = re.compile(
    r"\b(?P<how>miss(?:es|ed)?|fail(?:s|ed)?|forgets?|forgot(?:ten)?|omit(?:s|ted)?|skip(?:s|ped)?)\b", _I
)


def _fell_short(condition: str, fact: Fact) -> bool:
    """Whether a condition speaks of what was not done by a word of its own, and a fact says in other words that it was not."""
    match = _FALLS_SHORT.search(condition)
    return match is not None and _says_no(fact) and not overlap(stems(match["how"]), fact.words)


def _never_was(condition: str, fact: Fact) -> bool:
    """Whether a condition speaks of something that was missed, and a fact says that there is none yet that could be: of "if we
    miss a visit" `visit: not booked yet`."""
    missed = _FALLS_SHORT.search(condition) is not None and _NONE_AGREED.search(fact.text) is not None
    return missed and _ANOTHER.search(fact.name) is None


def _only_names_it(condition: str, fact: Fact) -> bool:
    """Whether a condition speaks of something that was missed, and a fact only tells of the thing: that an appointment was confirmed
    does not say that a crew missed it."""
    match = _FALLS_SHORT.search(condition)
    told = match is None or _says_no(fact) or overlap(stems(match["how"]), fact.words)
    return not told and _TOO_LATE.search(fact.line) is None


def _says_missed(condition: str, fact: Fact) -> bool:
    """Whether a fact says by the condition's own word that something was missed: "status: missed"."""
    match = _FALLS_SHORT.search(condition)
    return match is not None and not _says_no(fact) and overlap(stems(match["how"]), stems(fact.text)) > 0


_TOO_LATE = re.compile(r"\b(?:late|delay\w*|overdue|no[- ]show|nobody|fail\w*)\b", _I)
_ANOTHER = re.compile(r"\b(?:next|new|second|further|other|follow[- ]?up)\b", _I)
_NONE_AGREED = re.compile(
    r"\bnot (?:yet )?(?:been )?(?:booked|agreed|planned|arranged|scheduled|fixed|set|confirmed|requested|asked for)\b",
    _I,
)


_OF_SUCH = re.compile(r"for (?:an?|the|any|each|every) (?:[\w-]+ ){1,3}(?P<thing>[\w-]+)$", _I)


@lru_cache(maxsize=16_384)
def _thing(condition: str) -> frozenset[str]:
    """The thing of a condition that asks for such a thing: of "for a late box" the box."""
    match = _OF_SUCH.match(condition)
    return stems(match["thing"]) if match else frozenset()


# "If the room cannot be slept in and we have no other": two things that both have to be so.
_BOTH = re.compile(r",? and (?=(?:we|it|they|nobody|there) )")

# "If there are none, ..." speaks of the sentence before: that some fact says "none" is no answer to it, and
# no customer could be told it.
_ONLY_POINTS_BACK = re.compile(
    r"^(?:if|when|where|once|until|unless) (?:(?:there|it|they|this|that|we|you|the customer) (?:is|are|was|were|do|does|did|has|have|can|cannot|will) ?)?"
    r"(?:none|not|nothing|neither|so|n't|no|never)\W*$",
    _I,
)
_DONE_TO = re.compile(
    r"\b(?:approval|acceptance|confirmation|receipt|arrival|review|inspection|return|check) of (?:the |your |their |all |an? )?(?P<what>(?:[a-z-]+ ){0,2}[a-z-]+)",
    _I,
)


def _of_another_thing(condition: str, fact: Fact) -> bool:
    """Whether a fact tells of something else what a condition wants of a thing: that a plan was approved says nothing of "after
    approval of the photos"."""
    wanted = _done_to(condition)
    return bool(wanted) and not overlap(wanted, fact.words)


@lru_cache(maxsize=16_384)
def _done_to(condition: str) -> frozenset[str]:
    """The thing to which a condition wants something done: of "after approval of the photos" the photos."""
    match = _DONE_TO.search(condition)
    return stems(match["what"]) if match is not None else frozenset()


_EARLIER = re.compile(
    r"\b(?:before|previous\w*|earlier|prior|past|history|so far)$|^(?:previous|earlier|prior|past)\b", _I
)


def _of_earlier(condition: str, fact: Fact) -> bool:
    """Whether a fact tells that there was none of something before, and a condition asks for this time: "late parcels before:
    none" says nothing of "for a late parcel"."""
    return fact.denies and _EARLIER.search(fact.name) is not None and not asks_again(condition)


# "Inside the money-back period": how long that is another clause says, and the dates answer it.
_WITHIN_A_PERIOD = Scan(
    r"\b(?:in|inside|within|during|outside|after|before the end of) (?:the|its|their|this|that) (?:[\w-]+ ){0,2}(?:period|window|time limit)\b",
    _I,
)


# "If the workshop finds a crack", "should the log show that nobody came": what an examination brings to light no customer can
# claim, only report of.
_BROUGHT_TO_LIGHT = Scan(
    r"\b(?:laborator(?:y|ies)|labs?|workshops?|technicians?|engineers?|inspect(?:ors?|ions?)|surveyors?|adjusters?|assessors?|experts?|examin(?:ers?|ations?)|investigat(?:ors?|ions?)|search(?:es)?|checks?|tests?|"
    r"measur(?:ing|ements?)|read-?outs?|logs?|records?|scans?|analys[ie]s|audits?|reviews?|diagnos[ie]s|bench|carriers?)\b[^,;]{0,30}? "
    r"(?:finds?|found|discloses?|reveals?|confirms?|shows?|establish(?:es)?|proves?|determines?|concludes?|detects?|brings?|turns? up|comes? back)\b|"
    r"\bthe finding (?:is|be)\b",
    _I,
)


def judge_by_speech(condition: str, spoken: Sequence[str], alike: Similarity) -> Judged:
    """The answer to a condition without alternatives of which no fact speaks: claimed where the customer speaks of it."""
    if spoken and not _WITHIN_A_PERIOD.search(condition) and not _BROUGHT_TO_LIGHT.search(condition):
        wanted = _wanted(condition)
        top = max(float(value) for value in alike([condition], list(spoken))[0])
        said = max((overlap(wanted, stems(sentence)) / len(wanted) for sentence in spoken), default=0.0)
        done = DONE_BY.match(condition)
        if done is not None and top < PLAINLY and not any(overlap(stems(done["deed"]), stems(each)) for each in spoken):
            return OPEN  # of a lesson that nobody missed
        # Of two words one is the thing and the other what became of it: "when we cancel a coach" is not claimed by a coach.
        if top >= SPOKEN_OF or said >= 0.6 or (top >= 0.38 and said >= 0.34 and len(wanted) > 2):
            return CLAIMED
    return OPEN


_LEAD = re.compile(
    r"^(?:if|when|where|once|after|until|while|for|unless|but only|only|provided(?: that)?|as soon as|in case)\b", _I
)


@lru_cache(maxsize=16_384)
def _wanted(condition: str) -> frozenset[str]:
    """The content words of a condition, stemmed."""
    return stems(_LEAD.sub("", condition))


def _sure(condition: str, facts: Sequence[Fact]) -> Judged | None:
    """The answer by what the facts tell surely: figures, stretches of time, states. What a condition asks for together
    ("within 7 days and with a photograph") is so only where all of it is."""
    parts = [_part(part, facts) for part in _asked_together(condition)]
    denied = next((judged for judged in parts if judged is not None and judged.answer == "unmet"), None)
    if denied is not None:
        return denied
    found = [judged for judged in parts if judged is not None]
    if found and (len(found) < len(parts) or any(judged.answer == "open" for judged in found)):
        return Judged("open", found[0].fact)
    return found[0] if found else None


_TOGETHER = re.compile(r"(?<!\d)(?: and |; )(?!\d|\w+ \w+$|\w+$|over\b|above\b|more\b)")
_EITHER = re.compile(r"\b(?:and|or) for\b|, (?:after|or) ", _I)


@lru_cache(maxsize=16_384)
def _asked_together(condition: str) -> tuple[str, ...]:
    """The parts of a condition that all have to be so; none of two ways: that one of them is shut says nothing of the other."""
    return () if _EITHER.search(condition) else tuple(_TOGETHER.split(condition))


def _part(condition: str, facts: Sequence[Fact]) -> Judged | None:
    stretched, measured = judge_stretch(condition, facts), judge_measure(condition, facts)
    again = judge_again(condition, facts)
    shared_out = judge_share(condition, facts)
    told = (judge_state(condition, facts), judge_late(condition, facts), _by_the_other(condition, facts))
    answers = (again or stretched, measured, shared_out, *told)
    found = [judged for judged in answers if judged is not None]
    if not found:
        return None
    denied = next((judged for judged in found if judged.answer == "unmet"), None)
    figures = any(judged is not None for judged in (again, stretched, measured, shared_out))
    if denied is None and again is None and (unanswered(condition, facts) or (find_bounds(condition) and not figures)):
        return Judged("open", found[0].fact)
    return denied or found[0]


def _speaks_of(condition: str, fact: Fact) -> bool:
    """Whether a fact that is near to a condition says that it is so: its value uses the condition's words, or affirms a
    name that does, and nothing of it is outstanding. A bound that no figure answers is not so by a word."""
    if find_bounds(condition):
        return False
    if _RULED.search(condition) and not _RULING.search(fact.line):
        return False  # the day of a claim is not the day on which it was accepted
    done = DONE_BY.match(condition)
    if done is not None and not overlap(stems(done["deed"]), fact.words):
        return False  # "a lesson missed by the teacher" is no lesson that was held
    wanted = stems(condition) - _NO_THING or stems(condition)
    told = CONCERNED.search(fact.name) is not None and fact.number is None and stems(fact.name) <= wanted
    if told and not (_says_no(fact) or fact.denies or pending_words(fact.text)):
        return True  # "for one or two missing parts" by "missing parts: a hinge, two screws"
    named = overlap(wanted, stems(fact.name)) / len(wanted)
    if _says_no(fact) and named >= 0.5:
        return True  # "no voucher was handed out" by "vouchers handed out: none"
    pieces = [piece for piece in re.split(r"[,;]", fact.text) if overlap(wanted, stems(piece))]
    if any(pending_words(piece) or _UNSETTLED.search(piece) for piece in pieces or [fact.text]):
        return False
    affirmed = _AFFIRMS.search(fact.text) is not None or (
        fact.day is not None and not _of_the_thing_alone(condition, fact)
    )
    if affirmed and named >= 0.5:
        return True
    return overlap(wanted, stems(fact.text)) > 1 or (bool(pieces) and shared(condition, fact) >= 0.5)


def _of_the_thing_alone(condition: str, fact: Fact) -> bool:
    """Whether a condition asks for a deed of one side and a fact tells of its thing alone: the day of a tour says nothing of
    "if we call off the tour"."""
    return any(deed and not overlap(deed, fact.words) for deed, _, _ in _deeds(condition))


_NO_THING = frozenset({"not", "no", "never"})  # that it is not so is no part of what is spoken of
DONE_BY = re.compile(r"^(?:an?|any|every|each|the) (?:[a-z]+ ){1,3}?(?P<deed>[a-z]{3,}(?:ed|en|t)) by\b", _I)


def _tells(fact: Fact) -> bool:
    """Whether a value is a plain yes or no to its name, and so can say that a condition is not so."""
    return _says_no(fact) or _AFFIRMS.search(fact.text) is not None


_RULED = re.compile(
    r"\b(?:accept(?:ed|s)|approve[ds]|confirm(?:ed|s)|verifie[ds]|upheld|upholds|established|granted|agree[ds]|proven|decided|found to be|succeeds)\b",
    _I,
)
_RULING = re.compile(
    r"\b(?:accept|approv(?!al)|confirm|verif|upheld|uphold|establish|grant|agree|prove|decided|decision|found(?! by\b)|finding|pass(?:ed|es)?\b(?! (?:to|on|along)\b)|result|outcome|shows?\b|settled)|"
    r"\bapproval\b(?! (?:is |was )?(?:asked|requested|needed|wanted))(?<!for approval)",
    _I,
)
_AFFIRMS = re.compile(r"^(?:yes|y|true|done|ok|received|confirmed|seen|on file|approved|accepted|passed)\b", _I)
_UNSETTLED = re.compile(
    r"\b(?:under (?:investigation|review|query)|being|looking|asked|requested|refused|declin\w+|rejected|removed|promised|undecided|tbc|to be|see\b|queue|awaited)\b|\?",
    _I,
)
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
    for deed, ours, theirs in _deeds(condition):
        told = [fact for fact in facts if deed and overlap(deed, fact.words) == len(deed)]
        other = next((fact for fact in told if _done_by(theirs, deed, fact)), None)
        own = next((fact for fact in told if _done_by(ours, deed, fact)), None)
        other = other or next((fact for fact in told if _done_by(ours, deed, fact, denied=True)), None)
        if other is not None and own is None:
            return Judged("unmet", other)
        if own is not None and other is None and not find_bounds(condition):
            return Judged("met", own)
    return None


@lru_cache(maxsize=16_384)
def _deeds(condition: str) -> tuple[tuple[frozenset[str], re.Pattern[str], re.Pattern[str]], ...]:
    """The deeds that a condition names, with what says that its own side did it, and that the other did."""
    found = []
    for done, ours, theirs in ((_WE_DID, _BY_US, _BY_THEM), (_THEY_DID, _BY_THEM, _BY_US)):
        match = done.search(condition)
        if match is not None:
            found.append((stems(match["deed"]), ours, theirs))
    return tuple(found)


_DENIED = re.compile(r"\b(?:not|never|neither|nor|no)\b|n't\b", _I)


def _done_by(whom: re.Pattern[str], deed: frozenset[str], fact: Fact, *, denied: bool = False) -> bool:
    """Whether a piece of a fact's value says that the deed was done by somebody, or, where it is `denied`, that it was not;
    a value that is one piece speaks of its name's deed."""
    pieces = re.split(r"[;,]", fact.text)
    speak = [piece for piece in pieces if len(pieces) == 1 or overlap(deed, stems(piece))]
    found = [match for piece in speak if (match := whom.search(piece))]
    if any((_DENIED.search(match.string, 0, match.start()) is not None) == denied for match in found):
        return True
    return not found and not denied and whom.search(fact.name) is not None


def _says_no(fact: Fact) -> bool:
    """Whether a fact says that something is not so or did not happen; "yes, no internet" says that it is so."""
    if re.match(r"yes\b", fact.text, _I):
        return False
    return fact.denies or bool(
        re.search(
            r"\b(?:did|does|do|has|have|had|was|were|is|are|could) not\b|n't\b|\b(?:nobody|never)\b", fact.text, _I
        )
    )
