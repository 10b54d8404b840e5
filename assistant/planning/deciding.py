"""Which passages decide a case, and those copied as evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from assistant.case import Evidence
from assistant.planning.material import Hold, Material
from knowledge.passage import Passage
from knowledge.terms import Term

_GLANCE = 200  # words


def deciding_passages(material: Material, used: Sequence[Term], hold: Hold | None) -> tuple[str, ...]:
    """The passages in the order in which they bear on the case, those on which the plan rests counting more.

    A reviewer needs the clause for the trap as much as the clause for the remedy: `assistant.decisive` says how both are found.
    """
    scores = material.decisive.scores(
        {term.passage for term in used}, disagree=hold == "contradiction", silent=hold == "no_policy"
    )
    return tuple(sorted(scores, key=lambda pid: -scores[pid]))


def evidence(
    passages: dict[str, Passage], deciding: Sequence[str], scores: dict[str, float], received_on: date, most: int = 6
) -> tuple[Evidence, ...]:
    """The deciding passages copied as evidence, at most `most`, each with what its document says around it.

    A short passage is read with its neighbours, as a person would read it on the page: a definition above the rule, the
    exception below it. One that an earlier excerpt holds already is not copied again.
    """
    found: list[Evidence] = []
    told: set[str] = set()
    for pid in deciding:
        passage = passages[pid]
        if len(found) == most:
            break
        if pid in told or (
            passage.fields and any(passage.text in shown.quote for shown in found if shown.document == passage.path)
        ):
            continue
        excerpt = _excerpt(passage, passages.values(), told)
        told |= {each.id for each in excerpt}
        place = excerpt.index(passage)
        before = "".join(f"{_printed(each)}\n\n" for each in excerpt[:place])
        after = "".join(f"\n\n{_printed(each)}" for each in excerpt[place + 1 :])
        found.append(
            Evidence(
                passage=passage.id,
                document=passage.path,
                version=passage.version,
                section=passage.section,
                quote=f"{before}{passage.text}{after}",
                start=len(before),
                end=len(before) + len(passage.text),
                kind=passage.kind,
                score=round(max(0.0, min(1.0, scores.get(pid, 0.0))), 4),
                in_force=passage.standing.in_force(received_on),
                internal=passage.standing.internal,
            )
        )
    return tuple(found)


def _excerpt(passage: Passage, known: Iterable[Passage], told: Collection[str]) -> list[Passage]:
    """A passage with those around it that are not told yet, in reading order, what follows first, while all is short enough to
    be read at a glance. A row of a table stands alone."""
    beside = {
        each.position: each
        for each in known
        if each.document == passage.document and not each.fields and each.id not in told
    }
    excerpt = [passage]
    left = _GLANCE - _length(passage)
    while not passage.fields:
        after, before = beside.get(excerpt[-1].position + 1), beside.get(excerpt[0].position - 1)
        if after is not None and _length(after) <= left:
            excerpt.append(after)
            left -= _length(after)
        elif before is not None and _length(before) <= left:
            excerpt.insert(0, before)
            left -= _length(before)
        else:
            break
    return excerpt


def _length(passage: Passage) -> int:
    return len(passage.text.split())


def _printed(passage: Passage) -> str:
    """A neighbour below its own heading."""
    heading = passage.section.rsplit(" > ", 1)[-1]
    return f"{heading}\n{passage.text}" if heading else passage.text
