"""Which version of a document holds on which day."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.editions import editions, seen_from, together, version_on
from knowledge.passage import Standing

MARCH, JUNE = dt.date(2026, 3, 1), dt.date(2026, 6, 1)


def stated(start: dt.date | None = None, until: dt.date | None = None) -> Standing:
    return Standing(effective_from=start, effective_until=until)


def test_a_version_holds_until_the_day_before_the_next_one_does() -> None:
    first, second = editions([(1, stated()), (2, stated(MARCH))])
    assert first.standing.in_force(dt.date(2026, 2, 28))
    assert not first.standing.in_force(MARCH)
    assert not second.standing.in_force(dt.date(2026, 2, 28))
    assert second.standing.in_force(MARCH)


def test_what_happened_before_a_version_held_is_judged_by_the_one_before() -> None:
    first, second = editions([(1, stated()), (2, stated(MARCH))])
    assert first.standing.orders_before == MARCH
    assert second.standing.orders_from == MARCH


def test_seen_from_a_day_before_it_is_replaced_a_version_is_not_one_for_older_orders() -> None:
    first, _ = editions([(1, stated()), (2, stated(MARCH))])
    assert seen_from(first, dt.date(2026, 2, 1)).orders_before is None
    assert seen_from(first, MARCH).orders_before == MARCH


@pytest.mark.parametrize(("old", "new"), [(None, None), (MARCH, None), (MARCH, MARCH), (JUNE, MARCH)])
def test_a_version_without_a_later_day_of_its_own_replaces_its_predecessor_wholly(
    old: dt.date | None, new: dt.date | None
) -> None:
    assert [edition.version for edition in editions([(1, stated(old)), (2, stated(new))])] == [2]


def test_a_version_that_ended_before_leaves_the_present_one_alone() -> None:
    """The text of 2024 is added for the record after that of March 2026."""
    found = editions([(1, stated(MARCH)), (2, stated(dt.date(2024, 1, 1), dt.date(2025, 1, 1)))])
    assert [edition.version for edition in found] == [1, 2]
    assert found[0].standing == stated(MARCH)


def test_three_versions_hold_one_after_the_other() -> None:
    found = editions([(1, stated()), (2, stated(MARCH)), (3, stated(JUNE))])
    for day, version in ((dt.date(2026, 1, 1), 1), (dt.date(2026, 4, 1), 2), (dt.date(2026, 7, 1), 3)):
        assert [e.version for e in found if e.standing.in_force(day)] == [version]
        assert version_on(found, day) == version
    assert found[1].standing.orders_from == MARCH
    assert found[1].standing.orders_before == JUNE


def test_words_that_stand_in_two_versions_hold_through_both() -> None:
    whole = together(editions([(1, stated(dt.date(2025, 1, 1))), (2, stated(MARCH))])).standing
    assert whole == stated(dt.date(2025, 1, 1))
