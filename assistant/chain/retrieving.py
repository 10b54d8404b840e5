"""The retrieval step: a complaint, its asks and its facts find the passages and clauses that may decide it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache, partial

from assistant import triage
from assistant.applicability import Siblings, siblings
from assistant.asks import find_asks
from assistant.case import Complaint, Language, Reading
from assistant.chain.field import Field
from assistant.chain.language import english
from assistant.disputes import find_disputes, yielding
from assistant.facts import Fact, Similarity, overlap, stems
from assistant.permitting import holds
from assistant.planning import CHANNEL_SIGNALS, SIGNAL_MATTERS, STANDING_MATTERS
from assistant.recent import Recent
from assistant.remedies import Situation, kinds_wanted, situation
from assistant.rulebook import Pages, Rulebook
from assistant.weighing import Matter, weigh
from knowledge.base import KnowledgeBase
from knowledge.glossary import is_foreign
from knowledge.passage import Hit, Passage
from knowledge.ranking import leaves, units
from knowledge.terms import Term

_PER_QUERY = 16
_MOST_ROWS = 120
_NAMES_TABLE = re.compile(
    r"\b(?:the |our )?([\w-]+(?: [\w-]+)?) (?:matrix|table|schedule|chart|grid|tariff)\b", re.IGNORECASE
)


class Retrieval:
    """Searches the knowledge base for a case. Safe to use from several threads; holds nothing but a cache."""

    def __init__(self, knowledge: KnowledgeBase, rules: Rulebook, alike: Similarity) -> None:
        self._knowledge = knowledge
        self._rules = rules
        self._alike = alike
        self._standing_hits: Recent[tuple[tuple[Hit, ...], ...]] = Recent(1)

    def field(self, complaint: Complaint, reading: Reading, facts: tuple[Fact, ...]) -> Field:
        """What is known that may decide a complaint: passages and clauses, weighed, and which of two that differ yields.

        Raises KnowledgeError where the index cannot be used.
        """
        pages = self._rules.pages()
        own = triage.listen(complaint.text).own
        spoken = triage.sentences(own)
        matter = _matter(own, spoken, reading.asks, facts)
        signals = [name for name in reading.signals if name in SIGNAL_MATTERS]
        harmed = reading.severity == "safety" and triage.tells_of_harm(matter.own)
        signals += ["harm"] if harmed else []
        signals += [name for name in CHANNEL_SIGNALS.get(complaint.channel, ()) if name not in signals]
        made_on = situation(
            facts=facts,
            received_on=complaint.received_on,
            spoken=(),
            wanted=frozenset(),
            groups=Siblings(()),
            alike=self._alike,
        ).event_on
        hits = [
            *self._knowledge.search_many(
                _queries(matter),
                k=_PER_QUERY,
                on=complaint.received_on,
                made_on=made_on,
                include_internal=False,
                in_force_only=False,
            ),
            *self._standing(pages, complaint.received_on, made_on),
        ]
        passages = {hit.passage.id: hit.passage for row in hits for hit in row if not hit.passage.standing.internal}
        paths = sorted({p.path for p in passages.values()})
        groups = siblings([passage for path in paths for passage in pages.passages(path)])
        case = situation(
            facts=facts,
            received_on=complaint.received_on,
            spoken=matter.sentences,
            wanted=matter.wanted,
            groups=groups,
            alike=self._alike,
            harmed=harmed,
        )
        passages |= tables_named(pages, paths, passages)
        ordered = tuple(passages.values())
        mine = tuple(t for t in _terms_of(pages, sorted({p.path for p in ordered})) if t.passage in passages)
        place = {p.id: index for index, p in enumerate(ordered)}
        clauses = [(place[t.passage], t.quote) for t in mine]
        read = {t.passage for t in mine}
        bare = [(index, p.text[:300]) for index, p in enumerate(ordered) if p.id not in read]
        past = [not _valid(p, case) for p in ordered]
        weighed = weigh(ordered, [*clauses, *bare], matter, self._alike, past)
        disputes = find_disputes(mine, self._alike, on=case.received_on)
        return Field(
            pages=pages,
            matter=matter,
            spoken=tuple(spoken),
            case=case,
            passages=ordered,
            terms=mine,
            weighed=weighed,
            alike=self._alike,
            signals=tuple(signals),
            yielding=yielding(disputes, partial(holds, case=case)),
        )

    def standing_passages(self, on: date, made_on: date | None) -> frozenset[str]:
        """The ids of the passages about the matters that stand in every company's rules."""
        rows = self._standing(self._rules.pages(), on, made_on)
        return frozenset(hit.passage.id for row in rows for hit in row)

    def _standing(self, pages: Pages, on: date, made_on: date | None) -> tuple[tuple[Hit, ...], ...]:
        """What the documents say of the matters that stand in every company's rules: looked up again once they change."""
        asked = (*STANDING_MATTERS.values(), *SIGNAL_MATTERS.values())
        found = self._standing_hits.get(
            pages.state[0],
            lambda: self._knowledge.search_many(asked, k=4, include_internal=False, in_force_only=False, dated=False),
        )
        return self._knowledge.as_of(found, on, made_on)


def _terms_of(pages: Pages, paths: Iterable[str]) -> Iterable[Term]:
    return (term for path in paths for term in pages.terms(path))


def tables_named(pages: Pages, found: Iterable[str], passages: dict[str, Passage]) -> dict[str, Passage]:
    """The rows of the tables that a retrieved clause refers to ("the support matrix"), the rest of a table of which one row
    was found, and tables of what is given: which row counts depends on the facts, not on the words. `found`: the paths of
    the passages."""
    paths = {p.path for p in passages.values() if p.fields}
    clauses = [t.quote for t in _terms_of(pages, found) if t.passage in passages]
    named = [name for quote in clauses if (name := _table_named(quote)) is not None]
    for document in pages.documents() if named else ():
        words = stems(f"{document.title} {document.path}")
        if any(overlap(stems(name), words) >= 1 for name in named) and not document.standing.internal:
            paths.add(document.path)
    whole = [path for path in pages.matrices() if path not in paths]
    rows = [p for path in [*sorted(paths), *sorted(whole)] for p in pages.passages(path) if p.fields]
    return {p.id: p for p in rows[:_MOST_ROWS]}


@lru_cache(maxsize=16_384)
def _table_named(quote: str) -> str | None:
    """What a clause calls a table that it refers to ("support")."""
    match = _NAMES_TABLE.search(quote)
    return match[1] if match is not None else None


def to_compare(complaint: Complaint, language: Language, facts: tuple[Fact, ...]) -> list[str]:
    """All of a complaint and its facts that the steps compare by its meaning."""
    own = triage.listen(complaint.text).own
    spoken = triage.sentences(own)
    matter = _matter(own, spoken, [ask.text for ask in find_asks(spoken, language)], facts)
    said = [text for query in _queries(matter) for text in leaves(units(query))]
    return [*said, *matter.sentences, *(fact.name for fact in facts)]


def _matter(own: str, spoken: Sequence[str], asks: Sequence[str], facts: tuple[Fact, ...]) -> Matter:
    """What a case says, in English as far as it can be told."""
    told = english if is_foreign(own) else str
    return Matter(
        told(own),
        tuple(told(sentence) for sentence in spoken),
        tuple(told(ask) for ask in asks),
        facts,
        kinds_wanted(asks),
    )


def _queries(matter: Matter) -> tuple[str, ...]:
    """What is looked for in the documents."""
    queries = (matter.own[:2000], *matter.asks, *(fact.line for fact in matter.facts))
    return tuple(query for query in queries if query.strip())


def _valid(passage: Passage, case: Situation) -> bool:
    standing = passage.standing
    if standing.orders_before is not None:
        made_on = case.happened_on(standing)
        return made_on is not None and made_on < standing.orders_before
    return standing.in_force(case.received_on)
