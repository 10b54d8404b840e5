"""The lines of a printed page: their words and where they stand. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Word(NamedTuple):
    """A word and where it stands."""

    text: str
    x0: float
    x1: float


@dataclass(frozen=True)
class Line:
    """One line as printed. Distances in points, from the top left corner of the page.

    `left` and `right` bound the column it stands in; `flow` counts the columns of the document, in reading order.
    `words` are kept while it is not known yet whether they are the cells of a table.
    """

    text: str
    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    left: float = 0.0
    right: float = 0.0
    flow: int = 0
    words: tuple[Word, ...] = ()
