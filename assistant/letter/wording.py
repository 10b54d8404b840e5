"""How a letter writes sums, deadlines and lists in its language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.case import Amount, Due
from assistant.phrases import Phrases
from assistant.voice import lower_first, to_reader
from knowledge.terms.people import CUSTOMER

# Other money is written with its code: "CA$" is read by few, and "$" by itself is another's.
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}

_UNIT_NAMES = {
    "business_days": "business day",
    "days": "calendar day",
    "weeks": "week",
    "months": "month",
    "hours": "hour",
}

# "approval", "photo approval": nouns of action that stand without an article.
_BARE_EVENT = re.compile(r"(?:[a-z]+ )?[a-z]+(?:al|ion|ipt|est|ery|ture|ance|ment)(?: of [a-z ]{3,40})?$")

_DETERMINED = re.compile(
    r"(?:the|an?|your|our|this|that|these|those|each|both|all|any|every|one|two|it|they|you|we|he|she|somebody|nobody|everything|having|being|[a-z]+ing)\b|[a-z]+s\b(?! (?:is|has|was)\b)"
)

_HAPPENS = re.compile(
    r"\b(?:is|are|has|have|had|was|were|can|cannot|may|confirms?|arrives?|ends?|closes?|reach(?:es)?|asks?|agrees?|reopens?|opens?|approves?|accepts?|decides?|leaves?|comes?|came|tells?|sends?|returns?|finish(?:es)?|misses|fails|breaks|cancels|receives|gets|pays|gives|takes|begins|starts|expires|lapses|loses|signs|collects|delivers|records|finds|goes|stays|says|knows)\b"
)


def money(amount: Amount, language: str) -> str:
    """A sum as the language writes it: "$9.95", "9,95 $", "12,000 miles", "10%"."""
    if amount.value is None:
        number = f"{amount.percent:f}".rstrip("0").rstrip(".") if amount.percent is not None else ""
        return f"{number}%" if language == "en" else f"{number.replace('.', ',')} %"
    value = Decimal(amount.value)
    whole = value == value.to_integral()
    text = (
        f"{value:,.0f}"
        if whole and (amount.currency in {"miles", "points"} or value >= 1000 or whole)
        else f"{value:,.2f}"
    )
    if language != "en":
        text = text.replace(",", "\u00a0").replace(".", ",")
    if amount.currency in {"miles", "points"}:
        names = {
            "es": {"miles": "millas", "points": "puntos"},
            "de": {"miles": "Meilen", "points": "Punkte"},
            "fr": {"miles": "miles", "points": "points"},
        }
        return f"{text} {names.get(language, {}).get(amount.currency, amount.currency)}"
    sign = _SIGNS.get(amount.currency or "", f"{amount.currency} ")
    return f"{sign}{text}" if language == "en" else f"{text} {sign.strip()}"


def due_text(due: Due | None, after: str | None, phrases: Phrases) -> str:
    """A deadline with its event: " within 7 business days of the request"; "" where there is none."""
    if due is None or due.value is None:
        return ""
    if phrases.language == "en":
        name = _UNIT_NAMES[due.unit]
        text = f" within {due.value} {name}{'' if due.value == 1 else 's'}"
        return text + _event(after)
    key = due.unit if due.value != 1 or not phrases.has("due", f"{due.unit}_1") else f"{due.unit}_1"
    text = " " + phrases.say("due", key, n=str(due.value))
    event = phrases.match("after", after) if after else None
    return f"{text} {event}" if event else text


# What is left of "after the customer or somebody named by them has confirmed it" once the clause is cut, and a whole clause
# without a word that makes it an event ("two documents in force say different things").
_NO_EVENT = re.compile(
    r"(?:you|we|us|it|they|this|that|them|(?:of )?(?:being (?:asked|told|informed)|telling (?:us|you)|asking))\W*$|(?:[a-z-]+ ){1,5}?(?:say|says|differ|differs|disagree|disagrees|contradict|contradicts|speaks?|covers?|answers?)\b",
    re.IGNORECASE,
)


def _event(after: str | None) -> str:
    if not after:
        return ""
    # Where an event begins with a bare "customer", its article was left with the clause.
    event = to_reader(
        f"the {after}"
        if re.match(rf"{CUSTOMER}(?:'s)?\b", after, re.IGNORECASE) and not _DETERMINED.match(after)
        else after
    )
    if event is None or len(event.split()) > 12 or _NO_EVENT.match(event):
        return ""
    # What "it" is stands in the clause, not in the letter; the time runs from what the customer sent in.
    event = re.sub(
        r"^(?:it|this|that) (?=(?:came|comes|arrive|reach|is received|was received))",
        "your request ",
        event,
        flags=re.IGNORECASE,
    )
    if (relative := re.search(r"\b(?:on|in|from) which\b", event)) and not _HAPPENS.search(event[relative.end() :]):
        return " after the day from which our terms count"  # the clause was cut before its verb
    event = lower_first(event)
    event = re.sub(
        r"^(?=(?:end|start|beginning|day|date) of\b|"
        r"(?:decision|confirmation|performance|inspection|check|review|finding|hearing|event|assessment)$)",
        "the ",
        event,
    )
    event = re.sub(r"^(?=(?:request|claim|order|report|complaint|choice|decision to)\b)", "your ", event)
    if _BARE_EVENT.match(event) or (_DETERMINED.match(event) and not _HAPPENS.search(event)):
        return f" of {event}"
    return f" after {event if _DETERMINED.match(event) else f'the {event}'}"


def joined(parts: Sequence[str], word: str) -> str:
    """Parts as a list in a sentence: "this, that and the other"."""
    if len(parts) < 2:
        return parts[0] if parts else ""
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"
