"""What identifies a person is hidden from a model and comes back unchanged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.privacy import redact

CARD = "4111 1111 1111 1111"
IBAN = "DE89 3704 0044 0532 0130 00"


@pytest.mark.parametrize(
    ("text", "secret", "mark"),
    [
        ("Write to jane.roe+x@mail.example.co.uk, please.", "jane.roe+x@mail.example.co.uk", "<EMAIL_1>"),
        ("Call 415-555-2671 today", "415-555-2671", "<PHONE_1>"),
        ("Call (415) 555-2671 today", "(415) 555-2671", "<PHONE_1>"),
        ("My number is +49 30 901820.", "+49 30 901820", "<PHONE_1>"),
        ("Ring me on 020 7946 0958.", "020 7946 0958", "<PHONE_1>"),
        ("Llámeme al 612 34 56 78, gracias", "612 34 56 78", "<PHONE_1>"),
        ("phone 555-0134 after six", "555-0134", "<PHONE_1>"),
        (f"You charged {CARD} twice", CARD, "<CARD_1>"),
        (f"Pay to {IBAN} now", IBAN, "<IBAN_1>"),
        (f"Zahlen Sie auf {IBAN.replace(' ', '')}.", IBAN.replace(" ", ""), "<IBAN_1>"),
    ],
)
def test_it_is_hidden_and_restored(text: str, secret: str, mark: str) -> None:
    hidden = redact([text])
    assert hidden.texts == (text.replace(secret, mark),)
    assert hidden.restore(hidden.texts[0]) == text


@pytest.mark.parametrize(
    "text",
    [
        "It came on 2026-11-20, four days late, and cost $1,299.00.",
        "I paid 12.50 EUR on 03/05/2026 for 2 of 3 boxes, 10 % off.",
        "Between 9 and 17 nobody came, for 14 days.",
        "Call me a fool, but since 2026-11-20 nothing happened",
    ],
)
def test_dates_and_sums_stay_readable(text: str) -> None:
    assert redact([text]).texts == (text,)


def test_the_same_value_has_one_placeholder_in_all_texts() -> None:
    hidden = redact(["a@b.example and c@d.example", "again C@D.example, then e@f.example"])
    assert hidden.texts == ("<EMAIL_1> and <EMAIL_2>", "again <EMAIL_2>, then <EMAIL_3>")


def test_the_customers_name_is_hidden_whole_and_in_parts_but_not_as_a_common_word() -> None:
    hidden = redact(["I am Will May. may I, will I? Signed, Will, and MRS WILL MAY"], name="Will May")
    (text,) = hidden.texts
    assert "Will" not in text
    assert "MAY" not in text
    assert "may I, will I?" in text
    assert hidden.restore(text).startswith("I am Will May. may I, will I? Signed, Will,")


def test_a_mark_that_somebody_typed_is_never_turned_into_an_address() -> None:
    hidden = redact(["<EMAIL_1> is mine: a@b.example"])
    assert hidden.texts == ("<EMAIL_1> is mine: <EMAIL_2>",)
    assert hidden.restore("<EMAIL_1> <EMAIL_2>") == "<EMAIL_1> a@b.example"


def test_what_was_hidden_once_can_be_hidden_in_another_text() -> None:
    hidden = redact(["I am Jane Roe, jane.roe@mail.example"], name="Jane Roe")
    assert hidden.hide("Jane Roe at jane.roe@mail.example") == "<NAME_1> at <EMAIL_1>"


@given(st.text(alphabet="ab1 +-.@<>_EMAIL0234567890()", max_size=80))
def test_whatever_was_hidden_comes_back(text: str) -> None:
    hidden = redact([text], name="abab")
    assert hidden.restore(hidden.texts[0]).lower() == text.lower()
