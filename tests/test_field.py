"""What was retrieved for a case, weighed: the clause that sets the time of an update, also where a table holds it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from rulebook import term

from assistant import Complaint, OpenDesk, load_settings, open_desk
from assistant.chain.field import again

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


REVIEWS = b"""# Care of bicycles

## 1 Faults
A fault of a bicycle is investigated within 15 business days of the report.

## 2 Thefts
While a theft review is running, updates are given every 3 business days.

## 3 Brakes
A brake of a bicycle that jams is mended within 9 business days.

## 4 Wheels
A wheel of a bicycle that jams is mended within 10 business days.

## 5 Bells
A bell of a bicycle that jams is mended within 12 business days.

## 6 Complaints
A complaint is answered in full within 20 business days.
"""


@pytest.fixture(scope="module")
def shed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    """A maker of bicycles who gives updates while a theft is looked into."""
    opened = open_desk(load_settings(tmp_path_factory.mktemp("bicycles"), environ={}))
    opened.knowledge.add("care.md", REVIEWS)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("text", "updated"),
    [
        ("The brake of our bicycle jams. Please investigate the fault of the bicycle.", False),
        ("Our bicycle was stolen, and nobody tells us how the theft review goes.", True),
    ],
)
def test_updates_while_a_review_is_running_are_for_a_case_in_which_somebody_speaks_of_one(
    shed: OpenDesk, text: str, updated: bool
) -> None:
    made = shed.preview(Complaint(text=text, received_on=DAY))
    assert (3 in {r.due.value for r in made.plan.remedies if r.due}) is updated


RECEIPTS = b"""# Complaints

## 1 Answers
A complaint is acknowledged within 1 business day. It is answered in full within 8 business days.

## 2 Requests
A request for a colour is granted where the dye is there.
"""


CLOCKS = b"""# Voices

## Clocks
Receipt is confirmed within 2 working days. The full answer follows within 15 working days.
"""
HOLES = b"""# Voices

## Holes and clashes
A complaint is answered in full within 3 working days. If none of our papers speaks of a request, the Terms Office answers within 4 working days. If two papers in force say different things, lean on neither. The Terms Office decides within 7 working days.
"""


@pytest.mark.parametrize(
    ("rules", "text", "days"),
    [
        (RECEIPTS, "My parrot hates your music. Do something about it.", 8),  # that a complaint is here is no answer
        (CLOCKS, "My parrot hates your music. Do something about it.", 15),
        (HOLES, "Your page says 40 days and your leaflet says 30 days, which contradict each other. Which is it?", 7),
    ],
)
def test_the_time_of_an_answer_is_that_of_the_clause_which_follows_upon_the_words(
    tmp_path_factory: pytest.TempPathFactory, rules: bytes, text: str, days: int
) -> None:
    opened = open_desk(load_settings(tmp_path_factory.mktemp("clocks"), environ={}))
    try:
        opened.knowledge.add("voices.md", rules)
        made = opened.preview(Complaint(text=text, received_on=DAY))
    finally:
        opened.close()
    assert {r.due.value for r in made.plan.remedies if r.due} == {days}


LOOMS = b"""# Care of looms

## 1 Faults
A fault of a loom is investigated within 15 business days of the report.

## 4 Payment Check
The account owner gets an update every 3 business days.

## 6 Complaints
A complaint is answered in full within 20 business days.
"""


@pytest.mark.parametrize(
    ("text", "updated"),
    [
        ("The shuttle of our loom jams. Please investigate the fault of the loom.", False),
        ("The payment for our loom is in a check, and the fault of the loom is not looked into.", True),
    ],
)
def test_updates_that_stand_under_a_check_are_for_that_check(
    tmp_path_factory: pytest.TempPathFactory, text: str, updated: bool
) -> None:
    opened = open_desk(load_settings(tmp_path_factory.mktemp("looms"), environ={}))
    try:
        opened.knowledge.add("care.md", LOOMS)
        made = opened.preview(Complaint(text=text, received_on=DAY))
    finally:
        opened.close()
    assert (3 in {r.due.value for r in made.plan.remedies if r.due}) is updated


@pytest.mark.parametrize(("heard", "weight"), [(True, 1.0), (False, -0.3)])
def test_a_clause_on_a_second_time_counts_by_whether_one_is_told(heard: bool, weight: float) -> None:
    second = term("The price is refunded within 6 days.", section="5. When the new oar is cracked too")
    assert again(second, heard=heard) == weight
    assert again(term("The price is refunded within 6 days.", section="5. Oars"), heard=heard) == 0.0


RINK = b"""# Courses on the ice

## 1 Leaving a course
A learner may leave a course until 7 calendar days before the first session and gets the course fee back in full.

## 2 Giving a place away
The place on a course may be given to another learner of the same level at no cost.

## 3 Sessions
If we cancel a session of a course, the course fee for that session is refunded within 10 business days.
"""
SAFETY = b"""# Safety at the rink

## 1 Accidents
When somebody was hurt or fell ill at a rink, the Safety Desk contacts them within 1 business day.
"""


def test_where_a_child_was_hurt_the_letter_promises_what_the_clause_on_that_does(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    opened = open_desk(load_settings(tmp_path_factory.mktemp("rink"), environ={}))
    try:
        opened.knowledge.add("courses.md", RINK)
        opened.knowledge.add("safety.md", SAFETY)
        text = (
            "My son came off your rink after his course yesterday with eyes like tomatoes and welts on his back. We sat in the "
            "emergency room for four hours. I want the course fee back and an admission that the gas was too strong."
        )
        facts = (("course", "Penguins 1"), ("course_fee_paid", "198.00 USD"))
        made = opened.preview(Complaint(text=text, received_on=DAY, facts=facts))
    finally:
        opened.close()
    assert [(r.kind, r.due.value) for r in made.plan.remedies if r.due][:1] == [("contact", 1)]
    assert "another learner" not in made.reply.text


KITCHEN = b"""# Illness and allergens

## 1 When somebody was harmed, or might have been

This page is for anybody who became ill from our food.

The Kitchen Safety Team contacts the guest within 1 calendar day of the report.

"""
DINNERS = b"""# Dinners

## 2 Changes

A dinner may be moved to another evening within 3 days of the request.
"""


def test_where_somebody_fell_ill_who_is_contacted_is_told_by_the_heading(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    opened = open_desk(load_settings(tmp_path_factory.mktemp("kitchen"), environ={}))
    try:
        opened.knowledge.add("illness.md", KITCHEN)
        opened.knowledge.add("dinners.md", DINNERS)
        text = (
            "We had the fish at your place on Sunday. My wife and I have been throwing up since two in the morning, and our "
            "doctor gave us fluids. I want the price of the dinner back today and a word to everybody who had it."
        )
        made = opened.preview(Complaint(text=text, received_on=DAY, facts=(("dinner_price", "64.00 EUR"),)))
    finally:
        opened.close()
    assert [(r.kind, r.due.value) for r in made.plan.remedies if r.due][:1] == [("contact", 1)]
    assert "nothing in our policies" not in made.reply.text
