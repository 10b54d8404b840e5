"""What a letter promises beyond what the case allows: forbidden sentences, too much, too soon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from assistant.errors import InputError
from assistant.evaluation import lexicon
from assistant.evaluation.deadlines import Deadline, too_soon
from assistant.evaluation.expectations import Expectations, Item
from assistant.evaluation.money import Sum, percentages
from assistant.evaluation.reading import Clause
from assistant.evaluation.sentences import sentences

_CENT = Decimal("0.005")
_PURSE = {"refund": "money", "fee_waiver": "money", "credit": "credit", "discount": "credit"}
_ALIKE: tuple[frozenset[str], ...] = (
    frozenset({"refund", "fee_waiver"}),
    frozenset({"credit", "discount"}),
    frozenset({"replacement", "delivery"}),
    frozenset({"fix", "change", "repair"}),
)


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def forbidden(case: Mapping[str, Any], text: str) -> tuple[str, ...]:
    """One reason for each sentence that a `must_not` regex of the case matches. InputError when a regex is none."""
    reasons = []
    for rule in case.get("must_not") or ():
        try:
            pattern = _compiled(rule["regex"])
        except (re.error, KeyError) as error:
            raise InputError(f"A must_not rule of the case {case['id']} has no valid regex: {error}.") from error
        reasons += [f"forbidden ({rule.get('what', '')}): “{s}”" for s in sentences(text) if pattern.search(s)]
    return tuple(reasons)


def _total(items: Iterable[Item]) -> Decimal:
    """The most that these items come to: alternatives (one group) count with the highest of them."""
    total, groups = Decimal(0), dict[str, Decimal]()
    for item in items:
        amount = item.max_amount or Decimal(0)
        if item.group is None:
            total += amount
        else:
            groups[item.group] = max(groups.get(item.group, Decimal(0)), amount)
    return total + sum(groups.values(), Decimal(0))


def _pool(clause: Clause, wanted: Expectations) -> tuple[Item, ...]:
    """The items with a sum that the clause's own kind of money can be held against; all of them where that is open."""
    items = wanted.allowed(above_rep=clause.needs_decision)
    purses = {_PURSE[kind] for kind in clause.speaks_of if kind in _PURSE}
    if len(purses) == 1:
        same = tuple(item for item in items if _PURSE.get(item.kind) in purses)
        if same:
            return same
    return items


def too_much(clauses: Iterable[Clause], wanted: Expectations) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Reasons for sums and percentages given above the limit, and notes on those that cannot be compared."""
    reasons, notes = [], []
    for clause in clauses:
        pool = _pool(clause, wanted)
        for given in clause.granted:
            reason, note = _sum_over(given, pool)
            if reason:
                reasons.append(f"too much ({reason}): “{clause.sentence}”")
            elif note:
                notes.append(f"{note}: “{clause.sentence}”")
        known = [value for item in pool for value, _ in percentages(item.note)]
        for share in clause.granted_percent:
            if not any(item.max_amount is not None for item in pool) and not known:
                reasons.append(f"too much ({share}% where no sum is allowed): “{clause.sentence}”")
            elif known and share > max(known):
                reasons.append(f"too much ({share}%, at most {max(known)}%): “{clause.sentence}”")
            elif not known:
                notes.append(f"{share}% is given, and the case names no percentage: “{clause.sentence}”")
    return tuple(dict.fromkeys(reasons)), tuple(dict.fromkeys(notes))


def _sum_over(given: Sum, pool: tuple[Item, ...]) -> tuple[str, str]:
    limited = [item for item in pool if item.max_amount is not None and given.is_in(item.currency)]
    limit = _total(limited)
    if given.value <= limit + _CENT:
        return "", ""
    if not limited and any(item.max_amount is None and item.kind in lexicon.MONEY_KINDS for item in pool):
        return "", f"{given.value} is named where the case names no sum"
    return f"{given.value}, at most {limit}", ""


def _same_kind(kind: str) -> frozenset[str]:
    return next((alike for alike in _ALIKE if kind in alike), frozenset({kind}))


def _bounds(clause: Clause, wanted: Expectations) -> list[tuple[Item, ...]]:
    """For each kind that the clause speaks of, the owed items of that kind that its deadlines are held against."""
    kinds = clause.speaks_of
    sets = {_same_kind(kind) for kind in kinds - lexicon.ANSWERS}
    answers = kinds & lexicon.ANSWERS
    if answers:
        # An answer may be called a contact, a check or a decision; a mere call or letter is only held against contacts.
        outcome = answers != {"contact"} or lexicon.OUTCOME.search(clause.text)
        sets.add(lexicon.ANSWERS if outcome else frozenset({"contact"}))
    return [tuple(item for item in wanted.entitled if item.kind in alike) for alike in sets]


def soon(clauses: Iterable[Clause], wanted: Expectations) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Reasons for deadlines before those of the same kind, and notes on dates for money where policy gives none.

    A clause that speaks of several kinds is at fault only if its deadline is too soon for each of them, and a
    deadline of something else is not held against anything.
    """
    reasons, notes = [], []
    for clause in clauses:
        if clause.stance not in ("grant", "plain") or not clause.deadlines:
            continue
        bounds = _bounds(clause, wanted)
        if not bounds or not all(bounds):
            continue
        for deadline in clause.deadlines:
            if deadline.days <= 1 and lexicon.STARTS.search(clause.text) and not lexicon.OUTCOME.search(clause.text):
                continue
            if all(_before_all(deadline, items) for items in bounds):
                least = min((item for items in bounds for item in items if item.min_days is not None), key=_days)
                reasons.append(f"too soon (at least {least.label()}): “{clause.sentence}”")
            elif all(item.min_days is None and item.kind in lexicon.MONEY_KINDS for items in bounds for item in items):
                notes.append(f"a date for money where the case gives none: “{clause.sentence}”")
    return tuple(dict.fromkeys(reasons)), tuple(dict.fromkeys(notes))


def _days(item: Item) -> int:
    return item.min_days or 0


def _before_all(deadline: Deadline, items: tuple[Item, ...]) -> bool:
    timed = [item for item in items if item.min_days is not None]
    return bool(timed) and all(too_soon(deadline, _days(item), item.day_type, item.starts) for item in timed)


def unconditional(clauses: Iterable[Clause], wanted: Expectations) -> tuple[str, ...]:
    """For a case in which only contact, a check or an escalation can be promised: the sentences that nevertheless
    grant a refund, a replacement or a credit without a condition, though none of that kind is allowed."""
    allowed = {item.kind for item in wanted.allowed()}
    return tuple(
        dict.fromkeys(
            f"granted while the case is open: “{clause.sentence}”"
            for clause in clauses
            if clause.stance == "grant"
            and not clause.conditional
            and clause.kinds & ({"refund", "replacement", "credit"} - allowed)
            and lexicon.GIVES.search(clause.text)
        )
    )
