"""What a new version changes in the terms."""

from __future__ import annotations

from knowledge.changes import compared
from knowledge.terms import Term
from knowledge.terms.model import Span


def term(quote: str, days: int | None = None, *, section: str = "1. Window") -> Term:
    return Term(
        id=quote, passage="p", path="a.md", version=1, section=section, quote=quote, start=0, end=len(quote), mode="window",
        kind="refund", window=Span(value=days, unit="days") if days else None,
    )  # fmt: skip


def test_the_same_words_are_no_change_wherever_they_stand() -> None:
    assert compared([term("Returns within 30 days.", 30)], [term("Returns within 30 days.", 30, section="2.")]) == (
        (),
        (),
        (),
    )


def test_a_changed_limit_is_told_with_the_old_clause_and_the_new_one() -> None:
    added, removed, (change,) = compared(
        [term("Items may be returned within 30 days of delivery.", 30), term("Gift cards cannot be refunded at all.")],
        [term("Items may be returned within 14 days of delivery.", 14), term("A lost parcel is replaced once.")],
    )
    assert (change.old.window, change.new.window) == (Span(value=30, unit="days"), Span(value=14, unit="days"))
    assert change.limits == ("window",)
    assert [t.quote for t in added] == ["A lost parcel is replaced once."]
    assert [t.quote for t in removed] == ["Gift cards cannot be refunded at all."]


def test_each_clause_is_paired_once_and_with_the_nearest() -> None:
    old = [term("We refund the fee within 5 days.", 5), term("We refund the fee of a gift within 9 days.", 9)]
    new = [term("We refund the fee within 6 days.", 6), term("We refund the fee of a gift within 8 days.", 8)]
    _, _, changed = compared(old, new)
    assert [(c.old.window, c.new.window) for c in changed] == [
        (old[0].window, new[0].window),
        (old[1].window, new[1].window),
    ]
