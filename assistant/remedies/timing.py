"""The day a deadline runs from, and whether the time that a customer had has passed."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import partial

from assistant.applicability import own_figure
from assistant.conditions import ahead, names_event
from assistant.facts import about, day_for, overlap, pending_words, stems
from assistant.remedies.clauses import begins_with_word
from assistant.remedies.known import Situation, place_of
from knowledge.terms import Span, Term
from knowledge.terms.measures import find_spans

_I = re.IGNORECASE
HOURS = {"hours": 1, "days": 24, "business_days": 34, "weeks": 168, "months": 732}


def own_span(term: Term, default: Span, case: Situation) -> Span:
    """Of several stretches in one sentence the one that stands with the customer's own value, else the company's."""
    same = [found for found in find_spans(term.quote) if found.span.unit == default.unit]
    own = own_figure(term.quote, case.active, [found.start for found in same]) if len(same) > 1 else None
    return default if own is None else same[own].span.model_copy(update={"after": default.after})


def runs_from(due: Span | None, case: Situation) -> tuple[date | None, str | None]:
    """The day a deadline runs from, and what must happen first if that is still open."""
    if due is None or due.after is None:
        return case.received_on, None
    event = due.after
    if begins_with_word(event):
        fact = day_for(event, case.facts, case.alike)
        if fact is not None and not pending_words(fact.text):
            return fact.day, None
        return case.received_on, None
    fact = about(event, case.facts, case.alike, least=0.62)
    if fact is not None:
        if pending_words(fact.text):
            return None, event
        if fact.day is not None:
            return fact.day, None
        return case.received_on, None
    said = [
        f
        for f in case.facts
        if overlap(stems(event), f.words) >= max(1, len(stems(event)) * 0.6) and not pending_words(f.text)
    ]
    dated = [f for f in said if f.day is not None]
    if dated:
        return dated[0].day, None
    return None, event


def window_closed(term: Term, case: Situation) -> bool | None:
    """Whether the customer's own deadline has passed (business days as if five a week); None without the dates."""
    if term.window is None:
        return None
    return case.told.closed.get((place_of(term), term.window), partial(_closed, term, term.window, case))


def _closed(term: Term, window: Span, case: Situation) -> bool | None:
    span = own_span(term, window, case)
    if re.search(r"\bat least\b", term.quote, _I):  # notice ahead of an event is not a limit that runs out after it
        return None
    phrase = span.after or re.split(r"\b(?:is|are|of)\b", term.quote)[0]
    words = stems(phrase)
    named = [f for f in case.facts if f.day and words and overlap(words, stems(f.name)) == len(words)]
    event = day_for(phrase, case.facts, case.alike)
    if not named and event is not None and (same := words & stems(event.name)):
        named = [f for f in case.facts if f.day and overlap(same, stems(f.name))]
    if not named and event is None:
        named = [f for f in case.facts if f.day and names_event(phrase, f.name)]
    # Of two deliveries the later one counts: the doubt is the customer's.
    event = max(named, key=lambda f: f.day or date.min, default=None) or event
    if event is None or event.day is None:
        return None
    asked = day_for("request asked reported claimed returned", case.facts, case.alike)
    until = (
        asked.day
        if asked is not None and asked.day is not None and asked.day > event.day and asked.key != event.key
        else case.received_on
    )
    return until > event.day + timedelta(hours=span.bound * HOURS[span.unit])


def limit_passed(term: Term, case: Situation) -> bool | None:
    """Whether the customer missed the time limit that a clause sets, after an event or ahead of one; None if unknown."""
    passed = window_closed(term, case)
    if passed is not None or term.cells:
        return passed
    judged = ahead(term.quote, case.facts, case.alike)
    return None if judged is None else judged.answer == "unmet"
