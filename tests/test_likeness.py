"""Texts are compared by their meaning, and the vectors of a list that comes again are made once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest

from assistant.asks import find_asks
from assistant.case import Complaint
from assistant.chain.likeness import Likeness, cosines
from assistant.chain.retrieving import to_compare
from assistant.facts import read_facts
from assistant.triage import sentences
from knowledge.embedding import LocalEmbedder, Vectors
from knowledge.errors import IndexUnavailable

CLAUSES = ["A late parcel gives the delivery fee back.", "Complaints are answered in five days.", "Dogs are welcome."]


class Counting:
    """The local embedder, with a note of how many texts it was asked for each time."""

    name = LocalEmbedder.name

    def __init__(self) -> None:
        self._local = LocalEmbedder()
        self.asked: list[int] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.asked.append(len(texts))
        return self._local.embed(texts)


@pytest.fixture(scope="module")
def embedder() -> Counting:
    return Counting()


def test_cosines_are_those_of_the_vectors_one_row_for_each_text(embedder: Counting) -> None:
    asks = ["my delivery fee back", "an answer"]
    rows = Likeness(embedder)(asks, CLAUSES)
    assert np.allclose(rows, embedder.embed(asks) @ embedder.embed(CLAUSES).T, atol=1e-6)
    assert np.argmax(rows, axis=1).tolist() == [0, 1]


def test_nothing_compared_gives_an_empty_row_for_each_text(embedder: Counting) -> None:
    alike = Likeness(embedder)
    assert alike(["a", "b"], []) == [[], []]
    assert alike([], ["a"]) == []


def test_a_list_that_comes_again_is_asked_for_once_and_another_one_anew(embedder: Counting) -> None:
    alike = Likeness(embedder)
    first = alike(["the fee"], CLAUSES)
    embedder.asked.clear()
    assert list(alike(["the fee"], list(CLAUSES))) == list(first)
    assert embedder.asked == []
    assert list(alike(["the fee"], CLAUSES[:2])) == [first[0][:2]]
    assert embedder.asked == [2]


def test_no_more_lists_are_kept_than_a_few(embedder: Counting) -> None:
    alike = Likeness(embedder)
    for number in range(40):
        alike(["the fee"], ["a clause", f"another clause {number}"])
    embedder.asked.clear()
    alike(["the fee"], ["a clause", "another clause 0"])
    assert embedder.asked == [2]


def test_texts_are_met_together_each_once_and_no_empty_one(embedder: Counting) -> None:
    embedder.asked.clear()
    Likeness(embedder).meet(["one", "", "two", "one"])
    assert embedder.asked == [2]


def test_what_was_begun_beside_other_work_is_not_asked_for_again(embedder: Counting) -> None:
    alike = Likeness(embedder)
    embedder.asked.clear()
    alike.begin(["one", "two", "one"])()
    assert embedder.asked == [2]


def test_what_goes_wrong_beside_other_work_is_told_to_whoever_waits_for_it() -> None:
    class Down:
        name = "down"

        def embed(self, texts: Sequence[str]) -> Vectors:
            raise IndexUnavailable("The embeddings endpoint did not answer.")

    wait = Likeness(Down()).begin(["one"])
    with pytest.raises(IndexUnavailable, match="did not answer"):
        wait()


@pytest.mark.parametrize(("one", "other"), [(1, 3), (7, 200), (3, 641), (2, 1500), (0, 5)])
def test_cosines_are_the_products_of_the_vectors_however_many(one: int, other: int) -> None:
    draw = np.random.default_rng(one + other)
    a, b = (draw.normal(size=(count, 16)).astype(np.float32) for count in (one, other))
    np.testing.assert_allclose(cosines(a, b), a @ b.T, rtol=1e-4, atol=1e-5)


def test_a_letter_is_compared_by_its_sentences_and_no_words_of_it_are_read_twice() -> None:
    text = (
        "My canoe leaks at the stern and has done so since the first morning. I hired it on Monday for the lake tour with my "
        "two sons, who sat in cold water for an hour. Please give me the hire fee back. I would also like a dry canoe for the "
        "rest of the week."
    )
    facts = [("hire_fee", "40.00 EUR"), ("lake", "north shore")]
    met = to_compare(Complaint(text=text, received_on=date(2026, 5, 4), facts=tuple(facts)), "en", read_facts(facts))
    asks = [ask.text for ask in find_asks(sentences(text), "en")]
    named = ["hire fee: 40.00 EUR", "lake: north shore", "hire fee", "lake"]
    assert sorted(set(met)) == sorted({*sentences(text), *asks, *named})


def test_rows_are_lists_of_numbers_and_a_table_alike(embedder: Counting) -> None:
    alike = Likeness(embedder)
    rows = alike(CLAUSES[:2], CLAUSES)
    table = np.asarray(rows)
    assert table.shape == (2, 3) and table.dtype == np.float64
    assert [list(row) for row in rows] == table.tolist() == [rows[0], rows[1]] == rows[:2]
    assert all(type(number) is float for row in rows for number in row)
