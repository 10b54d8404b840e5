"""What people ruled about terms: confirmed, corrected, rejected, or overruled by another clause; and what they are asked again.

A ruling is about a clause: its exact words in a section of a document. It holds for every version in which the clause
stands word for word, and it goes before whatever is read there. Where the words change, the ruling falls silent and is
asked about again. The rows are a history: of the rulings about one clause, the newest counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Row, insert, select

from knowledge.passage import Passage, Value
from knowledge.tables import documents, rulings
from knowledge.terms import Term

Verdict = Literal["confirmed", "corrected", "rejected", "withdrawn", "overruled", "reopened"]
_STANDS: frozenset[str] = frozenset({"confirmed", "corrected"})
_RANK: frozenset[str] = frozenset({"overruled", "reopened"})
# Half of the characters in their order: an altered figure, date or condition leaves far more, another clause less.
_LEAST_ALIKE = 0.5
# What a term owes to its place, whoever ruled about it.
_PLACE = ("id", "passage", "path", "version", "section", "quote", "start", "end", "standing", "paragraph")


class Ruling(Value):
    """One decision of a person about one clause.

    `term`: the term as it is to stand (for confirmed and corrected; else as it was when ruled). `by` whom, `at` (UTC).
    `withdrawn` takes back one of the first three. For overruled, `rules` names the clause that rules in its place, as
    (path, quote); `reopened` takes that back.
    """

    id: int
    document: str
    path: str
    section: str
    quote: str
    verdict: Verdict
    term: Term
    rules: tuple[str, str] | None = None
    by: str
    at: dt.datetime
    note: str = ""


class Asked(NamedTuple):
    """A ruling whose clause changed, and the term that stands nearest to it now (None: nothing like it is left)."""

    ruling: Ruling
    now: Term | None


class _Place(NamedTuple):
    passage: Passage
    start: int
    end: int


def put(
    connection: Connection,
    document: str,
    term: Term,
    verdict: Verdict,
    *,
    by: str,
    at: dt.datetime,
    note: str = "",
    rules: tuple[str, str] | None = None,
) -> None:
    """Write a ruling down. `at` needs a time zone."""
    connection.execute(
        insert(rulings).values(
            document=document,
            section=term.section,
            quote=term.quote,
            verdict=verdict,
            body=term.model_dump(mode="json", exclude_defaults=True),
            rules=list(rules) if rules is not None else None,
            by=by,
            at=at.astimezone(dt.UTC).isoformat(timespec="seconds"),
            note=note,
        )
    )


def history(connection: Connection, *, of: Sequence[str] | None = None) -> tuple[Ruling, ...]:
    """Every ruling ever made (of the documents with these ids), oldest first."""
    query = select(rulings, documents.c.path).join(documents, documents.c.id == rulings.c.document)
    if of is not None:
        query = query.where(rulings.c.document.in_(of))
    return tuple(_ruling(row) for row in connection.execute(query.order_by(rulings.c.id)))


def overruled(connection: Connection) -> tuple[Ruling, ...]:
    """The rulings in effect by which one clause rules in another's place."""
    some = connection.execute(select(rulings.c.id).where(rulings.c.verdict == "overruled").limit(1)).first()
    if some is None:  # the ordinary case, asked with every look at the terms
        return ()
    return tuple(ruling for ruling in in_effect(history(connection)) if ruling.verdict == "overruled")


def in_effect(made: Iterable[Ruling]) -> tuple[Ruling, ...]:
    """Of the rulings about each clause the newest, unless it was withdrawn.

    How a clause reads is one question, which of two rules (overruled, reopened) another.
    """
    last: dict[tuple[str, str, str, bool], Ruling] = {}
    for ruling in made:
        key = (ruling.document, ruling.section, ruling.quote, ruling.verdict in _RANK)
        last.pop(key, None)
        last[key] = ruling
    return tuple(ruling for ruling in last.values() if ruling.verdict not in {"withdrawn", "reopened"})


def applied(made: Sequence[Ruling], read: Sequence[Term], passages: Sequence[Passage]) -> tuple[Term, ...]:
    """The terms of one version: what was read, with what people ruled in its place. `made`: the rulings in effect.

    Where a ruling stands, whatever else was read in the same words gives way to it.
    """
    made = _of_reading(made)
    if not made:
        return tuple(read)
    order = {passage.id: number for number, passage in enumerate(passages)}
    kept = list(read)
    for ruling, place in _placed(made, passages).items():
        under = [term for term in kept if term.passage == place.passage.id and _overlap(term, place)]
        kept = [term for term in kept if term not in under]
        if ruling.verdict in _STANDS:
            same = next((term for term in under if term.quote == ruling.quote), None)
            kept.append(_standing_at(ruling.term, place, same))
    return tuple(sorted(kept, key=lambda term: (order.get(term.passage, -1), term.start)))


def asked_again(made: Sequence[Ruling], terms: Sequence[Term], passages: Sequence[Passage]) -> tuple[Asked, ...]:
    """Of the rulings in effect those whose words no longer stand in the passages, with what may have taken their place.

    `terms` and `passages`: those of the version in use of the same document.
    """
    made = _of_reading(made)
    found = _placed(made, passages)
    ruled = {(ruling.section, ruling.quote) for ruling in found}
    free = [term for term in terms if (term.section, term.quote) not in ruled]
    return tuple(Asked(ruling, _nearest(ruling, free)) for ruling in made if ruling not in found)


def settled(terms: Iterable[Term], made: Sequence[Ruling], winners: Mapping[tuple[str, str], Term]) -> tuple[Term, ...]:
    """The terms without those that another clause overrules, for as long as that clause is in force.

    `winners`: the terms in use by (path, quote). A clause that is overruled from a later day on stands until then; one
    whose winner is gone stands again.
    """
    over = {
        (r.path, r.quote): winners[r.rules]
        for r in made
        if r.verdict == "overruled" and r.rules is not None and r.rules in winners
    }
    kept = []
    for term in terms:
        winner = over.get((term.path, term.quote))
        if winner is None:
            kept.append(term)
            continue
        begins = winner.standing.effective_from
        mine = term.standing
        if begins is None or (mine.effective_from is not None and begins <= mine.effective_from):
            continue
        until = begins - dt.timedelta(days=1)
        if mine.effective_until is None or until < mine.effective_until:
            mine = mine.model_copy(update={"effective_until": until})
        kept.append(term.model_copy(update={"standing": mine}))
    return tuple(kept)


def _ruling(row: Row[Any]) -> Ruling:
    return Ruling(
        id=row.id,
        document=row.document,
        path=row.path,
        section=row.section,
        quote=row.quote,
        verdict=row.verdict,
        term=Term.model_validate(row.body),
        rules=(row.rules[0], row.rules[1]) if row.rules else None,
        by=row.by,
        at=dt.datetime.fromisoformat(row.at),
        note=row.note,
    )


def _of_reading(made: Sequence[Ruling]) -> list[Ruling]:
    return [ruling for ruling in made if ruling.verdict not in _RANK]


def _placed(made: Sequence[Ruling], passages: Sequence[Passage]) -> dict[Ruling, _Place]:
    """Where each clause stands now: in its own section, else in the only other place that holds its words."""
    found: dict[Ruling, _Place] = {}
    for ruling in made:
        here = [place for passage in passages for place in _places(ruling.quote, passage)]
        own = [place for place in here if place.passage.section == ruling.section]
        if own:
            found[ruling] = own[0]
        elif len(here) == 1 and not any(r.quote == ruling.quote and r != ruling for r in made):
            found[ruling] = here[0]
    return found


def _places(quote: str, passage: Passage) -> list[_Place]:
    # A row of a table is a passage of its own, and stands as a line in that of its section as well.
    if passage.fields and passage.text != quote:
        return []
    start = passage.text.find(quote)
    if start < 0 or (not passage.fields and " | " in quote):
        return []
    return [_Place(passage, start, start + len(quote))]


def _overlap(term: Term, place: _Place) -> bool:
    return term.start < place.end and place.start < term.end


def _standing_at(ruled: Term, place: _Place, read: Term | None) -> Term:
    """The term as a person put it, at the place where its words stand now."""
    passage = place.passage
    where: dict[str, Any] = {
        "passage": passage.id, "path": passage.path, "version": passage.version, "section": passage.section,
        "start": place.start, "end": place.end, "standing": passage.standing, "confirmed": True,
        "paragraph": passage.text.count("\n", 0, place.start),
    }  # fmt: skip
    if read is not None:
        where |= {name: getattr(read, name) for name in _PLACE}
    return ruled.model_copy(update=where)


def _nearest(ruling: Ruling, terms: Sequence[Term]) -> Term | None:
    near = [(SequenceMatcher(None, ruling.quote, term.quote, autojunk=False).ratio(), term) for term in terms]
    near = [(score + 0.1 * (term.section == ruling.section), term) for score, term in near if score >= _LEAST_ALIKE]
    return max(near, key=lambda pair: pair[0])[1] if near else None


__all__ = [
    "Asked",
    "Ruling",
    "Verdict",
    "applied",
    "asked_again",
    "history",
    "in_effect",
    "overruled",
    "put",
    "settled",
]
