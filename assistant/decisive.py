"""How likely each passage is one of those that decide a case, so that a reviewer has to see it. Pure.

Nearness finds the clause on the matter itself. A case often turns on another clause besides, of which the letter has no
word: what holds for exceptions made for others, for bargains, for threats, where two documents disagree or none answers, or
on the line with which an old edition that the customer quotes says until when it holds. For each of these matters the one
clause that speaks of it is found among all, and counts as much as the case calls for it. The weights were fitted on
fourteen companies (`tests/train_decisive.py`, docs/decisions.md).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.facts import Fact, Similarity
from assistant.weighing import Lexicon, Matter, words
from knowledge.passage import Passage
from knowledge.scanning import Scan
from knowledge.terms.measures import find_dates

Vector = NDArray[np.float64]

SIGNALS = (
    "nearness", "rank", "fact_words", "fact_names", "past", "edition_end", "called_for", "used",
    "precedent", "bargain", "public", "threat", "conflict", "conflict_any", "gap",
)  # fmt: skip
WEIGHTS: dict[str, float] = {
    "nearness": 0.26, "rank": 0.76, "fact_words": 1.95, "fact_names": 1.46, "past": -2.14, "edition_end": 2.22,
    "called_for": 1.14, "used": 2.32, "precedent": 4.53, "bargain": 4.94, "public": 4.36, "threat": 5.04, "conflict": 1.24,
    "conflict_any": 2.59, "gap": 0.82,
}  # fmt: skip

# A fact that says that there is none of a thing speaks of nothing that the case is about.
_NOTHING = re.compile(r"(?:none|no|nil|n/?a|0|-|false|never|not applicable|unknown)\.?", re.IGNORECASE)


@dataclass(frozen=True)
class Called:
    """A matter that cases call for: what a clause on it says, and the words of which it uses one."""

    said: tuple[str, ...]
    hint: re.Pattern[str]


def _called(hint: str, *said: str) -> Called:
    return Called(said, re.compile(hint, re.IGNORECASE | re.DOTALL))


MATTERS: dict[str, Called] = {
    "precedent": _called(
        r"\b(?:exceptions?|precedents?|one-off|earlier decisions?)\b|\b(?:other|another) (?:customers?|guests?|passengers?|members?|clients?|people)\b",
        "An exception made for another customer earlier is not a precedent and binds nobody in the next case",
        "What another customer was given is not discussed, neither confirmed nor denied",
        "Exceptions in the case log were made by a manager for one person on one day",
        "Earlier decisions do not bind us and are not mentioned to others",
    ),
    "bargain": _called(
        r"\b(?:exchange|return|reward|given|granted|paid|goodwill|gestures?|concessions?|discretion|nothing)\b.*\b(?:for|of|from|or|against)\b.*"
        r"\b(?:reviews?|posts?|ratings?|praise|silence|withdraw\w*|dropping)\b",
        "Nothing is given in exchange for a review, a post, silence or praise",
        "No goodwill in return for withdrawing a complaint or deleting a post",
        "A gesture is refused to whoever threatens with a bad review",
    ),
    "public": _called(
        r"\b(?:public\w*|social (?:media|channels?)|(?:private|direct) message)\b",
        "On social media and in public no details of an order, account or case are given; ask for a private message",
        "In a public post we say only what applies to everyone and move the rest to a private channel",
    ),
    "threat": _called(
        r"\b(?:lawyers?|solicitors?|attorneys?|courts?|regulators?|ombudsman|press|authorit(?:y|ies)|legal)\b",
        "A customer who mentions a lawyer, the regulator, the press or a review is treated like anybody else",
        "Letters from lawyers go to the legal department, which replies within some days",
        "We do not admit liability or fault in law and do not discuss damages",
    ),
    "conflict": _called(
        r"\b(?:disagree|differ|contradict|conflict|clash|two documents)\w*|\b(?:different|say different) (?:things|answers)\b",
        "Where two documents in force say different things, promise neither; the desk decides within some days",
        "If documents contradict each other, neither answer is promised and the date of the request is noted",
    ),
    "gap": _called(
        r"\b(?:no (?:document|policy|rule|paper|clause)|not covered|nothing (?:covers|in)|no .{0,20}covers|silent|gap)\b",
        "Where no document answers a request, say so, pass it on and promise only a reply within some days",
        "If nothing in our rules deals with the matter, tell the customer openly and ask the desk",
    ),
}
_WITHOUT_HINT = 0.2
_MATTER_KNOWN = 0.15  # what else in the room found to be the clause on a matter

_KNOWN_PERSON = (
    r"(?:friend|mate|neighbou?r|colleague|co-?worker|cousin|sister|brother|(?:sister|brother|mother|father|son|daughter)-in-law|aunt|uncle"
    r"|nephew|niece|boss|flatmate|roommate|lady|woman|man|guy|chap|bloke|couple|family)s?"
)
# A letter in another language comes as English content words, without articles.
_KIN = r"(?:friend|mate|neighbou?r|colleague|cousin|sister|brother|(?:sister|brother|mother|father)-in-law|aunt|uncle|nephew|niece|flatmate)s?"
_OTHERS = (
    rf"(?:\b{_KIN}\b|\b(?:my|our|an?|the|some|his|her|your) (?:\w+ ){{0,2}}{_KNOWN_PERSON}\b"
    r"|\b(?:another|other|a different) (?:customer|guest|passenger|member|client|person|people|owner|household|tenant|patient)s?\b"
    r"|\b(?:someone|somebody)\b|\b(?:I know an?) \w+|\b\w+ (?:from|at|in) my \w+"
    # A name with where it is from: not "the sink in our kitchen".
    r"|\b(?-i:[A-Z])[a-z]+ (?:from|at|in) our \w+)"
)
_GOT = r"\b(?:got|gets|had|was|were|given|receives?|received|gave|paid|let|allowed|refunded|waived|credited|offered|been|sent)\b"
_GOODS = (
    r"(?:\b(?:money|refund\w*|back|free|whole|full|everything|months?|voucher|credit\w*|off|extra|compensat\w*|upgrade|replacement|new"
    r"|fee|charge|penalty|points|the same)\b|[£€$]\s?\d|\d+ ?(?:euros?|pounds?|dollars?|quid)\b)"
)
_OTHERS_GOT = Scan(rf"{_OTHERS}.{{0,60}}?{_GOT}.{{0,60}}?{_GOODS}", re.IGNORECASE | re.DOTALL)
_NAMES_OTHERS = Scan(_OTHERS, re.IGNORECASE)
_YOU_GAVE = Scan(
    r"\byou (?:\w+ )?(?:gave|let|paid|refunded|allowed|waived|offered)\b.{0,40}?\b(?:him|her|them|his|hers|theirs)\b",
    re.IGNORECASE | re.DOTALL,
)
_AS_THEY = re.compile(
    r"\b(?:the same|same (?:thing|rules?|again|as|for)|like (?:him|her|them|his|hers)|as (?:he|she|they|him|her) (?:got|did|had)"
    r"|too|as well|fair is fair|fair's fair|you can do it|can be done|why not me|treated)\b",
    re.IGNORECASE,
)
_AUDIENCE = Scan(
    r"\b(?:followers|subscribers|(?:bad|negative|one|1)[- ]?(?:star )?reviews?|\d[\d.,]*\s?k? (?:members|readers|views)"
    r"|go(?:es|ing)? (?:viral|online|public|up)|(?:my|the|a|your) (?:post|reel|story|video|channel|blog|thread)"
    r"|post(?:ed|ing)? (?:it|this|about|on|online)|review\w*|tick tock|clock's ticking|influencer|publicity)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Decisive:
    """The signals of each passage, (n, len(SIGNALS)), before a plan is made; `gap`: how far nothing found answers the case."""

    passages: tuple[str, ...]
    signals: Vector
    conflict: Vector
    gap: Vector

    def with_plan(self, used: Collection[str] = (), *, disagree: bool = False, silent: bool = False) -> Vector:
        """The signals (n, len(SIGNALS)) once a plan is made.

        `used`: the passages whose clauses it rests on. `disagree`, `silent`: it waits since documents disagree, or none answers.
        """
        signals = self.signals.copy()
        signals[:, SIGNALS.index("used")] = [float(pid in used) for pid in self.passages]
        signals[:, SIGNALS.index("conflict")] += 2.0 * disagree * self.conflict
        signals[:, SIGNALS.index("gap")] += float(silent) * self.gap
        return signals

    def scores(self, used: Collection[str] = (), *, disagree: bool = False, silent: bool = False) -> dict[str, float]:
        """Passage id -> how far it bears on the case, higher being more; the arguments are those of `with_plan`."""
        weighed = self.with_plan(used, disagree=disagree, silent=silent) @ np.array([WEIGHTS[name] for name in SIGNALS])
        return dict(zip(self.passages, weighed.tolist(), strict=True))


def decisive(
    passages: Sequence[Passage],
    clauses: Sequence[tuple[int, str]],
    matter: Matter,
    nearness: Vector,
    alike: Similarity,
    *,
    past: Sequence[bool],
    signals: Collection[str],
    called_for: Collection[str] = (),
    known: dict[str, str] | None = None,
    telling: float = 0.0,
) -> Decisive:
    """The signals by which passages bear on a case.

    `clauses`: (index of its passage, text) pairs; `nearness`: the weight of each passage; `past`: whether its document is out
    of force for the case. `called_for`: ids of passages that the signals call for.
    `known`: matter -> id of the passage that was found to speak of it. `telling`: how near the nearest clause is, a cosine.
    """
    count = len(passages)
    if not count:
        nothing = np.zeros(0)
        return Decisive((), np.zeros((0, len(SIGNALS))), nothing, nothing)
    facts = [fact for fact in matter.facts if not _NOTHING.fullmatch(fact.text.strip())] or list(matter.facts)
    lexicon = Lexicon([f"{passage.heading()}\n{passage.text}" for passage in passages])
    below = nearness - nearness.max()
    rank = np.argsort(np.argsort(-below, kind="stable"), kind="stable")
    best = _best(passages, clauses, alike, known or {})
    sentences = matter.sentences or (matter.own,)
    disagree = float("contradiction_claim" in signals) + float("two_documents" in signals)
    columns = {
        "nearness": np.maximum(below, -6.0),
        "rank": -np.log1p(rank),
        "fact_words": lexicon.score("; ".join(fact.line for fact in facts)),
        "fact_names": lexicon.score(" ".join(fact.name for fact in facts)),
        "past": np.array([float(flag) for flag in past]),
        "edition_end": _edition_ends(passages, matter.own, heard="older_edition" in signals),
        "called_for": np.array([float(p.id in called_for) for p in passages]),
        "used": np.zeros(count),
        "precedent": best["precedent"] * max(_others(sentences), 1.25 * ("precedent_claim" in signals)),
        "bargain": best["bargain"]
        * max(min(sum(bool(_AUDIENCE.search(text)) for text in sentences), 3) / 2, 1.25 * ("review_threat" in signals)),
        "public": best["public"] * ("public" in signals),
        "threat": best["threat"] * ("legal_threat" in signals),
        "conflict": best["conflict"] * disagree,
        "conflict_any": best["conflict"],
        "gap": best["gap"] * _silence(passages, facts, float(nearness.max()), telling),
    }
    stacked = np.stack([np.asarray(columns[name], dtype=float) for name in SIGNALS], axis=1)
    return Decisive(tuple(p.id for p in passages), stacked, best["conflict"], best["gap"])


def _best(
    passages: Sequence[Passage], clauses: Sequence[tuple[int, str]], alike: Similarity, known: dict[str, str]
) -> dict[str, Vector]:
    """For each matter 1 for the passage with the clause that speaks of it most plainly, and 0 for all others."""
    texts = [f"{passages[index].section.rsplit(' > ', 1)[-1]}: {text}" for index, text in clauses]
    said = [text for called in MATTERS.values() for text in called.said]
    rows = np.asarray(alike(said, texts), dtype=float).reshape(len(said), len(texts))
    owner = np.array([index for index, _ in clauses], dtype=int)
    hinted = np.array([_hinted(text) for _, text in clauses], dtype=bool).reshape(len(clauses), len(MATTERS))
    without = np.where(hinted, 0.0, _WITHOUT_HINT)
    found: dict[str, Vector] = {}
    begin = 0
    for place, (name, called) in enumerate(MATTERS.items()):
        near = rows[begin : begin + len(called.said)].max(axis=0)
        begin += len(called.said)
        fits = np.full(len(passages), -1.0)
        np.maximum.at(fits, owner, near - without[:, place])
        fits += [_MATTER_KNOWN * (passage.id == known.get(name)) for passage in passages]
        found[name] = (np.arange(len(passages)) == int(fits.argmax())).astype(float)
    return found


@lru_cache(maxsize=16_384)
def _hinted(clause: str) -> tuple[bool, ...]:
    """For each matter whether a clause uses a word of it."""
    return tuple(called.hint.search(clause) is not None for called in MATTERS.values())


def _others(sentences: Sequence[str]) -> float:
    """0, or 1 where the customer tells what somebody else was given, and 1.5 where they want the same."""
    pairs = [*sentences, *(f"{one} {two}" for one, two in pairwise(sentences))]
    told = any(_NAMES_OTHERS.search(text) and (_OTHERS_GOT.search(text) or _YOU_GAVE.search(text)) for text in pairs)
    return 1.0 + 0.5 * (_AS_THEY.search(" ".join(sentences)) is not None) if told else 0.0


def _edition_ends(passages: Sequence[Passage], own: str, *, heard: bool) -> Vector:
    """For the lines that say until when an old edition holds: how much of that edition the customer quotes, 0 to 3; where the
    customer is `heard` to rely on an old one, at least 1.

    Counted are runs of four words that stand in the letter and in one passage of the edition.
    """
    letter = _runs(own)
    quoted: dict[str, int] = {}
    for passage in passages:
        if _ends(passage):
            quoted[passage.path] = max(quoted.get(passage.path, 0), len(_runs(passage.text) & letter))
    return np.array([float(_says_its_end(p) and max(min(3, quoted.get(p.path, 0)), heard)) for p in passages])


def _ends(passage: Passage) -> list[date]:
    standing = passage.standing
    return [day for day in (standing.effective_until, standing.orders_before) if day is not None]


def _says_its_end(passage: Passage) -> bool:
    ends = _ends(passage)
    if not ends:
        return False
    near = {day + timedelta(days=shift) for day in ends for shift in (-1, 0, 1)}
    return any(day in near for _, _, day in find_dates(passage.text))


@lru_cache(maxsize=1024)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    said = re.findall(r"[a-z0-9]+", text.lower())
    return frozenset(tuple(said[i : i + 4]) for i in range(len(said) - 3))


def _silence(passages: Sequence[Passage], facts: Sequence[Fact], nearest: float, telling: float) -> float:
    """How far the documents seem to be silent: nothing is near, and what the facts are called by stands nowhere."""
    known = {word for passage in passages for word in words(f"{passage.heading()} {passage.text}")}
    names = list(words(" ".join(fact.name for fact in facts)))
    unknown = sum(word not in known for word in names) / max(1, len(names))
    return 0.5 * (6.0 - nearest) + 5.0 * (0.6 - telling) + 3.0 * (unknown - 0.3)
