"""Learns which stretch of a complaint a letter tells back, from the stretches that people marked, and writes the weights.

    python tests/train_retelling.py [--apart]

`golden/retelling/marked.jsonl` holds for 1,250 complaints (those of the example companies, and those from which the severity is
learned) one to three stretches that a kind and attentive person would repeat, the best first, each complaint by the first twelve
figures of its SHA-256. With `--apart` nothing is written: each eighth of the companies and trades is left out in turn, and what
the others teach is tried on it. The same data give the same weights.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.asks import find_asks
from assistant.retelling.stretches import Stretch, stretches
from assistant.retelling.weighing import (
    Vector,
    Weights,
    render,
    sentence_signals,
    stretch_signals,
)
from assistant.triage import language_of, listen, sentences
from knowledge.embedding import LocalEmbedder
from knowledge.glossary import is_foreign

GOLDEN = Path(__file__).parent / "golden"
WEIGHTS = Path(str(files("assistant.retelling") / "weights.json"))
_FOLDS = 8
_SENTENCE_RIDGE, _STRETCH_RIDGE = 5.0, 1.0
# The best stretch counts whole, the second and third a little less.
_WORTH = (1.0, 0.9, 0.8)


class Marked(NamedTuple):
    """A complaint, its company or trade, and the stretches marked in it, best first."""

    group: str
    complaint: str
    stretches: tuple[str, ...]


class Read(NamedTuple):
    """A complaint's sentences with their signals and worth, and their stretches."""

    group: str
    sentences: Vector
    worth: Vector
    stretches: list[list[tuple[Stretch, float]]]
    lengths: list[int]
    foreign: bool


def marked() -> list[Marked]:
    """All complaints that are marked, in the order of their files."""
    lines = (GOLDEN / "retelling" / "marked.jsonl").read_text(encoding="utf-8").splitlines()
    known = {row["of"]: tuple(row["stretches"]) for row in map(json.loads, lines)}
    found = []
    for group, complaint in _complaints():
        of = hashlib.sha256(complaint.encode()).hexdigest()[:12]
        if known.get(of):
            found.append(Marked(group, complaint, known[of]))
    return found


def _complaints() -> Iterator[tuple[str, str]]:
    for folder in ("companies", "later_companies", "small_companies"):
        for path in sorted((GOLDEN / folder).glob("*/cases.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                yield path.parent.name, json.loads(line)["complaint"]
    text = (files("assistant.severity") / "complaints.tsv").read_text(encoding="utf-8")
    for row in csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE):
        yield row["industry"], row["complaint"]


def read(known: Marked, embedder: LocalEmbedder) -> Read | None:
    """A marked complaint as triage reads it; None where nothing of it is the customer's own."""
    own = listen(known.complaint).own
    spoken = sentences(own)
    if not spoken:
        return None
    foreign = is_foreign(own)
    asked = {ask.sentence for ask in find_asks(spoken, language_of(known.complaint))}
    cut = [[(s, _worth(s.text, known.stretches)) for s in stretches(sentence)] for sentence in spoken]
    return Read(
        known.group,
        sentence_signals(spoken, [sentence in asked for sentence in spoken], embedder.embed, foreign=foreign),
        np.array([max((worth for _, worth in pairs), default=0.0) for pairs in cut]),
        cut,
        [len(sentence) for sentence in spoken],
        foreign,
    )


def _worth(text: str, wanted: Sequence[str]) -> float:
    """How much of a marked stretch a stretch is: the F1 of their words, 0 to 1."""
    return max((worth * _alike(text, one) for worth, one in zip(_WORTH, wanted, strict=False)), default=0.0)


def _alike(one: str, other: str) -> float:
    a, b = Counter(one.lower().split()), Counter(other.lower().split())
    return 2 * (a & b).total() / (a.total() + b.total())


def _fit(rows: Vector, worth: Vector, ridge: float) -> Vector:
    """Ridge regression; the last weight is the constant. Columns are brought to one scale where `ridge` is small beside them."""
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    scale = scale if rows.shape[1] < 100 else np.ones_like(scale)
    design = (rows - mean) / scale
    weights = np.linalg.solve(design.T @ design + ridge * np.eye(design.shape[1]), design.T @ (worth - worth.mean()))
    weights = weights / scale
    return np.append(weights, worth.mean() - mean @ weights)


def _rows(one: Read, weights: Vector) -> Vector:
    return np.array(
        [
            stretch_signals(s, length, weight, foreign=one.foreign)
            for pairs, length, weight in zip(one.stretches, one.lengths, weights.tolist(), strict=True)
            for s, _ in pairs
        ]
    ).reshape(-1, 24)


def learned(known: Sequence[Read]) -> Weights:
    """The weights of sentences; then those of stretches, over what sentences weigh when their company is left out."""
    sentence = _sentence(known)
    folds = _folds(known)
    rows, worth = [], []
    for fold in range(_FOLDS):
        apart = _sentence([one for one, at in zip(known, folds, strict=True) if at != fold])
        for one in (one for one, at in zip(known, folds, strict=True) if at == fold):
            rows.append(_rows(one, one.sentences @ apart[:-1] + apart[-1]))
            worth += [value for pairs in one.stretches for _, value in pairs]
    return Weights(sentence, _fit(np.vstack(rows), np.array(worth), _STRETCH_RIDGE))


def _sentence(known: Sequence[Read]) -> Vector:
    rows, worth = np.vstack([one.sentences for one in known]), np.concatenate([one.worth for one in known])
    return _fit(rows, worth, _SENTENCE_RIDGE)


def _folds(known: Sequence[Read]) -> NDArray[np.intp]:
    groups = sorted({one.group for one in known})
    return np.array([groups.index(one.group) % _FOLDS for one in known])


def apart(known: Sequence[Read]) -> str:
    """What is right in companies and trades that were left out."""
    folds, right, alike = _folds(known), [], []
    for fold in range(_FOLDS):
        weights = learned([one for one, at in zip(known, folds, strict=True) if at != fold])
        for one in (one for one, at in zip(known, folds, strict=True) if at == fold):
            rows = _rows(one, one.sentences @ weights.sentence[:-1] + weights.sentence[-1])
            if len(rows):
                best = int(np.argmax(rows @ weights.stretch[:-1]))
                alike.append([value for pairs in one.stretches for _, value in pairs][best])
                right.append(alike[-1] > 0.5)
    return (
        f"more than half a marked stretch: {np.mean(right):.1%} of {len(right)}, alike on the mean {np.mean(alike):.2f}"
    )


def main() -> None:
    """Trains, and writes `weights.json` next to the code that reads it, or only tells what is right apart."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--apart", action="store_true")
    only_tell = parser.parse_args().apart
    embedder = LocalEmbedder()
    known = [one for one in (read(m, embedder) for m in marked()) if one is not None]
    if only_tell:
        print(apart(known))
        return
    WEIGHTS.write_text(render(learned(known)), encoding="utf-8")
    print(f"{WEIGHTS.name}: {len(known)} complaints")


if __name__ == "__main__":
    main()
