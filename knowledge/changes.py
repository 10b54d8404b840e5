"""What a new version of a document changes in the terms, side by side. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from knowledge.passage import Standing, Value
from knowledge.terms import Term

# Two clauses of one section that share so much of their words are one clause, changed.
_LEAST_ALIKE = 0.6
# What a term says; the rest is where it stands and how it was read.
_LIMITS = (
    "mode", "kind", "kinds", "choice", "amount", "percent", "of", "cap", "due", "every", "window", "condition",
    "exception", "authority", "actor",
)  # fmt: skip


class Changed(Value):
    """One clause in its old and its new words. `limits` names what differs; none, where only the words do."""

    old: Term
    new: Term
    limits: tuple[str, ...] = ()


class Changes(Value):
    """What taking in a file would change. `status` and `reason` as in the result of taking it in.

    `since`: the version that it would follow; None for a document that is not in use. `holds_from`: the day from which
    it would hold, and until the day before which its predecessor would; None: it replaces it at once and wholly.
    """

    path: str
    status: str
    reason: str = ""
    since: int | None = None
    holds_from: dt.date | None = None
    standing: Standing = Standing()
    added: tuple[Term, ...] = ()
    removed: tuple[Term, ...] = ()
    changed: tuple[Changed, ...] = ()


def compared(
    old: Sequence[Term], new: Sequence[Term]
) -> tuple[tuple[Term, ...], tuple[Term, ...], tuple[Changed, ...]]:
    """(added, removed, changed) terms; those that say the same in the same words are in none of them."""
    gone, come = list(old), list(new)
    for term in list(come):
        same = next((o for o in gone if o.quote == term.quote and not _differ(o, term)), None)
        if same is not None:
            gone.remove(same)
            come.remove(term)
    pairs = sorted(_pairs(gone, come), key=lambda pair: -pair[0])
    changed: list[Changed] = []
    for _, one, other in pairs:
        if one in gone and other in come:
            gone.remove(one)
            come.remove(other)
            changed.append(Changed(old=one, new=other, limits=_differ(one, other)))
    order = {id(term): place for place, term in enumerate(new)}
    changed.sort(key=lambda each: order.get(id(each.new), 0))
    return tuple(come), tuple(gone), tuple(changed)


def _pairs(old: Sequence[Term], new: Sequence[Term]) -> Iterable[tuple[float, Term, Term]]:
    for one in old:
        for other in new:
            alike = SequenceMatcher(None, _plain(one.quote), _plain(other.quote), autojunk=False).ratio()
            near = alike + 0.1 * (one.section == other.section) + 0.05 * (one.kind == other.kind)
            if alike >= _LEAST_ALIKE:
                yield near, one, other


def _plain(quote: str) -> list[str]:
    return re.findall(r"\w+", quote.lower())


def _differ(one: Term, other: Term) -> tuple[str, ...]:
    return tuple(name for name in _LIMITS if getattr(one, name) != getattr(other, name))
