"""What holds of every letter and every policy: taking words away adds no promise, and giving more adds no finding."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from rulebook import FRIDAY
from test_judging import CREDIT, FULL, REPLACE, SORRY, check, permit
from test_repairing import FILLERS, LETTERS, PROMISES

from assistant.judging import Permit
from assistant.promises import find
from knowledge.terms import Money

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ORDINARY = st.one_of(
    PROMISES,
    FILLERS,
    st.sampled_from(
        [
            "We cannot replace the piano.",
            "Our terms allow a refund within 30 days.",
            "You wrote: “I want my money back tomorrow.”",
            "We hope to reach you soon.",
            "Once the flute is back, we will refund $90 within 10 business days.",
        ]
    ),
)


@SLOW
@given(st.lists(ORDINARY, min_size=2, max_size=6), st.data(), st.sampled_from([" ", "\n\n"]))
def test_deleting_a_sentence_creates_no_promise(sentences: list[str], data: st.DataObject, between: str) -> None:
    gone = data.draw(st.integers(0, len(sentences) - 1))
    left = sentences[:gone] + sentences[gone + 1 :]
    before = [(c.quote, c.type) for c in find(SORRY + between.join(sentences), sent_on=FRIDAY)]
    after = [(c.quote, c.type) for c in find(SORRY + between.join(left), sent_on=FRIDAY)]
    for each in after:
        assert each in before
        before.remove(each)


def wider(given: Permit, factor: int, sooner: int) -> Permit:
    """The same permit for more, earlier, and by anybody."""
    amount = given.amount
    due = given.due
    return replace(
        given,
        amount=None if amount is None else Money(value=amount.value * factor, currency=amount.currency),
        due=None if due is None else due.model_copy(update={"value": max(1, due.value - sooner), "max": None}),
        level="rep",
        firm=True,
    )


@SLOW
@given(LETTERS, st.integers(1, 4), st.integers(0, 9), st.booleans())
def test_more_permissive_terms_never_add_a_finding(sentences: list[str], factor: int, sooner: int, firm: bool) -> None:
    text = SORRY + " ".join(sentences)
    assume(text.strip())
    extra = permit(CREDIT, owed=False, level="rep" if firm else "supervisor")
    permits = (replace(FULL, firm=firm, planned=False), extra, permit(REPLACE))
    narrow = check(text, *permits)
    wide = check(text, *(wider(each, factor, sooner) for each in permits))
    told = [(f.start, f.end) for f in narrow.findings]
    assert all((f.start, f.end) in told for f in wide.findings)
    assert sum(f.blocking for f in wide.findings) <= sum(f.blocking for f in narrow.findings)


@SLOW
@given(LETTERS)
def test_a_clause_of_another_kind_adds_no_finding(sentences: list[str]) -> None:
    text = SORRY + " ".join(sentences)
    fewer = check(text, FULL)
    more = check(text, FULL, permit(CREDIT, amount=Money(value=Decimal(10**6), currency="USD"), due=None))
    told = [(f.start, f.end) for f in fewer.findings]
    assert all((f.start, f.end) in told for f in more.findings)
