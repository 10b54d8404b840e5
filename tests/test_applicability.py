"""A term speaks to this customer, or it doesn't: validity, region, tier, thresholds and conditions."""

from __future__ import annotations

import datetime as dt

import pytest
from rulebook import FRIDAY, alike, passage, row, term

from assistant.applicability import compare, in_force, judge_condition, names_other, names_own, own_money, siblings
from assistant.facts import read_facts
from knowledge.passage import Standing
from knowledge.terms import Money

PLANS = [
    row("Plans", plan="Basic", credit="5%"),
    row("Plans", plan="Family", credit="10%"),
    row("Plans", plan="Club", credit="15%"),
]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("standing", "event_on", "holds"),
    [
        (Standing(), None, True),
        (Standing(effective_from=FRIDAY, effective_until=FRIDAY), None, True),
        (Standing(effective_from=day("2026-11-21")), None, False),
        (Standing(effective_until=day("2026-11-19")), None, False),
        (Standing(effective_until=day("2026-06-30"), orders_before=day("2026-07-01")), day("2026-06-12"), True),
        (Standing(effective_until=day("2026-06-30"), orders_before=day("2026-07-01")), day("2026-07-01"), False),
        (Standing(effective_until=day("2026-06-30"), orders_before=day("2026-07-01")), None, False),
        (Standing(orders_from=day("2026-07-01")), day("2026-06-12"), False),
        (Standing(orders_from=day("2026-07-01")), day("2026-07-02"), True),
    ],
)
def test_a_document_rules_in_its_time_only(standing: Standing, event_on: dt.date | None, holds: bool) -> None:
    rule = term("The fee is refunded within 7 days.", standing=standing)
    assert in_force(rule, FRIDAY, event_on) is holds


def test_values_that_exclude_one_another_are_read_from_a_column() -> None:
    groups = siblings(PLANS)
    assert frozenset({"basic", "family", "club"}) in groups.groups
    assert groups.active(read_facts([("plan", "Family")])) == {"family": frozenset({"basic", "club"})}
    assert groups.active(read_facts([("colour", "Family")])) == {}


def test_values_that_exclude_one_another_are_read_from_the_headings_of_a_matrix() -> None:
    matrix = [row("M", delay="3 hours", Silver="20%", Gold="40%"), row("M", delay="6 hours", Silver="50%", Gold="70%")]
    active = siblings(matrix).active(read_facts([("member_status", "Gold")]))
    assert list(active) == ["gold"] and "silver" in active["gold"]


def test_values_that_exclude_one_another_are_read_from_a_list() -> None:
    groups = siblings([passage("Regions: Ireland, Northern Ireland and Wales")])
    assert groups.active(read_facts([("region", "Wales")])) == {"wales": frozenset({"ireland", "northern ireland"})}


def test_the_longest_value_wins_where_one_holds_another() -> None:
    groups = siblings([passage("Regions: Ireland, Northern Ireland and Wales")])
    assert list(groups.active(read_facts([("region", "Northern Ireland")]))) == ["northern ireland"]


def test_a_clause_for_another_tier_is_told_from_one_for_mine_and_one_for_all() -> None:
    active = siblings(PLANS).active(read_facts([("plan", "Family")]))
    assert names_other("Club members get a new racket.", active)
    assert not names_other("Family members get a new racket.", active)
    assert not names_other("Family and Club members get a new racket.", active)
    assert not names_other("Everybody gets a new racket.", active)
    assert names_own("Family and Club members get a new racket.", active)


@pytest.mark.parametrize(
    ("text", "facts", "answer"),
    [
        ("for purchases above $250", {"purchase_price": "300.00 USD"}, "met"),
        ("for purchases above $250", {"purchase_price": "250.00 USD"}, "unmet"),
        ("for purchases of at least $250", {"purchase_price": "250.00 USD"}, "met"),
        ("if uptime is below 99.5%", {"uptime": "98.9%"}, "met"),
        ("if uptime is below 99.5%", {"uptime": "99.7%"}, "unmet"),
        ("a delay of 3 hours or more", {"delay": "3 hours"}, "met"),
        ("a delay of 3 hours or more", {"delay": "2 hours"}, "unmet"),
        ("a delay of more than 3 hours", {"delay": "3 hours"}, "unmet"),
    ],
)
def test_a_threshold_is_answered_by_the_facts(text: str, facts: dict[str, str], answer: str) -> None:
    judged = compare(text, read_facts(facts.items()), alike)
    assert judged is not None and judged.answer == answer


def test_a_threshold_without_a_fact_of_its_unit_is_not_answered() -> None:
    assert compare("above $250", read_facts([("price", "300.00 EUR")]), alike) is None
    assert compare("above $250", (), alike) is None


@pytest.mark.parametrize(
    ("condition", "facts", "answer"),
    [
        ("if the photos were received", {"photos": "2 received"}, "met"),
        ("if the photos were received", {"photos": "not received yet"}, "open"),
        ("if the seal is broken", {"seal": "broken"}, "met"),
        ("if the wetsuit was worn", {"wetsuit_worn": "no"}, "unmet"),
        ("if the technician missed the appointment", {"weather": "sunny"}, "open"),
    ],
)
def test_a_condition_is_answered_by_the_facts_first(condition: str, facts: dict[str, str], answer: str) -> None:
    assert judge_condition(condition, read_facts(facts.items()), (), alike).answer == answer


def test_what_only_the_customer_says_is_a_claim() -> None:
    said = ["The technician missed the appointment on Monday."]
    assert judge_condition("if the technician missed the appointment", (), said, alike).answer == "claimed"


def test_a_fact_outweighs_a_claim() -> None:
    said = ["The wetsuit was never worn."]
    judged = judge_condition("if the wetsuit was not worn", read_facts([("wetsuit_worn", "yes")]), said, alike)
    assert judged.answer == "unmet"


def test_of_two_sums_in_a_clause_the_one_of_my_region_counts() -> None:
    active = siblings([passage("Regions: Ireland, Wales")]).active(read_facts([("region", "Wales")]))
    quote = "The visit fee is EUR 45 in Ireland, GBP 29 in Wales."
    assert own_money(quote, active, None) == Money(value=29, currency="GBP")
    assert own_money(quote, {}, None) is None


@pytest.mark.parametrize(
    ("condition", "answer"),
    [
        ("From 90 minutes on", "unmet"),
        ("From 30 minutes on", "met"),
        ("a delay of 30 to 59 minutes", "met"),
        ("a delay of 60 to 119 minutes", "unmet"),
        ("If the ferry is 60 minutes late or more", "unmet"),
    ],
)
def test_a_measure_is_held_against_the_only_fact_that_is_told_in_it(condition: str, answer: str) -> None:
    told = read_facts((("delay_on_arrival", "47 minutes, outward"), ("fare", "20.00 GBP")))
    assert judge_condition(condition, told, (), alike).answer == answer


def test_of_two_conditions_joined_by_or_the_surer_counts() -> None:
    told = read_facts((("visit", "nobody came"),))
    assert judge_condition("If nobody came, or if we called it off late", told, (), alike).answer == "met"
