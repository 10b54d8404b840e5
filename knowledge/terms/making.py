"""A term made of the words of a passage, with an id that stays while its words and their place in the document stay. Pure."""

from __future__ import annotations

import hashlib

from knowledge.passage import Passage
from knowledge.terms.model import Kind, Mode, Term


def make(passage: Passage, start: int, end: int, mode: Mode, kind: Kind, **values: object) -> Term:
    quote = passage.text[start:end]
    digest = hashlib.sha256(f"{passage.path}\0{passage.section}\0{quote}".encode()).hexdigest()[:12]
    return Term.model_validate(
        {
            "section": passage.section,
            "id": f"t-{digest}", "passage": passage.id, "path": passage.path, "version": passage.version,
            "quote": quote, "start": start, "end": end, "mode": mode, "kind": kind,
            "standing": passage.standing, **values,
        }
    )  # fmt: skip
