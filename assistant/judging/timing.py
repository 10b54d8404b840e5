"""Whether a time that a letter names is that of the deed it stands beside, by the clauses in force. Pure.

Every company has many times, and a time that is too short is often the right one of something else. So each time of the
letter is held against all times of the clauses at once: how alike are the words around the two? What comes out is a
share for each clause (softmax over `WEIGHTS`), as of one question with many answers. Where nearly all of it goes to
clauses that take longer, the letter promises too much. The weights are learned from compliant replies alone, in which the
clauses with the very time are taken for right (tests/train_times.py).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.facts import stems
from assistant.judging.grounds import Grounds
from assistant.judging.sentences import happened, is_wished, sentences
from assistant.judging.timing_weights import WEIGHTS
from assistant.recent import Recent
from knowledge.terms import Span, Term
from knowledge.terms.kinds import names_kinds
from knowledge.terms.measures import find_spans
from knowledge.terms.model import Kind

_I = re.IGNORECASE
FEATURES = ("local", "whole", "local_in_whole", "around_in_whole", "unit", "row", "same_kind", "other_kind")  # fmt: skip
_SURE = 0.93
_LIKELY = 0.5
# A clause that takes less time may stand behind a promise of more, but a letter seldom names another time than its clause.
_LESS_TIME = 0.1
_LEAST_IN_COMMON = 2.5
_IN_DAYS = {"hours": 1 / 24, "days": 1.0, "business_days": 1.4, "weeks": 7.0, "months": 30.4}
_UNITS = tuple(_IN_DAYS)
_LIMITS = re.compile(
    r"\b(?:within|no later than|not later than|at (?:the )?(?:latest|most)|up to|takes?|every|in (?:the |at most|no more than)|inside|under|"
    r"binnen|innerhalb|spätestens|bis zu|dauert|alle|höchstens|plazo|a más tardar|hasta|cada|máximo|"
    r"dans (?:les|un)|sous|tous les|au plus tard|jusqu'à)\b\W*(?:\w+\W+){0,2}$",
    _I,
)
_REFUSED = re.compile(
    r"n[’']t\b|\b(?:not(?! later)|never|cannot|nor|asked|kein\w*|nicht|no puedo|ni|ne|pas|aucun\w*)\b", _I
)
_JOINT = re.compile(r"[,;]| (?:and|or|but|und|oder|aber|y|o|pero|et|ou|mais) ")


class Told(NamedTuple):
    """A time that a letter sets: text[start:end], with the words of its part of the sentence, of the sentence with the
    one before, and of those without its part, all in English. `names`: its part in another language, in which the names of
    people and desks are the same."""

    start: int
    end: int
    span: Span
    local: str
    whole: str
    around: str
    names: str = ""


class Hurried(NamedTuple):
    """A time of a letter, text[start:end], that is shorter than that of its deed: the clause, and its time."""

    start: int
    end: int
    span: Span
    term: Term
    needed: Span

    @property
    def why(self) -> str:
        """The finding as a sentence."""
        return f"Policy gives {_said(self.needed)} for this, the letter {_said(self.span)}: {self.term.quote}"


def timed(grounds: Grounds) -> tuple[list[Hurried], list[tuple[int, int]]]:
    """The times of the letter that only slower clauses speak of, and the places of those that are a clause's own."""
    known = {(span.bound, span.unit) for fact in grounds.facts for span in (f.span for f in find_spans(fact.text))}
    found, kept = [], []
    for told in told_times(grounds.text, grounds.english, foreign=grounds.language != "en"):
        slow, slower = _slower(told, grounds)
        if slow < _LIKELY:
            kept.append((told.start, told.end))
        elif slower is not None and (told.span.bound, told.span.unit) not in known:
            found.append(Hurried(told.start, told.end, told.span, *slower))
    return found, kept


def _slower(told: Told, grounds: Grounds) -> tuple[float, tuple[Term, Span] | None]:
    """How likely the time is that of a clause which takes longer (0 to 1), and where that is sure that clause and its time."""
    clauses = _clauses(grounds.current)
    if not clauses.times:
        return 1.0, None
    signals = clauses.signals(told)
    weights = np.array([WEIGHTS[name] for name in FEATURES])
    scores = signals @ weights
    shares = np.exp(scores - scores.max())
    aside = grounds.set_aside()
    usable = np.array([each.term.id not in aside for each in clauses.times])
    longer = np.array([is_longer(each.span, told.span) for each in clauses.times])
    later = longer & usable & np.array([each.term.mode != "window" for each in clauses.times])
    same = np.array([(each.span.bound, each.span.unit) == (told.span.bound, told.span.unit) for each in clauses.times])
    slow = float(shares[later].sum())
    rest = float(shares[same].sum()) + _LESS_TIME * float(shares[~same & ~longer].sum())
    share = slow / (slow + rest) if slow + rest else 1.0
    if not (later | same).any():
        return 1.0, None
    in_common = signals[int(np.argmax(np.where(later | same, scores, -np.inf)))]
    if float(in_common[_WORDS] @ weights[_WORDS]) < _LEAST_IN_COMMON:
        return max(share, _LIKELY), None
    if share < _SURE:
        return (share if (same & usable).any() and slow < float(shares[same & usable].sum()) else 1.0), None
    slowest = clauses.times[int(np.argmax(np.where(later, scores, -np.inf)))]
    return share, (slowest.term, slowest.span)


_WORDS = [FEATURES.index(name) for name in ("local", "whole", "local_in_whole", "around_in_whole", "same_kind")]


def is_longer(one: Span, other: Span) -> bool:
    """Whether one stretch of time ends later than another, by a clear half day where their units differ."""
    if one.unit == other.unit:
        return one.bound > other.bound
    return one.bound * _IN_DAYS[one.unit] - 0.5 > other.bound * _IN_DAYS[other.unit]


def _said(span: Span) -> str:
    return f"{span.bound} {span.unit.replace('_', ' ')}"


def told_times(text: str, english: Callable[[str], str], *, foreign: bool) -> Iterator[Told]:
    """The times that a letter sets, as far as they are no wish of the customer and nothing that is refused."""
    before = ""
    for start, sentence in sentences(text):
        if not is_wished(sentence):
            for found, begin, end in _parts(sentence):
                local = sentence[begin:end].strip()
                before_it = sentence[: found.start]
                if not _LIMITS.search(before_it) or _REFUSED.search(local) or happened(before_it):
                    continue
                whole = f"{before} {sentence}".strip()
                around = whole.replace(local, " ")
                yield Told(
                    start + found.start,
                    start + found.end,
                    found.span,
                    local=english(local),
                    whole=english(whole),
                    around=english(around),
                    names=local if foreign else "",
                )
        before = sentence


def _parts(sentence: str) -> Iterator[tuple[FoundTime, int, int]]:
    """Each stretch of time in a sentence with its part of it: up to the joint behind it, where another one follows."""
    found = [FoundTime(each.start, each.end, each.span) for each in find_spans(sentence)]
    begin = 0
    for place, each in enumerate(found):
        end = len(sentence)
        if place + 1 < len(found):
            between = sentence[each.end : found[place + 1].start]
            joint = _JOINT.search(between)
            end = each.end + (joint.start() if joint is not None else len(between) // 2)
        yield each, begin, end
        begin = end


class FoundTime(NamedTuple):
    """A stretch of time and where it stands in its sentence."""

    start: int
    end: int
    span: Span


# Clauses


@dataclass(frozen=True)
class _Time:
    """A time of a clause, with the stems and kinds of its part of it and the stems of the whole clause under its heading."""

    term: Term
    span: Span
    local: frozenset[str]
    whole: frozenset[str]
    kinds: frozenset[Kind]


_PART = re.compile(r"[^.;\n]+")


@lru_cache(maxsize=20_000)
def _stems(text: str) -> frozenset[str]:
    return stems(text)


@lru_cache(maxsize=20_000)
def _kinds(text: str) -> frozenset[Kind]:
    return frozenset(names_kinds(text))


def _times_of(term: Term) -> Iterator[_Time]:
    whole = _stems(f"{term.quote} {term.section} {re.sub(r'[^a-z]+', ' ', term.path)}")
    told = [cell for _, cell in term.cells] if term.cells else _PART.findall(term.quote)
    for part in told:
        for found, begin, end in _parts(part):
            local = part[begin:end]
            yield _Time(term, found.span, _stems(local), whole, _kinds(local))


class _Clauses:
    """The times of some clauses, ready to be held against those of letters."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.times = tuple(time for term in terms for time in _times_of(term))
        seen = Counter(word for time in self.times for word in time.whole)
        self._many = len(self.times)
        self._seen = seen
        self._weights: dict[str, float] = {}
        self._local = _Index([time.local for time in self.times], self._weight)
        self._whole = _Index([time.whole for time in self.times], self._weight)
        self._units = np.array([_UNITS.index(time.span.unit) for time in self.times])
        self._rows = np.array([float(bool(time.term.cells)) for time in self.times])

    def _weight(self, word: str) -> float:
        """How much a word tells: the square of its inverse frequency."""
        known = self._weights.get(word)
        if known is None:
            seen = self._seen.get(word, 0)
            known = math.log(1 + self._many / (1 + seen)) ** 2
            if seen:  # what no clause says comes from letters, and has no end
                self._weights[word] = known
        return known

    def signals(self, told: Told) -> NDArray[np.float64]:
        """(times of clauses, FEATURES)."""
        local, whole, around = (_stems(text) for text in (told.local, told.whole, told.around))
        local |= {word for word in _stems(told.names) if word in self._seen}
        kinds = _kinds(told.local)
        both = [kinds & time.kinds for time in self.times]
        columns = {
            "local": self._local.alike(local),
            "whole": self._whole.alike(whole),
            "local_in_whole": self._whole.alike(local),
            "around_in_whole": self._whole.alike(around),
            "unit": self._units == _UNITS.index(told.span.unit),
            "row": self._rows,
            "same_kind": [bool(each) for each in both],
            "other_kind": [
                bool(kinds and time.kinds) and not each for time, each in zip(self.times, both, strict=True)
            ],
        }
        return np.stack([np.asarray(columns[name], dtype=np.float64) for name in FEATURES], axis=1)


class _Index:
    """Sets of words that are held against another one: the cosine of their weighted words."""

    def __init__(self, docs: Sequence[frozenset[str]], weight: Callable[[str], float]) -> None:
        self._weight = weight
        self._places: dict[str, list[int]] = {}
        for place, words in enumerate(docs):
            for word in words:
                self._places.setdefault(word, []).append(place)
        self._lengths = np.sqrt([max(1e-9, sum(map(weight, words))) for words in docs])

    def alike(self, words: frozenset[str]) -> NDArray[np.float64]:
        """A cosine for each set."""
        found = np.zeros(len(self._lengths))
        for word in words:
            places = self._places.get(word)
            if places is not None:
                found[places] += self._weight(word)
        length = math.sqrt(max(1e-9, sum(map(self._weight, words))))
        cosines: NDArray[np.float64] = found / (self._lengths * length)
        return cosines


_READ: Recent[_Clauses] = Recent(32)


def _clauses(terms: tuple[Term, ...]) -> _Clauses:
    return _READ.get(tuple((term.id, term.quote) for term in terms), lambda: _Clauses(terms))


def compared(told: Told, terms: tuple[Term, ...]) -> tuple[NDArray[np.float64], list[bool]]:
    """What the weights are learned from: the signals of each time of the clauses, (times, FEATURES), and whether it is the
    very one told."""
    clauses = _clauses(terms)
    very = (told.span.bound, told.span.unit)
    return clauses.signals(told), [(time.span.bound, time.span.unit) == very for time in clauses.times]
