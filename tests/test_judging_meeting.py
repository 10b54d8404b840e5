"""What several promises of a text mean is asked for together, and judged as if each were asked for by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from assistant.case import Commitment
from assistant.judging import Grounds
from assistant.judging.meeting import judged_together
from assistant.schedule import calendar

QUOTES = ["We refund the fee.", "A new lamp is sent.", "Thank you.", "We call on Monday."]


class Counting:
    """A likeness by the number of letters, with a note of the texts that it was asked for each time."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def __call__(self, one: Sequence[str], other: Sequence[str]) -> list[list[float]]:
        self.asked.append(list(one))
        return [[len(text) / 100 for _ in other] for text in one]


def commitment(quote: str) -> Commitment:
    return Commitment(start=0, end=len(quote), quote=quote, type="promise", kind="refund")


def by_meaning(each: Commitment, grounds: Grounds) -> Commitment:
    """Settled by its words where it thanks; else by its meaning, and where it is long by that of its first word, too."""
    if each.quote.startswith("Thank"):
        return each.model_copy(update={"why": "words"})
    near = grounds.alike([each.quote], ["a clause"])[0][0]
    if len(each.quote) > 18:
        near += grounds.alike([each.quote.split()[0]], ["a clause", "another"])[0][1]
    return each.model_copy(update={"why": f"{near:.2f}"})


def grounds(alike: Counting) -> Grounds:
    return Grounds(
        permits=(), prohibitions=(), facts=(), sent_on=dt.date(2026, 11, 2), calendar=calendar("US"), alike=alike
    )  # fmt: skip


def test_each_commitment_is_judged_as_by_itself_in_its_place() -> None:
    found = [commitment(quote) for quote in QUOTES]
    each = grounds(Counting())
    assert judged_together(found, by_meaning, each) == [by_meaning(one, each) for one in found]
    assert judged_together([], by_meaning, each) == []


def test_what_several_need_is_asked_for_in_one_go() -> None:
    """The first list holds all that the words left open, with what it is held against; what turned out to be needed later
    follows."""
    alike = Counting()
    judged_together([commitment(quote) for quote in QUOTES], by_meaning, grounds(alike))
    assert alike.asked[0] == [QUOTES[0], "a clause", QUOTES[1], QUOTES[3]]
    assert [asked for asked in alike.asked[1:] if len(asked) > 1] == [[QUOTES[1].split()[0], "a clause", "another"]]


def test_what_the_words_settle_asks_for_no_meaning() -> None:
    alike = Counting()
    judged_together([commitment("Thank you.")], by_meaning, replace(grounds(alike), text="Thank you."))
    assert alike.asked == []
