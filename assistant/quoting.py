"""Whether a text repeats a document word for word. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
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
    found = list(_WORD.finditer(text))
    places = {run: index for index, run in enumerate(_runs([word[0].lower() for word in found]))}
    for other in known if places else ():
        for run in _runs(_words(other)):
            places.pop(run, None)
    if not places:
        return None
    for number, source in enumerate(sources):
        index = min((places[run] for run in _runs(_words(source)) if run in places), default=None)
        if index is not None:
            return Quote(number, found[index].start(), found[index + _LEAST - 1].end())
    return None


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[index : index + _LEAST]) for index in range(len(words) - _LEAST + 1))
