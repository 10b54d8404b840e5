"""HTML becomes blocks. What a person would not have seen on the page is kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from knowledge.passage import Block, ReadDocument
from knowledge.readers.blocks import STANDING_LINE, has_words, paragraphs, squeeze, table, title_from_name
from knowledge.readers.numbering import numeral

_SILENT = {"script", "style", "head", "title", "meta", "link", "noscript", "template", "svg", "iframe", "object",
           "nav", "select", "option", "input", "textarea", "button", "audio", "video", "canvas", "map"}  # fmt: skip
# Line breaks; and what was struck out, which holds no longer.
_BREAKS = {"br": "\n", "del": " ", "s": " ", "strike": " "}
_WORDLESS = _SILENT - {"template", "noscript", "object"}
_INLINE = {"a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
           "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
           "u", "var", "wbr", "acronym", "nobr"}  # fmt: skip
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_FRAMES = {"header", "footer", "aside"}
_LIST_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_COMMENT = "-comment"
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# Comments before <html> and after </html> are no part of the tree.
_OUTSIDE = re.compile(r"(?:\A(?:\s|<!doctype[^>]*>)*|</html>\s*)<!--(.*?)-->", re.DOTALL | re.IGNORECASE)
_CSS_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_FAR = r"-\s*(?:\d{4,}(?:\.\d+)?|[5-9]\d\d(?:\.\d+)?)(?:px|pt)?|-\s*\d{2,}(?:\.\d+)?(?:r?em|ch)|-\s*\d{3,}(?:vw|vh|%)"
_HIDING = re.compile(
    r"(?:^|;)\s*(?:"
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0?\.?0*\s*(?:!|;|$)|"
    r"content-visibility\s*:\s*hidden|"
    rf"(?:left|right|top|bottom|text-indent|margin(?:-left|-top)?)\s*:\s*(?:{_FAR})|"
    r"font(?:-size)?\s*:[^;]*?(?<![\d.])(?:0(?:\.0\d*)?(?:px|pt|r?em|%)?|0?\.\d+(?:px|pt)|1(?:\.\d+)?(?:px|pt)|[1-9]%)"
    r"(?:/[\w.]+)?\s*(?:!|;|$|\s[a-z])|"
    r"clip\s*:\s*rect\(\s*(?:0|1)\w*[\s,]+(?:0|1)\w*[\s,]+(?:0|1)\w*[\s,]+(?:0|1)\w*\s*\)|"
    r"clip-path\s*:\s*(?:inset\(\s*(?:[5-9]\d|100)%|circle\(\s*0)|"
    r"(?:max-)?(?:height|width)\s*:\s*(?:0(?:px|em|rem|pt|%)?|1px)\s*(?:!|;|$)|"
    r"transform\s*:[^;]*(?:scale\(\s*0|translate[xy]?\([^)]*-\s*\d{4,})|"
    r"color\s*:\s*transparent"
    r")",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"(?:^|;)\s*color\s*:\s*([^;!]+)", re.IGNORECASE)
_BACKGROUND = re.compile(r"(?:^|;)\s*background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)


def read_html(text: str, name: str) -> ReadDocument:
    """A page: headings, paragraphs, list points and table rows. Hidden elements and comments go to `hidden`."""
    tree = LexborHTMLParser(text)
    stated = tree.css_first("title")
    page_title = squeeze(stated.text()) if stated is not None else ""
    blocks, hidden = _Page(tree).run()
    hidden += [note for note in map(squeeze, _OUTSIDE.findall(text)) if has_words(note) and note not in hidden]
    headings = [block for block in blocks if block.kind == "heading"]
    top = next((block.text for block in headings if block.level == 1), "")
    return ReadDocument(
        title=top or page_title or (headings[0].text if headings else "") or title_from_name(name),
        blocks=tuple(blocks),
        hidden=tuple(hidden),
    )


def fragment(source: str) -> tuple[list[Block], list[str]]:
    """The blocks and the hidden texts of a piece of HTML."""
    return _Page(LexborHTMLParser(f"<body><div>{source}</div>")).run()


class _Page:
    """One pass over a page."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self._root = tree.root
        self._hidden_ids = _styled_away(tree)
        self.blocks: list[Block] = []
        self.hidden: list[str] = []
        self._line = ""
        # Where a page says which part of it is the document, the rest is a shop's header and footer.
        self._framed = bool(tree.css("main, [role=main]"))

    def run(self) -> tuple[list[Block], list[str]]:
        if self._root is not None:
            self._visit(self._root, item=None)
            self._flush(None)
        return self.blocks, [note for note in dict.fromkeys(self.hidden) if has_words(note)]

    def _flush(self, item: str | None) -> None:
        found = paragraphs(self._line.split("\n"))
        self._line = ""
        if item is not None and found:
            found = [Block(kind="item", text=(item if i == 0 else "") + block.text) for i, block in enumerate(found)]
        self.blocks += found

    def _visit(self, node: LexborNode, item: str | None) -> None:
        number: int | None = None
        style = "1"
        if node.tag == "ol":
            start = node.attributes.get("start") or "1"
            number = int(start) if start.isdigit() and len(start) < 6 else 1
            style = node.attributes.get("type") or "1"
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                self._line += re.sub(r"\s+", " ", child.text_content or "")
            elif tag == _COMMENT or tag.startswith(("-", "!")):
                self._note(child)
            elif tag in _SILENT or child.attributes.get("role") == "navigation" or self._is_hidden(child):
                if tag not in _WORDLESS:
                    self.hidden.append(squeeze(child.text()))
            elif tag in _BREAKS:
                self._line += _BREAKS[tag]
            elif tag in _INLINE:
                self._visit(child, item)
            elif tag == "img":
                self._line += " " + (child.attributes.get("alt") or "") + " "
            else:
                self._flush(item)
                item = None if item is not None and node.tag == "li" and tag in ("ul", "ol") else item
                if tag == "li" and number is not None:
                    stated = child.attributes.get("value") or ""
                    number = int(stated) if stated.isdigit() and len(stated) < 6 else number
                    self._block(child, f"{numeral(number, _LIST_STYLES.get(style, 'decimal'))}. ")
                    number += 1
                else:
                    self._block(child, "" if tag in ("li", "dd") else item)

    def _block(self, node: LexborNode, item: str | None) -> None:
        tag = node.tag or ""
        if tag in _HEADINGS:
            before = len(self.blocks)
            self._visit(node, None)
            self._flush(None)
            text = " ".join(block.text for block in self.blocks[before:])
            del self.blocks[before:]
            if has_words(text):
                self.blocks.append(Block(kind="heading", text=text, level=int(tag[1])))
        elif tag == "table":
            self._table(node)
        elif tag == "pre":
            self.blocks += paragraphs(node.text().split("\n"))
        else:
            framed, before = self._framed, len(self.blocks)
            frame = framed and tag in _FRAMES
            if tag == "main" or node.attributes.get("role") == "main":
                self._framed = False
            self._visit(node, item)
            self._flush(item)
            self._framed = framed
            if frame:
                kept = [block for block in self.blocks[before:] if STANDING_LINE.search(block.text)]
                self.blocks[before:] = [block.model_copy(update={"kind": "paragraph", "level": 0}) for block in kept]

    def _table(self, node: LexborNode) -> None:
        caption = node.css_first("caption")
        if caption is not None and not self._is_hidden(caption):
            self.blocks += paragraphs([caption.text()])
        rows: list[list[str]] = []
        heads: list[list[bool]] = []
        alone: list[int] = []  # the rows that are one cell
        spans: dict[
            int, tuple[int, str, bool]
        ] = {}  # column -> rows still to fill, with what, and whether it is a name
        for line in node.css("tr"):
            if _owner(line) != node.mem_id:
                continue
            if self._is_hidden(line):
                self.hidden.append(squeeze(line.text()))
                continue
            cells, marks = self._cells(line, spans)
            own = [cell for cell in line.iter() if cell.tag in ("td", "th")]
            if len(own) == 1 and 1 < len(cells) == _count(own[0], "colspan"):
                alone.append(len(rows))
            rows.append(cells)
            heads.append(marks)
        if not rows:
            return
        width = max(map(len, rows))
        banners = [n for n in alone if len(rows[n]) == width]
        marked = [marks for n, marks in enumerate(heads) if n not in banners]
        if not marked:
            self.blocks += table(rows, banners=banners)
            return
        header: bool | int | None = sum(marked[0]) > len(marked[0]) // 2
        if all(marked[0]) and len(marked) > 1:
            # Names may stand in more than one row; a row of names alone, above another, is one of them.
            header = max(1, next((n for n, marks in enumerate(marked[:-1]) if not all(marks)), 1))
        elif all(marks[:1] == [True] and not any(marks[1:]) for marks in marked) and width == 2:
            header = False
        elif not any(any(marks) for marks in marked):
            header = None
        self.blocks += table(rows, header=header, banners=banners)

    def _cells(self, line: LexborNode, spans: dict[int, tuple[int, str, bool]]) -> tuple[list[str], list[bool]]:
        cells: list[str] = []
        marks: list[bool] = []

        def carry() -> None:
            while len(cells) in spans:
                left, text, named = spans[len(cells)]
                if left <= 1:
                    del spans[len(cells)]
                else:
                    spans[len(cells)] = (left - 1, text, named)
                cells.append(text)
                marks.append(named)

        for cell in line.iter():
            if cell.tag not in ("td", "th"):
                continue
            carry()
            text = "" if self._is_hidden(cell) else self._cell_text(cell)
            if self._is_hidden(cell):
                self.hidden.append(squeeze(cell.text()))
            for _ in range(_count(cell, "colspan")):
                if _count(cell, "rowspan") > 1:
                    spans[len(cells)] = (_count(cell, "rowspan") - 1, text, cell.tag == "th")
                cells.append(text)
                marks.append(cell.tag == "th")
        carry()
        return cells, marks

    def _cell_text(self, cell: LexborNode) -> str:
        kept, self.blocks, line, self._line = self.blocks, [], self._line, ""
        self._visit(cell, None)
        self._flush(None)
        text = " ".join(block.text for block in self.blocks)
        self.blocks, self._line = kept, line
        return text

    def _note(self, node: LexborNode) -> None:
        self.hidden.append(squeeze(re.sub(r"^<!--|-->$", "", node.html or "")))

    def _is_hidden(self, node: LexborNode) -> bool:
        attributes = node.attributes
        if "hidden" in attributes or (attributes.get("aria-hidden") or "").lower() == "true":
            return True
        style = attributes.get("style") or ""
        return node.mem_id in self._hidden_ids or (bool(style) and _hides(style))


def _hides(declarations: str) -> bool:
    if _HIDING.search(declarations):
        return True
    colour, background = _COLOUR.search(declarations), _BACKGROUND.search(declarations)
    return bool(colour and background) and _plain(colour[1]) == _plain(background[1])  # type: ignore[index]


def _plain(colour: str) -> str:
    names = {"white": "#ffffff", "#fff": "#ffffff", "black": "#000000", "#000": "#000000"}
    value = colour.strip().lower()
    return names.get(value, value)


def _styled_away(tree: LexborHTMLParser) -> set[int]:
    """The ids of the elements that a <style> rule hides."""
    found: set[int] = set()
    for sheet in tree.css("style"):
        for selectors, declarations in _CSS_RULE.findall(_CSS_COMMENT.sub("", sheet.text() or "")):
            if not _hides(declarations):
                continue
            for selector in selectors.split(","):
                found.update(_matches(tree, selector.strip()))
    return found


def _matches(tree: LexborHTMLParser, selector: str) -> Iterator[int]:
    # ":hover" and "::before" are states and ornaments, "@media print" is another page.
    if not selector or ":" in selector or "@" in selector:
        return
    try:
        nodes = tree.css(selector)
    except Exception:  # noqa: BLE001 -- lexbor raises bare errors for selectors it does not know; the rule is then no rule
        return
    for node in nodes:
        yield node.mem_id


def _owner(line: LexborNode) -> int:
    parent = line.parent
    while parent is not None and parent.tag != "table":
        parent = parent.parent
    return parent.mem_id if parent is not None else 0


def _count(cell: LexborNode, attribute: str) -> int:
    value = cell.attributes.get(attribute) or "1"
    return min(int(value), 50) if value.isdigit() and int(value) > 0 else 1
