"""One commitment against the permit that is nearest to it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.case import Commitment, Due, Verdict
from assistant.facts import overlap, pending_words, stems
from assistant.judging.admitting import admits_legal_fault
from assistant.judging.claiming import (
    claims_deed,
    is_owed_to_us,
    reads_our_rules,
    refuses_to_promise,
    tells_what_is_asked,
    under_a_refusal,
)
from assistant.judging.deeds import verbs_of
from assistant.judging.deriving import figures_of_another, is_extra, judge_extra, names_sum, same_sum, same_time
from assistant.judging.grounds import Grounds, Permit, related
from assistant.judging.meaning import as_meant
from assistant.judging.nearness import closeness, nearest, speaks_of, usable_for
from assistant.judging.sums import more_by_percent, other_currency
from knowledge.terms import Span, Term
from knowledge.terms.kinds import GOODS_KINDS, MONEY_KINDS, WORD_KINDS
from knowledge.terms.measures import find_money, find_percent, find_spans

_I = re.IGNORECASE
Judged = tuple[Verdict, str, Term | None]
_REFUSED: frozenset[Verdict] = frozenset({"unsupported", "forbidden", "needs_authority", "too_much", "too_soon"})
_LEAST_NEAR = 0.5
_LEAST_RULED_OUT = 0.55
_LEAST_ABOUT = 0.3
_LEAST_ABOUT_GIFT = 0.45
_LEAST_KIN = 0.3  # the same sum and a kin kind say most; a short promise is far from a long clause


def judge_one(commitment: Commitment, grounds: Grounds) -> Commitment:
    """The commitment with its verdict, the reason and the term."""
    meant = as_meant(commitment, grounds)
    verdict, why, term = _by_its_source(meant, _verdict(meant, grounds), grounds)
    return commitment.model_copy(update={"verdict": verdict, "why": why, "term": term.id if term else None})


def _verdict(commitment: Commitment, grounds: Grounds) -> Judged:
    quote = commitment.quote
    if commitment.type == "guarantee":
        if refuses_to_promise(quote):
            return "supported", "It says what is not promised.", None
        return "absolute", "It promises without any doubt; say what will be done and by when.", None
    if commitment.type == "liability_admission":
        if admits_legal_fault(quote, "\n".join([grounds.text, *(fact.line for fact in grounds.facts)])):
            return "liability", "It admits fault; regret what happened without saying who is to blame.", None
        return "supported", "It owns up to a mistake in the service, not to any legal fault.", None
    if tells_what_is_asked(quote):
        return "supported", "It repeats what the customer asks for.", None
    if under_a_refusal(grounds.text, commitment.start):
        return "supported", "It stands under a refusal.", None
    if is_owed_to_us(quote):
        return "supported", "It is what the customer pays, not what is given.", None
    if commitment.type == "done_claim" and claims_deed(quote, grounds.language):
        return _deed(commitment, grounds)
    if (
        commitment.type == "done_claim"
        and commitment.kind in WORD_KINDS | GOODS_KINDS | {"other", "none", "fix", "change"}
        and commitment.amount is None
    ):
        return "supported", "It tells what happened, and claims no deed of ours.", None
    extra = _as_extra(commitment, grounds)
    if extra is not None:
        return extra
    permit = permit_for(commitment, grounds)
    judged = _without_permit(commitment, grounds) if permit is None else _against(commitment, permit, grounds)
    if judged[0] == "supported" and permit is not None:
        judged = _spoken_of(commitment, permit, judged, grounds)
    if judged[0] in {"unsupported", "needs_authority", "too_much", "too_soon"}:
        return _derived(commitment, grounds, judged)
    return judged


def permit_for(commitment: Commitment, grounds: Grounds) -> Permit | None:
    """The permit that the commitment speaks of: same kind or a near one, closest in sum, time and words."""
    return permit_among(commitment, usable_for(commitment, grounds), grounds)


_GIFT = re.compile(
    r"\b(?:free|complimentary|on the house|on us|at our (?:cost|expense)|gift|brand[- ]new|upgrade\w*)\b", _I
)


def _spoken_of(commitment: Commitment, permit: Permit, judged: Judged, grounds: Grounds) -> Judged:
    """The judgement, where the clause is about the promise and sets its time; else by what is missing of that."""
    tangible = commitment.kind in MONEY_KINDS | GOODS_KINDS
    dated = commitment.due is not None and commitment.kind not in WORD_KINDS
    if not tangible and not dated:
        return judged
    usable = [p for p in usable_for(commitment, grounds) if p.owed or p.level == "rep"]
    if not permit.planned and not same_sum(commitment, permit, grounds):
        about = (permit, *(p for p in grounds.permits if p is not permit and p.kind not in WORD_KINDS))
        least = _LEAST_ABOUT_GIFT if _GIFT.search(grounds.english(commitment.quote)) else _LEAST_ABOUT
        if not any(speaks_of(commitment, each.term, grounds, least) for each in about):
            return "unsupported", "No clause in force speaks of it.", None
    if dated and permit.due is None:
        timed = [p for p in usable if p.due is not None]
        setter = permit_among(commitment, timed, grounds)
        early = setter is not None and _early(commitment.due, setter, grounds)
        if early and setter is not None:
            return "too_soon", f"{early}: {setter.term.quote}", setter.term
    return judged


def permit_among(commitment: Commitment, usable: Sequence[Permit], grounds: Grounds) -> Permit | None:
    """Of some permits the one that the commitment speaks of."""
    due = commitment.due
    return nearest(
        commitment,
        usable,
        grounds,
        verdict=lambda each: _against(commitment, each, grounds)[0],
        same_time=lambda each: due is not None and same_time(due, each, grounds),
    )


def _as_extra(commitment: Commitment, grounds: Grounds) -> Judged | None:
    """The verdict on what is added for the trouble, by the levels; None where it is none, or a clause owes that very sum."""
    if not is_extra(commitment) or grounds.hold:
        return None
    if any(p.owed and p.kind in MONEY_KINDS and same_sum(commitment, p, grounds) for p in grounds.permits):
        return None
    owed = names_sum(commitment, grounds)
    if owed is not None:
        return "supported", _by(owed), owed
    forbidding = _forbidding(commitment, grounds)
    if forbidding is not None:
        return "forbidden", f"A clause rules it out: {forbidding.quote}", forbidding
    return judge_extra(commitment, grounds)


def _derived(commitment: Commitment, grounds: Grounds, judged: Judged) -> Judged:
    """The judgement by the nearest clause, or by another one that gives the promise its very figures."""
    passes = [p for p in grounds.permits if _against(commitment, p, grounds, by_kind=False)[0] == "supported"]
    term = figures_of_another(commitment, grounds, passes)
    if term is not None and _forbidding(commitment, grounds) is None:
        return "supported", _by(term), term
    if judged[0] in {"unsupported", "needs_authority"}:
        extra = _own_extra(commitment, grounds)
        if extra is not None:
            return "supported", f"Within what a representative may add: {extra.term.quote}", extra.term
    return judged


def _own_extra(commitment: Commitment, grounds: Grounds) -> Permit | None:
    """The extra that a representative may give alone and that covers a credit, where nothing is held back."""
    amount = commitment.amount
    if commitment.kind != "credit" or amount is None or amount.value is None or grounds.hold:
        return None
    if _forbidding(commitment, grounds) is not None:
        return None
    for permit in grounds.permits:
        limit = permit.limit_in(amount.currency)
        usable = not permit.owed and permit.level == "rep" and permit.kind == "credit" and permit.term.condition is None
        if usable and limit is not None and limit.value >= amount.value:
            return permit
    return None


def _by(term: Term) -> str:
    return f"{term.path}, {term.section}: {term.quote}" if term.section else f"{term.path}: {term.quote}"


def _by_its_source(commitment: Commitment, judged: Judged, grounds: Grounds) -> Judged:
    """The judgement, with regard to where the promise comes from: a clause that others contradict, or one out of force."""
    verdict, why, term = judged
    if verdict == "supported" and term is not None and commitment.kind not in WORD_KINDS:
        for one, other in grounds.disputed:
            if term.id in {one.id, other.id}:
                against = other if term.id == one.id else one
                return "contradiction", _told(term, against, grounds), term
    if verdict in _REFUSED:
        why = f"{why}{_why_stricter(commitment, term, grounds)}"
        judged = verdict, why, term
    if verdict in {"unsupported", "needs_authority", "too_much", "too_soon"}:
        source = _stale_source(commitment, grounds, by_time=verdict == "too_soon")
        if source is not None:
            told = f"It is what {source.path} says, {out_of_force(source, grounds.sent_on)}: {source.quote}"
            return ("stale_source", told, source) if verdict == "unsupported" else (verdict, f"{why} {told}", term)
    return judged


def _told(term: Term, against: Term, grounds: Grounds) -> str:
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


_NOTED = stems("noted note recorded record logged log registered register")


def _deed(commitment: Commitment, grounds: Grounds) -> Judged:
    quote = grounds.english(commitment.quote)
    words, verbs = stems(quote), verbs_of(quote)
    if verbs and verbs <= _NOTED and commitment.amount is None and commitment.kind not in MONEY_KINDS | GOODS_KINDS:
        return "supported", "Keeping a note of what the customer said needs no clause.", None
    if commitment.amount is None and commitment.kind not in MONEY_KINDS | GOODS_KINDS and reads_our_rules(quote):
        return "supported", "Having read our own rules needs no record; the letter tells what they say.", None
    for fact in grounds.facts:
        deed = fact.key.lower().startswith("done")
        # What something costs or is called does not show that anything was done with it.
        if not deed and not (fact.words & verbs if verbs else fact.money is None):
            continue
        if not fact.denies and not pending_words(fact.text) and overlap(words, fact.words) >= (1 if deed else 2):
            return "supported", f"On record: {fact.line}.", None
    return (
        "unproven",
        "It says that something was done, and the record does not show it; tick the deed or say what will be done.",
        None,
    )


def _without_permit(commitment: Commitment, grounds: Grounds) -> Judged:
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
    usable = [t for t in grounds.prohibitions if any(related(kind, commitment.kind) for kind in t.kinds) or not t.kinds]
    if not usable:
        return None
    near = closeness(commitment, usable, grounds, _LEAST_RULED_OUT)
    score, term = max(zip(near, usable, strict=True), key=lambda pair: pair[0])
    return term if score >= _LEAST_RULED_OUT else None


def _against(commitment: Commitment, permit: Permit, grounds: Grounds, *, by_kind: bool = True) -> Judged:
    """The judgement by one clause. `by_kind`: whether a clause without a sum may stand for a sum that another names."""
    term = permit.term
    if permit.level != "rep" and not permit.owed:
        return "needs_authority", f"Only a {permit.level} may grant it: {term.quote}", term
    amount = commitment.amount
    if amount is not None and amount.value is not None:
        if permit.amount is None and permit.percent is None and commitment.kind in MONEY_KINDS:
            elsewhere = (
                by_kind
                and permit.owed
                and any(p.owed and p.kind in MONEY_KINDS and same_sum(commitment, p, grounds) for p in grounds.permits)
            )
            if not elsewhere:
                return "unsupported", f"The clause names no sum for these facts: {term.quote}", term
        if permit.amount is not None:
            if permit.limit_in(amount.currency) is None:
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
    more = more_by_percent(amount, permit, grounds) or other_currency(commitment, permit, grounds)
    if more:
        return more[0], f"{more[1]}: {term.quote}", term
    early = _early(commitment.due, permit, grounds)
    if early:
        return "too_soon", f"{early}: {term.quote}", term
    ours = _before_our_record(commitment, permit, grounds)
    if ours:
        return "too_soon", ours, term
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
            r"\b(?:once|if|after|when|as soon as|provided|of (?:the |your |our |its )?\w+|approv|confirm|"
            r"una vez|cuando|tras|si|después|desde|en cuanto|sobald|nach|wenn|falls|ab|seit|dès|après|une fois|lorsque|à compter|suivant)\b",
            commitment.quote,
            _I,
        )
    ):
        return (
            "unsupported",
            f"It is due only after something that has not happened yet: {term.condition or term.quote}",
            term,
        )
    return "supported", _by(term), term


_IN_DAYS = {"hours": 1 / 24, "days": 1.0, "business_days": 1.4, "weeks": 7.0, "months": 30.4}


def _before_our_record(commitment: Commitment, permit: Permit, grounds: Grounds) -> str | None:
    """Why the deadline is one that policy allows and our own record does not keep, or None."""
    ours = grounds.promised.get((permit.term.id, permit.kind))
    if commitment.due is None or permit.due is None or ours is None or ours.value is None or ours.unit == "date":
        return None
    longer = Span(value=ours.value, unit=ours.unit)
    if longer.unit != permit.due.unit or longer.value <= permit.due.bound:
        return None
    if _sooner(commitment.due, longer, permit, grounds) is None:
        return None
    return f"By our own record it takes up to {ours.value} {ours.unit.replace('_', ' ')}; promise that"


def _early(due: Due | None, permit: Permit, grounds: Grounds) -> str | None:
    """Why the deadline is earlier than policy's bound, or None."""
    if due is None or permit.due is None:
        return None
    return _sooner(due, permit.due, permit, grounds)


def _sooner(due: Due, bound: Span, permit: Permit, grounds: Grounds) -> str | None:
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
