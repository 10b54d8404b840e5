"""Whether a deed that a letter claims is on record. Pure."""

from __future__ import annotations

import re

from assistant.case import Commitment
from assistant.facts import Fact, overlap, parts_of, pending_words, stems
from assistant.judging.claiming import reads_our_rules
from assistant.judging.deeds import verbs_of
from assistant.judging.grounds import Grounds, Judged
from knowledge.terms.kinds import GOODS_KINDS, MONEY_KINDS
from knowledge.terms.measures import find_dates

_I = re.IGNORECASE
_NOTED = stems("noted note recorded record logged log registered register")


_ON_RECORD = re.compile(r"\b(?:approved|confirmed|checked|reviewed|accepted|verified|examined|recorded)\b", _I)


def _shows(fact: Fact, commitment: Commitment, grounds: Grounds) -> bool:
    """Whether a fact tells of a check, for a letter in another language, of which few words are known in English."""
    checked = commitment.kind not in MONEY_KINDS | GOODS_KINDS and commitment.amount is None
    return grounds.language != "en" and checked and _ON_RECORD.search(fact.text) is not None


def _tells_of(commitment: Commitment, words: frozenset[str], fact: Fact, grounds: Grounds) -> bool:
    """Whether a fact tells the same as words about a deed that gives nothing: most of them, or its very day, for which in another
    language than English no word need be the same."""
    if commitment.amount is not None or commitment.kind in MONEY_KINDS | GOODS_KINDS:
        return False
    if fact.denies or pending_words(fact.text):
        return False
    shared = overlap(words, fact.words)
    days = {day for _, _, day in find_dates(fact.text)}
    same_day = bool(days) and any(day in days for _, _, day in find_dates(commitment.quote, near=max(days)))
    return (
        (shared >= 1 or grounds.language != "en") if same_day else shared >= 2 and shared >= _LEAST_SHARED * len(words)
    )


_LEAST_SHARED = 0.4


def _told_abroad(words: frozenset[str], fact: Fact, grounds: Grounds) -> bool:
    """Whether a fact shares most words with a letter in another language, of whose verbs the English ones are guesses."""
    return grounds.language != "en" and overlap(words, fact.words) >= _LEAST_SHARED * len(words)


def _in_its_month(quote: str, fact: Fact) -> bool:
    """Whether words name the month of a day that a fact names ("waived in March")."""
    months = {day.strftime("%B") for _, _, day in find_dates(fact.text)}
    return any(re.search(rf"\b{month}\b", quote) for month in months)


# "I have taken down your position"
_WRITTEN_DOWN = re.compile(r"\b(?:taken|written|put) down (?=(?:your|the|what|how|that|this|all)\b)", _I)


def _is_dated(words: frozenset[str], verbs: frozenset[str], fact: Fact, grounds: Grounds) -> bool:
    """Whether a fact is the very deed with its day ("cancelled on: 2026-11-14")."""
    name = stems(fact.name)
    return bool(name) and name <= words & verbs and fact.day is not None and fact.day <= grounds.sent_on


def on_record(commitment: Commitment, grounds: Grounds) -> Judged:
    """Whether the record, or the letter itself, shows a deed that the words claim."""
    quote = _WRITTEN_DOWN.sub("noted ", grounds.english(commitment.quote))
    words, verbs = stems(quote), verbs_of(quote)
    if verbs and verbs <= _NOTED and commitment.amount is None and commitment.kind not in MONEY_KINDS | GOODS_KINDS:
        return "supported", "Keeping a note of what the customer said needs no clause.", None
    if commitment.amount is None and commitment.kind not in MONEY_KINDS | GOODS_KINDS and reads_our_rules(quote):
        return "supported", "Having read our own rules needs no record; the letter tells what they say.", None
    for fact in (part for each in grounds.facts for part in parts_of(each)):
        deed = fact.key.lower().startswith("done")
        # What something costs or is called does not show that anything was done with it.
        if _tells_of(commitment, words, fact, grounds) or (
            commitment.kind not in MONEY_KINDS and _is_dated(words, verbs, fact, grounds)
        ):
            return "supported", f"The facts tell of it: {fact.line}.", None
        known = bool(fact.words & verbs) or (fact.money is None and (not verbs or _told_abroad(words, fact, grounds)))
        if not deed and not known:
            continue
        if (
            not fact.denies
            and not pending_words(fact.text)
            and overlap(words, fact.words) + _in_its_month(quote, fact)
            >= (1 if deed or _shows(fact, commitment, grounds) else 2)
        ):
            return "supported", f"On record: {fact.line}.", None
    return (
        "unproven",
        "It says that something was done, and the record does not show it; tick the deed or say what will be done.",
        None,
    )
