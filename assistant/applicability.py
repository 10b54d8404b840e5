"""Whom a clause is for: validity, region, tier and the other values that exclude one another. Pure.

Nothing here knows a region, a tier or a fact by name: what counts as a sibling ("Team" beside "Business") is read from
the company's own tables and lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from statistics import median
from typing import NamedTuple

from assistant.facts import Fact
from knowledge.passage import Passage
from knowledge.regions import currencies_in, finds_region, region_named
from knowledge.terms import Money, Term
from knowledge.terms.measures import find_money

_I = re.IGNORECASE


class Siblings(NamedTuple):
    """Values that exclude one another ("Starter", "Team", "Business"), read from tables and lists; `columns`: those of
    them that head the columns of what a matrix gives; `regions`: those that the documents say they are for."""

    groups: tuple[frozenset[str], ...]
    columns: frozenset[frozenset[str]] = frozenset()
    regions: frozenset[str] = frozenset()

    def active(self, facts: Sequence[Fact]) -> dict[str, frozenset[str]]:
        """For each group the customer belongs to: the customer's value -> the other values of the group."""
        chosen: dict[str, frozenset[str]] = {}
        for group in self.groups:
            own = _own_value(group, facts, heads_columns=group in self.columns)
            if own is not None:
                chosen[own] = chosen.get(own, frozenset()) | (group - {own})
        return chosen

    def elsewhere(self, facts: Sequence[Fact]) -> frozenset[str]:
        """The regions of documents that are not the customer's: of countries the others where a fact tells one of them, of a company's
        own places the others where it tells one of these."""
        own = _regions_told(self.regions, facts)
        alike = (frozenset(r for r in self.regions if _is_country(r) is of_countries) for of_countries in (True, False))
        return frozenset().union(*(group - own for group in alike if group & own))


_NAMED_KIND = re.compile(
    r"(?:(?<=[a-z,] )|(?<=\bA )|(?<=\bAn )|(?<=\bAny )|(?<=\bEach )|(?<=\bEvery ))(?P<value>[A-Z][a-z]{2,})(?: (?:or|and) (?P<second>[A-Z][a-z]{2,}))? (?P<noun>parcel|member|membership|customer|plan|ticket|account|service|fare|order|booking|contract|room|guest|subscriber|subscription|card|rental|passenger|tenant|policy|cover|delivery|collection|traveller|traveler|line|package|seat|pass|licen[cs]e|tariff|loan|mortgage)s?\b"
)


def _named_kinds(passages: Iterable[Passage]) -> Iterable[frozenset[str]]:
    """Kinds of one thing that are written as names: "a Timed parcel" beside "a late Steady parcel"."""
    kinds: dict[str, set[str]] = {}
    for passage in passages:
        for noun, value in _kinds_named_in(passage.text):
            kinds.setdefault(noun, set()).add(value)
    return (frozenset(values) for values in kinds.values() if 2 <= len(values) <= 6)


# The texts of the same documents are read in case after case.
_once_a_text = lru_cache(maxsize=16_384)


@_once_a_text
def _kinds_named_in(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (match["noun"], value.lower())
        for match in _NAMED_KIND.finditer(text)
        for value in (match["value"], match["second"])
        if value
    )


def siblings(passages: Iterable[Passage]) -> Siblings:
    """Read the groups of excluding values: short labels in one column, matrix headings, "Tiers: A (..), B (..)"."""
    passages = list(passages)
    columns: dict[tuple[str, str, str], list[str]] = {}
    headers: dict[tuple[str, str], tuple[str, ...]] = {}
    tables: dict[tuple[str, str], list[tuple[tuple[str, str], ...]]] = {}
    groups: list[frozenset[str]] = []
    for passage in passages:
        if passage.fields:
            tables.setdefault((passage.path, passage.section), []).append(passage.fields)
            names = tuple(name for name, _ in passage.fields)
            headers[passage.path, passage.section] = names
            for name, cell in passage.fields:
                value = _TOLD_BESIDE.sub("", cell)
                if _label(value):
                    columns.setdefault((passage.path, passage.section, name), []).append(_plain(value))
        groups.extend(_listed_in(passage.text))
    for (_, _, head), cells in columns.items():
        distinct = _one_by_one({cell for cell in cells if cell}, places=_PLACES.search(head) is not None)
        if 2 <= len(distinct) <= 8:
            groups.append(frozenset(distinct))
    heads: set[frozenset[str]] = set()
    for (path, section), names in headers.items():
        rows = tables[path, section]
        heads.add(frozenset(_plain(name) for name in names if _label(name) and _of_values(name, rows)))
    groups.extend(sorted(heads, key=sorted))
    groups.extend(sorted((frozenset(_IN_MONEY.sub("", name) for name in group) for group in heads), key=sorted))
    for passage in passages:
        groups.extend(_figured_in(passage.text))
    known = frozenset().union(*groups)
    groups.extend(kinds - known for kinds in _named_kinds(passages))
    excluding = tuple(dict.fromkeys(group for group in groups if len(group) > 1))
    return Siblings(excluding, frozenset(heads), _regions_named(passages))


# "household gbp", "small business gbp": the money of a column is no part of whom it is for.
_IN_MONEY = re.compile(r"(?<=\w) (?:in )?(?:gbp|eur|usd|cad|aud|chf|sek|nok|dkk|pln|nzd|jpy|euros?|pounds?|dollars?)$")
# "Economy, without tracking": what is told of a value beside its name.
_TOLD_BESIDE = re.compile(r"(?:,| \(|:| -| –) ?(?:without|with|incl\w*|excl\w*|no|not|only|up to)\b.*$", _I)
_LIST = re.compile(
    r"(?m)^[-*•]?\s*(?:[\w ]{0,20})(?:tiers?|plans?|levels?|classes|regions?|fares?|rates?)\s*(?:are|:)\s*(.+)$", _I
)


@_once_a_text
def _listed_in(text: str) -> tuple[frozenset[str], ...]:
    """The values that a line lists: "Plans: Home (1 line), Office (5 lines)"."""
    found = []
    for match in _LIST.finditer(text):
        pieces = re.split(r",| and | or ", re.sub(r"\(.*?\)", "", match[1]))
        values = [_plain(re.sub(r"\(.*?\)", "", piece)) for piece in pieces]
        short = [value for value in values if _label(value)]
        if 2 <= len(short) <= 6:
            found.append(frozenset(short))
    return tuple(found)


_EVERYBODY = re.compile(r"(?:all|any|every|each|both|everybody|everyone|everywhere)\b.*")


# The heading of a column of places, of which two in one cell are two, whether or not one stands alone elsewhere.
_PLACES = re.compile(
    r"\b(?:regions?|networks?|countr(?:y|ies)|areas?|zones?|where|territor(?:y|ies)|markets?|islands?|applies in)\b", _I
)


def _one_by_one(cells: set[str], *, places: bool = False) -> set[str]:
    """The values of a column, those that stand together in one cell ("EU and US") each by itself; a cell that holds for
    everybody ("all plans") is no value beside the others."""
    distinct: set[str] = set()
    for cell in cells:
        parts = {part.strip() for part in re.split(r",| and | or |/|&", cell)}
        apart = parts & (cells - {cell}) or (places and all(len(part.split()) < 3 for part in parts))
        distinct |= parts if apart else {cell}
    return {value for value in distinct if value and not _EVERYBODY.fullmatch(value)}


# What lies within what, or is another name of it: that one of two documents is for the whole says nothing against the part.
_EU = [
    "ireland", "germany", "deutschland", "austria", "österreich", "france", "spain", "españa",
    "italy", "portugal", "netherlands", "belgium", "benelux",
]  # fmt: skip
_UK = ["uk", "united kingdom", "great britain", "england", "scotland", "wales", "northern ireland"]
_US = ["us", "usa", "u.s.", "united states", "alaska", "hawaii", "puerto rico"]
_WITHIN = {
    **dict.fromkeys(("eu", "ue", "eea", "ewr", "european union"), frozenset(_EU)),
    **dict.fromkeys(("europe", "emea"), frozenset([*_EU, *_UK, "eu", "ue", "eea", "switzerland", "schweiz", "nordic", "nordics", "dach"])),
    **{_UK[n]: frozenset(_UK[n + 1 :]) for n in range(2)},
    "great britain": frozenset({"england", "scotland", "wales"}),
    **{_US[n]: frozenset(_US[n + 1 :]) for n in range(4)},
    **dict.fromkeys(("north america",), frozenset([*_US, "canada", "mexico", "méxico"])),
    **dict.fromkeys(("dach",), frozenset(["germany", "deutschland", "austria", "österreich", "switzerland", "schweiz"])),
}  # fmt: skip
_ANYWHERE = frozenset({"worldwide", "global", "international", "domestic", "apac", "latam"})


def _regions_named(passages: Iterable[Passage]) -> frozenset[str]:
    """The regions that the documents say they are for, none of them a part of another."""
    named_in = {region_named(region).lower() for passage in passages for region in passage.standing.regions} - _ANYWHERE
    return frozenset(region for region in named_in if not _WITHIN.get(region, frozenset()) & named_in)


@lru_cache(maxsize=4096)
def _is_country(region: str) -> bool:
    """Whether a region is a country or a union of some, and no place of the company's own."""
    return region in _WITHIN or region in _ANYWHERE or bool(currencies_in(region))


_FOR_NAME = re.compile(r"\bfor (?P<name>[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?=[,.;:)]| and\b| or\b|$)")
NAMES_IN_BRACKETS = re.compile(
    r"\((?P<names>[A-Z][a-z]+(?: [A-Z][a-z]+)?(?:(?:,| and| or) [A-Z][a-z]+(?: [A-Z][a-z]+)?)*)\)"
)


@_once_a_text
def _figured_in(text: str) -> tuple[frozenset[str], ...]:
    """The names to which one sentence gives a figure each: "3 days for Home, 2 days for Home Plus and 1 day for Work",
    "5% of the fee (Home and Home Plus) or 10% of it (Work)"."""
    found = []
    for sentence in re.split(r"(?<=[.;])\s|\n", text):
        if len(re.findall(r"\d+(?:[.,]\d+)?", sentence)) < 2:
            continue
        told = {_plain(match["name"]) for match in _FOR_NAME.finditer(sentence)}
        brackets = [
            _plain(name)
            for match in NAMES_IN_BRACKETS.finditer(sentence)
            for name in re.split(r", | and | or ", match["names"])
        ]
        for names in (told, set(brackets) if len(NAMES_IN_BRACKETS.findall(sentence)) > 1 else set()):
            if 2 <= len(names) <= 6:
                found.append(frozenset(names))
    return tuple(found)


def _of_values(name: str, rows: list[tuple[tuple[str, str], ...]]) -> bool:
    """Whether a column holds what is given (sums, shares, "none") and so its heading names who gets it."""
    cells = [cell for row in rows for column, cell in row if column == name]
    valued = [
        cell
        for cell in cells
        if re.search(r"[$€£%]|\d|\b(?:none|fee|free|waived|nothing|price|back)\b", cell, _I)
        and not re.fullmatch(r"[\d-]{8,10}|[A-Za-z]{1,3}-?\d", cell)
    ]
    # The median: one cell may take more words than the others ("£50 plus £25 for each further full 24 hours").
    return len(valued) * 2 > len(cells) and median(len(cell.split()) for cell in cells) <= 10


@_once_a_text
def _label(cell: str) -> bool:
    text = cell.strip()
    if re.fullmatch(r"none|nothing|nobody|n/?a|no|yes|not [a-z]+", text, _I):
        return False
    if re.fullmatch(r"[A-Za-z]{1,3}-?\d", text):  # S1, P2, Q4: a code, not a measure
        return True
    return bool(text) and len(text.split()) <= 4 and not re.search(r"\d", text) and len(text) <= 32


@_once_a_text
def _plain(value: str) -> str:
    return re.sub(r"[\s_]+", " ", value).strip(" .:").lower()


def _own_value(group: frozenset[str], facts: Sequence[Fact], *, heads_columns: bool) -> str | None:
    """The member of the group that a fact's value names, the longest where several fit."""
    best: str | None = None
    for fact in facts:
        text = _place_told(fact.name, fact.text)
        for member in group:
            # A value that is a column's whole name tells it, whatever the fact is called ("account: trade").
            told = named(member).search(text) if text is not None else heads_columns and _plain(fact.text) == member
            if told and (best is None or len(member) > len(best)):
                best = member
    if best is None and heads_columns:
        begun = {member for member in group for fact in facts if _begins_with(member, group, fact)}
        best = begun.pop() if len(begun) == 1 else None
    return best


def _regions_told(regions: frozenset[str], facts: Sequence[Fact]) -> frozenset[str]:
    """The regions that facts name ("Port Ellen (island)" is a place and the kind of it), the longest at each place."""
    told = set()
    for fact in facts:
        text, of_place = _without_others(fact.text), _TELLS_PLACE.search(f"{fact.name} {fact.text}") is not None
        for region in sorted(regions, key=len, reverse=True):
            found = finds_region(region).search(text)
            # A place of the company's own is told by its name, whatever the fact is called.
            if found is not None and (of_place or (found.group()[:1].isupper() and not _is_country(region))):
                told.add(region)
                text = finds_region(region).sub(" ", text)
    return frozenset(told)


_VALUE_ENDS = re.compile(r"[,;(]| (?:since|from|until|on|in|at|with)\b| ?\d")


def _begins_with(column: str, group: frozenset[str], fact: Fact) -> bool:
    """Whether a fact's value begins with the name of a column; what the name shares with its siblings or with the fact's own
    name need not be said again ("subscription: Plus" of "Subscription Plus", "account: Basic" of "Basic account")."""
    told = _plain(_VALUE_ENDS.split(fact.text, maxsplit=1)[0])
    if told == column:
        return True
    others = {word for other in group if other != column for word in other.split()}
    bare = " ".join(word for word in column.split() if word not in others and word not in fact.name.lower().split())
    return bool(told) and told == bare


_TELLS_PLACE = re.compile(
    r"tier|plan|network|booked at|ordered at|centre|center|school|campus|airport|region|zone|territory|site|branch|store|depot|location|area|severity|priority|class|status|level|member|cabin|fare|rate|type|category|service|market|country|house|contract|segment|group|product|programme|program",
    _I,
)


def _without_others(text: str) -> str:
    """A value without what it says it is not: "Home (not Shop Line)"."""
    return re.sub(r"[(,;] ?not [^),;]+[),;]?", " ", text)


@lru_cache(maxsize=4096)
def _place_told(name: str, text: str) -> str | None:
    """What a fact tells of the tier, the region or the like, in plain words; None where it speaks of none of them."""
    if not _TELLS_PLACE.search(f"{name} {text}"):
        return None
    told = f" {_plain(_without_others(text))} "
    if told.strip() in {"none", "no"}:
        return f" no {_plain(name)} "  # "plan: none" is the column "no plan"
    return told


@lru_cache(maxsize=4096)
def named(value: str) -> re.Pattern[str]:
    """What finds a value as whole words. Kept: the values of a company outnumber what `re` keeps."""
    return re.compile(rf"(?<!\w){re.escape(value)}(?!\w)")


def names_other(text: str, active: dict[str, frozenset[str]]) -> bool:
    """Whether the text is for somebody else: it names a sibling of the customer's value and not the value itself."""
    return any(_names_another(text, own, others) for own, others in active.items())


@lru_cache(maxsize=65_536)  # every clause is asked for the same few values, by each rule and for each case
def _names_another(text: str, own: str, others: frozenset[str]) -> bool:
    if _stands(own, _without_longer(text, own, others)):  # "Plus Gold" doesn't name "Gold"
        return False
    return any(_stands(other, text) for other in others)


def _without_longer(text: str, own: str, others: frozenset[str]) -> str:
    """The text with the longer names blanked in which a name stands ("Home Plus" where it is "Home")."""
    longer = "|".join(re.escape(other) for other in others if own in other)
    return re.sub(longer, lambda match: " " * len(match.group()), text, flags=_I) if longer else text


def others_named(text: str, active: dict[str, frozenset[str]]) -> frozenset[str]:
    """The siblings of the customer's values that a text names, where it names somebody else."""
    return frozenset(
        other
        for own, others in active.items()
        if _names_another(text, own, others)
        for other in others
        if _stands(other, text)
    )


def names_own(text: str, active: dict[str, frozenset[str]]) -> bool:
    """Whether the text names one of the customer's own values."""
    return any(_stands(own, text) for own in active)


_AMBIGUOUS = frozenset(
    ["all", "none", "any", "yes", "no", "notes", "standard", "guest", "free", "role", "limit", "region", "plan", "authority",
     "form", "issue", "situation", "service", "refund", "credit", "store credit", "rep"]
)  # fmt: skip
_MEMBERS = r"(?:customers?|members?|tier|plan|guests?|accounts?|travell?ers?|passengers?|subscribers?|households?)"
_SOLD = (
    r"(?:tickets?|fares?|rates?|tariffs?|bookings?|orders?|parcels?|subscriptions?|contracts?|policy|policies|rooms?)"
)


@lru_cache(maxsize=32_768)  # every clause is asked for the same few values, by each rule and for each case
def _stands(value: str, text: str) -> bool:
    """Whether a text names a value. One-word names count when they are written as names ("Business", not "business
    days"); everyday words only before the people they name ("Standard customers") or, as a name, before what is sold ("a Standard
    ticket")."""
    if value in _AMBIGUOUS:
        own = re.escape(value)
        return bool(
            re.search(rf"(?<!\w){own} {_MEMBERS}\b", text, _I)
            or re.search(rf"(?<!\w){own.capitalize()} {_SOLD}\b", text)
        )
    if " " in value:
        return bool(re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text, _I))
    written = "|".join(re.escape(form) for form in {value.upper(), value.title(), value[:1].upper() + value[1:]})
    if len(value) == 2:
        written = re.escape(value.upper())
    return bool(re.search(rf"(?<!\w)(?:{written})(?!\w)(?! (?:days?|hours?)\b)", text))


def in_force(term: Term, received_on: date, event_on: date | None) -> bool:
    """Whether the document is in force for this case.

    A document that has ended still rules what happened in its time where it says that it applies to orders (bookings,
    contracts) of then, and the event's date lies before that day.
    """
    standing = term.standing
    if standing.orders_before is not None:
        return event_on is not None and event_on < standing.orders_before
    if standing.orders_from is not None and event_on is not None and event_on < standing.orders_from:
        return False
    return standing.in_force(received_on)


def own_money(quote: str, active: dict[str, frozenset[str]], default: Money | None) -> Money | None:
    """The sum in a clause that names several ("EUR 45 in Ireland, GBP 29 in the UK"): the one nearest the own value."""
    sums = find_money(quote)
    if len(sums) < 2:
        return default
    own = own_figure(quote, active, [found.start for found in sums])
    return default if own is None else sums[own].money


def own_figure(quote: str, active: dict[str, frozenset[str]], starts: Sequence[int]) -> int | None:
    """Which of several figures is the customer's: the one in the same part of the sentence as the customer's own region,
    tier or class, else the nearest to it; None where the sentence does not name it."""
    plain = quote.lower()
    spots = [
        match.start()
        for own, others in active.items()
        for match in named(own).finditer(_without_longer(plain, own, others))
    ]
    if not spots or not starts:
        return None
    cuts = [match.start() for match in re.finditer(r"\band\b|[,;]|\bor\b", plain)]

    def piece(place: int) -> int:
        return sum(cut <= place for cut in cuts)

    ranked = sorted(
        range(len(starts)),
        key=lambda index: min((abs(piece(starts[index]) - piece(spot)), abs(starts[index] - spot)) for spot in spots),
    )
    return ranked[0]
