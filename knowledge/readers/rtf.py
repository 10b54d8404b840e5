"""RTF becomes blocks. The library gives its text; titles, bold and the cells of tables are marked for it beforehand."""

from __future__ import annotations

import re

from knowledge.errors import Unreadable
from knowledge.passage import Block, ReadDocument
from knowledge.readers.blocks import has_words, looks_like_heading, numbered_heading, squeeze, table, title_from_name
from knowledge.readers.text import text_blocks

# Characters of private use stand in the text for what the library would drop.
_TITLE, _BOLD, _LIGHT, _CELL, _ROW, _BEGIN = "\ue100", "\ue110", "\ue111", "\ue112", "\ue113", "\ue114"
_MARKS = re.compile("[\ue100-\ue114]")
_PICTURE = re.compile(r"\{\\(?:\*\\)?(?:pict|objdata|themedata|datastore|blipuid)\b[^{}]*\}")
_FIELD = re.compile(r"\{\\\*\\fldinst\b(?:[^{}]|\{[^{}]*\})*\}")
_GROUP = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"\\(deleted|v|b|strike)(?![a-z0-9-]) ?")
_HIDDEN_RUN = re.compile(r"\\v(?![a-z0-9]) ?([^{}]*?)\\v0(?![0-9]) ?")
_DELETED_RUN = re.compile(r"\\(?:deleted|strike)(?![a-z0-9]) ?[^{}]*?\\(?:deleted|strike)0(?![0-9]) ?")
_PUT = {
    re.compile(r"\\outlinelevel([0-8])(?![0-9]) ?"): lambda m: _put(chr(ord(_TITLE) + int(m[1]))),
    re.compile(r"\\trowd(?![a-z])"): lambda m: _put(_BEGIN) + m[0],
    re.compile(r"\\(?:nest)?cell(?![a-z]) ?"): lambda _: _put(_CELL),
    re.compile(r"\\(?:nest)?row(?![a-z]) ?"): lambda _: _put(_ROW),
    re.compile(r"\\b0(?![0-9]) ?"): lambda _: _put(_LIGHT),
    re.compile(r"\\b(?![a-z0-9-]) ?"): lambda _: _put(_BOLD),
}
_ASIDE = re.compile(r"\{\\(header[lrf]?|footer[lrf]?|footnote)(?![a-z]) ?")
_PAGE_NUMBER = re.compile(r"(?:page|seite|página|p\.)?\s*\d*\s*(?:(?:of|/|von|de|sur)\s*\d*)?", re.IGNORECASE)
_DEEPEST = 2000


def read_rtf(data: bytes, name: str) -> ReadDocument:
    """Rich text: titles by their outline level or bold type, paragraphs, list points and table rows.

    Deleted text is left out, hidden text goes to `hidden`. Raises Unreadable for a file that is no RTF.
    """
    source = data.decode("latin-1")
    _check_depth(source, name)
    hidden: list[str] = []

    def take_out(source: str, *, keep: bool) -> None:
        if keep and has_words(said := squeeze(_MARKS.sub("", _plain("{\\rtf1 " + source + "}")))):
            hidden.append(said)

    def hide(found: re.Match[str]) -> str:
        take_out(found[1], keep=True)
        return " "

    def group(found: re.Match[str]) -> str:
        words = {word[1] for word in _WORD.finditer(found[0])}
        if "deleted" in words or "strike" in words:
            return ""
        if "v" in words:
            take_out(_WORD.sub("", found[0][1:-1]), keep=not found[0].startswith("{\\*"))
            return ""
        if "b" in words and not found[0].startswith("{\\*"):
            return f"{{{found[0][1:-1]}{_put(_LIGHT)}}}"
        return found[0]

    source = _FIELD.sub("", _PICTURE.sub("", source))
    source, edges = _asides(source)
    body = source.find("\\pard")
    head, source = source[: max(body, 0)], source[max(body, 0) :]  # styles name bold and hidden too, and say nothing
    source = _GROUP.sub(group, _DELETED_RUN.sub("", _HIDDEN_RUN.sub(hide, source)))
    for pattern, put in _PUT.items():
        source = pattern.sub(put, source)
    text = _plain(head + source).replace("\r", "\n")
    blocks = _blocks(text)
    place = 1 if blocks and blocks[0].kind == "heading" else 0
    said = dict.fromkeys(squeeze(_plain("{\\rtf1 " + edge + "}")) for edge in edges)
    blocks[place:place] = [
        Block(kind="paragraph", text=line) for line in said if has_words(line) and not _PAGE_NUMBER.fullmatch(line)
    ]
    first = next((block.text for block in blocks[:3] if block.kind == "heading"), "")
    return ReadDocument(title=first or title_from_name(name), blocks=tuple(blocks), hidden=tuple(dict.fromkeys(hidden)))


def _plain(source: str) -> str:
    from striprtf.striprtf import rtf_to_text

    text = str(rtf_to_text(source, errors="replace"))  # type: ignore[no-untyped-call]  # the library has no types
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # an emoji is written as its two halves


def _asides(source: str) -> tuple[str, list[str]]:
    """The text with each footnote after the paragraph that cites it, and the heads and feet of its pages."""
    kept: list[str] = []
    edges: list[str] = []
    at = 0
    for found in _ASIDE.finditer(source):
        if found.start() < at:
            continue  # inside another one
        end = _closing(source, found.end())
        kept.append(source[at : found.start()])
        at = end + 1
        if found[1] != "footnote":
            edges.append(source[found.end() : end])
            continue
        after = re.compile(r"\\(?:par|cell|row)(?![a-z]) ?").search(source, at)
        if after is not None and after[0].startswith("\\par") and "\\footnote" not in source[at : after.start()]:
            kept.append(source[at : after.end()])
            at = after.end()
        kept.append(f" {{{source[found.end() : end]}}}\\par ")
    return "".join([*kept, source[at:]]), edges


def _closing(source: str, start: int) -> int:
    """Where the group that is open at `start` ends."""
    depth = 1
    for brace in re.compile(r"(?<!\\)[{}]").finditer(source, start):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.start()
    return len(source)


def _put(mark: str) -> str:
    # A signed number of 16 bits, and the character for readers that don't know the mark.
    return f"\\uc1\\u{ord(mark) - 0x10000}?"


def _check_depth(source: str, name: str) -> None:
    depth = 0
    for brace in re.finditer(r"(?<!\\)[{}]", source):
        depth += 1 if brace[0] == "{" else -1
        if depth > _DEEPEST:
            raise Unreadable(f"{name} is no readable RTF: the file is damaged.")


def _blocks(text: str) -> list[Block]:
    blocks: list[Block] = []
    rows: list[list[str]] = []
    bold: list[bool] = []

    def flush() -> None:
        if rows:
            blocks.extend(table(rows, header=True if len(rows) > 1 and bold[0] and not all(bold) else None))
        rows.clear()
        bold.clear()

    for chunk in text.split(_ROW):
        before, begun, cells = chunk.partition(_BEGIN)
        if _CELL not in cells:
            before, cells = before + cells, ""
        if has_words(before):
            flush()
            blocks += _prose(before, first=not blocks)
        if begun and cells:
            parts = cells.split(_CELL)[:-1]
            bold.append(all(_is_bold(part) for part in parts if has_words(part)))
            rows.append([squeeze(_MARKS.sub("", part)) for part in parts])
    flush()
    return blocks


def _prose(text: str, *, first: bool) -> list[Block]:
    """Lines between tables. Titles that are marked as such part the rest, which is read as plain text."""
    blocks: list[Block] = []
    waiting: list[str] = []

    def flush() -> None:
        # Each line of RTF is a paragraph of its own.
        for line in waiting:
            found = text_blocks(line)
            numbered = len(found) == 1 and found[0].kind == "heading" and numbered_heading(found[0].text)
            blocks.extend(b if numbered or b.kind != "heading" else _as_paragraph(b) for b in found)
        waiting.clear()

    for line in text.split("\n"):
        bare = squeeze(_MARKS.sub("", line))
        marked = re.search("[\ue100-\ue108]", line)
        level = ord(marked[0]) - ord(_TITLE) + 1 if marked else 0
        opening = first and not blocks and not waiting
        if not level and bare and _is_bold(line) and looks_like_heading(bare):
            level = 1 if opening else numbered_heading(bare) or 2
        if level and has_words(bare):
            flush()
            blocks.append(Block(kind="heading", text=bare, level=level))
        elif bare:
            waiting.append(bare)
    flush()
    return blocks


def _as_paragraph(block: Block) -> Block:
    return block.model_copy(update={"kind": "paragraph", "level": 0})


def _is_bold(line: str) -> bool:
    """Whether all words of a line are bold."""
    heavy, plain = False, False
    on = False
    for part in re.split(f"([{_BOLD}{_LIGHT}])", line):
        if part in (_BOLD, _LIGHT):
            on = part == _BOLD
        elif has_words(_MARKS.sub("", part)):
            heavy, plain = heavy or on, plain or not on
    return heavy and not plain
