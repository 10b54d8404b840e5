"""`amends replay`: a record in, the share kept and the days promised out."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import pytest
from terminal import amends, assert_refused

START = dt.date(2025, 1, 1)


def written(file: Path, rows: int = 3000, *, header: str = "started_on,finished_on,kind", kinds: str = "ab") -> Path:
    """A record of a year and a half: each kind takes days of its own, and one row in ten is a moment, not a day."""
    chance = random.Random(7)
    lines = [header]
    for number in range(rows):
        begun = START + dt.timedelta(days=number * 540 // rows)
        kind = chance.choice(kinds)
        ended = begun + dt.timedelta(days=1 + int(chance.gammavariate(4, 1 if kind == "a" else 3)))
        lines.append(f"{begun}{'T09:30:00' if number % 10 == 0 else ''},{ended},{kind}")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_every_way_of_promising_is_told_by_quarter_and_in_all(tmp_path: Path) -> None:
    told = amends("replay", written(tmp_path / "record.csv"), "--json", home=tmp_path).json
    assert (told["keep_rate"], told["rows"]) == (0.95, 3000)
    assert [quarter["quarter"] for quarter in told["quarters"]] == [
        "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2",
    ]  # fmt: skip
    assert sum(quarter["promised"] for quarter in told["quarters"]) == told["promised"]
    assert told["promised"] + told["begun_before_20_had_finished"] == 3000
    for shares in (told["overall"], *told["quarters"]):
        for way in ("scheduler", "rolling_quantile", "fixed_bound"):
            assert 0 <= shares[way]["kept"] <= 1 and shares[way]["mean_days"] > 1
    assert told["overall"]["scheduler"]["kept"] == pytest.approx(0.95, abs=0.01)


def test_a_person_reads_a_table_and_may_ask_for_another_rate(tmp_path: Path) -> None:
    told = amends("replay", written(tmp_path / "record.csv"), "--keep-rate", "0.8", home=tmp_path)
    assert told.status == 0 and "kept at 80%" in told.out
    assert "our schedule" in told.out and "2025-Q3" in told.out and "no date could be promised" in told.err
    assert amends("replay", tmp_path / "record.csv", "--keep-rate", "2", home=tmp_path).status == 2


def test_open_work_and_a_record_without_kinds_are_taken(tmp_path: Path) -> None:
    file = tmp_path / "record.csv"
    body = "\r\n".join(f"2025-{1 + n // 28:02}-{1 + n % 28:02};2025-{1 + n // 28:02}-28" for n in range(200))
    file.write_bytes(b"\xef\xbb\xbfstarted_on;finished_on\r\n" + body.encode() + b"\r\n2025-08-01;\r\n\r\n")
    told = amends("replay", file, "--json", home=tmp_path).json
    assert told["rows"] == 201 and 0 < told["promised"] < 200


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n", "no column started_on"),
        ("started_on,finished_on\n2025-01-01,soon\n", '"soon" is no day'),
        ("started_on,finished_on\n2025-01-05,2025-01-04\n", "line 2: it was finished on 2025-01-04, before"),
        ("started_on,finished_on\n2025-01-05\n", "there are 1 cells"),
        ("started_on,finished_on\n2025-01-05,2025-01-06\n", "too few finished rows"),
        ("", "no column started_on"),
    ],
)
def test_a_record_that_is_none_is_refused_with_what_to_change(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "record.csv"
    file.write_text(text, encoding="utf-8")
    assert_refused(amends("replay", file, home=tmp_path), words)
    assert_refused(amends("replay", tmp_path / "none.csv", home=tmp_path), "cannot be read")
