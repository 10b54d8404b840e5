"""What people type or paste, made fit for the record or refused with one sentence. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping

from assistant.case import Complaint
from assistant.errors import InputError

MOST_COMPLAINT = 100_000
MOST_LETTER = 50_000
MOST_NOTE = 5_000
MOST_FACTS = 200

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def words(text: str, *, what: str, most: int) -> str:
    """The text as given, if a person could have written it.

    Raises InputError where it is blank, longer than `most` code points or not text. `what` names it in the sentence
    ("The complaint").
    """
    if len(text) > most:
        raise InputError(f"{what} has {len(text):,} characters; at most {most:,} can be taken. Leave out attachments.")
    if not text.strip():
        raise InputError(f"{what} is empty; there is nothing to work on.")
    return _readable(text, what)


def note(text: str, *, what: str = "The note") -> str:
    """A remark without surrounding white space; it may be empty. Raises InputError as `words` does."""
    stripped = text.strip()
    return words(stripped, what=what, most=MOST_NOTE) if stripped else ""


def complaint(
    text: str, *, received_on: dt.date, channel: str = "email", facts: Iterable[tuple[str, str]] = ()
) -> Complaint:
    """A complaint with everything in it checked. Raises InputError with the sentence for the person."""
    return Complaint(
        text=words(text, what="The complaint", most=MOST_COMPLAINT),
        received_on=_sensible(received_on, "The day of receipt"),
        channel=label(channel, what="The channel"),
        facts=merged((), dict(facts)),
    )


def fact(given: str) -> tuple[str, str]:
    """Reads "key=value". Raises InputError where there is no key or no value."""
    key, equals, value = given.partition("=")
    if not equals:
        raise InputError(f'The fact "{given[:60]}" has no value; write it as key=value.')
    return _fact(key, value)


def merged(old: Iterable[tuple[str, str]], new: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The old facts with the new ones added or put in place of their namesakes. Raises InputError."""
    facts = dict(old)
    facts.update(_fact(key, value) for key, value in new.items())
    if len(facts) > MOST_FACTS:
        raise InputError(f"There are {len(facts)} facts; a case takes {MOST_FACTS}. Keep those that decide it.")
    return tuple(facts.items())


def day(text: str, *, what: str = "The date") -> dt.date:
    """Reads YYYY-MM-DD. Raises InputError."""
    try:
        # fromisoformat alone would take "20261121" and "2026-W47-6" as well.
        read = dt.datetime.strptime(text.strip(), "%Y-%m-%d").replace(tzinfo=dt.UTC).date()
    except ValueError:
        raise InputError(f'{what} "{text[:40]}" is not a date; write it as 2026-11-21.') from None
    return _sensible(read, what)


def label(text: str, *, what: str, most: int = 64) -> str:
    """A short name on one line. Raises InputError."""
    name = " ".join(words(text, what=what, most=MOST_NOTE).split())
    if len(name) > most:
        raise InputError(f"{what} is longer than {most} characters; shorten it.")
    return name


def _fact(key: str, value: str) -> tuple[str, str]:
    name = key.strip()
    if not name:
        raise InputError(f'The fact "={value[:60]}" has no name; write it as key=value.')
    if not value.strip():
        raise InputError(f'The fact "{name[:60]}" has no value; give one or leave the fact out.')
    return (
        label(name, what=f'The name of the fact "{name[:60]}"', most=300),
        words(value.strip(), what=f'The fact "{name[:60]}"', most=MOST_NOTE),
    )


def _readable(text: str, what: str) -> str:
    # NUL cannot be stored by PostgreSQL, a lone surrogate by nobody; many control characters mean a binary file.
    if "\x00" in text or _SURROGATE.search(text) or len(_CONTROL.findall(text)) > 4 + len(text) // 200:
        raise InputError(f"{what} is not readable text (it looks like a binary file); paste the words instead.")
    return text


def _sensible(when: dt.date, what: str) -> dt.date:
    if not 1990 <= when.year <= 2100:
        raise InputError(f"{what} {when} cannot be right; check the year.")
    return when
