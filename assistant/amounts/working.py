"""What a clause comes to for these facts, from its figure, its share or its words, as often as it is given, less what it takes off."""

from __future__ import annotations

import re

from assistant.amounts.counting import as_often, at_most
from assistant.amounts.figures import as_ruled, figures_of, off_percent, own_percent
from assistant.amounts.naming import BEYOND, as_named, beyond_limit, beyond_named, figure_of, price_difference
from assistant.amounts.rows import by_row
from assistant.amounts.spending import RECEIPTS, by_receipts, spent
from assistant.amounts.sums import NOTHING, Known, Worked, share
from assistant.amounts.taking_off import lessened
from assistant.applicability import NAMES_IN_BRACKETS
from assistant.facts import money_for, price_paid, stems
from knowledge.terms import Term
from knowledge.terms.kinds import MONEY_KINDS
from knowledge.terms.measures import find_percent
from knowledge.terms.model import Kind

_I = re.IGNORECASE


def work_out(term: Term, kind: Kind, case: Known) -> Worked:
    """What a term comes to for these facts."""
    if kind not in MONEY_KINDS:
        return NOTHING
    if term.cells:
        return by_row(term, case)
    main = re.sub(r"\([^)]*\)", "", term.quote)
    given, caps = as_ruled(term, *figures_of(main, case))
    if re.search(r"\bdifference\b", main, _I) and not given:
        return price_difference(case)
    above = beyond_named(main, case)
    if above is not None:
        return above
    beyond = BEYOND.search(main)
    if beyond is not None:
        return beyond_limit(beyond, main, case)
    if term.percent is not None and not off_percent(main):
        worked = _share_of(term, main, case)
    elif RECEIPTS.search(main) and not given and (caps or spent(main, case)[0] is not None):
        return by_receipts(main, caps, case)
    elif given and term.amount is not None:
        worked = Worked(given[0].money, parts=(term.quote,))
    else:
        worked = as_named(term, kind, main, case)
    if worked.amount is None:
        return worked
    return at_most(lessened(as_often(worked, main, case), main, case), caps)


def _share_of(term: Term, main: str, case: Known) -> Worked:
    read = find_percent(term.quote)
    # A share that is not the first in the words was put there by a person.
    ruled = term.confirmed and (not read or read[0][2] != term.percent)
    # "5% of the fee (Home) or 10% of it (Work)": whose share it is stands in the brackets.
    told = term.quote if len(NAMES_IN_BRACKETS.findall(term.quote)) > 1 else main
    percent = term.percent if ruled else own_percent(told, case) or term.percent
    assert percent is not None, "the caller has seen a percentage"
    phrase = term.of or main
    base = money_for(phrase, case.facts, case.alike)
    if base is None and not re.search(r"\b(?:fee|charge|deposit|tax)\b", phrase, _I):
        base = price_paid(case.facts)
    if base is None or base.money is None:
        return Worked(percent=percent)
    return Worked(share(figure_of(base, stems(phrase)), percent), parts=(f"{percent}% of {base.line}",))
