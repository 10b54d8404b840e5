"""What is known of one case when remedies are worked out: facts, day, the customer's own words, what is wanted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assistant.applicability import Siblings
from assistant.facts import Fact, Similarity, stems
from knowledge.terms.kinds import kinds_in
from knowledge.terms.model import Kind

_I = re.IGNORECASE


@dataclass(frozen=True)
class Situation:
    """All that is known of one case when remedies are worked out.

    `spoken`: the customer's own sentences; `wanted`: the kinds asked for; `alike`: cosine similarity of texts.
    """

    facts: tuple[Fact, ...]
    received_on: date
    spoken: tuple[str, ...]
    wanted: frozenset[Kind]
    active: dict[str, frozenset[str]]
    alike: Similarity

    @cached_property
    def words(self) -> frozenset[str]:
        """The content words of all that the customer says and the facts tell, stemmed."""
        return stems(" ".join([*self.spoken, *(fact.line for fact in self.facts)]))

    @cached_property
    def event_on(self) -> date | None:
        """The day of the order, booking, contract or incident that the case is about, the earliest dated fact."""
        days = [
            fact.day for fact in self.facts
            if fact.day and re.search(r"order|book|purchas|contract|incident|bought|start|flight|stay|placed|event|departure|sale", fact.name, _I)
        ]  # fmt: skip
        return min(days, default=None)


def situation(
    *,
    facts: Sequence[Fact],
    received_on: date,
    spoken: Sequence[str],
    wanted: frozenset[Kind],
    groups: Siblings,
    alike: Similarity,
) -> Situation:
    """Put a situation together; the customer's own tier and region are looked up among the siblings."""
    return Situation(tuple(facts), received_on, tuple(spoken), wanted, groups.active(facts), alike)


def kinds_wanted(asks: Sequence[str]) -> frozenset[Kind]:
    """The kinds that the asks speak of."""
    found = {kind for ask in asks for _, kind in kinds_in(ask)}
    if any(
        re.search(r"\bback\b(?! to)", ask, _I) and not re.search(r"\b(?:call|come|write|get) \w* ?back", ask, _I)
        for ask in asks
    ):
        found.add("refund")  # "my money back", "the $64 back"
    return frozenset(found)
