"""What a case says is owed and allowed, as values."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from assistant.case import Frozen
from assistant.errors import InputError
from assistant.evaluation.deadlines import DayType, dates

_EVENT = re.compile(
    r"(?i)\b(?:from|after|of|once|since|counted|ab|nach|seit|desde|a partir|tras|à compter|après|depuis)\s+(.{3,60})"
)
_CONDITION = re.compile(
    r"(?i)\b(?:if|only|once|when|where|unless|falls|wenn|sobald|nur|si|solo|sólo|cuando|una vez|seulement|lorsque)\b"
)
_REQUIRED = ("id", "complaint", "received_on")


class Item(Frozen):
    """A remedy with its limits: `max_amount` (None: no sum may be named), `min_days` (None: no date may be named).
    `starts` are the days from which the time may run. `authority` is None for what is owed."""

    kind: str
    max_amount: Decimal | None = None
    currency: str | None = None
    min_days: int | None = None
    day_type: DayType = "business"
    group: str | None = None
    note: str = ""
    authority: str | None = None
    starts: tuple[dt.date, ...]

    @property
    def conditional(self) -> bool:
        """Whether the note makes it hang on something."""
        return _CONDITION.search(self.note) is not None

    def label(self) -> str:
        """One short line for a report."""
        amount = "" if self.max_amount is None else f" {self.max_amount} {self.currency or ''}".rstrip()
        days = "" if self.min_days is None else f" in {self.min_days} {self.day_type} days"
        return f"{self.kind}{amount}{days}"


class Expectations(Frozen):
    """One case's `entitled` and `discretionary`, with the day of receipt."""

    received_on: dt.date
    entitled: tuple[Item, ...]
    discretionary: tuple[Item, ...]

    def allowed(self, *, above_rep: bool = False) -> tuple[Item, ...]:
        """What may be promised: what is owed, and what a representative may add (`above_rep`: what anybody may)."""
        return self.entitled + tuple(item for item in self.discretionary if above_rep or item.authority == "rep")


def _starts(note: str, facts: Mapping[str, Any], received_on: dt.date) -> tuple[dt.date, ...]:
    """The days the time may run from: receipt, a day the note names, and the facts' day of the event it names.

    Where the note's event matches no fact by its words, every recent fact's day is allowed: the doubt is the writer's.
    """
    named = [day for day in dates(note, received_on) if day <= received_on]
    event = _EVENT.search(note)
    if event is None:
        return (received_on, *named)
    stems = {word[:5] for word in re.findall(r"[^\W\d_]{4,}", event[1].lower())}
    close: list[dt.date] = []
    recent: list[dt.date] = []
    for key, value in facts.items():
        days = [day for day in dates(str(value), received_on) if day <= received_on]
        recent += [day for day in days if (received_on - day).days <= 31]
        words = {word[:5] for word in re.findall(r"[^\W\d_]{4,}", f"{key} {value}".lower().replace("_", " "))}
        if stems & words:
            close += days
    return (received_on, *named, *(close or named or recent))


def _items(
    rows: Iterable[Mapping[str, Any]], facts: Mapping[str, Any], received_on: dt.date, *, owed: bool
) -> tuple[Item, ...]:
    return tuple(
        Item(
            kind=row["kind"],
            max_amount=None if row.get("max_amount") is None else Decimal(str(row["max_amount"])),
            currency=row.get("currency"),
            min_days=row.get("min_days"),
            day_type="calendar" if row.get("day_type") == "calendar" else "business",
            group=row.get("group"),
            note=row.get("note") or "",
            authority=None if owed else row.get("authority", "rep"),
            starts=_starts(row.get("note") or "", facts, received_on),
        )
        for row in rows
    )


def expectations(case: Mapping[str, Any]) -> Expectations:
    """The expectations of a case as it stands in cases.jsonl. Raises InputError for a missing or wrong field."""
    for field in _REQUIRED:
        if not case.get(field):
            raise InputError(
                f"The case {case.get('id', 'without an id')} has no {field}; see the format of example cases."
            )
    try:
        received_on = dt.date.fromisoformat(str(case["received_on"])[:10])
        facts: Mapping[str, Any] = case.get("facts") or {}
        return Expectations(
            received_on=received_on,
            entitled=_items(case.get("entitled") or (), facts, received_on, owed=True),
            discretionary=_items(case.get("discretionary") or (), facts, received_on, owed=False),
        )
    except (KeyError, ValueError, TypeError, ArithmeticError) as error:
        raise InputError(
            f"The case {case['id']} cannot be scored: {error!r} in its dates, amounts or kinds."
        ) from error
