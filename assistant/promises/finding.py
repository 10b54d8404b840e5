"""Finding: the walk over a letter, unit by unit, that turns clauses into commitments with exact spans."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace

from assistant.case import COMMITTING, Commitment, CommitmentType, Due, Language
from assistant.promises import amounts, dues, layout
from assistant.promises.acts import act_of
from assistant.promises.clauses import has_finite
from assistant.promises.grammar import Act, Frame, Grammar
from assistant.promises.languages import grammar_of, guess
from assistant.promises.layout import Unit
from assistant.promises.opinion import Clause
from assistant.promises.patterns import Scan, match
from assistant.promises.spans import draw, needless
from assistant.promises.walk import Found, Sentence, Walk
from assistant.promises.words import QUOTED, Words, plain
from knowledge.terms import Kind

_MONEY_KINDS = frozenset({"refund", "credit", "discount", "fee_waiver", "delivery"})
_GIVEN_KINDS = frozenset({"refund", "credit", "replacement", "fee_waiver", "discount"})
_BOOKED = re.compile(
    r"\b(?:booked|rebooked|set aside|reserved|scheduled|rescheduled|arranged|pencilled|lined up|put (?:you|him|her|them) down|reservad\w+|apuntad\w+|citad\w+|gebucht|vereinbart|eingetragen|vorgemerkt|réserv\w+|inscrit\w*|bloqué\w*|remis une)\b"
)
_VISIT_KINDS = frozenset({"repair", "replacement", "investigation", "other", "change"})
_TAIL = re.compile(r"[\s.,;:!?…\"”’'»)\]*_~–—-]+$")
_EITHER = Scan(r"\beither\b.*\bor\b|\b(?:choose|pick|choice)\b.*\bbetween\b")
# "Hi Will," promises nothing.
_GREETING = re.compile(
    r"(?:hi|hello|hey+|hiya|dear|good (?:morning|afternoon|evening))\b(?: [A-Z][\w.'’-]*| and| &| both| all| there| again| everyone| team){0,6}\s?[,!.…]*$",
    re.IGNORECASE,
)
_LONGEST = 4000  # characters: no sentence a person wrote is longer; reading more as words would only cost time


def find(text: str, *, sent_on: dt.date, language: Language | None = None) -> tuple[Commitment, ...]:
    """The commitments of a reply in text order, never overlapping, with the types that do not commit as well.

    Offsets are code points of `text`; relative dates count from `sent_on`. `language` None: guessed from the text.
    """
    spoken = language or guess(text)
    walk = Walk(text, sent_on, spoken, grammar_of(spoken))
    _walk_over(walk)
    return tuple(_finished(text, found) for found in _merged(_disjoint(walk.found)))


def _walk_over(walk: Walk) -> None:
    quoted = layout.quotations(walk.text)
    units = layout.units(walk.text, quoted)
    read = [_words(walk, unit, quoted) for unit in units]
    for number, (unit, words) in enumerate(zip(units, read, strict=True)):
        following = units[number + 1].intro if number + 1 < len(units) else None
        walk.before = read[number - 1].norm if number else ""
        walk.after = read[number + 1].norm if number + 1 < len(units) else ""
        _read(walk, unit, words, leads=following == (unit.start, unit.end))


def clauses(
    text: str,
    *,
    sent_on: dt.date,
    language: Language = "en",
    told: Callable[[int, int], Kind | None] = lambda start, end: None,
) -> list[tuple[int, int, Clause]]:
    """The clauses of a reply that the second opinion is asked of, with their spans; for its training.

    `told` gives the kind of the clause at (start, end), so that what points back to it points to the right one.
    """
    walk = Walk(text, sent_on, language, grammar_of(language), heard=[], told=told)
    _walk_over(walk)
    return walk.heard or []


def _words(walk: Walk, unit: Unit, quoted: list[tuple[int, int]]) -> Words:
    end = min(unit.end, unit.start + _LONGEST)
    near = quoted[bisect_left(quoted, (unit.start, unit.start)) :][:50]
    return plain(walk.text, unit.start, end, walk.language, _masks(walk.text, unit.start, end, near))


def _read(walk: Walk, unit: Unit, words: Words, *, leads: bool) -> None:
    if not words.norm or _GREETING.match(walk.text, unit.start, unit.end):
        return
    if unit.shape == "row":
        _row(walk, unit, words)
    elif unit.question:
        walk.mention(walk.grammar.kind_of(words.norm, words.norm))
    else:
        _sentence(walk, unit, words, leads=leads)


def _masks(text: str, start: int, end: int, quoted: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    masks = [(low, high, "") for low, high in layout.parentheses(text, start, end)]
    for low, high in quoted:
        inside = low >= start and high <= end and not any(m[0] < high and low < m[1] for m in masks)
        if inside and len(text[low + 1 : high - 1].split()) >= 2:
            masks.append((low, high, QUOTED))
    return masks


def _sentence(walk: Walk, unit: Unit, words: Words, *, leads: bool) -> None:
    grammar = walk.grammar
    pieces = grammar.split(words)
    if leads:
        # The line that opens a list says what the items are; its last clause is no act of its own.
        pieces = pieces[:-1]
    sentence = Sentence(unit, words, pieces, [words.text(p.first, p.last) for p in pieces])
    frame = _intro_frame(walk, unit)
    reported = False
    # "We cancelled the second order, you write": whose words these were is said behind them.
    theirs = max((k for k, body in enumerate(sentence.texts) if grammar.credits_customer(body)), default=-1)
    k = 0
    while k < len(pieces):
        piece, body = pieces[k], sentence.texts[k]
        if k <= theirs:
            walk.mention(grammar.kind_of("", body))
            k += 1
            continue
        if piece.after_colon and k > 0 and not frame:
            frame = grammar.frame_of(sentence.texts[k - 1])
        if piece.role == "main" and grammar.is_customers(body):
            reported = True
            walk.mention(_asked(grammar, body))
        elif piece.role in ("reason", "relative"):
            if not _aside(walk, sentence, k) and piece.role == "relative":
                _told_of(walk, sentence, k)
        elif piece.role != "condition" and not _vouched(walk, sentence, k):
            act, first, last = act_of(walk, sentence, k, frame, reported=reported)
            if act is not None:
                reported = False
                act = _weakened(grammar, sentence, act, first, last)
                sentence.made.append(draw(walk, sentence, act, k, (first, last)))
                k = max(k, last)
            else:
                walk.mention(walk.told(*sentence.span(k, k)) or grammar.kind_of("", body))
        k += 1
    if not sentence.made:
        _fragment(walk, unit, words)
    for one in sentence.made:
        _remember(walk, one)
    walk.mention(sentence.made[-1].kind if sentence.made else _spoken_of(grammar, words.norm))


_WISH = Scan(
    r"\b(?:ask(?:ed|ing)?|want(?:ed)?|like|wish(?:ed)?|request(?:ed|ing)?|demand(?:ed)?|expect(?:ed)?)(?: for)?(?: (?:us|me|that we))? (?:to )?(?P<deed>(?!you\b|me\b|us\b|if\b|that\b|to\b)\w+ .+)"
)


def _asked(grammar: Grammar, body: str) -> Kind | None:
    """The remedy that the customer is said to ask for ("you ask us to replace the door")."""
    found = _WISH.search(body) if grammar.learned else None
    return grammar.kind_of(found["deed"], body) if found is not None else None


def _spoken_of(grammar: Grammar, body: str) -> Kind | None:
    asked = _asked(grammar, body) if grammar.is_customers(body) else None
    return asked or grammar.kind_of("", body)


def _weakened(grammar: Grammar, sentence: Sentence, act: Act, first: int, last: int) -> Act:
    """The act, hedged where a clause before or behind it says so ("on Saturday, all being well")."""
    beside = [*sentence.texts[max(first - 1, 0) : first], *sentence.texts[last + 1 : last + 2]]
    if act.type in ("promise", "conditional_promise") and any(grammar.doubts(body) for body in beside):
        return replace(act, type="hedged")
    within = any(grammar.doubts(body) for body in sentence.texts[first : last + 1])
    return replace(act, type="hedged") if within and act.type in ("promise", "conditional_promise") else act


def _intro_frame(walk: Walk, unit: Unit) -> Frame:
    if unit.intro is None:
        return ""
    return walk.grammar.frame_of(plain(walk.text, unit.intro[0], unit.intro[1], walk.language, []).norm)


def _aside(walk: Walk, sentence: Sentence, k: int) -> bool:
    """A reason or relative clause that admits fault makes one admission with the clause before it."""
    body = sentence.texts[k]
    if sentence.pieces[k].role == "reason" and match(r"(?:because|since|as|denn|car) (?:i|we) will\b", body):
        act = walk.grammar.read(body)
        if act is not None:
            sentence.made.append(draw(walk, sentence, act, k, (k, k)))
        return act is not None
    if not walk.grammar.admits(body):
        return False
    before = k - 1 if k > 0 and sentence.pieces[k - 1].role == "main" else k
    start, end = sentence.span(before, k)
    start += needless(walk.text[start:end])
    if sentence.made and sentence.made[-1].end > start:
        start = sentence.span(k, k)[0]
    own = (start, end)
    sentence.made.append(Found(start, end, "liability_admission", "none", sentence.unit.paragraph, own, body))
    return True


_RELATIVES = re.compile(
    r"(?:and |but |et |y )?(?:(?P<who>who|qui|quien)|(?:(?:for|of|to|all of) )?which|where) (?P<rest>(?P<subject>(?:i|we|you|he|she|they|our|it|the) )?.*)$"
)


# "... the Garden Room, which is on the ground floor" tells what is, not what is done.
_PLACED = re.compile(r"(?:is|are|was|were) (?:on|in|at|the|a|an|our|your|located|near|next|about|why|how|what)\b")


def _told_of(walk: Walk, sentence: Sentence, k: int) -> None:
    """A relative clause that holds an act of its own ("our optician, who will ring you tomorrow")."""
    found = _RELATIVES.match(sentence.texts[k])
    if found is not None and _PLACED.match(found["rest"]):
        return
    if k == 0 or found is None or not sentence.before(k).endswith((",", ")")):
        return
    if walk.grammar.learned and not has_finite(sentence.texts[k - 1]):
        # "Ms Rourke, who looks after your case, will ring you": the main clause goes on behind it.
        return
    whole = sentence.texts[k]
    if found["subject"] or not walk.grammar.learned:
        sentence.texts[k] = found["rest"]
    else:
        sentence.texts[k] = f"{'they' if found['who'] else 'it'} {found['rest']}"
    act, _, last = act_of(walk, sentence, k, "", reported=False)
    if act is None:
        sentence.texts[k] = whole
    else:
        sentence.made.append(draw(walk, sentence, act, k, (k, last)))


def _vouched(walk: Walk, sentence: Sentence, k: int) -> bool:
    """Whether the clause only vouches for the one before ("..., I guarantee it"), which then takes its type."""
    vouched = walk.grammar.vouches(sentence.texts[k])
    if vouched is None or not sentence.made:
        return False
    before = sentence.made[-1]
    if before.type in COMMITTING:
        before.type = before.type if before.type == "guarantee" else vouched
        before.end = sentence.span(k, k)[1]
    return True


# -- tables and fragments -------------------------------------------------------------------------------------------
_PAST_ROW = Scan(r"\b(?:ordered|delivered|reported|received|paid|charged|placed)\b")


def _row(walk: Walk, unit: Unit, words: Words) -> None:
    grammar, norm = walk.grammar, words.norm
    if grammar.is_customers(norm) or len(norm) < 6:
        return
    act = grammar.read(norm.split(" | ")[0])
    due = _due(walk, (unit.start, unit.end), loose=True)
    if act is not None and (act.type == "policy_statement" or (act.type == "done_claim" and due is not None)):
        act = None
    done = grammar.row_done(norm)
    kind = grammar.kind_of(norm, norm)
    to_come = due is not None and due.date is not None and due.date > walk.sent_on
    if act is None and ((due is None and not done and not unit.dated) or (_PAST_ROW.search(norm) and not to_come)):
        return
    if act is None and kind is None and not (to_come and unit.dated):
        return
    kind_of_act: CommitmentType = act.type if act else ("done_claim" if done and due is None else "promise")
    found = Found(unit.start, unit.end, kind_of_act, kind or "other", unit.paragraph, (unit.start, unit.end), norm)
    found.due = due
    _remember(walk, found)


def _fragment(walk: Walk, unit: Unit, words: Words) -> None:
    """A verbless sentence: its deadline or sum belongs to the clause before ("Tomorrow, before noon.")."""
    before = walk.found[-1] if walk.found else None
    tokens = words.norm.split(" ")
    if walk.grammar.has_verb(tokens) or match(r"\d+ / \d+", words.norm):
        return
    span = (unit.start, unit.start + len(_TAIL.sub("", walk.text[unit.start : unit.end])))
    due = _due(walk, span, loose=True)
    joined = before is not None and unit.paragraph == before.paragraph and before.type in COMMITTING
    if before is None or not joined or walk.text[before.end : unit.start].strip(" .!)\r\n\t,") or len(tokens) > 10:
        kind = walk.grammar.kind_of(words.norm, words.norm)
        told = kind in _GIVEN_KINDS or unit.shape == "item"
        if due is not None and kind is not None and told and not _PAST_ROW.search(words.norm) and len(tokens) < 25:
            start = unit.start + needless(walk.text[span[0] : span[1]])
            _remember(walk, Found(start, span[1], "promise", kind, unit.paragraph, span, words.norm, due))
        return
    amount = amounts.find(walk.text[span[0] : span[1]])
    if (due is not None and before.due is None) or (amount is not None and before.amount is None):
        before.end = span[1]
        before.due = before.due or due
        if before.kind in _MONEY_KINDS:
            before.amount = before.amount or amount


# -- what is found --------------------------------------------------------------------------------------------------
def _due(walk: Walk, span: tuple[int, int], *, loose: bool = False, past: bool = False) -> Due | None:
    return dues.find(
        walk.text[span[0] : span[1]],
        sent_on=walk.sent_on,
        language=walk.language,
        visit=walk.visit,
        loose=loose,
        past=past,
    )


def _remember(walk: Walk, found: Found) -> None:
    quote = walk.text[found.start : found.end]
    if not (quote.endswith(")") and "(" in quote):
        found.end = found.start + len(_TAIL.sub("", quote))
    timeless = found.type in ("decline", "liability_admission") or (
        found.type == "offer" and _EITHER.search(found.clause)
    )
    if found.due is None and not timeless:
        found.due = _due(walk, found.own, past=found.type == "done_claim" and not _BOOKED.search(found.clause))
        if found.type == "policy_statement" and not walk.grammar.keeps_due(found.clause):
            found.due = None
    if found.type == "done_claim" and found.kind in _VISIT_KINDS:
        booked = _due(walk, found.own)
        walk.visit = booked.date if booked is not None and booked.date is not None else walk.visit
    if found.amount is None and found.kind in _MONEY_KINDS:
        found.amount = amounts.find(walk.text[found.start : found.end])
    if found.kind in _VISIT_KINDS and found.type in COMMITTING and found.due is not None and found.due.date is not None:
        walk.visit = found.due.date
    walk.found.append(found)


def _disjoint(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if kept and one.start < kept[-1].end:
            one.start = kept[-1].end
        if one.end > one.start:
            kept.append(one)
    return kept


def _merged(found: list[Found]) -> list[Found]:
    # Adjoining clauses that make one admission of fault are one.
    merged: list[Found] = []
    for one in found:
        last = merged[-1] if merged else None
        adjoining = last is not None and last.paragraph == one.paragraph and one.start - last.end < 12
        if last is not None and adjoining and last.type == one.type == "liability_admission":
            last.end = one.end
        else:
            merged.append(one)
    return merged


def _finished(text: str, found: Found) -> Commitment:
    return Commitment(
        start=found.start,
        end=found.end,
        quote=text[found.start : found.end],
        type=found.type,
        kind=found.kind,
        amount=found.amount,
        due=found.due,
    )
