"""Foreign letters say in English what they speak of."""

from __future__ import annotations

import time
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import KnowledgeError
from knowledge.gloss import Glossary, parse


def glossary(language: str) -> Glossary:
    return parse(files("knowledge.words").joinpath(f"{language}.tsv").read_text(encoding="utf-8"))


ES, DE, FR = glossary("es"), glossary("de"), glossary("fr")
SMALL = parse(
    "reembols\trefund\nsin$\twithout\natención al cliente\tcustomer service\ncliente$\tcustomer\nnada que\t-\n"
)


@pytest.mark.parametrize(
    ("known", "text", "english"),
    [
        (
            ES,
            "Me han cobrado dos veces la cuota de septiembre, 39,90 €. Exijo el reembolso inmediato.",
            "charged twice duplicate charge fee instalment september 39,90 demand request refund immediately",
        ),
        (
            ES,
            "Perdimos la conexión y dormimos en el aeropuerto con mi madre, que va en silla de ruedas.",
            "connection missed sleep airport mother wheelchair",
        ),
        (
            ES,
            "La habitación estaba sucia y había ruido toda la noche. No nos devolvieron la fianza.",
            "room dirty noise all night not return deposit",
        ),
        (
            ES,
            "El técnico no se presentó a la cita del martes y sigo sin internet.",
            "technician engineer missed appointment no-show appointment tuesday still not internet",
        ),
        (
            DE,
            "Die Stromrechnung ist zu hoch, weil der Zählerstand nur geschätzt wurde.",
            "electricity bill invoice meter reading estimated",
        ),
        (
            DE,
            "Unser Flug wurde gestrichen und den Anschlussflug haben wir verpasst.",
            "flight cancelled connecting flight missed",
        ),
        (
            DE,
            "Das Jahresabo hat sich automatisch verlängert, obwohl ich in der Probezeit gekündigt habe.",
            "year subscription automatic renewal trial period terminate cancel contract",
        ),
        (
            DE,
            "Mein Vater ist am 3. Mai verstorben und die Versicherung verweigert die Auszahlung.",
            "father 3 may death bereavement insurance refuse deny payout payment",
        ),
        (
            FR,
            "Ma valise n'est pas arrivée, cela fait cinq jours que je suis sans nouvelles.",
            "baggage luggage not arrived five day no news",
        ),
        (
            FR,
            "J'ai résilié mon abonnement il y a deux mois en respectant le préavis de quinze jours.",
            "terminate cancel contract subscription ago two month notice period fifteen day",
        ),
        (
            FR,
            "Depuis la dernière mise à jour, l’application plante et j'ai perdu toutes mes données.",
            "since last update software application crash freeze data loss",
        ),
        (
            FR,
            "Nous sommes sans chauffage ni eau chaude depuis trois semaines.",
            "without heating boiler hot water since three week",
        ),
    ],
)
def test_a_complaint_says_what_it_is_about(known: Glossary, text: str, english: str) -> None:
    assert known.english(text) == english


def test_a_stem_stands_for_every_word_that_begins_with_it_and_a_marked_one_for_itself() -> None:
    assert SMALL.english("Reembolso, reembolsar: sin sinceridad") == "refund refund without"


def test_the_longest_entry_wins_and_silent_ones_say_nothing() -> None:
    assert SMALL.english("la atención al cliente, un cliente, nada que decir") == "customer service customer"
    assert ES.english("hay que tener en cuenta mi cuenta") == "account"


def test_words_without_their_accents_are_known() -> None:
    assert ES.english("la devolucion tardo diez dias") == ES.english("la devolución tardó diez días")
    assert FR.english("le telephone est arrive casse") == "phone arrive broken"
    assert DE.english("die Rueckerstattung der Gebuehr") == DE.english("die Rückerstattung der Gebühr") == "refund fee"


def test_another_word_is_not_taken_for_one_without_accents() -> None:
    assert ES.english("dando") == ""  # dañ-
    assert DE.english("fordern, fördern") == "demand request"
    assert FR.english("la portée de la tâche") == ""  # porte, tache


def test_letters_in_parts_are_the_same_letters() -> None:
    assert ES.english("devolucio\u0301n") == "return"


def test_german_compounds_are_read_part_by_part() -> None:
    assert DE.english("Rechnungsbetrag") == "bill invoice amount"
    assert DE.english("Versicherungsvertrag Taxikosten Benutzerkonto") == "insurance contract taxi costs user account"
    assert DE.english("Kundendienstmitarbeiter") == "customer service employee staff"


def test_a_german_word_is_no_compound_unless_each_part_is_known() -> None:
    for word in ("politisch", "Redaktion", "Mannschaften", "Abenteuer", "Herstellung", "Zeitspanne"):
        assert DE.english(word) == "", word


def test_numbers_and_codes_pass_unchanged() -> None:
    text = "Pedido n.º 48213-B del 12/10/2025, vuelo IB3456, 1.250,50 $, 14:30."
    assert ES.english(text) == "order 48213-B 12/10/2025 flight IB3456 1.250,50 14:30"
    assert DE.english("24-Stunden-Service ab 9 Uhr") == "24 hour service 9"


def test_names_inside_a_sentence_pass_but_no_first_word_and_no_shouting() -> None:
    assert ES.english("Compré en Zara un iPhone. Luego DHL tardó.") == "purchase buy Zara iPhone DHL late delay"
    assert FR.english("Madame Lacroix vous écrit. Ensuite rien.") == "Lacroix write nothing"
    assert ES.english("ESTOY HARTO, LLEVO UN MES ESPERANDO MI PAQUETE") == "fed up month waiting parcel package"


def test_german_nouns_are_not_taken_for_names() -> None:
    assert DE.english("Der Blumentopf aus Ton kam mit DHL.") == "DHL"


@pytest.mark.parametrize("known", [ES, DE, FR])
@given(text=st.text())
def test_any_text_can_be_read(known: Glossary, text: str) -> None:
    assert known.english(text) == known.english(text).strip()


@pytest.mark.parametrize("text", ["", "   ", "¿?!", "🙂"])
def test_a_text_without_words_says_nothing(text: str) -> None:
    assert ES.english(text) == ""


@pytest.mark.parametrize("known", [ES, DE, FR])
@pytest.mark.parametrize(
    "text",
    ["Versicherungsvertragsunterlagen remboursement atención " * 67, "kunden" * 20_000, "atención al " * 5_000],
    ids=["letter", "endless word", "half a phrase"],
)
def test_no_text_takes_long_to_read(known: Glossary, text: str) -> None:
    begun = time.process_time()
    known.english(text)
    assert time.process_time() - begun < 1  # about 0.002 for the letter, on a free machine


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("reembols refund", "line 1"),
        ("# fine\n\nreembols\t ", "line 3"),
        ("pag\tpay", "'pag' begins too many words"),
        ("sin$\twithout\nsin$\tno", "line 2: 'sin$' stands there already"),
        ("...\tdots", "has no word"),
        ("@french\n", "line 1"),
    ],
)
def test_a_line_that_is_no_entry_is_named(source: str, says: str) -> None:
    with pytest.raises(KnowledgeError, match=says.replace("$", r"\$")):
        parse(source)


def test_an_empty_list_knows_nothing() -> None:
    assert parse("# nothing yet\n").english("hola 5") == "5"


@pytest.mark.parametrize("known", [ES, DE, FR])
def test_each_language_has_its_words(known: Glossary) -> None:
    assert len(known) > 1500
