"""Which passages decide a case, and those copied as evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.case import Evidence
from assistant.planning.material import Hold, Material
from knowledge.passage import Passage
from knowledge.terms import Term


def deciding_passages(material: Material, used: Sequence[Term], hold: Hold | None) -> tuple[str, ...]:
    """The passages in the order in which they bear on the case, those on which the plan rests counting more.

    A reviewer needs the clause for the trap as much as the clause for the remedy: `assistant.decisive` says how both are found.
    """
    scores = material.decisive.scores(
        {term.passage for term in used}, disagree=hold == "contradiction", silent=hold == "no_policy"
    )
    return tuple(sorted(scores, key=lambda pid: -scores[pid]))


def evidence(
    passages: dict[str, Passage], deciding: Sequence[str], scores: dict[str, float], received_on: date, most: int = 8
) -> tuple[Evidence, ...]:
    """The deciding passages copied as evidence, at most `most`; a table row that an earlier one holds already is not copied again."""
    found: list[Evidence] = []
    for pid in deciding:
        passage = passages[pid]
        if len(found) == most:
            break
        if passage.fields and any(passage.text in shown.quote for shown in found if shown.document == passage.path):
            continue
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
