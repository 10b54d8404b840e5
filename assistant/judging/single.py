"""One commitment against the permit that is nearest to it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.case import Commitment
from assistant.facts import stems
from assistant.judging.admitting import admits_legal_fault
from assistant.judging.claiming import claims_deed
from assistant.judging.deriving import (
    figures_of_another,
    is_extra,
    is_its_own,
    judge_extra,
    names_sum,
    quotable,
    same_sum,
    same_time,
    sounds_extra,
    time_from_nowhere,
)
from assistant.judging.grounds import Grounds, Judged, Permit
from assistant.judging.idle import no_promise, refuses_to_promise
from assistant.judging.meaning import as_meant
from assistant.judging.nearness import (
    any_speaks_of,
    most_alike,
    nearest,
    speaks_of,
    usable_for,
)
from assistant.judging.reckoning import from_facts, reckons, sum_from_nowhere, worked_out
from assistant.judging.recorded import on_record
from assistant.judging.ruling_out import forbidding, names_refused, nearer_ruling
from assistant.judging.sources import by_its_source
from assistant.judging.sums import more_by_percent, named_sums, other_currency
from assistant.judging.things import unheard_of
from assistant.judging.times import before_our_record, early
from assistant.judging.waiting import waits
from knowledge.terms import Money, Term
from knowledge.terms.kinds import GOODS_KINDS, MONEY_KINDS, WORD_KINDS
from knowledge.terms.measures import find_percent

_I = re.IGNORECASE
_LEAST_ABOUT = 0.25
_LEAST_ABOUT_GIFT = 0.4


def judge_one(commitment: Commitment, grounds: Grounds) -> Commitment:
    """The commitment with its verdict, the reason and the term."""
    meant = as_meant(commitment, grounds)
    verdict, why, term = by_its_source(meant, _verdict(meant, grounds), grounds)
    return commitment.model_copy(update={"verdict": verdict, "why": why, "term": term.id if term else None})


def _verdict(commitment: Commitment, grounds: Grounds) -> Judged:
    plain = _by_type(commitment, grounds) or _by_words(commitment, grounds) or _as_extra(commitment, grounds)
    if plain is not None:
        return plain
    refused = names_refused(commitment, grounds)
    if refused is not None:
        return "forbidden", f"A clause rules it out: {refused.quote}", refused
    permit = permit_for(commitment, grounds)
    judged = _without_permit(commitment, grounds) if permit is None else _against(commitment, permit, grounds)
    if judged[0] == "supported" and permit is not None:
        judged = nearer_ruling(commitment, permit, grounds) or _spoken_of(commitment, permit, judged, grounds)
    if judged[0] in {"unsupported", "needs_authority", "too_much", "too_soon"}:
        return _derived(commitment, grounds, judged)
    return judged


def _by_type(commitment: Commitment, grounds: Grounds) -> Judged | None:
    """The verdict on a guarantee, an admission or a deed; None for what clauses have to permit."""
    quote = commitment.quote
    if commitment.type == "guarantee":
        if refuses_to_promise(quote):
            return "supported", "It says what is not promised.", None
        if commitment.amount is None and (_THE_GUARANTEE.match(quote) or _guaranteed_by(commitment, grounds)):
            return "supported", "It tells of a guarantee that our own rules give.", None
        return "absolute", "It promises without any doubt; say what will be done and by when.", None
    if commitment.type == "liability_admission":
        broken = any(re.search(r"\bfaults?\b", fact.name, _I) and not fact.denies for fact in grounds.facts)
        told = "\n".join([grounds.text, *(fact.line for fact in grounds.facts)])
        if admits_legal_fault(quote, told, broken=broken):
            return "liability", "It admits fault; regret what happened without saying who is to blame.", None
        return "supported", "It owns up to a mistake in the service, not to any legal fault.", None
    if commitment.type != "done_claim" or no_promise(quote, grounds.text, commitment.start):
        return None
    if claims_deed(quote, grounds.language):
        return on_record(commitment, grounds)
    if commitment.kind not in MONEY_KINDS and commitment.amount is None:
        return "supported", "It tells what happened, and claims no deed of ours.", None
    return None


# "La garantie ne donne pas lieu à un remboursement": the paper that came with the goods
_THE_GUARANTEE = re.compile(
    r"\W*(?:the|our|this|your|la|notre|cette|votre|die|unsere|diese|ihre|nuestra|esta|su) (?:[\w-]+ )?(?:guarantee|warranty|garantie|garantía)\b(?! (?:you|that you|is that)\b)",
    _I,
)
_GUARANTEES = re.compile(r"\bguarant", _I)
_NEVER = re.compile(
    r"\b(?:never|do not|don[’']t|must not|may not|no word of|nobody) (?:write|say|promise|use|guarantee|give|tell)", _I
)


def _guaranteed_by(commitment: Commitment, grounds: Grounds) -> bool:
    """Whether a clause in force guarantees something, and the words speak of the same."""
    # 'Never write "guarantee"' has the word and guarantees nothing.
    own = [
        t
        for t in grounds.current
        if t.mode != "prohibition" and _GUARANTEES.search(t.quote) and not _NEVER.search(t.quote)
    ]
    return any_speaks_of(commitment, own, grounds, _LEAST_GUARANTEED)


_LEAST_GUARANTEED = 0.55


def _by_words(commitment: Commitment, grounds: Grounds) -> Judged | None:
    """The verdict on words that promise nothing, or only reckon up what is promised elsewhere; None for others."""
    idle = no_promise(commitment.quote, grounds.text, commitment.start)
    if idle is not None:
        return "supported", idle, None
    if not reckons(commitment.quote):
        return None
    wrong = sum_from_nowhere(commitment, grounds)
    if wrong is not None:
        return "unsupported", wrong, None
    return "supported", "It follows from the facts and the clauses by plain reckoning.", None


def permit_for(commitment: Commitment, grounds: Grounds) -> Permit | None:
    """The permit that the commitment speaks of: same kind or a near one, closest in sum, time and words."""
    usable = usable_for(commitment, grounds)
    if commitment.amount is not None and not sounds_extra(commitment):
        # What each level may add for the trouble is no ground for a sum that is told as owed.
        usable = [p for p in usable if p.owed or p.kind not in {"credit", "discount"}]
    return permit_among(commitment, usable, grounds)


_GIFT = re.compile(
    r"\b(?:free|complimentary|on the house|on us|at our (?:cost|expense)|gift|brand[- ]new|upgrade\w*)\b", _I
)


def _spoken_of(commitment: Commitment, permit: Permit, judged: Judged, grounds: Grounds) -> Judged:
    """The judgement, where the clause is about the promise and sets its time; else by what is missing of that."""
    unheard = unheard_of(commitment, permit, grounds)
    if unheard is not None:
        return "unsupported", unheard, None
    tangible = commitment.kind in MONEY_KINDS | GOODS_KINDS
    dated = commitment.due is not None and commitment.kind not in WORD_KINDS
    if not tangible and not dated:
        return judged
    usable = [p for p in usable_for(commitment, grounds) if p.owed or p.level == "rep"]
    if not permit.planned and not (same_sum(commitment, permit, grounds) and is_its_own(commitment, permit, grounds)):
        has_sum = commitment.amount is not None and commitment.amount.value is not None
        others = [p for p in grounds.permits if p is not permit and p.kind not in WORD_KINDS]
        if has_sum:  # what speaks of a sum and gives less, or other things, is no ground for it
            others = [p for p in others if _against(commitment, p, grounds, by_kind=False)[0] == "supported"]
        about = [permit.term, *(p.term for p in others)]
        about += [] if has_sum else most_alike(commitment, quotable(grounds), grounds)
        gift = commitment.kind == "fee_waiver" or _GIFT.search(grounds.english(commitment.quote)) is not None
        # Who is owed one sum and promised another is promised something else, unless the clause only sets the most.
        other = has_sum and permit.owed and not permit.capped
        least = _LEAST_ABOUT_GIFT if gift or other else _LEAST_ABOUT
        if not any_speaks_of(commitment, about, grounds, least):
            return "unsupported", "No clause in force speaks of it.", None
    if dated and permit.due is None:
        timed = [p for p in usable if p.due is not None]
        setter = permit_among(commitment, timed, grounds)
        soon = setter is not None and early(commitment, setter, grounds)
        if soon and setter is not None:
            return "too_soon", f"{soon}: {setter.term.quote}", setter.term
    if time_from_nowhere(commitment, permit, grounds):
        return "unsupported", f"No clause in force and no fact gives this time: {permit.term.quote}", permit.term
    return judged


def permit_among(commitment: Commitment, usable: Sequence[Permit], grounds: Grounds) -> Permit | None:
    """Of some permits the one that the commitment speaks of."""
    return nearest(
        commitment,
        usable,
        grounds,
        verdict=lambda each: _against(commitment, each, grounds)[0],
        same_time=lambda each: same_time(commitment, each, grounds),
    )


def _as_extra(commitment: Commitment, grounds: Grounds) -> Judged | None:
    """The verdict on what is added for the trouble, by the levels; None where it is none, or a clause owes that very sum."""
    if not is_extra(commitment) or grounds.hold:
        return None
    given = [p.term for p in grounds.permits if p.owed and p.kind in MONEY_KINDS and same_sum(commitment, p, grounds)]
    if any_speaks_of(commitment, given, grounds, _LEAST_ABOUT):
        return None
    owed = names_sum(commitment, grounds)
    if owed is not None:
        return "supported", _by(owed), owed
    against = forbidding(commitment, grounds)
    if against is not None:
        return "forbidden", f"A clause rules it out: {against.quote}", against
    return judge_extra(commitment, grounds)


_LEAST_SAME = 0.6


def _says_the_same(commitment: Commitment, grounds: Grounds) -> Term | None:
    """The clause in force that a sentence about a right or a course of things repeats ("A membership may be frozen for ...")."""
    amount = commitment.amount
    if commitment.kind in MONEY_KINDS | GOODS_KINDS or (amount is not None and amount.value is not None):
        return None
    near = most_alike(commitment, quotable(grounds), grounds)
    return next((term for term in near if speaks_of(commitment, term, grounds, _LEAST_SAME)), None)


_NOTHING_ELSE = re.compile(r"\b(?:nothing|no(?:thing)?|not?) (?:else|more|further|other|beyond|anything else)\b", _I)


def _derived(commitment: Commitment, grounds: Grounds, judged: Judged) -> Judged:
    """The judgement by the nearest clause, or by another one that gives the promise its very figures."""
    passes = [p for p in grounds.permits if _against(commitment, p, grounds, by_kind=False)[0] == "supported"]
    term = figures_of_another(commitment, grounds, passes)
    if term is None and judged[0] == "unsupported":
        term = _says_the_same(commitment, grounds)
    if term is not None:
        against = forbidding(commitment, grounds)
        # What rules out everything else rules out nothing that a clause gives.
        if against is None or _NOTHING_ELSE.search(against.quote):
            return "supported", _by(term), term
    if judged[0] in {"unsupported", "too_much"}:
        term = _whose_sum_is_not_known(commitment, grounds)
        if term is not None and forbidding(commitment, grounds) is None:
            return "supported", _by(term), term
    if judged[0] in {"unsupported", "needs_authority"}:
        extra = _own_extra(commitment, grounds)
        if extra is not None:
            return "supported", f"Within what a representative may add: {extra.term.quote}", extra.term
    return judged


_LEAST_OF_ITS_OWN = 0.62


def _whose_sum_is_not_known(commitment: Commitment, grounds: Grounds) -> Term | None:
    """The clause that a promise plainly follows and whose sum we could not work out, where the sum of the letter follows from the
    facts by plain reckoning: a person reckoned it, and nothing says that it is more than the clause gives."""
    amount = commitment.amount
    if amount is None or amount.value is None or commitment.kind not in MONEY_KINDS or is_extra(commitment):
        return None
    money = Money(value=amount.value, currency=amount.currency or "")
    # What was paid, given back whole, is what a letter promises that promises too much.
    if money.value in from_facts(grounds, money.currency):
        return None
    for permit in grounds.permits:
        unknown = permit.owed and permit.amount is None and permit.percent is None and permit.kind in MONEY_KINDS
        if not unknown or waits(commitment, permit, grounds) or early(commitment, permit, grounds):
            continue
        if not speaks_of(commitment, permit.term, grounds, _LEAST_OF_ITS_OWN):
            continue
        # Only what the clause names goes into its sum: the hotel is no part of a fare.
        words = stems(permit.term.quote)
        named = tuple(
            fact for fact in grounds.facts if fact.money is None or (stems(fact.name) - _NAMES_NOTHING) & words
        )
        if worked_out(money.value, replace(grounds, facts=named), money.currency):
            return permit.term
    return None


_NAMES_NOTHING = stems("paid pay sum amount total each per of")


def _own_extra(commitment: Commitment, grounds: Grounds) -> Permit | None:
    """The extra that a representative may give alone and that covers a credit, where nothing is held back."""
    amount = commitment.amount
    if commitment.kind != "credit" or amount is None or amount.value is None or grounds.hold:
        return None
    if not sounds_extra(commitment):
        return None
    if forbidding(commitment, grounds) is not None:
        return None
    for permit in grounds.permits:
        limit = permit.limit_in(amount.currency)
        usable = not permit.owed and permit.level == "rep" and permit.kind == "credit" and permit.term.condition is None
        if usable and limit is not None and limit.value >= amount.value:
            return permit
    return None


def _by(term: Term) -> str:
    return f"{term.path}, {term.section}: {term.quote}" if term.section else f"{term.path}: {term.quote}"


def _by_sum(commitment: Commitment, permit: Permit, grounds: Grounds, *, by_kind: bool) -> Judged | None:
    """What is wrong with the sum or the share of a promise by one clause; None where nothing is."""
    term = permit.term
    amount = commitment.amount
    if amount is not None and amount.value is not None:
        if permit.amount is None and permit.percent is None and commitment.kind in MONEY_KINDS:
            elsewhere = amount.value in named_sums(permit, grounds, amount.currency) or (
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
    bare = permit.percent is None and permit.amount is None
    if amount is not None and amount.percent is not None and bare and not _known_share(commitment, grounds):
        return "unsupported", f"No clause in force names that share: {term.quote}", term
    return None


def _known_share(commitment: Commitment, grounds: Grounds) -> bool:
    """Whether a clause gives this share, or names it."""
    if any(p.owed and same_sum(commitment, p, grounds) for p in grounds.permits):
        return True
    share = commitment.amount.percent if commitment.amount is not None else None
    return any(found == share for term in grounds.current for _, _, found in find_percent(term.quote))


def _without_permit(commitment: Commitment, grounds: Grounds) -> Judged:
    against = forbidding(commitment, grounds)
    if against is not None:
        return "forbidden", f"A clause rules it out: {against.quote}", against
    if commitment.kind in WORD_KINDS and commitment.amount is None:
        if commitment.due is None or grounds.hold:
            return "supported", "Keeping the customer informed needs no clause.", None
        return "supported", "No clause sets a time for it; the date is ours to keep.", None
    if commitment.kind in {"other", "none"} and commitment.amount is None and commitment.due is None:
        return "vague", "It is not clear what is promised, nor by when.", None
    return "unsupported", "No clause in force permits it for these facts.", None


def _against(commitment: Commitment, permit: Permit, grounds: Grounds, *, by_kind: bool = True) -> Judged:
    """The judgement by one clause. `by_kind`: whether a clause without a sum may stand for a sum that another names."""
    term = permit.term
    if permit.level != "rep" and not permit.owed:
        return "needs_authority", f"Only a {permit.level} may grant it: {term.quote}", term
    wrong = _by_sum(commitment, permit, grounds, by_kind=by_kind)
    if wrong is not None:
        return wrong
    amount = commitment.amount
    more = more_by_percent(amount, permit, grounds) or other_currency(commitment, permit, grounds)
    if more:
        return more[0], f"{more[1]}: {term.quote}", term
    soon = early(commitment, permit, grounds)
    if soon:
        return "too_soon", f"{soon}: {term.quote}", term
    ours = before_our_record(commitment, permit, grounds)
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
    if waits(commitment, permit, grounds):
        # Without a sum and a day it promises little that could be broken; to say what it waits for is left to a person.
        bare = amount is None and commitment.due is None
        return (
            "vague" if bare else "unsupported",
            f"It is due only after something that has not happened yet: {term.condition or term.quote}",
            term,
        )
    return "supported", _by(term), term
