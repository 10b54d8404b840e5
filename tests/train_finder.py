"""Trains the second opinion of the finder on the labelled English replies of golden/promises, and writes its weights.

Run by `make finder`. The same data give the same weights, but for the last digits of another processor.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

from assistant.promises import opinion
from assistant.promises.finding import clauses
from assistant.promises.opinion.training import as_module, train

DATA = Path(__file__).parent / "golden" / "promises"
_FILES = (
    "guideline_letters",
    "guideline_sentences",
    "letters",
    "sentences",
    "rounds_letters",
    "rounds_sentences",
    "letters_learn",
    "sentences_learn",
)
# The grammar was not written with these in view, so that what it makes of them tells how far it can be believed.
_UNSEEN = frozenset(("round8", "round9", "round10", "round11", "round12", "round13", "round14", "learn"))
# Sentences carry four more types, which say why they are no commitment.
_PLAIN = frozenset({"question", "instruction", "customer_quote", "narrative"})


def records(name: str) -> list[dict[str, Any]]:
    """The records of a file of golden/promises."""
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def digest() -> str:
    """The SHA-256 of the data (hexadecimal), which the weights carry."""
    return hashlib.sha256(b"".join((DATA / f"{name}.jsonl").read_bytes() for name in _FILES)).hexdigest()


def labels(record: dict[str, Any]) -> list[dict[str, Any]]:
    """The labels of a letter; of a sentence, one over the whole of it."""
    if "labels" in record:
        found: list[dict[str, Any]] = record["labels"]
        return found
    if record["type"] in _PLAIN:
        return []
    return [{"start": 0, "end": len(record["text"]), "type": record["type"], "kind": record["kind"]}]


def main() -> None:
    """Trains, and writes `weights.py` next to the code that reads it."""
    replies = [record for name in _FILES for record in records(name)]
    acts, kinds = train(
        (
            clauses(record["text"], sent_on=dt.date.fromisoformat(record["sent_on"])),
            labels(record),
            record["part"] not in _UNSEEN,
        )
        for record in replies
    )
    target = Path(opinion.__file__).with_name("weights.py")
    target.write_text(as_module(acts, kinds, digest()), encoding="utf-8")
    print(f"{len(replies)} replies, {len(acts.rows)} and {len(kinds.rows)} features: {target}")


if __name__ == "__main__":
    main()
