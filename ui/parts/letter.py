"""A letter with each promise marked in the colour of its verdict, and what a person changed in it. Pure."""

from __future__ import annotations

import difflib
import itertools
import re
from dataclasses import dataclass

from assistant import Check
from ui.parts.badges import VERDICTS, Tone, verdict_of, worse
from ui.parts.text import escape


@dataclass(frozen=True)
class Mark:
    """A stretch of the letter: text[start:end], its tone, what to say on hover, its number in the table beside it."""

    start: int
    end: int
    tone: Tone
    title: str
    number: int | None = None


def marks(check: Check, text: str) -> list[Mark]:
    """The commitments, numbered in the order of the table, then the findings elsewhere in the text."""
    found = []
    for number, commitment in enumerate(check.commitments, 1):
        word, tone = verdict_of(commitment)
        why = f": {commitment.why}" if commitment.why else ""
        found.append(Mark(commitment.start, commitment.end, tone, f"{number}. {word}{why}", number))
    for finding in check.findings:
        if finding.end <= finding.start or any(m.start < finding.end and finding.start < m.end for m in found):
            continue
        word, tone = VERDICTS[finding.verdict]
        found.append(Mark(finding.start, finding.end, tone, f"{word}: {finding.why}"))
    return [mark for mark in found if 0 <= mark.start < mark.end <= len(text)]


def marked(text: str, found: list[Mark]) -> str:
    """The letter as HTML. Where marks overlap, the graver tone shows; the number stands after the end of its mark."""
    edges = sorted({0, len(text), *(m.start for m in found), *(m.end for m in found)})
    parts = []
    for start, end in itertools.pairwise(edges):
        here = [m for m in found if m.start < end and start < m.end]
        piece = escape(text[start:end])
        if here:
            tone: Tone = "quiet"
            for mark in here:
                tone = worse(tone, mark.tone)
            title = escape(" / ".join(mark.title for mark in here))
            piece = f'<mark class="am-mark am-{tone}" title="{title}">{piece}</mark>'
        parts.append(piece)
        parts += [
            f'<sup class="am-number am-{m.tone}">{m.number}</sup>'
            for m in here
            if m.end == end and m.number is not None
        ]
    return f'<div class="am-letter">{"".join(parts)}</div>'


def changed(before: str, after: str, *, whole: bool = True) -> str:
    """What stands in `after` and not in `before`, and the other way round, word by word, as HTML.

    Without `whole`, paragraphs far from any change are left out.
    """
    old, new = _pieces(before), _pieces(after)
    parts = []
    for how, a, b, c, d in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        gone, come = escape("".join(old[a:b])), escape("".join(new[c:d]))
        if how == "equal":
            parts.append(gone if whole else _shortened(gone, first=a == 0, last=b == len(old)))
            continue
        parts.append(f"<del>{gone}</del>" if gone else "")
        parts.append(f"<ins>{come}</ins>" if come else "")
    return f'<div class="am-letter">{"".join(parts)}</div>'


def _shortened(text: str, *, first: bool, last: bool) -> str:
    """Text without changes, of which the paragraphs next to a change stay."""
    paragraphs = text.split("\n\n")
    head = [] if first else paragraphs[:1]
    tail = [] if last else paragraphs[-1:]
    if len(head) + len(tail) >= len(paragraphs):
        return text
    return "\n\n".join((*head, "…", *tail))


def _pieces(text: str) -> list[str]:
    return re.findall(r"\s+|\w+|[^\w\s]", text)
