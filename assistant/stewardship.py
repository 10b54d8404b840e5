"""The policies in the hands of those who answer for them: ruling about terms, settling disputes, seeing what is missing.

Only a manager may rule. Each ruling is on record with who made it and when, and holds until it is withdrawn.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from assistant import correcting, intake, rights
from assistant.accounts import name_of
from assistant.case import Case, CaseState
from assistant.disputes import Dispute, find_disputes
from assistant.errors import InputError, NotFound
from assistant.facts import Similarity
from assistant.gaps import Gap, find_gaps
from assistant.resting import Resting, resting_on
from assistant.rights import Role
from knowledge.terms import Term

if TYPE_CHECKING:
    from knowledge.base import KnowledgeBase
    from knowledge.changes import Changes
    from knowledge.rulings import Asked, Ruling, Verdict

# What a person may correct; the words and their place are the document's.
CORRECTABLE = (
    "mode", "kind", "kinds", "amount", "percent", "cap", "due", "window", "condition", "exception", "authority", "cells",
)  # fmt: skip

# Whoever looks for what is missing looks at what came in lately.
_MOST_CASES = 3_000


class Cases(Protocol):
    """The cases on record, newest first."""

    def __call__(self, state: CaseState | None = None, *, limit: int | None = None) -> Sequence[Case]:
        """Those of one state, where given; the newest `limit` of them."""


class Stewardship:
    """What knowledge managers do. `by` is the person; it goes on record."""

    def __init__(
        self,
        knowledge: KnowledgeBase,
        *,
        cases: Cases,
        alike: Similarity,
        role_of: Callable[[str], Role],
        now: Callable[[], dt.datetime],
    ) -> None:
        self._knowledge = knowledge
        self._cases = cases
        self._alike = alike
        self._role_of = role_of
        self._now = now

    def may_rule(self, person: str) -> bool:
        """Whether a person may rule about terms. Raises Refused for somebody who may do nothing."""
        return rights.at_least(self._role_of(name_of(person)), "manager")

    # Terms

    def rulers(self, people: Sequence[tuple[str, Role]]) -> tuple[str, ...]:
        """Of some people with their roles, the names of those who may rule."""
        return tuple(name for name, role in people if rights.at_least(role, "manager"))

    def term(self, term_id: str) -> Term:
        """The term in use with an id. Raises NotFound."""
        found = next((term for term in self._knowledge.terms() if term.id == term_id.strip()), None)
        if found is None:
            raise NotFound(f'There is no term "{term_id.strip()[:40]}" in use; amends terms --json lists their ids.')
        return found

    def confirm(self, term_id: str, *, by: str, note: str = "") -> Term:
        """Says that a term was read rightly. Raises NotFound, Refused."""
        actor = self._manager(by, "confirm a term")
        term = self.term(term_id)
        self._knowledge.rule(term, "confirmed", by=actor, at=self._now(), note=intake.note(note))
        return self.term(term_id)

    def correct(self, given: Term, *, by: str, note: str = "") -> Term:
        """Puts a term with other limits in the place of the one in use with its id.

        Takes the fields of CORRECTABLE from `given`, the rest from the term in use; of a table row the cells, and what
        follows from them (see `correcting`). Raises NotFound, Refused, and InputError for limits that no clause can set.
        """
        actor = self._manager(by, "correct a term")
        held = self.term(given.id)
        given = correcting.followed(held, given)
        _check(given)
        term = held.model_copy(update={name: getattr(given, name) for name in CORRECTABLE})
        verdict: Verdict = "confirmed" if term == held else "corrected"
        self._knowledge.rule(term, verdict, by=actor, at=self._now(), note=intake.note(note))
        return self.term(given.id)

    def reject(self, term_id: str, *, by: str, note: str = "") -> Term:
        """Says that a clause sets no such limit: it permits nothing from now on. Gives back the term as it was."""
        actor = self._manager(by, "reject a term")
        term = self.term(term_id)
        self._knowledge.rule(term, "rejected", by=actor, at=self._now(), note=intake.note(note))
        return term

    def withdraw(self, ruling: Ruling, *, by: str, note: str = "") -> None:
        """Takes a ruling back: the clause counts again as it is read. For a settled dispute: it is open again."""
        actor = self._manager(by, "withdraw a ruling")
        verdict: Verdict = "reopened" if ruling.verdict == "overruled" else "withdrawn"
        self._knowledge.rule(ruling.term, verdict, by=actor, at=self._now(), note=intake.note(note))

    def in_effect(self) -> tuple[Ruling, ...]:
        """The rulings that hold, the newest first."""
        from knowledge.rulings import in_effect

        return tuple(reversed(in_effect(self._knowledge.rulings())))

    def asked_again(self) -> tuple[Asked, ...]:
        """The rulings whose clause changed, so that somebody has to look again."""
        return self._knowledge.asked_again()

    # Disputes

    def disputes(self) -> tuple[Dispute, ...]:
        """The contradictions between documents in force today that nobody has settled."""
        day = self._now().date()
        return find_disputes(self._knowledge.terms(on=day), self._alike, on=day)

    def dispute(self, dispute_id: str) -> Dispute:
        """The open contradiction with an id. Raises NotFound."""
        wanted = dispute_id.strip().casefold()
        found = next((each for each in self.disputes() if each.id.casefold() == wanted), None)
        if found is None:
            raise NotFound(
                f'There is no open dispute "{dispute_id.strip()[:40]}"; amends disputes lists those that are.'
            )
        return found

    def settled(self) -> tuple[Ruling, ...]:
        """The rulings by which one clause rules in another's place, the newest first."""
        return tuple(ruling for ruling in self.in_effect() if ruling.verdict == "overruled")

    def settle(self, dispute: Dispute, *, rules: str, by: str, note: str = "") -> Term:
        """Says which of two clauses rules (its id); the other one no longer does. Gives back the one that rules."""
        actor = self._manager(by, "settle a dispute between documents")
        pair = {dispute.one.id: (dispute.one, dispute.other), dispute.other.id: (dispute.other, dispute.one)}
        if rules not in pair:
            raise InputError("Say which of the two clauses rules.")
        winner, loser = pair[rules]
        self._knowledge.rule(
            self.term(loser.id), "overruled", by=actor, at=self._now(), note=intake.note(note), rules=winner
        )
        return winner

    # What is missing, and what rests on what

    def gaps(self) -> tuple[Gap, ...]:
        """The matters of complaints for which nothing was found, the most frequent first."""
        headings = {
            heading
            for document in self._knowledge.documents(kind="policy")
            for heading in (document.title, *(p.section for p in self._knowledge.passages(document.path)))
        }
        return find_gaps(self._cases(limit=_MOST_CASES), self._alike, known=sorted(headings))

    def resting_on(self, changes: Changes) -> Resting:
        """The open drafts and unkept promises that rest on the version which a file would replace."""
        if changes.since is None:
            return Resting()
        terms = {term.id: term for term in self._knowledge.terms(changes.path)}
        states: tuple[CaseState, ...] = ("needs_answers", "drafted", "in_review", "following_up")
        cases = [case for state in states for case in self._cases(state)]
        return resting_on(cases, changes, terms=frozenset(terms))

    def _manager(self, by: str, what: str) -> str:
        actor = name_of(by)
        rights.require(self._role_of(actor), "manager", who=actor, what=what)
        return actor


def _check(term: Term) -> None:
    if term.amount is not None and term.amount.value <= 0:
        raise InputError("A sum has to be more than nothing; leave the field empty where the clause names none.")
    if term.percent is not None and not 0 < term.percent <= 1000:
        raise InputError("A share has to lie between 0 and 1,000 percent; leave it empty where the clause names none.")
    for span in (term.due, term.window):
        if span is None:
            continue
        if span.value < 0 or (span.max is not None and span.max < span.value):
            raise InputError("A stretch of time cannot end before it begins; write 5, or 5 to 7.")
