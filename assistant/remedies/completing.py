"""What the clauses beside it add to a remedy and take off it: a table's row, what a refund includes, a time, a deduction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from assistant.amounts import left_of, times, work_out
from assistant.facts import money_for, price_paid, stems
from assistant.remedies.candidate import Candidate
from assistant.remedies.clauses import only_times, times_a_choice
from assistant.remedies.known import Situation
from assistant.remedies.tables import from_table, rows_told_of, singled_out
from assistant.remedies.timing import HOURS
from knowledge.terms import Money, Term
from knowledge.terms.clauses import take_apart
from knowledge.terms.kinds import GOODS_KINDS, MONEY_KINDS
from knowledge.terms.measures import find_money
from knowledge.terms.modes import takes_off

_I = re.IGNORECASE
_INCLUDES = re.compile(
    r"^(?:an?y? |the |every |such )?(?:full )?refunds? (?:also |always )?(?:includes?|covers?) (?P<what>[^.;]{4,80}?)(?=, and | and reaches|[.;]|$)",
    _I,
)

_WHOLE_PRICE = re.compile(r"\b(?:full refund|(?:purchase |full |whole )?price|refund(?:ed)? in full)\b", _I)

_NEUTRAL = re.compile(
    r"(?:it|they|this|these|the (?:payment|transfer|sum|money|amount|compensation|reimbursement)|(?:all |approved |any )?(?:payments?|transfers?|compensation|reimbursements?|receipts|sums)|"
    r"money|what is|what we owe|amounts?)\b",
    _I,
)

_GENERAL = re.compile(
    r"\bunder (?:this|these) (?:document|policy|section|page|rules?|terms?|conditions?)|\b(?:due|owed) under|\ball (?:payments|refunds)",
    _I,
)

_OF_THE_PRICE = re.compile(
    r"\b(?:refund|repayment|return) of the (?:purchase |full |whole )?(?:price|fare|amount)\b", _I
)


def complete(found: Sequence[Candidate], case: Situation) -> list[Candidate]:
    """Give a remedy without a deadline the one that its own section, else its own document, states for its kind."""
    found = rows_told_of(singled_out(found, case), case)
    found = [from_table(candidate, found, case) for candidate in found]
    found = _with_the_sum_before(_with_what_is_left(found, case))
    adding = [c for c in found if _adds(c)]
    added = {other.term.id for candidate in found for other in [_added_to(candidate, adding)] if other is not None}
    found = [_with_what_it_includes(candidate, found, adding, case) for candidate in found]
    found = [
        replace(c, answer="unmet", reason="It is paid together with the rest.") if c.term.id in added else c
        for c in found
    ]
    reckoning = [c for c in found if c.amount is None and c.answer != "unmet" and _takes_off(c.term.quote)]
    found = [_unless_reckoned(candidate, reckoning) for candidate in found]
    timed = [c for c in found if c.due is not None and not c.term.every and c.answer != "unmet"]
    chosen = [c.term for c in found if c.term.choice and c.answer != "unmet" and c.due is None]
    ways = {c.term.id for c in timed for choice in chosen if times_a_choice(c.term, choice)}
    by_path: dict[str, list[Candidate]] = {}
    for c in timed:
        by_path.setdefault(c.term.path, []).append(c)
    found = [_in_its_time(candidate, by_path.get(candidate.term.path, ())) for candidate in found]
    return [
        replace(c, answer="unmet", reason="It says when one of the ways to choose between is done.")
        if c.term.id in ways
        else c
        for c in found
    ]


@lru_cache(maxsize=16_384)
def _takes_off(quote: str) -> bool:
    return takes_off(quote)


_IS_LEFT = re.compile(r"\b(?:what(?:'s|’s| is) left|the (?:rest|remainder))\b", _I)


def _with_what_is_left(found: Sequence[Candidate], case: Situation) -> list[Candidate]:
    """A clause that gives what is left of what the clauses before it take off ("the rest is returned within 5 days")."""
    result: list[Candidate] = []
    for candidate in found:
        own = candidate.term
        if candidate.kind in MONEY_KINDS and candidate.amount is None and _IS_LEFT.search(own.quote):
            here = [c.term for c in result if (c.term.part, c.term.paragraph) == (own.part, own.paragraph)]
            before = dict.fromkeys(t.quote for t in here if t.start < own.start)
            worked = left_of("; ".join([*before, own.quote]), case) if before else None
            if worked is not None and worked.amount is not None:
                result.append(replace(candidate, amount=worked.amount, parts=worked.parts))
                continue
        result.append(candidate)
    return result


_THAT_PART = re.compile(
    r"^(?:it|they) (?:is|are|appears?) (?:then )?(?:added|credited|booked|placed|put|posted|on|set)\b|^(?:that|this|the same|such) (?:part|sum|amount|share|difference|money|charge|fee)\b",
    _I,
)


def _with_the_sum_before(found: Sequence[Candidate]) -> list[Candidate]:
    """A clause that says of what the sentence before it gives that it is refunded ("that part is refunded") gives its sum."""
    result: list[Candidate] = []
    for candidate in found:
        own, last = candidate.term, None
        bare = candidate.kind in MONEY_KINDS and candidate.amount is None and candidate.percent is None
        if bare and _speaks_of_that_part(own.quote):
            before = (c for c in reversed(result) if c.kind in MONEY_KINDS and c.amount is not None)
            last = next((c for c in before if c.term.part == own.part and c.term.paragraph == own.paragraph), None)
        result.append(
            candidate
            if last is None
            else replace(candidate, amount=last.amount, parts=last.parts, per=last.per, capped=last.capped)
        )
    return result


@lru_cache(maxsize=16_384)
def _speaks_of_that_part(quote: str) -> bool:
    """Whether a clause begins with what the sentence before it gives."""
    return _THAT_PART.match(take_apart(quote).main) is not None


_RECKONED = re.compile(r"less \d|\d+ (?:of|x) ")


def _unless_reckoned(candidate: Candidate, reckoning: Sequence[Candidate]) -> Candidate:
    """A clause that names no sum itself gives none where another of its part says how the sum is reckoned ("its price for
    the months left, less a handling fee") and that could not be worked out: where one of `reckoning` is of its part."""
    if not reckoning:
        return candidate
    own = candidate.term
    names_none = own.amount is None and own.percent is None and not own.cells
    if candidate.amount is None or candidate.kind not in MONEY_KINDS or not names_none or _takes_off(own.quote):
        return candidate
    if any(_RECKONED.match(part) for part in candidate.parts):
        return candidate  # its own words say how it is reckoned
    reckoned = any(c.kind == candidate.kind and c.term.part == own.part for c in reckoning)
    return replace(candidate, amount=None, parts=()) if reckoned else candidate


_AS_WELL = re.compile(r"\b(?:as well|too|in addition|also|on top)\b", _I)
# "Extras are refunded in each of these cases": in those that its section tells.
_IN_EACH = re.compile(
    r"\bin (?:each|all|any|every one|either|both) of these(?: cases)?\b|\bin (?:each|every|either) case\b", _I
)


@lru_cache(maxsize=16_384)
def says_as_well(quote: str) -> bool:
    """Whether a clause gives something beside what another one of its part gives ("the booking fee is refunded as well")."""
    return _AS_WELL.search(quote) is not None or _IN_EACH.search(quote) is not None


def _adds(candidate: Candidate) -> bool:
    """Whether a remedy is a sum that its clause adds to another ("The delivery fee is refunded as well")."""
    return (
        candidate.kind == "refund"
        and candidate.amount is not None
        and candidate.answer in {"met", "claimed"}
        and says_as_well(candidate.term.quote)
    )


def _added_to(candidate: Candidate, adding: Sequence[Candidate]) -> Candidate | None:
    """The refund that another sentence of the paragraph adds to one, of those that add to others (`_adds`)."""
    if not adding or candidate.kind != "refund" or candidate.amount is None or candidate.answer == "unmet":
        return None
    own = candidate.term
    return next(
        (
            c
            for c in adding
            if c.amount is not None
            and c.amount.currency == candidate.amount.currency
            and c.term.start > own.start
            and c.term.part == own.part
            and (c.term.paragraph == own.paragraph or _IN_EACH.search(c.term.quote))
            and not says_as_well(own.quote)
            and not set(c.parts) & set(candidate.parts)
        ),
        None,
    )


def _with_what_it_includes(
    candidate: Candidate, found: Sequence[Candidate], adding: Sequence[Candidate], case: Situation
) -> Candidate:
    """A refund of the price with what another clause of its page adds to it ("a refund includes any delivery charge paid")."""
    more = _added_to(candidate, adding)
    if more is not None and more.amount is not None and candidate.amount is not None:
        both = Money(value=candidate.amount.value + more.amount.value, currency=more.amount.currency)
        candidate = replace(candidate, amount=both, parts=(*candidate.parts, *more.parts))
    if (
        candidate.kind != "refund"
        or candidate.amount is None
        or candidate.percent is not None
        or not _WHOLE_PRICE.search(candidate.term.quote)
    ):
        return candidate
    for other in found:
        adds = _included(other.term.quote)
        if adds is None or other.term.path != candidate.term.path or other.term.id == candidate.term.id:
            continue
        extra = work_out(
            other.term.model_copy(update={"of": adds["what"], "amount": None, "percent": None}), "refund", case
        )
        same = extra.amount is not None and extra.amount.currency == candidate.amount.currency
        if not same or extra.amount is None or set(extra.parts) & set(candidate.parts):
            continue
        total = Money(value=candidate.amount.value + extra.amount.value, currency=extra.amount.currency)
        return replace(candidate, amount=total, parts=(*candidate.parts, *extra.parts))
    return candidate


@lru_cache(maxsize=16_384)
def _included(quote: str) -> re.Match[str] | None:
    """What a clause says that every refund includes."""
    return _INCLUDES.match(quote)


_TANGIBLE = MONEY_KINDS | GOODS_KINDS
# "Within 10 days of that delivery": the sentence before says of which, and no other part of the rules.
_OF_THAT = re.compile(r"(?:that|this|those|these|such|its|their)\b", _I)


# "Money under this section is paid within 15 days": no other part of the rules is meant.
_OF_THIS_PART = re.compile(r"\b(?:under|in|of|by) this (?:section|part|article|chapter|heading|paragraph|clause)\b", _I)


# "In the case of B.4 a customer also gets the price back within 5 days", "if the second card does not come": what it times is that.
_OF_ONE_CASE = re.compile(r"(?:in|under) (?:the )?(?:case|event)s? of\b|(?:if|where|when|should|in case)\b", _I)
_IN_MONEY = re.compile(
    r"\b(?:to|by|on|onto|into|through) the (?:original|same) (?:way of |method of |means of )?(?:payment(?: method)?|card|account)|\bin (?:money|cash)\b",
    _I,
)


def _in_its_time(candidate: Candidate, timed: Sequence[Candidate]) -> Candidate:
    """A remedy with the time that a clause of its document sets; `timed`: what of that document sets one."""
    if not timed or candidate.due is not None or candidate.kind not in _TANGIBLE:
        return candidate
    own = candidate.term
    timed = [c for c in timed if c.term.part == own.part or c.due is None or not _OF_THAT.match(c.due.after or "")]
    same = [c for c in timed if c.kind == candidate.kind or candidate.kind in c.term.kinds[:1]]
    neutral = [
        c
        for c in timed
        if candidate.kind in MONEY_KINDS
        and c.kind in MONEY_KINDS | {"other"}
        and only_times(c.term)
        and _NEUTRAL.match(c.term.quote)
    ]
    # What its section says of money is said of its table's rows.
    here = [
        c for c in timed if own.cells and c.kind in MONEY_KINDS and not c.term.cells and c.term.section == own.section
    ]
    source = next(
        (
            c
            for group in (
                here,
                [c for c in same if c.term.part == own.part],
                [c for c in neutral if c.term.part == own.part],
                [c for c in same if c.term.passage == own.passage and c.term.condition is None and only_times(c.term)],
                # Of times that other parts of the document name the longest: none of them was meant for this.
                sorted(
                    (
                        c
                        for c in same
                        if c.term.condition is None
                        and not c.term.cells
                        and c.percent is None
                        and not _OF_THIS_PART.search(c.term.quote)
                        and not _OF_ONE_CASE.match(c.term.quote)
                        and not _OF_ONE_CASE.match(c.waits_for or "")
                    ),
                    key=lambda c: -(c.due.bound * HOURS[c.due.unit] if c.due is not None else 0),
                ),
                [c for c in neutral if _GENERAL.search(c.term.quote)],
            )
            for c in group
        ),
        None,
    )
    if source is None:
        return candidate
    in_money = source in here and _IN_MONEY.search(source.term.quote) is not None
    return replace(
        candidate,
        kind="refund" if in_money else candidate.kind,
        due=source.due,
        start=source.start,
        waits_for=candidate.waits_for or source.waits_for,
        timed_by=source.term,
    )


_FROM = re.compile(
    r"\bfrom (?:(?P<it>it|this|that|(?:the|that|any|a) refund)\b|(?P<what>(?:the|your|that|this|any) [^,.;]{3,40}))", _I
)


def _taken_from(term: Term, candidate: Candidate) -> bool:
    """Whether a deduction says that it comes off the very thing that a clause of its part gives back."""
    match = _FROM.search(term.quote)
    if match is None or term.part != candidate.term.part:
        return False
    return bool(match["it"]) or bool(stems(match["what"] or "") & stems(candidate.term.of or candidate.term.quote))


# "20% of the price is deducted from the refund"
_OF_IT = re.compile(
    r"% of (?:the |its )?(?:price|refund|amount|sum|value)\b|% (?:is|are) (?:deducted|kept|taken off)", _I
)


# "Each night already spent is deducted at £30"
_EACH_OFF = re.compile(
    r"\b(?:each|every|any) (?P<what>[a-z][^,.;]*?) (?:is|are) (?:then )?(?:deducted|taken off|subtracted|charged|kept back|kept|counted)\b|\bfor (?:each|every) (?P<for>[a-z][^,.;]*)",
    _I,
)


def _sum_off(term: Term, whole: Money, case: Situation) -> Money | None:
    """What a clause takes off a sum, as often as the case tells; None where that is not known."""
    each = _EACH_OFF.search(term.quote) if term.amount is not None else None
    if each is not None and term.amount is not None:
        many = times(each["what"] or each["for"], term.quote, case)
        if many is None:
            return None
        return Money(value=term.amount.value * many.number, currency=term.amount.currency)
    fact = money_for(re.sub(r"\bis\b.*$", "", term.quote.split(",")[-1]), case.facts, case.alike)
    if fact is not None and fact.money is not None and term.percent is None:
        return fact.money
    if term.amount is None and term.percent is not None and _OF_IT.search(term.quote):
        return Money(value=(whole.value * term.percent / 100).quantize(Decimal("0.01")), currency=whole.currency)
    own = [found.money for found in find_money(term.quote) if found.money.currency == whole.currency]
    # "USD 89 in the United States or CAD 115 in Canada"
    return own[0] if len(own) == 1 else term.amount


# "A contribution of USD 89 is deducted from the refund": from whichever its document gives
_OFF_THE_REFUND = re.compile(
    r"\b(?:deducted|taken off|subtracted|kept back|withheld)\b[^,;]* from (?:the|any|every|each|such a|this) (?:[a-z]+ )?refund\b",
    _I,
)


# "An excess of 10 is deducted from every payment under extra cover"
_OFF_EVERY = re.compile(
    r"\b(?:deducted|taken off|subtracted|kept back|withheld)\b[^,;]* from (?:every|each|any|all) (?:[a-z]+ )?(?:payment|refund|claim|settlement|pay-?out)s?\b",
    _I,
)


def deducted(candidate: Candidate, deductions: Sequence[Term], case: Situation) -> Candidate:
    """The candidate less what policy takes off it (a label fee, an excess) where that applies to these facts."""
    if candidate.kind != "refund":
        return candidate
    if candidate.amount is None and candidate.percent is None and only_times(candidate.term):
        whole = next((t for t in deductions if t.part == candidate.term.part and _OF_THE_PRICE.search(t.quote)), None)
        paid = price_paid(case.facts) if whole is not None else None
        if paid is None:
            return candidate
        candidate = replace(candidate, amount=paid.money, parts=(paid.line,))
    if candidate.amount is None:
        return candidate
    for term in deductions:
        unnamed = term.amount is None and not term.of and not _taken_from(term, candidate)
        if term.path != candidate.term.path or unnamed:
            continue
        lead = re.match(r"for (?:an? |the )?([^,]{3,60}),", term.quote, _I)
        condition = term.condition or (lead[1] if lead else None)
        every = only_times(candidate.term) and _OFF_THE_REFUND.search(term.quote) is not None
        every = every or _OFF_EVERY.search(term.quote) is not None
        if condition is None and term.part != candidate.term.part and not every:
            continue  # what one section takes off says nothing of another's refunds
        answer = case.answer(condition).answer if condition is not None else "met"
        if answer in {"claimed", "open"} and term.part == candidate.term.part and term.amount is not None:
            return replace(candidate, amount=None, parts=())  # whether it comes off is not known yet
        if answer != "met":
            continue
        off = _sum_off(term, candidate.amount, case)
        if off is None and (term.amount is not None or _taken_from(term, candidate)):
            return replace(candidate, amount=None, parts=())  # something comes off, and nothing says how much
        if off is None or off.currency != candidate.amount.currency or off.value >= candidate.amount.value:
            continue
        less = Money(value=candidate.amount.value - off.value, currency=off.currency)
        return replace(
            candidate, amount=less, parts=(*candidate.parts, f"less {off.value} {off.currency}: {term.quote}")
        )
    return candidate
