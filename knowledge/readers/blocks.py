"""The rules that all readers share: how lines become paragraphs, and tables become rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from pathlib import PurePosixPath

from knowledge.passage import Block

# Marks without width, control characters, and halves of characters, which no record can hold.
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\x00-\x08\x0e-\x1b\x7f\ud800-\udfff]")
# "2.1 ", "2.1. ", "§ 4 ", "4.2.1) ", "Art. 3 ": the start of a clause that stands on its own.
CLAUSE = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,3})+[.):]?|§{1,2}\s?\d+[a-z]?|(?:Art(?:icle|ículo|ikel)?|Clause|Rule)\.?\s\d+(?:\.\d+)*[.:]?)\s+\S"
)
BULLET = re.compile(r"(?:[-*•·–—▪◦‣●○■]|\(?[a-z]\)|\(?[ivx]{1,4}\)|\(?\d{1,2}\))\s+(?=\S)")
_ROLLED = re.compile(r":\s(?P<mark>[*•●▪◦‣■])\s(?=\S)")
_NUMBERED_TITLE = re.compile(
    r"(?:(?:Section|Abschnitt|Sección|Part|Article|Artikel|Chapter|Schedule|Annex|Appendix)\s+)?"
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,3}|[A-Z]|[IVX]{1,5})(?P<dot>[.):]?)(?:\s+|\s*[-–—]\s*)(?P<title>\S.*)"
)
# Lines that say what a document is or how long it holds; however they look, they are no section title.
STANDING_LINE = re.compile(
    r"\b(?:internal\b.*\bquote|internal use|confidential|effective|valid (?:from|until|to)|in force|supersed|replaces|"
    r"version \d|intern\b|vertraulich|gültig|vigente|válid[oa]|confidencial|en vigueur|valable|confidentiel)\b",
    re.IGNORECASE,
)
# The title of a table of contents, and a line set with dotted leaders ("First reply ..... 4 hours").
CONTENTS = re.compile(
    r"(?:table of )?contents|inhalt(?:sverzeichnis)?|(?:tabla de )?contenidos?|índice|sommaire|table des matières",
    re.IGNORECASE,
)
LEADER = re.compile(r"^\s*(?P<label>\S.*?)\s*(?:\.\s?){4,}\s*(?P<value>\S.*?)\s*$")
_SENTENCE_END = tuple(".;:,!?…")
_LONGEST_HEADING = 90


def squeeze(text: str) -> str:
    """The text on one line: every run of white space is one space, invisible characters are gone."""
    return " ".join(_INVISIBLE.sub("", text).split())


def has_words(text: str) -> bool:
    """Whether there is at least one letter or digit."""
    return any(character.isalnum() for character in text)


def title_from_name(name: str) -> str:
    """A title for a document that has none: "late-fees_2026.csv" becomes "Late fees 2026"."""
    stem = squeeze(re.sub(r"[-_.]+", " ", PurePosixPath(name.replace("\\", "/")).stem))
    return stem[:1].upper() + stem[1:] if stem else name


def looks_like_heading(text: str) -> bool:
    """Whether one short line that stands alone reads as a section title by its words (not by its type)."""
    if len(text) > _LONGEST_HEADING or text.endswith(_SENTENCE_END) or not has_words(text):
        return False
    # "4. Confidential notes" is a title all the same; the line "Confidential" is none.
    return (bool(_NUMBERED_TITLE.fullmatch(text)) and text[0].isdigit()) or not STANDING_LINE.search(text)


def numbered_heading(text: str) -> int:
    """The level (from 2) of a title such as "1. Scope", "3.2 Refunds" or "A. General"; 0 if it is none."""
    found = _NUMBERED_TITLE.fullmatch(text)
    if not found or not looks_like_heading(text):
        return 0
    title, number = found["title"], found["number"]
    plain = number.isalpha() and not text.startswith(("Section", "Abschnitt", "Sección", "Part", "Article"))
    if plain and not found["dot"]:
        return 0
    first = title.lstrip("\"'“”‘’«»¿¡(")[:1]
    if not first.isupper() and not first.isdigit():
        return 0
    # A clause is a sentence; a title has few words.
    if len(title.split()) > (10 if found["dot"] or "." not in number else 7):
        return 0
    return 2 + number.count(".")


def paragraphs(lines: Iterable[str], *, page: int | None = None) -> list[Block]:
    """Lines of one paragraph as blocks: joined, but a line that opens a clause or a list point starts a new one."""
    joined: list[str] = []
    for line in lines:
        text = squeeze(line)
        if not text:
            continue
        if joined and not CLAUSE.match(text) and not BULLET.match(text):
            joined[-1] += " " + text
        else:
            joined.append(text)
    return [_clause_or_item(part, page) for text in joined for part in _unrolled(text)]


def _unrolled(text: str) -> list[str]:
    """A paragraph that holds a list whose line breaks were lost ("as follows: * one * two") as its parts."""
    opens = _ROLLED.search(text)
    if not opens:
        return [text]
    mark = opens["mark"]
    parts = [text[: opens.start("mark")].strip()]
    return parts + [f"{mark} {part.strip()}" for part in text[opens.end("mark") :].split(f" {mark} ") if part.strip()]


def _clause_or_item(text: str, page: int | None) -> Block:
    bullet = BULLET.match(text)
    if bullet and not CLAUSE.match(text):
        mark = bullet.group().strip()
        rest = text[bullet.end() :]
        # "(a)" is a name that other clauses refer to; "-" is only ink.
        return Block(kind="item", text=f"{mark} {rest}" if mark[-1] == ")" else rest, page=page)
    return Block(kind="paragraph", text=text, page=page)


def row(cells: Sequence[tuple[str, str]], *, page: int | None = None) -> Block:
    """A table row as one line, "Plan: Team | Credit: 5%". Empty cells are kept in `cells` and left out of the line."""
    said = [f"{name}: {cell}" if name else cell for name, cell in cells if cell]
    return Block(kind="row", text=" | ".join(said), cells=tuple(cells), page=page)


def table(
    rows: Sequence[Sequence[str]],
    *,
    header: bool | int | None = None,
    page: int | None = None,
    banners: Collection[int] = (),
) -> list[Block]:
    """The rows of a table, each cell with the name of its column.

    `header`: how many of the first rows name the columns (False or 0: none; True: one, or two where the first has names
    that span several columns); None: told by its looks. `banners`: the rows that are one cell from side to side; one
    at the top is the table's caption, and one further down is said with each row below it.
    """
    captions, rows, groups = _without_banners(rows, banners)
    filled = [[squeeze(cell) for cell in cells] for cells in rows]
    if header and filled and not any(filled[0]):
        filled, groups, header = filled[1:], groups[1:], False  # a header row without names says that there are none
    kept = [i for i, cells in enumerate(filled) if any(cells)]
    filled, groups = [filled[i] for i in kept], [groups[i] for i in kept]
    blocks = [Block(kind="paragraph", text=text, page=page) for text in captions if has_words(text)]
    if not filled:
        return blocks
    width = max(len(cells) for cells in filled)
    padded = [cells + [""] * (width - len(cells)) for cells in filled]
    count = _header_rows(padded, header)
    if not count:
        if width == 2:
            return blocks + [row([(cells[0], cells[1])], page=page) for cells in padded]
        return blocks + [row([("", cell) for cell in cells], page=page) for cells in padded]
    if len(padded) == count:
        return blocks + [row([("", cell) for cell in cells], page=page) for cells in padded]
    names = column_names(padded[:count])
    return blocks + [
        row([*([("", group)] if group else []), *zip(names, cells, strict=True)], page=page)
        for group, cells in zip(groups[count:], padded[count:], strict=True)
    ]


def column_names(rows: Sequence[Sequence[str]]) -> list[str]:
    """The names of columns out of the rows that name them: "Refund" over "Days" and "Share" gives "Refund Days"."""
    return [" ".join(dict.fromkeys(name for name in column if name)) for column in zip(*rows, strict=True)]


def _without_banners(
    rows: Sequence[Sequence[str]], banners: Collection[int]
) -> tuple[list[str], list[Sequence[str]], list[str]]:
    """The captions above a table, its rows, and what stands from side to side above each of them."""
    captions: list[str] = []
    kept: list[Sequence[str]] = []
    groups: list[str] = []
    group = ""
    for i, cells in enumerate(rows):
        said = squeeze(next(filter(None, cells), ""))
        if i not in banners or len(cells) < 2:
            kept.append(cells)
            groups.append(group)
        elif not kept:
            captions.append(said)
        else:
            group = said
    return captions, kept, groups


def _header_rows(rows: Sequence[Sequence[str]], header: bool | int | None) -> int:
    """How many of the first rows name the columns."""
    if header is False or header == 0:
        return 0
    spanned = len(rows) > 2 and any(a and a == b for a, b in pairwise(rows[0]))
    if spanned and header in (None, True) and _goes_on(rows):
        return 2
    if header is None:
        return int(names_columns(rows))
    return min(int(header), len(rows))


def _goes_on(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the second row tells apart the columns that the first names together."""
    names = column_names(rows[:2])
    figures = [sum(any(c.isdigit() for c in cell) for cell in cells) for cells in rows]
    return len(set(names)) == len(names) and all(len(cell) <= 60 for cell in rows[1]) and (
        figures[1] < sum(figures[2:]) / (len(rows) - 2) or figures[1] == 0
    )  # fmt: skip


def names_columns(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row looks like the names of the columns under it."""
    first = rows[0]
    if len(rows) < 2 or len([cell for cell in first if cell]) < max(2, len(first) - 1):
        return False
    if any(len(cell) > 60 for cell in first) or len(set(first)) < len(first):
        return False
    figures = [sum(any(c.isdigit() for c in cell) for cell in cells) for cells in rows]
    rest = sum(figures[1:]) / (len(rows) - 1)
    # A header has fewer figures than the rows below; two columns of plain words are rather names and values.
    return figures[0] < rest or (figures[0] == 0 and len(first) > 2)
