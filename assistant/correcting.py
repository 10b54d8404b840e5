"""What a person puts in the place of a limit that was misread, as they write it. Pure.

The figures of a table row are its cells, because which of them counts depends on the customer; what follows from a cell
(the company's time, who may grant it) is read from the corrected row as it was from the first one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import get_args

from assistant.errors import InputError
from knowledge.passage import Passage
from knowledge.terms import Kind, Mode, Money, Span, Term, read_terms
from knowledge.terms.measures import find_money, find_spans

Cells = tuple[tuple[str, str], ...]
# What follows from the cells of a row.
_READ_OFF = ("amount", "percent", "due", "cap", "authority")
_LEVELS = ("rep", "supervisor", "manager")
_NONE = frozenset({"", "none", "-", "–"})
_LEAD = re.compile(r"^(?:within|every|up to|at most)\s+", re.IGNORECASE)
_AFTER = re.compile(r"^(?:after|from|of|since)\s+(?P<event>\S.*)$", re.IGNORECASE)


def corrected(term: Term, changes: Mapping[str, str]) -> Term:
    """The term with other limits, each as a person writes it: {"due": "5-7 business days after delivery"}.

    Names: mode, kind, amount, percent, cap, due, window, condition, exception, authority; "none" takes a limit away. Of a
    table row the columns, by their headings. Raises InputError for what is no such limit.
    """
    columns = {_plain(name): name for name, _ in term.cells}
    cells: dict[str, str] = {}
    update: dict[str, object] = {}
    for given, value in changes.items():
        name = _plain(given)
        if name in columns:
            cells[columns[name]] = value
        elif name in _READERS:
            update |= _READERS[name](value.strip())
        else:
            known = ", ".join([*(f'"{column}"' for column in columns.values()), *_READERS])
            raise InputError(f'"{given[:40]}" is no limit of this term; it has: {known}.')
    given_cells = tuple((name, cells.get(name, value)) for name, value in term.cells)
    return term.model_copy(update={**update, "cells": given_cells})


def followed(held: Term, given: Term) -> Term:
    """A corrected table row with what follows from its cells; for any other term, the term as it was given.

    What was itself corrected goes before what follows. Raises InputError for other columns than the row has, for an empty
    cell, and for a sum or share of a row that stands in none of its cells.
    """
    if not held.cells:
        return given.model_copy(update={"cells": ()})
    if [name for name, _ in given.cells] != [name for name, _ in held.cells]:
        raise InputError("A row keeps its columns; only what stands in them can be corrected.")
    empty = next(
        (n for (n, value), (_, was) in zip(given.cells, held.cells, strict=True) if was and not value.strip()), ""
    )
    if empty:
        raise InputError(f'The cell "{empty}" cannot be left empty; write "none" where nothing is given.')
    if (given.amount, given.percent) != (held.amount, held.percent):
        columns = ", ".join(f'"{name}"' for name, _ in held.cells)
        raise InputError(f"The figures of a table row stand in its cells; correct one of these: {columns}.")
    before, after = _read(held, held.cells), _read(held, given.cells)
    update = {
        name: getattr(after, name)
        for name in _READ_OFF
        if getattr(after, name) != getattr(before, name) and getattr(given, name) == getattr(held, name)
    }
    return given.model_copy(update=update)


def _read(held: Term, cells: Cells) -> Term:
    """The row as it is read with these cells."""
    row = Passage(
        id=held.passage, document=held.path, path=held.path, kind="policy", version=held.version, title="",
        section=held.section, text=" | ".join(f"{name}: {value}" for name, value in cells), position=0, fields=cells,
        standing=held.standing,
    )  # fmt: skip
    (term,) = read_terms([row])
    return term


def span(text: str, what: str) -> Span | None:
    """A stretch of time: "5-7 business days after delivery"; None for "none". Raises InputError."""
    if text.casefold() in _NONE:
        return None
    said = _LEAD.sub("", text)
    found = find_spans(said)
    rest = said[found[0].end :].strip() if found else ""
    event = _AFTER.match(rest)
    if len(found) != 1 or found[0].start or (rest and event is None):
        raise InputError(f'{what} "{text[:40]}" cannot be read; write it as "5-7 business days after delivery".')
    return found[0].span.model_copy(update={"after": event["event"] if event is not None else None})


def _money(text: str) -> Money | None:
    if text.casefold() in _NONE:
        return None
    found = find_money(text)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(text)):
        raise InputError(f'The sum "{text[:40]}" cannot be read; write it with its currency, as "25 USD".')
    return found[0].money


def _percent(text: str) -> Decimal | None:
    if text.casefold() in _NONE:
        return None
    try:
        return Decimal(text.removesuffix("%").strip().replace(",", "."))
    except InvalidOperation:
        raise InputError(f'The share "{text[:40]}" is no number; write it as "12.5".') from None


def _yes(text: str) -> bool:
    if text.casefold() not in {"yes", "no"}:
        raise InputError('Whether a sum is a cap is "yes" or "no".')
    return text.casefold() == "yes"


def _one_of(text: str, names: Sequence[str], what: str) -> str:
    name = text.casefold().replace(" ", "_")
    if name not in names:
        raise InputError(f'{what} "{text[:40]}" is not known; it is one of: {", ".join(names)}.')
    return name


def _kinds(text: str) -> dict[str, object]:
    kinds = tuple(_one_of(each.strip(), get_args(Kind), "The kind") for each in text.split(","))
    return {"kind": kinds[0], "kinds": kinds}


def _words(text: str) -> str | None:
    return None if text.casefold() in _NONE else text


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").split()).casefold()


_READERS: dict[str, Callable[[str], dict[str, object]]] = {
    "mode": lambda text: {"mode": _one_of(text, get_args(Mode), "The mode")},
    "kind": _kinds,
    "amount": lambda text: {"amount": _money(text)},
    "percent": lambda text: {"percent": _percent(text)},
    "cap": lambda text: {"cap": _yes(text)},
    "due": lambda text: {"due": span(text, "Our time")},
    "window": lambda text: {"window": span(text, "The customer's time")},
    "condition": lambda text: {"condition": _words(text)},
    "exception": lambda text: {"exception": _words(text)},
    "authority": lambda text: {"authority": _one_of(text, _LEVELS, "The level") if _words(text) else None},
}

__all__ = ["corrected", "followed", "span"]
