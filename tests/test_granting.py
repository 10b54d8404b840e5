"""What a remedy waits for, what a gate holds back until then, and what was ruled already."""

from __future__ import annotations

import pytest
from rulebook import case, passage, term, terms

from assistant.remedies import candidates, open_gates


@pytest.mark.parametrize(
    ("condition", "facts", "waits_for"),
    [
        ("If the claim is approved", {"claim": "with the panel"}, "If the claim is approved"),
        ("If the loom is warped", {"loom": "warped, to be seen"}, "acceptance"),
    ],
)
def test_what_is_to_be_ruled_is_told_as_open_also_where_the_time_runs_from_its_acceptance(
    condition: str, facts: dict[str, str], waits_for: str
) -> None:
    rule = term(f"{condition}, a new loom is sent within 10 days of acceptance.")
    (found,) = candidates([rule], case("The loom jams.", acceptance="not yet", **facts))
    assert found.waits_for == waits_for


@pytest.mark.parametrize(
    ("ruled", "answer"),
    [
        ({"bell_warden_approval": "2026-11-02"}, "unmet"),
        ({"bell_warden": "approved on 2 November"}, "unmet"),
        ({"bell_warden_approval": "awaited"}, "met"),
    ],
)
def test_what_was_ruled_already_is_not_passed_on_again(ruled: dict[str, str], answer: str) -> None:
    (found,) = candidates([term("The bell warden decides within 8 days.")], case("Please decide.", **ruled))
    assert (found.kind, found.answer) == ("escalation", answer)


@pytest.mark.parametrize(("check", "still_open"), [("not done yet", True), ("done on 3 November", False)])
def test_until_then_is_until_what_the_clause_before_it_says(check: str, still_open: bool) -> None:
    found = terms(
        passage("The claim is checked by the glaze panel within 5 days. Until then, promise nothing but the check.")
    )
    gate = next(t for t in found if t.mode == "gate")
    assert bool(open_gates([gate], case(glaze_panel_check=check), found)) is still_open
    assert not open_gates(
        [gate], case(glaze_panel_check=check), [gate]
    )  # without the clause before it, it says of nothing


@pytest.mark.parametrize(("review", "still_open"), [("opened 2026-11-05", True), ("finished on 9 November", False)])
def test_until_it_ends_is_until_the_review_of_the_clause_before_it_ends(review: str, still_open: bool) -> None:
    found = terms(passage("The kiln review takes up to 9 days. Until it ends, no refund or voucher is promised."))
    gate = next(t for t in found if t.mode == "gate")
    assert bool(open_gates([gate], case(kiln_review=review), found)) is still_open


def test_a_condition_that_points_back_is_not_met_by_a_fact_that_says_none() -> None:
    found = terms(
        "A glaze fee is charged only if two test tiles were kept. If there are none, the fee is refunded within 7 days."
    )
    refund = next(t for t in found if t.kind == "refund")
    (judged,) = candidates(
        [refund], case("Please refund the glaze fee.", fault_on_our_side="none", glaze_fee="30.00 EUR")
    )
    assert judged.answer == "unmet"


def test_what_only_some_customers_may_have_is_not_simply_so() -> None:
    rule = term("A guest who does not want the smaller seat may leave at once and gets the whole ticket price back.")
    known = {"ticket_price_paid": "80.00 EUR", "seat_given": "a smaller one, accepted by the guest"}
    (found,) = candidates([rule], case("I was given a smaller seat than the one I paid for.", **known))
    assert found.answer == "open"


def test_the_opposite_of_what_a_condition_speaks_of_is_no_answer_to_it() -> None:
    rule = term("If only a smaller kiln is free and the member takes it, the difference is refunded within 5 days.")
    (found,) = candidates([rule], case("You gave me a smaller kiln.", larger_kiln_free="no"))
    assert found.answer != "unmet"


def test_where_nothing_was_laid_out_nothing_is_paid_against_receipts() -> None:
    rule = term("Ferry fares are paid back against receipts, up to 30 EUR, within 6 days of the receipts.")
    (none,) = candidates([rule], case("The ferry left without us.", ferry_receipts="none"))
    (some,) = candidates([rule], case("The ferry left without us.", ferry_receipts="18.00 EUR"))
    assert (none.answer, some.answer) == ("unmet", "met")


def test_a_deed_that_runs_from_what_nobody_speaks_of_is_for_other_cases() -> None:
    rule = term("A second boat is made ready within 24 hours of the breakdown report.")
    (lost,) = candidates([rule], case("I left my hat in the cabin and want it sent to me.", hat="not found"))
    (broken,) = candidates([rule], case("The boat broke down on the lake.", boat="engine stopped"))
    assert (lost.answer, broken.answer) == ("unmet", "met")


def test_a_thing_that_was_held_is_none_that_was_missed() -> None:
    rule = term("A lesson missed by the teacher earns a credit of 9 EUR within 4 days.")
    (held,) = candidates([rule], case("The lesson was dull.", lesson_held="2026-11-04, first with this teacher"))
    (missed,) = candidates([rule], case("Nobody came.", lesson="missed by the teacher, confirmed by the log"))
    assert held.answer != "met" and missed.answer == "met"


@pytest.mark.parametrize(("claims", "answer"), [("4 in 12 months", "met"), ("1 in 12 months", "unmet")])
def test_a_review_takes_its_time_for_those_who_are_passed_to_it(claims: str, answer: str) -> None:
    found = terms(
        passage(
            "A sender with three or more claims in 12 months is passed to Claims Review.\n"
            "Claims Review takes up to 11 days."
        )
    )
    judged = candidates(found, case("My vase broke.", claims_last_12_months=claims))
    assert next(c for c in judged if c.due is not None).answer == answer


@pytest.mark.parametrize(
    ("choice", "kinds"),
    [
        ("refund, told us on 3 November", {"refund"}),
        ("a new kettle (replacement)", {"replacement"}),
        ("not made yet", {"refund", "replacement"}),
    ],
)
def test_of_the_ways_to_choose_between_only_the_one_that_was_taken_is_left(choice: str, kinds: set[str]) -> None:
    rule = term("The customer chooses between a replacement of the kettle and a refund of its price.")
    found = candidates([rule], case("The kettle leaks.", kettle_price="40.00 EUR", choice=choice))
    assert {c.kind for c in found if c.answer != "unmet"} == kinds


def test_of_two_deliveries_the_later_one_starts_the_time_to_report() -> None:
    rule = passage("A fault must be reported within 21 days of the delivery scan. The price is refunded within 8 days.")
    told = case("The vase is cracked.", price="40.00 EUR", first_delivery="2026-10-05", new_vase_delivered="2026-11-18")
    (refund,) = [c for c in candidates(terms(rule), told) if c.kind == "refund"]
    assert refund.answer == "met"


def test_a_gate_waits_for_what_the_clause_before_it_says_runs() -> None:
    found = terms(
        passage(
            "A cyclist with three claims in 12 months is referred to Claims Review. The review takes up to 12 working days and "
            "goes before every other examination. Nothing may be refunded or promised until it has ended."
        )
    )
    gate = next(t for t in found if t.mode == "gate")
    told = {
        "claim": "saddle, 80.00 GBP",
        "photographs": "not received",
        "claims_last_12_months": "3 including this one",
    }
    assert open_gates([gate], case("Please pay.", claims_review="opened 2026-11-03", **told), found)
    assert not open_gates([gate], case("Please pay.", **told), found)


def test_a_gate_whose_condition_stands_before_the_rest_of_its_sentence_waits_for_that_alone() -> None:
    found = terms(
        passage(
            "5.1 The system may open a Pass Review. The review takes up to 9 days.\n\n"
            "5.2 Until it ends, the pass stays closed, and no refund or credit is promised.",
            section="5. Pass Review",
        )
    )
    gate = next(t for t in found if t.mode == "gate")
    ended = case(
        "You ended my pass.", ended_on="2026-08-09", full_months_unused="5", refund_status="approved, not paid yet"
    )
    assert not open_gates([gate], ended, found)
    assert open_gates([gate], case("Open my pass.", pass_review="opened 2026-10-26"), found)


@pytest.mark.parametrize(("choice", "answer"), [("refund, 3 November", "claimed"), ("not made yet", "unmet")])
def test_who_was_let_choose_had_a_case_for_it(choice: str, answer: str) -> None:
    rule = term(
        "If a handle is found warped by the kiln warden, the customer chooses between a replacement and a refund."
    )
    found = candidates([rule], case("Where is my money?", kettle_price="40.00 EUR", choice=choice))
    assert [c.answer for c in found if c.kind == "refund"] == [answer]


@pytest.mark.parametrize(("accepted", "answer"), [("2026-03-10", "unmet"), ("not yet", "met")])
def test_what_may_be_done_until_the_customer_accepts_is_over_once_they_did(accepted: str, answer: str) -> None:
    rule = "Until the customer accepts the quote, the order can be cancelled. The price is then refunded within 8 days."
    found = candidates(terms(rule), case("Please cancel.", price="58.00 EUR", quote_accepted=accepted))
    (refund,) = [c for c in found if c.kind == "refund"]
    assert (refund.answer == "unmet") is (answer == "unmet")


@pytest.mark.parametrize(
    ("clause", "first", "more"),
    [
        ("You get that crossing's fare back and a drink token worth 4.00 EUR.", ("refund", 9), ("credit", 4)),
        ("The fare comes back within 3 days, and 4.00 EUR is credited on top.", ("refund", 9), ("credit", 4)),
        ("You get the fare back, plus 4 EUR of app balance.", ("refund", 9), ("credit", 4)),
    ],
)
def test_a_clause_that_gives_two_sums_gives_both(clause: str, first: tuple[str, int], more: tuple[str, int]) -> None:
    found = candidates(terms(clause), case("The ferry never came.", fare="9.00 EUR"))
    assert [(c.kind, c.amount.value) for c in found if c.amount] == [first, more]
    assert {c.term.id for c in found} == {terms(clause)[0].id}


def test_a_second_sum_is_given_under_its_own_condition() -> None:
    clause = "The fare is refunded within 3 days, and if the ferry left more than 2 hours late, a voucher of 5.00 EUR is added."
    found = candidates(terms(clause), case("The ferry left late.", fare="9.00 EUR", ferry="left 30 minutes late"))
    assert {c.kind: c.answer for c in found} == {"refund": "met", "credit": "unmet"}


def test_a_ceiling_is_that_of_the_sum_it_stands_with() -> None:
    clause = "We pay back what you paid, the booking fee included, in 5 days, and your taxi home up to 20.00 EUR when you send the receipt."
    found = candidates(terms(clause), case("The lift was out.", paid="33.00 EUR + 2.50 EUR booking fee"))
    assert [float(c.amount.value) for c in found if c.amount] == [35.5, 20.0]
    assert [c.due is None for c in found] == [False, True]


def test_what_stands_under_a_condition_of_which_only_the_beginning_was_read_is_not_given() -> None:
    clause = "If, and only if, the scale is wrong, the fee is credited, and 20.00 GBP is added for the trouble."
    found = candidates(terms(clause), case("You weighed it wrong.", scale="not looked at yet"))
    assert {c.answer for c in found} == {"unmet"}


@pytest.mark.parametrize(
    ("second_fault", "answer"),
    [("2026-06-22, confirmed on 24 June", "unmet"), ("2026-06-22, not confirmed yet", "met")],
)
def test_a_fault_that_was_confirmed_already_is_not_looked_at_again(second_fault: str, answer: str) -> None:
    rule = term("It confirms or rejects the fault within 2 business days.")
    (found,) = candidates([rule], case("The loom is dead.", second_fault=second_fault))
    assert (found.kind, found.answer) == ("investigation", answer)


CALLS = "The price of setup calls is refunded by half after the first call. After the second call it is not refunded."


@pytest.mark.parametrize(("held", "given"), [("1 of 3", [105]), ("2 of 3", [])])
def test_what_the_same_paragraph_refuses_in_this_case_is_not_given(held: str, given: list[int]) -> None:
    found = candidates(terms(CALLS), case("We want it back.", price_of_setup_calls="210.00 EUR", calls_held=held))
    sums = [c.amount.value for c in found if c.answer != "unmet" and c.kind == "refund" and c.amount is not None]
    assert sums == given


def test_for_each_of_which_a_fact_counts_one_a_sum_is_given() -> None:
    rule = term("Each hire day on which the vehicle stood for more than 4 hours is refunded at the daily rate.")
    told = case("The van stood there.", daily_rate="52.00 GBP", hire_days_with_over_4_hours_standing="1 (3 October)")
    (found,) = candidates([rule], told)
    assert (found.answer, found.amount and found.amount.value) == ("met", 52)


def test_a_time_limit_that_has_passed_does_not_rule_out_what_is_given_to_the_late() -> None:
    page = (
        "Hubs must be back within 30 calendar days after the contract ended.\n"
        "If a hub arrives late but no later than 60 days after the end, the charge is refunded.\n"
        "If a hub arrives in time, the label is refunded."
    )
    told = case("The hub is back.", contract_ended="2026-09-08", hub_back="2026-10-19", charge="85.00 GBP", label="4.00 GBP")  # fmt: skip
    late, timely = (c for c in candidates(terms(page), told) if c.kind == "refund")
    assert "30 calendar days" in timely.reason
    assert "30 calendar days" not in late.reason
