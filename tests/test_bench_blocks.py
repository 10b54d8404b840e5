"""How the benchmark of false blocks makes a compliant letter wrong, and what it counts as caught."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "docs"))  # its scripts are no package

from bench_blocks import DROPPED, LEFT_OUT, RAISED, SLIPPED, SOONER, TURNED, mutants, new_blocks, unconditional

from assistant.case import Check, Finding

CASE = {
    "id": "shop-01",
    "lang": "en",
    "entitled": [{"kind": "refund", "max_amount": 9.5, "currency": "USD", "min_days": 6}],
    "discretionary": [],
    "must_not": [{"regex": r"\$80\b"}],
    "good_reply": "I'm sorry.\n\nThe $9.50 fee is refunded within 6 business days. I'll check the label. The $80 is not.\n\nBest",
    "bad_reply": "Sorry! We will refund the whole $80 today. Bye for now.",
}


def made() -> dict[str, str]:
    return dict(mutants(CASE))


def test_a_raised_sum_is_the_owed_one_and_no_other() -> None:
    (raised,) = [text for kind, text in mutants(CASE) if kind == RAISED]
    assert "$9.50" not in raised and "$80" in raised
    sums = [Decimal(part) for part in raised.replace("$", " ").split() if part.replace(".", "").isdigit()]
    assert any(Decimal("10.4") <= value <= Decimal("14.3") for value in sums)


@pytest.mark.parametrize(
    ("kind", "words"),
    [(SOONER, "within 4 business days"), (TURNED, "I have already checked the label"), (SLIPPED, "We will refund the whole $80 today.")],
)  # fmt: skip
def test_one_thing_is_made_wrong(kind: str, words: str) -> None:
    assert words in made()[kind]
    assert words not in CASE["good_reply"]


def test_what_is_owed_is_left_out_with_its_sentence() -> None:
    assert "9.50" not in made()[LEFT_OUT] and "I'll check the label." in made()[LEFT_OUT]


def test_only_what_did_not_block_before_counts_as_caught() -> None:
    def check(*found: tuple[int, int]) -> Check:
        return Check(
            findings=tuple(Finding(verdict="too_much", blocking=True, start=a, end=b, why="") for a, b in found)
        )

    assert new_blocks("abc xyz", check((0, 3), (4, 7)), "abc", check((0, 3))) == [("too_much", "xyz")]
    assert not new_blocks("abc", check((0, 3)), "abc", check((0, 3)))


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Sorry. Once the flute has arrived, we refund $90.", "Sorry. We refund $90."),
        ("The fee is refunded if the check shows that it was wrong. Bye.", "The fee is refunded. Bye."),
        ("Sobald die Tasche da ist, erstatten wir 10 Euro.", "Erstatten wir 10 Euro."),
        ("If you'd rather have the money, we refund $90.", "If you'd rather have the money, we refund $90."),
        ("If it rains, take an umbrella.", "If it rains, take an umbrella."),
    ],
)
def test_a_condition_is_dropped_where_something_is_given_under_it(text: str, bare: str) -> None:
    assert unconditional(text) == bare
    made = dict(mutants(CASE | {"good_reply": text, "lang": "en"}))
    assert (DROPPED in made) == (text != bare)
