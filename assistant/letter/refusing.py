"""What cannot be promised, with a reason that a customer can accept."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import retelling
from assistant.asks import Ask
from assistant.case import Reading
from assistant.letter.concern import tellable
from assistant.letter.promising import POINTS_ELSEWHERE
from assistant.letter.wording import joined
from assistant.phrases import Phrases
from assistant.planning import Decision
from assistant.voice import lower_first, to_reader, upper_first
from knowledge.terms import Term
from knowledge.terms.model import Kind

_I = re.IGNORECASE
# An answer or a check is never what we cannot promise.
_REFUSABLE: frozenset[Kind] = frozenset({"refund", "replacement", "repair", "fee_waiver", "change"})

# A reason that points at a sentence nobody sees, or that speaks to the desk.
_DANGLES = re.compile(r"(?:it|they|this|that|these|those|he|she|such|until then|before that)\b", _I)

_TO_STAFF = re.compile(
    r"\bnobody\b|,? (?:and )?(?:say|tell|name|state|promise|offer|call|quote) (?:that|so|the|no|neither|nothing|it)\b",
    _I,
)


def refusal_sentences(reading: Reading, decision: Decision, phrases: Phrases, asks: Sequence[Ask]) -> tuple[str, ...]:
    """What cannot be promised, each with a reason that a customer can accept."""
    lines: list[str] = []
    if decision.hold == "contradiction":
        lines.append(phrases.say("decline", "contradiction"))
    elif decision.hold == "no_policy":
        lines.append(phrases.say("decline", "no_policy"))
    else:
        lines += _declined_lines(decision, phrases, asks)
    signals = reading.signals
    if "injection" in signals:
        lines.append(phrases.say("decline", "aside"))
    if "precedent_claim" in signals and decision.plan.declined:
        lines.append(phrases.say("decline", "precedent"))
    if "review_threat" in signals:
        lines.append(phrases.say("decline", "review"))
    return tuple(dict.fromkeys(lines))


def _declined_lines(decision: Decision, phrases: Phrases, asks: Sequence[Ask]) -> list[str]:
    lines: list[str] = []
    told_reasons: set[str] = set()
    by_text = {ask.text: ask for ask in asks}
    offered = {remedy.kind for remedy in decision.plan.remedies}
    for declined in decision.plan.declined[:2]:
        ask = by_text.get(declined.ask)
        if ask is None:
            continue
        if phrases.language != "en":
            kinds = [phrases.say("kinds", kind) for kind in ask.kinds[:1] if phrases.has("kinds", kind)]
            lines.append(
                upper_first(phrases.say("decline", "plain", ask=joined(kinds, "") or phrases.say("kinds", "other")))
            )
            break
        term = decision.terms.get(declined.term or "")
        if term is not None and term.id in told_reasons:
            continue
        reason = _reason(term)
        if reason is None and offered & set(ask.kinds):
            continue  # some of it is offered: "I can't promise a refund" beside a refund would be misread
        if term is not None:
            told_reasons.add(term.id)
        told = tellable(ask)
        if told is None:
            names = [phrases.say("kinds", kind) for kind in ask.kinds[:1] if kind in _REFUSABLE]
            told = f"for {names[0]}" if names and not reason else None
            if retelling.names_sum(ask.told):
                told = "for the sum that you name"
        if told is None and reason is None:
            continue
        if told is None:
            lines.append(f"{upper_first(reason or '')}.")
            continue
        key = "reason" if reason else "plain"
        lines.append(phrases.say("decline", key, ask=_promised(told), reason=reason or ""))
    return lines


def _promised(told: str) -> str:
    """An ask as it follows "I can't promise ": "you the $64", "to restore it", "that it can be fixed"."""
    if told.startswith("about "):
        return f"anything {told}"
    done = re.match(r"(?:for (?P<thing>.+?) )?to (?P<deed>be .+)", told)
    if done:
        return f"that {done['thing'] or 'you'} can {done['deed']}"
    if told.startswith("for "):
        thing = told[4:]
        return thing if re.match(r"(?:that|to)\b", thing) else f"you {thing}"
    # After "or" a second verb would stand alone and read as an offer.
    return re.sub(r"^us to ", "to ", re.split(r"\s+or\s+(?=\w+ (?:you|your|us)\b)", told)[0])


def _reason(term: Term | None) -> str | None:
    """The clause that refuses, in words for the reader."""
    if term is None or term.cells or POINTS_ELSEWHERE.search(term.quote):
        return None
    if term.window is not None:
        text = to_reader(term.quote)
        return f"{lower_first(text)}, and your request came after that" if text and len(text.split()) <= 24 else None
    text = to_reader(re.sub(r"^[-–*•]\s*", "", term.quote))
    if text is None or _DANGLES.match(text) or _TO_STAFF.search(text) or text.endswith(":"):
        return None
    if not 3 <= len(text.split()) <= 30:
        return None
    if text[:1].islower() or not re.search(
        r"\b(?:not|no|never|cannot|only|final|without|isn't|aren't|don't|doesn't)\b", text, _I
    ):
        plain = len(text.split()) <= 14 and not re.search(
            r"\b(?:no|not|nothing|never|is|are|may|must|will)\b", text, _I
        )
        return f"we do not offer {lower_first(text)}" if plain else None
    return lower_first(text)
