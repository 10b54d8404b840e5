"""Sentences are moved to the voice they are needed in, or given back as None."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.voice import base_form, lower_first, to_promise, to_reader, to_you, upper_first


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("I waited for my bike!!!", "you waited for your bike"),
        ("We were told that you lost it.", "you were told that we lost it"),
        ("You charged me twice.", "we charged you twice"),
        ("I was left with your empty box.", "you were left with our empty box"),
        ("dont tell my wife", "don't tell your wife"),
        ("I'm still waiting for you", "you're still waiting for us"),
        ("Your driver was rude to us.", "our driver was rude to you"),
        ("THIS IS THE THIRD TIME I HAVE CALLED", "this is the third time you have called"),
        ("the AC and the TV are dead", "the AC and the TV are dead"),
    ],
)
def test_the_customers_sentence_is_told_back_from_our_side(said: str, told: str) -> None:
    assert to_you(said).lower().replace("ac ", "AC ").replace("tv ", "TV ") == told


@given(st.text(alphabet="ImyweourIU you us me.,!? abcd'", max_size=80))
def test_no_first_person_singular_is_left(text: str) -> None:
    words = (
        to_you(text).replace("'", " ").replace(",", " ").replace(".", " ").replace("!", " ").replace("?", " ").split()
    )
    assert not {"me", "my", "mine", "myself"} & {word.lower() for word in words}


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        ("The customer is called within 2 days.", "You are called within 2 days"),
        ("We refund the guest's deposit.", "We refund your deposit"),
        ("Passengers may rebook once.", "You may rebook once"),
        ("A member receives a voucher.", "You receive a voucher"),
        ("The tenant has paid the deposit.", "You have paid the deposit"),
        ("The Guest Desk calls the guest.", "The Guest Desk calls you"),
        ("We do not choose a driver for you.", "We do not choose a driver for you"),
        ("The sender gets an update every 4 days.", "You get an update every 4 days"),
    ],
)
def test_a_clause_is_told_to_its_reader(clause: str, told: str) -> None:
    assert to_reader(clause) == told


@pytest.mark.parametrize(
    "clause",
    [
        "Do not mention the investigation.",
        "Say that the desk decides.",
        "Representatives may add a credit.",
        "Staff must log the call.",
        "Never promise a date.",
    ],
)
def test_a_clause_that_speaks_to_staff_is_not_told_to_a_customer(clause: str) -> None:
    assert to_reader(clause) is None
    assert to_promise(clause) is None


@pytest.mark.parametrize(
    ("clause", "promise"),
    [
        (
            "A supervisor calls the customer within 2 business days.",
            "A supervisor will call you within 2 business days",
        ),
        ("We replace the lens within 9 days.", "We will replace the lens within 9 days"),
        ("The deposit is returned within 9 days.", "The deposit will be returned within 9 days"),
        (
            "A lens that is not the one on the order is exchanged within 5 days.",
            "A lens that is not the one on the order will be exchanged within 5 days",
        ),
        ("A lens that is cracked is replaced.", "A lens that is cracked will be replaced"),
        ("That is returned within 9 days.", "That will be returned within 9 days"),
        ("Our workshop repairs the violin.", "Our workshop will repair the violin"),
        (
            "the reading, which is done within 2 days of receipt",
            "The reading will be done within 2 days of receipt",
        ),
        (
            "Later rentals can always be moved.",
            "Later rentals can always be moved, and we will arrange that if you wish",
        ),
    ],
)
def test_a_clause_becomes_a_promise(clause: str, promise: str) -> None:
    assert to_promise(clause) == promise


def test_a_clause_without_a_verb_that_can_be_turned_is_given_back_as_none() -> None:
    assert to_promise("Opening hours on Sundays") is None


@pytest.mark.parametrize(
    ("verb", "base"),
    [
        ("calls", "call"),
        ("replies", "reply"),
        ("reaches", "reach"),
        ("fixes", "fix"),
        ("goes", "go"),
        ("pass", "pass"),
        ("has", "have"),
    ],
)
def test_the_base_form_of_a_verb(verb: str, base: str) -> None:
    assert base_form(verb) == base


def test_names_and_acronyms_keep_their_capital() -> None:
    assert lower_first("The pump") == "the pump"
    assert lower_first("I paid") == "I paid"
    assert lower_first("GPS unit") == "GPS unit"
    assert upper_first("über") == "Über"
    assert (lower_first(""), upper_first("")) == ("", "")


def test_the_promise_is_of_what_becomes_of_a_thing_and_not_of_what_we_do_with_it_anyway() -> None:
    told = to_promise("A certificate that we manage is renewed within 5 days.")
    assert told == "A certificate that we manage will be renewed within 5 days"


def test_the_second_verb_of_the_customer_is_turned_too() -> None:
    said = to_reader("If the member asks within 14 days of joining and has used no locker")
    assert said == "If you ask within 14 days of joining and have used no locker"


def test_what_says_which_one_is_meant_is_no_promise() -> None:
    said = to_promise("The lockers left may be sent to any club we run, or are kept for 9 weeks")
    assert said is not None and "club we run" in said
    assert (
        to_promise("For a lost key we send a new one within 3 days")
        == "For a lost key we will send a new one within 3 days"
    )
