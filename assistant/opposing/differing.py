"""Where two clauses differ: in a figure of one way, deed and event, in what is allowed, or in what it hangs on. Pure."""

from __future__ import annotations

import re

from assistant.facts import overlap, stems
from assistant.opposing.clause import Limit, Said, Way
from knowledge.scanning import Scan

_I = re.IGNORECASE


def differing(mine: Said, theirs: Said) -> Way | None:
    """The way in which some limit differs, of one deed and event; a figure of one that stands in the other differs from none."""
    return next(iter(_differences(mine, theirs)), None)


def _differences(mine: Said, theirs: Said) -> dict[Way, list[tuple[Limit, Limit]]]:
    found: dict[Way, list[tuple[Limit, Limit]]] = {}
    for way in _WAYS:
        ours = [limit for limit in mine.limits if limit.way == way]
        others = [limit for limit in theirs.limits if limit.way == way]
        pairs = [(a, b) for a in ours for b in others if a.unit == b.unit and _same_deed(a, b)]
        if pairs and all(a.value != b.value for a, b in pairs):
            found[way] = pairs
    return found


def promises_less(mine: Said, theirs: Said) -> set[int]:
    """For each way in which the two differ whether the first promises less (1) or the second (-1).

    Less is: a smaller share or sum given, a greater one charged; more time ahead, a later day of ours, a shorter time for the
    customer, a shorter life; more that has to happen first; a refusal where the other allows, and an "only".
    """
    votes = {
        _LESS[way] * (1 if a.value > b.value else -1) * (-1 if _turned(way, a) else 1)
        for way, pairs in _differences(mine, theirs).items()
        for a, b in pairs
    }
    for sign, (one, other) in ((1, (mine, theirs)), (-1, (theirs, mine))):
        if refuses(one, other) or narrows(one, other):
            votes.add(sign)
    return votes


# Whether the greater figure promises less (1) or more (-1).
_LESS: dict[Way, int] = {
    "ahead": 1, "after": 1, "lasting": -1, "from": 1, "given": -1, "charged": 1, "sum given": -1, "sum charged": 1,
}  # fmt: skip


def _turned(way: Way, limit: Limit) -> bool:
    """Whether it is the other way round: a customer's own time, and a threshold that is not to be reached."""
    return (way == "after" and limit.deed in _THEIRS) or (way == "from" and limit.below)


_WAYS: tuple[Way, ...] = ("ahead", "after", "lasting", "from", "given", "charged", "sum given", "sum charged")
TIMES = frozenset({"ahead", "after", "lasting"})
_KIN = (frozenset({"pay", "pay back"}), frozenset({"claim", "report"}))
_STEPS = re.compile(
    r"\b(?:(?P<decided>decision|decid\w*|assess\w*|approv\w*|examin\w*|inspect\w*|review\w*|finding|ruling|confirm\w*|check(?:s|ed|ing)?\b(?![- ](?:out|in)))|(?P<asked>report\w*|request\w*|claim\w*|complain\w*|notice|message|asking)|"
    r"(?P<papers>documents?|papers?|receipts?|statements?|photos?|proof))\b",
    _I,
)


def _same_deed(one: Limit, other: Limit) -> bool:
    """Whether two times are for one deed and count from one event, as far as both say."""
    if one.way not in TIMES:
        return True
    if not one.deed or (one.deed != other.deed and not any({one.deed, other.deed} <= kin for kin in _KIN)):
        return False
    if not one.event or not other.event or overlap(stems(one.event), stems(other.event)):
        return True
    # A customer's time may be told from another event of the same story; ours runs from the one that is named.
    return one.deed in _THEIRS and step(one.event) is None and step(other.event) is None


_THEIRS = frozenset({"send back", "cancel", "dispute", "report", "claim", "book", "last", "move"})


def step(event: str) -> str | None:
    """The step of handling a matter that an event is; None for what happens outside."""
    found = _STEPS.search(event)
    return found.lastgroup if found else None


MAY = Scan(r"\b(?:may|can) (?!only\b|not\b)(?:be )?\w+", _I)
MAY_NOT = Scan(r"\b(?:cannot|can not|may not|must not|(?:is|are) (?:not|never)|no longer)\b", _I)


def refuses(mine: Said, theirs: Said) -> bool:
    """Whether the one refuses just what the other allows. A refusal of something more special, or a permission of it, is an
    exception: so each has to name all that the other names."""
    if not MAY_NOT.search(mine.text) or MAY_NOT.search(theirs.text) or not MAY.search(theirs.text):
        return False
    refused = mine.words - frozenset(word for limit in mine.limits for word in stems(limit.event))
    allowed = theirs.words - frozenset(word for limit in theirs.limits for word in stems(limit.event))
    return len(refused) > 1 and refused == allowed


ONLY = Scan(r"\bonly (?:for|on|where|when|if|with|by)\b (?P<what>[^.;]+)", _I)
PROVIDED = Scan(r"\b(?:as long as|provided(?: that)?|if|when|where)\b (?P<what>[^.;]+)", _I)


def narrows(mine: Said, theirs: Said) -> bool:
    """Whether the one allows a deed only under a condition where the other asks for another condition of the same event
    ("only for nights before the expiry date", "as long as it is booked by the expiry date")."""
    only, provided = ONLY.search(mine.text), PROVIDED.search(theirs.text)
    if only is None or provided is None or ONLY.search(theirs.text) or not mine.deeds & theirs.deeds:
        return False
    if mine.limits or theirs.limits:  # figures are compared as figures
        return False
    a, b = stems(only["what"]), stems(provided["what"])
    both = overlap(a, b)
    return 0 < both < 0.7 * min(len(a), len(b)) and bool((mine.thing - a) & (theirs.thing | theirs.around))


_EACH = re.compile(r"\b(?:each|every|per|apiece)\b", _I)
_TOGETHER = re.compile(r"\b(?:together|in all|in total|altogether|overall)\b", _I)


def bands(mine: Said, theirs: Said) -> bool:
    """Whether two clauses are steps of one scale (from more on, and another share or sum for it), or one counts each thing
    and the other all of them."""
    if any(_EACH.search(a.text) and _TOGETHER.search(b.text) for a, b in ((mine, theirs), (theirs, mine))):
        return True
    steps = [{limit.value for limit in each.limits if limit.way == "from"} for each in (mine, theirs)]
    gifts = [
        {(limit.value, limit.unit) for limit in each.limits if limit.way not in TIMES | {"from"}}
        for each in (mine, theirs)
    ]  # fmt: skip
    ranges = any(limit.range for each in (mine, theirs) for limit in each.limits if limit.way == "ahead")
    apart = all(gifts) and not gifts[0] & gifts[1]
    return apart and (ranges or (all(steps) and not steps[0] & steps[1]))
