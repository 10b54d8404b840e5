"""Walk: what is known while a letter is read, unit by unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.case import Amount, CommitmentType, Due, Language
from assistant.promises.clauses import Piece
from assistant.promises.grammar import Grammar
from assistant.promises.layout import Unit
from assistant.promises.opinion import Clause
from assistant.promises.words import Words
from knowledge.terms import Kind

# What "it", "that" and "the same" can stand for in another act.
_REMEDIES: frozenset[Kind] = frozenset(
    ("refund", "replacement", "repair", "credit", "discount", "fee_waiver", "delivery", "fix", "change")
)


@dataclass(slots=True)
class Found:
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
class Walk:
    """What the walk remembers from one unit to the next.

    `before` and `after` are the words of the units around the one that is read. `heard`, where it is a list, takes up the
    clauses that the second opinion is asked of, which is then not asked; `told` says in its place which kind a person gave
    to the clause at (start, end).
    """

    text: str
    sent_on: dt.date
    language: Language
    grammar: Grammar
    found: list[Found] = field(default_factory=list)
    pointed: Kind | None = None
    latest: Kind | None = None
    visit: dt.date | None = None
    before: str = ""
    after: str = ""
    heard: list[tuple[int, int, Clause]] | None = None
    told: Callable[[int, int], Kind | None] = lambda start, end: None

    def mention(self, kind: Kind | None) -> None:
        """Keeps a kind that was spoken of, for what points back to it; a remedy is not forgotten over a call or a check."""
        self.latest = kind or self.latest
        if kind in _REMEDIES or (kind not in (None, "none") and self.pointed not in _REMEDIES):
            self.pointed = kind


@dataclass(slots=True)
class Sentence:
    """One sentence cut into clauses; `made` are the acts found in it so far, `asked` what the second opinion was asked of."""

    unit: Unit
    words: Words
    pieces: list[Piece]
    texts: list[str]
    made: list[Found] = field(default_factory=list)
    asked: dict[int, Clause] = field(default_factory=dict)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the pieces `first` to `last` stand in the text."""
        return self.words.span(self.pieces[first].first, self.pieces[last].last)

    def spoken_of(self, otherwise: Kind | None) -> Kind | None:
        """The remedy of the last act of this sentence, or else `otherwise`."""
        return next((one.kind for one in reversed(self.made) if one.kind in _REMEDIES), otherwise)

    def before(self, at: int) -> str:
        """The word or mark before piece `at`, which must not open the sentence."""
        return self.words.text(self.pieces[at].first - 1, self.pieces[at].first - 1)
