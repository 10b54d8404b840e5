"""A reviewer sees the clause on the matter, and the one on which the case turns though the letter has no word of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

import numpy as np
import pytest
from rulebook import alike, passage

from assistant.chain.language import english
from assistant.decisive import SIGNALS, WEIGHTS, Decisive, decisive
from assistant.facts import read_facts
from assistant.weighing import Matter
from knowledge.passage import Passage, Standing

TRAMS = [
    passage(f"{what} is refunded within {n + 4} days of the request.", path=f"{n}.md")
    for n, what in enumerate(
        (
            "The fare of a late tram",
            "A tram ticket bought twice",
            "A lost season ticket",
            "A fine that was wrong",
            "A taxi",
        )
    )
]
EXCEPTIONS = passage("An exception made for one passenger binds nobody in the next case.", path="levels.md")
PRAISE = passage("No gesture is given in return for a post, a rating or praise.", path="tone.md", section="1 Gestures")
GAP = passage("Where no document answers a request, say so and promise only a reply within 6 days.", path="doubt.md")
PAGES = [*TRAMS, EXCEPTIONS, PRAISE, GAP]
LATE = ("My tram was an hour late.", "I want my fare back.")


def borne(
    sentences: Sequence[str] = LATE, *, pages: Sequence[Passage] = PAGES, facts: dict[str, str] | None = None,
    nearness: Sequence[float] | None = None, past: Sequence[bool] | None = None, signals: Collection[str] = (),
) -> Decisive:  # fmt: skip
    """How pages bear on a letter, the first being the nearest."""
    return decisive(
        pages,
        [(index, page.text) for index, page in enumerate(pages)],
        Matter(" ".join(sentences), tuple(sentences), (), read_facts(list((facts or {}).items())), frozenset()),
        np.array(nearness or [8.0 - 0.5 * number for number in range(len(pages))]),
        alike,
        past=past or [False] * len(pages),
        signals=signals,
        telling=0.7,
    )


def first_five(found: Decisive, *, silent: bool = False) -> list[str]:
    """The documents of the five passages that bear most on the case."""
    scores = found.scores(silent=silent)
    paths = {page.id: page.path for page in PAGES}
    return [paths[pid] for pid in sorted(scores, key=lambda pid: -scores[pid])[:5]]


def signal(found: Decisive, name: str) -> list[float]:
    """One signal of each page."""
    return [round(float(value), 2) for value in found.signals[:, SIGNALS.index(name)]]


@pytest.mark.parametrize(
    "told",
    [
        "My sister-in-law got her whole fare back from you in May, and a voucher.",
        "A woman I work with had the same. You gave her £50.",
        "I know a baker in our street, you let him off the fine and paid him 20 euros.",
        "Bertil from our rowing club was just as late that day, and you gave him £50 for it.",
    ],
)
def test_what_others_were_given_calls_for_the_clause_on_exceptions(told: str) -> None:
    assert "levels.md" not in first_five(borne())
    assert "levels.md" in first_five(borne((*LATE, told)))


@pytest.mark.parametrize(
    "told",
    [
        "Mein Kollege hat von Ihnen 50 Euro erhalten, ich will dasselbe.",
        "Mi cuñado recibió 50 euros, quiero lo mismo.",
        "Mon collègue a eu droit à 50 euros, je veux la même chose.",
    ],
)
def test_so_does_what_others_were_given_in_another_language(told: str) -> None:
    assert max(signal(borne((english(told),)), "precedent")) >= 1.0


@pytest.mark.parametrize(
    "told",
    [
        "My sister was with me on the tram.",
        "I gave the driver my whole name.",
        "You refunded me in May.",
        "The boiler in our flat was out, and the whole evening was gone.",
    ],
)
def test_people_who_were_given_nothing_call_for_nothing(told: str) -> None:
    assert not any(signal(borne((*LATE, told)), "precedent"))


def test_an_audience_calls_for_the_clause_on_gifts_for_posts() -> None:
    assert "tone.md" in first_five(borne((*LATE, "I have 9,000 followers.", "My post about this goes online tonight.")))
    assert not any(signal(borne(), "bargain"))


def test_where_nothing_answers_the_clause_on_that_is_among_the_first() -> None:
    far = [2.0 - 0.1 * number for number in range(len(PAGES))]
    silent = borne(
        ("Could you name a tram after my late uncle?",), nearness=far, facts={"uncle": "conductor for 40 years"}
    )
    assert "doubt.md" in first_five(silent, silent=True)
    assert max(signal(silent, "gap")) > max(signal(borne(), "gap"))


def test_the_line_that_ends_an_old_edition_is_shown_to_whoever_is_quoted_that_edition() -> None:
    old = Standing(orders_before=dt.date(2026, 3, 1))
    pages = [
        passage("Every late tram is free of charge, whatever the reason.", path="old.md", standing=old),
        passage("Only for tickets bought before 1 March 2026.", path="old.md", section="", standing=old),
        passage("A season ticket costs 90 EUR.", path="old.md", section="2", standing=old),
    ]
    quoting = borne(("You write: every late tram is free of charge, whatever the reason.",), pages=pages)
    assert signal(quoting, "edition_end") == [0.0, 3.0, 0.0]
    assert signal(borne(pages=pages), "edition_end") == [0.0, 0.0, 0.0]


def test_a_fact_that_says_that_there_is_none_of_a_thing_calls_for_no_page_on_it() -> None:
    facts = {"delay": "60 minutes", "praise or gesture": "none"}
    assert signal(borne(facts=facts), "fact_names")[PAGES.index(PRAISE)] == 0.0
    assert signal(borne(facts=facts | {"praise or gesture": "a post"}), "fact_names")[PAGES.index(PRAISE)] > 0.0


def test_a_page_on_which_the_plan_rests_counts_more_and_one_that_is_past_less() -> None:
    plain, last = borne().scores(), TRAMS[-1].id
    assert borne().scores({last})[last] == pytest.approx(plain[last] + WEIGHTS["used"])
    gone = borne(past=[page is TRAMS[-1] for page in PAGES]).scores()
    assert gone[last] < plain[last]


def test_documents_that_disagree_call_for_the_clause_on_that() -> None:
    clash = passage("Where two documents differ, promise neither; the desk decides within 4 days.", path="clash.md")
    found = borne(pages=[*TRAMS, clash])
    assert found.scores(disagree=True)[clash.id] > found.scores()[clash.id]


def test_nothing_found_bears_on_nothing() -> None:
    assert decisive([], [], Matter("", (), (), (), frozenset()), np.zeros(0), alike, past=[], signals=()).scores() == {}
