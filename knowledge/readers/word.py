"""DOCX becomes blocks in document order: headings, paragraphs, list points and table rows."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from knowledge.errors import Unreadable
from knowledge.passage import Block, ReadDocument
from knowledge.readers.blocks import (
    has_words,
    looks_like_heading,
    numbered_heading,
    paragraphs,
    squeeze,
    table,
    title_from_name,
)

if TYPE_CHECKING:
    from docx.document import Document

_MAX_PARTS = 10_000
_MAX_UNPACKED = 200 * 1024 * 1024
_MAX_RATIO = 200
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING_STYLE = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop)\s*(\d)", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"(?:page|seite|página|p\.)?\s*\d*\s*(?:(?:of|/|von|de|sur)\s*\d*)?", re.IGNORECASE)


def read_word(data: bytes, name: str) -> ReadDocument:
    """A Word document. Deleted and hidden text is left out (hidden text goes to `hidden`), inserted text is in.

    Raises Unreadable for a damaged file, and for one that unpacks to an unreasonable size.
    """
    _check_archive(data, name)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
    except Exception as error:
        raise Unreadable(f"{name} is no readable Word document: it is damaged or of another kind.") from error
    return _Walk(document, name).run()


def _check_archive(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable(f"{name} is no readable Word document: the file is damaged.") from error
    unpacked = sum(part.file_size for part in parts)
    squashed = max(sum(part.compress_size for part in parts), 1)
    if (
        len(parts) > _MAX_PARTS
        or unpacked > _MAX_UNPACKED
        or (unpacked > 20_000_000 and unpacked / squashed > _MAX_RATIO)
    ):
        raise Unreadable(f"{name} unpacks to an unreasonable size, so it is not opened.")
    if not any(part.filename == "word/document.xml" for part in parts):
        raise Unreadable(f"{name} is not what its ending .docx says: it holds no Word document.")


class _Walk:
    """One pass over a document."""

    def __init__(self, document: Document, name: str) -> None:
        self._document = document
        self._name = name
        self._blocks: list[Block] = []
        self._hidden: list[str] = []
        self._styles = {style.style_id: style for style in document.styles}
        self._numbers = _Numbering(document)
        self._depth = 1

    def run(self) -> ReadDocument:
        for element in _body(self._document.element.body):
            if element.tag == f"{_W}tbl":
                self._table(element)
            else:
                self._paragraph(element)
        title = next((b.text for b in self._blocks[:4] if b.kind == "heading" and b.level == 1), "")
        first = next((b.text for b in self._blocks if b.kind == "heading"), "")
        title = title or squeeze(self._document.core_properties.title or "") or first or title_from_name(self._name)
        place = 1 if self._blocks and self._blocks[0].kind == "heading" else 0
        self._blocks[place:place] = self._page_headers()
        return ReadDocument(title=title, blocks=tuple(self._blocks), hidden=tuple(dict.fromkeys(self._hidden)))

    def _page_headers(self) -> list[Block]:
        """What stands at the head or foot of each page; the note "Internal" often stands only there."""
        said: list[str] = []
        for section in self._document.sections:
            for part in (section.first_page_header, section.header, section.footer):
                said += [] if part.is_linked_to_previous else [squeeze(p.text) for p in part.paragraphs]
        known = {block.text for block in self._blocks}
        return [
            Block(kind="paragraph", text=text)
            for text in dict.fromkeys(said)
            if has_words(text) and text not in known and not _PAGE_NUMBER.fullmatch(text)
        ]

    def _paragraph(self, element: Any) -> None:
        text = self._text(element)
        lines = text.split("\n")
        if not has_words(text):
            return
        number = self._numbers.next_for(element, self._styles)
        whole = squeeze(f"{number} {text}" if number and number[-1:].isalnum() | number.endswith((".", ")")) else text)
        if level := self._heading_level(element, whole, numbered=bool(number)):
            self._depth = level
            self._blocks.append(Block(kind="heading", text=whole, level=level))
        elif number is not None and not re.match(r"\d+(\.\d+)+|§", number):
            self._blocks.append(Block(kind="item", text=whole))
        elif number:
            self._blocks.append(Block(kind="paragraph", text=whole))
        else:
            self._blocks += paragraphs(lines)

    def _heading_level(self, element: Any, text: str, *, numbered: bool) -> int:
        style = self._style_of(element)
        while style is not None:
            name = style.name or ""
            if name.lower() in ("title", "titel", "título", "titre"):
                return 1
            if found := _HEADING_STYLE.match(name):
                return int(found[1])
            style = style.base_style
        outline = element.find(f"{_W}pPr/{_W}outlineLvl")
        if outline is not None and (level := int(outline.get(f"{_W}val", "9"))) < 9:
            return level + 1
        bold = _all_bold(element)
        if not looks_like_heading(text):
            return 0
        if not self._blocks and bold:
            return 1
        numbered_level = numbered_heading(text)
        # "2 Refunds" in bold, or "2. Refunds" whole, is a title that nobody gave a style.
        if numbered_level and (bold or (numbered_level == 2 and not numbered and len(text) <= 60)):
            return numbered_level
        heads_above = any(block.kind == "heading" for block in self._blocks[-1:])
        return self._depth + 1 if bold and not heads_above and len(text) <= 60 and len(self._blocks) > 1 else 0

    def _style_of(self, element: Any) -> Any:
        found = element.find(f"{_W}pPr/{_W}pStyle")
        return self._styles.get(found.get(f"{_W}val")) if found is not None else None

    def _table(self, element: Any) -> None:
        rows: list[list[str]] = []
        header = None
        for line in element.iterchildren(f"{_W}tr"):
            cells: list[str] = []
            for cell in line.iterdescendants(f"{_W}tc"):
                if next(cell.iterancestors(f"{_W}tr")) is not line:
                    continue
                span = cell.find(f"{_W}tcPr/{_W}gridSpan")
                merged = cell.find(f"{_W}tcPr/{_W}vMerge")
                text = squeeze(" ".join(self._text(p) for p in cell.iterdescendants(f"{_W}p")))
                if merged is not None and merged.get(f"{_W}val") != "restart" and rows and len(rows[-1]) > len(cells):
                    text = rows[-1][len(cells)]
                cells += [text] * (int(span.get(f"{_W}val", "1")) if span is not None else 1)
            if not rows and line.find(f"{_W}trPr/{_W}tblHeader") is not None:
                header = True
            rows.append(cells)
        bold = rows and all(_all_bold(p) for p in _first_row_paragraphs(element))
        self._blocks += table(rows, header=True if header or bold else None)

    def _text(self, element: Any) -> str:
        said: list[str] = []
        for node in element.iterdescendants(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}noBreakHyphen", f"{_W}cr"):
            tags = {ancestor.tag for ancestor in node.iterancestors()}
            if tags & {f"{_W}del", f"{_W}moveFrom", _FALLBACK}:
                continue
            run = next(node.iterancestors(f"{_W}r"), None)
            if node.tag == f"{_W}t":
                if run is not None and _unseen(run):
                    self._hidden.append(squeeze(node.text or ""))
                else:
                    said.append(node.text or "")
            else:
                said.append({f"{_W}tab": " ", f"{_W}noBreakHyphen": "-"}.get(node.tag, "\n"))
        return "".join(said)


def _body(element: Any) -> Iterator[Any]:
    """Paragraphs and tables in document order, out of content controls as well."""
    for child in element.iterchildren():
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"):
            yield from _body(child)


def _first_row_paragraphs(element: Any) -> list[Any]:
    line = next(element.iterchildren(f"{_W}tr"))
    return [p for p in line.iterdescendants(f"{_W}p") if "".join(p.itertext()).strip()]


def _on(element: Any, name: str) -> bool:
    found = element.find(f"{_W}rPr/{_W}{name}")
    return found is not None and found.get(f"{_W}val", "true") not in ("0", "false", "off")


def _unseen(run: Any) -> bool:
    if _on(run, "vanish"):
        return True
    colour = run.find(f"{_W}rPr/{_W}color")
    size = run.find(f"{_W}rPr/{_W}sz")
    white = colour is not None and colour.get(f"{_W}val", "").upper() == "FFFFFF"
    # White on a shaded cell is a table's header; white on nothing is hidden.
    shaded = any(a.find(f"{_W}{p}/{_W}shd") is not None for a in run.iterancestors() for p in ("tcPr", "pPr", "tblPr"))
    return (
        white and not shaded and run.find(f"{_W}rPr/{_W}shd") is None and run.find(f"{_W}rPr/{_W}highlight") is None
    ) or (size is not None and size.get(f"{_W}val", "20").isdigit() and int(size.get(f"{_W}val", "20")) <= 4)


def _all_bold(element: Any) -> bool:
    runs = [run for run in element.iterdescendants(f"{_W}r") if "".join(run.itertext()).strip()]
    return bool(runs) and all(_on(run, "b") for run in runs)


class _Numbering:
    """Word keeps the numbers of numbered paragraphs apart from the text; this counts them as Word would."""

    def __init__(self, document: Document) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, list[int]] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):  # a document without lists has no numbering part
            return
        abstract = {a.get(f"{_W}abstractNumId"): a for a in root.iterchildren(f"{_W}abstractNum")}
        for number in root.iterchildren(f"{_W}num"):
            base = abstract.get(number.find(f"{_W}abstractNumId").get(f"{_W}val"))
            levels: dict[int, tuple[str, str, int]] = {}
            for level in base.iterchildren(f"{_W}lvl") if base is not None else ():
                read = {
                    key: found.get(f"{_W}val", "")
                    for key in ("numFmt", "lvlText", "start")
                    if (found := level.find(f"{_W}{key}")) is not None
                }
                start = read.get("start", "1")
                levels[int(level.get(f"{_W}ilvl"))] = (
                    read.get("numFmt", "decimal"), read.get("lvlText", ""), int(start) if start.isdigit() else 1,
                )  # fmt: skip
            self._levels[number.get(f"{_W}numId")] = levels

    def next_for(self, element: Any, styles: dict[str, Any]) -> str | None:
        """The number before this paragraph ("2.1"), "" for a bullet, None where it is in no list."""
        properties = element.find(f"{_W}pPr/{_W}numPr")
        style_id = element.find(f"{_W}pPr/{_W}pStyle")
        style = styles.get(style_id.get(f"{_W}val")) if style_id is not None else None
        name = (style.name or "").lower() if style is not None else ""
        while properties is None and style is not None:
            properties = style.element.find(f"{_W}pPr/{_W}numPr")
            style = style.base_style
        if properties is None:
            return "" if name.startswith(("list bullet", "list paragraph bullet")) else None
        number = properties.find(f"{_W}numId")
        depth = properties.find(f"{_W}ilvl")
        key = number.get(f"{_W}val") if number is not None else "0"
        level = int(depth.get(f"{_W}val", "0")) if depth is not None else 0
        if key == "0":
            return None
        levels = self._levels.get(key, {})
        kind, pattern, _ = levels.get(level, ("bullet", "", 1))
        if kind in ("bullet", "none"):
            return ""
        counts = self._counts.setdefault(key, [])
        while len(counts) <= level:
            counts.append(levels.get(len(counts), ("", "", 1))[2] - (1 if len(counts) == level else 0))
        counts[level] += 1
        del counts[level + 1 :]
        return re.sub(
            r"%(\d)",
            lambda m: (
                _numeral(counts[int(m[1]) - 1], levels.get(int(m[1]) - 1, (kind, "", 1))[0])
                if int(m[1]) <= len(counts)
                else ""
            ),
            pattern,
        )


def _numeral(number: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in ("lowerRoman", "upperRoman"):
        said, left = "", number
        for value, mark in ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
            while left >= value:
                said, left = said + mark, left - value
        return said if kind == "lowerRoman" else said.upper()
    return str(number)
