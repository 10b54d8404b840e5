"""Documents become passages with stable ids: a section each, and each table row on its own as well."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.errors import Unreadable
from knowledge.header import read_standing
from knowledge.passage import Block, Document, DocumentKind, Passage, ReadDocument

SECTION_LENGTH = 1200
POINT_LENGTH = 350
_LONGEST_BLOCK = 2000
_SMALL_TABLE = 12
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")

RESOLUTION_COLUMNS = (
    "case_id", "closed_on", "issue", "complaint_summary", "resolution", "reply_excerpt", "promised_days",
    "actual_days", "outcome", "exception",
)  # fmt: skip
_REQUIRED = ("case_id", "complaint_summary", "resolution")
# What a past resolution is found by: what went wrong and what was done, not who paid when.
_SPOKEN = ("issue", "complaint_summary", "resolution", "reply_excerpt")


def document_id(path: str, kind: DocumentKind) -> str:
    """The id of the document at a path: the same in every version."""
    return _hash(kind, path)[:12]


def is_resolutions(read: ReadDocument) -> bool:
    """Whether a table is a log of past resolutions by its columns, so that it is never taken for policy."""
    first = next((block for block in read.blocks if block.kind == "row"), None)
    columns = {name.strip().lower() for name, _ in first.cells} if first is not None else set()
    return {*_REQUIRED, "outcome"} <= columns


def build(
    read: ReadDocument,
    *,
    path: str,
    kind: DocumentKind,
    version: int,
    content_hash: str,
    labels: tuple[tuple[str, str], ...] = (),
) -> tuple[Document, tuple[Passage, ...]]:
    """The document and its passages, in reading order.

    Raises Unreadable where there is nothing to search, or where past resolutions lack a column.
    """
    document = Document(
        id=document_id(path, kind),
        path=path,
        kind=kind,
        version=version,
        title=read.title,
        content_hash=content_hash,
        standing=read_standing(read, path),
        labels=labels,
        hidden=read.hidden,
    )
    pieces = _resolutions(read, path) if kind == "resolution" else list(_sections(read))
    if not pieces:
        raise Unreadable(f"{path} holds headings only, no text under them.")
    return document, _passages(document, pieces)


@dataclass
class _Piece:
    """A passage before it has its id."""

    section: str
    text: str
    page: int | None = None
    fields: tuple[tuple[str, str], ...] = ()


@dataclass
class _Section:
    """The blocks under one heading path."""

    path: tuple[str, ...]
    blocks: list[Block] = field(default_factory=list)


def _passages(document: Document, pieces: Sequence[_Piece]) -> tuple[Passage, ...]:
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for position, piece in enumerate(pieces):
        key = (piece.section, piece.text)
        seen[key] += 1
        found.append(
            Passage(
                id=_hash(document.kind, document.path, *key, str(seen[key]))[:16],
                document=document.id,
                path=document.path,
                kind=document.kind,
                version=document.version,
                title=document.title,
                section=piece.section,
                text=piece.text,
                position=position,
                standing=document.standing,
                page=piece.page,
                fields=piece.fields,
            )
        )
    return tuple(found)


def _sections(read: ReadDocument) -> Iterator[_Piece]:
    for section in _by_heading(read):
        path = " > ".join(section.path)
        for blocks in _chunks(_prose(section.blocks)):
            text = "\n".join(blocks_text for blocks_text, _ in blocks)
            yield _Piece(path, text, page=blocks[0][1])
        for block in section.blocks:
            if block.kind == "row":
                yield _Piece(path, block.text, page=block.page, fields=block.cells)


def _by_heading(read: ReadDocument) -> list[_Section]:
    stack: list[tuple[int, str]] = []
    sections = [_Section(())]
    for i, block in enumerate(read.blocks):
        if block.kind != "heading":
            sections[-1].blocks.append(block)
            continue
        if i < 3 and block.text == read.title and not any(section.blocks for section in sections):
            continue  # the title stands on every passage already
        while stack and stack[-1][0] >= block.level:
            stack.pop()
        stack.append((block.level, block.text))
        sections.append(_Section(tuple(text for _, text in stack)))
    return [section for section in sections if section.blocks]


def _prose(blocks: Sequence[Block]) -> list[tuple[str, int | None]]:
    """The lines of a section with their pages; a table stays among them only while it is small."""
    lines: list[tuple[str, int | None]] = []
    i = 0
    while i < len(blocks):
        rows = 0
        while i + rows < len(blocks) and blocks[i + rows].kind == "row":
            rows += 1
        if not rows:
            text = blocks[i].text if blocks[i].kind != "item" else f"- {blocks[i].text}"
            lines += [(part, blocks[i].page) for part in _cut(text)]
            i += 1
            continue
        alone = rows == len(blocks)
        if rows <= _SMALL_TABLE and not (alone and rows == 1):
            lines += [(block.text, block.page) for block in blocks[i : i + rows]]
        i += rows
    return lines


def _cut(text: str) -> list[str]:
    """A block that is too long on its own, cut between sentences."""
    if len(text) <= _LONGEST_BLOCK:
        return [text]
    parts: list[str] = []
    for sentence in _SENTENCE_END.split(text):
        if parts and len(parts[-1]) + len(sentence) < SECTION_LENGTH:
            parts[-1] += " " + sentence
        else:
            parts += [sentence[i : i + _LONGEST_BLOCK] for i in range(0, len(sentence), _LONGEST_BLOCK)]
    return parts


def _chunks(lines: Sequence[tuple[str, int | None]]) -> Iterator[list[tuple[str, int | None]]]:
    """Lines in runs of about SECTION_LENGTH characters, evenly filled."""
    total = sum(len(text) + 1 for text, _ in lines)
    if not lines:
        return
    if total <= SECTION_LENGTH * 1.15:
        yield list(lines)
        return
    goal = total / -(-total // SECTION_LENGTH)
    last: list[tuple[str, int | None]] = []
    run: list[tuple[str, int | None]] = []
    length = 0
    for text, page in lines:
        if run and length + len(text) / 2 > goal:
            if last:
                yield last
            last, run, length = run, [], 0
        run.append((text, page))
        length += len(text) + 1
    if last and length < goal / 2 and length + sum(len(text) + 1 for text, _ in last) <= SECTION_LENGTH * 1.2:
        last, run = [*last, *run], []
    if last:
        yield last
    if run:
        yield run


def _resolutions(read: ReadDocument, path: str) -> list[_Piece]:
    rows = [block for block in read.blocks if block.kind == "row"]
    columns = {name.strip().lower() for block in rows for name, _ in block.cells}
    missing = [name for name in _REQUIRED if name not in columns]
    if missing:
        raise Unreadable(
            f"{path} cannot be read as past resolutions: the column{'s' if len(missing) > 1 else ''} "
            f"{', '.join(missing)} {'are' if len(missing) > 1 else 'is'} missing (expected: {', '.join(RESOLUTION_COLUMNS)})."
        )
    pieces = []
    for block in rows:
        cells = tuple((name.strip().lower(), value) for name, value in block.cells)
        values = dict(cells)
        text = "\n".join(values[name] for name in _SPOKEN if values.get(name))
        if text:
            pieces.append(_Piece(values.get("issue", ""), text, fields=cells))
    return pieces


@dataclass(frozen=True)
class Point:
    """One thing that a passage says: a clause or a few sentences. Passages are found by their points."""

    id: str
    passage: Passage
    text: str

    def said(self) -> str:
        """The point with its headings, as it is embedded and searched."""
        # The name of a log says nothing of a case in it, and the case says its issue itself.
        return f"{self.passage.heading()}\n{self.text}" if self.passage.kind == "policy" else self.text


def points(passages: Sequence[Passage]) -> tuple[Point, ...]:
    """The points of passages, in their order; every passage has at least one.

    A long passage is about many things, and its vector about none; a clause has one meaning. A table row that stands
    in a section as well is found as the row alone, which has the names of its columns.
    """
    rows = {(passage.document, passage.section, passage.text) for passage in passages if passage.fields}
    found: list[Point] = []
    for passage in passages:
        lines = passage.text.split("\n")
        if passage.kind == "policy" and not passage.fields:
            own = [line for line in lines if (passage.document, passage.section, line) not in rows]
            texts = _packed(own or lines)
        else:
            texts = [passage.text]
        found += [Point(f"{passage.id}:{i}", passage, text) for i, text in enumerate(texts)]
    return tuple(found)


def _packed(lines: Sequence[str]) -> list[str]:
    """Lines, or the sentences of long ones, in runs of up to POINT_LENGTH characters."""
    packed: list[str] = []
    for line in lines:
        for part in [line] if len(line) <= POINT_LENGTH else _SENTENCE_END.split(line):
            if packed and len(packed[-1]) + len(part) <= POINT_LENGTH:
                packed[-1] += " " + part
            else:
                packed.append(part)
    return packed


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
