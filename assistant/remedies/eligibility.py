"""Whether a clause or a row of a table is for this customer at all: in force, for the own region, tier and figures."""

from __future__ import annotations

import re
from functools import lru_cache, partial

from assistant.amounts import on_step
from assistant.applicability import in_force, named, names_other, names_own, others_named
from assistant.conditions import Judged, compare
from assistant.facts import overlap, stems
from assistant.remedies.known import Situation, place_of
from knowledge.regions import region_named
from knowledge.terms import Term
from knowledge.terms.measures import find_money, find_spans
from knowledge.terms.rows import OTHERWISE_FOR

_I = re.IGNORECASE
_NOTHING = re.compile(
    r"[€$£]? ?0(?:[.,]0+)?(?: ?[€$£%])?|none|nothing|nil|no|-|–|not (?:paid|given|covered|offered|available|owed)", _I
)


# The days of an office are no plan that is called "Business".
_OFFICE_TIME = re.compile(r"\b(?:business|office|service|standard) (?:days?|hours?)\b")


def applies(term: Term, case: Situation) -> bool:
    """Whether the term is in force, public or not, for this customer's region and tier."""
    return case.told.applies.get(place_of(term), partial(_applies, term, case))


def _applies(term: Term, case: Situation) -> bool:
    if not in_force(term, case.received_on, case.happened_on(term.standing)):
        return False
    regions = {region_named(region).lower() for region in term.standing.regions}
    if regions and regions <= case.elsewhere:
        return False
    if term.cells:
        return row_answer(term, case).answer != "unmet"
    if _under_another(term, case):
        return False
    spans, quote = find_spans(term.quote), term.quote
    if len(spans) > 1 or _several_sums(quote):  # "14 days in the EU and 7 days in the US": for both
        return True
    return not names_other(quote if len(quote) < 200 else (term.condition or quote[:120]), case.active)


def _several_sums(quote: str) -> bool:
    """Whether a clause names two sums of one money; "£12 or €14" is one charge."""
    told = [found.money.currency for found in find_money(quote)]
    return len(told) > len(set(told))


def _under_another(term: Term, case: Situation) -> bool:
    """Whether a clause stands under the heading of a tier, plan or service that is not the customer's, and of which no fact
    speaks: what stands under "Season tickets" is for nobody with a day ticket."""
    heading = term.section.rsplit(" > ", 1)[-1]
    others = others_named(heading, case.active)
    if not others or names_own(f"{heading} {term.quote}", case.active):
        return False
    return not any(named(other).search(fact.line.lower()) for other in others for fact in case.facts)


def row_answer(term: Term, case: Situation) -> Judged:
    """Whether a table row is for this customer: every short cell that names a sibling or a threshold must fit."""
    return case.told.rows.get(place_of(term), partial(_row_answer, term, case))


def _row_answer(term: Term, case: Situation) -> Judged:
    answer = Judged("met", None)
    nothing = any(_plain(name) in case.active and _NOTHING.fullmatch(cell.strip()) for name, cell in term.cells)
    fits = on_step(*term.cells[0], case)
    if nothing or fits is False or _given_after_all(_plain(term.cells[0][1]), case):
        return Judged("unmet", None)
    for _, cell in term.cells:
        if len(cell.split()) > 9:
            continue
        if _for_a_sibling(cell, case):
            return Judged("unmet", None)
        name_cell = f"{next(name for name, value in term.cells if value == cell)} {cell}"
        if _measures(cell) and not (fits and cell == term.cells[0][1]):
            # Of a delay at departure and one at arrival the one that the heading names.
            reached = on_step(name_cell.removesuffix(f" {cell}"), cell, case)
            judged = compare(name_cell, case.facts, case.alike)
            if reached is not None and (judged is None or (judged.answer == "met") is not reached):
                judged = Judged("met" if reached else "unmet", None)
            if judged is not None:
                if judged.answer == "unmet":
                    return judged
                answer = judged
    return answer


def _for_a_sibling(cell: str, case: Situation) -> bool:
    """Whether a cell names a sibling of what the case is about, and not what it is about."""
    plain = OTHERWISE_FOR.sub(" ", _OFFICE_TIME.sub(" ", cell.lower()))
    short = len(cell.split()) <= 7
    return any(
        not named(own).search(plain)
        and any(plain.strip() == other or (short and named(other).search(plain)) for other in others)
        for own, others in case.active.items()
    )


_NONE_GIVEN = re.compile(r"no (?P<what>[a-z ]+?) (?P<deed>given|provided|offered|served|supplied|sent|delivered)\b")


def _given_after_all(label: str, case: Situation) -> bool:
    """Whether a row is for those to whom no such thing was given, and a fact says what was: "no cabin given" and `cabin_given: inside`."""
    named = _NONE_GIVEN.match(label)
    if named is None:
        return False
    words = stems(f"{named['what']} {named['deed']}")
    return any(overlap(words, stems(fact.name)) == len(words) and not fact.denies for fact in case.facts)


@lru_cache(maxsize=4096)
def _plain(column: str) -> str:
    return re.sub(r"[\s_]+", " ", column).strip().lower()


_MEASURED = re.compile(
    r"\b(?:above|over|below|under|more|less|or longer|at least|from \d|to under|up to \d|\d (?:to|-|–) \d+ ?(?:minutes|mins?|km|%))",
    _I,
)


@lru_cache(maxsize=4096)
def _measures(cell: str) -> bool:
    """Whether a cell says from which figure on its row holds, and no sum."""
    return _MEASURED.search(cell) is not None and not find_money(cell)
