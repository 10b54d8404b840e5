"""What holds a remedy back or rules it out from elsewhere: an open gate, a time limit of its page that has passed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from assistant.applicability import own_figure
from assistant.conditions import OPEN
from assistant.facts import Fact, about, overlap, pending_words, stems
from assistant.remedies.candidate import Candidate
from assistant.remedies.eligibility import applies
from assistant.remedies.known import Situation, place_of
from assistant.remedies.spoken import FORMAL
from assistant.remedies.timing import window_closed
from knowledge.terms import Term
from knowledge.terms.kinds import GOODS_KINDS, MONEY_KINDS

_I = re.IGNORECASE
_ANYTHING_REPORTED = re.compile(
    r"\b(?:report|complain)\w*\b.*\b(?:the|an?|any) (?:problem|claim|complaint|fault|defect|issue|incident)s?\b|"
    r"\b(?:problems?|claims?|complaints?|faults?|issues?)\b.*\b(?:reported|made|raised)\b",
    _I,
)


def open_gates(gates: Iterable[Term], case: Situation, terms: Sequence[Term]) -> tuple[Term, ...]:
    """The gates for this customer for which what they wait for is still outstanding; `terms`: the clauses that they stand
    between."""
    return tuple(gate for gate in gates if applies(gate, case) and _is_open(gate, case, _said_before(gate, terms)))


def judged_already(case: Situation) -> bool:
    """Whether some fact tells that what was to be checked or decided has been."""
    return any(
        _RULED.search(fact.line)
        and not fact.denies
        and not pending_words(fact.text)
        and not _OF_OLD.search(fact.name)
        and not re.match(r"(?:no|not|none)\b", fact.text, _I)
        for fact in case.facts
    )


def presumed_gates(gates: Iterable[Term], case: Situation, terms: Sequence[Term]) -> tuple[Term, ...]:
    """The gates for this customer that wait for a check or a decision of which no fact tells that it was made: what has been decided
    the facts would tell."""
    if judged_already(case):
        return ()
    return tuple(
        gate for gate in gates if _RULING.search(f"{_said_before(gate, terms)} {_whole(gate)}") and applies(gate, case)
    )


def _is_open(gate: Term, case: Situation, before: str) -> bool:
    """Whether what a gate waits for is still outstanding, by the facts; without a fact it is not assumed. `before`: the
    clause that "until then" points to."""
    return case.told.gates.get((place_of(gate), before), partial(_waits, gate, case, before))


def _said_before(gate: Term, terms: Sequence[Term]) -> str:
    """The clause before a gate that says "until then", "" where it says itself until when."""
    if not _UNTIL_THEN.search(_whole(gate)) or _DISCUSSED.search(gate.quote):
        return ""
    before = [t for t in terms if t.passage == gate.passage and t.start < gate.start]
    # In its own paragraph, else in the one before it: numbered rules have one sentence each.
    here = [t for t in before if t.paragraph == gate.paragraph] or before
    return max(here, key=lambda t: t.start).quote if here else ""


def _whole(gate: Term) -> str:
    """What a gate says with the condition that stands before a part of its sentence: "until it ends, the account stays closed,
    and no refund is promised"."""
    condition = gate.condition or ""
    return gate.quote if condition.lower() in gate.quote.lower() else f"{condition}, {gate.quote}"


_UNTIL_THEN = re.compile(
    r"\b(?:(?:until|before) (?:then|that|it is)|until (?:both|all(?: of (?:it|them))?|all (?:two|three|four)) (?:is|are|have|has)|until (?:it|they|this) (?:ends?|finish\w*|closes?|concludes?|has|have|are)|while (?:it|they) (?:is|are|runs?|lasts?))\b",
    _I,
)
# "The Stock Check takes up to 6 days": what runs, by its last word.
_WHAT_RUNS = re.compile(
    r"(?:an?|the|any|each|every|our|this|such an?)? ?(?P<what>[\w'’ -]{2,50}?) (?:takes?|needs?|lasts?|runs?)\b",
    _I,
)
# "A photo is looked at within 2 days": what has to be here.
_LOOKED_AT = re.compile(
    r"(?:an?|the|any|each|every|our|this|such an?)? ?(?P<what>[\w'’ -]{2,50}?) (?:is|are) (?:then )?(?:looked at|checked|reviewed|inspected|examined|assessed|tested|read|compared)\b",
    _I,
)
# "Until the check has ended": what has to end, by its last word.
_WHAT_ENDS = re.compile(
    r"(?:an?|the|that|this|any|our|its) (?P<what>[\w'’ -]{2,50}?) (?:has|have|is|are) (?:been )?(?:ended|finished|over|completed?|closed|done|concluded)\b",
    _I,
)
_AWAITED = re.compile(
    r"\b(?:until|before|while|as long as|pending|during)\b (.{3,90}?)(?:,|;|\.|$| (?=(?:no|nothing|neither|nobody|do not|we)\b))",
    _I,
)
# "A charge found wrong is refunded within 10 days of its decision. Until then ...": what is waited for is the decision.
_GIVEN = re.compile(
    r"\b(?:is|are|will be) (?:then |also |always |fully )?(?:refunded|reimbursed|repaid|paid(?: back| out)?|credited|waived|returned)\b",
    _I,
)
_DISCUSSED = re.compile(r"\b(?:discuss|comment)", _I)


def gated(candidate: Candidate, gates: Sequence[Term], presumed: Sequence[Term] = ()) -> Candidate:
    """Held back where an open gate is for its kind: "until it ends, no refund is promised"; where it is only presumed to be open, what
    its own part of the rules gives."""
    if candidate.kind not in _TANGIBLE or _WHATEVER_IS_DECIDED.search(candidate.term.quote):
        return candidate
    gates = [*gates, *(gate for gate in presumed if gate.part == candidate.term.part)]
    for gate in gates:
        same_place = gate.part == candidate.term.part
        nothing = re.search(r"\bpromise (?:nothing|only|neither)|\bnothing\b", gate.quote, _I) is not None
        spoken_of = candidate.kind in gate.kinds or nothing
        # "Until the photo is here, nothing is promised" stands before what the rest of its document gives
        # "Until it is finished, say neither that it is faulty nor which remedy follows" holds back all that its part gives.
        nothing = nothing or (same_place and _SAYS_NOTHING.search(gate.quote) is not None)
        spoken_of = spoken_of or nothing
        whatever = nothing and (not gate.kinds or _NOTHING_ELSE.search(gate.quote) is not None)
        same_place = same_place or (whatever and gate.path == candidate.term.path)
        if not spoken_of or (not same_place and candidate.kind not in gate.kinds):
            continue
        return replace(candidate, answer="unmet", reason=gate.quote)
    return candidate


_PAPERS = re.compile(
    r"\b(?:photos?|pictures?|video|receipts?|invoices?|documents?|papers?|statements?|forms?|certificates?|proof|letter|report)\b",
    _I,
)
_APPROVED = re.compile(r"\b(?:approved|accepted|confirmed|verified|approval|acceptance)\b", _I)


_RULES_ON_IT = re.compile(r"approv|accept|assess|inspect", _I)


def not_yet_judged(found: Sequence[Candidate], presumed: Sequence[Term], case: Situation) -> list[Candidate]:
    """The remedies, without those of which nobody can say yet whether they follow: what hangs on the approval of papers that are not
    here, or on the approval of a claim where the same document says that nothing is said before it has been reviewed."""
    silent = {gate.path for gate in presumed if _SAYS_NOTHING.search(gate.quote)}
    return [
        replace(c, answer="unmet", reason="What it hangs on has not been judged yet.")
        if c.kind in _TANGIBLE
        and (_lacks_papers(c, case) or (c.term.path in silent and _RULES_ON_IT.search(c.waits_for or "")))
        else c
        for c in found
    ]


_WHATEVER_IS_DECIDED = re.compile(
    r"\b(?:whatever|regardless of|irrespective of|whichever way) (?:the |it |is )?(?:decision|outcome|result|review|finding|decided|ends?)\b",
    _I,
)
_TANGIBLE = MONEY_KINDS | GOODS_KINDS | {"fix", "change"}


def refusals(terms: Sequence[Term], case: Situation) -> dict[tuple[str, int], Term]:
    """By passage and paragraph the clause that gives no money back under a condition of which a fact says that it is so."""
    found: dict[tuple[str, int], Term] = {}
    for term in terms:
        refuses = term.mode == "prohibition" and not term.standing.internal and MONEY_KINDS & set(term.kinds)
        if refuses and applies(term, case) and _NOT_GIVEN.search(term.quote):
            at_which = _AT_WHICH.match(term.quote)
            condition = term.condition or (at_which.group() if at_which else "")
            judged = case.answer(condition, spoken=False) if condition else OPEN
            if judged.answer == "met" and judged.fact is not None:
                found.setdefault((term.passage, term.paragraph), term)
    return found


_AT_WHICH = re.compile(r"(?:after|before|from|until) the [a-z0-9]+ [a-z-]+", _I)
_NOT_GIVEN = re.compile(
    r"\b(?:(?:it|they|the (?:price|fee|money|rest|sum|amount)|nothing) (?:is|are) (?:(?:not|no longer) )?(?:refunded|returned|paid back|repaid|credited)|no (?:refund|money|part of it) (?:is|are) )",
    _I,
)


def refused(candidate: Candidate, by: dict[tuple[str, int], Term]) -> Candidate:
    """Ruled out where its own paragraph says later on that nothing is given back in just this case: "by half after the first call.
    After the second call it is not refunded."."""
    own = candidate.term
    term = by.get((own.passage, own.paragraph))
    if term is None or candidate.kind not in MONEY_KINDS or own.start >= term.start:
        return candidate
    if own.condition is not None and own.condition == term.condition:
        return candidate
    return replace(candidate, answer="unmet", reason=term.quote)


def _lacks_papers(candidate: Candidate, case: Situation) -> bool:
    condition = candidate.term.condition or ""
    if not _APPROVED.search(condition):
        return False
    wanted = stems(condition)
    return any(
        _PAPERS.search(fact.name) and overlap(stems(fact.name), wanted) and fact.denies and not fact.number
        for fact in case.facts
    )


_SAYS_NOTHING = re.compile(
    r"\b(?:say|says|said|tell|tells|told|confirm|write)\b[^.;]*\b(?:covered|faulty|defective|liable|at fault|to blame|caused|wrong|right|remed(?:y|ies)|outcome|how it (?:will )?ends?|paid|will pay|owed|due|accepted|approved)\b",
    _I,
)
# "Offer the check and nothing else": the kinds named are those that it leaves.
_NOTHING_ELSE = re.compile(
    r"\bnothing (?:else|but|except|other than|apart from|besides|beyond|more|further)\b|\bpromise only\b", _I
)


def _waits(gate: Term, case: Situation, before: str) -> bool:
    words = _AWAITED.search(_whole(gate))
    awaited = _GIVEN.sub(" ", before) or (words[1] if words else gate.quote)
    heading = re.sub(r"\d", "", gate.section.rsplit(" > ", 1)[-1])
    fact = about(awaited, case.facts, case.alike, least=0.5) or about(
        f"{awaited} {heading}", case.facts, case.alike, least=0.6
    )
    lacking = [paper.group() for fact in case.facts if fact.denies and (paper := _PAPERS.search(fact.name)) is not None]
    if stems(" ".join(lacking)) & stems(before):
        return True  # "two photos are needed; until both are here ...", of a case without photos
    runs = _WHAT_RUNS.match(before)
    if fact is None and runs is not None:
        fact = about(runs["what"], case.facts, case.alike, least=0.5)
    thing = _WHAT_ENDS.match(awaited) or _LOOKED_AT.match(before)
    told = _called(thing["what"], case) if thing is not None else None
    if told is not None:
        fact, runs = told, thing
    named = stems(runs["what"].split()[-1]) if runs is not None else stems(FORMAL.sub(" ", f"{awaited} {heading}"))
    # "chargeback" is not "charge": a gate is open only where a fact uses one of its very words; a fact on a parcel says
    # nothing of a review of parcels.
    if fact is None or not (overlap(named, fact.words) if runs is not None else named & fact.words):
        return False
    if re.search(r"\bwhile\b", _whole(gate), _I) and not fact.denies:
        return bool(re.search(r"open|started|running|under way|in progress", fact.text, _I)) or fact.day is not None
    if re.match(r"(?:no|none|never)\b(?! (?:received|yet))", fact.text, _I) or _DONE_ON.search(fact.text):
        return False  # "chargeback: none open", "venue check: seat not given, confirmed 2026-09-14"
    return pending_words(fact.text) or bool(
        re.search(r"\bopened\b|\bopen\b|under way|in progress|not finished", fact.text, _I)
    )


_DONE_ON = re.compile(
    r"(?<!not )(?<!yet )(?<!be )\b(?:approved|accepted|decided|confirmed|finished|completed|ended|verified|closed)\b[^;]{0,40}?\b\d{4}-\d\d-\d\d$",
    _I,
)


_RULING = re.compile(
    r"\b(?:decid\w*|decision|check\w*|review\w*|assess\w*|examin\w*|approv\w*|inspect\w*|judg\w*|ruling|rules)\b", _I
)
_RULED = re.compile(
    r"\b(?:approved|accepted|decided|confirmed|finished|completed|ended|verified|passed|upheld|granted|judged|found)\b",
    _I,
)
_OF_OLD = re.compile(r"\b(?:order|booking|account|identity|holder|first|previous|earlier)\b", _I)


def _called(thing: str, case: Situation) -> Fact | None:
    """The fact that is called by the last word of a thing: of "the check" `driver check`."""
    last = stems(thing.rsplit(maxsplit=1)[-1])
    return next((fact for fact in case.facts if last and overlap(last, stems(fact.name.split()[-1]))), None)


# "The trial is 120 nights in the UK and 100 nights in Spain", "The guarantee lasts 24 months"
_LASTS = re.compile(
    r"^(?:the|our|your|this|each|every|an?) (?:[\w-]+ ){0,3}?(?P<what>trial|guarantee|warranty|test period|cooling[- ]off period|return period|cover) (?:period )?(?:(?:for|on|of) [a-z][a-z ,-]{2,60}? )?(?:is|lasts|runs|holds)(?: for)? (?=\d)",
    _I,
)
_SO_LONG = re.compile(r"(?P<n>\d{1,4}) (?:calendar )?(?P<unit>day|night|week|month|year)s\b", _I)
_HOW_FAR = r"\b(?:{unit}s?) (?:of (?:the )?(?:request|message|return|complaint|use)|since|used|slept|had)\b|\b(?:{unit}s) (?:of the )?(?:trial|so far)\b"
_DAYS = {"day": 1, "night": 1, "week": 7, "month": 30.44, "year": 365.25}
_CAME = re.compile(r"\b(?:deliver\w*|received|arriv\w*|bought|purchas\w*|installed|fitted|collected)\b", _I)


_PLACE_TOLD = re.compile(r"\b(?:region|market|country|area|site|land|zone|deliver(?:y|ed) (?:to|country))\b", _I)


def _own_place(quote: str, starts: Sequence[int], case: Situation) -> int | None:
    """Which of several figures is the customer's: by the own tier or region, else the one figure behind which a place stands that a
    fact names."""
    own = own_figure(quote, case.active, starts)
    if own is not None:
        return own
    told = " ".join(f.text for f in case.facts if _PLACE_TOLD.search(f.name))
    found = [
        index
        for index, (start, end) in enumerate(zip(starts, [*starts[1:], len(quote)], strict=True))
        if any(re.search(rf"\b{name}\b", told) for name in re.findall(r"\b[A-Z][A-Za-z]+\b", quote[start:end]))
    ]
    return found[0] if len(found) == 1 else None


def _run_out(term: Term, case: Situation) -> bool:
    """Whether the time for which a clause says that a trial or a guarantee lasts is over: by a fact that counts how far it is, else
    from the one day on which the thing came."""
    what = _LASTS.match(term.quote)
    figures = list(_SO_LONG.finditer(term.quote, what.end())) if what is not None else []
    place = _own_place(term.quote, [found.start() for found in figures], case) if len(figures) > 1 else 0
    if not figures or place is None:
        return False
    return _gone_by(figures[place], case)


_GUARANTEE = re.compile(r"\b(?:guarantee|warranty|cover)\b", _I)


def guarantee_over(row: Term, case: Situation) -> bool:
    """Whether the guarantee that a row gives in plain months ("UK: 12 months | EU: 24 months | Remedy: repair") is over for this
    customer; where it sets several, the one under the place that a fact names counts."""
    if not _GUARANTEE.search(f"{row.section} {row.quote} {re.sub(r'[^a-zA-Z]+', ' ', row.path)}"):
        return False
    told = " ".join(f.text for f in case.facts if _PLACE_TOLD.search(f.name))
    spans = [(name, found) for name, value in row.cells if (found := _SO_LONG.fullmatch(value.strip())) is not None]
    if len(spans) > 1:
        spans = [(name, found) for name, found in spans if re.search(rf"\b{re.escape(name)}\b", told)]
    return len(spans) == 1 and _gone_by(spans[0][1], case)


def _gone_by(figure: re.Match[str], case: Situation) -> bool:
    """Whether a stretch of time is over: by a fact that counts how far it is, else from the one day on which the thing came."""
    unit, most = figure["unit"].lower(), int(figure["n"])
    told = [f for f in case.facts if f.number is not None and re.search(_HOW_FAR.format(unit=unit), f.name, _I)]
    if told:
        return all(f.number is not None and f.number > most for f in told)
    came = {f.day for f in case.facts if f.day is not None and _CAME.search(f.name)}
    deeds = [f.day for f in case.facts if f.day is not None and not _CAME.search(f.name)]
    if len(came) != 1:
        return False
    begun = came.pop()
    until = min([case.received_on, *(day for day in deeds if day > begun)])
    return (until - begun).days > most * _DAYS[unit] * 1.01 + 1


# `guarantee_end: 2026-11-12`; "trial ended by the customer" says who gave up, and not that the time is over.
_ENDS_ON = re.compile(
    r"\b(?P<what>guarantee|warranty|trial)(?: period)? (?:end(?:s|ed)?|until|expir\w+|valid (?:to|until)|ran out|runs out)\b(?! by)",
    _I,
)


def _over_by_a_fact(case: Situation) -> str | None:
    """What a fact says ended before the customer came with the matter: "guarantee" or the like; None where none does."""
    for fact in case.facts:
        ends = _ENDS_ON.search(fact.name)
        if ends is not None and fact.day is not None and fact.day < case.received_on:
            return ends["what"].lower()
    return None


def closed_documents(terms: Sequence[Term], case: Situation) -> dict[str | tuple[str, str], Term]:
    """Documents (or sections) whose own time limit for the customer has passed, with the clause that sets it.

    A limit without a condition of its own closes the remedies of its section, and those of its whole document where it
    is a limit for reporting or returning anything at all.
    """
    closed: dict[str | tuple[str, str], Term] = {}
    over = _over_by_a_fact(case)
    for term in terms:
        if over is not None and not term.standing.internal and over in term.path.lower() and applies(term, case):
            closed.setdefault(term.path, term)
        if not term.standing.internal and not term.condition and _LASTS.match(term.quote):
            if applies(term, case) and _run_out(term, case):
                closed.setdefault(term.part if _of_its_section(term) else term.path, term)
            continue
        if term.window is None or term.standing.internal or term.mode not in {"window", "requirement"}:
            continue
        if not applies(term, case) or not window_closed(term, case):
            continue
        if term.condition and case.answer(term.condition).answer in {
            "unmet",
            "open",
        }:
            continue
        closed.setdefault(term.part, term)
        if term.condition is None and _ANYTHING_REPORTED.search(term.quote):
            closed.setdefault(term.path, term)
    return closed


def _of_its_section(term: Term) -> bool:
    """Whether the guarantee that a clause speaks of is its section's ("4. Settling-in cover for plants") and not its document's."""
    named = _LASTS.match(term.quote)
    if named is None or " > " in term.section:
        return False
    what = stems(named["what"])
    return overlap(what, stems(term.section)) > 0 and not overlap(what, stems(re.sub(r"[^a-zA-Z]+", " ", term.path)))


def in_time(candidate: Candidate, closed: dict[str | tuple[str, str], Term]) -> Candidate:
    """Ruled out where a time limit of its section or document has passed."""
    term = closed.get(candidate.term.part) or closed.get(candidate.term.path)
    if term is None or candidate.kind in {"contact", "escalation"}:
        return candidate
    if candidate.term.id == term.id and (term.window is not None or _LASTS.match(term.quote)):
        return candidate  # a limit is judged by itself
    if _FOR_THE_LATE.search(candidate.term.condition or "") or _AFTERWARDS.search(candidate.term.quote):
        return candidate  # "if it arrives late but no later than 60 days after the end"
    return replace(candidate, answer="unmet", reason=term.quote)


# "After the end of the guarantee we offer a paid repair"
_AFTERWARDS = re.compile(
    r"\b(?:after|once|when|beyond|outside) (?:the end of )?(?:the|its|this|your) (?:trial|guarantee|warranty|cover|return period)\b|\bout of (?:guarantee|warranty)\b",
    _I,
)
_FOR_THE_LATE = re.compile(
    r"\b(?:late|later than that|too late|after (?:that|this) (?:time|limit|date|period))\b[^;]*\b(?:but|and) (?:no|not) (?:later|more) than\b",
    _I,
)
