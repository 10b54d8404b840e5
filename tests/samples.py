"""Values of the domain for tests: a complaint, and a proposal with everything in it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from assistant.case import (
    Amount,
    Commitment,
    Complaint,
    Declined,
    Due,
    Evidence,
    Finding,
    Plan,
    Proposal,
    Reading,
    Remedy,
    Reply,
    Severity,
    Timing,
    Writer,
)

LETTER = (
    "Dear Ms Öz,\n\nI am sorry that the lamp broke. We will refund $129.10 within 9 business days. 🙂\n\nKind regards"
)
QUOTE = "We will refund $129.10 within 9 business days"

COMPLAINT = Complaint(
    text="The lamp I ordered arrived broken. I want my money back.",
    received_on=dt.date(2026, 11, 20),
    channel="email",
    facts=(("order_date", "2026-11-01"), ("price", "129.10 USD")),
)


def full_proposal(*, severity: Severity = "financial", questions: tuple[str, ...] = ()) -> Proposal:
    """A proposal in which every field holds something that has to survive being stored."""
    amount = Amount(value=Decimal("129.10"), currency="USD")
    due = Due(value=9, unit="business_days", date=dt.date(2026, 12, 3))
    remedy = Remedy(
        kind="refund",
        amount=amount,
        basis="owed",
        due=due,
        internal_target=dt.date(2026, 11, 26),
        policy_bound=dt.date(2026, 12, 1),
        term="t1",
    )
    return Proposal(
        id="given",
        language="en",
        reading=Reading(summary="The lamp arrived broken", severity=severity, feeling="upset", asks=("refund",)),
        evidence=(
            Evidence(
                passage="p1",
                document="returns.md",
                version=2,
                section="4 Refunds",
                quote="Broken on arrival: full refund.",
                kind="policy",
                score=0.83,
                in_force=True,
                internal=False,
            ),
        ),
        plan=Plan(
            remedies=(remedy,),
            declined=(Declined(ask="a new sofa", why="it was not broken", alternative="a refund", term="t2"),),
            held_back=(remedy.model_copy(update={"basis": "discretionary", "authority": "team lead", "term": "t9"}),),
            questions=questions,
        ),
        reply=Reply(subject="Your lamp", text=LETTER),
        commitments=(
            Commitment(
                start=LETTER.index(QUOTE),
                end=LETTER.index(QUOTE) + len(QUOTE),
                quote=QUOTE,
                type="promise",
                kind="refund",
                amount=amount,
                due=due,
                verdict="supported",
                why="4 Refunds",
                term="t1",
            ),
        ),
        findings=(Finding(verdict="vague", blocking=False, start=1, end=2, why="no day", term=None),),
        blocked=False,
        writer=Writer(name="built-in"),
        timing_ms=Timing(total=12.5),
    )
