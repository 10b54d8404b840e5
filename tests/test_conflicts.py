"""Two documents that give different limits for one matter are found, and only those."""

from __future__ import annotations

from rulebook import alike, passage, row, terms

from assistant.conflicts import find_conflicts
from knowledge.passage import Standing

TEN = passage("The refund of the course fee is paid within 10 business days of the request.", path="courses.md")
FOUR = passage("The refund of the course fee is paid within 4 business days of the request.", path="payments.md")


def test_two_documents_with_different_times_for_one_matter_disagree() -> None:
    (found,) = find_conflicts(terms(TEN, FOUR), alike)
    assert {found.one.path, found.other.path} == {"courses.md", "payments.md"}
    assert found.closeness > 0.62


def test_two_documents_with_different_shares_for_one_matter_disagree() -> None:
    one = passage("A late repair is compensated with a credit of 10% of the monthly rent.", path="a.md")
    other = passage("A late repair is compensated with a credit of 20% of the monthly rent.", path="b.md")
    assert len(find_conflicts(terms(one, other), alike)) == 1


def test_the_same_limit_in_other_words_is_no_conflict() -> None:
    same = passage(
        "The refund of the course fee is paid no later than 10 business days after the request.", path="b.md"
    )
    assert find_conflicts(terms(TEN, same), alike) == []


def test_a_day_and_24_hours_are_the_same_limit() -> None:
    day = passage("A lost card is blocked and the customer is called within 1 day of the report.", path="a.md")
    hours = passage("A lost card is blocked and the customer is called within 24 hours of the report.", path="b.md")
    assert find_conflicts(terms(day, hours), alike) == []


def test_two_matters_may_have_two_limits() -> None:
    other = passage("The parking garage is cleaned and inspected within 4 weeks of a complaint.", path="garage.md")
    assert find_conflicts(terms(TEN, other), alike) == []


def test_one_document_does_not_disagree_with_itself() -> None:
    assert find_conflicts(terms(TEN, FOUR.model_copy(update={"path": "courses.md"})), alike) == []


def test_internal_documents_and_the_rows_of_tables_take_no_part() -> None:
    hidden = FOUR.model_copy(update={"standing": Standing(internal=True)})
    assert find_conflicts(terms(TEN, hidden), alike) == []
    rows = [row(plan="Gold", credit="20%", path="a.csv"), row(plan="Gold", credit="30%", path="b.csv")]
    assert find_conflicts(terms(*rows), alike) == []


def test_a_grant_and_a_denial_disagree_where_the_customer_holds_them_against_each_other() -> None:
    grants = passage("The registration fee is refunded to the student after a cancellation.", path="a.md")
    denies = passage("The registration fee is not refunded to the student after a cancellation.", path="b.md")
    assert find_conflicts(terms(grants, denies), alike) == []
    assert len(find_conflicts(terms(grants, denies), alike, claimed=True)) == 1
