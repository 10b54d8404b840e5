"""What is left, what was not had, and how late it came: sums that a clause leaves to the words before it and to two facts."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from rulebook import FRIDAY, case, passage, row, term, terms
from test_remedies import permitted

from assistant import Complaint, load_settings, open_desk
from assistant.case import Amount, Due, Plan, Remedy
from assistant.facts import read_facts
from assistant.letter import promise_sentence
from assistant.measures.arrivals import arrival
from assistant.phrases import parse
from assistant.planning import Decision
from assistant.remedies import Situation, candidates
from knowledge.passage import Passage

ENGLISH = parse("en", files("prompts.letters").joinpath("en.md").read_text(encoding="utf-8"))


def owed(text: str, *spoken: str, **facts: str) -> list[float]:
    """The sums that the clauses of a section come to."""
    found = candidates(terms(text), case(*(spoken or ("Nothing worked.",)), **facts))
    return [float(c.amount.value) for c in found if c.amount and c.answer != "unmet"]


def of_tables(rules: str, rows: list[Passage], known: Situation) -> list[tuple[str, float]]:
    """What the clauses that are no rows come to, with their kinds."""
    found = permitted(terms(rules, *rows), known)
    return [(c.kind, float(c.amount.value)) for c in found if c.amount and not c.term.cells]


STAY = "Cancelled 20 to 6 days before arrival: the deposit is kept and the rest of the stable fee is refunded."


def test_the_rest_of_a_fee_is_what_is_left_once_what_is_kept_is_taken_off() -> None:
    facts = {"stable_fee_paid": "300.00 GBP (6 nights at 50.00 GBP)", "days_before_arrival": "9"}
    assert owed(STAY, deposit_part="75.00 GBP", **facts) == [225.0]
    assert owed(STAY, **facts) == []  # how much is kept nobody tells


def test_the_other_half_is_half_of_what_the_words_before_it_name() -> None:
    rule = "Cancelled 5 days or fewer before arrival: half of the stable fee is kept and the other half is refunded."
    assert owed(rule, stable_fee_paid="300.00 GBP", days_before_arrival="3") == [150.0]


def test_what_a_paragraph_says_after_its_case_is_said_of_that_case() -> None:
    rules = terms("Cancelled 20 to 6 days before arrival: the deposit is kept. The rest of the stable fee is refunded.")
    (refund,) = [t for t in rules if t.kind == "refund" and t.mode == "entitlement"]
    assert refund.condition == "Cancelled 20 to 6 days before arrival"
    assert refund.of == "the stable fee less the deposit"


def test_extras_that_a_fact_calls_unused_are_all_of_them() -> None:
    rule = "Extras that were not used are refunded within 8 days."
    assert owed(rule, extras_paid="22.00 GBP brushing, not used") == [22.0]
    assert owed(rule, extras_paid="22.00 GBP brushing, half of it used") == []


def test_what_is_refunded_in_each_of_these_cases_comes_on_top_of_each() -> None:
    rules = (
        "2.1 Cancelled 5 days or fewer before arrival: half of the stable fee is kept and the other half is refunded.\n"
        "2.2 Extras that were not used are refunded in every one of these cases."
    )
    told = owed(rules, stable_fee_paid="300.00 GBP", days_before_arrival="3", extras_paid="22.00 GBP, not used")
    assert 172.0 in told


def test_of_several_things_only_those_are_paid_back_that_the_customer_did_not_have() -> None:
    rule = "If the owner comes early, extras booked for those nights are refunded within 8 days of collection."
    facts = {"extras_paid": "10 walks at 6.00 GBP", "owner": "came early"}
    assert owed(rule, "I came early to collect him.", walks_not_given="4", **facts) == [24.0]


def test_a_difference_is_given_for_as_many_nights_as_the_lower_room_was_given() -> None:
    rule = "When a guest is given a lower room than booked, the difference in the nightly price is refunded for each night affected."
    told = owed(
        rule, room_booked="Lake room, 46.00 GBP a night", room_given="Yard room, 34.00 GBP a night (4 nights)",
        check_in="2026-11-02", check_out="2026-11-08",
    )  # fmt: skip
    assert told == [48.0]


def test_one_payment_that_is_kept_back_comes_off_also_where_it_is_told_in_more_words_than_its_fact() -> None:
    rule = "We pay back the credit balance less one monthly standing order payment, which stays on the account for the winter."
    assert owed(rule, credit_balance="386.40 GBP", monthly_standing_order="124.00 GBP") == [262.40]


def test_a_figure_without_its_money_is_in_the_money_in_which_the_customer_pays() -> None:
    rule = "If the crew is late, we credit 25 for each full hour of delay, up to 60."
    window = {"arrival_window": "08:00-10:00", "crew_arrived": "12:20"}
    assert owed(rule, price="940.00 GBP", **window) == [50.0]
    assert owed(rule, price="940.00 GBP", bond="100.00 EUR", **window) == []
    assert owed(rule, price="940.00 GBP", arrival_window="08:00-10:00", crew_arrived="14:20") == [60.0]


def test_receipts_for_several_nights_are_all_of_them_up_to_the_limit_for_as_many() -> None:
    rule = "If the goods are late, a hotel is paid against receipts, up to 110 EUR a night."
    assert owed(rule, goods="late", hotel_receipts="2 nights at 128.00 EUR, received 2026-11-17") == [220.0]
    assert owed(rule, goods="late", hotel_receipts="2 nights at 90.00 EUR, received 2026-11-17") == [180.0]


def test_a_fee_for_one_period_is_the_one_that_a_fact_tells_by_the_period() -> None:
    rule = "If we cannot open the locker, a quarter of the fee for one period is credited on the next invoice."
    told = owed(rule, locker="Medium, 96.00 EUR per period", visit="locker not opened", hire_van="89.00 EUR")
    assert told == [24.0]


@pytest.mark.parametrize(("ticket", "share"), [("86.40 GBP return", 21.6), ("86.40 GBP single", 43.2)])
def test_one_leg_of_a_return_ticket_is_half_of_its_price(ticket: str, share: float) -> None:
    rule = "If the train was late, 50% of the fare for the delayed leg is refunded."
    assert owed(rule, train="late", ticket_price=ticket) == [share]


# Tables

REMEDIES = [
    row("Remedies", path="remedies.csv", event="delay_allowance", amount="£25 per full week up to £150", form="voucher"),
    row("Remedies", path="remedies.csv", event="missed_slot", amount="£35", form="voucher"),
    row("Remedies", path="remedies.csv", event="second_missed_slot", amount="£70", form="voucher"),
]  # fmt: skip
SHIPPED = {"delivery_week": "2026-10-05 to 2026-10-11", "delivered_on": "2026-11-05", "price": "1,890.00 GBP"}


def test_a_clause_that_calls_a_row_by_its_name_takes_it_counted_as_the_row_says() -> None:
    rule = "For every full week of delay the delay allowance in the remedy table is due."
    assert of_tables(rule, REMEDIES, case("It came late.", tables=REMEDIES, **SHIPPED)) == [("credit", 75.0)]


def test_a_row_is_counted_by_the_delay_of_which_its_name_speaks() -> None:
    found = candidates(terms(*REMEDIES), case("The delay cost me a lot.", tables=REMEDIES, **SHIPPED))
    assert 75.0 in [float(c.amount.value) for c in found if c.amount]


def test_of_two_rows_that_a_clause_calls_it_means_the_one_with_the_longer_name() -> None:
    rows = [
        row("Boxes", path="boxes.csv", event="late_box", amount="£5", form="voucher"),
        row("Boxes", path="boxes.csv", event="late_cold_box", amount="£9", form="voucher"),
    ]
    rule = "For every late cold box the allowance in the table is due."
    assert of_tables(rule, rows, case("My late cold box was no joy.", tables=rows)) == [("credit", 9.0)]


def test_a_table_is_meant_also_by_the_code_of_its_document_and_of_two_names_the_one_that_is_said_whole() -> None:
    rule = "The payment in KD-REM is credited within 12 days of the missed slot."
    assert of_tables(rule, REMEDIES, case("You missed the slot.", tables=REMEDIES)) == [("credit", 35.0)]


STEPS = [
    row("2 Late ferries", path="delays.html", route=group, arrival_delay=step, share_of_the_leg_fare=share)
    for group, step, share in (
        ("Short Sound (up to 4 hours)", "90 minutes or more", "20%"), ("Short Sound (up to 4 hours)", "3 hours or more", "40%"),
        ("Great Bight (over 4 hours)", "2 hours or more", "20%"), ("Great Bight (over 4 hours)", "5 hours or more", "40%"),
    )
]  # fmt: skip
PAID = passage("Compensation is paid to the original payment method within 21 days of the claim.", path="delays.html", section="2 Late ferries")  # fmt: skip


@pytest.mark.parametrize(
    ("route", "delay", "value"),
    [
        ("Alm-Rook (Great Bight)", "2 h 40 min", 40.0),
        ("Alm-Rook (Great Bight)", "5 h 10 min", 80.0),
        ("Nor-Sund (Short Sound)", "1 h 50 min", 40.0),
        ("Nor-Sund (Short Sound)", "3 h 40 min", 80.0),
    ],
)
def test_of_a_table_of_steps_by_groups_one_row_is_for_the_case_paid_as_its_section_says(
    route: str, delay: str, value: float
) -> None:
    known = case(
        "The ferry was late.", route=route, arrival_delay=delay, departure_delay="55 min", leg_fare="200.00 GBP"
    )
    found = [c for c in permitted(terms(PAID, *STEPS), known) if c.singled_out]
    assert [(c.kind, float(c.amount.value), c.due.bound) for c in found if c.amount and c.due] == [
        ("refund", value, 21)
    ]


# When it came


@pytest.mark.parametrize(
    ("facts", "days", "minutes"),
    [
        ({"delivery_week": "2026-10-05 to 2026-10-11", "delivered_on": "2026-11-05"}, 25, None),
        ({"arrival_window": "08:00-10:00", "crew_arrived": "14:20"}, 0, 260),
        ({"booked_window": "2026-09-23 08:00-13:00", "delivered_at": "2026-09-23 12:10"}, 0, -50),
    ],
)
def test_how_late_it_came_is_told_by_when_it_was_due_and_when_it_came(
    facts: dict[str, str], days: int, minutes: int | None
) -> None:
    told = arrival(read_facts(facts.items()))
    assert told is not None and (told.days, told.minutes) == (days, minutes)


def test_of_two_days_on_which_it_may_have_come_none_is_guessed() -> None:
    facts = {"agreed_day": "2026-11-02", "first_part_delivered": "2026-11-04", "rest_delivered": "2026-11-09"}
    assert arrival(read_facts(facts.items())) is None


def test_the_customers_own_money_comes_back_and_is_no_gift() -> None:
    (found,) = candidates([term("A closing credit is returned within 10 days.")], case(closing_credit="88.15 GBP"))
    assert (found.kind, found.amount is not None and float(found.amount.value)) == ("refund", 88.15)


def test_what_may_be_done_up_to_a_time_is_the_customers_time() -> None:
    found = term("A crate can be taken off the order up to 3 business days after the order confirmation.")
    assert found.due is None


def test_of_two_sums_of_which_a_clause_names_one_alone_no_difference_is_made() -> None:
    rule = "A Gold holder who was charged the full gate price is refunded the difference within 12 days."
    assert owed(rule, gate_tickets="2 at 58.00 GBP, full gate price charged", parking_paid="6.00 GBP") == []
    assert owed("The difference is refunded within 12 days.", old_rate="58.00 GBP", new_rate="50.00 GBP") == [8.0]


def test_what_is_given_for_each_week_is_given_where_a_fact_counts_the_weeks() -> None:
    rule = "For each full week that it stands longer, 40 EUR is set off against the final invoice."
    known = case("The scaffold still stands.", full_weeks_over="2", scaffold="still standing")
    (found,) = candidates(terms(rule), known)
    assert (found.answer, found.amount is not None and float(found.amount.value)) == ("met", 80.0)


DELAYS = b"""# Late ferries

## 1 Words
Arrival delay is the time between the timetable and the moment the ramp is lowered.

## 2 Compensation for a late arrival

| Route group | Arrival delay | Share of the leg fare |
|---|---|---|
| Short Sound (up to 4 hours) | 90 minutes or more | 20% |
| Short Sound (up to 4 hours) | 3 hours or more | 40% |
| Great Bight (over 4 hours) | 2 hours or more | 20% |
| Great Bight (over 4 hours) | 5 hours or more | 40% |

Compensation is claimed within 60 days of the sailing and is paid to the original payment method within 21 days of the claim.
"""


def test_the_row_that_is_for_the_case_is_as_likely_as_what_its_section_says(tmp_path: Path) -> None:
    desk = open_desk(load_settings(tmp_path, environ={}))
    try:
        desk.knowledge.add("delays.md", DELAYS)
        facts = (("route", "Alm-Rook (Great Bight)"), ("arrival_delay", "5 h 10 min"), ("leg_fare", "200.00 GBP"))
        text = "Our ferry was more than five hours late. I want compensation for the late arrival."
        made = desk.preview(Complaint(text=text, received_on=FRIDAY, facts=facts))
        told = [(r.kind, float(r.amount.value)) for r in made.plan.remedies if r.amount]
        assert told == [("refund", 80.0)]
    finally:
        desk.close()


def test_a_share_to_which_something_comes_is_told_by_the_sum_alone() -> None:
    rule = term("Half of the stable fee is refunded within 8 days.")
    rest: dict[str, Any] = {"kind": "refund", "basis": "owed", "due": Due(value=8, unit="days"), "term": rule.id}
    known = Decision(Plan(), None, None, {rule.id: rule}, (), False)
    alone = Remedy(**rest, amount=Amount(value=85, currency="GBP"), what="50% of stable fee: 170.00 GBP")
    more = Remedy(
        **rest, amount=Amount(value=107, currency="GBP"), what="50% of stable fee: 170.00 GBP; extras: 22.00 GBP"
    )
    assert "50%" in promise_sentence(alone, known, ENGLISH)
    assert "50%" not in promise_sentence(more, known, ENGLISH) and "107" in promise_sentence(more, known, ENGLISH)


THOSE = "Where the log shows that the lock was stuck, the mooring fee for those hours is refunded within 6 days of the report."


def test_what_is_given_back_for_those_hours_is_their_part_of_the_fee() -> None:
    log = "lock stuck 10:00 to 13:00, 3 hours, confirmed"
    assert owed(THOSE, mooring_fee_paid="40.00 USD", hours_charged="8", lock_log=log) == [15.0]
    assert owed(THOSE, mooring_fee_paid="40.00 USD", lock_log=log) == []  # of how many nobody tells
    assert owed(THOSE, mooring_fee_paid="40.00 USD", hours_charged="8", lock_log="stuck, confirmed") == []


@pytest.mark.parametrize(
    "clause", ["A confirmed double charge is refunded in full.", "What was charged twice is refunded in full."]
)
def test_of_a_double_charge_one_is_given_back(clause: str) -> None:
    assert owed(clause, charged="2026-10-01, twice 45.00 USD") == [45.0]
    assert owed(clause, charged="2 x 45.00 USD") == [45.0]


def test_what_a_fact_tells_for_each_is_given_for_all_that_it_or_another_counts() -> None:
    assert owed("The seat fee is refunded in full within 8 days.", seat_fee="32.00 GBP each, 2 seats") == [64.0]
    half = "If a concert is stopped early, half of the face value is refunded within 8 days."
    stopped = {"concert": "stopped early"}
    assert owed(half, "It was stopped early.", face_value_each="68.00 EUR", tickets="3", **stopped) == [102.0]
    assert owed(half, "It was stopped early.", face_value_each="68.00 EUR", **stopped) == [34.0]
    one = "If a concert is stopped early, half of the face value of that ticket is refunded within 8 days."
    assert owed(one, "It was stopped early.", face_value_each="68.00 EUR", tickets="3", **stopped) == [34.0]


def test_the_difference_between_two_prices_for_each_is_given_for_all() -> None:
    rule = "If the new seat is cheaper, the difference in face value is refunded within 10 days."
    prices = {"face_value_old_each": "95.00 EUR", "face_value_new_each": "72.00 EUR"}
    assert owed(rule, "The new seat is cheaper.", tickets="2", **prices) == [46.0]
    assert owed(rule, "The new seat is cheaper.", **prices) == [23.0]


def test_the_difference_between_two_prices_of_a_unit_is_for_the_units_that_were_taken() -> None:
    rule = "If a higher price was charged, the difference is refunded within 8 days."
    prices = {"price_at_the_start": "0.54 EUR/kWh", "price_charged": "0.71 EUR/kWh"}
    assert owed(rule, "A higher price was charged.", session="2026-05-06, 46 kWh", **prices) == [7.82]
    assert owed(rule, "A higher price was charged.", **prices) == []


def test_the_price_of_one_lesson_is_its_part_of_the_fee_for_the_course_or_not_known() -> None:
    rule = "For each lesson that we cancel, the lesson price is refunded within 8 days."
    fee = {"course_fee_paid": "310.00 GBP", "lessons_cancelled_by_us": "2026-10-06 and 2026-10-13"}
    assert owed(rule, "You cancelled two lessons.", lessons_in_course="10", **fee) == [62.0]
    assert owed(rule, "You cancelled two lessons.", **fee) == []
