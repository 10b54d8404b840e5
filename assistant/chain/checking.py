"""The checking step: the grounds that a case gives, and a text judged by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant import letter
from assistant.case import Check, Commitment, Language
from assistant.chain.field import Field, term_valid
from assistant.chain.language import english
from assistant.facts import Similarity
from assistant.judging import Grounds, judge
from assistant.phrases import Phrases
from assistant.planning import Decision
from assistant.promises import find
from assistant.schedule import Calendar


@dataclass(frozen=True)
class Checking:
    """Makes the grounds of a case from its field and its decision."""

    alike: Similarity
    phrases: dict[Language, Phrases]
    calendar: Calendar

    def grounds(
        self,
        sent_on: date,
        language: Language,
        field: Field,
        decision: Decision,
    ) -> Grounds:
        """What a text to a case is judged by: what is permitted and planned, what is out of force, what differs."""
        remedies = decision.plan.remedies
        permits = field.permits({(r.term, r.kind) for r in remedies})
        public = [t for t in field.terms if not t.standing.internal]
        current = tuple(t for t in public if term_valid(t, field.case))
        prohibitions = tuple(t for t in current if t.mode == "prohibition")
        told = {(r.term, r.kind): letter.promise_sentence(r, decision, self.phrases[language]) for r in remedies}
        return Grounds(
            permits=permits,
            prohibitions=prohibitions,
            facts=field.case.facts,
            sent_on=sent_on,
            calendar=self.calendar,
            alike=self.alike,
            internal=field.pages.internal(),
            stale=tuple(t for t in public if not term_valid(t, field.case)),
            current=current,
            disputed=(*((conflict.one, conflict.other) for conflict in field.disputed), *field.yielding),
            yielding=field.yielding,
            hold=decision.hold is not None,
            # A day that is that of a clause, though of another one, is none of our record.
            promised={
                (r.term, r.kind): r.due
                for r in remedies
                if r.due is not None and not (r.due.date and r.policy_bound and r.due.date <= r.policy_bound)
            },
            sentences={which: sentence for which, sentence in told.items() if sentence},
            language=language,
            english=str if language == "en" else english,
            barred=field.barred(),
        )


def judge_by(text: str, *, grounds: Grounds) -> Check:
    """The commitments of a text, each with its verdict, and the findings on the text as a whole."""
    return judge_found(text, find(text, sent_on=grounds.sent_on, language=grounds.language), grounds)


def judge_found(text: str, found: Sequence[Commitment], grounds: Grounds) -> Check:
    """The judgement of a text in which these commitments were found."""
    return judge(text, tuple(_named(commitment, text, grounds) for commitment in found), grounds)


def _named(commitment: Commitment, text: str, grounds: Grounds) -> Commitment:
    """The commitment under the kind of its remedy, where it stands in a sentence of the plan as we write it."""
    for (_, kind), sentence in grounds.sentences.items():
        begin = text.find(sentence)
        if begin >= 0 and begin <= commitment.start and commitment.end <= begin + len(sentence):
            return commitment if commitment.kind == kind else commitment.model_copy(update={"kind": kind})
    return commitment
