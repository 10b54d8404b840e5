"""The facts a rep types in, read as what they are: money, dates, numbers, yes and no. Pure.

Keys are open: nothing here knows a key by name. Which fact a policy speaks of is found by meaning, through the words
that key and phrase share and a similarity that the caller brings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from knowledge.lexical import stem
from knowledge.terms.measures import find_dates, find_money, find_percent, find_spans
from knowledge.terms.model import Money, Span
from knowledge.terms.numbers import count

Similarity = Callable[[Sequence[str], Sequence[str]], Sequence[Sequence[float]]]
"""(n texts, m texts) -> n rows of m cosines."""

_STOP = frozenset(
    [
        "a", "an", "the", "of", "to", "in", "on", "at", "for", "and", "or", "but", "is", "are", "was", "were", "be",
        "been", "it", "its", "this", "that", "these", "those", "with", "from", "by", "as", "i", "you", "we", "he",
        "she", "they", "my", "your", "our", "their", "me", "us", "them", "do", "does", "did", "have", "has", "had",
        "will", "would", "can", "could", "if", "so", "what", "which", "who", "when", "where", "how", "there", "here",
        "than", "then", "also", "too", "again", "even", "already", "just", "very", "only", "all", "any", "some", "one",
        "within", "each", "per", "after", "before", "once", "up", "customer", "customers", "date", "dates", "day",
        "days", "business", "calendar", "working", "week", "weeks",
    ]
)  # fmt: skip
_NO = re.compile(
    r"^(?:no|none|not|never|nil|n/?a|0(?![.,]\d)|zero|false|unknown|unclear|missing|pending|open|outstanding|awaiting|still|nothing)\b|"
    r"\b(?:not (?:yet|received|given|known|confirmed|checked|finished|closed|found|sent|reproduced|passed|asked|on file|provided|available|opened|issued|complete|completed|verified|done|stated|set|seen)|"
    r"none (?:received|given|set|sent|on file|noted|found)|no record|no \w+ (?:on file|found|received|noted|record)|nothing (?:received|on file)|to be (?:confirmed|checked)|unknown|outstanding|incomplete|unpaid)\b",
    re.IGNORECASE,
)
_ABSENT_RECORD = re.compile(
    r"\b(?:no \w[\w ]{0,40}(?:on file|on record|found|with this customer)|no record|not on (?:file|record)|nothing (?:on file|on record|found)|not (?:documented|recorded|noted))\b",
    re.IGNORECASE,
)


class Fact(NamedTuple):
    """One thing the rep knows. `name`: the key in plain words ("delivery fee paid"); `line`: key and value in one line, as a
    query or for a similarity; `denies`: the value says no, none, not yet, unknown."""

    key: str
    text: str
    name: str
    line: str
    words: frozenset[str]
    money: Money | None
    day: date | None
    number: Decimal | None
    span: Span | None
    denies: bool

    @property
    def no_record(self) -> bool:
        """Whether the value says that something the customer relies on is not on file."""
        return bool(_ABSENT_RECORD.search(self.text))


# "The second van broke down" and "second breakdown" tell the same.
_IN_TWO_WORDS = re.compile(
    r"\b(?:(?P<br>br[eo]aks?|breaking|broken?)|(?P<pick>pick(?:s|ed|ing)?)|(?P<drop>drop(?:s|ped|ping)?)|(?P<hand>hand(?:s|ed|ing)?)|(?P<call>call(?:s|ed|ing)?)|(?P<check>check(?:s|ed|ing)?))"
    r"[ -](?P<on>down|up|off|over|back|in|out)\b"
)
_ONE_WORD = frozenset(["breakdown", "pickup", "dropoff", "handover", "callback", "checkin", "checkout"])


def _as_one_word(match: re.Match[str]) -> str:
    verb = next(name for name, found in match.groupdict().items() if found and name != "on")
    whole = {"br": "break"}.get(verb, verb) + match["on"]
    return whole if whole in _ONE_WORD else match.group()


@lru_cache(maxsize=8192)
def stems(text: str) -> frozenset[str]:
    """The content words of a text, stemmed."""
    plain = _IN_TWO_WORDS.sub(_as_one_word, text.lower().replace("_", " "))
    words = re.findall(r"[a-zà-ÿ]{2,}|\d+(?:\.\d+)?", plain)
    return frozenset(stem(word) for word in words if word not in _STOP)


def read_facts(pairs: Iterable[tuple[str, str]]) -> tuple[Fact, ...]:
    """Read (key, value) pairs. Values stay text; what can be read as money, a date or a number is.

    What two dates say together is added as a fact of its own: a thing that came after the time it was due was late.
    """
    facts = tuple(_read(key, value) for key, value in pairs)
    due = [fact for fact in facts if fact.day and _WAS_DUE.search(fact.name)]
    came = [fact for fact in facts if fact.day and _CAME.search(fact.name) and fact not in due]
    late = [(c, d, passed) for c in came for d in due if (passed := _overdue(c, d)) is not None]
    if not late or any(fact.key == "late" for fact in facts):
        return facts
    after, before, passed = max(late, key=lambda each: each[0].day or date.min)
    return (*facts, _read("late", f"{passed} late, delayed: {after.line}, {before.line}"))


_WAS_DUE = re.compile(
    r"\b(?:latest|last|due|promised|expected|scheduled|estimated|planned|deadline|shown|range)\b|"
    r"\b(?:booked|agreed|chosen|confirmed|reserved|guaranteed) (?!on\b|at\b|by\b)\w|(?<!return )\b(?:window|slot)\b|"
    r"\b(?:day|date|time) on (?:the )?(?:receipt|label|ticket|confirmation|order|booking)\b",
    re.IGNORECASE,
)
_CAME = re.compile(r"\b(?:delivered|arrived|received|came|landed|completed|finished|restored|actual)\b", re.IGNORECASE)
_CLOCK = re.compile(r"(?<![\d:.])(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?!\d)")


def _overdue(came: Fact, due: Fact) -> str | None:
    """How long after the time it was due a thing came, in days, or in hours on one and the same day; None if it did not."""
    last = max((day for _, _, day in find_dates(due.text)), default=due.day)  # a range is over on its last day
    if came.day is None or last is None or came.day < last:
        return None
    if came.day > last:
        return f"{(came.day - last).days} days"
    at, until = ([60 * int(c["h"]) + int(c["m"]) for c in _CLOCK.finditer(fact.text)][-1:] for fact in (came, due))
    minutes = at[0] - until[0] if at and until else 0
    return f"{minutes // 60} hours {minutes % 60} minutes" if minutes > 0 else None


def _read(key: str, value: str) -> Fact:
    text = value.strip()
    money = find_money(text)
    days = find_dates(text)
    percent = find_percent(text)
    spans = find_spans(text)
    plain = re.match(r"^-?\d+(?:[.,]\d+)?\b", text)
    number: Decimal | None = None
    if percent:
        number = percent[0][2]
    elif plain and not money and not days:
        number = Decimal(plain.group().replace(",", "."))
    sum_of = money[0].money if money else None
    if (
        len(money) == 1
        and len(days) > 1
        and sum_of
        and re.search(r"\b(?:each|apiece)\b", text[money[0].end :], re.IGNORECASE)
    ):
        sum_of = Money(value=sum_of.value * len(days), currency=sum_of.currency)  # "on 3 May and 3 June, 36 GBP each"
    elif len(money) == 1 and sum_of and (many := _times(text[: money[0].start], text[money[0].end :])) is not None:
        sum_of = Money(value=sum_of.value * many, currency=sum_of.currency)  # "5 x 18.50 EUR", "3 at 58.00 GBP"
    elif len(money) == 2 and (many := _times(text[: money[0].start], "")) is not None:
        one, total = money[0].money, money[1].money
        if one.currency == total.currency and one.value * many == total.value:
            sum_of = total  # "14 children at 21.50 GBP, 301.00 GBP paid"
    name = re.sub(r"[_\s]+", " ", key).strip()
    return Fact(
        key, text, name, f"{name}: {text}", stems(f"{key} {text}"), sum_of, days[0][2] if days else None, number,
        spans[0].span if spans else None, bool(_NO.search(text)),
    )  # fmt: skip


@lru_cache(maxsize=4096)
def parts_of(fact: Fact) -> tuple[Fact, ...]:
    """A fact by the parts of its value ("reported 2026-06-15, not confirmed yet"), each of which is so or not by itself."""
    parts = [part for part in re.split(r"[,;] (?!\d{3}\b)", fact.text) if part.strip()]
    return (fact,) if len(parts) < 2 else tuple(_read(fact.key, part) for part in parts)


_DATED_PART = re.compile(r"^(?P<how>[a-z][a-z ]{2,24}?)(?: (?:on|by|at))? (?P<day>\d{4}-\d\d-\d\d)\b", re.IGNORECASE)


@lru_cache(maxsize=4096)
def days_of(fact: Fact) -> tuple[Fact, ...]:
    """A fact by the days of its value, each under what is said to have been done on it: "2026-10-17, announced 2026-06-30"."""
    parts = [part.strip() for part in re.split(r"[,;(]\s*", fact.text)]
    dated = [(part, _DATED_PART.match(part)) for part in parts[1:]]
    if len(find_dates(fact.text)) < 2 or not find_dates(parts[0]) or not all(m for p, m in dated if find_dates(p)):
        return (fact,)
    return (
        _read(fact.key, parts[0]),
        *(_read(f"{fact.key} {m['how']}", m["day"]) for _, m in dated if m is not None),
    )


_SEVERAL = r"(?<![\w.,-])(?P<n>\d{1,2}|two|three|four|five|six|zwei|drei|vier|dos|tres|cuatro|deux|trois|quatre)"
_TIMES_BEFORE = re.compile(
    rf"{_SEVERAL}(?: ?[x×]| (?:[a-zà-ÿ-]+ ){{0,2}}(?:at|@|à|zu|zu je|je|a))\s*(?:a price of )?$", re.IGNORECASE
)
_TIMES_AFTER = re.compile(r"^ ?[x×] ?(?P<n>\d{1,2})\b")
_COUNTED_FIRST = re.compile(rf"^{_SEVERAL} [a-zà-ÿ]", re.IGNORECASE)
_FOR_EACH = re.compile(
    r"^ ?(?:each|apiece|per (?!cent)[a-z]+|a (?:head|piece)|pro \w+|cada un[oa]|chacune?)\b", re.IGNORECASE
)


_APART = re.compile(
    r"[;,(] ?\d{1,2} (?:of |un|not |still |already )?(?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)[a-zà-ÿ]{3,}",
    re.IGNORECASE,
)


_MEASURED = re.compile(
    r"\d (?:sq\.?|square) ?(?:ft|feet|m|metres?|meters?|yards?)\b|\d ?(?:m2|m²|sqm|sqft)\b", re.IGNORECASE
)


def _times(before: str, after: str) -> int | None:
    """How many times the only sum of a fact was paid: "3 at 58.00 GBP", "58.00 GBP x 3", "2 seats, 58.00 GBP each"."""
    if _APART.search(after):  # "6 at 21.00 GBP; 4 unopened, 2 opened": which of them is meant, the clause says
        return None
    if _MEASURED.search(before):
        return None  # "75 sq ft at 118.00 GBP a month"
    found = _TIMES_BEFORE.search(before) or _TIMES_AFTER.match(after)
    if found is None and _FOR_EACH.match(after):
        found = _COUNTED_FIRST.match(before)
    return count(found["n"]) if found is not None else None


_PENDING = re.compile(
    r"\b(?:not yet|yet|pending|awaiting|none received|not (?:received|given|confirmed|checked|finished|closed|asked|"
    r"established|known|arranged|done|informed|passed|verified|reproduced|complete|opened)|unknown|still|open(?:ed)?|"
    r"incomplete|to be)\b",
    re.IGNORECASE,
)


def pending_words(text: str) -> bool:
    """Whether a value says that something has not happened or not arrived yet ("not confirmed yet", "none received")."""
    return bool(_PENDING.search(text)) and not re.match(
        r"(?:no|none|never)\b(?! (?:received|yet))", text, re.IGNORECASE
    )


@lru_cache(maxsize=100_000)
def overlap(wanted: frozenset[str], having: frozenset[str]) -> int:
    """How many of the wanted stems stand in `having`; "deliv" and "deliveri" are one word."""
    shorter, all_shorter = _beginnings(wanted)
    found = wanted & _openings(having)
    if all_shorter.isdisjoint(having):
        return len(found)
    return len(found) + sum(1 for stem in wanted - found if not shorter[stem].isdisjoint(having))


_LEAST_KIN = 4  # letters that two forms of one word begin with


@lru_cache(maxsize=16_384)
def _beginnings(words: frozenset[str]) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """What each of some words begins with that may be a form of it, and all of that; a number is only itself."""
    shorter = {word: frozenset(word[:end] for end in range(_LEAST_KIN, len(word))) for word in words}
    shorter = {word: frozenset(each for each in begun if not each.isdigit()) for word, begun in shorter.items()}
    return shorter, frozenset[str]().union(*shorter.values())


@lru_cache(maxsize=2048)
def _openings(words: frozenset[str]) -> frozenset[str]:
    """The words, and all that they begin with from four letters on that is no number."""
    openings = (word[:end] for word in words for end in range(_LEAST_KIN, len(word)))
    return words | {opening for opening in openings if not opening.isdigit()}


def shared(phrase: str, fact: Fact) -> float:
    """The share of the phrase's content words that the fact speaks of, 0 to 1."""
    wanted = stems(phrase)
    return overlap(wanted, fact.words) / len(wanted) if wanted else 0.0


_PRICE = re.compile(
    r"\b(?:price|goods|purchase|fare|full|total|amount|cost|sum|everything|paid|bill|item|order|booking|stay|ticket|room rate|rate)\b",
    re.IGNORECASE,
)
_PRICE_KEY = re.compile(r"price|amount|paid|total|charged|fare|cost|value|sum|rate|invoice", re.IGNORECASE)
_ASKED_KEY = re.compile(
    r"claim|quote|offer|demand|request|estimat|damage|loss|cover|limit|collection|charge|bill", re.IGNORECASE
)
_PART_KEY = re.compile(
    r"fee|surcharge|delivery|postage|deposit|tax|limit|per |each|bank|fine|credit|discount|shipping|label|extra|tip|points|miles|receipt|expense|hotel|taxi|monthly|penalt|goodwill",
    re.IGNORECASE,
)


def price_paid(facts: Sequence[Fact]) -> Fact | None:
    """The fact that says what the customer paid for the thing itself: the largest sum that is no fee or part."""
    whole = [fact for fact in facts if fact.money and _PRICE_KEY.search(fact.name) and not _PART_KEY.search(fact.name)]
    if whole:
        return max(whole, key=lambda fact: fact.money.value if fact.money else Decimal(0))
    # "order: prescription goggles, 34.00 GBP": the one thing that is told with its sum is what was bought.
    told = [
        fact for fact in facts
        if fact.money and not _PART_KEY.search(fact.name) and not _ASKED_KEY.search(fact.name)
        and re.match(r"[a-zà-ÿ]{3,}", fact.text, re.IGNORECASE)
    ]  # fmt: skip
    return told[0] if len(told) == 1 else None


def money_for(phrase: str, facts: Sequence[Fact], alike: Similarity) -> Fact | None:
    """The fact with a sum that the phrase means ("the delivery fee the customer paid": `delivery_fee_paid`); none of two that
    are as near."""
    sums = [fact for fact in facts if fact.money is not None]
    found = _nearest(phrase, sums, alike, least=0.62, margin=0.05)
    if found is None and _PRICE.search(phrase) and not _PART_KEY.search(phrase):
        return price_paid(facts)
    return found


def day_for(phrase: str, facts: Sequence[Fact], alike: Similarity) -> Fact | None:
    """The fact with a date that the phrase means ("the delivery date": `delivered_on`)."""
    days = [fact for fact in facts if fact.day is not None]
    return _nearest(phrase, days, alike, least=0.5)


def about(phrase: str, facts: Sequence[Fact], alike: Similarity, *, least: float = 0.5) -> Fact | None:
    """The fact that speaks of the phrase, whatever its type."""
    return _nearest(phrase, list(facts), alike, least=least)


_TWICE = re.compile(
    r"\btoo much\b|\b(?:charged|debited|taken|collected|paid|billed|made) twice\b|\bduplicate|\bdouble (?:charge|payment)",
    re.IGNORECASE,
)
_twice_in = lru_cache(maxsize=16_384)(_TWICE.search)
_CALLED_TWICE = re.compile(
    r"\b(?:duplicat\w*|doubl\w+|twice|two times|second (?:charge|payment|debit|time))\b", re.IGNORECASE
)


def told_twice(text: str) -> bool:
    """Whether a text tells that something was done twice."""
    return _CALLED_TWICE.search(text) is not None


def _of_a_kind(fact: Fact, facts: Sequence[Fact]) -> bool:
    """Whether another fact tells the same sum under the same name with another number."""
    return any(
        other is not fact and other.money == fact.money and _unnumbered(other) == _unnumbered(fact) for other in facts
    )


def _unnumbered(fact: Fact) -> str:
    """The name without its number: "collection 1" and "collection 2" are two of a kind."""
    return re.sub(r"\W*\b(?:\d+|first|second|one|two)\b", "", fact.name)


_FOR_MONEY = stems("fee fees charge charges cost costs price prices sum amount paid payment")
_HEAD_ENDS = re.compile(r"\b(?:of|on|for|paid|that|which|to)\b")
_TOLD_APART = re.compile(r"\b(?:that|which) (?:the|an?|your|our|his|her|their)\b")


@lru_cache(maxsize=8192)
def _head(phrase: str) -> frozenset[str]:
    """The stems of the thing that a phrase names; none where it says which of several is meant."""
    if _TOLD_APART.search(phrase):
        return frozenset()
    return stems(_HEAD_ENDS.split(phrase, maxsplit=1)[0])


def _nearest(phrase: str, facts: list[Fact], alike: Similarity, *, least: float, margin: float = 0.0) -> Fact | None:
    if not facts or not phrase.strip():
        return None
    twice = _twice_in(phrase) is not None
    if twice:
        again = [fact for fact in facts if fact.money and _of_a_kind(fact, facts)]
        if again and len({fact.money for fact in again}) == 1:
            return again[-1]
        called = [fact for fact in facts if fact.money and told_twice(fact.line)]
        if len(called) == 1:
            return called[0]
    wanted, head = stems(phrase), _head(phrase)
    told = [(fact, fact.name) for fact in facts]
    if head:
        whole = [(fact, name) for fact, name in told if overlap(head, stems(name)) == len(head)]
        # Of "the collection fee" `collection_booked: yes, 59.00 paid` tells more than `service_fee_paid`.
        own = [(fact, name) for fact, name in told if overlap(head - _FOR_MONEY, stems(name))]
        if margin and not whole and len(own) == 1 and head & _FOR_MONEY:
            return own[0][0]
        told = whole or told
        facts = [fact for fact, _ in told]
    cosines = alike([phrase], [name for _, name in told])[0]
    scored = []
    for (fact, name), cosine in zip(told, cosines, strict=True):
        key = stems(name)
        both = overlap(wanted, key) / max(1, min(len(wanted), len(key)))
        scored.append((0.55 * min(1.0, both) + 0.6 * float(cosine), fact))
    score, best = max(scored, key=lambda pair: pair[0])
    as_near = any(other > score - margin and fact.money != best.money for other, fact in scored)
    if score >= least and not (margin and as_near):
        return best
    noun = stems("charge") if twice else stems(phrase.rstrip(" .,;").rsplit(" ", 1)[-1])
    like = [fact for fact in facts if noun and overlap(noun, stems(fact.name)) == len(noun)]
    same = {fact.money for fact in like}
    # "charge_1" and "charge_2" of one sum: whichever is meant, it is that sum.
    return like[0] if like and len(same) == 1 and None not in same else None
