"""The promise ledger: which promises are at risk before their day comes, and how promises were kept over time. Pure."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

from assistant.case import Promise, PromiseState
from assistant.schedule import Calendar, Course, chance_of_keeping, needed, track
from knowledge.terms import Kind, Span

LEAST_CHANCE = 0.7
Courses = Callable[[Kind], Iterable[Course]]
State = PromiseState | Literal["at_risk", "overdue"]


class Standing(NamedTuple):
    """How a promise stands on a day. `why` says so of one at risk; `expected`: by when it is likely kept, by the record."""

    state: State
    why: str = ""
    expected: dt.date | None = None


def standing(
    promise: Promise, today: dt.date, days_off: Calendar, record: Iterable[Course], *, keep_rate: float
) -> Standing:
    """How a promise stands; `record` is what became of the promises of its kind.

    An open one is at risk where, of the like promises that were as old, too few were kept in the days that are left;
    where there is no such record, once the internal target has passed or the last working day has begun.
    """
    if promise.state != "open":
        return Standing(promise.state)
    spent = days_off.between(promise.made_on, today, "business_days")
    left = days_off.between(today, promise.due, "business_days")
    whole = max(1, needed(days_off, promise.made_on, promise.due, "business_days"))
    took = track(record, Span(value=whole, unit="business_days"), days_off, on=today, keep_rate=keep_rate)
    expected = days_off.add(today, _still(took, spent, left, keep_rate), "business_days")
    if promise.due < today:
        return Standing("overdue", f"It was due on {promise.due}.", expected)
    days = f"{left} working day{'' if left == 1 else 's'}"
    if len(took) >= 20:
        chance = chance_of_keeping(took, spent, left)
        if chance < LEAST_CHANCE:
            old = sum(each > spent for each in took)
            why = (
                f"Of {len(took)} like promises {old} took longer than this one has by now; "
                f"{chance * 100:.0f}% of such are kept in the {days} left."
                if old
                else f"None of {len(took)} like promises took longer than this one has by now."
            )
            return Standing("at_risk", why, expected)
    elif promise.internal_target is not None and today > promise.internal_target:
        return Standing("at_risk", f"Our own target, {promise.internal_target}, has passed.", expected)
    elif left <= 1 and whole > 1:
        return Standing("at_risk", f"There is {days} left.", expected)
    return Standing("open", "", expected)


def _still(took: Sequence[int], spent: int, left: int, keep_rate: float) -> int:
    """How many more working days a promise takes that is this old, at the keep rate; at least one more than are left."""
    longer = sorted(each - spent for each in took if each > spent)
    if len(longer) < 5:
        return max(left + 1, left + max(1, spent) // 2)
    return max(left + 1, longer[min(len(longer) - 1, int(keep_rate * len(longer)))])


class Kept(NamedTuple):
    """How the promises of a kind that ended in a month were kept.

    `rate`: the share kept by their day. `earliness`: the mean of the days before it (negative: after it), of those kept.
    """

    month: str
    kind: Kind | Literal["all"]
    ended: int
    rate: float
    earliness: float | None


def kept_over_time(promises: Iterable[Promise]) -> tuple[Kept, ...]:
    """By month and kind, the newest month first and all kinds together before each; released ones do not count."""
    groups: dict[tuple[str, Kind | Literal["all"]], list[Promise]] = defaultdict(list)
    for promise in promises:
        if promise.closed_on is not None and promise.state != "released":
            month = f"{promise.closed_on:%Y-%m}"
            groups[month, "all"].append(promise)
            groups[month, promise.kind].append(promise)
    ordered = sorted(groups, key=lambda which: (which[1] != "all", which[1]))
    ordered.sort(key=lambda which: which[0], reverse=True)
    return tuple(_kept(month, kind, groups[month, kind]) for month, kind in ordered)


def kept_by_kind(promises: Iterable[Promise]) -> tuple[Kept, ...]:
    """The same over all time, under the month "all"."""
    every = [p for p in promises if p.closed_on is not None and p.state != "released"]
    kinds = sorted({p.kind for p in every})
    told = [_kept("all", kind, [p for p in every if p.kind == kind]) for kind in kinds]
    return (_kept("all", "all", every), *told) if every else ()


def _kept(month: str, kind: Kind | Literal["all"], ended: Sequence[Promise]) -> Kept:
    in_time = sum(each.state in {"kept_early", "kept"} for each in ended)
    early = [(each.due - each.closed_on).days for each in ended if each.closed_on and each.state != "broken"]
    return Kept(month, kind, len(ended), in_time / len(ended), sum(early) / len(early) if early else None)
