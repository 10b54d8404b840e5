"""Of all that policy permits, what this letter offers: the likely ones, one for each matter, at most four. Pure.

What is owed under another page of the rules is often permitted on paper and not meant; so a remedy has to be the
surer the further its page lies from the case, and money surer than a deed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from assistant.conditions import asks_again
from assistant.facts import overlap, stems
from assistant.remedies import FORMAL, HOURS, UNSPOKEN, Candidate, brings, grants, on_top_of, only_times
from knowledge.terms import Term
from knowledge.terms.kinds import GOODS_KINDS, MONEY_KINDS, WORD_KINDS

_I = re.IGNORECASE
MOST_REMEDIES = 4
LEAST_CHANCE = 0.5
LEAST_MONEY = 0.8
LEAST_CHECK = 0.4
LEAST_ROW = 0.55  # a row of a table says for what it is in few words, of which a case seldom uses all
LEAST_AWAY = 0.9
LEAST_MONEY_AWAY = 0.92
LEAST_FIT = 0.42
LEAST_FIT_OF_DEED = 0.35
LEAST_TOGETHER = 0.6
SIDE_BY_SIDE = 0.9  # how sure both of two sums have to be to be given beside each other
_AWAY = -0.3  # how much further than the nearest page a page may lie and still count as near
_BESIDE = -0.1  # how much further it may lie and be as near as the nearest
_ABOUT = 0.25
_SURELY = 0.85
_NEAR_PAGES, _NEAR_ROWS = 4, 14
_TANGIBLE = MONEY_KINDS | GOODS_KINDS


def choose(
    candidates: Sequence[Candidate],
    relevance: dict[str, float],
    standing: frozenset[str],
    received_on: date,
    told: frozenset[str] = frozenset(),
) -> list[Candidate]:
    """The remedies that the letter offers, the surest first.

    `relevance`: passage id -> weight of the page; `standing`: ids of rules about rules, which are nothing to offer; `told`: the
    stemmed words of the case.
    """
    pages = sorted(relevance, key=lambda pid: -relevance[pid])
    ranks = {pid: rank for rank, pid in enumerate(pages)}
    best = relevance[pages[0]] if pages else 0.0
    # What is due because it happened again comes before what it would have been the first time.
    ranked = sorted(
        candidates,
        key=lambda c: (
            not _second_time(c) or c.weight < LEAST_CHANCE,
            -round(c.weight, 2),
            c.answer != "met",
            c.amount is None,
        ),
    )
    timers = {
        c.timed_by.id for c in ranked if c.timed_by is not None and c.answer != "unmet" and only_times(c.timed_by)
    }  # what they time is offered, with their time
    chosen: list[Candidate] = []
    for candidate in ranked:
        if (
            candidate.term.id in standing
            or (candidate.term.id in timers and candidate.amount is None)
            or not grants(candidate.term)
            or candidate.answer == "unmet"
        ):
            continue
        distance = relevance.get(candidate.term.passage, -9.0) - best
        goes_with = _goes_with(candidate, chosen)
        if _stands_by(candidate, chosen):
            distance = max(distance, _AWAY)  # its page is near where the letter speaks of it already
        sure = goes_with or _sure(candidate, distance, ranks.get(candidate.term.passage, len(pages)))
        sure = sure or _together(candidate, ranked)
        if len(chosen) >= MOST_REMEDIES or not sure:
            continue
        if _is_past(candidate, received_on) or not _says_enough(candidate):
            continue
        bare = next((c for c in chosen if _told_by_row(c, candidate)), None)
        if bare is not None:  # the clause says that the charge is given back, the row how much it is
            chosen[chosen.index(bare)] = replace(bare, amount=candidate.amount, parts=candidate.parts, from_row=True)
            continue
        if any(_same_matter(candidate, other) for other in chosen) or _second_and_unsure(candidate, chosen):
            continue
        if (_needs_no_answer(candidate, chosen) and not goes_with) or _of_another_grade(candidate, ranked):
            continue
        chosen.append(candidate)
    if not chosen:  # before nothing is offered at all: a check that a near page speaks of
        chosen = [
            c
            for c in ranked
            if c.kind == "investigation"
            and c.term.id not in standing
            and grants(c.term)
            and c.answer != "unmet"
            and c.due is not None
            and c.weight >= LEAST_CHECK
            and c.term.passage in pages[:3]
        ][:1]
    chosen = _after_a_second_time(chosen)
    chosen += _checks_behind(chosen, ranked)
    chosen += _rows_on_top(chosen, ranked, told)
    usual = [c for c in ranked if c.term.id not in standing and grants(c.term) and c.answer != "unmet"]
    timed: list[Candidate] = []
    for candidate in (_latest(candidate, usual) for candidate in chosen):
        if candidate not in timed:  # two clauses that a third one times are one promise
            timed.append(candidate)
    return _with_choices(timed, ranked)


def _latest(candidate: Candidate, others: Sequence[Candidate]) -> Candidate:
    """Of clauses that are about as likely to set the time of an answer or a check, the one that gives us longest."""
    if candidate.kind not in WORD_KINDS or candidate.due is None or candidate.term.every:
        return candidate
    rivals = [
        c
        for c in others
        if c.kind == candidate.kind and c.due is not None and not c.term.every and c.weight >= candidate.weight - _ABOUT
    ]
    return max([candidate, *rivals], key=lambda c: c.due.bound * HOURS[c.due.unit] if c.due else 0)


def _is_settled(row: Candidate) -> bool:
    """Whether a row gives a sum that is nobody else's to name."""
    return row.amount is not None and not (row.capped or row.term.cap) and row.term.authority in {None, "rep"}


def _told_by_row(clause: Candidate, row: Candidate) -> bool:
    """Whether a clause that is offered names no sum and a row of a table gives the one for the same matter."""
    bare = clause.kind in MONEY_KINDS and clause.amount is None and clause.percent is None and not clause.term.cells
    return (
        bare
        and bool(row.term.cells)
        and row.kind == clause.kind
        and _is_settled(row)
        and bool(stems(FORMAL.sub(" ", row.term.cells[0][1].replace("_", " "))) & stems(clause.term.told))
    )


def _stands_by(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
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


def _sure(candidate: Candidate, distance: float, rank: int) -> bool:
    """Whether a candidate is likely enough for its kind and for how far its page lies, of which so many are nearer."""
    weight, near = candidate.weight, rank < _NEAR_PAGES
    if candidate.kind in WORD_KINDS:
        awaited = candidate.answer == "open" and candidate.fact is not None and candidate.fact.denies
        unsure = (candidate.answer == "open" and not awaited) or candidate.fit < LEAST_FIT
        if unsure and distance >= _BESIDE:
            return weight >= LEAST_MONEY
        return weight >= (LEAST_AWAY if unsure or not near else LEAST_CHANCE)
    if candidate.kind in MONEY_KINDS:
        proven = candidate.answer == "met" and candidate.fact is not None and candidate.term.condition is not None
        proven = (
            proven
            or (candidate.answer == "met" and candidate.lessened)
            or (candidate.singled_out and candidate.waits_for is None)
        )
        if (_second_time(candidate) and rank < _NEAR_ROWS) or candidate.row_proven:
            return weight >= LEAST_CHANCE
        if candidate.firm and candidate.term.cells and _is_settled(candidate) and rank < _NEAR_ROWS:
            return weight >= LEAST_ROW
        if candidate.answer == "open" or (distance < _AWAY and not candidate.term.cells and not proven):
            return weight >= (LEAST_MONEY_AWAY if distance < _AWAY else LEAST_AWAY)
        return weight >= LEAST_MONEY
    if candidate.fit < LEAST_FIT_OF_DEED and weight < LEAST_MONEY:
        return False
    if candidate.kind == "change" and candidate.answer == "open":
        return weight >= LEAST_MONEY  # what may be changed in some other case is nothing to offer
    return weight >= (LEAST_CHANCE if near else LEAST_AWAY)


# Money that was taken twice is no second failure.
_TAKEN_TWICE = re.compile(
    r"\b(?:charged|taken|paid|debited|billed|drawn|collected|invoiced) (?:twice|a second time|again)\b", _I
)


def _second_time(candidate: Candidate) -> bool:
    """Whether a fact says that what a clause gives for a second time has come about."""
    condition = candidate.term.condition or ""
    met = candidate.answer == "met" and candidate.fact is not None
    return met and asks_again(condition) and not _TAKEN_TWICE.search(condition)


def _failed_again(candidate: Candidate) -> bool:
    """Whether a clause is for what failed a second time: "booked twice" is one failure, "wrong as well" another."""
    return _second_time(candidate) and asks_again(_BOTH_AT_ONCE.sub(" ", candidate.term.condition or ""))


_BOTH_AT_ONCE = re.compile(r"\b(?:twice|two times)\b", _I)


def _after_a_second_time(chosen: list[Candidate]) -> list[Candidate]:
    """What is offered without what the same document gives for the first time: who was sent a second broken one chooses no
    longer between a third and a repair."""
    again = {c.term.path for c in chosen if c.kind in _TANGIBLE and _second_time(c)}
    return [
        c
        for c in chosen
        if c.term.path not in again or c.kind not in GOODS_KINDS | {"refund", "repair"} or _second_time(c)
    ]


_AND = len(", and then ")  # between two clauses of one sentence


def _one_sentence(first: Term, second: Term) -> bool:
    """Whether two clauses are parts of one sentence: "the credit is due, and the next visit is offered within 3 days"."""
    return 0 <= second.start - first.end <= _AND and not first.quote.rstrip().endswith((".", ";"))


def _together(candidate: Candidate, ranked: Sequence[Candidate]) -> bool:
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


def _goes_with(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
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


_RULED = re.compile(r"\b(?:accept|approv|confirm|check|decision|inspect|assess|examin)", _I)


def _checks_behind(chosen: Sequence[Candidate], ranked: Sequence[Candidate]) -> list[Candidate]:
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


_OURS = re.compile(
    r"\b(?:by us|we|our)\b", _I
)  # "stay cancelled by us" is not on top of what a customer gets who cancelled
_LEAST_NAMED = 0.6  # the share of a row's name that a clause has to use for the two to be of one matter


def _rows_on_top(chosen: Sequence[Candidate], ranked: Sequence[Candidate], told: frozenset[str]) -> list[Candidate]:
    """The sums of a table that say themselves that they come on top of what is offered for the same matter: the row "double
    booked court" beside "if a court was booked twice, the member chooses ...", the row "late desk", on top of the delivery
    charge, beside that charge where `told`, the words of the case, speak of a desk."""
    said = [
        f"{c.term.section} {c.term.quote} {c.term.condition or ''}"
        for c in chosen
        if not c.term.cells
        and c.kind in MONEY_KINDS | {"replacement"}
        and c.answer in {"met", "claimed"}
        and not _failed_again(c)  # what comes on top the first time is no gift for the second
    ]
    # "On top of the choice under AB-DMG 3.1": by the code of the document
    codes = {code for c in chosen if (code := (c.term.standing.code or "").rsplit("-", 1)[0]).count("-")}
    best: dict[str, tuple[float, Candidate]] = {}
    for row in ranked:
        if not row.term.cells or row.kind not in MONEY_KINDS or row.waits_for is not None or not _is_settled(row):
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


_PAPER = r"(?:notice|letter|invoice|bill|statement|estimate|reminder)s?"
_SENDS_PAPER = re.compile(
    rf"\bsends? (?:you |out )?(?:an?|the|our) (?:[a-z]+ ){{0,2}}?{_PAPER}\b|\b{_PAPER} (?:is|are|will be) (?:sent|issued)\b",
    _I,
)


def _is_past(candidate: Candidate, received_on: date) -> bool:
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


def _says_enough(candidate: Candidate) -> bool:
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


def _second_and_unsure(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    """A second remedy from another page of the rules has to be as plain as the first."""
    return (
        candidate.kind in _TANGIBLE
        and candidate.weight < 0.8
        and not candidate.row_proven
        and not (candidate.term.cells and _is_settled(candidate))
        and any(
            other.kind in _TANGIBLE and other.term.passage != candidate.term.passage and not other.row_proven
            for other in chosen
        )
    )


def _needs_no_answer(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    """Whether an answer to some request would be promised beside what is given anyway, and not surely meant for it."""
    return (
        candidate.kind in WORD_KINDS - {"investigation"}
        and candidate.term.condition is None
        and candidate.weight < LEAST_MONEY
        and any(other.kind in _TANGIBLE and other.answer == "met" for other in chosen)
    )


def _of_another_grade(candidate: Candidate, ranked: Sequence[Candidate]) -> bool:
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


def _same_matter(one: Candidate, other: Candidate) -> bool:
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
        near = {one.kind, other.kind} <= {"delivery", "replacement", "repair"} or {one.kind, other.kind} <= {
            "refund",
            "fee_waiver",
        }
        return near and one.term.part == other.term.part and not (one.term.choice and other.term.choice)
    if one.kind in MONEY_KINDS:
        same_sum = one.amount is None or other.amount is None or one.amount == other.amount
        if same_sum or _from_other_money(one, other):
            return same_sum
        return one.term.part == other.term.part or one.kind == "refund"
    return one.term.part == other.term.part or one.due == other.due or one.kind in GOODS_KINDS


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


def _with_choices(chosen: list[Candidate], ranked: list[Candidate]) -> list[Candidate]:
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
