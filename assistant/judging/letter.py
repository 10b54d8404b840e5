"""A letter as a whole: words that are not for customers, parts that are missing, what is owed and not in it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.case import COMMITTING, Commitment, Finding
from assistant.facts import stems
from assistant.judging.dollars import told_sums
from assistant.judging.grounds import Grounds, Permit, related
from assistant.judging.nearness import by_stems, words_of
from assistant.judging.sources import out_of_force
from assistant.quoting import find_quote
from knowledge.terms.kinds import MONEY_KINDS, WORD_KINDS
from knowledge.terms.measures import find_money

_I = re.IGNORECASE


def quotes(text: str, found: Sequence[Finding], grounds: Grounds) -> list[Finding]:
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
                    why=f"These words stand in {term.path}, {out_of_force(term, grounds.sent_on)}.")
        )  # fmt: skip
    return findings


_APOLOGY = re.compile(
    r"\b(?:sorry|apologi[sz]e|apolog(?:y|ies)|regret|lament\w*|siento|disculp\w*|tut mir (?:sehr )?leid|leid|entschuldig\w*|bedauer\w*|désolé\w*|excus\w*|regrett\w*|condoléances|pésame|beileid)\b",
    _I,
)


def parts(text: str) -> list[Finding]:
    if _APOLOGY.search(" ".join(text.split()[:60])):
        return []
    return [
        Finding(
            verdict="missing_part", blocking=False, why="The letter does not begin with an apology for what happened."
        )
    ]


_LEAST_TOLD = 0.4
_GIVEN = re.compile(r"\b(?:given|paid|refunded|credited|issued|sent|added|received|reimbursed)\b", _I)


def _has_sum(permit: Permit) -> bool:
    return permit.amount is not None or permit.percent is not None


def _was_given(permit: Permit, grounds: Grounds) -> bool:
    """Whether a fact tells that this very sum was given already ("35.00 GBP account credit given")."""
    if permit.amount is None:
        return False
    return any(
        _GIVEN.search(fact.text) and not fact.denies and found.money == permit.amount
        for fact in grounds.facts
        for found in find_money(fact.text)
    )


def withheld(judged: Sequence[Commitment], grounds: Grounds) -> list[Finding]:
    """What is owed without a condition and planned, but not in the letter. It blocks where a fact shows that it is owed and no
    sentence of the letter speaks of it: whoever writes of it has decided on it, and what they give is judged by itself."""
    findings = []
    offered = [c for c in judged if c.type in COMMITTING]
    choice_met = {c.term for c in offered if c.term}
    sentences = [each for each in re.split(r"(?<=[.!?:;])\s+|\n+", grounds.text) if len(each.split()) > 2]
    for permit in grounds.permits:
        if not (permit.planned and permit.owed and permit.firm) or permit.kind in WORD_KINDS:
            continue
        if permit.term.id in choice_met or any(related(c.kind, permit.kind) for c in offered):
            continue
        # Of something without a sum nobody can say that it is missing: it may stand behind another word.
        counts = (
            permit.kind in MONEY_KINDS and _has_sum(permit) and not permit.claimed and not _was_given(permit, grounds)
        )
        findings.append(
            Finding(verdict="withheld", blocking=counts and not _told(permit, sentences, grounds), term=permit.term.id,
                    why=f"The customer is owed this and the letter does not offer it: {permit.term.quote}")
        )  # fmt: skip
    return findings


def _told(permit: Permit, sentences: Sequence[str], grounds: Grounds) -> bool:
    """Whether a sentence of the letter speaks of what a permit gives, in whatever way, or names its very sum."""
    if permit.amount is not None and any(each.money == permit.amount for each in told_sums(grounds.text, grounds)):
        return True
    words = words_of(permit.term)
    said = [grounds.english(each) for each in sentences]
    mine = stems(words)
    if any(by_stems(stems(each), mine) >= _LEAST_TOLD for each in said):
        return True
    return any(float(row[0]) >= _LEAST_TOLD for row in grounds.alike(said, [words]))
