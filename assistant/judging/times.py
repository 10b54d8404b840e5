"""Whether a promised time is sooner than a clause or our own record gives. Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta

from assistant.case import Commitment
from assistant.facts import overlap, parts_of, stems
from assistant.judging.grounds import Grounds, Permit
from knowledge.terms import Span
from knowledge.terms.kinds import MONEY_KINDS, WORD_KINDS
from knowledge.terms.measures import find_dates

_IN_DAYS = {"hours": 1 / 24, "days": 1.0, "business_days": 1.4, "weeks": 7.0, "months": 30.4}


def before_our_record(commitment: Commitment, permit: Permit, grounds: Grounds) -> str | None:
    """Why the deadline is one that policy allows and our own record does not keep, or None."""
    ours = grounds.promised.get((permit.term.id, permit.kind))
    if commitment.due is None or permit.due is None or ours is None or ours.value is None or ours.unit == "date":
        return None
    longer = Span(value=ours.value, unit=ours.unit)
    if longer.unit != permit.due.unit or longer.value <= permit.due.bound:
        return None
    if _sooner(commitment, longer, permit, grounds) is None:
        return None
    return f"By our own record it takes up to {ours.value} {ours.unit.replace('_', ' ')}; promise that"


def early(commitment: Commitment, permit: Permit, grounds: Grounds) -> str | None:
    """Why the deadline is earlier than policy's bound, or None."""
    due = commitment.due
    if due is None or permit.due is None:
        return None
    kept = [(start, end) for start, end in grounds.kept_times if commitment.start <= start and end <= commitment.end]
    # A case on hold promises no more than that somebody looks into it and is heard from.
    if due.unit != "date" and kept and (commitment.kind in WORD_KINDS or not grounds.hold):
        return None
    return _sooner(commitment, permit.due, permit, grounds)


def _sooner(commitment: Commitment, bound: Span, permit: Permit, grounds: Grounds) -> str | None:
    due = commitment.due
    if due is None:
        return None
    if due.unit != "date" and due.value is not None:
        latest = due.max or due.value
        if due.unit == bound.unit:
            early = latest < bound.bound
        else:
            early = latest * _IN_DAYS[due.unit] < bound.bound * _IN_DAYS[bound.unit] - 0.5
        return (
            f"Policy gives {bound.bound} {bound.unit.replace('_', ' ')}, the letter {latest} {due.unit.replace('_', ' ')}"
            if early
            else None
        )
    if due.date is not None:
        earliest = days_later(permit.start or grounds.sent_on, bound, grounds)
        if due.date < earliest and not (
            from_a_known_day(commitment, bound, grounds) or _is_appointment(commitment, due.date, grounds)
        ):
            return f"Policy's time ends on {earliest}, the letter says {due.date}"
    return None


def _is_appointment(commitment: Commitment, day: date, grounds: Grounds) -> bool:
    """Whether the day is one that a fact names for the same thing ("technician booked for 2026-10-30"); no day of money."""
    if commitment.kind in MONEY_KINDS:
        return False
    words = stems(grounds.english(commitment.quote))
    return any(
        part.day == day and not part.denies and _BOOKED.search(part.line) and overlap(part.words, words) >= 1
        for fact in grounds.facts
        for part in parts_of(fact)
    )


_BOOKED = re.compile(
    r"\b(?:booked|scheduled|arranged|appointment|agreed|confirmed|set for|planned|due|slot)\b", re.IGNORECASE
)


def from_a_known_day(commitment: Commitment, span: Span, grounds: Grounds) -> bool:
    """Whether a day that is written out is the end of a stretch of time which began on a day that a fact names. "Tomorrow" is
    such a day by accident only."""
    day = commitment.due.date if commitment.due is not None else None
    if day is None or day < grounds.sent_on:
        return False
    if not any(found == day for _, _, found in find_dates(commitment.quote, near=day)):
        return False
    starts = {fact.day for fact in grounds.facts if fact.day is not None}
    return any(day == days_later(each, span, grounds) for each in starts)


_MONEY_OF = {
    "US": "USD",
    "CA": "CAD",
    "GB": "GBP",
    "AU": "AUD",
    "CH": "CHF",
    "NZ": "NZD",
    "JP": "JPY",
    "IN": "INR",
    "MX": "MXN",
}


def days_later(start: date, span: Span, grounds: Grounds) -> date:
    """The last day of a stretch of time. The holidays of a country whose money nobody in the case uses are working days."""
    if span.unit != "business_days" or _is_home(grounds):
        return grounds.calendar.add(start, span.bound, span.unit)
    day, left = start, span.bound
    while left > 0:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day


def _is_home(grounds: Grounds) -> bool:
    """Whether the calendar is that of the country whose money the case is in, as far as can be told."""
    used = {fact.money.currency for fact in grounds.facts if fact.money is not None}
    used |= {p.amount.currency for p in grounds.permits if p.amount is not None}
    used &= {*_MONEY_OF.values(), "EUR"}
    country = grounds.calendar.country.partition("-")[0]
    return not used or _MONEY_OF.get(country, "EUR") in used
