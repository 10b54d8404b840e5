"""What is kept between calls never grows without end, and is kept by all that it depends on."""

from __future__ import annotations

import datetime as dt
import functools
import importlib
import pkgutil

from rulebook import alike, passage, row, terms

import assistant
import knowledge
from assistant.disputes import find_disputes
from assistant.facts import read_facts
from assistant.remedies import applies, situation
from assistant.remedies.known import Siblings

TODAY = dt.date(2026, 11, 20)
_MOST = 100_000
# Asked for the patterns of the program alone, of which there are so many and no more.
_OF_THE_PROGRAM = {"assistant.promises.patterns.compiled"}


def test_no_function_of_the_two_rooms_remembers_without_end() -> None:
    endless = []
    for room in (assistant, knowledge):
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            if found.name.startswith("assistant.migrations."):  # scripts that Alembic runs
                continue
            for name, value in vars(importlib.import_module(found.name)).items():
                if isinstance(value, functools._lru_cache_wrapper):
                    most = value.cache_parameters()["maxsize"]
                    if most is None or most > _MOST:
                        endless.append(f"{found.name}.{name}")
    assert set(endless) <= _OF_THE_PROGRAM


def test_two_clauses_are_compared_by_their_words_as_they_stand_now() -> None:
    """A pair that was compared before, with one figure changed since: nothing of the old figure is left."""
    other = passage("The refund of the course fee is paid within 4 business days of the request.", path="b.md")
    for days, differ in ((10, 1), (4, 0), (12, 1), (4, 0)):
        one = passage(f"The refund of the course fee is paid within {days} business days of the request.", path="a.md")
        assert len(find_disputes(terms(one, other), alike, on=TODAY)) == differ, days


def test_a_row_is_for_those_whom_its_cells_name_now() -> None:
    facts = read_facts([("plan", "Basic"), ("delay", "40 minutes")])
    groups = Siblings((frozenset({"basic", "plus"}),))
    case = situation(facts=facts, received_on=TODAY, spoken=(), wanted=frozenset(), groups=groups, alike=alike)
    for cells, mine in (
        ({"Plan": "Basic", "Delay": "more than 30 minutes", "Credit": "5 EUR"}, True),
        ({"Plan": "Plus", "Delay": "more than 30 minutes", "Credit": "5 EUR"}, False),
        ({"Plan": "Basic", "Delay": "more than 50 minutes", "Credit": "5 EUR"}, False),
        ({"Plan": "Basic", "Delay": "more than 30 minutes", "Credit": "6 EUR"}, True),
    ):
        (term,) = terms(row(**cells))
        assert applies(term, case) is mine, cells
