"""A desk over real documents: opened once for a file of tests, as it was at first for each of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from assistant import Complaint, OpenDesk, load_settings, open_desk

MORNING = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)
DAY = MORNING.date()
LATE_IN = "For a late parcel we refund the delivery fee the customer paid, within {} business days of the request."
LATE = LATE_IN.format(7)
ANSWER = "We answer every complaint within 5 business days."
DELIVERY = f"# Delivery\n\n## 1 Late delivery\n\n{LATE}\n\n## 2 Answers\n\n{ANSWER}\n"
FEE = Complaint(
    text="My parcel came a whole week late. I want the delivery fee of $9.95 back.",
    received_on=DAY,
    facts=(("delivery fee paid", "9.95 USD"), ("promised delivery date", "2026-11-10"), ("delivered on", "2026-11-17")),
)


@contextmanager
def opened(home: Path) -> Iterator[OpenDesk]:
    """A desk where it is always the same morning; mona is its manager, rita a reviewer."""
    desk = open_desk(load_settings(home, environ={}), now=lambda: MORNING)
    desk.accounts.add("mona", role="manager", by="setup")
    desk.accounts.add("rita", role="reviewer", by="setup")
    yield desk
    desk.close()


@contextmanager
def holding(desk: OpenDesk, documents: Mapping[str, str]) -> Iterator[OpenDesk]:
    """The desk with these documents; at the end without any, and without rulings about them."""
    for name, text in documents.items():
        desk.knowledge.add(name, text.encode())
    yield desk
    for ruling in desk.stewardship.in_effect():
        desk.stewardship.withdraw(ruling, by="mona")
    for document in desk.knowledge.documents():
        desk.knowledge.remove(document.path)
