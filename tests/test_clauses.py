"""A passage is cut into clauses, and a clause taken apart into what it says and under which condition."""

from __future__ import annotations

import pytest
from rulebook import passage, term, terms

from knowledge.terms.clauses import clauses, take_apart


def test_clauses_are_cut_at_sentences_and_know_where_they_stand() -> None:
    text = "4.1 We refund it. Approx. 5 days later we call.\n- For pets: no charge;\nNo. 7 stays."
    found = list(clauses(passage(text)))
    assert [c.text for c in found] == [
        "We refund it.", "Approx. 5 days later we call.", "For pets: no charge;", "No. 7 stays.",
    ]  # fmt: skip
    assert all(text[c.start : c.end] == c.text for c in found)


def test_a_semicolon_within_brackets_does_not_end_a_clause() -> None:
    found = list(clauses(passage("The charge is refunded (island moorings; if the meter froze); the rent is not.")))
    assert [c.text for c in found] == [
        "The charge is refunded (island moorings; if the meter froze)",
        "the rent is not.",
    ]


def test_a_list_carries_the_line_that_introduces_it() -> None:
    found = list(
        clauses(passage("We never offer:\n- cash for late trains;\n- free seats.\n\nThe office is open daily."))
    )
    assert [c.lead for c in found] == ["", "We never offer:", "We never offer:", ""]


@pytest.mark.parametrize(
    ("sentence", "main", "condition", "exception"),
    [
        (
            "The mooring charge is refunded within 5 days (island moorings; if the meter froze).",
            "The mooring charge is refunded within 5 days",
            "island moorings; if the meter froze",
            None,
        ),
        (
            "The charge is refunded (only if the meter froze).",
            "The charge is refunded",
            "only if the meter froze",
            None,
        ),
        ("For a late parcel the fee is refunded.", "the fee is refunded", "For a late parcel", None),
        ("If the boiler fails, we send an engineer.", "we send an engineer", "If the boiler fails", None),
        ("We send an engineer if the boiler fails.", "We send an engineer", "if the boiler fails", None),
        ("We pay the taxi unless a bus runs.", "We pay the taxi", None, "unless a bus runs"),
        ("Unless a bus runs, we pay the taxi.", "we pay the taxi", None, "Unless a bus runs"),
        ("We pay the taxi.", "We pay the taxi", None, None),
        (
            "If a squeak returns after we said that it was gone, the visit is free.",
            "the visit is free",
            "If a squeak returns after we said that it was gone",
            None,
        ),
        (
            "If the loft is damp because they left it open, we dry it.",
            "we dry it",
            "If the loft is damp because they left it open",
            None,
        ),
        ("If the boiler fails we send an engineer.", "we send an engineer", "If the boiler fails", None),
        (
            "If it is left behind for a reason on our side, such as a full truck, the fee is refunded.",
            "the fee is refunded",
            "If it is left behind for a reason on our side, such as a full truck",
            None,
        ),
        (
            "If we move a week, a delay credit of 150 EUR is set off against the invoice.",
            "a delay credit of 150 EUR is set off against the invoice",
            "If we move a week",
            None,
        ),
    ],
)
def test_a_clause_comes_apart(sentence: str, main: str, condition: str | None, exception: str | None) -> None:
    assert take_apart(sentence) == (main, condition, exception)


@pytest.mark.parametrize("label", ["2.a ", "D-1 ", "S3.3 ", "(2.3) ", "3b. ", "4.2.1 "])
def test_the_number_of_a_clause_is_no_part_of_it(label: str) -> None:
    assert term(f"{label}We refund the fee within 5 days of the request.").quote.startswith("We refund")


def test_a_deed_and_what_is_not_done_before_it_are_two_clauses() -> None:
    deed, held = terms(
        "It is examined within 9 working days after it has arrived, and until then no refund is promised."
    )
    assert (deed.mode, deed.kind, held.mode) == ("entitlement", "investigation", "gate")


def test_two_deeds_with_a_time_each_are_two_clauses() -> None:
    one, other = terms(
        "After approval a replacement is delivered within 10 working days, and money due is paid within 7 working days."
    )
    assert one.due is not None and other.due is not None
    assert (one.due.bound, other.due.bound, other.kind) == (10, 7, "refund")


def test_in_that_case_means_the_case_before() -> None:
    _, second = terms(
        "If the parts are late, we send a loan set. In that case the manager telephones the customer within 2 days."
    )
    assert second.condition == "If the parts are late"


def test_the_words_that_head_a_paragraph_head_those_numbered_under_it() -> None:
    found = terms(
        "M1. Late boxes. The fee is refunded within 4 days.\nM2. Wrong boxes. A wrong box is one you did not order.\n"
        "M2.1 The price is refunded within 6 days.\nM3 Everything else is replaced within 9 days."
    )
    assert [(t.section, t.due.bound) for t in found if t.due] == [
        ("1 Rules > Late boxes", 4), ("1 Rules > Wrong boxes", 6), ("1 Rules", 9),
    ]  # fmt: skip


def test_a_bare_number_before_a_sentence_is_its_label() -> None:
    assert term("1 In the UK the fee is refunded within 5 days.").quote.startswith("In the UK")


@pytest.mark.parametrize(
    ("sentence", "main", "condition"),
    [
        (
            "Once the date has passed the seat is sold and can no longer be moved, exchanged or refunded.",
            "the seat is sold and can no longer be moved, exchanged or refunded",
            "Once the date has passed",
        ),
        ("As long as a case is open the tenant gets a letter every week.", "the tenant gets a letter every week", "As long as a case is open"),
        ("For a late night tram the passenger gets back half of the fare.", "the passenger gets back half of the fare", "For a late night tram"),
        ("If it turns out the part is faulty, we refund it.", "we refund it", "If it turns out the part is faulty"),
        ("If the seal on the box is broken, we refund it.", "we refund it", "If the seal on the box is broken"),
    ],
)  # fmt: skip
def test_a_condition_without_its_comma_ends_where_the_next_subject_begins(
    sentence: str, main: str, condition: str
) -> None:
    assert take_apart(sentence)[:2] == (main, condition)


def test_what_can_no_longer_be_done_is_not_granted() -> None:
    found = term("Once the date has passed the seat is sold and can no longer be moved, exchanged or refunded.")
    assert found.mode == "prohibition"


def test_what_is_promised_all_the_same_is_a_clause_of_its_own_and_follows_on_what_is_awaited() -> None:
    held, reading = terms(
        "Until the form is here, nothing is promised except the review of the meter, which is done within 3 days of receipt."
    )
    assert (held.mode, held.due) == ("gate", None)
    assert (reading.mode, reading.kind, reading.condition) == ("entitlement", "investigation", "once the form is here")
    assert reading.due is not None and (reading.due.value, reading.due.after) == (3, "receipt")


def test_how_many_open_a_review_is_no_deadline_of_it() -> None:
    assert term("Four or more claims for lost coats within 12 weeks open a Stock Check.").due is None


def test_how_soon_something_happened_again_is_no_time_to_report_it_in() -> None:
    found = term(
        "If a second bag of a guest is lost or damaged within 60 days of the first, the fare is refunded within 9 days of the request."
    )
    assert found.window is None
    assert found.due is not None and found.due.value == 9


def test_what_the_customer_passes_on_and_what_we_may_replace_is_owed_by_nobody() -> None:
    page = "The ticket price is not refunded. The guest may pass the ticket to somebody else of the group."
    assert terms(page)[-1].kind == "other"
    assert term("If a singer is ill, the concert may be replaced by one of the same length.").mode == "discretion"


def test_the_cost_of_a_repair_is_no_repair() -> None:
    assert "repair" not in term("We pay the repair cost of the roof within 8 days.").kinds
    assert "repair" in term("We repair the roof within 8 days.").kinds


def test_what_somebody_must_do_in_time_is_no_case_that_the_rest_is_for() -> None:
    asked = take_apart("It must be claimed within 3 months of the concert and is paid within 20 days.")
    assert asked.condition is None
    done = take_apart("A course cancelled up to 14 days after its start is refunded.")
    assert done.condition == "A course cancelled up to 14 days after its start"


def test_another_way_for_those_who_prefer_it_is_no_condition_of_the_first() -> None:
    parts = take_apart("The share is paid to the same card within 20 days, or as a voucher if the pupil prefers.")
    assert parts == ("The share is paid to the same card within 20 days", None, None)
    assert take_apart("The share is paid as a voucher if the pupil prefers.").condition == "if the pupil prefers"


def test_what_a_service_holds_is_no_refund() -> None:
    assert term("It is included in Full setup.").kind not in {"refund", "credit"}


def test_of_the_times_of_a_receipt_and_of_an_answer_the_second_holds() -> None:
    found = term("Each complaint is acknowledged within 1 business day and answered within 6 business days.")
    assert found.due is not None and found.due.bound == 6


def test_the_time_in_which_we_exchange_what_is_wrong_is_ours() -> None:
    ours = term("A desk that is not the one on the order is exchanged within 3 working days without a charge.")
    assert (ours.due is not None and ours.due.bound, ours.window) == (3, None)
    theirs = term("Unopened boxes are exchanged within 60 days.")
    assert theirs.due is None and theirs.window is not None


def test_the_right_item_is_a_replacement_and_the_fee_for_a_delivery_is_no_delivery() -> None:
    found = term("The customer chooses between the right item in good condition and a full refund that includes the delivery service fee.")  # fmt: skip
    assert found.choice and set(found.kinds) == {"replacement", "refund"}


def test_a_case_that_lists_three_things_is_for_all_of_them() -> None:
    parts = take_apart(
        "For a late kiln sent by Canal, Rail or Road we refund the carriage, within 8 days of the request"
    )
    assert parts.condition == "For a late kiln sent by Canal, Rail or Road"
    assert parts.main.startswith("we refund the carriage")


@pytest.mark.parametrize(
    "text",
    [
        "When a card is tapped, a hold of $60 is placed on it for a refund.",
        "A hold of 40 EUR is taken when the boat leaves.",
        "We place a hold on the card for the refund.",
        "Whether the market pays back its own price is for the market to say.",
    ],
)
def test_money_that_is_held_and_what_others_decide_is_no_refund_of_ours(text: str) -> None:
    assert all(found.mode == "rule" for found in terms(text))


def test_what_our_own_desk_decides_is_a_decision_of_ours() -> None:
    (found,) = terms("Whether the fee is refunded is for the Claims Desk to decide within 4 days.")
    assert found.kind == "escalation"


@pytest.mark.parametrize(
    "text",
    [
        "If a concert is cancelled, we refund the face value and the booking fee of every ticket.",
        "If there are no seats, the guest may have the face value and the booking fee refunded within 10 days of asking.",
    ],
)
def test_two_sums_that_are_given_back_in_one_breath_are_one_clause(text: str) -> None:
    assert [found.quote for found in terms(text)] == [text]


def test_what_a_paragraph_calls_a_thing_is_the_case_of_what_it_says_after() -> None:
    rules = terms("2.1 A visit is missed when nobody comes on the day. The whole fee is refunded within 8 days.")
    (refund,) = [found for found in rules if found.kind == "refund"]
    assert refund.condition == "when nobody comes on the day"
    free = terms("2.1 A visit is free when the tenant is over 70. The fee is refunded within 8 days.")
    assert all(found.condition is None for found in free if "refunded" in found.quote)


def test_a_message_with_a_price_is_a_message_and_a_matching_is_a_check() -> None:
    assert term("On arrival the phone gets a welcome text with the price.").kind == "contact"
    assert term("Matching takes up to 3 working days from the receipt of the slip.").kind == "investigation"
