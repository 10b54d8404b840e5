"""Where one sentence ends and the next begins."""

from __future__ import annotations

import re

_BREAK = re.compile(r"(?<=[.!?])\s+|\n+")
_ORDINAL = re.compile(r"\b\d{1,2}\.$")
_MONTH_NEXT = re.compile(r"(?i)\s*(?:jan|feb|mär|maer|apr|mai|jun|jul|aug|sep|okt|nov|dez)[a-zä]*\b")
_QUOTED = re.compile(r"“[^”\n]*”|„[^“\n]*“|«[^»\n]*»|\"[^\"\n]*\"")
_DAY_COMMA = re.compile(
    r"(?i)\b((?:mon|tues|wednes|thurs|fri|satur|sun)day|\w+tag|mittwoch|lunes|martes|miércoles|jueves|viernes|"
    r"sábado|domingo|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),\s+(?=(?:den\s+|dem\s+|the\s+|le\s+|el\s+)?(?:\d|"
    r"[^\W\d]+\s+\d))"
    r"|(\d),\s+(?=\d{4}\b)"
)


def dates_in_one_piece(text: str) -> str:
    """The text without the commas inside a date ("Thursday, November 12, 2026"), so that it can be cut at commas."""
    return _DAY_COMMA.sub(lambda match: f"{match[1] or match[2]} ", text)


def sentences(text: str) -> tuple[str, ...]:
    """Split at `.`, `!`, `?` followed by white space, and at line ends; empty pieces are left out."""
    return tuple(piece for part in _BREAK.split(text) if (piece := part.strip()))


def spoken(text: str) -> tuple[str, ...]:
    """The sentences in the company's own voice: apostrophes made plain, quoted words blanked out, and a German
    ordinal date ("16. November") kept in one piece."""
    plain = _QUOTED.sub(" … ", text.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " "))
    joined: list[str] = []
    for piece in sentences(plain):
        if joined and _ORDINAL.search(joined[-1]) and _MONTH_NEXT.match(piece):
            joined[-1] += " " + piece
        else:
            joined.append(piece)
    return tuple(joined)
