"""Words that say the opposite of one another, by which a fact on one thing is told from one on the other. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.facts import Fact

_I = re.IGNORECASE
_OPPOSITES = tuple(
    (re.compile(rf"\b(?:{one})\b", _I), re.compile(rf"\b(?:{other})\b", _I))
    for one, other in (
        ("lower|cheaper|smaller", "higher|dearer|larger|bigger"), ("before|earlier|early", "after|later|late"),
        ("first", "second|third|last|final"), ("outbound|outward", "inbound|return"), ("departure|collection|pick-?up", "arrival|return|drop-?off"),
        ("start|begin|beginning", "end|ending"), ("sender|seller", "recipient|receiver|buyer"), ("old|previous", "new"),
        ("minimum|least", "maximum|most"), ("domestic|inland", "international|abroad"), ("upgrade", "downgrade"),
    )
)  # fmt: skip


def of_the_opposite(phrase: str, fact: Fact) -> bool:
    """Whether the name of a fact says the opposite of what a phrase of the policy speaks of: that no larger room is free
    ("larger room available: no") says nothing of a smaller one."""
    return any(
        (mine == (True, False) and its == (False, True)) or (mine == (False, True) and its == (True, False))
        for mine, its in zip(_sides(phrase), _sides(fact.name), strict=True)
    )


@lru_cache(maxsize=16_384)  # the same clauses and names are asked of in case after case
def _sides(text: str) -> tuple[tuple[bool, bool], ...]:
    """For each pair of opposites whether a text names the one and the other."""
    return tuple((one.search(text) is not None, other.search(text) is not None) for one, other in _OPPOSITES)
