"""What else a complaint says is told by its meaning where customers use words of their own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pytest
from numpy.typing import NDArray
from rulebook import embedder

from assistant.signals import listen_with, signals_in
from assistant.signals.meaning import LABELS, Heed, chances, parse, render
from assistant.signals.training import (
    HEARD_FROM,
    MOST_PULL,
    Line,
    digest_of,
    fit,
    learned,
    lines,
    prepared,
    pull,
    tried,
    vocabulary_of,
)
from assistant.triage import sentences

TWO = ("legal", "bargain")


@lru_cache(maxsize=1)
def told() -> list[Line]:
    return lines()


def of_two(writers: str) -> list[Line]:
    """The lines of some writers with one of the two labels, and half as many that have none."""
    mine = [line for line in told() if line.writer in writers]
    labelled = [line for line in mine if line.labels & set(TWO)]
    return labelled + [line for line in mine if not line.labels][: len(labelled) // 2]


@lru_cache(maxsize=1)
def vectors() -> dict[str, NDArray[np.float32]]:
    """The vectors of sentences that were asked for so far: all lines are embedded once for all tests."""
    return {}


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    known = vectors()
    new = [text for text in dict.fromkeys(texts) if text not in known]
    if new:
        known.update(zip(new, embedder().embed(new), strict=True))
    return np.array([known[text] for text in texts])


@lru_cache(maxsize=1)
def few() -> tuple[list[Line], Heed]:
    """Some lines, and what they teach."""
    held = [line for line in told() if line.writer == "d"][:60]
    return held, learned(held, embed)


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
    assert shipped.lines == digest_of(told()), "python -m assistant.signals.training learns them anew"
    assert shipped.vocabulary == vocabulary_of(told())
    assert {"cousin", "brochur", "neighbour"} <= set(shipped.vocabulary)  # words of English lines, as they stand there
    assert shipped.bounds.tolist() == pytest.approx([HEARD_FROM[label] for label in LABELS])


def test_a_line_with_another_label_or_in_another_place_is_another_lesson() -> None:
    first, second, *rest = told()
    other = first._replace(labels=first.labels ^ {"fraud"})
    assert len({digest_of(held) for held in (told(), [other, second, *rest], [second, first, *rest], rest)}) == 4


def test_the_weights_are_what_the_lines_teach_and_stand_being_written() -> None:
    held, heed = few()
    again = parse(render(heed))
    assert (again.vocabulary, again.lines) == (heed.vocabulary, digest_of(held))
    assert again.weights == pytest.approx(heed.weights, rel=6e-3, abs=1e-9)


def test_what_no_line_says_is_never_heard() -> None:
    rows = np.hstack([np.eye(4), np.ones((4, 1))])
    said, unsaid = fit(rows, np.array([[1.0, 0], [0, 0], [0, 0], [1, 0]])) @ rows.T
    assert said[0] > 0 > said[1]
    assert unsaid.max() < -20


def test_a_writer_left_out_is_heard_rightly() -> None:
    """For two of the labels and two writers; `make signals-apart` tries all of them, each left out in turn."""
    tallies = tried(of_two("adc"), embed, ["c"])
    heard, meant = (sum(getattr(tallies[label], what) for label in TWO) for what in ("heard", "told"))
    right = sum(tallies[label].right for label in TWO)
    assert right / heard >= 0.8
    assert right / meant >= 0.1  # a bound that lets nothing be heard is not right either


def test_the_weights_that_ship_know_the_lines_that_taught_them() -> None:
    """`make signals-apart` tells how far all lines still pull at them."""
    shipped = listen_with(embedder()).heed
    held = of_two("d")
    rows, wanted = prepared(held, shipped.vocabulary, embed)
    wrong = (chances(shipped, rows) >= 0.5) != (wanted == 1)
    assert wrong.sum() <= 0.01 * wanted.size


def test_only_lines_that_teach_something_else_pull() -> None:
    """What is left is what three digits leave out; a single line with another label pulls at its own."""
    held, heed = few()
    heed = parse(render(heed))
    rows, wanted = prepared(held, heed.vocabulary, embed)
    assert np.abs(pull(heed, rows, wanted)[:, :-1]).max() < MOST_PULL
    wanted[20, 0] = 1 - wanted[20, 0]
    assert np.abs(pull(heed, rows, wanted)[0, :-1]).max() > MOST_PULL


def test_who_holds_two_rules_against_each_other_is_heard_in_german_french_and_spanish() -> None:
    for told in (
        "Zwei Regeln, und gelten soll die, die Ihnen Geld bringt.",
        "Deux règles différentes, et vous prenez celle qui vous arrange.",
        "Hay dos plazos distintos y ustedes eligen.",
    ):
        assert "contradiction_claim" in signals_in(told)


@pytest.mark.parametrize(
    "told",
    [
        "Your kiln page gives me thirty days. The card in the box says twenty, so which page is true?",
        "Your booking page says the tuner comes free. Then the other page, the price list, says forty. Well, which is it?",
        "It can't be both, can it?",
        "Seventy on one screen and ninety on the next, and you wrote both of them.",
        "The handbook and the website terms say opposite things.",
        "So you've two rules and go for the one that pays you.",
    ],
)
def test_who_holds_two_of_our_texts_against_each_other_is_heard(told: str) -> None:
    assert "two_documents" in signals_in(told)


@pytest.mark.parametrize(
    "told",
    [
        "A new lamp or my money, which is it going to be?",
        "Your page says thirty days and today is the twentieth. Send the label please.",
        "My neighbour was paid and I was not. Which is it, fair or not?",
        "I have your old leaflet from May and I rely on it.",
        "You sent two lamps and both are broken.",
    ],
)
def test_who_relies_on_one_text_or_asks_for_a_choice_holds_no_two_against_each_other(told: str) -> None:
    assert "two_documents" not in signals_in(told)
