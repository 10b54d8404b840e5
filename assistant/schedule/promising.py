"""The date that may be promised: never earlier than policy's bound or our own record. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from assistant.schedule.bound import LEAST, Work, bounds
from assistant.schedule.days import Calendar, needed
from knowledge.terms.model import Span, Unit


class Course(NamedTuple):
    """What became of a promise: made on a day for a day, ended on a day (kept or given up; None: still open)."""

    made_on: date
    due: date
    ended_on: date | None


class Track(tuple[int, ...]):
    """How many units each ended promise of a like stretch took, the oldest first, and what is reckoned from them.

    `bound`: the units within which the next one is kept at the keep rate; None where too few have ended.
    `behind`: units that are lost before work begins, because the day's cut-off has passed.
    """

    bound: int | None
    behind: int

    def __new__(cls, took: Iterable[int] = (), *, bound: int | None = None, behind: int = 0) -> Track:
        """As `tuple`, with the two figures."""
        made = super().__new__(cls, took)
        made.bound, made.behind = bound, behind
        return made


def track(
    record: Iterable[Course], span: Span, days_off: Calendar, *, on: date, keep_rate: float, behind: int = 0
) -> Track:
    """What the record says on a day about promises for such a span; what `promise_date` takes as `kept_in`.

    A like stretch is one that was promised for half the span's bound to three times as long: what became of a payment
    in 30 days says nothing about a call within two. A promise that was given up took at least the time until then, and
    counts with that; one that is still open counts for as long as it has been.
    """
    took, bound = _reckoned(tuple(sorted(record, key=lambda each: each[:2])), span, days_off, on, keep_rate)
    return Track(took, bound=bound, behind=behind)


# The same record is asked about for every proposal until another promise ends or another day begins.
@lru_cache(maxsize=256)
def _reckoned(
    record: tuple[Course, ...], span: Span, days_off: Calendar, on: date, keep_rate: float
) -> tuple[tuple[int, ...], int | None]:
    like = [
        each
        for each in record
        if span.bound <= 2 * needed(days_off, each.made_on, each.due, span.unit) <= 6 * span.bound
        and each.made_on < on
        and (each.ended_on is None or each.ended_on >= each.made_on)
    ]
    ended = sorted((each for each in like if each.ended_on is not None), key=lambda each: (each.ended_on, each.made_on))
    took = tuple(needed(days_off, each.made_on, each.ended_on or on, span.unit) for each in ended)
    known = sum(each.ended_on is not None and each.ended_on < on for each in like)
    if known < LEAST:
        return took, None
    # The table counts working days where the clause does, so that weekends are no time that anything takes.
    work = [
        Work(each.made_on.toordinal(), each.made_on.toordinal() + _length(each, span.unit, days_off))
        if each.ended_on is not None
        else Work(each.made_on.toordinal(), None)
        for each in like
    ]
    (*_, within) = bounds([*work, Work(on.toordinal(), None)], keep_rate=keep_rate)
    assert within is not None
    if span.unit != "business_days":
        within = needed(days_off, on, date.fromordinal(on.toordinal() + within), span.unit)
    return took, within


def _length(each: Course, unit: Unit, days_off: Calendar) -> int:
    assert each.ended_on is not None
    if unit == "business_days":
        return needed(days_off, each.made_on, each.ended_on, unit)
    return (each.ended_on - each.made_on).days


class Promised(NamedTuple):
    """The three numbers: what we aim at, what we promise, and policy's ceiling; all counted from `start`.

    `how`: in a sentence, how the promised date came about.
    """

    internal_target: date
    promised: date
    policy_bound: date
    value: int
    unit: Unit
    how: str


def promise_date(
    span: Span, start: date, days_off: Calendar, *, kept_in: Sequence[int] = (), keep_rate: float = 0.95
) -> Promised:
    """The date to promise for a policy span.

    `kept_in`: how many units past promises of the kind took; a `Track` where the record was reckoned with. The promise
    is the later of policy's upper bound and the record's own bound at the keep rate: that of the track, else the
    split-conformal one of the units alone (Vovk, Gammerman & Shafer, "Algorithmic Learning in a Random World", 2005: of
    n lengths the ceil(rate * (n + 1))-th smallest). With fewer than 20 records policy's bound stands alone, since a
    quantile of few is a guess. A published bound is what the customer is owed, so nothing is added to it without
    evidence; the padding is the distance to the internal target.
    """
    bound, behind = span.bound, 0
    ours: int | None = None
    if isinstance(kept_in, Track):
        ours, behind = kept_in.bound, kept_in.behind
    elif len(kept_in) >= LEAST:
        rank = min(len(kept_in), math.ceil(keep_rate * (len(kept_in) + 1)))
        ours = sorted(kept_in)[rank - 1]
    value = max(bound, ours or 0) + behind
    typical = sorted(kept_in)[len(kept_in) // 2] if kept_in else max(1, bound * 2 // 3)
    return Promised(
        days_off.add(start, min(typical, bound), span.unit),
        days_off.add(start, value, span.unit),
        days_off.add(start, bound, span.unit),
        value,
        span.unit,
        _how(span, ours, many=len(kept_in), keep_rate=keep_rate, behind=behind),
    )


def _how(span: Span, ours: int | None, *, many: int, keep_rate: float, behind: int) -> str:
    bound, units = span.bound, span.unit.replace("_", " ")
    share = f"{keep_rate * 100:g}%"
    if ours is None:
        few = (
            f"only {many} like promise{'' if many == 1 else 's'} ended so far" if many else "no like promise ended yet"
        )
        told = f"Policy's own bound: {few}, and a record of fewer than {LEAST} is a guess"
    elif ours > bound:
        told = f"Our record: of {many} like promises, {share} are kept within {ours} {units}; policy's {bound} would not hold"
    else:
        told = f"Policy's own bound: by our record of {many} like promises, {share} are kept within {ours} {units}"
    late = f"; and {behind} more, because today's cut-off has passed" if behind else ""
    return f"{told}{late}."


def chance_of_keeping(took: Sequence[int], spent: int, left: int) -> float:
    """The share of promises still open after `spent` units that were kept within `left` more; 1 without a record.

    `took`: how many units ended promises of the kind took. Counted as if one more had been missed, so that few say
    less, and one that is older than any ever was has no chance that anybody knows of.
    """
    if not took:
        return 1.0
    longer = [each for each in took if each > spent]
    return sum(each <= spent + left for each in longer) / (len(longer) + 1)
