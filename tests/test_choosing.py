"""Of what is permitted the likely is offered; of two times for an answer the longer one; a check where nothing else is left."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rulebook import FRIDAY, case, passage, row, term, terms

from assistant.choosing import LEAST_CHANCE, LEAST_CHECK, LEAST_MONEY, LEAST_TOGETHER, SIDE_BY_SIDE, choose
from assistant.choosing.beside import without_the_first
from assistant.remedies import Candidate, Situation, brings, candidates, deducted, grants
from knowledge.passage import Passage

REPORTED = case("My bicycle arrived damaged, and nobody answers my complaint about the delivery fee.")
ANSWER = passage("A complaint is answered within 5 business days.", path="answers.md")
SLOWER = passage("The complaint is answered within 9 business days.", path="desk.md")
WEEKS = passage("A complaint is answered within 2 weeks.", path="weeks.md")
CHECK = passage("A damaged bicycle is inspected within 6 business days of the report.", path="repairs.md")
FEE = passage("The delivery fee is refunded in full within 5 days of the request.", path="fees.md")


def likely(*pages: tuple[Passage, float]) -> list[Candidate]:
    """What each page gives, with how likely the letter is about it."""
    found = []
    for page, weight in pages:
        (candidate,) = candidates(terms(page), REPORTED)
        found.append(replace(candidate, weight=weight))
    return found


def chosen(
    *pages: tuple[Passage, float], far: tuple[Passage, ...] = (), standing: frozenset[str] = frozenset()
) -> list[tuple[str, int]]:
    """Kind and days of what is offered. The pages are all near but for those that are `far`, behind three others."""
    relevance = {page.id: 8.0 for page, _ in pages} | {page.id: 2.0 for page in far}
    relevance |= {f"another-{number}": 7.0 for number in range(3) if far}
    offered = choose(likely(*pages), relevance, standing, FRIDAY)
    return [(c.kind, c.due.bound if c.due is not None else 0) for c in offered]


# The time of an answer


def test_of_two_clauses_that_are_about_as_likely_the_longer_time_is_promised() -> None:
    assert chosen((ANSWER, 0.95), (SLOWER, 0.8)) == [("contact", 9)]
    assert chosen((ANSWER, 0.8), (SLOWER, 0.95)) == [("contact", 9)]


def test_a_clause_that_is_much_less_likely_sets_no_time() -> None:
    assert chosen((ANSWER, 0.95), (SLOWER, 0.69))[0] == ("contact", 5)


def test_times_are_compared_by_how_long_they_are_and_not_by_their_numbers() -> None:
    assert chosen((SLOWER, 0.95), (WEEKS, 0.9)) == [("contact", 2)]


def test_the_time_of_an_answer_says_nothing_of_a_check_nor_of_money() -> None:
    assert ("investigation", 6) in chosen((CHECK, 0.95), (SLOWER, 0.95))
    later = passage("The delivery fee is refunded in full within 20 days of the request.", path="later.md")
    assert chosen((FEE, 0.95), (later, 0.9)) == [("refund", 5)]


def test_a_rule_about_rules_is_neither_offered_nor_lends_its_time() -> None:
    (slower,) = terms(SLOWER)
    assert chosen((ANSWER, 0.95), (SLOWER, 0.95), standing=frozenset([slower.id])) == [("contact", 5)]


# The check of last resort


def test_a_check_that_is_no_sure_thing_is_offered_where_nothing_else_is() -> None:
    unsure = (LEAST_CHECK + LEAST_CHANCE) / 2
    assert chosen((CHECK, unsure)) == [("investigation", 6)]
    assert chosen((CHECK, unsure), (FEE, 0.3)) == [("investigation", 6)]


def test_it_is_not_offered_beside_something_else() -> None:
    unsure = (LEAST_CHECK + LEAST_CHANCE) / 2
    assert chosen((CHECK, unsure), (FEE, 0.95)) == [("refund", 5)]


@pytest.mark.parametrize(("weight", "offered"), [(LEAST_CHECK, [("investigation", 6)]), (LEAST_CHECK - 0.01, [])])
def test_below_its_least_chance_nothing_is_offered_at_all(weight: float, offered: list[tuple[str, int]]) -> None:
    assert chosen((CHECK, weight)) == offered


def test_a_check_of_a_page_that_is_not_among_the_nearest_is_not_offered() -> None:
    assert chosen((CHECK, LEAST_CHECK), far=(CHECK,)) == []


def test_a_check_without_a_time_is_not_offered() -> None:
    bare = [replace(candidate, due=None) for candidate in likely((CHECK, LEAST_CHECK))]
    assert choose(bare, {CHECK.id: 8.0}, frozenset(), FRIDAY) == []


def test_other_deeds_are_no_last_resort() -> None:
    assert chosen((ANSWER, LEAST_CHECK)) == []
    assert chosen((FEE, LEAST_CHECK)) == []


# An answer beside what is given


def test_no_answer_is_promised_beside_what_is_given_unless_it_is_surely_meant() -> None:
    assert chosen((FEE, 0.95), (ANSWER, LEAST_MONEY - 0.01)) == [("refund", 5)]
    assert chosen((FEE, 0.95), (ANSWER, LEAST_MONEY)) == [("refund", 5), ("contact", 5)]
    assert chosen((ANSWER, LEAST_MONEY - 0.01)) == [("contact", 5)]


def test_a_check_stands_beside_what_is_given_also_where_it_is_less_sure() -> None:
    assert chosen((FEE, 0.95), (CHECK, LEAST_MONEY - 0.01)) == [("refund", 5), ("investigation", 6)]


# What is nothing to offer


@pytest.mark.parametrize(
    "text",
    [
        "The brokerage fee is collected within 3 days of the trade.",
        "A mooring charge is due within 7 days of arrival.",
        "Every supper supplement charge is added within 2 days.",
    ],
)
def test_what_a_customer_pays_is_not_offered(text: str) -> None:
    (charged,) = terms(text)
    assert not grants(charged.model_copy(update={"mode": "entitlement"}))


def test_a_fee_that_is_taken_off_is_offered() -> None:
    (spared,) = terms("The mooring charge is taken off within 7 days of the request.")
    assert grants(spared.model_copy(update={"mode": "entitlement"}))


def test_what_we_choose_between_is_not_offered() -> None:
    ours, theirs = terms(
        "On an accepted claim we choose between repair, replacement and payment.",
        "On an accepted claim the customer chooses between repair, replacement and payment.",
    )
    assert not grants(ours.model_copy(update={"mode": "entitlement"}))
    assert grants(theirs.model_copy(update={"mode": "entitlement"}))


# What is offered beside each other


def beside(page: Passage, weights: dict[str, float], told: Situation) -> list[tuple[str, int]]:
    """Kind and days, or the sum where it has no days, of what is offered of one page, each kind as likely as told."""
    found = [replace(c, weight=weights[c.kind]) for c in candidates(terms(page), told)]
    offered = choose(found, {page.id: 8.0}, frozenset(), FRIDAY)
    return [(c.kind, c.due.bound if c.due is not None else int(c.amount.value if c.amount else 0)) for c in offered]


TWICE = passage(
    "4.1 If a fee was taken twice, the second payment is refunded within 5 days.\n\n"
    "4.2 If the bank charged for it, the bank charge is refunded within 9 days."
)


def test_two_sums_from_facts_of_their_own_are_offered_side_by_side_where_both_are_sure() -> None:
    told = case(second_payment="40.00 EUR", bank_charge="6.00 EUR", fee="taken twice", bank="charged for it")
    assert beside(TWICE, {"refund": SIDE_BY_SIDE}, told) == [("refund", 5), ("refund", 9)]
    assert beside(TWICE, {"refund": SIDE_BY_SIDE - 0.01}, told) == [("refund", 5)]


def test_a_sum_follows_what_its_own_sentence_gives_plainly() -> None:
    page = passage("If we miss a visit, a credit of 30 EUR is due and the next visit is offered within 5 days.")
    told = case("You missed the visit.", visit_missed="by us")
    assert ("credit", 30) in beside(page, {"credit": LEAST_TOGETHER, "delivery": LEAST_MONEY}, told)
    assert ("credit", 30) not in beside(page, {"credit": LEAST_TOGETHER - 0.01, "delivery": LEAST_MONEY}, told)
    assert ("credit", 30) not in beside(page, {"credit": LEAST_TOGETHER, "delivery": LEAST_MONEY - 0.01}, told)


def test_the_check_that_a_remedy_waits_for_goes_with_it() -> None:
    told = case("I asked for a credit.")
    credit, check = (
        "An accepted credit of 12 EUR is set against the next invoice.",
        "The request is checked within 8 days.",
    )

    def offered(*pages: Passage) -> list[str]:
        weights = {"credit": 0.97, "investigation": LEAST_CHANCE}
        found = [replace(c, weight=weights[c.kind]) for c in candidates(terms(*pages), told)]
        near = {f"another-{number}": 8.1 for number in range(4)}
        return [c.kind for c in choose(found, {page.id: 8.0 for page in pages} | near, frozenset(), FRIDAY)]

    assert offered(passage(f"5.1 {check}\n\n5.2 {credit}")) == ["credit", "investigation"]
    assert offered(passage(credit), passage(check, section="9 Requests")) == ["credit"]


@pytest.mark.parametrize(("called", "offered"), [("2026-11-18", [("contact", 5)]), ("2026-10-30", [])])
def test_word_whose_time_is_over_is_not_promised(called: str, offered: list[tuple[str, int]]) -> None:
    page = passage("The patient hears from the clinic within 5 days of the first call.")
    assert beside(page, {"contact": 0.97}, case("Nobody wrote.", first_call=called)) == offered


def test_a_sum_off_which_another_clause_takes_something_counts_as_proven_on_a_page_further_off() -> None:
    rules = terms(
        "The price is refunded in full within 7 days.\nFor a used kiln, 20% of the price is deducted from the refund."
    )
    told = case("The kiln is dull.", price="50.00 EUR", kiln="used kiln")
    whole = next(c for c in candidates(rules, told) if c.kind == "refund" and c.amount)
    less = deducted(whole, [t for t in rules if t.mode == "deduction"], told)
    far = {less.term.passage: 2.0, "another": 8.0}
    assert choose([replace(whole, weight=LEAST_MONEY)], far, frozenset(), FRIDAY) == []
    assert [c.amount for c in choose([replace(less, weight=LEAST_MONEY)], far, frozenset(), FRIDAY)] == [less.amount]


def test_what_comes_to_a_customer_is_goods_or_a_visit_that_the_clause_names() -> None:
    goods, visit = term("A spare key is sent within 3 days."), term("The next visit takes place within 5 working days.")
    assert (brings(goods), brings(visit)) == ("goods", "visit")
    assert brings(term("Members choose morning or afternoon within 3 days.")) is None
    assert brings(term("It gives free delivery on each order.")) is None


@pytest.mark.parametrize(
    "text",
    [
        "An emergency credit of 10 EUR is taken at the meter by the customer.",
        "The shed plan sends the same goods at 10% below the shop price.",
    ],
)
def test_what_a_customer_does_and_what_something_costs_is_not_offered(text: str) -> None:
    (found,) = terms(text)
    assert not grants(found.model_copy(update={"mode": "entitlement"}))


def test_a_delivery_of_which_nobody_would_know_what_comes_is_no_offer() -> None:
    page = passage("A damaged bicycle is delivered again within 3 days of the report.", path="again.md")
    (named,) = likely((page, 0.95))
    assert named.kind == "delivery"
    nameless = replace(named, term=named.term.model_copy(update={"quote": "Riders choose the morning within 3 days."}))
    near = {page.id: 8.0}
    assert choose([named], near, frozenset(), FRIDAY) == [named]
    assert choose([nameless], near, frozenset(), FRIDAY) == []


def test_of_grades_of_one_matter_the_one_that_a_fact_tells_is_offered() -> None:
    """A dish that was cold is known; whether half the menu was, nobody knows, and its price is not held out."""
    page = passage(
        "For a side dish that is cold, 2 EUR are refunded.\nIf a main course is cold, 9 EUR are refunded.\n"
        "If most courses of the menu are inedible, the menu price is refunded.",
        path="menus.md",
    )
    known = case("My dinner was a disgrace.", main_course="cold", menu_price="48.00 EUR")
    judged = candidates(terms(page), known)
    found = [replace(c, weight=0.97, answer="open" if c.fact is None else "met", reason="") for c in judged]
    assert [str(c.amount.value) for c in choose(found[2:], {page.id: 8.0}, frozenset(), FRIDAY) if c.amount] == [
        "48.00"
    ]
    assert [str(c.amount.value) for c in choose(found, {page.id: 8.0}, frozenset(), FRIDAY) if c.amount] == ["9"]


def test_what_a_word_means_is_nothing_to_offer() -> None:
    means = passage("A guide is absent when nobody stands at the gate 10 minutes after the start.", path="words.md")
    read = terms(means)[0].model_copy(update={"mode": "entitlement"})
    (candidate,) = candidates([read], case("The guide was absent, nobody stood at the gate."))
    assert choose([replace(candidate, weight=0.95)], {means.id: 1.0}, frozenset(), FRIDAY) == []


MISSED_TWICE = passage(
    "If a visit is missed twice, the visit fee is refunded within 9 days of the request. A senior planner rings the customer within 3 days.",
    path="twice.md",
)


def test_what_follows_on_money_that_a_fact_calls_for_is_promised_with_it() -> None:
    known = case("Twice nobody came.", visit_fee="31.00 GBP", visit_missed_twice="yes")
    refund, call = (
        replace(c, weight=w, fit=0.2) for c, w in zip(candidates(terms(MISSED_TWICE), known), (0.95, 0.6), strict=True)
    )
    assert (refund.kind, refund.answer, call.kind, call.answer) == ("refund", "met", "contact", "met")
    relevance = {MISSED_TWICE.id: 8.0}
    assert [c.kind for c in choose([refund, call], relevance, frozenset(), FRIDAY)] == ["refund", "contact"]
    unproven = replace(refund, fact=None)
    assert [c.kind for c in choose([unproven, call], relevance, frozenset(), FRIDAY)] == ["refund"]


def test_a_check_that_waits_for_a_paper_known_to_be_missing_is_promised() -> None:
    page = passage("Once the photo is here, the lamp is examined within 2 days of receipt.", path="lamps.md")
    (check,) = candidates(terms(page), case("My lamp has a crack.", photo="none received"))
    relevance = {page.id: 8.0, "nearer": 8.1}
    assert [c.kind for c in choose([replace(check, weight=0.8)], relevance, frozenset(), FRIDAY)] == ["investigation"]
    unknown = replace(check, weight=0.8, fact=None)
    assert choose([unknown], {**relevance, "b": 8.2, "c": 8.3, "d": 8.4}, frozenset(), FRIDAY) == []


@pytest.mark.parametrize(("returned", "offered"), [("2026-11-10", [("delivery", 14)]), ("2026-10-20", [])])
def test_a_paper_whose_time_is_over_is_not_promised(returned: str, offered: list[tuple[str, int]]) -> None:
    page = passage("We send a notice with photos and an estimate within 14 days of the return.")
    assert beside(page, {"delivery": 0.97}, case("There is no dent.", boat_return=returned)) == offered


# What a table gives on top

COURT = passage(
    "If a court was booked twice, the player gets a refund of the court fee within 8 days.", path="courts.md"
)


@pytest.mark.parametrize(
    ("event", "notes", "kinds"),
    [
        ("double booked court", "Comes on top of the refund.", {"refund", "credit"}),
        ("double booked court", "Once a year.", {"refund"}),
        ("late release of a class", "Comes on top of the refund.", {"refund"}),
    ],
)
def test_a_row_that_says_so_comes_on_top_of_what_is_offered_for_the_same_matter(
    event: str, notes: str, kinds: set[str]
) -> None:
    matrix = row(event=event, solo="10.00 EUR", form="club credit", notes=notes)
    told = case("Our court was taken.", court="booked twice", court_fee="42.00 EUR", membership="solo", tables=[matrix])
    found = candidates([*terms(COURT), *terms(matrix)], told)
    weighed = [replace(c, weight=0.1 if c.term.cells else 0.95) for c in found]
    relevance = {COURT.id: 8.0, matrix.id: 2.0}
    assert {c.kind for c in choose(weighed, relevance, frozenset(), FRIDAY)} == kinds


def test_a_deed_of_which_nobody_speaks_is_not_offered_because_its_page_is_near() -> None:
    page = passage("The place may be passed on to another player at no cost.", path="courses.md")
    (found,) = candidates(terms(page), REPORTED)
    told = [replace(found, weight=0.6, fit=fit) for fit in (0.2, 0.5)]
    assert [bool(choose([c], {page.id: 8.0}, frozenset(), FRIDAY)) for c in told] == [False, True]


@pytest.mark.parametrize(
    ("clause", "offered"),
    [
        ("The box of a player is noted as empty.", False),
        ("The grips of a racket are covered for the time in the table.", False),
        ("The grips of a racket are covered by new tape.", True),
    ],
)
def test_what_only_the_staff_do_or_what_a_table_says_is_nothing_to_offer(clause: str, *, offered: bool) -> None:
    (fee,) = likely((FEE, 0.95))
    own = fee.term.model_copy(update={"quote": clause, "kind": "other", "kinds": ("other",), "due": None, "of": None})
    told = replace(fee, term=own, kind="other", amount=None, due=None, fit=0.9)
    assert bool(choose([told], {FEE.id: 8.0}, frozenset(), FRIDAY)) is offered


def test_what_a_customer_reports_is_nothing_that_is_given() -> None:
    assert not grants(term("Damage is reported on a slip before the crate is shipped."))
    assert grants(term("What is reported at the yard is repaired within 2 hours."))


@pytest.mark.parametrize(("fee", "kinds"), [("delivery fee paid", {"refund"}), ("5 EUR", {"refund", "credit"})])
def test_the_same_fee_back_by_a_clause_and_by_a_row_is_one_remedy(fee: str, kinds: set[str]) -> None:
    told = case("The bicycle came late. I want the delivery fee.", delivery_fee="9.00 EUR", bicycle="late")
    sheet = row("Grid", path="grid.csv", event="late bicycle", gives=fee, form="credit", days="within 3 days")
    found = [replace(c, weight=0.96) for page in (FEE, sheet) for c in candidates(terms(page), told)]
    offered = choose(found, {FEE.id: 8.0, sheet.id: 8.0}, frozenset(), FRIDAY)
    assert {c.kind for c in offered} == kinds


@pytest.mark.parametrize(
    ("gives", "by", "sums"), [("20 EUR", "agent", 2), ("up to 20 EUR", "agent", 1), ("20 EUR", "shift lead", 1)]
)
def test_what_comes_on_top_is_offered_where_it_is_a_sum_and_ours_to_give(gives: str, by: str, sums: int) -> None:
    told = case("The court was booked twice, so we could not play.", court="booked twice", court_fee="30.00 EUR")
    page = passage("If a court was booked twice, the court fee is refunded within 5 days.", path="courts.md")
    sheet = row(
        "Grid",
        path="grid.csv",
        event="court booked twice",
        gives=gives,
        form="credit",
        authority=by,
        notes="comes on top of the refund",
    )
    found = [
        replace(c, weight=0.4 if c.term.cells else 0.96) for p in (page, sheet) for c in candidates(terms(p), told)
    ]
    offered = choose(found, {page.id: 8.0, sheet.id: 2.0}, frozenset(), FRIDAY)
    assert len([c for c in offered if c.amount]) == sums


def test_a_sum_follows_on_a_deed_of_its_own_sentence_and_of_no_other() -> None:
    told = case("Nobody came.")
    weights = {"credit": LEAST_TOGETHER, "delivery": LEAST_MONEY}
    one = passage("We credit 30 EUR, and the next visit is offered within 5 days.")
    two = passage("We credit 30 EUR. The next visit is offered within 5 days.")
    assert ("credit", 30) in beside(one, weights, told)
    assert ("credit", 30) not in beside(two, weights, told)


def test_what_is_given_as_well_is_not_given_where_the_first_is_not_for_the_case() -> None:
    rules = passage(
        "3.1 If the concert is moved to another day, the ticket is refunded within 10 days.\n3.2 In Kent the booking fee is refunded as well."
    )
    known = case(
        "The concert was moved.",
        county="Kent",
        ticket="60.00 GBP",
        booking_fee="4.00 GBP",
        moved="yes, moved to another day",
    )
    found = [replace(c, weight=0.95) for c in candidates(terms(rules), known)]
    fee = next(c for c in found if "as well" in c.term.quote)
    first = next(c for c in found if c is not fee)
    assert without_the_first(fee, [fee], [replace(first, answer="unmet"), fee])
    assert not without_the_first(fee, [first, fee], [first, fee])
    assert not without_the_first(fee, [fee], [first, fee])


@pytest.mark.parametrize(
    "word",
    ["In addition, the Care Desk telephones within 3 days.", "The Care Desk telephones within 3 days of it."],
)
def test_a_word_on_top_of_what_is_not_for_this_case_is_not_either(word: str) -> None:
    page = passage(f"If the second coach is late too, the fare is refunded in full. {word}", path="coaches.md")
    fare, call = (replace(c, weight=0.95) for c in candidates(terms(page), case("My coach was late.")))
    assert call.kind == "contact"
    assert without_the_first(call, [], [replace(fare, answer="unmet"), call])
    assert not without_the_first(call, [], [replace(fare, answer="met"), call])


def test_a_sum_that_comes_along_with_another_is_offered_beside_it() -> None:
    page = passage(
        "A wrong charge is refunded in full. A bank fee that it caused is made good along with it.", path="charges.md"
    )
    known = case("You took a wrong charge.", wrong_charge="30.00 GBP", bank_fee="12.00 GBP")
    found = [replace(c, weight=0.85, answer="met") for c in candidates(terms(page), known)]
    sums = [str(c.amount.value) for c in choose(found, {page.id: 8.0}, frozenset(), FRIDAY) if c.amount]
    assert sums == ["30.00", "12.00"]


def test_what_is_lent_for_the_meantime_does_not_stand_for_the_repair() -> None:
    page = passage(
        "A broken line is repaired within 4 days of the report. A hub on loan is delivered within 2 days of the report.",
        path="lines.md",
    )
    found = [replace(c, weight=0.95) for c in candidates(terms(page), case("My line is broken."))]
    assert {c.kind for c in choose(found, {page.id: 8.0}, frozenset(), FRIDAY)} == {"repair", "delivery"}
