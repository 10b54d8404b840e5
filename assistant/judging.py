"""Every commitment of a text judged against what is permitted for these facts on this day. Pure and deterministic.

The same function judges the draft, an edit, the approved letter and any text from another tool. It only compares: what
is permitted (`Permit`) was worked out from terms and facts before, and nothing here can widen it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from assistant.case import COMMITTING, Check, Commitment, Due, Finding, Verdict
from assistant.facts import Fact, Similarity, overlap, pending_words, stems
from assistant.quoting import find_quote
from assistant.schedule import Calendar
from knowledge.terms import Money, Span, Term
from knowledge.terms.kinds import GOODS_KINDS, MONEY_KINDS, WORD_KINDS
from knowledge.terms.measures import find_money, find_percent, find_spans
from knowledge.terms.model import Kind

_I = re.IGNORECASE
BLOCKING: frozenset[Verdict] = frozenset(
    {"needs_authority", "too_much", "too_soon", "unsupported", "forbidden", "unproven", "absolute", "liability", "withheld",
     "internal_source", "stale_source"}
)  # fmt: skip
_LEAST_KIN = 0.3  # the same sum and a kin kind say most; a short promise is far from a long clause
_NEAR: tuple[frozenset[Kind], ...] = (
    frozenset({"contact", "investigation", "escalation"}),
    frozenset({"replacement", "delivery", "repair"}),
    frozenset({"fix", "change", "repair"}),
    frozenset({"refund", "fee_waiver"}),
    frozenset({"credit", "discount"}),
)


Level = Literal["rep", "supervisor", "manager"]


@dataclass(frozen=True)
class Permit:
    """Something that may be promised: kind, at most this sum, not before this far end, at this level.

    `owed`: the customer is entitled to it; `firm`: nothing is left to wait for. `start`: the day its time runs from.
    """

    kind: Kind
    term: Term
    owed: bool
    amount: Money | None = None
    percent: Decimal | None = None
    due: Span | None = None
    start: date | None = None
    level: Level = "rep"
    firm: bool = True
    planned: bool = False


@dataclass(frozen=True)
class Grounds:
    """What a text is judged by. `whole_letter`: whether the parts of a letter are due; `hold`: the case promises nothing yet.

    `internal`: the words of internal documents. `stale`: clauses of documents that do not hold for this case any more, or
    not yet; `current`: those that do. `disputed`: pairs of clauses in force that disagree.
    """

    permits: tuple[Permit, ...]
    prohibitions: tuple[Term, ...]
    facts: tuple[Fact, ...]
    sent_on: date
    calendar: Calendar
    alike: Similarity
    internal: tuple[str, ...] = ()
    stale: tuple[Term, ...] = ()
    current: tuple[Term, ...] = ()
    disputed: tuple[tuple[Term, Term], ...] = ()
    hold: bool = False
    whole_letter: bool = True
    injected: bool = False


def judge(text: str, found: Sequence[Commitment], grounds: Grounds) -> Check:
    """Judge a text and the commitments found in it. Commitments come back with verdict, reason and term."""
    judged = [_judge_one(commitment, grounds) if commitment.type in COMMITTING else commitment for commitment in found]
    findings = [
        Finding(
            verdict=c.verdict,
            # Two documents may only seem to disagree, and are left to a person; where the case waits for it, they do.
            blocking=c.verdict in BLOCKING or (c.verdict == "contradiction" and grounds.hold),
            start=c.start,
            end=c.end,
            why=c.why,
            term=c.term,
        )
        for c in judged
        if c.verdict is not None and c.verdict != "supported"
    ]
    findings += _sums(judged, grounds)
    findings += _quotes(text, findings, grounds)
    if grounds.whole_letter:
        findings += _parts(text)
        findings += _withheld(judged, grounds)
    if grounds.injected:
        findings.append(
            Finding(
                verdict="injection",
                blocking=False,
                why="The complaint holds text that addresses a computer; it was set aside and changed nothing.",
            )
        )
    return Check(commitments=tuple(judged), findings=tuple(findings))


def _judge_one(commitment: Commitment, grounds: Grounds) -> Commitment:
    verdict, why, term = _by_its_source(commitment, _verdict(commitment, grounds), grounds)
    return commitment.model_copy(update={"verdict": verdict, "why": why, "term": term.id if term else None})


def _verdict(commitment: Commitment, grounds: Grounds) -> tuple[Verdict, str, Term | None]:
    if commitment.type == "guarantee":
        return "absolute", "It promises without any doubt; say what will be done and by when.", None
    if commitment.type == "liability_admission":
        return "liability", "It admits fault; regret what happened without saying who is to blame.", None
    if commitment.type == "done_claim":
        return _deed(commitment, grounds)
    permit = _nearest(commitment, grounds)
    if permit is None:
        return _without_permit(commitment, grounds)
    return _against(commitment, permit, grounds)


def _by_its_source(
    commitment: Commitment, judged: tuple[Verdict, str, Term | None], grounds: Grounds
) -> tuple[Verdict, str, Term | None]:
    """The judgement, with regard to where the promise comes from: a clause that others contradict, or one out of force."""
    verdict, why, term = judged
    if verdict == "supported" and term is not None and commitment.kind not in WORD_KINDS:
        for one, other in grounds.disputed:
            if term.id in {one.id, other.id}:
                against = other if term.id == one.id else one
                return "contradiction", f"{against.path} says otherwise: {against.quote}", term
    if verdict in {"unsupported", "needs_authority", "too_much", "too_soon"}:
        source = _stale_source(commitment, grounds, by_time=verdict == "too_soon")
        if source is not None:
            told = f"It is what {source.path} says, {_out_of_force(source, grounds.sent_on)}: {source.quote}"
            return ("stale_source", told, source) if verdict == "unsupported" else (verdict, f"{why} {told}", term)
    return judged


def _stale_source(commitment: Commitment, grounds: Grounds, *, by_time: bool) -> Term | None:
    """The clause out of force that the promise repeats: a kin kind, the same figure, near in words."""
    usable = [
        t
        for t in grounds.stale
        if any(_related(kind, commitment.kind) for kind in (t.kind, *t.kinds))
        and _same_figure(commitment, t, by_time=by_time)
    ]
    if not usable:
        return None
    cosines = grounds.alike([commitment.quote], [t.quote for t in usable])[0]
    score, term = max(zip((float(c) for c in cosines), usable, strict=True), key=lambda pair: pair[0])
    return term if score >= _LEAST_KIN else None


def _same_figure(commitment: Commitment, term: Term, *, by_time: bool) -> bool:
    """Whether the clause names the sum or the percentage of the promise; its time, where there is none or `by_time`."""
    amount, due = commitment.amount, commitment.due
    if amount is not None and amount.value is not None and not by_time:
        return any((m.money.value, m.money.currency) == (amount.value, amount.currency) for m in find_money(term.quote))
    if amount is not None and amount.percent is not None and not by_time:
        return any(percent == amount.percent for _, _, percent in find_percent(term.quote))
    if due is None or due.value is None:
        return False
    return any((s.span.bound, s.span.unit) == (due.max or due.value, due.unit) for s in find_spans(term.quote))


def _out_of_force(term: Term, on: date) -> str:
    since, until = term.standing.effective_from, term.standing.effective_until
    if until is not None and until < on:
        return f"which ended on {until}"
    return f"which begins on {since}" if since is not None and since > on else "which does not hold for this case"


def _deed(commitment: Commitment, grounds: Grounds) -> tuple[Verdict, str, Term | None]:
    words = stems(commitment.quote)
    for fact in grounds.facts:
        deed = fact.key.lower().startswith("done")
        if not fact.denies and not pending_words(fact.text) and overlap(words, fact.words) >= (1 if deed else 2):
            return "supported", f"On record: {fact.line}.", None
    return (
        "unproven",
        "It says that something was done, and the record does not show it; tick the deed or say what will be done.",
        None,
    )


def _related(one: Kind, other: Kind) -> bool:
    return one == other or any(one in group and other in group for group in _NEAR)


def _nearest(commitment: Commitment, grounds: Grounds) -> Permit | None:
    """The permit that the commitment speaks of: same kind or a near one, closest in sum and in words."""
    usable = [p for p in grounds.permits if _related(p.kind, commitment.kind)]
    if not usable:
        return None
    cosines = grounds.alike([commitment.quote], [p.term.quote for p in usable])[0]

    def fitness(index: int) -> float:
        permit = usable[index]
        score = (
            float(cosines[index]) + 0.3 * permit.planned + 0.15 * (permit.kind == commitment.kind) + 0.1 * permit.owed
        )
        if commitment.amount is not None and commitment.amount.value is not None and permit.amount is not None:
            same = (
                permit.amount.currency == commitment.amount.currency and permit.amount.value == commitment.amount.value
            )
            score += 0.6 if same else 0.0
        if commitment.due is not None and permit.due is not None:
            score += 0.15 * (commitment.due.value == permit.due.bound)
        return score

    return usable[max(range(len(usable)), key=fitness)]


def _without_permit(commitment: Commitment, grounds: Grounds) -> tuple[Verdict, str, Term | None]:
    forbidding = _forbidding(commitment, grounds)
    if forbidding is not None:
        return "forbidden", f"A clause rules it out: {forbidding.quote}", forbidding
    if commitment.kind in WORD_KINDS and commitment.amount is None:
        if commitment.due is None or grounds.hold:
            return "supported", "Keeping the customer informed needs no clause.", None
        return "supported", "No clause sets a time for it; the date is ours to keep.", None
    if commitment.kind in {"other", "none"} and commitment.amount is None and commitment.due is None:
        return "vague", "It is not clear what is promised, nor by when.", None
    return "unsupported", "No clause in force permits it for these facts.", None


def _forbidding(commitment: Commitment, grounds: Grounds) -> Term | None:
    usable = [
        t for t in grounds.prohibitions if any(_related(kind, commitment.kind) for kind in t.kinds) or not t.kinds
    ]
    if not usable:
        return None
    cosines = grounds.alike([commitment.quote], [t.quote for t in usable])[0]
    score, term = max(zip((float(c) for c in cosines), usable, strict=True), key=lambda pair: pair[0])
    return term if score >= 0.55 else None


def _against(commitment: Commitment, permit: Permit, grounds: Grounds) -> tuple[Verdict, str, Term | None]:
    term = permit.term
    if permit.level != "rep" and not permit.owed:
        return "needs_authority", f"Only a {permit.level} may grant it: {term.quote}", term
    amount = commitment.amount
    if amount is not None and amount.value is not None:
        if permit.amount is None and permit.percent is None and commitment.kind in MONEY_KINDS:
            limit = _largest(grounds, commitment)
            if limit is None:
                return "unsupported", f"The clause names no sum for these facts: {term.quote}", term
        if permit.amount is not None:
            if permit.amount.currency != amount.currency:
                return (
                    "unsupported",
                    f"The clause speaks of {permit.amount.currency}, the letter of {amount.currency}.",
                    term,
                )
            if amount.value > permit.amount.value:
                return (
                    "too_much",
                    f"At most {permit.amount.value} {permit.amount.currency} is permitted here: {term.quote}",
                    term,
                )
    if (
        amount is not None
        and amount.percent is not None
        and permit.percent is not None
        and amount.percent > permit.percent
    ):
        return "too_much", f"At most {permit.percent}% is permitted: {term.quote}", term
    early = _early(commitment.due, permit, grounds)
    if early:
        return "too_soon", f"{early}: {term.quote}", term
    if (
        commitment.kind in MONEY_KINDS
        and amount is None
        and permit.amount is not None
        and commitment.due is None
        and commitment.type == "promise"
    ):
        return "vague", "It names neither the sum nor the time.", term
    if (
        not permit.firm
        and commitment.type == "promise"
        and commitment.kind in MONEY_KINDS
        and not re.search(
            r"\b(?:once|if|after|when|as soon as|provided|of (?:the |your |our |its )?\w+|approv|confirm)\b",
            commitment.quote,
            _I,
        )
    ):
        return (
            "unsupported",
            f"It is due only after something that has not happened yet: {term.condition or term.quote}",
            term,
        )
    return (
        "supported",
        f"{term.path}, {term.section}: {term.quote}" if term.section else f"{term.path}: {term.quote}",
        term,
    )


def _largest(grounds: Grounds, commitment: Commitment) -> Money | None:
    sums = [p.amount for p in grounds.permits if p.amount is not None and _related(p.kind, commitment.kind)]
    return max(sums, key=lambda money: money.value, default=None)


_IN_DAYS = {"hours": 1 / 24, "days": 1.0, "business_days": 1.4, "weeks": 7.0, "months": 30.4}


def _early(due: Due | None, permit: Permit, grounds: Grounds) -> str | None:
    """Why the deadline is earlier than policy's bound, or None."""
    if due is None or permit.due is None:
        return None
    bound = permit.due
    if due.unit != "date" and due.value is not None:
        latest = due.max or due.value
        if due.unit == bound.unit:
            early = latest < bound.bound
        else:
            early = latest * _IN_DAYS[due.unit] < bound.bound * _IN_DAYS[bound.unit] - 0.5
        return (
            f"Policy gives {bound.bound} {bound.unit.replace('_', ' ')}, the letter {latest} {due.unit.replace('_', ' ')}"
            if early
            else None
        )
    if due.date is not None:
        earliest = grounds.calendar.add(permit.start or grounds.sent_on, bound.bound, bound.unit)
        if due.date < earliest:
            return f"Policy's time ends on {earliest}, the letter says {due.date}"
    return None


def _sums(judged: Sequence[Commitment], grounds: Grounds) -> list[Finding]:
    """Two promises that are each permitted and together are too much: two sums of one clause, or both alternatives."""
    findings: list[Finding] = []
    by_term: dict[str, list[Commitment]] = {}
    for commitment in judged:
        if (
            commitment.term
            and commitment.type in {"promise", "conditional_promise"}
            and commitment.amount
            and commitment.amount.value
        ):
            by_term.setdefault(commitment.term, []).append(commitment)
    for term, several in by_term.items():
        permit = next((p for p in grounds.permits if p.term.id == term and p.amount is not None), None)
        distinct = {(c.amount.value, c.due.value if c.due else None): c for c in several if c.amount}
        total = sum((c.amount.value for c in distinct.values() if c.amount and c.amount.value), Decimal(0))
        if permit is not None and permit.amount is not None and len(distinct) > 1 and total > permit.amount.value:
            last = several[-1]
            findings.append(
                Finding(verdict="too_much", blocking=True, start=last.start, end=last.end, term=term,
                        why=f"Together these come to {total}, and the clause permits {permit.amount.value} {permit.amount.currency}.")
            )  # fmt: skip
    return findings


def _quotes(text: str, found: Sequence[Finding], grounds: Grounds) -> list[Finding]:
    """Words of documents that are not the customer's to read, and words of clauses that do not hold."""
    findings = []
    inside = find_quote(text, grounds.internal)
    if inside:
        findings.append(
            Finding(verdict="internal_source", blocking=True, start=inside.start, end=inside.end,
                    why="These words stand in an internal document that is not for customers.")
        )  # fmt: skip
    told = {f.term for f in found if f.verdict == "stale_source"}
    stale = [t for t in grounds.stale if t.id not in told]
    past = find_quote(text, [t.quote for t in stale], known=[t.quote for t in grounds.current])
    if past:
        term = stale[past.source]
        # Whoever explains an older rule has to name it; what a promise takes from it blocks by itself.
        findings.append(
            Finding(verdict="stale_source", blocking=False, start=past.start, end=past.end, term=term.id,
                    why=f"These words stand in {term.path}, {_out_of_force(term, grounds.sent_on)}.")
        )  # fmt: skip
    return findings


_APOLOGY = re.compile(
    r"\b(?:sorry|apologi[sz]e|apolog(?:y|ies)|regret|lament\w*|siento|disculp\w*|tut mir (?:sehr )?leid|leid|entschuldig\w*|bedauer\w*|désolé\w*|excus\w*|regrett\w*|condoléances|pésame|beileid)\b",
    _I,
)


def _parts(text: str) -> list[Finding]:
    if _APOLOGY.search(" ".join(text.split()[:60])):
        return []
    return [
        Finding(
            verdict="missing_part", blocking=False, why="The letter does not begin with an apology for what happened."
        )
    ]


def _withheld(judged: Sequence[Commitment], grounds: Grounds) -> list[Finding]:
    """What is owed without a condition and planned, but not in the letter."""
    findings = []
    offered = [c for c in judged if c.type in COMMITTING]
    choice_met = {c.term for c in offered if c.term}
    for permit in grounds.permits:
        if not (permit.planned and permit.owed and permit.firm) or permit.kind in WORD_KINDS:
            continue
        if permit.term.id in choice_met or any(_related(c.kind, permit.kind) for c in offered):
            continue
        findings.append(
            Finding(verdict="withheld", blocking=permit.kind in MONEY_KINDS | GOODS_KINDS, term=permit.term.id,
                    why=f"The customer is owed this and the letter does not offer it: {permit.term.quote}")
        )  # fmt: skip
    return findings
