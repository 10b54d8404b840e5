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
from decimal import ROUND_HALF_UP, Decimal

from assistant.applicability import (
    Answer,
    Judged,
    Siblings,
    compare,
    in_force,
    judge_condition,
    names_other,
    own_money,
)
from assistant.facts import Fact, Similarity, about, day_for, money_for, overlap, pending_words, price_paid, stems
from knowledge.terms import Money, Span, Term
from knowledge.terms.kinds import GOODS_KINDS, MONEY_KINDS, kinds_in
from knowledge.terms.measures import find_money, find_percent, find_spans
from knowledge.terms.model import Kind

_I = re.IGNORECASE
_STAFF_MATTER = re.compile(
    r"^(?:say|ask|tell|quote|use|describe|apologi[sz]e|record|log|state|explain|name|offer|invite|repeat|pass|give|do not|never|promise|send the customer|advise|check)\b|"
    r"^(?:an?|any|every) \w+ (?:with|who|whose)\b|"
    r"\b(?:representatives?|agents?|staff|support|reps?|adviser|advisor) (?:may|must|can|should|names?|offers?)\b",
    _I,
)
_WHOLE = re.compile(r"\b(?:full refund|in full|full price|price|fare|fee|deposit|amount paid)\b", _I)
_PART = re.compile(
    r"\b(?:full months|remaining|unused|under this (?:section|clause)|due under|pro[- ]?rata|part of|for each|per (?:day|night|month|passenger|person)|difference|each (?:full )?(?:day|night|month))\b",
    _I,
)
_HOURS = {"hours": 1, "days": 24, "business_days": 34, "weeks": 168, "months": 732}
_SETTLED = re.compile(r"\b(?:approved|accepted|confirmed|passed|complete[d]?|verified|finished|cleared)\b", _I)
_CENT = Decimal("0.01")


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


def row_answer(term: Term, case: Situation) -> Judged:
    """Whether a table row is for this customer: every short cell that names a sibling or a threshold must fit."""
    answer = Judged("met", None)
    for _, cell in term.cells:
        if len(cell.split()) > 9:
            continue
        plain = cell.lower()
        for own, others in case.active.items():
            if re.search(rf"(?<!\w){re.escape(own)}(?!\w)", plain):
                continue
            if any(
                plain.strip() == other
                or (len(cell.split()) <= 4 and re.search(rf"(?<!\w){re.escape(other)}(?!\w)", plain))
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
        found.extend(_candidate(term, case, scopes.get(term.passage)))
    return complete([_in_time(_gated(candidate, gates, case), closed) for candidate in found])


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
        if term.condition is None and re.search(r"\b(?:report\w*|return\w*|complain\w*)\b", term.quote, _I):
            closed.setdefault(term.path, term)
    return closed


def _in_time(candidate: Candidate, closed: dict[str, Term]) -> Candidate:
    term = closed.get(candidate.term.passage) or closed.get(candidate.term.path)
    if term is None or candidate.kind in {"contact", "escalation"} or candidate.term.id == term.id:
        return candidate
    return replace(candidate, answer="unmet", reason=term.quote)


def _scopes(terms: Sequence[Term], case: Situation) -> dict[str, Judged]:
    """For each section the answer to its scope, where that is not met: a heading such as "Once the photos are
    approved", or the condition of its first clause ("If uptime is below 99% in three months, ..."), which the clauses
    after it share."""
    found: dict[str, Judged] = {}
    first: dict[str, Term] = {}
    for term in terms:
        if not term.cells:
            first.setdefault(term.passage, term)
    for passage, term in first.items():
        heading = term.section.rsplit(" > ", 1)[-1]
        scope = re.search(r"\b(?:once|if|after|when) (?:the |your |a )?.+", heading, _I)
        condition = scope.group() if scope else term.condition
        if condition and (scope or re.match(r"(?:if|when|where|for|unless|in case)\b", condition, _I)):
            judged = judge_condition(condition, case.facts, case.spoken, case.alike)
            if judged.answer in {"unmet", "open"}:
                found[passage] = judged
    return found


_REFERS = re.compile(r"\b(?:matrix|table|schedule|chart|grid|scale|tariff)\b", _I)


def _from_table(candidate: Candidate, found: Sequence[Candidate]) -> Candidate:
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
    return replace(
        candidate, amount=best.amount, percent=best.percent, due=best.due, parts=best.parts, timed_by=best.term
    )


def complete(found: Sequence[Candidate]) -> list[Candidate]:
    """Give a remedy without a deadline the one that its own section, else its own document, states for its kind."""
    found = [_from_table(candidate, found) for candidate in found]
    timed = [c for c in found if c.due is not None and not c.term.every and c.answer != "unmet"]
    done: list[Candidate] = []
    for candidate in found:
        if candidate.due is None and candidate.kind in MONEY_KINDS | GOODS_KINDS:
            same = [c for c in timed if c.kind == candidate.kind or candidate.kind in c.term.kinds[:1]]
            near = [c for c in same if c.term.passage == candidate.term.passage] or [
                c
                for c in same
                if c.term.path == candidate.term.path
                and c.term.condition is None
                and not c.term.cells
                and c.percent is None
            ]
            if near:
                source = near[0]
                done.append(
                    replace(
                        candidate,
                        due=source.due,
                        start=source.start,
                        waits_for=candidate.waits_for or source.waits_for,
                        timed_by=source.term,
                    )
                )
                continue
        done.append(candidate)
    return done


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
        amount, percent, parts = work_out(term, kind, case)
        bare = not term.of and term.amount is None and term.percent is None and not term.cells
        told = due is not None and due.after is not None and start is not None and start != case.received_on
        if amount is not None and bare and not told and not _WHOLE.search(term.quote):
            amount, parts = None, ()  # a bare "approved refunds are made within 10 days" doesn't say of what
        if amount is not None and amount.value == 0:
            judged = Judged("unmet", judged.fact)  # a fee that was not paid cannot be given back
        result.append(
            Candidate(term, kind, judged.answer, amount, percent, due, start, waits, judged.fact, parts=parts)
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
    plain = term.quote.lower()
    spots = [match.start() for own in case.active for match in re.finditer(rf"(?<!\w){re.escape(own)}(?!\w)", plain)]
    if not spots:
        return default
    same = [found for found in find_spans(term.quote) if found.span.unit == default.unit]
    if len(same) < 2:
        return default
    best = min(same, key=lambda found: min(abs(found.end - spot) for spot in spots))
    return best.span.model_copy(update={"after": default.after})


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


def work_out(term: Term, kind: Kind, case: Situation) -> tuple[Money | None, Decimal | None, tuple[str, ...]]:
    """The sum that a term gives for these facts, the bare percentage where its base is unknown, and how it came about."""
    if kind not in MONEY_KINDS:
        return None, None, ()
    if term.cells:
        return _row_amount(term, case)
    quote = term.quote
    main = re.sub(r"\([^)]*\)", "", quote)
    if term.percent is not None:
        base = money_for(term.of or quote, case.facts, case.alike) or price_paid(case.facts)
        if base is not None and base.money is not None:
            return _share(base.money, term.percent), None, (f"{term.percent}% of {base.line}",)
        return None, term.percent, ()
    named = own_money(quote, case.active, term.amount)
    if named is not None and not re.search(
        r"\b(?:above|over|under|below|more than|less than|exceed\w*)\s+[$€£]?\s?[A-Z]{0,3}\s?\d", quote, _I
    ):
        return named, None, (quote,)
    phrase = term.of or ""
    if kind == "fee_waiver" and not re.search(r"\b(?:fee|charge|surcharge|cost|penalt)", phrase, _I):
        return None, None, ()
    if _PART.search(phrase) or (not phrase and _PART.search(main)):
        return None, None, ()
    if kind in {"refund", "fee_waiver"} or term.of:
        return _by_meaning(phrase or main, main, case)
    return None, None, ()


def _by_meaning(phrase: str, main: str, case: Situation) -> tuple[Money | None, Decimal | None, tuple[str, ...]]:
    """A refund of what the phrase names, part by part ("the price and the original delivery fee")."""
    whole = re.sub(r"\bfull refund\b|\bin full\b", "price", f"{phrase}", flags=_I)
    pieces = [
        piece
        for piece in re.split(r"\band\b|\bplus\b|,|\bwhich includes\b|\bincluding\b|\btogether with\b|\bwith\b", whole)
        if piece.strip()
    ]
    includes = re.search(
        r"(?:includ\w+|together with|plus|and) the ((?:original |outbound )?[\w -]{3,30}?(?:fee|charge|cost|tax|taxes|postage))",
        main,
        _I,
    )
    if includes and includes[1] not in whole:
        pieces.append(includes[1])
    total: Money | None = None
    parts: list[str] = []
    used: set[str] = set()
    for piece in pieces[:4]:
        fact = money_for(piece, case.facts, case.alike)
        if fact is None or fact.money is None or fact.key in used:
            continue
        used.add(fact.key)
        if total is not None and total.currency != fact.money.currency:
            continue
        total = Money(value=(total.value if total else Decimal(0)) + fact.money.value, currency=fact.money.currency)
        if fact.money.value:
            parts.append(fact.line)
    if (
        total is None
        and re.search(r"\b(?:full refund|in full|refund\w*|price|money)\b", main, _I)
        and not re.search(r"\b(?:fee|charge|tax|difference|part)\b", phrase, _I)
    ):
        fact = price_paid(case.facts)
        if fact is not None:
            return fact.money, None, (fact.line,)
    return total, None, tuple(parts)


def _row_amount(term: Term, case: Situation) -> tuple[Money | None, Decimal | None, tuple[str, ...]]:
    """The cell of a row that is for this customer: the column of the own tier or region, else the only one with a value."""
    cells = [
        (name, cell)
        for name, cell in term.cells
        if not re.search(r"note|remark|effective|since|from date|applies from", name, _I)
    ]
    own = [(n, c) for n, c in cells if any(re.sub(r"[\s_]+", " ", n).strip().lower() == value for value in case.active)]
    groups = {other for others in case.active.values() for other in others}
    general = [(n, c) for n, c in cells if re.sub(r"[\s_]+", " ", n).strip().lower() not in groups]
    valued = [
        (n, c)
        for n, c in (own or general)
        if find_money(c) or find_percent(c) or re.search(r"\b(?:fee|charge|price|fare)\b.{0,12}\bpaid\b|\bfee\b", c, _I)
    ]
    if not valued and own:
        return None, None, ()
    valued = [
        (n, c) for n, c in valued if not re.search(r"below|above|over|under|uptime|delay|distance", c, _I)
    ] or valued
    if not valued:
        return None, None, ()
    name, cell = valued[-1] if not own else valued[0]
    percent = find_percent(cell)
    if percent:
        base = money_for(f"{name} {cell}", case.facts, case.alike)
        if base is not None and base.money is not None:
            return _share(base.money, percent[0][2]), None, (f"{percent[0][2]}% of {base.line}",)
        return None, percent[0][2], ()
    money = find_money(cell)
    if money:
        return (money[0].money, None, (cell,)) if money[0].money.value else (None, None, ())
    fact = money_for(cell, case.facts, case.alike)
    return (fact.money, None, (fact.line,)) if fact is not None else (None, None, ())


def _share(base: Money, percent: Decimal) -> Money:
    value = (base.value * percent / 100).quantize(_CENT, ROUND_HALF_UP)
    return Money(value=value, currency=base.currency)


def deducted(candidate: Candidate, deductions: Sequence[Term], case: Situation) -> Candidate:
    """The candidate less what policy takes off it (a label fee, an excess) where that applies to these facts."""
    if candidate.amount is None or candidate.kind != "refund":
        return candidate
    for term in deductions:
        if term.path != candidate.term.path or (term.amount is None and not term.of):
            continue
        lead = re.match(r"for (?:an? |the )?([^,]{3,60}),", term.quote, _I)
        condition = term.condition or (lead[1] if lead else None)
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
    if fact is None:
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
    return until > event.day + timedelta(hours=span.bound * _HOURS[span.unit])


def kinds_wanted(asks: Sequence[str]) -> frozenset[Kind]:
    """The kinds that the asks speak of."""
    found = {kind for ask in asks for _, kind in kinds_in(ask)}
    if any(
        re.search(r"\bback\b(?! to)", ask, _I) and not re.search(r"\b(?:call|come|write|get) \w* ?back", ask, _I)
        for ask in asks
    ):
        found.add("refund")  # "my money back", "the $64 back"
    return frozenset(found)
