"""Tables of a printed page: those drawn with rules, and those set by nothing but white space."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from knowledge.readers.blocks import squeeze

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table

    from knowledge.readers.lines import Line

Bold = Callable[[Sequence[dict[str, Any]]], bool]
_LEADER = re.compile(r"(?:\.\s?){4,}")


@dataclass(frozen=True)
class Found:
    """The cells of a table, and its place as (x0, x1, top, bottom)."""

    rows: tuple[tuple[str, ...], ...]
    box: tuple[float, float, float, float]
    header: int | None = None
    banners: tuple[int, ...] = ()


def ruled_tables(page: Page, bold: Bold) -> Iterator[Found]:
    """The tables that have lines around their cells. A cell that spans several places stands in each of them."""
    if len(page.lines) + len(page.rects) + len(page.curves) < 2:
        return
    for found in page.find_tables():
        rows, banners = _spread(found)
        if len(rows) < 2 or max(map(len, rows)) < 2:
            continue  # a frame around text is no table
        heavy = [bold(page.crop(line.bbox, strict=False).chars) for line in found.rows[:3]]
        header = None
        if heavy[0] and not all(heavy):
            header = 2 if len(rows) > 3 and heavy[1] and len(set(rows[0])) < len(rows[0]) else 1
        x0, top, x1, bottom = found.bbox
        yield Found(rows, (x0, x1, top, bottom), header, banners)


def _spread(found: Table) -> tuple[tuple[tuple[str, ...], ...], tuple[int, ...]]:
    texts = found.extract()
    width = max((len(line) for line in texts), default=0)
    columns: list[tuple[float, float] | None] = [None] * width
    for row in found.rows:
        for place, cell in enumerate(row.cells):
            known = columns[place]
            if cell is not None and (known is None or cell[2] - cell[0] < known[1] - known[0]):
                columns[place] = (cell[0], cell[2])
    held = {
        cell: texts[r][c] or ""
        for r, row in enumerate(found.rows)
        for c, cell in enumerate(row.cells)
        if cell is not None
    }
    rows: list[tuple[str, ...]] = []
    banners: list[int] = []
    for r, row in enumerate(found.rows):
        middle = (row.bbox[1] + row.bbox[3]) / 2
        said = []
        for c in range(width):
            cell = row.cells[c] if c < len(row.cells) else None
            column = columns[c]
            if cell is None and column is not None:
                x = (column[0] + column[1]) / 2
                cell = next((box for box in held if box[0] < x < box[2] and box[1] < middle < box[3]), None)
            said.append(squeeze(held.get(cell, "")) if cell is not None else "")
        if width > 1 and len([cell for cell in row.cells if cell is not None]) == 1 and len(set(said)) == 1 and said[0]:
            banners.append(r)
        rows.append(tuple(said))
    return tuple(rows), tuple(banners)


def aligned_tables(rows: Sequence[list[Line]]) -> Iterator[list[Line] | Found]:
    """Rows of text as they stand; three and more that share their columns become one table."""
    rows = _cut_alike(rows)
    i = 0
    while i < len(rows):
        count = _table_length(rows, i)
        if count:
            yield _cells(rows[i : i + count])
            i += count
        else:
            yield rows[i]
            i += 1


def _cut_alike(rows: Sequence[list[Line]]) -> list[list[Line]]:
    """Rows next to one that is cut into cells are cut where its cells begin, though their gaps be narrower."""
    found = list(rows)
    for order in (range(1, len(found)), range(len(found) - 2, -1, -1)):
        for i in order:
            near = found[i - 1] if order.step > 0 else found[i + 1]
            if len(near) > 1 and abs(near[0].top - found[i][0].top) < 4 * near[0].size:
                starts = [line.x0 for line in near[1:]]
                found[i] = [part for line in found[i] for part in _cut(line, starts)]
    return found


def _cut(line: Line, starts: Sequence[float]) -> Iterator[Line]:
    begin = 0
    for n, (before, word) in enumerate(pairwise(line.words), start=1):
        if word.x0 - before.x1 > 0.5 * line.size and any(abs(word.x0 - start) < 1.5 for start in starts):
            yield _part(line, begin, n)
            begin = n
    yield _part(line, begin, len(line.words)) if begin else line


def _part(line: Line, begin: int, end: int) -> Line:
    words = line.words[begin:end]
    return replace(line, text=squeeze(" ".join(w.text for w in words)), x0=words[0].x0, x1=words[-1].x1, words=words)


def _table_length(rows: Sequence[list[Line]], i: int) -> int:
    """How many rows from here on are one table; 0 if there is none."""
    if len(rows[i]) < 2 or any(_LEADER.search(line.text) for line in rows[i]):
        return 0
    columns = [(line.x0, line.x1) for line in rows[i]]
    count, full = 1, 1
    for above, row in pairwise(rows[i:]):
        size = max(line.size for line in above)
        if row[0].top - above[0].top > 4 * size or any(_LEADER.search(line.text) for line in row):
            break
        places = [_place(line, columns) for line in row]
        if None in places or len(set(places)) < len(places):
            break
        if len(row) == 1 and (places[0] == 0 or row[0].top - above[0].top > 1.6 * size):
            # One cell alone goes on from the row above, or it is the text after the table.
            wide = row[0].x1 - row[0].x0 > 1.3 * (columns[0][1] - columns[0][0])
            if places[0] != 0 or wide or row[0].top - above[0].top > 1.35 * size:
                break
        columns = [
            (min(x0, *(line.x0 for line, p in zip(row, places, strict=True) if p == c), x0),
             max(x1, *(line.x1 for line, p in zip(row, places, strict=True) if p == c), x1))
            for c, (x0, x1) in enumerate(columns)
        ]  # fmt: skip
        count += 1
        full += len(row) > 1
    while count and len(rows[i + count - 1]) == 1 and rows[i + count - 1][0].x0 <= columns[0][0] + 2:
        count -= 1
    named = full == 2 == count and all(line.bold for line in rows[i]) and not any(line.bold for line in rows[i + 1])
    return count if full >= 3 or named else 0


def _place(line: Line, columns: Sequence[tuple[float, float]]) -> int | None:
    """The column under which a piece of text stands; None if it stands under two, or under none."""
    under = [c for c, (x0, x1) in enumerate(columns) if line.x0 < x1 - 1 and line.x1 > x0 + 1]
    if len(under) == 1:
        return under[0]
    if under:
        return None
    near = [c for c, (x0, x1) in enumerate(columns) if abs(line.x0 - x0) < 6 or abs(line.x1 - x1) < 6]
    return near[0] if len(near) == 1 else None


def _cells(rows: Sequence[list[Line]]) -> Found:
    columns = [(line.x0, line.x1) for line in rows[0]]
    gaps = [below[0].top - above[0].top for above, below in pairwise(rows)]
    # Where rows stand further apart than the lines in them, the gap tells a new row from a cell that goes on.
    parting = (min(gaps) + max(gaps)) / 2 if max(gaps) > 1.25 * min(gaps) else 0.0
    found: list[list[str]] = []
    for n, row in enumerate(rows):
        places = [_place(line, columns) or 0 for line in row]
        goes_on = n > 0 and (0 not in places or (parting > 0 and gaps[n - 1] < parting))
        if not goes_on:
            found.append([""] * len(columns))
        for line, place in zip(row, places, strict=True):
            found[-1][place] = squeeze(f"{found[-1][place]} {line.text}")
            x0, x1 = columns[place]
            columns[place] = (min(x0, line.x0), max(x1, line.x1))
    lines = [line for row in rows for line in row]
    box = (
        min(line.x0 for line in lines), max(line.x1 for line in lines),
        min(line.top for line in lines), max(line.bottom for line in lines),
    )  # fmt: skip
    bold = [all(line.bold for line in row) for row in rows]
    return Found(tuple(map(tuple, found)), box, 1 if bold[0] and not all(bold) else None)
