"""What else a complaint says is told by its meaning where customers use words of their own."""

from __future__ import annotations

import pytest
from rulebook import embedder

from assistant.signals import listen_with, signals_in
from assistant.signals.meaning import LABELS, parse, render
from assistant.signals.training import HEARD_FROM, learned, lines, tried, vocabulary_of
from assistant.triage import sentences


def heard(text: str) -> tuple[str, ...]:
    return listen_with(embedder())(text, sentences(text))


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        (
            "Forty thousand people watch my channel. Sort this by six and they get a nice story, otherwise the other one goes up.",
            "review_threat",
        ),
        ("The couple in the flat below were given their whole fare back by you in the same situation, so I want mine.", "precedent_claim"),
        ("You sent a man to mend it on Monday and by Wednesday it dripped exactly as before.", "second_failure"),
        ("My cousin worked in your depot and says your own people have three days for this on the sheet in the canteen.", "internal_source"),
        ("The leaflet from the counter gives me a month, while your website has two weeks. So which one counts?", "contradiction_claim"),
        ("When I signed up the conditions were different; I still have the brochure of last spring.", "older_edition"),
    ],
)  # fmt: skip
def test_what_is_meant_is_heard_in_words_that_no_list_holds(text: str, signal: str) -> None:
    assert signal in heard(text)


def test_a_plain_report_of_what_happened_gives_no_signal() -> None:
    assert heard("The kettle came on Tuesday with a dent in its lid. Please send another one.") == ()


def test_signals_that_were_not_learned_are_told_by_their_words() -> None:
    text = "If this is how it goes I will cancel my contract and go elsewhere."
    assert "cancel_threat" in signals_in(text)
    assert "cancel_threat" in heard(text)


def test_the_weights_that_ship_are_of_the_lines_that_ship() -> None:
    shipped = listen_with(embedder()).heed
    assert shipped.vocabulary == vocabulary_of(lines())
    assert {"cousin", "brochur", "neighbour"} <= set(shipped.vocabulary)  # words of English lines, as they stand there
    assert shipped.bounds.tolist() == pytest.approx([HEARD_FROM[label] for label in LABELS])


def test_the_weights_are_what_the_lines_teach_and_stand_being_written() -> None:
    held = [line for line in lines() if line.writer == "d"][:60]
    heed = learned(held, embedder().embed)
    again = parse(render(heed))
    assert again.vocabulary == heed.vocabulary
    assert again.weights == pytest.approx(heed.weights, rel=6e-3, abs=1e-9)


def test_a_writer_left_out_is_heard_rightly() -> None:
    tallies = tried(lines(), embedder().embed, ["c"]).values()
    heard, told = sum(tally.heard for tally in tallies), sum(tally.told for tally in tallies)
    right = sum(tally.right for tally in tallies)
    assert right / heard >= 0.8
    assert right / told >= 0.1  # a bound that lets nothing be heard is not right either
