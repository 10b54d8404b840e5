"""The drafting step: what was retrieved becomes a decision, each remedy with its chance and its time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from assistant import letter, planning
from assistant.asks import find_asks
from assistant.case import Language, Reading
from assistant.chain.asked import Asked
from assistant.chain.field import Field
from assistant.chain.language import told_in_english
from assistant.conflicts import Conflict, find_conflicts
from assistant.disputes import Yielding
from assistant.facts import Similarity
from assistant.phrases import Phrases
from assistant.planning import Decision, Material
from assistant.remedies import Candidate, limit_passed, only_times
from assistant.schedule import Calendar


@dataclass(frozen=True)
class Drafting:
    """Decides a case from its field. `keep_rate`: the share of promised dates that is to be kept, 0 to 1."""

    alike: Similarity
    phrases: dict[Language, Phrases]
    calendar: Calendar
    keep_rate: float

    def decide(self, field: Field, reading: Reading, language: Language, asked: Asked) -> Decision:
        """What is offered, declined, held back and asked; nothing that no sentence can be made of. Notes on the field which
        pairs of clauses the plan waits for."""
        ranked = _with_their_time([field.chance(c) for c in field.granted])
        matters = field.matters()
        conflicts = _conflicts(field, self.alike, claimed="contradiction_claim" in reading.signals)
        if "conflict" not in matters and not {"contradiction_claim", "two_documents"} & set(reading.signals):
            # No document of the company says what to promise then, and no customer asks which of the two counts.
            conflicts = tuple(c for c in conflicts if c.decisive or not field.yields(c.one, c.other))
        asks = {
            ask.text: field.closeness(told_in_english(ask.text), told_in_english(ask.sentence))
            for ask in find_asks(field.spoken, language)
        }
        decision = planning.decide(
            Material(
                reading=reading,
                language=language,
                case=field.case,
                candidates=ranked,
                terms=field.ruling,
                passages=field.passages,
                relevance=field.relevance(),
                matters=matters,
                conflicts=conflicts,
                meaning=field.meaning(),
                ask_closeness=asks,
                decisive=field.decisive(reading.signals, matters),
                kept_in=asked,
                calendar=self.calendar,
                keep_rate=self.keep_rate,
            )
        )
        if decision.hold == "contradiction":
            # Of the pairs that seem to disagree, those on which the plan waits.
            field.disputed = tuple(c for c in conflicts if {c.one.id, c.other.id} <= decision.terms.keys())
        return letter.sayable(_with_both(decision, field.yielding), self.phrases[language])


def _conflicts(field: Field, alike: Similarity, *, claimed: bool) -> tuple[Conflict, ...]:
    top = field.top(12)
    near = [
        t
        for t in field.terms
        if t.passage in top and t.standing.in_force(field.case.received_on) and t.standing.orders_before is None
    ]
    passed = partial(limit_passed, case=field.case)
    found = find_conflicts(near, alike, claimed=claimed, passed=passed)
    known = {frozenset((conflict.one.id, conflict.other.id)) for conflict in found}
    for milder, stricter in field.yielding:  # told by deed, event and figure, however differently they are worded
        if milder in near and stricter in near and frozenset((milder.id, stricter.id)) not in known:
            decisive = {passed(milder), passed(stricter)} == {True, False}
            found.append(Conflict(milder, stricter, 1.0, decisive=decisive))
    return tuple(found)


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
