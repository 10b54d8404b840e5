"""Whether a letter offers what is owed: by the commitments of the proposal, and by the letter's own words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from assistant.case import Frozen
from assistant.evaluation import lexicon
from assistant.evaluation.deadlines import DayType, Deadline, too_soon
from assistant.evaluation.expectations import Item
from assistant.evaluation.reading import Clause
from assistant.evaluation.sentences import dates_in_one_piece

Extent = Literal["full", "met", "part", "missing"]
_OFFERING = frozenset({"promise", "offer", "conditional_promise"})
_NEAR: tuple[frozenset[str], ...] = (
    lexicon.ANSWERS,
    frozenset({"refund", "fee_waiver"}),
    frozenset({"replacement", "delivery"}),
    frozenset({"fix", "change", "repair"}),
)
_UNITS: dict[str, tuple[int, DayType]] = {
    "days": (1, "calendar"),
    "business_days": (1, "business"),
    "weeks": (7, "calendar"),
    "months": (30, "calendar"),
}


@dataclass(frozen=True)
class Offer:
    """Something a letter offers. `amounts` are the sums that stand with it; `due` is None where none is stated."""

    kinds: frozenset[str]
    amounts: tuple[Decimal, ...]
    due: Deadline | None


class Owed(Frozen):
    """One thing owed (alternatives count as one) and how far it is offered: `full` (every alternative), `met` (one
    alternative of several, in full), `part` (its kind, but not the whole sum or too soon), `missing`.

    `strict` takes the kind of the commitments at its word; `lenient` takes near kinds for one another where days or
    sum agree; `by_text` is read from the letter alone.
    """

    label: str
    conditional: bool
    strict: Extent
    lenient: Extent
    by_text: Extent


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _due(raw: Mapping[str, Any] | None) -> Deadline | None:
    if not raw:
        return None
    unit, count = str(raw.get("unit")), raw.get("max") or raw.get("value")
    if count is not None and unit in _UNITS:
        factor, day_type = _UNITS[unit]
        return Deadline(int(count) * factor, day_type, None, 0)
    if count is not None and unit == "hours":
        return Deadline(int(count) // 24, "calendar", None, 0)
    if raw.get("date"):
        return Deadline(0, "calendar", dt.date.fromisoformat(str(raw["date"])), 0)
    return None


def _stated(clauses: Iterable[Clause]) -> tuple[Decimal, ...]:
    return tuple(
        s.value for clause in clauses if clause.stance not in ("refusal", "report", "question") for s in clause.sums
    )


def committed(proposal: Mapping[str, Any], clauses: Sequence[Clause]) -> tuple[Offer, ...]:
    """The offers among the commitments of a proposal whose quote does stand in the letter, and not in a refusal.

    The sums of the neighbouring sentences count as theirs ("The sum is $40.")."""
    text = _squeezed(str(proposal["reply"]["text"]))
    offers = []
    for commitment in proposal.get("commitments") or ():
        quote = _squeezed(str(commitment.get("quote") or ""))
        if commitment.get("type") not in _OFFERING or not quote or quote not in text:
            continue
        plain = dates_in_one_piece(quote.replace("’", "'"))
        held = [c for c in clauses if c.text in plain or plain in dates_in_one_piece(_squeezed(c.sentence))]
        if held and all(clause.stance in ("refusal", "report") for clause in held):
            continue
        amount = (commitment.get("amount") or {}).get("value")
        near = {position + step for position in {c.position for c in held} for step in (-1, 0, 1)}
        amounts = _stated(c for c in clauses if c.position in near)
        if amount is not None:
            amounts = (Decimal(str(amount)), *amounts)
        offers.append(Offer(frozenset({str(commitment.get("kind"))}), amounts, _due(commitment.get("due"))))
    return (*offers, *_combined(offers))


def _combined(offers: Sequence[Offer]) -> list[Offer]:
    """What is owed in one sum may be offered in parts: for each kind with several sums, an offer of their total."""
    parts: dict[frozenset[str], list[Offer]] = {}
    for offer in offers:
        if offer.amounts:
            parts.setdefault(offer.kinds, []).append(offer)
    totals = []
    for kinds, several in parts.items():
        first = {offer.amounts[0] for offer in several}
        if len(first) > 1:
            dues = [offer.due for offer in several if offer.due is not None]
            totals.append(Offer(kinds, (sum(first, Decimal(0)),), min(dues, key=lambda d: d.days, default=None)))
    return totals


def written(clauses: Sequence[Clause]) -> tuple[Offer, ...]:
    """The offers that the words of the letter make: each granting or stating clause, its own or its
    sentence's deadlines, and the sums of the sentences next to it."""
    offers: list[Offer] = []
    for clause in clauses:
        if clause.stance not in ("grant", "plain"):
            continue
        amounts = _stated(c for c in clauses if abs(c.position - clause.position) <= 1)
        dues = clause.deadlines or tuple(
            d for c in clauses if c.position == clause.position and c.stance in ("grant", "plain") for d in c.deadlines
        )
        if clause.stance == "plain" and not dues and not clause.sums:
            continue
        offers += [Offer(clause.speaks_of, amounts, due) for due in dues or (None,)]
    return tuple(offers)


def _in_words(offer: Offer, item: Item) -> bool:
    """Whether a passage of the letter offers the item. Its sum, or exactly its days, tell it as well as its kind does:
    there are more words for a kind than any list holds."""
    if not _timely(offer, item) or not _whole(offer, item):
        return False
    if item.max_amount is not None:
        return True
    exact = offer.due is not None and (offer.due.days, offer.due.unit) == (item.min_days, item.day_type)
    return exact or _lenient(offer, item)


def _timely(offer: Offer, item: Item) -> bool:
    if item.min_days is None or offer.due is None:
        return True
    return not too_soon(offer.due, item.min_days, item.day_type, item.starts)


def _whole(offer: Offer, item: Item) -> bool:
    if item.max_amount is None:
        return True
    limit = item.max_amount
    return any(abs(amount - limit) < Decimal("0.005") for amount in offer.amounts)


def _strict(offer: Offer, item: Item) -> bool:
    return item.kind in offer.kinds and _whole(offer, item) and _timely(offer, item)


def _lenient(offer: Offer, item: Item) -> bool:
    if item.kind in offer.kinds:
        return _whole(offer, item) and _timely(offer, item)
    if not any(item.kind in near and near & offer.kinds for near in _NEAR):
        return False
    if item.min_days is not None:
        return offer.due is not None and _timely(offer, item) and _whole(offer, item)
    if item.max_amount is not None:
        return _whole(offer, item)
    return item.kind in lexicon.ANSWERS


def _assigned(
    items: Sequence[Item], offers: Sequence[Offer], fits: Callable[[Offer, Item], bool], *, shared: bool
) -> set[int]:
    """The items that have an offer. Unless `shared`, each offer serves one item (augmenting paths find the most)."""
    if shared:
        return {i for i, item in enumerate(items) if any(fits(offer, item) for offer in offers)}
    holder: dict[int, int] = {}

    def place(item: int, tried: set[int]) -> bool:
        for number, offer in enumerate(offers):
            if number in tried or not fits(offer, items[item]):
                continue
            tried.add(number)
            if number not in holder or place(holder[number], tried):
                holder[number] = item
                return True
        return False

    for item in range(len(items)):
        place(item, set())
    return set(holder.values())


def _extent(unit: Sequence[int], items: Sequence[Item], full: set[int], offers: Sequence[Offer]) -> Extent:
    if all(i in full for i in unit):
        return "full"
    if any(i in full for i in unit):
        return "met"
    return "part" if any(items[i].kind in offer.kinds for i in unit for offer in offers) else "missing"


def owed(items: Sequence[Item], proposal: Mapping[str, Any], clauses: Sequence[Clause]) -> tuple[Owed, ...]:
    """One `Owed` for each entitled item or group of alternatives, in the order of the case."""
    units: dict[str, list[int]] = {}
    for number, item in enumerate(items):
        units.setdefault(f"group {item.group}" if item.group else f"item {number}", []).append(number)
    offers, words = committed(proposal, clauses), written(clauses)
    strict = _assigned(items, offers, _strict, shared=False)
    lenient = _assigned(items, offers, _lenient, shared=False)
    by_text = _assigned(items, words, _in_words, shared=True)
    return tuple(
        Owed(
            label=" or ".join(items[i].label() for i in unit),
            conditional=any(items[i].conditional for i in unit),
            strict=_extent(unit, items, strict, offers),
            lenient=_extent(unit, items, lenient, offers),
            by_text=_extent(unit, items, by_text, words),
        )
        for unit in units.values()
    )
