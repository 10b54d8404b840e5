"""For each finding that blocks there is one edit that settles it, and after all of them the letter may leave."""

from __future__ import annotations

import datetime as dt
import itertools
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rulebook import FRIDAY, alike, term
from test_judging import CALENDAR, CREDIT, FULL, REFUND, REPLACE, SORRY, permit

from assistant.case import Check, Due, Edit, Language
from assistant.facts import read_facts
from assistant.judging import Grounds, Permit, judge, mended, repairs
from assistant.judging.deeds import as_intent
from assistant.judging.repairing import applied, sentence_at
from assistant.promises import find
from knowledge.terms import Money

STEP = "You will hear from us within 3 business days."


def grounds_of(*permits: Permit, **changes: Any) -> Grounds:
    values: dict[str, Any] = {
        "permits": permits, "prohibitions": (), "facts": read_facts(changes.pop("facts", {}).items()), "sent_on": FRIDAY,
        "calendar": CALENDAR, "alike": alike, "whole_letter": False,
    }  # fmt: skip
    return Grounds(**(values | changes))


def judged_by(grounds: Grounds) -> Any:
    def judged(text: str) -> Check:
        return judge(text, find(text, sent_on=FRIDAY, language=grounds.language), grounds)

    return judged


def repaired(text: str, *permits: Permit, **changes: Any) -> tuple[str, list[Edit]]:
    """The text with the edits of one round, and these."""
    grounds = grounds_of(*permits, **changes)
    judged = judged_by(grounds)
    edits = [each.edit for each in repairs(text, judged(text), grounds, judged)]
    return applied(text, edits), edits


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("We will refund $900 within 10 business days.", "We will refund $200 within 10 business days."),
        ("We will refund 900.00 USD within 10 business days.", "We will refund 200 USD within 10 business days."),
        ("We will refund $200 within 2 business days.", "We will refund $200 within 10 business days."),
        ("We will refund $200 within 1 week.", "We will refund $200 within 10 business days."),
        ("We will refund $200 within 3 to 5 business days.", "We will refund $200 within 10 business days."),
        ("We will refund $200 by December 1.", "We will refund $200 by 7 December 2026."),
        ("We will refund $200 tomorrow.", "We will refund $200 within 10 business days."),
        ("We guarantee that we will refund $200 within 10 business days.", "We will refund $200 within 10 business days."),
    ],
)  # fmt: skip
def test_a_figure_is_moved_to_what_is_permitted_and_nothing_else_changes(text: str, settled: str) -> None:
    letter = f"{SORRY}{text} {STEP}"
    assert repaired(letter, FULL)[0] == f"{SORRY}{settled} {STEP}"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("We guarantee that this will never happen again.", ""),
        ("This was our fault and we are liable for the damage.", ""),
        ("We will send you a new piano within 10 business days.", ""),
        (
            "We will refund $200 within 10 business days, and we guarantee that this never happens again.",
            "We will refund $200 within 10 business days.",
        ),
    ],
)
def test_what_nothing_permits_is_left_out_and_what_is_permitted_beside_it_stays(text: str, left: str) -> None:
    found = mended(f"{SORRY}{text} {STEP}", grounds_of(FULL), judged_by(grounds_of(FULL)))
    assert found == f"{SORRY}{left} {STEP}".replace("  ", " ")


def test_the_permitted_sentence_takes_the_place_of_one_that_nothing_permits() -> None:
    sentence = "We will refund the tuition fee, $200, within 10 business days of your request."
    lesson = "We will send you a replacement flute tomorrow and a refund of €900."
    text, edits = repaired(f"{SORRY}We will refund €900. {STEP}", FULL, sentences={(REFUND.id, "refund"): sentence})
    assert text == f"{SORRY}{sentence} {STEP}"
    assert [edit.does for edit in edits] == ["Promise what the clause permits"]
    assert not judged_by(grounds_of(FULL))(mended(lesson, grounds_of(FULL), judged_by(grounds_of(FULL)))).blocked


@pytest.mark.parametrize(
    ("deed", "intent"),
    [
        ("I have already opened an investigation into it.", "I will open an investigation into it."),
        ("We've escalated your complaint to our supervisor.", "We will escalate your complaint to our supervisor."),
        ("Your complaint has been forwarded to our supervisor this morning.", "Your complaint will be forwarded to our supervisor."),
    ],
)  # fmt: skip
def test_a_deed_becomes_an_intent(deed: str, intent: str) -> None:
    assert repaired(f"{SORRY}{deed}")[0] == f"{SORRY}{intent}"


@pytest.mark.parametrize(
    ("language", "deed", "intent"),
    [
        ("es", "Ya hemos abierto una investigación.", "Vamos a abrir una investigación."),
        ("es", "Le he enviado su queja al supervisor.", "Le voy a enviar su queja al supervisor."),
        ("es", "El importe ha sido devuelto.", "El importe será devuelto."),
        ("es", "Se ha corregido la factura.", "Se va a corregir la factura."),
        ("de", "Den Betrag haben wir Ihnen bereits erstattet.", "Den Betrag werden wir Ihnen erstatten."),
        ("de", "Ich habe Ihre Beschwerde an den Teamleiter weitergeleitet.", "Ich werde Ihre Beschwerde an den Teamleiter weiterleiten."),
        ("de", "Wir haben Ihnen 50 Euro überwiesen.", "Wir werden Ihnen 50 Euro überweisen."),
        ("de", "Der Betrag ist gutgeschrieben worden.", "Der Betrag wird gutgeschrieben."),
        ("fr", "Nous avons déjà remboursé le montant.", "Nous allons rembourser le montant."),
        ("fr", "Je vous ai envoyé un bon.", "Je vais vous envoyer un bon."),
        ("fr", "J'ai transmis votre dossier.", "Je vais transmettre votre dossier."),
        ("fr", "Les frais ont été remboursés.", "Les frais seront remboursés."),
    ],
)  # fmt: skip
def test_a_deed_becomes_an_intent_in_other_languages_too(language: Language, deed: str, intent: str) -> None:
    assert as_intent(deed, language) == intent


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("es", "Hemos atendido su petición y emitido un vale."),
        ("de", "Wir haben den Vertrag storniert und alles geprüft."),
        ("fr", "Nous l'avons corrigé."),
        ("de", "Wir freuen uns auf Sie."),
    ],
)
def test_what_cannot_be_turned_with_certainty_is_not(language: Language, sentence: str) -> None:
    assert as_intent(sentence, language) is None


@pytest.mark.parametrize(
    ("language", "text", "settled"),
    [
        ("es", "Le reembolsaremos $900 en un plazo de 10 días hábiles.", "Le reembolsaremos $200 en un plazo de 10 días hábiles."),
        ("es", "Le reembolsaremos $200 en un plazo de 2 días hábiles.", "Le reembolsaremos $200 en un plazo de 10 días hábiles."),
        ("de", "Wir erstatten Ihnen 900 USD innerhalb von 10 Arbeitstagen.", "Wir erstatten Ihnen 200 USD innerhalb von 10 Arbeitstagen."),
        ("de", "Wir erstatten Ihnen 200 USD innerhalb von 2 Arbeitstagen.", "Wir erstatten Ihnen 200 USD innerhalb von 10 Arbeitstagen."),
        ("fr", "Nous vous rembourserons 900 USD sous 10 jours ouvrés.", "Nous vous rembourserons 200 USD sous 10 jours ouvrés."),
        ("fr", "Nous vous rembourserons 200 USD sous 2 jours ouvrés.", "Nous vous rembourserons 200 USD sous 10 jours ouvrés."),
        ("es", "Le garantizamos que le reembolsaremos $200 en un plazo de 10 días hábiles.", "Le reembolsaremos $200 en un plazo de 10 días hábiles."),
        ("fr", "Nous vous garantissons que vous recevrez 200 USD sous 10 jours ouvrés.", "Vous recevrez 200 USD sous 10 jours ouvrés."),
    ],
)  # fmt: skip
def test_figures_and_guarantees_are_put_right_in_other_languages(language: Language, text: str, settled: str) -> None:
    assert repaired(text, FULL, language=language)[0] == settled


def test_a_sentence_that_claims_a_deed_says_what_will_be_done_in_other_languages() -> None:
    for language, text, settled in (
        ("es", "Ya hemos abierto una investigación.", "Vamos a abrir una investigación."),
        ("de", "Ich habe Ihre Beschwerde an den Teamleiter weitergeleitet.", "Ich werde Ihre Beschwerde an den Teamleiter weiterleiten."),
        ("fr", "J'ai transmis votre dossier à mon responsable.", "Je vais transmettre votre dossier à mon responsable."),
    ):  # fmt: skip
        assert repaired(text, FULL, language=language)[0] == settled


def test_a_deed_that_nobody_may_promise_either_is_left_out() -> None:
    assert repaired(f"{SORRY}I have refunded $500 to your card. {STEP}")[0] == f"{SORRY}{STEP}"


def test_a_date_is_moved_to_the_promised_one_where_our_record_needs_longer() -> None:
    promised = {(REFUND.id, REFUND.kind): Due(value=14, unit="business_days", date=dt.date(2026, 12, 11))}
    text = "We will refund $200 within 10 business days."
    found = judged_by(grounds_of(FULL, promised=promised))(text)
    (finding,) = found.findings
    assert finding.verdict == "too_soon" and "By our own record" in finding.why
    assert repaired(text, FULL, promised=promised)[0] == "We will refund $200 within 14 business days."
    assert not judged_by(grounds_of(FULL, promised=promised))(text.replace("10", "14")).blocked


def test_a_time_of_another_deed_is_moved_to_that_of_its_own() -> None:
    rules = (
        term("Damaged parcels are examined by the Claims Desk within 15 working days of their arrival."),
        term("A team leader telephones the customer within 2 working days of the request."),
    )
    text = "The Claims Desk examines the parcel within 2 working days of its arrival."
    assert repaired(text, FULL, current=rules)[0] == text.replace("2 working", "15 business")
    auf_deutsch = "Das Claims Desk prüft das Paket spätestens 2 Arbeitstage nach Eingang."
    found, edits = repaired(auf_deutsch, FULL, current=rules, language="de", english=lambda _: text)
    assert found == auf_deutsch.replace("2 Arbeitstage", "15 Arbeitstage")
    assert [edit.does for edit in edits] == ["Move it to 15 Arbeitstage"]


def test_what_is_owed_and_missing_is_put_in_before_the_close() -> None:
    sentence = "We will refund $200 within 10 business days."
    text, (edit,) = repaired(
        f"Hello,\n\n{SORRY}{STEP}\n\nKind regards\nAna", FULL, whole_letter=True, sentences={(REFUND.id, "refund"): sentence}
    )  # fmt: skip
    assert text == f"Hello,\n\n{SORRY}{STEP}\n\n{sentence}\n\nKind regards\nAna"
    assert edit.does == "Promise what the customer is owed"


def test_the_last_of_two_credits_is_lowered_to_what_the_cap_leaves() -> None:
    cap = permit(term("We may give a goodwill credit of up to $40."), owed=False, amount=Money(value=Decimal(40), currency="USD"))  # fmt: skip
    text = "We will add a goodwill credit of $30 to your account. We will add another goodwill credit of $25."
    assert repaired(text, cap)[0] == text.replace("$25", "$10")


@pytest.mark.parametrize(
    ("language", "text", "settled"),
    [
        ("es", "Le reembolsaremos 900 $ en un plazo de 10 días hábiles.", "Le reembolsaremos 200 $ en un plazo de 10 días hábiles."),
        ("de", "Wir erstatten Ihnen 900 $ innerhalb von 10 Arbeitstagen.", "Wir erstatten Ihnen 200 $ innerhalb von 10 Arbeitstagen."),
        ("de", "Wir erstatten Ihnen 200 $ innerhalb von 2 Arbeitstagen.", "Wir erstatten Ihnen 200 $ innerhalb von 10 Arbeitstagen."),
        ("fr", "Nous vous rembourserons 900 $ sous 10 jours ouvrés.", "Nous vous rembourserons 200 $ sous 10 jours ouvrés."),
    ],
)  # fmt: skip
def test_other_languages_are_repaired_in_their_own_words(language: Language, text: str, settled: str) -> None:
    assert repaired(text, FULL, language=language)[0] == settled


def test_two_edits_in_a_wrapped_sentence_leave_the_rest_of_it() -> None:
    text = (
        f"Hi,\n\n{SORRY.strip()} I've already refunded your tuition fee,\nand we will refund $200 within 2 business days. "
        "We guarantee\nthat this will never happen again.\n\nBest,\nAna\n"
    )
    settled, _ = repaired(text, FULL)
    assert "within 10 business days." in settled and settled.endswith("days.\n\nBest,\nAna\n"), settled
    assert not judged_by(grounds_of(FULL))(mended(text, grounds_of(FULL), judged_by(grounds_of(FULL)))).blocked


def test_a_point_of_a_list_goes_with_its_mark() -> None:
    text = f"{SORRY}\n\n- We will refund $200 within 10 business days.\n- We will send you a new piano.\n- {STEP}\n"
    assert repaired(text, FULL)[0] == text.replace("- We will send you a new piano.\n", "")


@given(st.text(alphabet="ab .!?\n-,", max_size=60), st.data())
def test_a_sentence_holds_what_it_is_asked_for(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    begin, stop = sentence_at(text, start, end)
    assert (0 <= begin <= start and stop >= end) or not text[start:end].strip()


FILLERS = st.sampled_from(
    [
        "Thank you for writing to us.",
        "I understand how much you rely on your flute.",
        STEP,
        "What is your order number?",
    ]
)
SUMS = st.sampled_from(["$200", "$450", "$90", "€200", "20%"])
TIMES = st.sampled_from(
    [" within 10 business days", " within 2 days", " by December 1", " tomorrow", " within 3 weeks", ""]
)
PROMISES = st.one_of(
    st.builds("We will refund {}{}.".format, SUMS, TIMES),
    st.builds("We will add a credit of {} to your account{}.".format, SUMS, TIMES),
    st.builds("We will replace your flute{}.".format, TIMES),
    st.builds(
        "I have {} your lesson and we will refund {}{}.".format, st.sampled_from(["cancelled", "moved"]), SUMS, TIMES
    ),
    st.sampled_from(
        [
            "We guarantee that this will never happen again.",
            "This was our fault and we are liable for all of it.",
            "I have refunded your card this morning.",
            "You can have a new piano as well.",
            "Your refund has been processed, and we promise that you will get another credit of $50.",
        ]
    ),
)
LETTERS = st.lists(st.one_of(PROMISES, FILLERS), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LETTERS, st.sampled_from([" ", "\n\n", "\n- "]))
def test_after_all_repairs_nothing_blocks(sentences: list[str], between: str) -> None:
    grounds = grounds_of(FULL, permit(CREDIT), permit(REPLACE))
    judged = judged_by(grounds)
    text = mended(SORRY + between.join(sentences), grounds, judged)
    assert not judged(text).blocked, text
    assert text.startswith(SORRY.strip())


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LETTERS)
def test_each_repair_lies_in_the_text_and_none_meets_another(sentences: list[str]) -> None:
    text = SORRY + " ".join(sentences)
    _, edits = repaired(text, FULL, permit(CREDIT))
    ordered = sorted(edits, key=lambda edit: edit.start)
    assert all(0 <= edit.start <= edit.end <= len(text) for edit in ordered)
    assert all(one.end <= other.start for one, other in itertools.pairwise(ordered))
    assert all(edit.does for edit in edits)


@given(st.sampled_from(["We will refund $900.", "We will refund $200 within 10 business days."]))
def test_a_text_that_nothing_blocks_is_left_alone(text: str) -> None:
    grounds = grounds_of(FULL)
    assert (mended(text, grounds, judged_by(grounds)) == text) == (not judged_by(grounds)(text).blocked)
