"""Several sums together, where the facts tell each: the price, the postage, a fee; one in full and a share of another. Pure."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.amounts.figures import OFF_BEFORE
from assistant.amounts.sums import NOTHING, Known, Worked, rounded
from assistant.facts import Fact, overlap, stems
from knowledge.terms import Money
from knowledge.terms.measures import find_money, find_percent

_I = re.IGNORECASE
_PAID = r"(?:that )?(?:was paid|has been paid|you (?:have )?paid|they (?:have )?paid|the [a-z]+ (?:has )?paid|paid)"
_ALL = re.compile(
    rf"\b(?:(?P<all>everything|all|the whole sum|all sums|all amounts) {_PAID}|what(?:ever)? {_PAID})(?P<where>(?: (?:for|on) [^,.;]{{3,40}}(?=[,.;]|$))?)"
    r"(?:, (?P<in>(?:the |your |any )?[a-z][a-z -]{2,30}?) included\b|, including (?P<with>(?:the |your |any )?[a-z][a-z -]{2,30}))?",
    _I,
)
_TOLD_IN_ALL = re.compile(r"\b(?:total|paid|charged|invoice|bill|order (?:sum|total|value)|basket)\b", _I)
_A_PART = re.compile(
    r"\b(?:price|fare|postage|delivery|shipping|fee|charge|surcharge|supplement|insurance|cover|tip|tax|ticket)s?\b", _I
)
_BESIDE = re.compile(
    r"\b(?:receipt|taxi|bank|voucher|credit|refund\w*|limit|rate|daily|monthly|per|each|deposit)\b", _I
)
_SO_FAR = re.compile(r"\b(?:paid (?:so far|already|in (?:all|total))|total paid|paid to date)\b", _I)
_ADDED = re.compile(r"\s?(?:\+|plus|and)\s", _I)


def all_paid(main: str, case: Known) -> Worked | None:
    """All that was paid, of a fact that tells it or of the facts that tell its parts; None where a clause speaks of none.
    Nothing where it names a part that the facts do not tell apart."""
    match = _ALL.search(main)
    part = match and (match["in"] or match["with"])
    if match is None or not (match["all"] or part) or find_percent(main) or OFF_BEFORE.search(main[: match.start()]):
        return None
    if re.search(r"\b(?:less|minus|apart from|except|but for|save for|without)\b", main[match.end() :], _I):
        return None
    sums = [fact for fact in case.facts if fact.money is not None and not _BESIDE.search(fact.name)]
    if len({fact.money.currency for fact in sums if fact.money}) != 1:
        return NOTHING if part else None
    told = [fact for fact in sums if _TOLD_IN_ALL.search(fact.name)]
    so_far = [fact for fact in told if _SO_FAR.search(fact.name)]
    if len(so_far) == 1:
        chosen, each = so_far, [so_far[0].money] if so_far[0].money else []
    elif len(told) == 1 and (len(sums) == 1 or _ADDED.search(told[0].text)):
        chosen, each = told, [found.money for found in find_money(told[0].text)]
        each = each if _ADDED.search(told[0].text) and told[0].money == each[0] else [told[0].money or each[0]]
    elif not told and len(sums) > 1 and all(_A_PART.search(fact.name) for fact in sums):
        chosen, each = sums, [fact.money for fact in sums if fact.money is not None]
    else:
        return NOTHING if part else None
    if part and not overlap(stems(part), stems(" ".join(fact.line for fact in chosen))):
        return NOTHING
    total = sum((money.value for money in each), Decimal(0))
    return Worked(Money(value=total, currency=each[0].currency), parts=tuple(fact.line for fact in chosen))


_IN_FULL = r"(?:is|are) (?:then )?(?:refunded|repaid|credited|returned|reimbursed|paid back|given back) in full"
# "The frame price is refunded in full and the lens price at 50%"
_WHOLE_AND_SHARE = re.compile(
    rf"(?P<whole>(?:the |your |any )?[a-z][a-z -]{{2,40}}?) {_IN_FULL},? (?:and|but) (?P<part>(?:the |your |any )?[a-z][a-z -]{{2,40}}?)(?: (?:is|are) (?:refunded|repaid|credited|returned))? (?:at|by|to) (?P<share>\d{{1,2}}) ?(?:%|per ?cent)",
    _I,
)


def whole_and_share(main: str, case: Known) -> Worked | None:
    """One sum in full and a share of another; None if a clause gives no two so, nothing where the facts do not tell both."""
    match = _WHOLE_AND_SHARE.search(main)
    if match is None:
        return None
    facts = [_named(match[each], case) for each in ("whole", "part")]
    one, other = (fact.money if fact is not None else None for fact in facts)
    if one is None or other is None or one.currency != other.currency or facts[0] is facts[1]:
        return NOTHING
    share = Decimal(match["share"])
    value = one.value + other.value * share / 100
    lines = tuple(fact.line for fact in facts if fact is not None)
    return rounded(Worked(Money(value=value, currency=one.currency), parts=(lines[0], f"{share}% of {lines[1]}")))


def _named(phrase: str, case: Known) -> Fact | None:
    """The one sum whose name has all words of a phrase."""
    wanted = stems(re.sub(r"^.*?\b(?=(?:the|your|any) )", "", phrase))
    told = [f for f in case.facts if f.money is not None and wanted and overlap(wanted, stems(f.name)) == len(wanted)]
    return told[0] if len(told) == 1 else None
