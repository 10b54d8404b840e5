"""Which passages decide a case, and those copied as evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.case import Evidence
from assistant.planning.material import Hold, Material, top_passages
from knowledge.passage import Passage
from knowledge.terms import Term


def deciding_passages(material: Material, used: Sequence[Term], hold: Hold | None) -> tuple[str, ...]:
    """The passages that decide, the weightiest first: those of the plan's terms, of the signals, and the nearest ones.

    Of the first five one or two are kept for what the signals call for (precedents, threats, conflicts): a reviewer
    needs the clause for the trap as much as the clause for the remedy. Where the signals leave room, it goes to the clauses
    that are nearest to what the customer asks for, of which the nearest passages to the whole letter may hold none.
    """
    ranked = top_passages(material, 12)
    for_signals = list(dict.fromkeys(material.signal_passages.values()))
    if hold == "no_policy" and "gap" in material.matters:
        for_signals.insert(0, material.matters["gap"][0].passage)
    if hold == "contradiction" and "conflict" in material.matters:
        for_signals.insert(0, material.matters["conflict"][0].passage)
    planned = list(dict.fromkeys(term.passage for term in used))
    planned.sort(key=lambda pid: -material.relevance.get(pid, -9.0))
    first = [pid for pid in planned if pid in ranked[:6]][:3]
    order = [*first]
    order += [pid for pid in ranked[:3] if pid not in order][: 3 if len(first) < 3 else 1]
    room = max(1, 5 - len(order[:4]))
    wanted = [*for_signals, *_asked_for(material)]
    order = [*order[:4], *[pid for pid in dict.fromkeys(wanted) if pid not in order[:4]][:room]]
    order += [pid for pid in [*ranked, *planned, *for_signals] if pid not in order]
    return tuple(order)


def _asked_for(material: Material) -> list[str]:
    """The passages of the clauses that are nearest to an ask, the nearest first."""
    of_term = {term.id: term.passage for term in material.terms if not term.standing.internal}
    near = [
        (value, of_term[term_id])
        for by_term in material.ask_closeness.values()
        for term_id, value in sorted(by_term.items(), key=lambda pair: -pair[1])[:_FOR_AN_ASK]
        if term_id in of_term and value >= _LEAST_ASKED
    ]
    return [pid for _, pid in sorted(near, key=lambda pair: -pair[0])]


_FOR_AN_ASK = 3
_LEAST_ASKED = 0.35


def evidence(
    passages: dict[str, Passage], deciding: Sequence[str], scores: dict[str, float], received_on: date, most: int = 8
) -> tuple[Evidence, ...]:
    """The deciding passages copied as evidence, at most `most`."""
    found = []
    for pid in deciding[:most]:
        passage = passages[pid]
        found.append(
            Evidence(
                passage=passage.id,
                document=passage.path,
                version=passage.version,
                section=passage.section,
                quote=passage.text,
                kind=passage.kind,
                score=round(max(0.0, min(1.0, scores.get(pid, 0.0))), 4),
                in_force=passage.standing.in_force(received_on),
                internal=passage.standing.internal,
            )
        )
    return tuple(found)
