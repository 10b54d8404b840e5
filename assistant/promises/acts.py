"""Acts: what one clause of a sentence does, with the clauses that belong to it."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.case import CommitmentType
from assistant.promises import opinion
from assistant.promises.clauses import Piece
from assistant.promises.grammar import Act, Frame, Grammar
from assistant.promises.patterns import Scan, match
from assistant.promises.walk import Sentence, Walk

_WOULD = re.compile(
    r"\bwould (?!(?:ask|suggest|recommend|advise|need|like|prefer|appreciate|be grateful|expect|mean|have|be (?:\w*happy|sad|upset|glad|wrong|right|sorry|disappointed|angry|cross|furious|annoyed|frustrated|worried|livid|fuming|unhappy|puzzled|shocked))\b)"
)
_FRAMED: dict[Frame, CommitmentType] = {"promise": "promise", "offer": "offer", "done": "done_claim"}


def act_of(walk: Walk, sentence: Sentence, k: int, frame: Frame, *, reported: bool) -> tuple[Act | None, int, int]:
    """What clause k does; with the first and last clause that belong to it (conditions, "send us X and we will")."""
    grammar, pieces, texts = walk.grammar, sentence.pieces, sentence.texts
    body = texts[k]
    if pieces[k].shared:
        body = grammar.with_subject(texts[_sharer(pieces, k)], body)
    act = _read(grammar, sentence, k, body, frame, reported=reported)
    clause = _clause(walk, sentence, k, body, act, frame=frame, reported=reported)
    sentence.asked[k] = clause
    if walk.heard is not None:
        walk.heard.append((*sentence.span(k, k), clause))
    else:
        act = _weighed(walk, sentence, k, act, clause)
    if (
        act is None
        or (" " not in texts[k] and act.type == "done_claim")
        or (" " not in body and k + 1 < len(pieces) and pieces[k + 1].after_colon)
    ):
        return None, k, k
    condition, first, last = _condition(grammar, sentence, k)
    ordered = k - 1
    if (
        act.type in ("promise", "offer")
        and ordered >= 0
        and frame not in _FRAMED
        and _orders(grammar, pieces, texts, ordered)
        and grammar.and_then(texts[k])
    ):
        first = min(first, ordered)
        accepting = grammar.accepts_by_doing(texts[ordered])
        if ordered > 0 and pieces[ordered - 1].role == "condition":
            first = min(first, ordered - 1)
            accepting = grammar.accepts(texts[first])
        hangs: CommitmentType = "offer" if accepting else "conditional_promise"
        return replace(act, type=_hanging(walk, hangs, clause)), first, last
    if condition is not None and act.type in ("promise", "offer"):
        act = grammar.under(act, condition)
        act = replace(act, type=_hanging(walk, act.type, clause))
    elif act.type == "promise" and grammar.pending(body):
        act = Act("conditional_promise", act.deed, act.kind, act.refers)
    if act.type in ("promise", "conditional_promise") and grammar.perk_later(f"{body} {condition or ''}"):
        act = Act("offer", act.deed, act.kind, act.refers)
    return act, first, last


def _read(grammar: Grammar, sentence: Sentence, k: int, body: str, frame: Frame, *, reported: bool) -> Act | None:
    """What the grammar makes of clause k by itself, in the frame of its list."""
    pieces = sentence.pieces
    act = grammar.read(body)
    led = k > 0 and _orders(grammar, pieces, sentence.texts, k - 1) and grammar.and_then(sentence.texts[k])
    if act is None and (_conditions_near(pieces, k) or led):
        # "Were you to send it, we would look at it again."
        act = grammar.read(grammar.in_future(body)) or grammar.read(_WOULD.sub("will ", body))
    if reported and act is not None and act.type not in ("decline", "liability_admission") and not _speaks_up(body):
        act = None
    offered = frame == "offer" and sentence.unit.shape == "item"
    planned = frame == "promise" and sentence.unit.shape == "item"
    if act is None and (offered or planned):
        act = grammar.read(grammar.in_future(body))
    if act is None and frame in _FRAMED and (k == 0 or pieces[k].after_colon or pieces[k].shared):
        leads_on = k + 1 < len(pieces) and pieces[k + 1].after_colon
        deed = re.sub(r"^(?:to |either |or |and )+", "", sentence.texts[k])
        return Act(_FRAMED[frame], deed) if not leads_on and grammar.item(deed) else None
    if act is not None and offered and act.type in ("promise", "conditional_promise"):
        return Act("offer", act.deed, act.kind, act.refers)
    return act


# How sure the second opinion must be to take an act, to drop one, to give one another type, and to say what hangs on it.
_TAKES, _DROPS, _TURNS, _HANGS = 0.8, 0.9, 0.6, 0.7
# What makes one of these another is the condition, which the grammar reads.
_PLEDGES = frozenset(("promise", "offer", "conditional_promise"))
# These say so in a word that the grammar knows.
_WORDED = frozenset(("hedged", "decline", "guarantee"))


# "This week's box lands on Thursday, as planned" claims nothing as done.
_PAST = Scan(
    r"\b(?:have|has|had|was|were|did|is|are|been)\b|\b(?:i|we|he|she|they|team|crew|office|desk) (?:\w+ly |also |just |already )*\w+(?:ed|t|d|ve|nt)\b"
)


def _weighed(walk: Walk, sentence: Sentence, k: int, act: Act | None, clause: opinion.Clause) -> Act | None:
    """The act after the second opinion, which knows what the grammar made of the clause."""
    if act is None:
        barred = clause.reported or walk.grammar.is_imperative(clause.text) or not _may_be_act(walk.grammar, clause)
        return None if barred else _taken(sentence, k, clause)
    likeliest, share = opinion.act_of(clause)
    if likeliest is None:
        # A deed claimed as done is kept: whether it was done is for others to ask.
        return None if share > _DROPS and act.type != "done_claim" else act
    worded = act.type in _WORDED or likeliest == "guarantee"
    if likeliest == "done_claim" and clause.language == "en" and not _PAST.search(clause.text):
        return act
    turns = share > _TURNS and not worded and not {act.type, likeliest} <= _PLEDGES
    return replace(act, type=_unconditional(likeliest)) if turns else act


def _may_be_act(grammar: Grammar, clause: opinion.Clause) -> bool:
    if clause.language == "en":
        return opinion.may_add(clause.text)
    return clause.text.count(" ") > 2 and not grammar.is_customers(clause.text) and not _HOW_IT_IS.search(clause.text)


# "Le montant est limité à 150 £": how a rule has it, not what was done.
_HOW_IT_IS = Scan(
    r"\b(?:est|sont|était|étaient) (?:limité|plafonné|fixé|exclu|inclus|compris|fermé|situé)\w*|\b(?:es|está|están|son) (?:limitad|excluid|incluid|cerrad|situad)\w+|"
    r"\b(?:ist|sind|war|waren) (?:\S+ ){0,5}?(?:begrenzt|ausgeschlossen|geschlossen|enthalten|geöffnet|befristet)\b"
)


def _hanging(walk: Walk, type_: CommitmentType, clause: opinion.Clause) -> CommitmentType:
    # What hangs on a wish is offered, what hangs on an event is promised for then; the words of the condition tell.
    if walk.heard is not None or type_ not in ("offer", "conditional_promise") or not clause.under:
        return type_
    likelier, share = opinion.offered_or_promised(clause)
    return likelier if share > _HANGS else type_


def _unconditional(type_: CommitmentType) -> CommitmentType:
    # Whether a condition hangs on it is told by the clauses around it.
    return "promise" if type_ == "conditional_promise" else type_


def _taken(sentence: Sentence, k: int, clause: opinion.Clause) -> Act | None:
    likeliest, share = opinion.act_of(clause)
    if likeliest is None or share < _TAKES:
        return None
    leads = k + 1 < len(sentence.pieces) and sentence.pieces[k + 1].role in ("reason", "relative")
    if likeliest == "liability_admission" and leads:
        # The clause that follows tells whose fault it was; if it was ours, it takes this one along.
        return None
    pledged = likeliest in _PLEDGES and clause.condition
    return Act("promise" if pledged else _unconditional(likeliest), opinion.deed(clause.text))


def _clause(
    walk: Walk, sentence: Sentence, k: int, body: str, act: Act | None, *, frame: Frame, reported: bool
) -> opinion.Clause:
    grammar, pieces, texts = walk.grammar, sentence.pieces, sentence.texts
    near = [texts[at] for at in (k - 1, k + 1) if 0 <= at < len(pieces) and pieces[at].role == "condition"]
    ordered = k > 0 and _orders(grammar, pieces, texts, k - 1) and grammar.and_then(texts[k])
    accepting = (bool(near) and grammar.accepts(near[0])) or (ordered and grammar.accepts_by_doing(texts[k - 1]))
    pointed = sentence.spoken_of(walk.pointed)
    return opinion.Clause(
        body,
        pieces[k].role,
        frame,
        sentence.unit.shape,
        bool(near),
        ordered,
        accepting,
        reported,
        pointed or "",
        act.type if act else opinion.NO_ACT,
        " . ".join([walk.before, *texts[:k]]),
        " . ".join([*texts[k + 1 :], walk.after]),
        walk.language,
        near[0] if near else texts[k - 1] if ordered else "",
        walk.latest or "",
        sentence.made[-1].kind if sentence.made else "",
    )


def _conditions_near(pieces: list[Piece], k: int) -> bool:
    return any(0 <= at < len(pieces) and pieces[at].role == "condition" for at in (k - 1, k + 1))


def _sharer(pieces: list[Piece], k: int) -> int:
    j = k - 1
    while j > 0 and (pieces[j].shared or pieces[j].role != "main"):
        j -= 1
    return max(j, 0)


def _orders(grammar: Grammar, pieces: list[Piece], texts: list[str], k: int) -> bool:
    return pieces[k].role == "main" and grammar.is_imperative(texts[k])


def _speaks_up(body: str) -> bool:
    # After "you said ..." the company's own voice starts again with "but we ...".
    return match(r"(?:but|however|so|and) (?:i|we|our)\b|(?:i|we) (?:have|will|can|am|are)\b", body) is not None


def _condition(grammar: Grammar, sentence: Sentence, k: int) -> tuple[str | None, int, int]:
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
        if sentence.before(last + 1) == ";" and last + 2 < len(pieces):
            break
        opens_next = texts[last + 1].startswith(("and ", "but ", "or ", "y ", "und ", "et ")) and last + 2 < len(pieces)
        if opens_next and pieces[last + 2].role == "main":
            break
        last += 1
        condition = condition or texts[last]
    return condition, first, last


def _opens(sentence: Sentence, at: int) -> bool:
    # A condition belongs to what follows unless it runs on from a main clause without a comma.
    if at == 0 or sentence.pieces[at - 1].role != "main" or sentence.texts[at].startswith(("and ", "but ", "or ")):
        return True
    token = sentence.before(at)
    used = bool(sentence.made) and sentence.made[-1].end >= sentence.span(at, at)[1]
    return not used and not token[-1:].isalnum()
