"""Policies written in a test: passages, their terms, a situation, with the real embedder for likeness."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from assistant.applicability import siblings
from assistant.facts import read_facts
from assistant.remedies import Situation, kinds_wanted, situation
from knowledge.embedding import Embedder, open_embedder
from knowledge.passage import Passage, Standing
from knowledge.terms import Term, read_terms

FRIDAY = dt.date(2026, 11, 20)


@lru_cache(maxsize=1)
def embedder() -> Embedder:
    return open_embedder("local")


@lru_cache(maxsize=4096)
def _vector(text: str) -> Any:
    return embedder().embed([text])[0]


def alike(one: Sequence[str], other: Sequence[str]) -> list[list[float]]:
    """Cosine similarities of two lists of texts."""
    return [[float(_vector(a) @ _vector(b)) for b in other] for a in one]


def passage(text: str, *, path: str = "rules.md", section: str = "1 Rules", **changes: Any) -> Passage:
    """A section of a policy in force without end."""
    values: dict[str, Any] = {
        "id": f"{path}#{section}#{text[:40]}", "document": path, "path": path, "kind": "policy", "version": 1,
        "title": path.removesuffix(".md"), "section": section, "text": text, "position": 0, "standing": Standing(),
    }  # fmt: skip
    return Passage(**(values | changes))


def row(section: str = "1 Table", *, path: str = "table.csv", **cells: str) -> Passage:
    """A table row; underscores in the names of its columns stand for spaces."""
    fields = tuple((name.replace("_", " "), cell) for name, cell in cells.items())
    text = " | ".join(f"{name}: {cell}" for name, cell in fields)
    return passage(text, path=path, section=section, fields=fields)


def terms(*texts: str | Passage, **changes: Any) -> tuple[Term, ...]:
    """The terms of sections given as text or as passages."""
    return read_terms([text if isinstance(text, Passage) else passage(text, **changes) for text in texts])


def term(text: str, **changes: Any) -> Term:
    """The only term of a section."""
    (only,) = terms(text, **changes)
    return only


def case(
    *spoken: str,
    asks: Sequence[str] = (),
    on: dt.date = FRIDAY,
    tables: Sequence[Passage] = (),
    **facts: str,
) -> Situation:
    """What is known of a case received on a Friday."""
    return situation(
        facts=read_facts(facts.items()),
        received_on=on,
        spoken=spoken,
        wanted=kinds_wanted(asks),
        groups=siblings(tables),
        alike=alike,
    )
