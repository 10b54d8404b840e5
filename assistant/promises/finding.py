"""Finding: the walk over a letter, unit by unit, that turns clauses into commitments with exact spans."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from assistant.case import COMMITTING, Amount, Commitment, CommitmentType, Due, Language
from assistant.promises import amounts, dues, layout
from assistant.promises.clauses import Piece
from assistant.promises.grammar import Act, Frame, Grammar
from assistant.promises.languages import grammar_of, guess
from assistant.promises.layout import Unit
from assistant.promises.words import QUOTED, Words, plain
from knowledge.terms import Kind

_MONEY_KINDS = frozenset({"refund", "credit", "discount", "fee_waiver", "delivery"})
_VISIT_KINDS = frozenset({"repair", "replacement", "investigation", "other", "change"})
_FRAMED: dict[Frame, CommitmentType] = {"promise": "promise", "offer": "offer", "done": "done_claim"}
_NEEDLESS = re.compile(
    r"(?:[,;:.\s]+|(?:and|but|so|or|then|yet|plus|also|however|although|though|while|nevertheless|furthermore|therefore|ok|okay|please note that|"
    r"y|pero|así que|aunque|und|aber|also|jedoch|sowie|et|mais|donc|cependant|toutefois)\b[\s,]*)",
    re.IGNORECASE,
)
_TAIL = re.compile(r"[\s.,;:!?…\"”’'»)\]*_~–—-]+$")
_BRACKET = re.compile(r"\s?\((?=[^()\n]*(?:[$€£]|\bref|\d))[^()\n]{1,40}\)")
_EITHER = re.compile(r"\beither\b.*\bor\b")
_LONGEST = 4000  # characters: no sentence a person wrote is longer; reading more as words would only cost time


@dataclass(slots=True)
class _Found:
    """A commitment in the making. `own` is its main clause (conditions left out), where the due date is looked for."""

    start: int
    end: int
    type: CommitmentType
    kind: Kind
    paragraph: int
    own: tuple[int, int]
    clause: str
    due: Due | None = None
    amount: Amount | None = None


@dataclass(slots=True)
class _Walk:
    """What the walk remembers from one unit to the next."""

    text: str
    sent_on: dt.date
    language: Language
    grammar: Grammar
    found: list[_Found] = field(default_factory=list)
    pointed: Kind | None = None
    visit: dt.date | None = None


@dataclass(slots=True)
class _Sentence:
    """One sentence cut into clauses; `made` are the acts found in it so far."""

    unit: Unit
    words: Words
    pieces: list[Piece]
    texts: list[str]
    made: list[_Found] = field(default_factory=list)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the pieces `first` to `last` stand in the text."""
        return self.words.span(self.pieces[first].first, self.pieces[last].last)


def find(text: str, *, sent_on: dt.date, language: Language | None = None) -> tuple[Commitment, ...]:
    """The commitments of a reply in text order, never overlapping, with the types that do not commit as well.

    Offsets are code points of `text`; relative dates count from `sent_on`. `language` None: guessed from the text.
    """
    spoken = language or guess(text)
    walk = _Walk(text, sent_on, spoken, grammar_of(spoken))
    quoted = layout.quotations(text)
    units = layout.units(text, quoted)
    at = 0
    for number, unit in enumerate(units):
        while at < len(quoted) and quoted[at][1] <= unit.start:
            at += 1
        following = units[number + 1].intro if number + 1 < len(units) else None
        _read(walk, unit, quoted[at : at + 50], leads=following == (unit.start, unit.end))
    return tuple(_finished(text, found) for found in _merged(_disjoint(walk.found)))


def _read(walk: _Walk, unit: Unit, quoted: list[tuple[int, int]], *, leads: bool) -> None:
    end = min(unit.end, unit.start + _LONGEST)
    words = plain(walk.text, unit.start, end, walk.language, _masks(walk.text, unit.start, end, quoted))
    if not words.norm:
        return
    if unit.shape == "row":
        _row(walk, unit, words)
    elif unit.question:
        walk.pointed = walk.grammar.kind_of(words.norm, words.norm) or walk.pointed
    else:
        _sentence(walk, unit, words, leads=leads)


def _masks(text: str, start: int, end: int, quoted: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    masks = [(low, high, "") for low, high in layout.parentheses(text, start, end)]
    for low, high in quoted:
        inside = low >= start and high <= end and not any(m[0] < high and low < m[1] for m in masks)
        if inside and len(text[low + 1 : high - 1].split()) >= 2:
            masks.append((low, high, QUOTED))
    return masks


def _sentence(walk: _Walk, unit: Unit, words: Words, *, leads: bool) -> None:
    grammar = walk.grammar
    pieces = grammar.split(words)
    if leads:
        # The line that opens a list says what the items are; its last clause is no act of its own.
        pieces = pieces[:-1]
    sentence = _Sentence(unit, words, pieces, [words.text(p.first, p.last) for p in pieces])
    frame = _intro_frame(walk, unit)
    reported = False
    k = 0
    while k < len(pieces):
        piece, body = pieces[k], sentence.texts[k]
        if piece.after_colon and k > 0 and not frame:
            frame = grammar.frame_of(sentence.texts[k - 1])
        if piece.role == "main" and grammar.is_customers(body):
            reported = True
        elif piece.role in ("reason", "relative"):
            _aside(walk, sentence, k)
        elif piece.role != "condition" and not _vouched(walk, sentence, k):
            act, first, last = _act(walk, sentence, k, frame, reported=reported)
            if act is not None:
                reported = False
                sentence.made.append(_draw(walk, sentence, act, k, (first, last)))
                k = max(k, last)
        k += 1
    if not sentence.made:
        _fragment(walk, unit, words)
    for one in sentence.made:
        _remember(walk, one)
    last_kind = sentence.made[-1].kind if sentence.made else grammar.kind_of("", words.norm)
    if last_kind is not None and last_kind != "none":
        walk.pointed = last_kind


def _intro_frame(walk: _Walk, unit: Unit) -> Frame:
    if unit.intro is None:
        return ""
    return walk.grammar.frame_of(plain(walk.text, unit.intro[0], unit.intro[1], walk.language, []).norm)


# -- one clause -----------------------------------------------------------------------------------------------------
def _act(walk: _Walk, sentence: _Sentence, k: int, frame: Frame, *, reported: bool) -> tuple[Act | None, int, int]:
    """What clause k does; with the first and last clause that belong to it (conditions, "send us X and we will")."""
    grammar, pieces, texts = walk.grammar, sentence.pieces, sentence.texts
    body = texts[k]
    if pieces[k].shared:
        body = grammar.with_subject(texts[_sharer(pieces, k)], body)
    act = grammar.read(body)
    if reported and act is not None and act.type not in ("decline", "liability_admission") and not _speaks_up(body):
        act = None
    framed = frame in _FRAMED
    if act is None and framed and (k == 0 or pieces[k].after_colon or pieces[k].shared):
        leads_on = k + 1 < len(pieces) and pieces[k + 1].after_colon
        deed = re.sub(r"^(?:to |either |or |and )+", "", texts[k])
        act = Act(_FRAMED[frame], deed) if not leads_on and grammar.item(deed) else None
    elif (
        act is not None
        and frame == "offer"
        and sentence.unit.shape == "item"
        and act.type in ("promise", "conditional_promise")
    ):
        act = Act("offer", act.deed, act.kind, act.refers)
    if act is None or (" " not in body and k + 1 < len(pieces) and pieces[k + 1].after_colon):
        return None, k, k
    condition, first, last = _condition(grammar, sentence, k)
    ordered = k - 1
    if (
        act.type in ("promise", "offer")
        and ordered >= 0
        and _orders(grammar, pieces, texts, ordered)
        and grammar.and_then(texts[k])
    ):
        first = min(first, ordered)
        accepting = grammar.accepts_by_doing(texts[ordered])
        if ordered > 0 and pieces[ordered - 1].role == "condition":
            first = min(first, ordered - 1)
            accepting = grammar.accepts(texts[first])
        return Act("offer" if accepting else "conditional_promise", act.deed, act.kind, act.refers), first, last
    if condition is not None and act.type in ("promise", "offer"):
        act = grammar.under(act, condition)
    elif act.type == "promise" and grammar.pending(body):
        act = Act("conditional_promise", act.deed, act.kind, act.refers)
    if act.type == "promise" and grammar.perk_later(f"{body} {condition or ''}"):
        act = Act("offer", act.deed, act.kind, act.refers)
    return act, first, last


def _sharer(pieces: list[Piece], k: int) -> int:
    j = k - 1
    while j > 0 and (pieces[j].shared or pieces[j].role != "main"):
        j -= 1
    return max(j, 0)


def _orders(grammar: Grammar, pieces: list[Piece], texts: list[str], k: int) -> bool:
    return pieces[k].role == "main" and grammar.is_imperative(texts[k])


def _speaks_up(body: str) -> bool:
    # After "you said ..." the company's own voice starts again with "but we ...".
    return re.match(r"(?:but|however|so|and) (?:i|we|our)\b|(?:i|we) (?:have|will|can|am|are)\b", body) is not None


def _condition(grammar: Grammar, sentence: _Sentence, k: int) -> tuple[str | None, int, int]:
    """The condition of clause k, before or after it, and the range of clauses with it."""
    pieces, texts = sentence.pieces, sentence.texts
    first = last = k
    condition: str | None = None
    while first > 0 and pieces[first - 1].role == "condition" and _opens(sentence, first - 1):
        first -= 1
        condition = texts[first]
    carried = k >= 2 and pieces[k - 1].role == "main" and pieces[k - 2].role == "condition"
    if (
        condition is None
        and carried
        and texts[k].split(" ", 1)[0] in ("and", "y", "und", "et")
        and not grammar.is_imperative(texts[k - 1])
    ):
        condition = texts[k - 2]
    while last + 1 < len(pieces) and pieces[last + 1].role == "condition":
        opens_next = texts[last + 1].startswith(("and ", "but ", "or ", "y ", "und ", "et ")) and last + 2 < len(pieces)
        if opens_next and pieces[last + 2].role == "main":
            break
        last += 1
        condition = condition or texts[last]
    return condition, first, last


def _opens(sentence: _Sentence, at: int) -> bool:
    # A condition belongs to what follows unless it runs on from a main clause without a comma.
    if at == 0 or sentence.pieces[at - 1].role != "main" or sentence.texts[at].startswith(("and ", "but ", "or ")):
        return True
    token = sentence.words.text(sentence.pieces[at].first - 1, sentence.pieces[at].first - 1)
    used = bool(sentence.made) and sentence.made[-1].end >= sentence.span(at, at)[1]
    return not used and not token[-1:].isalnum()


def _aside(walk: _Walk, sentence: _Sentence, k: int) -> None:
    """A reason or relative clause that admits fault makes one admission with the clause before it."""
    body = sentence.texts[k]
    if sentence.pieces[k].role == "reason" and re.match(r"(?:because|since|as|denn|car) (?:i|we) will\b", body):
        act = walk.grammar.read(body)
        if act is not None:
            sentence.made.append(_draw(walk, sentence, act, k, (k, k)))
        return
    if not walk.grammar.admits(body):
        return
    before = k - 1 if k > 0 and sentence.pieces[k - 1].role == "main" else k
    start, end = sentence.span(before, k)
    start += _needless(walk.text[start:end])
    if sentence.made and sentence.made[-1].end > start:
        start = sentence.span(k, k)[0]
    own = (start, end)
    sentence.made.append(_Found(start, end, "liability_admission", "none", sentence.unit.paragraph, own, body))


def _vouched(walk: _Walk, sentence: _Sentence, k: int) -> bool:
    """Whether the clause only vouches for the one before ("..., I guarantee it"), which then takes its type."""
    vouched = walk.grammar.vouches(sentence.texts[k])
    if vouched is None or not sentence.made:
        return False
    before = sentence.made[-1]
    if before.type in COMMITTING:
        before.type = vouched
        before.end = sentence.span(k, k)[1]
    return True


# -- spans ----------------------------------------------------------------------------------------------------------
_TOPIC = re.compile(
    r"(?:as for|regarding|as regards|on|about|concerning|as to|the|your|that|this|en cuanto|respecto|was|zu|quant|pour)\b"
)
_NO_TOPIC = re.compile(
    r"\b(?:is|are|was|were|have|has|will|can|here|news|deal|plan|do|what|how)\b|^(?:and |but |so |ok |yes |no |also )*(?:good|great|update|sorted|sorry|thanks|hi|hello|dear|to |in |i |we |you )"
)


def _draw(walk: _Walk, sentence: _Sentence, act: Act, k: int, whole: tuple[int, int]) -> _Found:
    first, last = whole
    start, end = sentence.span(first, last)
    topic = _topic(walk.grammar, sentence, k) if first == k else ""
    if topic:
        start = sentence.span(k - 1, k - 1)[0]
    start += _needless(walk.text[start:end])
    bracket = _BRACKET.match(walk.text, end, sentence.unit.end)
    end = bracket.end() if bracket else end
    own_start, own_end = sentence.span(k, k)
    pointed = next((one.kind for one in reversed(sentence.made) if one.kind != "none"), walk.pointed)
    kind = walk.grammar.kind(act, f"{topic} {sentence.texts[k]}".strip(), topic, pointed)
    own = (max(own_start, start), end if last == k else own_end)
    return _Found(start, end, act.type, kind, sentence.unit.paragraph, own, sentence.texts[k])


def _topic(grammar: Grammar, sentence: _Sentence, k: int) -> str:
    # "As for the delivery fee: consider it gone" is one act with its topic.
    if k == 0 or not sentence.pieces[k].after_colon:
        return ""
    head = sentence.texts[k - 1]
    if len(head) > 60 or _NO_TOPIC.search(head) or grammar.is_imperative(head):
        return ""
    return head if _TOPIC.match(head) or len(head) < 40 else ""


def _needless(quote: str) -> int:
    cut = 0
    while True:
        head = _NEEDLESS.match(quote, cut)
        if head is None or head.end() >= len(quote):
            return cut
        cut = head.end()


# -- tables and fragments -------------------------------------------------------------------------------------------
_PAST_ROW = re.compile(r"\b(?:ordered|delivered|reported|received|paid|charged|placed)\b")


def _row(walk: _Walk, unit: Unit, words: Words) -> None:
    grammar, norm = walk.grammar, words.norm
    if grammar.is_customers(norm) or len(norm) < 6:
        return
    act = grammar.read(norm.split(" | ")[0])
    if act is not None and act.type == "policy_statement":
        act = None
    due = _due(walk, (unit.start, unit.end), loose=True)
    done = grammar.row_done(norm)
    kind = grammar.kind_of(norm, norm)
    if act is None and ((due is None and not done) or kind is None or _PAST_ROW.search(norm)):
        return
    kind_of_act: CommitmentType = act.type if act else ("done_claim" if done and due is None else "promise")
    found = _Found(unit.start, unit.end, kind_of_act, kind or "other", unit.paragraph, (unit.start, unit.end), norm)
    found.due = due
    _remember(walk, found)


def _fragment(walk: _Walk, unit: Unit, words: Words) -> None:
    """A verbless sentence: its deadline or sum belongs to the clause before ("Tomorrow, before noon.")."""
    before = walk.found[-1] if walk.found else None
    tokens = words.norm.split(" ")
    if before is None or unit.paragraph != before.paragraph or len(tokens) > 10 or before.type not in COMMITTING:
        return
    between = walk.text[before.end : unit.start].strip(" .!)\r\n\t,")
    if between or walk.grammar.has_verb(tokens) or re.match(r"\d+ / \d+", words.norm):
        return
    span = (unit.start, unit.start + len(_TAIL.sub("", walk.text[unit.start : unit.end])))
    due = _due(walk, span, loose=True)
    amount = amounts.find(walk.text[span[0] : span[1]])
    if (due is not None and before.due is None) or (amount is not None and before.amount is None):
        before.end = span[1]
        before.due = before.due or due
        if before.kind in _MONEY_KINDS:
            before.amount = before.amount or amount


# -- what is found --------------------------------------------------------------------------------------------------
def _due(walk: _Walk, span: tuple[int, int], *, loose: bool = False, past: bool = False) -> Due | None:
    return dues.find(
        walk.text[span[0] : span[1]],
        sent_on=walk.sent_on,
        language=walk.language,
        visit=walk.visit,
        loose=loose,
        past=past,
    )


def _remember(walk: _Walk, found: _Found) -> None:
    quote = walk.text[found.start : found.end]
    if not (quote.endswith(")") and "(" in quote):
        found.end = found.start + len(_TAIL.sub("", quote))
    timeless = found.type in ("decline", "liability_admission") or (
        found.type == "offer" and _EITHER.search(found.clause)
    )
    if found.due is None and not timeless:
        found.due = _due(walk, found.own, past=found.type == "done_claim")
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


def _disjoint(found: list[_Found]) -> list[_Found]:
    kept: list[_Found] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if kept and one.start < kept[-1].end:
            one.start = kept[-1].end
        if one.end > one.start:
            kept.append(one)
    return kept


def _merged(found: list[_Found]) -> list[_Found]:
    # Adjoining clauses that make one admission of fault are one.
    merged: list[_Found] = []
    for one in found:
        last = merged[-1] if merged else None
        adjoining = last is not None and last.paragraph == one.paragraph and one.start - last.end < 12
        if last is not None and adjoining and last.type == one.type == "liability_admission":
            last.end = one.end
        else:
            merged.append(one)
    return merged


def _finished(text: str, found: _Found) -> Commitment:
    return Commitment(
        start=found.start,
        end=found.end,
        quote=text[found.start : found.end],
        type=found.type,
        kind=found.kind,
        amount=found.amount,
        due=found.due,
    )
