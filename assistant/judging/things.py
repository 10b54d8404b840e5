"""Whether the thing that a promise pays for, sends or repairs is one that clauses speak of at all. Pure."""

from __future__ import annotations

import re

from assistant.case import Commitment
from assistant.facts import stems
from assistant.judging.deriving import quotable
from assistant.judging.grounds import Grounds, Permit
from assistant.judging.nearness import speaks_of
from knowledge.terms.kinds import GOODS_KINDS, MONEY_KINDS, kinds_in

_I = re.IGNORECASE
_LEAST_ABOUT = 0.25
# "As for the bedrooms, we'll cover the cost of the windows"
_PAYS_FOR = re.compile(
    r"\b(?:I|we)(?:[’']ll| will| can)(?: also| gladly| of course| even)? (?:pay|cover|bear|meet|reimburse)(?: you)?(?: for)? (?:(?:the|all|any) (?:full )?(?:costs?|price) (?:of|for) )?(?:the|your|a|an|all|any|those|these) (?P<what>[a-z][a-z -]+)",
    _I,
)
# "We will send you a signed letter on headed paper"; what only tells the customer something needs no clause.
_SENDS = re.compile(
    r"\b(?:I|we)(?:[’']ll| will)(?: also| gladly| then| of course)? (?:send|get|sign|lend|write|bring|arrange)(?: you| out)? (?:the|an?|your|our) "
    r"(?P<what>(?!(?:[a-z-]+ )?(?:e-?mails?|messages?|reply|answer|updates?|links?|cop(?:y|ies)|confirmation|labels?|note|list|details|summary|text|word|reminder|call|call-?back|form|"
    r"appointment|date|time|team|manager|supervisor|colleague|decision|result|outcome|review|check|file|complaint|case|question|request)\b)[a-z][a-z’' -]{2,30})",
    _I,
)
_OUR_DEED = re.compile(
    r"\b(?:I|we)(?:[’']ll| will| can| shall)\b|\byou(?:[’']ll| will) (?:simply |also |then )?(?:get|have|receive)\b|\b(?:wir|ich) (?:werden|werde|können)\b|\b(?:nous|je) \w+(?:ons|ai)\b",
    _I,
)


def unheard_of(commitment: Commitment, permit: Permit, grounds: Grounds) -> str | None:
    """Why the clause of a promise is no ground for it: no clause speaks of what is paid for or sent, or the clause is of a kind
    that is only near, and on something else (a code that is sent again is no repair). None where nothing is wrong."""
    if commitment.kind in MONEY_KINDS and commitment.amount is None:
        paid = _PAYS_FOR.search(commitment.quote)
        if paid is not None and not _known(stems(paid["what"]), grounds):
            return "No clause in force pays for it."
    sent = _SENDS.search(commitment.quote)
    # A replacement or a refund that is sent is judged by its kind.
    words = stems(sent["what"]) if sent is not None and not kinds_in(sent["what"]) else frozenset()
    if words and not any(words & stems(term.quote) for term in quotable(grounds)):
        return "No clause in force speaks of it."
    near_only = commitment.kind in GOODS_KINDS and permit.kind != commitment.kind and not permit.planned
    if (
        near_only
        and _OUR_DEED.search(commitment.quote)
        and not speaks_of(commitment, permit.term, grounds, _LEAST_ABOUT)
    ):
        return "No clause in force speaks of it."
    return None


def _known(words: frozenset[str], grounds: Grounds) -> bool:
    """Whether a clause that gives money, or a fact, speaks of a thing."""
    if not words:
        return True
    said = [stems(p.term.quote) for p in grounds.permits if p.kind in MONEY_KINDS]
    return any(words & each for each in [*said, *(fact.words for fact in grounds.facts)])
