"""Complaints that no document decides are put together by meaning, counted, and given a heading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from rulebook import alike
from samples import full_proposal

from assistant import Complaint, load_settings, open_desk
from assistant.case import Case, Proposal
from assistant.gaps import find_gaps, nothing_found

NOTE = "Nothing in the documents in force decides this; the letter says so and passes it on."
PHOTOS = (
    "You used my review and my photo in an ad on Instagram without asking me. Take it down and compensate me.",
    "My picture is on your website! I posted it as a review and never agreed to be an advert. Remove the photo at once.",
)
TAPE = (
    "I had an allergic reaction to the glue on your packaging tape, my hands came up in a rash. I want to know what is in it.",
    "The tape on your boxes gave my son a skin rash. The doctor says it is the adhesive. I want my doctor's bill of $85 paid.",
    "Packaging tape again: wherever it touched my arms there is a rash now.",
)


def proposal(*asks: str, note: str = NOTE) -> Proposal:
    """A proposal that found nothing, for a customer who asks for something."""
    made = full_proposal()
    return made.model_copy(
        update={
            "reading": made.reading.model_copy(update={"asks": asks}),
            "plan": made.plan.model_copy(update={"notes": (note,)}),
        }
    )


def cases(texts: Sequence[str], *, asks: Sequence[str] = ("a refund",), note: str = NOTE) -> list[Case]:
    """One case a text, the newest first."""
    return [
        Case(
            id=f"C-{len(texts) - i:06d}",
            version=1,
            complaint=Complaint(text=text, received_on=dt.date(2026, 11, 20 - i)),
            created_at=dt.datetime(2026, 11, 20 - i, tzinfo=dt.UTC),
            proposal=proposal(*asks, note=note),
        )
        for i, text in enumerate(texts)
    ]


def test_complaints_of_one_matter_are_one_gap_and_the_most_frequent_comes_first() -> None:
    tape, photos = find_gaps(cases([*PHOTOS, *TAPE]), alike)
    assert (tape.count, photos.count) == (3, 2)
    assert set(photos.cases) == {"C-000005", "C-000004"}
    assert (tape.first, tape.last) == (dt.date(2026, 11, 16), dt.date(2026, 11, 18))


def test_the_heading_says_what_the_complaints_are_about_and_what_is_asked_for() -> None:
    (gap,) = find_gaps(cases(TAPE), alike)
    assert "tape" in gap.heading.lower() or "rash" in gap.heading.lower()
    assert gap.heading.endswith(": refunds")
    assert gap.asked == ("a refund",)


def test_a_case_that_a_document_decides_is_no_gap() -> None:
    assert find_gaps(cases(TAPE, note="The customer speaks of leaving."), alike) == ()
    assert find_gaps([case.model_copy(update={"proposal": None}) for case in cases(TAPE)], alike) == ()


def test_a_spanish_complaint_joins_the_english_ones_of_its_matter() -> None:
    spanish, english = cases(["El paquete llegó tarde y la caja estaba rota.", "The parcel came late and the box was broken."])  # fmt: skip
    assert spanish.proposal is not None
    spanish = spanish.model_copy(update={"proposal": spanish.proposal.model_copy(update={"language": "es"})})
    assert [gap.count for gap in find_gaps([spanish, english], alike)] == [2]


@pytest.mark.parametrize("text", ["", "🙂", "!!!", "a"])
def test_a_complaint_without_words_still_has_a_heading(text: str) -> None:
    (gap,) = find_gaps(cases([text], asks=()), alike)
    assert gap.heading == "Requests that no policy covers"


def test_what_the_chain_calls_undecided_is_recognised(tmp_path: Path) -> None:
    """The plan of a real draft for a matter of which the documents say nothing."""
    desk = open_desk(load_settings(tmp_path / "home", environ={}))
    try:
        desk.knowledge.add(
            "delivery.md", b"# Delivery\n\n## 1 Late\n\nFor a late parcel we refund the delivery fee within 7 days.\n"
        )
        day = dt.date(2026, 11, 20)
        gap = desk.preview(Complaint(text=TAPE[1], received_on=day))
        known = desk.preview(Complaint(text="My parcel is a week late. I want the delivery fee back.", received_on=day))
    finally:
        desk.close()
    assert nothing_found(gap)
    assert not nothing_found(known)
