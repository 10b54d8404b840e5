"""Clauses: an English sentence, read as words, cut into the pieces that can each hold one act.

A piece is a main clause, a condition ("if the leak comes back"), a reason or purpose, or a relative clause. Pieces without
a verb are joined to their neighbour.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from assistant.promises.cutting import AUX, CONDITIONS, COORDINATORS, END, PREPOSITIONS, PRESENT, REASON, RELATIVE, cuts
from assistant.promises.patterns import match
from assistant.promises.verbs import BASE, ING, PAST, word_set
from assistant.promises.words import Words

Role = Literal["main", "condition", "reason", "relative", "topic"]

# "After that your return will be worked out": when, not a condition.
_THEREUPON = re.compile(
    r"after that ,? ?(?:i|we|you|he|she|they|it|your|our|the|a|an|my|this)\b(?! (?:has|have|is|are|arrives?|comes?)\b)"
)
_ORDERS = word_set("dm pm say reply text type click tick quote show hop swing whatsapp")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words `first` to `last` of the sentence. `shared`: the subject and helping verb stand in the piece before."""

    first: int
    last: int
    role: Role = "main"
    shared: bool = False
    after_colon: bool = False


def split(words: Words) -> list[Piece]:
    """The pieces of one sentence, in order."""
    return list(_pieces(words.norm)) if words.norm else []


# A letter is read again at every edit, mostly with the same sentences.
@lru_cache(maxsize=4096)
def _pieces(norm: str) -> tuple[Piece, ...]:
    tokens = norm.split(" ")
    cut = cuts(tokens)
    pieces: list[Piece] = []
    for k, (at, shared) in enumerate(cut):
        first, last = at, (cut[k + 1][0] if k + 1 < len(cut) else len(tokens)) - 1
        while first <= last and not _opens_piece(tokens[first]):
            first += 1
        while last >= first and not (tokens[last][-1].isalnum() or tokens[last][-1] in "%€£$'"):
            last -= 1
        if first <= last:
            colon = at > 0 and (tokens[at - 1] == ":" or tokens[at] == ":")
            text = " ".join(tokens[first : last + 1])
            pieces.append(Piece(first, last, _role(text, tokens, at), shared, colon))
    return tuple(_joined(pieces, tokens))


def _opens_piece(token: str) -> bool:
    return token not in END and (token[0].isalnum() or token[0] in "$€£@'")


def _role(text: str, tokens: list[str], at: int) -> Role:
    body = text
    head = body.split(" ", 1)[0]
    if head in COORDINATORS and " " in body:
        body = body.split(" ", 1)[1]
    if body.startswith(("after which", "at which point", "until then", "when that", "upon which")):
        return "main"
    if _THEREUPON.match(body):
        return "main"
    if CONDITIONS.match(body):
        if (
            body.startswith(("should", "had", "were"))
            and at != 0
            and tokens[at - 1] not in END
            and head not in COORDINATORS
        ):
            return "main"
        return "condition" if not body.startswith("even") else "reason"
    if head == "so" and match(
        r"so (?:that|you (?:can|do|are|know|have|could|would)|they|nobody|no one|the next|everyone|it (?:does|is|can)|others|as to)\b",
        text,
    ):
        return "reason"
    if REASON.match(body):
        return "reason"
    if RELATIVE.match(body):
        return "relative"
    return "main"


def _joined(pieces: list[Piece], tokens: list[str]) -> list[Piece]:
    # A piece without a verb belongs to its neighbour: before it, or after it where it opens the sentence.
    joined: list[Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if before and _leans(tokens, piece):
            if tokens[piece.first] not in ("sorry", "thanks", "already"):
                joined[-1] = replace(before, last=piece.last)
        elif before and before.role == piece.role == "main" and not piece.after_colon and _leads_in(tokens, before):
            joined[-1] = replace(piece, first=before.first, shared=before.shared)
        else:
            joined.append(piece)
    return joined


def _leans(tokens: list[str], piece: Piece) -> bool:
    if piece.after_colon:
        # After a colon only a bare sum or date leans back ("refund approved: $88").
        return tokens[piece.first][0] in "$€£" and not any(word in AUX for word in tokens[piece.first : piece.last + 1])
    return not piece.shared and piece.role == "main" and not _has_verb(tokens, piece)


def _leads_in(tokens: list[str], piece: Piece) -> bool:
    held = tokens[piece.first : piece.last + 1]
    if not _has_verb(tokens, piece):
        return True
    return held[0] in PREPOSITIONS and not any(word in AUX for word in held)


def _has_verb(tokens: list[str], piece: Piece) -> bool:
    held = tokens[piece.first : piece.last + 1]
    if len(held) > 2 and held[held[0] in COORDINATORS] in ("i", "we", "they", "he", "she"):
        return True
    return held[0] in _ORDERS or any(
        word in AUX or word in BASE or word in PAST or word in PRESENT or word in ING for word in held
    )


def has_finite(text: str) -> bool:
    """Whether plain words hold a finite or other verb form, so that they can be a clause."""
    tokens = text.split(" ")
    return _has_verb(tokens, Piece(0, len(tokens) - 1))
