"""A table of what is given when something goes wrong: in whose money, in which form, when due, who calls for it, beside what."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rulebook import FRIDAY, case, passage, row, term, terms

from assistant.case import Plan, Remedy
from assistant.chain.retrieving import tables_named
from assistant.choosing import LEAST_CHANCE, LEAST_MONEY, LEAST_ROW, choose
from assistant.planning.material import Decision
from assistant.remedies import UNSPOKEN, Candidate, Situation, candidates, on_top_of
from assistant.remedies.besides import each_grant
from assistant.remedies.notes import due_when
from assistant.rulebook import Rulebook
from assistant.settings import load_settings
from assistant.wiring import open_desk
from knowledge.passage import Passage, Standing
from knowledge.regions import currencies_in
from knowledge.terms import Term
from knowledge.terms.kinds import names_kinds

PLANS = (
    row("Matrix", path="matrix.csv", event="late desk", basic="10", plus="25", form="store credit", notes="Once for each order."),
    row("Matrix", path="matrix.csv", event="missed visit", basic="30", plus="45", form="store credit", notes="Once for each visit."),
)  # fmt: skip


def listed(notes: str = "Once for each order.", **cells: str) -> Term:
    """A row of the matrix with these cells."""
    said = {"event": "late desk", "basic": "10 GBP", "plus": "25 GBP", "form": "store credit"} | cells
    (found,) = terms(row("Matrix", path="matrix.csv", **said, notes=notes))
    return found


def plus(*spoken: str, **facts: str) -> Situation:
    return case(*spoken, tables=PLANS, plan="Plus", **facts)


def sums(found: list[Candidate]) -> list[str]:
    return [f"{c.amount.value} {c.amount.currency}" for c in found if c.amount is not None and c.answer != "unmet"]


# Bare figures


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("Great Britain, Zone 1", {"GBP"}),
        ("Northern Ireland", {"GBP"}),
        ("Ireland", {"EUR"}),
        ("Texas, US", {"USD"}),
        ("Ontario, Canada", {"CAD"}),
        ("give it to us", set()),
    ],
)
def test_a_country_has_its_money(text: str, money: set[str]) -> None:
    assert currencies_in(text) == money


def test_a_bare_figure_is_in_the_money_of_the_case() -> None:
    (desk, _) = (candidates(terms(page), plus(price="90.00 EUR", region="Great Britain")) for page in PLANS)
    assert sums(desk) == ["25 EUR"], "the facts' own money comes first"


def test_a_bare_figure_is_in_the_money_of_the_country_where_no_fact_tells_a_sum() -> None:
    assert sums(candidates(terms(PLANS[0]), plus(region="Great Britain, Zone 1"))) == ["25 GBP"]
    assert sums(candidates(terms(PLANS[0]), plus(zone="Ireland", distance="20 miles"))) == ["25 EUR"]
    assert sums(candidates(terms(PLANS[0]), plus(door="green"))) == []


def test_a_bare_figure_for_each_day_is_given_as_often_up_to_its_limit() -> None:
    late = listed(event="late desk", basic="10", plus="15 per full week, at most 40")
    told = plus(region="UK", confirmed_week_ends="2026-10-02", delivered_on="2026-10-19")
    assert sums(candidates([late], told)) == ["30 GBP"]
    told = plus(region="UK", confirmed_week_ends="2026-10-02", delivered_on="2026-11-09")
    assert sums(candidates([late], told)) == ["40 GBP"]


# Form


def test_a_lapse_for_which_a_sum_comes_off_a_bill_is_a_credit() -> None:
    assert (
        listed(event="missed_visit", basic="30", plus="45", form="deduction from the last instalment").kind == "credit"
    )


def test_how_it_is_for_others_in_passing_is_no_kind_and_shuts_nobody_out() -> None:
    row_ = listed(form="deduction from the last instalment (Basic: refund)", event="missed_visit")
    assert row_.kind == "credit"
    assert sums(candidates([row_], plus())) == ["25 GBP"]


def test_a_step_of_the_table_is_no_ceiling() -> None:
    assert not listed(event="crossing (over 4 and up to 9 hours)").cap
    assert listed(plus="up to 25 GBP").cap


# When it is due


@pytest.mark.parametrize(
    ("notes", "when"),
    [
        ("Only if despatch takes longer than 12 days.", "if despatch takes longer than 12 days"),
        (
            "Due when the photo check has confirmed it; on top of the right box.",
            "when the photo check has confirmed it",
        ),
        ("One credit per order when our proof came late.", "when our proof came late"),
        ("The fee is refunded if the guest cancels in time.", "if the guest cancels in time"),
        ("Comes on top of the reprint and only after the photos are approved.", "after the photos are approved"),
        ("Once per order and day.", None),
    ],
)
def test_notes_say_when_a_row_is_due(notes: str, when: str | None) -> None:
    assert due_when(listed(notes)) == when


@pytest.mark.parametrize(
    ("notes", "what"),
    [
        ("Comes on top of the delivery charge.", "the delivery charge"),
        ("Added to the refund of the cabin price; once per trip.", "the refund of the cabin price"),
        ("It takes its place and is not added to it.", None),
    ],
)
def test_notes_say_what_a_row_comes_on_top_of(notes: str, what: str | None) -> None:
    assert on_top_of(listed(notes)) == what


def test_a_row_is_for_nobody_in_whose_case_its_notes_are_not_so() -> None:
    late = listed("Only if the desk came more than 10 days after the day shown.")
    assert sums(candidates([late], plus(day_shown="2026-10-01", desk_came="2026-10-20"))) == ["25 GBP"]
    assert sums(candidates([late], plus(day_shown="2026-10-01", desk_came="2026-10-05"))) == []


def test_a_row_waits_for_what_nobody_has_ruled_on() -> None:
    (found,) = candidates([listed("Due when the photo check has confirmed our mistake.")], plus())
    assert found.waits_for is not None


def test_a_row_for_those_to_whom_nothing_was_given_is_not_for_one_who_was_given_something() -> None:
    none = listed(event="no_cabin_given")
    assert sums(candidates([none], plus(cabin_given="none"))) == ["25 GBP"]
    assert sums(candidates([none], plus(cabin_given="inside"))) == []


# Who calls for it


def granted(text: str, told: Situation) -> list[str]:
    """What the clauses of a page give, of which each takes what it can from the matrix."""
    found = candidates(terms(text, *PLANS), told)
    return sums([c for c in found if not c.term.cells])


def test_a_clause_calls_a_row_by_its_name() -> None:
    told = plus(region="UK")
    assert granted("The missed visit credit is due.", told) == ["45 GBP"]
    assert granted("The goodwill credit is due.", told) == []


def test_what_a_table_gives_beside_a_deed_is_a_grant_of_its_own() -> None:
    both = term("If we miss a visit, a new one is offered within 5 days, with the allowance of the matrix.")
    deed, more = each_grant(both)
    assert (deed.kind, more.kind, more.quote) == ("delivery", "credit", "the allowance of the matrix")
    assert each_grant(term("A new visit is offered within 5 days.")) == (term("A new visit is offered within 5 days."),)


def test_an_allowance_of_the_matrix_is_a_credit_and_a_luggage_allowance_is_none() -> None:
    assert term("The delay allowance in the matrix is due.").kind == "credit"
    assert "credit" not in names_kinds("The luggage allowance is 20 kg")


def test_a_row_that_a_fact_proves_settles_the_clause_that_calls_for_it() -> None:
    matrix = row("Matrix", path="matrix.csv", event="late final bill", uk="25 GBP", form="account credit", notes="Due when the final bill comes later than 30 days after the supply ended.")  # fmt: skip
    page = "If the final bill was late, the payment in the matrix is added to it."
    (clause,) = [c for c in candidates(terms(page, matrix), case(days_to_final_bill="56 days after the supply ended")) if not c.term.cells]  # fmt: skip
    assert (clause.answer, clause.waits_for) == ("met", None)
    (clause,) = [c for c in candidates(terms(page, matrix), case(door="green")) if not c.term.cells]
    assert clause.answer != "met"


# What is chosen


def near(*pages: Passage) -> dict[str, float]:
    return {page.id: 8.0 for page in pages} | {f"another-{n}": 8.1 for n in range(5)}


def offered(found: list[Candidate], told: Situation | None = None) -> list[str]:
    relevance = {c.term.passage: 8.0 for c in found} | {f"another-{n}": 8.1 for n in range(5)}
    return sums(choose(found, relevance, frozenset(), FRIDAY, (told or case()).words))


def rows(weight: float, **changes: object) -> list[Candidate]:
    found = candidates([listed()], plus())
    return [replace(c, weight=weight, **changes) for c in found]  # type: ignore[arg-type]  # changes are a test's own


def test_a_row_needs_less_than_a_clause() -> None:
    assert offered(rows(LEAST_ROW)) == ["25 GBP"]
    assert offered(rows(LEAST_ROW - 0.01)) == []
    assert LEAST_ROW < LEAST_MONEY


def test_a_row_that_a_fact_proves_needs_less_still() -> None:
    proven = plus(price="90.00 GBP").facts[0]
    assert offered(rows(LEAST_CHANCE, fact=proven)) == ["25 GBP"]
    assert offered(rows(LEAST_CHANCE)) == []
    assert offered(rows(LEAST_CHANCE - 0.01, fact=proven)) == []


def test_what_is_for_somebody_else_to_name_is_not_offered() -> None:
    lead = listed(plus="up to 25 GBP", authority="team lead")
    assert offered([replace(c, weight=LEAST_MONEY - 0.01) for c in candidates([lead], plus())]) == []


EXCHANGE = "A desk of the wrong wood is exchanged within 5 working days."


def exchanged(label: str, notes: str, told: Situation, page: str = EXCHANGE, weight: float = 0.1) -> list[str]:
    """What is offered where the exchange is, and a row that is far less likely."""
    deed, beside = candidates(terms(page), told), candidates([listed(notes, event=label)], told)
    found = [replace(c, weight=0.95, answer="met") for c in deed] + [replace(c, weight=weight) for c in beside]
    return offered(found, told)


def test_what_a_row_says_to_come_on_top_of_is_given_with_it() -> None:
    told = plus("The wood is wrong.", model_delivered="walnut")
    assert exchanged("wrong model delivered", "On top of the exchange.", told) == ["25 GBP"]
    assert exchanged("wrong model delivered", "On top of the lamp.", told) == []
    assert exchanged("wrong model delivered", "Once for each order.", told) == []
    assert exchanged("late lamp", "On top of the exchange.", told) == []


def test_what_is_offered_is_also_told_by_the_code_of_its_document() -> None:
    told = plus("The wood is wrong.", model_delivered="walnut")
    page = passage(EXCHANGE, standing=Standing(code="LD-WOOD-2"))
    deed = [replace(c, weight=0.95, answer="met") for c in candidates(terms(page), told)]
    for notes, offer in (
        ("On top of the choice under LD-WOOD 3.1.", ["25 GBP"]),
        ("On top of the choice under LD-LAMP 3.1.", []),
    ):
        beside = candidates([listed(notes, event="wrong model delivered")], told)
        assert offered([*deed, *(replace(c, weight=0.1) for c in beside)], told) == offer


def test_what_comes_on_top_the_first_time_is_no_gift_for_the_second() -> None:
    told = plus("The wood is wrong again.", previous_failures="1", desk_delivered="walnut")
    again = "If a second desk of the wrong wood is delivered, it is exchanged within 5 working days."
    found = [replace(c, weight=0.95) for c in candidates(terms(again), told)]
    assert [c.answer for c in found] == ["met"]
    found += [replace(c, weight=0.1) for c in candidates([listed("On top of the exchange.", event="wrong desk delivered")], told)]  # fmt: skip
    assert offered(found, told) == []


def test_what_is_offered_may_say_all_of_a_row_of_which_the_customer_says_nothing() -> None:
    told = plus("I had a bad night.")
    page = "A guest in a lower cabin class gets 40 GBP back."
    refund = [replace(c, weight=0.95, answer="met") for c in candidates(terms(page), told)]
    (unspoken,) = candidates([listed("Added to the refund.", event="lower cabin class")], told)
    silent = replace(unspoken, weight=0.1, answer="unmet", reason=UNSPOKEN)
    assert offered([*refund, silent], told) == ["40 GBP", "25 GBP"]
    other = replace(silent, reason="Another row of the table is for this case.")
    assert offered([*refund, other], told) == ["40 GBP"]


def test_a_row_says_how_much_a_charge_is_of_which_a_clause_says_that_it_is_given_back() -> None:
    told = plus("My desk came late.")
    clause = [replace(c, weight=0.9, amount=None, parts=()) for c in candidates(terms("The charge for a late desk is refunded within 6 days."), told)]  # fmt: skip
    (charge,) = candidates([listed(event="late desk", form="refund", plus="7.50 GBP")], told)
    assert sums(choose(clause, near(), frozenset(), FRIDAY)) == []
    assert offered([*clause, replace(charge, weight=LEAST_ROW)], told) == ["7.50 GBP"]


SECOND = (
    "If the new desk fails as well, its price is refunded within 8 days. A manager calls the customer within 3 days."
)


def test_money_stands_by_the_call_that_is_offered_from_the_same_paragraph() -> None:
    told = case("The new desk failed too.", desk_price="90.00 GBP", previous_failures="1")
    found = candidates(terms(SECOND), told)
    far = {terms(SECOND)[0].passage: 7.0, "another": 8.0}

    def both(call: float) -> list[str]:
        weighed = [replace(c, weight=call if c.kind == "contact" else LEAST_MONEY, fact=None) for c in found]
        return sums(choose(weighed, far, frozenset(), FRIDAY))

    assert both(0.85) == ["90.00 GBP"]
    assert both(0.84) == []


def test_the_matrices_are_at_hand_for_every_case(tmp_path: Path) -> None:
    matrix = b"event,basic,plus,form,notes\nlate desk,10,25,store credit,Once for each order.\n"
    prices = b"service,price,days\nplain,10,3\nfast,20,1\n"
    opened = open_desk(load_settings(tmp_path, environ={}))
    try:
        opened.knowledge.add("matrix.csv", matrix)
        opened.knowledge.add("prices.csv", prices)
        opened.knowledge.add("rules.md", b"# Rules\n\nA desk is delivered within 9 days.\n")
        pages = Rulebook(opened.knowledge).pages()
        assert pages.matrices() == ("matrix.csv",)
        assert {p.path for p in tables_named(pages, [], {}).values()} == {"matrix.csv"}
    finally:
        opened.close()


def test_of_a_clause_that_gives_two_things_each_is_told_in_its_own_words() -> None:
    both = term("If we miss a visit, a new one is offered within 5 days, with the allowance of the matrix.")
    deed, more = each_grant(both)
    known = {(deed.id, deed.kind): deed, (more.id, more.kind): more}
    decision = Decision(Plan(), None, None, {both.id: both}, (), False, (), known)
    visit = Remedy(kind="delivery", basis="owed", term=both.id)
    assert decision.term_of(visit) == deed
    assert decision.term_of(visit.model_copy(update={"kind": "credit"})) == more
    assert decision.term_of(visit.model_copy(update={"kind": "refund"})) == both
