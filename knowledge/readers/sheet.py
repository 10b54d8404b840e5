"""A workbook becomes rows: each row of each sheet that is shown, with the names of its columns."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from knowledge.errors import Unreadable
from knowledge.passage import Block, ReadDocument
from knowledge.readers.blocks import has_words, squeeze, title_from_name
from knowledge.readers.number_format import shown
from knowledge.readers.office import check_office
from knowledge.readers.tabular import MAX_COLUMNS, MAX_ROWS, matrix

_MAX_CELLS = 1_000_000
_MOST_HIDDEN = 500
_NO_NAME = ("sheet", "tabelle", "hoja", "feuil", "blatt", "table")


def read_sheet(data: bytes, name: str) -> ReadDocument:
    """An XLSX workbook, with what its cells show: values, not formulas. Hidden sheets, rows and columns go to `hidden`.

    Raises Unreadable: damaged, locked, too large, or without a cell that shows anything.
    """
    check_office(data, name, "sheet")
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except MemoryError:
        raise
    except Exception as error:
        raise Unreadable(f"{name} is no readable workbook: it is damaged or of another kind.") from error
    sheets = [_read(sheet, name) for sheet in book.worksheets]
    filled = [sheet for sheet in sheets if sheet.rows]
    hidden = [line for sheet in sheets for line in sheet.hidden]
    stated = squeeze(str(book.properties.title or ""))
    blocks: list[Block] = []
    title = ""
    for sheet in filled:
        found, caption = matrix(sheet.rows, banners=sheet.banners)
        alone = len(filled) == 1
        if not alone and not (sheet.title.lower().startswith(_NO_NAME) and sheet.title[-1:].isdigit()):
            blocks.append(Block(kind="heading", text=sheet.title, level=2))
        if alone and caption:
            title = caption
            blocks.append(Block(kind="heading", text=caption, level=1))
        elif caption and caption != sheet.title:
            blocks.append(Block(kind="paragraph", text=caption))
        blocks += found
    return ReadDocument(
        title=title or stated or title_from_name(name),
        blocks=tuple(blocks),
        hidden=tuple(dict.fromkeys(hidden))[:_MOST_HIDDEN],
    )


@dataclass
class _Sheet:
    title: str
    rows: list[list[str]] = field(default_factory=list)
    banners: list[int] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)


def _read(sheet: Any, name: str) -> _Sheet:
    """What one sheet shows. Empty rows stay, since they part one table from the next."""
    found = _Sheet(squeeze(str(sheet.title)))
    # Only cells that are there: a sheet may claim a thousand million rows, and the public way would walk them all.
    cells = {place: cell for place, cell in sheet._cells.items() if cell.value is not None}
    if len(cells) > _MAX_CELLS:
        raise Unreadable(f"{name} has more than {_MAX_CELLS:,} cells; split it into smaller documents.")
    texts = {place: text for place, cell in cells.items() if (text := _text(cell))}
    if not texts:
        return found
    last_row, last_column = max(r for r, _ in texts), max(c for _, c in texts)
    wide = _spread(sheet, texts, last_row, last_column)
    rows = sorted({row for row, _ in texts})
    columns = sorted({column for _, column in texts})
    if len(rows) > MAX_ROWS or len(columns) > MAX_COLUMNS:
        raise Unreadable(
            f"{name} has more than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns; split it into smaller documents."
        )
    gone = set(_hidden_columns(sheet))
    filtered = _filtered(sheet)
    above = rows[0]
    for row in rows:
        dimension = sheet.row_dimensions.get(row)
        unseen = sheet.sheet_state != "visible" or (dimension is not None and dimension.hidden and row not in filtered)
        said = [texts.get((row, column), "") for column in columns if column not in gone]
        kept_apart = [texts.get((row, column), "") for column in columns if column in gone or unseen]
        found.hidden += [note] if has_words(note := " | ".join(filter(None, kept_apart))) else []
        if unseen or not any(said):
            above = max(above, row) if row == above + 1 else above
            continue
        if found.rows and row > above + 1:
            found.rows.append([""] * len(said))
        above = row
        if row in wide or (len(said) > 2 and said[0] and not any(said[1:]) and _bold(cells, row, columns)):
            found.banners.append(len(found.rows))
        found.rows.append(said)
    return found


def _text(cell: Any) -> str:
    if cell.font is not None and cell.font.strike:
        return ""
    value = shown(cell.value, str(cell.number_format or "General"))
    return "" if value.startswith("#") and value.rstrip("!?").isupper() and value[-1:] in "!?AD" else squeeze(value)


def _spread(sheet: Any, texts: dict[tuple[int, int], str], last_row: int, last_column: int) -> set[int]:
    """Put the text of each merged cell into all its places; the rows that are one cell from side to side."""
    wide: set[int] = set()
    first_column = min(c for _, c in texts)
    for area in sheet.merged_cells.ranges:
        text = texts.get((area.min_row, area.min_col))
        if not text:
            continue
        # Notes that run on beyond the table are no cells of it.
        for row in range(area.min_row, min(area.max_row, last_row) + 1):
            for column in range(area.min_col, min(area.max_col, last_column) + 1):
                texts.setdefault((row, column), text)
            if area.min_col <= first_column and area.max_col >= last_column > first_column:
                wide.add(row)
    return wide


def _hidden_columns(sheet: Any) -> Iterator[int]:
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden and dimension.min:
            yield from range(dimension.min, min(dimension.max or dimension.min, dimension.min + 20_000) + 1)


def _filtered(sheet: Any) -> range:
    """The rows under a filter. What a filter leaves out was not hidden for good: it was left on."""
    from openpyxl.utils import range_boundaries

    if not sheet.auto_filter.ref:
        return range(0)
    _, first, _, last = range_boundaries(sheet.auto_filter.ref)
    return range(first or 0, (last or 0) + 1)


def _bold(cells: dict[tuple[int, int], Any], row: int, columns: list[int]) -> bool:
    cell = next((cells[row, column] for column in columns if (row, column) in cells), None)
    return cell is not None and bool(cell.font and cell.font.bold)
