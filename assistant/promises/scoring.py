"""Scoring: how well found commitments agree with labelled ones.

A found span matches a label if they share at least half of the shorter one's characters; each label and each found
span is matched once, the largest overlap first. Precision and recall are of the six committing types together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.case import COMMITTING, Commitment

Label = Mapping[str, Any]


@dataclass(slots=True)
class Score:
    """Counts, and the shares made from them (0 to 1; 1 where there is nothing to count)."""

    letters: int = 0
    empty_letters: int = 0
    false_alarms: int = 0
    true_found: int = 0
    found: int = 0
    labelled: int = 0
    matched: int = 0
    type_right: int = 0
    kind_right: int = 0
    amount_right: int = 0
    due_right: int = 0

    @property
    def precision(self) -> float:
        """Share of the commitments found that are labelled as such."""
        return self.true_found / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the labelled commitments that were found."""
        return self.true_found / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def share(self, name: str) -> float:
        """Share right among the matched; `name` is "type", "kind", "amount" or "due"."""
        right: int = getattr(self, f"{name}_right")
        return right / self.matched if self.matched else 1.0

    @property
    def false_alarms_per_empty_letter(self) -> float:
        """Commitments found per letter that holds none."""
        return self.false_alarms / self.empty_letters if self.empty_letters else 0.0

    def figures(self) -> dict[str, float]:
        """All shares by name."""
        shares = {name: self.share(name) for name in ("type", "kind", "amount", "due")}
        return {
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
            **shares,
            "false_alarms_per_empty_letter": self.false_alarms_per_empty_letter,
        }


def match(found: Sequence[Commitment], labels: Sequence[Label]) -> list[tuple[Commitment, Label]]:
    """The pairs of found and labelled spans that share at least half of the shorter one, each used once."""
    pairs = []
    for i, commitment in enumerate(found):
        for k, label in enumerate(labels):
            shared = min(commitment.end, label["end"]) - max(commitment.start, label["start"])
            shorter = min(commitment.end - commitment.start, label["end"] - label["start"])
            if shared > 0 and 2 * shared >= shorter:
                pairs.append((shared, i, k))
    taken_i: set[int] = set()
    taken_k: set[int] = set()
    matched = []
    for _, i, k in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if i not in taken_i and k not in taken_k:
            taken_i.add(i)
            taken_k.add(k)
            matched.append((found[i], labels[k]))
    return sorted(matched, key=lambda pair: pair[0].start)


def score(letters: Iterable[tuple[Sequence[Commitment], Sequence[Label]]]) -> Score:
    """Scores letters, each given as (found, labels)."""
    total = Score()
    for found, labels in letters:
        total.letters += 1
        given = [label for label in labels if label["type"] in COMMITTING]
        raised = [commitment for commitment in found if commitment.type in COMMITTING]
        total.found += len(raised)
        total.labelled += len(given)
        total.true_found += len(match(raised, given))
        if not given:
            total.empty_letters += 1
            total.false_alarms += len(raised)
        for commitment, label in match(found, labels):
            total.matched += 1
            total.type_right += commitment.type == label["type"]
            total.kind_right += commitment.kind == label["kind"]
            siblings = [s for s in labels if label.get("group") and s.get("group") == label["group"]] or [label]
            total.amount_right += any(same_amount(commitment, s["amount"]) for s in siblings)
            total.due_right += any(same_due(commitment, s["due"]) for s in siblings)
    return total


def same_amount(commitment: Commitment, label: Label | None) -> bool:
    """Whether the amount found is the labelled one (None: none)."""
    amount = commitment.amount
    if amount is None or label is None:
        return amount is None and label is None
    if label.get("percent") is not None:
        return amount.percent is not None and abs(float(amount.percent) - label["percent"]) < 0.005
    same_sum = amount.value is not None and abs(float(amount.value) - label["value"]) < 0.005
    return same_sum and amount.currency == label["currency"]


def same_due(commitment: Commitment, label: Label | None) -> bool:
    """Whether the due date or span found is the labelled one (None: none)."""
    due = commitment.due
    if due is None or label is None:
        return due is None and label is None
    day = due.date.isoformat() if due.date else None
    return (due.unit, due.value, due.max, day) == (label["unit"], label["value"], label["max"], label["date"])


@dataclass(slots=True)
class SentenceScore:
    """Counts over sentences that come in pairs, one a commitment and one not."""

    sentences: int = 0
    right: int = 0
    pairs: int = 0
    pairs_right: int = 0
    typed: int = 0
    type_right: int = 0
    kind_right: int = 0
    amount_right: int = 0
    due_right: int = 0

    def figures(self) -> dict[str, float]:
        """All shares by name; type, kind, amount and due are of the labelled commitments that were found."""
        typed = self.typed or 1
        return {
            "accuracy": self.right / (self.sentences or 1),
            "pairs": self.pairs_right / (self.pairs or 1),
            "type": self.type_right / typed,
            "kind": self.kind_right / typed,
            "amount": self.amount_right / typed,
            "due": self.due_right / typed,
        }


def score_sentences(sentences: Iterable[tuple[Sequence[Commitment], Label]]) -> SentenceScore:
    """Scores sentences, each given as (found, labelled sentence)."""
    total = SentenceScore()
    pairs: dict[str, bool] = {}
    for found, label in sentences:
        raised = [commitment for commitment in found if commitment.type in COMMITTING]
        right = bool(raised) == label["is_commitment"]
        total.sentences += 1
        total.right += right
        pairs[label["pair"]] = pairs.get(label["pair"], True) and right
        if label["is_commitment"] and raised:
            first = raised[0]
            total.typed += 1
            total.type_right += first.type == label["type"]
            total.kind_right += first.kind == label["kind"]
            total.amount_right += same_amount(first, label["amount"])
            total.due_right += same_due(first, label["due"])
    total.pairs = len(pairs)
    total.pairs_right = sum(pairs.values())
    return total
