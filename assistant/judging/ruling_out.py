"""The clauses that rule a promise out, or leave it to somebody higher. Pure."""

from __future__ import annotations

import re

from assistant.case import Commitment
from assistant.facts import overlap, stems
from assistant.judging.grounds import Grounds, Judged, Permit, related
from assistant.judging.nearness import by_stems, closeness
from assistant.judging.sums import NO_NAME
from knowledge.terms import Money, Term
from knowledge.terms.kinds import MONEY_KINDS, WORD_KINDS

_I = re.IGNORECASE
_LEAST_RULED_OUT = 0.55
# "It is never paid out": of what, stands in the clause before.
_LEAST_RULED_OUT_UNNAMED = 0.7
_UNNAMED = re.compile(
    r"^\W*(?:(?:later|then|after that|afterwards|otherwise|else),? )?(?:it|they|this|that|these|those|he|she)\b", _I
)


def forbidding(commitment: Commitment, grounds: Grounds) -> Term | None:
    usable = [t for t in grounds.prohibitions if any(related(kind, commitment.kind) for kind in t.kinds) or not t.kinds]
    if not usable:
        return None
    near = closeness(commitment, usable, grounds, _LEAST_RULED_OUT)
    ruling = [
        (score, term)
        for score, term in zip(near, usable, strict=True)
        if not _of_another_reason(term, grounds)
        and not _only_in_place_of_it(term, commitment, grounds)
        and score >= (_LEAST_RULED_OUT_UNNAMED if _UNNAMED.search(term.quote) else _LEAST_RULED_OUT)
    ]
    return max(ruling, key=lambda pair: pair[0])[1] if ruling else None


_REASON = re.compile(r"\b(?:because|just because|on the ground that|for the reason that) (?P<why>[^,.;]{8,90})", _I)
_INSTEAD = re.compile(r"^(?P<refused>[^,.;]{3,60}?) (?:instead|in place|in lieu) of (?P<given>[^,.;]{3,60})", _I)


def _of_another_reason(term: Term, grounds: Grounds) -> bool:
    """Whether a clause refuses something for a reason of which neither the letter nor a fact speaks: "the price is not refunded because
    an order was late" of one that came in time."""
    reason = _REASON.search(term.quote)
    if reason is None:
        return False
    words = stems(reason["why"])
    told = stems("; ".join([grounds.english(grounds.text), *(fact.line for fact in grounds.facts)]))
    return len(words) > 1 and overlap(words, told) < len(words)


def _only_in_place_of_it(term: Term, commitment: Commitment, grounds: Grounds) -> bool:
    """Whether a clause refuses something in place of what a letter gives: "money instead of a voucher" of a voucher."""
    instead = _INSTEAD.search(term.quote)
    if instead is None:
        return False
    said = stems(grounds.english(commitment.quote))
    return bool(stems(instead["given"]) & said) and not stems(instead["refused"]) & said


def nearer_ruling(commitment: Commitment, permit: Permit, grounds: Grounds) -> Judged | None:
    """The verdict of a clause that rules a deed out or leaves it to somebody higher, where it speaks of a promise more than the
    clause that permits it; None where none does. A sum is held against its limits instead."""
    has_sum = commitment.amount is not None and commitment.amount.value is not None
    if permit.planned or has_sum or commitment.type != "promise" or commitment.kind in WORD_KINDS | MONEY_KINDS:
        return None
    levels = {
        p.term: p.level for p in grounds.permits if not p.owed and p.level != "rep" and p.term.mode == "discretion"
    }
    no = [t for t in grounds.prohibitions if not t.kinds or any(related(kind, commitment.kind) for kind in t.kinds)]
    said = stems(grounds.english(commitment.quote))
    least = by_stems(said, stems(permit.term.quote))
    against = [term for term in (*no, *levels) if by_stems(said, stems(term.quote)) > least]
    if not against:
        return None
    *near, own = closeness(commitment, [*against, permit.term], grounds, _LEAST_RULED_OUT)
    best = max(near)
    if best < _LEAST_RULED_OUT or best <= own:
        return None
    term = against[near.index(best)]
    if term not in levels:
        return "forbidden", f"A clause rules it out: {term.quote}", term
    return "needs_authority", f"Only a {levels[term]} may grant it: {term.quote}", term


def names_refused(commitment: Commitment, grounds: Grounds) -> Term | None:
    """The clause that says of a sum of the facts, by its name, that it is not given ("The seat surcharge is not refunded");
    none where another clause gives that very sum."""
    amount = commitment.amount
    if amount is None or amount.value is None or commitment.kind not in MONEY_KINDS or commitment.type == "done_claim":
        return None
    money = Money(value=amount.value, currency=amount.currency or "")
    said = stems(grounds.english(commitment.quote))
    names = [
        name
        for fact in grounds.facts
        if fact.money == money and not fact.denies
        if (name := stems(NO_NAME.sub(" ", fact.name))) and name & said
    ]
    if not names or any(p.owed and p.amount == money for p in grounds.permits):
        return None
    flat = [
        t for t in grounds.prohibitions if t.condition is None and t.exception is None and t.id not in grounds.barred
    ]
    return next((t for t in flat for name in names if len(name) > 1 and name <= stems(t.quote)), None)
