"""Fits the weights by which passages are held to decide a case, and prints them with what they find of a company left out.

    python tests/train_decisive.py [FOLDER_OF_A_COMPANY...]

Each case of the companies names, word for word, the clauses that decide it. A passage with one of them is to come before the
others: a logistic line over the signals of `assistant.decisive`, with every signal held back alike. Run it again whenever
`assistant.weighing` gives passages other weights, since nearness is one of the signals.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant import Complaint, load_settings, open_desk, triage
from assistant.chain.asked import Asked
from assistant.decisive import SIGNALS
from assistant.facts import read_facts

GOLDEN = Path(__file__).parent / "golden"
FIRST = 5
_HELD_BACK = 10.0
_STEPS = 15
Matrix = NDArray[np.float64]


class Told(NamedTuple):
    """A case: the signals of its passages, and for each clause that decides it the passages that hold it."""

    company: str
    signals: Matrix
    deciding: tuple[tuple[int, ...], ...]

    def marks(self) -> Matrix:
        """How many of the deciding clauses each passage holds."""
        found = np.zeros(len(self.signals))
        for places in self.deciding:
            found[list(places)] += 1
        return found


def told(folder: Path) -> Iterator[Told]:
    """The cases of a company, a folder with policies/ and cases.jsonl."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        desk = open_desk(load_settings(Path(home), environ={}))
        try:
            desk.knowledge.ingest([folder / "policies"])
            for line in (folder / "cases.jsonl").read_text(encoding="utf-8").splitlines():
                yield _read(desk, folder.name, json.loads(line))
        finally:
            desk.close()


def _read(desk: Any, company: str, case: dict[str, Any]) -> Told:
    chain = desk._chain  # the steps between a complaint and its plan are nobody's business but the chain's
    complaint = Complaint(
        text=case["complaint"],
        received_on=dt.date.fromisoformat(case["received_on"]),
        channel=case["channel"],
        facts=tuple(case["facts"].items()),
    )
    language = triage.language_of(complaint.text)
    reading = triage.read(
        complaint.text, language=language, gravity=chain._gravity, hear=chain._hear, facts=complaint.facts
    )
    field = chain._retrieval.field(complaint, reading, read_facts(complaint.facts))
    decision = chain._drafting.decide(field, reading, language, Asked(lambda _kind, _span: ()))
    signals = field.decisive(reading.signals, field.matters()).with_plan(
        {term.passage for term in decision.terms.values()},
        disagree=decision.hold == "contradiction",
        silent=decision.hold == "no_policy",
    )
    said = [(passage.path, " ".join(passage.text.split())) for passage in field.passages]
    return Told(
        company,
        signals,
        tuple(
            tuple(
                i
                for i, (path, text) in enumerate(said)
                if path == gold["doc"] and " ".join(gold["quote"].split()) in text
            )
            for gold in case["gold"]
        ),
    )


def fitted(cases: Sequence[Told]) -> Matrix:
    """The weights (len(SIGNALS),), by Newton's method."""
    rows, marks = np.concatenate([case.signals for case in cases]), np.concatenate([case.marks() for case in cases])
    middle, width = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    rows = np.c_[(rows - middle) / width, np.ones(len(rows))]
    counts, right = np.maximum(marks, 1.0), np.minimum(marks, 1.0)
    held = np.full(rows.shape[1], _HELD_BACK)
    held[-1] = 1e-6
    line = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(rows @ line, -30, 30)))
        slope = rows.T @ (counts * (chance - right)) + held * line
        curve = (rows * (counts * chance * (1 - chance))[:, None]).T @ rows + np.diag(held)
        line -= np.linalg.solve(curve, slope)
    return np.asarray(line[:-1] / width)


def found(cases: Sequence[Told], weights: Matrix) -> tuple[int, int]:
    """How many of the deciding clauses stand in the first passages, and how many there are."""
    first = [set(np.argsort(-(case.signals @ weights), kind="stable")[:FIRST].tolist()) for case in cases]
    return (
        sum(bool(top & set(places)) for top, case in zip(first, cases, strict=True) for places in case.deciding),
        sum(len(case.deciding) for case in cases),
    )


def main() -> None:
    """Fits with each company left out, then with all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="*", help="companies instead of those of the tests")
    companies = parser.parse_args().folders or sorted(path.parent for path in GOLDEN.glob("*/*/cases.jsonl"))
    cases = [case for company in companies for case in told(company)]
    in_all = np.zeros(2, dtype=int)
    for company in dict.fromkeys(case.company for case in cases):
        own = [case for case in cases if case.company == company]
        hits, count = found(own, fitted([case for case in cases if case.company != company]))
        in_all += hits, count
        print(f"{company:16} left out: {hits} of {count}")
    print(f"in all: {in_all[0]} of {in_all[1]}, {in_all[0] / in_all[1]:.1%}")
    print({name: round(float(value), 2) for name, value in zip(SIGNALS, fitted(cases), strict=True)})


if __name__ == "__main__":
    main()
