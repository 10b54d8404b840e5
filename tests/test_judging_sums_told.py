"""Every sum that a letter tells has to come from somewhere."""

from __future__ import annotations

import pytest
from rulebook import term
from test_judging import SORRY, check, verdicts

FACTS = {"fee paid": "60.00 USD", "deposit": "18.50 USD", "nights": "2", "share": "25%"}


@pytest.mark.parametrize("told", ["That makes $120 for both nights.", "Together that comes to $78.50.", "That leaves $41.50.", "A quarter is $15 in all."])  # fmt: skip
def test_what_follows_from_the_facts_by_plain_reckoning_may_be_told(told: str) -> None:
    text = f"{SORRY}You paid a fee of $60 and a deposit of $18.50. {told}"
    assert not check(text, facts=FACTS).blocked


@pytest.mark.parametrize("told", ["That makes $137 for both nights.", "In all the refund comes to $93.10."])
def test_a_sum_from_nowhere_blocks_wherever_it_stands(told: str) -> None:
    text = f"{SORRY}You paid a fee of $60 and a deposit of $18.50. {told}"
    found = check(text, facts=FACTS)
    assert found.blocked
    assert any("nor a clause" in finding.why for finding in found.findings)


def test_a_sum_of_a_clause_in_force_may_be_told() -> None:
    rule = term("The daily sum is $9 in all.")
    assert verdicts("The sum is $9 for a day.", facts=FACTS) == {"unsupported"}
    assert not check("The sum is $9 for a day.", facts=FACTS, current=(rule,)).blocked


@pytest.mark.parametrize("told", ["You ask for $900.", "We can't pay the $900 back.", "You would like $900 in all."])
def test_what_the_customer_asks_for_and_what_is_refused_is_no_sum_of_ours(told: str) -> None:
    assert not check(f"{SORRY}{told}", facts=FACTS).blocked
