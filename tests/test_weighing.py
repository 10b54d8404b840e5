"""Passages and clauses that speak of the case weigh more than those that do not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rulebook import alike, passage

from assistant.facts import read_facts
from assistant.kindred import common_words
from assistant.remedies import kinds_wanted
from assistant.weighing import OFFER_SIGNALS, OFFER_WEIGHTS, SIGNALS, Lexicon, Matter, offer_chance, weigh, words
from knowledge.passage import Standing

FREEZER = "A freezer that stops cooling within the warranty is repaired within 9 business days of the report."
GARDEN = "The garden terrace is open to visitors from April to October, dogs are welcome."
LOANS = "A student loan is repaid in monthly instalments after the course has ended."
PAGES = [passage(text, path=f"{n}.md") for n, text in enumerate((GARDEN, FREEZER, LOANS))]
ASKS = ("a repair of my freezer",)
MATTER = Matter(
    "My freezer stopped cooling and all my food is spoiled. I want a repair of my freezer.",
    ("My freezer stopped cooling and all my food is spoiled.", "I want a repair of my freezer."),
    ASKS,
    read_facts([("appliance", "freezer, under warranty")]),
    kinds_wanted(ASKS),
)
CLAUSES = [(index, page.text) for index, page in enumerate(PAGES)]


def test_the_passage_that_speaks_of_the_case_weighs_most() -> None:
    weighed = weigh(PAGES, CLAUSES, MATTER, alike, [False] * 3)
    assert int(np.argmax(weighed.passages)) == 1
    assert weighed.passages.shape == (3,) and weighed.signals.shape == (3, len(SIGNALS))
    assert int(np.argmax(weighed.clause_asks)) == int(np.argmax(weighed.clause_meaning)) == 1


def test_a_document_out_of_force_weighs_less_than_the_same_in_force() -> None:
    twice = [PAGES[1], PAGES[1].model_copy(update={"id": "old", "path": "old.md"}), PAGES[0]]
    weighed = weigh(twice, [(0, FREEZER), (1, FREEZER), (2, GARDEN)], MATTER, alike, [False, True, False])
    assert weighed.passages[1] < weighed.passages[0]


def test_an_internal_document_is_told_apart() -> None:
    inside = PAGES[1].model_copy(update={"standing": Standing(internal=True)})
    weighed = weigh([inside, PAGES[0]], [(0, FREEZER), (1, GARDEN)], MATTER, alike, [False, False])
    assert weighed.signals[:, SIGNALS.index("internal")].tolist() == [1.0, 0.0]


def test_the_order_of_the_passages_changes_no_weight() -> None:
    forth = weigh(PAGES, CLAUSES, MATTER, alike, [False] * 3).passages
    back = weigh(PAGES[::-1], [(2 - i, text) for i, text in CLAUSES][::-1], MATTER, alike, [False] * 3).passages
    assert np.allclose(forth, back[::-1])


def test_words_in_common_score_and_the_best_is_one() -> None:
    scores = Lexicon([FREEZER, GARDEN, LOANS]).score("the freezer stops cooling")
    assert scores.tolist() == [1.0, 0.0, 0.0]
    assert Lexicon([GARDEN]).score("zebra").tolist() == [0.0]


def test_words_are_stemmed_and_counted() -> None:
    assert dict(words("delivery deliveries the")) == dict(words("delivery delivery"))


def test_every_signal_of_an_offer_has_its_weight() -> None:
    assert set(OFFER_SIGNALS) == set(OFFER_WEIGHTS)


@pytest.mark.parametrize(("name", "better"), [("asks", 1), ("facts", 1), ("met", 0), ("open", -1), ("waits", -1)])
def test_what_speaks_for_an_offer_raises_its_chance(name: str, better: int) -> None:
    plain = dict.fromkeys(OFFER_SIGNALS, 0.0) | {"bias": 1.0}
    change = offer_chance(plain | {name: 1.0}) - offer_chance(plain)
    if better:
        assert change * better > 0
    assert abs(change) < 0.5


@given(st.dictionaries(st.sampled_from(OFFER_SIGNALS), st.floats(-1e6, 1e6), max_size=8))
def test_a_chance_lies_between_0_and_1(signals: dict[str, float]) -> None:
    assert 0.0 <= offer_chance(signals) <= 1.0


BROKEN = "Broken or damaged goods: two photos are needed, and they are checked within 3 business days."
UNDELIVERED = "If a parcel has not arrived, the courier searches for it for up to 11 business days."


@pytest.mark.parametrize(
    ("told", "nearer", "further"),
    [
        ("My teapot arrived with a crack in it.", BROKEN, UNDELIVERED),
        ("My teapot arrived in bits.", BROKEN, UNDELIVERED),
    ],
)
def test_who_tells_the_particular_is_looked_for_under_the_common_word(told: str, nearer: str, further: str) -> None:
    pages = [passage(text, path=f"{n}.md") for n, text in enumerate((further, nearer, LOANS, GARDEN))]
    matter = Matter(told, (told,), (), (), frozenset())
    weighed = weigh(pages, [(n, page.text) for n, page in enumerate(pages)], matter, alike, [False] * 4)
    assert int(np.argmax(weighed.passages)) == 1


@pytest.mark.parametrize(
    ("told", "common"),
    [
        ("The kettle won't switch on.", "faulty"),
        ("It is still not here.", "late"),
        ("The show was called off at noon.", "cancelled"),
        ("You charged me twice for June.", "duplicate"),
        ("My son came out with a rash.", "injury"),
    ],
)
def test_common_words(told: str, common: str) -> None:
    assert common in common_words(told).split()
    assert common_words("Thank you, all is well and on time.") == ""
