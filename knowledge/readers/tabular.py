"""Tables that fill a whole file: each data row is one block with the names of its columns."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence

from knowledge.errors import Unreadable
from knowledge.passage import Block, ReadDocument
from knowledge.readers.blocks import has_words, looks_like_heading, names_columns, row, squeeze, table, title_from_name

MAX_ROWS = 100_000
MAX_COLUMNS = 500
_MAX_CELL = 1_000_000


def read_csv(text: str, name: str) -> ReadDocument:
    """A matrix with a header row. Lines above the header with one filled cell are its title and remarks.

    Raises Unreadable where there is no data row, the quotes do not close, or there are too many rows or columns.
    """
    csv.field_size_limit(_MAX_CELL)
    lines: list[list[str]] = []
    try:
        for line in csv.reader(io.StringIO(text), _dialect(text), strict=True):
            if any(map(str.strip, line)):
                lines.append(line)
            if len(lines) > MAX_ROWS + 10 or len(line) > MAX_COLUMNS:
                raise Unreadable(
                    f"{name} has more than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns; split it into smaller documents."
                )
    except csv.Error as error:
        raise Unreadable(f"{name} is no readable CSV: {error}.") from error
    remarks, facts = _above_header(lines)
    lines = lines[len(remarks) + len(facts) :]
    if len(lines) < 2:
        raise Unreadable(f"{name} has no data rows under its header.")
    names = [squeeze(cell) for cell in lines[0]]
    titled = bool(remarks) and not _OF_THE_DOCUMENT.match(remarks[0])
    title = remarks[0] if titled else title_from_name(name)
    blocks = [Block(kind="heading", text=title, level=1)] if titled else []
    blocks += [Block(kind="paragraph", text=remark) for remark in remarks[titled:]]
    for place, (column, said) in enumerate(map(_without_standing, names)):
        names[place] = column
        blocks += [Block(kind="paragraph", text=said)] if said else []
    blocks += facts
    for line in lines[1:]:
        cells = [squeeze(cell) for cell in line]
        padded = names + [""] * (len(cells) - len(names))
        cells += [""] * (len(padded) - len(cells))
        pairs = [(column, cell) for column, cell in zip(padded, cells, strict=True) if column or cell]
        if any(has_words(cell) for _, cell in pairs):
            blocks.append(row(pairs))
    return ReadDocument(title=title, blocks=tuple(blocks))


_STANDING = r"(?:version|edition|revision|effective|valid|in force|issued|audience|region|replaces|supersedes|fassung|gültig|versión|vigente|en vigueur)"
_STANDING_PART = re.compile(rf", (?={_STANDING}\b)", re.IGNORECASE)
# "Reference AB-7 | Version 2.1": what a line says of the document, and no title and no names of columns.
_OF_THE_DOCUMENT = re.compile(
    rf"(?:reference|ref\.?|document|doc\.?|code|version|edition|revision|referenz|dokument|fassung|referencia|documento|versión|référence)\b[^|,]*[|,] *{_STANDING}\b.*\d",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"(?P<name>.*\S)\s*\((?P<said>[^()]*)\)", re.DOTALL)


def _without_standing(column: str) -> tuple[str, str]:
    """The name of a column and what stands behind it in brackets of the document: "item (Reference AB-7 | Version 2)"."""
    found = _BRACKETED.fullmatch(column)
    if found is None or not _OF_THE_DOCUMENT.match(found["said"]):
        return column, ""
    return found["name"], found["said"]


def _above_header(lines: Sequence[Sequence[str]]) -> tuple[list[str], list[Block]]:
    """What stands above the header: lines of one cell are remarks, lines of two in a wide table facts."""
    filled = [[squeeze(cell) for cell in line if cell.strip()] for line in lines]
    width = max(map(len, filled), default=0)
    remarks: list[str] = []
    facts: list[Block] = []
    for cells in filled:
        if width > 1 and not facts and (len(cells) == 1 or _OF_THE_DOCUMENT.match(", ".join(cells))):
            remarks.append(cells[0] if len(cells) == 1 else _STANDING_PART.sub(" | ", ", ".join(cells)))
        elif width > 3 and len(cells) == 2 and len(filled) > len(remarks) + len(facts) + 2:
            facts.append(row([(cells[0].rstrip(":"), cells[1])]))
        else:
            break
    return remarks, facts


def matrix(rows: Sequence[Sequence[str]], *, banners: Collection[int] = ()) -> tuple[list[Block], str]:
    """The tables of a sheet, whose empty rows part them, and the caption at its top ("" where there is none)."""
    blocks: list[Block] = []
    caption = ""
    names: list[str] = []
    columns: list[int] = []
    for first, part in _parts(rows):
        marked = {n - first for n in banners if first <= n < first + len(part)}
        start = _header_at(part, marked)
        for n, cells in enumerate(part[:start]):
            said = [cell for cell in cells if cell]
            if len(said) > 1 and n not in marked:
                blocks.append(
                    row([(said[0].rstrip(":"), said[1])] if len(said) == 2 else [("", cell) for cell in said])
                )
            elif not caption and not blocks:
                caption = said[0]
            elif looks_like_heading(said[0]) and (n == start - 1 or start == len(part)):
                blocks.append(Block(kind="heading", text=said[0], level=3))
            else:
                blocks.append(Block(kind="paragraph", text=said[0]))
        body = part[start:]
        under = {n - start for n in marked if n >= start}
        if not body:
            continue
        if names and not names_columns(body) and len(_filled(body[0])) > 1:
            # No names of its own: the table above goes on after the empty row.
            rest = [[cells[c] for c in columns] for cells in body]
            blocks += table([names, *rest], header=1, banners={n + 1 for n in under})
            continue
        # Two columns of words are names and values, unless they look otherwise.
        named = len(_filled(body[0])) > 2 or names_columns([_filled(cells) for cells in body])
        columns = [c for c in range(len(body[0])) if any(cells[c] for cells in body)]
        found = table([[cells[c] for c in columns] for cells in body], header=named, banners=under)
        blocks += found
        last = found[-1].cells if named and found else ()
        names = [column for column, _ in last[-len(columns) :]]
    return blocks, caption


def _parts(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, list[Sequence[str]]]]:
    """The runs of rows between empty ones, each with the number of its first row."""
    run: list[Sequence[str]] = []
    for n, cells in enumerate([*rows, []]):
        if any(cells):
            run.append(cells)
        elif run:
            yield n - len(run), run
            run = []


def _header_at(part: Sequence[Sequence[str]], banners: Collection[int]) -> int:
    """Which row names the columns: the first that is nearly as full as the fullest."""
    width = max(len(_filled(cells)) for n, cells in enumerate(part) if n not in banners or len(part) == 1)
    if width < 2:
        return len(part)
    return next(
        (n for n, cells in enumerate(part) if n not in banners and len(_filled(cells)) >= max(2, 0.7 * width)),
        len(part),
    )


def _filled(cells: Sequence[str]) -> list[str]:
    return [cell for cell in cells if cell]


def _dialect(text: str) -> type[csv.Dialect]:
    class Found(csv.excel):
        delimiter = _delimiter(text)
        skipinitialspace = True

    return Found


def _delimiter(text: str) -> str:
    """The mark that stands most often, and equally often, in the first lines (the library's guess is easily misled)."""
    lines = [line for line in text[:200_000].split("\n") if line.strip()][:20]

    def evenness(mark: str) -> tuple[float, int]:
        counts = [len(next(csv.reader([line], delimiter=mark), [])) - 1 for line in lines]
        usual = max(set(counts), key=counts.count) if counts else 0
        return (counts.count(usual) / len(counts) if usual else 0.0, usual)

    return max((",", ";", "\t", "|"), key=evenness)
