"""Trains the second opinion on clauses on the labelled clauses of golden/clauses, and writes its weights.

Run by `make reader`. The same data give the same weights, but for the last digits of another processor. With `--apart` and names of
files it writes nothing and prints how clauses are read that were not learned from, each file left out in turn.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from knowledge.terms import learned
from knowledge.terms.clauses import Clause
from knowledge.terms.grammar import parts_of, read
from knowledge.terms.learned import Heard, Role
from knowledge.terms.learned.features import act_features, kind_features, span_features
from knowledge.terms.learned.training import Example, as_module, train

DATA = Path(__file__).parent / "golden" / "clauses"


def files() -> list[Path]:
    """The files of labelled clauses, in order of their names."""
    return sorted(DATA.glob("*.jsonl"))


def digest() -> str:
    """The SHA-256 of the data (hexadecimal), which the weights carry."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in files())).hexdigest()


def example(record: dict[str, Any], *, known: bool) -> Example:
    """One labelled clause as an example to learn from."""
    text = record["clause"]
    clause = Clause(
        0, len(text), text, record.get("before", ""), record.get("lead", ""), record.get("same_case", False),
        record.get("heading", ""), record.get("shared", ""),
    )  # fmt: skip
    parts = parts_of(clause)
    spoken = record.get("spoken")
    reading = read(clause, parts, [spoken] if spoken else [])
    heard = Heard(text, parts, clause.lead, clause.before, clause.under)

    def role(length: list[Any]) -> Role:
        return "due" if length == record.get("due") else "window" if length == record.get("window") else "none"

    return Example(
        heard,
        spoken or "",
        (reading.mode, reading.kind),
        record["gives"],
        record.get("kind") if record["gives"] != "rule" else None,
        tuple(
            (at.start, at.end, told, role([at.span.bound, at.span.unit]))
            for at, told in zip(reading.times, reading.roles, strict=True)
        ),
        known,
    )


def examples(paths: Iterable[Path]) -> list[Example]:
    """The examples of some files. The grammar was written with the example companies in view, not with the written sets."""
    return [
        example(json.loads(line), known=not path.stem.startswith("written_"))
        for path in paths
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def apart(path: Path) -> dict[str, tuple[float, float]]:
    """The shares read rightly of a file that was not learned from, and those that the grammar reads rightly by itself."""
    acts, kinds, roles = train(examples(each for each in files() if each != path))
    unseen = examples([path])
    modes = [(acts.likeliest(act_features(e.heard, e.read[0])), e.read[0], e.mode) for e in unseen]
    owed = [e for e in unseen if e.kind is not None and e.mode in {"entitlement", "discretion"}]
    named = [(kinds.likeliest(kind_features(e.heard, e.read[1], e.spoken_of)), e.read[1], e.kind) for e in owed]
    times = [
        (roles.likeliest(span_features(e.heard, start, end, read)), read, role)
        for e in unseen
        for start, end, read, role in e.spans
    ]
    given = [tuple(name == "entitlement" for name in each) for each in modes]

    def shares(read: Sequence[tuple[object, ...]]) -> tuple[float, float]:
        most = max(len(read), 1)
        return sum(one == right for one, _, right in read) / most, sum(two == right for _, two, right in read) / most

    return {"mode": shares(modes), "owed": shares(given), "kind": shares(named), "time": shares(times)}


def main(names: Sequence[str]) -> None:
    """Trains, and writes `weights.py` next to the code that reads it."""
    for name in names:
        told = apart(DATA / f"{name}.jsonl")
        print(name, *(f"{what} {read:.0%} (grammar {alone:.0%})" for what, (read, alone) in told.items()), sep="  ")
    if names:
        return
    target = Path(learned.__file__).parent / "weights.py"
    target.write_text(as_module(train(examples(files())), digest()), encoding="utf-8")
    print(f"{target.name}: learned from {len(examples(files()))} clauses.")


if __name__ == "__main__":
    main(sys.argv[2:] if sys.argv[1:2] == ["--apart"] else ())
