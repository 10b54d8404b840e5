"""A passage is cut into clauses, and a clause taken apart into what it says and under which condition."""

from __future__ import annotations

import pytest
from rulebook import passage, term, terms

from knowledge.terms.clauses import clauses, take_apart


def test_clauses_are_cut_at_sentences_and_know_where_they_stand() -> None:
    text = "4.1 We refund it. Approx. 5 days later we call.\n- For pets: no charge;\nNo. 7 stays."
    found = list(clauses(passage(text)))
    assert [c.text for c in found] == [
        "We refund it.", "Approx. 5 days later we call.", "For pets: no charge;", "No. 7 stays.",
    ]  # fmt: skip
    assert all(text[c.start : c.end] == c.text for c in found)


def test_a_semicolon_within_brackets_does_not_end_a_clause() -> None:
    found = list(clauses(passage("The charge is refunded (island moorings; if the meter froze); the rent is not.")))
    assert [c.text for c in found] == [
        "The charge is refunded (island moorings; if the meter froze)",
        "the rent is not.",
    ]


def test_a_list_carries_the_line_that_introduces_it() -> None:
    found = list(
        clauses(passage("We never offer:\n- cash for late trains;\n- free seats.\n\nThe office is open daily."))
    )
    assert [c.lead for c in found] == ["", "We never offer:", "We never offer:", ""]


@pytest.mark.parametrize(
    ("sentence", "main", "condition", "exception"),
    [
        (
            "The mooring charge is refunded within 5 days (island moorings; if the meter froze).",
            "The mooring charge is refunded within 5 days",
            "island moorings; if the meter froze",
            None,
        ),
        (
            "The charge is refunded (only if the meter froze).",
            "The charge is refunded",
            "only if the meter froze",
            None,
        ),
        ("For a late parcel the fee is refunded.", "the fee is refunded", "For a late parcel", None),
        ("If the boiler fails, we send an engineer.", "we send an engineer", "If the boiler fails", None),
        ("We send an engineer if the boiler fails.", "We send an engineer", "if the boiler fails", None),
        ("We pay the taxi unless a bus runs.", "We pay the taxi", None, "unless a bus runs"),
        ("Unless a bus runs, we pay the taxi.", "we pay the taxi", None, "Unless a bus runs"),
        ("We pay the taxi.", "We pay the taxi", None, None),
        (
            "If a squeak returns after we said that it was gone, the visit is free.",
            "the visit is free",
            "If a squeak returns after we said that it was gone",
            None,
        ),
        (
            "If the loft is damp because they left it open, we dry it.",
            "we dry it",
            "If the loft is damp because they left it open",
            None,
        ),
        ("If the boiler fails we send an engineer.", "we send an engineer", "If the boiler fails", None),
    ],
)
def test_a_clause_comes_apart(sentence: str, main: str, condition: str | None, exception: str | None) -> None:
    assert take_apart(sentence) == (main, condition, exception)


@pytest.mark.parametrize("label", ["2.a ", "D-1 ", "S3.3 ", "(2.3) ", "3b. ", "4.2.1 "])
def test_the_number_of_a_clause_is_no_part_of_it(label: str) -> None:
    assert term(f"{label}We refund the fee within 5 days of the request.").quote.startswith("We refund")


def test_a_deed_and_what_is_not_done_before_it_are_two_clauses() -> None:
    deed, held = terms(
        "It is examined within 9 working days after it has arrived, and until then no refund is promised."
    )
    assert (deed.mode, deed.kind, held.mode) == ("entitlement", "investigation", "gate")


def test_two_deeds_with_a_time_each_are_two_clauses() -> None:
    one, other = terms(
        "After approval a replacement is delivered within 10 working days, and money due is paid within 7 working days."
    )
    assert one.due is not None and other.due is not None
    assert (one.due.bound, other.due.bound, other.kind) == (10, 7, "refund")


def test_in_that_case_means_the_case_before() -> None:
    _, second = terms(
        "If the parts are late, we send a loan set. In that case the manager telephones the customer within 2 days."
    )
    assert second.condition == "If the parts are late"


def test_the_words_that_head_a_paragraph_head_those_numbered_under_it() -> None:
    found = terms(
        "M1. Late boxes. The fee is refunded within 4 days.\nM2. Wrong boxes. A wrong box is one you did not order.\n"
        "M2.1 The price is refunded within 6 days.\nM3 Everything else is replaced within 9 days."
    )
    assert [(t.section, t.due.bound) for t in found if t.due] == [
        ("1 Rules > Late boxes", 4), ("1 Rules > Wrong boxes", 6), ("1 Rules", 9),
    ]  # fmt: skip


def test_a_bare_number_before_a_sentence_is_its_label() -> None:
    assert term("1 In the UK the fee is refunded within 5 days.").quote.startswith("In the UK")
