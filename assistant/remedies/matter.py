"""What a clause stands under: its heading, its condition, its subject, and what the clauses before it opened."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from assistant.applicability import names_other
from assistant.conditions import Judged
from assistant.facts import overlap, pending_words, stems
from assistant.remedies.addressed import (
    whose,
    without_it,
)
from assistant.remedies.clauses import only_times
from assistant.remedies.known import Situation
from knowledge.terms import Term
from knowledge.terms.clauses import take_apart
from knowledge.terms.kinds import WORD_KINDS, kinds_in
from knowledge.terms.model import Kind

_I = re.IGNORECASE

_SUBJECT = re.compile(
    r"^(?P<who>.{3,140}?) (?:is|are|will be|must be|may|can|gets?|receives?|has|have|chooses?|takes?|carr(?:y|ies))\b",
    _I,
)


def scope(term: Term) -> str:
    """The matter that a clause is for, in its own words: its heading, its condition, and a subject that says which
    ("A fee paid for a bag that comes late")."""
    if term.cells:
        return " ".join(cell for _, cell in term.cells[:1]).replace("_", " ")
    said = [term.condition] if term.condition else []
    subject = _subject(take_apart(term.quote).main)
    if subject is not None and len(subject.split()) > 2 and not only_times(term):
        said.append(subject)
    heading = _NUMBER.sub("", term.section.rsplit(" > ", 1)[-1])
    return "; ".join([heading, *said]) if heading or said else term.quote


_NUMBER = re.compile(r"^(?:section |part |article |rule )?[\dA-Z]{0,3}[.:)|\s]+", _I)


def alternative(term: Term, kind: Kind) -> str | None:
    """The words of one of the things that a customer may choose between, from its name to the next one's; None if the
    clause does not set them apart."""
    after = re.search(r"\b(?:choos\w+|choice|either|prefers?)\b", term.quote, _I)
    told = term.quote[after.end() :] if after else term.quote
    parts = re.split(r",? (?:or|and)(?: else)? (?=(?:an?|the|to|another|new|their|full)\b)|;", told)
    named = next((part for part in parts if any(found == kind for _, found in kinds_in(part))), None)
    if named is not None or len(parts) != 2:
        return named
    # "between the next tour with free places, at no extra cost, and a refund": the way that no word of its own names
    nameless = [part for part in parts if not {found for _, found in kinds_in(part)} - {"fee_waiver"}]
    return nameless[0] if len(nameless) == 1 else None


class Under(NamedTuple):
    """What a clause stands under without saying so: the answer to it, and its words where a sentence can take them up."""

    judged: Judged
    words: str | None


def stands_under(terms: Sequence[Term], case: Situation) -> dict[str, Under]:
    """For each term the answer to what it stands under, where that is not met.

    A clause stands under its section's heading ("Once the photos are approved"; "Priority Care", where a fact says that
    the customer is not on the priority care register), under the condition that the section opens with, and under the
    one that its paragraph named before it ("If a parcel is lost, ... It is sent within 3 days").
    """
    found: dict[str, Under] = {}
    whole: dict[tuple[str, str], Under | None] = {}
    others: set[tuple[str, int]] = set()
    so_far: dict[tuple[str, int], Under] = {}
    referred: dict[tuple[tuple[str, str], frozenset[str]], Under | None] = {}
    for term in terms:
        if term.cells:
            continue
        place = (term.passage, term.paragraph)
        if not _goes_on(term.quote):
            others.discard(place)
            if names_other(_subject(term.quote) or term.quote, case.active) or without_it(term, case.facts) is not None:
                others.add(place)
        elif place in others:
            found[term.id] = Under(Judged("unmet", None), None)
            continue
        heading, opened = _heading(term, case), _under(_opens_with(term), case)
        whole.setdefault(term.part, opened if term.paragraph == 0 else None)
        judged = heading
        if not _opens_anew(term.quote):
            judged = so_far.get(place) or heading or (None if _opens_with(term) else whole[term.part])
        referral = _referral(term)
        if referral is not None:
            referred[term.part, referral.to] = _unless_referred(referral.whom, case)
        elif judged is None and term.kind in WORD_KINDS and term.condition is None:
            judged = next(
                (
                    under
                    for (part, to), under in referred.items()
                    if part == term.part and to <= _first_words(term.quote)
                ),
                None,
            )
        if judged is not None:
            found[term.id] = judged
        if opened is None and judged is None and (who := whose(term)):
            # "A member who moves away may end it. The months left are refunded.": to those who move away
            asked = case.answer(who)
            opened = Under(asked, None) if asked.answer in {"unmet", "open"} else None
        if opened is not None:
            so_far[place] = opened
    return found


# "A Basic pass cannot be moved. If it is handed back, half of it is paid out.": to nobody with another pass.
_GOES_ON = re.compile(
    r"(?:(?:if|when|where|once|until|unless|after|before|as soon as) )?(?:it|they|these|those|such (?:an? )?[a-z]+|its|their)\b(?! is (?:not )?(?:possible|enough|necessary|known|clear)\b)",
    _I,
)


@lru_cache(maxsize=16_384)
def _goes_on(quote: str) -> bool:
    """Whether a clause goes on about what the one before it named."""
    return quote[:1].islower() or _GOES_ON.match(quote) is not None


@lru_cache(maxsize=16_384)
def _subject(quote: str) -> str | None:
    """What a clause begins with, up to its verb; None where no verb is found."""
    match = _SUBJECT.match(quote)
    return match["who"] if match is not None else None


class _Referral(NamedTuple):
    """Who or what is passed to somebody, in the clause's words, and the stems of the name of whoever takes it."""

    whom: str
    to: frozenset[str]


_PASSED_TO = re.compile(
    r"^(?:(?:An?|Any|Every|Each|The) )?(?P<whom>.{12,}?),? (?:(?:is|are) (?:passed|referred|handed|sent|moved|put|transferred) (?:on |over )?|goes |go )to (?:the |our )?(?P<to>[A-Z]\w+(?: [A-Z]\w+){0,3})"
)


def _referral(term: Term) -> _Referral | None:
    """The referral that a clause tells: "A member with four claims in a year is passed to Claims Review" for "Claims Review
    takes up to 9 days", which is for nobody else."""
    return _read_referral(term.quote, term.condition) if term.kind in WORD_KINDS else None


@lru_cache(maxsize=16_384)
def _read_referral(quote: str, condition: str | None) -> _Referral | None:
    match = _PASSED_TO.match(take_apart(quote).main) or _PASSED_TO.match(quote)
    if match is None:
        return None
    return _Referral(condition or match["whom"], stems(match["to"]))


@lru_cache(maxsize=16_384)
def _first_words(quote: str) -> frozenset[str]:
    return stems(" ".join(quote.split()[:5]))


def _unless_referred(whom: str, case: Situation) -> Under | None:
    judged = case.answer(whom)
    return Under(judged, None) if judged.answer in {"unmet", "open"} else None


# "If an eye is red, tell them to see a doctor. A complaint about a test goes to ...": a case of its own.
_ANEW = re.compile(
    r"(?:an?|any|every|each) (?:complaint|claim|request|report|question|letter|message|dispute|application|enquiry)\b|"
    r"(?:complaints|claims|requests|reports|questions|letters|messages|disputes|applications|enquiries)\b",
    _I,
)


@lru_cache(maxsize=16_384)
def _opens_anew(quote: str) -> bool:
    return _ANEW.match(quote) is not None


def _opens_with(term: Term) -> str | None:
    """The condition that a clause begins with; one at its end is its own alone."""
    if term.condition is None or not term.quote.lower().startswith(term.condition[:12].lower()):
        return None
    return term.condition


_OUR_MISTAKE = re.compile(r"\b(?:mistakes?|errors?|failures?|faults?)\b", _I)
_ON_OUR_SIDE = re.compile(
    r"\b(?:mistake|error|failure|fault)\b.*\b(?:our|us|ours|company)\b|\bour (?:mistake|error|failure|fault)\b", _I
)


@lru_cache(maxsize=4096)
def _read_heading(section: str) -> tuple[str | None, bool, frozenset[str]]:
    """The condition that the last heading of a section names, whether it is on mistakes, and its content words."""
    heading = section.rsplit(" > ", 1)[-1]
    scope = _SCOPE.search(heading)
    words = stems(_NUMBERED.sub("", heading))
    return scope.group() if scope else None, _OUR_MISTAKE.search(heading) is not None, words


@lru_cache(maxsize=4096)
def _listed_states(section: str) -> frozenset[str]:
    """The stems of a heading that is a list of single words for what may have happened; of other headings none."""
    heading = _NUMBER.sub("", section.rsplit(" > ", 1)[-1])
    items = re.split(r", (?:and |or )?| and | or ", heading)
    return (
        stems(heading) if len(items) > 1 and all(re.fullmatch(r"[A-Za-z]{3,}", item) for item in items) else frozenset()
    )


_SCOPE = re.compile(r"\b(?:once|if|after|when) (?:the |your |a )?.+", _I)
_NUMBERED = re.compile(r"^(?:part|section|article|rule) \w+\W", _I)
_CONDITION = re.compile(r"(?:if|when|where|for|unless|until|in case)\b", _I)


# That there were none before says nothing of this time.
_EARLIER = re.compile(r"\b(?:before|previous|earlier|prior|past|last|other|history|so far)\b", _I)


def _heading(term: Term, case: Situation) -> Under | None:
    scope, of_mistakes, words = _read_heading(term.section)
    if scope is not None:
        under = _under(scope, case, always=True)
        return under and under._replace(words=None)
    if not case.denied:
        return None
    spotless = next((f for f in case.denied if _ON_OUR_SIDE.search(f.name)), None) if of_mistakes else None
    if spotless is not None:
        return Under(Judged("unmet", spotless), None)
    listed = _listed_states(term.section)
    if listed and case.spoken and not overlap(listed, stems(" ".join(case.spoken))):
        # "5. Discomfort, redness, pain", of a customer who speaks of none and has "fault or discomfort: none"
        spared = next((f for f in case.denied if overlap(listed, stems(f.name)) and not _EARLIER.search(f.name)), None)
        if spared is not None and not pending_words(spared.text):
            return Under(Judged("unmet", spared), None)
    denied = next(
        (
            f
            for f in case.denied
            if len(words) > 1 and overlap(words, stems(f.name)) == len(words) and not _EARLIER.search(f.name)
        ),
        None,
    )
    return Under(Judged("unmet", denied), None) if denied is not None and not pending_words(denied.text) else None


def _under(condition: str | None, case: Situation, *, always: bool = False) -> Under | None:
    if condition is None or not (always or _CONDITION.match(condition)):
        return None
    judged = case.answer(condition)
    return Under(judged, condition) if judged.answer in {"unmet", "open"} else None
