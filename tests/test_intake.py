"""What people type is taken as it is, or refused with one sentence that says what to change."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import intake
from assistant.errors import InputError

TODAY = dt.date(2026, 11, 21)


def test_a_complaint_keeps_its_words_and_tidies_its_facts() -> None:
    text = "Hello,\r\n\tthe lamp – broken!! 😡\n> quoted\f\n"
    taken = intake.complaint(text, received_on=TODAY, channel=" chat ", facts=[(" price ", " 9.00 EUR "), ("a b", "=")])
    assert (taken.text, taken.channel) == (text, "chat")
    assert taken.facts == (("price", "9.00 EUR"), ("a b", "="))


def test_a_fact_is_split_at_its_first_equals_sign() -> None:
    assert intake.fact("note=a=b") == ("note", "a=b")


@pytest.mark.parametrize(
    "typed", ["price", "price=", "price= ", "=9", "", "a\x00=b", "k=" + "v" * 6000, "k" * 301 + "=v"]
)
def test_a_fact_without_a_name_or_a_value_is_refused(typed: str) -> None:
    with pytest.raises(InputError) as refused:
        intake.fact(typed)
    assert len(str(refused.value)) < 200


def test_a_date_is_read() -> None:
    assert intake.day(" 2026-02-28 ") == dt.date(2026, 2, 28)


@pytest.mark.parametrize("typed", ["", "tomorrow", "2026-02-30", "20261121", "21.11.2026", "0026-11-21", "9999-01-01"])
def test_a_date_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(InputError):
        intake.day(typed)


def test_a_note_may_be_empty_but_not_a_book() -> None:
    assert intake.note("  \n") == ""
    with pytest.raises(InputError, match="characters"):
        intake.note("x" * 5001)


@given(st.text(max_size=300))
def test_any_text_is_taken_unchanged_or_refused(text: str) -> None:
    try:
        taken = intake.words(text, what="The complaint", most=200)
    except InputError as refused:
        assert "\n" not in str(refused)
    else:
        assert taken == text
        assert text.strip()
        text.encode()
