"""Long patterns searched for in little time; what is found stays the same. Pure.

A long pattern of alternatives is tried at every letter of a clause, and mostly in vain. `Scan` looks first whether any
word of the clause begins as a match must begin, and whether the clause holds what every match holds.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, reduce
from operator import or_
from typing import Any

from knowledge.expressions import Group, Letter, OneOf, Part, Place, Repeat, UnknownSyntaxError, read

_HEAD = 4  # letters of a word's beginning that are compared
_DIGIT = "\0digit"
_WORD = re.compile(r"\w+")
_MARK = re.compile(r"[\W_]")


class Scan:
    """A pattern that is searched for in lower-case words, or with `re.IGNORECASE` in any; it finds what the plain pattern would.

    Of a long pattern of alternatives only those are tried that a text may hold. Nothing is compiled before the first search:
    hundreds of patterns are written down, and what a program is started for mostly needs few of them.
    """

    __slots__ = ("_any_case", "_bits", "_flags", "_told", "_ways", "match", "pattern")

    _bits: int  # those of all its ways
    _ways: tuple[_Way, ...]
    match: Callable[[str], re.Match[str] | None]  # at one place only, which costs little
    pattern: re.Pattern[str]

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._told = pattern
        self._flags = flags
        self._any_case = bool(flags & re.IGNORECASE)

    def __getattr__(self, name: str) -> Any:
        # Asked for what is not made yet. Where two threads ask at once, both make the same.
        if name not in _MADE_LATER:
            raise AttributeError(name)
        if name in {"match", "pattern"}:
            self.pattern = re.compile(self._told, self._flags)
            self.match = self.pattern.match
        else:
            long = len(self._told) >= _LONG and _KEEPS_NO_GROUP.fullmatch(self._told)
            told = (long and _alternatives(self._told)) or [self._told]
            ways = tuple(_Way(each, self._flags) for each in told)
            self._bits = reduce(or_, (way.bits for way in ways))
            self._ways = ways
        return getattr(self, name)

    def search(self, text: str) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        bits = self._bits
        small = in_small(text) if self._any_case else text
        said = _said(small, len(_BITS))
        if not bits & said:
            return None
        # What the first way finds, of those that find something at the first place.
        found: re.Match[str] | None = None
        for way in self._ways:
            if way.bits & said:
                match = way.search(text, small)
                if match is not None and (found is None or match.start() < found.start()):
                    found = match
        return found

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        ways = self._ways
        small = in_small(text) if self._any_case else text
        said = _said(small, len(_BITS))
        if any(way.bits & said and way.holds_what_it_needs(small) for way in ways):
            return self.pattern.finditer(text)
        return iter(())


@lru_cache(maxsize=4096)
def in_small(text: str) -> str:
    """A text in small letters, each in its place: a few letters have no small one of their own, and stay as they are."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(each if len(each := letter.lower()) == 1 else letter for letter in text)


_MADE_LATER = frozenset(("_bits", "_ways", "match", "pattern"))
_KEEPS_NO_GROUP = re.compile(r"(?:[^\\(]|\\.|\((?=\?(?!P<)))*", re.DOTALL)


class _Way:
    """A pattern, and what tells at once that a text does not hold it; compiled when it is first tried."""

    __slots__ = ("_flags", "_needed", "_parts", "_search", "_told", "bits")

    _needed: tuple[str, ...] | None
    _parts: tuple[Part, ...]
    _search: Callable[[str], re.Match[str] | None] | None

    def __init__(self, pattern: str, flags: int) -> None:
        self._told = pattern
        self._flags = flags
        self._parts = _parts_of(pattern)
        begun = _heads_of(self._parts)
        if begun is not None and flags & re.IGNORECASE:
            begun = frozenset(map(in_small, begun))
        self.bits = -1 if begun is None else _bits_of(begun)
        self._needed = self._search = None

    def search(self, text: str, small: str) -> re.Match[str] | None:
        """As `re.Pattern.search`, for a text whose words begin as a match does; `small`: the text as its letters are compared."""
        if self._search is None:
            if not self.holds_what_it_needs(small):
                return None
            self._search = re.compile(self._told, self._flags).search
        # As `holds_what_it_needs`, without the call: this is asked hundreds of times a letter.
        for each in self._needed or ():
            if each in small:
                return self._search(text)
        return None if self._needed else self._search(text)

    def holds_what_it_needs(self, small: str) -> bool:
        """Whether a text holds one of the strings of which every match holds one."""
        if self._needed is None:
            needed = _telling(_needed(self._parts))
            self._needed = tuple(map(in_small, needed)) if self._flags & re.IGNORECASE else needed
        for each in self._needed:
            if each in small:
                return True
        return not self._needed


_LONG = 400  # characters of a pattern: a shorter one is tried as a whole


def _alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern, each by itself; also those that stand in one group between places."""
    cut = _cut(pattern)
    grouped = _GROUPED.fullmatch(pattern) if len(cut) == 1 else None
    inner = _cut(grouped["inner"]) if grouped is not None else []
    return [f"{grouped['lead']}(?:{each}){grouped['end']}" for each in inner] if grouped and inner else cut


_GROUPED = re.compile(r"(?P<lead>\\b|\(\?<!\\w\)|)\(\?:(?P<inner>.*)\)(?P<end>\\b|\(\?!\\w\)|)", re.DOTALL)


def _cut(pattern: str) -> list[str]:
    """A pattern cut where no bracket is open; none where one is closed that was not opened."""
    cut, begin, depth, at, in_class = [], 0, 0, 0, False
    while at < len(pattern):
        mark = pattern[at]
        if mark == "\\":
            at += 1
        elif in_class:
            in_class = mark != "]"
        elif mark == "[":
            in_class = True
            at += pattern.startswith("^", at + 1)
            at += pattern.startswith("]", at + 1)
        elif mark in "()":
            depth += 1 if mark == "(" else -1
            if depth < 0:
                return []
        elif mark == "|" and not depth:
            cut.append(pattern[begin:at])
            begin = at + 1
        at += 1
    return [*cut, pattern[begin:]]


class Scans:
    """Many patterns that are searched for at once."""

    __slots__ = ("_at_words", "_bits", "_patterns")

    def __init__(self, patterns: Iterable[str]) -> None:
        self._patterns = [re.compile(pattern) for pattern in patterns]
        begun = [_heads_of(_parts_of(pattern.pattern)) for pattern in self._patterns]
        self._bits = [-1 if heads is None else _bits_of(heads) for heads in begun]
        # Whether all matches of a pattern begin where a word does: it is tried at no other place.
        self._at_words = [heads is not None and all(_of_word(head) for head in heads) for heads in begun]

    def found(self, text: str) -> Iterator[int]:
        """The numbers of the patterns that are found in the text, in order."""
        said = _said(text, len(_BITS))
        return (k for k, bits in enumerate(self._bits) if bits & said and self._patterns[k].search(text))

    def matches(self, text: str) -> Iterator[tuple[int, re.Match[str]]]:
        """All that `finditer` of each pattern gives, with the pattern's number, in the order of the patterns."""
        known = len(_BITS)
        said = _said(text, known)
        tried = [k for k, bits in enumerate(self._bits) if bits & said]
        if not tried:
            return
        at_words = 0
        for k in tried:
            at_words |= self._bits[k] if self._at_words[k] else 0
        places = [(start, begins) for start, begins in _places(text, known) if begins & at_words]
        for k in tried:
            if not self._at_words[k]:
                for match in self._patterns[k].finditer(text):
                    yield k, match
                continue
            bits, match_at, end = self._bits[k], self._patterns[k].match, 0
            for start, begins in places:
                if begins & bits and start >= end and (at_word := match_at(text, start)):
                    end = at_word.end()
                    yield k, at_word


def _of_word(head: str) -> bool:
    return head == _DIGIT or head[0].isalnum()


class Openings:
    """Many patterns, of which the first is sought that matches at the beginning of a text."""

    __slots__ = ("_always", "_of_head", "_patterns")

    def __init__(self, patterns: Iterable[str]) -> None:
        self._patterns = [re.compile(pattern) for pattern in patterns]
        self._of_head: dict[str, list[int]] = {}
        self._always: list[int] = []
        for k, pattern in enumerate(self._patterns):
            parts = _parts_of(pattern.pattern)
            begun = {text for text, _ in _begun([("", True)], parts)} if parts else {""}
            if "" in begun:
                self._always.append(k)
            for head in begun:
                self._of_head.setdefault(head, []).append(k)

    def first(self, text: str) -> int | None:
        """The number of the first pattern that matches at the beginning."""
        word = _WORD.match(text)
        tried = set(self._always)
        for head in _heads_of_word(word.group()) if word else (text[:1],):
            tried.update(self._of_head.get(head, ()))
        return next((k for k in sorted(tried) if self._patterns[k].match(text)), None)


@lru_cache(maxsize=16384)
def _heads_of_word(word: str) -> tuple[str, ...]:
    digit = (_DIGIT,) if any(mark.isdigit() for mark in word) else ()
    return (*(word[:size] for size in range(1, _HEAD + 1)), *digit)


# A bit for each beginning of a word that a pattern has, so that a pattern and a text are compared in one step; and one that
# every text has.
_BITS: dict[str, int] = {"": 1}
_COUNTING = threading.Lock()


def _bits_of(begun: frozenset[str]) -> int:
    with _COUNTING:
        for head in begun:
            _BITS.setdefault(head, 1 << len(_BITS))
        return sum(_BITS[head] for head in begun)


@lru_cache(maxsize=4096)
def _said(text: str, known: int) -> int:
    """The bits of how the words of a text begin (their first one to four letters) and of the marks that stand in it, while
    so many are `known`; that of every text among them."""
    bits = 1
    for _, begins in _places(text, known):
        bits |= begins
    for mark in {*_MARK.findall(text)}:
        bits |= _BITS.get(mark, 0)
    return bits


@lru_cache(maxsize=256)
def _places(text: str, known: int) -> tuple[tuple[int, int], ...]:
    """Where each word of the text begins, and the bits of its beginning."""
    return tuple((word.start(), _bits_of_word(word.group(), known)) for word in _WORD.finditer(text))


@lru_cache(maxsize=16384)
def _bits_of_word(word: str, known: int) -> int:  # `known` tells apart what was made before more were
    bits = 0
    for head in _heads_of_word(word):
        bits |= _BITS.get(head, 0)
    return bits


def _parts_of(pattern: str) -> tuple[Part, ...]:
    """The parts of an expression; none, of which nothing follows, where it cannot be read."""
    try:
        return read(pattern)
    except UnknownSyntaxError:
        return ()


def _heads_of(parts: Sequence[Part]) -> frozenset[str] | None:
    """How a match of an expression can begin; None: anyhow, or within a word."""
    if not _at_a_word(parts):
        return None
    names = frozenset(text for text, _ in _begun([("", True)], parts))
    return None if "" in names else names


def _at_a_word(parts: Sequence[Part]) -> bool:
    # Whether a match begins at a word, so that the beginnings of words tell of it.
    if not parts:
        return False
    first = parts[0]
    if isinstance(first, Place):
        return first.at_a_word
    return isinstance(first, Group) and all(_at_a_word(branch) for branch in first.branches)


def _begun(so_far: Iterable[tuple[str, bool]], parts: Sequence[Part]) -> set[tuple[str, bool]]:
    """The beginnings `so_far` (letters, whether more may follow) with what the parts add to them."""
    open_ = {text for text, more in so_far if more}
    shut = {(text, False) for text, more in so_far if not more}
    for part in parts:
        if not open_:
            break
        if isinstance(part, Place):
            continue
        added, grown = _next(part), set()
        for text in open_:
            for more, goes_on in added:
                whole, open_still = _joined(text, more, goes_on)
                if open_still:
                    grown.add(whole)
                else:
                    shut.add((whole, False))
        open_ = grown
    return shut | {(text, True) for text in open_}


def _joined(text: str, more: str, goes_on: bool) -> tuple[str, bool]:
    if text and more and not more[0].isalnum():
        return text, False
    whole = text + more
    return (whole, goes_on) if len(whole) < _HEAD or not whole[0].isalnum() else (whole[:_HEAD], False)


def _next(part: Part) -> set[tuple[str, bool]]:
    """What one part adds to a beginning, and whether the part after it may add more."""
    if isinstance(part, Letter):
        return {(part.mark, part.mark.isalnum())}
    if isinstance(part, Group):
        return {each for branch in part.branches for each in _begun([("", True)], branch)}
    if isinstance(part, Repeat):
        grown = {(text, more and part.most == 1) for text, more in _begun([("", True)], (part.part,))}
        return grown | {("", True)} if part.least == 0 else grown
    if isinstance(part, OneOf) and part.marks is not None:
        return {(mark, mark.isalnum()) for mark in part.marks}
    if isinstance(part, OneOf) and part.spread == ("d",):
        return {(_DIGIT, False)}
    return {("", False)}


_LEAST_TELLING = 3  # letters: shorter ones stand in most texts
_MOST_ALTERNATIVES = 160
_MOST_LOOKED_FOR = 40


def _telling(needs: list[frozenset[str]]) -> tuple[str, ...]:
    """Of the needs of a pattern the shortest that most texts do not meet."""
    least = map(_least, needs)
    rare = [need for need in least if min(map(len, need)) >= _LEAST_TELLING and len(need) <= _MOST_LOOKED_FOR]
    return tuple(sorted(min(rare, key=len, default=())))


def _least(need: frozenset[str]) -> frozenset[str]:
    """A need without the strings that hold another one of it."""
    return frozenset(each for each in need if not any(other in each for other in need if other != each))


def _needed(parts: Sequence[Part]) -> list[frozenset[str]]:
    """What every match of the parts holds: of each set at least one string."""
    needs: list[frozenset[str]] = []
    run = _NOTHING
    for part in parts:
        spelt = _spelt(part)
        if spelt is not None and len(run) * len(spelt) <= _MOST_ALTERNATIVES:
            run = frozenset(before + after for before in run for after in spelt)
            continue
        needs.append(run)
        run = _NOTHING if spelt is None else spelt
        if spelt is not None:
            continue
        if isinstance(part, Repeat) and part.least > 0:
            needs += _needed((part.part,))
        elif isinstance(part, Group):
            best = [_longest(_needed(branch)) for branch in part.branches]
            needs.append(frozenset().union(*best) if all(best) else _NOTHING)
    return [need for need in (*needs, run) if "" not in need]


_NOTHING = frozenset(("",))


def _spelt(part: Part) -> frozenset[str] | None:
    """All that a part of an expression may stand for, where that is a few strings."""
    if isinstance(part, Letter):
        return frozenset((part.mark,))
    if isinstance(part, Group):
        branches = [_spelt_out(branch) for branch in part.branches]
        found = frozenset[str]().union(*(branch for branch in branches if branch is not None))
        return found if None not in branches and len(found) <= _MOST_ALTERNATIVES else None
    if isinstance(part, OneOf) and part.marks is not None:
        return frozenset(part.marks)
    return None


def _spelt_out(parts: Sequence[Part]) -> frozenset[str] | None:
    found = _NOTHING
    for part in parts:
        spelt = _spelt(part)
        if spelt is None or len(found) * len(spelt) > _MOST_ALTERNATIVES:
            return None
        found = frozenset(before + after for before in found for after in spelt)
    return found


def _longest(needs: list[frozenset[str]]) -> frozenset[str]:
    """The need whose shortest string is the longest; none where nothing is needed."""
    return max(needs, key=lambda need: (min(map(len, need)), -len(need)), default=frozenset())
