"""The plan itself: what is held back, chosen, declined and asked, put together."""

from __future__ import annotations

from assistant.case import Plan
from assistant.choosing import choose
from assistant.planning.asking import needs_from
from assistant.planning.deciding import deciding_passages
from assistant.planning.declining import declined_asks
from assistant.planning.holding import claims_conflict, near_gates, nothing_decides, turns_on
from assistant.planning.material import Decision, Hold, Material
from assistant.planning.offering import as_remedy, extras
from assistant.planning.process import house_contact, next_steps, unhurried
from assistant.remedies import Candidate
from knowledge.terms import Term
from knowledge.terms.kinds import WORD_KINDS


def decide(material: Material) -> Decision:
    """Make the plan."""
    conflict = turns_on(material)
    gates = near_gates(material)
    standing = frozenset(
        material.matters[name][0].id for name in ("conflict", "gap", "answer", "legal") if name in material.matters
    )
    chosen = (
        []
        if conflict
        else choose(material.candidates, material.relevance, standing, material.case.received_on, material.case.words)
    )
    chosen = _after_harm(unhurried(chosen, material), material)
    claimed = conflict is None and claims_conflict(material)
    if claimed:
        chosen = []
    hold: Hold | None = "contradiction" if conflict or claimed else ("gate" if gates else None)
    if hold is None and nothing_decides(material, chosen):
        hold, chosen = "no_policy", []
    used: list[Term] = [c.term for c in chosen] + [c.timed_by for c in chosen if c.timed_by] + gates
    if conflict:
        used += [conflict.one, conflict.other]
    process, desk = next_steps(material, hold, chosen, gates)
    used += [c.term for c in process]
    remedies = tuple(as_remedy(c, material, chosen) for c in [*chosen, *process]) or (house_contact(material),)
    spare = next_steps(material, hold, [], gates)[0] if chosen else []
    otherwise = tuple(as_remedy(c, material, []) for c in spare) or (house_contact(material),)
    declined, why_terms = declined_asks(material, chosen, hold, remedies)
    used += why_terms
    questions, asked = needs_from(material, chosen)
    used += asked
    plan = Plan(
        remedies=remedies,
        declined=declined,
        held_back=extras(material, chosen, hold),
        questions=questions,
        notes=_notes(material, hold),
    )
    return Decision(
        plan,
        hold,
        desk,
        {term.id: term for term in [*(c.term for c in spare), *used]},
        deciding_passages(material, used, hold),
        any(c.term.choice for c in chosen),
        otherwise,
        {(c.term.id, c.kind): c.term for c in chosen},
    )


def _after_harm(chosen: list[Candidate], material: Material) -> list[Candidate]:
    """What is offered to somebody who was hurt: nothing of value but what the part of the rules for that gives."""
    parts = {
        c.term.part
        for c in chosen
        if c.kind in WORD_KINDS and material.case.tells_of(f"{c.term.section} {c.term.condition or ''}")
    }
    return [c for c in chosen if c.kind in WORD_KINDS or c.term.part in parts] if parts else chosen


def _notes(material: Material, hold: Hold | None) -> tuple[str, ...]:
    """For the rep, never for the letter."""
    notes = []
    if hold == "no_policy":
        notes.append("Nothing in the documents in force decides this; the letter says so and passes it on.")
    if hold == "contradiction":
        notes.append("Two documents in force disagree; the stricter one rules until somebody settles it.")
    signals = material.reading.signals
    if "cancel_threat" in signals:
        notes.append("The customer speaks of leaving: a good answer here can keep them.")
    if "second_failure" in signals:
        notes.append("It failed before: ask what has to change so that it does not fail again.")
    if "widespread" in signals:
        notes.append("Others may be affected: look for like cases before answering one by one.")
    return tuple(notes)
