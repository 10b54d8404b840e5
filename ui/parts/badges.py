"""Words and tones: each verdict, state and level has a word, and the colour only repeats it. Pure."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from assistant import Case, CaseState, Commitment, Promise, PromiseState, Standing, Verdict
from ui.parts.text import escape, relative, words

Tone = Literal["ok", "warn", "bad", "quiet", "accent"]

VERDICTS: dict[Verdict, tuple[str, Tone]] = {
    "supported": ("Supported", "ok"),
    "needs_authority": ("Needs authority", "warn"),
    "too_much": ("Too much", "bad"),
    "too_soon": ("Too soon", "bad"),
    "unsupported": ("Not in policy", "bad"),
    "forbidden": ("Forbidden", "bad"),
    "unproven": ("Not proven", "bad"),
    "absolute": ("Absolute", "bad"),
    "liability": ("Admits liability", "bad"),
    "vague": ("Vague", "warn"),
    "withheld": ("Owed, not offered", "bad"),
    "missing_part": ("Part missing", "warn"),
    "internal_source": ("Internal source", "warn"),
    "stale_source": ("Source out of force", "warn"),
    "contradiction": ("Sources disagree", "warn"),
    "injection": ("Instruction found", "warn"),
}
_WORST: tuple[Tone, ...] = ("quiet", "accent", "ok", "warn", "bad")
# These say something, but commit the company to nothing.
_NO_PROMISE = {"decline": "Declines", "policy_statement": "States policy", "hedged": "No commitment"}

STATES: dict[CaseState, tuple[str, Tone]] = {
    "received": ("Received", "quiet"),
    "needs_answers": ("Needs answers", "warn"),
    "drafted": ("Drafted", "accent"),
    "in_review": ("In review", "accent"),
    "following_up": ("Following up", "accent"),
    "resolved": ("Resolved", "ok"),
}
SEVERITIES: dict[str, tuple[str, Tone]] = {
    "safety": ("Safety", "bad"),
    "stopped": ("Standstill", "bad"),
    "financial": ("Money", "quiet"),
    "service": ("Service", "quiet"),
    "minor": ("Minor", "quiet"),
}
PROMISES: dict[PromiseState, tuple[str, Tone]] = {
    "open": ("Open", "accent"),
    "kept_early": ("Kept early", "ok"),
    "kept": ("Kept", "ok"),
    "late": ("Kept late", "warn"),
    "broken": ("Missed", "bad"),
    "released": ("Released", "quiet"),
}


def badge(word: str, tone: Tone = "quiet", *, title: str = "") -> str:
    """A word in a coloured frame, as HTML."""
    hint = f' title="{escape(title)}"' if title else ""
    return f'<span class="am-badge am-{tone}"{hint}>{escape(word)}</span>'


def verdict_of(commitment: Commitment) -> tuple[str, Tone]:
    """The word and tone of a commitment; what commits to nothing is quiet unless something is wrong with it."""
    if commitment.type in _NO_PROMISE and commitment.verdict in {None, "supported"}:
        return _NO_PROMISE[commitment.type], "quiet"
    if commitment.verdict is None:
        return "Not judged", "quiet"
    return VERDICTS[commitment.verdict]


def worse(one: Tone, other: Tone) -> Tone:
    """The graver of two tones."""
    return max(one, other, key=_WORST.index)


def state_badge(case: Case) -> str:
    """Where the case stands, as HTML."""
    return badge(*STATES[case.state])


def severity_badge(case: Case) -> str:
    """How grave the complaint is, as HTML; empty before it was read."""
    if case.proposal is None:
        return ""
    return badge(*SEVERITIES[case.proposal.reading.severity])


def promise_badge(promise: Promise, today: dt.date, standing: Standing | None = None) -> str:
    """How a promise stands, in words, as HTML: its end, or how far its day is, and whether it is at risk."""
    if promise.state != "open":
        return badge(*PROMISES[promise.state])
    days = (promise.due - today).days
    if standing is not None and standing.state == "at_risk":
        return badge(f"At risk, {relative(promise.due, today)}", "warn", title=standing.why)
    return badge(relative(promise.due, today).capitalize(), "bad" if days < 0 else "warn" if days <= 1 else "quiet")


def source_badges(*, in_force: bool, internal: bool, past_case: bool) -> str:
    """What a passage is worth: in force or not, internal, a past case; as HTML."""
    chips = [badge("In force", "ok") if in_force else badge("Not in force", "warn")]
    if internal:
        chips.append(badge("Internal: not to be quoted", "warn"))
    if past_case:
        chips.append(badge("Past case"))
    return " ".join(chips)


def reading_chips(case: Case) -> str:
    """State, severity, feeling, asks and signals in one row, as HTML."""
    chips = [state_badge(case), severity_badge(case)]
    if case.proposal is not None:
        reading = case.proposal.reading
        chips.append(badge(reading.feeling.capitalize()))
        chips += [badge(words(signal).capitalize(), "warn") for signal in reading.signals]
        chips.append(badge(case.proposal.language.upper(), title="The language of the letter"))
    return f'<div class="am-row">{" ".join(chip for chip in chips if chip)}</div>'
