"""The remedies of one letter: the likely ones, one for each matter, at most four. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.choosing.beside import (
    MOST_REMEDIES,
    after_a_second_time,
    checks_behind,
    goes_with,
    rows_on_top,
    stands_by,
    together,
    told_by_row,
    without_the_first,
)
from assistant.choosing.likely import AWAY, LEAST_CHANCE, LEAST_CHECK, second_time, sure
from assistant.choosing.telling import (
    is_past,
    latest,
    needs_no_answer,
    of_another_grade,
    same_matter,
    says_enough,
    second_and_unsure,
    with_choices,
)
from assistant.remedies import Candidate, grants, only_times


def choose(
    candidates: Sequence[Candidate],
    relevance: dict[str, float],
    standing: frozenset[str],
    received_on: date,
    told: frozenset[str] = frozenset(),
) -> list[Candidate]:
    """The remedies that the letter offers, the surest first.

    `relevance`: passage id -> weight of the page; `standing`: ids of rules about rules, which are nothing to offer; `told`: the
    stemmed words of the case.
    """
    pages = sorted(relevance, key=lambda pid: -relevance[pid])
    ranks = {pid: rank for rank, pid in enumerate(pages)}
    best = relevance[pages[0]] if pages else 0.0
    # What is due because it happened again comes before what it would have been the first time.
    ranked = sorted(
        candidates,
        key=lambda c: (
            not second_time(c) or c.weight < LEAST_CHANCE,
            -round(c.weight, 2),
            c.answer != "met",
            c.amount is None,
        ),
    )
    timers = {
        c.timed_by.id for c in ranked if c.timed_by is not None and c.answer != "unmet" and only_times(c.timed_by)
    }  # what they time is offered, with their time
    reckoned = {c.timed_by.id for c in ranked if c.timed_by is not None and c.answer == "met" and c.amount is not None}
    chosen: list[Candidate] = []
    for candidate in ranked:
        if (
            candidate.term.id in standing
            or (candidate.term.id in timers and (candidate.amount is None or candidate.term.id in reckoned))
            or not grants(candidate.term)
            or candidate.answer == "unmet"
        ):
            continue
        distance = relevance.get(candidate.term.passage, -9.0) - best
        follows = goes_with(candidate, chosen)
        if stands_by(candidate, chosen):
            distance = max(distance, AWAY)  # its page is near where the letter speaks of it already
        likely = follows or sure(candidate, distance, ranks.get(candidate.term.passage, len(pages)))
        likely = likely or together(candidate, ranked)
        if len(chosen) >= MOST_REMEDIES or not likely:
            continue
        if is_past(candidate, received_on) or not says_enough(candidate):
            continue
        bare = next((c for c in chosen if told_by_row(c, candidate)), None)
        if bare is not None:  # the clause says that the charge is given back, the row how much it is
            chosen[chosen.index(bare)] = replace(bare, amount=candidate.amount, parts=candidate.parts, from_row=True)
            continue
        if any(same_matter(candidate, other) for other in chosen) or second_and_unsure(candidate, chosen):
            continue
        if (needs_no_answer(candidate, chosen) and not follows) or of_another_grade(candidate, ranked):
            continue
        chosen.append(candidate)
    if not chosen:  # before nothing is offered at all: a check that a near page speaks of
        chosen = [
            c
            for c in ranked
            if c.kind == "investigation"
            and c.term.id not in standing
            and grants(c.term)
            and c.answer != "unmet"
            and c.due is not None
            and c.weight >= LEAST_CHECK
            and c.term.passage in pages[:3]
        ][:1]
    chosen = [c for c in after_a_second_time(chosen) if not without_the_first(c, chosen, ranked)]
    chosen += checks_behind(chosen, ranked)
    chosen += rows_on_top(chosen, ranked, told)
    usual = [c for c in ranked if c.term.id not in standing and grants(c.term) and c.answer != "unmet"]
    timed: list[Candidate] = []
    for candidate in (latest(candidate, usual) for candidate in chosen):
        if candidate not in timed:  # two clauses that a third one times are one promise
            timed.append(candidate)
    return with_choices(timed, ranked)
