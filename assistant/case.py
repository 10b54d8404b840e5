"""The nouns and the life of a case: frozen, strict values; no IO, no clock."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import Counter
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, PlainSerializer

from assistant.errors import InputError, Refused
from knowledge.terms import Kind

Severity = Literal["safety", "stopped", "financial", "service", "minor"]
Feeling = Literal["calm", "upset", "angry", "furious"]
Language = Literal["en", "es", "de", "fr"]
CommitmentType = Literal[
    "promise", "offer", "conditional_promise", "hedged", "done_claim", "guarantee", "decline",
    "policy_statement", "liability_admission",
]  # fmt: skip
COMMITTING: frozenset[str] = frozenset(
    {"promise", "offer", "conditional_promise", "done_claim", "guarantee", "liability_admission"}
)
Verdict = Literal[
    "supported", "needs_authority", "too_much", "too_soon", "unsupported", "forbidden", "unproven", "absolute",
    "liability", "vague", "withheld", "missing_part", "internal_source", "stale_source", "contradiction", "injection",
]  # fmt: skip
DueUnit = Literal["hours", "days", "business_days", "weeks", "months", "date"]
Number = Annotated[Decimal, PlainSerializer(float, return_type=float, when_used="json")]


class Frozen(BaseModel):
    """A value of the domain: immutable, and it refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Amount(Frozen):
    """What is given: a sum (`value` with `currency`) or a `percent`."""

    value: Number | None = None
    currency: str | None = None
    percent: Number | None = None


class Due(Frozen):
    """When: a stretch of time (`value` to `max` `unit`s) or a calendar `date`; both where the date is worked out."""

    value: int | None = None
    max: int | None = None
    unit: DueUnit
    date: dt.date | None = None


class Commitment(Frozen):
    """Something a text commits the company to (or, for the other types, declines or weakens).

    `start`, `end` are Unicode code points of the text; text[start:end] == quote.
    """

    start: int
    end: int
    quote: str
    type: CommitmentType
    kind: Kind
    amount: Amount | None = None
    due: Due | None = None
    verdict: Verdict | None = None
    why: str = ""
    term: str | None = None


class Finding(Frozen):
    """Something the check found. `start`, `end` point into the text; both 0 where it concerns the whole."""

    verdict: Verdict
    blocking: bool
    start: int = 0
    end: int = 0
    why: str
    term: str | None = None


class Edit(Frozen):
    """A change that settles a finding: text[start:end] becomes `replacement`. `does` says so in a few words."""

    start: int
    end: int
    replacement: str
    does: str


class Repair(Frozen):
    """The one edit that is proposed for a finding that blocks."""

    finding: Finding
    edit: Edit


class Reading(Frozen):
    """What the complaint says, before any policy is looked at. `points` are what happened, in the customer's words."""

    summary: str
    severity: Severity
    feeling: Feeling
    asks: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


class Evidence(Frozen):
    """A passage that decides the case, copied in, so that the letter can be explained later.

    `quote` may hold what the document says around it; the passage itself stands at `start` to `end` of it (None: to its end).
    """

    passage: str
    document: str
    version: int
    section: str
    quote: str
    start: int = 0
    end: int | None = None
    kind: Literal["policy", "resolution"]
    score: float
    in_force: bool
    internal: bool


class Remedy(Frozen):
    """Something that may be promised for these facts on this day.

    `condition` is what must happen first, in the policy's words (None: nothing). `group`: remedies with the same
    letter are alternatives of which the customer chooses one. `after` is the event the days run from. `per` ("for each
    night") stands where the amount is that of one of several that nobody has counted; `up_to` where it is a cap. `dated` is how
    the promised date came about, in a sentence.
    """

    kind: Kind
    amount: Amount | None = None
    basis: Literal["owed", "discretionary"]
    due: Due | None = None
    internal_target: dt.date | None = None
    policy_bound: dt.date | None = None
    authority: str = "rep"
    term: str
    what: str = ""
    actor: str | None = None
    condition: str | None = None
    after: str | None = None
    group: str | None = None
    per: str | None = None
    up_to: bool = False
    dated: str = ""


class Declined(Frozen):
    """An ask that policy does not permit, with the nearest thing that it does."""

    ask: str
    why: str
    alternative: str
    term: str | None = None


class Plan(Frozen):
    """What the letter may promise, must decline, holds back and asks."""

    remedies: tuple[Remedy, ...] = ()
    declined: tuple[Declined, ...] = ()
    held_back: tuple[Remedy, ...] = ()
    questions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Reply(Frozen):
    """The letter."""

    subject: str
    text: str


class Writer(Frozen):
    """Who wrote the letter, and what it cost. `fell_back`: why the built-in writer stepped in, if it did."""

    name: str
    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float = 0.0
    fell_back: str | None = None


class Timing(Frozen):
    """Milliseconds by step."""

    total: float = 0
    retrieve: float = 0
    plan: float = 0
    write: float = 0
    check: float = 0
    model: float = 0


class Proposal(Frozen):
    """Everything made in one go for one complaint: reading, evidence, plan, letter and check."""

    id: str
    case: str | None = None
    language: Language
    reading: Reading
    evidence: tuple[Evidence, ...]
    plan: Plan
    reply: Reply
    commitments: tuple[Commitment, ...]
    findings: tuple[Finding, ...]
    blocked: bool
    writer: Writer
    timing_ms: Timing


class Check(Frozen):
    """The judgement of one text."""

    commitments: tuple[Commitment, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def blocked(self) -> bool:
        """Whether anything found stops approval."""
        return any(finding.blocking for finding in self.findings)


class Complaint(Frozen):
    """What came in. `facts` are what the rep knows: open keys, text values."""

    text: str
    received_on: dt.date
    channel: str = "email"
    facts: tuple[tuple[str, str], ...] = ()


CaseState = Literal["received", "needs_answers", "drafted", "in_review", "following_up", "resolved"]
PromiseState = Literal["open", "kept_early", "kept", "late", "broken", "released"]


class Moved(Frozen):
    """A change of the day that the customer was told of before it slipped. `accepted_on`: None until they agreed."""

    was: dt.date
    to: dt.date
    warned_on: dt.date
    letter: str
    accepted_on: dt.date | None = None
    note: str = ""


class Promise(Frozen):
    """An approved commitment, followed until it is kept.

    `sentence` is the exact one that was sent, in the letter of that SHA-256. `dated`: how its day came about, with
    `internal_target` and `policy_bound` where it has them. `moves`: the changes of its day, the oldest first; `due` is
    the one that holds. `evidence`: what shows that it was kept.
    """

    id: str
    case: str
    sentence: str
    kind: Kind
    amount: Amount | None = None
    due: dt.date
    made_on: dt.date
    owner: str
    state: PromiseState = "open"
    closed_on: dt.date | None = None
    note: str = ""
    evidence: str = ""
    letter: str = ""
    internal_target: dt.date | None = None
    policy_bound: dt.date | None = None
    dated: str = ""
    moves: tuple[Moved, ...] = ()

    @property
    def first_due(self) -> dt.date:
        """The day that was promised at first."""
        return next((move.was for move in self.moves if move.accepted_on is not None), self.due)

    @property
    def awaiting(self) -> Moved | None:
        """The change that the customer was told of and has not agreed to yet."""
        return self.moves[-1] if self.moves and self.moves[-1].accepted_on is None else None

    def closed(self, on: dt.date, *, kept: bool, note: str = "", evidence: str = "") -> Promise:
        """The promise with its end: kept before its day, on it or after it, or broken.

        Raises Refused where it is closed already, InputError for a day before it was made.
        """
        self._require_open(on)
        state: PromiseState = "broken"
        if kept:
            state = "kept_early" if on < self.due else "kept" if on == self.due else "late"
        return self.model_copy(update={"state": state, "closed_on": on, "note": note, "evidence": evidence})

    def released(self, on: dt.date, *, note: str) -> Promise:
        """The promise that the customer no longer holds us to. Raises as `closed`."""
        self._require_open(on)
        return self.model_copy(update={"state": "released", "closed_on": on, "note": note})

    def warned(self, move: Moved) -> Promise:
        """The promise with a change of its day that the customer was told of; its day stays until they agree.

        Raises Refused where it is closed, or where its day has passed: then it is late, and no warning undoes that.
        """
        self._require_open(move.warned_on)
        if move.warned_on > self.due:
            raise Refused(
                f"Promise {self.id} was due on {self.due}; its day has passed and cannot be moved any more. "
                "Keep it late, or miss it."
            )
        if move.to <= self.due:
            raise InputError(f"Promise {self.id} is due on {self.due}; give a later day than that.")
        moves = tuple(each for each in self.moves if each.accepted_on is not None)
        return self.model_copy(update={"moves": (*moves, move)})

    def accepted(self, on: dt.date, *, note: str) -> Promise:
        """The promise with its new day, after the customer agreed. Raises Refused where no change awaits that."""
        self._require_open(on)
        waits = self.awaiting
        if waits is None:
            raise Refused(
                f"Promise {self.id} has no change that the customer could agree to; send them an update first."
            )
        agreed = waits.model_copy(update={"accepted_on": on, "note": note})
        return self.model_copy(update={"due": waits.to, "moves": (*self.moves[:-1], agreed)})

    def _require_open(self, on: dt.date) -> None:
        if self.state != "open":
            raise Refused(f"Promise {self.id} is already {self.state.replace('_', ' ')}, since {self.closed_on}.")
        if on < self.made_on:
            raise InputError(f"Promise {self.id} was made on {self.made_on}; it cannot have ended on {on}.")


class Event(Frozen):
    """One thing that happened to a case; never changed afterwards.

    `text` is the SHA-256 (hexadecimal) of the text it concerns, which the record holds under that hash.
    """

    at: dt.datetime
    actor: str
    verb: str
    note: str = ""
    text: str | None = None


class Case(Frozen):
    """A complaint and all that came of it. `version` counts changes, so that two people cannot both be first."""

    id: str
    version: int
    complaint: Complaint
    created_at: dt.datetime
    proposal: Proposal | None = None
    text: str | None = None
    check: Check = Check()
    submitted_by: str | None = None
    approved_by: str | None = None
    approved_on: dt.date | None = None
    override_reason: str = ""
    overridden: tuple[Finding, ...] = ()
    review_note: str = ""
    promises: tuple[Promise, ...] = ()
    outcome: Literal["misery", "truth", "magic"] | None = None
    lesson: str = ""
    prevention_owner: str = ""
    followed_up_on: dt.date | None = None
    resolved_on: dt.date | None = None

    @property
    def edited(self) -> bool:
        """Whether a person's words stand in the letter, so that a new draft would overwrite them."""
        return self.text is not None and self.proposal is not None and self.text != self.proposal.reply.text

    @property
    def state(self) -> CaseState:
        """Where the case stands, derived from what it holds."""
        if self.outcome is not None:
            return "resolved"
        if self.approved_by is not None:
            return "following_up"
        if self.submitted_by is not None:
            return "in_review"
        if self.proposal is None:
            return "received"
        return "needs_answers" if self.proposal.plan.questions and self.text is None else "drafted"

    @property
    def kept_record(self) -> str:
        """What became of the promises, counted: "2 promises: 1 kept early, 1 kept"."""
        counted = Counter(promise.state.replace("_", " ") for promise in self.promises)
        told = ", ".join(f"{many} {state}" for state, many in counted.items())
        return f"{len(self.promises)} promise{'' if len(self.promises) == 1 else 's'}: {told}" if told else ""

    def require(self, *states: CaseState, verb: str) -> None:
        """Raise Refused unless the case is in one of these states."""
        if self.state not in states:
            raise Refused(
                f"Case {self.id} is {self.state.replace('_', ' ')}, so it cannot be {verb}; "
                f"that needs a case that is {' or '.join(s.replace('_', ' ') for s in states)}."
            )

    def as_document(self) -> tuple[str, bytes]:
        """The resolved case as a file name and a CSV of one row (UTF-8), in the columns of past resolutions.

        An approval against a finding is marked as an exception, so that nobody takes it for the rule.
        """
        reading = self.proposal.reading if self.proposal is not None else None
        promised = max(((promise.due - promise.made_on).days for promise in self.promises), default=0)
        taken = max(
            ((promise.closed_on - promise.made_on).days for promise in self.promises if promise.closed_on),
            default=0,
        )
        row = {
            "case_id": self.id,
            "closed_on": self.resolved_on.isoformat() if self.resolved_on else "",
            "issue": ", ".join(reading.asks) if reading else "",
            "complaint_summary": reading.summary if reading else " ".join(self.complaint.text.split())[:300],
            "resolution": "; ".join(" ".join(promise.sentence.split()) for promise in self.promises),
            "reply_excerpt": " ".join(self.promises[0].sentence.split()) if self.promises else "",
            "promised_days": str(promised),
            "actual_days": str(taken),
            "outcome": self.outcome or "",
            "exception": "yes" if self.override_reason else "no",
            "lesson": self.lesson,
            "prevention_owner": self.prevention_owner,
            "kept_record": self.kept_record,
        }
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, fieldnames=list(row))
        writer.writeheader()
        writer.writerow(row)
        return f"{self.id}.csv", out.getvalue().encode()
