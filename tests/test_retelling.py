"""What of the customer's words stands in our letter: what went wrong, in whole sentences and plain things, and never a sum."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.case import Language
from assistant.retelling import tell_with, turning
from assistant.retelling.stretches import stretches
from assistant.triage import sentences
from knowledge.embedding import open_embedder

TELL = tell_with(open_embedder("local"))


def told(complaint: str) -> tuple[str, ...]:
    return TELL(complaint, sentences(complaint), ())


@pytest.mark.parametrize(
    ("complaint", "wrong"),
    [
        (
            "I run a small choir in Leith and we love your robes. My sister recommended you. The hem of every robe came undone at "
            "the first concert. Everybody in the front row noticed. Please tell me what you will do.",
            "The hem of every robe came undone at the first concert",
        ),
        (
            "Hello, my name is Ines. We have been with you since 2019 and never had a problem. On Tuesday your gardener cut down "
            "the wrong tree. My husband planted it. I am very sad.",
            "On Tuesday your gardener cut down the wrong tree",
        ),
        (
            "Buenos días. Somos clientes desde hace diez años. La lavadora llegó rota y nadie contesta. Hacía buen tiempo.",
            "La lavadora llegó rota y nadie contesta",
        ),
        (
            "Guten Tag, ich bin Rentner und wohne in Kiel. Die Markise ist nach zwei Tagen gerissen. Das Wetter war gut.",
            "Die Markise ist nach zwei Tagen gerissen",
        ),
    ],
)
def test_what_went_wrong_is_found_among_what_surrounds_it(complaint: str, wrong: str) -> None:
    assert told(complaint)[0] == wrong


def test_of_a_sentence_the_part_that_says_what_went_wrong_is_told() -> None:
    complaint = (
        "I paid £80 for the lamp, and the shade came cracked right across, which is a fine way to treat people. Bye."
    )
    assert told(complaint)[0].startswith("the shade came cracked right across")


def test_where_nothing_that_may_be_told_says_what_went_wrong_nothing_is() -> None:
    assert told("You stole £90 from me, you thieves! We live in Bath with two cats.") == ()
    assert told("") == ()


def test_the_parts_of_a_sentence_stand_alone_and_in_runs() -> None:
    found = [s.text for s in stretches("But I waited all day, nobody came, and the milk (six litres of it) went off.")]
    assert {"I waited all day", "I waited all day, nobody came", "the milk (six litres of it) went off"} <= set(found)
    assert "But I waited all day" not in found
    assert stretches("Buenas tardes, el grifo gotea otra vez")[-1].text == "el grifo gotea otra vez"


@settings(max_examples=60)
@given(st.text(max_size=120))
def test_a_stretch_is_of_its_sentence(sentence: str) -> None:
    assert all(stretch.text in sentence for stretch in stretches(sentence))


@pytest.mark.parametrize(
    "text",
    [
        "Your own terms say that it is covered",
        "the fare of 120 livres was taken",
        "j'ai payé 64 $ pour ce livre",
        "you promised to send another one",
        "they came with two men and left",
        "you kept the whole fee of 93 for it",
        "compré el juego por 49,99 en la web",
        "Sehr geehrte Damen und Herren",
        "under which half of the price is paid",
        "you will put it right, nobody else",
        "das ist eine Panne bei den Daten",
        "the door fell off today at noon",
        "the handle broke. Then the lid broke",
        "the girl kept saying 'it is on its way",
        "I was at the door so don't even start with that",
    ],
)
def test_what_is_not_ours_to_say_is_not_told_back(text: str) -> None:
    assert not turning.quotable(text)


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_stretch_that_is_quoted_does_not_shout(language: Language) -> None:
    shouted = {"en": "the lid was CRACKED and there were TWO dents", "de": "der Deckel war KAPUTT und hatte eine Delle"}
    calm = {"en": "The lid was cracked and there were two dents", "de": "Der Deckel war kaputt und hatte eine Delle"}
    assert turning.quoted(shouted[language]) == calm[language]


def test_who_leaves_out_who_did_it_is_the_customer() -> None:
    assert turning.point("waited four hours at the gate") == "you waited four hours at the gate"
    assert turning.point("Rang on Friday and was told to wait") == "you rang on Friday and were told to wait"
    assert turning.point("waited four hours at the gate", noted=True) is None


def test_of_notes_only_what_speaks_of_nobody_is_turned() -> None:
    assert turning.point("the second gate was locked too", noted=True) == "the second gate was locked too"
    assert turning.point("the second gate was locked when she came", noted=True) is None


def test_a_thing_that_only_a_side_sentence_says_something_of_is_no_sentence() -> None:
    assert turning.point("a scratch along the door, which was not there before") is None
    assert turning.point("on Friday, the door was scratched") == "on Friday, the door was scratched"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("You charged me twice for one subscription.", "we charged you twice for one subscription"),
        ("My daughter's bike arrived with a bent wheel", "your daughter's bike arrived with a bent wheel"),
        ("The second router you sent died after two days!", "the second router we sent died after two days"),
        (
            "I was home all morning, nobody came and nobody rang.",
            "you were home all morning, nobody came and nobody rang",
        ),
        ("THE HEATING WENT OFF ON SUNDAY NIGHT", "the heating went off on sunday night"),
    ],
)
def test_a_plain_sentence_is_told_back(sentence: str, told: str) -> None:
    assert turning.point(sentence) == told


@pytest.mark.parametrize(
    "sentence",
    [
        "I want my fifty pounds back by tonight",
        "I paid £45.60 for a seat with a view",
        'The man said "it will sort itself out" and hung up',
        "Is this how you treat people who pay on time",
        "What I like you to see is the",
        "Short one",
    ],
)
def test_what_cannot_be_turned_safely_is_not_told_back(sentence: str) -> None:
    assert turning.point(sentence) is None


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
    assert turning.ask(told) == told


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
    assert turning.ask(told) is None


def test_a_sum_in_an_ask_is_seen() -> None:
    assert turning.names_sum("for the £34")
    assert not turning.names_sum("for a refund")


def test_what_the_customer_says_that_we_did_is_for_the_record_to_say() -> None:
    assert turning.point("When the first pair broke you just sent new ones and that was fine.") is None


def test_a_thing_with_a_deed_of_its_own_is_not_told_back_as_an_ask() -> None:
    assert turning.ask("for the charge put my card over") is None
    assert turning.ask("for the charge back") == "for the charge back"
