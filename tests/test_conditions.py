"""A condition is so, is not so, or is not known: thresholds, times and conditions in the policy's words."""

from __future__ import annotations

import pytest
from rulebook import alike

from assistant.conditions import compare, judge_condition
from assistant.facts import read_facts


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
