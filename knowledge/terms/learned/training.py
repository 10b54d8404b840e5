"""Training of the second opinion: from labelled clauses to the text of `weights.py`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap

from knowledge.softmax import Model, fit, pack
from knowledge.terms.learned import KINDS, MODES, ROLES, Heard, Role
from knowledge.terms.learned.features import act_features, kind_features, span_features
from knowledge.terms.model import Kind, Mode


@dataclass(frozen=True, slots=True)
class Example:
    """A clause with what the grammar read in it and what a person read; `spans`: (start, end, by grammar, by person).

    `known`: whether the grammar was written with this clause in view; then it is learned from twice, each time for half:
    with what the grammar read, which says too much of it, and without."""

    heard: Heard
    spoken_of: str
    read: tuple[Mode, Kind]
    mode: Mode
    kind: Kind | None
    spans: tuple[tuple[int, int, Role, Role], ...]
    known: bool


def train(examples: Iterable[Example]) -> tuple[Model, Model, Model]:
    """The models of modes, of kinds and of the roles of times."""
    acts: list[tuple[set[str], str, float]] = []
    kinds: list[tuple[set[str], str, float]] = []
    roles: list[tuple[set[str], str, float]] = []
    for example in examples:
        mode, kind = example.read
        for shown, weight in ((True, 0.5), (False, 0.5)) if example.known else ((True, 1.0),):
            acts.append((act_features(example.heard, mode if shown else ""), example.mode, weight))
            if example.kind is not None:
                kinds.append(
                    (kind_features(example.heard, kind if shown else "", example.spoken_of), example.kind, weight)
                )
            for start, end, read, role in example.spans:
                roles.append((span_features(example.heard, start, end, read if shown else ""), role, weight))
    return fit(acts, MODES), fit(kinds, KINDS), fit(roles, ROLES)


def as_module(models: tuple[Model, Model, Model], learned_from: str) -> str:
    """The source of `weights.py`; `learned_from` is the digest of the data, kept with them."""
    parts = [
        f'"""Weights of the second opinion on clauses: made by `make reader`, never by hand."""\n\nLEARNED_FROM = "{learned_from}"\n'
    ]
    for name, model in zip(("ACTS", "KINDS", "ROLES"), models, strict=True):
        names, table, scale = pack(model)
        parts.append(f"\n{name} = (\n    {json.dumps(names)},\n    (\n")
        parts.extend(f"        {json.dumps(piece)}\n" for piece in wrap(table, 2000))
        parts.append(f"    ),\n    {scale!r},\n)\n")
    return "".join(parts)
