"""Contradictions between documents: how many are found, and how many pairs of clauses are wrongly taken for one."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from rulebook import embedder

from assistant.disputes import Dispute, find_disputes
from knowledge.corpus import build
from knowledge.passage import Passage, Standing
from knowledge.readers import read
from knowledge.terms import read_terms

GOLDEN = Path(__file__).parent / "golden"
WRITTEN = GOLDEN / "contradictions"
COMPANIES = [
    GOLDEN / "companies" / "aster_air",
    GOLDEN / "companies" / "brightline",
    GOLDEN / "companies" / "tidewater",
    *(GOLDEN / "later_companies" / name for name in ("finchley", "harborline", "quillgate", "wexcombe", "wrenfield")),
]
DAY = dt.date(2026, 7, 1)


def alike(one: Sequence[str], other: Sequence[str]) -> Any:
    """Cosine similarities of two lists of texts."""
    return embedder().embed(one) @ embedder().embed(other).T


def plain(text: str) -> str:
    """A text with single spaces."""
    return " ".join(text.split())


def says(dispute: Dispute, clauses: Sequence[tuple[str, str]]) -> bool:
    """Whether a dispute is between two clauses, given as (document, words)."""
    sides = [(term.path, plain(term.quote)) for term in (dispute.one, dispute.other)]
    return any(
        all(path == document and (said in words or words in said) for (path, said), (document, words) in zip(order, clauses, strict=True))
        for order in (sides, sides[::-1])
    )  # fmt: skip


class Found(NamedTuple):
    """Of contradictions that are there, those that were found; and the pairs that are none."""

    right: tuple[str, ...]
    missed: tuple[str, ...]
    wrong: tuple[str, ...]


@lru_cache(maxsize=2)
def in_pairs(name: str) -> Found:
    """What is found in the written pairs."""
    right, missed, wrong = [], [], []
    for line in (WRITTEN / name).read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        sides = [pair["one"], pair["other"]]
        found = find_disputes(read_terms([p for side in sides for p in passages(side)]), alike, on=DAY)
        clauses = [(side["path"], plain(side["clause"])) for side in sides]
        told = [dispute for dispute in found if says(dispute, clauses)]
        if pair["contradicts"]:
            (right if told else missed).append(pair["id"])
            wrong += [f"{pair['id']}: {dispute.one.quote}" for dispute in found if dispute not in told]
        elif found:
            wrong.append(pair["id"])
    return Found(tuple(right), tuple(missed), tuple(wrong))


def passages(side: dict[str, Any]) -> tuple[Passage, ...]:
    """The passages of a written document."""
    data = f"# {side['title']}\n\n{side['text']}\n".encode()
    _, made = build(read(data, side["path"]), path=side["path"], kind="policy", version=1, content_hash="")
    standing = Standing.model_validate(side["standing"]) if "standing" in side else None
    return tuple(p.model_copy(update={"standing": standing}) for p in made) if standing else made


def in_company(folder: Path) -> Found:
    """What is found in the documents of a company on the day of its case about a contradiction."""
    made: list[Passage] = []
    for file in sorted((folder / "policies").iterdir()):
        made += build(read(file.read_bytes(), file.name), path=file.name, kind="policy", version=1, content_hash="")[1]
    cases = [json.loads(line) for line in (folder / "cases.jsonl").read_text(encoding="utf-8").splitlines() if line]
    (case,) = (case for case in cases if case["trap"] == "contradiction")
    clauses = [(gold["doc"], plain(gold["quote"])) for gold in case["gold"][:2]]
    found = find_disputes(read_terms(made), alike, on=dt.date.fromisoformat(case["received_on"]))
    right = tuple(folder.name for dispute in found if says(dispute, clauses))
    wrong = tuple(dispute.one.quote for dispute in found if not says(dispute, clauses))
    return Found(right, () if right else (folder.name,), wrong)


@pytest.mark.parametrize(("name", "least", "most"), [("pairs.jsonl", 11, 1), ("later_pairs.jsonl", 9, 0)])
def test_written_contradictions_are_found_and_look_alikes_left_alone(name: str, least: int, most: int) -> None:
    found = in_pairs(name)
    assert len(found.right) >= least, found.missed
    assert len(found.wrong) <= most, found.wrong


@pytest.mark.soak
def test_the_contradiction_that_each_company_has_is_found_with_hardly_another() -> None:
    found = [in_company(folder) for folder in COMPANIES]
    assert [name for each in found for name in each.missed] == []
    assert sum(len(each.wrong) for each in found) <= 1, [each.wrong for each in found]
