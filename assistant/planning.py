"""From judged terms to a plan: what is offered, declined, held back, asked, and which passages decide. Pure.

The order is the method's: what is owed comes first and in full; an ask that policy doesn't permit is declined with a
reason and the nearest thing that is permitted; where documents disagree, where none covers the matter, or where a
review is still open, nothing is promised but the next contact. Extras are held back and shown to the rep.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.case import Amount, Declined, Due, Evidence, Plan, Reading, Remedy
from assistant.choosing import choose
from assistant.conflicts import Conflict
from assistant.facts import Fact, overlap, pending_words, stems
from assistant.remedies import (
    Candidate,
    Situation,
    applies,
    gate_open,
    kinds_wanted,
    window_closed,
)
from assistant.schedule import Calendar, promise_date
from knowledge.passage import Passage
from knowledge.terms import Span, Term
from knowledge.terms.kinds import MONEY_KINDS, WORD_KINDS, kinds_in
from knowledge.terms.measures import find_money
from knowledge.terms.model import Kind

Hold = Literal["contradiction", "no_policy", "gate"]
_I = re.IGNORECASE
LEAST_MATTER = 0.36
HOUSE_CONTACT = 5  # business days
LEAST_PAGE = 5.7
LEAST_CLAUSE = 0.47

# What a plan looks for beyond the matter itself, in words that any company's clause for it would be near to.
STANDING_MATTERS: dict[str, str] = {
    "conflict": "Where two current documents disagree, promise neither reading; the desk decides within some days",
    "gap": "Where no document covers a request, say so and pass it on; promise only that the customer hears back within some days",
    "answer": "A complaint is acknowledged and answered in full within some days",
    "update": "While a case is open the customer gets an update every few days",
    "escalation": "A supervisor or team lead answers such a request within some days",
    "legal": "Letters from lawyers go to the legal department, which replies within some days",
}
SIGNAL_MATTERS: dict[str, str] = {
    "legal_threat": "A customer who mentions a lawyer, an authority, the press or a review is treated like anybody else",
    "review_threat": "Nothing is given in exchange for a review, a post, or for dropping a claim",
    "precedent_claim": "An exception made for another customer earlier is not a precedent; other customers are not discussed",
    "internal_source": "Internal targets are not promises and must not be quoted; no resolution time is promised",
    "earlier_promise": "Verbal statements by staff or sales count only if they are in writing",
    "fraud": "Several claims by one customer are passed to a review; do not say that they are suspected",
    "second_failure": "If the replacement or repair fails a second time",
    "vulnerable": "Vulnerable customers, bereavement, illness, disability",
}


@dataclass(frozen=True)
class Material:
    """Everything a plan is made from. `relevance`: passage id -> weight; `meaning`: term id
    -> closeness to what the customer tells; `matters`: standing matter -> (term, closeness)."""

    reading: Reading
    case: Situation
    candidates: tuple[Candidate, ...]
    terms: tuple[Term, ...]
    passages: tuple[Passage, ...]
    relevance: dict[str, float]
    matters: dict[str, tuple[Term, float]]
    signal_passages: dict[str, str]
    conflicts: tuple[Conflict, ...]
    meaning: dict[str, float]
    ask_closeness: dict[str, dict[str, float]]
    kept_in: Callable[[Kind, Span], Sequence[int]]
    calendar: Calendar
    keep_rate: float


@dataclass(frozen=True)
class Decision:
    """A plan with what the letter needs to tell it: the terms by id, why it holds back, who decides, which passages."""

    plan: Plan
    hold: Hold | None
    desk: str | None
    terms: dict[str, Term]
    deciding: tuple[str, ...]
    choice: bool
    reasons: dict[str, str]


def decide(material: Material) -> Decision:
    """Make the plan."""
    conflict = _conflict(material)
    gates = _open_gates(material)
    standing = frozenset(
        material.matters[name][0].id for name in ("conflict", "gap", "answer", "legal") if name in material.matters
    )
    chosen = [] if conflict else choose(material.candidates, material.relevance, standing, material.case.received_on)
    claimed = conflict is None and _claims_conflict(material)
    if claimed:
        chosen = []
    hold: Hold | None = "contradiction" if conflict or claimed else ("gate" if gates else None)
    if hold is None and _nothing_decides(material, chosen):
        hold, chosen = "no_policy", []
    used: list[Term] = [c.term for c in chosen] + [c.timed_by for c in chosen if c.timed_by] + gates
    if conflict:
        used += [conflict.one, conflict.other]
    process, desk = _process(material, hold, chosen, gates)
    used += [c.term for c in process]
    remedies = tuple(_remedy(c, material, chosen) for c in [*chosen, *process]) or (_house_contact(material),)
    declined, reasons, why_terms = _declined(material, chosen, hold, remedies)
    used += why_terms
    questions, asked = _questions(material, chosen)
    used += asked
    plan = Plan(
        remedies=remedies,
        declined=declined,
        held_back=_held_back(material, chosen, hold),
        questions=questions,
        notes=_notes(material, hold),
    )
    return Decision(
        plan,
        hold,
        desk,
        {term.id: term for term in used},
        _deciding(material, used, hold),
        any(c.term.choice for c in chosen),
        reasons,
    )


def _house_contact(material: Material) -> Remedy:
    """Where no document says when a customer hears back, the house's own word stands alone."""
    end = material.calendar.add(material.case.received_on, HOUSE_CONTACT, "business_days")
    return Remedy(
        kind="contact",
        basis="owed",
        due=Due(value=HOUSE_CONTACT, unit="business_days", date=end),
        internal_target=material.calendar.add(material.case.received_on, HOUSE_CONTACT - 2, "business_days"),
        policy_bound=end,
        term="",
        what="no document sets a time; this is the house's own",
    )


def _nothing_decides(material: Material, chosen: Sequence[Candidate]) -> bool:
    """Whether no document covers the matter: even the best page is far, no clause is near an ask, nothing is owed.

    The two distances were read off the project's example companies, where matters without a policy stay below both.
    """
    if any(c.kind not in WORD_KINDS and c.weight >= 0.75 for c in chosen) or _closed_windows(material):
        return False
    nearest = max((max(row.values(), default=0.0) for row in material.ask_closeness.values()), default=1.0)
    if max(material.relevance.values(), default=0.0) < LEAST_PAGE and nearest < LEAST_CLAUSE:
        return True
    return (
        not chosen
        and bool(material.reading.asks)
        and all(_refusal(ask, material) is None for ask in material.reading.asks)
    )


def _conflict(material: Material) -> Conflict | None:
    """The conflict that this case turns on: both clauses among the nearest pages, and close to what the customer tells.

    A customer who holds two documents against each other is believed sooner than a likeness of words.
    """
    claimed = "contradiction_claim" in material.reading.signals or "two_documents" in material.reading.signals
    near = set(_top(material, 5 if claimed else 3))
    for conflict in material.conflicts:
        pair = (conflict.one, conflict.other)
        told = max(material.meaning.get(term.id, 0.0) for term in pair)
        if conflict.decisive and told >= 0.4 and all(applies(term, material.case) for term in pair):
            return conflict
        if told < (0.5 if claimed else 0.55) or (not claimed and conflict.closeness < 0.75):
            continue
        if all(term.passage in near and applies(term, material.case) for term in pair):
            return conflict
    return None


def _claims_conflict(material: Material) -> bool:
    """Whether the customer plainly holds two of our documents against each other and nothing settles it."""
    return "two_documents" in material.reading.signals and "conflict" in material.matters


def _top(material: Material, count: int) -> list[str]:
    return sorted(material.relevance, key=lambda pid: -material.relevance[pid])[:count]


def _open_gates(material: Material) -> list[Term]:
    top = set(_top(material, 4))
    return [
        term for term in material.terms
        if term.mode == "gate" and term.passage in top and applies(term, material.case) and gate_open(term, material.case)
    ]  # fmt: skip


def _process(
    material: Material, hold: Hold | None, chosen: list[Candidate], gates: list[Term]
) -> tuple[list[Candidate], str | None]:
    """What is promised beside the remedies: who decides, when the customer hears back, updates while it is open."""
    found: list[Candidate] = []
    desk: str | None = None

    def add(names: Sequence[str], kind: Kind) -> None:
        """Of the matters named, the one that leaves most time: what is promised has to hold whoever answers."""
        nonlocal desk
        known = [material.matters[name][0] for name in names if name in material.matters]
        if not known:
            return
        desk = desk or next((found for found in map(desk_of, known) if found), None)
        term = max(known, key=lambda t: t.due.bound * _HOURS_IN[t.due.unit] if t.due else 0)
        found.append(Candidate(term, kind, "met", None, None, term.due, material.case.received_on))

    kinds = {c.kind for c in chosen}
    if hold == "contradiction":
        add(["conflict"] if "conflict" in material.matters else ["gap", "answer"], "escalation")
    elif hold == "no_policy":
        lawyers = ["legal"] if "legal_threat" in material.reading.signals else []
        add([*(["gap"] if "gap" in material.matters else ["answer"]), *lawyers], "contact")
    elif (hold == "gate" or "investigation" in kinds) and "contact" not in kinds:
        add(["update"], "contact")
    if not chosen and not found:
        refused = bool(_closed_windows(material)) or "second_failure" in material.reading.signals
        add(["answer", *(["escalation"] if refused else [])], "escalation" if refused else "contact")
    return found, desk


_HOURS_IN = {"hours": 1, "days": 24, "business_days": 34, "weeks": 168, "months": 730}
_DESK_NAME = re.compile(
    r"\b(?:ask|to|by) (?:the |our |a )?((?:[A-Z][\w&-]+ ){0,3}(?:Desk|Office|Board|Team|Committee|Operations|Department|Inbox|Unit|Council|Panel))\b|"
    r"\b((?:[A-Z][\w&-]+ ){1,3}(?:Desk|Office|Board|Team|Committee|Operations|Department|Unit|Council|Panel))\b|"
    r"\b[Aa] ((?:support |team |shift |duty )?(?:supervisor|lead|leader|manager))\b"
)


def desk_of(term: Term) -> str | None:
    """The people a clause names as deciding ("the Policy Desk")."""
    match = _DESK_NAME.search(term.quote)
    if match is None:
        return None
    return next((group for group in match.groups() if group), None)


def _remedy(candidate: Candidate, material: Material, chosen: Sequence[Candidate]) -> Remedy:
    start = candidate.start or material.case.received_on
    due: Due | None = None
    target: date | None = None
    bound: date | None = None
    dated = ""
    if candidate.due is not None:
        leaves = max(start, material.case.received_on) if candidate.start is None else start
        promised = promise_date(
            candidate.due,
            leaves,
            material.calendar,
            kept_in=material.kept_in(candidate.kind, candidate.due),
            keep_rate=material.keep_rate,
        )
        firm = candidate.waits_for is None
        due = Due(value=promised.value, unit=promised.unit, date=promised.promised if firm else None)
        target, bound = (promised.internal_target, promised.policy_bound) if firm else (None, None)
        dated = promised.how
    amount = None
    if candidate.amount is not None:
        amount = Amount(value=candidate.amount.value, currency=candidate.amount.currency)
    elif candidate.percent is not None:
        amount = Amount(percent=candidate.percent)
    return Remedy(
        kind=candidate.kind,
        amount=amount,
        basis="owed",
        due=due,
        internal_target=target,
        policy_bound=bound,
        dated=dated,
        authority=candidate.term.authority or "rep",
        term=candidate.term.id,
        what="; ".join(candidate.parts),
        actor=candidate.term.actor,
        condition=candidate.waits_for,
        after=candidate.due.after if candidate.due else None,
        per=candidate.per,
        up_to=candidate.capped,
        group="a" if candidate.term.choice and sum(c.term.id == candidate.term.id for c in chosen) > 1 else None,
    )


def _granted(ask: str, chosen: Sequence[Candidate]) -> bool:
    """Whether a remedy answers the ask in full: its kind, and no smaller sum than asked."""
    kinds = kinds_wanted([ask])
    sums = [found.money for found in find_money(ask)]
    for candidate in chosen:
        thing = stems(re.sub(r"\b(?:paid|original|the)\b", "", candidate.term.of or ""))
        if thing and overlap(thing, stems(ask)) == len(thing) and not sums:
            return True
        if candidate.kind not in kinds and not (sums and candidate.kind in MONEY_KINDS):
            continue
        if not sums:
            return True
        if candidate.amount is not None and all(candidate.amount.value >= money.value for money in sums):
            return True
    return False


def _declined(
    material: Material,
    chosen: Sequence[Candidate],
    hold: Hold | None,
    remedies: tuple[Remedy, ...],
) -> tuple[tuple[Declined, ...], dict[str, str], list[Term]]:
    """Every ask that is not granted, with the clause that refuses it and the nearest thing that is permitted."""
    alternative = _alternative(remedies)
    declined: list[Declined] = []
    reasons: dict[str, str] = {}
    used: list[Term] = []
    closed = _closed_windows(material)
    for ask in material.reading.asks:
        if _granted(ask, chosen):
            continue
        term: Term | None = None
        if hold == "contradiction":
            why = "Two documents in force differ, so neither reading may be promised."
        elif hold == "no_policy":
            why = "No document in force covers this."
        else:
            term = closed[0] if closed and not chosen else _refusal(ask, material)
            why = term.quote if term is not None else "No clause in force provides for it."
        if term is not None:
            if any(d.term == term.id for d in declined):
                why = "The same clause applies."
            used.append(term)
            reasons[ask] = term.id
        declined.append(Declined(ask=ask, why=why, alternative=alternative, term=term.id if term else None))
    return tuple(declined[:4]), reasons, used[:3]


def _alternative(remedies: tuple[Remedy, ...]) -> str:
    """The nearest permitted thing, in one phrase for the rep."""
    if not remedies:
        return "a full answer once the matter has been looked at"
    first = remedies[0]
    parts = [first.kind.replace("_", " ")]
    if first.amount is not None and first.amount.value is not None:
        parts.append(f"of {first.amount.value} {first.amount.currency}")
    if first.due is not None and first.due.value is not None:
        parts.append(f"within {first.due.value} {first.due.unit.replace('_', ' ')}")
    return " ".join(parts)


def _closed_windows(material: Material) -> list[Term]:
    top = set(_top(material, 4))
    return [
        term for term in material.terms
        if term.window is not None and term.passage in top and not term.standing.internal and applies(term, material.case)
        and window_closed(term, material.case)
    ]  # fmt: skip


def _refusal(ask: str, material: Material) -> Term | None:
    """The prohibition that is nearest to an ask and may be shown to a customer."""
    closeness = material.ask_closeness.get(ask, {})
    best: tuple[float, Term] | None = None
    wanted = {kind for _, kind in kinds_in(ask)}
    for term in material.terms:
        if term.mode not in {"prohibition", "gate"} or term.standing.internal or not applies(term, material.case):
            continue
        score = closeness.get(term.id, 0.0) + 0.08 * max(
            -3.0, material.relevance.get(term.passage, -9.0) - max(material.relevance.values())
        )
        score += 0.08 * bool(wanted & set(term.kinds)) + 0.05 * overlap(stems(ask), stems(term.quote))
        if best is None or score > best[0]:
            best = (score, term)
    return best[1] if best and best[0] >= LEAST_MATTER else None


_FROM_CUSTOMER = re.compile(
    r"\b(?:photos?|pictures?|video|screenshots?|receipts?|invoices?|statements?|copy|copies|proof|certificate|id\b|identity|document\w*|form|bank details|account (?:number|details)|workspace id|order number|booking reference|reference|"
    r"measurements?|names?|addresses|address|number|list|letter|paper|tests?|times?|examples?|steps|version|agreement|consent|signature|details|report|evidence|finding|medical|purchase|tag|serial|readings?|estimate|description|place left|signed|identity|fotos?|kostenvoranschlag|belege?|quittung|rechnung|kassenbon|nummer|telefon\w*|adresse|seriennummer|foto\w*|recibos?|facturas?|n[uú]mero|tel[eé]fono|direcci[oó]n|justificantes?|t[eé]l[eé]phone|facture|justificatif|num[eé]ro|adresse|devis|attestation|ausweis|nachweis\w*|messung\w*)\b",
    _I,
)
_LACKING = re.compile(
    r"\b(?:none (?:received|given|sent|provided|yet)|not (?:received|given|known|provided|sent|stated|shown|supplied|established|complete|enclosed|attached|done|on file yet)|missing|unknown|incomplete|only the|name and .{0,30} only|no \w+ (?:received|given|sent)|nicht (?:erhalten|bekannt|angegeben|vorhanden|eingegangen|eingereicht|genannt|beigelegt)|(?:noch )?keine? (?:erhalten|eingegangen|angegeben)|liegt nicht vor|(?:non|pas(?: encore)?) (?:communiqu|re[cç]u|fourni|transmis|indiqu|connu)\w*|(?:no|sin|a[uú]n no) (?:recibid|indicad|facilitad|aportad|enviad|conocid)\w*|falta[n]?)\b",
    _I,
)


def _questions(material: Material, chosen: Sequence[Candidate]) -> tuple[tuple[str, ...], list[Term]]:
    """What the customer has to bring: papers that policy requires and facts that are noted as lacking."""
    questions: list[str] = []
    used: list[Term] = []
    top = set(_top(material, 5)) | {c.term.passage for c in chosen}
    for fact in material.case.facts:
        absent = _LACKING.search(fact.text) or (
            re.fullmatch(r"(?:none|no|nothing)(?: yet| so far)?", fact.text, _I)
            and re.search(r"\b(?:received|provided|sent|given|enclosed|supplied)\b", fact.name, _I)
        )
        if (absent and (_FROM_CUSTOMER.search(fact.name) or _FROM_CUSTOMER.search(fact.text))) or (
            fact.no_record and _RECORD.search(fact.name)
        ):
            questions.append(_need(fact))
    for term in material.terms:
        if (
            term.mode != "requirement"
            or term.passage not in top
            or term.standing.internal
            or not applies(term, material.case)
        ):
            continue
        if re.match(r"(?:say|do not|never|tell|give|quote|explain)\b", term.quote, _I):
            continue
        need = needed(term)
        if need is None or not _FROM_CUSTOMER.search(need):
            continue
        lacking = [f for f in material.case.facts if _LACKING.search(f.text) and overlap(stems(need), f.words)]
        known = [
            f
            for f in material.case.facts
            if overlap(stems(need), stems(f.name)) and not f.denies and not pending_words(f.text)
        ]
        if lacking or (
            not known and material.relevance.get(term.passage, -9) >= max(material.relevance.values()) - 0.8
        ):
            questions = [q for q in questions if overlap(stems(q), stems(need)) < 1]
            questions.append(need)
            used.append(term)
    unique = list(dict.fromkeys(questions))
    return tuple(unique[:3]), used


_RECORD = re.compile(
    r"chat|log|record|note|agreement|promise|statement|call|conversation|transcript|brochure|quote|confirmation", _I
)


def _need(fact: Fact) -> str:
    if re.search(r"\b(?:bank|card|account)\b", fact.name, _I) and not re.search(r"statement", fact.name, _I):
        return f"your {fact.name} through our secure form (please do not put them in an email)"
    if fact.no_record:
        return f"a copy of the {re.sub(r' log$', '', fact.name)} you mention, with its date"
    detail = re.sub(
        r"\b(?:not|none|no|yet|received|given|known|so far|sent|provided)\b.*$", "", fact.text, flags=_I
    ).strip(" ,;")
    return f"your {fact.name}" if not detail or len(detail) > 40 else f"{detail} ({fact.name})"


def needed(term: Term) -> str | None:
    """What a requirement asks the customer for, as a noun phrase: "two photos: one of the damage and one of the label"."""
    text = re.sub(r"\s+", " ", term.quote).strip().rstrip(".;")
    patterns = (
        r"^(?:(?:for|if|when|where|in) [^,]{3,60}?(?:, | (?=(?:an?|the|two|three|one) )))?(?P<what>[^.;]{3,110}?) (?:is|are) (?:also )?(?:needed|required|necessary)(?P<more>:[^.;]{3,120})?",
        r"\b(?:needs?|requires?)(?: to have)?:? (?P<what>(?!to\b)[^.;]{5,140})",
        r"\b(?:must|has to|have to|needs to) (?:provide|send|show|enclose|attach|give|produce|bring|supply|state|upload|submit|sign|include)(?: us)? (?P<what>[^.;]{4,110})",
        r"\b(?:sends?|send us|shows?|brings?) (?P<what>(?:the|a|an|two|three|at least|both|their|your)\b[^.;]{4,110})",
        r"\bask (?:the \w+ )?for (?P<what>[^.;]{4,90})",
        r"\b(?:against|on production of|on presentation of|with) (?P<what>(?:the |a )?(?:receipts?|proof|certificate|photo id)[^.;]{0,60})",
    )
    for pattern in patterns:
        match = re.search(pattern, text, _I)
        if match:
            what = match["what"] + (match.groupdict().get("more") or "")
            return re.split(r"\b(?:before|within|until|so that|otherwise|because)\b", what)[0].strip(" ,:")
    return None


def _held_back(material: Material, chosen: Sequence[Candidate], hold: Hold | None) -> tuple[Remedy, ...]:
    """Extras that may be given, with the level that may give them; none while a gate or a conflict is open."""
    if hold in {"gate", "contradiction"}:
        return ()
    held: list[Remedy] = []
    for term in material.terms:
        if term.mode not in {"discretion", "authority"} or term.standing.internal or not applies(term, material.case):
            continue
        if term.kind not in MONEY_KINDS | {"other"} or term.amount is None:
            continue
        held.append(
            Remedy(
                kind="credit" if term.kind == "other" else term.kind,
                amount=Amount(value=term.amount.value, currency=term.amount.currency),
                basis="discretionary",
                authority=term.authority or "rep",
                term=term.id,
                what=term.quote,
                condition=term.condition or _row_condition(term),
            )
        )
    order = ("rep", "supervisor", "manager")
    return tuple(sorted(held, key=lambda r: order.index(r.authority) if r.authority in order else 3)[:3])


def _row_condition(term: Term) -> str | None:
    return next((cell for name, cell in term.cells if re.search(r"condition|when|if", name, _I)), None)


def _notes(material: Material, hold: Hold | None) -> tuple[str, ...]:
    """For the rep, never for the letter."""
    notes = []
    if hold == "no_policy":
        notes.append("Nothing in the documents in force decides this; the letter says so and passes it on.")
    if hold == "contradiction":
        notes.append("Two documents in force disagree; the stricter one rules until somebody settles it.")
    signals = material.reading.signals
    if "cancel_threat" in signals:
        notes.append("The customer speaks of leaving: a good answer here can keep them.")
    if "second_failure" in signals:
        notes.append("It failed before: ask what has to change so that it does not fail again.")
    if "widespread" in signals:
        notes.append("Others may be affected: look for like cases before answering one by one.")
    return tuple(notes)


def _deciding(material: Material, used: Sequence[Term], hold: Hold | None) -> tuple[str, ...]:
    """The passages that decide, the weightiest first: those of the plan's terms, of the signals, and the nearest ones.

    Of the first five one or two are kept for what the signals call for (precedents, threats, conflicts): a reviewer
    needs the clause for the trap as much as the clause for the remedy.
    """
    ranked = _top(material, 12)
    for_signals = list(dict.fromkeys(material.signal_passages.values()))
    if hold == "no_policy" and "gap" in material.matters:
        for_signals.insert(0, material.matters["gap"][0].passage)
    if hold == "contradiction" and "conflict" in material.matters:
        for_signals.insert(0, material.matters["conflict"][0].passage)
    planned = list(dict.fromkeys(term.passage for term in used))
    planned.sort(key=lambda pid: -material.relevance.get(pid, -9.0))
    first = [pid for pid in planned if pid in ranked[:6]][:3]
    order = [*first]
    order += [pid for pid in ranked[:3] if pid not in order][: 3 if len(first) < 3 else 1]
    room = max(1, 5 - len(order[:4]))
    order = [*order[:4], *[pid for pid in for_signals if pid not in order][:room]]
    order += [pid for pid in [*ranked, *planned, *for_signals] if pid not in order]
    return tuple(order)


def evidence(
    passages: dict[str, Passage], deciding: Sequence[str], scores: dict[str, float], received_on: date, most: int = 8
) -> tuple[Evidence, ...]:
    """The deciding passages copied as evidence, at most `most`."""
    found = []
    for pid in deciding[:most]:
        passage = passages[pid]
        found.append(
            Evidence(
                passage=passage.id,
                document=passage.path,
                version=passage.version,
                section=passage.section,
                quote=passage.text,
                kind=passage.kind,
                score=round(max(0.0, min(1.0, scores.get(pid, 0.0))), 4),
                in_force=passage.standing.in_force(received_on),
                internal=passage.standing.internal,
            )
        )
    return tuple(found)
