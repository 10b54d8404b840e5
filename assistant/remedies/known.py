"""What is known of one case when remedies are worked out: facts, day, the customer's own words, what is wanted."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import Generic, TypeVar

from assistant.amounts import Worked
from assistant.applicability import Siblings
from assistant.conditions import (
    CLAIMED,
    OPEN,
    SPOKEN_OF,
    Judged,
    alternatives,
    judge_by_facts,
    judge_by_speech,
    judge_up_to,
    surest,
)
from assistant.facts import Fact, Similarity, overlap, stems
from knowledge.glossary import is_foreign
from knowledge.passage import Standing
from knowledge.terms import Span, Term
from knowledge.terms.kinds import kinds_in
from knowledge.terms.model import Kind

_I = re.IGNORECASE
_Key = TypeVar("_Key")
_Found = TypeVar("_Found")


class Settled(Generic[_Key, _Found]):
    """What the facts of a case settle, each worked out once."""

    def __init__(self) -> None:
        self._found: dict[_Key, _Found] = {}

    def get(self, key: _Key, work_out: Callable[[], _Found]) -> _Found:
        """What is settled under the key, or else what `work_out` gives."""
        try:
            return self._found[key]
        except KeyError:
            found = self._found[key] = work_out()
            return found


Place = tuple[str, str]


def place_of(term: Term) -> Place:
    """What tells a clause from all others: rows of two tables may be told in the same words."""
    return term.passage, term.id


class Told:
    """What the facts of a case tell without the words of the customer: the same however much the customer speaks of."""

    def __init__(self) -> None:
        self.answers: Settled[str, Judged | None] = Settled()
        self.applies: Settled[Place, bool] = Settled()
        self.rows: Settled[Place, Judged] = Settled()
        self.closed: Settled[tuple[Place, Span | None], bool | None] = Settled()
        self.begins: Settled[Span | None, tuple[date | None, str | None]] = Settled()
        self.gates: Settled[tuple[Place, str], bool] = Settled()
        self.sums: Settled[tuple[Place, int, Kind], Worked] = Settled()


_HARM = re.compile(
    r"\b(?:hurt|injur\w+|ill(?:ness)?|sick(?:ness)?|unwell|accidents?|harm(?:ed)?|burn(?:t|ed|s)?|wounds?|wounded|allerg\w+|poison\w*|bites?|bitten)\b",
    _I,
)


_BOUGHT = re.compile(
    r"\b(?:orders?|bookings?|booked|reservations?|contracts?|agreements?|polic(?:y|ies)|purchases?|bought|sales?|subscriptions?|tickets?|signed|accounts?|plans?|memberships?|incidents?|events?|faults?)\b",
    _I,
)


@dataclass(frozen=True)
class Situation:
    """All that is known of one case when remedies are worked out.

    `spoken`: the customer's own sentences; `wanted`: the kinds asked for; `alike`: cosine similarity of texts. `near`: where
    those sentences are not known, how near they are taken to be to whatever a clause hangs on; None where they are. `harmed`:
    whether somebody was hurt or fell ill. `elsewhere`: the regions of documents that are not the customer's. `told`: what was
    worked out by the facts already; a situation with the same facts on the same day may share it (`replace`). `heard`: what
    sentences were found to answer to conditions.
    """

    facts: tuple[Fact, ...]
    received_on: date
    spoken: tuple[str, ...]
    wanted: frozenset[Kind]
    active: dict[str, frozenset[str]]
    alike: Similarity
    near: float | None = None
    harmed: bool = False
    elsewhere: frozenset[str] = frozenset()
    told: Told = field(default_factory=Told, compare=False, repr=False)
    heard: Settled[tuple[str, tuple[str, ...]], Judged] = field(default_factory=Settled, compare=False, repr=False)

    @property
    def claims(self) -> bool | None:
        """Whether the customer is taken to claim whatever no fact answers; None where that hangs on what was said."""
        return None if self.near is None else self.near >= SPOKEN_OF

    def answer(self, condition: str, *, spoken: bool = True) -> Judged:
        """Whether a condition in the policy's words is so, by the facts first and, where it counts, by what the customer says
        second; as `judge_condition` says it."""
        ways = alternatives(condition)
        if len(ways) > 1:
            return surest(self._answer(way, spoken=spoken) for way in ways)
        return self._answer(condition, spoken=spoken)

    def _answer(self, condition: str, *, spoken: bool) -> Judged:
        known = self.told.answers.get(condition, partial(self._by_facts, condition))
        if known is not None:
            return known
        if spoken and self.near is not None:
            return CLAIMED if self.claims else OPEN
        if spoken and self.tells_of(condition):
            return CLAIMED
        told = self.spoken if spoken else ()
        return self.heard.get((condition, told), partial(judge_by_speech, condition, told, self.alike))

    def _by_facts(self, condition: str) -> Judged | None:
        since = judge_up_to(self.received_on, condition, self.facts)
        return since if since is not None else judge_by_facts(condition, self.facts, self.alike)

    def tells_of(self, event: str) -> bool:
        """Whether an event is that somebody is hurt or falls ill, of which the customer tells in whatever words."""
        return self.harmed and _HARM.search(event) is not None

    @cached_property
    def words(self) -> frozenset[str]:
        """The content words of all that the customer says and the facts tell, stemmed."""
        return stems(" ".join([*self.spoken, *(fact.line for fact in self.facts)]))

    @cached_property
    def foreign(self) -> bool:
        """Whether the customer writes in another language than the rules."""
        return any(is_foreign(sentence) for sentence in self.spoken)

    @cached_property
    def denied(self) -> tuple[Fact, ...]:
        """The facts that say no, none, not yet, unknown."""
        return tuple(fact for fact in self.facts if fact.denies)

    @cached_property
    def event_on(self) -> date | None:
        """The day of the order, booking, contract or incident that the case is about, the earliest dated fact."""
        days = [
            fact.day for fact in self.facts
            if fact.day and re.search(r"order|book|purchas|contract|incident|bought|start|flight|stay|placed|event|departure|sale", fact.name, _I)
        ]  # fmt: skip
        return min(days, default=None)

    def happened_on(self, standing: Standing) -> date | None:
        """The day of what a document is kept for ("garments collected before ...") where a fact of that name tells it; of what was
        bought or agreed else `event_on`, of what happened otherwise None."""
        words = stems(standing.orders_by or "")
        told = [(overlap(words, stems(fact.name)), fact.day) for fact in self.facts if fact.day is not None]
        best = max((share for share, _ in told), default=0)
        if best:
            return min(day for share, day in told if share == best)
        return self.event_on if standing.orders_by is None or _BOUGHT.search(standing.orders_by) else None


def situation(
    *,
    facts: Sequence[Fact],
    received_on: date,
    spoken: Sequence[str],
    wanted: frozenset[Kind],
    groups: Siblings,
    alike: Similarity,
    harmed: bool = False,
) -> Situation:
    """Put a situation together; the customer's own tier and region are looked up among the siblings."""
    active, elsewhere = groups.active(facts), groups.elsewhere(facts)
    return Situation(
        tuple(facts), received_on, tuple(spoken), wanted, active, alike, harmed=harmed, elsewhere=elsewhere
    )


def kinds_wanted(asks: Sequence[str]) -> frozenset[Kind]:
    """The kinds that the asks speak of."""
    found = {kind for ask in asks for _, kind in kinds_in(ask)}
    if any(
        re.search(r"\bback\b(?! to\b)", ask, _I) and not re.search(r"\b(?:call|come|write|get) \w* ?back", ask, _I)
        for ask in asks
    ):
        found.add("refund")  # "my money back", "the $64 back"
    return frozenset(found)
