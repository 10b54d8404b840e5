"""A softmax regression over string features: its prediction, its fit, and its form as text."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_SEED_FREE_STEPS = 150
_RATE = 0.3
_DECAY = 0.98 ** (2 / 3)
_RIDGE = 0.015


@dataclass(frozen=True, slots=True)
class Model:
    """`weights` has a row a feature and a column a class; a clause's score is its rows' sum over the root of their number."""

    classes: tuple[str, ...]
    rows: dict[str, int]
    weights: NDArray[np.float32]

    def likeliest(self, features: Collection[str]) -> str:
        """The class with the greatest share for the features of one clause, in whatever order they come."""
        known = sorted(row for row in map(self.rows.get, features) if row is not None)
        scores = np.add.reduce(self.weights.take(np.array(known, np.intp), axis=0), axis=0)
        return self.classes[int(scores.argmax())]

    def probabilities(self, features: Sequence[str]) -> dict[str, float]:
        """The share of each class (they sum to 1) for the features of one clause."""
        known = [row for row in map(self.rows.get, features) if row is not None]
        scores = np.add.reduce(self.weights.take(np.array(known, np.intp), axis=0), axis=0) / np.sqrt(
            max(len(features), 1)
        )
        raised = np.exp(scores - scores.max())
        return dict(zip(self.classes, (raised / raised.sum()).tolist(), strict=True))


def fit(
    examples: Iterable[tuple[Collection[str], str, float]], classes: Sequence[str], *, seen_at_least: int = 2
) -> Model:
    """Fits the model to (features, class, weight), by Adam on all of them at once; the same examples give the same model."""
    pairs = list(examples)
    counts = Counter(name for features, _, _ in pairs for name in features)
    rows = {name: k for k, name in enumerate(sorted(name for name, n in counts.items() if n >= seen_at_least))}
    # An example has a hundred of some fifteen thousand features: they are kept as a list of (example, row, value), by example
    # and by row. A row of each table below is a class: sums along a row are what takes the time.
    of_row = [sorted(rows[name] for name in features if name in rows) for features, _, _ in pairs]
    row = np.array([k for held in of_row for k in held], np.int64)
    example = np.repeat(np.arange(len(pairs)), [len(held) for held in of_row])
    value = np.array([1 / np.sqrt(len(features)) for features, _, _ in pairs], np.float32)[example]
    first = np.searchsorted(example, np.arange(len(pairs)))
    by_row = np.argsort(row, kind="stable")
    example_by_row, value_by_row = example[by_row], value[by_row]
    first_of_row = np.searchsorted(row[by_row], np.arange(len(rows)))
    wanted = np.eye(len(classes), dtype=np.float32)[:, [classes.index(name) for _, name, _ in pairs]]
    counted = np.array([weight for _, _, weight in pairs], np.float32)
    weights = np.zeros((len(classes), len(rows)), np.float32)
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    room = np.empty((len(classes), len(row)), np.float32)  # made once: each time anew it takes as long as the sums
    for step in range(1, _SEED_FREE_STEPS + 1):
        np.multiply(weights.take(row, axis=1, out=room, mode="clip"), value, out=room)
        scores = np.add.reduceat(room, first, axis=1)
        raised = np.exp(scores - scores.max(axis=0))
        missed = (raised / raised.sum(axis=0) - wanted) * counted
        np.multiply(missed.take(example_by_row, axis=1, out=room, mode="clip"), value_by_row, out=room)
        slope = np.add.reduceat(room, first_of_row, axis=1)
        slope += _RIDGE * weights
        mean *= 0.9
        mean += 0.1 * slope
        spread *= 0.99
        spread += 0.01 * slope * slope
        pace = _RATE * _DECAY**step
        weights -= pace * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-6)
    return Model(tuple(classes), rows, np.ascontiguousarray(weights.T))


def pack(model: Model) -> tuple[str, str, float]:
    """The model as text: feature names (a line each), weights in base64 (int8, row by row), and the size of one step."""
    scale = float(np.abs(model.weights).max()) / 127 or 1.0
    names = "\n".join(model.rows)
    small = np.round(model.weights / scale).astype(np.int8)
    return names, base64.b64encode(small.tobytes()).decode("ascii"), scale


def unpack(classes: Sequence[str], names: str, weights: str, scale: float) -> Model:
    """The model out of what `pack` made."""
    rows = {name: k for k, name in enumerate(names.split("\n"))}
    table = np.frombuffer(base64.b64decode(weights), dtype=np.int8).reshape(len(rows), len(classes))
    return Model(tuple(classes), rows, table.astype(np.float32) * np.float32(scale))
