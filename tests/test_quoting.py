"""Words in a row that stand in a document too are found, where they stand, and only those."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.quoting import find_quote

RULE = "Every student who has paid the term in advance may pause two lessons a year."


def test_a_quote_is_found_whatever_its_case_and_punctuation() -> None:
    text = "You wrote to us. EVERY student, who has paid the term - in advance! - may come. Kind regards"
    found = find_quote(text, ["Something else entirely that has nine words in it.", RULE])
    assert found is not None and found.source == 1
    assert text[found.start : found.end] == "EVERY student, who has paid the term - in"


def test_seven_words_in_a_row_are_no_quote() -> None:
    assert find_quote("Every student who has paid the term will know.", [RULE]) is None


def test_words_that_stand_in_a_known_text_as_well_are_no_quote() -> None:
    newer = RULE.replace("two lessons", "one lesson")
    assert find_quote(newer, [RULE], known=[newer]) is None
    found = find_quote(RULE, [RULE], known=[newer])
    assert found is not None and RULE[found.start : found.end].endswith("may pause two")


@given(st.text(), st.lists(st.text(), max_size=3))
def test_a_text_shorter_than_a_quote_quotes_nothing(text: str, sources: list[str]) -> None:
    found = find_quote(text, [*sources, text])
    assert found is None or len(text[found.start : found.end].split()) >= 1
    assert find_quote(text, []) is None
