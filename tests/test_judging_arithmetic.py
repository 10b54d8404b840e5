"""A letter that shows how it reckons has to reckon right."""

from __future__ import annotations

from decimal import Decimal

import pytest
from test_judging import FULL, check

from assistant.judging.arithmetic import misreckoned


@pytest.mark.parametrize(
    ("told", "right", "wrong"),
    [
        ("Half of £43.20 is {}.", "£21.60", "£28.08"),
        ("Three times $108 is {}, and it is returned.", "$324", "$486"),
        ("25% of the fare of €80, so {}, is yours.", "€20", "€30"),
        ("You receive 10 per cent of $55, which makes {}.", "$5.50", "$8"),
        ("Es sind 20 % von 50,00 €, also {}.", "10,00 €", "15,00 €"),
        ("Son 3 x 12 €, es decir, {}.", "36 €", "46 €"),
        ("C'est la moitié de 60 €, soit {}.", "30 €", "39 €"),
    ],
)
def test_a_sum_is_what_its_sentence_reckons_it_from(told: str, right: str, wrong: str) -> None:
    assert not list(misreckoned(told.format(right)))
    (found,) = misreckoned(told.format(wrong))
    assert told.format(wrong)[found.start : found.end] == wrong


@pytest.mark.parametrize(
    "text",
    [
        "Half of £43.20 is £20.",  # less than it comes to harms nobody but the customer, and is judged by what is owed
        "25% of the fare of £80 for the two of you, so £40.",
        "Your estimate of £520 plus 15% is £598.00, so £114.00 is refunded.",
        "Of the $90 we keep $20.",
    ],
)
def test_other_sums_are_left_alone(text: str) -> None:
    assert not list(misreckoned(text))


def test_what_is_reckoned_wrong_blocks() -> None:
    assert check("Half of $300 is $180.", FULL).blocked


def test_what_stands_joined_is_reckoned_together() -> None:
    told = "The fees are refunded: 2 x €54.00 and 2 x €5.40, so €{}."
    assert not list(misreckoned(told.format("118.80")))
    (found,) = misreckoned(told.format("128.80"))
    assert found.right == Decimal("118.80")
