"""The parts of a regular expression, read from its text: as much of the syntax as patterns over words use. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_TIMES = re.compile(r"\{(?P<least>\d*)(?P<to>,?)(?P<most>\d*)\}")
_OPENING = re.compile(r"\(\?(?:P<\w+>|>|(?P<flags>[a-zA-Z-]*):)|\((?!\?)")
_LOOK = re.compile(r"\(\?(?P<behind><?)(?P<how>[=!])")
_PLAIN = re.compile(r"[^\\()\[\]{}|?*+.^$]+(?![?*+{])")
_MANY = 1 << 30


class Letter(NamedTuple):
    """One letter or mark as it stands."""

    mark: str


class OneOf(NamedTuple):
    """One mark of a class; `marks` is None where the class is told by ranges or by what is not in it. `spread`: the kinds
    of marks in it ("d", "w", "S")."""

    marks: tuple[str, ...] | None
    spread: tuple[str, ...]


class Place(NamedTuple):
    """A place between marks; `at_a_word`: a word begins there or nothing of a word stands before it."""

    at_a_word: bool


class Group(NamedTuple):
    """Alternatives, each a row of parts."""

    branches: tuple[tuple[Part, ...], ...]


class Repeat(NamedTuple):
    """A part so many times."""

    least: int
    most: int
    part: Part


Part = Letter | OneOf | Place | Group | Repeat


_letter = lru_cache(maxsize=1024)(Letter)


class UnknownSyntaxError(ValueError):
    """The expression uses syntax that is not read here."""


def read(pattern: str) -> tuple[Part, ...]:
    """The parts of an expression, one behind the other; groups without a choice are told by what they hold. Raises
    UnknownSyntaxError for flags within it and whatever else is not read here."""
    return _Reader(pattern).read()


class _Reader:
    """Reads an expression from left to right."""

    def __init__(self, pattern: str) -> None:
        self._text = pattern
        self._at = 0

    def read(self) -> tuple[Part, ...]:
        parts = self._alternatives()
        if self._at < len(self._text):
            raise UnknownSyntaxError
        return parts

    def _alternatives(self) -> tuple[Part, ...]:
        branches = [self._row()]
        while self._text.startswith("|", self._at):
            self._at += 1
            branches.append(self._row())
        return branches[0] if len(branches) == 1 else (Group(tuple(branches)),)

    def _row(self) -> tuple[Part, ...]:
        parts: list[Part] = []
        while self._at < len(self._text) and self._text[self._at] not in "|)":
            plain = _PLAIN.match(self._text, self._at)
            if plain is not None:  # most of an expression is words as they stand
                parts.extend(map(_letter, plain.group()))
                self._at = plain.end()
                continue
            read = self._part()
            times = self._times()
            if times is None:
                parts.extend(read)
            elif read:
                parts.append(Repeat(*times, read[0] if len(read) == 1 else Group((read,))))
        return tuple(parts)

    def _times(self) -> tuple[int, int] | None:
        if self._at >= len(self._text):
            return None
        plain = {"?": (0, 1), "*": (0, _MANY), "+": (1, _MANY)}.get(self._text[self._at])
        told = _TIMES.match(self._text, self._at) if self._text[self._at] == "{" else None
        if plain is None and (told is None or not (told["least"] or told["most"])):
            return None
        if plain is not None:
            self._at += 1
            found = plain
        else:
            assert told is not None, "one of the two was found"
            self._at = told.end()
            least = int(told["least"] or 0)
            found = least, (int(told["most"]) if told["most"] else _MANY) if told["to"] else least
        if self._text[self._at : self._at + 1] in ("?", "+"):
            self._at += 1
        return found

    def _part(self) -> tuple[Part, ...]:
        mark = self._text[self._at]
        if mark == "(":
            return self._group()
        self._at += 1
        if mark == "[":
            return (self._class(),)
        if mark == "\\":
            return (self._escaped(),)
        if mark in "^$":
            return (Place(mark == "^"),)
        return (OneOf(None, ()),) if mark == "." else (_letter(mark),)

    def _group(self) -> tuple[Part, ...]:
        look, opening = _LOOK.match(self._text, self._at), _OPENING.match(self._text, self._at)
        if look is None and (opening is None or opening["flags"]):
            raise UnknownSyntaxError
        self._at = (look or opening).end()  # type: ignore[union-attr]  # one of the two was found
        inner = self._alternatives()
        if not self._text.startswith(")", self._at):
            raise UnknownSyntaxError
        self._at += 1
        if look is None:
            return inner
        (only,) = inner if len(inner) == 1 else (None,)
        bars = look["behind"] and look["how"] == "!" and isinstance(only, OneOf) and {"w", "S"} & {*only.spread}
        # What is only not behind leaves open what is: the parts after it tell whether a word begins.
        return (Place(at_a_word=True),) if bars else () if look["behind"] and look["how"] == "!" else (Place(False),)

    def _escaped(self) -> Part:
        mark = self._text[self._at : self._at + 1]
        self._at += 1
        if mark in ("b", "A", "B", "Z"):
            return Place(mark in ("b", "A"))
        if mark in ("d", "w", "s", "D", "W", "S"):
            return OneOf(None, (mark,))
        if mark.isalnum() or not mark:
            return OneOf(None, ())  # "\n", a reference to a group
        return Letter(mark)

    def _class(self) -> OneOf:
        turned = self._text.startswith("^", self._at)
        start = self._at = self._at + turned
        marks: list[str] = []
        spread: list[str] = []
        plain = not turned
        while self._at < len(self._text) and (self._text[self._at] != "]" or self._at == start):
            mark = self._text[self._at]
            self._at += 1
            if mark == "\\":
                escaped = self._escaped()
                if isinstance(escaped, Letter):
                    marks.append(escaped.mark)
                else:
                    plain = False
                    spread.extend(escaped.spread if isinstance(escaped, OneOf) else ())
            elif mark == "-" and marks and self._text[self._at : self._at + 1] != "]":
                plain = False
                self._at += 1 + (self._text[self._at : self._at + 1] == "\\")
            else:
                marks.append(mark)
        self._at += 1
        if not plain:
            return OneOf(None, tuple(spread) if not turned and not (spread == ["d"] and marks) else ())
        return OneOf(tuple(marks), ())
