"""Taking complaints in, drafting, editing and review: the verbs before a letter leaves."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from assistant import intake, rights
from assistant.case import (
    Case,
    CaseState,
    Check,
    Complaint,
    Event,
    Finding,
    Proposal,
    Repair,
    Severity,
)
from assistant.desk.follow_up import FollowUp, followed
from assistant.errors import Conflict, InputError, Refused
from assistant.rights import Role
from assistant.store import sha_of

_UNSENT: tuple[CaseState, ...] = ("received", "needs_answers", "drafted")


class Desk(FollowUp):
    """One front door to the record; `Base` says what it is made with."""

    # What is there

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

    def repairs(self, case_id: str) -> tuple[Repair, ...]:
        """For each finding that blocks the letter as it stands the one edit that settles it; none after it left."""
        case = self._store.case(case_id)
        text = self._text_of(case)
        if text is None or case.state not in {"needs_answers", "drafted", "in_review"} or not case.check.blocked:
            return ()
        return self._mend(text, case.complaint, max(self._today(), case.complaint.received_on))

    def repair(self, case_id: str, proposed: Iterable[Repair], *, by: str, version: int) -> Case:
        """Puts edits of `repairs` into the letter, and judges it; each has to fit the letter as it stands."""
        case = self._case(case_id, version)
        edits = sorted((each.edit for each in proposed), key=lambda edit: -edit.start)
        offered = [each.edit for each in self.repairs(case_id)]
        text = self._text_of(case)
        if text is None or not edits or any(edit not in offered for edit in edits):
            raise Conflict(f"The letter of case {case.id} was changed meanwhile; look at the proposed edits again.")
        for edit in edits:
            text = text[: edit.start] + edit.replacement + text[edit.end :]
        return self.edit(case_id, text, by=by, version=version)

    @staticmethod
    def _text_of(case: Case) -> str | None:
        return case.text if case.text is not None or case.proposal is None else case.proposal.reply.text

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

    # How it is done

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
