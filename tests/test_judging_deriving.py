"""A promise stands where a clause in force gives it its figures, whichever clause sounds nearest; and nowhere else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from rulebook import row, term, terms
from test_judging import check, permit, verdicts

from knowledge.terms import Money


def dollars(value: int) -> Money:
    return Money(value=Decimal(value), currency="USD")


LATE = permit(term("A late lesson is compensated with a credit of $10."), kind="credit", amount=dollars(10))
LOST = permit(term("A lost music book is compensated with a credit of $24."), kind="credit", amount=dollars(24))
OWN = permit(term("An adviser may add a credit of up to $20."), kind="credit", owed=False, amount=dollars(20))
LEAD = permit(
    term("A team leader may add a credit of up to $75."), kind="credit", owed=False, amount=dollars(75), level="supervisor"
)  # fmt: skip


@pytest.mark.parametrize("sum_", [5, 20])
def test_an_extra_is_judged_by_what_its_level_may_add_and_not_by_the_nearest_thing_owed(sum_: int) -> None:
    assert not check(f"For the trouble I can add a credit of ${sum_}.", LATE, OWN, LEAD).blocked


def test_an_extra_above_the_level_of_a_representative_needs_the_next_one_and_above_all_is_too_much() -> None:
    assert verdicts("For the trouble I can add a credit of $40.", LATE, OWN, LEAD) == {"needs_authority"}
    assert verdicts("For the trouble I can add a credit of $90.", LATE, OWN, LEAD) == {"too_much"}


def test_a_sum_that_another_clause_gives_to_the_cent_stands_and_one_between_two_clauses_does_not() -> None:
    assert not check("You will receive a credit of $24 for the book.", LATE, LOST).blocked
    assert check("You will receive a credit of $25 for the book.", LATE, LOST).blocked


def test_a_sum_is_never_taken_from_a_clause_that_names_none() -> None:
    vague = permit(term("Lessons that were not given are refunded within 5 days."), kind="refund")
    assert verdicts("We will refund $75 for the fine within 5 days.", vague) == {"unsupported"}


def test_a_sum_of_the_facts_stands_where_a_clause_names_the_very_time() -> None:
    vague = permit(term("Fees for lessons that were not given are refunded within 5 days."), kind="refund")
    facts = {"lesson fee": "75.00 USD"}
    assert not check("We will refund the fee of $75 for the lesson within 5 days.", vague, facts=facts).blocked
    assert check("We will refund the fee of $75 for the lesson within 3 days.", vague, facts=facts).blocked


def test_a_clause_nobody_spoke_of_gives_its_own_time_unless_the_facts_bar_it_or_another_disagrees() -> None:
    slow = permit(term("A refund is made within 9 business days."), kind="refund")
    again = term("A refund that failed once is released again within 4 business days.")
    text = "Your refund is released again within 4 business days of your answer."
    assert verdicts(text, slow) == {"too_soon"}
    assert not check(text, slow, current=(again,)).blocked
    assert check(text, slow, current=(again,), barred=frozenset({again.id})).blocked
    assert check(text, slow, current=(again,), yielding=((again, slow.term),)).blocked
    assert check(text, slow, current=(again,), hold=True).blocked


def test_a_row_names_its_sums_in_columns() -> None:
    (table,) = terms(row(Plan="Business", Missed_visit_UK="$48.00", Missed_visit_Ireland="$45.00"))
    assert not check("A missed visit gives a credit of $45.", LATE, current=(table,)).blocked
    assert check("A missed visit gives a credit of $46.", LATE, current=(table,)).blocked


def test_a_day_that_is_written_out_may_run_from_a_day_of_the_facts_and_tomorrow_may_not() -> None:
    booked = permit(
        term("A credit of $10 for a missed lesson is paid within 20 days."), kind="credit", amount=dollars(10)
    )
    facts = {"lesson missed on": "2026-11-01"}
    assert not check("We will credit $10 for the missed lesson by 21 November 2026.", booked, facts=facts).blocked
    assert check("We will credit $10 for the missed lesson by 24 November 2026.", booked, facts=facts).blocked
    assert check("We will credit $10 for the missed lesson tomorrow.", booked, facts=facts).blocked


def test_the_time_of_another_desk_is_no_time_for_this_answer() -> None:
    answer = permit(term("A complaint is answered within 10 business days."), kind="contact")
    safety = permit(term("The Safety Desk telephones anybody who was burnt within 1 business day."), kind="contact")
    assert verdicts("You will hear from us about your complaint tomorrow.", answer, safety) == {"too_soon"}


def test_goods_and_gifts_need_a_clause_that_speaks_of_them() -> None:
    hub = permit(term("Hubs must be back at the depot within 30 days."), kind="delivery")
    assert check("We will send you two free concert tickets.", hub).blocked


def test_public_holidays_of_another_country_delay_nothing() -> None:
    rule = permit(term("A faulty flute is replaced within 5 business days."))
    text = "We will replace the flute by 27 November 2026."  # the day after Thanksgiving
    assert verdicts(text, rule, facts={"price": "90.00 USD"}) == {"too_soon"}
    assert not check(text, rule, facts={"price": "90.00 GBP"}).blocked
    assert verdicts(text.replace("27", "26"), rule, facts={"price": "90.00 GBP"}) == {"too_soon"}


def test_what_comes_back_to_a_card_is_no_extra_that_a_representative_may_add() -> None:
    fee = permit(term("The tuition fee is refunded within 10 business days of the request."), amount=dollars(8))
    text = "You will see the $8 on your card within 2 business days."
    assert verdicts(text, fee, OWN) == {"too_soon"}
    assert verdicts("You will see the $19 on your card.", fee, OWN) == {"too_much"}
