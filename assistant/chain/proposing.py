"""From a complaint to a proposal, and from a text to its check: the steps in their order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from assistant import letter, planning, retelling, severity, signals, triage
from assistant.case import Check, Complaint, Language, Proposal, Reading, Repair
from assistant.chain.asked import Asked
from assistant.chain.checking import Checking, judge_by, judge_found
from assistant.chain.clock import Clock
from assistant.chain.drafting import Drafting
from assistant.chain.likeness import Likeness
from assistant.chain.retrieving import Retrieval, to_compare
from assistant.facts import Fact, read_facts
from assistant.judging import Grounds, repairs
from assistant.outside import Outside, Wait
from assistant.permitting import permits
from assistant.phrases import Phrases
from assistant.promises import find
from assistant.recent import Recent
from assistant.remedies import Situation, applies
from assistant.rulebook import Rulebook
from assistant.schedule import Calendar
from assistant.writing import BUILT_IN, LetterWriter, Task
from knowledge.base import KnowledgeBase
from knowledge.embedding import Embedder
from knowledge.terms import Span
from knowledge.terms.model import Kind

_MOST_REMEMBERED = 256


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
        self._rules = Rulebook(knowledge)
        self.alike = Likeness(embedder)
        self._gravity = severity.judge_with(embedder)
        self._hear = signals.listen_with(embedder)
        self._tell = retelling.tell_with(embedder)
        self._phrases = phrases
        self._kept_in = kept_in
        self._grounded: Recent[tuple[Grounds, Asked, Situation]] = Recent(_MOST_REMEMBERED)
        self._retrieval = Retrieval(knowledge, self._rules, self.alike)
        self._drafting = Drafting(self.alike, phrases, calendar, keep_rate)
        self._checking = Checking(self.alike, phrases, calendar)
        self._outside = Outside(
            self._rules, self.alike, calendar, self._retrieval.standing_passages, begin=self.alike.begin
        )

    def propose(self, complaint: Complaint, case_id: str) -> Proposal:
        """Read, retrieve, plan, write and check. Raises KnowledgeError where the index cannot be used."""
        clock = Clock()
        language = triage.language_of(complaint.text)
        facts = read_facts(complaint.facts)
        reading = self._read(complaint, language, facts)
        field = self._retrieval.field(complaint, reading, facts)
        clock.lap("retrieve")
        asked = Asked(self._kept_in)
        decision = self._drafting.decide(field, reading, language, asked)
        clock.lap("plan")
        reply = letter.write(
            complaint.text,
            reading,
            decision,
            self._phrases[language],
            channel=complaint.channel,
            name=_name(facts),
            facts=complaint.facts,
        )
        clock.lap("write")
        writer = BUILT_IN
        on = complaint.received_on
        grounds = self._checking.grounds(on, language, field, decision)
        if self._writer is not None:
            judged = partial(judge_by, grounds=grounds)
            task = Task(complaint, reading, decision, self._phrases[language], judged, _name(facts))
            reply, writer = self._writer.write(task, reply)
            clock.lap("model")
        grounds = replace(grounds, injected="injection" in reading.signals)
        self._grounded.put((complaint, language, field.pages.state), (grounds, asked, field.case))
        check = judge_by(reply.text, grounds=grounds)
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
        language = triage.language_of(text)
        begun = None if complaint.text else self._outside.expect(complaint.facts)
        found = find(text, sent_on=sent_on, language=language)
        return judge_found(text, found, self._grounds_of(text, complaint, sent_on, language, begun))

    def repairs(self, text: str, complaint: Complaint, sent_on: date) -> tuple[Repair, ...]:
        """For each finding that blocks a text the one edit that settles it, by the same grounds as `check`."""
        grounds = self._grounds_of(text, complaint, sent_on, triage.language_of(text))
        judged = partial(judge_by, grounds=grounds)
        return repairs(text, judged(text), grounds, judged)

    def _grounds_of(
        self, text: str, complaint: Complaint, sent_on: date, language: Language, begun: Wait | None = None
    ) -> Grounds:
        """What a text is judged by. For one complaint and one state of the record it is worked out once. `begun`: what is
        worked out of the facts already."""
        if not complaint.text:
            return self._outside.grounds(text, complaint.facts, language, complaint.received_on, sent_on, begun=begun)
        key = (complaint, language, self._rules.pages().state)
        grounds, _, case = self._grounded.get(
            key, partial(self._worked_out, complaint, language), good=lambda found: found[1].still()
        )
        # A letter may speak of what the complaint did not lead to.
        known = {term.id for term in (*grounds.current, *grounds.stale)}
        more = [t for t in self._outside.clauses(text, language) if t.id not in known and applies(t, case)]
        extras = permits((), [t for t in more if t.mode == "authority"], case)
        return replace(grounds, sent_on=sent_on, current=(*grounds.current, *more), permits=(*grounds.permits, *extras))

    def _worked_out(self, complaint: Complaint, language: Language) -> tuple[Grounds, Asked, Situation]:
        """The grounds of a reply in a language to a complaint, and what the record of promises said to them."""
        facts = read_facts(complaint.facts)
        reading = self._read(complaint, triage.language_of(complaint.text), facts)
        field, asked = self._retrieval.field(complaint, reading, facts), Asked(self._kept_in)
        decision = self._drafting.decide(field, reading, language, asked)
        grounds = self._checking.grounds(complaint.received_on, language, field, decision)
        return replace(grounds, injected="injection" in reading.signals), asked, field.case

    def _read(self, complaint: Complaint, language: Language, facts: tuple[Fact, ...]) -> Reading:
        self.alike.meet(to_compare(complaint, language, facts))
        return triage.read(
            complaint.text,
            language=language,
            gravity=self._gravity,
            hear=self._hear,
            tell=self._tell,
            facts=complaint.facts,
        )


def _name(facts: tuple[Fact, ...]) -> str | None:
    """The customer's name, where the rep typed it in: "customer: Ana Ruiz", not "customer: sender, account"."""
    named = (f.text for f in facts if re.fullmatch(r"(?:customer |contact )?name|customer", f.name, re.IGNORECASE))
    return next((text for text in named if _NAME.fullmatch(text) and not _SORT.fullmatch(text)), None)


# What sort of customer it is, which a fact called "customer" may also tell.
_SORT = re.compile(
    r"(?:business|private|consumer|trade|corporate|retail|personal|guest|member|new|existing|former|returning|regular|standard|basic|premium|gold|silver|bronze|platinum|vip|plus|yes|no|none|unknown)(?: (?:customer|client|member|account|user))?",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_a-z][\w'’.-]*(?: (?:[^\W\d_a-z][\w'’.-]*|de|la|van|von|der|den|du|del|da)){0,4}")
