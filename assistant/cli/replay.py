"""A record of past work, replayed: which share of the dates we would have promised were kept, and how long they were."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli.session import Session, command, pass_session
from assistant.errors import InputError

if TYPE_CHECKING:
    from assistant.schedule import Replay, Share, Work

_WAYS = {"scheduler": "our schedule", "rolling_quantile": "rolling quantile", "fixed_bound": "fixed bound"}
_MOST_BYTES = 512 * 1024 * 1024


@command("replay")
@click.argument("record", metavar="RECORD.csv", type=click.Path(path_type=Path))
@click.option("--keep-rate", type=click.FloatRange(0.5, 0.999), help="The share to keep (default: the setting, 0.95).")
@pass_session
def replay(session: Session, record: Path, keep_rate: float | None) -> None:
    """Replay a record of past work in time order, promising each date from what was finished before it.

    RECORD.csv has the columns started_on and finished_on (days or moments; finished_on is empty where it is still
    open) and may have kind. Told are the share kept and the mean days promised, by quarter and in all, for our
    schedule, for a rolling quantile (the newest 500 finished of the kind) and for a fixed bound (the quantile of the
    first 200). The first rows, begun before 20 had finished, are not promised and not counted.
    """
    from assistant.schedule import replay as replayed

    rate = session.settings.keep_rate if keep_rate is None else keep_rate
    work = read_record(record)
    found = replayed(work, keep_rate=rate)
    if not found.promised:
        raise InputError(
            f"{record} has too few finished rows: a date is promised from the twentieth on, and {len(work)} "
            f"row{'s were' if len(work) != 1 else ' was'} read."
        )
    if session.as_json:
        session.console.emit(as_object(found, rate))
        return
    _write(session, found, rate)


def read_record(file: Path) -> list[Work]:
    """The work of a record. Raises InputError with the line that is wrong."""
    from assistant.schedule import Work

    try:
        size = file.stat().st_size
        text = file.read_bytes().decode("utf-8-sig") if size <= _MOST_BYTES else ""
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError:
        raise InputError(f"{file} is not a text file in UTF-8; save it as CSV in UTF-8.") from None
    if size > _MOST_BYTES:
        raise InputError(f"{file} is larger than 512 MB; replay a part of it.")
    rows = csv.reader(io.StringIO(text, newline=""), dialect=_dialect(text))
    try:
        names = [name.strip().casefold() for name in next(rows, [])]
        missing = [name for name in ("started_on", "finished_on") if name not in names]
        if missing:
            raise InputError(
                f"{file} has no column {' and no column '.join(missing)}; its first line has to name them."
            )
        started, finished = names.index("started_on"), names.index("finished_on")
        kind = names.index("kind") if "kind" in names else None
        found = []
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            where = f"{file}, line {rows.line_num}"
            if len(row) <= max(started, finished, kind or 0):
                raise InputError(f"{where}: there are {len(row)} cells, and the first line names {len(names)} columns.")
            begun = _day(row[started], where)
            ended = _day(row[finished], where) if row[finished].strip() else None
            if ended is not None and ended < begun:
                raise InputError(f"{where}: it was finished on {row[finished]}, before it was started.")
            found.append(Work(begun, ended, row[kind].strip() if kind is not None else ""))
    except csv.Error as error:
        raise InputError(f"{file}, line {rows.line_num}: {error}.") from None
    return found


def _dialect(text: str) -> type[csv.Dialect]:
    first = text[: text.find("\n")] if "\n" in text else text

    class Found(csv.excel):
        delimiter = ";" if first.count(";") > first.count(",") else "\t" if "\t" in first else ","

    return Found


def _day(cell: str, where: str) -> int:
    text = cell.strip()
    try:
        return dt.date.fromisoformat(text[:10]).toordinal()
    except ValueError:
        raise InputError(f'{where}: "{text[:40]}" is no day; write it as 2026-11-21.') from None


def as_object(found: Replay, keep_rate: float) -> dict[str, object]:
    """A replay in JSON."""
    return {
        "keep_rate": keep_rate,
        "rows": found.rows,
        "promised": found.promised,
        "begun_before_20_had_finished": found.begun_before,
        "overall": _ways(found.overall),
        "quarters": [
            {"quarter": label, "promised": many, **_ways(shares)} for label, many, shares in found.quarters
        ],
    }  # fmt: skip


def _ways(shares: dict[str, Share]) -> dict[str, dict[str, float]]:
    return {
        name: {"kept": round(share.kept, 5), "mean_days": round(share.mean_days, 3)} for name, share in shares.items()
    }


def _write(session: Session, found: Replay, keep_rate: float) -> None:
    session.console.say(
        f"{found.promised:,} of {found.rows:,} rows, each promised to be kept at {keep_rate * 100:g}%: "
        "share kept, and mean days promised."
    )
    session.console.table(
        ("quarter", "promised", *_WAYS.values()),
        [
            (label, f"{many:,}", *(_told(shares[name]) for name in _WAYS))
            for label, many, shares in [*found.quarters, ("all", found.promised, found.overall)]
        ],
    )
    if found.begun_before:
        session.console.note(f"{found.begun_before:,} were begun before 20 had finished; no date could be promised.")


def _told(share: Share) -> str:
    return f"{share.kept * 100:.1f}%  {share.mean_days:.1f} days"
