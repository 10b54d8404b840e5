"""Records replayed: the share that our dates keep, and the days that it takes, under what happens to real work."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from assistant.schedule import Work, bounds, replay

FIRST = dt.date(2024, 1, 1).toordinal()
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def record(
    takes: Callable[[np.random.Generator, Ints], Floats],
    *,
    a_day: float,
    days: int = 731,
    season: float = 0.0,
    seed: int = 1,
    kind: str = "",
) -> list[Work]:
    """Work begun on most days of two years, less at weekends; `takes` gives the days that each piece takes."""
    chance = np.random.default_rng(seed)
    day = np.arange(days)
    rate = a_day * (1 + season * np.sin(day * 2 * np.pi / 365)) * np.where(day % 7 >= 5, 0.6, 1.15)
    begun = np.repeat(day, chance.poisson(rate))
    took = np.maximum(1, takes(chance, begun)).astype(int)
    return [Work(FIRST + int(b), FIRST + int(b + t), kind) for b, t in zip(begun, took, strict=True)]


def gamma(mean: Callable[[Ints], Floats]) -> Callable[[np.random.Generator, Ints], Floats]:
    return lambda chance, begun: chance.gamma(5, mean(begun) / 5)


STEADY = record(lambda chance, begun: 1 + chance.gamma(4, 2, len(begun)), a_day=20)
DRIFT = record(gamma(lambda begun: 5 + 8 * begun / 731), a_day=25)
SEASON = record(gamma(lambda begun: 10 * (1 + 0.3 * np.sin(begun * 2 * np.pi / 365 + 1))), a_day=60, season=0.4)
HEAVY = record(lambda chance, begun: 3 + 3 * chance.pareto(2.2, len(begun)), a_day=40)
SHORT = record(lambda chance, begun: chance.choice(5, p=[0.5, 0.3, 0.12, 0.05, 0.03], size=len(begun)) + 1.0, a_day=25)
KINDS = record(gamma(lambda begun: 6 + 0 * begun), a_day=20, kind="refund") + record(
    gamma(lambda begun: 20 - 10 * begun / 731), a_day=20, kind="repair", seed=2
)


@pytest.mark.parametrize(
    "work", [STEADY, DRIFT, SEASON, HEAVY, SHORT, KINDS], ids=["steady", "drift", "season", "heavy", "short", "kinds"]
)
def test_every_quarter_is_within_a_point_of_the_keep_rate_and_no_more_padded_than_a_rolling_quantile(
    work: list[Work],
) -> None:
    found = replay(work, keep_rate=0.95)
    assert len(found.quarters) >= 8
    assert [ways["scheduler"].kept for _, _, ways in found.quarters] == pytest.approx([0.95] * 8, abs=0.01)
    ours, rolling = found.overall["scheduler"], found.overall["rolling_quantile"]
    # Days are whole, so that a quantile keeps more than it was asked for, or less; a point of that is half a day here.
    spare = 0.02 * rolling.mean_days + max(0.0, ours.kept - rolling.kept) * 100
    assert ours.mean_days <= rolling.mean_days + spare


@pytest.mark.soak
@pytest.mark.parametrize("keep_rate", [0.8, 0.9, 0.98])
def test_other_keep_rates_are_held_too(keep_rate: float) -> None:
    found = replay(DRIFT, keep_rate=keep_rate)
    for _, _, ways in found.quarters:
        assert ways["scheduler"].kept == pytest.approx(keep_rate, abs=0.01)


def test_what_comes_at_once_is_missed_less_and_recovered_sooner_than_by_a_rolling_quantile() -> None:
    """A strike: for six weeks everything takes twice as long. No record could have told that on its first day."""
    struck = record(gamma(lambda begun: np.where((begun > 300) & (begun < 345), 14.0, 7.0)), a_day=40)
    found = replay(struck, keep_rate=0.95)
    ours = [abs(ways["scheduler"].kept - 0.95) for _, _, ways in found.quarters]
    rolling = [abs(ways["rolling_quantile"].kept - 0.95) for _, _, ways in found.quarters]
    assert max(ours) < 0.6 * max(rolling)
    assert sum(each > 0.01 for each in ours) <= 2


def test_few_data_are_promised_carefully_and_from_the_twentieth_on() -> None:
    """Two a week: a quarter has some 26, of which one more or less is four points."""
    work = record(gamma(lambda begun: 8 + 0 * begun), a_day=0.3)
    found = replay(work, keep_rate=0.95)
    assert 20 <= found.begun_before <= 30 and found.promised == len(work) - found.begun_before
    assert found.overall["scheduler"].kept == pytest.approx(0.95, abs=0.025)


@pytest.mark.soak
def test_a_hundred_thousand_rows_take_seconds() -> None:
    work = record(gamma(lambda begun: 12 + 6 * np.sin(begun / 58)), a_day=140)
    assert len(work) > 100_000
    begun = time.process_time()
    found = replay(work, keep_rate=0.95)
    assert time.process_time() - begun < 10
    assert found.rows == len(work)


WORKS = st.lists(
    st.builds(lambda b, t, k: Work(FIRST + b, FIRST + b + t, k), st.integers(0, 60), st.integers(0, 40), st.sampled_from("ab")),
    min_size=30,
    max_size=120,
)  # fmt: skip


@settings(max_examples=20)
@given(WORKS, st.integers(10, 60))
def test_no_date_is_promised_from_what_was_not_known_yet(work: list[Work], day: int) -> None:
    """Whatever becomes of what was open on a day, the dates promised until then stay the same."""
    today = FIRST + day
    later = [
        each if each.finished < today else each._replace(finished=each.begun + 300) for each in work if each.finished
    ]
    still_open = [each if each.finished < today else each._replace(finished=None) for each in work if each.finished]
    until = [i for i, each in enumerate(work) if each.begun <= today]
    told = bounds(work, keep_rate=0.95)
    for other in (later, still_open):
        found = bounds(other, keep_rate=0.95)
        assert [told[i] for i in until] == [found[i] for i in until]


@settings(max_examples=20)
@given(WORKS)
def test_the_order_of_rows_begun_on_different_days_changes_nothing(work: list[Work]) -> None:
    spread = [each._replace(begun=FIRST + i, finished=FIRST + i + 3) for i, each in enumerate(work)]
    assert bounds(spread[::-1], keep_rate=0.9)[::-1] == bounds(spread, keep_rate=0.9)
