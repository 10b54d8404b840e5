"""A pattern that is not tried in vain finds what the plain pattern finds; how it is read is checked on patterns of every shape."""

from __future__ import annotations

import gc
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.expressions import Group, Letter, OneOf, Place, Repeat, UnknownSyntaxError, read
from knowledge.scanning import Openings, Scan, Scans, in_small

PATTERNS = [
    r"\b(?:refund(?:ed|s)?|repaid|pay(?:ing)? (?:it )?back)\b",
    r"(?<!\w)(?:no|not|never) (?:\w+ ){0,2}?(?P<what>fees?|charges?)(?=[,.;]|$)",
    r"(?<![\w.,])\d{1,3}[\s-]?(?:days?|weeks?)\b(?! ago)",
    r"^(?:we|i)(?:['’]ll| will) [a-z]+ly",
    r"\b(?:within|in) (?:a|the|\d+) (?:next )?[dw](?:ay|eek)s?+\b",
    r"[€£$] ?\d+(?:[.,]\d\d)?",
    r"\b[^\W\d]+ed by us\b",
]
# Longer than what is tried as a whole, with alternatives that begin at one place and end at others.
DAYS = "|".join(f"never {n} days" for n in range(60))
LONG = [
    rf"\b(?:no fees?|no|will (?:not )?refund|[a|c)]ll|fees? (?:paid|in)(?: back)?|a\|b|{DAYS})",
    rf"\b(?:no fees?|no|will|we|{DAYS})\b",
    rf"paid back|in a|^we (?:a|will)|{DAYS}|\bpaid|i'll\b",
]
WORDS = ["we", "will", "refund", "refunded", "no", "fees", "never", "charge", "14", "days", "in", "a", "week", "kindly", "€", "5,50", "paid", "back", "i'll", "closed", "by", "us", ".", ","]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join), st.sampled_from([*PATTERNS, *LONG]))
def test_nothing_is_missed(text: str, pattern: str) -> None:
    plain = [match.span() for match in re.finditer(pattern, text)]
    assert [match.span() for match in Scan(pattern).finditer(text)] == plain
    found = Scan(pattern).search(text)
    assert (found.span() if found else None) == (plain[0] if plain else None)
    assert list(Scans(PATTERNS).found(text)) == [k for k, each in enumerate(PATTERNS) if re.search(each, text)]
    every = [(k, match.span()) for k, each in enumerate(PATTERNS) for match in re.finditer(each, text)]
    assert [(k, match.span()) for k, match in Scans(PATTERNS).matches(text)] == every
    begins = (k for k, each in enumerate(PATTERNS) if re.match(each, text))
    assert Openings(PATTERNS).first(text) == next(begins, None)


@given(
    st.lists(st.sampled_from(["We", "will", "REFUND", "Fees", "MS", "ms", "and", "£5", "Élan", "again", "AGAIN", "."]), max_size=8).map(" ".join),
    st.sampled_from([r"\b(?:refund|FEES?|(?-i:MS)(?= and)|élan)\b", r"(?<!\w)(?:will (?:REFUND|again)|(?-i:AGAIN))", rf"\b(?:Refund|élan|(?-i:AGAIN)|{DAYS})"]),
)  # fmt: skip
def test_letters_of_any_size_are_found_where_the_pattern_says_so(text: str, pattern: str) -> None:
    plain, scan = re.compile(pattern, re.IGNORECASE), Scan(pattern, re.IGNORECASE)
    assert [match.span() for match in scan.finditer(text)] == [match.span() for match in plain.finditer(text)]
    first, found = plain.search(text), scan.search(text)
    assert (found and found.span()) == (first and first.span())


def test_an_expression_is_read_into_its_parts() -> None:
    assert read(r"\bab?") == (Place(True), Letter("a"), Repeat(0, 1, Letter("b")))
    assert read("(?:a|b){2,3}?") == (Repeat(2, 3, Group(((Letter("a"),), (Letter("b"),)))),)
    assert read(r"[ab]\d.\.") == (OneOf(("a", "b"), ()), OneOf(None, ("d",)), OneOf(None, ()), Letter("."))


@pytest.mark.parametrize("pattern", ["(?i)a", "(?-i:A)", "(a)(?(1)b)", "(?#note)"])
def test_what_cannot_be_read_is_tried_everywhere(pattern: str) -> None:
    with pytest.raises(UnknownSyntaxError):
        read(pattern)


@pytest.mark.parametrize("pattern", LONG)
def test_of_a_long_pattern_the_first_alternative_at_the_first_place_is_found(pattern: str) -> None:
    for text in (
        "no fees in a week",
        "we will not refund no fee",
        "never 3 days paid back",
        "i'll a|b charge of 7 days",
    ):
        plain, found = re.search(pattern, text), Scan(pattern).search(text)
        assert (found and found.span()) == (plain and plain.span())


def test_in_small_letters_each_letter_keeps_its_place() -> None:
    assert in_small("Within 3 DAYS, Größe") == "within 3 days, größe"
    assert in_small("İZMİR: 3 Days") == "İzmİr: 3 days"  # the small letter of a dotted capital is two


def test_a_pattern_that_nobody_searches_for_is_not_compiled() -> None:
    never = Scan("(")
    with pytest.raises(re.error):
        never.search("a")
    with pytest.raises(AttributeError):
        never.nothing  # noqa: B018  # asked for what no scan has


def test_every_pattern_of_the_program_can_be_compiled() -> None:
    """Since nothing else tells of a slip in one before somebody searches for it."""
    import assistant.chain  # noqa: F401  # for the patterns that stand in its modules

    gc.collect()
    patterns = [each for each in gc.get_objects() if isinstance(each, Scan)]
    assert len(patterns) > 100
    for each in patterns:
        assert isinstance(each.pattern, re.Pattern)


def test_a_long_pattern_keeps_its_groups() -> None:
    found = Scan(rf"\b(?:(?P<what>fees?) paid|{DAYS})").search("the fees paid")
    assert found is not None
    assert found["what"] == "fees"
    found = Scan(rf"\b(?:\\(late) fee|{DAYS}|x\\(late) fee)").search(r"x\late fee")
    assert found is not None
    assert found.groups() == (None, "late")


def test_of_a_long_pattern_only_what_a_text_may_hold_is_compiled() -> None:
    broken = Scan(rf"\b(?:refund|zebra(?<=a+)|{DAYS})")
    assert broken.search("a refund") is not None
    with pytest.raises(re.error):
        broken.search("a zebra")
