"""What follows from the clauses alone, whatever the facts: worked out once for each state of the record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np

from assistant.applicability import Siblings, in_force, siblings
from assistant.conflicts import Conflict, find_conflicts
from assistant.disputes import Dispute, apart, find_disputes
from assistant.facts import Similarity
from assistant.recent import Recent
from assistant.remedies import Situation, window_closed
from assistant.rulebook import Pages
from knowledge.passage import Standing
from knowledge.terms import Term

_MOST_DAYS = 64
_MOST_COMPARED = 1200
_LEAST_DISPUTE = 0.75


class Clauses:
    """The clauses that are for customers, of all passages or of some. Safe to use from several threads."""

    def __init__(self, pages: Pages, wide: frozenset[str] | None, alike: Similarity) -> None:
        """`wide`: the ids of the passages that count; None: all."""
        self.terms = tuple(
            t for t in pages.all_terms() if not t.standing.internal and (wide is None or t.passage in wide)
        )
        self._pages = pages
        self._alike = alike
        self._standings = tuple(dict.fromkeys(t.standing for t in self.terms))
        self._first = {standing: t for t in reversed(self.terms) for standing in [t.standing]}
        self._groups: Siblings | None = None
        self._held: Recent[Held] = Recent(_MOST_DAYS)
        self._disputes: Recent[tuple[Dispute, ...]] = Recent(_MOST_DAYS)

    def groups(self) -> Siblings:
        """The values of the documents that exclude one another."""
        if self._groups is None:
            public = [d.path for d in self._pages.documents() if not d.standing.internal]
            self._groups = siblings([p for path in public for p in self._pages.passages(path)])
        return self._groups

    def held(self, on: date, happened_on: Callable[[Standing], date | None]) -> Held:
        """What holds on a day; `happened_on` tells when happened what a document is kept for."""
        valid = frozenset(s for s in self._standings if in_force(self._first[s], on, happened_on(s)))
        today = frozenset(s for s in self._standings if s.in_force(on))
        disputes = self._disputes.get(today, lambda: find_disputes(self.terms, self._alike, on=on))
        return self._held.get((valid, today), lambda: Held(self.terms, valid, disputes, self._alike))


class Held:
    """The clauses that hold on a day and those that do not, and which of them disagree."""

    def __init__(
        self, terms: Sequence[Term], valid: frozenset[Standing], disputes: tuple[Dispute, ...], alike: Similarity
    ) -> None:
        self.current = tuple(t for t in terms if t.standing in valid)
        self.stale = tuple(t for t in terms if t.standing not in valid)
        self.prohibitions = tuple(t for t in self.current if t.mode == "prohibition")
        self.disputes = disputes
        self._alike = alike
        # What is near enough to disagree: with the disagreement, where it is one whatever the facts.
        self._near = [(pair, None if _timed(pair) else find_conflicts(pair, alike)) for pair in self._close()]

    def disputed(self, case: Situation) -> list[tuple[Term, Term]]:
        """The pairs of clauses near in meaning that disagree for the facts of a case."""
        found: list[Conflict] = []
        for pair, known in self._near:
            found += (
                known
                if known is not None
                else find_conflicts(pair, self._alike, passed=lambda t: window_closed(t, case))
            )
        return [(c.one, c.other) for c in sorted(found, key=lambda c: -c.closeness)]

    def _close(self) -> list[tuple[Term, Term]]:
        usable = [t for t in self.current if t.standing.orders_before is None and not apart(t)][:_MOST_COMPARED]
        if len(usable) < 2:
            return []
        quotes = [t.quote for t in usable]
        cosines = np.asarray(self._alike(quotes, quotes), dtype=np.float32)
        near = np.argwhere(np.triu(cosines >= _LEAST_DISPUTE, k=1)).tolist()
        return [(usable[i], usable[j]) for i, j in near if usable[i].path != usable[j].path]


def _timed(pair: tuple[Term, Term]) -> bool:
    """Whether two clauses both limit a time of the customer, so that by the facts one may have passed and the other not."""
    return all(term.window is not None for term in pair)
