"""What stands for a query, and how its evidence is weighed."""

from __future__ import annotations

import numpy as np

from knowledge.glossary import in_english, is_foreign
from knowledge.ranking import fuse, scaled, spread, units, weigh


def test_a_short_query_stands_for_itself() -> None:
    assert units("Where is my refund? It is late.") == ["Where is my refund? It is late."]


def test_a_letter_is_read_as_a_whole_and_by_its_sentences() -> None:
    letter = (
        "I ordered a lamp in March. It came broken! " + "The box was open and the glass lay in pieces. " * 5 + "Bye."
    )
    assert units(letter) == [letter, "I ordered a lamp in March.", "The box was open and the glass lay in pieces."]


def test_a_foreign_text_brings_its_subjects_in_english_along() -> None:
    (text,) = units("Ich habe das Paket nicht bekommen und will mein Geld zurück.")
    english, own = text.split("\n")
    assert {"package", "refund"} <= set(english.split())
    assert own == "Ich habe das Paket nicht bekommen und will mein Geld zurück."


def test_languages_are_told_by_their_small_words() -> None:
    assert not is_foreign("I was charged twice for die cutters and a Las Vegas trip, and the refund is late.")
    assert is_foreign("Me han cobrado dos veces por el mismo pedido y la factura está mal")
    assert is_foreign("Je suis très déçue, la livraison n'est pas arrivée")


def test_numbers_and_codes_stay_as_they_are() -> None:
    assert in_english("Die Rechnung AB-12 über 59,90 ist falsch") == "bill invoice AB-12 59,90 wrong"
    assert in_english("bonjour") == ""


def test_scores_lie_between_none_and_one() -> None:
    meaning = np.array([[-0.2], [0.5], [1.0]], dtype=np.float32)
    words = np.array([[0.0], [1.0], [1.0]], dtype=np.float32)
    assert np.allclose(fuse(meaning, words, words)[:, 0], [0, 1.1 / 1.6, 1])
    assert np.allclose(fuse(meaning, words)[:, 0], [0, 0.65 / 1.15, 1])


def test_of_two_clauses_that_say_the_same_the_one_whose_document_is_about_the_matter_comes_first() -> None:
    meaning, words = np.full((2, 1), 0.5, dtype=np.float32), np.full((2, 1), 0.3, dtype=np.float32)
    about, mentions = fuse(meaning, words, np.array([[0.6], [0.2]], dtype=np.float32))[:, 0]
    assert about > mentions


def test_words_are_shares_and_the_best_point_says_most() -> None:
    scores = np.array([[0.0, 0.0], [1.0, 2.0], [4.0, 2.0]], dtype=np.float32)
    most, best = np.array([8.0, 4.0], dtype=np.float32), np.array([4.0, 2.0], dtype=np.float32)
    found = scaled(scores, most, best, np.array([40, 40]))
    assert np.array_equal(found.argmax(axis=0), [2, 1])
    assert (found[0] == 0).all()
    assert (found <= 1).all()
    assert not scaled(scores * 0, most, best * 0, np.array([0, 0])).any()


def test_the_best_point_of_a_letter_counts_although_it_repeats_little_of_it() -> None:
    """A clause that says a third of a question and one that says a thirtieth of a letter are the best there is for each."""
    best = np.ones((1, 1), dtype=np.float32)
    question, letter = (float(scaled(best, most, 1.0, 20)[0, 0]) for most in (3.0, 30.0))
    assert question / 2 < letter < question


def test_two_words_in_common_count_less_than_ten() -> None:
    best = np.ones((1, 1), dtype=np.float32)
    assert scaled(best, 1.0, 1.0, 2) < 0.5 * scaled(best, 1.0, 1.0, 10)


def test_a_passage_counts_by_the_three_sentences_it_answers_best() -> None:
    scores = np.array([[0.5, 0.9, 0.6, 0.3, 0.0, 0.0]], dtype=np.float32)
    assert np.allclose(weigh(scores), [0.5 * 0.5 + 0.5 * 0.6])
    assert np.allclose(weigh(scores[:, :1]), [0.5])


def test_a_further_passage_of_a_document_gives_way_to_another_document_that_is_nearly_as_good() -> None:
    scores = np.array([0.80, 0.79, 0.77, 0.40], dtype=np.float32)
    assert spread(scores, np.array([4, 4, 2, 7])).tolist() == [0, 2, 1, 3]


def test_a_much_better_passage_stays_ahead_of_other_documents() -> None:
    scores = np.array([0.80, 0.79, 0.60], dtype=np.float32)
    assert spread(scores, np.array([4, 4, 2])).tolist() == [0, 1, 2]
