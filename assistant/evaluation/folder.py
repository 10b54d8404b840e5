"""Score folders of example cases."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from assistant.case import Frozen
from assistant.errors import InputError
from assistant.evaluation.score import CaseScore, score_case
from assistant.evaluation.summary import Summary, summarise

Draft = Callable[[Path, list[dict[str, Any]]], list[dict[str, Any]]]
_GIVEN = ("id", "complaint", "channel", "received_on", "facts")


class Evaluation(Frozen):
    """The scores of each folder in the order given, their summaries, and the summary of all where there are several."""

    scores: dict[str, tuple[CaseScore, ...]]
    summaries: tuple[Summary, ...]


def read_cases(folder: Path) -> list[dict[str, Any]]:
    """The cases of a folder (`cases.jsonl`, one object a line). Raises InputError naming the line that is none."""
    path = folder / "cases.jsonl"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as error:
        raise InputError(f"{folder} has no cases.jsonl; give the folder of a company with its cases.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}.") from error
    cases = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            case = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"Line {number} of {path} is not JSON: {error.msg}.") from error
        if not isinstance(case, dict) or not case.get("id"):
            raise InputError(f"Line {number} of {path} is not a case with an id.")
        cases.append(case)
    if not cases:
        raise InputError(f"{path} holds no cases.")
    return cases


def run(folders: Sequence[Path], draft: Draft) -> Evaluation:
    """Score the cases of each folder; plain files among `folders` (a README next to them) are passed over.

    `draft(folder, requests)` is called once a folder: it takes in `folder / "policies"` and
    `folder / "resolutions.csv"` afresh, drafts each request (id, complaint, channel, received_on, facts; nothing that
    gives the answer away) and returns a proposal, or {"id", "error"}, for each. A request without an answer is a crash.
    """
    companies = [folder for folder in folders if not folder.is_file()]
    if not companies:
        raise InputError("There is no folder of cases to score.")
    read = {folder: read_cases(folder) for folder in companies}
    scores: dict[str, tuple[CaseScore, ...]] = {}
    for folder, cases in read.items():
        requests = [{key: case[key] for key in _GIVEN if key in case} for case in cases]
        answers = {str(answer.get("id")): answer for answer in draft(folder, requests)}
        nothing = {"error": "no proposal came back"}
        name = folder.resolve().name
        if name in scores:
            raise InputError(f"Two folders are called {name}; their scores could not be told apart.")
        scores[name] = tuple(score_case(case, answers.get(str(case["id"]), nothing)) for case in cases)
    summaries = [summarise(marks, name) for name, marks in scores.items()]
    if len(summaries) > 1:
        summaries.append(summarise([score for marks in scores.values() for score in marks], "all"))
    return Evaluation(scores=scores, summaries=tuple(summaries))
