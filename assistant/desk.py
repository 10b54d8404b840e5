"""The desk: the verbs people have for a case, from its arrival to its close. Command line and pages both use it.

    receive -> prepare -> (answer, edit, done) -> submit -> approve -> keep, miss -> resolve
                              ^------ return_ ------/

Each verb checks that the person may do it now, changes the record in one transaction, appends one event, and returns
the case as it then stands. What is refused changes nothing.
"""

from __future__ import annotations

import calendar
import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, Protocol, get_args

from assistant import intake, rights
from assistant.accounts import name_of
from assistant.case import (
    Case,
    CaseState,
    Check,
    Commitment,
    Complaint,
    Due,
    Event,
    Finding,
    Promise,
    Proposal,
    Severity,
)
from assistant.errors import AmendsError, Conflict, InputError, Refused
from assistant.rights import Role
from assistant.store import Store, sha_of

Draft = Callable[[Complaint, str], Proposal]
Judge = Callable[[str, Complaint, dt.date, Proposal | None], Check]
Outcome = Literal["misery", "truth", "magic"]

# The commitments that somebody has to keep afterwards. A deed claimed as done is either done or unproven, and an
# admission is nothing to keep.
FOLLOWED = frozenset({"promise", "offer", "conditional_promise", "guarantee"})

_UNSENT: tuple[CaseState, ...] = ("received", "needs_answers", "drafted")


class Precedents(Protocol):
    """Where resolved cases go, so that the next search finds them."""

    def add_resolution(self, name: str, data: bytes) -> object:
        """Takes one past resolution (CSV, UTF-8) under a name; the same name again replaces it."""

    def remove(self, name: str) -> object:
        """Takes it back."""


class Desk:
    """One front door to the record.

    `draft`: complaint and case id -> proposal (the chain). `check`: text, complaint, the day the text leaves and the
    proposal it came from -> judgement. `now`: the moment, with the time zone the company lives in. `role_of`: what a
    person may do; it raises Refused for somebody who may do nothing. `four_eyes`: nobody approves what they submitted.
    `due_date`: the day a stretch of time from a day ends; `follow_up_after`: days to the follow-up of a promise that
    names no time.
    """

    def __init__(
        self,
        store: Store,
        *,
        draft: Draft,
        check: Judge,
        knowledge: Precedents,
        now: Callable[[], dt.datetime],
        role_of: Callable[[str], Role],
        four_eyes: bool = True,
        due_date: Callable[[Due, dt.date], dt.date] | None = None,
        follow_up_after: int = 5,
    ) -> None:
        self._store = store
        self._draft = draft
        self._check = check
        self._knowledge = knowledge
        self._now = now
        self._role_of = role_of
        self._four_eyes = four_eyes
        self._due_date = due_date or plain_due_date
        self._follow_up_after = follow_up_after

    # What is there

    def show(self, case_id: str) -> Case:
        """The case as it stands. Raises NotFound."""
        return self._store.case(case_id)

    def history(self, case_id: str) -> tuple[Event, ...]:
        """All that happened to the case, oldest first. Raises NotFound."""
        return self._store.events(self._store.case(case_id).id)

    def text(self, sha: str) -> str:
        """A text that an event names by its hash. Raises NotFound."""
        return self._store.text(sha)

    def cases(self, state: CaseState | None = None, *, limit: int | None = None) -> tuple[Case, ...]:
        """The cases, newest first; of one state, where given."""
        return self._store.cases(state, limit=limit)

    def counts(self) -> dict[CaseState, int]:
        """How many cases stand in each state."""
        return self._store.counts()

    def queue(self) -> tuple[Case, ...]:
        """What waits for a reviewer: people in danger or at a standstill first, then the longest waiting."""
        order: tuple[str, ...] = get_args(Severity)

        def urgency(case: Case) -> tuple[int, dt.date, str]:
            severity = case.proposal.reading.severity if case.proposal is not None else order[-1]
            return order.index(severity), case.complaint.received_on, case.id

        return tuple(sorted(self._store.cases("in_review"), key=urgency))

    def promises(self, *, due_by: dt.date | None = None, open_only: bool = False) -> tuple[Promise, ...]:
        """The promise ledger, due first."""
        return self._store.promises(due_by=due_by, open_only=open_only)

    # The draft

    def receive(self, complaint: Complaint, *, by: str) -> Case:
        """Takes a complaint in. Raises InputError where it holds nothing a person could have written."""
        actor, _ = self._person(by)
        complaint = intake.complaint(
            complaint.text, received_on=complaint.received_on, channel=complaint.channel, facts=complaint.facts
        )
        return self._store.add_case(complaint, self._event(actor, "receive", text=complaint.text))

    def take(self, complaint: Complaint, *, by: str) -> Case:
        """Takes a complaint in and drafts the reply in one go; where no reply can be drafted, no case is kept.

        Raises InputError as `receive` does, and what the chain raises.
        """
        actor, _ = self._person(by)
        complaint = intake.complaint(
            complaint.text, received_on=complaint.received_on, channel=complaint.channel, facts=complaint.facts
        )
        proposal = self._draft(complaint, "")
        case = self._store.add_case(complaint, self._event(actor, "receive", text=complaint.text))
        return self._prepared(case, actor, "prepare", proposal=proposal)

    def prepare(self, case_id: str, *, by: str, replace_edit: bool = False, version: int | None = None) -> Case:
        """Reads, plans and drafts the reply anew.

        Refused where a person has edited the letter, unless `replace_edit`; the edited text stays on record.
        """
        actor, _ = self._person(by)
        case = self._case(case_id, version)
        case.require(*_UNSENT, verb="prepared")
        _spare_edit(case, replace_edit)
        return self._prepared(case, actor, "prepare")

    def answer(
        self,
        case_id: str,
        facts: Mapping[str, str],
        *,
        by: str,
        replace_edit: bool = False,
        keep_edit: bool = False,
        version: int | None = None,
    ) -> Case:
        """Adds facts and prepares the reply anew.

        Where a person has edited the letter: refused, unless `replace_edit` (a new draft takes its place; the edited
        text stays on record) or `keep_edit` (the edited letter stays and is checked again with the new facts).
        """
        actor, _ = self._person(by)
        case = self._case(case_id, version)
        case.require(*_UNSENT, verb="answered")
        if not facts:
            raise InputError("No fact was given; write at least one as key=value.")
        _spare_edit(case, replace_edit or keep_edit)
        case = _with_facts(case, facts)
        remark = ", ".join(f"{key.strip()}={value.strip()}" for key, value in facts.items())
        if case.edited and keep_edit:
            return self._store.save(self._judged(case), (self._event(actor, "answer", remark),))
        return self._prepared(case, actor, "answer", remark)

    def edit(self, case_id: str, text: str, *, by: str, version: int) -> Case:
        """Puts a person's text in place of the letter and judges it. A reviewer may edit a letter in review.

        `version`: the version of the case that the person was looking at.
        """
        actor, role = self._person(by)
        case = self._case(case_id, version)
        case.require("needs_answers", "drafted", "in_review", verb="edited")
        if case.state == "in_review":
            rights.require(role, "reviewer", who=actor, what="edit a letter in review")
        text = intake.words(text, what="The letter", most=intake.MOST_LETTER)
        if text == case.text:
            return case
        case = self._judged(case.model_copy(update={"text": text}))
        return self._store.save(case, (self._event(actor, "edit", text=text),))

    def done(self, case_id: str, deed: str, *, by: str, version: int | None = None) -> Case:
        """Records that a deed which the letter claims was done ("refund"), and judges the letter again."""
        actor, _ = self._person(by)
        case = self._case(case_id, version)
        case.require(*_UNSENT, "in_review", verb="given a deed")
        deed = intake.label(deed, what="The deed", most=250)
        case = self._judged(_with_facts(case, {f"done:{deed}": self._today().isoformat()}))
        return self._store.save(case, (self._event(actor, "done", deed),))

    # The review

    def submit(self, case_id: str, *, by: str, note: str = "", version: int | None = None) -> Case:
        """Hands the letter to the reviewers. With questions still open, it goes as the letter that asks them."""
        actor, _ = self._person(by)
        case = self._case(case_id, version)
        case.require("needs_answers", "drafted", verb="submitted")
        if case.text is None and case.proposal is not None:
            case = case.model_copy(update={"text": case.proposal.reply.text})
        case = self._judged(case.model_copy(update={"submitted_by": actor}))
        return self._store.save(case, (self._event(actor, "submit", intake.note(note), text=case.text),))

    def approve(
        self,
        case_id: str,
        *,
        by: str,
        version: int | None = None,
        override_reason: str | None = None,
        note: str = "",
    ) -> Case:
        """Judges the final text once more and lets it go; each commitment to be kept becomes a promise with a day.

        Refused for a rep, for the person who submitted it (with `four_eyes`), and on a blocking finding, unless
        `override_reason` says why and the person has the authority; reason and findings then stay on record.
        """
        actor, role = self._person(by)
        case = self._case(case_id, version)
        case.require("in_review", verb="approved")
        rights.require(role, "reviewer", who=actor, what="approve a letter")
        if self._four_eyes and actor == case.submitted_by:
            raise Refused(f"{actor} submitted case {case.id}; somebody else has to approve it.")
        reason = intake.note(override_reason or "", what="The reason")
        case = self._judged(case)
        overridden = _overridden(case, actor, role, reason)
        today = self._today()
        case = case.model_copy(
            update={
                "approved_by": actor,
                "approved_on": today,
                "review_note": intake.note(note),
                "override_reason": reason if overridden else "",
                "overridden": overridden,
                "promises": tuple(self._promise(case, commitment, today) for commitment in followed(case.check)),
            }
        )
        events = [self._event(actor, "approve", case.review_note, text=case.text)]
        if overridden:
            verdicts = ", ".join(finding.verdict for finding in overridden)
            events.append(self._event(actor, "override", f"{reason} ({verdicts})", text=case.text))
        return self._store.save(case, events)

    def return_(self, case_id: str, *, by: str, note: str, version: int | None = None) -> Case:
        """Gives the letter back with a note; whoever submitted it may take it back, too."""
        actor, role = self._person(by)
        case = self._case(case_id, version)
        case.require("in_review", verb="returned")
        if actor != case.submitted_by:
            rights.require(role, "reviewer", who=actor, what="return a letter")
        remark = intake.note(note)
        if not remark and actor != case.submitted_by:
            raise InputError("Say in a note what is to be changed.")
        case = case.model_copy(update={"submitted_by": None, "review_note": remark})
        return self._store.save(case, (self._event(actor, "return", remark, text=case.text),))

    # The follow-up

    def keep(self, promise_id: str, *, by: str, on: dt.date | None = None, note: str = "") -> Case:
        """Closes a promise as kept on a day (today): before it was due, on the day, or late."""
        return self._close(promise_id, by, on, note, kept=True)

    def miss(self, promise_id: str, *, by: str, on: dt.date | None = None, note: str = "") -> Case:
        """Closes a promise as broken."""
        return self._close(promise_id, by, on, note, kept=False)

    def resolve(self, case_id: str, *, outcome: Outcome, lesson: str, by: str, version: int | None = None) -> Case:
        """Closes the case with its outcome and lesson; it becomes a precedent that the next search finds.

        Refused while a promise is open.
        """
        actor, _ = self._person(by)
        case = self._case(case_id, version)
        case.require("following_up", verb="resolved")
        if outcome not in get_args(Outcome):
            raise InputError(f'There is no outcome "{outcome}"; choose one of {", ".join(get_args(Outcome))}.')
        open_ones = [promise for promise in case.promises if promise.state == "open"]
        if open_ones:
            listed = ", ".join(f"{promise.id} (due {promise.due})" for promise in open_ones)
            raise Refused(f"Case {case.id} has open promises: {listed}. Keep or miss each of them first.")
        learned = intake.words(lesson.strip(), what="The lesson", most=intake.MOST_NOTE)
        case = case.model_copy(update={"outcome": outcome, "lesson": learned, "resolved_on": self._today()})
        # Two records cannot share a transaction. The precedent goes first, because it alone can be taken back.
        name, data = case.as_document()
        self._knowledge.add_resolution(name, data)
        try:
            return self._store.save(case, (self._event(actor, "resolve", f"{outcome}: {learned}"),))
        except AmendsError:
            self._knowledge.remove(name)
            raise

    # How it is done

    def _person(self, by: str) -> tuple[str, Role]:
        actor = name_of(by)
        return actor, self._role_of(actor)

    def _today(self) -> dt.date:
        return self._now().date()

    def _event(self, actor: str, verb: str, note: str = "", *, text: str | None = None) -> Event:
        return Event(at=self._now(), actor=actor, verb=verb, note=note, text=None if text is None else sha_of(text))

    def _case(self, case_id: str, version: int | None) -> Case:
        case = self._store.case(case_id)
        if version is not None and version != case.version:
            last = self._store.events(case.id)[-1]
            raise Conflict(f"{last.actor} ({last.verb}) changed case {case.id} meanwhile; look at it again first.")
        return case

    def _judged(self, case: Case) -> Case:
        if case.text is None:
            return case
        # A complaint typed in with tomorrow's date is not answered before it came.
        leaves = max(self._today(), case.complaint.received_on)
        return case.model_copy(update={"check": self._check(case.text, case.complaint, leaves, case.proposal)})

    def _prepared(self, case: Case, actor: str, verb: str, note: str = "", *, proposal: Proposal | None = None) -> Case:
        old = case.text
        drafted = proposal or self._draft(case.complaint, case.id)
        proposal = drafted.model_copy(update={"id": case.id, "case": case.id})
        case = case.model_copy(
            update={
                "proposal": proposal,
                "text": None if proposal.plan.questions else proposal.reply.text,
                "check": Check(commitments=proposal.commitments, findings=proposal.findings),
            }
        )
        events = [self._event(actor, verb, note, text=proposal.reply.text)]
        if old is not None and old != proposal.reply.text:
            events.insert(0, self._event(actor, "replace", "the letter before the new draft", text=old))
        return self._store.save(case, events, run_input=_input_of(case.complaint))

    def _promise(self, case: Case, commitment: Commitment, today: dt.date) -> Promise:
        due = today + dt.timedelta(days=self._follow_up_after)
        given = commitment.due
        if given is not None and (given.date or given.value or given.max):
            due = given.date or self._due_date(given, today)
        return Promise(
            id="",  # the record gives the number
            case=case.id,
            sentence=commitment.quote,
            kind=commitment.kind,
            amount=commitment.amount,
            due=due,
            made_on=today,
            owner=case.submitted_by or "",
        )

    def _close(self, promise_id: str, by: str, on: dt.date | None, note: str, *, kept: bool) -> Case:
        actor, _ = self._person(by)
        promise = self._store.promise(promise_id)
        case = self._store.case(promise.case)
        closed = promise.closed(on or self._today(), kept=kept, note=intake.note(note))
        others = tuple(closed if each.id == closed.id else each for each in case.promises)
        remark = f"{closed.id} {closed.state} on {closed.closed_on}" + (f": {closed.note}" if closed.note else "")
        event = self._event(actor, "keep" if kept else "miss", remark)
        return self._store.save(case.model_copy(update={"promises": others}), (event,))


def followed(check: Check) -> tuple[Commitment, ...]:
    """The commitments of a letter that somebody has to keep, in its order."""
    return tuple(commitment for commitment in check.commitments if commitment.type in FOLLOWED)


def plain_due_date(due: Due, start: dt.date) -> dt.date:
    """The day a stretch of time ends, its far end where it is a range; Monday to Friday are business days."""
    if due.date is not None:
        return due.date
    count = due.max or due.value or 0
    if due.unit == "months":
        year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
        return dt.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
    if due.unit == "business_days":
        end = start
        while count > 0:
            end += dt.timedelta(days=1)
            count -= end.weekday() < 5
        return end
    days = {"hours": (count + 23) // 24, "weeks": 7 * count}.get(due.unit, count)
    return start + dt.timedelta(days=days)


def _with_facts(case: Case, facts: Mapping[str, str]) -> Case:
    complaint = case.complaint.model_copy(update={"facts": intake.merged(case.complaint.facts, facts)})
    return case.model_copy(update={"complaint": complaint})


def _spare_edit(case: Case, allowed: bool) -> None:
    if case.edited and not allowed:
        raise Refused(
            f"The letter of case {case.id} was edited, and a new draft would take its place; "
            "ask for that expressly (the edited text stays on record), or keep the edit."
        )


def _overridden(case: Case, actor: str, role: Role, reason: str) -> tuple[Finding, ...]:
    """The blocking findings that the person passes with a reason. Raises Refused where one of them stands."""
    plan = case.proposal.plan if case.proposal is not None else None
    level: list[Finding] = [f for f in case.check.findings if f.verdict == "needs_authority"]
    blocking = [f for f in case.check.findings if f.blocking and f.verdict != "needs_authority"]
    beyond = [f for f in (*level, *blocking) if not rights.at_least(role, rights.needed_for(f, plan))]
    if beyond:
        raise Refused(f"{_told(case, beyond)} That is above the authority of a {role}; return it or ask a manager.")
    if blocking and not reason:
        raise Refused(f"{_told(case, blocking)} Return it to be changed, or approve it with a written reason.")
    return tuple(blocking)


def _told(case: Case, findings: Iterable[Finding]) -> str:
    told = []
    for finding in findings:
        quote = " ".join((case.text or "")[finding.start : finding.end].split())
        told.append(f"{finding.verdict.replace('_', ' ')}" + (f' ("{quote}")' if quote else "") + f": {finding.why}")
    return f"The letter of case {case.id} cannot be approved as it stands: {'; '.join(told).rstrip('.')}."


def _input_of(complaint: Complaint) -> str:
    given: dict[str, Any] = complaint.model_dump(mode="json")
    return sha_of(json.dumps(given, sort_keys=True, ensure_ascii=False))
