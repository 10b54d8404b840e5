"""What was retrieved for a case, weighed: the clause that sets the time of an update, also where a table holds it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from assistant import Complaint, OpenDesk, load_settings, open_desk

DAY = dt.date(2026, 11, 20)
CARE = b"""# Care of looms

## 1 Faults
A fault of a loom is investigated within 15 business days of the report.

## 2 Updates
Until a fault is settled, updates are given at the interval in the care table.

## 3 Complaints
A complaint is answered in full within 20 business days.
"""
TABLE = b"plan,update\nWeaver,every 2 business days\nGuild,every 6 business days\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    """A maker of looms whose table says how often a customer of each plan gets an update."""
    opened = open_desk(load_settings(tmp_path_factory.mktemp("looms"), environ={}))
    opened.knowledge.add("care.md", CARE)
    opened.knowledge.add("care-table.csv", TABLE)
    yield opened
    opened.close()


@pytest.mark.parametrize(("plan", "days"), [("Weaver", 2), ("Guild", 6)])
def test_how_often_an_update_comes_is_read_from_the_own_row_of_the_table_that_the_clause_names(
    desk: OpenDesk, plan: str, days: int
) -> None:
    text = "The shuttle of our loom jams, a fault that we reported last week. Please investigate the fault of the loom."
    facts = (("plan", plan), ("fault", "shuttle of the loom jams"))
    made = desk.preview(Complaint(text=text, received_on=DAY, facts=facts))
    offered = [(r.kind, r.due.value, r.due.unit) for r in made.plan.remedies if r.due]
    assert offered == [("investigation", 15, "business_days"), ("contact", days, "business_days")]
