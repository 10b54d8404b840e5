"""What the measurement of terms takes for the limit of a case, and when it counts one as read."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "docs"))  # its scripts are no package

from bench_terms import Limit, judged, limits, of_clause, row
from rulebook import case, term

from assistant.permitting import granted

QUOTE = "Half of the course fee is refunded within 5 to 7 working days of the request."


def given(quote: str = QUOTE, *, facts: dict[str, str] | None = None, **owed: Any) -> list[Limit]:
    """The limits of a case with one deciding clause in rules.md."""
    kept = {"max_amount": None, "currency": None, "min_days": None, "day_type": None, "kind": "refund"} | owed
    gold = [{"doc": "rules.md", "quote": quote}]
    return list(limits({"id": "c", "facts": facts or {}, "gold": gold, "entitled": [kept], "discretionary": []}, []))


def told(limit: Limit, clause: str) -> Any:
    """What becomes of a limit where a document holds one clause."""
    held, customer = term(clause, path="rules.md"), case("I want my course fee back.", request_date="2026-11-19")
    return judged(limit, (held,), granted((held,), customer), customer)


def test_days_are_a_limit_where_a_deciding_clause_states_them_with_their_unit() -> None:
    (days,) = given(min_days=7, day_type="business")
    assert (days.what, days.value, days.unit) == ("days", 7, "business")
    assert [found.what for found in given(min_days=7, day_type="calendar")] == ["elsewhere"]
    assert [found.what for found in given(min_days=8, day_type="business")] == ["elsewhere"]
    (week,) = given("The fee is refunded within two weeks.", min_days=14, day_type="calendar")
    assert week.what == "days"


def test_a_sum_stands_in_the_clause_or_is_so_many_or_so_much_of_one() -> None:
    (stated,) = given("A credit of €30 is owed.", max_amount=30, currency="EUR")
    assert (stated.what, stated.value) == ("sum", 30)
    thrice, whole = given("A credit of €30 is owed for each night.", max_amount=90, currency="EUR")
    assert (thrice.what, thrice.value, whole.what) == ("rate", 30, "worked out")
    half, _ = given(facts={"fee": "240.00 EUR"}, max_amount=120, currency="EUR")
    assert (half.what, half.value, half.unit) == ("rate", 50, "%")
    (facts_alone,) = given("The fee is refunded in full.", facts={"fee": "240 EUR"}, max_amount=240, currency="EUR")
    assert facts_alone.what == "worked out"


def test_a_limit_counts_by_its_number_and_its_unit() -> None:
    (days,) = given(min_days=7, day_type="business")
    assert (told(days, QUOTE).read, told(days, QUOTE).applies) == (True, True)
    other = told(days, QUOTE.replace("5 to 7", "5 to 9"))
    assert (other.read, other.cause) == (False, "another time read")
    calendar = told(days, QUOTE.replace("working", "calendar"))
    assert (calendar.read, calendar.cause) == (False, "another unit")
    assert told(days, "Damaged tiles are replaced.").cause == "no term from the clause"


def test_a_limit_that_is_for_somebody_else_is_held_and_not_for_the_customer() -> None:
    (days,) = given(
        "If no tutor was found, the fee is refunded within 7 working days.", min_days=7, day_type="business"
    )
    clause = "If no tutor was found, the fee is refunded within 7 working days."
    held, customer = term(clause, path="rules.md"), case("I want my fee back.", tutor_was_found="yes")
    found = judged(days, (held,), granted((held,), customer), customer)
    assert (found.read, found.applies, found.cause) == (True, False, "taken not to be for this customer")


def test_a_term_is_of_a_clause_by_its_document_and_its_words() -> None:
    held = term(QUOTE, path="rules.md")
    assert of_clause(held, "rules.md", QUOTE[:40])
    assert not of_clause(held, "other.md", QUOTE[:40])
    assert not of_clause(held, "rules.md", "Books are sold at the desk for their own price.")


def test_the_shares_leave_out_what_comes_from_the_facts_alone() -> None:
    (days,) = given(min_days=7, day_type="business")
    right = told(days, QUOTE)
    wrong = told(days._replace(what="worked out", value=Decimal(1)), QUOTE)
    assert row("few", [right, wrong]).endswith("| 1 / 1 of 1 | 0 / 0 of 0 | 0 / 0 of 0 | 0 / 0 of 1 | 100 % | 100 % |")
