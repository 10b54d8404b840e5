"""Many at once: a file of JSON lines in, a file of JSON lines out, in the same order."""

from __future__ import annotations

import json
import os
import stat
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from assistant.cli import faults
from assistant.cli.console import as_line
from assistant.errors import AmendsError, InputError, SettingsError, StorageError
from knowledge.errors import IndexUnavailable, KnowledgeError

if TYPE_CHECKING:
    from assistant.cli.session import Session

Row = dict[str, Any]
# Takes lines that hold objects, and returns a row for each; what it raises is the fault of these lines.
Answer = Callable[[Sequence[Row]], Sequence[Row]]
# After so many parts in a row that failed for want of the record, the index or the disk, the batch is given up.
_PATIENCE = 3


@dataclass(frozen=True)
class _Line:
    number: int
    body: Row | None
    error: str = ""

    @property
    def id(self) -> Any:
        """As given; the line's number where an object has none, and null where there is no object."""
        if self.body is None:
            return None
        given = self.body.get("id")
        return given if isinstance(given, str | int | float) else str(self.number)


@dataclass(frozen=True)
class _Part:
    """The rows of some lines. `fault`: what is wrong with the house, where it is not the fault of these lines."""

    rows: list[Row]
    fault: AmendsError | KnowledgeError | OSError | None


def answer_file(
    source: str, out: Path, answer: Answer, *, session: Session, what: str, workers: int = 1, chunk: int = 1
) -> tuple[int, int]:
    """Answers each line of `source` ("-" for stdin) into `out`; the number of lines, and of those that failed.

    A line that fails becomes {"id", "error"}, and the rest go on. `out` appears when all is done, or not at all.
    Raises InputError for a file without lines, and what is wrong with the record, the index or the disk, where that
    is why nothing gets done.
    """
    total, failed, down = 0, 0, 0
    with ExitStack() as stack:
        lines, expected = _lines(source, stack)
        first = next(lines, None)
        if first is None:
            raise InputError(f"{'stdin' if source == '-' else source} holds no lines.")
        into = stack.enter_context(replacing(out))
        step = stack.enter_context(session.console.progress(what, expected))
        chunks = _chunked(_again(first, lines), chunk)
        for part in _answered(chunks, lambda part: _rows(part, answer, session), workers):
            down = 0 if part.fault is None else down + 1
            for row in part.rows:
                total += 1
                failed += "error" in row
                into.write(as_line(row) + "\n")
            # What is wrong with the house is not the fault of a line; lines that come after would fail as well.
            if part.fault is not None and (down >= _PATIENCE or failed == total):
                raise part.fault
            step(total, expected)
    return total, failed


@contextmanager
def replacing(out: Path) -> Iterator[IO[str]]:
    """A file that takes the place of `out` when the block ends well, and leaves no trace otherwise."""
    out = Path(os.path.realpath(out))
    try:
        special = not stat.S_ISREG(out.stat().st_mode)
    except FileNotFoundError:
        special = False
    if out.is_dir():
        raise InputError(f"{out} is a folder; name the file to write.")
    if not out.parent.is_dir():
        raise InputError(f"There is no folder {out.parent} to write {out.name} into.")
    if special:  # a pipe or a device is written to, never replaced
        with out.open("w", encoding="utf-8") as stream:
            yield stream
        return
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(out.stat().st_mode & 0o777 if out.exists() else 0o666 & ~_umask())
        part.replace(out)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _lines(source: str, stack: ExitStack) -> tuple[Iterator[_Line], int | None]:
    """The lines, and how many they are where that can be known beforehand."""
    if source == "-":
        return _read(sys.stdin.buffer), None
    path = Path(source)
    if path.is_dir():
        raise InputError(f"{path} is a folder; give a file of JSON lines.")
    try:
        stream = stack.enter_context(path.open("rb"))
    except FileNotFoundError:
        raise InputError(f"There is no file {path}.") from None
    expected = None
    if stream.seekable():
        expected = sum(1 for line in stream if line.strip())
        stream.seek(0)
    return _read(stream), expected


def _read(stream: Iterable[bytes]) -> Iterator[_Line]:
    for number, raw in enumerate(stream, 1):
        if not raw.strip():
            continue
        try:
            body = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
        except UnicodeDecodeError:
            yield _Line(number, None, f"Line {number} is not text in UTF-8.")
        except json.JSONDecodeError as error:
            yield _Line(number, None, f"Line {number} is not JSON: {error.msg} (column {error.colno}).")
        except (ValueError, RecursionError):
            yield _Line(number, None, f"Line {number} is not JSON that can be read.")
        else:
            if isinstance(body, dict):
                yield _Line(number, body)
            else:
                yield _Line(number, None, f"Line {number} is not a JSON object.")


def _again(first: _Line, rest: Iterator[_Line]) -> Iterator[_Line]:
    yield first
    yield from rest


def _chunked(lines: Iterator[_Line], size: int) -> Iterator[list[_Line]]:
    while part := list(islice(lines, size)):
        yield part


def _answered(chunks: Iterator[list[_Line]], work: Callable[[list[_Line]], _Part], workers: int) -> Iterator[_Part]:
    if workers == 1:
        yield from map(work, chunks)
        return
    waiting: deque[Future[_Part]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        try:
            for chunk in chunks:
                waiting.append(pool.submit(work, chunk))
                # Only so many are under way that a long file needs little memory.
                if len(waiting) >= 4 * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _rows(lines: list[_Line], answer: Answer, session: Session) -> _Part:
    """A row for each line, in order. Where several lines fail together, each is tried alone."""
    good = [line for line in lines if line.body is not None]
    found: dict[int, Row] = {}
    fault: AmendsError | KnowledgeError | OSError | None = None
    try:
        rows = answer([line.body for line in good if line.body is not None]) if good else []
        found = {line.number: {**row, "id": line.id} for line, row in zip(good, rows, strict=True)}
    except (StorageError, SettingsError, IndexUnavailable, OSError) as error:
        fault = error
        found = {line.number: {"id": line.id, "error": faults.sentence(error, session)} for line in good}
    except Exception as error:  # noqa: BLE001  # one line must not cost the others, and the sentence goes into its row
        if len(good) > 1:
            parts = [_rows([line], answer, session) for line in lines]
            faulty = [part.fault for part in parts if part.fault is not None]
            return _Part([row for part in parts for row in part.rows], faulty[0] if faulty else None)
        found = {line.number: {"id": line.id, "error": faults.sentence(error, session)} for line in good}
    return _Part([found.get(line.number, {"id": line.id, "error": line.error}) for line in lines], fault)


def report(session: Session, total: int, failed: int, out: Path) -> None:
    """Says what was written."""
    if session.as_json:
        session.console.emit({"lines": total, "failed": failed, "out": str(out)})
    else:
        session.console.note(f"{total:,} lines written to {out}" + (f", {failed:,} of them failed." if failed else "."))
