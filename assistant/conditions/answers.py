"""What can be answered to a condition. Pure."""

from __future__ import annotations

from typing import Literal, NamedTuple

from assistant.facts import Fact

Answer = Literal["met", "claimed", "open", "unmet"]


class Judged(NamedTuple):
    """An answer and the fact that gave it."""

    answer: Answer
    fact: Fact | None
