"""How much a passage answers a query: meaning, words and the document it stands in, added up to one score. Pure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

# How much each kind of evidence counts; a librarian could say them aloud.
MEANING = 0.55  # the passage says the same as the query
WORDS = 0.30  # the passage uses the query's words
TITLE = 0.15  # the document is called what the query asks for
# Below this cosine two texts have nothing to do with one another; at the upper one they say the same.
_UNRELATED, _SAME = 0.05, 0.75


def fuse(meaning: Floats, words: Floats, titles: Floats) -> Floats:
    """Scores 0 to 1 of n passages from three kinds of evidence: cosines, BM25 scores and cosines of the titles."""
    close = np.clip((meaning - _UNRELATED) / (_SAME - _UNRELATED), 0.0, 1.0)
    named = np.clip((titles - _UNRELATED) / (_SAME - _UNRELATED), 0.0, 1.0)
    best = float(words.max(initial=0.0))
    shared = words / best if best > 0 else words
    return np.asarray(MEANING * close + WORDS * shared + TITLE * named, dtype=np.float32)
