"""Fit the weights of `assistant.severity` on its complaints: `python -m assistant.severity.training [--check]`.

With `--check` nothing is written: each industry is left out in turn, and what the others teach is tried on it.
"""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.case import Severity
from assistant.severity.gravity import SEVERITIES, Embed, Judgement, Vector, chances, choose, features, render
from assistant.triage import listen, sentences
from knowledge.embedding import LocalEmbedder

_SHRINKAGE = 2e-3
_STEPS = 200
# How often each severity stands in a complaints mailbox, in their order; the examples hold more of the rare ones.
_SHARES = (0.08, 0.16, 0.42, 0.25, 0.09)


class Example(NamedTuple):
    """A complaint whose severity is known."""

    industry: str
    language: str
    severity: Severity
    complaint: str


def examples() -> list[Example]:
    """The complaints that ship with the program."""
    text = (files("assistant.severity") / "complaints.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    known = {severity: severity for severity in SEVERITIES}
    return [Example(row["industry"], row["language"], known[row["severity"]], row["complaint"]) for row in rows]  # type: ignore[index]  # the key is a word of the file; one that is no severity raises KeyError


def rows_of(complaints: Sequence[str], embed: Embed) -> Vector:
    """The features of complaints, read as triage reads them."""
    heard = [listen(complaint).own for complaint in complaints]
    return features([(own, sentences(own)) for own in heard], embed)


def fit(rows: Vector, labels: NDArray[np.intp]) -> Judgement:
    """Softmax regression with a quadratic penalty, by Nesterov's accelerated gradient; the same data give the same weights."""
    count = len(rows)
    wanted = np.eye(len(SEVERITIES))[labels]
    mean = rows.mean(axis=0)
    design = np.hstack([rows - mean, np.ones((count, 1))])
    penalty = np.full((design.shape[1], 1), _SHRINKAGE)
    penalty[-1] = _SHRINKAGE / 10
    step = 1 / (0.5 * np.linalg.eigvalsh(design @ design.T / count)[-1] + _SHRINKAGE)
    weights = np.zeros((design.shape[1], len(SEVERITIES)))
    ahead, momentum = weights, 1.0
    for _ in range(_STEPS):
        missed = chances(Judgement(np.vstack([ahead, np.zeros((1, len(SEVERITIES)))])), design) - wanted
        moved = ahead - step * (design.T @ missed / count + penalty * ahead)
        faster = (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        ahead = moved + (momentum - 1) / faster * (moved - weights)
        weights, momentum = moved, faster
    weights[-1] -= mean @ weights[:-1]
    return Judgement(weights)


def as_they_come(judgement: Judgement, labels: NDArray[np.intp]) -> Judgement:
    """The weights of examples with these labels, moved to the shares in which the severities come in."""
    among = np.maximum(np.bincount(labels, minlength=len(SEVERITIES)), 1) / len(labels)
    weights = judgement.weights.copy()
    weights[-1] += np.log(np.array(_SHARES) / among)
    return Judgement(weights)


def unseen(rows: Vector, labels: NDArray[np.intp], industries: NDArray[np.str_]) -> list[Severity]:
    """The severity of each complaint, by weights fitted without its industry."""
    found: dict[int, Severity] = {}
    for industry in np.unique(industries):
        out = industries == industry
        judgement = as_they_come(fit(rows[~out], labels[~out]), labels[~out])
        for index, chance in zip(np.flatnonzero(out), chances(judgement, rows[out]), strict=True):
            found[int(index)] = choose(chance)
    return [found[index] for index in range(len(rows))]


def _labels(known: Sequence[Example]) -> NDArray[np.intp]:
    return np.array([SEVERITIES.index(example.severity) for example in known], dtype=np.intp)


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit and write the weights, or check them."""
    parser = argparse.ArgumentParser(
        prog="python -m assistant.severity.training", description="Fit the severity weights."
    )
    parser.add_argument("--check", action="store_true", help="only tell what is right in industries that were left out")
    known = examples()
    check = parser.parse_args(arguments).check
    rows, labels = rows_of([example.complaint for example in known], LocalEmbedder().embed), _labels(known)
    if check:
        _tell(known, unseen(rows, labels, np.array([example.industry for example in known])))
        return
    path = Path(str(files("assistant.severity") / "weights.json"))
    path.write_text(render(as_they_come(fit(rows, labels), labels)), encoding="utf-8")
    print(f"{path.name}: weights of {rows.shape[1]} features from {len(known)} complaints")


def _tell(known: Sequence[Example], found: Sequence[Severity]) -> None:
    right = [example.severity == severity for example, severity in zip(known, found, strict=True)]
    print(f"right in industries left out: {sum(right)} of {len(right)} ({sum(right) / len(right):.1%})")
    for severity in SEVERITIES:
        of = [hit for example, hit in zip(known, right, strict=True) if example.severity == severity]
        print(f"  {severity}: {sum(of)} of {len(of)}")


if __name__ == "__main__":
    main()
