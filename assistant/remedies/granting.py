"""Every clause that grants something, judged for the case: its condition answered, its sum worked out, its time begun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache, partial

from assistant.amounts import RECEIPTS, Worked, names_its_thing, on_its_step, work_out
from assistant.applicability import names_own
from assistant.conditions import OPEN, Judged, ahead, over
from assistant.facts import Fact, about, overlap, pending_words, price_paid, stems
from assistant.remedies.addressed import laid_out_for, whose, without_it
from assistant.remedies.barring import (
    closed_documents,
    gated,
    guarantee_over,
    in_time,
    not_yet_judged,
    open_gates,
    presumed_gates,
    refusals,
    refused,
)
from assistant.remedies.besides import each_grant
from assistant.remedies.candidate import UNSPOKEN, Candidate
from assistant.remedies.clauses import chosen_already, only_times
from assistant.remedies.completing import complete
from assistant.remedies.eligibility import applies, row_answer
from assistant.remedies.known import Situation, place_of
from assistant.remedies.matter import Under, alternative, stands_under
from assistant.remedies.notes import due_when
from assistant.remedies.spoken import spoken_of, steps_of, told_of_case
from assistant.remedies.timing import own_span, runs_from, window_closed
from knowledge.terms import Money, Term
from knowledge.terms.kinds import CHOICES, WORD_KINDS
from knowledge.terms.measures import find_percent, find_spans
from knowledge.terms.model import Kind
from knowledge.terms.people import CUSTOMER

_I = re.IGNORECASE
_STAFF_MATTER = re.compile(
    r"^(?:say|ask|tell|quote|use|describe|apologi[sz]e|record|log|state|explain|name|offer|invite|repeat|pass|give|do not|never|promise|send the customer|advise|check)\b"
    # "Pass Check takes up to 9 days": a name, and no order to pass something on
    r"(?!(?: (?-i:[A-Z])[a-z]+){0,2} (?:takes?|lasts?|runs?|is|are|has|decides?|looks?)\b)|"
    rf"^(?:an?|any|every) (?!{CUSTOMER}\b)\w+ (?:with|who|whose)\b|"
    r"\b(?:representatives?|agents?|staff|support|reps?|adviser|advisor) (?:may|must|can|should|names?|offers?)\b",
    _I,
)

_WHOLE = re.compile(
    r"\b(?:full refund|in full|full price|price|fare|fee|deposit|hold|amount paid|their (?:[a-z]+ ){0,2}(?:value|cost)s?)\b",
    _I,
)
_REFUNDS = re.compile(r"\b(?:refund|reimburs|repa(?:y|id)|credit|waiv)", _I)
_TO_BE_RULED = re.compile(
    r"\b(?:if|once|when|where|as soon as)\b.*\b(?:(?:is|are|was|were|been) (?:\w+ )?(?:accepted|approved|confirmed|upheld|verified|agreed)|(?:accepts|approves|confirms|agrees)\b|(?:has|have) (?:accepted|approved|confirmed|agreed))",
    _I,
)
# "We credit 25 for each full hour": the figure says of what, in whatever money.
_GIVES_FIGURE = re.compile(r"\b(?:credit|pay|add|give)s? \d+(?:[.,]\d\d)? (?:for (?:each|every)|per|a)\b", _I)
_DUE_ELSEWHERE = re.compile(
    r"(?:money|sums?|amounts?|payments?|what(?:ever)?)(?: (?:that|which))?(?: is| are)? (?:due|owed|agreed)\b", _I
)
_FOR_EACH = re.compile(r"for (?:each|every)\b", _I)
_EACH_OF_THEM = re.compile(r"(?:for )?(?:each|every) [a-z]", _I)
_COUNTED = re.compile(r"[1-9]\d* x \(")
_SETTLED_NAME = re.compile(r"\b(?:approval|approved|accepted|acceptance|confirmed|cleared)\b", _I)
_SETTLED = re.compile(r"\b(?:approved|accepted|confirmed|passed|complete[d]?|verified|finished|cleared)\b", _I)


def candidates(terms: Sequence[Term], case: Situation, *, gates: Sequence[Term] = ()) -> list[Candidate]:
    """Every term that grants something, judged for the case; those for others or withdrawn are left out."""
    (found,) = candidates_each(terms, [case], gates=gates)
    return found


def candidates_each(
    terms: Sequence[Term], cases: Sequence[Situation], *, gates: Sequence[Term] = ()
) -> list[list[Candidate]]:
    """`candidates` for cases that differ in nothing but how near the customer's words are (`Situation.near`)."""
    mine = [grant for t in terms if _grants_to(t, cases[0]) for grant in each_grant(t)]
    denied = refusals(terms, cases[0])
    waiting, presumed = open_gates(gates, cases[0], terms), presumed_gates(gates, cases[0], terms)
    steps = steps_of(terms)
    by_answer: dict[tuple[int, Judged, str | None], list[Candidate]] = {}
    by_speech: dict[bool | None, tuple[list[Candidate], dict[str | tuple[str, str], Term]]] = {}
    result = []
    for case in cases:
        if case.claims not in by_speech:
            scopes = stands_under(terms, case)
            judged: list[Candidate] = []
            for place, term in enumerate(mine):
                answer = _answer(term, case, scopes.get(term.id))
                key = (place, *answer)
                if key not in by_answer:
                    by_answer[key] = _candidate(term, case, *answer)
                judged += by_answer[key]
            by_speech[case.claims] = judged, closed_documents(terms, case)
        judged, closed = by_speech[case.claims]
        found = [
            c
            if spoken_of(c, case, steps.get(c.term.part, frozenset()))
            else replace(c, answer="unmet", reason=UNSPOKEN)
            for c in judged
        ]
        found = not_yet_judged(found, presumed, case)
        found = [refused(in_time(gated(candidate, waiting, presumed), closed), denied) for candidate in found]
        result.append(complete(found, case))
    return result


def _grants_to(term: Term, case: Situation) -> bool:
    if term.mode not in {"entitlement", "window"} or term.standing.internal or not applies(term, case):
        return False
    return bool(term.cells) or not _of_staff(term.quote)


@lru_cache(maxsize=16_384)
def _of_staff(quote: str) -> bool:
    """Whether a clause only tells the staff what to do or say."""
    return _STAFF_MATTER.search(quote) is not None


def _candidate(term: Term, case: Situation, judged: Judged, stated: str | None) -> list[Candidate]:
    kinds: tuple[Kind, ...] = tuple(k for k in term.kinds if k in CHOICES) if term.choice else (term.kind,)
    due = term.due
    if due and not term.cells and len(find_spans(term.quote)) > 1:
        due = own_span(term, due, case)
    start, waits = case.told.begins.get(due, partial(runs_from, due, case))
    if judged.answer == "open" and term.condition and re.match(r"(?:but )?only\b", term.condition, _I):
        judged = Judged("unmet", judged.fact)
    if judged.answer == "open" and stated and (not waits or _TO_BE_RULED.search(stated)):
        waits = stated  # "within 10 days of acceptance" doesn't say that nobody knows yet whether it is accepted
    result = []
    whole = (due, start, waits)
    taken = chosen_already(term, case.facts)
    if taken is not None and judged.answer == "open":
        judged = Judged("claimed", judged.fact)  # who was let choose had a case for it
    for kind in kinds or (term.kind,):
        due, start, waits = whole
        apart = alternative(term, kind) if term.choice else None
        if apart is not None and (spans := find_spans(apart)):
            due = spans[0].span.model_copy(update={"after": due.after if due else None})
        elif apart is not None and _timed_before(term, apart, [alternative(term, k) for k in kinds if k != kind]):
            due = None
        worked = case.told.sums.get((place_of(term), term.start, kind), partial(work_out, term, kind, case))
        if apart is not None and find_percent(term.quote) and not find_percent(apart):
            worked = (
                Worked()
            )  # "a credit note of 110 % or the money back": the share is of the one and not of the other
        amount, parts = worked.amount, worked.parts
        told = due is not None and due.after is not None and start is not None and start != case.received_on
        if amount is not None and not _says_of_what(term, amount, parts, case, dated=told):
            amount, parts = None, ()  # a bare "approved refunds are made within 10 days" doesn't say of what
        if amount is not None and _DUE_ELSEWHERE.match(term.quote):
            amount, parts = None, ()  # "money that is due leaves us within 10 days": what is due other clauses say
        each = _FOR_EACH.match(stated or "") or _EACH_OF_THEM.match(term.quote)
        if judged.answer == "open" and each and any(_COUNTED.match(part) for part in parts):
            judged, waits = (
                Judged("met", judged.fact),
                None,
            )  # "for each full week that it stands longer", of which a fact counts two
        if amount is not None and amount.value == 0:
            judged = Judged("unmet", judged.fact)  # a fee that was not paid cannot be given back
        result.append(
            Candidate(
                term,
                kind,
                "unmet" if taken not in {None, kind} else judged.answer,
                amount,
                worked.percent,
                due,
                start,
                waits,
                judged.fact,
                parts=parts,
                per=worked.per if amount is not None else None,
                capped=worked.capped and amount is not None,
            )
        )
    return result


def _says_of_what(term: Term, amount: Money, parts: Sequence[str], case: Situation, *, dated: bool) -> bool:
    """Whether a clause says what the sum is that was worked out for it; `dated`: its time runs from a day that is known."""
    if term.of or term.amount or term.percent or term.cells or names_its_thing(term.quote) or _WHOLE.search(term.quote):
        return True
    if _GIVES_FIGURE.search(term.quote) or any(_tells_its_sum(part, term) for part in parts):
        return True
    if not dated or _REFUNDS.search(term.quote) is None:
        return False
    # "The refund is made within 8 days of acceptance": of what was paid, and of no fee.
    if not only_times(term):
        return True
    paid = price_paid(case.facts)
    return paid is not None and paid.money == amount


def _tells_its_sum(part: str, term: Term) -> bool:
    """Whether a fact tells the sum that a clause speaks of without naming it: one that was accepted, or laid out for its thing."""
    if (_ACCEPTED.search(term.quote) and _SETTLED.search(part)) or part.startswith("less "):
        return True
    return laid_out_for(part, term)


_AS_ELSEWHERE = re.compile(
    r"\b(?:as (?:set out )?in|under|according to|see) (?:section |part |rule |article |§ ?)?[A-Z]{0,4}-?\d", _I
)


def _timed_before(term: Term, apart: str, others: Sequence[str | None]) -> bool:
    """Whether the time of a choice is that of a way named before this one, whose own stands elsewhere: "a new handset, dispatched
    within 5 days, or the end of the plan with a refund as in 3.3"."""
    if _AS_ELSEWHERE.search(apart) is None:
        return False
    here = term.quote.find(apart)
    return any(o is not None and 0 <= term.quote.find(o) < here and find_spans(o) for o in others)


_ACCEPTED = re.compile(r"\b(?:accepted|approved|confirmed|agreed) (?:sum|amount|claim|refund|settlement)s?\b", _I)


def _answer(term: Term, case: Situation, under: Under | None) -> tuple[Judged, str | None]:
    """Whether a clause is for this case, by its row or condition, its window, its exception and what it stands under; with
    the condition that the answer is to."""
    judged, stated = Judged("met", None), term.condition
    if term.cells:
        judged, stated = _as_noted(term, row_answer(term, case), case)
    elif term.condition:
        read = stems(term.condition)  # nothing of "If, and only if," which is no more than how a condition begins
        judged = case.answer(_beyond_own(term.condition, case)) if read else Judged("unmet", None)
        if judged == OPEN and on_its_step(term.condition, case):
            judged = Judged("met", None)
    if term.window is not None and term.mode in {"window", "entitlement"} and window_closed(term, case):
        judged = Judged("unmet", None)
    if term.cells and guarantee_over(term, case):
        judged = Judged("unmet", None)
    judged = _ruled_out(term, case) or judged
    if term.exception and judged.answer != "unmet":
        excepted = case.answer(term.exception, spoken=False)
        if excepted.answer == "met" and excepted.fact is not None and not re.match(r"unless", term.exception, _I):
            judged = Judged("unmet", excepted.fact)
    if judged.answer == "met" and judged.fact is None and term.kind not in WORD_KINDS and (who := whose(term)):
        asked = case.answer(who)
        judged = asked if asked.answer in {"unmet", "open"} else judged
    rules = under is not None and not term.cells and (not term.condition or under.judged.answer == "unmet")
    if under is not None and rules and judged.answer != "unmet":
        judged, stated = under.judged, under.words
        if term.kind == "escalation" and stated and judged.answer == "open" and not told_of_case(stated, case):
            judged = Judged("unmet", None)
    return _settled(term, judged, case), stated


def _as_noted(row: Term, judged: Judged, case: Situation) -> tuple[Judged, str | None]:
    """The answer to a row by what its notes say of when it is due; with the condition that nobody has ruled on yet."""
    when = due_when(row)
    if when is None or judged.answer == "unmet":
        return judged, None
    noted = case.answer(when)
    if noted.answer == "unmet" or (noted.answer == "met" and noted.fact is not None):
        return noted, when
    return (noted, when) if noted.answer == "open" and _TO_BE_RULED.search(when) else (judged, None)


def _ruled_out(term: Term, case: Situation) -> Judged | None:
    """That a clause is not for this case by what it says beside a condition: a time ahead of an event, the step of a scale
    that it begins with, a thing that its customers have, receipts; None where it may be."""
    if term.cells:
        return None
    if not term.condition:  # "up to 7 days before the first lesson" of one that has begun
        in_time = ahead(term.quote, case.facts, case.alike)
        if in_time is not None and in_time.answer == "unmet":
            return in_time
        if over(term.quote, case.facts, case.received_on, case.alike):
            return Judged("unmet", None)
    if on_its_step(term.quote, case) is False:
        return Judged("unmet", None)
    if (lacking := without_it(term, case.facts)) is not None:
        return Judged("unmet", lacking)
    return _unless_nothing_laid_out(term, case) if RECEIPTS.search(term.quote) else None


def _unless_nothing_laid_out(term: Term, case: Situation) -> Judged | None:
    """That a clause which pays against receipts gives nothing, where a fact says that there are none of what it pays for."""
    paid = stems(term.quote)
    for fact in case.denied:
        named = stems(fact.name)
        if (
            RECEIPTS.search(fact.name)
            and re.match(r"(?:0|no|none|nothing|nil)\b", fact.text, _I)
            and overlap(named, paid) == len(named)
        ):
            return Judged("unmet", fact)
    return None


def _beyond_own(condition: str, case: Situation) -> str:
    """A condition without the part that only names the customer's own region or plan ("EU accounts; if ...")."""
    scope, _, rest = condition.partition("; ")
    return rest if rest and len(scope.split()) <= 4 and names_own(scope, case.active) else condition


# "It confirms or rejects the fault within 2 days": what is ruled on
_RULES_ON = re.compile(
    r"\b(?:confirms?|accepts?|approves?) or (?:rejects?|declines?|refuses?|denies) (?:the |an? |that )?(?P<what>(?:[a-z]+ ){0,2}?[a-z]+?)(?= with?in\b| no later\b|[,.;]|$)",
    _I,
)


def _ruled_already(what: str, case: Situation) -> Fact | None:
    """The fact that says that a thing was confirmed or rejected already: of "the fault" `second_fault: confirmed 24 June`."""
    words = stems(what)
    for fact in case.facts:
        said = _SETTLED.search(fact.text) is not None and not pending_words(fact.text) and not fact.denies
        if said and words and overlap(words, fact.words):
            return fact
    return None


def _settled(term: Term, judged: Judged, case: Situation) -> Judged:
    """What was looked at already is not promised again: a review whose outcome is among the facts."""
    if term.kind not in {"investigation", "escalation"} or judged.answer == "unmet":
        return judged
    reason = judged.fact if judged.answer == "met" and term.condition else None
    if reason is not None and _SETTLED.search(reason.text) and not _SETTLED.search(term.condition or ""):
        return Judged("unmet", reason)  # "once the photo is here, it is looked at": the one that was accepted already
    ruling = _RULES_ON.search(term.quote)
    if ruling is not None and (told := _ruled_already(ruling["what"], case)) is not None:
        return Judged("unmet", told)
    who = re.split(r"\b(?:is|are|takes?|decides?|answers?|rules?|confirms?|checks?)\b", term.quote)[0]
    done = about(who, case.facts, case.alike, least=0.6)
    if done is None or pending_words(done.text):
        return judged
    ruled = _SETTLED.search(done.text) or (done.day is not None and _SETTLED_NAME.search(done.name) is not None)
    return Judged("unmet", done) if ruled else judged
