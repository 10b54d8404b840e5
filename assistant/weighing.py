"""How far each passage and clause speaks of a case: a handful of plain signals, weighed by a fitted line. Pure.

The signals are those a librarian would name: words in common with the complaint, the asks and the facts (BM25, rarer
words count more), closeness in meaning, a heading of the same matter, neighbours in the same document, the kind of
remedy asked for, whether the page is in force. The weights were fitted on five example companies,
leaving one out at a time (docs/decisions.md tells how).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.facts import Fact, Similarity, overlap, stems
from assistant.kindred import common_words
from knowledge.lexical import stem
from knowledge.passage import Passage
from knowledge.terms.kinds import kinds_in
from knowledge.terms.model import Kind

Vector = NDArray[np.float64]

SIGNALS = (
    "closest_sentences", "whole", "facts_meaning", "words_complaint", "words_clause", "words_facts", "words_keys",
    "heading", "same_document", "kind", "row", "length", "past", "internal",
)  # fmt: skip
PASSAGE_WEIGHTS: dict[str, float] = {
    "closest_sentences": 0.23, "whole": 0.17, "facts_meaning": 0.15, "words_complaint": 1.4,
    "words_clause": 1.38, "words_facts": 0.7, "words_keys": 1.32, "heading": 0.31, "same_document": 0.22,
    "kind": 0.52, "row": -1.13, "length": 0.22, "past": -0.64, "internal": -0.7,
}  # fmt: skip
_K1, _B = 1.2, 0.75


@dataclass(frozen=True)
class Matter:
    """What a case says, cut into the pieces that are compared with policy."""

    own: str
    sentences: tuple[str, ...]
    asks: tuple[str, ...]
    facts: tuple[Fact, ...]
    wanted: frozenset[Kind]

    @property
    def fact_lines(self) -> str:
        """All facts in one text."""
        return "; ".join(fact.line for fact in self.facts)


@lru_cache(maxsize=20_000)
def words(text: str) -> Counter[str]:
    """The stemmed content words of a text with their counts."""
    from assistant.facts import _STOP  # the one stop list of the room

    return Counter(
        stem(word) for word in re.findall(r"[a-zà-ÿ0-9%]+", text.lower().replace("_", " ")) if word not in _STOP
    )


_NONE = np.zeros(0, dtype=np.int64)


@lru_cache(maxsize=20_000)
def _numbered(text: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The different words of a text by their hashes, and how often it says each."""
    said = words(text)
    return np.array([*map(hash, said)], dtype=np.int64), np.array([*said.values()], dtype=np.int64)


class Lexicon:
    """BM25 over a few hundred texts (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009)."""

    def __init__(self, texts: Sequence[str]) -> None:
        read = [_numbered(text) for text in texts]
        lengths = np.array([words(text).total() for text in texts], dtype=float)
        mean = max(1.0, float(lengths.mean())) if read else 1.0
        norms = _K1 * (1 - _B + _B * lengths / mean)
        numbers, counts = (np.concatenate([_NONE, *column]) for column in zip(*read, strict=True))
        texts_of = np.repeat(np.arange(len(read)), [len(mine) for mine, _ in read])
        # By word: where each begins and ends is found at once, and its texts stand in their order.
        order = np.argsort(numbers, kind="stable")
        self._size = len(read)
        self._numbers, self._texts, counts = numbers[order], texts_of[order], counts[order]
        self._gains = counts * (_K1 + 1) / (counts + norms[self._texts])

    def score(self, query: str) -> Vector:
        """BM25 of every text, scaled so that the best is 1 (all 0 if nothing matches)."""
        numbers, times = _numbered(query)
        begins, ends = (np.searchsorted(self._numbers, numbers, side) for side in ("left", "right"))
        held = (ends - begins).tolist()
        weights = [
            min(n, 2) * math.log(1 + (self._size - many + 0.5) / (many + 0.5))
            for n, many in zip(times.tolist(), held, strict=True)
        ]
        entries = np.concatenate([_NONE, *map(np.arange, begins, ends)])
        gained = np.repeat(weights, held) * self._gains[entries]
        scores = np.asarray(np.bincount(self._texts[entries], gained, self._size), dtype=float)
        top = scores.max(initial=0.0)
        return scores / top if top else scores


@dataclass(frozen=True)
class Weighed:
    """The weights of a set of passages and of their clauses, in the order given."""

    passages: Vector
    signals: NDArray[np.float64]
    clause_meaning: Vector
    clause_words: Vector
    clause_asks: Vector
    clause_facts: Vector


def weigh(
    passages: Sequence[Passage],
    clauses: Sequence[tuple[int, str]],
    matter: Matter,
    alike: Similarity,
    past: Sequence[bool],
) -> Weighed:
    """Weigh passages and clauses for a case.

    `clauses`: (index of its passage, text) pairs; `past`: whether a passage's document is out of force for the case.
    Returns passage weights (higher is nearer) and, per clause, its closeness to sentences, words, asks and facts.
    """
    count = len(passages)
    if not count:
        nothing = np.zeros(0)
        return Weighed(nothing, np.zeros((0, len(SIGNALS))), nothing, nothing, nothing, nothing)
    owner = np.array([index for index, _ in clauses], dtype=int)
    texts = [f"{passages[index].section.rsplit(' > ', 1)[-1]}: {text}" for index, text in clauses]
    full = [f"{passage.heading()}\n{passage.text}" for passage in passages]
    sentences = [s for s in matter.sentences if len(s.split()) > 3] or [matter.own or " "]
    asks = list(matter.asks) or sentences[-2:]
    lines = [fact.line for fact in matter.facts]
    to_sentences = _rows(alike(sentences, texts), len(texts))
    to_asks = _rows(alike(asks, texts), len(texts))
    to_facts = _rows(alike(lines, texts), len(texts)) if lines else np.zeros((1, len(texts)))
    # As a vector, the letter is the mean of its sentences, each by its length (`knowledge.embedding.made_of`).
    whole = np.array([len(sentence) for sentence in sentences], dtype=float) @ _rows(alike(sentences, full), count)
    by_passage, by_clause = Lexicon(full), Lexicon(texts)
    own = f"{matter.own} {common_words(matter.own)}"
    everything = f"{own} {matter.fact_lines}"
    clause_words = by_clause.score(everything)
    said, told = by_passage.score(own), by_passage.score(matter.fact_lines)
    keys = by_passage.score(" ".join(fact.name for fact in matter.facts))
    base = whole / (whole.std() + 1e-9) + 2 * said + 2 * told
    kinds = [{kind for _, kind in kinds_in(passage.text)} for passage in passages]
    columns = {
        "closest_sentences": _standard(np.sort(_by_owner(to_sentences, owner, count), axis=0)[-3:].mean(axis=0)),
        "whole": _standard(whole),
        "facts_meaning": _standard(_by_owner(to_facts, owner, count).max(axis=0)),
        "words_complaint": said,
        "words_clause": _by_owner(clause_words[None, :], owner, count)[0],
        "words_facts": told,
        "words_keys": keys,
        "heading": _headings(passages, matter),
        "same_document": _standard(_neighbours(base, [passage.path for passage in passages])),
        "kind": np.array([len(matter.wanted & own) / max(1, len(matter.wanted)) for own in kinds]),
        "row": np.array([float(bool(passage.fields)) for passage in passages]),
        "length": _standard(np.log([len(passage.text) + 20.0 for passage in passages])),
        "past": np.array([float(flag) for flag in past]),
        "internal": np.array([float(passage.standing.internal) for passage in passages]),
    }
    signals = np.stack([columns[name] for name in SIGNALS], axis=1)
    weights = signals @ np.array([PASSAGE_WEIGHTS[name] for name in SIGNALS])
    return Weighed(
        weights,
        signals,
        np.sort(to_sentences, axis=0)[-2:].mean(axis=0),
        clause_words,
        to_asks.max(axis=0),
        to_facts.max(axis=0),
    )


def _headings(passages: Sequence[Passage], matter: Matter) -> Vector:
    """The share of each lowest heading that the names of the facts speak of ("Missing parts": missing, part_in_stock)."""
    names = stems(" ".join(fact.name for fact in matter.facts))
    shares = []
    for passage in passages:
        heading = stems(passage.section.rsplit(" > ", 1)[-1])
        shares.append(overlap(heading, names) / len(heading) if heading else 0.0)
    return np.array(shares)


def _rows(matrix: Sequence[Sequence[float]], width: int) -> Vector:
    return np.asarray(matrix, dtype=float).reshape(len(matrix), width)


def _by_owner(rows: Vector, owner: NDArray[np.int_], count: int) -> Vector:
    """For each row the best clause of every passage; passages without clauses get 0."""
    best = np.full((count, rows.shape[0]), -1.0)
    np.maximum.at(best, owner, rows.T)
    best[best == -1.0] = 0.0
    return best.T


def _standard(values: Vector) -> Vector:
    return np.asarray((values - values.mean()) / (values.std() + 1e-9), dtype=float)


def _neighbours(base: Vector, paths: Sequence[str]) -> Vector:
    """For each passage the best of the other passages of its document."""
    best: dict[str, list[int]] = {}
    for index, path in enumerate(paths):
        best.setdefault(path, []).append(index)
    result = np.zeros(len(paths))
    for members in best.values():
        for index in members:
            result[index] = max((base[other] for other in members if other != index), default=0.0)
    return result


OFFER_SIGNALS = (
    "bias", "distance", "first", "top_three", "meaning", "words", "asks", "facts", "kind_wanted", "due", "met", "claimed",
    "open", "sum", "row", "actor", "choice", "contact", "window", "waits", "names_own", "timed",
    "scope_meaning", "scope_words", "again",
)  # fmt: skip
OFFER_WEIGHTS: dict[str, float] = {
    "bias": -0.72, "distance": 0.63, "first": 0.18, "top_three": 0.6, "meaning": 0.01, "words": 0.32,
    "asks": 0.02, "facts": 0.16, "kind_wanted": 0.0, "due": 0.76, "met": -0.44, "claimed": 0.04,
    "open": -0.33, "sum": 0.55, "row": 0.03, "actor": 0.74, "choice": -0.01, "contact": 0.33, "window": 0.16,
    "waits": -0.24, "names_own": 0.17, "timed": -0.24, "scope_meaning": 0.28, "scope_words": 0.45,
    "again": 0.6,
}  # fmt: skip


def offer_chance(signals: dict[str, float]) -> float:
    """The chance, 0 to 1, that a permitted remedy is one that this letter is about (logistic over OFFER_SIGNALS)."""
    total = sum(OFFER_WEIGHTS[name] * value for name, value in signals.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
