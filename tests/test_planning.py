"""What is owed comes first and in full; where nothing is certain, only the next contact is promised."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from rulebook import alike, case, passage, row, terms

from assistant.case import Language, Reading
from assistant.conflicts import find_conflicts
from assistant.decisive import SIGNALS, Decisive
from assistant.planning import TOO_SOON, UNSETTLED, Decision, Material, decide, desk_of, needed
from assistant.remedies import Situation, candidates
from assistant.schedule import Calendar
from knowledge.passage import Passage, Standing
from knowledge.terms import Term

GAP = passage(
    "Where no document covers a request, we pass it to the Guest Desk and the customer hears back within 6 business days.",
    path="answers.md",
)


def plan(
    *pages: Passage,
    situation: Situation,
    asks: Sequence[str] = (),
    signals: Sequence[str] = (),
    matters: dict[str, Passage] | None = None,
    chance: float = 0.95,
    relevance: float = 8.0,
    kept_in: Sequence[int] = (),
    language: Language = "en",
) -> Decision:
    """The plan for a case that is about all of these pages."""
    found = terms(*pages)
    gates = [t for t in found if t.mode == "gate"]
    judged = tuple(replace(c, weight=chance) for c in candidates(found, situation, gates=gates))
    standing: dict[str, tuple[Term, float]] = {
        name: (next(t for t in terms(page) if t.due), 0.7) for name, page in (matters or {}).items()
    }
    rows = alike(list(asks), [t.quote for t in found])
    material: dict[str, Any] = {
        "reading": Reading(summary="", severity="service", feeling="calm", asks=tuple(asks), signals=tuple(signals)),
        "language": language,
        "case": situation,
        "candidates": judged,
        "terms": found,
        "passages": tuple(pages),
        "relevance": {page.id: relevance for page in pages},
        "matters": standing,
        "decisive": Decisive(
            tuple(page.id for page in pages),
            np.zeros((len(pages), len(SIGNALS))),
            np.zeros(len(pages)),
            np.zeros(len(pages)),
        ),
        "conflicts": tuple(find_conflicts(found, alike)),
        "meaning": {t.id: 0.7 for t in found},
        "ask_closeness": {
            ask: {t.id: value for t, value in zip(found, values, strict=True)}
            for ask, values in zip(asks, rows, strict=True)
        },
        "kept_in": lambda _kind, _span: kept_in,
        "calendar": Calendar("US"),
        "keep_rate": 0.95,
    }
    return decide(Material(**material))


FEE = passage("The ferry fare is refunded in full within 10 business days of the request.", path="ferry.md")


def test_what_is_owed_is_promised_in_full_at_the_far_end_of_policy() -> None:
    made = plan(FEE, situation=case(ferry_fare="42.00 EUR"), asks=["a refund of the fare"])
    (remedy,) = made.plan.remedies
    assert made.hold is None
    assert (remedy.kind, remedy.basis) == ("refund", "owed")
    assert remedy.amount is not None and remedy.amount.value == 42
    assert remedy.due is not None and (remedy.due.value, remedy.due.unit) == (10, "business_days")
    assert remedy.due.date == remedy.policy_bound == dt.date(2026, 12, 7)
    assert remedy.internal_target is not None and remedy.internal_target < remedy.due.date
    assert made.plan.declined == ()


def test_a_slow_record_makes_the_promised_date_later_than_the_bound() -> None:
    made = plan(FEE, situation=case(ferry_fare="42.00 EUR"), asks=["a refund of the fare"], kept_in=[14] * 30)
    (remedy,) = made.plan.remedies
    assert remedy.due is not None and remedy.due.value == 14
    assert remedy.policy_bound == dt.date(2026, 12, 7) and remedy.due.date is not None
    assert remedy.due.date > remedy.policy_bound


def test_more_than_is_owed_is_declined_with_the_nearest_thing_that_is_permitted() -> None:
    made = plan(FEE, situation=case(ferry_fare="42.00 EUR"), asks=["a refund of 300.00 EUR"])
    (declined,) = made.plan.declined
    assert declined.ask == "a refund of 300.00 EUR"
    assert declined.alternative.startswith("refund of 42")
    assert [remedy.kind for remedy in made.plan.remedies] == ["refund"]


def test_two_documents_that_differ_promise_neither_reading() -> None:
    other = passage("The ferry fare is refunded in full within 4 business days of the request.", path="fares.md")
    clash = passage("Where two documents disagree, the Rules Desk decides within 8 business days.", path="answers.md")
    made = plan(
        FEE,
        other,
        clash,
        situation=case(ferry_fare="42.00 EUR"),
        asks=["a refund of the fare"],
        matters={"conflict": clash},
    )
    assert made.hold == "contradiction"
    assert [remedy.kind for remedy in made.plan.remedies] == ["escalation"]
    assert made.desk == "Rules Desk"
    assert made.plan.held_back == ()
    assert [declined.ask for declined in made.plan.declined] == ["a refund of the fare"]


def test_the_version_that_ended_makes_no_conflict() -> None:
    ended = Standing(effective_until=dt.date(2026, 3, 31))
    other = passage(
        "The ferry fare is refunded in full within 4 business days of the request.", path="old.md", standing=ended
    )
    made = plan(FEE, other, situation=case(ferry_fare="42.00 EUR"), asks=["a refund of the fare"])
    assert made.hold is None
    assert [r.due.value for r in made.plan.remedies if r.due] == [10]


def test_that_nothing_can_be_offered_yet_is_not_told_as_no_policy() -> None:
    page = passage(
        "If the lamp is cracked on arrival, the customer is refunded within 6 business days.",
        path="damage.md",
    )
    made = plan(page, GAP, situation=case(lamp="cracked on arrival"), asks=["a refund of the lamp"], chance=0.45)
    assert made.hold is None
    assert [d.why for d in made.plan.declined] == [UNSETTLED]


def test_a_sum_that_is_named_is_undecided_where_a_clause_may_still_give_money() -> None:
    page = passage(
        "If the lamp is cracked on arrival, the customer is refunded within 6 business days.",
        path="damage.md",
    )
    made = plan(page, GAP, situation=case(lamp="cracked on arrival"), asks=["the 86.50 USD of the lamp"], chance=0.25)
    assert [d.why for d in made.plan.declined] == [UNSETTLED]


def test_no_policy_says_so_and_promises_only_the_contact() -> None:
    page = passage("The garden is open from April to October.", path="garden.md")
    made = plan(
        page, GAP, situation=case(dog="poodle"), asks=["a portrait of my dog"], matters={"gap": GAP}, relevance=2.0
    )
    assert made.hold == "no_policy"
    assert [(r.kind, r.amount) for r in made.plan.remedies] == [("contact", None)]
    assert [r.due.value for r in made.plan.remedies if r.due] == [6]
    assert made.plan.declined[0].why == "No document in force covers this."
    assert made.plan.notes


def test_an_open_gate_holds_back_and_keeps_the_customer_informed() -> None:
    gate = passage(
        "Until the flood inspection has ended, no refund is promised.\nThe rent is refunded within 10 days of the request.",
        path="floods.md",
    )
    update = passage(
        "While a case is open, the tenant gets an update at least every 4 business days.", path="answers.md"
    )
    made = plan(
        gate,
        situation=case(rent="900.00 EUR", flood_inspection="not finished yet"),
        asks=["a refund of the rent"],
        matters={"update": update},
    )
    assert made.hold == "gate"
    assert [remedy.kind for remedy in made.plan.remedies] == ["contact"]
    assert [declined.ask for declined in made.plan.declined] == ["a refund of the rent"]


def test_a_choice_offers_every_alternative() -> None:
    choice = passage("The rider chooses either a refund of the price or a replacement.", path="bikes.md")
    made = plan(choice, situation=case(price="800.00 EUR"), asks=["a new bike"])
    assert {r.kind for r in made.plan.remedies} == {"refund", "replacement"}
    assert len({r.group for r in made.plan.remedies}) == 1 and made.plan.remedies[0].group is not None
    assert made.choice


def test_an_extra_is_held_back_with_the_level_that_may_give_it() -> None:
    extra = passage("A supervisor may add a goodwill credit of up to $40.", path="extras.md")
    made = plan(FEE, extra, situation=case(ferry_fare="42.00 EUR"), asks=["a refund of the fare"])
    (held,) = made.plan.held_back
    assert (held.authority, held.basis, held.kind) == ("supervisor", "discretionary", "credit")
    assert all(remedy.kind != "credit" for remedy in made.plan.remedies)


@pytest.mark.parametrize("standing", [Standing(internal=True), Standing(effective_until=dt.date(2026, 3, 31))])
def test_neither_internal_nor_withdrawn_extras_are_held_back(standing: Standing) -> None:
    extra = passage("A supervisor may add a goodwill credit of up to $40.", path="extras.md", standing=standing)
    assert plan(FEE, extra, situation=case(ferry_fare="42.00 EUR"), asks=["a refund"]).plan.held_back == ()


def test_papers_that_policy_needs_and_nobody_sent_are_asked_for_once() -> None:
    page = passage(
        "The customer must send two photos of the damage.\nA damaged sofa is replaced within 9 business days."
    )
    lacking = plan(page, situation=case(damage="torn", photos="none received"), asks=["a replacement"])
    assert len(lacking.plan.questions) == 1 and "photos" in lacking.plan.questions[0]
    known = plan(page, situation=case(damage="torn", photos="2 received"), asks=["a replacement"])
    assert known.plan.questions == ()


TESTS = passage(
    "A slow line is checked once three speed tests by cable, taken on three different days, have reached us."
)


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ({"cable_tests_received": "none"}, "three speed tests by cable, taken on three different days"),
        ({"receipts_received": "4 of 6, on 19 October"}, "the other 2 receipts"),
        ({"food_bag": "not stated whether unopened"}, "whether your food bag is unopened"),
        ({"telephone_number": "none on file"}, "your telephone number"),
        ({"form_status": "first page filled in; owner signature on page 2 missing"}, "your signature on page 2"),
        (
            {"travellers": "3; name and ticket number of the writer only"},
            "the names and ticket numbers of everybody else concerned",
        ),
        (
            {"tickets": "original tickets of 2026-10-27 were asked for and have not arrived"},
            "the original tickets of 27 October 2026",
        ),
        ({"time_signal_lost": "not given"}, "the time at which the signal was lost"),
        ({"consent_form_signed_by_owner": "not received"}, "the consent form, signed by the owner"),
        ({"phone_call": "no record found"}, "the day of the phone call you mention, and whom you spoke to"),
        ({"post": "not found yet, no link given"}, "a link to the post"),
    ],
)
def test_what_is_lacking_is_asked_for_by_the_name_that_a_customer_knows(facts: dict[str, str], asked: str) -> None:
    assert asked in plan(TESTS, situation=case(**facts)).plan.questions


@pytest.mark.parametrize(
    "facts",
    [
        {"lawyer_letter": "none received"},
        {"driver_report": "none on file"},
        {"earlier_complaints": "none"},
        {"receipts_received": "6 of 6"},
        {"line_test": "not run yet"},
    ],
)
def test_what_only_we_can_bring_is_not_asked_for(facts: dict[str, str]) -> None:
    assert plan(FEE, situation=case(**facts)).plan.questions == ()


def test_what_is_granted_but_wanted_sooner_is_declined_in_its_time() -> None:
    (declined,) = plan(FEE, situation=case(ferry_fare="42.00 EUR"), asks=["a refund of the fare today"]).plan.declined
    assert declined.why == TOO_SOON and declined.alternative == "refund of 42.00 EUR within 10 business days"
    assert plan(FEE, situation=case(ferry_fare="42.00 EUR"), asks=["a refund of the fare"]).plan.declined == ()


def test_all_of_it_is_not_granted_by_a_share_of_it() -> None:
    half = passage("Half of the fare, 50%, is refunded within 10 business days of the request.", path="ferry.md")
    made = plan(half, situation=case(fare="42.00 EUR"), asks=["a full refund of the fare"])
    assert [remedy.kind for remedy in made.plan.remedies] == ["refund"]
    assert [declined.ask for declined in made.plan.declined] == ["a full refund of the fare"]


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


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The customer must send two photos of the damage before we decide.", "two photos of the damage"),
        ("Proof of purchase is required.", "Proof of purchase"),
        ("For a lost bag, a copy of the bag tag is needed.", "a copy of the bag tag"),
    ],
)
def test_what_a_requirement_asks_for_is_a_noun_phrase(text: str, what: str) -> None:
    assert needed(terms(text)[0]) == what


def test_the_passages_that_decide_are_named() -> None:
    made = plan(FEE, situation=case(ferry_fare="42.00 EUR"), asks=["a refund of the fare"])
    assert made.deciding[0] == FEE.id


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
