"""What a text is judged by that comes without its complaint: by the facts given, the documents, and its own words.

Nothing is embedded for a text that was not seen before: what the rules permit is worked out once for the facts given,
in three ways (every condition is spoken of, is touched on, is spoken of by nobody), and the words of the text say for
each condition which of the three it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from assistant import triage
from assistant.applicability import in_force, siblings
from assistant.case import Language
from assistant.conflicts import find_conflicts
from assistant.disputes import apart, find_disputes, ruling, yielding
from assistant.facts import Similarity, read_facts, stems
from assistant.judging import Grounds, Permit
from assistant.permitting import barred, granted, holds, permits
from assistant.recent import Recent
from assistant.remedies import Situation, situation, window_closed
from assistant.rulebook import Pages, Rulebook
from assistant.schedule import Calendar
from knowledge.glossary import in_english, is_foreign
from knowledge.lexical import LexicalIndex, Lexicon
from knowledge.terms import Term

Facts = tuple[tuple[str, str], ...]

_MOST_KEPT = 128
_PER_QUERY = 16
_PER_SENTENCE = 4
_MOST_ROWS = 120
_LEAST_DISPUTE = 0.75
# Stands for a customer who speaks of a condition: it has no words, and is as near in meaning as the case wants it.
_SOMEBODY = "…"
_CLAIMED, _TOUCHED = 1.0, 0.37
_SAID, _HINTED = 0.5, 0.34


@dataclass(frozen=True)
class _Worked:
    """What is permitted for some facts: `base` without permits, and of each permit what becomes of it.

    `near`: the passages of what stands in every company's rules, and of the facts; those of the text come on top.
    `hangs`: the stems of what a permit hangs on (empty: on nothing that the text says), `touched` and `unspoken` what it is
    where the text only touches on that, and where it doesn't.
    """

    base: Grounds
    near: frozenset[str]
    claimed: tuple[Permit, ...]
    hangs: tuple[frozenset[str], ...]
    touched: tuple[Permit | None, ...]
    unspoken: tuple[Permit | None, ...]


class Outside:
    """Judges texts without a complaint. Safe to use from several threads; holds nothing but caches."""

    def __init__(
        self,
        rules: Rulebook,
        alike: Similarity,
        calendar: Calendar,
        standing: Callable[[date, date | None], frozenset[str]],
        *,
        whole: int = 600,
        nearest: int = 150,
    ) -> None:
        """`standing`: the passages of the matters that stand in every company's rules, for the days of a letter and of
        its event. Up to `whole` clauses are judged for the facts as they are; of more, those of the `nearest` passages."""
        self._rules = rules
        self._standing = standing
        self._alike = alike
        self._calendar = calendar
        self._whole, self._nearest = whole, nearest
        self._worked: Recent[_Worked] = Recent(_MOST_KEPT)
        self._words: Recent[_Words] = Recent(2)

    def clauses(self, text: str, language: Language) -> tuple[Term, ...]:
        """The clauses of the passages that share most words with each sentence of a text, and those on what each level may
        add; none of internal documents."""
        pages = self._rules.pages()
        words = self._words.get(pages.state, lambda: _Words(pages))
        near = words.near_sentences(_told(triage.sentences(triage.listen(text).own), language))
        public = [t for t in pages.all_terms() if not t.standing.internal]
        return tuple(t for t in public if t.passage in near or t.mode == "authority")

    def grounds(self, text: str, facts: Facts, language: Language, on: date, sent_on: date) -> Grounds:
        """What a text in a language is judged by that leaves on a day; `on`: the day for which clauses have to hold."""
        pages = self._rules.pages()
        heard = triage.listen(text)
        spoken = triage.sentences(heard.own)
        told = _told(spoken, language)
        words = self._words.get(pages.state, lambda: _Words(pages))
        whole = " ".join(told)
        wide = None
        if len(pages.all_terms()) > self._whole:
            query = f"{whole} {' '.join(f'{key} {value}' for key, value in facts)}"
            wide = frozenset(words.nearest(query, self._nearest))
        day = self._alike_day(pages, facts, on)
        worked = self._worked.get(
            (facts, day, pages.state, wide), lambda: self._work_out(pages, words, wide, facts, day)
        )
        # What each level may add is said in one place for all matters.
        levels = {permit.term.passage for permit in worked.claimed if permit.term.mode == "authority"}
        near = words.with_their_tables(
            {*worked.near, *levels, *words.near_sentences(told), *words.nearest(whole, _PER_QUERY)}
        )
        said = _Said(told)
        chosen = []
        for permit, hangs, touched, unspoken in zip(
            worked.claimed, worked.hangs, worked.touched, worked.unspoken, strict=True
        ):
            if permit.term.passage not in near:
                continue
            share = said.share(hangs) if hangs else 1.0
            one = permit if share >= _SAID else touched if share >= _HINTED else unspoken
            if one is not None:
                # Without a fact that names a day, whatever runs from the day of the letter runs from this one.
                chosen.append(replace(one, start=on) if one.start == day != on else one)
        return replace(
            worked.base,
            permits=tuple(chosen),
            sent_on=sent_on,
            language=language,
            english=str if language == "en" else _gloss,
            injected=bool(heard.set_aside),
        )

    def _alike_day(self, pages: Pages, facts: Facts, on: date) -> date:
        """The earliest day on which the clauses are in force that are so `on`; that day itself where a fact names one."""
        if any(fact.day is not None for fact in read_facts(facts)):
            return on
        return max(turn for turn in pages.turns() if turn <= on)

    def _work_out(self, pages: Pages, words: _Words, wide: frozenset[str] | None, facts: Facts, on: date) -> _Worked:
        terms = tuple(t for t in pages.all_terms() if not t.standing.internal and (wide is None or t.passage in wide))
        public = [d.path for d in pages.documents() if not d.standing.internal]
        groups = siblings([p for path in public for p in pages.passages(path)])
        read = read_facts(facts)
        # All that the facts say is turned into vectors at once: the steps ask for it one by one.
        told = [text for fact in read for text in (fact.name, fact.line)]
        self._alike(told, told[:1])
        alike = _remembering(self._alike)

        def case(near: float | None) -> Situation:
            return situation(
                facts=read,
                received_on=on,
                spoken=() if near is None else (_SOMEBODY,),
                wanted=frozenset(),
                groups=groups,
                alike=alike if near is None else _with_somebody(alike, near),
            )

        known = case(_TOUCHED)
        pairs = yielding(find_disputes(terms, self._alike, on=on), lambda term: holds(term, known))
        rules = ruling(terms, pairs)
        found = [granted(rules, each) for each in (case(_CLAIMED), known, case(None))]
        claimed, touched, unspoken = (permits(each, rules, known) for each in found)
        in_use = [t for t in terms if in_force(t, on, known.event_on)]
        stale = {t.id for t in terms} - {t.id for t in in_use}
        disputed = self._disputed([t for t in in_use if t.standing.orders_before is None], known)
        base = Grounds(
            permits=(),
            prohibitions=tuple(t for t in in_use if t.mode == "prohibition"),
            facts=read,
            sent_on=on,
            calendar=self._calendar,
            alike=self._alike,
            internal=pages.internal(),
            stale=tuple(t for t in terms if t.id in stale),
            current=tuple(in_use),
            disputed=(*disputed, *pairs),
            yielding=pairs,
            whole_letter=False,
            by_words=True,
            barred=barred(found[0], rules, known),
        )
        beside, nobody = _by_place(touched), _by_place(unspoken)
        places = list(_by_place(claimed))
        other = [(beside.get(place), nobody.get(place)) for place in places]
        hangs = [
            frozenset[str]() if one == two == three else _hangs_on(one)
            for one, (two, three) in zip(claimed, other, strict=True)
        ]
        near = {pid for fact in read for pid in words.nearest(fact.line, _PER_QUERY)}
        near |= self._standing(on, known.event_on)
        return _Worked(
            base,
            frozenset(near),
            claimed,
            tuple(hangs),
            tuple(two for two, _ in other),
            tuple(three for _, three in other),
        )

    def _disputed(self, terms: Sequence[Term], case: Situation) -> list[tuple[Term, Term]]:
        """The pairs of clauses near in meaning that disagree for these facts."""
        usable = [t for t in terms if not apart(t)][:1200]
        if len(usable) < 2:
            return []
        quotes = [t.quote for t in usable]
        cosines = np.asarray(self._alike(quotes, quotes), dtype=np.float32)
        near = np.argwhere(np.triu(cosines >= _LEAST_DISPUTE, k=1)).tolist()
        pairs = [(usable[i], usable[j]) for i, j in near if usable[i].path != usable[j].path]
        found = [
            c for pair in pairs for c in find_conflicts(pair, self._alike, passed=lambda t: window_closed(t, case))
        ]
        return [(c.one, c.other) for c in sorted(found, key=lambda c: -c.closeness)]


def _told(sentences: Sequence[str], language: Language) -> list[str]:
    return list(sentences) if language == "en" else [_english(sentence) for sentence in sentences]


def _gloss(text: str) -> str:
    return in_english(text) or text


def _english(text: str) -> str:
    return _gloss(text) if is_foreign(text) else text


def _remembering(alike: Similarity) -> Similarity:
    """The same similarity, asked once for the same texts: the three ways ask alike."""
    known: dict[tuple[tuple[str, ...], tuple[str, ...]], Sequence[Sequence[float]]] = {}

    def asked(one: Sequence[str], other: Sequence[str]) -> Sequence[Sequence[float]]:
        key = (tuple(one), tuple(other))
        if key not in known:
            known[key] = alike(one, other)
        return known[key]

    return asked


def _with_somebody(alike: Similarity, near: float) -> Similarity:
    """The similarity in which _SOMEBODY is as near to everything as `near`."""

    def wrapped(one: Sequence[str], other: Sequence[str]) -> list[list[float]]:
        real = [text for text in other if text != _SOMEBODY]
        rows = alike(one, real)
        found = []
        for row in rows:
            given = iter(row)
            found.append([near if text == _SOMEBODY else float(next(given)) for text in other])
        return found

    return wrapped


def _by_place(found: Sequence[Permit]) -> dict[tuple[str, str, bool, int], Permit]:
    """Permits by term and kind; of several with both the same, by their order."""
    by_place: dict[tuple[str, str, bool, int], Permit] = {}
    seen: dict[tuple[str, str, bool], int] = {}
    for permit in found:
        key = (permit.term.id, permit.kind, permit.owed)
        seen[key] = seen.get(key, -1) + 1
        by_place[(*key, seen[key])] = permit
    return by_place


_LEAD = re.compile(
    r"^(?:if|when|where|once|after|until|while|for|unless|but only|only|provided(?: that)?|as soon as|in case)\b",
    re.IGNORECASE,
)


def _hangs_on(permit: Permit) -> frozenset[str]:
    """The stems of what has to be so for a permit: the condition of its clause, or the event that its time runs from."""
    term = permit.term
    after = permit.due.after if permit.due is not None else None
    told = term.condition or after or (term.due.after if term.due is not None else None)
    return stems(_LEAD.sub("", told or term.section.rsplit(" > ", 1)[-1])) or stems(term.quote)


class _Said:
    """The words of the sentences of a text."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self._sentences = [self._lookup(stems(sentence)) for sentence in sentences]
        self._all = self._lookup(frozenset().union(*(stems(sentence) for sentence in sentences)))

    @staticmethod
    def _lookup(words: frozenset[str]) -> tuple[frozenset[str], dict[str, list[str]]]:
        begun: dict[str, list[str]] = {}
        for word in words:
            if len(word) >= 4:
                begun.setdefault(word[:4], []).append(word)
        return words, begun

    def share(self, wanted: frozenset[str]) -> float:
        """The share of the wanted stems that stand in one sentence, in the one with the most of them."""
        if self._count(wanted, self._all) < _HINTED * len(wanted):
            return 0.0
        return max((self._count(wanted, each) for each in self._sentences), default=0) / len(wanted)

    @staticmethod
    def _count(wanted: frozenset[str], looked: tuple[frozenset[str], dict[str, list[str]]]) -> int:
        words, begun = looked
        return sum(
            stem in words
            or any(
                other.startswith(stem) or (stem.startswith(other) and not other.isdigit())
                for other in begun.get(stem[:4], ())
                if len(stem) >= 4
            )
            for stem in wanted
        )


class _Words:
    """The passages of the documents by their words."""

    def __init__(self, pages: Pages) -> None:
        lexicon = Lexicon()
        passages = [p for d in pages.documents() if not d.standing.internal for p in pages.passages(d.path)]
        self._ids = [p.id for p in passages]
        self._index = LexicalIndex(lexicon, [lexicon.read(f"{p.heading()}\n{p.text}") for p in passages])
        self._table = {p.id: p.path for p in passages if p.fields}
        self._rows: dict[str, set[str]] = {}
        for id_, path in self._table.items():
            self._rows.setdefault(path, set()).add(id_)

    def nearest(self, query: str, most: int) -> list[str]:
        """The ids of the passages that share most words with a query."""
        scores = self._index.scores(query)
        order = np.argsort(-scores, kind="stable")[:most]
        return [self._ids[index] for index in order.tolist() if scores[index] > 0]

    def near_sentences(self, sentences: Sequence[str]) -> set[str]:
        """The passages that share most words with one of the sentences."""
        return {pid for sentence in sentences for pid in self.nearest(sentence, _PER_SENTENCE)}

    def with_their_tables(self, found: set[str]) -> set[str]:
        """The passages, and of tables of which one row is among them the others: which row counts depends on the facts."""
        if len(self._table) <= _MOST_ROWS:
            return found | self._table.keys()
        return found.union(*(self._rows[path] for path in {self._table[id_] for id_ in found if id_ in self._table}))
