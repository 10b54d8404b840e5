"""What several things come to: told apiece, counted by another fact, in part, less what stands elsewhere in the clause."""

from __future__ import annotations

import pytest
from rulebook import case, passage, terms
from test_amounts import offered

from assistant.judging.grounds import related
from assistant.judging.idle import no_promise
from assistant.promises.amounts import find
from assistant.remedies import candidates
from assistant.remedies.barring import guarantee_over
from knowledge.terms.plain import gives_nothing, plain_kind, tells_how_seldom
from knowledge.terms.shares import each_of, measured_by


def worth(clause: str, facts: dict[str, str], before: str = "") -> list[float]:
    return offered({"section": "Rules", "before": before, "clause": clause, "told": "", "facts": facts})


@pytest.mark.parametrize(
    ("clause", "facts", "owed"),
    [
        # One of them is told, another fact counts them.
        (
            "Taxes paid on a cancelled trip are refunded to the card within 8 days.",
            {"trip_tickets": "3, Oslo to Bergen", "taxes_paid": "20.50 EUR per ticket"},
            61.5,
        ),
        (
            "40% of the face value of the seats concerned is refunded.",
            {"seats": "stalls B7 and B8", "face_value_per_seat": "30.00 GBP"},
            24,
        ),
        (
            "Harbour dues of unused crossings are refunded, less a charge of EUR 4 per ticket.",
            {"tickets": "2 Light, 90.00 EUR together", "harbour_dues": "14.00 EUR per ticket"},
            20,
        ),
        # One fact tells both.
        (
            "A pre-booked breakfast that is not served is refunded at its price.",
            {"breakfasts": "3 pre-booked breakfasts at 9.00 GBP, not served", "fare_paid": "80.00 GBP for all"},
            27,
        ),
        # "At the price paid for one", by the fact that says how many are meant.
        (
            "The crates not yet sent are refunded at the price paid per crate, less a closing fee of £5, €6 or $7.",
            {"plan": "prepaid 10 crates", "price_per_crate": "20.00 EUR", "crates_sent": "4", "crates_not_sent": "6"},
            114,
        ),
        (
            "All crates of the order are refunded at the price paid within 9 days of the report.",
            {"product": "veg, 2 boxes", "price_per_crate": "20.00 EUR", "crates": "2 crates", "crates_opened": "1"},
            40,
        ),
        (
            "The price of every dive not yet held is refunded.",
            {"course": "Wreck diving, block of 8 dives", "block_price_paid": "160.00 GBP", "dives_not_yet_held": "3"},
            60,
        ),
        (
            "The unused rides of the month are refunded at the pass price divided by the rides in the pass.",
            {"pass_price": "90.00 USD", "rides_in_pass": "9", "unused_rides": "4, both of May among them"},
            40,
        ),
        # Sums that are named together, or one after another.
        (
            "If the second try is wrong as well, the case price, the glass price and the postage are refunded.",
            {"case_price": "45.00 GBP", "glass_price": "60.00 GBP", "postage": "3.90 GBP", "second_try": "wrong"},
            108.9,
        ),
        (
            "The case price is refunded in full and the glass price at 25%.",
            {"case_price": "45.00 GBP", "glass_price": "60.00 GBP", "postage": "3.90 GBP"},
            60,
        ),
        (
            "When an account is closed, what is left after the final invoice is sent to the bank account.",
            {"balance_on_account": "86.00 GBP in credit", "final_invoice": "30.50 GBP"},
            55.5,
        ),
        # Time that was paid for and has not begun.
        (
            "The share of the fee for the months that have not begun is refunded, less a handling charge of £10 or €12.",
            {"cover_fee_paid": "120.00 GBP", "cover_term": "24 months", "months_begun": "4"},
            90,
        ),
        (
            "If the yearly service was not made, two monthly fees are credited on the next bill.",
            {"contract": "Comfort, 11.50 EUR a month", "fees_paid_for_the_year": "138.00 EUR", "service": "not made"},
            23,
        ),
        (
            "For each full 24 hours of the cut, one thirtieth of the monthly plan charge is credited.",
            {"plan": "Basic, 45.00 CAD a month", "full_24_hours": "2"},
            3,
        ),
        # A discount is not what it is taken off.
        (
            "The labour discount that was left off is refunded.",
            {"labour": "90.00 GBP", "labour_discount": "9.00 GBP"},
            9,
        ),
        # What was agreed, what was laid out, what is due in another case.
        (
            "An accepted sum is paid to the customer within 10 days of acceptance.",
            {"claims_desk": "accepted 2026-08-11, 212.40 USD", "lawyer_fee": "250.00 USD"},
            212.4,
        ),
        (
            "A taxi is reimbursed up to £40 or €45 against the receipt.",
            {"ticket": "30.00 EUR", "taxi_fare": "36.00 EUR according to the customer", "taxi_receipt": "not received"},
            36,
        ),
        (
            "Hotel costs are repaid up to EUR 70 per passenger and night against receipts.",
            {"hotel_receipt": "128.00 EUR, 1 night, 2 passengers", "fare": "536.00 EUR"},
            128,
        ),
        (
            "We pay the purchase price less 10 percent for each started year since the purchase, or a flat EUR 60 where there is no receipt.",
            {"finding": "2026-08-14: beyond repair", "purchase_price": "200.00 EUR, receipt of 2024-05-06"},
            140,
        ),
        (
            "An unused Flex ticket is refunded less a fee of £8 per booking.",
            {"ticket": "Flex single, unused", "ticket_price": "50.00 GBP", "vouchers_last_12_months": "none"},
            42,
        ),
    ],
)
def test_several_things_come_to_what_the_facts_tell(clause: str, facts: dict[str, str], owed: float) -> None:
    assert worth(clause, facts) == [pytest.approx(owed)]


def test_each_is_one_of_those_that_the_sentence_before_names() -> None:
    facts = {"jars_bought": "4", "price_per_jar": "6.50 GBP", "jars_unopened": "3", "jars_opened": "1"}
    sums = worth("Each is refunded at the price paid for it.", facts, "Unopened jars may be returned within 60 days.")
    assert 19.5 in sums
    assert each_of("Each is refunded.", "Nothing is said of them.") is None


@pytest.mark.parametrize(
    ("clause", "facts"),
    [
        # Nothing says which, or how many.
        ("Taxes on that ticket are refunded.", {"tickets": "2", "taxes": "20.00 EUR per ticket"}),
        ("The crates not yet sent are refunded at the price paid per crate.", {"price_per_crate": "20.00 EUR"}),
        ("The case price is refunded in full and the glass price at 25%.", {"case_price": "45.00 GBP"}),
        ("The labour discount that was left off is refunded.", {"labour": "90.00 GBP"}),
        ("Money that is due leaves us within 10 days of the request.", {"price": "86.00 GBP"}),
        ("Two monthly fees are credited.", {"fees_paid_for_the_year": "138.00 EUR"}),
        ("Up to two monthly fees are credited.", {"plan": "11.50 EUR a month", "fees_paid_for_the_year": "138.00 EUR"}),
        ("What is left after the final invoice is sent to the bank account.", {"balance": "86.00 GBP"}),
        ("The share of the fee for the months that have not begun is refunded.", {"fee": "120.00 GBP", "begun": "4"}),
    ],
)
def test_what_the_facts_do_not_tell_is_never_more_than_one(clause: str, facts: dict[str, str]) -> None:
    assert all(value <= 20 for value in worth(clause, facts))


@pytest.mark.parametrize(
    ("main", "kind"),
    [
        ("towards a new stove we pay 300", "refund"),
        ("what is left is sent to the bank account", "refund"),
        ("for a new stove we come within 3 days", None),
    ],
)
def test_money_towards_something_is_money(main: str, kind: str | None) -> None:
    assert plain_kind(main, None) == kind


@pytest.mark.parametrize("main", ["nobody has to accept another repair", "no customer has to take a third appointment"])
def test_what_nobody_has_to_accept_is_not_given(main: str) -> None:
    assert gives_nothing(main)


def test_relief_that_is_given_once_in_a_while_is_told_by_no_clause_on_how_often() -> None:
    assert tells_how_seldom("relief is given once in any 36 months")
    assert not tells_how_seldom("relief is given once the meter was read")


def test_a_kind_of_words_needs_words() -> None:
    """ "The rework starts within 6 days": nobody says a word."""
    assert [t.kind for t in terms("The workshop calls the customer within 6 days.")] == ["contact"]
    assert "contact" not in {t.kind for t in terms("The rework starts within 6 days.")}


@pytest.mark.parametrize(
    ("main", "of"),
    [
        ("40% of the room rate is refunded", "the room rate"),
        ("half of that night's price back", "that night's price"),
        ("the frame fee is refunded", "frame fee"),
        ("it must be asked for within 14 days and is refunded", None),
    ],
)
def test_what_a_sum_is_measured_by(main: str, of: str | None) -> None:
    assert measured_by(main) == of


def test_a_wrong_thing_is_exchanged_in_our_time() -> None:
    (ours,) = terms("A wrong machine is exchanged within 3 days.")
    (theirs,) = terms("Unopened boxes are exchanged within 30 days.")
    assert ours.due is not None and ours.window is None
    assert theirs.window is not None and theirs.due is None


def test_a_guarantee_of_so_many_months_that_are_over_gives_nothing() -> None:
    row = passage(
        "Machine: Pumps | UK: 12 months | EU: 24 months | Remedy: repair",
        section="2. Guarantee",
        fields=(("Machine", "Pumps"), ("UK", "12 months"), ("EU", "24 months"), ("Remedy", "repair")),
    )
    (term,) = terms(row)
    for months, over in (("16", True), ("9", False)):
        assert guarantee_over(term, case(item="pump", country="UK (Hull)", months_since_delivery=months)) is over
    assert not guarantee_over(term, case(item="pump", country="EU (Graz)", months_since_delivery="16"))


def test_none_will_be_sent_is_no_promise() -> None:
    assert no_promise("none will be sent", "You don't want a third one, and none will be sent.", 34) is not None
    assert no_promise("nothing will be charged", "For this nothing will be charged.", 9) is None


def test_what_the_customer_pays_is_no_sum_of_the_promise() -> None:
    assert find("the bike is handed over within 9 days after you pay the $200") is None
    assert find("we will refund the $200 that you paid") is not None


@pytest.mark.parametrize(
    ("clause", "facts", "owed"),
    [
        # What comes off a deposit: the charges of a section together, and none where a fact says so.
        (
            "The deposit, less the charges in section 3 and any unpaid invoice, is refunded within 15 days of the inspection.",
            {
                "deposit_paid": "150.00 USD",
                "charges": "bent wheel 40.00 USD, lost key 25.00 USD",
                "unpaid_invoices": "none",
            },
            85,
        ),
        (
            "The deposit is returned within 14 days of the departure, less any costs listed in writing.",
            {"deposit_held": "80.00 GBP", "room_check": "passed, no costs"},
            80,
        ),
        # Fees that a fact names by when they were taken, in all.
        (
            "Fees taken after that day are refunded within 15 days of acceptance.",
            {"fees_taken_after_death": "3 x 14.90 GBP (1 June, 1 July, 1 August)"},
            44.7,
        ),
        (
            "Amounts charged after the death are refunded within 10 days.",
            {"charged_after_death": "July 18.50 GBP and August 18.50 GBP", "exit_letter": "96.00 GBP, not paid"},
            37,
        ),
        # Days beyond the fifth, of twelve.
        (
            "One thirtieth of the monthly payment is credited for each calendar day beyond the fifth.",
            {"monthly_payment": "60.00 EUR", "days_out_of_use": "12 calendar days after the report"},
            14,
        ),
    ],
)
def test_parts_of_a_sum_are_told_by_the_facts(clause: str, facts: dict[str, str], owed: float) -> None:
    assert worth(clause, facts) == [pytest.approx(owed)]


@pytest.mark.parametrize(
    ("clause", "facts"),
    [
        (
            "Rent paid for the days after the move is refunded at the daily rent within 9 days.",
            {"monthly_rent": "132.00 GBP"},
        ),
        ("The deposit is returned within 14 days, less any costs listed in writing.", {"deposit_held": "80.00 GBP"}),
    ],
)
def test_what_is_not_told_is_no_sum(clause: str, facts: dict[str, str]) -> None:
    assert worth(clause, facts) == []


def test_a_heading_that_lists_harms_is_for_those_who_had_one() -> None:
    harms = passage("All boxes are refunded within 9 days of the report.", section="5. Discomfort, redness, pain")
    for told, answer in (("none", "unmet"), ("sore left eye since Monday", "met")):
        known = case("I simply changed my mind.", fault_or_discomfort=told, boxes="2", box_price="20.00 GBP")
        assert {c.answer for c in candidates(terms(harms), known) if c.kind == "refund"} == {answer}


def test_a_guarantee_told_in_a_sentence_is_over_for_all_but_what_follows_it() -> None:
    rules = passage(
        "The guarantee for pumps and mixers is 12 months. A faulty pump is repaired within 9 days. "
        "After the end of the guarantee a pump is repaired within 20 days at a fixed price.",
        section="2. Guarantee",
        path="repairs.md",
    )
    known = case("My pump is faulty.", item="pump", months_since_delivery="16")
    answers = {c.due.value: c.answer for c in candidates(terms(rules), known) if c.due is not None}
    assert answers[9] == "unmet" and answers[20] != "unmet"


def test_the_second_way_of_a_choice_does_not_take_the_time_of_the_first() -> None:
    rule = "The customer chooses a new phone, dispatched within 5 days of the fault, or the end of the plan with a refund as in 3.3."
    times = {c.kind: c.due for c in candidates(terms(rule), case("It broke again."))}
    assert times["replacement"] is not None and times["refund"] is None


def test_the_time_ends_before_the_places_it_is_for() -> None:
    (term,) = terms("The replacement is dispatched within 9 days of approval to addresses in Ireland.")
    assert term.due is not None and term.due.after == "approval"


def test_what_costs_the_delivery_fee_gives_no_fee_back() -> None:
    assert all(
        c.amount is None
        for c in candidates(terms("Sending it again costs the normal delivery fee."), case(delivery_fee="5.95 GBP"))
    )


def test_a_change_of_an_account_permits_no_repair() -> None:
    assert related("repair", "fix") and related("fix", "change") and not related("repair", "change")
