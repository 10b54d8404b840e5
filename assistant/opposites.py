"""Words that say the opposite of one another, by which a fact on one thing is told from one on the other. Pure."""

from __future__ import annotations

import re

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
    """Whether the name of a fact says the opposite of what a phrase of the policy speaks of: that no larger room is free ("larger room
    available: no") says nothing of a smaller one."""
    for one, other in _OPPOSITES:
        for mine, its in ((one, other), (other, one)):
            if mine.search(phrase) and not its.search(phrase) and its.search(fact.name) and not mine.search(fact.name):
                return True
    return False
