"""A time in a letter is held against the times of all clauses: it stands where a clause on the same deed names it."""

from __future__ import annotations

from rulebook import terms
from test_judging import FULL, check, permit, verdicts

from assistant.judging.timing import told_times
from knowledge.terms import Term

RULES: tuple[Term, ...] = (
    *terms("Damaged parcels are examined by the Claims Desk within 15 working days of their arrival.", section="1 Damage"),
    *terms("An accepted claim is paid within 10 working days of acceptance.", section="1 Damage"),
    *terms("A team leader telephones the customer within 2 working days of the request.", section="2 People"),
    *terms("A complaint is acknowledged within 1 working day and answered in full within 9 working days.", section="2 People"),
    *terms("A missed collection is repeated within 4 working days, free of charge.", section="3 Collections"),
)  # fmt: skip


def too_soon(text: str, **changes: object) -> list[str]:
    found = check(text, FULL, current=RULES, **changes)
    return [text[f.start : f.end] for f in found.findings if f.verdict == "too_soon"]


def test_the_time_of_another_deed_is_too_soon_though_some_clause_has_it() -> None:
    assert not too_soon("The Claims Desk examines the parcel within 15 working days of its arrival.")
    assert too_soon("The Claims Desk examines the parcel within 10 working days of its arrival.")
    assert too_soon("The Claims Desk examines the parcel within 4 working days of its arrival.")


def test_each_of_two_times_in_a_sentence_is_judged_by_its_own_part() -> None:
    fine = "The parcel is examined within 15 working days of its arrival, and an accepted claim is paid within 10 working days of acceptance."
    assert not too_soon(fine)
    assert too_soon(fine.replace("15", "10"))
    assert too_soon(fine.replace("within 10", "within 2"))


def test_a_later_time_than_that_of_the_clause_stands() -> None:
    assert not too_soon("A team leader telephones you within 3 working days.")
    assert not too_soon("An accepted claim is paid within 14 working days of acceptance.")


def test_what_the_customer_wants_and_what_is_refused_sets_no_time() -> None:
    assert not too_soon("You want the claim paid within 3 working days of acceptance.")
    assert not too_soon("We can't pay an accepted claim within 3 working days of acceptance.")


def test_a_time_that_the_facts_tell_stands() -> None:
    text = "An accepted claim is paid within 6 working days of acceptance."
    assert too_soon(text)
    assert not too_soon(text, facts={"time agreed with the customer": "6 working days"})


def test_a_time_that_nothing_speaks_of_is_not_judged_by_times_of_other_things() -> None:
    assert not too_soon("The museum opens its garden within 3 working days.")


def test_the_clauses_that_are_not_for_the_case_give_no_time() -> None:
    paid = next(t for t in RULES if "paid" in t.quote)
    text = "An accepted claim is paid within 6 working days of acceptance."
    assert not too_soon(text, barred=frozenset({paid.id}))


def test_a_time_that_a_clause_on_the_same_deed_names_is_not_too_soon_by_a_clause_that_merely_sounds_alike() -> None:
    answer = permit(next(t for t in RULES if "acknowledged" in t.quote), kind="contact", planned=True)
    text = "A team leader will telephone you within 2 working days of your request."
    assert "too_soon" in verdicts(text, answer)
    assert "too_soon" not in verdicts(text, answer, current=RULES)


def test_times_are_read_in_four_languages() -> None:
    for text in (
        "It is paid within 5 working days.",
        "Se paga en un plazo de 5 días hábiles.",
        "Es wird innerhalb von 5 Arbeitstagen bezahlt.",
        "Il est payé sous 5 jours ouvrés.",
    ):
        (told,) = told_times(text, str, foreign=False)
        assert (told.span.bound, told.span.unit) == (5, "business_days")
