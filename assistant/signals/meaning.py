"""What a run of sentences means: for each signal a line of weights over its vector and the words found in it. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.facts import stems
from assistant.signals.words import NAMES, signals_in
from knowledge.glossary import in_english, is_foreign

Embed = Callable[[Sequence[str]], NDArray[np.float32]]
Vector = NDArray[np.float64]

# The labels of the lines, and the signal that each stands for.
LABELS: dict[str, str] = {
    "precedent": "precedent_claim",
    "bargain": "review_threat",
    "legal": "legal_threat",
    "second_failure": "second_failure",
    "vulnerable": "vulnerable",
    "fraud": "fraud",
    "contradiction": "contradiction_claim",
    "internal": "internal_source",
    "stale": "older_edition",
    "spoken": "earlier_promise",
}
_WORD_SCALE = 0.4
# Words that tell of a signal are believed unless what is meant is plainly something else.
LEAST_WITH_WORDS = 0.2
LONGEST_RUN = 3
_SHORTEST = 3


class Heed(NamedTuple):
    """`vocabulary`: the stems that are looked for; for each label its weights (d + signals + stems + 1,), the last the
    constant, and the chance from which it is heard; `lines`: the digest of the lines that they were learned from."""

    vocabulary: tuple[str, ...]
    weights: Vector
    bounds: Vector
    lines: str


def parse(text: str) -> Heed:
    """The weights of a file as `render` writes it."""
    told = json.loads(text)
    return Heed(
        tuple(told["vocabulary"]),
        np.array([told[label]["weights"] for label in LABELS], dtype=np.float64),
        np.array([told[label]["from"] for label in LABELS], dtype=np.float64),
        told["lines"],
    )


def render(heed: Heed) -> str:
    """The weights as JSON, one line a label, to three digits."""
    rows = [
        f'{json.dumps(label)}: {{"from": {bound:.4g}, "weights": [{", ".join(f"{value:.3g}" for value in row)}]}}'
        for label, row, bound in zip(LABELS, heed.weights, heed.bounds, strict=True)
    ]
    head = [f'"lines": {json.dumps(heed.lines)}', f'"vocabulary": {json.dumps(heed.vocabulary)}']
    return "{\n" + ",\n".join([*head, *rows]) + "\n}\n"


def features(runs: Sequence[Sequence[str]], vocabulary: Sequence[str], embed: Embed) -> Vector:
    """One row a run of sentences: the direction of the sum of their vectors, the signals whose words are used in them, and
    of the vocabulary the stems that stand in them, by the root of how many there are."""
    every = list(dict.fromkeys(sentence for run in runs for sentence in run))
    told = [english(sentence) for sentence in every]
    vectors = dict(zip(every, np.asarray(embed(told), dtype=np.float64), strict=True)) if every else {}
    used = {own: {*signals_in(own), *signals_in(text)} for own, text in zip(every, told, strict=True)}
    stand = {own: stems(text) for own, text in zip(every, told, strict=True)}
    place = {stem: index for index, stem in enumerate(vocabulary)}
    rows = []
    for run in runs:
        whole = np.sum([vectors[sentence] for sentence in run], axis=0)
        found = set().union(*(used[sentence] for sentence in run))
        own = frozenset[str]().union(*(stand[sentence] for sentence in run))
        words = np.zeros(len(vocabulary))
        words[[place[stem] for stem in own if stem in place]] = 1 / np.sqrt(max(len(own), 1))
        marks = [_WORD_SCALE * (name in found) for name in NAMES]
        rows.append(np.concatenate([whole / max(float(np.linalg.norm(whole)), 1e-9), marks, words, [1.0]]))
    return np.array(rows)


def chances(heed: Heed, rows: Vector) -> Vector:
    """How likely each label is for each row (n, labels)."""
    return np.asarray(1 / (1 + np.exp(-np.clip(rows @ heed.weights.T, -30, 30))))


def runs_of(spoken: Sequence[str]) -> list[tuple[str, ...]]:
    """Every run of one to three sentences."""
    return [
        tuple(spoken[start : start + length])
        for length in range(1, LONGEST_RUN + 1)
        for start in range(len(spoken) - length + 1)
    ]


class Ear:
    """Hears the signals of a complaint. Holds no state; `embed` gives vectors (n, d) of length 1."""

    def __init__(self, heed: Heed, embed: Embed) -> None:
        self.heed = heed
        self._embed = embed

    def __call__(self, own: str, spoken: Sequence[str]) -> tuple[str, ...]:
        """The names of the signals: those that are told by their meaning, and of the others those whose words are used."""
        by_words = signals_in(own)
        # The same sentences as in retrieval, where their vectors are needed anyway.
        runs = runs_of([sentence for sentence in spoken if len(sentence.split()) > _SHORTEST])
        most = np.zeros(len(LABELS))
        if runs:
            most = chances(self.heed, features(runs, self.heed.vocabulary, self._embed)).max(axis=0)
        heard = {
            signal
            for signal, chance, bound in zip(LABELS.values(), most, self.heed.bounds, strict=True)
            if chance >= (LEAST_WITH_WORDS if signal in by_words else bound)
        } | (set(by_words) - set(LABELS.values()))
        return tuple(name for name in dict.fromkeys((*NAMES, *LABELS.values())) if name in heard)


def english(text: str) -> str:
    """A text in English content words, where it is in another language."""
    return (in_english(text) or text) if is_foreign(text) else text
