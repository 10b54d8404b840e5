"""One proposed edit for each finding that blocks, made by code from what is permitted. Pure.

Edits are tried from the gentlest to the plainest: the figure is changed, the sentence is replaced by the permitted one,
the clause is taken out, the sentence is. The first after which the place blocks no more, by the same judgement, is
proposed. What is owed and missing is put in before the close.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from assistant.case import Check, Commitment, Edit, Finding, Repair
from assistant.judging.deeds import as_intent, without_certainty, without_last_guarantee
from assistant.judging.dollars import told_sums
from assistant.judging.grounds import Grounds, Permit, related
from assistant.judging.single import permit_for
from assistant.judging.timing import timed
from assistant.judging.writing_out import span_as_written, sum_as_written
from assistant.phrases import day_in
from knowledge.terms import Money
from knowledge.terms.measures import find_dates, find_percent, find_spans
from knowledge.terms.model import Unit

Judged = Callable[[str], Check]
"""A text, found and judged anew by the same grounds."""

# A lone line break may be that of a mail program's wrapping; before a point of a list it ends what came before.
_END = re.compile(r"[.!?…](?:[\"”’»)]|\s|$)|\n(?=[ \t]*\n|[ \t]*(?:[-*•]|\d+[.)])[ \t])")
_TAIL = re.compile(r"(?:,|;|\s[–—-])?\s+(?:and|but|or|y|e|pero|und|aber|oder|et|mais|ou)\s+$|[,;]\s+$|\s[–—-]\s+$")
_ROUNDS = 6


def repairs(text: str, check: Check, grounds: Grounds, judged: Judged) -> tuple[Repair, ...]:
    """For each finding that blocks the one edit that is proposed, in the order of the findings.

    Where two would change the same words, the first stands and the other waits for the next check.
    """
    found: list[Repair] = []
    for finding in check.findings:
        if not finding.blocking:
            continue
        edit = repair(finding, text, check, grounds, judged)
        if edit is not None and not any(_meet(edit, other.edit) for other in found):
            found.append(Repair(finding=finding, edit=edit))
    return tuple(found)


def mended(text: str, grounds: Grounds, judged: Judged) -> str:
    """The text with every repair applied, again after each check, until nothing blocks or nothing more can be done."""
    for _ in range(_ROUNDS):
        found = repairs(text, judged(text), grounds, judged)
        if not found:
            return text
        text = applied(text, [each.edit for each in found])
    return text


def applied(text: str, edits: list[Edit]) -> str:
    """The text with edits that don't meet; all offsets are those of the text before."""
    for edit in sorted(edits, key=lambda each: -each.start):
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    return text


def repair(finding: Finding, text: str, check: Check, grounds: Grounds, judged: Judged) -> Edit | None:
    """The edit for a finding; None where code knows of none (then a person has to write)."""
    before = _blocks(check)
    told = {(f.verdict, text[f.start : f.end]) for f in check.findings if f != finding}
    for edit in _candidates(finding, text, check, grounds):
        after = judged(applied(text, [edit]))
        shift = len(edit.replacement) - (edit.end - edit.start)
        changed = applied(text, [edit])
        there = [
            f
            for f in after.findings
            if f.blocking
            and f.start < edit.end + shift
            and edit.start < f.end
            and (f.verdict, changed[f.start : f.end]) not in told
        ]
        if not there and _blocks(after) <= before:
            left = [f for f in after.findings if f.blocking and f.verdict == finding.verdict]
            same = [f for f in check.findings if f.blocking and f.verdict == finding.verdict]
            if len(left) < len(same):
                return _trimmed(edit, text)
    return None


def _blocks(check: Check) -> int:
    """How many findings block; what is owed and was only offered in a wrong way comes up once that is gone."""
    return sum(f.blocking and f.verdict != "withheld" for f in check.findings)


def _trimmed(edit: Edit, text: str) -> Edit:
    """The edit without the words that it leaves as they are, so that two in one sentence don't meet."""
    old, new = re.findall(r"\S+\s*|\s+", text[edit.start : edit.end]), re.findall(r"\S+\s*|\s+", edit.replacement)
    if not new:
        return edit
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    start = edit.start + sum(map(len, old[:head]))
    end = edit.end - sum(map(len, old[len(old) - tail :]))
    return edit.model_copy(update={"start": start, "end": end, "replacement": "".join(new[head : len(new) - tail])})


def _meet(one: Edit, other: Edit) -> bool:
    if one.start == one.end or other.start == other.end:
        return one.start == other.start == one.end == other.end
    return one.start < other.end and other.start < one.end


def _candidates(finding: Finding, text: str, check: Check, grounds: Grounds) -> Iterator[Edit]:
    if finding.end <= finding.start:
        if finding.verdict == "withheld":
            yield from _put_in(finding, text, grounds)
        return
    commitment = next((c for c in check.commitments if (c.start, c.end) == (finding.start, finding.end)), None)
    start, end = sentence_at(text, finding.start, finding.end)
    if finding.verdict == "too_soon":
        yield from _to_its_own_time(finding, text, grounds)
    if commitment is not None:
        if finding.verdict == "too_much":
            yield from _lower(commitment, check, text, grounds)
        if finding.verdict == "too_soon":
            yield from _later(commitment, text, grounds)
        if finding.verdict == "unproven":
            intent = as_intent(text[start:end], grounds.language)
            if intent is not None:
                yield Edit(start=start, end=end, replacement=intent, does="Say what will be done")
        if finding.verdict == "absolute":
            shorter = without_last_guarantee(text[start:end], grounds.language)
            if shorter is not None:
                yield Edit(start=start, end=end, replacement=shorter, does="Leave the guarantee out")
            sober = without_certainty(text[start:end], grounds.language)
            if sober is not None:
                yield Edit(start=start, end=end, replacement=sober, does="Promise it without the guarantee")
        permitted = _permitted(commitment, text, grounds)
        if permitted is not None:
            yield Edit(start=start, end=end, replacement=permitted, does="Promise what the clause permits")
    yield from _taken_out(finding.start, finding.end, start, end, text)


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole sentences, or lines, that text[start:end] stands in, without the space after them."""
    begin = max((m.end() for m in _END.finditer(text, 0, start) if m.end() <= start), default=0)
    while begin < start and text[begin].isspace():
        begin += 1
    begin += len(re.match(r"(?:[-*•]\s+|\d+[.)]\s+)?", text[begin:start])[0]) if begin < start else 0  # type: ignore[index]  # the pattern matches ""
    last = _END.search(text, max(start, end - 1))
    if last is None:
        return begin, max(end, len(text.rstrip()))
    stop = last.start() if last[0] == "\n" else last.start() + 1
    return begin, max(end, stop)


def _taken_out(start: int, end: int, begin: int, stop: int, text: str) -> Iterator[Edit]:
    """Without the clause, where it ends its sentence after others; without the sentence."""
    head = text[begin:start]
    joint = _TAIL.search(head)
    if joint is not None and len(head[: joint.start()].split()) >= 3 and re.fullmatch(r"\W*", text[end:stop]):
        yield Edit(
            start=begin + joint.start(), end=stop, replacement="." if text[stop - 1 : stop] in ".!…" else "",
            does="Leave this part out",
        )  # fmt: skip
    before = re.search(r"(?:^|\n)[ \t]*(?:[-*•]|\d+[.)])[ \t]+$", text[:begin])
    if before is not None:  # a point of a list goes with its mark
        begin = before.start() + (text[before.start()] == "\n")
    rest = text[stop:]
    if begin == 0 or text[begin - 1] == "\n":
        whole = begin == 0 or text[:begin].endswith("\n\n")
        after = re.match(r"[ \t]*(?:\n+|$)" if whole and before is None else r"[ \t]*(?:\n|$)", rest)
        after = after or re.match(r"[ \t]*", rest)
        stop += after.end() if after is not None else 0
    elif re.match(r"[ \t]*(?:\n|$)", rest):
        begin = len(text[:begin].rstrip(" \t"))
    else:
        stop += len(rest) - len(rest.lstrip(" \t"))
    yield Edit(start=begin, end=stop, replacement="", does="Leave this sentence out")


def _limit(commitment: Commitment, check: Check, grounds: Grounds) -> Money | None:
    """How much of the sum the clause leaves: its limit, less what the text promises by the same clause already."""
    permit = _permit_of(commitment, grounds)
    if permit is None or permit.amount is None or commitment.amount is None:
        return None
    if commitment.amount.value is None or commitment.amount.value > permit.amount.value:
        return permit.amount
    others = {
        (c.amount.value, c.due.value if c.due else None): c.amount.value
        for c in check.commitments
        if c.term == commitment.term and c.start != commitment.start and c.amount and c.amount.value
    }
    rest = permit.amount.value - sum(others.values(), Decimal(0))
    return permit.amount.model_copy(update={"value": rest}) if 0 < rest < commitment.amount.value else None


def _permit_of(commitment: Commitment, grounds: Grounds) -> Permit | None:
    permit = permit_for(commitment, grounds)
    if permit is not None and (commitment.term is None or permit.term.id == commitment.term):
        return permit
    return next((p for p in grounds.permits if p.term.id == commitment.term), permit)


def _lower(commitment: Commitment, check: Check, text: str, grounds: Grounds) -> Iterator[Edit]:
    amount = commitment.amount
    if amount is None:
        return
    quote = text[commitment.start : commitment.end]
    if amount.value is not None:
        limit = _limit(commitment, check, grounds)
        for found in told_sums(quote, grounds):
            if limit is not None and found.money.value == amount.value and limit.currency == found.money.currency:
                told = sum_as_written(limit, quote[found.start : found.end])
                yield _at(commitment, found.start, found.end, told, f"Lower it to {told}")
    permit = _permit_of(commitment, grounds)
    if amount.percent is not None and permit is not None:
        for start, end, percent in find_percent(quote):
            if percent != amount.percent:
                continue
            if permit.percent is not None:
                told = re.sub(r"[\d.,]*\d", f"{permit.percent.normalize():f}", quote[start:end], count=1)
                yield _at(commitment, start, end, told, f"Lower it to {told}")
            elif permit.amount is not None:
                told = sum_as_written(permit.amount, "")
                tail = re.match(r"\s+(?:of|off|de|von|vom|du|sur)\s+(?:\w+\s+){0,4}?\w+", quote[end:])
                yield _at(commitment, start, end + (tail.end() if tail else 0), told, f"Say {told}")


def _later(commitment: Commitment, text: str, grounds: Grounds) -> Iterator[Edit]:
    permit = _permit_of(commitment, grounds)
    if permit is None or permit.due is None or commitment.due is None:
        return
    ours = grounds.promised.get((permit.term.id, permit.kind))
    value, unit = permit.due.bound, permit.due.unit
    if ours is not None and ours.value is not None and ours.unit == unit:
        value = max(value, ours.value)
    day = grounds.calendar.add(permit.start or grounds.sent_on, value, unit)
    quote = text[commitment.start : commitment.end]
    language = grounds.language
    for found in find_spans(quote):
        told = _written(value, unit, quote[found.start : found.end], grounds)
        yield _at(commitment, found.start, found.end, told, f"Move it to {told}")
    for start, end, _ in find_dates(quote, near=grounds.sent_on):
        told = day_in(day, language)
        yield _at(commitment, start, end, told, f"Move it to {told}")
    vague = _SOON.search(quote)
    if vague is not None:
        told = f"{_WITHIN[language]} {span_as_written(value, unit, language)}"
        yield _at(commitment, vague.start(), vague.end(), told, f"Say {told}")


def _to_its_own_time(finding: Finding, text: str, grounds: Grounds) -> Iterator[Edit]:
    """The times of a finding that belong to a slower clause, moved to its time."""
    too_short, _ = timed(replace(grounds, text=text))
    for each in too_short:
        if finding.start <= each.start and each.end <= finding.end:
            told = _written(each.needed.bound, each.needed.unit, text[each.start : each.end], grounds)
            yield Edit(start=each.start, end=each.end, replacement=told, does=f"Move it to {told}")


def _written(value: int, unit: Unit, before: str, grounds: Grounds) -> str:
    """A stretch of time in the place of another one; in German in its case ("alle 3 Arbeitstage")."""
    told = span_as_written(value, unit, grounds.language)
    dative = grounds.language == "de" and value > 1 and re.search(r"(?:tage|monate)$", before, re.IGNORECASE)
    return told.removesuffix("n") if dative else told


_WITHIN = {"en": "within", "es": "en un plazo de", "de": "innerhalb von", "fr": "sous"}
_SOON = re.compile(
    r"\b(?:by (?:the end of )?)?(?:today|tomorrow|tonight|this (?:week|afternoon|morning|evening)|next week|"
    r"(?:by |on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|right away|immediately|at once|straight away|hoy|mañana|heute|morgen|sofort|aujourd'hui|demain|immédiatement)\b",
    re.IGNORECASE,
)


def _at(commitment: Commitment, start: int, end: int, told: str, does: str) -> Edit:
    return Edit(start=commitment.start + start, end=commitment.start + end, replacement=told, does=does)


def _permitted(commitment: Commitment, text: str, grounds: Grounds) -> str | None:
    """The sentence of the built-in letter for what may be promised in its place, unless the text has it already."""
    fitting = [
        (kind != commitment.kind, term != commitment.term, sentence)
        for (term, kind), sentence in grounds.sentences.items()
        if related(kind, commitment.kind) and sentence and sentence not in text
    ]
    return min(fitting)[2] if fitting else None


def _put_in(finding: Finding, text: str, grounds: Grounds) -> Iterator[Edit]:
    sentence = next((s for (term, _), s in grounds.sentences.items() if term == finding.term and s), None)
    if sentence is None:
        return
    at = _before_close(text)
    lead = "" if at == 0 or text[:at].endswith("\n\n") else "\n\n"
    trail = "" if at == len(text) or text[at:].startswith("\n\n") else "\n\n"
    yield Edit(start=at, end=at, replacement=f"{lead}{sentence}{trail}", does="Promise what the customer is owed")


def _before_close(text: str) -> int:
    """Where the last paragraph begins, if that is a close of a few words; else the end."""
    body = text.rstrip()
    cut = body.rfind("\n\n")
    short = cut >= 0 and len(body[cut:].split()) <= 8 and not re.search(r"[.!?]\s*$", body)
    return cut + 2 if short else len(body)
