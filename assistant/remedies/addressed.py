"""For which customers a clause is: those who do, have, were, gave up or laid out something. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.amounts import OUTLAYS
from assistant.facts import Fact, overlap, stems
from assistant.remedies.known import Situation
from knowledge.scanning import Scan
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


# "A towing bill is repaid up to EUR 120": what the customer laid out for a thing of its own.
_OUTLAY_FOR = re.compile(
    r"\b(?P<what>taxi|cab|tow|towing|locksmith|hotel|lodging|kennel|laundry|courier|parking|recovery|plumber|electrician)(?:['’]s)? "
    r"(?:[a-z]+ )?(?:fares?|bills?|invoices?|costs?|charges?|receipts?|journeys?|rides?)\b[^.;]*? (?:is|are|will be) (?:then |also )?(?:repaid|refunded|reimbursed|paid back|covered|met|made good)\b",
    _I,
)


def of_an_outlay_not_made(term: Term, case: Situation) -> bool:
    """Whether a clause gives back an outlay that a fact denies, or of which the case says nothing."""
    match = _OUTLAY_FOR.search(term.quote) if not term.cells else None
    if match is None:
        return False
    what = stems(match["what"])
    if any(overlap(what, stems(fact.name)) and re.match(r"(?:no|none|not)\b", fact.text, _I) for fact in case.facts):
        return True
    return bool(case.spoken) and not case.foreign and not overlap(what, case.words)


# "A Flex ticket given up at least 2 hours before departure": what a customer did with what was bought, and how people tell it.
_DONE_WITH_IT = re.compile(
    r"^(?:(?:if|when|where|once) (?:an?|any|every|each|the|your) (?:[\w-]+ ){1,4}?(?:(?:is|was|has been) )?|(?:for )?(?:an?|any|every|each|the|your) (?:(?!(?:is|are|was|be|been)\b)[\w-]+ ){1,4}?)"
    r"(?:(?P<up>given up|cancell?ed|handed back|surrendered|called off|withdrawn|resold)|(?P<back>returned|sent back|brought back))\b(?! by (?:us|the)\b)",
    _I,
)


_GIVES_UP = Scan(
    r"\b(?:cancel\w*|gave? up|given up|giving up|hand(?:ed|ing)? (?:it |them )?(?:back|in)|surrender\w*|call(?:ed|ing)? (?:it )?off|withdr[ae]w\w*|resell|resold|"
    r"(?:can[’']?t|cannot|can not|couldn[’']?t|won[’']?t|not|unable to|no longer|never) (?:be |able to |possibly )?(?:com\w*|mak\w*|go|going|attend\w*|travel\w*|us(?:e|ing)\b|want\w*|need\w*|there|tak\w*)|"
    r"chang\w* (?:my|our|his|her) (?:mind|plans?)|mov(?:e|ed|ing) (?:it|them|to|the)|postpon\w*|get out of|out of (?:it|the (?:contract|booking)))\b",
    _I,
)


_SENDS_BACK = Scan(
    r"\b(?:return(?:ed|ing)|return (?:it|them|the|this|my|these|both)|sen[dt]\w* (?:it |them |both )?back|br(?:ing|ought)\w* (?:it |them )?back|tak\w+ (?:it |them )?back|post\w* (?:it |them )?back|go(?:es|ing)? back|keep(?:ing)?)\b",
    _I,
)


# "You can leave an annual plan up to 30 days after its first day", "a plan can be returned for its price"
_MAY_GIVE_UP = re.compile(
    rf"^(?:{CUSTOMER} (?:can|may) (?:leave|cancel|end|terminate|return|give (?:up|back)|hand back|send back|withdraw from|get out of|have (?:the|their|its|your) (?:price|money|fare|fee) back)\b|"
    r"(?:an?|any|every|each|the) (?:[\w-]+ ){1,4}(?:that [^,;]{3,40} )?(?:can|may) be (?:cancelled|returned|given (?:up|back)|handed back|sent back|ended)\b)",
    _I,
)


_LEAVES = Scan(
    r"\b(?:leav(?:e|ing)|left (?:you|the (?:plan|contract))|end(?:ing|ed)? (?:it|my|our|the)|terminat\w*|quit\w*|clos(?:e|ing) (?:my|our|the)|stop(?:ped|ping)? (?:my|our|the)|withdrawal|money back|back out|refund (?:of )?(?:my|the) (?:plan|year|subscription|membership|ticket))\b",
    _I,
)


def of_an_unspoken_deed(term: Term, case: Situation) -> bool:
    """Whether a clause is for what a customer gave up or sent back, and nobody tells of that: a ticket given up before departure, of
    one whose coach was late."""
    if term.cells or case.foreign or not case.spoken:
        return False
    told = (*case.spoken, *(fact.line for fact in case.facts))
    if _MAY_GIVE_UP.match(term.quote):
        return not any(way.search(each) for way in (_GIVES_UP, _SENDS_BACK, _LEAVES) for each in told)
    match = _DONE_WITH_IT.match(term.condition or term.quote)
    if match is None:
        return False
    way = _GIVES_UP if match["up"] is not None else _SENDS_BACK
    return not any(way.search(each) for each in told)


_OUTLAY = re.compile(OUTLAYS, _I)


def laid_out_for(line: str, term: Term) -> bool:
    """Whether the line of a fact tells what a customer laid out for the thing that a clause repays ("hotel receipt: 138.00 EUR")."""
    name, told, _ = line.partition(": ")
    thing = _OUTLAY.search(name) if told and line != term.quote else None
    return thing is not None and re.search(rf"\b{thing.group()}\b", term.quote, _I) is not None
