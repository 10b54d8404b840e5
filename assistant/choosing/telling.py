"""What a letter can tell: whose time is not over, of which something can be said, each matter once. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from assistant.choosing.likely import LEAST_MONEY, TANGIBLE, is_settled
from assistant.remedies import HOURS, Candidate, brings, only_times
from knowledge.terms.kinds import GOODS_KINDS, MONEY_KINDS, WORD_KINDS

_I = re.IGNORECASE

SIDE_BY_SIDE = 0.9  # how sure both of two sums have to be to be given beside each other


_ABOUT = 0.25  # how much less sure another time may be and still count


def latest(candidate: Candidate, others: Sequence[Candidate]) -> Candidate:
    """Of clauses that are about as likely to set the time of an answer or a check, the one that gives us longest."""
    if candidate.kind not in WORD_KINDS or candidate.due is None or candidate.term.every:
        return candidate
    rivals = [
        c
        for c in others
        if c.kind == candidate.kind and c.due is not None and not c.term.every and c.weight >= candidate.weight - _ABOUT
    ]
    return max([candidate, *rivals], key=lambda c: c.due.bound * HOURS[c.due.unit] if c.due else 0)


_PAPER = r"(?:notice|letter|invoice|bill|statement|estimate|reminder)s?"


_SENDS_PAPER = re.compile(
    rf"\bsends? (?:you |out )?(?:an?|the|our) (?:[a-z]+ ){{0,2}}?{_PAPER}\b|\b{_PAPER} (?:is|are|will be) (?:sent|issued)\b",
    _I,
)


def is_past(candidate: Candidate, received_on: date) -> bool:
    """Whether a deed's own time is over: "the room is repaired within 4 hours of the report" to a guest who has left, "a
    letter goes out within 5 days of the first call" to one who called three weeks ago. Goods and repairs stay owed."""
    due, start = candidate.due, candidate.start
    if candidate.kind in MONEY_KINDS or due is None or start is None:
        return False
    over = start + timedelta(hours=due.bound * HOURS[due.unit]) < received_on
    if candidate.kind in WORD_KINDS:
        return over
    if candidate.kind == "delivery" and _SENDS_PAPER.search(candidate.term.quote):
        return over  # a notice that was to come within 14 days of the return
    return due.unit == "hours" and (over or due.bound < 24)


# "A courier counts as late when ..." says what a word means, and is nothing to give.
_DOES = re.compile(
    r"\b(?:we|may|can|must|will|gets?|receives?|keeps?)\b|"
    r"\b(?:is|are|be) (?:[a-z]+ )?(?!considered|deemed|counted|called|regarded|when\b|then\b)(?:[a-z]{2,}(?:ed|en|wn)|sent|made|paid|put|kept|held|lent|met|left)\b",
    _I,
)


# "Covered for the time in the table": what that is the sentence does not say.
_IN_A_TABLE = re.compile(r"\bin (?:the|this|our) (?:\w+ )?(?:table|matrix|chart|schedule|list)\b", _I)


# What the staff write down is nothing for the customer.
_ONLY_NOTED = re.compile(r"\b(?:is|are) (?:[a-z]+ )?(?:noted|recorded|logged|registered|entered|filed|marked)\b", _I)


def says_enough(candidate: Candidate) -> bool:
    """Whether a sentence can be made of it: a deed has a time or is a right, money a sum or a name."""
    if candidate.kind in WORD_KINDS:
        return candidate.due is not None
    if candidate.kind == "other" and candidate.due is None:
        quote = candidate.term.quote
        told = _DOES.search(quote) is not None and not _IN_A_TABLE.search(quote) and not _ONLY_NOTED.search(quote)
        return told or bool(candidate.term.cells)
    if candidate.kind == "delivery" and brings(candidate.term) is None:
        return False
    if candidate.kind == "change" and candidate.due is None:
        return bool(re.search(r"\b(?:can|may|will) be\b", candidate.term.quote, _I))
    if candidate.kind in MONEY_KINDS and candidate.amount is None and candidate.percent is None:
        return _names_sum(candidate)
    return True


def second_and_unsure(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    """A second remedy from another page of the rules has to be as plain as the first."""
    return (
        candidate.kind in TANGIBLE
        and candidate.weight < 0.8
        and not candidate.row_proven
        and not (candidate.term.cells and is_settled(candidate))
        and any(
            other.kind in TANGIBLE and other.term.passage != candidate.term.passage and not other.row_proven
            for other in chosen
        )
    )


def needs_no_answer(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    """Whether an answer to some request would be promised beside what is given anyway, and not surely meant for it."""
    return (
        candidate.kind in WORD_KINDS - {"investigation"}
        and candidate.term.condition is None
        and candidate.weight < LEAST_MONEY
        and any(other.kind in TANGIBLE and other.answer == "met" for other in chosen)
    )


def of_another_grade(candidate: Candidate, ranked: Sequence[Candidate]) -> bool:
    """Whether nobody knows that money is due, and a fact says that another clause of its part is for this case: of "a side
    dish is refunded, a main dish the share of its menu, half the dishes or more the whole price" one is for each case."""
    return (
        candidate.kind in MONEY_KINDS
        and candidate.answer == "open"
        and candidate.term.condition is not None
        and any(
            other.kind in MONEY_KINDS
            and other.term.part == candidate.term.part
            and other.term.id != candidate.term.id
            and other.answer == "met"
            and other.fact is not None
            and other.term.condition is not None
            and other.weight >= LEAST_MONEY
            for other in ranked
        )
    )


def _names_sum(candidate: Candidate) -> bool:
    """Whether a remedy without a figure still says what is given back or not charged ("the duplicate charge")."""
    if candidate.kind == "fee_waiver":
        return bool(re.search(r"\b(?:fee|charge|surcharge|penalt\w+|cost)s?\b", candidate.term.quote, _I))
    if candidate.kind != "refund":
        return False
    if (
        candidate.term.of is not None
        and candidate.answer == "met"
        and candidate.due is not None
        and not only_times(candidate.term)
        and candidate.term.condition is None
    ):
        return True
    return bool(
        re.search(r"\b(?:in full|full|fee|price|charge|fare|deposit|prepaid|tax|cost)\w*\b", candidate.term.quote, _I)
    )


def same_matter(one: Candidate, other: Candidate) -> bool:
    if one.term.id == other.term.id and one.kind == other.kind:
        return one.term.quote == other.term.quote  # a clause may give two sums of one kind
    if (one.timed_by is not None and one.timed_by.id == other.term.id) or (
        other.timed_by is not None and other.timed_by.id == one.term.id
    ):
        return True
    if one.kind != other.kind:
        if (
            one.parts
            and one.parts == other.parts
            and one.amount == other.amount
            and not (one.term.choice and other.term.choice)
        ):
            return True  # the same fee back, told as a refund by a clause and as a credit by a row
        if _LENT.search(one.term.quote) or _LENT.search(other.term.quote):
            return False  # what is lent for the meantime is not what puts it right
        near = {one.kind, other.kind} <= {"delivery", "replacement", "repair"} or {one.kind, other.kind} <= {
            "refund",
            "fee_waiver",
        }
        return near and one.term.part == other.term.part and not (one.term.choice and other.term.choice)
    if one.kind in MONEY_KINDS:
        same_sum = one.amount is None or other.amount is None or one.amount == other.amount
        if same_sum or _from_other_money(one, other) or _comes_along(one, other):
            return same_sum
        return one.term.part == other.term.part or one.kind == "refund"
    return one.term.part == other.term.part or one.due == other.due or one.kind in GOODS_KINDS


_LENT = re.compile(r"\bon loan\b|\b(?:lent|lend|loan)\b|\bfor the meantime\b|\bin the meantime\b", _I)

# "A bank charge that it caused is made good along with it"
_ALONG = re.compile(r"\b(?:along|together) with (?:it|them|this|that)\b|\bas well\b|\bin addition\b", _I)


def _comes_along(one: Candidate, other: Candidate) -> bool:
    """Whether of two sums of one part, each from facts of its own, one is given along with the other, by its own words."""
    told = _ALONG.search(one.term.quote) or _ALONG.search(other.term.quote)
    return told is not None and one.term.part == other.term.part and not set(one.parts) & set(other.parts)


def _from_other_money(one: Candidate, other: Candidate) -> bool:
    """Whether two sums are surely owed side by side: each met, and reckoned from a fact of its own ("the second payment",
    "the bank's charges")."""
    return (
        min(one.weight, other.weight) >= SIDE_BY_SIDE
        and {one.answer, other.answer} == {"met"}
        and bool(one.parts)
        and bool(other.parts)
        and not set(one.parts) & set(other.parts)
        and not (one.term.choice or other.term.choice)
    )


def with_choices(chosen: list[Candidate], ranked: list[Candidate]) -> list[Candidate]:
    """Where the customer has a choice, every alternative is offered, and nothing else of those kinds."""
    for candidate in list(chosen):
        if not candidate.term.choice:
            continue
        others = [
            c for c in ranked if c.term.id == candidate.term.id and c.answer != "unmet" and c.kind != candidate.kind
        ]
        kinds = {c.kind for c in others} | {candidate.kind}
        chosen = [c for c in chosen if c.term.id == candidate.term.id or c.kind not in kinds | {"delivery"}]
        for other in others:
            if other not in chosen and other.kind != "delivery":
                chosen.append(other)
        if any(c.kind == "replacement" for c in chosen if c.term.id == candidate.term.id):
            chosen = [c for c in chosen if not (c.term.id == candidate.term.id and c.kind == "delivery")]
        break
    return chosen
