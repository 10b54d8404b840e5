"""What the benchmark counts, and the chunks of its peer."""

from __future__ import annotations

import math
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "docs"))  # its scripts are no package

from bench import Corpus, fused, lines_of, scored
from chunks import chunks


def corpus(relevant: dict[str, frozenset[str]]) -> Corpus:
    return Corpus("few", (), tuple((id_, id_) for id_ in relevant), relevant, messages=False)


def test_one_right_document_counts_by_its_place() -> None:
    score = scored(corpus({"q": frozenset({"b"}), "r": frozenset({"x"})}), [["a", "b"], ["a", "b", "c", "d", "e", "x"]])
    assert score.ndcg == pytest.approx((1 / math.log2(3) + 1 / math.log2(7)) / 2)
    assert (score.hit, score.recall) == (0.5, 1.0)


def test_of_several_right_documents_ten_make_a_full_score() -> None:
    right = frozenset(f"d{i}" for i in range(20))
    score = scored(corpus({"q": right}), [[f"d{i}" for i in range(10)]])
    assert (score.ndcg, score.recall) == (1.0, 0.5)


def test_fusion_adds_reciprocal_ranks() -> None:
    assert fused([["a", "b", "c"]], [["c", "b"]]) == [["c", "b", "a"]]


def test_chunks_are_short_and_share_their_ends() -> None:
    text = "\n\n".join(" ".join(f"word{i}-{j}" for j in range(60)) for i in range(9))
    found = chunks(text)
    assert all(len(chunk) <= 1000 for chunk in found)
    assert all(word in " ".join(found) for word in text.split())
    long = " ".join(f"w{i}" for i in range(900))
    first, second, *_ = chunks(long)
    assert first.split()[-1] in second.split()


def test_a_corpus_is_read_with_its_answers(tmp_path: Path) -> None:
    (tmp_path / "corpus.jsonl").write_text('{"id": "d", "title": "T", "text": "x"}\n')
    (tmp_path / "queries.jsonl").write_text('{"id": "q", "text": "y"}\n{"id": "none", "text": "z"}\n')
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq\td\t1\n")
    read = Corpus.load(tmp_path)
    assert read.queries == (("q", "y"),)
    assert read.relevant == {"q": frozenset({"d"})}


def test_the_lines_of_a_corpus_that_is_not_measured_anew_are_found() -> None:
    page = "| corpus | method |\n|---|---|\n| one | Amends | 0.8 |\n| one more | Amends | 0.7 |\n\nAbout | one |\n"
    assert lines_of(page, "one") == ["| one | Amends | 0.8 |"]
