"""Training of the second opinion: from labelled replies to the text of `weights.py`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import Any

from assistant.case import CommitmentType, Language
from assistant.promises.grammar import Act
from assistant.promises.languages import grammar_of
from assistant.promises.opinion import ACTS, KINDS, NO_ACT, abroad
from assistant.promises.opinion.features import Clause, act_features, deed, kind_features
from knowledge.softmax import Model, fit, pack
from knowledge.terms import Kind

Heard = Sequence[tuple[int, int, Clause]]
Label = Mapping[str, Any]
Example = tuple[list[str], str, float]


@dataclass(frozen=True, slots=True)
class Reply:
    """A labelled reply: its clauses (`finding.clauses`), its labels, whether the grammar was written with it in view, how much it counts."""

    heard: Heard
    labels: Sequence[Label]
    known: bool
    language: Language
    weight: float = 1.0


# What the grammar makes of a letter counts only where it was not written with that letter; those letters count for less.
_KNOWN_WEIGHT = 0.5
# English teaches the other languages, which have few letters of their own, but does not outvote them.
_ENGLISH_ABROAD = 0.3


def train(replies: Iterable[Reply]) -> tuple[Model, Model, Model, Model]:
    """The models of acts and of kinds, and the same for the other languages."""
    acts: list[Example] = []
    kinds: list[Example] = []
    acts_abroad: list[Example] = []
    kinds_abroad: list[Example] = []
    for reply in replies:
        weight = reply.weight * (_KNOWN_WEIGHT if reply.known else 1.0)
        for start, end, clause in reply.heard:
            label = _label(start, end, reply.labels)
            shown = replace(clause, grammar="") if reply.known else clause
            if reply.language != "en":
                if label is None or not _only_leads(clause, label):
                    acts_abroad.append((abroad.act_features(clause), label["type"] if label else NO_ACT, 1.0))
                if label is not None and _tells_kind(label):
                    meant = _meant(clause, label["type"], reply.language)
                    kinds_abroad.append((abroad.kind_features(clause, label["type"], meant), label["kind"], 1.0))
            elif label is None:
                acts.append((act_features(shown), NO_ACT, weight))
            elif not _only_leads(clause, label):
                acts.append((act_features(shown), label["type"], weight))
                if _tells_kind(label):
                    named = "" if reply.known else _meant(clause, label["type"], "en")
                    kinds.append((kind_features(clause, label["type"], named), label["kind"], weight))
                    shared = abroad.kind_features(clause, label["type"], "")
                    kinds_abroad.append((shared, label["kind"], weight * _ENGLISH_ABROAD))
    return fit(acts, ACTS), fit(kinds, KINDS), fit(acts_abroad, ACTS), fit(kinds_abroad, KINDS)


def _tells_kind(label: Label) -> bool:
    # An admission has none, and of what is not promised the kind was not always written down.
    return label["type"] != "liability_admission" and label["kind"] is not None


def _meant(clause: Clause, act: CommitmentType, language: Language) -> Kind:
    grammar = grammar_of(language)
    read = grammar.read(clause.text) or Act(act, deed(clause.text) if language == "en" else clause.text)
    pointed = next((kind for kind in KINDS if kind == clause.pointed), None)
    return grammar.kind(replace(read, type=act), clause.text, "", pointed)


def kind_at(labels: Sequence[Label], start: int, end: int) -> Kind | None:
    """The labelled kind of the clause at (start, end), or None."""
    label = _label(start, end, labels)
    return next((kind for kind in KINDS if label is not None and kind == label["kind"]), None)


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
    grammar = grammar_of(clause.language)
    return label["type"] != "decline" and grammar.is_imperative(clause.text) and grammar.read(clause.text) is None


def as_module(models: Iterable[Model], learned_from: str) -> str:
    """The source of `weights.py` from what `train` gives; `learned_from` is the digest of the data, kept with them."""
    parts = [
        f'"""Weights of the second opinion: made by `make finder`, never by hand."""\n\nLEARNED_FROM = "{learned_from}"\n'
    ]
    for name, model in zip(("ACTS", "KINDS", "ACTS_ABROAD", "KINDS_ABROAD"), models, strict=True):
        names, table, scale = pack(model)
        parts.append(f"\n{name} = (\n    {json.dumps(names)},\n    (\n")
        parts.extend(f"        {json.dumps(piece)}\n" for piece in wrap(table, 2000))
        parts.append(f"    ),\n    {scale!r},\n)\n")
    return "".join(parts)
