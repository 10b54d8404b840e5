"""CSV becomes rows: each data row is one block with its column names."""

from __future__ import annotations

import csv
import io

from knowledge.errors import Unreadable
from knowledge.passage import Block, ReadDocument
from knowledge.readers.blocks import has_words, row, squeeze, title_from_name

_MAX_CELL = 1_000_000


def read_csv(text: str, name: str) -> ReadDocument:
    """A matrix with a header row. Lines above the header with one filled cell are its title and remarks.

    Raises Unreadable where there is no data row, or the quotes do not close.
    """
    csv.field_size_limit(_MAX_CELL)
    try:
        lines = [
            line for line in csv.reader(io.StringIO(text), _dialect(text), strict=True) if any(map(str.strip, line))
        ]
    except csv.Error as error:
        raise Unreadable(f"{name} is no readable CSV: {error}.") from error
    width = max((len([cell for cell in line if cell.strip()]) for line in lines), default=0)
    remarks: list[str] = []
    while lines and width > 1 and len([cell for cell in lines[0] if cell.strip()]) == 1:
        remarks.append(squeeze(" ".join(lines.pop(0))))
    if len(lines) < 2:
        raise Unreadable(f"{name} has no data rows under its header.")
    names = [squeeze(cell) for cell in lines[0]]
    title = remarks[0] if remarks else title_from_name(name)
    blocks = [Block(kind="heading", text=title, level=1)] if remarks else []
    blocks += [Block(kind="paragraph", text=remark) for remark in remarks[1:]]
    for line in lines[1:]:
        cells = [squeeze(cell) for cell in line]
        padded = names + [""] * (len(cells) - len(names))
        cells += [""] * (len(padded) - len(cells))
        pairs = [(column, cell) for column, cell in zip(padded, cells, strict=True) if column or cell]
        if any(has_words(cell) for _, cell in pairs):
            blocks.append(row(pairs))
    return ReadDocument(title=title, blocks=tuple(blocks))


def _dialect(text: str) -> type[csv.Dialect]:
    class Found(csv.excel):
        delimiter = _delimiter(text)
        skipinitialspace = True

    return Found


def _delimiter(text: str) -> str:
    """The mark that stands most often, and equally often, in the first lines (the library's guess is easily misled)."""
    lines = [line for line in text.split("\n") if line.strip()][:20]

    def evenness(mark: str) -> tuple[float, int]:
        counts = [len(next(csv.reader([line], delimiter=mark), [])) - 1 for line in lines]
        usual = max(set(counts), key=counts.count) if counts else 0
        return (counts.count(usual) / len(counts) if usual else 0.0, usual)

    return max((",", ";", "\t", "|"), key=evenness)
