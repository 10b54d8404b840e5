"""What holds a remedy back or rules it out from elsewhere: an open gate, a time limit of its page that has passed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from assistant.facts import Fact, about, overlap, pending_words, stems
from assistant.remedies.candidate import Candidate
from assistant.remedies.eligibility import applies
from assistant.remedies.known import Situation, place_of
from assistant.remedies.matter import FORMAL
from assistant.remedies.timing import window_closed
from knowledge.terms import Term
from knowledge.terms.kinds import GOODS_KINDS, MONEY_KINDS

_I = re.IGNORECASE
_ANYTHING_REPORTED = re.compile(
    r"\b(?:report|complain)\w*\b.*\b(?:the|an?|any) (?:problem|claim|complaint|fault|defect|issue|incident)s?\b|"
    r"\b(?:problems?|claims?|complaints?|faults?|issues?)\b.*\b(?:reported|made|raised)\b",
    _I,
)


def open_gates(gates: Iterable[Term], case: Situation, terms: Sequence[Term]) -> tuple[Term, ...]:
    """The gates for this customer for which what they wait for is still outstanding; `terms`: the clauses that they stand
    between."""
    return tuple(gate for gate in gates if applies(gate, case) and _is_open(gate, case, _said_before(gate, terms)))


def _is_open(gate: Term, case: Situation, before: str) -> bool:
    """Whether what a gate waits for is still outstanding, by the facts; without a fact it is not assumed. `before`: the
    clause that "until then" points to."""
    return case.told.gates.get((place_of(gate), before), partial(_waits, gate, case, before))


def _said_before(gate: Term, terms: Sequence[Term]) -> str:
    """The clause before a gate that says "until then", "" where it says itself until when."""
    if not _UNTIL_THEN.search(_whole(gate)) or _DISCUSSED.search(gate.quote):
        return ""
    before = [t for t in terms if t.passage == gate.passage and t.start < gate.start]
    # In its own paragraph, else in the one before it: numbered rules have one sentence each.
    here = [t for t in before if t.paragraph == gate.paragraph] or before
    return max(here, key=lambda t: t.start).quote if here else ""


def _whole(gate: Term) -> str:
    """What a gate says with the condition that stands before a part of its sentence: "until it ends, the account stays closed,
    and no refund is promised"."""
    condition = gate.condition or ""
    return gate.quote if condition.lower() in gate.quote.lower() else f"{condition}, {gate.quote}"


_UNTIL_THEN = re.compile(
    r"\b(?:(?:until|before) (?:then|that|it is)|until (?:it|they|this) (?:ends?|finish\w*|closes?|concludes?|has|have|are)|while (?:it|they) (?:is|are|runs?|lasts?))\b",
    _I,
)
# "The Stock Check takes up to 6 days": what runs, by its last word.
_WHAT_RUNS = re.compile(
    r"(?:an?|the|any|each|every|our|this|such an?)? ?(?P<what>[\w'’ -]{2,50}?) (?:takes?|needs?|lasts?|runs?)\b",
    _I,
)
# "A photo is looked at within 2 days": what has to be here.
_LOOKED_AT = re.compile(
    r"(?:an?|the|any|each|every|our|this|such an?)? ?(?P<what>[\w'’ -]{2,50}?) (?:is|are) (?:then )?(?:looked at|checked|reviewed|inspected|examined|assessed|tested|read|compared)\b",
    _I,
)
# "Until the check has ended": what has to end, by its last word.
_WHAT_ENDS = re.compile(
    r"(?:an?|the|that|this|any|our|its) (?P<what>[\w'’ -]{2,50}?) (?:has|have|is|are) (?:been )?(?:ended|finished|over|completed?|closed|done|concluded)\b",
    _I,
)
_AWAITED = re.compile(
    r"\b(?:until|before|while|as long as|pending|during)\b (.{3,90}?)(?:,|;|\.|$| (?=(?:no|nothing|neither|nobody|do not|we)\b))",
    _I,
)
# "A charge found wrong is refunded within 10 days of its decision. Until then ...": what is waited for is the decision.
_GIVEN = re.compile(
    r"\b(?:is|are|will be) (?:then |also |always |fully )?(?:refunded|reimbursed|repaid|paid(?: back| out)?|credited|waived|returned)\b",
    _I,
)
_DISCUSSED = re.compile(r"\b(?:discuss|comment)", _I)


def gated(candidate: Candidate, gates: Sequence[Term]) -> Candidate:
    """Held back where an open gate is for its kind: "until it ends, no refund is promised"."""
    if candidate.kind not in MONEY_KINDS | GOODS_KINDS | {"fix", "change"}:
        return candidate
    for gate in gates:
        same_place = gate.part == candidate.term.part
        nothing = re.search(r"\bpromise (?:nothing|only|neither)|\bnothing\b", gate.quote, _I) is not None
        spoken_of = candidate.kind in gate.kinds or nothing
        # "Until the photo is here, nothing is promised" stands before what the rest of its document gives
        whatever = nothing and (not gate.kinds or _NOTHING_ELSE.search(gate.quote) is not None)
        same_place = same_place or (whatever and gate.path == candidate.term.path)
        if not spoken_of or (not same_place and candidate.kind not in gate.kinds):
            continue
        return replace(candidate, answer="unmet", reason=gate.quote)
    return candidate


# "Offer the check and nothing else": the kinds named are those that it leaves.
_NOTHING_ELSE = re.compile(r"\bnothing (?:else|but|more|further)\b|\bpromise only\b", _I)


def _waits(gate: Term, case: Situation, before: str) -> bool:
    words = _AWAITED.search(_whole(gate))
    awaited = _GIVEN.sub(" ", before) or (words[1] if words else gate.quote)
    heading = re.sub(r"\d", "", gate.section.rsplit(" > ", 1)[-1])
    fact = about(awaited, case.facts, case.alike, least=0.5) or about(
        f"{awaited} {heading}", case.facts, case.alike, least=0.6
    )
    runs = _WHAT_RUNS.match(before)
    if fact is None and runs is not None:
        fact = about(runs["what"], case.facts, case.alike, least=0.5)
    thing = _WHAT_ENDS.match(awaited) or _LOOKED_AT.match(before)
    told = _called(thing["what"], case) if thing is not None else None
    if told is not None:
        fact, runs = told, thing
    named = stems(runs["what"].split()[-1]) if runs is not None else stems(FORMAL.sub(" ", f"{awaited} {heading}"))
    # "chargeback" is not "charge": a gate is open only where a fact uses one of its very words; a fact on a parcel says
    # nothing of a review of parcels.
    if fact is None or not (overlap(named, fact.words) if runs is not None else named & fact.words):
        return False
    if re.search(r"\bwhile\b", _whole(gate), _I) and not fact.denies:
        return bool(re.search(r"open|started|running|under way|in progress", fact.text, _I)) or fact.day is not None
    return pending_words(fact.text) or bool(
        re.search(r"\bopened\b|\bopen\b|under way|in progress|not finished", fact.text, _I)
    )


def _called(thing: str, case: Situation) -> Fact | None:
    """The fact that is called by the last word of a thing: of "the check" `driver check`."""
    last = stems(thing.rsplit(maxsplit=1)[-1])
    return next((fact for fact in case.facts if last and overlap(last, stems(fact.name.split()[-1]))), None)


def closed_documents(terms: Sequence[Term], case: Situation) -> dict[str | tuple[str, str], Term]:
    """Documents (or sections) whose own time limit for the customer has passed, with the clause that sets it.

    A limit without a condition of its own closes the remedies of its section, and those of its whole document where it
    is a limit for reporting or returning anything at all.
    """
    closed: dict[str | tuple[str, str], Term] = {}
    for term in terms:
        if term.window is None or term.standing.internal or term.mode not in {"window", "requirement"}:
            continue
        if not applies(term, case) or not window_closed(term, case):
            continue
        if term.condition and case.answer(term.condition).answer in {
            "unmet",
            "open",
        }:
            continue
        closed.setdefault(term.part, term)
        if term.condition is None and _ANYTHING_REPORTED.search(term.quote):
            closed.setdefault(term.path, term)
    return closed


def in_time(candidate: Candidate, closed: dict[str | tuple[str, str], Term]) -> Candidate:
    """Ruled out where a time limit of its section or document has passed."""
    term = closed.get(candidate.term.part) or closed.get(candidate.term.path)
    if term is None or candidate.kind in {"contact", "escalation"} or candidate.term.id == term.id:
        return candidate
    return replace(candidate, answer="unmet", reason=term.quote)
