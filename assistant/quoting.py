"""Whether a text repeats a document word for word. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"\w+")
# So many words in a row are no accident.
_LEAST = 8


class Quote(NamedTuple):
    """Where a text repeats a source: text[start:end], and which of the sources (its index)."""

    source: int
    start: int
    end: int


def find_quote(text: str, sources: Sequence[str], *, known: Iterable[str] = ()) -> Quote | None:
    """The first eight words in a row that stand in one of the sources too; None where there are none.

    Words that stand in a row in one of `known` as well are no quote.
    """
    said = _places(tuple(sources))
    runs = _runs([word.lower() for word in _WORD.findall(text)]) if said else ()
    shared = [(said[run], index, run) for index, run in enumerate(runs) if run in said]
    usual = _places(tuple(known)) if shared else {}
    mine = [(number, index) for number, index, run in shared if run not in usual]
    if not mine:
        return None
    number, index = min(mine)
    found = list(_WORD.finditer(text))
    return Quote(number, found[index].start(), found[index + _LEAST - 1].end())


# Letter after letter is held against the same documents.
@lru_cache(maxsize=32)
def _places(sources: tuple[str, ...]) -> dict[tuple[str, ...], int]:
    """For each run of words the first of the sources in which it stands."""
    places: dict[tuple[str, ...], int] = {}
    for number, source in enumerate(sources):
        for run in _runs(_WORD.findall(source.lower())):
            places.setdefault(run, number)
    return places


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[index : index + _LEAST]) for index in range(len(words) - _LEAST + 1))
