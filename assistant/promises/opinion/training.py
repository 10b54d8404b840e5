"""Training of the second opinion: from labelled replies to the text of `weights.py`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from textwrap import wrap
from typing import Any

from assistant.case import CommitmentType
from assistant.promises.english import ENGLISH
from assistant.promises.grammar import Act
from assistant.promises.opinion import ACTS, KINDS, NO_ACT
from assistant.promises.opinion.features import Clause, act_features, deed, kind_features
from assistant.promises.opinion.model import Model, fit, pack
from knowledge.terms import Kind

Heard = Sequence[tuple[int, int, Clause]]
Label = Mapping[str, Any]


# What the grammar makes of a letter counts only where it was not written with that letter; those letters count for less.
_KNOWN_WEIGHT = 0.5


def train(replies: Iterable[tuple[Heard, Sequence[Label], bool]]) -> tuple[Model, Model]:
    """The models of acts and of kinds, from the clauses of each reply (`finding.clauses`), its labels, and whether the
    grammar was written with it in view."""
    acts: list[tuple[list[str], str, float]] = []
    kinds: list[tuple[list[str], str, float]] = []
    for heard, labels, known in replies:
        weight = _KNOWN_WEIGHT if known else 1.0
        for start, end, clause in heard:
            label = _label(start, end, labels)
            shown = replace(clause, grammar="") if known else clause
            if label is None:
                acts.append((act_features(shown), NO_ACT, weight))
            elif not _only_leads(clause, label):
                acts.append((act_features(shown), label["type"], weight))
                if label["type"] != "liability_admission":
                    meant = "" if known else _meant(clause, label["type"])
                    kinds.append((kind_features(clause, label["type"], meant), label["kind"], weight))
    return fit(acts, ACTS), fit(kinds, KINDS)


def _meant(clause: Clause, act: CommitmentType) -> Kind:
    read = ENGLISH.read(clause.text) or Act(act, deed(clause.text))
    pointed = next((kind for kind in KINDS if kind == clause.pointed), None)
    return ENGLISH.kind(replace(read, type=act), clause.text, "", pointed)


def _label(start: int, end: int, labels: Sequence[Label]) -> Label | None:
    # The label that covers most of the clause, if it covers half of it.
    best: tuple[int, Label] | None = None
    for label in labels:
        shared = min(end, label["end"]) - max(start, label["start"])
        if shared > 0 and 2 * shared >= end - start and (best is None or shared > best[0]):
            best = (shared, label)
    return best[1] if best is not None else None


def _only_leads(clause: Clause, label: Label) -> bool:
    # "Send us the receipt and we'll pay": the imperative is within the label but is not the act.
    return label["type"] != "decline" and ENGLISH.is_imperative(clause.text) and ENGLISH.read(clause.text) is None


def as_module(acts: Model, kinds: Model, learned_from: str) -> str:
    """The source of `weights.py`; `learned_from` is the digest of the data, kept with them."""
    parts = [
        f'"""Weights of the second opinion: made by `make finder`, never by hand."""\n\nLEARNED_FROM = "{learned_from}"\n'
    ]
    for name, model in (("ACTS", acts), ("KINDS", kinds)):
        names, table, scale = pack(model)
        parts.append(f"\n{name} = (\n    {json.dumps(names)},\n    (\n")
        parts.extend(f"        {json.dumps(piece)}\n" for piece in wrap(table, 2000))
        parts.append(f"    ),\n    {scale!r},\n)\n")
    return "".join(parts)
