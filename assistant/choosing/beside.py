"""What is given beside what is chosen: the sum with its deed, the check before it, the row on top of it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.choosing.likely import LEAST_CHANCE, LEAST_MONEY, TANGIBLE, failed_again, is_settled, second_time
from assistant.facts import overlap, stems
from assistant.remedies import FORMAL, UNSPOKEN, Candidate, grants, on_top_of, only_times, says_as_well
from knowledge.terms import Term
from knowledge.terms.kinds import GOODS_KINDS, MONEY_KINDS, WORD_KINDS

_I = re.IGNORECASE

MOST_REMEDIES = 4
LEAST_TOGETHER = 0.6
_SURELY = 0.85


def told_by_row(clause: Candidate, row: Candidate) -> bool:
    """Whether a clause that is offered names no sum and a row of a table gives the one for the same matter."""
    bare = clause.kind in MONEY_KINDS and clause.amount is None and clause.percent is None and not clause.term.cells
    return (
        bare
        and bool(row.term.cells)
        and row.kind == clause.kind
        and is_settled(row)
        and bool(stems(FORMAL.sub(" ", row.term.cells[0][1].replace("_", " "))) & stems(clause.term.told))
    )


def stands_by(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    """Whether a sum stands in one part of the rules with a call or a decision that is offered: "the whole price is refunded. A
    manager calls within 2 days."."""
    own = candidate.term
    return (
        candidate.kind in MONEY_KINDS
        and candidate.answer == "met"
        and any(
            other.kind in WORD_KINDS and other.answer == "met" and other.term.part == own.part
            and other.term.paragraph == own.paragraph and other.weight >= _SURELY
            for other in chosen
        )
    )  # fmt: skip


def after_a_second_time(chosen: list[Candidate]) -> list[Candidate]:
    """What is offered without what the same document gives for the first time: who was sent a second broken one chooses no
    longer between a third and a repair."""
    again = {c.term.path for c in chosen if c.kind in TANGIBLE and second_time(c)}
    parts = {c.term.part for c in chosen if second_time(c)}  # "the customer also gets the month's price back"
    return [
        c
        for c in chosen
        if c.term.path not in again
        or c.kind not in GOODS_KINDS | {"refund", "repair"}
        or second_time(c)
        or (c.term.part in parts and says_as_well(c.term.quote))
    ]


_AND = len(", and then ")  # between two clauses of one sentence


def _one_sentence(first: Term, second: Term) -> bool:
    """Whether two clauses are parts of one sentence: "the credit is due, and the next visit is offered within 3 days"."""
    return 0 <= second.start - first.end <= _AND and not first.quote.rstrip().endswith((".", ";"))


def together(candidate: Candidate, ranked: Sequence[Candidate]) -> bool:
    """Whether a sum follows where its paragraph gives something else under the same condition that is plain: "if we miss a visit, the credit is due
    and the next visit is offered within 5 days"."""
    if candidate.kind not in MONEY_KINDS or candidate.answer != "met" or candidate.amount is None:
        return False
    own = candidate.term
    if candidate.weight < LEAST_TOGETHER or own.choice:
        return False
    return any(
        other.term.id != own.id
        and (other.term.passage, other.term.paragraph) == (own.passage, own.paragraph)
        and other.term.condition == own.condition
        and (own.condition is not None or _one_sentence(own, other.term))
        and other.answer == "met"
        and not other.term.choice
        and other.weight >= LEAST_MONEY
        for other in ranked
    )


def goes_with(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    """Whether a deed follows, in its part of the rules, on money that is offered because a fact says that its condition is
    so: "if it happens twice, both fares are refunded. A manager rings the guest within 3 days."."""
    own = candidate.term
    return (
        candidate.kind in WORD_KINDS
        and candidate.answer == "met"
        and own.condition is None
        and candidate.weight >= LEAST_CHANCE
        and any(
            other.kind in MONEY_KINDS
            and other.answer == "met"
            and other.fact is not None
            and other.term.condition is not None
            and other.term.part == own.part
            and other.term.start < own.start
            for other in chosen
        )
    )


_AS_WELL = re.compile(r"\b(?:as well|too|also)\b", _I)
_THAT = re.compile(r"(?:it|this|that|them)\W*", _I)  # "telephones within 3 days of it": of what the clause before told
_IN_ADDITION = re.compile(r"^(?:in addition|on top of (?:that|this|it)|besides),? ", _I)


def without_the_first(candidate: Candidate, chosen: Sequence[Candidate], found: Sequence[Candidate]) -> bool:
    """Whether a sum that is given "as well", or an answer "in addition" or "within 3 days of it", stands alone: what its part
    gives first is not for this case, and nothing of its document is offered beside it."""
    own = candidate.term
    if own.cells:
        return False
    of_money = candidate.kind in MONEY_KINDS and _AS_WELL.search(own.quote) is not None and says_as_well(own.quote)
    points_back = own.due is not None and _THAT.fullmatch(own.due.after or "") is not None
    if not of_money and not (candidate.kind in WORD_KINDS and (points_back or _IN_ADDITION.match(own.quote))):
        return False
    first = [
        c for c in found if c.term.part == own.part and c.term.start < own.start and c.kind in MONEY_KINDS | GOODS_KINDS
    ]
    if not of_money:
        return bool(first) and max(first, key=lambda c: c.term.start).answer == "unmet"
    return (
        bool(first)
        and all(c.answer == "unmet" for c in first if not only_times(c.term))
        and not any(c is not candidate and c.term.path == own.path and c.kind not in WORD_KINDS for c in chosen)
    )


_RULED = re.compile(r"\b(?:accept|approv|confirm|check|decision|inspect|assess|examin)", _I)


def checks_behind(chosen: Sequence[Candidate], ranked: Sequence[Candidate]) -> list[Candidate]:
    """The check with its time that a chosen remedy waits for, from its own section: "the request is checked within 8 days"
    before "an accepted credit is set against the next invoice"."""
    waiting = {c.term.part for c in chosen if c.waits_for is not None and _RULED.search(c.waits_for)}
    if not waiting or len(chosen) >= MOST_REMEDIES or any(c.kind == "investigation" for c in chosen):
        return []
    behind = (
        c
        for c in ranked
        if c.kind == "investigation" and c.term.part in waiting and c.answer == "met" and c.due is not None
    )
    found = next((c for c in behind if c.weight >= LEAST_CHANCE and grants(c.term)), None)
    return [found] if found is not None else []


# "Stay cancelled by us" is not on top of what a customer gets who cancelled.
_OURS = re.compile(r"\b(?:by us|we|our)\b", _I)


_LEAST_NAMED = 0.6  # the share of a row's name that a clause has to use for the two to be of one matter


def rows_on_top(chosen: Sequence[Candidate], ranked: Sequence[Candidate], told: frozenset[str]) -> list[Candidate]:
    """The sums of a table that say themselves that they come on top of what is offered for the same matter: the row "double
    booked court" beside "if a court was booked twice, the member chooses ...", the row "late desk", on top of the delivery
    charge, beside that charge where `told`, the words of the case, speak of a desk."""
    said = [
        f"{c.term.section} {c.term.quote} {c.term.condition or ''}"
        for c in chosen
        if not c.term.cells
        and c.kind in MONEY_KINDS | {"replacement"}
        and c.answer in {"met", "claimed"}
        and not failed_again(c)  # what comes on top the first time is no gift for the second
    ]
    # "On top of the choice under AB-DMG 3.1": by the code of the document
    codes = {code for c in chosen if (code := (c.term.standing.code or "").rsplit("-", 1)[0]).count("-")}
    best: dict[str, tuple[float, Candidate]] = {}
    for row in ranked:
        if not row.term.cells or row.kind not in MONEY_KINDS or row.waits_for is not None or not is_settled(row):
            continue  # "up to $30, by a supervisor" is nobody's to promise
        called, beside = row.term.cells[0][1].replace("_", " "), on_top_of(row.term)
        name = stems(FORMAL.sub(" ", called))
        if not name or beside is None or any(c.amount == row.amount for c in chosen):
            continue
        share = 0.0
        for words in (stems(told_of) for told_of in said if not _OURS.search(called) or _OURS.search(told_of)):
            share = max(share, overlap(name, words) / len(name))
            if overlap(stems(beside), words) or any(code in beside for code in codes):
                share = max(share, overlap(name, words | told) / len(name))
        # What is offered may say all of a row's name of which the customer says nothing.
        spoken = row.answer == "met" or (row.reason == UNSPOKEN and share == 1.0)
        if spoken and share >= _LEAST_NAMED and share > best.get(row.term.path, (0.0, row))[0]:
            best[row.term.path] = share, row
    found = [replace(row, answer="met", reason="") for _, row in best.values()]
    return found[: max(0, MOST_REMEDIES - len(chosen))]
