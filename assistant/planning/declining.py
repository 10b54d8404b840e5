"""What is not granted: the clause that refuses an ask, a time limit that has passed, the nearest thing that is permitted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from assistant.asks.haste import wanted_within
from assistant.case import Declined, Due, Remedy
from assistant.facts import overlap, stems
from assistant.planning.material import Hold, Material, top_passages
from assistant.remedies import Candidate, applies, grants, kinds_wanted, window_closed
from knowledge.terms import Term
from knowledge.terms.kinds import MONEY_KINDS, kinds_in
from knowledge.terms.measures import find_money
from knowledge.terms.model import Kind

LEAST_MATTER = 0.36
TOO_SOON = "It is asked for sooner than policy lets us promise it."
UNSETTLED = "A clause may provide for it; what it turns on is not known yet."
LEAST_OPEN = 0.2  # the chance from which on what such a clause grants is as often owed as not
_DAYS_IN = {"hours": 1 / 24, "days": 1.0, "business_days": 1.4, "weeks": 7.0, "months": 30.0}


def declined_asks(
    material: Material,
    chosen: Sequence[Candidate],
    hold: Hold | None,
    remedies: tuple[Remedy, ...],
) -> tuple[tuple[Declined, ...], list[Term]]:
    """Every ask that is not granted, with the clause that refuses it and the nearest thing that is permitted."""
    alternative = _alternative(remedies)
    declined: list[Declined] = []
    used: list[Term] = []
    closed = closed_windows(material)
    for ask in material.reading.asks:
        if _granted(ask, chosen):
            if sooner_than_promised(ask, remedies):
                declined.append(Declined(ask=ask, why=TOO_SOON, alternative=alternative))
            continue
        term: Term | None = None
        if hold == "contradiction":
            why = "Two documents in force differ, so neither reading may be promised."
        elif hold == "no_policy":
            why = "No document in force covers this."
        else:
            term = closed[0] if closed and not chosen else refusal(ask, material)
            # Who names a sum and nothing else asks for money in any form.
            kinds = kinds_wanted([ask]) or (MONEY_KINDS if find_money(ask) else frozenset())
            looked_at = term is None and any(c.kind in {"investigation", "escalation"} for c in chosen)
            if not closed and (looked_at or _unsettled(kinds, material, term)):
                term, why = None, UNSETTLED
            else:
                why = term.quote if term is not None else "No clause was found that provides for it or refuses it."
        if term is not None:
            if any(d.term == term.id for d in declined):
                why = "The same clause applies."
            used.append(term)
        declined.append(Declined(ask=ask, why=why, alternative=alternative, term=term.id if term else None))
    return tuple(declined[:4]), used[:3]


def _unsettled(kinds: AbstractSet[Kind], material: Material, refused_by: Term | None) -> bool:
    """Whether a clause may grant one of these kinds, if more were known, and none that is as near refuses them."""
    open_still = [
        c for c in material.candidates
        if c.kind in kinds and c.answer != "unmet" and c.weight >= LEAST_OPEN and grants(c.term)
    ]  # fmt: skip
    if refused_by is None:
        return bool(open_still)
    bar = material.relevance.get(refused_by.passage, -9.0) + 0.01 if kinds & set(refused_by.kinds) else -9.0
    near = {pid for pid in top_passages(material, 4) if material.relevance[pid] >= bar}
    return any(c.term.passage in near for c in open_still)


def sooner_than_promised(ask: str, remedies: Sequence[Remedy]) -> bool:
    """Whether an ask names a time before which nothing that is offered is promised, in its words of time."""
    wanted = wanted_within(ask)
    if wanted is None or not remedies:
        return False
    return all(remedy.due is None or _days(remedy.due) > wanted for remedy in remedies)


def _days(due: Due) -> float:
    """About how many calendar days a promise takes; none named counts as no time at all."""
    return (due.value or 0) * _DAYS_IN.get(due.unit, 1.0) if due.value is not None else float("inf")


_WHOLE = re.compile(
    r"\b(?:(?:my|our|your|the) money|full|whole|all|entire|everything|both|every (?:cent|penny)|complete|in full|the lot|100 ?%|tod[oa]s?|complet[oa]|volle\w*|gesamte\w*|alles|tout(?:e|es)?|intégral\w*|totalité)\b",
    re.IGNORECASE,
)


_ONES_MONEY = re.compile(r"\b(?:my|our|your|the|all) money\b", re.IGNORECASE)


def _granted(ask: str, chosen: Sequence[Candidate]) -> bool:
    """Whether a remedy answers the ask in full: its kind, and no smaller sum than asked."""
    kinds = kinds_wanted([ask]) | ({"refund"} if _ONES_MONEY.search(ask) else set())
    sums = [found.money for found in find_money(ask)]
    for candidate in chosen:
        if not sums and _WHOLE.search(ask) and (candidate.capped or (candidate.term.percent or 100) < 100):
            continue
        thing = stems(re.sub(r"\b(?:paid|original|the)\b", "", candidate.term.of or ""))
        if thing and overlap(thing, stems(ask)) == len(thing) and not sums:
            return True
        if candidate.kind not in kinds and not (sums and candidate.kind in MONEY_KINDS):
            continue
        if not sums:
            return True
        if candidate.amount is not None and all(candidate.amount.value >= money.value for money in sums):
            return True
    return False


def _alternative(remedies: tuple[Remedy, ...]) -> str:
    """The nearest permitted thing, in one phrase for the rep."""
    if not remedies:
        return "a full answer once the matter has been looked at"
    first = remedies[0]
    parts = [first.kind.replace("_", " ")]
    if first.amount is not None and first.amount.value is not None:
        parts.append(f"of {first.amount.value} {first.amount.currency}")
    if first.due is not None and first.due.value is not None:
        parts.append(f"within {first.due.value} {first.due.unit.replace('_', ' ')}")
    return " ".join(parts)


def closed_windows(material: Material) -> list[Term]:
    """The clauses of the nearest passages whose time limit for the customer has passed."""
    top = set(top_passages(material, 4))
    return [
        term for term in material.terms
        if term.window is not None and term.passage in top and not term.standing.internal and applies(term, material.case)
        and window_closed(term, material.case)
    ]  # fmt: skip


def refusal(ask: str, material: Material) -> Term | None:
    """The prohibition that is nearest to an ask and may be shown to a customer."""
    closeness = material.ask_closeness.get(ask, {})
    best: tuple[float, Term] | None = None
    wanted = {kind for _, kind in kinds_in(ask)}
    for term in material.terms:
        if term.mode not in {"prohibition", "gate"} or term.standing.internal or not applies(term, material.case):
            continue
        score = closeness.get(term.id, 0.0) + 0.08 * max(
            -3.0, material.relevance.get(term.passage, -9.0) - max(material.relevance.values())
        )
        score += 0.08 * bool(wanted & set(term.kinds)) + 0.05 * overlap(stems(ask), stems(term.quote))
        if best is None or score > best[0]:
            best = (score, term)
    return best[1] if best and best[0] >= LEAST_MATTER else None
