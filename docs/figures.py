"""Writes the measured table into README.md: python docs/figures.py [FOLDER...].

Scores the folders of example companies (without any: those of the tests) by the program's own `amends eval`, as it is
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
COMPANIES = [ROOT / "tests" / "golden" / name for name in ("companies", "later_companies")]
BY_COMPANY = (
    "letters that over-promise", "owed remedies offered in full", "gold quotes in the top 5", "asked where a fact is missing",
    "granted while the case is open", "milliseconds, p50",
)  # fmt: skip
START, END = "<!-- figures:start -->", "<!-- figures:end -->"


def main() -> None:
    """Scores the folders and writes the table; leaves README.md as it is where the scoring fails."""
    folders = [Path(name) for name in sys.argv[1:]] or [
        path for group in COMPANIES for path in sorted(group.iterdir()) if path.is_dir()
    ]
    table = arranged(measured(folders))  # takes minutes, in which somebody may edit the text
    README.write_text(placed(README.read_text(encoding="utf-8"), table), encoding="utf-8")


def measured(folders: list[Path]) -> str:
    """The table in Markdown. Raises CalledProcessError where `amends eval` fails."""
    # The settings of whoever runs this have no say in the figures: no model, and a home without a file of its own.
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("AMENDS_", "OPENAI_"))}
    amends = str(Path(sys.executable).with_name("amends"))
    with tempfile.TemporaryDirectory(prefix="amends-figures-") as home:
        command = [amends, "--home", home, "eval", "--markdown", *map(str, folders)]
        done = subprocess.run(command, env=plain, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return done.stdout.strip()


def arranged(table: str) -> str:
    """The table with its companies side by side as two that a page has room for: all measures over all companies, and a line for
    each company with the measures of `BY_COMPANY`."""
    lines = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in table.splitlines()]
    head, rows = lines[0], {line[0]: line[1:] for line in lines[2:]}
    if len(head) < 3:
        return table
    overall = [["measure", head[-1]], *([name, cells[-1]] for name, cells in rows.items())]
    companies = [
        ["company", *BY_COMPANY],
        *([name, *(rows[measure][place] for measure in BY_COMPANY)] for place, name in enumerate(head[1:-1])),
    ]
    return f"{_markdown(overall)}\n\n{_markdown(companies)}"


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
