"""What a clause says by its grammar: what it does, to which remedy, and whose its times are. Pure.

A second opinion (`learned`) knows what the grammar read and decides; the grammar knows no more than its patterns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from knowledge.terms.clauses import Clause, Parts, take_apart
from knowledge.terms.deadlines import Role, Stretch, roles, stretches
from knowledge.terms.kinds import MONEY_KINDS, kinds_in, names_kinds
from knowledge.terms.model import Kind, Mode
from knowledge.terms.modes import mode_of, without_extra

_I = re.IGNORECASE


class Reading(NamedTuple):
    """What a clause says: its mode; the kinds that it names itself (`own`) and those that it is about (`kinds`), the main
    one first (`kind`); its stretches of time and whose they are."""

    mode: Mode
    own: tuple[Kind, ...]
    kinds: tuple[Kind, ...]
    kind: Kind
    times: tuple[Stretch, ...]
    roles: tuple[Role, ...]


def parts_of(clause: Clause) -> Parts:
    """A clause taken apart, under the condition of the sentence that it goes on from where it has none of its own."""
    parts = take_apart(clause.text)
    if parts.condition is None:
        outside = take_apart(clause.before).condition if clause.same_case else clause.shared
        parts = parts._replace(condition=outside or None)
    return parts._replace(main=without_extra(parts.main))


def read(clause: Clause, parts: Parts, spoken_of: Sequence[Kind]) -> Reading:
    """The reading of one clause; `spoken_of`: the money kinds that the section spoke of last, for "it is paid within"."""
    own, kinds = _remedies(clause, parts, spoken_of)
    mode = mode_of(parts, clause.text)
    times = stretches(clause.text)
    told = roles(clause.text, mode, times)
    kind: Kind = (
        kinds[0] if own == ["fix"] or (kinds and not own) else _head_kind(parts.main, kinds, timed="due" in told)
    )
    return Reading(mode, tuple(own), tuple(kinds), kind, tuple(times), tuple(told))


def _remedies(clause: Clause, parts: Parts, spoken_of: Sequence[Kind]) -> tuple[list[Kind], list[Kind]]:
    """The kinds that a clause names itself, and those that it is about: its own, else those of the words before it."""
    own = names_kinds(parts.main) or names_kinds(clause.text)
    if _SPEAKS_OF_IT.match(parts.main) and not set(names_kinds(_SPEAKS_OF_IT.sub("", parts.main))) - {"change"}:
        own = [kind for kind in names_kinds(parts.condition or "") if kind in MONEY_KINDS]
    if not set(own) - {"fee_waiver"} and _is_offered(parts.main):
        return ["fix"], ["fix"]  # "another room is offered within 5 days": something is done, whatever it is
    if not own and _PAID.search(parts.main):
        return own, list(spoken_of) or ["refund"]
    return own, own or names_kinds(clause.before)


_OFFERED = re.compile(
    r"\b(?:is|are|will be) (?:\w+ )?(?:offered|arranged|provided|found|set up|made available|completed|carried out|prepared|drawn up|filled in|supplied|made ready|produced|written out)\b[^.;]{0,40}\b(?:within|no later than|not later than|at the latest)\b",
    _I,
)


def _is_offered(main: str) -> bool:
    """Whether a clause promises something to be offered by a time, in words that name no kind of remedy."""
    return _OFFERED.search(main) is not None


def _head_kind(main: str, kinds: list[Kind], *, timed: bool) -> Kind:
    """The kind of the clause: that of the predicate nearest before its deadline, else of its first remedy."""
    main = _RELATIVE.sub(lambda m: " " * len(m.group()), main)
    head = re.split(r"\b(?:after|once|when|following|until|before|as soon as|unless|from|because)\b", main)[0]
    done = _IS_DONE.search(main[len(head) :])  # "a plan cancelled 14 days after its start is refunded"
    placed = (kinds_in(head) if not done or _IS_DONE.search(head) else ()) or kinds_in(main)
    if not placed:
        return kinds[0] if kinds else "other"
    free = [place for place in placed if place[1] == "fee_waiver" and _FREE_OF_CHARGE.match(main, place[0])]
    deeds = [kind for _, kind in placed if kind in {"change", "delivery", "repair", "replacement", "fix"}]
    if free and len(free) == sum(kind == "fee_waiver" for _, kind in placed) and deeds:
        placed = tuple(
            place for place in placed if place not in free and place[1] != "credit"
        )  # how it is done, not what
    strong = [kind for _, kind in placed if kind not in {"contact", "investigation", "escalation", "change"}]
    verbs = [
        kind for start, kind in placed
        if re.search(r"(?:\bis|\bare|\bbe|\bwe|\bcan|\bwill|\bgets?|\bgives?|\boffers?|\badds?|[a-z]s|\band|\balso)\s+(?:also |then |fully |normally |in full |always )?$", main[:start], _I)
    ]  # fmt: skip
    if verbs and (not strong or verbs[0] in strong or timed):
        return verbs[0]
    return strong[0] if strong else placed[0][1]


_IS_DONE = re.compile(
    r"\b(?:is|are|will be) (?:then |also |always |fully )?(?:refunded|reimbursed|repaid|credited|waived|replaced|repaired|returned|paid back)\b",
    _I,
)
_FREE_OF_CHARGE = re.compile(r"free of charge|without charge|at no cost|with no|at no|no charge", _I)
_RELATIVE = re.compile(
    r"\b(?:that|which|who|whose)\b (?!(?:is|are) (?:then )?(?:refunded|credited|waived|replaced))[^,.;]{2,80}?(?= (?:is|are|will be|must be|gets?|goes) )",
    _I,
)


_PAID = re.compile(
    r"\b(?:is|are|must be|will be) (?:\w+ )?(?:paid|transferred|settled|made|released)\b|\bappears? on the (?:account|bill|statement)",
    _I,
)
_SPEAKS_OF_IT = re.compile(
    r"^(?:it|they|this|these|the (?:payment|transfer|sum|amount|money))\b(?! (?:may|can|chooses?))", _I
)
