"""Promises that are each permitted and too much together, and figures that only the facts resolve."""

from __future__ import annotations

from decimal import Decimal

import pytest
from rulebook import term
from test_judging import CREDIT, FULL, REFUND, REPLACE, check, permit, verdicts

from knowledge.terms import Money

GOODWILL = permit(
    term("We may give a goodwill credit of up to $40 for a late lesson."), owed=False, amount=Money(value=Decimal(40), currency="USD")
)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "We will add a credit of $30 within 5 business days. We will also add another credit of $25 to your account.",
        "We will add a goodwill credit of $30 and a further goodwill credit of $30 to your account.",
        "You will get a $20 credit today. We will add a second credit of $20 next week. We will give you an extra credit of $10.",
    ],
)
def test_credits_of_one_clause_that_together_pass_the_cap_block(text: str) -> None:
    found = check(text, GOODWILL)
    assert "too_much" in {f.verdict for f in found.findings} and found.blocked
    assert "Together" in next(f.why for f in found.findings if f.verdict == "too_much")


@pytest.mark.parametrize(
    "text",
    [
        "We will refund $150 within 10 business days. The refund of $150 will go to your card.",
        "We will refund $150 within 10 business days. Your refund of $150 will arrive within 10 business days.",
        "We will refund $120 within 10 business days. We will also refund another $80 within 12 business days.",
        "We will add a goodwill credit of $20 to your account. We will add another credit of $20 next week.",
    ],
)
def test_a_sum_told_twice_is_one_promise_and_what_stays_below_the_cap_passes(text: str) -> None:
    assert "too_much" not in verdicts(text, FULL, GOODWILL)


def test_a_cap_on_everything_together_counts_over_several_clauses() -> None:
    cap = term("Goodwill credits may not exceed $50 in total.")
    text = "We will add a credit of $30 within 5 business days. We will add a goodwill credit of $40 to your account."
    found = check(text, permit(CREDIT), GOODWILL, current=(cap,))
    assert any(f.verdict == "too_much" and cap.quote in f.why for f in found.findings)
    assert "too_much" not in verdicts(text.replace("$40", "$15"), permit(CREDIT), GOODWILL, current=(cap,))


@pytest.mark.parametrize(
    ("text", "facts", "blocked"),
    [
        ("We will refund $250 within 10 business days.", {"price_paid": "200.00 USD"}, True),
        ("We will refund $120 within 10 business days. We will refund a further $120 within 12 business days.", {"price_paid": "200.00 USD"}, True),
        ("We will refund $200 within 10 business days.", {"price_paid": "200.00 USD"}, False),
        ("We will refund $210 within 10 business days.", {"price_paid": "200.00 USD", "delivery_fee": "10.00 USD"}, False),
        ("We will refund $400 within 10 business days.", {"price_per_lesson": "200.00 USD", "lessons": "2"}, False),
        ("We will refund $900 within 10 business days.", {"order": "A-77"}, False),
    ],
)  # fmt: skip
def test_no_more_is_refunded_than_was_paid(text: str, facts: dict[str, str], blocked: bool) -> None:
    """The clause says "in full" and no sum; what in full is, the facts say."""
    in_full = permit(REFUND, amount=None, percent=Decimal(100))
    if "price" not in str(facts):
        in_full = permit(REFUND, amount=Money(value=Decimal(900), currency="USD"))
    assert ("too_much" in verdicts(text, in_full, facts=facts)) == blocked


EITHER = term("The customer may choose either a refund or a replacement within 8 business days.")
BOTH = (permit(EITHER, kind="refund", amount=None, due=None), permit(EITHER, kind="replacement", amount=None, due=None))


def test_one_of_two_alternatives_may_be_promised_and_not_both() -> None:
    assert EITHER.choice and {"refund", "replacement"} <= {*EITHER.kinds}
    text = "We will refund your flute within 10 business days. We will send you a replacement within 10 business days."
    found = check(text, *BOTH)
    (finding,) = [f for f in found.findings if f.verdict == "too_much"]
    assert finding.blocking and "refund or a replacement" in finding.why
    assert text[finding.start : finding.end].startswith("We will send you a replacement")
    for fine in (
        text.split(". ", maxsplit=1)[0] + ".",
        "Please tell us which you prefer: we will refund your flute within 10 business days, or we will send you a "
        "replacement within 10 business days.",
    ):
        assert "too_much" not in verdicts(fine, *BOTH)
    assert "too_much" not in verdicts(text, FULL, permit(REPLACE)), "two clauses that each stand for themselves"


@pytest.mark.parametrize(
    ("text", "limit", "facts", "blocked"),
    [
        ("We will refund 50% of the tuition fee.", {"amount": Money(value=Decimal(100), currency="USD")}, {"tuition_fee": "200 USD"}, False),
        ("We will refund 60% of the tuition fee.", {"amount": Money(value=Decimal(100), currency="USD")}, {"tuition_fee": "200 USD"}, True),
        ("We will refund $100 of the tuition fee.", {"amount": None, "percent": Decimal(50)}, {"tuition_fee": "200 USD"}, False),
        ("We will refund $101 of the tuition fee.", {"amount": None, "percent": Decimal(50)}, {"tuition_fee": "200 USD"}, True),
        ("We will refund $101 of the tuition fee.", {"amount": None, "percent": Decimal(50)}, {"tuition_fee": "200 USD", "rental": "500 USD"}, True),
    ],
)  # fmt: skip
def test_a_percentage_is_resolved_by_the_facts(
    text: str, limit: dict[str, object], facts: dict[str, str], blocked: bool
) -> None:
    fee = permit(term("We refund part of the tuition fee within 10 business days."), **limit)
    assert ("too_much" in verdicts(text, fee, facts=facts)) == blocked


def test_another_currency_is_a_finding_and_nothing_is_converted() -> None:
    in_full = permit(REFUND, amount=None, percent=Decimal(100))
    text = "We will refund $150 within 10 business days."
    found = check(text, in_full, facts={"price_paid": "150.00 EUR"})
    (finding,) = found.findings
    assert (finding.verdict, finding.blocking) == ("unsupported", True) and "EUR" in finding.why
    assert not check(text, in_full, facts={"price_paid": "150.00 USD"}).blocked
