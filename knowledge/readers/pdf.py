"""PDF becomes blocks: lines are put together to paragraphs again, tables to rows; page furniture is left out."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from knowledge.errors import Unreadable
from knowledge.passage import Block, ReadDocument
from knowledge.readers.blocks import (
    BULLET,
    CLAUSE,
    STANDING_LINE,
    has_words,
    looks_like_heading,
    numbered_heading,
    squeeze,
    table,
    title_from_name,
)

if TYPE_CHECKING:
    from pdfplumber.page import Page

_MAX_PAGES = 400
_PAGE_WORD = re.compile(
    r"(?:(?:page|seite|página|pagina|p\.)\s*)?\d{1,4}(?:\s*(?:of|/|von|de|sur)\s*\d{1,4})?", re.IGNORECASE
)
_PAGE_TAIL = re.compile(r".*\b(?:page|seite|página)\s+\d{1,4}(?:\s*(?:of|/|von|de|sur)\s*\d{1,4})?\W*", re.IGNORECASE)
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_HYPHEN = re.compile(r"(\w+)-$")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True)
class _Line:
    """One line as printed. Distances in points, from the top left corner of the page."""

    text: str
    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool


@dataclass(frozen=True)
class _Table:
    """A table where it stands."""

    rows: tuple[tuple[str, ...], ...]
    page: int
    top: float
    header: bool | None


def read_pdf(data: bytes, name: str) -> ReadDocument:
    """A PDF with its text in it. Raises Unreadable: locked by a password, damaged, or pictures of pages only."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    pieces: list[_Line | _Table] = []
    hidden: list[str] = []
    heights: dict[int, float] = {}
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            _check_length(len(document.pages), name)
            title = str((document.metadata or {}).get("Title") or "")
            for page in document.pages:
                heights[page.page_number] = float(page.height)
                found, unseen = _page(page)
                pieces += found
                hidden += unseen
                page.close()
    except PdfminerException as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in (*error.args, error.__cause__, error.__context__)):
            raise Unreadable(f"{name} is locked by a password; save a copy without one.") from error
        raise Unreadable(f"{name} is no readable PDF: the file is damaged.") from error
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(f"{name} is no readable PDF: the file is damaged.") from error
    if not any(isinstance(piece, _Table) or has_words(piece.text) for piece in pieces):
        raise Unreadable(f"{name} holds only pictures of its pages, no text; run text recognition (OCR) on it first.")
    blocks = _blocks(_without_furniture(pieces, heights))
    first = next((b.text for b in blocks[:3] if b.kind == "heading"), "")
    return ReadDocument(
        title=first or squeeze(title) or title_from_name(name),
        blocks=tuple(blocks),
        hidden=tuple(dict.fromkeys(hidden)),
    )


def _check_length(pages: int, name: str) -> None:
    if pages > _MAX_PAGES:
        raise Unreadable(f"{name} has more than {_MAX_PAGES} pages; split it into smaller documents.")


def _page(page: Page) -> tuple[list[_Line | _Table], list[str]]:
    unseen = _unseen(page)
    hidden = squeeze("".join(char["text"] for char in unseen))
    if unseen:
        ids = {id(char) for char in unseen}
        page = page.filter(lambda thing: id(thing) not in ids)
    pieces: list[_Line | _Table] = []
    boxes: list[tuple[float, float, float, float]] = []
    for found in page.find_tables():
        rows = tuple(tuple(squeeze(cell or "") for cell in line) for line in found.extract())
        if len(rows) < 2 or max(map(len, rows)) < 2:
            continue  # a frame around text is no table
        boxes.append(found.bbox)
        bold = [_bold(page.crop(line.bbox).chars) for line in found.rows]
        header = True if bold[0] and not all(bold) else None
        pieces.append(_Table(rows, page.page_number, found.bbox[1], header))
    for words in page.extract_text_lines(return_chars=True, strip=True):
        middle = (words["top"] + words["bottom"]) / 2
        if any(b[1] <= middle <= b[3] and b[0] - 2 <= words["x0"] and words["x1"] <= b[2] + 2 for b in boxes):
            continue
        pieces.append(_line(words, page.page_number))
    pieces.sort(key=lambda piece: piece.top)
    return pieces, [hidden] if has_words(hidden) else []


def _line(words: dict[str, Any], page: int) -> _Line:
    chars = [char for char in words["chars"] if not char["text"].isspace()]
    return _Line(
        text=squeeze(words["text"]),
        page=page,
        x0=float(words["x0"]),
        x1=float(words["x1"]),
        top=float(words["top"]),
        bottom=float(words["bottom"]),
        size=round(median(float(char["size"]) for char in chars), 1) if chars else 0.0,
        bold=_bold(chars),
    )


def _bold(chars: Sequence[dict[str, Any]]) -> bool:
    inked = [char for char in chars if not char["text"].isspace()]
    return bool(inked) and sum(bool(_BOLD.search(char["fontname"])) for char in inked) > len(inked) * 0.8


def _unseen(page: Page) -> list[dict[str, Any]]:
    """Characters that are printed white on white, smaller than can be read, or outside the page."""
    filled = [rect for rect in page.rects if rect.get("fill") and not _white(rect.get("non_stroking_color"))]
    found = []
    for char in page.chars:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        outside = not (0 <= x <= float(page.width) and 0 <= y <= float(page.height))
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


def _without_furniture(pieces: Sequence[_Line | _Table], heights: dict[int, float]) -> list[_Line | _Table]:
    """Without page numbers, and without the lines that stand at the head or the foot of several pages."""
    lines = [piece for piece in pieces if isinstance(piece, _Line)]
    edges: dict[int, list[_Line]] = {}
    for page in heights:
        here = [line for line in lines if line.page == page]
        edges[page] = [*here[:3], *here[-3:]]
    shapes: Counter[str] = Counter()
    outermost: Counter[str] = Counter()
    for edge in edges.values():
        shapes.update({_shape(line) for line in edge})
        outermost.update({_shape(line) for line in (edge[:1] + edge[-1:])})
    often = max(2, len(heights) // 2)

    def furniture(line: _Line) -> bool:
        if line not in edges[line.page]:
            return False
        margin = line.top < heights[line.page] * 0.09 or line.bottom > heights[line.page] * 0.9
        if _PAGE_WORD.fullmatch(line.text) and margin:
            return True
        if outermost[_shape(line)] >= max(3, often):
            return True
        if shapes[_shape(line)] >= often and (margin or _PAGE_TAIL.fullmatch(line.text)):
            return True
        return bool(margin and _PAGE_TAIL.fullmatch(line.text) and line.bottom > heights[line.page] * 0.9)

    first_seen: set[str] = set()
    kept: list[_Line | _Table] = []
    for piece in pieces:
        if isinstance(piece, _Line) and furniture(piece):
            # The first of a repeated header stays where it is the document's title, or the only word on its standing.
            titling = piece is lines[0] or STANDING_LINE.search(piece.text)
            if not titling or _shape(piece) in first_seen or _PAGE_TAIL.fullmatch(piece.text):
                continue
            first_seen.add(_shape(piece))
        kept.append(piece)
    return kept


def _shape(line: _Line) -> str:
    return re.sub(r"\d+", "#", line.text.lower())


def _blocks(pieces: Sequence[_Line | _Table]) -> list[Block]:
    lines = [piece for piece in pieces if isinstance(piece, _Line)]
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    larger = sorted({line.size for line in lines if line.size > body * 1.08}, reverse=True)
    vocabulary = Counter(word.lower() for line in lines for word in _WORDS.findall(line.text))
    blocks: list[Block] = []
    for group in _groups(pieces, body):
        if isinstance(group, _Table):
            _add_table(blocks, group)
            continue
        text = _join(group, vocabulary)
        level = _level(group, text, body, larger, first=not blocks)
        page = group[0].page
        if level:
            blocks.append(Block(kind="heading", text=text, level=level, page=page))
        elif (bullet := BULLET.match(text)) and not CLAUSE.match(text):
            mark = bullet.group().strip()
            rest = text[bullet.end() :]
            blocks.append(Block(kind="item", text=f"{mark} {rest}" if mark[-1] == ")" else rest, page=page))
        elif has_words(text):
            blocks.append(Block(kind="paragraph", text=text, page=page))
    return blocks


def _groups(pieces: Sequence[_Line | _Table], body: float) -> Iterator[list[_Line] | _Table]:
    lines = [piece for piece in pieces if isinstance(piece, _Line)]
    gaps = [b.top - a.top for a, b in pairwise(lines) if a.page == b.page and 0 < b.top - a.top < 3 * body]
    usual = (
        min(Counter(round(gap, 1) for gap in gaps).most_common(3), key=lambda pair: pair[0])[0] if gaps else body * 1.3
    )
    right = max((line.x1 for line in lines), default=0.0)
    group: list[_Line] = []
    for piece in pieces:
        if isinstance(piece, _Table):
            if group:
                yield group
                group = []
            yield piece
        elif group and _continues(group[-1], piece, usual, right):
            group.append(piece)
        else:
            if group:
                yield group
            group = [piece]
    if group:
        yield group


def _continues(above: _Line, line: _Line, usual: float, right: float) -> bool:
    if CLAUSE.match(line.text) or BULLET.match(line.text) or abs(above.size - line.size) > 0.6:
        return False
    if numbered_heading(line.text) and not line.text[:1].islower():
        return False
    short = above.x1 < right - 0.2 * max(right - above.x0, 1.0)
    ended = above.text.endswith((".", "!", "?", ":", ";"))
    if above.page != line.page:
        return not ended and (line.text[:1].islower() or not short)
    if line.top - above.top > usual * 1.35:
        return False
    if above.bold != line.bold and (short or ended):
        return False
    return not (short and (ended or numbered_heading(above.text) > 0 or STANDING_LINE.search(above.text)))


def _level(group: Sequence[_Line], text: str, body: float, larger: Sequence[float], *, first: bool) -> int:
    size, bold = group[0].size, all(line.bold for line in group)
    if len(group) > 3 or not looks_like_heading(text.rstrip(":")) or BULLET.match(text):
        return 0
    if size > body * 1.08:
        return 1 if first else min(6, 1 + larger.index(size) + (1 if larger.index(size) == 0 else 0))
    numbered = numbered_heading(text)
    if bold:
        return 1 if first else (numbered or 3)
    return numbered if numbered == 2 and len(text) <= 60 and len(group) == 1 else 0


def _join(group: Sequence[_Line], vocabulary: Counter[str]) -> str:
    text = group[0].text
    for line in group[1:]:
        cut = _HYPHEN.search(text)
        start = _WORDS.match(line.text)
        if cut and start and line.text[:1].islower():
            compound = f"{cut[1]}-{start[0]}".lower()
            whole = f"{cut[1]}{start[0]}".lower()
            keeps = vocabulary[compound] > 0 or (vocabulary[whole] == 0 and vocabulary[start[0].lower()] > 1)
            text = (text if keeps else text[:-1]) + line.text
        else:
            text += " " + line.text
    return squeeze(text)


def _add_table(blocks: list[Block], found: _Table) -> None:
    rows = table(found.rows, header=found.header, page=found.page)
    above = blocks[-1] if blocks else None
    if above is not None and above.kind == "row" and above.page == found.page - 1:
        names = [name for name, _ in above.cells]
        if all(names) and len(names) == len(found.rows[0]):
            # The table goes on from the page before: the same columns, and their names only if they are printed again.
            again = list(found.rows[0]) == names
            rows = table([names, *found.rows[1 if again else 0 :]], header=True, page=found.page)
    blocks += rows
