"""The bound that work keeps at a rate: adaptive conformal inference over a life table of what is done and still open.

Two parts, of which the second needs no assumption about how long things take or how that changes.

The *table* (a period life table, Kaplan & Meier, "Nonparametric estimation from incomplete observations", JASA 53,
1958): for each age in days, of all that was that old and not finished on the days just past, which share was finished
on that day. What is still open speaks too, so a slow-down shows before the slow ones are done. Tables that forget at
different speeds stand side by side, and the one with the least pinball loss on what has since been decided is asked.

The *level* (Gibbs & Candès, "Adaptive conformal inference under distribution shift", NeurIPS 2021; with the integral
of the errors as in Angelopoulos, Candès & Tibshirani, "Conformal PID control for time series prediction", NeurIPS
2023): the share of misses that the table is asked for is moved against the sum of the misses so far over what they
should have been. The sum starts anew with each quarter, because the keep rate is held by quarters; near nothing, it
moves nothing, because what chance makes is not worth anybody's padding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_Floats = NDArray[np.float64]
_Ints = NDArray[np.int64]

LEAST = 20  # finished, before anything is promised from them: a quantile of fewer is a guess
_OLDEST = 730  # days; what takes longer counts as this long
_FORGETS_HALF_IN = np.array([7.0, 14.0, 28.0, 56.0, 112.0, 224.0])[:, None]  # days
_LOSS_FORGETS_HALF_IN = 45.0
_VOLUME_FORGETS_HALF_IN = 30.0
_QUARTER = 91.0
_CALM = 0.002  # of a quarter's work: misses too many or too few that move nothing
_GAIN = 0.01  # of a quarter's work: as many misses beyond the calm move the level by all of 1
_LEAST_GAIN = 30.0
_LOWEST, _HIGHEST = 0.15, 3.0  # how far the level may go, in shares of misses as told
_POOL_WEIGHT = 3.0  # how much work at each age the table of all kinds counts for in the table of one
_OWN_WEIGHT = 0.5


class Work(NamedTuple):
    """A piece of work: begun on a day, finished on a day (None: still open). Days are counted on any one scale."""

    begun: int
    finished: int | None
    kind: str = ""


def bounds(work: Sequence[Work], *, keep_rate: float) -> list[int | None]:
    """For each piece of work the days within which it would have been promised when it was begun.

    Each is reckoned from what had finished before the day it was begun, and from what was then still open; None where
    fewer than 20 pieces had finished. `work` comes in any order; days are those of `date.toordinal`, by which quarters
    are told.
    """
    if not work:
        return []
    order = sorted(range(len(work)), key=lambda i: work[i].begun)
    promised: list[int | None] = [None] * len(work)
    pool = _Line(_OLDEST, keep_rate)
    kinds = {each.kind for each in work}
    several = len(kinds) > 1
    lines = {kind: _Line(_OLDEST, keep_rate) if several else pool for kind in kinds}
    for day, together in groupby(order, key=lambda i: work[i].begun):
        begun: dict[str, list[int]] = defaultdict(list)
        for i in together:
            begun[work[i].kind].append(i)
        pool.reach(day)
        ready = pool.finished >= LEAST
        for kind, rows in begun.items():
            line = lines[kind]
            line.reach(day)
            takes = [(work[i].finished or _NEVER) - day for i in rows]
            found = line.begin(takes, pool.table() if several else None, ready=ready)
            for i, value in zip(rows, found, strict=True):
                promised[i] = value
        if several:
            pool.begin([(work[i].finished or _NEVER) - day for rows in begun.values() for i in rows], None, ready=False)
    return promised


_NEVER = 10**9


class _Line:
    """All work of one kind, day by day."""

    def __init__(self, ages: int, keep_rate: float) -> None:
        self.ages, self.miss = ages, 1 - keep_rate
        tables = (len(_FORGETS_HALF_IN), ages)
        self.finished = 0
        self._exposed, self._ended = np.zeros(tables), np.zeros(tables)
        self._loss = np.zeros(len(_FORGETS_HALF_IN))
        self._judged = 0.0
        self._volume = 0.0
        self._debt = 0.0
        self._quarter = -1
        self._day: int | None = None
        self._ending: dict[int, list[int]] = defaultdict(list)  # day -> ages at which work ends on it
        self._open = np.zeros(ages)  # by age
        # What is promised and not decided: begun, takes, promised, and what each table said.
        self._due: _Ints = np.zeros((0, 3 + len(_FORGETS_HALF_IN)), dtype=np.int64)

    def reach(self, day: int) -> None:
        """Lets the days before `day` pass."""
        if self._day is None:
            self._day = day
        idle = day - self._day
        if idle > self.ages and not self._ending:
            self._day = day - self.ages  # nothing happened in between that anybody would remember
            self._forget(idle - self.ages)
        while self._day < day:
            self._pass(self._day)
            self._day += 1

    def _forget(self, days: int) -> None:
        keep = 0.5 ** (days / _FORGETS_HALF_IN)
        self._exposed *= keep
        self._ended *= keep
        faded = 0.5 ** (days / _LOSS_FORGETS_HALF_IN)
        self._loss *= faded
        self._judged *= faded
        self._volume *= 0.5 ** (days / _VOLUME_FORGETS_HALF_IN)

    def _pass(self, day: int) -> None:
        self._forget(1)
        if self._open.any():
            self._exposed += self._open
        ended = self._ending.pop(day, None)
        if ended:
            ages = np.bincount(np.minimum(ended, self.ages - 1), minlength=self.ages)
            self._ended += ages
            self._open -= ages
            self.finished += len(ended)
        self._open[1:] = self._open[:-1].copy()
        self._open[0] = 0
        self._decide(day)

    def _decide(self, day: int) -> None:
        """Counts what is known at the end of a day: work that was finished, and work whose promised day has passed."""
        due = self._due
        if not len(due):
            return
        begun, takes, promised = due[:, 0], due[:, 1], due[:, 2]
        known = begun + np.minimum(takes, promised) <= day
        if not known.any():
            return
        mine = known & (begun >= self._quarter)
        self._debt += float((takes[mine] > promised[mine]).sum() - self.miss * mine.sum())
        so_far = np.minimum(takes[known], day + 1 - begun[known])[:, None]
        told = due[known, 3:]
        over = so_far - told
        self._loss += np.where(over > 0, (1 - self.miss) * over, -self.miss * over).sum(0)
        self._judged += float(known.sum())
        self._due = due[~known]

    def table(self) -> _Floats:
        """By age the share of open work that is finished at it, by the table of the longest memory."""
        hazard: _Floats = self._hazards(None)[-1]
        return hazard

    def _hazards(self, pool: _Floats | None) -> _Floats:
        """By table and age the share that is finished then. Beyond what was ever seen, that of the slowest tenth."""
        from_end = self._ended[:, ::-1].cumsum(1)[:, ::-1]
        slow = from_end >= 0.1 * from_end[:, :1]
        begins = np.where(slow.any(1), self.ages - 1 - slow[:, ::-1].argmax(1), 0)
        exposed_after = self._exposed[:, ::-1].cumsum(1)[:, ::-1]
        rows = np.arange(len(begins))
        tail = (from_end[rows, begins] + 0.1) / (exposed_after[rows, begins] + 0.2)
        tail = np.clip(tail, 1e-3, 1.0)[:, None]
        if pool is None:
            return (self._ended + _OWN_WEIGHT * tail) / (self._exposed + _OWN_WEIGHT)
        return (self._ended + _POOL_WEIGHT * pool) / (self._exposed + _POOL_WEIGHT)

    def begin(self, takes: Sequence[int], pool: _Floats | None, *, ready: bool) -> list[int | None]:
        """Work that is begun on the day reached: the days within which each piece is promised.

        `takes`: how long each will take; it is kept for later and has no part in what is promised.
        """
        assert self._day is not None
        day = self._day
        for each in takes:
            if each < _NEVER - day:
                self._ending[day + each].append(each)
        self._open[0] += len(takes)
        self._volume += len(takes)
        if not ready:
            return [None] * len(takes)
        left = np.cumprod(1 - np.minimum(self._hazards(pool), 1), axis=1)
        told = (left > self.miss).sum(1)
        best = int(np.argmin(self._loss)) if self._judged > 5 else len(told) - 1
        found = list(self._levelled(left[best], len(takes), day))
        rows = np.column_stack(
            [np.full(len(takes), day), np.minimum(takes, _NEVER), found, np.tile(told, (len(takes), 1))]
        )
        self._due = np.vstack([self._due, rows.astype(np.int64)])
        return [int(value) for value in found]

    def _levelled(self, left: _Floats, many: int, day: int) -> Iterator[int]:
        """The promised days of work begun together, at the level that the misses of the quarter so far ask for."""
        quarter = _quarter_of(day)
        if quarter != self._quarter:
            self._quarter, self._debt = quarter, 0.0
        a_quarter = max(1.0, self._volume * _QUARTER / (_VOLUME_FORGETS_HALF_IN / np.log(2)))
        most = max(3.0, 0.05 * a_quarter)
        self._debt = min(max(self._debt, -most), most)
        calm, gain = max(1.0, _CALM * a_quarter), max(_LEAST_GAIN, _GAIN * a_quarter)
        ahead = self._debt + self._expected(left, day)
        falling = -left
        for _ in range(many):
            beyond = ahead - calm if ahead > calm else ahead + calm if ahead < -calm else 0.0
            level = min(max(self.miss - beyond / gain, self.miss * _LOWEST), self.miss * _HIGHEST)
            within = min(int(np.searchsorted(falling, -level)), self.ages - 1)
            ahead += float(left[within]) - self.miss
            yield within

    def _expected(self, left: _Floats, day: int) -> float:
        """How many misses too many the open promises of this quarter will come to, by the table."""
        due = self._due[self._due[:, 0] >= self._quarter]
        if not len(due):
            return 0.0
        old = np.minimum(day - due[:, 0], self.ages - 1)
        before = np.concatenate(([1.0], left))[old]
        after = left[np.minimum(due[:, 2], self.ages - 1)]
        return float((np.minimum(1.0, after / np.maximum(before, 1e-9)) - self.miss).sum())


def _quarter_of(day: int) -> int:
    """The first day of the quarter of a day."""
    on = date.fromordinal(day)
    return date(on.year, on.month - (on.month - 1) % 3, 1).toordinal()
