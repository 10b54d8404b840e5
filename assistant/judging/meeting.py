"""The meaning of the promises of a text, asked for all at once: a run of the model for several takes little more than for one. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.case import Commitment
from assistant.judging.grounds import Grounds


class _Unmet(Exception):
    """The meaning of texts was asked for that was not asked for before, to be held against others."""

    def __init__(self, texts: tuple[str, ...]) -> None:
        super().__init__()
        self.texts = texts


def judged_together(
    found: Sequence[Commitment], judge: Callable[[Commitment, Grounds], Commitment], grounds: Grounds
) -> list[Commitment]:
    """`judge` of each commitment by the grounds, with the same result.

    A commitment whose words do not settle it waits until all others were tried; then the meaning of all that were left, and
    of the clauses that they are held against, is asked for together.
    """
    met: set[str] = set()

    def patient(one: Sequence[str], other: Sequence[str]) -> Sequence[Sequence[float]]:
        unmet = tuple(text for text in one if text not in met)
        if unmet:
            raise _Unmet((*unmet, *other))
        return grounds.alike(one, other)

    waiting = replace(grounds, alike=patient)
    done: dict[int, Commitment] = {}
    while len(done) < len(found):
        asked: dict[str, None] = {}
        for place, commitment in enumerate(found):
            if place in done:
                continue
            try:
                done[place] = judge(commitment, waiting)
            except _Unmet as unmet:
                asked.update(dict.fromkeys(unmet.texts))
        if len(asked) > 1:
            grounds.alike(list(asked), list(asked)[:1])
        met |= asked.keys()
    return [done[place] for place in range(len(found))]
