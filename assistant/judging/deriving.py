"""The clauses that permit a promise, where the one nearest in words does not: its figures are those of another. Pure.

A promise stands where a derivation of it is found: a clause that names its sum for these facts, and one that names its time.
The nearest clause may speak of another deed in like words; figures that agree to the cent and to the day seldom do so by
accident. Nothing is derived from a clause that a rep may not use, or from one that is milder than the letter in any figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from assistant.case import Commitment, Due
from assistant.facts import parts_of
from assistant.judging.grounds import Grounds, Judged, Permit, related
from assistant.judging.nearness import speaks_of
from assistant.judging.reckoning import from_facts, worked_out
from assistant.judging.sums import base_of, named_sums
from assistant.judging.times import days_later, from_a_known_day
from knowledge.terms import Span, Term
from knowledge.terms.kinds import GOODS_KINDS, MONEY_KINDS, WORD_KINDS, kinds_in
from knowledge.terms.measures import find_dates, find_money, find_spans

_I = re.IGNORECASE
_CENT = Decimal("0.01")


def same_sum(commitment: Commitment, permit: Permit, grounds: Grounds) -> bool:
    """Whether a permit gives this very sum or share for these facts."""
    amount = commitment.amount
    if amount is None:
        return False
    if amount.percent is not None:
        return permit.percent == amount.percent
    if amount.value is None:
        return False
    limit = permit.limit_in(amount.currency)
    if limit is not None:
        return abs(limit.value - amount.value) <= _CENT
    if permit.percent is None:
        return amount.value in named_sums(permit, grounds, amount.currency)
    base = base_of(permit, grounds, amount.currency)
    return base is not None and abs(permit.percent * base / 100 - amount.value) <= _CENT


def same_time(commitment: Commitment, permit: Permit, grounds: Grounds) -> bool:
    """Whether a permit's time is the very one of the promise, from its own day or from one that a fact names."""
    return permit.due is not None and any(
        _is_span(due, commitment, permit.due, permit.start, grounds) for due in _times(commitment)
    )


def _times(commitment: Commitment) -> list[Due]:
    """The time that was read, and the stretches of time that the words name beside it."""
    named = [
        Due(value=found.span.value, max=found.span.max, unit=found.span.unit) for found in find_spans(commitment.quote)
    ]
    return [] if commitment.due is None else [commitment.due, *named]


def _is_span(due: Due, commitment: Commitment, span: Span, start: date | None, grounds: Grounds) -> bool:
    if due.unit != "date" and due.value is not None:
        return (due.max or due.value, due.unit) == (span.bound, span.unit)
    if due.date is None:
        return False
    return due.date == days_later(start or grounds.sent_on, span, grounds) or from_a_known_day(
        commitment, span, grounds
    )


def figures_of_another(commitment: Commitment, grounds: Grounds, passes: Sequence[Permit]) -> Term | None:
    """The clause that gives the promise its figures; None where one of them is nobody's.

    `passes`: the permits by which the promise would stand (level, sum, time, nothing to wait for).
    """
    amount = commitment.amount
    has_sum = amount is not None and (amount.value is not None or amount.percent is not None)
    if not has_sum and commitment.due is None:
        return None
    usable = [p for p in passes if _could_mean(commitment, p)]
    if not has_sum:
        # "The missed lesson is put back within 2 days": what the clause gives may have been read as another kind.
        other = [p.term for p in passes if p not in usable and same_time(commitment, p, grounds)]
        own = next((term for term in other if speaks_of(commitment, term, grounds, _LEAST_SAID)), None)
        if own is not None:
            return own
        timed = [p.term for p in usable if same_time(commitment, p, grounds)]
        if commitment.kind in WORD_KINDS:
            # Every desk has its times; that of another one is no time for this.
            timed = [term for term in timed if speaks_of(commitment, term, grounds, _LEAST_SPOKEN)]
        return timed[0] if timed else that_says_when(commitment, grounds)
    summed = [p for p in usable if same_sum(commitment, p, grounds) and is_its_own(commitment, p, grounds)]
    if commitment.due is None:
        return summed[0].term if summed else names_sum(commitment, grounds)
    if any(p.due is not None for p in summed):
        return next(p.term for p in summed if p.due is not None)
    # "a voucher, and a new visit within 4 days": the time may be that of what stands beside the sum.
    beside = MONEY_KINDS | {kind for _, kind in kinds_in(grounds.english(commitment.quote))}
    in_time = [p for p in grounds.permits if p.kind in beside and same_time(commitment, p, grounds)]
    says_when = that_says_when(commitment, grounds)
    if summed or names_sum(commitment, grounds) is not None:
        return in_time[0].term if in_time else says_when
    # A sum that only the facts tell, what was paid for one: it needs the time of a clause that pays something.
    paying = [p.term for p in in_time if p.kind in MONEY_KINDS]
    paid = next((t for t in paying if speaks_of(commitment, t, grounds, _LEAST_SPOKEN)), says_when)
    return paid if paid is not None and _is_sum_of_case(commitment, grounds) else None


def is_its_own(commitment: Commitment, permit: Permit, grounds: Grounds) -> bool:
    """Whether a sum shows that the promise follows this clause: it names the sum itself, or speaks of the promise. What was
    paid is the sum of every clause that gives something "in full"."""
    amount = commitment.amount
    if amount is None or amount.value is None:
        return True
    named = any(found.money.value == amount.value for found in find_money(permit.term.quote))
    # "$210.00 of your $420.00": what it is a share of is told beside it
    paid = from_facts(grounds, amount.currency)
    named = named or any(f.money.value != amount.value and f.money.value in paid for f in find_money(commitment.quote))
    return (
        named or permit.planned or bool(permit.term.cells) or speaks_of(commitment, permit.term, grounds, _LEAST_SPOKEN)
    )


_LEAST_SPOKEN = 0.3
_LEAST_SAID = 0.6
_SAYS_WHAT_IS = frozenset({"entitlement", "window", "rule", "discretion"})


def quotable(grounds: Grounds) -> list[Term]:
    """The clauses in force that say what is, of which no other and no fact takes anything back."""
    if grounds.hold:
        return []
    aside = grounds.set_aside()
    return [t for t in grounds.current if t.mode in _SAYS_WHAT_IS and t.id not in aside]


def that_says_when(commitment: Commitment, grounds: Grounds) -> Term | None:
    """A clause in force that names this very time and speaks of the promise, though nobody spoke of what it hangs on."""
    for term in quotable(grounds):
        if not any(related(kind, commitment.kind) or kind in {"other", "none"} for kind in (term.kind, *term.kinds)):
            continue
        spans = [found.span for found in find_spans(term.quote)]
        named = any(_is_span(due, commitment, span, None, grounds) for due in _times(commitment) for span in spans)
        if named and speaks_of(commitment, term, grounds, _LEAST_SPOKEN):
            return term
    return None


# "and at least 90 days": how long something holds
_AT_LEAST = re.compile(r"\bat least $", _I)


def time_from_nowhere(commitment: Commitment, permit: Permit, grounds: Grounds) -> bool:
    """Whether a time is promised for a deed or for money ("a courier comes on Thursday") by a clause that has none, and
    neither another clause nor a fact names it."""
    due = commitment.due
    if due is None or commitment.kind not in (MONEY_KINDS - {"discount"}) | GOODS_KINDS | {"fix", "other"}:
        return False
    if commitment.type == "conditional_promise" or permit.due is not None:
        return False
    quote = permit.term.quote
    near = due.date or grounds.sent_on
    if any(_is_of_days(found.span) and not _AT_LEAST.search(quote[: found.start]) for found in find_spans(quote)):
        return False
    if find_dates(quote, near=near) or that_says_when(commitment, grounds) is not None:
        return False
    if due.value is None:  # a day, which the time of another matter meets by accident
        told = any(part.day == due.date for fact in grounds.facts for part in parts_of(fact))
        return not told and due.date is not None and due.date > grounds.sent_on
    return not any(same_time(commitment, p, grounds) for p in grounds.permits)


def _is_of_days(span: Span) -> bool:
    return span.unit in {"hours", "days", "business_days"}


def names_sum(commitment: Commitment, grounds: Grounds) -> Term | None:
    """A clause in force that names this very sum and speaks of the promise ("Missed visit: €45")."""
    amount = commitment.amount
    if amount is None or amount.value is None:
        return None
    # Where the customer's own sum of a clause is known, the others in it are those of other regions and tiers.
    settled = {p.term.id for p in grounds.permits if p.limit_in(amount.currency) is not None}
    for term in quotable(grounds):
        if term.id in settled:
            continue
        named = any(
            (f.money.value, f.money.currency) == (amount.value, amount.currency) for f in find_money(term.quote)
        )
        if named and speaks_of(commitment, term, grounds, _LEAST_SPOKEN):
            return term
    return None


def _is_sum_of_case(commitment: Commitment, grounds: Grounds) -> bool:
    amount = commitment.amount
    if amount is None or amount.value is None:
        return False
    told = from_facts(grounds, amount.currency)
    return amount.value in told or worked_out(amount.value, grounds, amount.currency)


def _could_mean(commitment: Commitment, permit: Permit) -> bool:
    """Whether a promise may be read as one of what the permit gives: its kind, a kin one, or money by another name."""
    if related(permit.kind, commitment.kind):
        return True
    both = {permit.kind, commitment.kind}
    if commitment.kind == "fee_waiver" and permit.kind in GOODS_KINDS and commitment.amount is None:
        return True  # "a new attempt is free and takes place within 2 days": the time is that of the deed
    return both <= MONEY_KINDS or both <= WORD_KINDS or both <= GOODS_KINDS or (
        commitment.kind in {"other", "none"} and commitment.amount is None
    )  # fmt: skip


# Extras

_FORM = re.compile(
    r"\b(?:credits?|vouchers?|points|miles|goodwill|gift card|coupon|discount)\b|\b(?:crédito|bono|vale|puntos|millas|cupón)\b|"
    r"\b(?:Gutschein\w*|Gutschrift\w*|gutschreib\w*|gutgeschrieben|Guthaben|Punkte|Meilen)\b|\b(?:crédit\w*|bon|avoir|chèque|points|miles)\b|\b\w*(?:gutschein|gutschrift)\b",
    _I,
)
_MORE = re.compile(
    r"\b(?:add\w*|goodwill|gesture|further|extra|on top|as well|also|besides|courtesy|apolog\w+|trouble|inconvenience|wait|upset|chasing)\b|"
    r"\b(?:añadir\w*|ofrec\w+|además|gesto|molestias|trastorno|espera|adicional)\b|\b(?:weitere[nrs]?|zusätzlich\w*|außerdem|Kulanz\w*|Geste|Unannehmlichkeiten|Ärger|Mühe|anbieten)\b|"
    r"\b(?:ajouter\w*|offrir|en plus|geste|désagrément\w*|attente|supplémentaire|dédommag\w+)\b",
    _I,
)
_OURS_TO_GIVE = re.compile(r"\b(?:goodwill|gesture|courtesy|Kulanz\w*|gesto|geste)\b", _I)


def is_extra(commitment: Commitment) -> bool:
    """Whether a promise is of something added for the trouble, and not of what a clause owes."""
    amount = commitment.amount
    if amount is None or amount.value is None or commitment.kind in WORD_KINDS:
        return False
    quote = commitment.quote
    if commitment.kind not in {"credit", "discount"} and _FORM.search(quote) is None:
        return False
    if commitment.type == "offer":
        return _FORM.search(quote) is not None or _MORE.search(quote) is not None
    return _OURS_TO_GIVE.search(quote) is not None


def sounds_extra(commitment: Commitment) -> bool:
    """Whether a promise names a form in which extras are given, or that it is one."""
    return _FORM.search(commitment.quote) is not None or _MORE.search(commitment.quote) is not None


def judge_extra(commitment: Commitment, grounds: Grounds) -> Judged | None:
    """An extra by what each level may add in its currency; None where no clause says how much anybody may."""
    amount = commitment.amount
    assert amount is not None and amount.value is not None
    steps = [
        (p, limit)
        for p in grounds.permits
        if not p.owed and p.kind == "credit" and (limit := p.limit_in(amount.currency)) is not None
    ]
    fits = [p for p, limit in steps if limit.value >= amount.value]
    for level in ("rep", "supervisor", "manager"):
        found = next((p for p in fits if p.level == level), None)
        if found is not None and level == "rep":
            return "supported", f"Within what a representative may add: {found.term.quote}", found.term
        if found is not None:
            return "needs_authority", f"Only a {level} may grant it: {found.term.quote}", found.term
    if not steps:
        return None
    open_ended = next((p for p in grounds.permits if not p.owed and p.kind == "credit" and p.amount is None and p.level == "manager"), None)  # fmt: skip
    if open_ended is not None:
        return "needs_authority", f"Only a manager may grant it: {open_ended.term.quote}", open_ended.term
    most, limit = max(steps, key=lambda step: step[1].value)
    return "too_much", f"At most {limit.value} {amount.currency} is permitted here: {most.term.quote}", most.term
