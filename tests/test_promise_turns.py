"""Facts about turns of speech that once misled the finder: each with its near twin that is something else."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.case import COMMITTING, Commitment, Language
from assistant.promises import find, opinion
from assistant.promises.opinion import ACTS, KINDS, Clause, abroad
from assistant.promises.opinion.features import kind_features
from knowledge.softmax import fit

MONDAY = dt.date(2026, 3, 2)


def _found(text: str, language: Language = "en") -> tuple[Commitment, ...]:
    return find(text, sent_on=MONDAY, language=language)


def _types(text: str, language: Language = "en") -> list[str]:
    return [one.type for one in _found(text, language)]


def _commits(text: str, language: Language = "en") -> bool:
    return any(type_ in COMMITTING for type_ in _types(text, language))


@pytest.mark.parametrize(
    ("text", "type_", "twin", "twin_type"),
    [
        # what it is done for is no hedge
        ("I'll phone on the 9th to see whether the tap holds.", "promise", "I'll see whether the tap holds.", "hedged"),
        # "brought to" holds no "ought to"
        ("Your trunk was brought to the inn last night.", "done_claim", "Your trunk ought to be at the inn.", "hedged"),
        ("I should also be delighted to have you back as our guest.", "offer", "You should be back by noon.", "hedged"),
        ("We will not cancel the £9 booking fee.", "decline", "We will not cancel your berth.", "promise"),
        ("The penalty will stand.", "decline", "A steward will stand by the gate from tomorrow.", "promise"),
        ("Nor will you be billed for the crane.", "promise", "Nor do we accept liability for the shed.", "decline"),
        ("The old ferry isn't returning.", "decline", "The ferry is returning to you on Friday.", "promise"),
        ("There won't be a landing fee.", "promise", "We charge a landing fee.", "policy_statement"),
        ("A third copy can't be cut for you.", "decline", "A third copy will be cut for you.", "promise"),
        ("The ruling will not be shared with you.", "decline", "The ruling will be shared with you.", "promise"),
        ("The fire was not an error on our part.", "decline", "The fire was an error on our part.", "liability_admission"),
        ("We are the ones to blame.", "liability_admission", "We are not the ones to blame.", "decline"),
        ("Our porter mixed up the two trunks.", "liability_admission", "We swapped your berth for a wider one.", "done_claim"),
        ("We're hopeful that the dam will hold.", "hedged", "We'll make sure that the dam will hold.", "promise"),
        ("I'll try for a lower mooring rate.", "hedged", "I'll give you a lower mooring rate.", "promise"),
        ("$12.50 refunded to card ending 0071.", "done_claim", "We'll refund the $12.50 to card 0071.", "promise"),
        ("The second $12.50 has been reversed.", "done_claim", "The second it clears, we'll reverse it.", "conditional_promise"),
        ("The harbour dues of $84.00 were returned to your account.", "done_claim", "Dues are not refundable.", "policy_statement"),
        ("If you sail again, use SAIL10 for 10% off.", "offer", "Please accept €20 towards your next trip.", "offer"),
        ("I've had words with the bosun.", "done_claim", "I'll have a word with the bosun.", "promise"),
        ("I'm asking the harbour master to look at it.", "promise", "I've asked the harbour master to look at it.", "done_claim"),
        ("I have nevertheless waived it.", "done_claim", "I cannot, nevertheless, waive it.", "decline"),
    ],
)  # fmt: skip
def test_one_word_makes_it_another_act(text: str, type_: str, twin: str, twin_type: str) -> None:
    """Purposes, negations before the subject, what is taken off, who is at fault, sums that open a line."""
    assert (_types(text), _types(twin)) == ([type_], [twin_type])


@pytest.mark.parametrize(
    ("text", "twin"),
    [
        ("Forget about the mooring notice.", "Don't forget about the mooring notice."),
        ("It's as good as done.", "It's as good as new."),
        ("Nobody needs to be on board for it.", "Somebody needs to be on board for it."),
        ("The rent of your berth falls to $40.", "The rent of a berth falls with its length."),
        ("We're having your sail resewn.", "We're having a windy spring."),
        ("The hull is to be repainted in May.", "The hull was to be repainted in May."),
        ("I'll see that your place is kept.", "I see that your place is kept."),
        ("Our diver will be back on Monday to weld it.", "Our diver will be back from leave on Monday."),
        ("We've posted the €54.", "We received the €54."),
        ("Watch for €22 on your account by Friday.", "Watch for the step by the door."),
        ("The money is repaid within 9 days after you told us.", "Refunds are paid within 9 days of the request."),
        ("There's a $15 voucher coming your way.", "There's a storm coming from the north."),
        ("I did find you a berth.", "I did find your berth noisy."),
        ("A new sail has been sewn for you.", "A new sail has been ordered by you."),
        ("If it tears again, we would sew it for nothing.", "I'd be cross as well if it tore again."),
        ("There is no charge for your second lesson.", "There is no charge for cancelling a lesson."),
        ("You owe us nothing for the tow.", "You owe us nothing but a reply."),
    ],
)
def test_a_promise_and_its_twin_that_is_none(text: str, twin: str) -> None:
    """A charge let go, a price that falls, what is to be done; its twin is an order, a rule or a fact."""
    assert (_commits(text), _commits(twin)) == (True, False)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Nous réimprimons vos cartes.", "fr"),
        ("Je déplace votre visite à lundi.", "fr"),
        ("Anulamos la multa de aparcamiento.", "es"),
        ("Volvemos a imprimir sus cartas.", "es"),
    ],
)
def test_the_present_of_what_we_do_is_a_promise_abroad(text: str, language: Language) -> None:
    """French and Spanish say in the present what we are about to do, whatever the verb."""
    assert _types(text, language) == ["promise"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Nous comprenons votre déception.", "fr"),
        ("Je vous explique la situation.", "fr"),
        ("Lamentamos mucho lo ocurrido.", "es"),
        ("Siempre revisamos los pedidos.", "es"),
    ],
)
def test_the_present_of_what_we_feel_or_always_do_is_none(text: str, language: Language) -> None:
    """Verbs of feeling and knowing, explanations and habits promise nothing."""
    assert not _commits(text, language)


def test_the_present_with_a_day_to_come_is_not_claimed_as_done() -> None:
    """ "As planned" makes no deed of what is to come."""
    assert _types("This week's crate lands on Thursday as planned.") == ["promise"]


def test_a_choice_between_two_days_has_no_day() -> None:
    """What the customer may choose is not due on the first of the days named."""
    (found,) = _found("You may choose between Tuesday at 8 and Wednesday at 5.")
    assert (found.type, found.due) == ("offer", None)


def test_what_a_deed_costs_says_nothing_of_its_kind() -> None:
    """ "Free of charge" is left out of what is told of a deed, unless it is all that is said."""
    cancelled = kind_features(Clause("consider the berth cancelled , free of charge"), "promise", "")
    assert "w:charge" not in cancelled and "w:cancelled" in cancelled
    assert "w:charge" in kind_features(Clause("the tow is free of charge"), "promise", "")


def test_what_was_spoken_of_just_before_is_told_of_a_clause() -> None:
    """The kind spoken of last and that of the act before in the same sentence, in English and abroad."""
    leaning = Clause("it takes five days", latest="refund", here="refund")
    assert "lk:refund|True" in kind_features(leaning, "promise", "")
    named = Clause("it will be another credit", latest="refund", here="refund")
    assert "lk:refund|True" not in kind_features(named, "promise", "")
    assert "hk:refund" in abroad.kind_features(leaning, "promise", "")


def test_other_models_are_asked_only_while_they_are_set() -> None:
    """What is measured apart leaves the weights that ship as they are."""
    text = "We'll refund the fare."
    before = _found(text)
    acts = fit([(["bias"], "promise", 1.0), (["bias"], "none", 1.0)], ACTS, seen_at_least=1)
    kinds = fit([(["bias"], "repair", 1.0)], KINDS, seen_at_least=1)
    with opinion.weighed_by(opinion.Models(acts, kinds, acts, kinds)):
        assert [one.kind for one in _found(text)] == ["repair"]
    assert _found(text) == before


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("I can't backdate that, extend May or waive the £90.", ["decline", "decline"]),
        ("We can't refund the fee and have closed the case.", ["decline", "done_claim"]),
        ("The €60 is beyond what I can give.", ["decline"]),
        ("I'm also going to have somebody ring the agent.", ["promise"]),
    ],
)
def test_what_is_refused_is_shared_by_what_follows(text: str, types: list[str]) -> None:
    """A negation holds for all that hangs on it, but not for a clause with a helping verb of its own."""
    assert _types(text) == types


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("You rely on two clauses and ask for £80 by Friday.", "en"),
        ("Nothing has been moved after the storm.", "en"),
        ("The Desk has asked for it, and it isn't here yet.", "en"),
        ("Your parcel was posted on the 14th and counts as late now.", "en"),
        ("A torn sail, and a hen do on Saturday.", "en"),
        ("Le montant est limité à 150 € par objet.", "fr"),
        ("Der Automat hat Ihnen nach Ihrer Schilderung 100 Euro gegeben.", "de"),
        ("Im Chat hat man Sie damit allein gelassen.", "de"),
        ("He anotado las tres peticiones.", "es"),
        ("Te explico los pasos.", "es"),
    ],
)
def test_what_tells_the_story_of_a_case_is_no_commitment(text: str, language: Language) -> None:
    """What the customer says or asks, what was not done, how a rule has it: a letter that keeps to the rules says them all."""
    assert not _commits(text, language)


@pytest.mark.parametrize(
    ("text", "language", "types"),
    [
        ("I'm going to add $100 to your account, how does that sound?", "en", ["promise"]),
        ("We'll refund the mooring fee, is that all right?", "en", ["promise"]),
        ("Le reembolsamos 20 € hoy mismo, ¿le parece bien?", "es", ["promise"]),
        ("Wir erstatten Ihnen 20 €, einverstanden?", "de", ["promise"]),
        ("Would you like us to refund the mooring fee, or is that all right?", "en", []),
        ("Can we send you a second oar, OK?", "en", []),
    ],
)
def test_a_question_at_its_end_makes_no_question_of_a_statement(
    text: str, language: Language, types: list[str]
) -> None:
    found = _found(text, language)
    assert [one.type for one in found] == types
    assert all("?" not in text[one.start : one.end] for one in found)
