"""One state of the record in memory: which points are looked at, and how few of the marks a search needs."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.corpus import build
from knowledge.passage import DocumentKind, Passage
from knowledge.readers import read
from knowledge.search import Shelf, largest
from knowledge.vectors import Filter


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


def passages(path: str, text: str, kind: DocumentKind = "policy") -> tuple[Passage, ...]:
    return build(read(text.encode(), path), path=path, kind=kind, version=1, content_hash="")[1]


def found(shelf: Shelf, query: str, kind: DocumentKind | None, *, internal: bool = False) -> list[tuple[str, float]]:
    """The paths and scores of what a shelf finds by words alone."""
    wanted = Filter(kind=kind, on=None, made_on=None, include_internal=internal)
    nothing = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32))
    return [(hit.passage.path, hit.score) for hit in shelf.rank([query], [nothing], k=10, wanted=wanted)]


MENTIONS = "# Delivery\n\nA parcel comes within three days.\n\n## Gifts\n\nA gift card is refunded on request.\n"
IS_ABOUT = "# Cards\n\nGift cards never expire.\n\n## Returns\n\nA gift card is refunded on request.\n"
LOG = "case_id,complaint_summary,resolution,outcome\n7,The gift card is refunded late,We paid,kept\n8,A parcel,We paid,kept\n"


def test_of_two_clauses_alike_that_of_the_document_about_the_matter_comes_first() -> None:
    shelf = Shelf([*passages("a.md", MENTIONS), *passages("b.md", IS_ABOUT)], generation=1)
    assert [path for path, _ in found(shelf, "is a gift card refunded?", "policy")][:2] == ["b.md", "a.md"]


def test_public_documents_are_not_measured_by_an_internal_one() -> None:
    """Whose sections say one word of the query each, but which says the most of it as a whole."""
    notes = "# Notes\n\nInternal use only. Do not share or quote.\n\n"
    notes += "\n\n".join(f"## Part {i}\n\n{word} {word} {word}." for i, word in enumerate(("Gift", "Card", "Refunded")))
    internal = passages("notes.md", notes)
    assert all(passage.standing.internal for passage in internal)
    shelf = Shelf([*passages("a.md", MENTIONS), *internal], generation=1)
    hidden, shown = (dict(found(shelf, "gift card refunded", "policy", internal=whether)) for whether in (False, True))
    assert set(hidden) == {"a.md"}
    assert hidden["a.md"] > shown["a.md"]


def test_past_cases_are_found_beside_policies_and_by_themselves() -> None:
    shelf = Shelf([*passages("b.md", IS_ABOUT), *passages("log.csv", LOG, "resolution")], generation=1)
    assert {path for path, _ in found(shelf, "gift card refunded late", None)} == {"b.md", "log.csv"}
    assert [path for path, _ in found(shelf, "gift card refunded late", "resolution")] == ["log.csv"]
    assert found(Shelf(generation=1), "gift card", None) == []
