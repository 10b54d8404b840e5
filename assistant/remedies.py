"""Terms, facts and a date give what is owed, what waits for something, and what is not for this customer. Pure.

Code enumerates the remedies; nothing else may. Each candidate is a term that grants something, judged for this
customer: in force, for this region and tier, its thresholds and conditions answered by the facts, its amount worked
out, gates that hold it back. Which of the permitted ones the letter is about is a matter of weight (`weighing`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from assistant.amounts import Worked, many_times, work_out
from assistant.applicability import (
    Answer,
    Judged,
    Siblings,
    ahead,
    compare,
    in_force,
    judge_condition,
    names_other,
    own_figure,
)
from assistant.facts import Fact, Similarity, about, day_for, money_for, overlap, pending_words, price_paid, stems
from knowledge.terms import Money, Span, Term
from knowledge.terms.clauses import take_apart
from knowledge.terms.kinds import GOODS_KINDS, MONEY_KINDS, kinds_in
from knowledge.terms.measures import find_money, find_spans
from knowledge.terms.model import Kind
from knowledge.terms.people import CUSTOMER

_I = re.IGNORECASE
_STAFF_MATTER = re.compile(
    r"^(?:say|ask|tell|quote|use|describe|apologi[sz]e|record|log|state|explain|name|offer|invite|repeat|pass|give|do not|never|promise|send the customer|advise|check)\b|"
    rf"^(?:an?|any|every) (?!{CUSTOMER}\b)\w+ (?:with|who|whose)\b|"
    r"\b(?:representatives?|agents?|staff|support|reps?|adviser|advisor) (?:may|must|can|should|names?|offers?)\b",
    _I,
)
_WHOLE = re.compile(r"\b(?:full refund|in full|full price|price|fare|fee|deposit|amount paid)\b", _I)
HOURS = {"hours": 1, "days": 24, "business_days": 34, "weeks": 168, "months": 732}
_SETTLED = re.compile(r"\b(?:approved|accepted|confirmed|passed|complete[d]?|verified|finished|cleared)\b", _I)


@dataclass(frozen=True)
class Situation:
    """All that is known of one case when remedies are worked out.

    `spoken`: the customer's own sentences; `wanted`: the kinds asked for; `alike`: cosine similarity of texts.
    """

    facts: tuple[Fact, ...]
    received_on: date
    spoken: tuple[str, ...]
    wanted: frozenset[Kind]
    active: dict[str, frozenset[str]]
    alike: Similarity

    @cached_property
    def words(self) -> frozenset[str]:
        """The content words of all that the customer says and the facts tell, stemmed."""
        return stems(" ".join([*self.spoken, *(fact.line for fact in self.facts)]))

    @property
    def event_on(self) -> date | None:
        """The day of the order, booking, contract or incident that the case is about, the earliest dated fact."""
        days = [
            fact.day for fact in self.facts
            if fact.day and re.search(r"order|book|purchas|contract|incident|bought|start|flight|stay|placed|event|departure|sale", fact.name, _I)
        ]  # fmt: skip
        return min(days, default=None)


@dataclass(frozen=True)
class Candidate:
    """A term that may give this customer something, judged."""

    term: Term
    kind: Kind
    answer: Answer
    amount: Money | None = None
    percent: Decimal | None = None
    due: Span | None = None
    start: date | None = None
    waits_for: str | None = None
    fact: Fact | None = None
    reason: str = ""
    weight: float = 0.0
    parts: tuple[str, ...] = field(default=())
    timed_by: Term | None = None
    per: str | None = None
    fit: float = 1.0
    capped: bool = False

    @property
    def firm(self) -> bool:
        """Whether nothing is left to wait for."""
        return self.answer in {"met", "claimed"} and self.waits_for is None


def situation(
    *,
    facts: Sequence[Fact],
    received_on: date,
    spoken: Sequence[str],
    wanted: frozenset[Kind],
    groups: Siblings,
    alike: Similarity,
) -> Situation:
    """Put a situation together; the customer's own tier and region are looked up among the siblings."""
    return Situation(tuple(facts), received_on, tuple(spoken), wanted, groups.active(facts), alike)


def applies(term: Term, case: Situation) -> bool:
    """Whether the term is in force, public or not, for this customer's region and tier."""
    if not in_force(term, case.received_on, case.event_on):
        return False
    if term.cells:
        return row_answer(term, case).answer != "unmet"
    spans, quote = find_spans(term.quote), term.quote
    if len(spans) > 1 or len(find_money(quote)) > 1:  # "14 days in the EU and 7 days in the US": for both
        return True
    return not names_other(quote if len(quote) < 200 else (term.condition or quote[:120]), case.active)


_NOTHING = re.compile(r"0|none|nothing|nil|no|-|–|not (?:paid|given|covered|offered|available|owed)", _I)


def row_answer(term: Term, case: Situation) -> Judged:
    """Whether a table row is for this customer: every short cell that names a sibling or a threshold must fit."""
    answer = Judged("met", None)
    for name, cell in term.cells:
        if re.sub(r"[\s_]+", " ", name).strip().lower() in case.active and _NOTHING.fullmatch(cell.strip()):
            return Judged("unmet", None)
    for _, cell in term.cells:
        if len(cell.split()) > 9:
            continue
        plain = cell.lower()
        for own, others in case.active.items():
            if re.search(rf"(?<!\w){re.escape(own)}(?!\w)", plain):
                continue
            if any(
                plain.strip() == other
                or (len(cell.split()) <= 7 and re.search(rf"(?<!\w){re.escape(other)}(?!\w)", plain))
                for other in others
            ):
                return Judged("unmet", None)
        name_cell = f"{next(name for name, value in term.cells if value == cell)} {cell}"
        if re.search(
            r"\b(?:above|over|below|under|more|less|or longer|at least|from \d|to under|up to \d)", cell, _I
        ) and not find_money(cell):
            judged = compare(name_cell, case.facts, case.alike)
            if judged is not None:
                if judged.answer == "unmet":
                    return judged
                answer = judged
    return answer


def candidates(terms: Sequence[Term], case: Situation, *, gates: Sequence[Term] = ()) -> list[Candidate]:
    """Every term that grants something, judged for the case; those for others or withdrawn are left out."""
    found: list[Candidate] = []
    scopes = _scopes(terms, case)
    closed = closed_documents(terms, case)
    for term in terms:
        if term.mode not in {"entitlement", "window"} or term.standing.internal or not applies(term, case):
            continue
        if _STAFF_MATTER.search(term.quote) and not term.cells:
            continue
        found.extend(_candidate(term, case, scopes.get(term.id)))
    found = [
        c if spoken_of(c, case) else replace(c, answer="unmet", reason="Nothing here speaks of it.") for c in found
    ]
    return complete([_in_time(_gated(candidate, gates, case), closed) for candidate in found], case)


def closed_documents(terms: Sequence[Term], case: Situation) -> dict[str, Term]:
    """Documents (or sections) whose own time limit for the customer has passed, with the clause that sets it.

    A limit without a condition of its own closes the remedies of its section, and those of its whole document where it
    is a limit for reporting or returning anything at all.
    """
    closed: dict[str, Term] = {}
    for term in terms:
        if term.window is None or term.standing.internal or term.mode not in {"window", "requirement"}:
            continue
        if not applies(term, case) or not window_closed(term, case):
            continue
        if term.condition and judge_condition(term.condition, case.facts, case.spoken, case.alike).answer in {
            "unmet",
            "open",
        }:
            continue
        closed.setdefault(term.passage, term)
        if term.condition is None and _ANYTHING_REPORTED.search(term.quote):
            closed.setdefault(term.path, term)
    return closed


_ANYTHING_REPORTED = re.compile(
    r"\b(?:report|complain)\w*\b.*\b(?:the|an?|any) (?:problem|claim|complaint|fault|defect|issue|incident)s?\b|"
    r"\b(?:problems?|claims?|complaints?|faults?|issues?)\b.*\b(?:reported|made|raised)\b",
    _I,
)


def _in_time(candidate: Candidate, closed: dict[str, Term]) -> Candidate:
    term = closed.get(candidate.term.passage) or closed.get(candidate.term.path)
    if term is None or candidate.kind in {"contact", "escalation"} or candidate.term.id == term.id:
        return candidate
    return replace(candidate, answer="unmet", reason=term.quote)


def _scopes(terms: Sequence[Term], case: Situation) -> dict[str, Judged]:
    """For each term the answer to what it stands under, where that is not met.

    A clause stands under its section's heading ("Once the photos are approved"; "Priority Care", where a fact says that
    the customer is not on the priority care register), under the condition that the section opens with, and under the
    one that its paragraph named before it ("If a parcel is lost, ... It is sent within 3 days").
    """
    found: dict[str, Judged] = {}
    whole: dict[str, Judged | None] = {}
    so_far: dict[tuple[str, int], Judged] = {}
    for term in terms:
        if term.cells:
            continue
        place = (term.passage, term.paragraph)
        if term.passage not in whole:
            whole[term.passage] = _heading(term, case) or _under(_opens_with(term), case)
        judged = so_far.get(place) or whole[term.passage]
        if judged is not None:
            found[term.id] = judged
        opened = _under(_opens_with(term), case)
        if opened is not None:
            so_far[place] = opened
    return found


def _opens_with(term: Term) -> str | None:
    """The condition that a clause begins with; one at its end is its own alone."""
    if term.condition is None or not term.quote.lower().startswith(term.condition[:12].lower()):
        return None
    return term.condition


def _heading(term: Term, case: Situation) -> Judged | None:
    heading = term.section.rsplit(" > ", 1)[-1]
    scope = re.search(r"\b(?:once|if|after|when) (?:the |your |a )?.+", heading, _I)
    if scope:
        return _under(scope.group(), case, always=True)
    words = stems(re.sub(r"^(?:part|section|article|rule) \w+\W", "", heading, flags=_I))
    denied = next(
        (f for f in case.facts if f.denies and len(words) > 1 and overlap(words, stems(f.name)) == len(words)), None
    )
    return Judged("unmet", denied) if denied is not None and not pending_words(denied.text) else None


def _under(condition: str | None, case: Situation, *, always: bool = False) -> Judged | None:
    if condition is None or not (always or re.match(r"(?:if|when|where|for|unless|in case)\b", condition, _I)):
        return None
    judged = judge_condition(condition, case.facts, case.spoken, case.alike)
    return judged if judged.answer in {"unmet", "open"} else None


_REFERS = re.compile(r"\b(?:matrix|table|schedule|chart|grid|scale|tariff)\b", _I)


def _from_table(candidate: Candidate, found: Sequence[Candidate], case: Situation) -> Candidate:
    """A clause that refers to a table ("the credit in the compensation matrix is due") takes the row's value."""
    if (
        candidate.term.cells
        or not _REFERS.search(candidate.term.quote)
        or candidate.amount is not None
        or candidate.due is not None
    ):
        return candidate
    rows = [
        c
        for c in found
        if c.term.cells and c.answer != "unmet" and (c.kind == candidate.kind or candidate.kind in c.term.kinds)
    ]
    words = stems(f"{candidate.term.quote} {candidate.term.section}")
    best = max(rows, key=lambda c: (overlap(words, stems(c.term.quote)), c.fact is not None), default=None)
    if best is None:
        return candidate
    worked = many_times(Worked(best.amount, best.percent, best.parts, best.per), candidate.term.quote, case)
    return replace(
        candidate,
        amount=worked.amount,
        percent=worked.percent,
        due=best.due,
        parts=worked.parts,
        per=worked.per,
        timed_by=best.term,
    )


def complete(found: Sequence[Candidate], case: Situation) -> list[Candidate]:
    """Give a remedy without a deadline the one that its own section, else its own document, states for its kind."""
    found = [_with_what_it_includes(_from_table(candidate, found, case), found, case) for candidate in found]
    timed = [c for c in found if c.due is not None and not c.term.every and c.answer != "unmet"]
    return [_in_its_time(candidate, timed) for candidate in found]


_INCLUDES = re.compile(
    r"^(?:an?y? |the |every |such )?(?:full )?refunds? (?:also |always )?(?:includes?|covers?) (?P<what>[^.;]{4,80}?)(?=, and | and reaches|[.;]|$)",
    _I,
)


def _with_what_it_includes(candidate: Candidate, found: Sequence[Candidate], case: Situation) -> Candidate:
    """A refund of the price with what another clause of its page adds to it ("a refund includes any delivery charge paid")."""
    if (
        candidate.kind != "refund"
        or candidate.amount is None
        or candidate.percent is not None
        or not _WHOLE_PRICE.search(candidate.term.quote)
    ):
        return candidate
    for other in found:
        adds = _INCLUDES.match(other.term.quote)
        if adds is None or other.term.path != candidate.term.path or other.term.id == candidate.term.id:
            continue
        extra = work_out(
            other.term.model_copy(update={"of": adds["what"], "amount": None, "percent": None}), "refund", case
        )
        same = extra.amount is not None and extra.amount.currency == candidate.amount.currency
        if not same or extra.amount is None or set(extra.parts) & set(candidate.parts):
            continue
        total = Money(value=candidate.amount.value + extra.amount.value, currency=extra.amount.currency)
        return replace(candidate, amount=total, parts=(*candidate.parts, *extra.parts))
    return candidate


_WHOLE_PRICE = re.compile(r"\b(?:full refund|(?:purchase |full |whole )?price|refund(?:ed)? in full)\b", _I)


def _in_its_time(candidate: Candidate, timed: Sequence[Candidate]) -> Candidate:
    if candidate.due is not None or candidate.kind not in MONEY_KINDS | GOODS_KINDS:
        return candidate
    own = candidate.term
    same = [c for c in timed if c.kind == candidate.kind or candidate.kind in c.term.kinds[:1]]
    neutral = [
        c for c in timed if candidate.kind in MONEY_KINDS and only_times(c.term) and _NEUTRAL.match(c.term.quote)
    ]
    source = next(
        (
            c
            for group in (
                [c for c in same if c.term.passage == own.passage],
                [c for c in neutral if c.term.passage == own.passage],
                [
                    c
                    for c in same
                    if c.term.path == own.path and c.term.condition is None and not c.term.cells and c.percent is None
                ],
                [c for c in neutral if c.term.path == own.path and _GENERAL.search(c.term.quote)],
            )
            for c in group
        ),
        None,
    )
    if source is None:
        return candidate
    return replace(
        candidate,
        due=source.due,
        start=source.start,
        waits_for=candidate.waits_for or source.waits_for,
        timed_by=source.term,
    )


_NEUTRAL = re.compile(
    r"(?:it|they|this|these|the (?:payment|transfer|sum|money|amount|compensation|reimbursement)|(?:all |approved |any )?(?:payments?|transfers?|compensation|reimbursements?|receipts|sums)|"
    r"money|what is|what we owe|amounts?)\b",
    _I,
)
_GENERAL = re.compile(
    r"\bunder (?:this|these) (?:document|policy|section|page|rules?|terms?|conditions?)|\b(?:due|owed) under|\ball (?:payments|refunds)",
    _I,
)
_TIMED_ONLY = re.compile(
    r"(?:it|they|these|the (?:refund|payment|transfer|credit|difference|sum|money|amount|voucher|compensation|reimbursement)|"
    r"(?:all |such |any )?(?:approved |confirmed |agreed )?(?:money(?= is (?:refunded|paid|sent|returned))|refunds?|payments?|credits?|transfers|compensation|reimbursements?|claims)|"
    r"an? (?:approved|confirmed|agreed) (?:refund|payment|credit|claim)|money (?:that is )?due|what (?:is|we) (?:found )?(?:due|owed?)|receipts|the (?:[\w-]+ ){1,2}(?:credit|refund|compensation))\b",
    _I,
)


def only_times(term: Term) -> bool:
    """Whether a clause only says when something that another clause grants is paid ("The refund is made within 7 days")."""
    return (
        term.due is not None
        and not term.cells
        and not term.choice
        and term.amount is None
        and term.percent is None
        and _TIMED_ONLY.match(term.quote) is not None
    )


_FORMAL = re.compile(
    r"\b(?:approv\w*|accept\w*|request\w*|receipt|receiv\w*|confirm\w*|written|claim\w*|complain\w*|report\w*|day|decision|decid\w*|arriv\w*|reach\w*|complet\w*|ask\w*|answer\w*|message|case|us|"
    r"finish\w*|check\w*|review\w*|examin\w*|assess\w*|investigat\w*|inspect\w*|agree\w*|possible|due|necessary|needed|contact\w*|letter|email|document\w*|detail\w*|form|owner|staff|desk|team|office|disput\w*|choice|choos\w*|customers?|guests?|members?|passengers?|first|second|missed|one|new|both|all|items?|goods|products?|appliances?|devices?|parcels?|orders?|return\w*|collect\w*|deliver\w*|number|telephone|having|photos?|pictures?|receipts?|bank|account|cop(?:y|ies)|certificate\w*|statement\w*|paper\w*)\b",
    _I,
)


_POINTS_BACK = re.compile(r"\b(?:that|this|those|these|it|they|neither|either|both|so|such)\b", _I)


_FOR_WHOM = re.compile(
    r"^(?:any(?:body|one)|an?y? [\w-]+|every(?:body|one)| (?:every|each) [\w-]+|those|customers|members|guests|people)(?: [\w-]+){0,3}? (?:who|that|whose|which) (?P<what>[^,.;]{6,90}?) (?:is|are|gets?|receives?|may|will|can|must|has|have|chooses?)\b",
    _I,
)


def for_whom(term: Term) -> list[str]:
    """Whom a clause is for, where its subject says so: of "Anybody who was hurt at a club is contacted" the accident."""
    match = None if term.cells else _FOR_WHOM.match(take_apart(term.quote).main)
    return [match["what"]] if match else []


def spoken_of(candidate: Candidate, case: Situation) -> bool:
    """Whether anybody speaks of what a remedy hangs on: a condition, or an event that nobody mentions ("a copy of the
    death certificate"), shows that the clause is for other cases."""
    term = candidate.term
    if any(not _is_told(event, case, share=0.6, least=LEAST_ALIKE_WHOM) for event in for_whom(term)):
        return False
    events = [candidate.waits_for or ""]
    if candidate.answer == "open":
        events.append(term.condition or "")
    # "if neither is done in that time": what it points to stands in the clause before
    return all(_POINTS_BACK.search(event) or _is_told(event, case, share=0.34, least=LEAST_ALIKE) for event in events)


def _is_told(event: str, case: Situation, *, share: float, least: float) -> bool:
    """Whether the customer or a fact speaks of an event, by more than a share of its words or by its meaning."""
    words = stems(_FORMAL.sub(" ", event))
    if not words or overlap(words, case.words) / len(words) > share:
        return True
    told = [*case.spoken, *(fact.line for fact in case.facts)]
    return max((float(value) for value in case.alike([event], told)[0]), default=0.0) >= least


LEAST_ALIKE = 0.36
LEAST_ALIKE_WHOM = 0.47
_SUBJECT = re.compile(
    r"^(?P<who>.{3,140}?) (?:is|are|will be|must be|may|can|gets?|receives?|has|have|chooses?|takes?|carr(?:y|ies))\b",
    _I,
)


def scope(term: Term) -> str:
    """The matter that a clause is for, in its own words: its heading, its condition, and a subject that says which
    ("A fee paid for a bag that comes late")."""
    heading = re.sub(
        r"^(?:section |part |article |rule )?[\dA-Z]{0,3}[.:)|\s]+", "", term.section.rsplit(" > ", 1)[-1], flags=_I
    )
    if term.cells:
        return " ".join(cell for _, cell in term.cells[:1]).replace("_", " ")
    said = [term.condition] if term.condition else []
    subject = _SUBJECT.match(take_apart(term.quote).main)
    if subject and len(subject["who"].split()) > 2 and not only_times(term):
        said.append(subject["who"])
    return "; ".join([heading, *said]) if heading or said else term.quote


_GRANTED = re.compile(
    r"\b(?:is|are|will be|be) (?:then |also |always |fully )?(?:refund\w*|reimburs\w*|credited|waived|replaced|repaired)\b|\brefundable\b",
    _I,
)


def grants(term: Term) -> bool:
    """Whether a clause gives something: an entitlement, or a customer's time limit that says what it is a limit for."""
    return term.mode == "entitlement" or (
        term.mode == "window" and term.kind in MONEY_KINDS | GOODS_KINDS and _GRANTED.search(term.quote) is not None
    )


def _candidate(term: Term, case: Situation, scope: Judged | None) -> list[Candidate]:
    kinds: tuple[Kind, ...] = (
        tuple(k for k in term.kinds if k in MONEY_KINDS | GOODS_KINDS | {"fix", "change"})
        if term.choice
        else (term.kind,)
    )
    judged = Judged("met", None)
    if term.cells:
        judged = row_answer(term, case)
    elif term.condition:
        judged = judge_condition(term.condition, case.facts, case.spoken, case.alike)
    if term.mode == "window" and window_closed(term, case):
        judged = Judged("unmet", None)
    if term.exception and judged.answer != "unmet":
        excepted = judge_condition(term.exception, case.facts, (), case.alike)
        if excepted.answer == "met" and excepted.fact is not None and not re.match(r"unless", term.exception, _I):
            judged = Judged("unmet", excepted.fact)
    if (
        scope is not None
        and judged.answer != "unmet"
        and not term.cells
        and (not term.condition or scope.answer == "unmet")
    ):
        judged = scope
    judged = _settled(term, judged, case)
    due = term.due
    if due and not term.cells and len(find_spans(term.quote)) > 1:
        due = _own_span(term, due, case)
    start, waits = _start(due, case)
    if judged.answer == "open" and term.condition and re.match(r"(?:but )?only\b", term.condition, _I):
        judged = Judged("unmet", judged.fact)
    if judged.answer == "open" and term.condition and not waits:
        waits = term.condition
    result = []
    for kind in kinds or (term.kind,):
        worked = work_out(term, kind, case)
        amount, parts = worked.amount, worked.parts
        bare = not term.of and term.amount is None and term.percent is None and not term.cells
        told = due is not None and due.after is not None and start is not None and start != case.received_on
        if amount is not None and bare and not told and not _WHOLE.search(term.quote):
            amount, parts = None, ()  # a bare "approved refunds are made within 10 days" doesn't say of what
        if amount is not None and amount.value == 0:
            judged = Judged("unmet", judged.fact)  # a fee that was not paid cannot be given back
        result.append(
            Candidate(
                term,
                kind,
                judged.answer,
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


def _settled(term: Term, judged: Judged, case: Situation) -> Judged:
    """What was looked at already is not promised again: a review whose outcome is among the facts."""
    if term.kind != "investigation" or judged.answer == "unmet":
        return judged
    done = about(re.split(r"\b(?:is|are|takes?)\b", term.quote)[0], case.facts, case.alike, least=0.6)
    if done is not None and _SETTLED.search(done.text) and not pending_words(done.text):
        return Judged("unmet", done)
    return judged


def _own_span(term: Term, default: Span, case: Situation) -> Span:
    """Of several stretches in one sentence the one that stands with the customer's own value, else the company's."""
    same = [found for found in find_spans(term.quote) if found.span.unit == default.unit]
    own = own_figure(term.quote, case.active, [found.start for found in same]) if len(same) > 1 else None
    return default if own is None else same[own].span.model_copy(update={"after": default.after})


def _start(due: Span | None, case: Situation) -> tuple[date | None, str | None]:
    """The day a deadline runs from, and what must happen first if that is still open."""
    if due is None or due.after is None:
        return case.received_on, None
    event = due.after
    if re.search(
        r"\b(?:request|claim|complaint|notice|report|asking|email|message|contact)\w*\b", event, _I
    ) and not re.search(r"\b(?:approv|confirm|receipt|arriv)", event, _I):
        fact = day_for(event, case.facts, case.alike)
        if fact is not None and not pending_words(fact.text):
            return fact.day, None
        return case.received_on, None
    fact = about(event, case.facts, case.alike, least=0.62)
    if fact is not None:
        if pending_words(fact.text):
            return None, event
        if fact.day is not None:
            return fact.day, None
        return case.received_on, None
    said = [
        f
        for f in case.facts
        if overlap(stems(event), f.words) >= max(1, len(stems(event)) * 0.6) and not pending_words(f.text)
    ]
    dated = [f for f in said if f.day is not None]
    if dated:
        return dated[0].day, None
    return None, event


_OF_THE_PRICE = re.compile(
    r"\b(?:refund|repayment|return) of the (?:purchase |full |whole )?(?:price|fare|amount)\b", _I
)


def deducted(candidate: Candidate, deductions: Sequence[Term], case: Situation) -> Candidate:
    """The candidate less what policy takes off it (a label fee, an excess) where that applies to these facts."""
    if candidate.kind != "refund":
        return candidate
    if candidate.amount is None and candidate.percent is None and only_times(candidate.term):
        whole = next(
            (t for t in deductions if t.passage == candidate.term.passage and _OF_THE_PRICE.search(t.quote)), None
        )
        paid = price_paid(case.facts) if whole is not None else None
        if paid is None:
            return candidate
        candidate = replace(candidate, amount=paid.money, parts=(paid.line,))
    if candidate.amount is None:
        return candidate
    for term in deductions:
        if term.path != candidate.term.path or (term.amount is None and not term.of):
            continue
        lead = re.match(r"for (?:an? |the )?([^,]{3,60}),", term.quote, _I)
        condition = term.condition or (lead[1] if lead else None)
        if condition is None and term.passage != candidate.term.passage:
            continue  # what one section takes off says nothing of another's refunds
        if condition is not None and judge_condition(condition, case.facts, (), case.alike).answer != "met":
            continue
        phrase = re.sub(r"\bis\b.*$", "", term.quote.split(",")[-1])
        fact = money_for(phrase, case.facts, case.alike)
        off = fact.money if fact is not None and fact.money is not None else term.amount
        if off is None or off.currency != candidate.amount.currency or off.value >= candidate.amount.value:
            continue
        less = Money(value=candidate.amount.value - off.value, currency=off.currency)
        return replace(
            candidate, amount=less, parts=(*candidate.parts, f"less {off.value} {off.currency}: {term.quote}")
        )
    return candidate


def _gated(candidate: Candidate, gates: Sequence[Term], case: Situation) -> Candidate:
    """Held back where a gate for its kind is still open: "until it ends, no refund is promised"."""
    if candidate.kind not in MONEY_KINDS | GOODS_KINDS | {"fix", "change"}:
        return candidate
    for gate in gates:
        if not applies(gate, case):
            continue
        same_place = gate.passage == candidate.term.passage
        spoken_of = candidate.kind in gate.kinds or bool(
            re.search(r"\bpromise (?:nothing|only|neither)|\bnothing\b", gate.quote, _I)
        )
        if not spoken_of or (not same_place and candidate.kind not in gate.kinds):
            continue
        if gate_open(gate, case):
            return replace(candidate, answer="unmet", reason=gate.quote)
    return candidate


def gate_open(gate: Term, case: Situation) -> bool:
    """Whether what a gate waits for is still outstanding, by the facts; without a fact it is not assumed."""
    words = re.search(r"\b(?:until|before|while|as long as|pending|during)\b (.{3,90}?)(?:,|;|\.|$)", gate.quote, _I)
    awaited = words[1] if words else gate.quote
    heading = gate.section.rsplit(" > ", 1)[-1]
    fact = about(awaited, case.facts, case.alike, least=0.5) or about(
        f"{awaited} {heading}", case.facts, case.alike, least=0.6
    )
    # "chargeback" is not "charge": a gate is open only where a fact uses one of its very words.
    if fact is None or not stems(_FORMAL.sub(" ", f"{awaited} {heading}")) & fact.words:
        return False
    if re.search(r"\bwhile\b", gate.quote, _I) and not fact.denies:
        return bool(re.search(r"open|started|running|under way|in progress", fact.text, _I)) or fact.day is not None
    return pending_words(fact.text) or bool(
        re.search(r"\bopened\b|\bopen\b|under way|in progress|not finished", fact.text, _I)
    )


def window_closed(term: Term, case: Situation) -> bool | None:
    """Whether the customer's own deadline has passed (business days as if five a week); None without the dates."""
    if term.window is None:
        return None
    span = _own_span(term, term.window, case)
    if re.search(r"\bat least\b", term.quote, _I):  # notice ahead of an event is not a limit that runs out after it
        return None
    phrase = span.after or re.split(r"\b(?:is|are|of)\b", term.quote)[0]
    words = stems(phrase)
    named = [f for f in case.facts if f.day and words and overlap(words, stems(f.name)) == len(words)]
    # Of two deliveries the later one counts: the doubt is the customer's.
    event = max(named, key=lambda f: f.day or date.min, default=None) or day_for(phrase, case.facts, case.alike)
    if event is None or event.day is None:
        return None
    asked = day_for("request asked reported claimed returned", case.facts, case.alike)
    until = (
        asked.day
        if asked is not None and asked.day is not None and asked.day > event.day and asked.key != event.key
        else case.received_on
    )
    return until > event.day + timedelta(hours=span.bound * HOURS[span.unit])


def limit_passed(term: Term, case: Situation) -> bool | None:
    """Whether the customer missed the time limit that a clause sets, after an event or ahead of one; None if unknown."""
    passed = window_closed(term, case)
    if passed is not None or term.cells:
        return passed
    judged = ahead(term.quote, case.facts, case.alike)
    return None if judged is None else judged.answer == "unmet"


def kinds_wanted(asks: Sequence[str]) -> frozenset[Kind]:
    """The kinds that the asks speak of."""
    found = {kind for ask in asks for _, kind in kinds_in(ask)}
    if any(
        re.search(r"\bback\b(?! to)", ask, _I) and not re.search(r"\b(?:call|come|write|get) \w* ?back", ask, _I)
        for ask in asks
    ):
        found.add("refund")  # "my money back", "the $64 back"
    return frozenset(found)
