"""Terms, facts and a date give what may be promised; superseded, foreign, internal and closed ones give nothing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rulebook import case, passage, row, term, terms

from assistant.remedies import (
    Candidate,
    Situation,
    applies,
    candidates,
    kinds_wanted,
    open_gates,
    window_closed,
)
from knowledge.passage import Standing
from knowledge.terms import Money, Term

FEE = "The delivery fee is refunded within 7 business days of the request."
PLANS = [
    row("Plans", plan="Basic", credit="5% of the monthly fee"),
    row("Plans", plan="Club", credit="15% of the monthly fee"),
]


def permitted(found: tuple[Term, ...], situation: Situation) -> list[Candidate]:
    """What is not refused."""
    gates = [t for t in found if t.mode == "gate"]
    return [c for c in candidates(found, situation, gates=gates) if c.answer != "unmet"]


def sums(found: tuple[Term, ...], situation: Situation) -> list[str]:
    return [f"{c.amount.value} {c.amount.currency}" for c in permitted(found, situation) if c.amount]


def test_an_entitlement_in_force_is_permitted_with_its_sum_and_time() -> None:
    (only,) = permitted(terms(FEE), case(delivery_fee="9.95 USD"))
    assert (only.kind, only.amount) == ("refund", Money(value=Decimal("9.95"), currency="USD"))
    assert only.due is not None and only.due.bound == 7
    assert only.firm


@pytest.mark.parametrize(
    "standing",
    [
        Standing(effective_until=dt.date(2026, 10, 31), superseded_by="fees-2027"),
        Standing(effective_from=dt.date(2026, 12, 1)),
        Standing(internal=True),
        Standing(orders_from=dt.date(2026, 11, 10)),
        Standing(orders_before=dt.date(2026, 1, 1)),
    ],
    ids=["superseded", "not yet effective", "internal", "for later orders", "for earlier orders"],
)
def test_a_source_that_does_not_rule_permits_nothing(standing: Standing) -> None:
    assert permitted(terms(FEE, standing=standing), case(delivery_fee="9.95 USD", order_date="2026-11-02")) == []


def test_an_earlier_version_still_rules_the_orders_of_its_time() -> None:
    old = Standing(effective_until=dt.date(2026, 10, 31), orders_before=dt.date(2026, 11, 1))
    found = terms(FEE, standing=old)
    assert permitted(found, case(delivery_fee="9.95 USD", order_date="2026-10-20"))
    assert not permitted(found, case(delivery_fee="9.95 USD", order_date="2026-11-02"))


def test_a_clause_of_another_tier_permits_nothing() -> None:
    rule = term("Club members get a refund of the guest fee within 5 days.")
    assert not applies(rule, case(tables=PLANS, plan="Basic"))
    assert applies(rule, case(tables=PLANS, plan="Club"))


def test_a_row_of_another_tier_permits_nothing() -> None:
    found = terms(*PLANS)
    assert sums(found, case(tables=PLANS, plan="Basic", monthly_fee="40.00 EUR")) == ["2.00 EUR"]
    assert sums(found, case(tables=PLANS, plan="Club", monthly_fee="40.00 EUR")) == ["6.00 EUR"]


def test_a_clause_of_another_region_permits_nothing() -> None:
    regions = [passage("Regions: Ireland, Wales")]
    rule = term("Customers in Ireland receive a refund of the visit fee within 5 days.")
    assert not applies(rule, case(tables=regions, region="Wales"))
    assert applies(rule, case(tables=regions, region="Ireland"))


def test_a_fee_that_was_not_paid_is_not_refunded() -> None:
    assert permitted(terms(FEE), case(delivery_fee="0.00 USD")) == []


@pytest.mark.parametrize(
    ("text", "facts", "total"),
    [
        ("The ticket price is refunded in full.", {"ticket_price": "80.00 EUR"}, "80.00 EUR"),
        (
            "If a courier loses a parcel, the price and the delivery fee are refunded within 8 days of the claim.",
            {"price": "120.00 EUR", "delivery_fee": "6.50 EUR", "parcel": "lost by the courier"},
            "126.50 EUR",
        ),
        ("We refund 30% of the ticket price.", {"ticket_price": "80.00 EUR"}, "24.00 EUR"),
        ("We refund 15% of the ticket price.", {"ticket_price": "33.33 EUR"}, "5.00 EUR"),
        ("A missed visit is compensated with a credit of £25.", {"visit": "missed"}, "25 GBP"),
    ],
)
def test_the_sum_is_worked_out_from_the_facts(text: str, facts: dict[str, str], total: str) -> None:
    assert sums(terms(text), case(**facts)) == [total]


@given(st.integers(1, 100), st.integers(1, 10_000_000))
def test_a_percentage_of_a_price_never_exceeds_the_price(percent: int, cents: int) -> None:
    price = Decimal(cents) / 100
    (only,) = candidates(terms(f"We refund {percent}% of the ticket price."), case(ticket_price=f"{price:.2f} EUR"))
    assert only.amount is not None
    assert only.amount.value <= price
    assert abs(only.amount.value - price * percent / 100) <= Decimal("0.005")


def test_a_percentage_of_a_sum_nobody_knows_stays_a_percentage() -> None:
    (only,) = permitted(terms("We refund 30% of the ticket price."), case(seat="12B"))
    assert (only.amount, only.percent) == (None, Decimal(30))


def test_sums_of_two_currencies_are_not_added() -> None:
    text = "The price and the delivery fee are refunded within 8 days of the claim."
    assert sums(terms(text), case(price="120.00 EUR", delivery_fee="6.50 USD")) == ["120.00 EUR"]


def test_a_closed_reporting_window_declines_with_its_clause() -> None:
    found = terms(
        "Damage must be reported within 14 days of delivery.\nA damaged mattress is replaced within 9 business days."
    )
    late = case(delivered_on="2026-10-01", damage="torn cover")
    in_time = case(delivered_on="2026-11-10", damage="torn cover")
    (refused,) = [c for c in candidates(found, late) if c.kind == "replacement"]
    assert (refused.answer, refused.reason) == ("unmet", "Damage must be reported within 14 days of delivery.")
    assert [c.kind for c in permitted(found, in_time) if c.kind == "replacement"] == ["replacement"]


@pytest.mark.parametrize(("delivered", "closed"), [("2026-11-06", False), ("2026-11-05", True)])
def test_a_window_closes_the_day_after_its_last_day(delivered: str, closed: bool) -> None:
    rule = term("Damage must be reported within 14 days of delivery.")
    assert window_closed(rule, case(delivered_on=delivered)) is closed


def test_without_the_date_nobody_knows_whether_a_window_is_closed() -> None:
    assert window_closed(term("Damage must be reported within 14 days of delivery."), case(colour="red")) is None


def test_an_open_gate_holds_back_what_it_speaks_of() -> None:
    found = terms(
        "Until the flood inspection has ended, no refund is promised.\n"
        "The rent is refunded within 10 days of the request.",
        section="4 Floods",
    )
    waiting = case(rent="900.00 EUR", flood_inspection="not finished yet")
    ended = case(rent="900.00 EUR", flood_inspection="ended 2026-11-18")
    gate = next(t for t in found if t.mode == "gate")
    assert open_gates([gate], waiting, [gate]) and not open_gates([gate], ended, [gate])
    assert permitted(found, waiting) == []
    assert sums(found, ended) == ["900.00 EUR"]


def test_a_gate_without_a_comma_waits_for_what_the_sentence_before_it_names() -> None:
    """A refund that was not paid yet is no flood inspection that has not ended."""
    found = terms(
        "A Flood Inspection takes up to 14 days. Until it has ended no refund, credit or new lease is promised.\n"
        "The rent is refunded within 10 days of the request.",
        section="4 Floods",
    )
    gate = next(t for t in found if t.mode == "gate")
    unpaid = case(rent="900.00 EUR", refund_paid="not yet", flood_damage_report="none yet")
    waiting = case(rent="900.00 EUR", flood_inspection="opened 2026-11-16")
    assert not open_gates([gate], unpaid, found)
    assert open_gates([gate], waiting, found)


def test_what_is_looked_at_holds_back_until_it_is_here() -> None:
    """The rule on photographs stands above what the page gives; only the check is left."""
    rule = "A photo is looked at within 2 days of reaching us. Before that, offer the check and nothing else."
    found = terms(
        passage(rule, section="2 Telling us", path="f.md"),
        passage("The rent is refunded within 10 days of the request.", section="4 Floods", path="f.md"),
    )
    waiting, here = (
        case(rent="900.00 EUR", reported_on="2026-11-16", photo=photo)
        for photo in ("none received", "received 2026-11-18")
    )
    assert [c.kind for c in permitted(found, waiting)] == ["investigation"]
    assert sums(found, waiting) == [] and sums(found, here) == ["900.00 EUR"]


def test_until_a_check_has_ended_its_opening_holds_back() -> None:
    found = terms(
        "Until the check has ended, promise neither money nor another room.\n"
        "The rent is refunded within 10 days of the request.",
        section="3 Keys that are lost",
    )
    gate = next(t for t in found if t.mode == "gate")
    assert open_gates([gate], case(rent="900.00 EUR", warden_check="opened 2026-11-15"), found)
    assert not open_gates([gate], case(rent="900.00 EUR", warden_check="ended 2026-11-18"), found)


def test_every_alternative_of_a_choice_is_permitted() -> None:
    found = terms("The member chooses either a refund of the price or a replacement.")
    assert {c.kind for c in permitted(found, case(price="60.00 EUR"))} == {"refund", "replacement"}


def test_a_condition_that_is_still_open_waits() -> None:
    found = terms("Once the lab has confirmed the fault, the price is refunded within 10 business days.")
    (only,) = permitted(found, case(price="60.00 EUR", lab_confirmation="not confirmed yet"))
    assert not only.firm and only.waits_for


@pytest.mark.parametrize(
    "text",
    [
        "The fee is refunded up to 10 days before the first lesson.",
        "Pupils can move to another course up to 10 days before the first lesson.",
    ],
)
def test_what_is_allowed_until_some_days_before_an_event_is_over_after_it(text: str) -> None:
    known = {"fee": "80.00 EUR"}
    assert len(permitted(terms(text), case(first_lesson="2026-12-09", **known))) == 1
    assert permitted(terms(text), case(first_lesson="2026-11-09", **known)) == []
    assert permitted(terms(text), case(first_lesson="2026-12-01", cancelled_on="2026-11-28", **known)) == []


def test_of_a_condition_that_names_the_own_region_first_the_rest_is_asked() -> None:
    fares = [row("Fares", region="Fjords", hire="5 EUR"), row("Fares", region="Isles", hire="9 EUR")]
    rule = terms("Isles accounts: the hire charge is refunded if the sail is torn.")
    (torn,) = permitted(rule, case(tables=fares, region="Isles", hire_charge="12.00 EUR", sail="torn"))
    assert torn.firm and torn.waits_for is None
    (open_still,) = permitted(rule, case(tables=fares, region="Isles", hire_charge="12.00 EUR", sail="at the loft"))
    assert not open_still.firm
    assert permitted(rule, case(tables=fares, region="Fjords", hire_charge="12.00 EUR", sail="torn")) == []


def test_a_claim_that_is_paid_in_a_time_is_not_the_price_that_was_paid() -> None:
    known = case(price="80.00 EUR", accepted="2026-11-18")
    assert sums(terms("Approved claims are paid within 10 days of acceptance."), known) == []
    assert sums(terms("Approved refunds are made within 10 days of acceptance."), known) == ["80.00 EUR"]


def test_a_denied_condition_permits_nothing() -> None:
    found = terms("If the swimsuit was not worn, the price is refunded within 10 business days.")
    assert permitted(found, case(price="60.00 EUR", swimsuit_worn="yes")) == []


def test_a_clause_for_staff_is_no_remedy() -> None:
    assert permitted(terms("Offer the refund of the fee only when asked."), case(fee="5.00 EUR")) == []


def test_extras_and_bans_are_no_entitlements() -> None:
    found = terms("A supervisor may add a goodwill credit of up to $40.\nOpened medicines are not refunded.")
    assert candidates(found, case(price="60.00 EUR")) == []


@pytest.mark.parametrize(
    ("text", "facts", "total"),
    [
        (
            "A member who gives up a pack is refunded the price of the unused sessions less 20%, within 5 days of the request.",
            {"pack": "ten sessions, 320.00 GBP", "sessions_unused": "6"},
            "153.60",
        ),
        (
            "The deposit is returned within 21 days of the inspection, less unpaid rent and the charges below.",
            {"deposit": "120.00 GBP", "charge_cleaning": "35.00 GBP", "unpaid_rent": "none"},
            "85.00",
        ),
        (
            "Fees collected after the day of death are refunded within 10 days.",
            {"fees_collected_after": "2026-08-03, 2026-09-01 and 2026-10-01, 36.00 GBP each"},
            "108.00",
        ),
    ],
)
def test_what_is_left_over_taken_off_or_told_for_several_days_is_worked_out(
    text: str, facts: dict[str, str], total: str
) -> None:
    assert f"{total} GBP" in sums(terms(text), case("I give up my pack.", **facts))


def test_nothing_is_said_of_a_sum_from_which_an_unknown_one_is_taken() -> None:
    found = permitted(terms("The deposit is returned within 21 days, less unpaid rent."), case(deposit="120.00 GBP"))
    assert [candidate.amount for candidate in found] == [None]


def test_a_cell_that_gives_nothing_to_the_own_tier_permits_nothing() -> None:
    rows = [
        row(event="lost day", basic="none", plus="20 GBP", form="credit"),
        row(event="late visit", basic="5 GBP", plus="10 GBP", form="credit"),
    ]
    found = permitted(terms(*rows), case(plan="Basic", tables=rows))
    assert [str(candidate.amount.value) for candidate in found if candidate.amount] == ["5"]


def test_kinds_of_a_thing_that_are_written_as_names_exclude_one_another() -> None:
    rules = [
        passage(
            "For a late Steady parcel, half of the charge is refunded. For a Timed parcel, the whole charge is refunded."
        )
    ]
    found = permitted(terms(*rules), case(service="Steady", charge="12.40 GBP", tables=rules))
    assert [str(candidate.amount.value) for candidate in found if candidate.amount] == ["6.20"]


@pytest.mark.parametrize(
    ("text", "facts", "total"),
    [
        (
            "Where the bill is more than 10% above the estimate, we waive the part above the estimate plus 10%. "
            "That part is refunded within 9 days.",
            {"written_estimate": "500.00 GBP", "final_bill": "700.00 GBP"},
            "150.00",
        ),
        (
            "A guest is owed 25% of the room fee they paid.",
            {"bill_paid": "78.20 GBP (room fee 46.80, drinks 31.40)"},
            "11.70",
        ),
        (
            "The ticket price is refunded within 7 days.",
            {"ticket_price_each": "74.00 GBP", "tickets": "2"},
            "148.00",
        ),
        (
            "The resale price and the resale fee are refunded within 7 days.",
            {"resale_price_each": "90.00 GBP", "resale_fee": "12%", "tickets": "2"},
            "201.60",
        ),
        (
            "If two visits fail, the call-out fees of both visits are refunded within 9 days of the request.",
            {"visits": "two failed", "call_out_fee_visit_1": "18.00 GBP, paid", "call_out_fee_visit_2": "21.50 GBP"},
            "39.50",
        ),
        (
            "The guest gets back the difference between the sea view price and the garden view price for the same room.",
            {"room_rate": "310.00 GBP", "garden_view_price_same_room": "245.00 GBP", "parking_supplement": "20.00 GBP"},
            "65.00",
        ),
        (
            "The ticket price is refunded. In the UK the booking fee is refunded as well.",
            {"ticket_price": "60.00 GBP", "booking_fee": "4.50 GBP"},
            "64.50",
        ),
    ],
)
def test_sums_are_worked_out_from_what_the_facts_tell(text: str, facts: dict[str, str], total: str) -> None:
    assert f"{total} GBP" in sums(terms(text), case(**facts))


def test_of_several_things_bought_the_heading_says_which_is_meant() -> None:
    found = terms("B2. Food and toys. The price is refunded within 8 days.")
    items = "tablets 63.80 GBP (medicine); biscuits 38.50 GBP (food)"
    assert sums(found, case(items_price=items)) == ["38.50 GBP"]


def test_a_share_of_one_alternative_is_not_the_share_of_the_other() -> None:
    rule = term(
        "When a show is cancelled, the customer chooses between a credit note of 110% of the ticket price "
        "and a refund of the ticket price within 10 working days."
    )
    found = {
        c.kind: c.amount.value if c.amount else None
        for c in candidates([rule], case("Cancelled!", ticket_price="40.00 GBP"))
    }
    assert found["credit"] == Decimal("44.00")
    assert found["refund"] != Decimal("44.00")


def test_a_choice_gives_each_thing_its_own_time() -> None:
    found = terms("The customer chooses between a new lamp, dispatched within 2 days, and a refund within 6 days.")
    times = {c.kind: c.due.bound for c in permitted(found, case(price_paid="20.00 GBP")) if c.due}
    assert times["refund"] == 6
    assert times["delivery"] == 2


def test_what_the_customer_did_is_not_what_we_did() -> None:
    found = terms("If we cancel a course, the deposit is refunded within 5 days.")
    assert permitted(found, case(cancelled_by_us="2026-11-03", deposit="90.00 GBP"))
    assert not permitted(found, case(cancelled_by_client="2026-11-03", deposit="90.00 GBP"))


def test_what_stands_under_a_condition_that_is_open_waits_for_it() -> None:
    found = terms("If the oven was recalled, we tell you so. The price is refunded in full within 5 days.")
    refunds = [c for c in candidates(found, case(price_paid="200.00 GBP")) if c.kind == "refund"]
    assert refunds
    assert not any(candidate.firm for candidate in refunds)


def test_a_clause_on_mistakes_is_not_for_a_case_without_one() -> None:
    found = terms("M4. Packing mistakes. The price is refunded within 6 days.")
    assert permitted(found, case(price_paid="20.00 GBP"))
    assert not permitted(found, case(price_paid="20.00 GBP", mistake_on_our_side="none"))


def test_of_figures_for_several_names_the_own_one_counts() -> None:
    text = (
        "A dead line is repaired no later than 3 days after the report for Home, 2 days for Home Plus and 1 day for Work. "
        "For each lost day a credit of 5% of the monthly fee (Home and Home Plus) or 10% of it (Work) is owed."
    )
    page = passage(text)
    for plan, days, credit in (("Home 500", 3, "2.00"), ("Work 500", 1, "4.00")):
        facts = {"plan": plan, "monthly_fee": "40.00 EUR", "lost_days": "1", "reported_on": "2026-11-02"}
        found = permitted(terms(page), case(tables=[page], **facts))
        assert [c.due.bound for c in found if c.kind == "repair" and c.due] == [days]
        assert [str(c.amount.value) for c in found if c.kind == "credit" and c.amount] == [credit]


def test_what_a_row_says_that_the_customer_pays_is_not_given() -> None:
    rows = [row(country="Ireland", credit_when_we_miss_it="EUR 30", charge_for_an_abortive_visit="EUR 45")]
    assert sums(terms(*rows), case(country="Ireland", tables=rows)) == ["30 EUR"]


def test_a_sum_told_several_times_over_is_counted() -> None:
    assert sums(terms("The charge is refunded in full within 5 days."), case(charge="5 x 18.50 EUR")) == ["92.50 EUR"]


def test_a_sum_wanted_back_today_is_a_refund() -> None:
    assert kinds_wanted(["your $86.50 back today"]) == {"refund"}
    assert kinds_wanted(["bring it back to the shop"]) == frozenset()


def test_a_document_for_another_region_permits_nothing() -> None:
    inner = passage(FEE, path="inner.md", standing=Standing(regions=("Inner Ring",)))
    outer = passage(FEE, path="outer.md", standing=Standing(regions=("Outer Isles",)))
    mine = case(tables=[inner, outer], region="Outer Isles, north", delivery_fee="9.95 USD")
    assert [applies(t, mine) for t in terms(inner, outer)] == [False, True]
    unknown = case(tables=[inner, outer], delivery_fee="9.95 USD")
    assert all(applies(t, unknown) for t in terms(inner, outer))


def test_a_region_is_not_set_against_the_one_that_it_lies_in() -> None:
    whole = passage(FEE, path="eu.md", standing=Standing(regions=("EU",)))
    part = passage(FEE, path="ireland.md", standing=Standing(regions=("Ireland",)))
    assert all(applies(t, case(tables=[whole, part], region="Ireland")) for t in terms(whole, part))


def test_what_a_clause_goes_on_about_is_for_those_of_whom_the_one_before_it_speaks() -> None:
    tables = [row("Passes", pass_="Basic", back="none"), row("Passes", pass_="Club", back="all")]
    rule = (
        "A Basic pass is not refunded. If it is handed back before the season, the card charge of 6 EUR is paid back."
    )
    basic, club = (
        case("I handed my pass back.", tables=tables, plan=plan, pass_handed_back="2026-11-02, before the season")
        for plan in ("Basic", "Club")
    )
    assert (sums(terms(rule), basic), sums(terms(rule), club)) == (["6 EUR"], [])


def test_until_then_does_not_wait_for_what_was_granted() -> None:
    """A refund that was not paid yet is no decision of the Workshop that is still to come."""
    found = terms(
        "A charge that the Workshop finds wrong is refunded within 9 days of its decision.\nUntil then nobody says that it was wrong."
    )
    gate = next(t for t in found if t.mode == "gate")
    assert not open_gates([gate], case(refund_status="in process, not paid yet"), found)
    assert open_gates([gate], case(workshop_decision="not made yet"), found)


def test_the_days_that_say_which_course_are_not_what_is_paid_for() -> None:
    rule = terms(
        "A course cancelled 21 days or more before the start is refunded less a fee of 20% of the course price."
    )
    told = case(
        "I cancelled my course.", days_before_the_start="25", course_price="410.00 EUR", cancelled_on="2026-11-05"
    )
    assert sums(rule, told) == ["328.00 EUR"]


@pytest.mark.parametrize(
    ("facts", "owed"),
    [
        ({"tour_price": "158.00 EUR, 2 people"}, ["158.00 EUR"]),
        ({"tour_price": "158.00 EUR, return"}, []),
        ({"tour_price": "158.00 EUR", "total_paid": "316.00 EUR"}, []),
    ],
)
def test_an_unused_thing_comes_to_the_one_price_that_was_paid_for_it(facts: dict[str, str], owed: list[str]) -> None:
    rule = terms("The rider chooses between the next tour, at no extra cost, and a refund of the unused tour.")
    assert sums(rule, case("The tour was cancelled.", tour="cancelled", **facts)) == owed
