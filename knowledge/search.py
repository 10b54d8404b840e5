"""One state of the record, held in memory to search in: the words of its points, and the ranking of what was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

import numpy as np
from numpy.typing import NDArray

from knowledge.corpus import points
from knowledge.embedding import Vectors
from knowledge.lexical import Counted, LexicalIndex, Lexicon, Words
from knowledge.passage import DocumentKind, Hit, Passage
from knowledge.ranking import Floats, fuse, scaled, spread, weigh
from knowledge.vectors import KINDS, Filter, VectorIndex

# How many of the nearest points, and of those with the most words of the query, are ranked: at the least, and for
# each passage that is wanted.
_DEPTH = 100
_DEPTH_EACH = 4
_FILTERS_KEPT = 32
_BLOCK = 64

# Places of points in rising order, with their cosines.
Near = tuple[NDArray[np.int64], Floats]


@dataclass(frozen=True)
class _Volume:
    """What is kept of one document: its passages, its points by id with the passage of each, and their words."""

    passages: tuple[Passage, ...]
    ids: tuple[str, ...]
    owners: NDArray[np.int64]
    words: tuple[Words, ...]


class Shelf:
    """The passages in use at one generation of the record."""

    def __init__(
        self, passages: Iterable[Passage] = (), *, generation: int, several: Iterable[str] = (), before: Shelf | None = None,
        changed: Iterable[str] = (),
    ) -> None:  # fmt: skip
        """`passages`: all that there are, or those of the documents `changed` since the state `before`.

        `several`: the ids of those documents of which several versions are in use.
        """
        self.generation = generation
        self._lexicon: Lexicon = before._lexicon if before is not None else Lexicon()
        gone = set(changed)
        self._volumes: dict[str, _Volume] = (
            {k: v for k, v in before._volumes.items() if k not in gone} if before is not None else {}
        )
        self.several: frozenset[str] = frozenset(several) | (
            before.several - gone if before is not None else frozenset()
        )
        mine: dict[str, list[Passage]] = {}
        for passage in passages:
            mine.setdefault(passage.document, []).append(passage)
        self._volumes |= {document: self._read(held) for document, held in mine.items()}
        volumes = self._volumes.values()
        self.passages = tuple(chain.from_iterable(volume.passages for volume in volumes))
        self._place = {id_: i for i, id_ in enumerate(chain.from_iterable(volume.ids for volume in volumes))}
        starts = np.cumsum([0, *(len(volume.passages) for volume in volumes)])
        owners = [volume.owners + start for volume, start in zip(volumes, starts, strict=False)]
        self._owner = np.concatenate(owners) if owners else np.zeros(0, dtype=np.int64)
        # Which document each passage is of: a number beside the others is read faster than a field of a far object.
        self._document = np.repeat(np.arange(len(volumes)), [len(volume.passages) for volume in volumes])
        self._of_cases = np.array([v.passages[0].kind == "resolution" for v in volumes], dtype=np.bool_)
        counted = Counted.of(list(chain.from_iterable(volume.words for volume in volumes)))
        self._words = LexicalIndex(self._lexicon, counted)
        # A past case is of no document but its own.
        owner = np.where(self._of_cases[self._document], -1, self._document)[self._owner]
        self._documents = LexicalIndex(self._lexicon, counted.gathered(owner, len(volumes)))
        self._standings, self._stands = self._by_standing()
        self._allowed: dict[Filter, NDArray[np.bool_]] = {}
        self._open: dict[Filter, NDArray[np.bool_]] = {}
        self._shares: dict[tuple[Filter, DocumentKind], tuple[int, int]] = {}

    def _read(self, passages: Sequence[Passage]) -> _Volume:
        said = points(passages)
        numbers = {passage.id: i for i, passage in enumerate(passages)}
        return _Volume(
            tuple(passages),
            tuple(point.id for point in said),
            np.array([numbers[point.passage.id] for point in said], dtype=np.int64),
            tuple(self._lexicon.read(point.said()) for point in said),
        )

    def _by_standing(self) -> tuple[list[Passage], NDArray[np.int64]]:
        """One passage for each kind and standing, and which of them each passage is like: few, whatever there is in all."""
        seen: dict[object, int] = {}
        examples: list[Passage] = []
        known: dict[int, int] = {}  # passages of a document mostly share one and the same value
        codes = np.empty(len(self.passages), dtype=np.int64)
        for i, passage in enumerate(self.passages):
            code = known.get(id(passage.standing))
            if code is None or examples[code].kind != passage.kind:
                key = (passage.kind, passage.standing)
                if key not in seen:
                    seen[key] = len(examples)
                    examples.append(passage)
                code = known[id(passage.standing)] = seen[key]
            codes[i] = code
        return examples, codes

    def share(self, wanted: Filter, kind: DocumentKind) -> tuple[int, int]:
        """How many points of one kind pass a filter, and how many there are of that kind."""
        if (wanted, kind) not in self._shares:
            mine = self._allow(Filter(kind=kind, on=None, made_on=None, include_internal=True))
            self._shares[wanted, kind] = int((self._allow(wanted) & mine).sum()), int(mine.sum())
        return self._shares[wanted, kind]

    def nearest(self, index: VectorIndex, name: str, vectors: Vectors, *, k: int, wanted: Filter) -> list[Near]:
        """For each vector the nearest points that pass the filter: as many as the ranking wants.

        The index filters itself where the filter takes most points away. Where it takes few, the index is much faster
        without it, and is asked for so many more; where that was too few, it filters after all.
        """
        found: list[list[Near]] = [[] for _ in vectors]
        for kind in KINDS if wanted.kind is None else (wanted.kind,):
            passing, in_all = self.share(wanted, kind)
            most = min(self.depth(k), passing)
            if not most:
                continue
            lines = None
            if passing * 2 >= in_all:
                wide = most if passing == in_all else min(in_all, int(most * in_all / passing * 1.2) + 20)
                lines = self._placed(index.nearest(name, kind, vectors, wide, None), most, wanted)
            if lines is None or (passing < in_all and any(len(places) < most for places, _ in lines)):
                lines = self._placed(index.nearest(name, kind, vectors, most, wanted.where()), most, wanted)
            for mine, line in zip(found, lines, strict=True):
                mine.append(line)
        return [self._by_place(lines, self.depth(k)) for lines in found]

    def _placed(self, lines: Sequence[tuple[Sequence[str], Floats]], most: int, wanted: Filter) -> list[Near]:
        """The first `most` points of each line that are in this state and pass, the nearest first."""
        allowed = self._allow(wanted)
        found = []
        for ids, cosines in lines:
            places = np.fromiter(map(self._place.get, ids, repeat(-1)), dtype=np.int64, count=len(ids))
            passing = np.flatnonzero(allowed[places] & (places >= 0))[:most]
            found.append((places[passing], cosines[passing]))
        return found

    @staticmethod
    def _by_place(lines: Sequence[Near], most: int) -> Near:
        """Lines as one, of the `most` nearest points, by place."""
        if not lines:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        places, cosines = (np.concatenate(column) for column in zip(*lines, strict=True))
        if len(lines) > 1:
            nearest = np.argsort(-cosines, kind="stable")[:most]
            places, cosines = places[nearest], cosines[nearest]
        order = np.argsort(places)
        return places[order], cosines[order]

    @staticmethod
    def depth(k: int) -> int:
        """How many of the nearest points the ranking wants to know of, for k passages."""
        return max(_DEPTH, _DEPTH_EACH * k)

    def rank(self, texts: Sequence[str], near: Sequence[Near], *, k: int, wanted: Filter) -> tuple[Hit, ...]:
        """The best k passages for a query given as its units, with the nearest points of each unit."""
        allowed = self._allow(wanted)
        said = [self._words.scores(text) * allowed for text in texts]
        places = self._candidates(said, near, allowed, self.depth(k))
        if not len(places):
            return ()
        most = np.array([self._words.most(text) for text in texts], dtype=np.float32)
        best = np.array([scores.max() for scores in said], dtype=np.float32)
        known = np.array([self._words.known(text) for text in texts])
        for each in (most, best, known):
            each[1:] = each[1:].max(initial=0)  # sentences are told apart by how much they say: one scale for all
        words = scaled(np.stack([scores[places] for scores in said], axis=1), most, best, known)
        meaning = np.stack([self._meaning(line, places, k) for line in near], axis=1)
        whole = None if wanted.kind == "resolution" else self._said_by_documents(texts[0], wanted, places, words[:, :1])
        scores = fuse(meaning, words, whole)
        owners, mine = np.unique(self._owner[places], return_inverse=True)
        weighed = weigh(_best(scores, mine, len(owners)))
        cosines = _best(meaning[:, :1], mine, len(owners))[:, 0]
        documents = self._document[owners]
        order = spread(weighed, documents)
        return tuple(
            Hit(
                passage=self.passages[owners[i]],
                score=round(min(max(float(weighed[i]), 0.0), 1.0), 4),
                similarity=round(float(cosines[i]), 4),
            )
            for i in self._first(order[weighed[order] > 0].tolist(), owners, documents, k)
        )

    def _candidates(
        self,
        said: Sequence[Floats],
        near: Sequence[Near],
        allowed: NDArray[np.bool_],
        depth: int,
    ) -> NDArray[np.int64]:
        """The points that are worth ranking: near in meaning or in words to any unit."""
        found = [places for places, _ in near]
        for scores in said:
            found.append(largest(scores, depth))
        places = np.unique(np.concatenate(found))
        return np.asarray(places[allowed[places]], dtype=np.int64)

    def _meaning(self, near: Near, places: NDArray[np.int64], k: int) -> Floats:
        known, cosines = near
        # What is not among the nearest is less near than the last of them, and most of it by a good deal.
        floor = 0.8 * float(cosines.min(initial=1.0)) if len(known) >= self.depth(k) else 0.0
        found = np.full(len(places), floor, dtype=np.float32)
        at = np.searchsorted(known, places)
        there = at < len(known)
        there[there] = known[at[there]] == places[there]
        found[there] = cosines[at[there]]
        return found

    def _said_by_documents(self, text: str, wanted: Filter, places: NDArray[np.int64], own: Floats) -> Floats:
        """For each point how much its document says of a query in the same words, (points, 1); a past case: its `own`."""
        documents = self._document[self._owner[places]]
        scores = self._documents.scores(text)
        best = float((scores * self._opened(wanted)).max(initial=0.0))
        shares = scaled(scores[documents, None], self._documents.most(text), best, self._documents.known(text))
        cases = self._of_cases[documents]
        return np.asarray(np.where(cases[:, None], own, shares), dtype=np.float32)

    def _opened(self, wanted: Filter) -> NDArray[np.bool_]:
        """For each document whether any point of it passes."""
        if wanted not in self._open:
            opened = np.zeros(len(self._volumes), dtype=np.bool_)
            opened[self._document[self._owner[self._allow(wanted)]]] = True
            self._open[wanted] = opened
        return self._open[wanted]

    def _allow(self, wanted: Filter) -> NDArray[np.bool_]:
        """For each point whether it passes."""
        if wanted not in self._allowed:
            if len(self._allowed) >= _FILTERS_KEPT:
                self._allowed.clear()
                self._shares.clear()
                self._open.clear()
            passing = np.array([wanted.passes(example) for example in self._standings], dtype=np.bool_)
            codes = self._stands[self._owner]
            self._allowed[wanted] = passing[codes] if len(passing) else np.zeros(len(codes), dtype=np.bool_)
        return self._allowed[wanted]

    def _first(
        self, order: Sequence[int], owners: NDArray[np.int64], documents: NDArray[np.int64], k: int
    ) -> list[int]:
        """The first k, without a row or passage that stands word for word in a better one of the same document."""
        kept: list[int] = []
        told: dict[int, list[str]] = {}
        for i in order:
            if len(kept) == k:
                break
            text, better = self.passages[owners[i]].text, told.setdefault(int(documents[i]), [])
            if not any(text in other for other in better):
                kept.append(i)
                better.append(text)
        return kept


def largest(scores: Floats, count: int) -> NDArray[np.int64]:
    """The places of the `count` largest scores, or of all above 0 where these are fewer; in no order."""
    whole = len(scores) // _BLOCK * _BLOCK
    highest = scores[:whole].reshape(-1, _BLOCK).max(axis=1)
    # In as many blocks as are wanted something scores no less than this: whatever scores less is not wanted.
    least = np.partition(highest, -count)[-count] if len(highest) > count else 0.0
    some = np.flatnonzero(scores >= least) if least > 0 else np.flatnonzero(scores)
    return some[np.argpartition(-scores[some], count)[:count]] if len(some) > count else some


def _best(scores: Floats, owners: NDArray[np.int64], count: int) -> Floats:
    """The best of each passage's points, (passages, units) from (points, units)."""
    best = np.full((count, scores.shape[1]), -1.0, dtype=np.float32)
    np.maximum.at(best, owners, scores)
    return best
