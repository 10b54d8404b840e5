"""The matter that a clause is for, by its heading, condition and subject, and whether anybody speaks of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from assistant.applicability import names_other
from assistant.conditions import DONE_BY, PLAINLY, SPOKEN_OF, Judged
from assistant.facts import overlap, pending_words, stems, told_twice
from assistant.remedies.addressed import (
    for_whom,
    laid_out_for,
    of_an_outlay_not_made,
    of_an_unspoken_deed,
    whose,
    without_it,
)
from assistant.remedies.candidate import Candidate
from assistant.remedies.clauses import begins_with_word, only_times
from assistant.remedies.known import Situation
from knowledge.terms import Term
from knowledge.terms.clauses import take_apart
from knowledge.terms.kinds import MONEY_KINDS, WORD_KINDS, kinds_in
from knowledge.terms.model import Kind
from knowledge.terms.people import CUSTOMER

_I = re.IGNORECASE
LEAST_ALIKE = 0.36
LEAST_ALIKE_WHOM = 0.47
LEAST_ALIKE_MONEY = 0.42

_SUBJECT = re.compile(
    r"^(?P<who>.{3,140}?) (?:is|are|will be|must be|may|can|gets?|receives?|has|have|chooses?|takes?|carr(?:y|ies))\b",
    _I,
)

FORMAL = re.compile(
    rf"\b(?:{CUSTOMER}|approv\w*|accept\w*|request\w*|receipt|receiv\w*|confirm\w*|written|claim\w*|complain\w*|report\w*|day|decision|decid\w*|arriv\w*|reach\w*|complet\w*|ask\w*|answer\w*|message|case|us|"
    r"finish\w*|check\w*|review\w*|examin\w*|assess\w*|investigat\w*|inspect\w*|agree\w*|yes|possible|due|necessary|needed|contact\w*|letter|email|document\w*|detail\w*|form|owner|staff|desk|team|office|disput\w*|choice|choos\w*|first|second|missed|one|new|both|all|items?|goods|products?|appliances?|devices?|parcels?|orders?|return\w*|collect\w*|deliver\w*|number|telephone|having|being|been|photos?|pictures?|receipts?|bank|account|cop(?:y|ies)|certificate\w*|statement\w*|paper\w*)\b",
    _I,
)

_POINTS_BACK = re.compile(
    r"\b(?:that|this|those|these|it|they|neither|either|both|so|such|all (?:two|three|four|five|six|\d)|everything)\b",
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


# What we do on the way to a remedy, and no customer tells of.
_OUR_STEPS = stems(
    "collected collection fetched inspected inspection examined examination assessed assessment tested measured"
)


# "After the complete data has arrived": whatever a claim needs, nobody calls it so.
_ALL_OF_IT = re.compile(
    r"\b(?:complete|all (?:of )?(?:the|these|this)|everything|needed|required)\b[^.;]*\b(?:data|papers?|documents?|information|details|it|these|this)\b[^.;]*\b(?:arrived|here|received|in|come)\b",
    _I,
)


def steps_of(terms: Sequence[Term]) -> dict[tuple[str, str], frozenset[str]]:
    """For each part of the rules the steps of ours that its clauses promise ("collection is offered within 15 days")."""
    steps: dict[tuple[str, str], frozenset[str]] = {}
    for term in terms:
        if term.mode != "entitlement" or term.cells:
            continue
        said = term.quote.replace(term.due.after or "\n", " ") if term.due is not None else term.quote
        if found := stems(said) & _OUR_STEPS:
            steps[term.part] = steps.get(term.part, frozenset()) | found
    return steps


def spoken_of(candidate: Candidate, case: Situation, steps: frozenset[str] = frozenset()) -> bool:
    """Whether anybody speaks of what a remedy hangs on: a condition, or an event that nobody mentions ("a copy of the
    death certificate"), shows that the clause is for other cases. `steps`: what its part of the rules promises on the way to it."""
    term = candidate.term
    if any(laid_out_for(part, term) for part in candidate.parts):
        return True  # "a receipt for a hotel" tells of the night ashore
    if any(not _is_told(event, case, share=0.6, least=LEAST_ALIKE_WHOM) for event in for_whom(term)):
        return False
    if not case.foreign and case.spoken and _of_unspoken_thing(term, case):
        return False
    if candidate.kind in MONEY_KINDS and of_an_outlay_not_made(term, case):
        return False
    ahead = bool(stems(candidate.waits_for or "") & steps) or _ALL_OF_IT.search(candidate.waits_for or "") is not None
    events = [] if ahead or _only_runs_from(candidate) else [candidate.waits_for or ""]
    if candidate.answer == "open" or _PAPER_HERE.search(term.condition or ""):
        events.append(term.condition or "")
    if (
        candidate.answer == "open"
        and candidate.kind not in WORD_KINDS
        and any(_untold(event, case) for event in events)
    ):
        return False
    if any(_of_another_paper(event, case) for event in events):
        return False
    if candidate.kind not in WORD_KINDS and of_an_unspoken_deed(term, case):
        return False
    begins = (term.due.after or "") if term.due is not None and candidate.kind not in WORD_KINDS and not ahead else ""
    if begins_with_word(begins) and (term.condition is not None or only_times(term)):
        begins = ""  # the letter is the notice; what the clause is for its condition says
    if (nth := _THE_SECOND.search(begins)) is not None and nth[1].lower() not in _told_words(case):
        return False  # "after the second set of photos", of a case with one
    if case.spoken and not case.foreign and not _is_told(begins, case, share=0.0, least=LEAST_ALIKE):
        return False  # "within 24 hours of the breakdown" to a customer who lost a bag
    # "if neither is done in that time": what it points to stands in the clause before
    least = LEAST_ALIKE_MONEY if candidate.kind in MONEY_KINDS else LEAST_ALIKE
    return all(_points_back(event) or _is_told(event, case, share=0.34, least=least) for event in events)


_THE_SECOND = re.compile(r"\b(second|third|fourth) (?:set|round|series|lot|batch)\b", _I)


def _told_words(case: Situation) -> str:
    return " ".join([*case.spoken, *(fact.line for fact in case.facts)]).lower()


def told_of_case(stated: str, case: Situation) -> bool:
    """Whether anybody speaks of the case that the sentence before a clause opened: "in case of a bereavement with a death
    certificate, the booking may be moved. Only the manager decides this, within 4 days of the certificate"."""
    return case.foreign or _is_told(stated, case, share=0.34, least=LEAST_ALIKE_WHOM)


_SUCH_A_THING = re.compile(
    r"^(?:an?|any|every|each) (?P<how>lost|late|damaged|missed|faulty|broken|wrong|missing|cancelled|delayed|unused|spoiled|cracked|stolen|worn|other|[a-z]{3,}ed) (?P<thing>[a-z]+)(?: to (?P<deed>[a-z ]+?))? (?:is|are|may|can|will|must|gets?)\b",
    _I,
)


def _of_unspoken_thing(term: Term, case: Situation) -> bool:
    """Whether a clause is on a thing in a state of which nobody speaks at all: "a lost copy is sent again" to somebody who
    speaks of no copy and of nothing lost, "any other wish to leave early is passed on" to one who does not want to leave."""
    match = _SUCH_A_THING.match(term.quote) if not term.cells else None
    if match is None or term.condition is not None or kinds_in(match["thing"]):
        return False  # "an approved refund is made within 6 days": the thing comes from us
    named = stems(FORMAL.sub(" ", f"{match['how']} {match['thing']} {match['deed'] or ''}".replace("other ", " ")))
    if not named or overlap(named, case.words):
        return False
    told = [*case.spoken, *(fact.line for fact in case.facts)]
    near = max((float(value) for value in case.alike([term.quote], told)[0]), default=0.0)
    return near < LEAST_ALIKE


def _only_runs_from(candidate: Candidate) -> bool:
    """Whether a remedy waits for nothing but what its time runs from, where the clause's own condition is answered: "if the
    lamp is cracked, it is refunded within 6 days of the photos being accepted" is for a cracked lamp."""
    term = candidate.term
    return term.condition is not None and candidate.answer in {"met", "claimed"}


@lru_cache(maxsize=16_384)
def _event_words(event: str) -> frozenset[str]:
    """The content words of an event, without those of the formalities of any case."""
    return stems(FORMAL.sub(" ", event))


_BECOMES = re.compile(
    r"\b(?:is|are|was|were|be|been|being|gets?|becomes?)(?: (?:not|also|then|only|already|later|again|still))* (?P<what>(?!(?:ours|yours|theirs|due|our|the|any|more|less|within|under|over|for|from|with|able|possible)\b)[a-z]{3,})\b",
    _I,
)


@lru_cache(maxsize=16_384)
def _happenings(event: str) -> tuple[frozenset[str], ...]:
    """What has to have happened, or to be, for an event, each by its stems: of "if the guest is ill or the flight was
    cancelled" ill, and cancelled."""
    plain = re.split(r"\bbecause\b", event)[0]  # a reason is told in other words
    told = [stems(FORMAL.sub(" ", match["what"])) for match in _BECOMES.finditer(plain)]
    done = DONE_BY.match(plain)  # "a lesson missed by the teacher"
    told += [stems(done["deed"])] if done is not None else []
    return tuple(words for words in told if words)


def _untold(event: str, case: Situation) -> bool:
    """Whether nobody speaks of anything that an event says has happened, however many of its other words are told: "if a
    ticket is cancelled before departure" to a customer who speaks of a ticket and a departure. Known of English only."""
    happened = _happenings(event)
    if not happened or not case.spoken or case.foreign or case.tells_of(event):
        return False
    if any(overlap(words, case.words) for words in happened):
        return False
    told = [*case.spoken, *(fact.line for fact in case.facts)]
    least = PLAINLY if DONE_BY.match(event) else SPOKEN_OF
    return max(float(value) for value in case.alike([event], told)[0]) < least


_THAT_PAPER = re.compile(
    r"\b(?:that|this|those|these|such an?) (?P<what>photo|picture|reading|form|receipt|certificate|statement|letter|report|note|quote|estimate|recording|video|scan|card|key|part)s?\b",
    _I,
)


_PAPER_HERE = re.compile(
    r"\b(?:once|when|as soon as|after) (?:the|a|an|your|all)? ?(?P<what>photo|picture|reading|form|receipt|certificate|statement|report|paper|document|proof)s? (?:is|are|has|have) (?:here|in\b|arrived|come|reached)",
    _I,
)


def _of_another_paper(event: str, case: Situation) -> bool:
    """Whether an event is that of a paper or a thing of which nobody speaks here ("when that photo has reached us"), or the
    coming of one that no fact tells of: a customer who says that there is nothing to take a photo of sends none."""
    here = _PAPER_HERE.search(event)
    if here is not None and not any(overlap(stems(here["what"]), fact.words) for fact in case.facts):
        return True
    named = _THAT_PAPER.search(event)
    return named is not None and bool(case.spoken) and not overlap(stems(named["what"]), case.words)


@lru_cache(maxsize=16_384)
def _points_back(event: str) -> bool:
    return _POINTS_BACK.search(event) is not None


def _is_told(event: str, case: Situation, *, share: float, least: float) -> bool:
    """Whether the customer or a fact speaks of an event, by more than a share of its words or by its meaning."""
    words = _event_words(event)
    if case.tells_of(event) or not words or overlap(words, case.words) / len(words) > share:
        return True
    if case.near is not None and case.near >= least:
        return True
    told = [*case.spoken, *(fact.line for fact in case.facts)]
    if _TWICE.search(event) and any(told_twice(each) for each in told):
        return True
    return max((float(value) for value in case.alike([event], told)[0]), default=0.0) >= least


# "A charge that was made twice": people call the second one a duplicate.
_TWICE = re.compile(r"\b(?:twice|two times|in duplicate|more than once)\b", _I)
