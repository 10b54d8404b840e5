"""What a compliant letter tells beside its promises, or in its own way: no rule of the check may stop it, nor pass what is near it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from rulebook import FRIDAY, alike, term, terms
from test_judging import CALENDAR, check, permit, verdicts

from assistant.facts import read_facts
from assistant.judging import Grounds, judge
from assistant.promises import find
from knowledge.glossary import in_english
from knowledge.terms import Money


def money(value: str, currency: str = "GBP") -> Money:
    return Money(value=Decimal(value), currency=currency)


KEY = permit(term("The deposit for a locker key is refunded within 6 days."), kind="refund", amount=money("20"))


@pytest.mark.parametrize(
    ("told", "gives", "language"),
    [
        (
            "Je suis désolée : deux fois 62,80 £ pour une seule place, un compte à découvert, puis quatre jours de silence après votre message sur le chat.",
            "Je suis désolée : nous vous remboursons 62,80 £ pour le casier.",
            "fr",
        ),
        (
            "You cancelled in May, our mail says so, and £26 still left your account on Monday.",
            "You cancelled in May, our mail says so, and £26 is credited to your account on Monday.",
            "en",
        ),
        (
            "Opening a fresh locker on Saturday and finding somebody's shoes in it is a nasty moment.",
            "We will open a new locker for you on Saturday.",
            "en",
        ),
    ],
)
def test_regret_and_what_happened_to_the_customer_give_nothing(told: str, gives: str, language: str) -> None:
    slow = permit(term("A new locker is opened within 6 days."), kind="replacement")
    assert not check(told, KEY, slow, language=language).blocked
    assert check(gives, KEY, slow, language=language).blocked


def test_what_nothing_is_said_of_until_later_is_no_deed() -> None:
    assert not check(
        "The coach has reported something, and in that case our terms say that nothing is deducted or released until you have had a written statement with photos."
    ).blocked
    assert check("Nothing is deducted, and we have released your parcel.").blocked


def test_how_long_something_took_is_no_time_of_ours() -> None:
    slow = permit(term("A corrected membership card is sent within 8 working days."), kind="fix")
    (rule,) = terms("A corrected membership card is sent within 8 working days.")
    told = "I'll also log that the same card failed again within a day."
    assert not check(told, slow, current=(rule,)).blocked
    assert check("We will send the corrected membership card within a day.", slow, current=(rule,)).blocked


def test_a_fault_that_facts_tell_of_is_the_thing_that_broke_and_no_guilt() -> None:
    text = "Because the fault was on our side and lasted from Monday to Friday, I am sorry."
    assert "liability" not in verdicts(text, facts={"fault": "lift out of order, back 2026-11-20"})
    assert "liability" in verdicts(text, facts={"matter": "a fall on the stairs"})
    assert "liability" in verdicts("We were at fault.", facts={"fault": "lift out of order, back 2026-11-20"})


def test_a_condition_may_stand_in_the_german_sentence_behind() -> None:
    waits = permit(
        term("Once a copy of the deed has reached us, the fees are refunded."), kind="refund", firm=False, amount=money("108")
    )  # fmt: skip
    text = "Die Beiträge, zusammen 108 Pfund, werden erstattet."
    assert check(text, waits, language="de").blocked
    late = f"{text} Das geschieht spätestens 10 Tage, nachdem uns eine Kopie erreicht hat."
    assert not check(late, waits, language="de").blocked


def test_an_order_was_paid_for() -> None:
    both = permit(term("The price and the carriage are refunded."), kind="refund")
    facts = {"order": "swimming cap, 34.00 GBP", "carriage paid": "3.95 GBP"}
    own = replace(both, amount=money("3.95"))
    text = "You are refunded £{}, £34.00 for the cap and £3.95 for carriage."
    price = replace(both, amount=money("37.95"), term=term("The price of a faulty cap is refunded."))
    assert not check(text.format("37.95"), own, price, facts=facts).blocked
    assert check(text.format("47.95"), own, price, facts=facts).blocked


def test_a_bare_sign_means_the_dollars_of_the_case() -> None:
    fee = permit(term("The carriage is refunded within 10 days."), kind="refund", amount=money("11.60", "CAD"))
    ours = {"carriage paid": "11.60 CAD"}
    text = "We will refund the carriage of ${} within 10 days."
    assert not check(text.format("11.60"), fee, facts=ours).blocked
    assert check(text.format("21.60"), fee, facts=ours).blocked
    assert check(text.format("11.60").replace("$", "US$"), fee, facts=ours).blocked
    (told,) = check(text.format("11.60"), fee, facts=ours).commitments
    assert told.amount is not None and told.amount.currency == "CAD"


def test_two_credits_in_the_dollars_of_the_case_count_together() -> None:
    credit = permit(term("A late visit earns a credit of CAD 40."), kind="credit", amount=money("40", "CAD"))
    facts = {"visit fee": "90.00 CAD"}
    assert not check("For the late visit I will add a credit of $30.", credit, facts=facts).blocked
    assert check(
        "For the late visit I will add a credit of $30 and a further credit of $20.", credit, facts=facts
    ).blocked


def test_a_sum_that_was_only_claimed_is_named_by_a_clause_that_asks_for_the_paper() -> None:
    clause = "We pay the tram to the other hall against the receipt."
    waits = permit(term(clause), kind="refund", firm=False)
    facts = {"tram claimed": "23.50 GBP", "hall": "full"}
    assert not check("We refund the tram, £23.50, once we have the receipt.", waits, facts=facts).blocked
    assert check("We refund the tram, £23.50.", waits, facts=facts).blocked
    bare = permit(term("We pay the tram to the other hall."), kind="refund", firm=False)
    assert check("We refund the tram, £23.50, once we have the receipt.", bare, facts=facts).blocked


def test_a_clause_of_another_kind_gives_its_time_to_a_promise_in_its_words() -> None:
    gives = permit(
        term("An hour missed by the coach is put back into the account within 2 days of the report."), kind="fix"
    )
    waits = permit(term("If the first hour disappoints, it is put back."), kind="replacement", firm=False)
    slow = permit(term("A missed hall booking is put back within 8 days."), kind="replacement")
    text = "The missed hour is put back into your account within {} of your report."
    assert not check(text.format("2 days"), gives, waits, slow).blocked
    assert check(text.format("1 day"), gives, waits, slow).blocked


def test_a_sum_of_the_facts_that_a_clause_refuses_by_its_name_is_forbidden() -> None:
    other = permit(
        term("The difference in the price of a late ferry is refunded."), kind="refund", amount=money("4.30")
    )
    refused = terms("The island surcharge is not refunded.")
    facts = {"island surcharge": "3.90 GBP", "fare": "13.40 GBP"}
    text = "We will refund the {}."
    assert "forbidden" in verdicts(text.format("surcharge of £3.90"), other, prohibitions=refused, facts=facts)
    own = permit(term("The island surcharge is refunded."), kind="refund", amount=money("3.90"))
    assert "forbidden" not in verdicts(text.format("surcharge of £3.90"), own, prohibitions=refused, facts=facts)
    assert not check(text.format("difference of £4.30"), other, prohibitions=refused, facts=facts).blocked


def test_what_is_not_given_later_says_nothing_of_now() -> None:
    gives = permit(term("The price of a broken bat is refunded."), kind="refund", amount=money("137"))
    price = permit(term("A refund is issued within 8 days."), kind="refund")
    later = terms("Later it is not refunded, in full or in part.")
    text = "A refund of its price, £68.50, issued to your card within 8 days."
    facts = {"items": "2 bats at 68.50 GBP each, one broken"}
    assert not check(text, gives, price, prohibitions=later, facts=facts).blocked
    plain = terms("The price of a bat is not refunded to a card, in full or in part.")
    assert check(text, gives, price, prohibitions=plain, facts=facts).blocked


def test_a_check_on_record_is_told_in_another_language_and_a_gift_is_not() -> None:
    grounds = Grounds(
        permits=(), prohibitions=(), facts=read_facts([("applicant", "tenant, identity confirmed 2026-11-19")]), sent_on=FRIDAY,
        calendar=CALENDAR, alike=alike, whole_letter=False, language="de", english=in_english,
    )  # fmt: skip
    told = {
        text: judge(text, find(text, sent_on=FRIDAY, language="de"), grounds).blocked
        for text in ("Ihre Identität ist seit gestern bestätigt.", "Ihre Erstattung ist seit gestern bestätigt.")
    }
    assert list(told.values()) == [False, True]


def test_the_full_price_of_a_sum_is_that_sum() -> None:
    own = permit(term("The price of a faulty pair of skates is refunded."), kind="refund", amount=money("90"))
    text = "Selbstverständlich erstatten wir Ihnen den vollen Preis von {} Pfund für die Schlittschuhe."
    assert "too_much" in verdicts(text.format("148"), own, language="de")
    assert not check(text.format("90"), own, language="de").blocked


def test_a_deed_of_which_a_fact_gives_the_day_is_on_record() -> None:
    text = "Your season ticket is cancelled."
    assert not check(text, facts={"cancelled_on": "2026-11-14", "fee": "27.50 GBP"}).blocked
    assert "unproven" in verdicts(text, facts={"cancelled_on": "2026-11-24", "fee": "27.50 GBP"})
    assert "unproven" in verdicts(text, facts={"paid_on": "2026-11-14"})


def test_what_was_taken_down_is_a_note() -> None:
    assert not check("I've taken down your position, with the date of your cancellation.").blocked
    assert "unproven" in verdicts("I've taken your bicycle to the workshop.")


def test_a_request_beside_a_choice_is_none_of_its_two_things() -> None:
    both = term("The customer chooses between a remake free of charge and a full refund.")
    refund = permit(both, kind="refund", amount=money("27.50"))
    free = permit(both, kind="fee_waiver")
    text = "{} The £27.50 is then refunded to your card."
    asks = "Please leave the boots unworn and send them back within 60 days; the label is free of charge."
    assert not check(text.format(asks), refund, free).blocked
    assert check(text.format("The remake is free of charge for you."), refund, free).blocked
