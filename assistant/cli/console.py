"""Where a command writes: results to stdout (JSON alone with `--json`), remarks and progress to stderr."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

if TYPE_CHECKING:
    from rich.console import Console as RichConsole
    from rich.text import Text

# Codes that would move the cursor or turn letters around. Complaints and documents come from strangers.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_LONGEST_CELL = 160
# Lines in a pipe are not folded, so that each row stays one line.
_PIPE_WIDTH = 5_000


def visible(text: str) -> str:
    """The text without codes that a terminal would obey."""
    return _UNSEEN.sub("\ufffd", text.replace("\r\n", "\n"))


def cell(text: object, *, most: int = _LONGEST_CELL) -> str:
    """A value on one line, cut where it is long (JSON has it all)."""
    if text is None:
        return ""
    line = " ".join(visible(str(text)).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def plain(value: Any) -> Any:
    """What JSON can hold: values of the domain become objects, amounts numbers, days "2026-11-21"."""
    if isinstance(value, BaseModel):
        return plain(value.model_dump(mode="python"))
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Path) else value


def as_line(value: Any) -> str:
    """JSON on one line."""
    return json.dumps(plain(value), ensure_ascii=False)


class Console:
    """Writes for a person or, `as_json`, for a script."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json

    def emit(self, value: Any) -> None:
        """The result, in JSON."""
        sys.stdout.write(json.dumps(plain(value), ensure_ascii=False, indent=2) + "\n")

    def say(self, text: str = "") -> None:
        """A line of the result for a person; with --json it is a remark."""
        print(visible(text), file=sys.stderr if self.as_json else sys.stdout)

    def note(self, text: str) -> None:
        """A remark."""
        print(visible(text), file=sys.stderr)

    def heading(self, text: str) -> None:
        """A line above a part of the result."""
        out = _rich(sys.stdout)
        out.print()
        out.print(_text(text, "bold"))

    def entry(self, mark: str, head: str, *notes: str) -> None:
        """A thing with a mark, and what there is to say of it, indented below; blank notes are left out."""
        from rich.padding import Padding

        out = _rich(sys.stdout)
        out.print(_text(cell(mark), _STYLES.get(mark, "")).append(f"  {cell(head)}" if head else "", "default"))
        for note in notes:
            if note:
                out.print(Padding(_text(" ".join(visible(note).split()), ""), (0, 0, 0, 4), expand=False))

    def table(
        self,
        columns: Sequence[str],
        rows: Sequence[Sequence[object]],
        *,
        empty: str = "Nothing.",
        cut: int = _LONGEST_CELL,
    ) -> None:
        """Rows under columns; columns that hold nothing at all are left out. `empty` stands where there are no rows.

        `cut`: the most characters of a cell.
        """
        if not rows:
            self.say(empty)
            return
        from rich.table import Table

        cells = [[cell(value, most=cut) for value in row] for row in rows]
        used = [i for i in range(len(columns)) if any(row[i] for row in cells)]
        out = _rich(sys.stdout)
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
        for i in used:
            table.add_column(columns[i], overflow="fold", no_wrap=not out.is_terminal)
        for row in cells:
            table.add_row(*(_text(row[i], _STYLES.get(row[i], "")) for i in used))
        out.print(table)

    @contextmanager
    def progress(self, what: str, total: int | None = None) -> Iterator[Callable[[int, int | None], None]]:
        """A bar on a terminal, nothing in a pipe. Call what it yields with (done, total)."""
        if not sys.stderr.isatty():
            yield _unseen
            return
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=_rich(sys.stderr), transient=True) as bar:
            task = bar.add_task(what, total=total)

            def step(done: int, of: int | None = None) -> None:
                bar.update(task, completed=done, total=total if of is None else of)

            yield step


_STYLES = {
    "supported": "green",
    "kept": "green",
    "kept early": "green",
    **dict.fromkeys(("unsupported", "too much", "too soon", "forbidden", "absolute", "liability", "unproven"), "red"),
    "needs authority": "yellow",
    "blocks": "bold red",
    "refused": "bold red",
    "overdue": "bold red",
    "broken": "red",
    "late": "yellow",
    "warns": "yellow",
}


def _unseen(done: int, of: int | None = None) -> None:
    """Progress where there is no terminal to show it on."""


def _rich(stream: Any) -> RichConsole:
    from rich.console import Console as RichConsole

    wide = None if stream.isatty() else _PIPE_WIDTH
    return RichConsole(file=stream, width=wide, highlight=False, markup=False, emoji=False, soft_wrap=False)


def _text(text: str, style: str) -> Text:
    from rich.text import Text

    return Text(text, style=style)
