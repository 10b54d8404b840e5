"""The order in which a printed page is read: words to lines, lines to columns, and tables where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from knowledge.readers.blocks import STANDING_LINE, has_words, squeeze
from knowledge.readers.grid import aligned_tables, ruled_tables
from knowledge.readers.lines import Line, Word

if TYPE_CHECKING:
    from pdfplumber.page import Page

_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
# A mark that stands by itself before its text: a bullet, "2.1", "(a)", "iv."
_MARK = re.compile(r"[-*•·–—▪◦‣●○■\uf0b7]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,5})[.)]?|§{1,2}\s?\d+")
_WIDE_GAP = 3.0  # in lines: white space over the whole page that parts what is above from what is below
_MOST_COLUMNS = 3  # how often a page is cut in two, side by side


@dataclass(frozen=True)
class Grid:
    """A table where it stands. `header`: how many of its rows name the columns; None where its looks must tell."""

    rows: tuple[tuple[str, ...], ...]
    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    header: int | None = None
    banners: tuple[int, ...] = ()  # rows that are one cell from side to side


Piece = Line | Grid


@dataclass
class PageText:
    """What one page holds: its pieces from top to bottom, and the words that nobody would see."""

    pieces: list[Piece]
    hidden: list[str]
    pictures: bool
    unreadable: float = 0.0  # the share of characters that the file does not give a letter for
    sideways: list[str] = field(default_factory=list)


def scan(page: Page) -> PageText:
    """The text of a page, not yet in reading order: each line in the pieces that wide gaps make of it."""
    unseen = _unseen(page)
    hidden = squeeze("".join(char["text"] for char in unseen))
    turned = [char for char in page.chars if not char.get("upright", True)]
    if unseen or turned:
        gone = {id(char) for char in (*unseen, *turned)}
        page = page.filter(lambda thing: id(thing) not in gone)
    if len({(c["text"], round(c["x0"]), round(c["top"])) for c in page.chars}) < len(page.chars) * 0.97:
        page = page.dedupe_chars()  # bold faked by printing twice
    grids: list[Grid] = [
        Grid(found.rows, page.page_number, *found.box, header=found.header, banners=found.banners)
        for found in ruled_tables(page, _bold)
    ]
    pieces: list[Piece] = sorted([*_segments(page, grids), *grids], key=lambda piece: (piece.top, piece.x0))
    chars = [char for char in page.chars if not char["text"].isspace()]
    coded = sum(char["text"].startswith("(cid:") or "\ue000" <= char["text"][0] <= "\uf8ff" for char in chars)
    words = squeeze("".join(char["text"] for char in turned if char not in unseen))
    return PageText(
        pieces,
        [hidden] if has_words(hidden) else [],
        pictures=bool(page.images),
        unreadable=coded / len(chars) if chars else 0.0,
        # Turned text is a stamp or an ornament; it counts only where it says what the document is.
        sideways=[words] if STANDING_LINE.search(words) and len(words) < 80 else [],
    )


def arrange(pieces: Sequence[Piece], flow: int) -> list[Piece]:
    """The pieces of a page in reading order, lines whole again. `flow` is the number of the first column on it."""
    arranged: list[Piece] = []
    for number, region in enumerate(_reading_order(pieces, _MOST_COLUMNS)):
        arranged += _region(region, flow + number)
    return arranged


def _segments(page: Page, grids: Sequence[Grid]) -> list[Line]:
    """The lines of a page, each cut where a gap is too wide for a space between words."""
    rows: list[list[dict[str, Any]]] = []
    words = [
        word
        for word in page.extract_words(return_chars=True, keep_blank_chars=False)
        if not any(_inside(word, grid) for grid in grids)
    ]
    for word in sorted(words, key=lambda word: ((word["top"] + word["bottom"]) / 2, word["x0"])):
        middle = (word["top"] + word["bottom"]) / 2
        row = next((r for r in rows[-3:] if _level_with(r[0], middle, word)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    found: list[Line] = []
    for row in rows:
        row.sort(key=lambda word: word["x0"])
        gaps = [word["x0"] - before["x1"] for before, word in pairwise(row)]
        # Justified lines have wide spaces throughout; a gap that parts columns is wider than those beside it.
        stretched = 1.9 * median(gaps) if len(gaps) > 2 else 0.0
        run: list[dict[str, Any]] = []
        for word in row:
            if run and _apart(run, word, stretched):
                found.append(_line(run, page.page_number))
                run = []
            run.append(word)
        found.append(_line(run, page.page_number))
    return [line for line in found if line.text]


def _inside(word: dict[str, Any], grid: Grid) -> bool:
    middle = (word["top"] + word["bottom"]) / 2
    return bool(grid.top <= middle <= grid.bottom and grid.x0 - 2 <= word["x0"] and word["x1"] <= grid.x1 + 2)


def _level_with(first: dict[str, Any], middle: float, word: dict[str, Any]) -> bool:
    height = max(first["bottom"] - first["top"], word["bottom"] - word["top"])
    return bool(abs((first["top"] + first["bottom"]) / 2 - middle) < 0.45 * height)


def _apart(run: Sequence[dict[str, Any]], word: dict[str, Any], stretched: float) -> bool:
    gap = word["x0"] - run[-1]["x1"]
    size = max(word["bottom"] - word["top"], 4.0)
    if gap <= max(1.15 * size, min(stretched, 2.2 * size)):
        return False
    mark = len(run) == 1 and bool(_MARK.fullmatch(run[0]["text"]))
    return not mark or bool(gap > 6 * size)


def _line(words: Sequence[dict[str, Any]], page: int) -> Line:
    chars = [char for word in words for char in word["chars"]]
    return Line(
        text=squeeze(" ".join(word["text"] for word in words).replace("\uf0b7", "•")),
        page=page,
        x0=float(words[0]["x0"]),
        x1=float(words[-1]["x1"]),
        top=min(float(word["top"]) for word in words),
        bottom=max(float(word["bottom"]) for word in words),
        size=round(median(float(char["size"]) for char in chars), 1) if chars else 0.0,
        bold=_bold(chars),
        words=tuple(Word(word["text"], float(word["x0"]), float(word["x1"])) for word in words),
    )


def _bold(chars: Sequence[dict[str, Any]]) -> bool:
    inked = [char for char in chars if not char["text"].isspace()]
    return bool(inked) and sum(bool(_BOLD.search(char["fontname"])) for char in inked) > len(inked) * 0.8


def _reading_order(pieces: Sequence[Piece], cuts: int) -> Iterator[list[Piece]]:
    """The columns of a part of a page, from left to right, each between the lines that run across."""
    gutter = _gutter(pieces) if cuts else None
    if gutter is None:
        if pieces:
            yield sorted(pieces, key=lambda piece: (piece.top, piece.x0))
        return
    across: list[Piece] = []
    for band, crossing in _bands(pieces, gutter):
        left = [piece for piece in band if piece.x1 <= gutter]
        right = [piece for piece in band if piece.x0 >= gutter]
        if _are_columns(left, right):
            if across:
                yield across
                across = []
            yield from _reading_order(left, cuts - 1)
            yield from _reading_order(right, cuts - 1)
        else:
            across += sorted(band, key=lambda piece: (piece.top, piece.x0))
        across += crossing
    if across:
        yield across


def _bands(pieces: Sequence[Piece], gutter: float) -> Iterator[tuple[list[Piece], list[Piece]]]:
    """The pieces between two that cross the gutter, or between two wide gaps, with the one that ends them."""
    band: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: (piece.top, piece.x0)):
        if band and isinstance(piece, Line) and piece.top - max(p.bottom for p in band) > _WIDE_GAP * piece.size:
            yield band, []
            band = []
        if piece.x0 < gutter < piece.x1:
            yield band, [piece]
            band = []
        else:
            band.append(piece)
    yield band, []


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """The middle of the strip that parts most of the text into two columns; None where there is none."""
    lines = [piece for piece in pieces if isinstance(piece, Line)]
    if len(lines) < 6:
        return None
    # A strip begins where a line ends: it is looked for right of those ends that have another line beginning beyond.
    starts = sorted({round(line.x0) for line in lines})
    best: tuple[int, float] | None = None
    for start in starts:
        right = [line for line in lines if line.x0 >= start - 1]
        ends = sorted(line.x1 for line in lines if line.x0 < start - 1 and line.x1 < start - 1)
        if len(right) < 3 or len(ends) < 3:
            continue
        # The ends of the column to the left, without the few that belong to lines across.
        edge = ends[-1]
        if start - edge < 8:
            continue
        count = min(len(right), len(ends))
        if best is None or count > best[0]:
            best = (count, (start + edge) / 2)
    if best is None:
        return None
    gutter = best[1]
    for band, _ in _bands(pieces, gutter):
        if _are_columns([p for p in band if p.x1 <= gutter], [p for p in band if p.x0 >= gutter]):
            return gutter
    return None


def _are_columns(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Whether two heaps of lines side by side are running text, and not the cells of one table."""
    sides = [[piece for piece in side if isinstance(piece, Line)] for side in (left, right)]
    if min(len(side) for side in sides) < 3 or max(len(side) for side in sides) < 4:
        return False
    top = max(min(line.top for line in side) for side in sides)
    bottom = min(max(line.bottom for line in side) for side in sides)
    shorter = min(max(line.bottom for line in side) - min(line.top for line in side) for side in sides)
    if bottom - top < 0.5 * shorter:
        return False
    last, first = max(sides[0], key=lambda line: line.top), min(sides[1], key=lambda line: line.top)
    if first.text[:1].islower() and not last.text.endswith((".", "!", "?", ":", ";")) and len(last.text.split()) > 2:
        return True  # a sentence goes on from the foot of the one to the head of the other
    few, many = sorted(sides, key=len)
    level = sum(any(abs(line.top - other.top) < 1.5 for other in many) for line in few)
    if level < 0.5 * len(few):
        return True  # the rows of a table stand side by side
    for side in sides:
        width = max(line.x1 for line in side) - min(line.x0 for line in side)
        if (
            median(len(line.text.split()) for line in side) < 3
            or median(line.x1 - line.x0 for line in side) < width / 2
        ):
            return False
    return not _rows_together(*sides)


def _rows_together(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether the paragraphs of both sides begin at the same heights again and again, as the rows of a table do."""
    begins = [[line.top for line in _beginnings(side)] for side in (left, right)]
    if min(len(side) for side in begins) < 3:
        return False
    together = sum(any(abs(top - other) < 3 for other in begins[1]) for top in begins[0])
    return together >= 0.9 * max(len(side) for side in begins)


def _beginnings(side: Sequence[Line]) -> list[Line]:
    """The lines that open a paragraph; not the first, since columns begin together, and not what stands far below."""
    ordered = sorted(side, key=lambda line: line.top)
    gaps = [below.top - above.top for above, below in pairwise(ordered)]
    usual = median(gaps) if gaps else 0.0
    return [line for gap, line in zip(gaps, ordered[1:], strict=True) if 1.25 * usual < gap < 5 * usual]


def _region(region: Sequence[Piece], flow: int) -> Iterator[Piece]:
    """The lines of one column: what stands on one height is one line, or one row of a table without rules."""
    rows: list[list[Line]] = []
    pieces: list[Piece] = []

    def flush() -> None:
        for found in aligned_tables([_in_cells(row) for row in rows]):
            if isinstance(found, list):
                pieces.append(replace(_joined(found), flow=flow))
            else:
                pieces.append(Grid(found.rows, rows[0][0].page, *found.box, header=found.header))
        rows.clear()

    for piece in region:
        if isinstance(piece, Grid):
            flush()
            pieces.append(piece)
        elif rows and piece.top < max(line.bottom for line in rows[-1]) - 0.35 * piece.size:
            rows[-1].append(piece)  # cells that are centred stand at heights of their own
        else:
            rows.append([piece])
    flush()
    yield from _bounded(pieces)


def _in_cells(row: Sequence[Line]) -> list[Line]:
    """The pieces of one height from left to right, those that stand under one another as one cell."""
    cells: list[list[Line]] = []
    for line in sorted(row, key=lambda line: (line.x0, line.top)):
        under = next((cell for cell in cells if any(line.x0 < other.x1 and line.x1 > other.x0 for other in cell)), None)
        if under is None:
            cells.append([line])
        else:
            under.append(line)
    return [cell[0] if len(cell) == 1 else _stacked(sorted(cell, key=lambda line: line.top)) for cell in cells]


def _stacked(lines: Sequence[Line]) -> Line:
    return replace(
        lines[0],
        text=" ".join(line.text for line in lines),
        x0=min(line.x0 for line in lines),
        x1=max(line.x1 for line in lines),
        bottom=lines[-1].bottom,
        bold=all(line.bold for line in lines),
        words=(),
    )


def _bounded(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The lines with the edges of their column. Those that begin at one place, such as list points, share an edge."""
    lines = [piece for piece in pieces if isinstance(piece, Line)]
    left = min((line.x0 for line in lines), default=0.0)
    right = max((line.x1 for line in lines), default=0.0)
    beside: dict[int, list[float]] = {}
    for line in lines:
        beside.setdefault(round(line.x0 / 4), []).append(line.x1)
    for piece in pieces:
        if isinstance(piece, Grid):
            yield piece
        else:
            ends = beside[round(piece.x0 / 4)]
            yield replace(piece, left=left, right=max(ends) if len(ends) > 4 else right)


def _joined(row: Sequence[Line]) -> Line:
    widest = max(row, key=lambda line: line.x1 - line.x0)
    return replace(
        widest,
        text=" ".join(line.text for line in row),
        x0=row[0].x0,
        x1=row[-1].x1,
        top=min(line.top for line in row),
        bottom=max(line.bottom for line in row),
        bold=all(line.bold for line in row),
        words=(),
    )


def _unseen(page: Page) -> list[dict[str, Any]]:
    """Characters that are printed white on white, smaller than can be read, or outside the page."""
    filled = [rect for rect in page.rects if rect.get("fill") and not _white(rect.get("non_stroking_color"))]
    found = []
    x_left, y_top, x_right, y_bottom = page.bbox
    for char in page.chars:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        outside = not (x_left <= x <= x_right and y_top <= y <= y_bottom)
        white = _white(char.get("non_stroking_color")) and not any(
            r["x0"] <= x <= r["x1"] and r["top"] <= y <= r["bottom"] for r in filled
        )
        if outside or white or char["size"] < 1.5:
            found.append(char)
    return found


def _white(colour: Any) -> bool:
    if colour is None:
        return False
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    if not parts or not all(isinstance(part, (int, float)) for part in parts):
        return False
    return all(part <= 0.02 for part in parts) if len(parts) == 4 else all(part >= 0.98 for part in parts)
