"""Promises that are each permitted and together are too much: sums of one clause, refunds, both of two alternatives. Pure."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from assistant.case import Amount, Commitment, Finding
from assistant.facts import stems
from assistant.judging.dollars import told_sums
from assistant.judging.grounds import Grounds, related
from assistant.judging.nearness import by_stems, words_of
from assistant.judging.sums import paid
from knowledge.terms.kinds import WORD_KINDS

_I = re.IGNORECASE
_FIRM = frozenset({"promise", "conditional_promise"})
# By a clause, though one that another document contradicts.
_PERMITTED = frozenset({"supported", "needs_authority", "contradiction"})
# A sum that is told twice is one promise, unless the letter says that it is another one.
_ANOTHER = re.compile(
    r"\b(?:another|additional(?:ly)?|second|further|extra|more|on top|plus|also|as well|besides|"
    r"otr[oa]s?|adicional(?:es)?|además|weitere[nrs]?|zusätzlich\w*|außerdem|noch einmal|autres?|supplémentaires?|de plus|en outre|aussi)\b",
    _I,
)
_IN_TOTAL = re.compile(
    r"\b(?:in total|altogether|combined|together|sum of all|en total|en conjunto|insgesamt|zusammen|au total)\b", _I
)
_OR = re.compile(
    r"\b(?:or|either|choose|choice|prefer|instead|alternatively|whichever|if you would rather|o|bien|elegir|prefier\w+|oder|entweder|wahlweise|stattdessen|ou|soit|choisir|préfér\w+)\b",
    _I,
)


def together(text: str, judged: Sequence[Commitment], grounds: Grounds) -> list[Finding]:
    """The findings about several promises of a text; each stands at the last of them."""
    firm = _each_by_its_own([c for c in judged if c.type in _FIRM and c.verdict in _PERMITTED], grounds)
    return [
        *_one_clause(firm, grounds),
        *_all_in_all(firm, grounds),
        *_above_paid(firm, grounds),
        *_both(text, firm, grounds),
    ]


def _each_by_its_own(firm: Sequence[Commitment], grounds: Grounds) -> list[Commitment]:
    """The promises, those of one clause with different sums each by another one that gives as much and speaks of it more."""
    several = Counter(c.term for c in _distinct(firm, grounds) if c.term)
    return [
        c.model_copy(update={"term": _nearer(c, grounds)})
        if c.term and c.amount and c.amount.value and several[c.term] > 1
        else c
        for c in firm
    ]


def _nearer(commitment: Commitment, grounds: Grounds) -> str | None:
    """The id of the clause that speaks of a sum most, of its own one and those that give at least as much."""
    assert commitment.amount is not None and commitment.amount.value is not None
    said = stems(grounds.english(commitment.quote))
    own = next((p.term for p in grounds.permits if p.term.id == commitment.term), None)
    best, nearest = by_stems(said, stems(words_of(own))) if own is not None else 1.0, commitment.term
    for permit in grounds.permits:
        limit = permit.limit_in(commitment.amount.currency)
        if (
            not permit.owed
            or limit is None
            or limit.value < commitment.amount.value
            or not related(permit.kind, commitment.kind)
        ):
            continue
        near = by_stems(said, stems(words_of(permit.term)))
        if near > best:
            best, nearest = near, permit.term.id
    return nearest


def _value(commitment: Commitment) -> Decimal:
    assert commitment.amount is not None and commitment.amount.value is not None
    return commitment.amount.value


def _distinct(commitments: Sequence[Commitment], grounds: Grounds) -> list[Commitment]:
    """Those with a sum, each once though it may be told twice."""
    counted: list[Commitment] = []
    for each in commitments:
        if each.amount is None or not each.amount.value:
            continue
        same = [c for c in counted if c.amount == each.amount]
        again = any(
            c.due is None or each.due is None or (c.due.value, c.due.date) == (each.due.value, each.due.date)
            for c in same
        )
        if not again or _ANOTHER.search(each.quote):
            counted.append(each)
        counted += _further(each, grounds)
    return counted


def _further(commitment: Commitment, grounds: Grounds) -> list[Commitment]:
    """The sums that one promise adds to its first: "a credit of $30 and a further credit of $20"."""
    more = _ANOTHER.search(commitment.quote, commitment.quote.find(" and ") + 1)
    first = told_sums(commitment.quote, grounds)[:1]
    if more is None or not first or more.start() < first[0].end or commitment.amount is None:
        return []
    return [
        commitment.model_copy(update={"amount": Amount(value=found.money.value, currency=found.money.currency)})
        for found in told_sums(commitment.quote, grounds)
        if found.start > more.start() and found.money.currency == commitment.amount.currency
    ]


def _one_clause(firm: Sequence[Commitment], grounds: Grounds) -> list[Finding]:
    findings = []
    for term in dict.fromkeys(c.term for c in firm if c.term):
        limits = [p.amount for p in grounds.permits if p.term.id == term and p.amount is not None]
        several = _distinct([c for c in firm if c.term == term], grounds)
        if not limits or len(several) < 2:
            continue
        limit = max(limits, key=lambda money: money.value)
        total = sum((_value(c) for c in several), Decimal(0))
        if total > limit.value:
            findings.append(
                _finding(several[-1], term, f"Together these come to {total}, and the clause permits {limit.value} {limit.currency}.")
            )  # fmt: skip
    return findings


def _all_in_all(firm: Sequence[Commitment], grounds: Grounds) -> list[Finding]:
    """A cap on everything of a kind: "credits may not exceed $50 in total"."""
    findings = []
    for term in grounds.current:
        if term.amount is None or not _IN_TOTAL.search(term.quote):
            continue
        kinds = term.kinds or (term.kind,)
        several = _distinct([c for c in firm if any(related(kind, c.kind) for kind in kinds)], grounds)
        several = [c for c in several if c.amount is not None and c.amount.currency == term.amount.currency]
        total = sum((_value(c) for c in several), Decimal(0))
        if len(several) > 1 and total > term.amount.value and any(c.term != term.id for c in several):
            findings.append(_finding(several[-1], term.id, f"Together these come to {total}: {term.quote}"))
    return findings


def _above_paid(firm: Sequence[Commitment], grounds: Grounds) -> list[Finding]:
    """Refunds that come to more than the customer paid, by the facts, and than the clauses name themselves."""
    refunds = _distinct([c for c in firm if c.kind == "refund"], grounds)
    if not refunds or refunds[0].amount is None:
        return []
    currency = refunds[0].amount.currency
    most = paid(grounds, currency)
    if most is None or any(c.amount is not None and c.amount.currency != currency for c in refunds):
        return []
    worked_out = sum(
        (
            max((p.amount.value for p in grounds.permits if p.term.id == term and p.amount), default=Decimal(0))
            for term in {c.term for c in refunds}
        ),
        Decimal(0),
    )
    total = sum((_value(c) for c in refunds), Decimal(0))
    if total <= max(most, worked_out):
        return []
    return [
        _finding(refunds[-1], refunds[-1].term, f"The refund comes to {total} {currency}, and by the facts {most} {currency} was paid.")
    ]  # fmt: skip


def _both(text: str, firm: Sequence[Commitment], grounds: Grounds) -> list[Finding]:
    """Two promises where a clause gives the customer one or the other."""
    choices = {p.term.id: p.term for p in grounds.permits if p.term.choice}
    given = sorted((c for c in firm if c.term), key=lambda c: c.start)  # what rests on no clause gives nothing
    for one, other in itertools.combinations(given, 2):
        if one.kind == other.kind or {one.kind, other.kind} & WORD_KINDS:
            continue
        term = next(
            (choices[c.term] for c in (one, other) if c.term in choices and {one.kind, other.kind} <= {*choices[c.term].kinds}),
            None,
        )  # fmt: skip
        told_as_choice = _OR.search(text[max(0, one.start - 80) : other.end])
        if term is not None and not told_as_choice:
            why = f"The customer may have a {one.kind} or a {other.kind}, and the letter promises both: {term.quote}"
            return [_finding(other, term.id, why.replace("_", " "))]
    return []


def _finding(at: Commitment, term: str | None, why: str) -> Finding:
    return Finding(verdict="too_much", blocking=True, start=at.start, end=at.end, term=term, why=why)
