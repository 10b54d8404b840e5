"""Of what was found, the clauses that decide a case stand first: also those that its signals call for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from assistant import Complaint, OpenDesk, load_settings, open_desk

DAY = dt.date(2026, 11, 20)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    opened = open_desk(load_settings(tmp_path_factory.mktemp("home"), environ={}), now=lambda: dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC))  # fmt: skip
    opened.knowledge.add(
        "claims.md",
        b"# Claims\n\n## 1 Reviews\n\nA third claim of a customer needs a review, which takes 9 days. Say that the claim needs a review.\n",
    )
    opened.knowledge.add(
        "tone.md",
        b"# Tone\n\n## 1 Public places\n\nOn social media the booking is not discussed; the customer is asked for a private message.\n",
    )
    opened.knowledge.add(
        "extras.md", b"# Extras\n\n## 2 Gestures\n\nNo gesture is given in return for a post, a rating or praise.\n"
    )
    late = (
        "A tram that is late",
        "A fare for a late tram",
        "A late night tram",
        "An hour of delay of a tram",
        "A tram that is cancelled",
    )
    for n, what in enumerate(late, 1):
        rule = f"# Trams\n\n## {n} {what}\n\n{what} is refunded within {n + 4} days of the request of the fare.\n"
        opened.knowledge.add(f"trams-{n}.md", rule.encode())
    yield opened
    opened.close()


def first_five(desk: OpenDesk, channel: str) -> set[str]:
    """The headings of the first five pieces of evidence for a late tram."""
    text = "My tram was an hour late. I want my fare of 4 EUR back, or my review of you will be a bad one."
    made = desk.preview(Complaint(text=text, received_on=DAY, channel=channel))
    return {piece.section for piece in made.evidence[:5]}


def test_a_threat_with_a_review_calls_for_the_clause_on_gifts_for_reviews(desk: OpenDesk) -> None:
    signalled = {field for field in first_five(desk, "email") if "Gestures" in field}
    assert signalled


def test_a_message_in_public_calls_for_the_clause_on_public_places(desk: OpenDesk) -> None:
    assert {"1 Public places", "2 Gestures"} <= first_five(desk, "social")
