"""For which customers a clause is by its own subject: those who do, have or were something. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.facts import Fact, overlap, stems
from knowledge.terms import Term
from knowledge.terms.clauses import take_apart
from knowledge.terms.people import CUSTOMER, CUSTOMER_NOUN

_I = re.IGNORECASE
_FOR_WHOM = re.compile(
    r"^(?:any(?:body|one)|an?y? [\w-]+|every(?:body|one)| (?:every|each) [\w-]+|those|customers|members|guests|people)(?: [\w-]+){0,3}? (?:who|that|whose|which) (?P<what>[^,.;]{6,90}?) (?:is|are|gets?|receives?|may|will|can|must|has|have|chooses?)\b",
    _I,
)

_WHO = re.compile(
    rf"^(?:an?|any|every|each|the) (?P<who>(?:{CUSTOMER}) who (?!(?:is|are|has|have) (?:may|can|gets?)\b)[^,;]{{4,90}}?) (?=(?:may|can|gets?|receives?|is|are|pays?|keeps?|chooses?|will)\b)",
    _I,
)


def whose(term: Term) -> str | None:
    """For which customers a clause says that it is ("a guest who does not want the smaller room may leave"), None for all."""
    return _whose(term.quote) if not term.cells else None


@lru_cache(maxsize=16_384)
def _whose(quote: str) -> str | None:
    match = _WHO.match(quote)
    return match["who"] if match is not None else None


# "Holders of a tide card", "members' boats", "those who added the cover": who has a thing.
_WHO_HAVE = re.compile(
    rf"^(?:for )?(?:(?:all|any|every|each) )?(?:{CUSTOMER_NOUN}|(?:card|pass|permit|plan|cover)?holders?|those|whoever|anyone|anybody|everyone|people)(?: (?:of|on|with|in|under) | (?:who|that) (?:hold|have|has|added|bought|took|chose|booked|joined|pay for)s? |['’]s? )"
    rf"(?:an? |the |our )?(?P<thing>[^,.;:()]{{3,60}}?)(?= (?:is|are|gets?|receives?|may|can|will|brings?|pays?|and|on|whose)\b|[,.;:(]|$)"
    r"|^(?P<label>[A-Z][\w'’ -]{3,40}?):",
    _I,
)


def without_it(term: Term, facts: Sequence[Fact]) -> Fact | None:
    """The fact that says that the customer does not have what a clause is for those who have it ("holders of a tide card" by
    "tide card: not bought"); None where none does."""
    had = _had_by_its_customers(term.quote) if not term.cells else None
    if had is None:
        return None
    thing, least = had
    return next(
        (
            fact
            for fact in facts
            if _HAS_NOT.match(fact.text)
            and (named := stems(fact.name))
            and overlap(named, thing) == len(named) >= least
        ),
        None,
    )


@lru_cache(maxsize=16_384)
def _had_by_its_customers(quote: str) -> tuple[frozenset[str], int] | None:
    """What a clause says that its customers have, in stems, and how many of these a fact has to name: what stands before a
    colon may be something else, and takes two."""
    match = _WHO_HAVE.match(quote)
    return (stems(match["thing"] or match["label"]), 1 if match["label"] is None else 2) if match is not None else None


_HAS_NOT = re.compile(
    r"(?:no|none|not (?:bought|taken|added|chosen|booked|held|a member|on it|included|active))(?: \w+)?$", _I
)


def for_whom(term: Term) -> list[str]:
    """Whom a clause is for, where its subject says so: of "Anybody who was hurt at a club is contacted" the accident."""
    return [] if term.cells else list(_for_whom(term.quote))


@lru_cache(maxsize=16_384)
def _for_whom(quote: str) -> tuple[str, ...]:
    match = _FOR_WHOM.match(take_apart(quote).main)
    return (match["what"],) if match else ()
