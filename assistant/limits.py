"""The limits of a term in plain words, and what differs between two of them. Pure."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from knowledge.terms import Money, Span, Term

# How each mode begins its sentence.
_LEADS = {
    "entitlement": "The customer is owed",
    "discretion": "May be given",
    "prohibition": "Not allowed",
    "requirement": "The customer has to bring what this asks for, before",
    "gate": "Not before something else has happened",
    "window": "The customer's own time limit for",
    "authority": "May be granted",
    "deduction": "Taken off",
    "rule": "A rule about",
}
_KINDS = {
    "refund": "a refund", "replacement": "a replacement", "repair": "a repair", "credit": "a credit",
    "discount": "a discount", "fee_waiver": "a waived fee", "delivery": "a delivery", "contact": "an answer",
    "investigation": "an investigation", "escalation": "a decision by the next level", "fix": "a correction",
    "change": "a change or cancellation", "other": "what it says", "none": "what it says",
}  # fmt: skip


class Change(NamedTuple):
    """One limit that differs: what it is, what it was and is now, in words ("none" where there is no limit)."""

    what: str
    before: str
    after: str


def term_sentence(term: Term) -> str:
    """What a term gives, to whom and until when, as a sentence: its words as the program understood them."""
    if term.cells:
        row = "; ".join(f"{name}: {value}" for name, value in term.cells)
        return f"{_LEADS[term.mode]} {_given(term)}, by a row of a table ({row})."
    colon = ":" if term.mode in {"discretion", "prohibition", "gate", "authority"} else ""
    condition = term.condition or ""
    barred = term.mode == "gate" and _TILL_THEN.match(condition) is not None
    lead = f"Not {only_where(condition)}" if barred else _LEADS[term.mode]
    parts = [f"{lead}{colon} {_given(term)}"]
    if term.amount is not None:
        parts.append(("up to " if term.cap else "") + money(term.amount))
    if term.percent is not None:
        share = ("up to " if term.cap and term.amount is None else "") + percent(term.percent)
        parts.append(share + (f" of {term.of}" if term.of else ""))
    if term.due is not None:
        parts.append(("every " if term.every else "within ") + span(term.due))
    if term.window is not None:
        parts.append(f"asked for within {span(term.window)}" if term.mode != "window" else span(term.window))
    if term.authority is not None:
        parts.append(f"by a {term.authority}" + (" or above" if term.authority != "manager" else ""))
    if term.actor is not None:
        parts.append(f"done by {term.actor}")
    said = ", ".join(parts)
    if condition and not barred:
        said += f"; {only_where(condition)}"
    if term.exception:
        said += f"; {except_where(term.exception)}"
    where = [*term.standing.regions, *term.standing.tiers]
    return said + (f"; for {', '.join(where)}" if where else "") + "."


def term_changes(before: Term, after: Term) -> tuple[Change, ...]:
    """The limits in which two terms differ; empty where they differ in their words alone."""
    told = zip(_told(before), _told(after), strict=True)
    return tuple(Change(what, old, new) for (what, old), (_, new) in told if old != new)


def money(amount: Money) -> str:
    """20.00 USD"""
    return f"{amount.value:,.2f} {amount.currency}"


def percent(share: Decimal) -> str:
    """12.5 %"""
    return f"{share.normalize():f} %"


def span(given: Span) -> str:
    """5 to 7 business days after delivery"""
    far = f" to {given.max}" if given.max is not None and given.max != given.value else ""
    unit = given.unit.replace("_", " ")
    if given.value == 1 and not far:
        unit = unit.removesuffix("s")
    return f"{given.value}{far} {unit}" + (f" after {given.after}" if given.after else "")


def _given(term: Term) -> str:
    """What a clause gives: the chief thing alone where it grants and leaves no choice, since the other kinds are only spoken
    of ("the refund of the delivery fee")."""
    one_thing = (
        term.mode in {"entitlement", "window", "deduction"} and not term.choice and term.kind not in {"other", "none"}
    )
    return _KINDS[term.kind] if one_thing else _kinds(term)


def _kinds(term: Term) -> str:
    kinds = list(dict.fromkeys((term.kind, *term.kinds)))
    named = [_KINDS[kind] for kind in kinds if kind not in {"other", "none"}] or [_KINDS["other"]]
    if len(named) == 1:
        return named[0]
    joined = f"{', '.join(named[:-1])} or {named[-1]}"
    return joined + (", as the customer chooses" if term.choice else "")


_TILL_THEN = re.compile(r"(?:until|before)\b", re.IGNORECASE)
# Words that open a condition: those that bear an "only" before them, and those that stand for themselves.
_OPENS = re.compile(
    r"(?:if|when(?:ever)?|where(?:ver)?|for|once|after|provided|as (?:long|soon) as|on|in|at|from|with(?:in|out)?|during|by|since|"
    r"up to|in case)\b",
    re.IGNORECASE,
)
_STANDS_ALONE = re.compile(r"(?:until|before|while|should|only|unless|except)\b", re.IGNORECASE)
_SAYS_SOMETHING = re.compile(
    r"^(?:the|an?|it|they|we|you|nobody|nothing|this|that|these|those)\b(?:(?! (?:that|which|who|whose) ).)* (?:is|are|was|were|has|have|had|"
    r"will|can|cannot|may|must|does|did)\b|^\w+ (?:is|are|was|were|has|have|had) ",
    re.IGNORECASE,
)


def only_where(condition: str) -> str:
    """A condition as the end of a sentence: "only if the parcel is lost", "until the photos have arrived", "only for goods
    bought in a shop"."""
    parts = [_led(re.sub(r"^but (?=only\b)", "", part)) for part in condition.split("; ") if part]
    whole = " and ".join(re.sub(r"^only ", "", part) for part in parts)
    return whole if _STANDS_ALONE.match(whole) else f"only {whole}"


def except_where(exception: str) -> str:
    """An exception as the end of a sentence: "unless the box was crushed", "not if it was used", "except the review"."""
    if _STANDS_ALONE.match(exception):
        return _small(exception)
    return f"not {_small(exception)}" if _OPENS.match(exception) else f"except {_small(exception)}"


def _led(words: str) -> str:
    if _OPENS.match(words) or _STANDS_ALONE.match(words):
        return words[0].lower() + words[1:]
    return f"{'if' if _SAYS_SOMETHING.match(words) else 'for'} {_small(words)}"


def _small(words: str) -> str:
    """With a small first letter, unless a name or a list of names may begin there."""
    return (
        words if re.match(r"(?!(?:An?|The) )(?:\w+(?:,| [A-Z])|[A-Z]{2}|I\b)", words) else words[0].lower() + words[1:]
    )


def _told(term: Term) -> list[tuple[str, str]]:
    standing = term.standing
    most = "up to " if term.cap else ""
    return [
        ("what it is", term.mode),
        ("what is given", _kinds(term)),
        ("sum", most + money(term.amount) if term.amount is not None else "none"),
        ("share", most + percent(term.percent) if term.percent is not None else "none"),
        ("our time", span(term.due) if term.due is not None else "none"),
        ("the customer's time", span(term.window) if term.window is not None else "none"),
        ("condition", term.condition or "none"),
        ("exception", term.exception or "none"),
        ("authority", term.authority or "none"),
        ("table row", "; ".join(f"{name}: {value}" for name, value in term.cells) or "none"),
        ("region", ", ".join(standing.regions) or "none"),
        ("tier", ", ".join(standing.tiers) or "none"),
        ("in force from", str(standing.effective_from or "none")),
        ("in force until", str(standing.effective_until or "none")),
        ("audience", "internal" if standing.internal else "customers"),
    ]


__all__ = ["Change", "money", "percent", "span", "term_changes", "term_sentence"]
