"""What of the customer's words stands in our letter: whole sentences and plain things, and never a sum."""

from __future__ import annotations

import pytest

from assistant import retelling


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("You charged me twice for one subscription.", "we charged you twice for one subscription"),
        (
            "My daughter's bike arrived with a bent wheel, like honestly.",
            "your daughter's bike arrived with a bent wheel",
        ),
        ("The second router you sent died after two days!!", "the second router we sent died after two days"),
        ("I was home all morning, nobody came and nobody rang.", "you were home all morning"),
        ("THE HEATING WENT OFF ON SUNDAY NIGHT", "the heating went off on sunday night"),
    ],
)
def test_a_plain_sentence_is_told_back(sentence: str, told: str) -> None:
    assert retelling.point(sentence) == told


@pytest.mark.parametrize(
    "sentence",
    [
        "Rang on Friday and was told to wait",
        "I want my fifty pounds back by tonight",
        "I paid £45.60 for a seat with a view",
        'The man said "it will sort itself out" and hung up',
        "Is this how you treat people who pay on time",
        "What I like you to see is the",
        "Short one",
    ],
)
def test_what_cannot_be_turned_safely_is_not_told_back(sentence: str) -> None:
    assert retelling.point(sentence) is None


@pytest.mark.parametrize(
    "told",
    [
        "for a refund",
        "for the second charge back",
        "us to replace the wheel",
        "for the fee to be dropped",
        "to cancel the contract",
    ],
)
def test_a_plain_ask_is_told_back(told: str) -> None:
    assert retelling.ask(told) == told


@pytest.mark.parametrize(
    "told",
    [
        "for you sent a photo like us wanted",
        "for the £34",
        "for 200 euros and two free nights",
        "us to do not reveal this notice",
        "us to pick one",
        "for compensation",
        "us to send it to the",
        "about when exactly is the sauna back, on which day of the coming week or month",
    ],
)
def test_an_ask_with_a_sum_or_in_broken_words_is_not_told_back(told: str) -> None:
    assert retelling.ask(told) is None


def test_a_sum_in_an_ask_is_seen() -> None:
    assert retelling.names_sum("for the £34")
    assert not retelling.names_sum("for a refund")


def test_what_the_customer_says_that_we_did_is_for_the_record_to_say() -> None:
    assert retelling.point("When the first pair broke you just sent new ones and that was fine.") is None


def test_a_thing_with_a_deed_of_its_own_is_not_told_back_as_an_ask() -> None:
    assert retelling.ask("for the charge put my card over") is None
    assert retelling.ask("for the charge back") == "for the charge back"
