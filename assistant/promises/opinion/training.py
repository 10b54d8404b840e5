"""Training of the second opinion: from labelled replies to the text of `weights.py`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from textwrap import wrap
from typing import Any

from assistant.promises.english import ENGLISH
from assistant.promises.opinion import ACTS, KINDS, NO_ACT
from assistant.promises.opinion.features import Clause, act_features, kind_features
from assistant.promises.opinion.model import Model, fit, pack

Heard = Sequence[tuple[int, int, Clause]]
Label = Mapping[str, Any]


def train(replies: Iterable[tuple[Heard, Sequence[Label]]]) -> tuple[Model, Model]:
    """The models of acts and of kinds, from the clauses of each reply (`finding.clauses`) and its labels."""
    acts: list[tuple[list[str], str]] = []
    kinds: list[tuple[list[str], str]] = []
    for heard, labels in replies:
        for start, end, clause in heard:
            label = _label(start, end, labels)
            if label is None:
                acts.append((act_features(clause), NO_ACT))
            elif not _only_leads(clause, label):
                acts.append((act_features(clause), label["type"]))
                if label["type"] != "liability_admission":
                    kinds.append((kind_features(clause), label["kind"]))
    return fit(acts, ACTS), fit(kinds, KINDS)


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
