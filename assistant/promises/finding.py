"""Finding: the walk over a letter, unit by unit, that turns clauses into commitments with exact spans."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from assistant.case import COMMITTING, Amount, Commitment, CommitmentType, Due, Language
from assistant.promises import amounts, dues, english, kinds, layout
from assistant.promises.clauses import Piece, split
from assistant.promises.layout import Unit
from assistant.promises.words import QUOTED, Words, plain
from knowledge.terms import Kind

_MONEY_KINDS = frozenset({"refund", "credit", "discount", "fee_waiver", "delivery"})
_NEEDLESS = re.compile(
    r"(?:[,;:.\s]+|(?:and|but|so|or|then|yet|plus|also|however|although|though|while|nevertheless|furthermore|therefore|ok|okay|please note that)\b[\s,]*)",
    re.IGNORECASE,
)
_TAIL = re.compile(r"[\s.,;:!?…\"”’'»)\]*_~–—-]+$")


@dataclass(slots=True)
class _Found:
    """A commitment in the making. `own` are the stretches of its main clause (conditions left out), for the due date."""

    start: int
    end: int
    type: CommitmentType
    kind: Kind | None
    own: list[tuple[int, int]]
    text: str
    paragraph: int
    refers: bool = False
    due: Due | None = None
    amount: Amount | None = None


@dataclass(slots=True)
class _Walk:
    """What the walk remembers from one unit to the next."""

    text: str
    sent_on: dt.date
    language: Language
    found: list[_Found] = field(default_factory=list)
    topic_kind: Kind | None = None
    visit: dt.date | None = None
    leads: bool = False


def find(text: str, *, sent_on: dt.date, language: Language | None = None) -> tuple[Commitment, ...]:
    """The commitments of a reply in text order, never overlapping, with the types that do not commit as well.

    Offsets are code points of `text`; relative dates count from `sent_on`. `language` None: guessed from the text.
    """
    spoken = language or "en"
    walk = _Walk(text, sent_on, spoken)
    quoted = layout.quotations(text)
    first_quote = 0
    found_units = layout.units(text, quoted)
    for number, unit in enumerate(found_units):
        while first_quote < len(quoted) and quoted[first_quote][1] <= unit.start:
            first_quote += 1
        inside = [q for q in quoted[first_quote : first_quote + 50] if q[0] >= unit.start and q[1] <= unit.end]
        walk.leads = number + 1 < len(found_units) and found_units[number + 1].intro == (unit.start, unit.end)
        _unit(walk, unit, inside)
    return tuple(_finished(walk, found) for found in _disjoint(walk.found))


def _unit(walk: _Walk, unit: Unit, quoted: list[tuple[int, int]]) -> None:
    if unit.end - unit.start > 4000:
        # No sentence a person wrote is that long; reading it as words would only cost time.
        unit = Unit(unit.shape, unit.start, unit.start + 4000, unit.paragraph, unit.intro, unit.cells, unit.question)
    masks = _masks(walk.text, unit.start, unit.end, quoted)
    words = plain(walk.text, unit.start, unit.end, walk.language, masks)
    if not words.norm:
        return
    if unit.shape == "row":
        _row(walk, unit, words)
        return
    if unit.question:
        walk.topic_kind = kinds.kind_of(words.norm, words.norm) or walk.topic_kind
        return
    _sentence(walk, unit, words)


def _masks(text: str, start: int, end: int, quoted: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    masks: list[tuple[int, int, str]] = []
    for low, high in layout.parentheses(text, start, end):
        masks.append((low, high, ""))
    for low, high in quoted:
        inside = text[low + 1 : high - 1]
        if len(inside.split()) >= 2 and not any(m[0] < high and low < m[1] for m in masks):
            masks.append((low, high, QUOTED))
    return masks


def _sentence(walk: _Walk, unit: Unit, words: Words) -> None:
    pieces = split(words)
    texts = [words.text(p.first, p.last) for p in pieces]
    if walk.leads and pieces:
        # The line that opens a list says what the items are; it holds no act of its own at its end.
        pieces, texts = pieces[:-1], texts[:-1]
    frame = _intro_frame(walk, unit)
    made: list[_Found] = []
    reported = False
    k = 0
    while k < len(pieces):
        piece, body = pieces[k], texts[k]
        if piece.after_colon and k > 0 and not frame:
            frame = _frame_of(texts[k - 1])
        if english.is_customers(body) and piece.role == "main":
            reported = True
        elif piece.role in ("reason", "relative"):
            _aside(walk, unit, words, pieces, texts, k, made)
        elif piece.role != "condition" and not _vouched(words, piece, body, made):
            act, first, last = _act(walk, pieces, texts, k, frame, reported=reported)
            if act is not None:
                reported = False
                made.append(_draw(walk, unit, words, pieces, texts, (first, last, k), act, made))
                k = max(k, last)
        k += 1
    if not made:
        _fragment(walk, unit, words)
    for one in made:
        _remember(walk, one)
    _recall(walk, words.norm, made)


def _aside(
    walk: _Walk, unit: Unit, words: Words, pieces: list[Piece], texts: list[str], k: int, made: list[_Found]
) -> None:
    """A reason or relative clause that admits fault makes one admission with the clause before it."""
    if not english.admits(texts[k]):
        return
    before = k - 1 if k > 0 and pieces[k - 1].role == "main" else k
    start, end = words.span(pieces[before].first, pieces[k].last)
    start += _needless(walk.text[start:end])
    if made and made[-1].end > start:
        start = words.span(pieces[k].first, pieces[k].last)[0]
    made.append(_Found(start, end, "liability_admission", "none", [], texts[k], unit.paragraph))


def _vouched(words: Words, piece: Piece, body: str, made: list[_Found]) -> bool:
    """Whether the clause only vouches for the one before ("..., I guarantee it"), which then takes its type."""
    vouched = english.confirms_before(body)
    if vouched is None or not made:
        return False
    if made[-1].type in COMMITTING:
        made[-1].type = vouched
        made[-1].end = words.span(piece.first, piece.last)[1]
    return True


def _recall(walk: _Walk, norm: str, made: list[_Found]) -> None:
    # What "it" and "that" in the next sentence will point to.
    kind = made[-1].kind if made else kinds.by_noun(norm)
    if kind not in (None, "none"):
        walk.topic_kind = kind


def _act(
    walk: _Walk, pieces: list[Piece], texts: list[str], k: int, frame: str, *, reported: bool
) -> tuple[english.Act | None, int, int]:
    """What piece k does; with the first and the last piece that belong to it (conditions, "send us X and we will")."""
    body = texts[k]
    if pieces[k].shared:
        body = _with_subject(texts, pieces, k)
    act = english.read(body)
    if reported and act is not None and act.type not in ("decline", "liability_admission") and not _voice(texts[k]):
        act = None
    first = last = k
    if act is None and english.is_imperative(texts[k]) and frame not in ("promise", "offer", "done"):
        return None, first, last
    if act is None and frame in ("promise", "offer", "done") and (k == 0 or pieces[k].after_colon or pieces[k].shared):
        topic = k + 1 < len(pieces) and pieces[k + 1].after_colon
        act = None if topic else _item(texts[k], frame)
    elif act is not None and frame == "offer" and act.type in ("promise", "conditional_promise"):
        act = english.Act("offer", act.deed, act.kind, act.refers)
    if act is None:
        return None, first, last
    condition, first, last = _conditions(pieces, texts, k)
    earlier = k - 1
    if (
        act.type in ("promise", "offer")
        and earlier >= 0
        and pieces[earlier].role == "main"
        and english.is_imperative(texts[earlier])
        and _and_then(texts[k])
    ):
        accepting = english.accepts_by_doing(texts[earlier])
        first = min(first, earlier)
        if earlier - 1 >= 0 and pieces[earlier - 1].role == "condition":
            first = min(first, earlier - 1)
        return english.Act("offer" if accepting else "conditional_promise", act.deed, act.kind, act.refers), first, last
    if condition is not None and act.type in ("promise", "offer"):
        act = _under(act, condition)
    elif act.type == "promise" and _PENDING.search(body):
        act = english.Act("conditional_promise", act.deed, act.kind, act.refers)
    if act.type == "promise" and english.perk_later(body if condition is None else f"{body} {condition}"):
        act = english.Act("offer", act.deed, act.kind, act.refers)
    return act, first, last


def _voice(body: str) -> bool:
    return bool(re.match(r"(?:but|however|so|and) (?:i|we|our)\b|(?:i|we) (?:have|will|can|am|are)\b", body))


def _and_then(body: str) -> bool:
    return bool(re.match(r"(?:and|then|or|so)? ?(?:then )?(?:i|we|you|our|your|the|it|that|one of)\b", body))


_PENDING = re.compile(
    r"\b(?:subject to|pending|depending on|(?:up)?on (?:receipt|receiving|return|approval|proof)|on condition|provided|following (?:her|his|their|the|our) (?:report|inspection|review|visit|findings)|"
    r"after (?:inspection|receipt|the inspection|we receive|we have)|with (?:a|the) (?:doctor's note|receipt|proof)|against (?:a )?receipt)\b"
)
_OWN_TIMING = re.compile(r"^(?:and |but )*(?:as soon as|the (?:moment|minute|second)|when|once|after|until)\b")
_CUSTOMERS_EVENT = re.compile(
    r"\b(?:you|your|receiv\w+|reach\w*|arriv\w+ (?:with|back|at)|return\w*|back with us|if|approv\w+|accept\w*|confirm\w* by|agree\w*)\b"
)


def _under(act: english.Act, condition: str) -> english.Act:
    if re.match(
        r"(?:and |but )*(?:until|following our|as you|whenever|before)\b", condition
    ) and not english.asks_to_accept(condition):
        return act
    if re.search(r"\bif (?:you have any|you need (?:any|more)|there is anything|i can)\b", condition):
        return act
    if english.asks_to_accept(condition):
        return english.Act("offer", act.deed, act.kind, act.refers)
    contact = kinds.kind_of(act.deed, act.deed) == "contact"
    if (
        _OWN_TIMING.match(condition)
        and (contact or condition.startswith(("as soon as", "the moment", "the minute")))
        and not _CUSTOMERS_EVENT.search(condition)
    ):
        return act
    if re.match(r"(?:and )?(?:the )?next time", condition):
        return (
            english.Act("offer", act.deed, act.kind, act.refers)
            if english.perk_later(condition) and not re.search(r"check in|log in|bill", condition)
            else act
        )
    return english.Act("conditional_promise", act.deed, act.kind, act.refers)


def _conditions(pieces: list[Piece], texts: list[str], k: int) -> tuple[str | None, int, int]:
    """The condition of piece k, before or after it, and the range of pieces with it."""
    first = last = k
    condition: str | None = None
    before = k - 1
    while before >= 0 and pieces[before].role == "condition":
        condition, first = texts[before], before
        before -= 1
    if (
        condition is None
        and k >= 2
        and pieces[k].role == "main"
        and pieces[k - 1].role == "main"
        and pieces[k - 2].role == "condition"
        and _and_then(texts[k])
        and texts[k].startswith("and")
    ):
        condition = texts[k - 2] if not english.is_imperative(texts[k - 1]) else None
    after = k + 1
    while after < len(pieces) and pieces[after].role == "condition":
        if after + 1 < len(pieces) and not pieces[after].after_colon and _starts_own(texts, pieces, after):
            break
        condition = condition or texts[after]
        last = after
        after += 1
    return condition, first, last


def _starts_own(texts: list[str], pieces: list[Piece], at: int) -> bool:
    # "..., and if it fails again, we will ...": the condition belongs to what follows.
    return texts[at].startswith(("and ", "but ", "or ")) and pieces[at + 1].role == "main"


def _with_subject(texts: list[str], pieces: list[Piece], k: int) -> str:
    """The piece with the subject and helping verb of the piece whose they are."""
    j = k - 1
    while j > 0 and (pieces[j].shared or pieces[j].role != "main"):
        j -= 1
    own = re.sub(r"^(?:and|or|then|plus|&|\+) ", "", texts[k])
    if re.match(r"(?:then |also )*(?:will|have|has|can|shall)\b", own):
        head = re.match(r"^(.*?\b)(?:will|have|has|can|shall)\b", texts[j])
    else:
        head = re.match(
            r"^(.*?\b(?:will|shall|can|have|has|am|are|is|was|were|may|might|could|would|let me|going to|able to|like to|happy to|pleased to|glad to)(?: (?:be|been|also|now|already|\w+ly|happy to|glad to|like to|love to|able to|going to|pleased to|like to|try to|hope to))*)\b",
            texts[j],
        )
    return f"{head.group(1).strip()} {own}" if head else own


# -- lists and tables -----------------------------------------------------------------------------------------------
_CUSTOMER_INTRO = re.compile(
    r"\b(?:you (?:will |would )?(?:need|must|should|have to|can|could)|please|from you|could you|ask you|asking you|need to know|need (?:a few|some|the following|two|three)|send us|tell us|questions?|meanwhile|in the meantime|try|help us|your side|your part|what you can do|for you to do|steps for you|before (?:i|we) can)\b"
)
_OFFER_INTRO = re.compile(
    r"\b(?:(?:i|we) (?:can|could|would like to|am happy to|are happy to|am able to|are able to)|offer|options?|choose|choice|choices|either of|one of the following|whichever|pick|propose|suggest)\b"
)
_DONE_INTRO = re.compile(
    r"\b(?:(?:i|we) have(?: now| already| also)*(?: done)?|so far|what (?:we|i) did|done(?: so far)?|already)\b"
)
_DECLINE_INTRO = re.compile(r"\b(?:(?:can|will|could) not|unable|not able)\b")
_HEDGE_INTRO = re.compile(r"\b(?:might|may|hope to|try to|should)\b")
_PROMISE_INTRO = re.compile(
    r"\b(?:what happens(?: next| now)?|next steps?|the deal|the plan|(?:i|we) (?:will|shall|am|are)|will happen|going to|here is how|on our side|our side|you (?:will|can expect)|what is next|this is what|to (?:make|put) (?:it|this|things) (?:up|right)|as follows|we have agreed|agreed|you get|settled on|the following|commit\w*)\b"
)


def _intro_frame(walk: _Walk, unit: Unit) -> str:
    if unit.intro is None:
        return ""
    return _frame_of(plain(walk.text, unit.intro[0], unit.intro[1], walk.language, []).norm)


def _frame_of(words: str) -> str:
    for name, pattern in (
        ("decline", _DECLINE_INTRO), ("customer", _CUSTOMER_INTRO), ("offer", _OFFER_INTRO), ("promise", _PROMISE_INTRO), ("done", _DONE_INTRO), ("hedge", _HEDGE_INTRO),
    ):  # fmt: skip
        if pattern.search(words):
            return name
    return ""


def _item(body: str, frame: str) -> english.Act | None:
    deed = re.sub(r"^(?:to |either |or |and )+", "", body)
    if not kinds.kind_of(deed, deed) and not re.match(r"[a-z-]+", deed):
        return None
    types: dict[str, CommitmentType] = {"promise": "promise", "offer": "offer", "done": "done_claim"}
    return english.Act(types[frame], deed)


_ROW_DONE = re.compile(
    r"\b(?:done|completed|complete|approved|sent|refunded|credited|fixed|finished|issued|already|✓|✔|✅)(?:\b|$)"
)
_PAST_ONLY = re.compile(r"\b(?:ordered|delivered|reported|received|paid|charged|placed)\b")


def _row(walk: _Walk, unit: Unit, words: Words) -> None:
    norm = words.norm
    if english.is_customers(norm) or len(norm) < 6:
        return
    act = english.read(words.norm.split(" | ")[0], general_ok=False)
    due = dues.find(
        walk.text[unit.start : unit.end], sent_on=walk.sent_on, language=walk.language, visit=walk.visit, loose=True
    )
    kind = kinds.kind_of(norm, norm)
    if act is None and due is None and not _ROW_DONE.search(norm):
        return
    if act is None and (kind is None or _PAST_ONLY.search(norm)):
        return
    kind_of_act: CommitmentType = (
        act.type if act else ("done_claim" if _ROW_DONE.search(norm) and due is None else "promise")
    )
    found = _Found(unit.start, unit.end, kind_of_act, kind or "other", [(unit.start, unit.end)], norm, unit.paragraph)
    found.due = due
    _remember(walk, found)


# -- drawing a span -------------------------------------------------------------------------------------------------
def _draw(
    walk: _Walk,
    unit: Unit,
    words: Words,
    pieces: list[Piece],
    texts: list[str],
    where: tuple[int, int, int],
    act: english.Act,
    made: list[_Found],
) -> _Found:
    first, last, k = where
    start, _ = words.span(pieces[first].first, pieces[first].last)
    _, end = words.span(pieces[last].first, pieces[last].last)
    if first == k and k > 0 and pieces[k].after_colon and pieces[k - 1].role == "topic":
        start = words.span(pieces[k - 1].first, pieces[k - 1].last)[0]
    topic = ""
    if k > 0 and pieces[k].after_colon and first == k and not english.is_imperative(texts[k - 1]):
        head = texts[k - 1]
        if (
            re.match(r"(?:as for|regarding|as regards|on|about|concerning|as to|the|your|that|this)\b", head)
            and len(head) < 60
            and not re.search(r"\b(?:is|are|was|have|will|can|here|news|deal|plan)\b", head)
        ) or (
            len(head) < 40
            and act.deed
            and texts[k].startswith(act.deed[:10])
            and not re.search(r"\b(?:is|are|was|have|will|can|here|news|deal|plan)\b", head)
        ):
            topic = head
            start = words.span(pieces[k - 1].first, pieces[k - 1].last)[0]
    start += _needless(walk.text[start:end])
    end = _with_bracket(walk.text, end, unit.end)
    own = [words.span(pieces[k].first, pieces[k].last)]
    own[0] = (own[0][0], max(own[0][1], end) if last == k else own[0][1])
    found = _Found(start, end, act.type, None, own, texts[k], unit.paragraph, act.refers)
    found.kind = _kind(walk, act, f"{topic} {texts[k]}".strip(), topic, made)
    return found


def _needless(quote: str) -> int:
    cut = 0
    while True:
        head = _NEEDLESS.match(quote[cut:])
        if head is None or head.end() == 0 or cut + head.end() >= len(quote):
            return cut
        cut += head.end()


def _with_bracket(text: str, end: int, limit: int) -> int:
    # "I have refunded the gyoza ($9.50)": a short bracket that names the sum or the reference belongs to the act.
    bracket = re.compile(r"\s?\((?=[^()\n]*(?:[$€£]|\bref|\d))[^()\n]{1,40}\)").match(text, end, limit)
    return bracket.end() if bracket else end


_POINTS = re.compile(
    r"\b(?:it|this|that|them|they|one|these|those|correction|the same|so|figure|amount|sum|slot|rest|balance|both|either)\b"
)


def _kind(walk: _Walk, act: english.Act, body: str, topic: str, made: list[_Found]) -> Kind:
    if act.kind in ("fee_waiver", "other", "none"):
        return act.kind
    if act.type == "liability_admission":
        return "none"
    pointed = next((one.kind for one in reversed(made) if one.kind not in (None, "none")), walk.topic_kind)
    if act.type == "policy_statement":
        return _rule_kind(body, kinds.by_noun(body) or kinds.kind_of(act.deed, body), pointed)
    if act.type == "guarantee":
        return _vow_kind(body, pointed)
    named = kinds.by_noun(topic) if topic else None
    if named is not None:
        return named
    by_verb = kinds.kind_of(act.deed, "")
    if act.refers and pointed is not None and by_verb in (None, "contact"):
        return pointed
    return by_verb or kinds.by_noun(body) or (pointed if pointed and _POINTS.search(body) else None) or "other"


_VOW = re.compile(r"\b(?:will|shall|guarantee|word)\b(?: \S+){0,4}? (?:be |not |never |have |that |is |get |you )*(?P<deed>\S+.*)")


def _vow_kind(body: str, pointed: Kind | None) -> Kind:
    if re.search(r"\b(?:happen|recur|repeat|occur)|\bnever (?:\w+ )?(?:wipe|share|sell|give|disclose|lose|pass|forget|enter|contact|call)|no circumstances will your data", body):
        return "other"
    found = _VOW.search(body)
    return (kinds.kind_of(found["deed"], "") if found else None) or kinds.by_noun(body) or pointed or "other"


_BINDS = re.compile(
    r"\b(?:renew|trials?|auto(?:matically)? renew|deductible|(?:fee|charge|penalty)s? (?:is|are|of|applies|apply)|applies|charged at|must be made|readings?|estimated|bills? are|payable|bound|id required|expire|measured)\b"
)


def _rule_kind(body: str, kind: Kind | None, pointed: Kind | None) -> Kind:
    if re.search(r"\b(?:warranty|guarantee)\b", body):
        return kind if kind in ("refund", "replacement") and re.search(r"refund|replace", body) else "repair"
    if re.search(r"\brefund|non-refundable|final sale|returns?\b|money back|reimburs|\bclaimed\b", body):
        return "refund"
    if re.search(r"\bcover|outside\b", body):
        return "repair" if pointed == "repair" else "refund"
    if _BINDS.search(body):
        return "none"
    return kind or "none"


def _fragment(walk: _Walk, unit: Unit, words: Words) -> None:
    """A sentence without an act: a deadline or sum that belongs to the clause before, or "Gone." after a question."""
    if not walk.found or unit.paragraph != walk.found[-1].paragraph or len(words.spans) > 10:
        return
    before = walk.found[-1]
    if re.fullmatch(r"[\d/ ^~\w-]{1,6}", words.norm) and "/" in words.norm:
        return
    if walk.text[before.end : unit.start].strip(" .!)\r\n\t,") != "":
        return
    tokens = words.norm.split(" ")
    if english.has_verb(tokens):
        return
    body = walk.text[unit.start : unit.end]
    due = dues.find(body, sent_on=walk.sent_on, language=walk.language, visit=walk.visit, loose=True)
    amount = amounts.find(body)
    if before.type in COMMITTING and (due or amount) and (before.due is None or due is None):
        before.end = unit.start + len(_TAIL.sub("", body))
        before.own.append((unit.start, unit.end))
        if due and before.due is None:
            before.due = due
        if amount and before.amount is None and before.kind in _MONEY_KINDS:
            before.amount = amount


def _remember(walk: _Walk, found: _Found) -> None:
    quote = walk.text[found.start : found.end]
    found.end = found.start + len(_TAIL.sub(_keep_bracket(quote), quote))
    choice = found.type == "offer" and re.search(r"\beither\b.*\bor\b", found.text) is not None
    if found.due is None and found.type not in ("decline", "liability_admission") and not choice:
        past = found.type == "done_claim"
        for low, high in found.own:
            found.due = dues.find(
                walk.text[max(low, found.start) : high],
                sent_on=walk.sent_on,
                language=walk.language,
                visit=walk.visit,
                past=past,
            )
            if found.due is not None:
                break
        if (
            found.type == "policy_statement"
            and found.due is not None
            and (
                found.due.unit == "date"
                or re.search(
                    r"return|within \d+ \w+ of|claim|report|cancel|notif|made|after|unless|up to|exchange", found.text
                )
            )
            and not re.search(
                r"refunds? (?:\w+ )?(?:take|are)|reply|answer|respond|processed|paid|decided|issued", found.text
            )
        ):
            found.due = None
    if found.kind in _MONEY_KINDS and found.amount is None:
        found.amount = amounts.find(walk.text[found.start : found.end])
        if found.type == "policy_statement" and re.search(r"deductible|excess", found.text):
            found.amount = None
    if (
        found.kind in ("repair", "replacement", "investigation", "other")
        and found.due is not None
        and found.due.date is not None
        and found.type in COMMITTING
    ):
        walk.visit = found.due.date
    walk.found.append(found)


def _keep_bracket(quote: str) -> str:
    return ")" if quote.rstrip(" .,;:!?").endswith(")") and "(" in quote else ""


def _disjoint(found: list[_Found]) -> list[_Found]:
    kept: list[_Found] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if one.end <= one.start:
            continue
        if kept and one.start < kept[-1].end:
            if one.end <= kept[-1].end:
                continue
            one.start = kept[-1].end
        kept.append(one)
    return _merged(kept)


def _merged(found: list[_Found]) -> list[_Found]:
    # Adjoining clauses that make one admission of fault are one.
    merged: list[_Found] = []
    for one in found:
        last = merged[-1] if merged else None
        if (
            last
            and last.type == one.type == "liability_admission"
            and last.paragraph == one.paragraph
            and one.start - last.end < 12
        ):
            last.end = one.end
        else:
            merged.append(one)
    return merged


def _finished(walk: _Walk, found: _Found) -> Commitment:
    return Commitment(
        start=found.start,
        end=found.end,
        quote=walk.text[found.start : found.end],
        type=found.type,
        kind=found.kind or "other",
        amount=found.amount,
        due=found.due,
    )
