"""How many there are of what a clause gives a sum for each of; none where the case does not say it or says two numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.amounts.spans import Many, blocks, counts_all, how_long, is_block, left_out
from assistant.amounts.sums import Known
from assistant.facts import Fact, overlap, stems
from assistant.measures.counts import Count, counts_in

_I = re.IGNORECASE
TIME = re.compile(r"\b(?P<u>day|night|week|month|hour|year|morning|evening|afternoon)s?\b", _I)
_PARTS_OF_DAY = {"morning": "day", "evening": "day", "afternoon": "day"}
PERSON = re.compile(r"\b(?:person|people|passenger|travell?er|guest|adult|head|member|participant|child|visitor|player|customer)s?\b", _I)  # fmt: skip
_PARTY = re.compile(r"\b(?:party|group|people|persons?|passengers?|travell?ers?|travelling|guests?|adults?|children|kids|players|heads|participants|members)\b", _I)  # fmt: skip
_DONE = re.compile(r"[a-z]{2,}ed|held|left|sent|lost|broken|sold|taken|begun|made|given|cut|shut|gone|concerned")
# Of these one is meant where nobody says how many.
_SINGLE = re.compile(r"(?:ticket|bag|box|parcel|item|booking|claim|room|visit|order|unit|device|appointment|call|bill|flight|stay|journey|trip|leg|line|seat|session|lesson|class|course|workshop|ride|rental|delivery|shipment|screening|show|treatment)(?:e?s)?", _I)  # fmt: skip
_QUALITY = re.compile(
    r"^(?:further|additional|extra|full|whole|complete|completed|started|begun|commenced|calendar|working|business|such|single|of|the|a|an|your|our|their|its)$",
    _I,
)


def how_many(each: str, clause: str, case: Known) -> Many | None:
    """How many there are of the thing that the words after "for each" name; `clause` says which of them are meant."""
    if is_block(each):
        return blocks(each, clause, case.facts)
    # "each seat's", "each day of delay": the noun is what stands before the first word that begins a phrase of its own.
    head = re.split(
        r"\b(?:of|on|in|that|which|who|you|we|by|from|to|for|if|with|during|where|not|booked|between|at|is|are|was|were|has|have|will|shall|must|may|can|because|until|whose|when|more|than|does|cannot|leaves|still)\b",
        each,
        maxsplit=1,
    )[0]
    time = TIME.search(head)
    if time is not None:
        free = left_out(clause)
        unit = time["u"].lower()
        facts = [fact for fact in case.facts if not _all_of_them(fact, each)]
        many = how_long(_PARTS_OF_DAY.get(unit, unit), each, clause, facts, case.received_on)
        without = r"\b(?:beyond|after|over)\b" if counts_all(clause) else r"\b(?:beyond|after|over|late)\b"
        if many is None or not free or re.search(without, many.line.split(":")[0], _I):
            return many
        return Many(many.number - free, many.line) if many.number > free else None
    words = [word for word in re.findall(r"[a-zà-ÿ]+", head.lower()) if not _QUALITY.match(word)]
    after = next((n for n, word in enumerate(words) if n and _DONE.fullmatch(word)), len(words))
    words = words[:after]  # "parcel delivered late", "viewing held"
    noun = stems(words[-1]) if words else frozenset()
    told = [
        count
        for fact in case.facts
        if not _all_of_them(fact, each)
        for count in counts_in(fact.name, fact.text, case.received_on)
    ]
    if all(_NOT.search(way) for way in each.split(" or ")):  # not "broken or not there"
        # "for any walk not given", and `walks_given: 6`; but of "each lesson moved that was not announced" `lessons_moved`
        undone = [c for c in told if _NOT.search(f"{c.name} {c.line}")]
        told = undone or [c for c in told if overlap(stems(head) - noun, stems(c.name))]
    if words and PERSON.fullmatch(words[-1]):
        return _persons(words[-1], told)
    if words and words[-1] in {"one", "time", "other"} and len(words) == 1:
        words = []
    single = Many(1, "") if words and _SINGLE.fullmatch(words[-1]) else None
    of_it = [c for c in told if noun and (overlap(noun, stems(c.unit)) or overlap(noun, stems(c.name)))]
    of_it = of_it or _by_deed(told, each)
    led = {c.line: c for c in reversed(of_it) if _leads(c)}  # "lessons lost: 6, both of May among them"
    of_it = [c for c in of_it if led.get(c.line, c) is c]
    return _one_of(of_it, each, clause, noun) if of_it else single


def _leads(told: Count) -> bool:
    """Whether a number is the first word of its fact."""
    return re.search(rf": {told.value}\b(?![.:/-]\d)", told.line) is not None


_NOT = re.compile(
    r"\b(?:not|never|without|un[a-z]{4,}|missing|missed|absen\w+|lacking|lost|cancel\w*|no|called off|fell away|dropped)\b",
    _I,
)
_ALL = re.compile(r"\b(?:in (?:the )?(?:set|block|course|pack\w*|term|total|all)|booked|total|bought|sold|ordered|included|stay|reservation|booking|hire|rental|trip|duration|course|block|plan|package|pass|first list)\b", _I)  # fmt: skip
_SOME = re.compile(
    r"\b(?:that|which|who|whose|on|without|lost|missed|missing|late|unused|broken|damaged|not|absen\w+|cancel\w*|taken off|by)\b",
    _I,
)


def _all_of_them(fact: Fact, each: str) -> bool:
    """Whether a fact tells how many there were in all, where the clause speaks of some of them."""
    named = _ALL.search(fact.name)
    return (
        named is not None
        and bool(_SOME.search(each))
        and not _SOME.search(fact.name)
        and not stems(named.group()) & stems(each)
    )


def _by_deed(told: Sequence[Count], each: str) -> list[Count]:
    """The counts whose name tells what was done to the thing ("for each one you hand back": `handed_back`)."""
    wanted = stems(each)
    named = [c for c in told if len(wanted) > 0 and overlap(wanted, stems(c.name)) and (c.unit in {"", "day"})]
    if named or not _ANY_THING.match(each):
        return named
    return [c for c in told if overlap(stems(_ANY_THING.sub("", each)), stems(c.unit))]  # "two plates broken"


_ANY_THING = re.compile(r"(?:piece|item|thing|article|part|one)s?\b ?", _I)


def _one_of(counts: Sequence[Count], each: str, clause: str, noun: frozenset[str]) -> Many | None:
    """The one number told, else the one whose words are most the clause's."""
    if not counts:
        return None
    if len({c.value for c in counts}) > 1:
        for words in (stems(each) - noun, stems(clause) - noun):
            scores = [overlap(words, stems(f"{c.name} {c.unit}") - noun) for c in counts]
            best = [c for c, score in zip(counts, scores, strict=True) if score == max(scores)]
            if max(scores) and len({c.value for c in best}) == 1:
                return Many(best[0].value, best[0].line)
        return None
    return Many(counts[0].value, counts[0].line)


def _persons(noun: str, told: Sequence[Count]) -> Many | None:
    """How many people are in the party: "2 adults, 3 children" are five."""
    named = [c for c in told if _PARTY.search(c.name) or _PARTY.search(c.unit)]
    only = re.match(r"adult|child|player|participant|member", noun, _I)
    if only:
        named = [c for c in named if overlap(stems(noun), stems(f"{c.unit} {c.name}"))]
    lines = {c.line for c in named}
    if len(lines) == 1 and len(named) > 1 and all(_PARTY.search(c.unit) for c in named):
        return Many(sum(c.value for c in named), named[0].line)
    totals = {c.value for c in named}
    if not named:
        return Many(1, "")
    return Many(named[0].value, named[0].line) if len(totals) == 1 else None
