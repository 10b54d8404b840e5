"""Scores a folder of example cases, and makes the table of the README.

Nothing here imports the product's own reading of promises, its remedies or its chain: what judges the product must
not share its mistakes. Drafting is the caller's: `run(folders, draft)`; `systems` brings in any other that writes letters.
"""

from assistant.evaluation.folder import Draft, Evaluation, read_cases, run
from assistant.evaluation.score import CaseScore, score_case
from assistant.evaluation.summary import Summary, render, render_reasons, summarise

__all__ = [
    "CaseScore",
    "Draft",
    "Evaluation",
    "Summary",
    "read_cases",
    "render",
    "render_reasons",
    "run",
    "score_case",
    "summarise",
]
