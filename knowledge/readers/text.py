"""Plain text becomes blocks: titles, wrapped paragraphs, list points, and rows set with dotted leaders or columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.passage import Block, ReadDocument
from knowledge.readers.blocks import (
    BULLET,
    CLAUSE,
    LEADER,
    STANDING_LINE,
    has_words,
    looks_like_heading,
    numbered_heading,
    paragraphs,
    row,
    squeeze,
    table,
    title_from_name,
)

_UNDERLINE = re.compile(r"^\s*([=\-~_*])\1{2,}\s*$")
_NUMBERED_POINT = re.compile(r"\d{1,3}[.)]\s+\S")
_COLUMNS = re.compile(r"\t+|\s{3,}|\s*\|\s*")
_SENTENCE_END = (".", "!", "?", ":", ";")


def read_text(text: str, name: str) -> ReadDocument:
    """Plain text: capitals, numbers or underlining make a title; a line break inside a sentence is no break."""
    blocks = text_blocks(text)
    opening = [block for block in blocks[:3] if not STANDING_LINE.search(block.text)]
    title = opening[0].text if opening and opening[0].kind == "heading" else title_from_name(name)
    return ReadDocument(title=title, blocks=tuple(blocks))


def text_blocks(text: str) -> list[Block]:
    """The blocks of a plain text."""
    lines = [line.expandtabs(8) if line.startswith("\t") else line for line in text.split("\n")]
    width = _measure(lines)
    blocks: list[Block] = []
    waiting: list[str] = []
    seen_words = False

    def flush() -> None:
        blocks.extend(_paragraph_blocks(waiting, width))
        waiting.clear()

    i = 0
    while i < len(lines):
        line = lines[i]
        bare = squeeze(line)
        below = lines[i + 1] if i + 1 < len(lines) else ""
        leader = LEADER.match(line)
        columns = _column_run(lines, i)
        if not bare or _UNDERLINE.match(line):
            flush()
        elif leader and has_words(leader["label"]):
            flush()
            blocks.append(row([(squeeze(leader["label"]), squeeze(leader["value"]))]))
        elif columns:
            flush()
            blocks += table([_split(part) for part in lines[i : i + columns] if not _ruled(part)])
            i += columns
            continue
        elif level := _title_level(lines, i, below, first=not seen_words):
            flush()
            blocks.append(Block(kind="heading", text=bare, level=level))
        else:
            waiting.append(line)
        seen_words = seen_words or has_words(bare)
        i += 1
    flush()
    return blocks


def _measure(lines: Sequence[str]) -> int:
    """The width to which the text is wrapped: the longest line of running text."""
    running = [len(line.rstrip()) for line in lines if len(line.split()) > 3 and not LEADER.match(line)]
    return max(running, default=0)


def _title_level(lines: Sequence[str], i: int, below: str, *, first: bool) -> int:
    text = squeeze(lines[i])
    if not looks_like_heading(text.rstrip(":?")) or BULLET.match(text):
        return 0
    letters = [character for character in text if character.isalpha()]
    shouted = len(letters) >= 3 and not any(character.islower() for character in letters)
    if _UNDERLINE.match(below) and below.strip()[0] in "=-~_*":
        return 1 if first or below.strip()[0] == "=" else 2
    if shouted and len(text.split()) <= 12:
        return 1 if first else (numbered_heading(text) or 2)
    alone = not _before(lines, i)
    if not alone:
        return 0
    # A short line right above a long one, which begins anew: a title without a blank line under it.
    opens = squeeze(below)
    if len(opens) >= 60 > len(text) and opens[0].isupper() and len(text.split()) <= 10 and text[0].isupper():
        return 1 if first else 2
    level = numbered_heading(text)
    if level and level == 2 + text.split()[0].rstrip(".):").count("."):
        followed = _NUMBERED_POINT.match(squeeze(below)) and not CLAUSE.match(squeeze(below))
        return 0 if followed else level
    if first and not below.strip() and not text.endswith(_SENTENCE_END) and any(map(str.strip, lines[i + 1 :])):
        return 1
    return 0


def _before(lines: Sequence[str], i: int) -> str:
    above = lines[i - 1] if i else ""
    return "" if _UNDERLINE.match(above) else squeeze(above)


def _paragraph_blocks(lines: Sequence[str], width: int) -> list[Block]:
    """The paragraphs among lines without a blank line between them: a break where the next word would have fitted."""
    found: list[Block] = []
    current: list[str] = []
    for line in lines:
        if current and not _wraps(current[-1], line, width):
            found += paragraphs(current)
            current = []
        current.append(line)
    return found + paragraphs(current)


def _wraps(line: str, following: str, width: int) -> bool:
    after = squeeze(following)
    if CLAUSE.match(after) or BULLET.match(after) or _NUMBERED_POINT.match(after):
        return False
    if STANDING_LINE.search(squeeze(line)) and len(squeeze(line)) < 70 and not after[:1].islower():
        return False
    if after[:1].islower():
        return True
    first_word = after.split(" ", 1)[0]
    return len(line.rstrip()) + 1 + len(first_word) > width - 4


def _split(line: str) -> list[str]:
    return [part for part in _COLUMNS.split(line.strip().strip("|").strip()) if part is not None]


def _ruled(line: str) -> bool:
    return not has_words(line)


def _column_run(lines: Sequence[str], i: int) -> int:
    """How many lines from here are a table set in columns (0: none). Three lines of one shape are a table."""
    count = 0
    shape = 0
    while i + count < len(lines):
        line = lines[i + count]
        if not line.strip():
            break
        if _ruled(line) and count:
            count += 1
            continue
        cells = _split(line) if not LEADER.match(line) else []
        if len(cells) < 2 or (shape and len(cells) != shape) or any(len(cell) > 70 for cell in cells):
            break
        shape = len(cells)
        count += 1
    return count if count >= 3 and shape >= 2 else 0
