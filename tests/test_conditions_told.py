"""What facts tell of a condition in other words: the second time, what was booked and given, how long ago, for which places."""

from __future__ import annotations

import datetime as dt

import pytest
from rulebook import FRIDAY, alike, case, passage, term, terms
from test_header import standing
from test_remedies import permitted

from assistant.applicability import siblings
from assistant.conditions import judge_condition, judge_up_to
from assistant.facts import read_facts
from assistant.remedies import brings, candidates
from knowledge.passage import Standing
from knowledge.terms.clauses import take_apart


def answer(condition: str, **facts: str) -> str:
    return judge_condition(condition, read_facts(facts.items()), (), alike).answer


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        ("If a repair or a remake shows the same fault", {"remake_delivered": "2026-09-15, same warp", "previous_remakes": "1"}, "met"),
        ("If a repair or a remake shows the same fault", {"remake_delivered": "none", "previous_remakes": "0"}, "unmet"),
        ("If a jug is damaged again on its way back", {"second_damage": "on the way back", "previous_failures": "1"}, "met"),
        ("When a guest is given a lower room than booked", {"room_booked": "Lake, 46.00 GBP", "room_given": "Yard, 34.00 GBP"}, "met"),
        ("When a guest is given a lower room than booked", {"room_booked": "Yard, 34.00 GBP", "room_given": "Yard, 34.00 GBP"}, "unmet"),
        ("If we give a guest a lower class", {"cabin_price_paid": "139.00 EUR", "price_of_cabin_given": "94.00 EUR"}, "met"),
        ("If a guest has to take a lower category", {"booked_room": "Lake, 46.00 GBP", "room_given": "Yard, 34.00 GBP"}, "met"),
        ("If we send a paper later than the time in section 1", {"notice_due": "2026-06-12", "notice_sent": "2026-08-05"}, "met"),
        ("If we send a paper later than the time in section 1", {"notice_due": "2026-06-12", "notice_sent": "2026-06-10"}, "unmet"),
        ("At Kingsholm Loire", {"park": "Kingsholm UK"}, "unmet"),
        ("At Kingsholm Loire", {"park": "Kingsholm Loire, gate 3"}, "met"),
        ("If no cabin can be given", {"cabin_given": "Inside two-berth"}, "unmet"),
        ("If no cabin can be given", {"cabin_given": "none"}, "met"),
        ("If we cannot open the locker at a confirmed time", {"visit": "locker not opened, key broken"}, "met"),
        ("For a late barrel", {"delivery_week": "2026-10-05 to 2026-10-11", "delivered_on": "2026-10-20"}, "met"),
        ("For a late barrel", {"delivery_week": "2026-10-05 to 2026-10-11", "delivered_on": "2026-10-09"}, "unmet"),
        ("If the goods are not delivered on the agreed day", {"agreed_day": "2026-10-05", "delivered_on": "2026-10-07"}, "met"),
        ("If a delivery comes after the delivery window", {"delivery_window": "2026-10-05 to 2026-10-09", "delivered_on": "2026-10-12"}, "met"),
        ("For a late order", {"crew_window": "13:00-17:00", "delivery_range": "2026-05-18 to 2026-05-29", "delivered_on": "2026-05-28 19:40"}, "unmet"),
        ("For a late order", {"crew_window": "13:00-17:00", "delivery_range": "2026-05-18 to 2026-05-29", "delivered_on": "2026-05-30 12:40"}, "met"),
        ("If the crew is late", {"crew_window": "13:00-17:00", "delivery_range": "2026-05-18 to 2026-05-29", "delivered_on": "2026-05-28 19:40"}, "met"),
        ("For a timed barrel that comes after its time", {"due": "2026-06-16 10:00", "delivered": "2026-06-16 15:42"}, "met"),
        ("A barrel that is not the one on the order", {"barrel_ordered": "oak, 50 l", "barrel_delivered": "oak, 30 l"}, "met"),
        ("A barrel that is not the one on the order", {"barrel_ordered": "oak, 50 l", "barrel_delivered": "oak, 50 l"}, "unmet"),
        ("When nobody comes in a window that we confirmed and had not moved by noon", {"engineer_came": "no", "moved_or_cancelled": "no notice given"}, "met"),
        ("When nobody comes in a window that we confirmed", {"engineer_came": "yes, at 14:10"}, "unmet"),
        ("If we miss a tasting day that we had confirmed", {"tasting_day": "2026-07-14, missed by us"}, "met"),
        ("If we miss a cellar visit", {"cellar_visit": "not booked yet"}, "unmet"),
        ("If we miss a cellar visit", {"next_visit": "not booked yet", "cooper_came": "no"}, "met"),
        ("When a crew misses a confirmed appointment", {"appointment": "confirmed 2026-08-12 11:00-15:00"}, "open"),
        ("When a crew misses a confirmed appointment", {"appointment": "confirmed 2026-08-12 11:00-15:00", "status": "missed, van broken down"}, "met"),
        ("If the barrel to which we moved the guest is cancelled too", {"previous_cancellations_and_failures": "1"}, "met"),
        ("If the replacement barrel breaks down", {"previous_failures": "1"}, "met"),
        ("where one was charged", {"cleaning_charge": "17.50 GBP"}, "met"),
        ("where one was charged", {"cleaning_charge": "0.00 GBP"}, "unmet"),
        ("If the cooper leaves us", {"cooper": "still with us"}, "unmet"),
        ("After the second call", {"calls_held": "2 of 3"}, "met"),
        ("After the second call", {"calls_held": "1 of 3"}, "unmet"),
        ("before the second call", {"calls_held": "1 of 3"}, "met"),
        ("If a tasting stops for good before the last glass", {"tasting_log": "stopped 20:04, played to the end"}, "unmet"),
        ("If a tasting stops for good before the last glass", {"tasting_log": "stopped 20:04, abandoned"}, "met"),
        ("if we are asked within 21 days of the announcement of the new date", {"new_date": "2026-10-17, announced 2026-06-30", "request_date": "2026-08-24"}, "unmet"),
        ("if we are asked within 21 days of the announcement of the new date", {"new_date": "2026-10-17, announced 2026-06-30", "request_date": "2026-07-14"}, "met"),
    ],
)  # fmt: skip
def test_facts_answer_a_condition_in_their_own_words(condition: str, facts: dict[str, str], expected: str) -> None:
    assert answer(condition, **facts) == expected


def test_what_a_fact_denies_is_what_it_is_called_and_nothing_else_of_it() -> None:
    assert answer("If we change your booking", call_to_owner="none in the booking notes") != "unmet"
    assert answer("If we call the owner", call_to_owner="none in the booking notes") == "unmet"


@pytest.mark.parametrize(
    ("condition", "delivered", "reported", "expected"),
    [
        ("In the first three years", "2023-06-20", None, "unmet"),
        ("In the first three years", "2024-06-20", None, "met"),
        ("In the first 30 days of delivery", "2026-11-01", None, "met"),
        ("In the first 30 days of delivery", "2026-09-01", "2026-09-20", None),  # reported in time, written later
        ("Within three years", "2023-06-20", None, None),
    ],
)
def test_in_the_first_years_is_reckoned_from_the_day_it_came(
    condition: str, delivered: str, reported: str | None, expected: str | None
) -> None:
    facts = {"delivered_on": delivered} | ({"reported_on": reported} if reported else {})
    judged = judge_up_to(FRIDAY, condition, read_facts(facts.items()))
    assert (judged.answer if judged is not None else None) == expected


def test_which_thing_it_has_to_be_and_since_when_is_its_condition() -> None:
    late = take_apart("An order that is more than 8 weeks late and still not delivered may be cancelled for a refund.")
    assert late.condition == "An order that is more than 8 weeks late and still not delivered"
    first = take_apart("In the first three years a faulty part is replaced at no charge.")
    assert first.condition == "In the first three years"
    (found,) = candidates(
        terms("In the first three years a faulty barrel is replaced at no charge."),
        case("The barrel is faulty.", delivered_on="2023-06-20", chat="told 'over three years, wear and tear'"),
    )
    assert found.answer == "unmet"


# For how long


@pytest.mark.parametrize(
    ("told", "held"),
    [
        ({"market": "Spain", "night_of_request": "112"}, False),
        ({"market": "UK", "night_of_request": "112"}, True),
        ({"market": "Spain", "delivered_on": "2026-10-20"}, True),
        ({"market": "Spain", "delivered_on": "2026-06-20"}, False),
    ],
)
def test_a_trial_that_has_run_out_gives_nothing_any_more(told: dict[str, str], held: bool) -> None:
    rules = terms(
        passage("The trial is 120 nights in the UK and 100 nights in Spain.", section="1 Length"),
        passage("The price is refunded within 10 days of the request.", section="2 Money"),
    )
    known = case("I want to send the mattress back.", price="899.00 EUR", **told)
    assert any(c.kind == "refund" for c in permitted(rules, known)) is held


# For which places


@pytest.mark.parametrize(
    ("header", "regions"),
    [
        ("Region: mainland sites (Ashby, Long Combe). Island sites: see KD-2", ("mainland", "Ashby", "Long Combe")),
        ("Region: island sites only (Sallow Bay, Port Ker)", ("island", "Sallow Bay", "Port Ker")),
        ("Region: mainland sites and Sallow Bay", ("mainland", "Sallow Bay")),
        ("Region: DE, AT, IE with other figures for Ireland", ("Ireland", "Germany", "Austria")),
        ("Region: United Kingdom and Deutschland", ("UK", "Germany")),
        ("Region: all sites", ()),
        ("Region: all sites except Ashby", ()),
    ],
)
def test_a_company_names_its_places_in_its_own_words(header: str, regions: tuple[str, ...]) -> None:
    assert standing(header).regions == regions


@pytest.mark.parametrize(("site", "sum_"), [("Ashby (mainland)", 100.0), ("Port Ker (island)", 50.0)])
def test_rules_for_one_kind_of_place_are_for_no_other(site: str, sum_: float) -> None:
    mainland = passage(
        "The fee is refunded within 8 days.", path="a.md", standing=Standing(regions=("mainland", "Ashby"))
    )
    island = passage(
        "Half of the fee is refunded within 8 days.", path="b.md", standing=Standing(regions=("island", "Port Ker"))
    )
    known = case("Please refund the fee.", tables=[mainland, island], site=site, fee="100.00 GBP")
    found = permitted(terms(mainland, island), known)
    assert [float(c.amount.value) for c in found if c.amount] == [sum_]


def test_a_place_within_a_longer_name_is_not_told() -> None:
    pages = [
        passage("One.", standing=Standing(regions=("Ireland",))),
        passage("Two.", standing=Standing(regions=("Northern Ireland",))),
    ]
    told = siblings(pages).elsewhere(read_facts([("region", "Northern Ireland")]))
    assert told == {"ireland"}


@pytest.mark.parametrize(
    ("country", "elsewhere"),
    [
        ("Germany", {"us", "uk"}),
        ("DE", {"us", "uk"}),
        ("Deutschland", {"us", "uk"}),
        ("United Kingdom", {"us", "germany"}),
        ("told us it is his own", set()),
    ],
)
def test_a_country_is_told_by_any_of_its_names(country: str, elsewhere: set[str]) -> None:
    pages = [passage(name, standing=Standing(regions=(name,))) for name in ("DE", "United Kingdom", "USA")]
    assert siblings(pages).elsewhere(read_facts([("country", country)])) == elsewhere


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A technician visits within 3 days.", "repair"),
        ("A leaking roof is made watertight within 2 days.", "repair"),
        ("The missed inspection is made up for within 30 days, free of charge.", "fix"),
        ("The desk confirms or declines the pause within 7 days.", "investigation"),
        ("We confirm a cancellation in writing within 3 days.", "contact"),
    ],
)
def test_what_a_clause_promises_is_told_by_its_verb(text: str, kind: str) -> None:
    assert term(text).kind == kind


def test_a_new_week_that_is_offered_is_an_appointment() -> None:
    found = term("A new week is offered within 10 business days.")
    assert brings(found) == "visit"


def test_a_step_that_the_rules_themselves_promise_need_not_be_spoken_of() -> None:
    with_it = terms(
        "Collection is offered within 15 days of the message. The price of the mattress is refunded within 10 days after the crew "
        "has collected it."
    )  # fmt: skip
    alone = terms("The price of the mattress is refunded within 10 days after the crew has fetched it.")
    known = case("The mattress is too hard for me and I want to end the trial.", price="899.00 EUR")
    assert any(c.kind == "refund" for c in permitted(with_it, known))
    assert not any(c.kind == "refund" for c in permitted(alone, known))


def test_a_value_that_was_assessed_is_paid_and_no_check() -> None:
    found = term("If a jug is broken again, its assessed current value is paid within 10 days of the approval.")
    assert found.kind == "refund"
    assert dt.timedelta(days=found.due.bound if found.due else 0).days == 10
