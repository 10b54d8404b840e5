"""What the customer has to bring is asked for once, by the name that a customer knows; what we have to bring is not."""

from __future__ import annotations

import pytest
from rulebook import case, passage, terms
from test_planning import FEE, plan

from assistant.planning import needed
from knowledge.passage import Passage


def asked(*pages: Passage, **facts: str) -> tuple[str, ...]:
    """What a customer of whom these facts are known is asked for, by these pages."""
    return plan(*(pages or (FEE,)), situation=case(**facts)).plan.questions


def test_papers_that_policy_needs_and_nobody_sent_are_asked_for_once() -> None:
    page = passage(
        "The customer must send two photos of the damage.\nA damaged sofa is replaced within 9 business days."
    )
    lacking = plan(page, situation=case(damage="torn", photos="none received"), asks=["a replacement"])
    assert len(lacking.plan.questions) == 1 and "photos" in lacking.plan.questions[0]
    known = plan(page, situation=case(damage="torn", photos="2 received"), asks=["a replacement"])
    assert known.plan.questions == ()


TESTS = passage(
    "A slow line is checked once three speed tests by cable, taken on three different days, have reached us."
)


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ({"cable_tests_received": "none"}, "three speed tests by cable, taken on three different days"),
        ({"receipts_received": "4 of 6, on 19 October"}, "the other 2 receipts"),
        ({"food_bag": "not stated whether unopened"}, "whether your food bag is unopened"),
        ({"telephone_number": "none on file"}, "your telephone number"),
        ({"leftovers": "not received"}, "the leftovers"),
        ({"form_status": "first page filled in; owner signature on page 2 missing"}, "your signature on page 2"),
        (
            {"travellers": "3; name and ticket number of the writer only"},
            "the names and ticket numbers of everybody else concerned",
        ),
        (
            {"tickets": "original tickets of 2026-10-27 were asked for and have not arrived"},
            "the original tickets of 27 October 2026",
        ),
        ({"time_signal_lost": "not given"}, "the time at which the signal was lost"),
        ({"consent_form_signed_by_owner": "not received"}, "the consent form, signed by the owner"),
        ({"phone_call": "no record found"}, "the day of the phone call you mention, and whom you spoke to"),
        ({"post": "not found yet, no link given"}, "a link to the post"),
    ],
)
def test_what_is_lacking_is_asked_for_by_the_name_that_a_customer_knows(facts: dict[str, str], asked: str) -> None:
    assert asked in plan(TESTS, situation=case(**facts)).plan.questions


@pytest.mark.parametrize(
    "facts",
    [
        {"lawyer_letter": "none received"},
        {"driver_report": "none on file"},
        {"earlier_complaints": "none"},
        {"receipts_received": "6 of 6"},
        {"line_test": "not run yet"},
    ],
)
def test_what_only_we_can_bring_is_not_asked_for(facts: dict[str, str]) -> None:
    assert plan(FEE, situation=case(**facts)).plan.questions == ()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The customer must send two photos of the damage before we decide.", "two photos of the damage"),
        ("Proof of purchase is required.", "Proof of purchase"),
        (
            "The customer sends two photos of the fig, and says where it stood and how often it was watered.",
            "two photos of the fig",
        ),
        ("For a lost bag, a copy of the bag tag is needed.", "a copy of the bag tag"),
    ],
)
def test_what_a_requirement_asks_for_is_a_noun_phrase(text: str, what: str) -> None:
    assert needed(terms(text)[0]) == what


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"colour_of_the_stain": "not given"}, "the colour of the stain"),
        ({"wheel_size": "not stated"}, "your wheel size"),
        ({"allergies": "none mentioned so far"}, "your allergies"),
    ],
)
def test_what_a_customer_has_not_told_is_asked_for_whatever_it_is(facts: dict[str, str], told: str) -> None:
    assert asked(**facts) == (told,)


def test_what_nobody_spoke_of_is_not_there() -> None:
    assert asked(pets_or_children="none stated") == ()
    assert asked(serial_number="none stated") == ("your serial number",)


def test_a_remedy_that_was_not_given_is_ours_to_give() -> None:
    assert asked(voucher="not given") == ()
    assert asked(new_lamp_in_exchange="not provided yet") == ()


@pytest.mark.parametrize("thing", ["invoice_advance", "receipt_printer", "photo_booth", "email_reminder"])
def test_a_thing_that_only_begins_with_the_name_of_a_paper_is_not_asked_for(thing: str) -> None:
    assert asked(**{thing: "none"}) == ()


@pytest.mark.parametrize(
    ("thing", "told"),
    [("deposit_receipt", "your deposit receipt"), ("receipt_for_the_taxi", "the receipt for the taxi")],
)
def test_a_paper_is_asked_for_whatever_it_is_of(thing: str, told: str) -> None:
    assert asked(**{thing: "none"}) == (told,)


def test_one_paper_is_not_asked_for_under_the_name_of_another() -> None:
    gas = passage("The tenant must send the gas certificate.", path="gas.md")
    assert "your chimney sweep certificate" in asked(gas, chimney_sweep_certificate="not received")
    assert asked(gas, gas_certificate="not received") == ("the gas certificate",)


def test_of_two_photos_each_of_something_both_are_asked_for() -> None:
    rule = passage(
        "The customer sends two photos, one of the fig and one of its roots, before we decide.", path="figs.md"
    )
    assert asked(rule, photos="none received", fig="brown") == ("two photos, one of the fig and one of its roots",)


def test_what_two_clauses_ask_for_is_asked_for_once() -> None:
    photos = passage(
        "The customer must send two photos of the dent and of its label before we decide.", path="dents.md"
    )
    again = passage("For a dented tub, two photos of the dent are needed.", path="tubs.md")
    assert asked(photos, again, tub="green") == ("two photos of the dent and of its label",)


@pytest.mark.parametrize(
    ("clause", "facts"),
    [
        ("The guest must send the receipt of the taxi.", {"receipt": "none on file"}),
        ("The guest must send the bank details.", {"bank_details": "not received"}),
    ],
)
def test_what_a_clause_needs_and_a_fact_lacks_is_asked_for_once(clause: str, facts: dict[str, str]) -> None:
    assert len(asked(passage(clause, path="needs.md"), **facts)) == 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The customer gives the plan number.", "the plan number"),
        ("The member tells us the date of the fault.", "the date of the fault"),
        ("The customer gives notice.", None),
    ],
)
def test_what_a_customer_gives_us_is_needed(text: str, wanted: str | None) -> None:
    (found,) = terms(text)
    assert needed(found) == wanted


def test_a_statement_that_was_not_sent_yet_is_ours_to_send() -> None:
    assert asked(damage_statement="not sent yet") == ()
    assert asked(photos="not sent yet") != ()


def test_a_paper_is_asked_for_only_where_the_claim_is_large_enough() -> None:
    page = passage(
        "For a claim above 200 EUR the customer is asked for the original photos.\nThe price is refunded within 6 days."
    )
    assert asked(page, claim="240.00 EUR") != ()
    assert asked(page, claim="90.00 EUR") == ()


@pytest.mark.parametrize(
    ("clause", "fact", "told"),
    [
        ("A freeze begins on the day a doctor's note reaches us.", "doctors_note", "a doctor's note"),
        (
            "A review cannot be closed without a usage statement signed by the member.",
            "usage_statement",
            "a usage statement signed by the member",
        ),
    ],
)
def test_what_is_lacking_is_named_without_the_clause_around_it(clause: str, fact: str, told: str) -> None:
    assert asked(passage(clause), **{fact: "not received"}) == (told,)


CLAIM = passage(
    "The Claims Desk needs the hand-over form, two photos (the scratch close up, and the whole boat with its number) and a written estimate."
)


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (
            {"hand_over_form": "HF-12, signed", "photos_received": "1 (the scratch)", "estimate": "none in writing"},
            "the other one of the two photos (the scratch close up, and the whole boat with its number) and a written estimate",
        ),
        ({"hand_over_form": "HF-12, signed", "photos_received": "2", "estimate": "none yet"}, "a written estimate"),
    ],
)
def test_of_several_papers_those_that_are_not_here_are_asked_for(facts: dict[str, str], told: str) -> None:
    assert asked(CLAIM, **facts) == (told,)


def test_papers_that_are_all_here_are_not_asked_for() -> None:
    assert asked(CLAIM, hand_over_form="HF-12, signed", photos_received="2", estimate="340 EUR, in writing") == ()


def test_a_piece_of_the_goods_that_is_missing_is_no_paper_to_send() -> None:
    assert asked(reception_log="joystick bent, left armrest missing") == ()


def test_the_ticket_of_the_next_clause_is_no_part_of_the_certificate() -> None:
    page = passage("In case of illness with a medical certificate, a Basic ticket may be moved to another day.")
    assert asked(page, medical_certificate="not received") == ("a medical certificate",)


BERTH = passage(
    "A berth given up because of illness is not charged, if the harbour doctor's letter reaches us before departure. "
    "A file is complete when it contains our mooring form and the skipper's written demand to the yard."
)


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ({"harbour_doctor_letter": "none on file"}, "the harbour doctor's letter"),
        ({"our_mooring_form": "not received"}, "your mooring form"),
        ({"demand_to_the_yard": "not on file"}, "the skipper's written demand to the yard"),
        ({"photographs": "none on file"}, "your photographs"),
        ({"medical_report": "requested, not yet received"}, "your medical report"),
        ({"papers": "none received"}, "the harbour doctor's letter"),
    ],
)
def test_what_a_near_clause_waits_for_and_is_not_on_file_is_asked_for(facts: dict[str, str], wanted: str) -> None:
    assert wanted in plan(BERTH, situation=case(**facts)).plan.questions


def test_what_no_clause_waits_for_is_not_asked_for_because_a_file_lacks_it() -> None:
    assert asked(BERTH, gestures="none on file", crew_log="not in the file") == ()


def test_which_of_several_a_customer_has_is_asked_where_the_file_does_not_show_it() -> None:
    page = passage("What is paid for a lost oar, by cover: the cover must be known. Basic cover pays 40 EUR.")
    assert asked(page, cover="not shown in the file") == ("which cover you have",)
