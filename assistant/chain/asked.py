"""The record of promises as it answered while a case was worked out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from knowledge.terms import Span
from knowledge.terms.model import Kind


class Asked:
    """The record of promises as it answered, so that what was worked out by it can be known to hold still."""

    def __init__(self, ask: Callable[[Kind, Span], Sequence[int]]) -> None:
        self._ask = ask
        self._answers: dict[tuple[Kind, Span], object] = {}

    def __call__(self, kind: Kind, span: Span) -> Sequence[int]:
        """What the record says."""
        answer = self._ask(kind, span)
        self._answers[kind, span] = _plain(answer)
        return answer

    def still(self) -> bool:
        """Whether the record says now what it said then."""
        return all(_plain(self._ask(*question)) == said for question, said in self._answers.items())


def _plain(answer: Sequence[int]) -> object:
    # A `schedule.Track` has figures beside its numbers, which its equality leaves out.
    return tuple(answer), getattr(answer, "__dict__", None)
