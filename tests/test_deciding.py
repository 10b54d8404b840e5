"""Of what was found, the clauses that decide a case stand first: also those that its signals and asks call for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from rulebook import passage, terms

from assistant import Complaint, OpenDesk, load_settings, open_desk
from assistant.planning.deciding import deciding_passages

DAY = dt.date(2026, 11, 20)
PAGES = [
    passage(text, path=f"{number}.md")
    for number, text in enumerate(
        [
            "A late tram is compensated with a credit of 5 EUR within 5 days.",
            "Tickets are sold at the counter and refunded within 9 days.",
            "Season tickets are posted within 3 days.",
            "Bicycles are carried free of charge after nine o'clock.",
            "Dogs need a ticket of 2 EUR and are refunded within 4 days.",
            "Taxis taken in place of a tram are not reimbursed.",
        ]
    )
]


def order(asked: dict[str, float], signals: dict[str, str] | None = None) -> tuple[str, ...]:
    """The documents in the order in which they decide, with how near each is to the one ask."""
    found = terms(*PAGES)
    paths = {page.id: page.path for page in PAGES}
    near = {t.id: asked.get(t.path, 0.0) for t in found}
    material: Any = SimpleNamespace(
        relevance={page.id: 9.0 - number for number, page in enumerate(PAGES)}, matters={}, terms=found,
        signal_passages=signals or {}, ask_closeness={"my taxi back": near},
    )  # fmt: skip
    return tuple(paths[pid] for pid in deciding_passages(material, (), None))


def test_the_clause_that_is_nearest_to_an_ask_is_among_the_first_five() -> None:
    assert "5.md" not in order({})[:5]
    assert "5.md" in order({"5.md": 0.6})[:5]
    assert "5.md" not in order({"5.md": 0.3})[:5], "which is near to nothing in particular"


def test_what_a_signal_calls_for_goes_before_the_asks() -> None:
    (called_for,) = [page.id for page in PAGES if page.path == "4.md"]
    first = order({"5.md": 0.4, "0.md": 0.6}, {"review_threat": called_for})[:5]
    assert "4.md" in first


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    opened = open_desk(load_settings(tmp_path_factory.mktemp("home"), environ={}), now=lambda: dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC))  # fmt: skip
    opened.knowledge.add(
        "claims.md",
        b"# Claims\n\n## 1 Reviews\n\nA third claim of a customer needs a review, which takes 9 days. Say that the claim needs a review.\n",
    )
    opened.knowledge.add(
        "tone.md",
        b"# Tone\n\n## 1 Public places\n\nOn social media the booking is not discussed; the customer is asked for a private message.\n\n"
        b"## 2 Gestures\n\nNo gesture is given in return for a post, a rating or praise.\n",
    )
    late = (
        "A tram that is late",
        "A fare for a late tram",
        "A late night tram",
        "An hour of delay of a tram",
        "A tram that is cancelled",
    )
    rules = [
        f"## {n} {what}\n\n{what} is refunded within {n + 4} days of the request of the fare.\n"
        for n, what in enumerate(late, 1)
    ]
    opened.knowledge.add("trams.md", "\n".join(["# Trams\n", *rules]).encode())
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
