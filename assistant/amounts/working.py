"""What a clause comes to for these facts, from its figure, its share or its words, as often as it is given, less what it takes off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from assistant.amounts.accounting import unaccounted
from assistant.amounts.bands import own_step
from assistant.amounts.bases import PART, asked_only, base_for, for_another_place, price_of_all
from assistant.amounts.bounds import within_bounds
from assistant.amounts.collected import collected, of_both, theirs
from assistant.amounts.counting import as_often, at_most
from assistant.amounts.differences import (
    BEYOND,
    beyond_limit,
    beyond_named,
    charged_beyond,
    charged_too_much,
    charged_twice,
    missing_sum,
    price_difference,
)
from assistant.amounts.everything import all_paid, whole_and_share
from assistant.amounts.figures import CAP_BEFORE, OFF_BEFORE, as_ruled, figures_of, off_percent, own_percent, role_of
from assistant.amounts.fractions import Named, find_shares, times_share
from assistant.amounts.naming import as_named, figure_of
from assistant.amounts.packages import for_all, one_of_package, shared_out, told_apiece
from assistant.amounts.pro_rata import for_those, for_those_not_begun, for_what_is_left, rest_of_month
from assistant.amounts.remainder import left_of
from assistant.amounts.rows import by_row
from assistant.amounts.spending import OUTLAY, RECEIPTS, by_receipts, spent
from assistant.amounts.sums import CENT, NOTHING, Known, Paid, Worked, doubled, rounded
from assistant.amounts.taking_off import lessened
from assistant.applicability import NAMES_IN_BRACKETS
from assistant.facts import Fact, overlap, stems
from knowledge.terms import Money, Term
from knowledge.terms.kinds import MONEY_KINDS
from knowledge.terms.measures import FoundMoney, find_money, find_percent
from knowledge.terms.model import Kind

_I = re.IGNORECASE


def work_out(term: Term, kind: Kind, case: Known) -> Worked:
    """What a term comes to for these facts; nothing where the clause says more of the sum than went into it."""
    worked = _work_out(term, kind, case)
    return NOTHING if worked.amount is not None and not term.cells and unaccounted(term.quote, worked) else worked


def _work_out(term: Term, kind: Kind, case: Known) -> Worked:
    if kind not in MONEY_KINDS:
        return NOTHING
    main = _without_otherwise(_MORE_UP_TO.sub("", re.sub(r"\([^)]*\)", "", term.quote)), case)
    if term.cells:
        return by_row(term, case)
    facts = tuple(fact for fact in case.facts if not asked_only(fact, term.quote))
    case = Paid(facts, case.active, case.alike, case.received_on, case.spoken)
    if for_another_place(term.quote, case.facts):
        return NOTHING
    given, caps = as_ruled(term, *figures_of(main, case))
    shaped = left_of(term.quote, case) or _by_shape(term, main, case, given=bool(given))
    if shaped is not None:
        if shaped.amount is not None and unaccounted(term.quote, shaped):
            shaped = lessened(shaped, main, case)
        return at_most(shaped, caps)
    shares = _shares_given(main, term)
    if shares:
        worked = _fraction_of(shares, term, main, case)
    elif term.percent is not None and not off_percent(main):
        worked = _share_of(term, main, case)
    elif RECEIPTS.search(main) and not given and (caps or spent(main, case)[0] is not None):
        return by_receipts(main, caps, case)
    elif given and (term.amount is not None or not find_money(main)):
        worked = Worked(given[0].money, parts=(term.quote,))
    else:
        worked = as_named(term, kind, main, case)
    if worked.amount is None and worked.percent is None and caps and OUTLAY.search(main):
        return by_receipts(main, caps, case)
    return _in_full(worked, term, main, caps, case)


def _in_full(worked: Worked, term: Term, main: str, caps: Sequence[FoundMoney], case: Known) -> Worked:
    """The sum as often as the clause gives it, less what it takes off, within what bounds it."""
    if worked.amount is not None:
        worked = as_often(doubled(worked, main), main, case)
    elif worked.percent is None:
        worked = told_apiece(term.of or "", main, case)
    if worked.amount is None:
        return worked
    bare = [Decimal(found["most"]) for found in _BARE_CAP.finditer(main)]
    caps = [*caps, *(FoundMoney(0, 0, Money(value=most, currency=worked.amount.currency)) for most in bare)]
    of_the_rest = term.of is not None and " less " in term.of and term.of not in main
    worked = at_most(lessened(worked, f"{main}, {term.of}" if of_the_rest else main, case), caps)
    return rounded(within_bounds(worked, main, term.of, case))


# "The price less 10% a year, or a flat 80 where there is no receipt"
_OTHERWISE = re.compile(
    r",? or (?:else )?(?:a flat |a fixed |a sum of |an amount of |only )?(?:[$€£]|[A-Z]{3} ?)?\d[\d.,]*(?: ?(?:[A-Z]{3}\b|[$€£]))? (?P<when>(?:where|if|when|without) [^.;]*)",
)


def _without_otherwise(main: str, case: Known) -> str:
    """A clause without the sum that it gives in another case, unless a fact denies what this one is about."""
    match = _OTHERWISE.search(main)
    if match is None or any(fact.denies and overlap(stems(match["when"]), stems(fact.name)) for fact in case.facts):
        return main
    return main[: match.start()] + main[match.end() :]


# "Is repaid in full, together with a taxi of up to £30": the ceiling of the taxi bounds nothing else.
_MORE_UP_TO = re.compile(
    r"(?<=\w),? (?:together with|along with|plus) (?:an?|the) [a-z ]{3,30}?(?: of)? up to (?:[$€£]|[A-Z]{3} ?)?\d[^,.;]*",
    _I,
)
# "Against a copy of the statement and up to 15 (EUR or USD) per error": a cap in whatever money was paid.
_BARE_CAP = re.compile(
    r"\b(?:up to|at most|no more than|not more than|a maximum of) (?P<most>\d+(?:\.\d\d?)?)(?= +(?:per|for each|for every|each|in all|in total)\b|[,;.](?!\d)|$)",
    _I,
)


def _by_shape(term: Term, main: str, case: Known, *, given: bool) -> Worked | None:
    """What a clause comes to that is a difference, an excess, a scale, several charges or a share of a package; None if it is none."""
    if re.search(r"\b(?:difference|gap between)\b", main, _I) and not given:
        between = price_difference(main, case)
        return as_often(between, main, case) if between.amount is not None else between
    beyond = BEYOND.search(main)
    above = beyond_named(main, case) or (beyond_limit(beyond, main, case) if beyond is not None else None)
    above = (
        above
        or missing_sum(main)
        or charged_beyond(main, case)
        or charged_too_much(main, case)
        or charged_twice(main, case)
    )
    if above is not None:
        return above
    own = own_step(main, case)
    if own is not None and (own != main or _ABOVE_A_PART.search(own)):  # a clause of one step is reckoned as any other
        return _on_step(own, main, term, case) if own else NOTHING
    several = (
        for_what_is_left(main, case)
        or for_those_not_begun(main, case)
        or for_those(main, case)
        or rest_of_month(main, case)
        or all_paid(main, case)
        or whole_and_share(main, case)
        or collected(main, case)
        or of_both(main, case)
        or theirs(main, case)
    )
    return several if several is not None else shared_out(main, case)


# "Whatever was paid above the deposit": more than a step says.
_ABOVE_A_PART = re.compile(r"\b(?:above|beyond|in excess of) (?:the|your|our)\b", _I)


def _on_step(own: str, main: str, term: Term, case: Known) -> Worked:
    """What the step of a scale gives: its own figure, or its share of what the scale is of."""
    money = [found for found in find_money(own) if role_of(own, found) == "given"]
    percent = find_percent(own)
    if len(money) == 1 and not percent:
        return rounded(as_often(Worked(money[0].money, parts=(own,)), own, case))
    if len(percent) != 1 or money:
        return NOTHING
    phrase = term.of or main
    base = base_for(phrase, main, case) or price_of_all(phrase, case.facts)
    if base is None or base.money is None:
        return Worked(percent=percent[0][2])
    value = base.money.value * percent[0][2] / 100
    return rounded(
        Worked(Money(value=value, currency=base.money.currency), parts=(f"{percent[0][2]}% of {base.line}",))
    )


def _shares_given(main: str, term: Term) -> list[Named]:
    """The shares that a clause names in words and gives: not those taken off, nor those that bound it."""
    percents = [at for at in find_percent(main) if not _IS_REACHED.search(main[: at[0]])]
    if percents or (term.confirmed and term.percent is not None):
        return []
    return [
        s
        for s in find_shares(main)
        if not OFF_BEFORE.search(main[: s.start])
        and not CAP_BEFORE.search(main[: s.start])
        and not _THRESHOLD_BEFORE.search(main[: s.start])
        and not _LEVIED_BEFORE.search(main[: s.start])
    ]


# "Over 5%: half the order price back": the percentage says for which orders.
_IS_REACHED = re.compile(r"\b(?:over|above|under|below|(?:more|less|fewer) than|at least|exceed\w*) $", _I)
# "Any further day is charged at one half of the rate": what the customer pays.
_LEVIED_BEFORE = re.compile(r"\b(?:levy|levied|(?:is|are|be) charged|we charge|billed|costs?)\b[^,;.]{0,30}$", _I)
# "Shut for more than half of the day": how long, and no share of what is given.
_THRESHOLD_BEFORE = re.compile(
    r"\b(?:(?:more|less|fewer|longer|later) than|at least|over|under|below|above|beyond) (?:an? )?$", _I
)


def _fraction_of(shares: list[Named], term: Term, main: str, case: Known) -> Worked:
    """A share named in words of the sum that it is said to be of."""
    if len({s.share for s in shares}) > 1:
        return NOTHING
    share = shares[0]
    phrase = share.of or term.of or main
    if re.match(r"(?:it|them|this|that)$", phrase, _I):
        phrase = main[: share.start] or main
    base = _base_of_share(phrase, main, case) or (_only_price(case) if _IT.match(share.of) else None)
    if base is None:
        return NOTHING if share.share < Fraction(1, 5) else Worked(percent=_percent(share.share))
    value = times_share(base.value, share.share)
    return Worked(Money(value=value, currency=base.currency), parts=(f"{share.share} of {base.value} {base.currency}",))


# "Sixty per cent of it", where a sentence before told of what
_IT = re.compile(r"(?:it|them)$", _I)


def _only_price(case: Known) -> Money | None:
    """The one sum that the facts tell, where it is no fee."""
    sums = [fact for fact in case.facts if fact.money is not None]
    return sums[0].money if len(sums) == 1 and not PART.search(sums[0].name) else None


def _percent(share: Fraction) -> Decimal:
    return (Decimal(100) * share.numerator / share.denominator).quantize(CENT)


def _base_of_share(phrase: str, main: str, case: Known) -> Money | None:
    """The sum that a share is taken of: of one thing bought with others its own, of a fee that fee or nothing."""
    base = base_for(phrase, main, case)
    if base is None or base.money is None:
        return None
    return _of_one_leg(
        base, phrase, for_all(base, one_of_package(base, phrase, case) or figure_of(base, stems(phrase)), main, case)
    )


def _of_one_leg(base: Fact, phrase: str, whole: Money) -> Money:
    """Half of what was paid for a return ticket, where a clause speaks of one leg."""
    if not re.search(r"\b(?:leg|one[- ]way|single)\b", phrase, _I) or re.search(r"\bleg\b", base.line, _I):
        return whole
    return Money(value=whole.value / 2, currency=whole.currency) if re.search(r"\breturn\b", base.text, _I) else whole


# "50% up to 31 July and 25% in August": which of them is due is told by a day that nothing names.
_MONTH = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")


def _share_of(term: Term, main: str, case: Known) -> Worked:
    read = find_percent(term.quote)
    if not term.confirmed and len({at[2] for at in read}) > 1 and len(_MONTH.findall(main[read[0][1] :])) > 1:
        return NOTHING
    # A share that is not the first in the words was put there by a person.
    ruled = term.confirmed and (not read or read[0][2] != term.percent)
    # "5% of the fee (Home) or 10% of it (Work)": whose share it is stands in the brackets.
    told = term.quote if len(NAMES_IN_BRACKETS.findall(term.quote)) > 1 else main
    percent = term.percent if ruled else own_percent(told, case) or term.percent
    assert percent is not None, "the caller has seen a percentage"
    phrase = term.of or main
    base = base_for(phrase, main, case)
    base = base or price_of_all(phrase, case.facts)
    if base is None or base.money is None:
        return Worked(percent=percent)
    sum_of = _of_one_leg(
        base, phrase, for_all(base, one_of_package(base, phrase, case) or figure_of(base, stems(phrase)), main, case)
    )
    return Worked(
        Money(value=sum_of.value * percent / 100, currency=sum_of.currency), parts=(f"{percent}% of {base.line}",)
    )
