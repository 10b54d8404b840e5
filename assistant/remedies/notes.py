"""What a row of a table says beside its sum: when it is due, and on top of what it comes. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.terms import Term

_I = re.IGNORECASE
_LEAST_WORDS = 4  # words from which on a cell says more than a value
_WHEN = re.compile(
    r"^(?:(?:(?:the|an?) (?:[\w-]+ ){1,3}(?:is|are) )?(?:is )?(?:due|refunded|credited|owed|paid|given|granted|once|one|only|counts)\b(?: (?!(?:when|if|where)\b)[\w-]+){0,8}? )?(?P<when>(?:only )?(?:when|if|where|once(?= (?:the|a|an|our|we|your) )|after(?= (?:the|a|an|our|we) ))\b.+)$",
    _I,
)
_ONLY = re.compile(r"\bonly (?P<when>(?:when|if|after|once)(?! (?:per|for|in)\b) .+)$", _I)
_ON_TOP = re.compile(
    r"(?<!not )(?<!never )\b(?:on top of|in addition to|as well as|besides|added to|comes? with|goes with|together with) (?P<what>[^;.]+?)(?=[;.]|$| and (?:only|replaces)\b)",
    _I,
)


def due_when(row: Term) -> str | None:
    """The condition under which a row's notes say that it is due ("Only if despatch takes longer than 12 working days")."""
    return _due_when(_notes(row))


def on_top_of(row: Term) -> str | None:
    """What a row's notes say that it comes on top of ("the exchange")."""
    found = _ON_TOP.search(_notes(row))
    return found["what"].strip() if found is not None else None


def _notes(row: Term) -> str:
    """The cells that say more than a value."""
    said = [cell for _, cell in row.cells[1:] if len(cell.split()) >= _LEAST_WORDS]
    return "; ".join(said[-1:])


@lru_cache(maxsize=4096)
def _due_when(notes: str) -> str | None:
    for part in re.split(r";|\.(?= |$)", notes):
        if (found := _WHEN.match(part.strip()) or _ONLY.search(part)) is not None:
            return found["when"]
    return None
