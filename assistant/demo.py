"""An empty home filled with the example company: documents, past resolutions, and cases at each stop of their way."""

from __future__ import annotations

import datetime as dt
import json
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from assistant.case import Complaint

if TYPE_CHECKING:
    from assistant.wiring import OpenDesk

REP, REVIEWER = "rosa", "ben"


def fill(desk: OpenDesk) -> bool:
    """Fill the home of a desk with the example company; False, and nothing done, where it holds anything already.

    Nobody gets an account: the person at this laptop may review what "rosa" submitted.
    """
    if desk.cases(limit=1) or desk.knowledge.documents():
        return False
    with as_file(files("assistant.example")) as folder:
        desk.knowledge.ingest([folder / "policies"])
        desk.knowledge.ingest([folder / "resolutions.csv"], kind="resolution")
        lines = (folder / "complaints.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [desk.take(_complaint(json.loads(line)), by=REP) for line in lines]
    for case in cases[:3]:
        if not case.check.blocked:
            desk.submit(case.id, by=REP)
    first = desk.show(cases[0].id)
    if first.state == "in_review":
        desk.approve(first.id, by=REVIEWER, note="Clear and within the rules.")
    return True


def _complaint(line: dict[str, object]) -> Complaint:
    facts = line["facts"]
    assert isinstance(facts, dict)
    return Complaint(
        text=str(line["complaint"]),
        channel=str(line["channel"]),
        received_on=dt.date.fromisoformat(str(line["received_on"])),
        facts=tuple((str(key), str(value)) for key, value in facts.items()),
    )
