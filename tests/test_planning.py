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
from assistant.planning import TOO_SOON, UNSETTLED, Decision, Material, decide, evidence
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
    told: float = 0.7,
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
        "meaning": {t.id: told for t in found},
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


KILN = passage("A kiln fault is investigated within 12 business days.", path="kilns.md")


def test_what_is_asked_for_while_its_matter_is_looked_at_is_undecided_and_not_refused() -> None:
    fault = case("The kiln has a fault.", fault="kiln fault")
    made = plan(KILN, situation=fault, asks=["a new kiln"])
    assert [(r.kind) for r in made.plan.remedies] == ["investigation"]
    assert [d.why for d in made.plan.declined] == [UNSETTLED]


def test_what_a_clause_refuses_is_refused_also_while_the_matter_is_looked_at() -> None:
    never = passage("A new kiln is never given.", path="never.md")
    made = plan(KILN, never, situation=case("The kiln has a fault.", fault="kiln fault"), asks=["a new kiln"])
    assert [d.why for d in made.plan.declined] == [never.text]


def test_nothing_is_called_uncovered_where_a_clause_comes_to_a_sum_for_these_facts() -> None:
    """Though the best page is far, and nothing is near to what is asked for."""
    cold = passage("A kiln that went cold is credited with 12.00 GBP within 5 days.", path="kilns.md")
    unlikely, likely = (
        plan(
            cold,
            GAP,
            situation=case("It went cold.", kiln="went cold"),
            asks=["a portrait of my dog"],
            matters={"gap": GAP},
            chance=chance,
            relevance=2.0,
        ).hold
        for chance in (0.6, 0.72)
    )
    assert (unlikely, likely) == ("no_policy", None)


@pytest.mark.parametrize(
    ("relevance", "chance", "hold"),
    [(2.0, 0.95, None), (2.0, 0.85, "no_policy"), (4.7, 0.85, None), (4.7, 0.6, "no_policy")],
)
def test_what_would_be_offered_has_to_be_the_surer_the_likelier_nothing_covers_the_matter(
    relevance: float, chance: float, hold: str | None
) -> None:
    lid = passage("A cracked lid is replaced within 5 days.", path="kilns.md")
    cracked = case("It is cracked.", lid="cracked")
    made = plan(
        lid, GAP, situation=cracked, asks=["my dog painted"], matters={"gap": GAP}, chance=chance, relevance=relevance
    )
    assert made.hold == hold


@pytest.mark.parametrize(("harmed", "hold"), [(True, None), (False, "no_policy")])
def test_what_is_done_for_somebody_who_was_hurt_covers_the_matter(harmed: bool, hold: str | None) -> None:
    rule = "The Kitchen Safety Team contacts the guest within 1 day of the report."
    page = passage(rule, section="1 When somebody was harmed", path="kitchen.md")
    told = replace(case("My wife was up all night."), harmed=harmed)
    made = plan(page, GAP, situation=told, asks=["my dog painted"], matters={"gap": GAP}, chance=0.95, relevance=2.0)
    assert made.hold == hold


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


def test_what_is_granted_but_wanted_sooner_is_declined_in_its_time() -> None:
    (declined,) = plan(FEE, situation=case(ferry_fare="42.00 EUR"), asks=["a refund of the fare today"]).plan.declined
    assert declined.why == TOO_SOON and declined.alternative == "refund of 42.00 EUR within 10 business days"
    assert plan(FEE, situation=case(ferry_fare="42.00 EUR"), asks=["a refund of the fare"]).plan.declined == ()


def test_all_of_it_is_not_granted_by_a_share_of_it() -> None:
    half = passage("Half of the fare, 50%, is refunded within 10 business days of the request.", path="ferry.md")
    made = plan(half, situation=case(fare="42.00 EUR"), asks=["a full refund of the fare"])
    assert [remedy.kind for remedy in made.plan.remedies] == ["refund"]
    assert [declined.ask for declined in made.plan.declined] == ["a full refund of the fare"]


def test_the_passages_that_decide_are_named() -> None:
    made = plan(FEE, situation=case(ferry_fare="42.00 EUR"), asks=["a refund of the fare"])
    assert made.deciding[0] == FEE.id


@pytest.mark.parametrize(("chance", "kind"), [(0.95, "investigation"), (0.89, "contact")])
def test_a_check_that_is_surely_meant_shows_that_a_document_covers_the_matter(chance: float, kind: str) -> None:
    check = passage("A damaged kiln is inspected within 6 business days of the report.", path="kilns.md")
    told = case("The kiln arrived damaged.", kiln="damaged")
    asks = ["an inspection of the damaged kiln"]
    made = plan(check, situation=told, asks=asks, chance=chance, relevance=1.0, matters={"gap": GAP})
    assert [r.kind for r in made.plan.remedies] == [kind]


def test_a_row_of_a_table_that_is_shown_already_is_no_further_evidence() -> None:
    lines = ("boat: canoe | deposit: 20 EUR", "boat: kayak | deposit: 35 EUR")
    whole = passage("\n".join(lines), path="hire.md", section="1 Boats", id="whole")
    first, second = (
        row("1 Boats", path="hire.md", **dict(cell.split(": ") for cell in line.split(" | "))) for line in lines
    )
    held = {page.id: page for page in (whole, first, second)}
    shown = evidence(held, (first.id, whole.id, second.id), {}, dt.date(2026, 11, 20))
    assert [piece.passage for piece in shown] == [first.id, whole.id]


def _page(*texts: str, path: str = "hire.md") -> dict[str, Passage]:
    pages = [
        passage(text, path=path, section=f"{place} Part", id=f"p{place}").model_copy(update={"position": place})
        for place, text in enumerate(texts)
    ]
    return {page.id: page for page in pages}


def test_a_short_passage_is_shown_with_its_neighbours_and_says_which_part_it_is() -> None:
    held = _page("A boat is a canoe or a kayak.", "The deposit is 20 EUR.", "It is kept for a lost paddle.")
    shown = evidence(held, ("p1", "p2", "p0"), {}, dt.date(2026, 11, 20))
    assert [piece.passage for piece in shown] == ["p1"]
    (piece,) = shown
    assert piece.quote[piece.start : piece.end] == "The deposit is 20 EUR."
    assert piece.quote.index("A boat is") < piece.start < piece.quote.index("2 Part\nIt is kept")


def test_a_long_neighbour_and_one_that_does_not_stand_beside_are_left_out() -> None:
    held = _page("Oars are lent. " * 70, "The deposit is 20 EUR.", "It is kept for a lost paddle.", "Dogs are welcome.")
    del held["p2"]
    (piece,) = evidence(held, ("p1",), {}, dt.date(2026, 11, 20))
    assert piece.quote == "The deposit is 20 EUR." and (piece.start, piece.end) == (0, len(piece.quote))


def test_what_one_excerpt_tells_is_not_told_by_the_next() -> None:
    held = _page("Oars are lent. " * 40, "The deposit is 20 EUR.", "Oars are kept. " * 60)
    shown = evidence(held, ("p0", "p2"), {}, dt.date(2026, 11, 20))
    assert [piece.quote.count("deposit") for piece in shown] == [1, 0]


def test_who_asks_for_all_their_money_and_gets_the_price_is_declined_nothing() -> None:
    made = plan(FEE, situation=case(ferry_fare="42.00 EUR"), asks=["all your money"])
    assert [remedy.kind for remedy in made.plan.remedies] == ["refund"] and made.plan.declined == ()


@pytest.mark.parametrize(("signals", "hold"), [(("contradiction_claim",), "contradiction"), ((), None)])
def test_who_holds_two_clauses_of_one_matter_against_each_other_need_not_be_near_to_their_words(
    signals: tuple[str, ...], hold: str | None
) -> None:
    early = passage("A bicycle may be taken off a booking up to 24 hours before departure.", path="fares.md")
    late = passage("A bicycle may be taken off a booking up to 72 hours before departure.", path="decks.md")
    made = plan(early, late, situation=case(), asks=["money back"], signals=signals, told=0.45)
    assert made.hold == hold


def test_somebody_who_was_hurt_is_offered_the_call_and_no_money_of_another_page() -> None:
    hurt = passage(
        "The Safety Desk telephones the guest within 1 day.", path="safety.md", section="5 When somebody was hurt"
    )
    price = passage("A broken kettle is refunded in full within 8 days.", path="kettles.md")
    told = case("The kettle broke.", kettle="broken, 40.00 GBP")
    for harmed, kinds in ((True, ["contact"]), (False, ["refund", "contact"])):
        made = plan(hurt, price, situation=replace(told, harmed=harmed), asks=["my money back"])
        assert [r.kind for r in made.plan.remedies] == kinds, harmed
