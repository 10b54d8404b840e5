"""The letters after the first: an update before a date slips, and the one when everything is kept. Pure.

Sentences come from the phrase file of the letter's language; days and sums come from the record.
"""

from __future__ import annotations

import datetime as dt

from assistant.case import Amount, Case, Promise, Remedy
from assistant.phrases import Phrases, day_in


def update_letter(case: Case, promise: Promise, to: dt.date, phrases: Phrases) -> str:
    """Tells the customer that a day will not hold, and the new one, and asks whether that is all right with them."""
    language = phrases.language
    says = [
        phrases.say("update", "sorry", was=day_in(promise.due, language)),
        phrases.say(
            "update", promise.kind if phrases.has("update", promise.kind) else "other", to=day_in(to, language)
        ),
        phrases.say("update", "ask"),
    ]
    return _framed(case, [" ".join(says)], phrases)


def follow_up_letter(case: Case, phrases: Phrases, *, extra: Remedy | None = None, sum_: str = "") -> str:
    """Tells the customer that everything is done, thanks them, and asks whether it is right now.

    `extra`: something that was held back and is given now; `sum_` is its sum as a letter writes it.
    """
    done = phrases.say("done", "all" if len(case.promises) > 1 else "one")
    paragraphs = [done, phrases.say("done", "ask")]
    if extra is not None:
        paragraphs.insert(1, phrases.say("done", "extra", what=sum_ or phrases.say("done", "something")))
    return _framed(case, paragraphs, phrases)


def _framed(case: Case, paragraphs: list[str], phrases: Phrases) -> str:
    channel = case.complaint.channel
    name = next(
        (value for key, value in case.complaint.facts if key.casefold() in {"name", "customer", "customer name"}), ""
    )
    greeting = (
        phrases.say("greeting", channel, name=f" {name}" if name else "") if phrases.has("greeting", channel) else ""
    )
    close = phrases.say("close", channel) if phrases.has("close", channel) else ""
    return "\n\n".join(part for part in (greeting, *paragraphs, close) if part)


def sum_in(amount: Amount) -> str:
    """A sum as a letter writes it, the sign or code first: "$15", "EUR 12.50", "10%"."""
    if amount.value is None:
        return f"{amount.percent.normalize():f}%" if amount.percent is not None else ""
    value = f"{amount.value:.2f}".removesuffix(".00")
    sign = {"USD": "$", "EUR": "€", "GBP": "£"}.get(amount.currency or "", f"{amount.currency} ")
    return f"{sign}{value}"
