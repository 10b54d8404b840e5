"""PDF becomes blocks: lines are put together to paragraphs again, tables to rows; page furniture is left out."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, islice, pairwise

from knowledge.errors import Unreadable
from knowledge.passage import Block, ReadDocument
from knowledge.readers.blocks import (
    BULLET,
    CLAUSE,
    CONTENTS,
    LEADER,
    STANDING_LINE,
    has_words,
    looks_like_heading,
    numbered_heading,
    row,
    squeeze,
    table,
    title_from_name,
)
from knowledge.readers.layout import Grid, PageText, Piece, arrange, scan
from knowledge.readers.lines import Line

MAX_PAGES = 1000
_PAGE_WORD = re.compile(
    r"(?:[-–—|]\s*)?(?:(?:page|seite|página|pagina|p\.)\s*)?\d{1,4}(?:\s*(?:of|/|von|de|sur)\s*\d{1,4})?(?:\s*[-–—|])?",
    re.IGNORECASE,
)
_PAGE_TAIL = re.compile(r".*\b(?:page|seite|página)\s+\d{1,4}(?:\s*(?:of|/|von|de|sur)\s*\d{1,4})?\W*", re.IGNORECASE)
_HYPHEN = re.compile(r"(\w+)-$")
_AND = frozenset({"and", "or", "und", "oder", "y", "o", "e", "et", "ou"})
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def read_pdf(data: bytes, name: str) -> ReadDocument:
    """A PDF with its text in it. Raises Unreadable: locked by a password, damaged, too long, or pictures of pages."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        _check_length(data, name)
        with pdfplumber.open(io.BytesIO(data)) as document:
            title = str((document.metadata or {}).get("Title") or "")
            pages: dict[int, PageText] = {}
            heights: dict[int, float] = {}
            for page in document.pages:
                heights[page.page_number] = float(page.height)
                pages[page.page_number] = scan(page)
                page.close()
    except (PdfminerException, PDFPasswordIncorrect) as error:
        causes = (error, *error.args, error.__cause__, error.__context__)
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
            raise Unreadable(f"{name} is locked by a password; save a copy without one.") from error
        raise Unreadable(f"{name} is no readable PDF: the file is damaged.") from error
    except (Unreadable, MemoryError):
        raise
    except Exception as error:
        raise Unreadable(f"{name} is no readable PDF: the file is damaged.") from error
    pieces = _without_furniture([piece for page in pages.values() for piece in page.pieces], heights)
    _check_text(pieces, pages, name)
    blocks = _blocks(_in_order(pieces))
    stamps = dict.fromkeys(words for page in pages.values() for words in page.sideways)
    place = 1 if blocks and blocks[0].kind == "heading" else 0
    blocks[place:place] = [Block(kind="paragraph", text=text, page=1) for text in stamps]
    first = next((b.text for b in blocks[:3] if b.kind == "heading"), "")
    return ReadDocument(
        title=first or squeeze(title) or title_from_name(name),
        blocks=tuple(blocks),
        hidden=tuple(dict.fromkeys(words for page in pages.values() for words in page.hidden)),
    )


def _in_order(pieces: Sequence[Piece]) -> list[Piece]:
    ordered: list[Piece] = []
    for _, page in groupby(pieces, key=lambda piece: piece.page):
        above = max((piece.flow for piece in ordered if isinstance(piece, Line)), default=0)
        ordered += arrange(list(page), above + 1)
    return ordered


def _check_length(data: bytes, name: str) -> None:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    document = PDFDocument(PDFParser(io.BytesIO(data)))
    # The pages are counted one by one, since what the file says of their number may be wrong.
    if sum(1 for _ in islice(PDFPage.create_pages(document), MAX_PAGES + 1)) > MAX_PAGES:
        raise Unreadable(f"{name} has more than {MAX_PAGES} pages; split it into smaller documents.")


def _check_text(pieces: Sequence[Piece], pages: dict[int, PageText], name: str) -> None:
    worded = {piece.page for piece in pieces if isinstance(piece, Grid) or has_words(piece.text)}
    if not worded:
        raise Unreadable(f"{name} holds only pictures of its pages, no text; run text recognition (OCR) on it first.")
    scanned = [number for number, page in pages.items() if page.pictures and number not in worded]
    if len(scanned) > len(pages) / 2:
        raise Unreadable(
            f"{name} holds only pictures of {len(scanned)} of its {len(pages)} pages; run text recognition (OCR) on it first."
        )
    strange = [page.unreadable for number, page in pages.items() if number in worded]
    if sum(strange) > 0.3 * len(strange):
        raise Unreadable(
            f"{name} does not say which letters it prints, so its text cannot be read; run text recognition (OCR) on it first."
        )


def _without_furniture(pieces: Sequence[Piece], heights: dict[int, float]) -> list[Piece]:
    """Without page numbers, and without the lines that stand at the head or the foot of several pages."""
    lines = [piece for piece in pieces if isinstance(piece, Line)]
    edges: dict[int, list[Line]] = {page: [] for page in heights}
    for line in sorted(lines, key=lambda line: (line.page, line.top)):
        edges[line.page].append(line)

    def in_margin(line: Line) -> bool:
        return line.top < heights[line.page] * 0.09 or line.bottom > heights[line.page] * 0.9

    outermost: Counter[str] = Counter()
    shapes: Counter[str] = Counter()
    for page, here in edges.items():
        outermost.update({_shape(line) for line in here[:1] + here[-1:]})
        edges[page] = [*here[:3], *here[-3:]]
        shapes.update({_shape(line) for line in edges[page] if in_margin(line) or _PAGE_TAIL.fullmatch(line.text)})
    often = max(2, len(heights) // 2)

    def furniture(line: Line) -> bool:
        if line not in edges[line.page]:
            return False
        margin = in_margin(line)
        if _PAGE_WORD.fullmatch(line.text) and margin:
            return True
        if outermost[_shape(line)] >= max(3, often):
            return True
        if margin and shapes[_shape(line)] >= min(often, 4):
            return True  # on four pages: left and right pages, and chapters, have headers of their own
        foot = line.bottom > heights[line.page] * 0.9
        return bool(_PAGE_TAIL.fullmatch(line.text)) and (foot or shapes[_shape(line)] >= often)

    largest = max((line.size for line in lines if line.page == lines[0].page), default=0.0)
    first_seen: set[str] = set()
    kept: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Line) and furniture(piece):
            # The first of a repeated header stays where it is the document's title, or the only word on its standing.
            titling = (piece is lines[0] and piece.size >= largest) or STANDING_LINE.search(piece.text)
            if not titling or _shape(piece) in first_seen or _PAGE_TAIL.fullmatch(piece.text):
                continue
            first_seen.add(_shape(piece))
        kept.append(piece)
    return kept


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.lower())


def _blocks(pieces: Sequence[Piece]) -> list[Block]:
    lines = [piece for piece in pieces if isinstance(piece, Line)]
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    larger = sorted({line.size for line in lines if line.size > body * 1.08}, reverse=True)
    join = _Joiner(lines)
    blocks: list[Block] = []
    listing = False  # inside a table of contents
    for group in _groups(pieces, body):
        if isinstance(group, Grid):
            _add_table(blocks, group)
            continue
        text = join(group)
        page = group[0].page
        if listing and LEADER.match(text):
            continue
        level = _level(group, text, body, larger, first=not blocks)
        listing = CONTENTS.fullmatch(text.rstrip(":")) is not None
        leader = LEADER.match(text)
        if listing:
            continue
        if level:
            blocks.append(Block(kind="heading", text=text, level=level, page=page))
        elif leader and len(group) == 1:
            blocks.append(row([(squeeze(leader["label"]), squeeze(leader["value"]))], page=page))
        elif (bullet := BULLET.match(text)) and not CLAUSE.match(text):
            mark = bullet.group().strip()
            rest = text[bullet.end() :]
            blocks.append(Block(kind="item", text=f"{mark} {rest}" if mark[-1] == ")" else rest, page=page))
        elif has_words(text):
            blocks.append(Block(kind="paragraph", text=text, page=page))
    return blocks


def _groups(pieces: Sequence[Piece], body: float) -> Iterator[list[Line] | Grid]:
    lines = [piece for piece in pieces if isinstance(piece, Line)]
    gaps = [b.top - a.top for a, b in pairwise(lines) if a.flow == b.flow and 0 < b.top - a.top < 3 * body]
    usual = (
        min(Counter(round(gap, 1) for gap in gaps).most_common(3), key=lambda pair: pair[0])[0] if gaps else body * 1.3
    )
    group: list[Line] = []
    for piece in pieces:
        if isinstance(piece, Grid):
            if group:
                yield group
                group = []
            yield piece
        elif group and _continues(
            group[-1], piece, usual * max(1.0, piece.size / body), len(group), large=piece.size > body * 1.08
        ):
            group.append(piece)
        else:
            if group:
                yield group
            group = [piece]
    if group:
        yield group


def _continues(above: Line, line: Line, usual: float, length: int, *, large: bool) -> bool:
    if CLAUSE.match(line.text) or BULLET.match(line.text) or abs(above.size - line.size) > 0.6:
        return False
    if LEADER.match(above.text) or LEADER.match(line.text):
        return False
    if numbered_heading(line.text) and not line.text[:1].islower():
        return False
    short = above.x1 < above.right - 0.2 * max(above.right - above.left, 1.0)
    ended = above.text.endswith((".", "!", "?", ":", ";"))
    if above.flow != line.flow:
        return not ended and (line.text[:1].islower() or not short)
    if line.top - above.top > usual * 1.35:
        return False
    if above.bold != line.bold and (short or ended):
        return False
    if short and (ended or numbered_heading(above.text) > 0 or STANDING_LINE.search(above.text)):
        return length > 1 and line.text[:1].islower()
    if above.text.endswith(":") and line.text[:1].isupper():
        return False  # what it announces stands below it
    return large or not _would_fit(above, line)


def _would_fit(above: Line, line: Line) -> bool:
    """Whether the next word would still have found room: then the line ended because what it says did."""
    if _HYPHEN.search(above.text):
        return False
    letter = (line.x1 - line.x0) / max(len(line.text), 1)
    word = len(line.text.split(" ", 1)[0])
    return above.right - above.x1 > (1.25 * word + 2) * letter


def _level(group: Sequence[Line], text: str, body: float, larger: Sequence[float], *, first: bool) -> int:
    size, bold = group[0].size, all(line.bold for line in group)
    # Large type is a title even where it ends as a sentence does.
    ending = ":.?!" if size > body * 1.15 and len(text.split()) <= 12 else ":?" if bold else ":"
    if len(group) > 3 or not looks_like_heading(text.rstrip(ending)) or BULLET.match(text):
        return 0
    if size > body * 1.08:
        return 1 if first else min(6, 1 + larger.index(size) + (1 if larger.index(size) == 0 else 0))
    numbered = numbered_heading(text)
    if bold:
        return 1 if first else (numbered or 3)
    return numbered if numbered == 2 and len(text) <= 60 and len(group) == 1 else 0


class _Joiner:
    """Puts lines together again, with the hyphens that belong to the words and without those of the line ends."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._known = Counter(word.lower() for line in lines for word in _WORDS.findall(line.text))
        cut = sum(bool(_HYPHEN.search(line.text)) for line in lines)
        # Text that is cut at line ends has a hyphen at many of them; else a hyphen there is the word's own.
        self._cuts = cut > 0.02 * len(lines)

    def __call__(self, group: Sequence[Line]) -> str:
        text = group[0].text
        for line in group[1:]:
            cut = _HYPHEN.search(text)
            start = _WORDS.match(line.text)
            if cut and start and start[0] in _AND:
                text += " " + line.text  # "pre- and post-sale"
            elif cut and start and line.text[:1].islower():
                text = (text if self._keeps(cut[1].lower(), start[0].lower()) else text[:-1]) + line.text
            else:
                text += ("" if cut else " ") + line.text
        return squeeze(text)

    def _keeps(self, left: str, right: str) -> bool:
        if self._known[f"{left}-{right}"] or self._known[f"{left}{right}"]:
            return not self._known[f"{left}{right}"]
        return self._known[right] > 1 or not self._cuts


def _add_table(blocks: list[Block], found: Grid) -> None:
    rows = table(found.rows, header=found.header, page=found.page, banners=found.banners)
    above = blocks[-1] if blocks else None
    if above is not None and above.kind == "row" and above.page == found.page - 1:
        names = [name for name, _ in above.cells]
        if all(names) and len(names) == len(found.rows[0]):
            # The table goes on from the page before: the same columns, and their names only if they are printed again.
            again = list(found.rows[0]) == names
            rows = table([names, *found.rows[1 if again else 0 :]], header=1, page=found.page)
    blocks += rows
