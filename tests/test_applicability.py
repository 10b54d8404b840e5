"""A term speaks to this customer, or it doesn't: validity, region and tier."""

from __future__ import annotations

import datetime as dt

import pytest
from rulebook import FRIDAY, case, passage, row, term

from assistant.applicability import in_force, names_other, names_own, own_money, siblings
from assistant.facts import read_facts
from knowledge.passage import Standing
from knowledge.terms import Money

PLANS = [
    row("Plans", plan="Basic", credit="5%"),
    row("Plans", plan="Family", credit="10%"),
    row("Plans", plan="Club", credit="15%"),
]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("standing", "event_on", "holds"),
    [
        (Standing(), None, True),
        (Standing(effective_from=FRIDAY, effective_until=FRIDAY), None, True),
        (Standing(effective_from=day("2026-11-21")), None, False),
        (Standing(effective_until=day("2026-11-19")), None, False),
        (Standing(effective_until=day("2026-06-30"), orders_before=day("2026-07-01")), day("2026-06-12"), True),
        (Standing(effective_until=day("2026-06-30"), orders_before=day("2026-07-01")), day("2026-07-01"), False),
        (Standing(effective_until=day("2026-06-30"), orders_before=day("2026-07-01")), None, False),
        (Standing(orders_from=day("2026-07-01")), day("2026-06-12"), False),
        (Standing(orders_from=day("2026-07-01")), day("2026-07-02"), True),
    ],
)
def test_a_document_rules_in_its_time_only(standing: Standing, event_on: dt.date | None, holds: bool) -> None:
    rule = term("The fee is refunded within 7 days.", standing=standing)
    assert in_force(rule, FRIDAY, event_on) is holds


def test_values_that_exclude_one_another_are_read_from_a_column() -> None:
    groups = siblings(PLANS)
    assert frozenset({"basic", "family", "club"}) in groups.groups
    assert groups.active(read_facts([("plan", "Family")])) == {"family": frozenset({"basic", "club"})}
    assert groups.active(read_facts([("colour", "Family")])) == {}


def test_values_that_exclude_one_another_are_read_from_the_headings_of_a_matrix() -> None:
    matrix = [row("M", delay="3 hours", Silver="20%", Gold="40%"), row("M", delay="6 hours", Silver="50%", Gold="70%")]
    active = siblings(matrix).active(read_facts([("member_status", "Gold")]))
    assert list(active) == ["gold"] and "silver" in active["gold"]


def test_values_that_exclude_one_another_are_read_from_a_list() -> None:
    groups = siblings([passage("Regions: Ireland, Northern Ireland and Wales")])
    assert groups.active(read_facts([("region", "Wales")])) == {"wales": frozenset({"ireland", "northern ireland"})}


def test_the_longest_value_wins_where_one_holds_another() -> None:
    groups = siblings([passage("Regions: Ireland, Northern Ireland and Wales")])
    assert list(groups.active(read_facts([("region", "Northern Ireland")]))) == ["northern ireland"]


def test_a_clause_for_another_tier_is_told_from_one_for_mine_and_one_for_all() -> None:
    active = siblings(PLANS).active(read_facts([("plan", "Family")]))
    assert names_other("Club members get a new racket.", active)
    assert not names_other("Family members get a new racket.", active)
    assert not names_other("Family and Club members get a new racket.", active)
    assert not names_other("Everybody gets a new racket.", active)
    assert names_own("Family and Club members get a new racket.", active)


def test_of_two_sums_in_a_clause_the_one_of_my_region_counts() -> None:
    active = siblings([passage("Regions: Ireland, Wales")]).active(read_facts([("region", "Wales")]))
    quote = "The visit fee is EUR 45 in Ireland, GBP 29 in Wales."
    assert own_money(quote, active, None) == Money(value=29, currency="GBP")
    assert own_money(quote, {}, None) is None


def test_values_that_share_a_cell_are_values_by_themselves() -> None:
    times = [
        row("Returns", region="Fjords", days="10"),
        row("Returns", region="Isles", days="14"),
        row("Returns", region="Fjords and Isles", days="30"),
    ]
    assert siblings(times).active(read_facts([("region", "Isles")])) == {"isles": frozenset({"fjords"})}


def test_what_is_told_of_a_value_beside_its_name_is_no_part_of_it() -> None:
    ways = [row("Ways", way="Sledge, without bells", price="3 EUR"), row("Ways", way="Skiff", price="9 EUR")]
    assert siblings(ways).active(read_facts([("service", "Sledge")])) == {"sledge": frozenset({"skiff"})}


def test_a_cell_that_holds_for_everybody_is_no_value_beside_the_others() -> None:
    visits = [
        row("Visits", plan="Willow", price="9 EUR"),
        row("Visits", plan="Rowan", price="12 EUR"),
        row("Visits", plan="all plans", price="none"),
    ]
    assert siblings(visits).active(read_facts([("plan", "Willow")])) == {"willow": frozenset({"rowan"})}


def test_a_column_of_codes_does_not_name_who_is_given_something() -> None:
    faults = [
        row("Faults", fault="cold kiln", rank="K1", shed="B-2"),
        row("Faults", fault="cracked lid", rank="K2", shed="B-4"),
    ]
    assert frozenset({"rank", "shed"}) not in siblings(faults).groups


def test_one_wordy_cell_does_not_make_a_column_of_sums_another() -> None:
    more = "EUR and 5 EUR more for each further full day of the delay"
    late = [
        row("Late", hours="late by 1", Bronze="5 EUR", Amber="9 EUR"),
        row("Late", hours="late by 2", Bronze="9 EUR", Amber="15 EUR"),
        row("Late", hours="late by 3", Bronze=f"10 {more}", Amber=f"30 {more}"),
    ]
    assert "bronze" in siblings(late).active(read_facts([("tier", "Amber")]))["amber"]


def test_an_everyday_word_names_others_before_what_is_sold_where_it_is_written_as_a_name() -> None:
    fares = [row("Fares", fare="Saver", price="5 EUR"), row("Fares", fare="Standard", price="9 EUR")]
    active = siblings(fares).active(read_facts([("fare", "Saver")]))
    assert names_other("A Standard ticket is refunded in full.", active)
    assert not names_other("A standard ticket is refunded in full.", active)


def test_a_zone_tells_where_a_customer_lives() -> None:
    zones = [row("Zones", area="Dales", price="5 EUR"), row("Zones", area="Fens", price="9 EUR")]
    assert siblings(zones).active(read_facts([("zone", "Fens")])) == {"fens": frozenset({"dales"})}


def test_a_clause_for_a_plan_is_not_for_the_plan_of_a_longer_name() -> None:
    plans = [row("Plans", plan="Office", credit="5 EUR"), row("Plans", plan="Office Plus", credit="9 EUR")]
    active = siblings(plans).active(read_facts([("plan", "Office Plus")]))
    assert names_other("The credit for Office is 5 EUR.", active)
    assert not names_other("The credit for Office Plus is 9 EUR.", active)
    assert not names_other("The credit is 5 EUR for Office and 9 EUR for Office Plus.", active)


def test_a_value_that_is_the_whole_name_of_a_column_tells_it_whatever_the_fact_is_called() -> None:
    matrix = row(issue="late delivery", solo="5", duo="8", crew="12", form="voucher")
    groups = siblings([matrix])
    assert groups.active(read_facts([("account", "duo")])) == {"duo": frozenset({"solo", "crew"})}
    assert groups.active(read_facts([("remark", "a duo played at the desk")])) == {}


@pytest.mark.parametrize(
    ("by", "facts", "told"),
    [
        ("garments collected", {"bought_on": "2024-03-10", "collected_on": "2026-05-18"}, "2026-05-18"),
        ("orders placed", {"order_date": "2026-01-10", "collected_on": "2026-05-18"}, "2026-01-10"),
        ("bookings made", {"bought_on": "2026-01-10"}, "2026-01-10"),
        ("departures", {"booked_on": "2025-12-11"}, None),
        (None, {"booked_on": "2025-12-11"}, "2025-12-11"),
    ],
)
def test_a_document_is_kept_for_what_happened_by_the_fact_of_that_name(
    by: str | None, facts: dict[str, str], told: str | None
) -> None:
    kept = Standing(effective_until=day("2026-01-31"), orders_before=day("2026-02-01"), orders_by=by)
    assert case(**facts).happened_on(kept) == (day(told) if told else None)


def test_a_place_of_the_companys_own_is_told_by_its_name_whatever_the_fact_is_called() -> None:
    own = [
        passage("Seats are upholstered.", path="a.md", standing=Standing(regions=("Ropewalk Hall", "Kade Hall"))),
        passage("Tickets are printed.", path="b.md", standing=Standing(regions=("UK", "Ireland"))),
    ]
    told = {"country": "United Kingdom", "hall": "Ropewalk Hall, Bristol"}
    assert siblings(own).elsewhere(read_facts(told.items())) == {"ireland", "kade hall"}
    assert siblings(own).elsewhere(read_facts({"country": "United Kingdom"}.items())) == {"ireland"}


def test_kinds_that_open_their_sentence_are_kinds_too() -> None:
    fares = [passage("A Skiff booking is refunded. A Sledge booking is not refunded.")]
    assert siblings(fares).active(read_facts([("fare", "Sledge")])) == {"sledge": frozenset({"skiff"})}


def test_where_something_was_booked_tells_the_country() -> None:
    pages = [
        passage("One.", standing=Standing(regions=("UK",))),
        passage("Two.", standing=Standing(regions=("Germany",))),
    ]
    assert siblings(pages).elsewhere(read_facts([("booked_at", "Leeds (UK)")])) == frozenset({"germany"})
