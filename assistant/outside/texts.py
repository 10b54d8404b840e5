"""What a text is judged by that comes without its complaint: by the facts given, the documents, and its own words.

Nothing is embedded for a text that was not seen before: what the rules permit is worked out once for the facts given,
in three ways (every condition is spoken of, is touched on, is spoken of by nobody), and the words of the text say for
each condition which of the three it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant import triage
from assistant.case import Language
from assistant.disputes import ruling, yielding
from assistant.facts import Fact, Similarity, overlap, read_facts, stems
from assistant.judging import Grounds, Permit
from assistant.outside.clauses import Clauses
from assistant.outside.words import HINTED, Said, Words
from assistant.permitting import barred, extras, granted_each, holds, permits
from assistant.recent import Recent
from assistant.remedies import situation, thing_in_a_state
from assistant.rulebook import Pages, Rulebook
from assistant.schedule import Calendar
from knowledge.glossary import in_english, is_foreign
from knowledge.terms import Term

Facts = tuple[tuple[str, str], ...]
Wait = Callable[[], object]
"""Waits until what was begun is done."""

_MOST_KEPT = 128
_PER_QUERY = 16
# How near a customer's words are to a condition who claims it, touches on it, does not speak of it.
_CLAIMED, _TOUCHED, _UNSPOKEN = 1.0, 0.37, 0.0
_SAID = 0.5


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
        begin: Callable[[Iterable[str]], Wait] | None = None,
    ) -> None:
        """`standing`: the passages of the matters that stand in every company's rules, for the days of a letter and of
        its event. `begin`: begins to learn what texts mean, beside other work. Up to `whole` clauses are judged for the facts as they are; of more, those of the `nearest` passages."""
        self._rules = rules
        self._standing = standing
        self._alike = alike
        self._calendar = calendar
        self._whole, self._nearest = whole, nearest
        self._begin = begin
        self._worked: Recent[_Worked] = Recent(_MOST_KEPT)
        self._words: Recent[Words] = Recent(2)
        self._read: Recent[tuple[Fact, ...]] = Recent(_MOST_KEPT)
        self._clauses: Recent[Clauses] = Recent(8)

    def clauses(self, text: str, language: Language) -> tuple[Term, ...]:
        """The clauses of the passages that share most words with each sentence of a text, and those on what each level may
        add; none of internal documents."""
        pages = self._rules.pages()
        words = self._words.get(pages.state, lambda: Words(pages))
        near = words.near_sentences(_told(triage.sentences(triage.listen(text).own), language))
        public = [t for t in pages.all_terms() if not t.standing.internal]
        return tuple(t for t in public if t.passage in near or t.mode == "authority")

    def expect(self, facts: Facts) -> Wait | None:
        """Begins with facts that were not seen lately, so that other work can be done beside; `grounds` waits for it."""
        if self._begin is None or not facts or facts in self._read:
            return None
        return self._begin(_told_by(self._read.get(facts, lambda: read_facts(facts))))

    def grounds(
        self, text: str, facts: Facts, language: Language, on: date, sent_on: date, *, begun: Wait | None = None
    ) -> Grounds:
        """What a text in a language is judged by that leaves on a day; `on`: the day for which clauses have to hold.

        `begun`: what `expect` of the same facts gave.
        """
        pages = self._rules.pages()
        heard = triage.listen(text)
        spoken = triage.sentences(heard.own)
        told = _told(spoken, language)
        words = self._words.get(pages.state, lambda: Words(pages))
        whole = " ".join(told)
        wide = None
        if len(pages.all_terms()) > self._whole:
            query = f"{whole} {' '.join(f'{key} {value}' for key, value in facts)}"
            wide = frozenset(words.nearest(query, self._nearest))
        read = self._read.get(facts, lambda: read_facts(facts))
        day = self._alike_day(pages, read, on)
        worked = self._worked.get(
            (facts, day, pages.state, wide), lambda: self._work_out(pages, words, wide, read, day, begun=begun)
        )
        # What each level may add is said in one place for all matters.
        levels = {permit.term.passage for permit in worked.claimed if permit.term.mode == "authority"}
        near = words.with_their_tables(
            {*worked.near, *levels, *words.near_sentences(told), *words.nearest(whole, _PER_QUERY)}
        )
        said = Said(told)
        facts_say = frozenset[str]().union(*(fact.words for fact in worked.base.facts))

        def of_another(term: Term) -> bool:
            """Whether a clause is on a thing in a state ("a cancelled order") that neither the text nor a fact speaks of."""
            named = thing_in_a_state(term)
            return bool(named) and not said.speaks_of(named) and not overlap(named, facts_say)

        chosen = []
        for permit, hangs, touched, unspoken in zip(
            worked.claimed, worked.hangs, worked.touched, worked.unspoken, strict=True
        ):
            if permit.term.passage not in near or of_another(permit.term):
                continue
            share = said.share(hangs) if hangs else 1.0
            one = permit if share >= _SAID else touched if share >= HINTED else unspoken
            if one is not None:
                # Without a fact that names a day, whatever runs from the day of the letter runs from this one.
                chosen.append(replace(one, start=on) if one.start == day != on else one)
        return replace(
            worked.base,
            permits=tuple(chosen),
            current=tuple(term for term in worked.base.current if not of_another(term)),
            sent_on=sent_on,
            language=language,
            english=str if language == "en" else _gloss,
            injected=bool(heard.set_aside),
        )

    def _alike_day(self, pages: Pages, facts: Sequence[Fact], on: date) -> date:
        """The earliest day on which the clauses are in force that are so `on`; that day itself where a fact names one."""
        if any(fact.day is not None for fact in facts):
            return on
        return max(turn for turn in pages.turns() if turn <= on)

    def _work_out(
        self,
        pages: Pages,
        words: Words,
        wide: frozenset[str] | None,
        read: tuple[Fact, ...],
        on: date,
        *,
        begun: Wait | None,
    ) -> _Worked:
        clauses = self._clauses.get((pages.state, wide), lambda: Clauses(pages, wide, self._alike))
        terms = clauses.terms
        alike = _remembering(_together(self._alike, read, begun))
        known = situation(
            facts=read, received_on=on, spoken=(), wanted=frozenset(), groups=clauses.groups(), alike=alike
        )
        known = replace(known, near=_TOUCHED)
        held = clauses.held(on, known.happened_on)
        pairs = yielding(held.disputes, lambda term: holds(term, known))
        rules = ruling(terms, pairs)
        found = granted_each(rules, [replace(known, near=near) for near in (_CLAIMED, _TOUCHED, _UNSPOKEN)])
        beside = extras(rules, known)
        claimed, touched, unspoken = (permits(each, rules, known, beside=beside) for each in found)
        base = Grounds(
            permits=(),
            prohibitions=held.prohibitions,
            facts=read,
            sent_on=on,
            calendar=self._calendar,
            alike=self._alike,
            internal=pages.internal(),
            stale=held.stale,
            current=held.current,
            disputed=(*held.disputed(known), *pairs),
            yielding=pairs,
            whole_letter=False,
            by_words=True,
            barred=barred(found[0], rules, known),
        )
        near_by, nobody = _by_place(touched), _by_place(unspoken)
        places = list(_by_place(claimed))
        other = [(near_by.get(place), nobody.get(place)) for place in places]
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


def _told(sentences: Sequence[str], language: Language) -> list[str]:
    return list(sentences) if language == "en" else [_english(sentence) for sentence in sentences]


def _gloss(text: str) -> str:
    return in_english(text) or text


def _english(text: str) -> str:
    return _gloss(text) if is_foreign(text) else text


def _told_by(facts: Sequence[Fact]) -> list[str]:
    """All that facts say, each text once."""
    return list(dict.fromkeys(text for fact in facts for text in (fact.name, fact.line)))


def _together(alike: Similarity, facts: Sequence[Fact], begun: Wait | None) -> Similarity:
    """The same similarity, which is asked for all that the facts say as soon as it is asked for some of it, or then waits for
    what was `begun` with: all at once takes much less time than one by one."""
    waiting = set(_told_by(facts))

    def asked(one: Sequence[str], other: Sequence[str]) -> Sequence[Sequence[float]]:
        if waiting and not waiting.isdisjoint(other):
            if begun is None:
                alike(_told_by(facts), _told_by(facts)[:1])
            else:
                begun()
            waiting.clear()
        return alike(one, other)

    return asked


def _remembering(alike: Similarity) -> Similarity:
    """The same similarity, asked once for the same texts: the three ways ask alike."""
    known: dict[tuple[tuple[str, ...], tuple[str, ...]], Sequence[Sequence[float]]] = {}

    def asked(one: Sequence[str], other: Sequence[str]) -> Sequence[Sequence[float]]:
        key = (tuple(one), tuple(other))
        if key not in known:
            known[key] = alike(one, other)
        return known[key]

    return asked


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
