"""Whose each time of a clause is: ours to keep a promise in, or the customer's to ask in. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.terms.deadlines import Role, Stretch, counted_from, tells_how_often
from knowledge.terms.grammar import Reading
from knowledge.terms.learned import Heard, role_of

_I = re.IGNORECASE


# "The fee is refunded within 14 days of joining": the customer's time to leave again.
_OF_JOINING = re.compile(
    r"\s*(?:of|after|from) (?:the |its |their |your )?(?:joining|signing(?: up)?|sign-?up|subscribing|enrol(?:ling|ment)|start of the (?:contract|plan|membership|subscription|cover))\b",
    _I,
)


# "Unopened boxes are taken back within 60 days": whose passive it is, the grammar does not say; nobody else can send them.
_TAKEN_BACK = re.compile(
    r"\b(?:is|are|was|were|be) (?:(?:taken|accepted|sent|brought) back|exchanged|swapped)\b[^,.;:]{0,30}$", _I
)


_WRONG = re.compile(
    r"\b(?:wrong\w*|incorrect\w*|mistaken\w*|faulty|defective|broken|damaged|not the (?:one|same|right)|not what|out of order|fail\w*|breaks? down)\b",
    _I,
)


_EXCHANGED = re.compile(r"\b(?:exchanged|swapped)\b[^,.;:]{0,30}$", _I)


def _put_right(before: str, at: Stretch) -> bool:
    """Whether an exchange is what we do about our fault ("a wrong machine is exchanged within 3 working days"), and its time is ours."""
    ours = at.span.unit in {"business_days", "hours"} or _WRONG.search(before) is not None
    return ours and _EXCHANGED.search(before) is not None


# "With a call within 3 hours of the end we keep the table": who calls us has that time.
_WITH_A_WORD = re.compile(
    r"(?:with|on|upon|after|against) (?:an? |the )?(?:[a-z]+ )?(?:call|notice|message|request|e-?mail|letter|word|report|claim|warning) (?:with)?in ",
    _I,
)


# "Acknowledged within 1 day and answered within 6 days": of both times the last holds.
_BOTH_TIMES = re.compile(
    r"\backnowledg\w+ (?:it )?(?:with)?in \w[^,;.]{0,30} and [^,;.]{0,30}?\b(?:answer|repl|respon)\w*", _I
)


# "Money that is due leaves us within 10 days of our agreeing to it": our time, whatever it runs from.
_LEAVES_US = re.compile(
    r"\b(?:leaves|reaches) (?:us|our (?:account|bank)|you|the customer)(?: (?:on|by) [a-z ]{3,20})? (?:within|no later than|not later than|at the latest|in)? ?$",
    _I,
)


# "If a second bag is lost within 30 days of the first": how soon it happened again, and no time to report it in.
_OF_THE_FIRST = re.compile(
    r"\s*(?:of|after|from) (?:the |that |its |an? )?(?:first|second|last|previous|earlier|one before|other)\b", _I
)


def _of_two_happenings(text: str, at: Stretch, condition: str | None) -> bool:
    """Whether a stretch lies between two things that happened, within the condition that a clause opens with."""
    opening = condition is not None and text.lower().startswith(condition.lower()) and at.end <= len(condition) + 1
    return opening and _OF_THE_FIRST.match(text[at.end :]) is not None


def deadline(reading: Reading, told: Sequence[Role], condition: str | None) -> Stretch | None:
    """The company's deadline: the last that is told, before any that recurs."""
    dues = [at for at, role in zip(reading.times, told, strict=True) if role == "due"]
    once = [at for at in dues if not at.every]
    if not dues:
        return None
    chosen = once[-1] if once else dues[0]
    return chosen._replace(span=counted_from(chosen.span, condition))


def whose_times(heard: Heard, reading: Reading) -> list[Role]:
    """For each time of a clause whose it is; what words leave no doubt of goes before what was learned."""
    text = heard.text
    if _BOTH_TIMES.search(text):
        return ["due"] * len(reading.times)
    return [
        _whose(heard, at, role) if not tells_how_often(text[: at.start]) else "none"
        for at, role in zip(reading.times, reading.roles, strict=True)
    ]


def _whose(heard: Heard, at: Stretch, read: Role) -> Role:
    role = _plainly(heard.text, at) or role_of(heard, at.start, at.end, read)
    return "none" if role == "window" and _of_two_happenings(heard.text, at, heard.parts.condition) else role


def _plainly(text: str, at: Stretch) -> Role | None:
    """Whose time a stretch is where the words around it leave no doubt."""
    before, after = text[: at.start], text[at.end :]
    if _LEAVES_US.search(before):
        return "due"
    theirs = (
        (_TAKEN_BACK.search(before) is not None and not _put_right(before, at))
        or _WITH_A_WORD.fullmatch(before) is not None
        or _OF_JOINING.match(after) is not None
    )
    return "window" if theirs else None
