"""What is promised beside the remedies: who decides, when the customer hears back, how often while it is open."""

from __future__ import annotations

import pytest
from rulebook import case, passage, row, terms
from test_planning import GAP, plan

from assistant.planning import Decision, desk_of
from knowledge.passage import Passage


def times(made: Decision) -> list[tuple[str, int | None]]:
    """What is offered, with the number of days or hours in which it is."""
    return [(r.kind, r.due.value if r.due else None) for r in made.plan.remedies]


@pytest.mark.parametrize(
    ("text", "desk"),
    [
        ("We pass it to the Guest Desk.", "Guest Desk"),
        ("It goes to the Tariff Board, which decides within 6 days.", "Tariff Board"),
        ("A shift supervisor answers within 2 days.", "shift supervisor"),
        ("The fare is refunded within 10 days.", None),
    ],
)
def test_who_decides_is_read_from_the_clause(text: str, desk: str | None) -> None:
    assert desk_of(terms(text)[0]) == desk


def test_where_nothing_else_is_offered_an_answer_comes_no_sooner_than_one_to_what_no_document_covers() -> None:
    levels = [
        passage("A team leader answers within 2 business days.", path="levels.md", section="1 Gestures"),
        row("1 Gestures", path="levels.md", role="Team leader", may_give="up to 40 GBP credit"),
    ]
    made = plan(*levels, GAP, situation=case("Please answer me."), asks=["an answer"], matters={"gap": GAP})
    assert [(r.kind, r.due and r.due.value) for r in made.plan.remedies] == [("contact", 6)]


def test_who_answers_a_request_for_a_favour_does_not_decide_the_case() -> None:
    page = passage("A late claim may be accepted by a supervisor only. The supervisor answers within 3 business days.")
    slow = passage("A complaint is answered in full within 15 business days.", path="answers.md")
    made = plan(page, slow, situation=case("I claim late."), asks=["an answer"], matters={"answer": slow})
    assert {r.due.value for r in made.plan.remedies if r.due} == {15}


@pytest.mark.parametrize(("chance", "days"), [(0.75, 15), (0.9, 5)])
def test_a_case_is_passed_on_with_the_time_of_any_answer_where_it_is_not_sure_to_whom_it_belongs(
    chance: float, days: int
) -> None:
    page = passage("Longer plans are passed to the Plan Desk, which decides within 5 business days.")
    slow = passage("A complaint is answered in full within 15 business days.", path="answers.md")
    asked = case("I cannot pay the long plan.")
    made = plan(page, situation=asked, asks=["a longer plan"], matters={"answer": slow}, chance=chance)
    assert [(r.kind, r.due.value) for r in made.plan.remedies if r.due] == [("escalation", days)]


# While it is open

UPDATE = passage("While a case is open, the member gets an update at least every 4 business days.", path="answers.md")
CHECK = passage("A kiln fault is investigated within 12 business days.", path="kilns.md")
REPAIR = passage("If the lid is cracked, the kiln is repaired.", path="lids.md")
SLOW = passage("A complaint about a kiln is answered within 12 business days.", path="slow.md")
QUICK = passage("A complaint about a kiln is answered within 2 business days.", path="quick.md")


@pytest.mark.parametrize(
    ("pages", "offered"),
    [
        ((CHECK,), [("investigation", 12), ("contact", 4)]),
        ((SLOW,), [("contact", 12), ("contact", 4)]),
        ((REPAIR,), [("repair", None), ("contact", 4)]),
        ((QUICK,), [("contact", 2)]),
        ((CHECK, QUICK), [("investigation", 12), ("contact", 2)]),
    ],
)
def test_who_waits_longer_than_for_an_update_is_kept_informed(
    pages: tuple[Passage, ...], offered: list[tuple[str, int | None]]
) -> None:
    known = case("I complain about the kiln.", lid="cracked", fault="kiln fault")
    assert times(plan(*pages, situation=known, asks=["look at my kiln"], matters={"update": UPDATE})) == offered


# Who may give what

LEVELS = row("1 Gestures", path="levels.md", role="Team leader", may_give="up to 40 GBP credit")


@pytest.mark.parametrize(
    ("clause", "offered"),
    [
        ("The kiln rent is refunded within 2 days of the request.", [("refund", 2)]),
        ("A cracked lid is replaced within 2 days of the request.", [("replacement", 2)]),
        ("The cost of the taxi is refunded within 2 days of the request.", [("contact", 6)]),
        ("A team leader answers within 2 days.", [("contact", 6)]),
        ("A team leader rings the customer within 2 days.", [("contact", 2)]),
    ],
)
def test_a_sum_that_is_known_and_a_deed_come_in_their_own_time_and_an_answer_in_the_slowest(
    clause: str, offered: list[tuple[str, int]]
) -> None:
    page = passage(clause, path="levels.md", section="1 Gestures")
    known = case("Please help me.", kiln_rent="30.00 GBP", lid="cracked")
    assert times(plan(page, LEVELS, GAP, situation=known, asks=["help"], matters={"gap": GAP})) == offered
