"""What every verb of the desk stands on: the record, the chain, the clock, and what a person may do."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from assistant import schedule
from assistant.accounts import name_of
from assistant.case import Case, Check, Commitment, Complaint, Due, Event, Language, Promise, Proposal, Remedy, Repair
from assistant.errors import Conflict
from assistant.phrases import Phrases
from assistant.rights import Role
from assistant.schedule import Calendar
from assistant.store import Store, sha_of

Draft = Callable[[Complaint, str], Proposal]
Judge = Callable[[str, Complaint, dt.date, Proposal | None], Check]
Mend = Callable[[str, Complaint, dt.date], tuple[Repair, ...]]


class Precedents(Protocol):
    """Where resolved cases go, so that the next search finds them."""

    def add_resolution(self, name: str, data: bytes) -> object:
        """Takes one past resolution (CSV, UTF-8) under a name; the same name again replaces it."""

    def remove(self, name: str) -> object:
        """Takes it back."""


class Base:
    """The record and what the verbs share.

    `draft`: complaint and case id -> proposal (the chain). `check`: text, complaint, the day the text leaves and the
    proposal it came from -> judgement. `mend`: text, complaint, day -> an edit for each finding that blocks. `now`: the
    moment, with the time zone the company lives in. `role_of`: what a person may do; it raises Refused for somebody who
    may do nothing. `four_eyes`: nobody approves what they submitted. `due_date`: the day a stretch of time from a day
    ends; `follow_up_after`: days to the follow-up of a promise that names no time. `days_off`, `keep_rate`, `phrases`:
    what a promise at risk and the letters after the first are made with.
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
        mend: Mend = lambda _text, _complaint, _day: (),
        days_off: Calendar | None = None,
        keep_rate: float = 0.95,
        phrases: Mapping[Language, Phrases] | None = None,
    ) -> None:
        self._store = store
        self._draft = draft
        self._check = check
        self._mend = mend
        self._knowledge = knowledge
        self._now = now
        self._role_of = role_of
        self._four_eyes = four_eyes
        self._due_date = due_date or plain_due_date
        self._follow_up_after = follow_up_after
        self._days_off = days_off or schedule.calendar("US")
        self._keep_rate = keep_rate
        self._phrases = dict(phrases or {})

    def show(self, case_id: str) -> Case:
        """The case as it stands. Raises NotFound."""
        return self._store.case(case_id)

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
            letter=sha_of(case.text) if case.text is not None else "",
            **_dated(case.proposal, commitment, today),
        )


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


def _dated(proposal: Proposal | None, commitment: Commitment, today: dt.date) -> dict[str, Any]:
    """The numbers behind the day of a promise, where the plan has it."""
    planned: tuple[Remedy, ...] = proposal.plan.remedies if proposal is not None else ()
    for remedy in planned:
        if remedy.term == commitment.term and remedy.kind == commitment.kind:
            # A letter may leave long after its draft; a target that has passed by then warns of nothing.
            ahead = remedy.internal_target is not None and remedy.internal_target >= today
            return {
                "internal_target": remedy.internal_target if ahead else None,
                "policy_bound": remedy.policy_bound,
                "dated": remedy.dated,
            }
    return {}
