"""BM25 over numbered words: the same scores as a library's."""

from __future__ import annotations

import bm25s  # type: ignore[import-untyped]  # ships no types
import numpy as np

from knowledge.lexical import Counted, LexicalIndex, Lexicon, words

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
    other.index([list(words(text)) for text in TEXTS], show_progress=False)
    for query in ("is the delivery fee of a parcel refunded", "gift", "parcel parcel"):
        assert np.allclose(index(Lexicon(), *TEXTS).scores(query), other.get_scores(list(words(query))), atol=1e-5)


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


def test_texts_gathered_into_larger_ones_score_as_these_do() -> None:
    """Without what belongs to none of them."""
    lexicon = Lexicon()
    counted = Counted.of([lexicon.read(text) for text in (*TEXTS, "A parcel of gifts.")])
    gathered = LexicalIndex(lexicon, counted.gathered(np.array([0, 0, -1, 1, 1]), 2))
    whole = index(lexicon, " ".join(TEXTS[:2]), "A parcel of gifts.")
    for query in ("is the delivery fee of a parcel refunded", "gift", "cash"):
        assert np.allclose(gathered.scores(query), whole.scores(query))
        assert np.isclose(gathered.most(query), whole.most(query))
    assert gathered.known("gift gifts cash parcel") == 2


def test_nothing_gathered_scores_nothing() -> None:
    lexicon = Lexicon()
    counted = Counted.of([lexicon.read(text) for text in TEXTS])
    assert not LexicalIndex(lexicon, counted.gathered(np.full(4, -1), 1)).scores("parcel").any()
    assert LexicalIndex(lexicon, Counted.of([]).gathered(np.zeros(0, dtype=np.int64), 0)).scores("parcel").shape == (0,)
