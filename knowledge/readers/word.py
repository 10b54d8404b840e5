"""DOCX becomes blocks in document order: headings, paragraphs, list points and table rows."""

from __future__ import annotations

import io
import re
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
from knowledge.readers.numbering import Numbering
from knowledge.readers.office import check_office

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_SPACE = {f"{_W}tab": " ", f"{_W}ptab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_LEFT_OUT = {f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_W}instrText", f"{_W}delText", _FALLBACK}
_MOST_COLUMNS = 60
_HEADING_STYLE = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop)\s*(\d)", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"(?:page|seite|página|p\.)?\s*\d*\s*(?:(?:of|/|von|de|sur)\s*\d*)?", re.IGNORECASE)


def read_word(data: bytes, name: str) -> ReadDocument:
    """A Word document. Deleted and hidden text is left out (hidden text goes to `hidden`), inserted text is in.

    Raises Unreadable for a damaged file, and for one that unpacks to an unreasonable size.
    """
    check_office(data, name, "word")
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
    except MemoryError:
        raise
    except Exception as error:
        raise Unreadable(f"{name} is no readable Word document: it is damaged or of another kind.") from error
    return _Walk(document, name).run()


class _Walk:
    """One pass over a document."""

    def __init__(self, document: Document, name: str) -> None:
        self._document = document
        self._name = name
        self._blocks: list[Block] = []
        self._hidden: list[str] = []
        self._styles = {style.style_id: style for style in document.styles}
        self._numbers = Numbering(document)
        self._notes = _notes(document)
        self._cited: list[Any] = []
        self._boxes: list[Any] = []
        self._depth = 1

    def run(self) -> ReadDocument:
        self._body(self._document.element.body)
        title = next((b.text for b in self._blocks[:4] if b.kind == "heading" and b.level == 1), "")
        first = next((b.text for b in self._blocks if b.kind == "heading"), "")
        title = title or squeeze(self._document.core_properties.title or "") or first or title_from_name(self._name)
        place = 1 if self._blocks and self._blocks[0].kind == "heading" else 0
        self._blocks[place:place] = self._page_headers()
        return ReadDocument(title=title, blocks=tuple(self._blocks), hidden=tuple(dict.fromkeys(self._hidden)))

    def _body(self, body: Any) -> None:
        carried = ""
        for element in _pieces(body):
            if element.tag == f"{_W}tbl":
                self._table(element)
            elif element.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None:
                carried += self._text(element)  # with its mark deleted, a paragraph is the beginning of the next
            else:
                self._paragraph(element, carried)
                carried = ""
            self._asides()
        self._blocks += paragraphs([carried])

    def _asides(self) -> None:
        """The text boxes and footnotes that were met in the last paragraph or table."""
        boxes, self._boxes = self._boxes, []
        cited, self._cited = self._cited, []
        for box in boxes:
            self._body(box)
        for note in cited:
            self._blocks += paragraphs([self._text(p) for p in note.iterdescendants(f"{_W}p")])

    def _page_headers(self) -> list[Block]:
        """What stands at the head or foot of each page; the note "Internal" often stands only there."""
        said: list[str] = []
        for section in self._document.sections:
            for part in (section.first_page_header, section.header, section.even_page_header, section.footer):
                if part.is_linked_to_previous:
                    continue
                cells = [cell for table in part.tables for line in table.rows for cell in line.cells]
                lines = [*part.paragraphs, *(paragraph for cell in cells for paragraph in cell.paragraphs)]
                said += [squeeze(self._text(line._p)) for line in lines]
        known = {block.text for block in self._blocks}
        return [
            Block(kind="paragraph", text=text)
            for text in dict.fromkeys(said)
            if has_words(text) and text not in known and not _PAGE_NUMBER.fullmatch(text)
        ]

    def _paragraph(self, element: Any, carried: str = "") -> None:
        text = carried + self._text(element)
        style = self._style_of(element)
        if not has_words(text) or (style is not None and (style.name or "").lower().startswith("toc")):
            return
        lines = text.split("\n")
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
        apart: list[int] = []  # how many cells a row has of its own
        header = 0
        for line in _own(element, "tr", "tbl"):
            if line.find(f"{_W}trPr/{_W}del") is not None:
                continue
            before = line.find(f"{_W}trPr/{_W}gridBefore")
            cells = [""] * _number(before)
            count = 0
            for cell in _own(line, "tc", "tr"):
                merged = cell.find(f"{_W}tcPr/{_W}vMerge")
                text = squeeze(" ".join(self._text(p) for p in cell.iterdescendants(f"{_W}p")))
                if merged is not None and merged.get(f"{_W}val") != "restart" and rows and len(rows[-1]) > len(cells):
                    text = rows[-1][len(cells)]
                span = cell.find(f"{_W}tcPr/{_W}gridSpan")
                cells += [text] * min(_number(span, 1), _MOST_COLUMNS)
                count += 1
            named = line.find(f"{_W}trPr/{_W}tblHeader")
            if named is not None and named.get(f"{_W}val", "true") not in ("0", "false", "off") and header == len(rows):
                header += 1
            rows.append(cells)
            apart.append(count)
        width = max(map(len, rows), default=0)
        banners = [i for i, cells in enumerate(rows) if apart[i] == 1 and len(cells) == width > 1 and cells[0]]
        header -= sum(banner < header for banner in banners)
        first = next((i for i in range(len(rows)) if i not in banners), 0)
        bold = bool(rows) and all(_all_bold(p) for p in _row_paragraphs(element, first))
        self._blocks += table(rows, header=header or (True if bold else None), banners=banners)

    def _text(self, element: Any) -> str:
        said: list[str] = []
        self._collect(element, said)
        return "".join(said)

    def _collect(self, element: Any, said: list[str]) -> None:
        for node in element.iterchildren():
            tag = node.tag
            if tag in (f"{_W}t", _MATH_TEXT):
                said.append(node.text or "")
            elif tag in _SPACE:
                said.append(_SPACE[tag])
            elif tag == f"{_W}r" and _unseen(node):
                self._hidden.append(squeeze("".join(t.text or "" for t in node.iterdescendants(f"{_W}t"))))
            elif tag == f"{_W}txbxContent":
                self._boxes.append(node)
            elif tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
                note = self._notes.get((tag, node.get(f"{_W}id")))
                if note is not None:
                    self._cited.append(note)
            elif tag not in _LEFT_OUT and not (tag == f"{_W}r" and (_on(node, "strike") or _on(node, "dstrike"))):
                self._collect(node, said)


def _pieces(element: Any) -> Iterator[Any]:
    """Paragraphs and tables in document order, out of content controls as well; not a table of contents."""
    for child in element.iterchildren():
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml", f"{_W}smartTag"):
            gallery = child.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
            if gallery is None or gallery.get(f"{_W}val") != "Table of Contents":
                yield from _pieces(child)


def _own(element: Any, tag: str, owner: str) -> Iterator[Any]:
    """The rows of a table, or the cells of a row, without those of the tables inside it."""
    for found in element.iterdescendants(f"{_W}{tag}"):
        if next(found.iterancestors(f"{_W}{owner}")) is element:
            yield found


def _number(element: Any, default: int = 0) -> int:
    value = element.get(f"{_W}val", "") if element is not None else ""
    return int(value) if value.isdigit() else default


def _notes(document: Document) -> dict[tuple[str, str], Any]:
    """The footnotes and endnotes, by the tag that cites them and their id."""
    from docx.oxml import parse_xml

    found: dict[tuple[str, str], Any] = {}
    for relation in document.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind not in ("footnotes", "endnotes") or relation.is_external:
            continue
        for note in parse_xml(relation.target_part.blob).iterchildren(f"{_W}{kind[:-1]}"):
            if note.get(f"{_W}type") is None:  # the others are the rules above the notes
                found[f"{_W}{kind[:-1]}Reference", note.get(f"{_W}id")] = note
    return found


def _row_paragraphs(element: Any, number: int) -> list[Any]:
    line = list(_own(element, "tr", "tbl"))[number]
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
