"""Whether anybody speaks of what a clause is for: its condition, its event, the thing that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.conditions import DONE_BY, PLAINLY, SPOKEN_OF
from assistant.facts import overlap, stems, told_twice
from assistant.remedies.addressed import for_whom, laid_out_for, of_an_outlay_not_made, of_an_unspoken_deed
from assistant.remedies.candidate import Candidate
from assistant.remedies.clauses import begins_with_word, only_times
from assistant.remedies.known import Situation
from knowledge.terms import Term
from knowledge.terms.kinds import MONEY_KINDS, WORD_KINDS, kinds_in
from knowledge.terms.people import CUSTOMER

_I = re.IGNORECASE
LEAST_ALIKE = 0.36
LEAST_ALIKE_WHOM = 0.47
LEAST_ALIKE_MONEY = 0.42


FORMAL = re.compile(
    rf"\b(?:{CUSTOMER}|approv\w*|accept\w*|request\w*|receipt|receiv\w*|confirm\w*|written|claim\w*|complain\w*|report\w*|day|decision|decid\w*|arriv\w*|reach\w*|complet\w*|ask\w*|answer\w*|message|case|us|"
    r"finish\w*|check\w*|review\w*|examin\w*|assess\w*|investigat\w*|inspect\w*|agree\w*|yes|possible|due|necessary|needed|contact\w*|letter|email|document\w*|detail\w*|form|owner|staff|desk|team|office|disput\w*|choice|choos\w*|first|second|missed|one|new|both|all|items?|goods|products?|appliances?|devices?|parcels?|orders?|return\w*|collect\w*|deliver\w*|number|telephone|having|being|been|photos?|pictures?|receipts?|bank|account|cop(?:y|ies)|certificate\w*|statement\w*|paper\w*)\b",
    _I,
)


_POINTS_BACK = re.compile(
    r"\b(?:that|this|those|these|it|they|neither|either|both|so|such|all (?:two|three|four|five|six|\d)|everything)\b",
    _I,
)


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
    r"^(?:an?|any|every|each) (?P<how>lost|late|damaged|missed|faulty|broken|wrong|missing|cancelled|delayed|unused|spoiled|cracked|stolen|worn|other|[a-z]{3,}ed) (?P<thing>[a-z]+(?: [a-z]+)??)(?: to (?P<deed>[a-z ]+?))? (?:is|are|may|can|will|must|gets?)\b",
    _I,
)


def thing_in_a_state(term: Term) -> frozenset[str]:
    """The stems of the thing that a clause without a condition is on, and of the state that it is in: of "a lost copy is sent
    again" lost and copy. Empty where a clause names none."""
    match = _SUCH_A_THING.match(term.quote) if not term.cells else None
    if match is None or term.condition is not None or kinds_in(match["thing"]):
        return frozenset()  # "an approved refund is made within 6 days": the thing comes from us
    return stems(FORMAL.sub(" ", f"{match['how']} {match['thing']} {match['deed'] or ''}".replace("other ", " ")))


def _of_unspoken_thing(term: Term, case: Situation) -> bool:
    """Whether a clause is on a thing in a state of which nobody speaks at all: "a lost copy is sent again" to somebody who
    speaks of no copy and of nothing lost, "any other wish to leave early is passed on" to one who does not want to leave."""
    named = thing_in_a_state(term)
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
