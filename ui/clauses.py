"""The clauses that a letter rests on: which words, in which document, section and version."""

from __future__ import annotations

from dataclasses import dataclass

from assistant import Case, OpenDesk


@dataclass(frozen=True)
class Clause:
    """The exact words of a policy, and where they stand."""

    quote: str
    document: str
    section: str
    version: int
    in_force: bool = True
    internal: bool = False


def clauses(desk: OpenDesk, case: Case) -> dict[str, Clause]:
    """The clauses behind a case's letter and plan, by term id.

    A clause that the documents in use no longer hold is left out; the evidence copied into the case still shows it.
    """
    wanted = {commitment.term for commitment in case.check.commitments} | {f.term for f in case.check.findings}
    if case.proposal is not None:
        plan = case.proposal.plan
        wanted |= {remedy.term for remedy in (*plan.remedies, *plan.held_back)} | {d.term for d in plan.declined}
    wanted.discard(None)
    if not wanted:
        return {}
    day = case.complaint.received_on
    return {
        term.id: Clause(
            quote=term.quote,
            document=term.path,
            section=term.section,
            version=term.version,
            in_force=term.standing.in_force(day),
            internal=term.standing.internal,
        )
        for term in desk.knowledge.terms()
        if term.id in wanted
    }
