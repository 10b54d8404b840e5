"""A judgement with regard to where a promise comes from: documents that disagree, the stricter one, one out of force. Pure."""

from __future__ import annotations

from datetime import date

from assistant.case import Commitment, Verdict
from assistant.judging.grounds import Grounds, Judged, related
from assistant.judging.nearness import closeness
from knowledge.terms import Term
from knowledge.terms.kinds import GOODS_KINDS, MONEY_KINDS, WORD_KINDS
from knowledge.terms.measures import find_money, find_percent, find_spans

_REFUSED: frozenset[Verdict] = frozenset({"unsupported", "forbidden", "needs_authority", "too_much", "too_soon"})
_LEAST_NEAR = 0.5
_LEAST_KIN = 0.3  # the same sum and a kin kind say most; a short promise is far from a long clause


def by_its_source(commitment: Commitment, judged: Judged, grounds: Grounds) -> Judged:
    """The judgement, with regard to where the promise comes from: a clause that others contradict, or one out of force."""
    verdict, why, term = judged
    if verdict == "supported" and term is not None:
        against = next(
            (o if term.id == one.id else one for one, o in grounds.disputed if term.id in {one.id, o.id}), None
        )
        if against is not None and _is_measured(commitment, term, grounds):
            return "contradiction", _disagree(term, against, grounds), term
    if verdict in _REFUSED:
        why = f"{why}{_why_stricter(commitment, term, grounds)}"
        judged = verdict, why, term
    if verdict in {"unsupported", "needs_authority", "too_much", "too_soon"}:
        source = _stale_source(commitment, grounds, by_time=verdict == "too_soon")
        if source is not None:
            told = f"It is what {source.path} says, {out_of_force(source, grounds.sent_on)}: {source.quote}"
            return ("stale_source", told, source) if verdict == "unsupported" else (verdict, f"{why} {told}", term)
    return judged


def _is_measured(commitment: Commitment, term: Term, grounds: Grounds) -> bool:
    """Whether a promise is of something that two clauses could give differently: money, goods, a figure, or their very deed."""
    if commitment.kind in WORD_KINDS:
        return False
    if commitment.kind in MONEY_KINDS | GOODS_KINDS or commitment.amount is not None or commitment.due is not None:
        return True
    return closeness(commitment, [term], grounds, _LEAST_NEAR)[0] >= _LEAST_NEAR


def _disagree(term: Term, against: Term, grounds: Grounds) -> str:
    """Which two documents disagree, and which of them rules until then."""
    said = f"{term.path} and {against.path} disagree: “{term.quote}” and “{against.quote}”."
    rules = next((s.path for m, s in grounds.yielding if {m.id, s.id} == {term.id, against.id}), None)
    return f"{said} The stricter one, {rules}, rules until a manager settles it." if rules is not None else said


def _why_stricter(commitment: Commitment, term: Term | None, grounds: Grounds) -> str:
    """Where a promise is refused that the milder of two documents would permit: that the stricter one rules; else nothing."""
    for milder, stricter in grounds.yielding:
        # A time limit that has run out closes whatever it is a limit for.
        if milder.window is None and not any(related(kind, commitment.kind) for kind in (milder.kind, *milder.kinds)):
            continue
        if (term is not None and term.id in {milder.id, stricter.id}) or _speaks_of(commitment, milder, grounds):
            said = (
                f"{milder.path} says otherwise (“{milder.quote}”), and {stricter.path} is stricter (“{stricter.quote}”)"
            )
            return f" {said}; the stricter one rules until a manager settles it."
    return ""


def _speaks_of(commitment: Commitment, term: Term, grounds: Grounds) -> bool:
    plain = term.window is not None or _same_figure(commitment, term, by_time=True)
    least = _LEAST_KIN if plain else _LEAST_NEAR
    return closeness(commitment, [term], grounds, least)[0] >= least


def _stale_source(commitment: Commitment, grounds: Grounds, *, by_time: bool) -> Term | None:
    """The clause out of force that the promise repeats: a kin kind, the same figure, near in words."""
    usable = [
        t
        for t in grounds.stale
        if any(related(kind, commitment.kind) for kind in (t.kind, *t.kinds))
        and _same_figure(commitment, t, by_time=by_time)
    ]
    if not usable:
        return None
    near = closeness(commitment, usable, grounds, _LEAST_KIN)
    score, term = max(zip(near, usable, strict=True), key=lambda pair: pair[0])
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


def out_of_force(term: Term, on: date) -> str:
    """When a clause ended or begins, as the end of a sentence."""
    since, until = term.standing.effective_from, term.standing.effective_until
    if until is not None and until < on:
        return f"which ended on {until}"
    return f"which begins on {since}" if since is not None and since > on else "which does not hold for this case"
