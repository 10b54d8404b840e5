"""The versions of one document that are in use together: each holds until the day from which the next one does. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from knowledge.passage import Standing, Value

_ONE_DAY = dt.timedelta(days=1)


class Edition(Value):
    """One version with its standing as the versions after it leave it. `replaced_on`: the day from which one of them holds."""

    version: int
    standing: Standing
    replaced_on: dt.date | None = None


def editions(versions: Sequence[tuple[int, Standing]]) -> tuple[Edition, ...]:
    """The versions in use, oldest first, from all versions in the order in which they came, with what each states.

    A version replaces those before it from the day from which it holds, and wholly where it names none; one that ended
    before an older one began leaves that one alone. A version that is left no day is not among them. What happened
    before a version holds is judged by the one before it, whenever it is complained of: the standings say so in the
    words of a document that is kept for older orders (`orders_before`, `orders_from`).
    """
    kept: list[Edition] = []
    for version, standing in versions:
        start = standing.effective_from
        before = [left for left in (_left(edition, standing) for edition in kept) if left is not None]
        cut = any(edition.replaced_on == start for edition in before) and start is not None
        own = standing
        if cut and standing.orders_from is None and standing.orders_before is None:
            own = standing.model_copy(update={"orders_from": start})
        kept = [*before, Edition(version=version, standing=own)]
    return tuple(kept)


def seen_from(edition: Edition, day: dt.date) -> Standing:
    """The standing on a day on which a complaint comes in: until it is replaced, a version is not yet one for older orders."""
    if edition.replaced_on is None or day >= edition.replaced_on:
        return edition.standing
    before = edition.standing.orders_before
    return edition.standing.model_copy(
        update={"orders_before": None if before is not None and before >= edition.replaced_on else before}
    )


def together(held: Sequence[Edition]) -> Edition:
    """Words that stand in several versions alike, oldest first, as one: they hold from the first to the last of them."""
    first, last = held[0].standing, held[-1]
    if len(held) == 1:
        return last
    whole = last.standing.model_copy(update={"effective_from": first.effective_from, "orders_from": first.orders_from})
    return last.model_copy(update={"standing": whole})


def version_on(held: Sequence[Edition], day: dt.date) -> int:
    """Which of the versions that hold the same words held on a day, or would have: the last that had begun by then."""
    begun = [e.version for e in held if e.standing.effective_from is None or e.standing.effective_from <= day]
    return begun[-1] if begun else held[0].version


def _left(edition: Edition, later: Standing) -> Edition | None:
    """What a later version leaves of one; None where it leaves nothing."""
    standing, start = edition.standing, later.effective_from
    begun = standing.effective_from
    if begun is not None and later.effective_until is not None and later.effective_until < begun:
        return edition
    if start is None or (begun is not None and start <= begun):
        return None
    ends = min(standing.effective_until or dt.date.max, start - _ONE_DAY)
    orders = min(standing.orders_before or dt.date.max, start)
    cut = standing.model_copy(update={"effective_until": ends, "orders_before": orders})
    return Edition(version=edition.version, standing=cut, replaced_on=min(edition.replaced_on or dt.date.max, start))
