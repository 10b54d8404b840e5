"""Which dollars a letter means by "$": those of the case. Nothing is converted. Pure.

A bare sign is read as US dollars everywhere; a letter of a shop in Toronto means its own. So where the facts tell of one dollar
and it is another, the bare signs of the letter are that one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.case import Commitment
from assistant.facts import Fact
from assistant.judging.grounds import Grounds
from knowledge.terms.measures import FoundMoney, find_money

_I = re.IGNORECASE
_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD"})
_OF_THE_STATES = re.compile(r"\bUSD\b|\bUS ?\$|\bUS[- ]dollars?\b", _I)


def told_sums(text: str, grounds: Grounds) -> Sequence[FoundMoney]:
    """The sums that words of a letter name, those with a bare sign in the dollars of the case."""
    found, ours = find_money(text), _dollar(grounds.facts)
    if ours == "USD" or _OF_THE_STATES.search(text):
        return found
    return [
        each._replace(money=each.money.model_copy(update={"currency": ours})) if each.money.currency == "USD" else each
        for each in found
    ]


def in_their_dollars(commitment: Commitment, grounds: Grounds) -> Commitment:
    """The commitment, its sum in the dollars of the case where its sign leaves open which."""
    amount, ours = commitment.amount, _dollar(grounds.facts)
    if amount is None or amount.currency != "USD" or ours == "USD" or _OF_THE_STATES.search(commitment.quote):
        return commitment
    return commitment.model_copy(update={"amount": amount.model_copy(update={"currency": ours})})


@lru_cache(maxsize=512)
def _dollar(facts: tuple[Fact, ...]) -> str:
    """The one dollar that the facts tell of; that of the United States where they tell of none, or several."""
    named = {found.money.currency for fact in facts for found in find_money(fact.text)} & _DOLLARS
    return named.pop() if len(named) == 1 else "USD"
