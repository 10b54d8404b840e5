"""The figures of the README: two tables that a page has room for, from those that the scoring writes for groups of companies."""

from __future__ import annotations

import importlib.util
from pathlib import Path

FIGURES = Path(__file__).parent.parent / "docs" / "figures.py"


def test_many_companies_side_by_side_become_a_line_each_and_all_measures_over_each_group() -> None:
    spec = importlib.util.spec_from_file_location("figures", FIGURES)
    assert spec is not None and spec.loader is not None
    figures = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(figures)
    measures = [*figures.BY_COMPANY, "words, median"]
    table = "\n".join(
        [
            "| measure | kiln | loom | all |",
            "| --- | ---: | ---: | ---: |",
            *(f"| {name} | 1 | 2 | 3 |" for name in measures),
        ]
    )
    other = "\n".join(
        ["| measure | mill | all |", "| --- | ---: | ---: |", *(f"| {name} | 4 | 5 |" for name in measures)]
    )
    overall, companies = figures.arranged({"large": table, "small": other}).split("\n\n")
    assert [cell.strip() for cell in overall.splitlines()[0].split("|")[1:-1]] == ["measure", "large", "small"]
    assert [line.split("|")[2].strip() for line in overall.splitlines()[2:]] == ["3"] * len(measures)
    assert [line.split("|")[3].strip() for line in overall.splitlines()[2:]] == ["5"] * len(measures)
    assert [line.split("|")[1].strip() for line in companies.splitlines()[2:]] == ["kiln", "loom"]
    assert "words, median" in overall and "words, median" not in companies
