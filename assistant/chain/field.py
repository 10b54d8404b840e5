"""What was retrieved for one case, weighed: how near each passage and clause is to what the customer tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

import numpy as np

from assistant.applicability import in_force, names_own
from assistant.conditions import asks_again
from assistant.conflicts import Conflict
from assistant.decisive import Decisive, decisive
from assistant.disputes import Yielding, ruling
from assistant.facts import Similarity, overlap, stems
from assistant.judging import Permit
from assistant.permitting import barred, granted, permits
from assistant.planning import CHANNEL_MATTERS, SIGNAL_HINTS, SIGNAL_MATTERS, STANDING_MATTERS
from assistant.remedies import FORMAL, Candidate, Situation, scope
from assistant.rulebook import Pages
from assistant.weighing import SIGNALS, Matter, Weighed, offer_chance
from knowledge.passage import Passage
from knowledge.terms import Term
from knowledge.terms.kinds import WORD_KINDS
from knowledge.terms.model import Kind

_PAST = SIGNALS.index("past")
_LEAST_STANDING = 0.42
_LEAST_SIGNAL = 0.38
_LEAST_NAMED = 0.3
_NEAR_PAGES = 4
_SURE = 0.95


class Field:
    """What was retrieved for one case, weighed: the passages and terms near it."""

    def __init__(
        self,
        *,
        pages: Pages,
        matter: Matter,
        spoken: tuple[str, ...],
        case: Situation,
        passages: tuple[Passage, ...],
        terms: tuple[Term, ...],
        weighed: Weighed,
        alike: Similarity,
        signals: tuple[str, ...],
        yielding: tuple[Yielding, ...],
    ) -> None:
        self.pages, self.spoken = pages, spoken
        self.yielding, self.ruling = yielding, ruling(terms, yielding)
        self.matter, self.case, self.passages, self.terms = matter, case, passages, terms
        self._weighed, self._alike, self._signals = weighed, alike, signals
        self.disputed: tuple[Conflict, ...] = ()
        self._scoped = self._scopes()
        self._place = {p.id: index for index, p in enumerate(passages)}
        self._clause = {t.id: index for index, t in enumerate(terms)}
        self._order = list(np.argsort(-weighed.passages, kind="stable")) if passages else []
        self._rank = {passages[index].id: rank for rank, index in enumerate(self._order)}

    def relevance(self) -> dict[str, float]:
        """Passage id -> weight."""
        return {p.id: float(self._weighed.passages[index]) for index, p in enumerate(self.passages)}

    def scores(self) -> dict[str, float]:
        """Passage id -> its weight as a share of the best, 0 to 1."""
        best = float(self._weighed.passages.max()) if self.passages else 0.0
        return {pid: float(np.exp(weight - best)) for pid, weight in self.relevance().items()}

    def top(self, count: int) -> frozenset[str]:
        """The ids of the weightiest passages."""
        return frozenset(self.passages[index].id for index in self._order[:count])

    def yields(self, one: Term, other: Term) -> bool:
        """Whether one of two clauses is the stricter, so that it rules."""
        return any({one.id, other.id} == {pair.milder.id, pair.stricter.id} for pair in self.yielding)

    def chance(self, candidate: Candidate) -> Candidate:
        """The candidate with the chance that the letter is about it as its weight."""
        if self._is_for_harm(candidate):
            return replace(candidate, weight=_SURE, fit=1.0)  # where somebody was hurt, the letter is about that
        meaning, words = self._scoped[self._clause[candidate.term.id]]
        weight = offer_chance(self.offer_signals(candidate))
        clause = candidate.timed_by
        if candidate.singled_out and clause is not None and clause.id in self._clause and candidate.waits_for is None:
            # The one row that is for the case is as likely as the clause that says how it is paid.
            timing = replace(candidate, term=clause, timed_by=None)
            weight = max(weight, offer_chance(self.offer_signals(timing)))
        return replace(candidate, weight=weight, fit=max(meaning, words))

    def _is_for_harm(self, candidate: Candidate) -> bool:
        """Whether a clause is for somebody who was hurt, as this customer was: by its condition, or who is contacted by its
        heading ("When somebody was harmed")."""
        term = candidate.term
        if candidate.answer == "claimed" and self.case.tells_of(term.condition or ""):
            return True
        heading = term.section.rsplit(" > ", 1)[-1]
        return (
            candidate.kind == "contact"
            and candidate.answer in {"met", "claimed"}
            and term.condition is None
            and self.case.tells_of(heading)
        )

    def offer_signals(self, candidate: Candidate) -> dict[str, float]:
        """The plain signals of `weighing.OFFER_SIGNALS` for a candidate."""
        weighed, term = self._weighed, candidate.term
        clause, rank = self._clause[term.id], self._rank[term.passage]
        best = float(weighed.passages[self._order[0]])
        return {
            "bias": 1.0,
            "distance": max(-4.0, float(weighed.passages[self._place[term.passage]]) - best),
            "first": float(rank == 0),
            "top_three": float(rank < 3),
            "meaning": 3 * float(weighed.clause_meaning[clause]),
            "words": 2 * float(weighed.clause_words[clause]),
            "asks": 3 * float(weighed.clause_asks[clause]),
            "facts": 3 * float(weighed.clause_facts[clause]),
            "kind_wanted": float(candidate.kind in self.matter.wanted),
            "due": float(candidate.due is not None),
            "met": float(candidate.answer == "met"),
            "claimed": float(candidate.answer == "claimed"),
            "open": float(candidate.answer == "open"),
            "sum": float(candidate.amount is not None),
            "row": float(bool(term.cells)),
            "actor": float(term.actor is not None),
            "choice": float(term.choice),
            "contact": float(candidate.kind == "contact"),
            "window": float(term.mode == "window"),
            "waits": float(candidate.waits_for is not None),
            "scope_meaning": 3 * self._scoped[clause][0],
            "scope_words": 2 * self._scoped[clause][1],
            "names_own": float(names_own(term.quote, self.case.active)),
            "timed": float(candidate.timed_by is not None),
            "again": again(term, heard="second_failure" in self._signals),
        }

    def _scopes(self) -> list[tuple[float, float]]:
        """For each term how near the matter that it is for is to the case: the best cosine to a sentence or fact, and the
        share of its words that the customer or the facts use."""
        opening: dict[tuple[str, int], Term] = {}
        for term in self.terms:
            opening.setdefault((term.passage, term.paragraph), term)
        # "The manager answers within 3 days" is for the case that its paragraph opens with.
        scopes = [
            scope(
                opening[term.passage, term.paragraph]
                if term.kind in WORD_KINDS and term.condition is None and not term.cells
                else term
            )
            for term in self.terms
        ]
        told = [*self.matter.sentences, *(fact.line for fact in self.matter.facts)] or [self.matter.own or " "]
        rows = np.asarray(self._alike(told, scopes), dtype=float).reshape(len(told), len(scopes))
        said = stems(f"{self.matter.own} {self.matter.fact_lines}")
        return [
            (value, overlap(words, said) / len(words) if words else 0.5)
            for value, words in zip(rows.max(axis=0).tolist(), (stems(text) for text in scopes), strict=True)
        ]

    def closeness(self, ask: str, sentence: str) -> dict[str, float]:
        """Term id -> cosine to an ask, by itself or in its sentence, whichever is nearer."""
        if not self.terms:
            return {}
        rows = self._alike([ask, sentence], [t.quote for t in self.terms])
        return {t.id: max(float(one), float(two)) for t, one, two in zip(self.terms, rows[0], rows[1], strict=True)}

    def meaning(self) -> dict[str, float]:
        """Term id -> mean cosine to the two nearest sentences of the complaint."""
        return {
            t.id: float(self._weighed.clause_meaning[index])
            for t, index in ((t, self._clause[t.id]) for t in self.terms)
        }

    def matters(self) -> dict[str, tuple[Term, float]]:
        """For each standing matter the nearest term in force that sets a time for it."""
        usable = [
            t
            for t in self.ruling
            if not t.standing.internal and t.due is not None and not t.cells and term_valid(t, self.case)
        ]
        usable += [
            c.term.model_copy(update={"due": c.due, "every": True})
            for c in self.granted
            if c.term.due is None and c.timed_by is not None and c.timed_by.cells and _UPDATES.search(c.term.quote)
        ]
        found: dict[str, tuple[Term, float]] = {}
        if not usable:
            return found
        lines = [self._line(t) for t in usable]
        rows = self._alike(list(STANDING_MATTERS.values()), lines)
        for name, row in zip(STANDING_MATTERS, rows, strict=True):
            fit = [
                (float(value) + _hint(name, t, line), _nearness(name, t, line), t)
                for value, t, line in zip(row, usable, lines, strict=True)
                if (name != "update" or self._is_open(t)) and (name != "answer" or not _only_receipt(t))
            ]
            # Of two clauses of one paragraph the one that follows upon the words.
            if fit and (best := max(fit, key=lambda each: each[:2]))[0] >= _LEAST_STANDING:
                found[name] = best[2], best[0]
        return found

    def _is_open(self, term: Term) -> bool:
        """Whether what a clause calls open is any case, or one of its own kind that this is: "while a theft review is running", or
        what stands under "Theft review", is for a case in which somebody, or a page near it, speaks of theft."""
        whose = _own_kind(term.condition or "")
        heading = term.section.rsplit(" > ", 1)[-1]
        if not whose and _OF_ONE_CHECK.search(heading):
            checked = frozenset(word for word in _own_kind(_OF_ONE_CHECK.sub(" ", heading)) if word.isalpha())
            return not checked or overlap(checked, self.case.words) == len(checked)
        if not whose or overlap(whose, self.case.words):
            return True
        near = np.argsort(-self._weighed.passages)[:_NEAR_PAGES]
        return any(overlap(whose, stems(self.passages[int(place)].text)) for place in near)

    def _line(self, term: Term) -> str:
        """The whole paragraph of a term: a clause that says when may stand beside the one that says what."""
        text = self.passages[self._place[term.passage]].text
        begin = text.rfind("\n", 0, term.start) + 1
        end = text.find("\n", term.end)
        return text[begin : end if end >= 0 else len(text)]

    def decisive(self, signals: Sequence[str], matters: dict[str, tuple[Term, float]]) -> Decisive:
        """How far each passage bears on the case, by the signals of the reading and the standing matters as found."""
        clauses = [(self._place[t.passage], t.quote) for t in self.terms]
        read = {t.passage for t in self.terms}
        clauses += [(index, p.text[:300]) for index, p in enumerate(self.passages) if p.id not in read]
        return decisive(
            self.passages,
            clauses,
            self.matter,
            self._weighed.passages,
            self._alike,
            past=[bool(row[_PAST]) for row in self._weighed.signals],
            signals={*signals, *self._signals},
            called_for=set(self.signal_passages().values()),
            known={name: term.passage for name, (term, _) in matters.items()},
            telling=float(self._weighed.clause_meaning.max(initial=0.0)),
        )

    def signal_passages(self) -> dict[str, str]:
        """For each signal of the complaint the passage that speaks of it."""
        usable = [t for t in self.terms if not t.standing.internal and term_valid(t, self.case)]
        if not usable or not self._signals:
            return {}
        said = SIGNAL_MATTERS | CHANNEL_MATTERS
        rows = self._alike([said[name] for name in self._signals], [t.quote for t in usable])
        found = {}
        for name, row in zip(self._signals, rows, strict=True):
            near = sorted(zip(row, usable, strict=True), key=lambda pair: -pair[0])
            # "The claim needs a review" is near to the matter of reviews, and in other words about another thing.
            named = [pair for pair in near if _speaks(SIGNAL_HINTS[name], pair[1].quote)]
            if named and named[0][0] >= _LEAST_NAMED:
                found[name] = named[0][1].passage
            elif near[0][0] >= _LEAST_SIGNAL:
                found[name] = near[0][1].passage
        return found

    def permits(self, planned: set[tuple[str, Kind]]) -> tuple[Permit, ...]:
        """Everything that may be promised for these facts, and the extras with the level they need."""
        return permits(self.granted, self.ruling, self.case, planned)

    @cached_property
    def granted(self) -> list[Candidate]:
        """Every term that grants something, judged for the case."""
        return granted(self.ruling, self.case)

    def barred(self) -> frozenset[str]:
        """The ids of clauses that the facts say are not for this case."""
        return barred(self.granted, self.ruling, self.case)


# "Updates are given at the interval of the support matrix": the time stands in the customer's row.
_UPDATES = re.compile(r"\bupdate[sd]?\b", re.IGNORECASE)
# "A complaint is acknowledged within 1 day. It is answered in full within 8 days.": the first is no answer.
_RECEIPT = re.compile(
    r"\b(?:acknowledg\w*|receipt)\b|\bcomplaints? (?:is|are) (?:confirmed|registered|logged|noted)\b", re.IGNORECASE
)
_ANSWERS = re.compile(r"\b(?:answer\w*|repl(?:y|ies|ied)|respon\w*)\b", re.IGNORECASE)


def _only_receipt(term: Term) -> bool:
    """Whether a clause says no more than when we have a complaint."""
    return _RECEIPT.search(term.quote) is not None and _ANSWERS.search(term.quote) is None


_ANY_CASE = re.compile(
    r"\b(?:as long as|open|running|runs?|going on|at work|under way|pending|progress|stays?|remains?|lasts?|while|matters?)\b",
    re.IGNORECASE,
)
# "Payment Check": what stands under it is for that check.
_OF_ONE_CHECK = re.compile(
    r"\b(?:checks?|reviews?|search(?:es)?|traces?|tracing|investigations?|claims?|disputes?|incidents?|inspections?|assessments?|verification)\b",
    re.IGNORECASE,
)
_HINTS = {
    "conflict": r"\b(?:disagree|differ|contradict|conflict|clash|different things|say different)\w*",
    "gap": r"\b(?:no (?:document|policy|rule|paper|clause)|none of (?:our|the) (?:documents?|papers?|rules?|policies|texts?)|not covered|nothing (?:covers|in|we have)|no .{0,20}covers|silent|gap)\b",
    "answer": r"\b(?:complaint)\w*\b.*\b(?:answer|acknowledg|repl)\w*|\bfull (?:answer|reply|response)\b|\banswered in full\b",
    "update": r"\b(?:every|at least)\b.*\b(?:days?)\b|\bwhile\b.*\bopen\b|\bupdates?\b.*\binterval",
    "escalation": r"\b(?:supervisor|team lead|lead|manager|next level|decider)\b.*\b(?:answers?|decides?|repl|within)\w*",
    "legal": r"\b(?:lawyer|solicitor|legal|attorney)s?\b",
}


_LETTERS_OF_LAWYERS = (
    r"^(?:an? )?(?:letters?|e?mails?|messages?) (?:from|by|of) (?:an? )?(?:lawyer|solicitor|attorney|law firm)s?\b"
)


@lru_cache(maxsize=4096)
def _own_kind(condition: str) -> frozenset[str]:
    """The words of a condition that say which of the open cases it is for."""
    return stems(_ANY_CASE.sub(" ", FORMAL.sub(" ", condition)))


def _hint(name: str, term: Term, line: str) -> float:
    """A clause for a standing matter has to use one of its words: without it, it only sounds alike."""
    fits = _speaks(_HINTS[name], line) and (name == "legal" or not _speaks(_LETTERS_OF_LAWYERS, term.quote))
    every = term.every == (name == "update")
    return 0.1 if fits and every else -1.0


def _nearness(name: str, term: Term, line: str) -> int:
    """How near before a clause, or in it, its paragraph uses the words for a standing matter: 0 or less, the nearer the greater."""
    place = line.find(term.quote)
    before = [
        found.start()
        for found in re.finditer(_HINTS[name], line, re.IGNORECASE)
        if found.start() < place + len(term.quote)
    ]
    return max(before) - place if before and place >= 0 else -len(line)


@lru_cache(maxsize=16_384)
def _speaks(words: str, clause: str) -> bool:
    """Whether a clause uses one of some words, given as a pattern."""
    return re.search(words, clause, re.IGNORECASE) is not None


def again(term: Term, *, heard: bool) -> float:
    """1 for a clause on what happens a second time, where the customer is heard to tell of one; -0.3 where they are not, which
    is less sure; 0 for all other clauses."""
    heading = term.section.rsplit(" > ", 1)[-1]
    if not (asks_again(heading) or (term.condition is not None and asks_again(term.condition))):
        return 0.0
    return 1.0 if heard else -0.3


def term_valid(term: Term, case: Situation) -> bool:
    """Whether a clause is in force for a case, on the day of the complaint or, where it is kept for those, of the order."""
    return in_force(term, case.received_on, case.happened_on(term.standing))
