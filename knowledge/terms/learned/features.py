"""What can be told of a clause without knowing what it means: who its subject is, its verbs, its words and their order.

A feature is a short string; they come in no order. Figures are masked ("<money>", "<span>", "<pct>", "<n>"), so that no policy's own numbers count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from knowledge.terms.clauses import Parts
from knowledge.terms.kinds import kinds_in
from knowledge.terms.measures import find_days_counted, find_money, find_percent, find_spans
from knowledge.terms.people import CUSTOMER

_I = re.IGNORECASE
_TOKEN = re.compile(r"<\w+>|[a-z][\w'’-]*|[:;,(]")
_NUMBER = re.compile(r"\d[\d.,:]*")
_CUSTOMER = re.compile(rf"(?:{CUSTOMER}|they|he or she|he|she|anyone|anybody|whoever|people|those)\b", _I)
_PERSON = re.compile(
    r"\b(?:desk|team|office|manager|supervisor|lead|director|panel|board|committee|department|unit|advis[eo]rs?|agents?|staff|colleagues?|"
    r"engineers?|technicians?|drivers?|couriers?|reception|head|crew|service|we|nobody|no one|one of us)\b",
    _I,
)
_MONEY_NOUN = re.compile(
    r"\b(?:fees?|charges?|prices?|costs?|fares?|deposits?|money|amounts?|sums?|payments?|refunds?|credits?|vouchers?|compensation|balance|interest|penalt(?:y|ies)|supplements?|postage)\b",
    _I,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|will|may|can|cannot|must|shall|should|could|has|have|does|do|did|gets?|receives?|needs?|takes?|goes|go)\b",
    _I,
)
_MODALS = frozenset(["will", "may", "can", "cannot", "must", "shall", "should", "could"])
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_NOT = frozenset(
    ["not", "never", "no", "nothing", "none", "nobody", "neither", "nor", "cannot", "without", "only", "unless"]
)
_BETWEEN = frozenset(
    [
        "not",
        "never",
        "also",
        "then",
        "always",
        "still",
        "only",
        "already",
        "therefore",
        "usually",
        "normally",
        "fully",
        "automatically",
        "first",
        "now",
        "again",
        "both",
        "all",
        "each",
    ]
)
_PARTICIPLE = re.compile(
    r"(?:[a-z]{2,}(?:ed|en|wn|ught|ost|old|aid|ent|ut|et|ade|one|ven|ept|und|id|eld|ung|orn|ung))$"
)
_SPAN_NEAR = 4


@dataclass(frozen=True, slots=True)
class Heard:
    """A clause taken apart, and what stands around it: the line that leads its list, the sentence before, its heading."""

    text: str
    parts: Parts
    lead: str = ""
    before: str = ""
    heading: str = ""


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """A word without its ending, the same for all forms of a regular verb ("refunded", "refunds" -> "refund")."""
    for ending in ("ying", "ing", "ied", "ies", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)] + ("y" if ending in {"ying", "ied", "ies"} else "")
    return word


@lru_cache(maxsize=2048)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, figures masked."""
    masked = text
    marks = [(s.start, s.end, "<span>") for s in (*find_spans(text), *find_days_counted(text))]
    marks += [(m.start, m.end, "<money>") for m in find_money(text)]
    marks += [(a, b, "<pct>") for a, b, _ in find_percent(text)]
    taken = len(text) + 1
    for start, end, name in sorted(marks, reverse=True):
        if end <= taken:
            masked, taken = f"{masked[:start]} {name} {masked[end:]}", start
    return tuple(_TOKEN.findall(_NUMBER.sub(" <n> ", masked.lower()).replace("<n> >", "<n>")))


@dataclass(frozen=True, slots=True)
class _Head:
    subject: str
    auxiliary: str
    verb: str
    negated: bool
    voice: str


_OPENINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("no", re.compile(r"(?:no|nothing|neither|none|nobody)\b", _I)),
    ("we", re.compile(r"we\b", _I)),
    ("it", re.compile(r"(?:it|this|that|these|those)\b(?! \w+ (?:is|are))", _I)),
    ("customer", _CUSTOMER),
)


def _subject(main: str, before_verb: str, words: Sequence[str], *, finite: bool) -> str:
    """Who or what a clause is about: by its first word, else by what stands before its verb."""
    for name, pattern in _OPENINGS:
        if pattern.match(main):
            return name
    if not finite and words and words[0] not in {"the", "a", "an", "any"}:
        return "verbless"
    if _PERSON.search(before_verb):
        return "staff"
    return "money" if _MONEY_NOUN.search(before_verb) else "thing"


def _voice(auxiliary: str, rest: Sequence[str]) -> tuple[str, str]:
    """The voice of a clause and the stem of its main verb, from its finite verb and the words behind it."""
    if not rest:
        return "active", stem(auxiliary)
    if auxiliary in _MODALS:
        passive = rest[0] == "be" and len(rest) > 1
        return ("passive", stem(rest[1])) if passive else ("active", stem(rest[0]))
    if auxiliary in _BE:
        return ("passive" if _PARTICIPLE.search(rest[0]) else "copula"), stem(rest[0])
    if auxiliary in {"has", "have", "does", "do", "did"}:
        return auxiliary, stem(rest[0])
    return "active", stem(auxiliary)


def _head(main: str, words: Sequence[str]) -> _Head:
    found = _FINITE.search(main)
    before = main[: found.start()] if found else main
    who = _subject(main, before, words, finite=found is not None)
    if found is None:
        return _Head(who, "-", words[0] if words else "", any(word in _NOT for word in words), "-")
    auxiliary = found.group().lower()
    after = tokens(main[found.end() :])[:9]
    negated = any(word in _NOT for word in (*tokens(before), auxiliary, *after[:3]))
    voice, verb = _voice(auxiliary, [word for word in after if word not in _BETWEEN and not word.endswith("ly")])
    return _Head(who, auxiliary, verb, negated, voice)


def act_features(heard: Heard, read: str) -> set[str]:
    """The features that tell what a clause does; `read` is the mode that the grammar reads, "" where that says nothing."""
    words, all_words = tokens(heard.parts.main), tokens(heard.text)
    head = _head(heard.parts.main, words)
    s, a, v, n, voice = head.subject, head.auxiliary, head.verb, head.negated, head.voice
    kinds = [kind for _, kind in kinds_in(heard.parts.main)]
    timed = "<span>" in words
    found = {
        "bias", f"s:{s}", f"a:{a}", f"v:{v}", f"n:{n}", f"x:{voice}", f"sa:{s}|{a}", f"sv:{s}|{v}", f"san:{s}|{a}|{n}", f"savn:{s}|{a}|{voice}|{n}",
        f"avn:{a}|{v}|{n}", f"xn:{voice}|{n}", f"xnt:{s}|{voice}|{n}|{timed}", f"vn:{v}|{n}", f"k:{bool(kinds)}|{n}", f"k1:{kinds[0] if kinds else '-'}",
        f"k1n:{kinds[0] if kinds else '-'}|{s}|{n}", f"t:{timed}", f"money:{'<money>' in words}", f"pct:{'<pct>' in words}", f"cond:{bool(heard.parts.condition)}",
        f"exc:{bool(heard.parts.exception)}", f"long:{min(len(words) // 6, 5)}", f"colon:{heard.text.endswith(':')}",
    }  # fmt: skip
    if read:
        found |= {
            f"g:{read}",
            f"gs:{read}|{s}",
            f"ga:{read}|{a}|{n}",
            f"gx:{read}|{voice}",
            f"gt:{read}|{timed}",
            f"gk:{read}|{bool(kinds)}",
        }
    found |= {f"w:{w}" for w in all_words} | {f"m:{stem(w)}" for w in words}
    found |= {f"b:{x}_{y}" for x, y in pairwise(["^", *words, "$"])}
    found |= {f"c:{x}_{y}_{z}" for x, y, z in zip(["^", *words], words, [*words[1:], "$"], strict=False)}
    found |= {f"p{i}:{w}" for i, w in enumerate(words[:4])}
    found |= {f"l:{w}" for w in tokens(heard.lead)} | {f"h:{stem(w)}" for w in tokens(heard.heading)}
    if heard.parts.condition:
        conditions = tokens(heard.parts.condition)
        found |= {f"cf:{conditions[0] if conditions else '-'}"} | {f"cw:{w}" for w in conditions}
    return found


def kind_features(heard: Heard, read: str, spoken_of: str) -> set[str]:
    """The features that tell which remedy a clause is about; `read`: the kind that the grammar reads, `spoken_of`: the money
    kind that the text before spoke of ("" where these say nothing)."""
    words = tokens(heard.parts.main)
    head = _head(heard.parts.main, words)
    named = [kind for _, kind in kinds_in(heard.parts.main)]
    found = {
        "bias", f"v:{head.verb}", f"s:{head.subject}|{head.verb}", f"x:{head.voice}", f"so:{spoken_of}", f"sos:{spoken_of}|{head.subject}",
        f"first:{named[0] if named else '-'}", f"last:{named[-1] if named else '-'}", f"set:{'|'.join(sorted(set(named)))}",
        f"sov:{spoken_of}|{head.verb}",
    }  # fmt: skip
    found |= {f"in:{kind}" for kind in named} | {f"inh:{kind}" for _, kind in kinds_in(heard.heading)}
    found |= {f"inb:{kind}" for _, kind in kinds_in(heard.before)} | {
        f"inc:{kind}" for _, kind in kinds_in(heard.parts.condition or "")
    }
    if read:
        found |= {f"g:{read}", f"gv:{read}|{head.verb}", f"gf:{read}|{named[0] if named else '-'}"}
    found |= {f"m:{stem(w)}" for w in words} | {f"h:{stem(w)}" for w in tokens(heard.heading)}
    found |= {f"b:{x}_{y}" for x, y in pairwise(["^", *map(stem, words), "$"])}
    return found


def span_features(heard: Heard, start: int, end: int, read: str) -> set[str]:
    """The features that tell whose a stretch of time at [start, end) of the clause is; `read`: what the grammar takes it for."""
    before, after = tokens(heard.text[:start])[-7:], tokens(heard.text[end:])[:6]
    main = heard.text.find(heard.parts.main[:25])
    inside = main <= start < main + len(heard.parts.main) if main >= 0 else True
    words = tokens(heard.parts.main)
    head = _head(heard.parts.main, words)
    last = next((stem(w) for w in reversed(before) if _PARTICIPLE.search(w) or w.endswith("s")), "-")
    company = [kind for _, kind in kinds_in(heard.text[max(0, start - 80) : start])]
    found = {
        "bias", f"in:{inside}", f"s:{head.subject}|{head.auxiliary}", f"s1:{head.subject}|{inside}", f"v:{head.verb}", f"v:{head.verb}|{inside}",
        f"x:{head.voice}|{inside}", f"last:{last}", f"first:{start < 12}", f"k:{company[-1] if company else '-'}", f"n:{head.negated}",
        f"cust:{bool(_CUSTOMER.search(heard.text[max(0, start - 50) : start]))}", f"many:{len(find_spans(heard.text))}",
        f"cond:{bool(heard.parts.condition)}|{inside}", f"unit:{heard.text[start:end].split()[-1].lower()}",
    }  # fmt: skip
    if read:
        found |= {f"g:{read}", f"gi:{read}|{inside}", f"gs:{read}|{head.subject}", f"gv:{read}|{last}"}
    found |= {f"-{i}:{w}" for i, w in enumerate(reversed(before[-_SPAN_NEAR:]))} | {
        f"+{i}:{w}" for i, w in enumerate(after[:3])
    }
    found |= {f"bw:{stem(w)}" for w in before} | {f"aw:{stem(w)}" for w in after}
    found |= {f"-b:{x}_{y}" for x, y in pairwise(["^", *before[-3:]])} | {
        f"+b:{x}_{y}" for x, y in pairwise([*after[:3], "$"])
    }
    return found
