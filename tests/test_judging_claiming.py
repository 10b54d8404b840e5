"""Which words claim a deed, admit legal fault or promise for certain, and which only sound like it."""

from __future__ import annotations

import pytest
from test_judging import check, verdicts

from assistant.case import Language
from assistant.judging.admitting import admits_legal_fault
from assistant.judging.claiming import claims_deed
from assistant.judging.idle import no_promise, refuses_to_promise, under_a_refusal


@pytest.mark.parametrize(
    ("quote", "language"),
    [
        ("I have refunded your card", "en"),
        ("We sent you a new lamp yesterday", "en"),
        ("Your refund is issued", "en"),
        ("The fee has been swapped for a smaller one", "en"),
        ("our workshop has repaired the flute", "en"),
        ("Ya hemos reembolsado el importe", "es"),
        ("Den Betrag haben wir bereits erstattet", "de"),
        ("Nous avons remboursé le montant", "fr"),
        ("Votre remboursement a été effectué", "fr"),
        ("After your refund was issued we closed the case", "en"),
        ("No fee has been charged and your refund has been sent", "en"),
        ("Once your refund was issued, the case was closed", "en"),
    ],
)
def test_what_ours_did_is_a_claimed_deed(quote: str, language: Language) -> None:
    assert claims_deed(quote, language)


@pytest.mark.parametrize(
    ("quote", "language"),
    [
        ("For the time you've lost I can add a credit", "en"),
        ("We should have repaired your line by then", "en"),
        ("you were charged twice", "en"),
        ("half of the fee is refunded for the nights of the 4th and the 5th", "en"),
        ("the time is the one I've just given", "en"),
        ("the time I have given you is the one that counts", "en"),
        ("you've been sent from one person to the next", "en"),
        ("usted ha esperado demasiado", "es"),
        ("danach wurden je 17 € eingezogen", "de"),
        ("Dafür hat sie 20 Arbeitstage, gerechnet ab dem Tag", "de"),
        ("Ils vous sont remboursés au plus tard 10 jours après votre demande", "fr"),
        ("vous avez attendu trois jours", "fr"),
        ("Comme l'atelier a annulé le rendez-vous", "fr"),
        ("Weil wir den Termin abgesagt haben", "de"),
        ("no material has been ordered", "en"),
        ("The limits are fixed", "en"),
        ("our prices are set", "en"),
        ("no check has been made", "en"),
        ("even where the filing itself has been accepted", "en"),
        ("when that has been issued", "en"),
        ("Twelve days after the sensor was replaced you have the same fault", "en"),
        ("Votre commande est revenue après le créneau réservé", "fr"),
    ],
)
def test_what_the_customer_did_what_went_wrong_and_what_the_rules_give_is_no_deed_of_ours(
    quote: str, language: Language
) -> None:
    assert not claims_deed(quote, language)


def test_what_the_facts_tell_may_be_told_back_and_what_gives_something_still_needs_its_own_record() -> None:
    told = "I have spoken to our driver about the ladder."
    assert verdicts(told) == {"unproven"}
    assert not check(told, facts={"driver": "spoke on 2026-11-03, left the ladder at the gate"}).blocked
    assert verdicts(told, facts={"driver": "not asked yet about the ladder"}) == {"unproven"}
    assert verdicts("I have refunded the ladder.", facts={"driver": "left the ladder at the gate"}) == {"unproven"}


def test_having_read_our_own_rules_needs_no_record_and_having_read_the_account_does() -> None:
    assert not check("I went through our policies, and none of them covers this.").blocked
    assert not check("I've put the two side by side.").blocked
    assert "unproven" in verdicts("I have checked your account.")


@pytest.mark.parametrize(
    "quote",
    [
        "this was our mistake", "the error was ours", "es war unser Fehler", "c'est notre erreur",
        "I can add a credit, as the fault was ours", "comme la faute vient de nous, je peux ajouter un crédit",
    ],
)  # fmt: skip
def test_owning_up_to_a_mistake_is_no_legal_fault_unless_somebody_was_harmed(quote: str) -> None:
    assert not admits_legal_fault(quote, "The parcel came late.")
    assert admits_legal_fault(quote, "Your son was injured by the shelf.")


@pytest.mark.parametrize(
    "quote", ["we are liable for it", "it was our fault", "we accept full responsibility", "wir räumen unser Verschulden ein", "nous sommes responsables"]
)  # fmt: skip
def test_fault_liability_and_responsibility_are_legal_whatever_happened(quote: str) -> None:
    assert admits_legal_fault(quote, "The parcel came late.")


def test_to_refuse_certainty_is_no_guarantee_and_a_refusal_covers_what_follows_it() -> None:
    assert refuses_to_promise("I won't give you a date that we may miss again")
    assert not refuses_to_promise("We guarantee that it will not happen again")
    text = "I can't refund September or cover the $4,000."
    assert under_a_refusal(text, text.index("cover"))
    assert not under_a_refusal("We can't come today. We cover the $40.", 21)
    text = "So I can't tell you yet whether the 2,360 points will be added."
    assert under_a_refusal(text, text.index("points"))
    text = "I can't tell you how sorry I am. The 2,360 points will be added."
    assert not under_a_refusal(text, text.index("points"))


@pytest.mark.parametrize(
    ("quote", "why"),
    [
        ("You don't want any more tickets", "It repeats what the customer asks for."),
        ("Pides la tarjeta gratis y los 37,80", "It repeats what the customer asks for."),
        ("Section 4 says 24 hours", "It tells what a document says."),
        ("Bitte schicken Sie uns den Beleg", "It asks the customer for something."),
        ("we never pay for a good review", "It stands under a refusal."),
        ("je ne peux promettre ni les 168 livres ni un dédommagement", "It stands under a refusal."),
        ("There's no delivery charge to return either", "It stands under a refusal."),
        ("You needn't press cancel again", "It says what the customer does or needn't do."),
        ("You pay for the smaller plan", "It says what the customer does or needn't do."),
        ("and then a £4 charge in the app", "It tells of a charge, and gives nothing."),
        ("three instalments of £30", "It is what the customer pays, not what is given."),
        ("What I can do is ask a team lead about a credit of £72", "It asks somebody who decides, and gives nothing."),
        ("One page allows it up to 7 days before, the other closes it at 21 days", "It tells what two documents say."),
    ],
)
def test_words_that_give_nothing_are_no_promise(quote: str, why: str) -> None:
    assert no_promise(quote, quote, 0) == why


@pytest.mark.parametrize(
    "quote",
    [
        "We cannot come today, but we will refund the fee",
        "You asked for $64, and we will refund it",
        "You needn't wait: the money will be on your card tomorrow",
        "You needn't pay the fee",
        "You pay nothing for it",
        "There's no charge for the replacement",
        "There's no need to worry, we'll refund everything",
        "the £4 charge is refunded",
        "Je vous rembourse les 20 €",
    ],
)
def test_words_that_give_something_beside_it_may_be_a_promise(quote: str) -> None:
    assert no_promise(quote, quote, 0) is None


def test_what_needs_no_payment_for_a_time_is_only_put_off() -> None:
    text = "Until then the charge is on hold, so you needn't pay it."
    assert no_promise("you needn't pay it", text, text.index("you")) is not None
    assert no_promise("you needn't pay it", "So you needn't pay it.", 3) is None
