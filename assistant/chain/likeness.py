"""How near texts are to one another in meaning, as the steps of the chain ask for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, overload

import numpy as np
from numpy.typing import DTypeLike, NDArray

from assistant.recent import Recent
from knowledge.embedding import Embedder, Vectors

_MOST_LISTS = 32
_MOST_SINGLE = 4096


class Likeness:
    """Cosine similarities of texts. Safe to use from several threads; holds nothing but a cache.

    One list of texts (the names of the facts, the clauses found) is held against many others, one after the other: the
    vectors of the lists that were asked for last are kept together, and those of the single texts held against them.
    """

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._lists: Recent[Vectors] = Recent(_MOST_LISTS)
        self._single: Recent[Vectors] = Recent(_MOST_SINGLE)
        self._beside = ThreadPoolExecutor(thread_name_prefix="meaning")

    def __call__(self, one: Sequence[str], other: Sequence[str]) -> Sequence[Sequence[float]]:
        """For each of one list its cosine to each of the other."""
        if not one or not other:
            return [[] for _ in one]
        return Rows(cosines(self._of(tuple(one)), self._of(tuple(other))))

    def meet(self, texts: Iterable[str]) -> None:
        """Make the vectors of texts that will be asked for soon: all at once takes much less time than one by one."""
        self._embedder.embed(list(dict.fromkeys(text for text in texts if text)))

    def begin(self, texts: Iterable[str]) -> Callable[[], object]:
        """Begin to make the vectors of texts beside other work; what is given back waits until they are made, and raises
        what went wrong."""
        return self._beside.submit(self.meet, tuple(texts)).result

    def _of(self, texts: tuple[str, ...]) -> Vectors:
        if len(texts) == 1:
            return self._single.get(texts, lambda: self._embedder.embed(texts))
        return self._lists.get(texts, lambda: self._embedder.embed(texts))


class Rows(Sequence[list[float]]):
    """The rows of a table as lists of numbers, made when they are asked for; numpy takes the table as it is."""

    def __init__(self, table: Vectors) -> None:
        self._table = table

    def __len__(self) -> int:
        return len(self._table)

    @overload
    def __getitem__(self, place: int) -> list[float]: ...
    @overload
    def __getitem__(self, place: slice) -> list[list[float]]: ...
    def __getitem__(self, place: int | slice) -> list[float] | list[list[float]]:
        return self._table[place].tolist()  # type: ignore[no-any-return]  # numpy types tolist as Any

    def __iter__(self) -> Iterator[list[float]]:
        return iter(self._table.tolist())

    def __array__(self, dtype: DTypeLike | None = None, copy: bool | None = None) -> NDArray[Any]:
        return np.array(self._table, dtype=np.float64 if dtype is None else dtype, copy=copy)


# Larger products are shared out over threads, each of which waits by spinning: 0.05 ms become 30 on a machine where others
# work as well.
_AT_ONCE = 640


def cosines(one: Vectors, other: Vectors) -> Vectors:
    """The cosine of each of n vectors to each of m, (n, m); vectors of length 1."""
    if len(one) * len(other) <= _AT_ONCE:
        return one @ other.T
    wide = min(len(other), _AT_ONCE)
    high = _AT_ONCE // wide
    found = np.empty((len(one), len(other)), dtype=np.float32)
    for left in range(0, len(other), wide):
        for top in range(0, len(one), high):
            found[top : top + high, left : left + wide] = one[top : top + high] @ other[left : left + wide].T
    return found
