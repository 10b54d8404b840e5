"""The matter that a clause is for, and whether anybody speaks of it."""

from __future__ import annotations

from rulebook import case, passage, term, terms

from assistant.remedies import candidates

LAMP = "If the lamp is cracked on arrival, the customer is refunded 40 EUR within 6 business days of the photos being accepted."


def test_what_a_payment_runs_from_is_no_sign_that_the_clause_is_for_other_cases() -> None:
    (found,) = candidates([term(LAMP)], case("Please help.", lamp="cracked on arrival"))
    assert found.answer == "met" and found.waits_for is not None


def test_a_clause_of_whose_matter_nobody_speaks_is_for_other_cases() -> None:
    rule = term("If the account holder dies, the fee is refunded within 6 days of the death certificate.")
    (found,) = candidates([rule], case("The lamp does not work.", lamp="does not work"))
    assert found.answer == "unmet"


def test_a_sentence_that_begins_a_case_of_its_own_does_not_stand_under_the_condition_before_it() -> None:
    page = passage(
        "If a customer reports a red eye, we refund the lenses within 5 days. "
        "A complaint about a test is answered within 20 working days."
    )
    found = candidates(terms(page), case("Your test missed it. I complain about the test."))
    answer = next(c for c in found if c.kind == "contact")
    assert answer.answer == "met" and answer.waits_for is None
