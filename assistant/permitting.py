"""What may be promised by terms for these facts: what is owed, and the extras with the level they need. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.applicability import in_force
from assistant.facts import Fact
from assistant.judging import Level, Permit
from assistant.remedies import Candidate, Situation, applies, candidates_each, deducted, open_gates, window_closed
from knowledge.terms import Money, Term
from knowledge.terms.measures import find_money
from knowledge.terms.model import Kind

_I = re.IGNORECASE
_LEVELS: dict[str, Level] = {"supervisor": "supervisor", "manager": "manager"}


def granted(terms: Sequence[Term], case: Situation) -> list[Candidate]:
    """Every term that grants something, judged for the case, less what the rules take off it."""
    (found,) = granted_each(terms, [case])
    return found


def granted_each(terms: Sequence[Term], cases: Sequence[Situation]) -> list[list[Candidate]]:
    """`granted` for cases that differ in nothing but how near the customer's words are (`Situation.near`)."""
    public = [t for t in terms if not t.standing.internal]
    gates = [t for t in public if t.mode == "gate"]
    deductions = [t for t in public if t.mode == "deduction"]
    judged = candidates_each(terms, cases, gates=gates)
    return [[deducted(c, deductions, case) for c in found] for case, found in zip(cases, judged, strict=True)]


def permits(
    found: Sequence[Candidate],
    terms: Sequence[Term],
    case: Situation,
    planned: set[tuple[str, Kind]] | None = None,
    *,
    beside: tuple[Permit, ...] | None = None,
) -> tuple[Permit, ...]:
    """The permits of candidates (`granted`), of what is `planned` (term and kind) beside them, and of discretion (`beside`,
    where that was worked out as `extras` already)."""
    mine = planned or set()
    made = [
        Permit(
            kind=c.kind, term=c.term, owed=True, amount=_given(c), percent=c.percent, due=c.due, start=c.start,
            firm=c.firm, planned=(c.term.id, c.kind) in mine, capped=c.capped,
            claimed=c.answer != "met" or c.waits_for is not None or (c.fact is None and bool(c.term.cells)),
        )
        for c in found
        if c.answer != "unmet"
    ]  # fmt: skip
    for term_id, kind in mine - {(p.term.id, p.kind) for p in made}:
        source = next((t for t in terms if t.id == term_id), None)
        if source is not None:
            made.append(Permit(kind=kind, term=source, owed=True, due=source.due, start=case.received_on, planned=True))
    return (*made, *(extras(terms, case) if beside is None else beside))


# "We book a room within 10 miles and pay the taxi": how far something is, and no sum.
_FAR = re.compile(
    r"\b(?:within|under|over|beyond|up to|more than|less than|at least|every|per) [\d.,]+ miles\b(?! (?:of credit|for each))|\b[\d.,]+ miles (?:away|apart|from|of (?:the|our|your)|radius)\b",
    _I,
)


def _given(candidate: Candidate) -> Money | None:
    """What a candidate gives as a sum; a stretch of road is none."""
    amount = candidate.amount
    far = amount is not None and amount.currency == "miles" and candidate.kind not in {"credit", "discount"}
    return None if far and _FAR.search(candidate.term.quote) else amount


def extras(terms: Sequence[Term], case: Situation) -> tuple[Permit, ...]:
    """The permits of what is left to somebody's judgement; none of a kind that an open gate holds back."""
    public = [t for t in terms if not t.standing.internal]
    waiting = open_gates([t for t in public if t.mode == "gate"], case, public)
    return tuple(
        permit
        for term in public
        if term.mode in {"discretion", "authority"}
        if in_force(term, case.received_on, case.happened_on(term.standing)) and not _ruled_out(term, case)
        for permit in _extra(term)
        if not any(permit.kind in gate.kinds for gate in waiting)
    )


def barred(found: Sequence[Candidate], terms: Sequence[Term], case: Situation) -> frozenset[str]:
    """The ids of clauses that are not for this case by its facts: for another region or tier, late, or denied by one."""
    # A gate that is open or a time limit that has passed gives its clause as the reason.
    held = {t.quote for t in terms}
    denied = {c.term.id for c in found if c.answer == "unmet" and (c.fact is not None or c.reason in held)}
    met = {c.term.id for c in found if c.answer != "unmet"}
    others = {t.id for t in terms if not applies(t, case) or window_closed(t, case)}
    return frozenset((denied | others) - met)


def _extra(term: Term) -> Iterator[Permit]:
    """A permit for each sum that a clause leaves to somebody's judgement; one without a sum where it names none."""
    level = _LEVELS.get(term.authority or "", "rep")
    kind: Kind = "credit" if term.kind == "other" or (term.mode == "authority" and limits(term)) else term.kind
    if term.kind == "other" and term.authority is None and not limits(term):
        return  # "the general rule may be explained" gives nobody anything
    sums: list[Money | None] = [*limits(term)]
    due = None if term.mode == "authority" else term.due  # "none in the last 12 months" is no time of ours
    for limit in sums or [term.amount]:
        yield Permit(
            kind=kind, term=term, owed=False, amount=limit, percent=term.percent, due=due, level=level
        )  # fmt: skip


_BARE = re.compile(
    r"\bup to (?P<sum>\d[\d,]*(?:\.\d+)?)(?![\d%]| (?:times?|days?|hours?|weeks?|months?|years?|per ?cent)\b)|"
    r"^(?P<whole>\d[\d,]*(?:\.\d+)?)(?: (?:per|a|an|for|each) .*)?$",
    _I,
)
_NO_END = re.compile(r"\b(?:above|over|more than|beyond|no limit)\b", _I)


def limits(term: Term) -> list[Money]:
    """The most that an extra may come to, once for each currency ("£30 (€35) voucher"). A sum without a currency ("up to
    50") counts in each: its currency is "". None where the clause sets no end ("above £100")."""
    cells = [cell for name, cell in term.cells if not _CONDITION.search(_plain(name))] or [term.quote]
    found: dict[str, Money] = {}
    for cell in cells:
        if _NO_END.search(cell):
            return []
        for each in find_money(cell):
            known = found.setdefault(each.money.currency, each.money)
            if each.money.value < known.value:
                found[each.money.currency] = each.money
        bare = _BARE.search(cell) if term.cells and not found else None
        if bare is not None:
            value = Decimal((bare["sum"] or bare["whole"]).replace(",", ""))
            found[""] = Money(value=value, currency="")
    return list(found.values())


_CONDITION = re.compile(r"\b(?:only|if|when|where|conditions?|requires?|requirements?|not|refused|unless|except)\b", _I)
_AGAINST = re.compile(r"\b(?:refused|not|unless|except)\b", _I)
_LATELY = re.compile(
    r"\b(?:in|within|during|over) the (?:last|past|previous) (?P<count>\d+|three|six|nine|twelve|eighteen|twenty-four)?\s*(?P<unit>months?|years?|days?)\b|"
    r"\bonce (?:in|within|every|per) (?P<count2>\d+|three|six|nine|twelve)?\s*(?P<unit2>months?|years?|days?)\b",
    _I,
)


def _ruled_out(term: Term, case: Situation) -> bool:
    """Whether a fact says that what an extra hangs on is not so: it was given lately, or a figure is not reached."""
    said = [cell for name, cell in term.cells if _CONDITION.search(_plain(name)) and not _AGAINST.search(_plain(name))]
    against = [cell for name, cell in term.cells if _AGAINST.search(_plain(name))]
    if not term.cells:
        said = [term.quote]
    parts = [part for text in said for part in re.split(r"[;,]| and ", text)]
    if any(_LATELY.search(part) and _given_lately(part, case.facts) for part in (*parts, *against)):
        return True
    if not term.cells:
        return term.condition is not None and _denied(term.condition, case)
    return any(_denied(part, case) for part in parts if not _LATELY.search(part) and not re.search(r"\bor\b", part))


def _denied(condition: str, case: Situation) -> bool:
    found = case.answer(condition, spoken=False)
    # How often it was so before says nothing of this time.
    before = found.fact is not None and _BEFORE.search(found.fact.name) and not _BEFORE.search(condition)
    return found.answer == "unmet" and not before


_BEFORE = re.compile(r"\b(?:previous|earlier|prior|former|past|second|again|repeat\w*)\b", _I)


_PERIOD = re.compile(r"\b(?:last|past|previous)[ _](?:\d+|\w+)[ _](?:months?|years?|days?)\b", _I)


def _given_lately(part: str, facts: Sequence[Fact]) -> bool:
    """Whether a fact on the last months tells of something given in them."""
    told = [fact for fact in facts if _PERIOD.search(fact.name) and not _THEIRS.search(fact.name)]
    return any(not fact.denies and not re.match(r"\s*(?:0|none|no|nothing)\b", fact.text, _I) for fact in told)


# What the customer did in those months, or what happened to them, is nothing that we gave.
_THEIRS = re.compile(r"request|claim|contact|complain|fail|call|order|purchas|return|visit|stay|trip|flight|fault|late|dispute|report|payment", _I)  # fmt: skip


def _plain(name: str) -> str:
    return re.sub(r"[\s_]+", " ", name)


def holds(term: Term, case: Situation) -> bool:
    """Whether a clause holds for a case as far as the facts tell: nothing that it asks for is known not to be so."""
    if not applies(term, case):
        return False
    if term.condition is None:
        return True
    return case.answer(term.condition).answer != "unmet"
