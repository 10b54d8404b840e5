"""What part a clause plays by its words: whether it gives something, or only says when what another gives is paid."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from assistant.facts import Fact
from knowledge.terms import Term
from knowledge.terms.kinds import GOODS_KINDS, MONEY_KINDS, names_kinds
from knowledge.terms.model import Kind
from knowledge.terms.people import CUSTOMER

_I = re.IGNORECASE
_GRANTED = re.compile(
    r"\b(?:is|are|will be|be) (?:then |also |always |fully )?(?:refund\w*|reimburs\w*|credited|waived|replaced|repaired)\b|\brefundable\b",
    _I,
)


# "We choose between repair, replacement and payment": none of them is owed before the choice.
_OURS_TO_CHOOSE = re.compile(r"\bwe (?:choose|decide|select) (?:between|among|whether|which)\b", _I)


# "The exchange fee is taken with each payment": what a customer pays.
_CHARGED = re.compile(
    r"(?:an?|the|every|each|any|our|all) (?:[\w-]+ ){0,3}(?:fee|charge|surcharge|price|commission|excess|rent|premium)s? (?:is|are) "
    r"(?:then |also |always )?(?:taken|charged|kept|payable|due|added|collected|levied|deducted)\b(?! (?:off|away))",
    _I,
)


# "Emergency credit of 10 is taken at the meter by the customer": what a customer does.
_THEIR_DEED = re.compile(
    rf"^(?!.*\b(?:refund|reimburs|repaid)).*\b(?:is|are|must be|has to be) (?:taken|used|paid|borne|met|made|sent|returned|handed|collected|arranged|done|carried out|read|kept) (?:[\w-]+ ){{0,5}}by {CUSTOMER}\b",
    _I | re.DOTALL,
)


# "Damage is reported at the desk before leaving": what a customer does, whoever wrote it down.
_THEIRS_TO_TELL = re.compile(
    r"^(?:(?!(?:if|when|where|what|whatever|that|which|who|is|are)\b)[\w'’-]+ ){1,8}(?:is|are|must be|has to be|have to be|should be) (?:first |always |then )?(?:reported|claimed|requested|notified|declared|applied for|handed in|disputed)\b"
    r"(?!.*\b(?:and|then) (?:is|are|we|will|gets?|receives?)\b)",
    _I,
)


# "The plan sends the same goods at 10% below the shop price": what something costs.
_PRICED = re.compile(r"\b(?:at|for) \d+(?:\.\d+)? ?% (?:below|less than|under|off) (?:the|our|its)\b", _I)


def grants(term: Term) -> bool:
    """Whether a clause gives something: an entitlement, or a customer's time limit that says what it is a limit for."""
    if _gives_nothing(term.quote, money=term.kind in MONEY_KINDS):
        return False
    return term.mode == "entitlement" or (
        term.mode == "window" and term.kind in MONEY_KINDS | GOODS_KINDS and _GRANTED.search(term.quote) is not None
    )


@lru_cache(maxsize=16_384)
def _gives_nothing(quote: str, *, money: bool) -> bool:
    """Whether a clause on money, or on something else, says what we choose, what a customer pays or does, or a price."""
    if _OURS_TO_CHOOSE.search(quote) or _CHARGED.match(quote) or _THEIR_DEED.search(quote):
        return True
    return (_PRICED.search(quote) if money else _THEIRS_TO_TELL.match(quote)) is not None


_TIMED_ONLY = re.compile(
    r"(?:it|they|these|the (?:refund|payment|transfer|credit|difference|sum|money|amount|voucher|compensation|reimbursement)|"
    r"(?:all |such |any )?(?:approved |confirmed |agreed )?(?:money(?= is (?:refunded|paid|sent|returned))|refunds?|payments?|credits?|transfers|compensation|reimbursements?|claims)|"
    r"an? (?:approved|confirmed|agreed) (?:refund|payment|credit|claim)|money (?:that is )?due|what (?:is|we) (?:found )?(?:due|owed?)|receipts|the (?:[\w-]+ ){1,2}(?:credit|refund|compensation))\b",
    _I,
)


def only_times(term: Term) -> bool:
    """Whether a clause only says when something that another clause grants is paid ("The refund is made within 7 days")."""
    return (
        term.due is not None
        and not term.cells
        and not term.choice
        and term.amount is None
        and term.percent is None
        and _begins_with_money(term.quote)
    )


@lru_cache(maxsize=16_384)
def _begins_with_money(quote: str) -> bool:
    """Whether a clause speaks of money as something that was granted elsewhere."""
    return _TIMED_ONLY.match(quote) is not None


# "Within 2 days of hearing from you", "of your objection": what the customer does by writing.
_OWN_WORD = re.compile(
    r"\b(?:request|claim|complaint|notice|notification|report|asking|e-?mail|message|contact|objection|(?:hearing|word) from|(?:your|\w+'s|you) (?:telling|informing|notifying|calling|ringing|phoning|shouting|pointing|call|letter)|(?:you|they|customer|guest|member) (?:tells?|informs?|notif(?:y|ies)))\w*\b",
    _I,
)
_NOT_YET = re.compile(r"\b(?:approv|confirm|receipt|arriv)", _I)


def begins_with_word(event: str) -> bool:
    """Whether what a time runs from is that the customer tells us of it, which the letter does."""
    return _OWN_WORD.search(event) is not None and not _NOT_YET.search(event)


_ONE_OF_THE_WAYS = re.compile(
    r"(?:an?|the|any|every|each|such|that|all|where it is) (?:[a-z-]+ ){0,2}?(?:refunds?|repayments?|money|price|replacements?|exchanges?|repairs?|redeliver\w+|vouchers?|credits?|credit notes?|new (?:one|item|copy|shipment)s?)"
    r" (?:is|are|will be|shall be|goes|go|leaves?|reaches|reach|takes?|needs?|follows?|arrives?|comes?)\b",
    _I,
)


def times_a_choice(term: Term, choice: Term) -> bool:
    """Whether a clause says when one of the ways is done between which another clause of its section lets the customer
    choose ("A replacement is dispatched within 3 days" after "The customer chooses between a replacement and a refund")."""
    return (
        choice.choice
        and not term.choice
        and term.due is not None
        and not term.cells
        and term.condition is None
        and term.amount is None
        and term.percent is None
        and term.kind in choice.kinds
        and (term.path, term.section) == (choice.path, choice.section)
        and term.id != choice.id
        and _ONE_OF_THE_WAYS.match(term.quote) is not None
    )


_CHOSEN = re.compile(
    r"\b(?:choices?|chose|chosen|chooses|prefers?|preferred|preference|opted|picked|decided for)\b", _I
)


def chosen_already(term: Term, facts: Sequence[Fact]) -> Kind | None:
    """Which of the ways that a clause lets the customer choose between they took already ("choice: refund, 3 March"); None
    where no fact says it, or two."""
    if not term.choice:
        return None
    told = {
        kind
        for fact in facts
        if _CHOSEN.search(fact.line) and not fact.denies
        for kind in names_kinds(fact.text)
        if kind in term.kinds
    }
    return told.pop() if len(told) == 1 else None


_SENDS = re.compile(
    r"\b(?:send|sent|dispatch|ship|deliver|post(?:ed|s)?\b|leaves?\b|goes out|hand(?:ed|s)? (?:over|out)|suppl(?:y|ie)|bring|brought|issue|reship|lend|lent|loan|collect|pick(?:ed|s)? up|attempt)",
    _I,
)
_VISIT = re.compile(
    r"\b(?:visits?|appointments?|call-outs?|engineers?|technicians?|installers?|fitters?|slots?|new (?:[a-z]+ )?(?:week|date|day|time|window))\b",
    _I,
)


# "It gives free delivery": what a membership holds.
_OF_A_PLAN = re.compile(
    r"(?:it|the (?:plan|membership|subscription)|membership) (?:gives|includes|offers|comes with|brings)\b", _I
)


def brings(term: Term) -> Literal["goods", "visit"] | None:
    """What comes to the customer by a clause of the kind `delivery`: goods, a visit, or nothing that it names."""
    if _SENDS.search(term.quote) and not _OF_A_PLAN.match(term.quote):
        return "goods"
    return "visit" if _VISIT.search(term.quote) else None
