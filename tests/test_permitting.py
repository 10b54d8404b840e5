"""What each level may add, by the clause that says so and the facts that rule it out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from rulebook import case, row, terms

from assistant.permitting import barred, granted, granted_each, limits, permits
from assistant.remedies import Situation
from knowledge.terms import Term

ADVISER = row(
    Level="Adviser", Up_to="£30 (€35) voucher", Requirement="our own mistake, nothing given in the last 12 months"
)
CHIEF = row(Level="Head of Service", Up_to="above £300", Requirement="in writing")
AGENT = row(Role="Agent", Limit_per_case="up to 50", Condition="a mistake of ours")


def only(passage: object) -> Term:
    (found,) = terms(passage)  # type: ignore[arg-type]  # a passage, as rows are
    return found


def test_an_extra_has_a_limit_in_each_currency_that_its_clause_names() -> None:
    assert {(m.value, m.currency) for m in limits(only(ADVISER))} == {(Decimal(30), "GBP"), (Decimal(35), "EUR")}
    assert limits(only(CHIEF)) == []
    assert [(m.value, m.currency) for m in limits(only(AGENT))] == [(Decimal(50), "")]


def test_a_limit_without_a_currency_counts_in_each() -> None:
    (permit,) = permits((), terms(AGENT), case())
    for currency in ("EUR", "USD"):
        limit = permit.limit_in(currency)
        assert limit is not None and limit.value == 50


@pytest.mark.parametrize(("given", "allowed"), [("none", True), ("20 GBP in May", False)])
def test_what_was_given_lately_rules_an_extra_out(given: str, allowed: bool) -> None:
    found = permits((), terms(ADVISER), case(gestures_last_12_months=given))
    assert bool(found) is allowed


def test_what_the_customer_did_lately_rules_nothing_out() -> None:
    assert permits((), terms(ADVISER), case(requests_last_12_months="3"))


def test_a_leave_to_say_something_gives_nothing() -> None:
    assert not permits((), terms("Anyone may report a fault."), case())


def test_a_clause_that_a_fact_denies_is_barred() -> None:
    rules = terms(
        "A parcel that arrives more than 10 days after dispatch is refunded within 5 days.",
        row(Matter="late parcel", Region="Isles", Sum="$12"),
        row(Matter="late parcel", Region="Mainland", Sum="$7"),
    )
    here = case(region="Mainland", tables=[row(Matter="late parcel", Region="Isles", Sum="$12"), row(Matter="late parcel", Region="Mainland", Sum="$7")])  # fmt: skip
    out = barred(granted(rules, here), rules, here)
    assert {t.id for t in rules if "Isles" in t.quote} <= out
    assert not {t.id for t in rules if "Mainland" in t.quote} & out


def test_what_hangs_on_the_words_of_the_customer_is_judged_for_each_nearness_as_by_itself() -> None:
    """Cases that differ in how near the customer is taken to speak share what the facts answer, and nothing else."""
    rules = terms(
        "If the parcel is lost, we refund the price within 5 days. It is sent back within 3 days of the search being finished.",
        "Where the item arrives broken, a replacement is sent within 4 working days.",
        "We refund the delivery fee within 7 days for a late parcel.",
    )
    near = (1.0, 0.37, 0.0)

    def one(near: float) -> Situation:
        return replace(case(price_paid="40.00 GBP", delivery_fee="4.95 GBP", parcel="search not finished"), near=near)

    shared = one(0.0)
    together = granted_each(rules, [replace(shared, near=each) for each in near])
    assert together == [granted(rules, one(each)) for each in near]
    assert len({tuple(c.answer for c in found) for found in together}) > 1


def test_an_open_gate_holds_back_extras_too() -> None:
    rules = terms(
        AGENT, "A Field Review looks at such reports. Until the Field Review has ended, no credit is promised."
    )
    assert not permits((), rules, case(field_review="opened 2026-11-04, not ended"))
    assert permits((), rules, case(field_review="ended 2026-11-04"))


def test_how_often_it_was_so_before_rules_no_extra_out_of_this_time() -> None:
    assert permits((), terms(row(Role="Agent", Limit="up to 50", Condition="a failure of ours")), case(previous_failures="0"))  # fmt: skip
    assert not permits((), terms(row(Role="Agent", Limit="up to 50", Condition="a failure of ours")), case(failure_on_our_side="none"))  # fmt: skip


def test_how_far_something_is_is_no_sum() -> None:
    rules = terms("If the van does not come, we lend a bicycle within 8 miles and refund the tram fare.")
    given = permits(granted(rules, case(status="the van did not come")), rules, case(status="the van did not come"))
    assert given and all(permit.amount is None for permit in given)
