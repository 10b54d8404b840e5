"""What the retrieval layer speaks of: documents, their versions, passages and hits. Pure values."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

DocumentKind = Literal["policy", "resolution"]


class Value(BaseModel):
    """A frozen value that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Block(Value):
    """One piece of a document as its reader found it, in reading order.

    `level` counts headings from 1. A table row carries its `cells` as (column heading, cell text) pairs,
    and its `text` is the same row in one line, "Plan: Team | Credit: 5%".
    """

    kind: Literal["heading", "paragraph", "item", "row"]
    text: str
    level: int = 0
    cells: tuple[tuple[str, str], ...] = ()
    page: int | None = None


class ReadDocument(Value):
    """A file turned into blocks.

    `title` is the document's own (first heading or title field), else its file name. `hidden` holds text that a
    person would not have seen on the page (off-screen elements, comments); it is kept apart and never searched.
    """

    title: str
    blocks: tuple[Block, ...]
    hidden: tuple[str, ...] = ()


class Standing(Value):
    """What a document's header says of its own validity. Dates are inclusive; None means not stated.

    `orders_before` / `orders_from`: the document applies to orders, bookings or contracts made before / from that day; `orders_by`:
    what has to have happened before it, in the document's words ("garments collected").
    """

    code: str | None = None
    effective_from: date | None = None
    effective_until: date | None = None
    supersedes: str | None = None
    superseded_by: str | None = None
    orders_before: date | None = None
    orders_from: date | None = None
    orders_by: str | None = None
    internal: bool = False
    regions: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()

    def in_force(self, on: date) -> bool:
        """Whether the document is in force on that day (an undated end is open)."""
        if self.effective_from is not None and on < self.effective_from:
            return False
        return self.effective_until is None or on <= self.effective_until


class Document(Value):
    """One version of one document. `path` is relative to the folder that was ingested, with forward slashes."""

    id: str
    path: str
    kind: DocumentKind
    version: int
    title: str
    content_hash: str
    standing: Standing
    labels: tuple[tuple[str, str], ...] = ()
    hidden: tuple[str, ...] = ()


class Passage(Value):
    """A section (or a table row, or one past resolution) of a document version.

    `id` is stable: it depends on the document's path, the heading path and the text, not on the order of ingestion.
    `section` is the heading path without the title ("4 Refunds > 4.1 Cards"); `text` excludes the headings.
    `fields` are the (name, value) cells of a table row or of a past resolution.
    """

    id: str
    document: str
    path: str
    kind: DocumentKind
    version: int
    title: str
    section: str
    text: str
    position: int
    standing: Standing
    page: int | None = None
    fields: tuple[tuple[str, str], ...] = ()

    def heading(self) -> str:
        """The title and the heading path, as one line to embed with the text."""
        return f"{self.title} > {self.section}" if self.section else self.title


class Hit(Value):
    """A passage that search found. `score` is the fused score, 0 to 1; `similarity` the cosine to the query."""

    passage: Passage
    score: float
    similarity: float
