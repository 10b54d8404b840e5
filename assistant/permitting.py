"""What may be promised by terms for these facts: what is owed, and the extras with the level they need. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.applicability import in_force, judge_condition
from assistant.judging import Level, Permit
from assistant.remedies import Candidate, Situation, applies, candidates, deducted
from knowledge.terms import Term
from knowledge.terms.model import Kind

_LEVELS: dict[str, Level] = {"supervisor": "supervisor", "manager": "manager"}


def granted(terms: Sequence[Term], case: Situation) -> list[Candidate]:
    """Every term that grants something, judged for the case, less what the rules take off it."""
    public = [t for t in terms if not t.standing.internal]
    gates = [t for t in public if t.mode == "gate"]
    deductions = [t for t in public if t.mode == "deduction"]
    return [deducted(c, deductions, case) for c in candidates(terms, case, gates=gates)]


def permits(
    found: Sequence[Candidate], terms: Sequence[Term], case: Situation, planned: set[tuple[str, Kind]] | None = None
) -> tuple[Permit, ...]:
    """The permits of candidates (`granted`), of what is `planned` (term and kind) beside them, and of discretion."""
    mine = planned or set()
    made = [
        Permit(
            kind=c.kind, term=c.term, owed=True, amount=c.amount, percent=c.percent, due=c.due, start=c.start,
            firm=c.firm, planned=(c.term.id, c.kind) in mine,
        )
        for c in found
        if c.answer != "unmet"
    ]  # fmt: skip
    for term_id, kind in mine - {(p.term.id, p.kind) for p in made}:
        source = next((t for t in terms if t.id == term_id), None)
        if source is not None:
            made.append(Permit(kind=kind, term=source, owed=True, due=source.due, start=case.received_on, planned=True))
    for term in terms:
        if term.mode not in {"discretion", "authority"} or term.standing.internal:
            continue
        if not in_force(term, case.received_on, case.event_on):
            continue
        made.append(
            Permit(
                kind="credit" if term.kind == "other" else term.kind, term=term, owed=False, amount=term.amount,
                percent=term.percent, due=term.due, level=_LEVELS.get(term.authority or "", "rep"),
            )
        )  # fmt: skip
    return tuple(made)


def holds(term: Term, case: Situation) -> bool:
    """Whether a clause holds for a case as far as the facts tell: nothing that it asks for is known not to be so."""
    if not applies(term, case):
        return False
    if term.condition is None:
        return True
    return judge_condition(term.condition, case.facts, case.spoken, case.alike).answer != "unmet"
