"""What a letter may not promise though a clause of the same kind is in force: each promise beside one that is permitted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from shop import DAY, holding

from assistant import OpenDesk

RULES = """# Bicycles

## 1 Orders

A cancelled shop order is refunded to the original payment method within 7 business days.

Repaired parts carry the rest of the original period, and at least 90 days.

A lost key is sent again within 3 business days of the request.

## 2 Workshop

If a repair takes too long, we pay for a bus ticket on each day.

A technician collects the bicycle within 6 business days of the report.

If a fitting is missed by us, the customer receives 40.00 GBP off the last instalment.

## 3 Times

A Care Circle adviser rings within 1 working day.

After acceptance a loan bicycle is handed over within 10 business days of the payment of the deductible.
"""

TRAINING = "# Training\n\nThe fee is refunded in full before the first lesson, at half after the first lesson, and not at all after the second.\n"


@pytest.fixture(scope="module")
def bicycles(shared: OpenDesk) -> Iterator[OpenDesk]:
    with holding(shared, {"bicycles.md": RULES, "training.md": TRAINING}) as desk:
        yield desk


@pytest.mark.parametrize(
    ("facts", "stands", "falls"),
    [
        # A clause on a thing in a state is a ground only where somebody speaks of that.
        (
            {"order": "cancelled on 18 November", "amount paid": "265.00 GBP"},
            "As the order was cancelled, we refund £265 to your original payment method within 7 business days.",
            None,
        ),
        (
            {"scratch": "on the frame", "amount paid": "265.00 GBP"},
            None,
            "We refund £265 to your original payment method within 7 business days.",
        ),
        # A sum that only agrees with half of a fee needs a clause that speaks of the promise.
        (
            {"first lesson": "taken", "lesson fee": "90.00 GBP"},
            "After the first lesson half of the fee is refunded, £45.00 of your £90.00.",
            "We will therefore transfer £45.00 to your bank account, using the IBAN on file.",
        ),
        # No fact and no clause gives the day.
        ({"report": "2026-11-19"}, None, "Your part will be repaired on Friday, 27 November."),
        (
            {"technician": "booked for 2026-11-27"},
            "The technician will collect the bicycle on Friday, 27 November.",
            None,
        ),
        # What is paid for has to stand in a clause or a fact.
        (
            {"repair": "takes too long"},
            "As the repair takes too long, we'll pay for the bus ticket on each day.",
            "We'll also cover the cost of the windows.",
        ),
        # Whatever is sent or signed has to stand in a clause.
        ({"key": "lost"}, "We'll send you the key again.", "I'll send you the webcam recording of both days as well."),
        # What was paid is a sum of the case, and the time of a call is no time of money.
        ({"transfer": "640.00 GBP"}, None, "We'll refund the £640 within 1 working day."),
        # What we take off is given, and no part of what the customer pays.
        (
            {"fitting": "missed by us", "last instalment": "1,120.00 GBP"},
            "We will therefore take £40 off your last instalment.",
            "We will therefore take £500 off your last instalment.",
        ),
        # The whole of a bill is a sum that is given.
        ({"bill": "782.00 GBP"}, None, "I will waive the whole bill of £782."),
        # What the customer pays first is no sum of the promise.
        (
            {"bicycle": "stolen, claim accepted", "deductible": "200.00 GBP"},
            "After acceptance the loan bicycle is handed over within 10 business days after you pay the £200.",
            "After acceptance the loan bicycle is handed over within 4 business days after you pay the £200.",
        ),
    ],
)
def test_a_promise_needs_a_clause_that_is_about_it(
    bicycles: OpenDesk, facts: dict[str, str], stands: str | None, falls: str | None
) -> None:
    if stands is not None:
        check = bicycles.check(f"I'm sorry about this. {stands}", on=DAY, facts=facts)
        assert not check.blocked, check.findings
    if falls is not None:
        assert bicycles.check(f"I'm sorry about this. {falls}", on=DAY, facts=facts).blocked
