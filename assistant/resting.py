"""Which open drafts and unkept promises rest on a version of a document that is about to be replaced. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from assistant.case import Case, CaseState, Frozen, Promise

if TYPE_CHECKING:
    from knowledge.changes import Changes

# The letters that can still be changed.
_OPEN = frozenset({"needs_answers", "drafted", "in_review"})


class Rest(Frozen):
    """A draft, or a promise of it (`promise`), that rests on a document. `clauses`: its words there that change or go."""

    case: str
    state: CaseState
    about: str
    promise: Promise | None = None
    clauses: tuple[str, ...] = ()


class Resting(Frozen):
    """What rests on a document: open drafts and unkept promises, those whose very clause changes first."""

    drafts: tuple[Rest, ...] = ()
    promises: tuple[Rest, ...] = ()


def resting_on(cases: Iterable[Case], changes: Changes, *, terms: frozenset[str]) -> Resting:
    """The letters not yet sent and the open promises that rest on a document. `terms`: the ids of its terms in use.

    A promise that was made is kept as it was made; it is shown so that somebody sees what it was made by.
    """
    touched = {term.id: term.quote for term in changes.removed} | {c.old.id: c.old.quote for c in changes.changed}
    drafts: list[Rest] = []
    promises: list[tuple[Promise, Rest]] = []
    for case in cases:
        used = _terms_of(case) & terms
        if not used or case.proposal is None:
            continue
        rest = Rest(
            case=case.id,
            state=case.state,
            about=case.proposal.reading.summary,
            clauses=tuple(quote for term, quote in touched.items() if term in used),
        )
        if case.state in _OPEN:
            drafts.append(rest)
        for promise in case.promises:
            by = {c.term for c in case.check.commitments if c.quote == promise.sentence} & terms
            if promise.state == "open" and by:
                mine = tuple(quote for term, quote in touched.items() if term in by)
                promises.append((promise, rest.model_copy(update={"promise": promise, "clauses": mine})))
    promises.sort(key=lambda pair: (not pair[1].clauses, pair[0].due))
    drafts.sort(key=lambda rest: not rest.clauses)
    return Resting(drafts=tuple(drafts), promises=tuple(rest for _, rest in promises))


def _terms_of(case: Case) -> set[str]:
    """The terms that the letter as it stands, and its plan, rest on."""
    plan = case.proposal.plan if case.proposal is not None else None
    used = {commitment.term for commitment in case.check.commitments}
    if plan is not None:
        used |= {remedy.term for remedy in plan.remedies} | {declined.term for declined in plan.declined}
    return {term for term in used if term}
