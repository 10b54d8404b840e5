"""A sentence that sets two deeds apart: where it is cut, and what "in that case" points back to. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.terms.clauses import Clause, take_apart
from knowledge.terms.kinds import names_kinds
from knowledge.terms.people import COMPANY_ACTS, CUSTOMER

_I = re.IGNORECASE
# "The guest may have the price and the booking fee refunded within 8 days": two things and one deed.
_HAVE_DONE = re.compile(
    r"\b(?:have|has|had|gets?) (?:(?:the|an?|its|their|any|all|half) (?:[\w-]+ ){1,4})?(?:[\w-]+),? and (?:(?:the|an?|its|their|any|all|half) )?(?:(?!(?:is|are|will|was|were)\b)[\w-]+ ){1,4}?"
    r"(?:refunded|credited|waived|reimbursed|returned|paid back|replaced|repaired|sent back)\b",
    _I,
)
# "Within 10 days of the member's choice" says from when its time runs.
CHOOSES = re.compile(
    r"\b(?:choos\w+|picks? (?:one|between|from)|one of (?:the )?two|(?<!'s )(?<!’s )(?<!of the )(?<!of that )(?<!of this )(?<!after the )(?<!after that )choice|either|prefers?|or, if)\b",
    _I,
)
_UNTIL_THEN = re.compile(r",? and (?=(?:until|before|till) (?:then|that|it|this)\b)", _I)
_SECOND_DEED = re.compile(
    rf",? and (?=(?:the |an? |our |we |it |they )?(?:[\w-]+ ){{0,7}}?(?:{COMPANY_ACTS})\b(?! (?:fee|charge|cost|price|deposit|sum|rate)s?\b)[^.;]{{0,60}}\b(?:within|no later than|not later than|up to|at the latest|every|in (?=\d)|by the (?=end|close|next|\w+ (?:\w+ )?day))\b)",
    _I,
)


_BY_A_TIME = r"(?:within|no later than|not later than|up to|at the latest|in)"
# "The check takes up to 3 days and the refund up to 5 days after it": one verb for both.
_GAPPED = re.compile(
    rf",? and (?=(?:the|a|an|its|their) (?:(?!(?:is|are|was|were|will|must|may|can|has|have)\b)[\w-]+ ){{1,3}}{_BY_A_TIME} (?:\d|an?\b|one\b|two\b|three\b))",
    _I,
)
# "a new date is offered within 7 days, and the credit in the table is due".
_GRANT_TOO = re.compile(
    r", and (?=(?:the|a|an|any|all|no) (?:[\w-]+ ){1,9}(?:is|are) (?:due|owed|refunded|credited|waived|reimbursed|replaced|returned)\b)",
    _I,
)
# "The customer is told in writing and the money is returned", "is due, but no fee is charged": two clauses in one sentence.
_FINITE = (
    r"(?:is|are|will|may|can|cannot|must|shall|has|have|does|do|gets?|receives?|goes|go|comes?|takes?|stays|remains?|applies|apply|"
    r"ends?|stops?|follows?|falls?|begins?|starts?|pays?|owes?|costs?|counts?|moves?|runs?|lapses?|keeps?|chooses?|calls?|answers?|"
    r"decides?|replies|reply|arranges?|offers?|sends?|refunds?|credits?|waives?|replaces?|repairs?|contacts?|writes?|rings?|checks?|telephones?)"
)
_TWO_CLAUSES = re.compile(
    r"(?P<comma>[,;])? (?:and|but)(?: (?:also|then|that))? "
    rf"(?=(?:(?:the|an?|its|their|our|your|his|her|any|all|no|half|each|every|this|that|these|those|both|one|two|what|[$€£]\d[\d.,]*) (?:(?!(?:{_FINITE}|and|or|if|when|where|who|which|that)\b)[\w'’/-]+ ){{0,7}}"
    rf"|(?:we|it|they|he|she|you|nothing|nobody|everything|all|neither) |[a-z-]+s |[A-Z][\w-]+ (?:[A-Z][\w-]+ ){{0,3}}){_FINITE}\b)",
)
# Wherever a sentence is cut, one of these stands.
_AND = re.compile(r" (?:and|but)\b", _I)
_MAIN_VERB = re.compile(rf"\b{_FINITE}\b", _I)
_OPEN = re.compile(
    r"\b(?:if|when|where|unless|until|once|after|before|because|that|who|which|whose|while|as|whether)\b", _I
)
_SAME_CASE = re.compile(
    r"(?:in (?:that|this|such a|either|the (?:same|latter|former)) case|if so|then),? (?=[a-zà-ÿ])", _I
)


def in_that_case(clause: Clause) -> Clause:
    """A clause that begins with "In that case", without these words; the case is the one before it."""
    lead = _SAME_CASE.match(clause.text)
    if lead is None:
        return clause
    return clause._replace(start=clause.start + lead.end(), text=clause.text[lead.end() :], same_case=True)


def halves(clause: Clause) -> tuple[Clause, Clause | None]:
    """A sentence that sets two deeds apart, each with its subject and the second with its own time ("the price is
    refunded within 7 days, and the manager calls the guest within 3 days"), or a deed and what is not done before it."""
    if not _AND.search(clause.text) or CHOOSES.search(clause.text) or _HAVE_DONE.search(clause.text):
        return clause, None  # one choice, however many deeds there are to choose from
    held = _UNTIL_THEN.search(clause.text)
    if held is not None and names_kinds(clause.text[: held.start()]):
        return _cut(clause, held)
    for match in _SECOND_DEED.finditer(clause.text):
        head, tail = clause.text[: match.start()], clause.text[match.end() :]
        named = re.match(r"(?:the|an?|our|we|it|they|[A-Z])\b", tail) or (
            re.search(r"\b(?:within|no later than|at the latest|by the)\b", head)
            and (
                re.match(r"[a-z]+ (?:[\w ]{0,30} )?(?:is|are|will be)\b", tail)
                or (
                    re.match(rf"(?:then |also |is |are )*(?:{COMPANY_ACTS})", tail, _I)
                    and not re.match(CUSTOMER, take_apart(head).main, _I)
                    and not set(names_kinds(head)) & set(names_kinds(tail))
                )
            )
        )
        if (
            not named
            or not names_kinds(head)
            or len(head.split()) < 5
            or not re.search(rf"\b(?:{COMPANY_ACTS})", take_apart(head).main, _I)
        ):
            continue
        return _cut(clause, match)
    for pattern in (_GAPPED, _GRANT_TOO):
        found = pattern.search(clause.text)
        head = clause.text[: found.start()] if found else ""
        if found is None or len(head.split()) < 4 or not names_kinds(clause.text[found.end() :]):
            continue
        if pattern is _GRANT_TOO and not re.search(
            r"\b(?:within|no later than|not later than|by the|at the latest)\b", head
        ):
            continue  # both stand under what the subject says ("a room cancelled 3 days ahead costs nothing, and ...")
        return _cut(clause, found)
    lead = take_apart(clause.text).condition or ""
    start = len(lead) if lead and clause.text.startswith(lead[:20]) else 0
    for match in _TWO_CLAUSES.finditer(clause.text, start):
        head = clause.text[start : match.start()]
        verb = _MAIN_VERB.search(head)
        if verb is None or len(head.split()) < 3 or head.count("(") > head.count(")"):
            continue
        if not match["comma"] and not _MAIN_VERB.search(re.split(r"[,:]", head)[-1]):
            continue  # the last of a list: "illness, accidents and emergencies are paid for"
        if _OPEN.search(head[verb.end() :]) and not match["comma"]:
            continue  # the second still belongs to the condition: "if the parcel is open and the seal is broken"
        if _OPEN.search(head[: verb.start()]) and not _MAIN_VERB.search(head[verb.end() :]):
            continue
        return _cut(clause, match)
    return clause, None


def pieces(clause: Clause) -> Iterator[Clause]:
    """The clauses of a sentence, each with its own deed; every later one stands under the condition of the first."""
    held = _HELD_BUT.search(clause.text)
    if held is not None:  # what is promised of it all follows on what the rest waits for
        head, tail = _parted(clause, held.start("but"), held.end("but"))
        awaited = _AWAITED.match(take_apart(clause.text).condition or "")
        yield from (head, tail._replace(shared=f"once {awaited[1]}" if awaited else ""))
        return
    first, second = halves(in_that_case(clause))
    yield first
    if second is not None:
        for later in pieces(second):
            yield later._replace(shared=later.shared or take_apart(clause.text).condition or "")


# "Until the form is here, nothing is promised except the reading of the meter, which is done within 3 days of the call."
_HELD_BUT = re.compile(
    r"\b(?:nothing|no [\w ]{3,40}?|neither [\w ]{3,40}?) (?:is|are|will be) (?:promised|offered|confirmed|said)(?: [\w ]{1,30}?)?(?P<but>,? (?:except|but|other than|beyond|apart from|save) )"
    r"(?:the|an?|our|this) [^,.;]{3,60}, which (?:is|are|takes?|comes?|follows?|ends?|will)\b",
    _I,
)


_AWAITED = re.compile(r"(?:until|before|as long as) (.+)", _I)


def _cut(clause: Clause, at: re.Match[str]) -> tuple[Clause, Clause]:
    return _parted(clause, at.start(), at.end())


def _parted(clause: Clause, start: int, end: int) -> tuple[Clause, Clause]:
    head, tail = clause.text[:start], clause.text[end:]
    return (
        clause._replace(end=clause.start + start, text=head),
        clause._replace(start=clause.start + end, text=tail, before=head),
    )
