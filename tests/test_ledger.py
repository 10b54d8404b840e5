"""Promises that are at risk are told before their day, and how promises were kept is told by kind and month."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from assistant.case import Promise, PromiseState
from assistant.ledger import kept_by_kind, kept_over_time, standing
from assistant.schedule import Calendar, Course
from knowledge.terms import Kind

US = Calendar("US")
MADE = dt.date(2026, 11, 2)
DUE = US.add(MADE, 10, "business_days")


def promise(**changes: object) -> Promise:
    values: dict[str, object] = {
        "id": "P-000001", "case": "C-000001", "sentence": "We will refund $20.", "kind": "refund", "due": DUE,
        "made_on": MADE, "owner": "ana",
    }  # fmt: skip
    return Promise.model_validate(values | changes)


def record(*took: int) -> list[Course]:
    """A like promise every third day of the months before, each of which took so many working days."""
    courses = []
    for number, days in enumerate(took):
        made = dt.date(2026, 4, 1) + dt.timedelta(days=3 * number)
        courses.append(Course(made, US.add(made, 10, "business_days"), US.add(made, days, "business_days")))
    return courses


STEADY = record(*([4, 5, 6, 6, 7, 8, 8, 9] * 5))


def state_on(working_days: int, courses: list[Course], **changes: object) -> str:
    day = US.add(MADE, working_days, "business_days") if working_days else MADE
    return standing(promise(**changes), day, US, courses, keep_rate=0.95).state


def test_a_promise_is_at_risk_before_its_day_where_the_record_says_that_few_so_old_are_kept_in_time() -> None:
    slow = record(*([6, 8, 9, 12, 13, 14] * 6))
    assert [state_on(days, slow) for days in (0, 11)] == ["at_risk", "overdue"], (
        "half of them take too long from the start"
    )
    told = [state_on(days, STEADY) for days in (0, 4, 7, 9, 10, 11)]
    assert told == ["open", "open", "open", "at_risk", "at_risk", "overdue"]
    why = standing(promise(), US.add(MADE, 9, "business_days"), US, STEADY, keep_rate=0.95).why
    assert why == "None of 40 like promises took longer than this one has by now."


def test_without_a_record_the_internal_target_and_the_last_day_warn() -> None:
    target = US.add(MADE, 6, "business_days")
    told = [state_on(days, [], internal_target=target) for days in (6, 7, 10, 11)]
    assert told == ["open", "at_risk", "at_risk", "overdue"]
    assert [state_on(days, []) for days in (8, 9, 10)] == ["open", "at_risk", "at_risk"]


def test_the_expected_day_is_after_the_promised_one_and_comes_from_the_record() -> None:
    courses = record(*([6, 8, 12, 12, 12, 12] * 8))
    found = standing(promise(), US.add(MADE, 9, "business_days"), US, courses, keep_rate=0.95)
    assert found.expected == US.add(MADE, 12, "business_days")


@given(st.integers(0, 14), st.lists(st.integers(1, 25), max_size=40))
def test_whatever_the_record_the_expected_day_is_later_than_the_one_promised(days: int, took: list[int]) -> None:
    today = US.add(MADE, days, "business_days") if days else MADE
    found = standing(promise(), today, US, record(*took), keep_rate=0.95)
    assert found.expected is not None and found.expected > max(DUE, today)
    assert (found.state == "overdue") == (today > DUE)


def ended(kind: Kind, state: PromiseState, due: int, on: int) -> Promise:
    return promise(kind=kind, state=state, due=dt.date(2026, 11, due), closed_on=dt.date(2026, 11, on))


def test_keep_rate_and_earliness_are_told_by_kind_and_month_without_what_the_customer_released() -> None:
    every = [
        ended("refund", "kept_early", 20, 16),
        ended("refund", "kept", 20, 20),
        ended("refund", "late", 20, 22),
        ended("refund", "released", 20, 5),
        ended("contact", "broken", 10, 12),
        promise(kind="contact", state="kept", due=dt.date(2026, 10, 5), made_on=dt.date(2026, 10, 1), closed_on=dt.date(2026, 10, 5)),
        promise(),
    ]  # fmt: skip
    told = {(row.month, row.kind): row for row in kept_over_time(every)}
    assert list(told) == [
        ("2026-11", "all"),
        ("2026-11", "contact"),
        ("2026-11", "refund"),
        ("2026-10", "all"),
        ("2026-10", "contact"),
    ]
    refund = told["2026-11", "refund"]
    assert (refund.ended, round(refund.rate, 3), round(refund.earliness or 0, 3)) == (3, 0.667, 0.667)
    assert told["2026-11", "contact"].earliness is None and told["2026-11", "contact"].rate == 0
    overall = {row.kind: row for row in kept_by_kind(every)}
    assert overall["all"].ended == 5 and overall["contact"].rate == 0.5
    assert kept_by_kind([promise()]) == () == kept_over_time([])
