"""What the customer has to bring: papers that policy requires, and facts that are noted as lacking."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.conditions import compare
from assistant.facts import Fact, overlap, pending_words, stems
from assistant.planning.lacking import FROM_CUSTOMER, LACKING, NAMELESS, bare, called, in_the_clause, lacks, named
from assistant.planning.material import Material, top_passages
from assistant.remedies import Candidate, applies
from knowledge.terms import Term
from knowledge.terms.numbers import count
from knowledge.terms.people import CUSTOMER

_I = re.IGNORECASE


def needs_from(material: Material, chosen: Sequence[Candidate]) -> tuple[tuple[str, ...], list[Term]]:
    """What the customer has to bring: papers that policy requires and facts that are noted as lacking."""
    top = set(top_passages(material, 6)) | {c.term.passage for c in chosen}
    questions = [
        called(fact, material, top) if lacks(fact) else _as_wanted(fact, material, top)
        for fact in material.case.facts
        if lacks(fact) or _lacks_what_a_clause_wants(fact, material, top)
    ]
    needs: list[tuple[Term, str, list[Fact]]] = []
    for term in sorted(material.terms, key=lambda t: -material.relevance.get(t.passage, -9.0)):
        need = _required(term, material, top)
        if need is None:
            continue
        rest = _still_to_bring(need, material.case.facts)
        if rest is not None:
            here = [f for f in material.case.facts if _names(f, rest)]
            if not any(_says_the_same(rest, other) or any(f in facts for f in here) for _, other, facts in needs):
                needs.append((term, rest, here))
            continue
        lacking = [f for f in material.case.facts if LACKING.search(f.text) and _names(f, need)]
        known = [
            f
            for f in material.case.facts
            if overlap(stems(need), stems(f.name)) and not f.denies and not pending_words(f.text)
        ]
        near = material.relevance.get(term.passage, -9) >= max(material.relevance.values()) - _NEAR
        asked = [f for _, _, facts in needs for f in facts]
        # Of two clauses that ask for the same thing the one of the nearer page names it.
        if any(_says_the_same(need, other) for _, other, _ in needs):
            continue
        if (lacking and not all(f in asked for f in lacking)) or (not lacking and not known and near):
            needs.append((term, need, lacking))
    needs += [
        (term, paper, [])
        for term, paper in _awaited(chosen)
        if not any(_says_the_same(paper, said) for said in [*questions, *(need for _, need, _ in needs)])
    ]
    for _, need, lacking in needs:
        told = {called(f, material, top) for f in lacking if lacks(f)}
        questions = [q for q in questions if q not in told and not _says_the_same(q, need)]
        questions.append(need)
    return tuple(dict.fromkeys(questions))[:3], [term for term, _, _ in needs]


_NEAR = 1.0  # how much further than the nearest page a page may lie whose papers are asked for without a fact


_COMES_IN = re.compile(
    r"(?:receiving|(?:the )?receipt of|(?:the )?arrival of|sight of|presentation of|production of) (?P<first>[^,.;]{4,60})|"
    r"(?P<then>(?:the|your|an?|both|all|two|three) [^,.;]{3,50}?) (?:has|have|is|are) (?:reached us|arrived|come in|been received|received|in|here|with us)",
    _I,
)
# What the customer has sent by writing to us at all
_IS_HERE = re.compile(
    r"\b(?:reports?|claims?|messages?|requests?|complaints?|notice|letter|goods|items?|returns?|list|them|both|all)$",
    _I,
)


def _awaited(chosen: Sequence[Candidate]) -> list[tuple[Term, str]]:
    """The papers for which what is offered still waits ("within 10 days of receiving the itemised invoice")."""
    found = []
    for candidate in chosen:
        told = _COMES_IN.match(candidate.waits_for or "")
        paper = (told["first"] or told["then"]).strip() if told is not None else ""
        if not paper or not FROM_CUSTOMER.search(paper) or _IS_HERE.search(paper) or _NOT_BROUGHT.search(paper):
            continue
        found.append((candidate.term, paper))
    return found


def _required(term: Term, material: Material, top: set[str]) -> str | None:
    """What a clause asks a customer like this one to bring, None where it asks for nothing."""
    if (
        term.mode != "requirement"
        or term.standing.internal
        or not (term.passage in top or any(_spoken_of(term, f) for f in material.case.facts))
        or not applies(term, material.case)
        or re.match(r"(?:say|do not|never|tell|give|quote|explain)\b", term.quote, _I)
    ):
        return None
    threshold = compare(term.quote, material.case.facts, material.case.alike)
    if threshold is not None and threshold.answer == "unmet":
        return None  # "for a claim above 200 EUR", of a claim of 90
    need = needed(term)
    if need is None or not FROM_CUSTOMER.search(need) or _NOT_BROUGHT.search(need):
        return None
    return need


# Where a list of papers is cut: before the next article or number, outside brackets.
_NEXT_PAPER = re.compile(r"(?:,? and |, )(?=(?:an?|the|your|one|two|three|four|\d) [^()]*(?:\(|$))")
# "Two photos, one of the plant and one of its roots": no more papers than two.
_ONE_OF_THEM = re.compile(r"\b(?:two|both|three) [a-z]+, one of\b", _I)
_MANY_OF = re.compile(r"(?P<many>two|three|four|five|\d) (?P<what>[a-z]+s\b.*)", _I)


def _still_to_bring(need: str, facts: Sequence[Fact]) -> str | None:
    """Of several papers that a clause needs together those that are not here yet, where the facts tell of one that is here
    and of one that is not; None where they do not, or the clause needs a single paper."""
    papers = _NEXT_PAPER.split(need)
    if len(papers) < 2 or _ONE_OF_THEM.search(need):
        return None
    left = [_lacking_of(paper, facts) for paper in papers]
    if not any(told is not None for told in left) or "" not in left:
        return None
    asked = [paper if told is None else told for paper, told in zip(papers, left, strict=True) if told != ""]
    return " and ".join(filter(None, (", ".join(asked[:-1]), asked[-1]))) if asked and any(left) else None


def _lacking_of(paper: str, facts: Sequence[Fact]) -> str | None:
    """What of a paper, or of a number of them, is not here yet; "" where all is, None where no fact tells."""
    named = stems(re.sub(r"\(.*", "", paper)) - NAMELESS
    told = [f for f in facts if (own := stems(bare(f.name)) - NAMELESS) and overlap(own, named) == len(own)]
    if not told:
        return None
    if any(f.denies or pending_words(f.text) or LACKING.search(f.text) for f in told):
        return paper
    many = _MANY_OF.match(paper)
    here = next((f.number for f in told if f.number is not None), None)
    if many is None or here is None:
        return ""
    lacking = count(many["many"]) - int(here)
    if lacking <= 0:
        return ""
    return f"the other {'one' if lacking == 1 else lacking} of the {many['many']} {many['what']}"


def _spoken_of(term: Term, fact: Fact) -> bool:
    """Whether a requirement of a page further away is about what a fact lacks: two words of it stand in the clause."""
    return fact.denies and overlap(fact.words, stems(term.quote)) >= _LEAST_SHARED


_LEAST_SHARED = 2


def _names(fact: Fact, need: str) -> bool:
    """Whether a fact is about what a clause needs: most words of its name, or of its value, stand there."""
    wanted = stems(need)
    return any(
        words and 2 * overlap(words, wanted) >= len(words)
        for words in (stems(bare(fact.name)) - NAMELESS, stems(LACKING.sub("", fact.text)))
    )


def _says_the_same(question: str, need: str) -> bool:
    words = stems(question)
    return 2 * overlap(words, stems(need)) >= len(words)


# "Once the employer's letter has reached us", "is returned on sight of a certificate": what has to come from outside.
_HAS_TO_COME = re.compile(
    r"\b(?:reach(?:es|ed)?|(?:is|are|been) (?:here|with us|produced|shown|sent|handed in|given)|produc(?:es?|tion)|on (?:sight|receipt|presentation) of|against|contains?|sends?|shows? us|hands? in|submits?|brings?|needs?|needed|required|must)\b",
    _I,
)
_NOT_IN_THE_FILE = re.compile(
    r"(?:none|no \w+|not (?:\w+ )?)\b ?(?:on|in) (?:the |our )?(?:file|record)\b|not (?:yet )?(?:received|shown in|given|here)\b",
    _I,
)


def _lacks_what_a_clause_wants(fact: Fact, material: Material, top: set[str]) -> bool:
    """Whether a fact says that a thing is not on file of which a near clause says that it has to come."""
    named = stems(re.sub(r"\b(?:our|your)\b", " ", bare(fact.name))) - NAMELESS
    return (
        bool(named)
        and _NOT_IN_THE_FILE.match(fact.text) is not None
        and any(
            term.passage in top
            and not term.standing.internal
            and overlap(named, stems(term.quote)) == len(named)
            and _HAS_TO_COME.search(term.quote) is not None
            and applies(term, material.case)
            for term in material.terms
        )
    )


def _as_wanted(fact: Fact, material: Material, top: set[str]) -> str:
    """What is asked for of which a clause says that it has to come: a paper, or else what the customer knows of it."""
    if not FROM_CUSTOMER.search(fact.name) and re.match(r"not (?:shown|given|known|stated)\b", fact.text, _I):
        return f"which {bare(fact.name)} you have"
    return in_the_clause(fact, material, top) or named(fact.name)


# What a clause "needs" of us: a check, a decision, time.
_NOT_BROUGHT = re.compile(
    r"^(?:an? |the )?(?:\w+ )?(?:review|check|decision|approval|inspection|assessment|test|up to|time)\b|\bstate the\b",
    _I,
)


# What follows on the thing that is sent: when, why, and what is said with it.
_NOT_SENT = re.compile(
    r"\b(?:before|within|until|so that|otherwise|because)\b|,? and (?:says|tells|states|explains|describes)\b", _I
)


def needed(term: Term) -> str | None:
    """What a requirement asks the customer for, as a noun phrase: "two photos: one of the damage and one of the label"."""
    text = re.sub(r"\s+", " ", term.quote).strip().rstrip(".;")
    patterns = (
        r"^(?:(?:for|if|when|where|in) [^,]{3,60}?(?:, | (?=(?:an?|the|two|three|one) )))?(?P<what>[^.;]{3,110}?) (?:is|are) (?:also )?(?:needed|required|necessary)(?P<more>:[^.;]{3,120})?",
        r"\b(?:needs?|requires?)(?: to have)?:? (?P<what>(?!to\b)[^.;]{5,140})",
        r"\b(?:must|has to|have to|needs to) (?:provide|send|show|enclose|attach|give|produce|bring|supply|state|upload|submit|sign|include)(?: us)? (?P<what>[^.;]{4,110})",
        rf"^(?:{CUSTOMER}) (?:gives?|tells?) (?:us )?(?P<what>(?:the|a|an|two|three|both|their|your)\b[^.;]{{4,110}})",
        r"\b(?:sends?|send us|shows?|brings?) (?P<what>(?:the|a|an|two|three|at least|both|their|your)\b[^.;]{4,110})",
        r"\bask (?:the \w+ )?for (?P<what>[^.;]{4,90})",
        rf"\b(?:{CUSTOMER}) (?:is|are) asked for (?P<what>[^.;]{{4,90}})",
        r"\b(?:against|on production of|on presentation of|with) (?P<what>(?:the |a )?(?:receipts?|proof|certificate|photo id)[^.;]{0,60})",
    )
    for pattern in patterns:
        match = re.search(pattern, text, _I)
        if match:
            what = match["what"] + (match.groupdict().get("more") or "")
            if re.match(r"\w", text[match.end() :]):
                what = what.rpartition("," if "," in what else " ")[0]  # longer than is asked for in one breath
            return _NOT_SENT.split(what)[0].strip(" ,:")
    return None
