"""Long patterns searched for in little time; what is found stays the same. Pure.

A long pattern of alternatives is tried at every letter of a clause, and mostly in vain. `Scan` looks first whether any
word of the clause begins as a match must begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from re import _constants as op  # type: ignore[attr-defined]  # the library's own reading of a pattern has no public name
from re import _parser as parser  # type: ignore[attr-defined]  # as above
from typing import Any

_HEAD = 4  # letters of a word's beginning that are compared
_DIGIT = "\0digit"
_WORD = re.compile(r"\w+")
_MARK = re.compile(r"[\W_]")


class Scan:
    """A pattern that is searched for in lower-case words; it finds what the plain pattern would."""

    __slots__ = ("_heads", "match", "pattern")

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern)
        self.match = self.pattern.match  # at one place only, which costs little
        self._heads = _heads_of(parser.parse(pattern))

    def search(self, text: str) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        if self._heads is not None and self._heads.isdisjoint(heads(text)):
            return None
        return self.pattern.search(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        if self._heads is not None and self._heads.isdisjoint(heads(text)):
            return iter(())
        return self.pattern.finditer(text)


class Scans:
    """Many patterns that are searched for at once."""

    __slots__ = ("_always", "_of_head", "_patterns")

    def __init__(self, patterns: Iterable[str]) -> None:
        self._patterns = [re.compile(pattern) for pattern in patterns]
        self._of_head: dict[str, list[int]] = {}
        self._always: list[int] = []
        for k, pattern in enumerate(self._patterns):
            begun = _heads_of(parser.parse(pattern.pattern))
            if begun is None:
                self._always.append(k)
            for head in begun or ():
                self._of_head.setdefault(head, []).append(k)

    def found(self, text: str) -> Iterator[int]:
        """The numbers of the patterns that are found in the text, in order."""
        return (k for k in self._tried(text) if self._patterns[k].search(text))

    def matches(self, text: str) -> Iterator[tuple[int, re.Match[str]]]:
        """All that `finditer` of each pattern gives, with the pattern's number, in the order of the patterns."""
        return ((k, match) for k in self._tried(text) for match in self._patterns[k].finditer(text))

    def _tried(self, text: str) -> list[int]:
        tried = set(self._always)
        for head in heads(text) & self._of_head.keys():
            tried.update(self._of_head[head])
        return sorted(tried)


@lru_cache(maxsize=16384)
def _heads_of_word(word: str) -> tuple[str, ...]:
    digit = (_DIGIT,) if any(mark.isdigit() for mark in word) else ()
    return (*(word[:size] for size in range(1, _HEAD + 1)), *digit)


@lru_cache(maxsize=4096)
def heads(text: str) -> frozenset[str]:
    """How the words of a text begin (their first one to four letters), and the marks that stand in it."""
    found: set[str] = set(_MARK.findall(text))
    for word in _WORD.findall(text):
        found.update(_heads_of_word(word))
    return frozenset(found)


def _heads_of(read: Any) -> frozenset[str] | None:
    """How a match of a parsed pattern can begin; None: anyhow, or within a word."""
    if not _at_a_word(list(read)):
        return None
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
        (behind, among), *more = list(told[1])
        barred = behind is op.IN and not more and any(each in among for each in _WORDLIKE)
        return barred or _at_a_word(items[1:])
    if kind is op.SUBPATTERN:
        return _at_a_word(list(told[-1]))
    return kind is op.BRANCH and all(_at_a_word(list(branch)) for branch in told[1])


_WORDLIKE = ((op.CATEGORY, op.CATEGORY_WORD), (op.CATEGORY, op.CATEGORY_NOT_SPACE))


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
