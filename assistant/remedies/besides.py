"""A clause that gives two sums in one sentence, as the two grants that it is: "the fare back and a token worth 5.00". Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.terms import Term
from knowledge.terms.clauses import take_apart
from knowledge.terms.kinds import MONEY_KINDS, names_kinds
from knowledge.terms.measures import CODES, find_money, find_percent, find_spans

_I = re.IGNORECASE
_SUM = rf"(?:(?:US|A|C|CA)?[$€£] ?\d[\d.,]*\d|[$€£]\d|(?:{CODES}) \d[\d.,]*|\d[\d.,]* (?:{CODES})\b)"
_BESIDE = re.compile(
    r"(?P<and>,? (?:and|plus|as well as|together with))(?: (?P<when>(?:if|where|when) [^,;.]{5,80}),)? "
    rf"(?P<more>(?:an? |another |a further )?(?:[a-z-]+ ){{0,2}}(?:vouchers?|tokens?|coupons?|credits?|credit notes?|gift cards?) (?:worth|of|over|for) {_SUM}[^.;]*"
    rf"|{_SUM} (?:(?:is|are) (?:also )?(?:credited|added|given|paid|put)\b[^,.;]*|on top|besides|as well|in addition)[^.;]*"
    rf"|{_SUM} (?:of|as|in) (?:[a-z]+ ){{0,2}}(?:balance|credits?|vouchers?)\b[^.;]*)[.;]?$",
    _I,
)
# "We repay the fare, booking fee included, and your taxi home up to 25.00": the ceiling is that of the second alone.
_UP_TO = re.compile(
    rf",? and (?P<more>(?:your|the|its|any) [^,;:]{{3,80}}? (?:(?:is|are) (?:ours|paid|met|refunded|reimbursed) )?(?:up to|at most|to a maximum of) {_SUM}[^;]*?)[.;]?$",
    _I,
)
# "A new visit is offered within 7 working days, with the allowance of the matrix"
_FROM_TABLE = re.compile(
    r",? (?:with|and|plus|together with|as well as|along with) (?P<more>the (?:[a-z-]+ ){0,3}(?:allowance|credit|voucher|payment|compensation|sum|points) (?:of|in|from|under|named in|set out in) the (?:[a-z]+ ){0,2}(?:matrix|table|grid|chart|schedule))[.;]?$",
    _I,
)
_AS_CREDIT = re.compile(r"\b(?:vouchers?|tokens?|coupons?|credit\w*|gift cards?|balance|account)\b", _I)
_GIVES_BACK = re.compile(
    r"\b(?:back|refunded|returned|repaid|reimbursed|restored|credited|waived|released|get|gets|receives?|fee|fare|price|charge|everything|all)\b",
    _I,
)


@lru_cache(maxsize=16_384)
def each_grant(term: Term) -> tuple[Term, ...]:
    """The grants of a clause: two where it gives a sum beside what it gives first, each in its own words; else the term itself."""
    if term.mode != "entitlement" or term.choice or term.cells or term.confirmed:
        return (term,)
    if (listed := _FROM_TABLE.search(term.quote)) is not None and term.kind not in MONEY_KINDS:
        return _beside_a_row(term, listed)
    if term.kind not in MONEY_KINDS:
        return (term,)
    beside = _BESIDE.search(term.quote) or _UP_TO.search(term.quote)
    if beside is None:
        return (term,)
    head, tail = term.quote[: beside.start()], beside["more"]
    main = take_apart(head).main
    if not _GIVES_BACK.search(main) or find_money(main):
        return (term,)  # "12 EUR and a voucher of 5 EUR": which of the two is which is told by no name
    named = [kind for kind in names_kinds(main) if kind in MONEY_KINDS]
    condition = take_apart(head).condition or (
        term.condition if term.condition and term.condition not in term.quote else None
    )
    if beside.re is _UP_TO and named[:1] not in (["refund"], ["credit"]):
        return (term,)
    percent, spans = find_percent(head), find_spans(head)
    first = term.model_copy(
        update={
            "quote": head,
            "end": term.start + len(head),
            "kind": named[0] if named else "refund",
            "kinds": tuple(named) or ("refund",),
            "amount": None,
            "percent": percent[0][2] if percent else None,
            "of": term.of if term.of and term.of in head else None,
            "condition": condition,
            "due": term.due if spans else None,
        }
    )
    credit = _AS_CREDIT.search(tail) is not None
    more = term.model_copy(
        update={
            "quote": tail,
            "start": term.start + beside.start("more"),
            "end": term.start + beside.end("more"),
            "kind": "credit" if credit else first.kind,
            "kinds": ("credit",) if credit else first.kinds,
            "amount": find_money(tail)[0].money,
            "percent": None,
            "of": None,
            "condition": beside.groupdict().get("when") or take_apart(tail).condition or condition,
            "due": term.due if find_spans(tail) else None,
        }
    )
    return first, more


def _beside_a_row(term: Term, listed: re.Match[str]) -> tuple[Term, ...]:
    """A deed, and what a table gives beside it under the same condition."""
    head = term.quote[: listed.start()]
    deed = term.model_copy(update={"quote": head, "end": term.start + len(head)})
    more = term.model_copy(
        update={
            "quote": listed["more"],
            "start": term.start + listed.start("more"),
            "end": term.start + listed.end("more"),
            "kind": "credit",
            "kinds": ("credit",),
            "due": None,
        }
    )
    return deed, more
