"""The same policy says the same in every format in which a company may keep it."""

from __future__ import annotations

import docx
import pytest
from markdown_it import MarkdownIt
from papers import Printed, column, pdf, word

from knowledge.corpus import build
from knowledge.readers import read
from knowledge.terms import read_terms

TITLE = "Refund rules"
SECTIONS = {
    "1. Returns": ["1.1 Members may return any unused item within 45 days of delivery.",
                   "1.2 We refund the price within 7 business days of receipt, and the delivery fee up to $15.",
                   "1.3 The customer must send two photos of the damage, one of the item and one of its packaging."],
    "2. Late parcels": ["2.1 When a parcel is more than 3 days late, the customer gets a credit of 10% of the price.",
                        "2.2 We never pay cash."],
}  # fmt: skip
TABLE = [("Plan", "Uptime in the month", "Credit"), ("Team", "below 99.5%", "5%"), ("Business", "below 99.0%", "20%")]


def markdown() -> bytes:
    parts = [f"# {TITLE}"]
    for heading, clauses in SECTIONS.items():
        parts += [f"## {heading}", *clauses]
    rows = [" | ".join(cells) for cells in TABLE]
    return "\n\n".join([*parts, "## 3. Credits", "\n".join([rows[0], "---|---|---", *rows[1:]])]).encode()


def html() -> bytes:
    return MarkdownIt("commonmark").enable("table").render(markdown().decode()).encode()


def word_document() -> bytes:
    document = docx.Document()
    document.add_heading(TITLE, 0)
    for heading, clauses in SECTIONS.items():
        document.add_heading(heading, 1)
        for clause in clauses:
            document.add_paragraph(clause)
    document.add_heading("3. Credits", 1)
    table = document.add_table(rows=0, cols=3)
    for cells in TABLE:
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    return word(document)


def rich_text() -> bytes:
    parts = [rf"\pard\outlinelevel0\b {TITLE}\b0\par"]
    for heading, clauses in SECTIONS.items():
        parts += [rf"\pard\b {heading}\b0\par", *(rf"\pard {clause}\par" for clause in clauses)]
    parts.append(r"\pard\b 3. Credits\b0\par")
    parts += [r"\trowd " + "".join(rf"\pard\intbl {cell}\cell " for cell in cells) + r"\row" for cells in TABLE]
    return ("{\\rtf1\\ansi " + "\n".join(parts) + r"\pard\par}").encode()


def printed(width: int, *, two: bool) -> bytes:
    page: list[Printed] = [(50, 800, 18, TITLE)]
    lines: list[list[Printed]] = [[], []]
    for side, (heading, clauses) in zip(lines, SECTIONS.items(), strict=True):
        x, y = (310 if two and side is lines[1] else 50), (760 if two or side is lines[0] else 600)
        side.append((x, y, 12, heading))
        for clause in clauses:
            side.extend(column(x, side[-1][1] - 22, clause, width=width))
    page += [*lines[0], *lines[1], (50, 480, 12, "3. Credits")]
    page += [
        (x, 455 - 14 * i, 9, t) for i, cells in enumerate(TABLE) for x, t in zip((50, 150, 300), cells, strict=True)
    ]
    return pdf([page, [(50, 780, 9, "4.1 This text is kept by the desk.")]])


def limits(data: bytes, name: str) -> list[tuple[object, ...]]:
    _, passages = build(read(data, name), path=name, kind="policy", version=1, content_hash="x")
    return [
        (t.kind, t.mode, t.amount, t.percent, t.due, t.window, t.cells, t.section)
        for t in read_terms(passages)
        if "kept by the desk" not in t.quote
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [("p.html", html()), ("p.docx", word_document()), ("p.rtf", rich_text()), ("p.pdf", printed(90, two=False)), ("two.pdf", printed(44, two=True))],
    ids=["html", "docx", "rtf", "pdf", "pdf of two columns"],
)  # fmt: skip
def test_the_same_policy_gives_the_same_terms(name: str, data: bytes) -> None:
    expected = limits(markdown(), "p.md")
    assert len(expected) >= 6
    assert limits(data, name) == expected
