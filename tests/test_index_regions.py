"""A document is found for its region under whatever name it was read and whatever name is asked for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from knowledge.corpus import Point
from knowledge.passage import Passage, Standing
from knowledge.regions import names_of
from knowledge.vectors import Filter, VectorIndex
from tests.rulebook import passage


def page(name: str, *regions: str) -> Passage:
    return passage(f"Items may be returned. {name}", path=name, standing=Standing(regions=regions))


PAGES = [page("de.md", "Deutschland"), page("code.md", "AT", "DE"), page("fr.md", "France"), page("all.md")]


@pytest.mark.parametrize("asked", ["DE", "Germany", "deutschland"])
def test_a_region_is_one_under_each_of_its_names(tmp_path: Path, asked: str) -> None:
    index = VectorIndex(index_dir=tmp_path, chroma_url=None, lock_dir=None, generation=lambda: 1)
    points = [Point(p.path, p, p.text) for p in PAGES]
    vectors = np.eye(len(points), 4, dtype=np.float32)
    wanted = Filter(kind="policy", on=None, made_on=None, include_internal=False, region=asked)
    with index.held():
        index.put("test", points, vectors)
        ((ids, _),) = index.nearest("test", "policy", vectors[:1], k=4, where=wanted.where())
    index.close()
    assert set(ids) == {"de.md", "code.md", "all.md"}
    assert [wanted.passes(p) for p in PAGES] == [True, True, False, True]


def test_a_place_of_the_companys_own_has_its_own_name_alone() -> None:
    assert names_of("Port Ker") == {"port ker"}
