"""One state of the record in memory: which points are looked at, and how few of the marks a search needs."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.search import largest


@pytest.mark.parametrize("size", [0, 1, 63, 64, 200, 5_000])
@pytest.mark.parametrize("scored", [0.0, 0.02, 0.9])
@pytest.mark.parametrize("count", [1, 10, 200])
def test_the_largest_scores_are_those_of_a_full_sort(size: int, scored: float, count: int) -> None:
    chance = np.random.default_rng(size + count)
    scores = chance.random(size, dtype=np.float32) * (chance.random(size) < scored)
    scores = scores.astype(np.float32)
    found = largest(scores, count)
    wanted = [float(score) for score in sorted(scores, reverse=True)[:count] if score > 0]
    assert sorted((float(scores[place]) for place in found), reverse=True) == wanted
    assert len(set(found.tolist())) == len(found)
