"""Word keeps the numbers of numbered paragraphs apart from the text; here they are counted as Word would."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Numbering:
    """The counters of one document, moved on paragraph by paragraph."""

    def __init__(self, document: Document) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, list[int]] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):  # a document without lists has no numbering part
            return
        abstract = {a.get(f"{_W}abstractNumId"): a for a in root.iterchildren(f"{_W}abstractNum")}
        for number in root.iterchildren(f"{_W}num"):
            base = abstract.get(number.find(f"{_W}abstractNumId").get(f"{_W}val"))
            levels: dict[int, tuple[str, str, int]] = {}
            for level in base.iterchildren(f"{_W}lvl") if base is not None else ():
                read = {
                    key: found.get(f"{_W}val", "")
                    for key in ("numFmt", "lvlText", "start")
                    if (found := level.find(f"{_W}{key}")) is not None
                }
                start = read.get("start", "1")
                levels[int(level.get(f"{_W}ilvl"))] = (
                    read.get("numFmt", "decimal"), read.get("lvlText", ""), int(start) if start.isdigit() else 1,
                )  # fmt: skip
            self._levels[number.get(f"{_W}numId")] = levels

    def next_for(self, element: Any, styles: dict[str, Any]) -> str | None:
        """The number before this paragraph ("2.1"), "" for a bullet, None where it is in no list."""
        properties = element.find(f"{_W}pPr/{_W}numPr")
        style_id = element.find(f"{_W}pPr/{_W}pStyle")
        style = styles.get(style_id.get(f"{_W}val")) if style_id is not None else None
        name = (style.name or "").lower() if style is not None else ""
        while properties is None and style is not None:
            properties = style.element.find(f"{_W}pPr/{_W}numPr")
            style = style.base_style
        if properties is None:
            return "" if name.startswith(("list bullet", "list paragraph bullet")) else None
        number = properties.find(f"{_W}numId")
        depth = properties.find(f"{_W}ilvl")
        key = number.get(f"{_W}val") if number is not None else "0"
        level = int(depth.get(f"{_W}val", "0")) if depth is not None else 0
        if key == "0":
            return None
        levels = self._levels.get(key, {})
        kind, pattern, _ = levels.get(level, ("bullet", "", 1))
        if kind in ("bullet", "none"):
            return ""
        counts = self._counts.setdefault(key, [])
        while len(counts) <= level:
            counts.append(levels.get(len(counts), ("", "", 1))[2] - (1 if len(counts) == level else 0))
        counts[level] += 1
        del counts[level + 1 :]
        return re.sub(
            r"%(\d)",
            lambda m: (
                numeral(counts[int(m[1]) - 1], levels.get(int(m[1]) - 1, (kind, "", 1))[0])
                if int(m[1]) <= len(counts)
                else ""
            ),
            pattern,
        )


def numeral(number: int, kind: str) -> str:
    """A number in letters or Roman figures, by the names that Word has for them; 27 is "aa"."""
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in ("lowerRoman", "upperRoman"):
        said, left = "", number
        for value, mark in (
            (1000, "m"),
            (900, "cm"),
            (500, "d"),
            (400, "cd"),
            (100, "c"),
            (90, "xc"),
            (50, "l"),
            (40, "xl"),
            (10, "x"),
            (9, "ix"),
            (5, "v"),
            (4, "iv"),
            (1, "i"),
        ):
            while left >= value:
                said, left = said + mark, left - value
        return said if kind == "lowerRoman" else said.upper()
    return str(number)
