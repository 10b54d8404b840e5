"""After a letter left: its promises kept, moved with the customer's consent or missed, and the case closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple, get_args

from assistant import aftercare, intake, rights
from assistant.case import Case, Check, Commitment, Language, Moved, Promise
from assistant.desk.base import Base
from assistant.errors import AmendsError, InputError, Refused
from assistant.ledger import Kept, Standing, kept_by_kind, kept_over_time, standing
from assistant.phrases import Phrases
from assistant.rights import Role
from assistant.schedule import Course
from assistant.store import sha_of
from knowledge.terms import Kind

Outcome = Literal["misery", "truth", "magic"]

# The commitments that somebody has to keep afterwards. A deed claimed as done is either done or unproven, and an
# admission is nothing to keep.
FOLLOWED = frozenset({"promise", "offer", "conditional_promise", "guarantee"})
# These are about the first answer to a complaint; what came after it needs no second apology.
_FIRST_ONLY = frozenset({"withheld", "missing_part"})


class Letter(NamedTuple):
    """A letter after the first, drafted and judged, not sent. `to`: the new day that it names."""

    text: str
    check: Check
    to: dt.date | None = None


class FollowUp(Base):
    """The verbs for the promises of letters that left."""

    def promises(self, *, due_by: dt.date | None = None, open_only: bool = False) -> tuple[Promise, ...]:
        """The promise ledger, due first."""
        return self._store.promises(due_by=due_by, open_only=open_only)

    def standings(self, promises: Iterable[Promise]) -> dict[str, Standing]:
        """How each promise stands today, by its id: open, at risk by the record, overdue, or how it ended."""
        today = self._today()
        records: dict[Kind, tuple[Course, ...]] = {}
        found = {}
        for promise in promises:
            if promise.state == "open" and promise.kind not in records:
                records[promise.kind] = self._store.courses(promise.kind)
            record = records.get(promise.kind, ())
            found[promise.id] = standing(promise, today, self._days_off, record, keep_rate=self._keep_rate)
        return found

    def kept(self) -> tuple[tuple[Kept, ...], tuple[Kept, ...]]:
        """How promises were kept: by kind over all time, and by month and kind."""
        every = self._store.promises()
        return kept_by_kind(every), kept_over_time(every)

    def keep(self, promise_id: str, *, by: str, on: dt.date | None = None, note: str = "", evidence: str = "") -> Case:
        """Closes a promise as kept on a day (today): before it was due, on the day, or late.

        `evidence`: what shows it, such as the number of the transfer.
        """
        shown = intake.note(evidence)
        return self._change(
            promise_id, "keep", by, lambda p: p.closed(on or self._today(), kept=True, note=intake.note(note), evidence=shown)
        )  # fmt: skip

    def miss(self, promise_id: str, *, by: str, on: dt.date | None = None, note: str = "") -> Case:
        """Closes a promise as broken."""
        return self._change(
            promise_id, "miss", by, lambda p: p.closed(on or self._today(), kept=False, note=intake.note(note))
        )

    def release(self, promise_id: str, *, by: str, note: str, on: dt.date | None = None) -> Case:
        """Closes a promise that the customer no longer holds us to; `note` says how they agreed."""
        remark = intake.note(note)
        if not remark:
            raise InputError("Say in a note when and how the customer agreed to be without it.")
        return self._change(promise_id, "release", by, lambda p: p.released(on or self._today(), note=remark))

    def update(self, promise_id: str, *, by: str, to: dt.date | None = None) -> Letter:
        """Drafts the message that tells the customer, before the day comes, that it will not hold, and judges it.

        `to`: the new day; without one, that by which the record says that it is kept. Nothing is sent or kept.
        """
        self._person(by)
        promise = self._store.promise(promise_id)
        case = self._store.case(promise.case)
        new = to or self.standings([promise])[promise.id].expected
        if new is None:
            raise Refused(f"Promise {promise.id} is {promise.state.replace('_', ' ')}; there is nothing to move.")
        promise.warned(Moved(was=promise.due, to=new, warned_on=self._today(), letter=""))
        text = aftercare.update_letter(case, promise, new, self._spoken(case))
        return Letter(text, self._judged_later(case, text, promise), new)

    def warn(self, promise_id: str, text: str, *, to: dt.date, by: str) -> Case:
        """Puts on record that the update was sent. The promise keeps its day until the customer has agreed.

        Refused where something blocks the text, as it is judged now.
        """
        self._person(by)
        promise = self._store.promise(promise_id)
        case = self._store.case(promise.case)
        text = intake.words(text, what="The update", most=intake.MOST_LETTER)
        self._pass(self._judged_later(case, text, promise), text)
        move = Moved(was=promise.due, to=to, warned_on=self._today(), letter=sha_of(text))
        return self._change(promise_id, "warn", by, lambda p: p.warned(move), text=text)

    def accept(self, promise_id: str, *, by: str, note: str) -> Case:
        """Moves the day of a promise to the one that the customer was told and agreed to; the old one stays on record."""
        remark = intake.note(note)
        if not remark:
            raise InputError("Say in a note when and how the customer agreed to the new day.")
        return self._change(promise_id, "accept", by, lambda p: p.accepted(self._today(), note=remark))

    def after(self, case_id: str, *, by: str, extra: bool = False) -> Letter:
        """Drafts the letter when every promise is kept: it thanks the customer and asks whether it is right now.

        `extra`: it gives the first thing that was held back. Refused while a promise is open or where one was broken.
        """
        self._person(by)
        case = self._store.case(case_id)
        self._require_kept(case)
        held = case.proposal.plan.held_back if case.proposal is not None else ()
        if extra and not held:
            raise Refused(f"Nothing was held back in case {case.id} that could be given now.")
        remedy = held[0] if extra else None
        sum_ = aftercare.sum_in(remedy.amount) if remedy is not None and remedy.amount is not None else ""
        text = aftercare.follow_up_letter(case, self._spoken(case), extra=remedy, sum_=sum_)
        return Letter(text, self._judged_later(case, text))

    def follow_up(self, case_id: str, text: str, *, by: str, version: int | None = None) -> Case:
        """Puts on record that the follow-up letter was sent; what it promises has to be kept like anything else.

        Refused where something blocks the text that the person may not pass.
        """
        actor, role = self._person(by)
        case = self._case(case_id, version)
        self._require_kept(case)
        text = intake.words(text, what="The follow-up", most=intake.MOST_LETTER)
        check = self._judged_later(case, text)
        self._pass(check, text, role=role, case=case)
        today = self._today()
        new = tuple(self._promise(case, each, today) for each in followed(check))
        new = tuple(each.model_copy(update={"letter": sha_of(text), "owner": actor}) for each in new)
        case = case.model_copy(update={"followed_up_on": today, "promises": (*case.promises, *new)})
        return self._store.save(case, (self._event(actor, "follow_up", text=text),), texts=(text,))

    def resolve(
        self, case_id: str, *, outcome: Outcome, lesson: str, by: str, owner: str = "", version: int | None = None
    ) -> Case:
        """Closes the case with its outcome and lesson; it becomes a precedent that the next search finds.

        `owner`: who sees to it that the cause does not come back. Refused while a promise is open.
        """
        actor, _ = self._person(by)
        case = self._case(case_id, version)
        case.require("following_up", verb="resolved")
        if outcome not in get_args(Outcome):
            raise InputError(f'There is no outcome "{outcome}"; choose one of {", ".join(get_args(Outcome))}.')
        _require_none_open(case)
        learned = intake.words(lesson.strip(), what="The lesson", most=intake.MOST_NOTE)
        prevents = intake.label(owner, what="The owner", most=64) if owner.strip() else ""
        case = case.model_copy(
            update={"outcome": outcome, "lesson": learned, "prevention_owner": prevents, "resolved_on": self._today()}
        )
        # Two records cannot share a transaction. The precedent goes first, because it alone can be taken back.
        name, data = case.as_document()
        self._knowledge.add_resolution(name, data)
        told = f"{outcome}: {learned}" + (f" ({prevents} sees to the cause)" if prevents else "")
        try:
            return self._store.save(case, (self._event(actor, "resolve", told),))
        except AmendsError:
            self._knowledge.remove(name)
            raise

    # How it is done

    def _change(
        self, promise_id: str, verb: str, by: str, change: Callable[[Promise], Promise], *, text: str | None = None
    ) -> Case:
        actor, _ = self._person(by)
        promise = self._store.promise(promise_id)
        case = self._store.case(promise.case)
        changed = change(promise)
        others = tuple(changed if each.id == changed.id else each for each in case.promises)
        event = self._event(actor, verb, _told(changed), text=text)
        texts = () if text is None else (text,)
        return self._store.save(case.model_copy(update={"promises": others}), (event,), texts=texts)

    def _spoken(self, case: Case) -> Phrases:
        language: Language = case.proposal.language if case.proposal is not None else "en"
        if language not in self._phrases:
            raise Refused(f"There are no phrases for letters in {language}; write the message yourself.")
        return self._phrases[language]

    def _judged_later(self, case: Case, text: str, promise: Promise | None = None) -> Check:
        """The judgement of a letter after the first. What it repeats of an approved promise was judged then."""
        check = self._check(text, case.complaint, max(self._today(), case.complaint.received_on), case.proposal)
        repeated = {
            (c.start, c.end) for c in check.commitments if promise is not None and _repeats(c, promise, self._today())
        }
        kept = tuple(f for f in check.findings if f.verdict not in _FIRST_ONLY and (f.start, f.end) not in repeated)
        told = tuple(
            c.model_copy(update={"verdict": "supported", "why": "It was approved before, and its new day is later."})
            if (c.start, c.end) in repeated
            else c
            for c in check.commitments
        )
        return Check(commitments=told, findings=kept)

    def _pass(self, check: Check, text: str, *, role: Role | None = None, case: Case | None = None) -> None:
        plan = case.proposal.plan if case is not None and case.proposal is not None else None
        standing_in_the_way = [
            f
            for f in check.findings
            if (f.blocking or f.verdict == "needs_authority")
            and not (
                role is not None
                and f.verdict == "needs_authority"
                and rights.at_least(role, rights.needed_for(f, plan))
            )
        ]
        if standing_in_the_way:
            first = standing_in_the_way[0]
            quote = " ".join(text[first.start : first.end].split())
            raise Refused(
                f"The letter cannot leave as it stands: {first.verdict.replace('_', ' ')}"
                + (f' ("{quote}")' if quote else "")
                + f": {first.why.rstrip('.')}. Change it and send it again."
            )

    def _require_kept(self, case: Case) -> None:
        case.require("following_up", verb="followed up")
        _require_none_open(case)
        broken = [promise.id for promise in case.promises if promise.state == "broken"]
        if broken:
            raise Refused(f"{', '.join(broken)} of case {case.id} was not kept; a letter cannot say that all is done.")


def followed(check: Check) -> tuple[Commitment, ...]:
    """The commitments of a letter that somebody has to keep, in its order."""
    return tuple(commitment for commitment in check.commitments if commitment.type in FOLLOWED)


def _repeats(commitment: Commitment, promise: Promise, today: dt.date) -> bool:
    """Whether a commitment of an update is the approved promise, for no more and no earlier day."""
    more = commitment.amount is not None and commitment.amount != promise.amount
    given = commitment.due.date if commitment.due is not None else None
    return (
        commitment.type in {"promise", "conditional_promise"}
        and commitment.kind == promise.kind
        and not more
        and given is not None
        and given > min(promise.due, today)
    )


def _require_none_open(case: Case) -> None:
    open_ones = [promise for promise in case.promises if promise.state == "open"]
    if open_ones:
        listed = ", ".join(f"{promise.id} (due {promise.due})" for promise in open_ones)
        raise Refused(f"Case {case.id} has open promises: {listed}. Keep or miss each of them first.")


def _told(promise: Promise) -> str:
    """What happened to a promise, for the history."""
    waits = promise.awaiting
    if waits is not None:
        return f"{promise.id}: due {promise.due}, the customer was told {waits.to}"
    if promise.state == "open":
        note = promise.moves[-1].note if promise.moves else ""
        return f"{promise.id} due {promise.due} instead of {promise.moves[-1].was if promise.moves else ''}: {note}"
    shown = "; ".join(part for part in (promise.note, promise.evidence) if part)
    return f"{promise.id} {promise.state} on {promise.closed_on}" + (f": {shown}" if shown else "")
