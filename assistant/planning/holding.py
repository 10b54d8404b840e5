"""Whether nothing may be promised but the next contact: documents that disagree, none that covers the matter, an open review."""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.conflicts import Conflict
from assistant.planning.declining import closed_windows
from assistant.planning.material import Material, top_passages
from assistant.remedies import Candidate, applies, open_gates
from knowledge.terms import Term
from knowledge.terms.kinds import MONEY_KINDS, WORD_KINDS

# The chance that no document covers a matter, from the weight of its best page and the closeness of the clause nearest to
# an ask: a logistic line through 16 companies. Of their English complaints 16 had none; at the bound 11 of them are told, and 7
# others taken for one. Meaning across languages is measured too coarsely to say it to customers who write in another.
_NO_POLICY = (11.14, -2.41, -1.66)
LEAST_SURE = 0.3
LEAST_SURE_OFFERED = 0.45  # where something would be offered that is likely, but not sure
LIKELY_OFFER, SURE_OFFER = 0.75, 0.93
LIKELY_SUM, CLOSE_MATTER = 0.7, 0.5
SAME_MATTER = 0.75  # how close two clauses have to be to speak of one matter for whoever does not name them
# How close the nearer of them has to be to what a customer tells who holds them against each other, in whatever language.
LEAST_TOLD_PLAINLY = 0.4
SURE_CHECK = 0.9  # how sure a check has to be to show that a document covers the matter
# What the facts of a case add to the weight of its best page, on the average of five companies: with none typed it is missing.
_FACTS_TELL = 2.0


def nothing_decides(material: Material, chosen: Sequence[Candidate]) -> bool:
    """Whether no document covers the matter: even the best page is far, no clause is near an ask, nothing is owed.

    That nothing was chosen to offer is no sign of it: a fact may be missing, or the customer be owed nothing.
    """
    if closed_windows(material) or material.language != "en" or _worked_out(material):
        return False
    if any(material.case.tells_of(f"{c.term.section} {c.term.condition or ''}") for c in chosen):
        return False  # what is done for somebody who was hurt
    nearest = max((max(row.values(), default=0.0) for row in material.ask_closeness.values()), default=1.0)
    best = max(material.relevance.values(), default=0.0) + (0.0 if material.case.facts else _FACTS_TELL)
    start, page, clause = _NO_POLICY
    odds = start + page * best + clause * nearest
    surest = max(
        (
            c.weight
            for c in chosen
            if c.kind not in WORD_KINDS or (c.kind == "investigation" and c.weight >= SURE_CHECK)
        ),
        default=0.0,
    )
    if surest >= SURE_OFFER:
        return False
    offered = surest >= LIKELY_OFFER
    return 1 / (1 + math.exp(-odds)) >= (LEAST_SURE_OFFERED if offered else LEAST_SURE)


def _worked_out(material: Material) -> bool:
    """Whether some clause comes to a sum for these very facts and is about as likely as not to be the one."""
    return any(
        c.kind in MONEY_KINDS
        and c.answer == "met"
        and c.amount is not None
        and c.weight >= LIKELY_SUM
        and c.fit >= CLOSE_MATTER
        for c in material.candidates
    )


def turns_on(material: Material) -> Conflict | None:
    """The conflict that this case turns on: both clauses among the nearest pages, and close to what the customer tells.

    A customer who holds two documents against each other is believed sooner than a likeness of words.
    """
    claimed = "contradiction_claim" in material.reading.signals or "two_documents" in material.reading.signals
    near = set(top_passages(material, 5 if claimed else 3))
    ruled_out = {c.term.id for c in material.candidates} - {
        c.term.id for c in material.candidates if c.answer != "unmet"
    }
    for conflict in material.conflicts:
        pair = (conflict.one, conflict.other)
        if not claimed and all(term.id in ruled_out for term in pair):
            continue  # by the facts neither clause is for this case
        told = max(material.meaning.get(term.id, 0.0) for term in pair)
        if conflict.decisive and told >= 0.4 and all(applies(term, material.case) for term in pair):
            return conflict
        plain = conflict.closeness >= SAME_MATTER
        least = (LEAST_TOLD_PLAINLY if plain else 0.5) if claimed else 0.55
        if told < least or (not claimed and not plain):
            continue
        if all(term.passage in near and applies(term, material.case) for term in pair):
            return conflict
    return None


def claims_conflict(material: Material) -> bool:
    """Whether the customer plainly holds two of our documents against each other and nothing settles it."""
    return "two_documents" in material.reading.signals and "conflict" in material.matters


def near_gates(material: Material) -> list[Term]:
    """The gates of the nearest passages that still wait for something."""
    top = set(top_passages(material, 4))
    gates = (term for term in material.terms if term.mode == "gate" and term.passage in top)
    return list(open_gates(gates, material.case, material.terms))
