"""A chosen remedy with its dates and sum, and the extras that may be given by whoever has the authority."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.case import Amount, Due, Remedy
from assistant.planning.material import Hold, Material
from assistant.remedies import Candidate, applies
from assistant.schedule import promise_date
from knowledge.terms import Term
from knowledge.terms.kinds import MONEY_KINDS

_I = re.IGNORECASE


def as_remedy(candidate: Candidate, material: Material, chosen: Sequence[Candidate]) -> Remedy:
    """A candidate as a remedy of the plan: its sum, its promised day, the target and the bound."""
    start = candidate.start or material.case.received_on
    due: Due | None = None
    target: date | None = None
    bound: date | None = None
    dated = ""
    if candidate.due is not None:
        leaves = max(start, material.case.received_on) if candidate.start is None else start
        promised = promise_date(
            candidate.due,
            leaves,
            material.calendar,
            kept_in=material.kept_in(candidate.kind, candidate.due),
            keep_rate=material.keep_rate,
        )
        firm = candidate.waits_for is None
        due = Due(value=promised.value, unit=promised.unit, date=promised.promised if firm else None)
        target, bound = (promised.internal_target, promised.policy_bound) if firm else (None, None)
        dated = promised.how
    amount = None
    if candidate.amount is not None:
        amount = Amount(value=candidate.amount.value, currency=candidate.amount.currency)
    elif candidate.percent is not None:
        amount = Amount(percent=candidate.percent)
    return Remedy(
        kind=candidate.kind,
        amount=amount,
        basis="owed",
        due=due,
        internal_target=target,
        policy_bound=bound,
        dated=dated,
        authority=candidate.term.authority or "rep",
        term=candidate.term.id,
        what="; ".join(candidate.parts),
        actor=candidate.term.actor,
        condition=candidate.waits_for,
        after=candidate.due.after if candidate.due else None,
        per=candidate.per,
        up_to=candidate.capped,
        group="a" if candidate.term.choice and sum(c.term.id == candidate.term.id for c in chosen) > 1 else None,
    )


def extras(material: Material, chosen: Sequence[Candidate], hold: Hold | None) -> tuple[Remedy, ...]:
    """Extras that may be given, with the level that may give them; none while a gate or a conflict is open."""
    if hold in {"gate", "contradiction"}:
        return ()
    held: list[Remedy] = []
    for term in material.terms:
        if term.mode not in {"discretion", "authority"} or term.standing.internal or not applies(term, material.case):
            continue
        if term.kind not in MONEY_KINDS | {"other"} or term.amount is None:
            continue
        held.append(
            Remedy(
                kind="credit" if term.kind == "other" else term.kind,
                amount=Amount(value=term.amount.value, currency=term.amount.currency),
                basis="discretionary",
                authority=term.authority or "rep",
                term=term.id,
                what=term.quote,
                condition=term.condition or _row_condition(term),
            )
        )
    order = ("rep", "supervisor", "manager")
    return tuple(sorted(held, key=lambda r: order.index(r.authority) if r.authority in order else 3)[:3])


def _row_condition(term: Term) -> str | None:
    return next((cell for name, cell in term.cells if re.search(r"condition|when|if", name, _I)), None)
