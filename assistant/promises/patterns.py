"""Patterns used where they stand: compiled once, for good (the cache of `re` holds too few for a whole grammar).

A long pattern of alternatives is tried at every letter of a clause, and mostly in vain. `Scan` looks first whether any
word of the clause begins as a match must begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from re import _constants as op  # type: ignore[attr-defined]  # the library's own reading of a pattern has no public name
from re import _parser as parser  # type: ignore[attr-defined]  # as above
from typing import Any

_HEAD = 4  # letters of a word's beginning that are compared
_DIGIT = "\0digit"
_WORD = re.compile(r"\w+")


class Scan:
    """A pattern that is looked for in a clause; it finds what the plain pattern would."""

    __slots__ = ("_begins", "_heads", "pattern")

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern)
        read = parser.parse(pattern)
        self._begins = _heads_of(read)  # of a match anywhere; None: anyhow
        self._heads = self._begins if _at_a_word(list(read)) else None  # of a match at a word

    def search(self, text: str) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        if self._heads is not None and self._heads.isdisjoint(heads(text)):
            return None
        return self.pattern.search(text)

    def match(self, text: str) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        if self._begins is not None and self._begins.isdisjoint(_opening(text[:_HEAD])):
            return None
        return self.pattern.match(text)


@lru_cache(maxsize=4096)
def _opening(start: str) -> frozenset[str]:
    return frozenset((*(start[:size] for size in range(1, _HEAD + 1)), *((_DIGIT,) if start[:1].isdigit() else ())))


@lru_cache(maxsize=4096)
def heads(text: str) -> frozenset[str]:
    """How the words of a text begin (their first one to four letters), and the marks that stand in it."""
    found = {word[:size] for word in _WORD.findall(text) for size in range(1, _HEAD + 1)}
    found |= {mark for mark in text if not mark.isalnum()}
    if any(mark.isdigit() for mark in text):
        found.add(_DIGIT)
    return frozenset(found)


def _heads_of(read: Any) -> frozenset[str] | None:
    """How a match of a parsed pattern can begin; None: anyhow."""
    begun = _begun([("", True)], read)
    names = frozenset(text for text, _ in begun)
    return None if "" in names else names


def _at_a_word(items: list[Any]) -> bool:
    # Whether a match begins at a word, so that the beginnings of words tell of it.
    if not items:
        return False
    kind, told = items[0]
    if kind is op.AT:
        return told in (op.AT_BEGINNING, op.AT_BOUNDARY, op.AT_BEGINNING_STRING)
    if kind is op.ASSERT_NOT and told[0] == -1:
        return str(told[1]) in _NO_WORD_BEFORE or _at_a_word(items[1:])
    if kind is op.SUBPATTERN:
        return _at_a_word(list(told[-1]))
    return kind is op.BRANCH and all(_at_a_word(list(branch)) for branch in told[1])


_NO_WORD_BEFORE = frozenset(str(next(iter(parser.parse(each)))[1][1]) for each in (r"(?<!\w)", r"(?<!\S)"))


def _begun(so_far: Iterable[tuple[str, bool]], items: Any) -> set[tuple[str, bool]]:
    """The beginnings `so_far` (letters, whether more may follow) with what `items` add to them."""
    open_ = {text for text, more in so_far if more}
    shut = {(text, False) for text, more in so_far if not more}
    for kind, told in items:
        if not open_:
            break
        if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
            continue
        grown = {_joined(text, more, goes_on) for text in open_ for more, goes_on in _next(kind, told)}
        shut |= {each for each in grown if not each[1]}
        open_ = {text for text, more in grown if more}
    return shut | {(text, True) for text in open_}


def _joined(text: str, more: str, goes_on: bool) -> tuple[str, bool]:
    if text and more and not more[0].isalnum():
        return text, False
    whole = text + more
    return (whole, goes_on) if len(whole) < _HEAD or not whole[0].isalnum() else (whole[:_HEAD], False)


def _next(kind: Any, told: Any) -> set[tuple[str, bool]]:
    """What one part of a pattern adds to a beginning, and whether the part after it may add more."""
    if kind is op.LITERAL:
        mark = chr(told)
        return {(mark, mark.isalnum())}
    if kind is op.SUBPATTERN:
        return _begun([("", True)], told[-1])
    if kind is op.BRANCH:
        return {each for branch in told[1] for each in _begun([("", True)], branch)}
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        least, most, inner = told
        once = _begun([("", True)], inner)
        grown = {(text, more and most == 1) for text, more in once}
        return grown | {("", True)} if least == 0 else grown
    if kind is op.IN and all(part[0] is op.LITERAL for part in told):
        return {each for part in told for each in _next(*part)}
    if kind is op.IN and told == [(op.CATEGORY, op.CATEGORY_DIGIT)]:
        return {(_DIGIT, False)}
    return {("", False)}


compiled = cache(Scan)


def search(pattern: str, text: str) -> re.Match[str] | None:
    """`re.search`, with the pattern kept."""
    return compiled(pattern).search(text)


def match(pattern: str, text: str) -> re.Match[str] | None:
    """`re.match`, with the pattern kept."""
    return compiled(pattern).match(text)
