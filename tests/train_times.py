"""Learns which clause a time of a letter belongs to, from the compliant replies of the example companies, and writes the weights.

    python tests/train_times.py [--without COMPANY ...]

Nobody labelled the clauses: of a compliant reply it is known that its time is that of some clause, so the clauses that name
this very time share what is right among them, and the weights are those that give them the most. The same data give the
same weights. `--without` leaves companies out and only prints; that is how docs/decisions.md measured the rest.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant import triage
from assistant.applicability import in_force
from assistant.judging import timing, timing_weights
from assistant.settings import load_settings
from assistant.wiring import open_desk
from knowledge.glossary import in_english

GOLDEN = Path(__file__).parent / "golden"
_STEPS, _RATE, _SMALL = 300, 0.15, 0.3

Pair = tuple[NDArray[np.float64], NDArray[np.bool_]]


def main() -> None:
    """Trains, and writes `timing_weights.py` next to the code that reads it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without", nargs="*", default=[], metavar="COMPANY")
    without = parser.parse_args().without
    folders = [
        f for group in ("companies", "later_companies") for f in sorted((GOLDEN / group).iterdir()) if f.is_dir()
    ]
    told = [pair for folder in folders if folder.name not in without for pair in pairs(folder)]
    weights = learned(told)
    text = module(weights, len(told))
    if not without:
        Path(timing_weights.__file__).write_text(text, encoding="utf-8")
    print(text)


def pairs(folder: Path) -> list[Pair]:
    """For each time in the compliant replies of a company the signals of all times of its clauses, and which name the same."""
    found = []
    with tempfile.TemporaryDirectory(prefix="amends-times-", ignore_cleanup_errors=True) as home:
        desk = open_desk(load_settings(Path(home), environ={}))
        try:
            desk.knowledge.ingest([folder / "policies"])
            terms = [term for term in desk.knowledge.terms() if not term.standing.internal]
            for line in (folder / "cases.jsonl").read_text(encoding="utf-8").splitlines():
                case = json.loads(line)
                day, reply = dt.date.fromisoformat(case["received_on"]), case["good_reply"]
                current = tuple(term for term in terms if in_force(term, day, None))
                language = triage.language_of(reply)
                for told in timing.told_times(reply, str if language == "en" else _english, foreign=language != "en"):
                    signals, same = timing.compared(told, current)
                    if any(same):
                        found.append((signals, np.array(same)))
        finally:
            desk.close()
    return found


def _english(text: str) -> str:
    return in_english(text) or text


def learned(told: list[Pair]) -> NDArray[np.float64]:
    """The weights that give the clauses with the very time the largest share (softmax; Adam, with a small decay)."""
    weights = np.zeros(len(timing.FEATURES))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        slope = _SMALL * weights
        for signals, same in told:
            scores = signals @ weights
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            right = np.where(same, shares, 0.0)
            slope = slope + (shares - right / right.sum()) @ signals
        slope = slope / len(told)
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        weights = weights - _RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return weights


def module(weights: NDArray[np.float64], count: int) -> str:
    """The source of `timing_weights.py`."""
    rows = "".join(f'    "{name}": {value:.2f},\n' for name, value in zip(timing.FEATURES, weights, strict=True))
    return f'"""The weights of `timing`: made by tests/train_times.py from {count} times of compliant replies, never by hand."""\n\nWEIGHTS = {{\n{rows}}}\n'


if __name__ == "__main__":
    main()
