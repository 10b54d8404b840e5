"""Writes the measured table into README.md: python docs/figures.py [FOLDER...].

Scores the folders of example companies (without any: the groups of the tests) by the program's own `amends eval`, as it is
installed and without a model, and puts the table between the two markers. Nobody types a figure.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
GOLDEN = ROOT / "tests" / "golden"
# What stands over a column of measures, with the folders of its companies.
GROUPS = {
    "companies": [GOLDEN / "companies", GOLDEN / "later_companies"],
    "like them, kept closed": [GOLDEN / "unopened_companies"],
    "small, varied wordings": [GOLDEN / "small_companies"],
    "the same, kept closed": [GOLDEN / "closed_companies"],
}
BY_COMPANY = (
    "letters that over-promise", "owed remedies offered in full", "gold quotes in the top 5", "asked where a fact is missing",
    "granted while the case is open", "milliseconds, p50",
)  # fmt: skip
START, END = "<!-- figures:start -->", "<!-- figures:end -->"


def main() -> None:
    """Scores the folders and writes the table; leaves README.md as it is where the scoring fails."""
    named = [Path(name) for name in sys.argv[1:]]
    groups = {"all": named} if named else {name: _companies(folders) for name, folders in GROUPS.items()}
    # Scoring takes minutes, in which somebody may edit the text.
    table = arranged({name: measured(folders, closed=name.endswith("kept closed")) for name, folders in groups.items()})
    README.write_text(placed(README.read_text(encoding="utf-8"), table), encoding="utf-8")


def _companies(groups: list[Path]) -> list[Path]:
    return [path for group in groups for path in sorted(group.iterdir()) if path.is_dir()]


def measured(folders: list[Path], *, closed: bool = False) -> str:
    """The table in Markdown; of `closed` companies nothing else is shown, neither a sentence of a letter nor which case it is of.
    Raises CalledProcessError where `amends eval` fails."""
    # The settings of whoever runs this have no say in the figures: no model, and a home without a file of its own.
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("AMENDS_", "OPENAI_"))}
    amends = str(Path(sys.executable).with_name("amends"))
    with tempfile.TemporaryDirectory(prefix="amends-figures-") as home:
        command = [amends, "--home", home, "eval", "--markdown", *map(str, folders)]
        shown = subprocess.DEVNULL if closed else None
        done = subprocess.run(command, env=plain, stdout=subprocess.PIPE, stderr=shown, encoding="utf-8", check=True)
    return done.stdout.strip()


def arranged(tables: dict[str, str]) -> str:
    """The tables of the groups as two that a page has room for: all measures over all companies of each group, and a line for
    each company of the first group with the measures of `BY_COMPANY`."""
    read = {name: _read(table) for name, table in tables.items()}
    head, rows = next(iter(read.values()))
    overall = [["measure", *read], *([name, *(each[name][-1] for _, each in read.values())] for name in rows)]
    if len(head) < 3:
        return _markdown(overall)
    companies = [
        ["company", *BY_COMPANY],
        *([name, *(rows[measure][place] for measure in BY_COMPANY)] for place, name in enumerate(head[1:-1])),
    ]
    return f"{_markdown(overall)}\n\n{_markdown(companies)}"


def _read(table: str) -> tuple[list[str], dict[str, list[str]]]:
    """The head of a table in Markdown, and the cells of each measure."""
    lines = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in table.splitlines()]
    return lines[0], {line[0]: line[1:] for line in lines[2:]}


def _markdown(lines: list[list[str]]) -> str:
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    rule = [f"{'-' * widths[0]}", *(f"{'-' * (width - 1)}:" for width in widths[1:])]
    padded = [
        [line[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(line[1:], widths[1:], strict=True))] for line in lines
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in [padded[0], rule, *padded[1:]])


def placed(text: str, table: str) -> str:
    """The text with the table between the markers. Raises ValueError where the two don't stand there once each."""
    if text.count(START) != 1 or text.count(END) != 1 or text.index(START) > text.index(END):
        raise ValueError(f"README.md has to hold {START} and, after it, {END}, once each.")
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n{table}\n{END}{after}"


if __name__ == "__main__":
    main()
