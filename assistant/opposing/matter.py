"""What makes two rules of two clauses: other names, other things in one form, another case, another matter. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from assistant.facts import overlap, stems
from assistant.opposing.clause import Said, Way, content, without_deeds
from assistant.opposing.differing import TIMES, step
from knowledge.terms import Term
from knowledge.terms.measures import find_dates
from knowledge.terms.people import CUSTOMER

_I = re.IGNORECASE
CLOSE = 0.62
_CLOSE_SAME = 0.55
_CLOSE_EVENT = 0.38
_OF_A_TIME = re.compile(r"\b(?:before|from|until|after|since|as of|by)\s+$", _I)


def dated(one: str, other: str) -> bool:
    """Whether the clauses are for what was agreed in two periods."""
    return any(_OF_A_TIME.search(text[:start]) for text in (one, other) for start, _, _ in find_dates(text))


_NAME = re.compile(r"(?<![.;:!?] )(?<!^)\b[A-Z][a-z]+(?: [A-Z][a-z]+)*|(?<=^An )[A-Z]\w+(?: [A-Z]\w+)*|(?<=^A )[A-Z]\w+(?: [A-Z]\w+)*|(?<=^The )[A-Z]\w+(?: [A-Z]\w+)*")  # fmt: skip


def names_apart(mine: Said, theirs: Said) -> bool:
    """Whether each clause names somebody or something that the other does not: two desks, two regions, two tiers."""
    a, b = ({word for name in _NAME.findall(each.text) for word in content(name)} for each in (mine, theirs))
    return bool(a - theirs.words - theirs.around and b - mine.words - mine.around)


def set_against(mine: Said, theirs: Said) -> bool:
    """Whether two clauses are cast in one form, in which one says a word where the other says another ("contact lenses",
    "sunglasses"), or more ("a rental", "a campervan rental"): two things, or a rule and its exception."""
    one, other = (re.findall(r"[^\W\d_]+", _FIGURE.sub(" ", each.text).lower()) for each in (mine, theirs))
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.ratio() < _ONE_FORM:
        return False
    events = frozenset(word for each in (mine, theirs) for limit in each.limits for word in stems(limit.event))
    for what, i, j, k, end in matcher.get_opcodes():
        if what == "equal":
            continue
        # Deeds and events are compared by themselves.
        a, b = (without_deeds(" ".join(words)) - events for words in (one[i:j], other[k:end]))
        if (a and b) and (a & (theirs.words | theirs.around) or b & (mine.words | mine.around)):
            continue  # what the one says instead, the other's heading says as well
        a, b = a - theirs.words - theirs.around, b - mine.words - mine.around
        if (a and b) or ((a or b) and k < _HEAD_WORDS and not _INCLUSIVE.search((mine if a else theirs).text)):
            return True
    return False


_FIGURE = re.compile(r"\d[\d.,]*")
_INCLUSIVE = re.compile(r"\b(?:any|every|all|each|whether|both|includ\w*|or not)\b", _I)
_ONE_FORM = 0.62
_HEAD_WORDS = 4


def one_case(mine: Said, theirs: Said) -> bool:
    """Whether no clause is for a case that the other is not for."""
    a, b = mine.case_words, theirs.case_words
    if mine.case and theirs.case:
        if _acts(mine.case) != _acts(theirs.case) and {_acts(mine.case), _acts(theirs.case)} == {"we", "they"}:
            return False
        if max(len(a), len(b)) <= _SHORT_CASE and _set_apart(a, theirs) and _set_apart(b, mine):
            return False  # "for a late parcel", "for a damaged parcel"
        if bool(_OURS.search(mine.case)) != bool(_OURS.search(theirs.case)):
            return False
        alike = overlap(a, b) >= 0.7 * max(1, min(len(a), len(b)))
        return not (alike and _excepts(mine.case) != _excepts(theirs.case))
    # One of them alone is for a case: it is an exception, unless the other speaks of that case too.
    case, plain = (a, theirs) if mine.case else (b, mine)
    return not case or overlap(case, plain.words | plain.around) >= 0.5 * len(case)


_SHORT_CASE = 3
_OURS = re.compile(r"\bby us\b|\bour (?:own )?(?:fault|mistake|error)\b", _I)


def _set_apart(words: frozenset[str], other: Said) -> bool:
    return any(not overlap(frozenset({word}), other.words | other.around) for word in words)


def _excepts(text: str) -> bool:
    return bool(re.search(r"\b(?:unless|except)\b", text, _I))


def _acts(text: str) -> str | None:
    """Who acts in a case: we, the customer, or nobody in particular."""
    who = re.match(
        rf"(?:but )?(?:only )?(?:if|when|where|once|unless) (?:(?P<we>we|our)|(?P<they>{CUSTOMER}|they))\b", text, _I
    )
    return who.lastgroup if who else None


def one_thing(mine: Said, theirs: Said, way: Way, closeness: float, speaks_of: Callable[[str, str], bool]) -> bool:
    """Whether both clauses are about one thing, so far as their words, headings and documents tell."""
    a, b = _matter(mine), _matter(theirs)
    only_a = frozenset(word for word in a if not overlap(frozenset({word}), theirs.words | theirs.around))
    only_b = frozenset(word for word in b if not overlap(frozenset({word}), mine.words | mine.around))
    if len(only_a) < len(a) and len(only_b) < len(b) and not (only_a and only_b):
        return closeness >= _CLOSE_SAME
    known = [
        not only or any(speaks_of(path, word) for word in only)
        for only, path in ((only_a, theirs.path), (only_b, mine.path))
    ]
    if way in TIMES and _event_words(mine, way) & _event_words(theirs, way):
        return closeness >= (_CLOSE_EVENT if all(known) else CLOSE)
    common = min(len(a) - len(only_a), len(b) - len(only_b))
    return closeness >= CLOSE and common >= max(2.0, 0.5 * min(len(a), len(b)))


def _matter(each: Said) -> frozenset[str]:
    """The words of what a clause is about and of its case, without deeds; those of its heading where that leaves none."""
    return each.thing | each.case_words or each.around


def _event_words(each: Said, way: Way) -> frozenset[str]:
    """What a clause's times count from, where that happens outside: of a request everything is counted."""
    events = [limit.event for limit in each.limits if limit.way == way and step(limit.event) is None]
    return frozenset(word for event in events for word in stems(event))


def words_of(terms: Sequence[Term]) -> Callable[[str, str], bool]:
    """Whether a document speaks of a thing in any of its clauses: (path, stem)."""
    spoken: dict[str, frozenset[str]] = {}  # of the few documents that are asked for

    def speaks_of(path: str, word: str) -> bool:
        if path not in spoken:
            mine = (stems(term.quote) | stems(term.section) for term in terms if term.path == path)
            spoken[path] = frozenset[str]().union(*mine)
        return word in spoken[path]

    return speaks_of
