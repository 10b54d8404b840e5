"""What a compliant letter says and no check may stop: each rule that lets something pass, beside what it must not let pass."""

from __future__ import annotations

from decimal import Decimal

import pytest
from rulebook import term, terms
from test_judging import CREDIT, FULL, check, permit, verdicts

from knowledge.terms import Money


def pounds(value: str) -> Money:
    return Money(value=Decimal(value), currency="GBP")


RESALE = permit(
    term("The resale price and the resale fee are reimbursed in full within 7 days."), amount=pounds("201.60"), kind="refund"
)  # fmt: skip


def test_an_itemised_sum_is_judged_by_its_total() -> None:
    text = "You are reimbursed in full within 7 days: £180.00 for the tickets and the fee of £21.60, together £{}."
    assert not check(text.format("201.60"), RESALE, facts={"resale price": "180.00 GBP"}).blocked
    assert check(text.format("221.60"), RESALE, facts={"resale price": "180.00 GBP"}).blocked


FACTS = {"tickets": "2", "face price each": "58.00 GBP", "booking fee each": "6.40 GBP", "delivery fee": "4.95 GBP"}


@pytest.mark.parametrize(
    ("text", "facts", "wrong"),
    [
        ("Both tickets at £58.00, both fees of £6.40 and the £4.95 for the post make £133.75.", FACTS, "£147.13"),
        ("One journey counts as £7.80 (£312 divided by 40), so it makes £7.80.", {"season price": "312.00 GBP"}, "£9.13"),
        ("Your estimate plus 15% is £598.00.", {"estimate": "520.00 GBP"}, "£637.00"),
    ],
)  # fmt: skip
def test_a_sum_may_be_reckoned_from_the_facts_in_the_ways_people_do(
    text: str, facts: dict[str, str], wrong: str
) -> None:
    right = text.rsplit("£", maxsplit=1)[-1].rstrip(".")
    assert not check(text, FULL, facts=facts).blocked
    assert check(wrong.join(text.rsplit(f"£{right}", 1)), FULL, facts=facts).blocked


def test_the_day_of_something_that_happened_is_no_promised_day() -> None:
    slow = permit(
        term("A claim is decided by the Rules Panel no later than 15 working days after it arrived."), kind="escalation"
    )
    assert not check("I'm asking our Rules Panel, with the note of your call on Saturday.", slow).blocked
    assert check("Our Rules Panel will decide your claim by Monday.", slow).blocked


def test_a_transfer_is_money_whatever_it_is_called() -> None:
    refund = permit(term("The price is refunded within 10 business days."), kind="refund")
    assert "too_soon" in verdicts("Le virement vous parviendra sous 3 jours.", refund, language="fr")


def test_a_sum_that_is_paid_out_is_money_though_its_kind_was_not_read() -> None:
    assert check("Außerdem zahlen wir Ihnen 300 Pfund für Ihre Reise.", RESALE, language="de").blocked


def test_what_a_clause_forbids_without_naming_it_rules_out_only_its_own_words() -> None:
    (unnamed,) = terms("It is a bill credit, and never a bank transfer or a free month.")
    own = permit(term("An adviser may add a bill credit of up to $20."), kind="credit", owed=False, amount=Money(value=Decimal(20), currency="USD"))  # fmt: skip
    assert not check("For the trouble I can add a $20 credit to your next bill.", own, prohibitions=(unnamed,)).blocked


def test_what_is_owed_without_a_sum_or_was_given_already_is_not_missed() -> None:
    missing = "We are sorry for the trouble."
    credit = permit(CREDIT, amount=Money(value=Decimal(30), currency="USD"), planned=True)
    found = check(missing, credit, whole_letter=True)
    assert [(f.verdict, f.blocking) for f in found.findings if f.verdict == "withheld"] == [("withheld", True)]
    for changed, facts in (
        (permit(CREDIT, amount=None, planned=True), {}),
        (credit, {"first lesson": "late; 30.00 USD credit given on 2 November"}),
    ):
        found = check(missing, changed, whole_letter=True, facts=facts)
        assert [f.blocking for f in found.findings if f.verdict == "withheld"] == [False]


def test_money_that_waits_for_something_blocks_with_a_figure_and_warns_without_one() -> None:
    waits = permit(term("Once the flute has arrived, its price is refunded within 9 days."), kind="refund", firm=False)
    assert "unsupported" in verdicts("We will refund your money within 9 days.", waits)
    assert verdicts("We will refund your money.", waits) == {"vague"}


def test_two_documents_that_disagree_hold_up_only_what_they_could_give_differently() -> None:
    one = permit(term("A claim must reach us within 28 days of the journey.", path="a.md"), kind="other")
    other = term("A claim is made within 90 days of the journey.", path="b.md")
    told = check("Our door is open until late in the evening.", one, disputed=((one.term, other),), hold=True)
    assert not told.blocked
