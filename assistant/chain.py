"""From a complaint to a Proposal: read, retrieve, weigh, plan, write, check.

One value comes out, with the evidence copied in. Without a model every step is code. With one, it reads the complaint
and writes the prose around slots; terms, remedies, dates and the check stay code (`assistant.llm`, `assistant.prompting`).
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial

import numpy as np

from assistant import letter, planning, severity, triage
from assistant.applicability import Siblings, in_force, names_own, siblings
from assistant.asks import find_asks
from assistant.case import (
    Check,
    Complaint,
    Language,
    Proposal,
    Reading,
    Repair,
    Timing,
)
from assistant.conflicts import Conflict, find_conflicts
from assistant.disputes import Yielding, find_disputes, ruling, yielding
from assistant.facts import Fact, Similarity, overlap, read_facts, stems
from assistant.judging import Grounds, Permit, judge, repairs
from assistant.outside import Outside
from assistant.permitting import granted, holds, permits
from assistant.phrases import Phrases
from assistant.planning import SIGNAL_MATTERS, STANDING_MATTERS, Decision, Material
from assistant.promises import find
from assistant.recent import Recent
from assistant.remedies import (
    Candidate,
    Situation,
    kinds_wanted,
    limit_passed,
    only_times,
    scope,
    situation,
)
from assistant.rulebook import Rulebook
from assistant.schedule import Calendar
from assistant.weighing import Matter, Weighed, offer_chance, weigh
from assistant.writing import BUILT_IN, LetterWriter, Task
from knowledge.base import KnowledgeBase
from knowledge.embedding import Embedder
from knowledge.glossary import in_english, is_foreign
from knowledge.passage import Hit, Passage
from knowledge.terms import Span, Term
from knowledge.terms.model import Kind

_PER_QUERY = 16
_MOST_REMEMBERED = 256
_MOST_ROWS = 120
_NAMES_TABLE = re.compile(
    r"\b(?:the |our )?([\w-]+(?: [\w-]+)?) (?:matrix|table|schedule|chart|grid|tariff)\b", re.IGNORECASE
)
_LEAST_STANDING = 0.42
_LEAST_SIGNAL = 0.38
_LEAST_DISPUTE = 0.75


class Chain:
    """Makes proposals and judges texts. Safe to use from several threads; holds nothing but caches."""

    def __init__(
        self,
        knowledge: KnowledgeBase,
        embedder: Embedder,
        phrases: dict[Language, Phrases],
        calendar: Calendar,
        *,
        keep_rate: float = 0.95,
        kept_in: Callable[[Kind, Span], Sequence[int]] = lambda _kind, _span: (),
        writer: LetterWriter | None = None,
    ) -> None:
        self._writer = writer
        self._knowledge = knowledge
        self._rules = Rulebook(knowledge)
        self._embedder = embedder
        self._gravity = severity.judge_with(embedder)
        self._phrases = phrases
        self._calendar = calendar
        self._keep_rate = keep_rate
        self._kept_in = kept_in
        self._standing_hits: dict[object, tuple[tuple[Hit, ...], ...]] = {}
        self._grounded: Recent[tuple[Grounds, _Asked]] = Recent(_MOST_REMEMBERED)
        self._outside = Outside(self._rules, self.alike, calendar, self._standing_passages)

    def alike(self, one: Sequence[str], other: Sequence[str]) -> list[list[float]]:
        """Cosine similarities of two lists of texts."""
        if not one or not other:
            return [[] for _ in one]
        rows = self._embedder.embed(list(one)) @ self._embedder.embed(list(other)).T
        return rows.tolist()  # type: ignore[no-any-return]  # numpy types tolist as Any

    def propose(self, complaint: Complaint, case_id: str) -> Proposal:
        """Read, retrieve, plan, write and check. Raises KnowledgeError where the index cannot be used."""
        clock = _Clock()
        language = triage.language_of(complaint.text)
        facts = read_facts(complaint.facts)
        reading = triage.read(complaint.text, language=language, gravity=self._gravity, facts=complaint.facts)
        field = self._retrieve(complaint, reading, facts)
        clock.lap("retrieve")
        asked = _Asked(self._kept_in)
        decision = letter.sayable(self._plan(field, reading, language, asked), self._phrases[language])
        clock.lap("plan")
        reply = letter.write(
            complaint.text,
            reading,
            decision,
            self._phrases[language],
            channel=complaint.channel,
            name=_name(facts),
        )
        clock.lap("write")
        writer = BUILT_IN
        on = complaint.received_on
        grounds = self._grounds(on, language, field, decision)
        if self._writer is not None:
            judged = partial(_judged, grounds=grounds)
            task = Task(complaint, reading, decision, self._phrases[language], judged, _name(facts))
            reply, writer = self._writer.write(task, reply)
            clock.lap("model")
        grounds = replace(grounds, injected="injection" in reading.signals)
        self._grounded.put((complaint, language, self._rules.pages().state), (grounds, asked))
        check = _judged(reply.text, grounds=grounds)
        clock.lap("check")
        reading = reading.model_copy(update={"missing": decision.plan.questions})
        return Proposal(
            id=case_id,
            case=case_id or None,
            language=language,
            reading=reading,
            evidence=planning.evidence(
                {p.id: p for p in field.passages}, decision.deciding, field.scores(), complaint.received_on
            ),
            plan=decision.plan,
            reply=reply,
            commitments=check.commitments,
            findings=check.findings,
            blocked=check.blocked,
            writer=writer,
            timing_ms=clock.timing(),
        )

    def check(self, text: str, complaint: Complaint, sent_on: date, proposal: Proposal | None) -> Check:
        """Judge a text that is to leave on `sent_on`, by the facts of its complaint and by its plan where there is one."""
        return _judged(text, grounds=self._grounds_of(text, complaint, sent_on))

    def repairs(self, text: str, complaint: Complaint, sent_on: date) -> tuple[Repair, ...]:
        """For each finding that blocks a text the one edit that settles it, by the same grounds as `check`."""
        grounds = self._grounds_of(text, complaint, sent_on)
        judged = partial(_judged, grounds=grounds)
        return repairs(text, judged(text), grounds, judged)

    def _grounds_of(self, text: str, complaint: Complaint, sent_on: date) -> Grounds:
        """What a text is judged by. For one complaint and one state of the record it is worked out once."""
        language = triage.language_of(text)
        if not complaint.text:
            return self._outside.grounds(text, complaint.facts, language, complaint.received_on, sent_on)
        key = (complaint, language, self._rules.pages().state)
        grounds, _ = self._grounded.get(
            key, partial(self._worked_out, complaint, language), good=lambda found: found[1].still()
        )
        return replace(grounds, sent_on=sent_on)

    def _worked_out(self, complaint: Complaint, language: Language) -> tuple[Grounds, _Asked]:
        """The grounds of a reply in a language to a complaint, and what the record of promises said to them."""
        reading = triage.read(
            complaint.text, language=triage.language_of(complaint.text), gravity=self._gravity, facts=complaint.facts
        )
        field, asked = self._retrieve(complaint, reading, read_facts(complaint.facts)), _Asked(self._kept_in)
        decision = letter.sayable(self._plan(field, reading, language, asked), self._phrases[language])
        grounds = self._grounds(complaint.received_on, language, field, decision)
        return replace(grounds, injected="injection" in reading.signals), asked

    # The steps

    def _retrieve(self, complaint: Complaint, reading: Reading, facts: tuple[Fact, ...]) -> _Field:
        own = triage.listen(complaint.text).own
        spoken = triage.sentences(own)
        told = _english if is_foreign(own) else str
        matter = Matter(
            told(own),
            tuple(told(sentence) for sentence in spoken),
            tuple(told(ask) for ask in reading.asks),
            facts,
            kinds_wanted(reading.asks),
        )
        signals = [name for name in reading.signals if name in SIGNAL_MATTERS]
        queries = [matter.own[:2000], matter.fact_lines, " ".join(matter.asks), *(fact.line for fact in facts)]
        made_on = situation(
            facts=facts,
            received_on=complaint.received_on,
            spoken=(),
            wanted=frozenset(),
            groups=Siblings(()),
            alike=self.alike,
        ).event_on
        hits = [
            *self._search(
                tuple(query for query in queries if query.strip()), complaint.received_on, made_on, _PER_QUERY
            ),
            *self._standing(complaint.received_on, made_on, self._knowledge.generation()),
        ]
        passages = {hit.passage.id: hit.passage for row in hits for hit in row if not hit.passage.standing.internal}
        terms = self._terms_of(tuple(sorted({p.path for p in passages.values()})))
        ordered = tuple(passages.values())
        groups = siblings(self._tables(tuple(sorted({p.path for p in ordered}))))
        case = situation(
            facts=facts,
            received_on=complaint.received_on,
            spoken=matter.sentences,
            wanted=matter.wanted,
            groups=groups,
            alike=self.alike,
        )
        tables = self._tables_named(terms, passages)
        passages |= tables
        ordered = tuple(passages.values())
        terms = self._terms_of(tuple(sorted({p.path for p in ordered})))
        mine = tuple(t for t in terms if t.passage in passages)
        place = {p.id: index for index, p in enumerate(ordered)}
        clauses = [(place[t.passage], t.quote) for t in mine]
        read = {t.passage for t in mine}
        bare = [(index, p.text[:300]) for index, p in enumerate(ordered) if p.id not in read]
        past = [not _valid(p, case) for p in ordered]
        weighed = weigh(ordered, [*clauses, *bare], matter, self.alike, past)
        disputes = find_disputes(mine, self.alike, on=case.received_on)
        return _Field(
            matter=matter,
            spoken=tuple(spoken),
            case=case,
            passages=ordered,
            terms=mine,
            weighed=weighed,
            alike=self.alike,
            signals=tuple(signals),
            yielding=yielding(disputes, partial(holds, case=case)),
        )

    def _search(
        self, queries: tuple[str, ...], on: date, made_on: date | None, most: int
    ) -> tuple[tuple[Hit, ...], ...]:
        return self._knowledge.search_many(
            queries, k=most, on=on, made_on=made_on, include_internal=False, in_force_only=False
        )

    def _standing(self, on: date, made_on: date | None, generation: object) -> tuple[tuple[Hit, ...], ...]:
        """What the documents say of the matters that stand in every company's rules; the same until they change."""
        key = (on, made_on, generation)
        if key not in self._standing_hits:
            if len(self._standing_hits) > _MOST_REMEMBERED:
                self._standing_hits.clear()
            asked = (*STANDING_MATTERS.values(), *SIGNAL_MATTERS.values())
            self._standing_hits[key] = self._search(asked, on, made_on, 4)
        return self._standing_hits[key]

    def _standing_passages(self, on: date, made_on: date | None) -> frozenset[str]:
        rows = self._standing(on, made_on, self._knowledge.generation())
        return frozenset(hit.passage.id for row in rows for hit in row)

    def _terms_of(self, paths: tuple[str, ...]) -> tuple[Term, ...]:
        pages = self._rules.pages()
        return tuple(term for path in paths for term in pages.terms(path))

    def _tables_named(self, terms: Sequence[Term], passages: dict[str, Passage]) -> dict[str, Passage]:
        """The rows of the tables that a retrieved clause refers to ("the support matrix"), and the rest of a table of
        which one row was found: which row counts depends on the facts, not on the words."""
        paths = {p.path for p in passages.values() if p.fields}
        named = [match[1] for t in terms if t.passage in passages for match in [_NAMES_TABLE.search(t.quote)] if match]
        pages = self._rules.pages()
        for document in pages.documents() if named else ():
            words = stems(f"{document.title} {document.path}")
            if any(overlap(stems(name), words) >= 1 for name in named) and not document.standing.internal:
                paths.add(document.path)
        rows = [p for path in sorted(paths) for p in pages.passages(path) if p.fields]
        return {p.id: p for p in rows[:_MOST_ROWS]}

    def _tables(self, paths: tuple[str, ...]) -> list[Passage]:
        pages = self._rules.pages()
        return [passage for path in paths for passage in pages.passages(path)]

    def _plan(self, field: _Field, reading: Reading, language: Language, asked: _Asked) -> Decision:
        ranked = _with_their_time([field.chance(c) for c in granted(field.ruling, field.case)])
        matters = field.matters()
        conflicts = self._conflicts(field, claimed="contradiction_claim" in reading.signals)
        if "conflict" not in matters and not {"contradiction_claim", "two_documents"} & set(reading.signals):
            # No document of the company says what to promise then, and no customer asks which of the two counts.
            conflicts = tuple(c for c in conflicts if c.decisive or not field.yields(c.one, c.other))
        asks = {
            ask.text: field.closeness(_near(ask.text), _near(ask.sentence)) for ask in find_asks(field.spoken, language)
        }
        decision = planning.decide(
            Material(
                reading=reading,
                case=field.case,
                candidates=ranked,
                terms=field.ruling,
                passages=field.passages,
                relevance=field.relevance(),
                matters=matters,
                signal_passages=field.signal_passages(),
                conflicts=conflicts,
                meaning=field.meaning(),
                ask_closeness=asks,
                kept_in=asked,
                calendar=self._calendar,
                keep_rate=self._keep_rate,
            )
        )
        if decision.hold == "contradiction":
            # Of the pairs that seem to disagree, those on which the plan waits.
            field.disputed = tuple(c for c in conflicts if {c.one.id, c.other.id} <= decision.terms.keys())
        return _with_both(decision, field.yielding)

    def _conflicts(self, field: _Field, *, claimed: bool) -> tuple[Conflict, ...]:
        top = field.top(12)
        near = [
            t
            for t in field.terms
            if t.passage in top and t.standing.in_force(field.case.received_on) and t.standing.orders_before is None
        ]
        passed = partial(limit_passed, case=field.case)
        return tuple(find_conflicts(near, self.alike, claimed=claimed, passed=passed))

    def _grounds(
        self,
        sent_on: date,
        language: Language,
        field: _Field,
        decision: Decision,
    ) -> Grounds:
        remedies = decision.plan.remedies
        permits = field.permits({(r.term, r.kind) for r in remedies})
        public = [t for t in field.terms if not t.standing.internal]
        current = tuple(t for t in public if _term_valid(t, field.case))
        prohibitions = tuple(t for t in current if t.mode == "prohibition")
        told = {(r.term, r.kind): letter.promise_sentence(r, decision, self._phrases[language]) for r in remedies}
        return Grounds(
            permits=permits,
            prohibitions=prohibitions,
            facts=field.case.facts,
            sent_on=sent_on,
            calendar=self._calendar,
            alike=self.alike,
            internal=self._rules.pages().internal(),
            stale=tuple(t for t in public if not _term_valid(t, field.case)),
            current=current,
            disputed=(*((conflict.one, conflict.other) for conflict in field.disputed), *field.yielding),
            yielding=field.yielding,
            hold=decision.hold is not None,
            promised={(r.term, r.kind): r.due for r in remedies if r.due is not None},
            sentences={which: sentence for which, sentence in told.items() if sentence},
            language=language,
        )


class _Field:
    """What was retrieved for one case, weighed: the passages and terms near it."""

    def __init__(
        self,
        *,
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
        self.spoken = spoken
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
        meaning, words = self._scoped[self._clause[candidate.term.id]]
        return replace(candidate, weight=offer_chance(self.offer_signals(candidate)), fit=max(meaning, words))

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
        }

    def _scopes(self) -> list[tuple[float, float]]:
        """For each term how near the matter that it is for is to the case: the best cosine to a sentence or fact, and the
        share of its words that the customer or the facts use."""
        scopes = [scope(term) for term in self.terms]
        told = [*self.matter.sentences, *(fact.line for fact in self.matter.facts)] or [self.matter.own or " "]
        rows = self._alike(told, scopes)
        said = stems(f"{self.matter.own} {self.matter.fact_lines}")
        near = [max((float(row[index]) for row in rows), default=0.0) for index in range(len(scopes))]
        return [
            (value, overlap(words, said) / len(words) if words else 0.5)
            for value, words in zip(near, (stems(text) for text in scopes), strict=True)
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
            if not t.standing.internal and t.due is not None and not t.cells and _term_valid(t, self.case)
        ]
        found: dict[str, tuple[Term, float]] = {}
        if not usable:
            return found
        lines = [self._line(t) for t in usable]
        rows = self._alike(list(STANDING_MATTERS.values()), lines)
        for name, row in zip(STANDING_MATTERS, rows, strict=True):
            fit = [(float(value) + _hint(name, t, line), t) for value, t, line in zip(row, usable, lines, strict=True)]
            score, term = max(fit, key=lambda pair: pair[0])
            if score >= _LEAST_STANDING:
                found[name] = (term, score)
        return found

    def _line(self, term: Term) -> str:
        """The whole paragraph of a term: a clause that says when may stand beside the one that says what."""
        text = self.passages[self._place[term.passage]].text
        begin = text.rfind("\n", 0, term.start) + 1
        end = text.find("\n", term.end)
        return text[begin : end if end >= 0 else len(text)]

    def signal_passages(self) -> dict[str, str]:
        """For each signal of the complaint the passage that speaks of it."""
        usable = [t for t in self.terms if not t.standing.internal and _term_valid(t, self.case)]
        if not usable or not self._signals:
            return {}
        rows = self._alike([SIGNAL_MATTERS[name] for name in self._signals], [t.quote for t in usable])
        found = {}
        for name, row in zip(self._signals, rows, strict=True):
            score, term = max(
                ((float(value), t) for value, t in zip(row, usable, strict=True)), key=lambda pair: pair[0]
            )
            if score >= _LEAST_SIGNAL:
                found[name] = term.passage
        return found

    def permits(self, planned: set[tuple[str, Kind]]) -> tuple[Permit, ...]:
        """Everything that may be promised for these facts, and the extras with the level they need."""
        return permits(granted(self.ruling, self.case), self.ruling, self.case, planned)


_HINTS = {
    "conflict": r"\b(?:disagree|differ|contradict|conflict|clash|different things|say different)\w*",
    "gap": r"\b(?:no (?:document|policy|rule|paper|clause)|not covered|nothing (?:covers|in)|no .{0,20}covers|silent|gap)\b",
    "answer": r"\b(?:complaint)\w*\b.*\b(?:answer|acknowledg|repl)\w*",
    "update": r"\b(?:every|at least)\b.*\b(?:days?)\b|\bwhile\b.*\bopen\b",
    "escalation": r"\b(?:supervisor|team lead|lead|manager|next level|decider)\b.*\b(?:answers?|decides?|repl|within)\w*",
    "legal": r"\b(?:lawyer|solicitor|legal|attorney)s?\b",
}


def _hint(name: str, term: Term, line: str) -> float:
    """A clause for a standing matter has to use one of its words: without it, it only sounds alike."""
    fits = re.search(_HINTS[name], line, re.IGNORECASE)
    every = term.every == (name == "update")
    return 0.1 if fits and every else -1.0


def _with_their_time(ranked: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """A remedy is as near to the case as the clause that says when it is paid."""
    weights = {c.term.id: c.weight for c in ranked if c.answer != "unmet" and only_times(c.term)}
    return tuple(
        replace(c, weight=max(c.weight, weights.get(c.timed_by.id, 0.0) * (0.9 + 0.1 * c.weight)))
        if c.timed_by is not None and c.timed_by.passage == c.term.passage
        else c
        for c in ranked
    )


def _with_both(decision: Decision, pairs: Sequence[Yielding]) -> Decision:
    """The decision with a note on each clause that rules as the stricter of two, and the page of the other among the evidence."""
    notes, deciding = list(decision.plan.notes), list(decision.deciding)
    for milder, stricter in pairs:
        if not {milder.id, stricter.id} & decision.terms.keys():
            continue
        if decision.hold != "contradiction":
            notes.append(
                f"{milder.path} and {stricter.path} disagree; the stricter one, {stricter.path}, rules until a manager settles it."
            )
        at = deciding.index(stricter.passage) + 1 if stricter.passage in deciding else 0
        if milder.passage not in deciding[:at]:
            deciding = [*deciding[:at], milder.passage, *(pid for pid in deciding[at:] if pid != milder.passage)]
    plan = decision.plan.model_copy(update={"notes": tuple(notes)})
    return replace(decision, plan=plan, deciding=tuple(deciding))


def _valid(passage: Passage, case: Situation) -> bool:
    standing = passage.standing
    if standing.orders_before is not None:
        return case.event_on is not None and case.event_on < standing.orders_before
    return standing.in_force(case.received_on)


def _term_valid(term: Term, case: Situation) -> bool:
    return in_force(term, case.received_on, case.event_on)


def _english(text: str) -> str:
    """What a Spanish, German or French text speaks of, in English; the text itself where nothing is known of it."""
    return in_english(text) or text


def _near(text: str) -> str:
    return _english(text) if is_foreign(text) else text


def _name(facts: tuple[Fact, ...]) -> str | None:
    """The customer's name, where the rep typed it in."""
    return next(
        (f.text for f in facts if re.fullmatch(r"(?:customer |contact )?name|customer", f.name, re.IGNORECASE)), None
    )


class _Asked:
    """The record of promises as it answered, so that what was worked out by it can be known to hold still."""

    def __init__(self, ask: Callable[[Kind, Span], Sequence[int]]) -> None:
        self._ask = ask
        self._answers: dict[tuple[Kind, Span], object] = {}

    def __call__(self, kind: Kind, span: Span) -> Sequence[int]:
        """What the record says."""
        answer = self._ask(kind, span)
        self._answers[kind, span] = _plain(answer)
        return answer

    def still(self) -> bool:
        """Whether the record says now what it said then."""
        return all(_plain(self._ask(*question)) == said for question, said in self._answers.items())


def _plain(answer: Sequence[int]) -> object:
    # A `schedule.Track` has figures beside its numbers, which its equality leaves out.
    return tuple(answer), getattr(answer, "__dict__", None)


def _judged(text: str, *, grounds: Grounds) -> Check:
    return judge(text, find(text, sent_on=grounds.sent_on, language=grounds.language), grounds)


class _Clock:
    """Milliseconds by step."""

    def __init__(self) -> None:
        self._begun = self._last = time.perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self._laps[name] = round((now - self._last) * 1000, 2)
        self._last = now

    def timing(self) -> Timing:
        return Timing(total=round((time.perf_counter() - self._begun) * 1000, 2), **self._laps)


@lru_cache(maxsize=1)
def load_phrases() -> dict[Language, Phrases]:
    """The phrase files that ship with the program."""
    from importlib.resources import files

    from assistant.phrases import parse

    languages: tuple[Language, ...] = ("en", "es", "de", "fr")
    folder = files("prompts") / "letters"
    return {
        language: parse(language, (folder / f"{language}.md").read_text(encoding="utf-8")) for language in languages
    }
