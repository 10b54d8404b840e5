"""BM25 over numbered words: the same scores as a library's."""

from __future__ import annotations

import bm25s  # type: ignore[import-untyped]  # ships no types
import numpy as np

from knowledge.lexical import LexicalIndex, Lexicon, words

TEXTS = (
    "A late parcel: we refund the delivery fee.",
    "The delivery fee of a lost parcel, the parcel itself, and the gift wrapping are refunded.",
    "Gift cards cannot be exchanged for cash.",
    "",
)


def index(lexicon: Lexicon, *texts: str) -> LexicalIndex:
    return LexicalIndex(lexicon, [lexicon.read(text) for text in texts])


def test_scores_are_those_of_bm25s() -> None:
    other = bm25s.BM25(method="lucene", k1=1.5, b=0.75)
    other.index([words(text) for text in TEXTS], show_progress=False)
    for query in ("is the delivery fee of a parcel refunded", "gift", "parcel parcel"):
        assert np.allclose(index(Lexicon(), *TEXTS).scores(query), other.get_scores(words(query)), atol=1e-5)


def test_no_score_exceeds_the_most_there_can_be() -> None:
    found = index(Lexicon(), *TEXTS, "parcel " * 500)
    assert 0.5 * found.most("parcel") < found.scores("parcel").max() < found.most("parcel")


def test_words_that_came_after_an_index_was_made_do_not_disturb_it() -> None:
    lexicon = Lexicon()
    first = index(lexicon, *TEXTS)
    before = first.scores("gift voucher")
    index(lexicon, *TEXTS, "A voucher is a gift.")
    assert np.array_equal(first.scores("gift voucher"), before)


def test_an_index_without_texts_scores_nothing() -> None:
    assert index(Lexicon()).scores("parcel").shape == (0,)
    assert index(Lexicon()).most("parcel") == 0.0
