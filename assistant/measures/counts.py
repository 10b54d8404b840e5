"""How many of something a case tells: numbers, lists of days, lists of things. Pure."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from assistant.measures.days import LISTED, RUN, days_in, told_one_by_one
from knowledge.terms.measures import find_dates, find_money, find_percent, find_spans
from knowledge.terms.numbers import NUMBER_WORDS, any_of, count

_I = re.IGNORECASE
_WORDS = any_of({word: n for word, n in NUMBER_WORDS.items() if word != "una"}, least_letters=3)
_NUMBER = re.compile(
    rf"(?<![\w.,:/£$€-])(?P<n>\d{{1,3}}|{_WORDS}|both|twice|once)(?![\w%]|[.,:/-]\d| ?(?:%|per ?cent|am\b|pm\b|o'clock|min(?:ute)?s?\b|kg\b|km\b|miles\b|gsm\b))"
    rf"(?: (?:out )?of (?:the |a )?(?P<all>\d{{1,3}}|{_WORDS})\b)?(?:[ -](?P<noun>(?:[a-zà-ÿ]+[ -])?[a-zà-ÿ]{{3,}}))?",
    _I,
)
_SEVERAL = {"both": 2, "twice": 2, "once": 1}
_BARE_DAYS = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)(?:(?:, ?(?:and )?| and )(?:the )?\d{1,2}(?:st|nd|rd|th))+\b", _I)


class Count(NamedTuple):
    """A number of a case; `unit`: the noun or the stretch of time counted, "" where none is told; `line`: where it is told."""

    value: int
    unit: str
    name: str
    line: str


@lru_cache(maxsize=8192)
def counts_in(name: str, text: str, near: date) -> tuple[Count, ...]:
    """The numbers of a fact, its lists of days counted as days."""
    line = f"{name}: {text}"
    if find_money(text) and re.search(r"\bfor\b|\d ?[x×]|/", text):
        return ()  # "£78 for 10 lessons" says what one of them costs, not how many are meant
    taken = [(m.start, m.end) for m in find_money(text)] + [(a, b) for a, b, _ in find_dates(text, near=near)]
    taken += [(a, b) for a, b, _ in find_percent(text)]
    taken += [m.span() for m in (LISTED.search(text), RUN.search(text), _BARE_DAYS.search(text)) if m]
    found = []
    for span in find_spans(text):
        unit = span.span.unit.removesuffix("s").removeprefix("business_")
        before = text[: span.start].rstrip().lower().endswith((" of", "per", "a"))
        if not before and not any(a <= span.start < b for a, b in taken):
            found.append(Count(span.span.value, unit, name, line))
            taken.append((span.start, span.end))
    for match in _NUMBER.finditer(text):
        if any(a <= match.start() < b for a, b in taken):
            continue
        word = match["n"].lower()
        value = _SEVERAL.get(word) or count(word)
        noun = (match["noun"] or "").lower()
        if value > 0:
            found.append(Count(value, noun, name, line))
    days = days_in(text, near)
    listed = _BARE_DAYS.search(text)
    if listed and not days:
        found.append(Count(len(re.findall(r"\d{1,2}(?=[a-z])", listed.group())), "day", name, line))
    if len(days) > 1 and told_one_by_one(text, days):
        run = RUN.search(text)
        ends = days_in(run.group(), near) if run else ()
        more = (ends[1] - ends[0]).days - 1 if len(ends) == 2 else 0
        found.append(Count(len(set(days) | set(ends)) + more, "day", name, line))
    if not days and not find_money(text) and not re.search(r"\d", text):
        things = [piece for piece in re.split(r", | and ", text) if piece.strip()]
        if len(things) > 2 and all(len(piece.split()) <= 2 for piece in things):
            found.append(Count(len(things), "", name, line))
    return tuple(found)
