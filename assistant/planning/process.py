"""What is promised beside the remedies: who decides, when the customer hears back, how often while it is open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.case import Due, Remedy
from assistant.planning.declining import closed_windows
from assistant.planning.material import Hold, Material
from assistant.remedies import Candidate
from knowledge.terms import Span, Term
from knowledge.terms.kinds import MONEY_KINDS, WORD_KINDS
from knowledge.terms.model import Kind

HOUSE_CONTACT = 5  # business days
LEAST_SURE_OF_DESK = 0.8
_HOURS_IN = {"hours": 1, "days": 24, "business_days": 34, "weeks": 168, "months": 730}

_DESK_NAME = re.compile(
    r"\b(?:ask|to|by) (?:the |our |a )?((?:[A-Z][\w&-]+ ){0,3}(?:Desk|Office|Board|Team|Committee|Operations|Department|Inbox|Unit|Council|Panel))\b|"
    r"\b((?:[A-Z][\w&-]+ ){1,3}(?:Desk|Office|Board|Team|Committee|Operations|Department|Unit|Council|Panel))\b|"
    r"\b[Aa] ((?:support |team |shift |duty )?(?:supervisor|lead|leader|manager))\b"
)


def next_steps(
    material: Material, hold: Hold | None, chosen: list[Candidate], gates: list[Term]
) -> tuple[list[Candidate], str | None]:
    """What is promised beside the remedies: who decides, when the customer hears back, updates while it is open."""
    found: list[Candidate] = []
    desk: str | None = None

    def add(names: Sequence[str], kind: Kind) -> None:
        """Of the matters named, the one that leaves most time: what is promised has to hold whoever answers."""
        nonlocal desk
        known = [material.matters[name][0] for name in names if name in material.matters]
        if not known:
            return
        desk = desk or next((found for found in map(desk_of, known) if found), None)
        term = max(known, key=lambda t: t.due.bound * _HOURS_IN[t.due.unit] if t.due else 0)
        found.append(Candidate(term, kind, "met", None, None, term.due, material.case.received_on))

    if hold == "contradiction":
        add(["conflict"] if "conflict" in material.matters else ["gap", "answer"], "escalation")
    elif hold == "no_policy":
        lawyers = ["legal"] if "legal_threat" in material.reading.signals else []
        add(["gap", "answer", *lawyers], "contact")  # should a document cover it after all, its answer may take longer
    elif hold == "gate" or _stays_open(material, chosen):
        add(["update"], "contact")
    if not chosen and not found:
        refused = bool(closed_windows(material)) or "second_failure" in material.reading.signals
        add(["answer", *(["escalation"] if refused else [])], "escalation" if refused else "contact")
    return found, desk


def _stays_open(material: Material, chosen: Sequence[Candidate]) -> bool:
    """Whether the customer waits for an answer longer than for an update, or for a deed that has no date."""
    if "update" not in material.matters:
        return False
    update = material.matters["update"][0].due
    if update is None or any(c.kind == "contact" and _hours(c.due) <= _hours(update) for c in chosen):
        return False
    return any(
        (c.kind in WORD_KINDS and (c.kind == "investigation" or _hours(c.due) > _hours(update)))
        or (c.kind in {"fix", "repair"} and c.due is None)
        for c in chosen
    )


def _hours(due: Span | None) -> int:
    return due.bound * _HOURS_IN[due.unit] if due is not None else 0


def desk_of(term: Term) -> str | None:
    """The people a clause names as deciding ("the Policy Desk")."""
    match = _DESK_NAME.search(term.quote)
    if match is None:
        return None
    return next((group for group in match.groups() if group), None)


def unhurried(chosen: Sequence[Candidate], material: Material) -> list[Candidate]:
    """The chosen remedies, an answer from the page on who may give what only where it comes no sooner than the answer to any
    complaint and to a matter that no document covers: who answers a request for an extra does not decide the case. Nor is a case
    passed on with a shorter time where it is not sure to whom it belongs."""
    slow = [material.matters[name][0] for name in ("gap", "answer") if name in material.matters]
    term = max(slow, key=lambda t: t.due.bound * _HOURS_IN[t.due.unit] if t.due else 0, default=None)
    if term is None or term.due is None:
        return list(chosen)
    due, slowest = term.due, term.due.bound * _HOURS_IN[term.due.unit]
    levels = {
        (t.path, t.section)
        for t in material.terms
        if t.mode == "authority" or (t.mode == "discretion" and t.amount is not None)
    }
    favours = {(t.passage, t.paragraph) for t in material.terms if t.mode == "discretion" and t.authority}
    chosen = [
        replace(c, due=due, start=material.case.received_on) if _is_unsure(c) and _hours(c.due) < slowest else c
        for c in chosen
    ]
    return [
        Candidate(term, "contact", "met", due=due, start=material.case.received_on, weight=c.weight)
        if not _settles(c)
        and not (c.answer == "met" and _CALL.search(c.term.quote))
        and c.due is not None
        and ((c.term.path, c.term.section) in levels or (c.term.passage, c.term.paragraph) in favours)
        and c.due.bound * _HOURS_IN[c.due.unit] < slowest
        else c
        for c in chosen
    ]


def _is_unsure(candidate: Candidate) -> bool:
    """Whether a case is passed to people of whom it is not sure that they are the ones who decide it: "longer plans belong to
    Collections, who answer within 5 days"."""
    plain = candidate.kind == "escalation" and candidate.term.condition is None and not candidate.term.every
    return plain and candidate.weight < LEAST_SURE_OF_DESK and not _CALL.search(candidate.term.quote)


_CALL = re.compile(
    r"\b(?:rings?|calls?|telephones?|phones?)\b", re.IGNORECASE
)  # no answer to a request, but a deed of its own


def _settles(candidate: Candidate) -> bool:
    """Whether a candidate is no answer to a request but the thing itself, or its check: a deed, or a sum that is known."""
    if candidate.kind in MONEY_KINDS:
        return candidate.amount is not None and not candidate.capped and not candidate.term.choice
    return candidate.kind == "investigation" or (candidate.kind not in WORD_KINDS and not candidate.term.choice)


def house_contact(material: Material) -> Remedy:
    """Where no document says when a customer hears back, the house's own word stands alone."""
    end = material.calendar.add(material.case.received_on, HOUSE_CONTACT, "business_days")
    return Remedy(
        kind="contact",
        basis="owed",
        due=Due(value=HOUSE_CONTACT, unit="business_days", date=end),
        internal_target=material.calendar.add(material.case.received_on, HOUSE_CONTACT - 2, "business_days"),
        policy_bound=end,
        term="",
        what="no document sets a time; this is the house's own",
    )
