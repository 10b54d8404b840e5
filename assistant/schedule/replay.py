"""How a record of finished work would have fared: promised by our schedule, by a rolling quantile, by a fixed bound."""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections import defaultdict, deque
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from assistant.schedule.bound import LEAST, Work, bounds

WINDOW = 500  # of the newest finished, for the rolling quantile
FIRST = 200  # finished, after which the fixed bound stays as it is


class Share(NamedTuple):
    """How a way of promising fared: the share kept, and the mean of the days promised."""

    kept: float
    mean_days: float


class Replay(NamedTuple):
    """`quarters`: label ("2026-Q1"), how many promises, and how each way fared; `overall` the same over all.

    `begun_before`: rows without a promise, because fewer than 20 pieces had finished when they were begun.
    """

    rows: int
    promised: int
    begun_before: int
    overall: dict[str, Share]
    quarters: list[tuple[str, int, dict[str, Share]]]


def replay(work: Sequence[Work], *, keep_rate: float) -> Replay:
    """Promise every piece of finished work from what had finished before the day on which it was begun.

    Days are those of `date.toordinal`. Work that is still open is known to be so, and not scored.
    """
    ways = {
        "scheduler": bounds(work, keep_rate=keep_rate),
        "rolling_quantile": _by_quantile(work, keep_rate, newest=WINDOW, most=None),
        "fixed_bound": _by_quantile(work, keep_rate, newest=None, most=FIRST),
    }
    groups: dict[str, list[int]] = defaultdict(list)
    for i, each in enumerate(work):
        if each.finished is not None and all(promised[i] is not None for promised in ways.values()):
            groups[_quarter(each.begun)].append(i)
    scored = [i for rows in groups.values() for i in rows]
    return Replay(
        rows=len(work),
        promised=len(scored),
        begun_before=sum(found is None for found in ways["scheduler"]),
        overall={name: _share(work, promised, scored) for name, promised in ways.items()} if scored else {},
        quarters=[
            (label, len(rows), {name: _share(work, promised, rows) for name, promised in ways.items()})
            for label, rows in sorted(groups.items())
        ],
    )


def _share(work: Sequence[Work], promised: Sequence[int | None], rows: Sequence[int]) -> Share:
    days = [promised[i] or 0 for i in rows]
    kept = sum((work[i].finished or 0) - work[i].begun <= within for i, within in zip(rows, days, strict=True))
    return Share(kept / len(rows), sum(days) / len(rows))


def _quarter(day: int) -> str:
    on = date.fromordinal(day)
    return f"{on.year}-Q{(on.month + 2) // 3}"


def _by_quantile(work: Sequence[Work], keep_rate: float, *, newest: int | None, most: int | None) -> list[int | None]:
    """The quantile of the newest or of the first that finished; of all kinds, while one's own are too few."""
    finished = sorted((each.finished, i) for i, each in enumerate(work) if each.finished is not None)
    windows: dict[str, _Window] = defaultdict(lambda: _Window(newest, most))
    pool = _Window(newest, most)
    promised: list[int | None] = [None] * len(work)
    at = 0
    for i in sorted(range(len(work)), key=lambda i: work[i].begun):
        while at < len(finished) and finished[at][0] < work[i].begun:
            each = work[finished[at][1]]
            days = finished[at][0] - each.begun
            windows[each.kind].take(days)
            pool.take(days)
            at += 1
        own = windows[work[i].kind].quantile(keep_rate)
        promised[i] = pool.quantile(keep_rate) if own is None else own
    return promised


class _Window:
    def __init__(self, newest: int | None, most: int | None) -> None:
        self._newest, self._most = newest, most
        self._came: deque[int] = deque()
        self._ordered: list[int] = []

    def take(self, days: int) -> None:
        if self._most is not None and len(self._came) >= self._most:
            return
        self._came.append(days)
        insort(self._ordered, days)
        if self._newest is not None and len(self._came) > self._newest:
            del self._ordered[bisect_left(self._ordered, self._came.popleft())]

    def quantile(self, keep_rate: float) -> int | None:
        many = len(self._ordered)
        if many < LEAST:
            return None
        return self._ordered[min(many, math.ceil(keep_rate * (many + 1))) - 1]
