"""What sums follow from facts and clauses by plain reckoning. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from assistant.case import Commitment
from assistant.facts import Fact
from assistant.judging.dollars import told_sums
from assistant.judging.grounds import Grounds
from knowledge.terms import Money
from knowledge.terms.measures import FoundMoney, find_money, find_percent
from knowledge.terms.numbers import NUMBER_WORDS, count

_I = re.IGNORECASE
_CENT = Decimal("0.01")
_MOST_TIMES = 31
_SHARES = (Decimal("0.5"), Decimal(1) / 3, Decimal("0.25"), Decimal(1) / 12, Decimal(1) / 30, Decimal(1) / 31)


def from_clauses(grounds: Grounds, currency: str | None) -> frozenset[Decimal]:
    """The sums of a currency that clauses in force name or give for these facts."""
    quoted = {
        found.money.value
        for term in grounds.current
        for found in sums_in(term.quote)
        if found.money.currency == currency
    }
    bare = {
        Decimal(cell.replace(",", ""))
        for term in grounds.current
        for _, cell in term.cells
        if _BARE.fullmatch(cell.strip())
    }
    bare |= {
        Decimal(found["sum"])
        for term in grounds.current
        if not term.cells
        for found in _BARE_IN_WORDS.finditer(term.quote)
    }
    bare |= {
        Decimal(found.replace(",", ""))
        for term in grounds.current
        for _, cell in term.cells
        for found in _BARE_IN_CELL.findall(cell)
    }
    given = {p.amount.value for p in grounds.permits if p.amount is not None and p.amount.currency in {"", currency}}
    return frozenset(quoted | given | bare)


# "Towards it we pay 400 if it is new, and 200 if it is older"
_BARE_IN_WORDS = re.compile(
    r"\b(?:pays?|paid|credits?|charges?|fees?|deposit|voucher|sum|costs?|refund(?:ed|s)?|limit|excess|contribution|adds?|allowance|price|of|and|or|by|is|up to)\b[^.;\d]{0,12}(?<![\w.,/-])(?P<sum>\d{1,4}(?:\.\d\d)?)"
    r"(?= (?:on|if|for|per|within|is|and|or|at|to|as|when|where|from|a (?:day|week|night|month)|instead|once)\b|[,.;)](?!\d)|$)",
    _I,
)
# "15 per business day, at most 60"
_BARE_IN_CELL = re.compile(r"(?<![\w.,/€$£-])(\d{1,4}(?:\.\d\d)?)(?= (?:per|for each|a) |,? at most|$)")
_BARE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d{1,2})?")


def from_facts(grounds: Grounds, currency: str | None) -> frozenset[Decimal]:
    """The sums of a currency that the facts name."""
    told = {f.money.value for fact in grounds.facts for f in sums_in(fact.text) if f.money.currency == currency}
    return frozenset(
        told | {f.money.value for f in grounds.facts if f.money is not None and f.money.currency == currency}
    )


def worked_out(value: Decimal, grounds: Grounds, currency: str | None) -> bool:
    """Whether a sum follows from facts, clauses and the other sums of the letter by plain reckoning: some times one, a share
    of one, two added or taken from each other, and that some times."""
    facts, clauses = from_facts(grounds, currency), from_clauses(grounds, currency)
    letter = {f.money.value for f in told_sums(grounds.text, grounds) if f.money.currency == currency} - {value}
    shares = {p.percent for p in grounds.permits if p.percent is not None}
    shares |= {share for fact in grounds.facts for _, _, share in find_percent(fact.text)}
    shares |= {share for _, _, share in find_percent(grounds.text)}
    named = letter & (facts | clauses)
    parts = {one / int(found["n"]) for found in _DIVIDED.finditer(grounds.text) for one in facts | named}
    base = frozenset(facts | named | {part.quantize(_CENT, rounding=ROUND_HALF_UP) for part in parts})
    counted = _counts(grounds)
    return _follows(
        value,
        base=base,
        singles=frozenset(clauses & letter) | base,
        letter=frozenset(letter),
        shares=frozenset(shares),
        added=frozenset(Decimal(found["share"]) for found in _PLUS.finditer(grounds.text)),
        counts=counted,
        told=frozenset(many for fact in grounds.facts if (many := _count(fact)) > 1),
    )


def _count(fact: Fact) -> int:
    """How many of something there are by a fact ("tickets: 2"); 0 where it does not say."""
    number = fact.number
    if fact.money is not None or number is None or number % 1 or not 0 < number <= _MOST_TIMES:
        return 0
    return int(number)


_PLUS = re.compile(r"\b(?:plus|más|mais|zuzüglich|majoré de) (?P<share>\d+(?:\.\d+)?) ?%", _I)
_DIVIDED = re.compile(
    r"(?:\bdivided by|[÷/]|\bgeteilt durch|\bdividid[oa]s? (?:por|entre)|\bdivisée?s? par) (?P<n>[2-9]|[1-9]\d{1,2})\b(?![.,/]\d)",
    _I,
)


@lru_cache(maxsize=4096)
def _follows(
    value: Decimal,
    *,
    base: frozenset[Decimal],
    singles: frozenset[Decimal],
    letter: frozenset[Decimal],
    shares: frozenset[Decimal],
    added: frozenset[Decimal],
    counts: frozenset[int],
    told: frozenset[int],
) -> bool:
    once = set(singles)
    for one in singles:
        once |= {one * share for share in _SHARES}
        once |= {one * share / 100 for share in shares}
        once |= {one * (100 - share) / 100 for share in shares}
        once |= {one * (100 + share) / 100 for share in added}
    many = {one * times for one in once for times in counts}
    if _has(once | many, value):
        return True
    # What is added up or taken off stands in the letter beside the result, or among the facts.
    parts = {part for part in once | many if part in base or _has(letter, part)} | base
    pairs = {a + b for a in parts for b in parts if a is not b} | {a - b for a in parts for b in parts if a > b}
    if _has(pairs, value) or _has({pair * times for pair in pairs for times in counts}, value):
        return True
    # "2 x (58.00 + 6.40) + 4.95": as often as the facts say that there are of a thing.
    several = {pair * times for pair in pairs for times in told}
    if len(parts) <= 20 and _has({each + c for each in several for c in base}, value):
        return True
    if len(parts) > 12:
        return False
    return _has({pair + c for pair in pairs for c in parts} | {pair - c for pair in pairs for c in parts}, value)


def _has(sums: Iterable[Decimal], value: Decimal) -> bool:
    cents = value.quantize(_CENT, rounding=ROUND_HALF_UP)
    return any(abs(each - cents) <= _CENT for each in sums)


def _counts(grounds: Grounds) -> frozenset[int]:
    """How many of a thing there are, by the facts and the letter, and the small numbers that people count by themselves."""
    told = " ".join([grounds.text, *(fact.line for fact in grounds.facts)])
    named = {int(each) for each in re.findall(r"(?<![\d.,])\d{1,3}(?![\d.,]*\d)", told)}
    return frozenset({2, 3, 4, 5, 6} | {each for each in named if 1 < each <= _MOST_TIMES})


@lru_cache(maxsize=20_000)
def sums_in(text: str) -> tuple[FoundMoney, ...]:
    """The sums that a text names."""
    return tuple(find_money(text))


_MOST_PARTS = 4


def adds_up(money: Money, sentence: str, grounds: Grounds) -> bool:
    """Whether a sum is put together from the known sums of its own sentence, each as often as something is counted ("both
    tickets at £58, both fees of £6.40 and the £4.95: £133.75")."""
    found = {f.money.value for f in told_sums(sentence, grounds) if f.money.currency == money.currency} - {money.value}
    known = from_facts(grounds, money.currency) | from_clauses(grounds, money.currency)
    parts = [each for each in found if each in known]
    if not 2 <= len(parts) <= _MOST_PARTS:
        return False
    named = {count(word) for word in _COUNTED.findall(sentence)} | ({2} if _BOTH.search(sentence) else set())
    often = {0, 1, *(each for each in named if each <= _MOST_TIMES)}
    sums = {Decimal(0)}
    for part in parts:
        sums = {before + part * times for before in sums for times in often}
    return money.value in sums


_COUNTED = re.compile(rf"(?<![\w.,$€£])(?:\d{{1,2}}(?![\w.,%])|(?:{'|'.join(NUMBER_WORDS)})\b)", _I)
_BOTH = re.compile(r"\b(?:both|pair|couple|twice|double|beide\w*|doppelt\w*|ambos|ambas|les deux|toutes deux)\b", _I)


_RECKONS = re.compile(
    r"\b(?:that|this|which|together|both|it|the (?:sum|total|amount|difference)|what)\b[^.;]{0,40}?\b(?:makes?|comes? to|leaves?|adds? up to|amounts? to|is|in all)(?= [^.;]{0,12}?(?:[$€£]|[A-Z]{3} ?)?\d)|"
    r"\b(?:plus|less|minus|times|divided by|multiplied by)\b[^.;]{0,60}?\b(?:is|are|makes?|comes? to|leaves?|gives?)(?= [^.;]{0,12}?(?:[$€£]|[A-Z]{3} ?)?\d)|"
    r"\b(?:es decir|en total|suman?|son en total)\b|\b(?:das (?:macht|ergibt|sind)|zusammen|insgesamt)\b|\b(?:soit|cela fait|au total|donc)\b",
    _I,
)
_ASKED = re.compile(
    r"\b(?:will|[’']ll|refund\w*|credit\w*|pay|add\w*|give|reembols\w*|erstatt\w*|rembours\w*|gutschr\w*|werden|abon\w*)\b",
    _I,
)


def reckons(quote: str) -> bool:
    """Whether words only reckon up what is given elsewhere ("That makes £46 for both nights")."""
    return _RECKONS.search(quote) is not None and _ASKED.search(quote) is None and bool(sums_in(quote))


def sum_from_nowhere(commitment: Commitment, grounds: Grounds) -> str | None:
    """What is wrong with the sums of some words, where one follows from nothing; None where each comes from somewhere."""
    for found in told_sums(commitment.quote, grounds):
        if not is_known(found.money, grounds):
            return from_nowhere(found.money)
    return None


def is_known(money: Money, grounds: Grounds) -> bool:
    """Whether a sum is one of the facts or of a clause in force, or follows from them."""
    known = from_facts(grounds, money.currency) | from_clauses(grounds, money.currency)
    return money.value in known or worked_out(money.value, grounds, money.currency)


def from_nowhere(money: Money) -> str:
    """The finding on a sum that neither facts nor clauses give."""
    return f"Neither the facts nor a clause in force give {money.value} {money.currency}, alone or by reckoning."
