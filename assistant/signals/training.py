"""Fit the weights of `assistant.signals` on its lines: `python -m assistant.signals.training [--check]`.

With `--check` (`make signals-apart`) nothing is written: it is told how far the lines pull at the weights that ship; and each
writer's lines are left out in turn, and what the others teach is tried on them.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.facts import stems
from assistant.signals.meaning import LABELS, Embed, Heed, Vector, chances, english, features, parse, render
from assistant.triage import sentences
from knowledge.embedding import LocalEmbedder

_WEIGHTS = Path(__file__).parent / "weights.json"
_SHRINKAGE = 0.15
_SEEN_AT_LEAST = 4
_STEPS = 25
_FURTHEST = 30.0  # of what a chance is made: further off it is 0 or 1 all the same

# As far as lines may pull at weights that were learned from them: the three digits of the file leave 0.03 of it, and a single
# line with another label pulls by 0.28.
MOST_PULL = 0.12

# From which chance each is heard: read off the companies of the tests, where about one complaint in twenty has it by mistake;
# that of contradictions was set with the sentence of its test in view (docs/decisions.md).
HEARD_FROM: dict[str, float] = {
    "precedent": 0.62, "bargain": 0.6, "legal": 0.7, "second_failure": 0.66, "vulnerable": 0.74,
    "fraud": 0.67, "contradiction": 0.58, "internal": 0.6, "stale": 0.62, "spoken": 0.9,
}  # fmt: skip


class Line(NamedTuple):
    """A piece of a complaint and what it says besides; `writer`: the person who wrote it."""

    writer: str
    labels: frozenset[str]
    text: str


def lines() -> list[Line]:
    """The lines that ship with the program."""
    text = (files("assistant.signals") / "sentences.tsv").read_text(encoding="utf-8")
    rows = [row.split("\t") for row in text.splitlines()[1:]]
    return [Line(writer, frozenset(labels.split(",")) - {"none"}, said) for writer, labels, said in rows]


def digest_of(held: Sequence[Line]) -> str:
    """The SHA-256 (hexadecimal) of lines with their labels and writers, in their order."""
    told = "\n".join("\t".join([line.writer, ",".join(sorted(line.labels)), line.text]) for line in held)
    return hashlib.sha256(told.encode()).hexdigest()


def fit(rows: Vector, wanted: NDArray[np.float64]) -> Vector:
    """For each label a logistic line, its constant not held back, by Newton's method; the same data give the same weights.
    What no row is said to be is never heard."""
    held = _held_back(rows.shape[1])
    weights = np.zeros((wanted.shape[1], rows.shape[1]))
    weights[:, -1] = -_FURTHEST
    for label in np.flatnonzero(wanted.any(axis=0)):
        line = np.zeros(rows.shape[1])
        for _ in range(_STEPS):
            chance = 1 / (1 + np.exp(-np.clip(rows @ line, -_FURTHEST, _FURTHEST)))
            slope = rows.T @ (chance - wanted[:, label]) + held * line
            curve = (rows * np.maximum(chance * (1 - chance), 1e-6)[:, None]).T @ rows + np.diag(held)
            step = np.linalg.solve(curve, slope)
            line -= step
            if np.abs(step).max() < 1e-6:
                break
        weights[label] = line
    return weights


def pull(heed: Heed, rows: Vector, wanted: NDArray[np.float64]) -> Vector:
    """How far the lines pull each weight (labels, columns): 0 where they were learned from these lines, but for the digits
    that the file leaves out."""
    return np.asarray((chances(heed, rows) - wanted).T @ rows + _held_back(rows.shape[1]) * heed.weights)


def _held_back(columns: int) -> Vector:
    held = np.full(columns, _SHRINKAGE)
    held[-1] = 1e-6
    return held


def vocabulary_of(held: Sequence[Line]) -> tuple[str, ...]:
    """The stems that stand in several of the lines."""
    counts = Counter(stem for line in held for stem in stems(english(line.text)))
    return tuple(sorted(stem for stem, count in counts.items() if count >= _SEEN_AT_LEAST and not stem.isdigit()))


def prepared(held: Sequence[Line], vocabulary: Sequence[str], embed: Embed) -> tuple[Vector, NDArray[np.float64]]:
    """One row a line, read as one run, and for each label whether the line says it."""
    rows = features([tuple(sentences(line.text)) or (line.text,) for line in held], vocabulary, embed)
    return rows, np.array([[float(label in line.labels) for label in LABELS] for line in held])


def learned(held: Sequence[Line], embed: Embed) -> Heed:
    """What these lines teach."""
    vocabulary = vocabulary_of(held)
    bounds = np.array([HEARD_FROM[label] for label in LABELS])
    return Heed(vocabulary, fit(*prepared(held, vocabulary, embed)), bounds, digest_of(held))


class Tally(NamedTuple):
    """How often a label was `right`ly heard, how often it was `heard`, and in how many lines it is `told`."""

    right: int
    heard: int
    told: int


def tried(held: Sequence[Line], embed: Embed, left_out: Sequence[str]) -> dict[str, Tally]:
    """How surely each label is heard in the lines of the writers, each left out in turn."""
    counts = np.zeros((3, len(LABELS)), dtype=int)
    for writer in left_out:
        heed = learned([line for line in held if line.writer != writer], embed)
        rows, wanted = prepared([line for line in held if line.writer == writer], heed.vocabulary, embed)
        heard, told = chances(heed, rows) >= heed.bounds, wanted == 1
        counts += np.array([(heard & told).sum(axis=0), heard.sum(axis=0), told.sum(axis=0)])
    return {label: Tally(*map(int, counts[:, index])) for index, label in enumerate(LABELS)}


def main() -> None:
    """Fits the weights and writes them next to the code that reads them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; leave each writer out in turn")
    held, embed = lines(), LocalEmbedder().embed
    if parser.parse_args().check:
        shipped = parse(_WEIGHTS.read_text(encoding="utf-8"))
        most = float(np.abs(pull(shipped, *prepared(held, shipped.vocabulary, embed))[:, :-1]).max())
        print(f"The lines pull at the weights by {most:.2f} (learned from them: less than {MOST_PULL}).")
        for label, tally in tried(held, embed, sorted({line.writer for line in held})).items():
            precision = f"{tally.right / tally.heard:.2f}" if tally.heard else "none heard"
            print(f"{label:16} precision {precision}  recall {tally.right / tally.told:.2f}  of {tally.told}")
        return
    _WEIGHTS.write_text(render(learned(held, embed)), encoding="utf-8")
    print(f"{_WEIGHTS.name}: learned from {len(held)} lines.")


if __name__ == "__main__":
    main()
