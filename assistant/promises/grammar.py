"""Grammar: what the walk over a letter asks of a language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from assistant.case import CommitmentType
from assistant.promises.clauses import Piece
from assistant.promises.words import Words
from knowledge.terms import Kind

Frame = Literal["", "customer", "decline", "promise", "offer", "done", "hedge"]


@dataclass(frozen=True, slots=True)
class Act:
    """What a clause does. `deed` starts with its main verb; `kind` is set where the frame itself tells it.

    `refers` is true where the act only points to another one ("we cannot confirm this").
    """

    type: CommitmentType
    deed: str = ""
    kind: Kind | None = None
    refers: bool = False


def never(text: str) -> bool:
    """What a language says that has no such turn."""
    return False


@dataclass(frozen=True, slots=True)
class Grammar:
    """One language. Clauses are given as plain words (`Words.text`)."""

    learned: bool
    """Whether there is a second opinion for the language."""
    split: Callable[[Words], list[Piece]]
    read: Callable[[str], Act | None]
    under: Callable[[Act, str], Act]
    """The act under a condition: conditional, or an offer where the condition is acceptance."""
    pending: Callable[[str], bool]
    is_customers: Callable[[str], bool]
    is_imperative: Callable[[str], bool]
    accepts: Callable[[str], bool]
    """Whether a condition is nothing but acceptance."""
    accepts_by_doing: Callable[[str], bool]
    vouches: Callable[[str], CommitmentType | None]
    admits: Callable[[str], bool]
    has_verb: Callable[[list[str]], bool]
    perk_later: Callable[[str], bool]
    with_subject: Callable[[str, str], str]
    """A clause that shares the subject of another: (the other, the clause) -> the clause with it."""
    in_future: Callable[[str], str]
    """A clause in the present tense ("I send it") put in the future, for where a condition or date makes it one."""
    and_then: Callable[[str], bool]
    """Whether a clause follows an imperative as its result ("send it and we will ...")."""
    frame_of: Callable[[str], Frame]
    """What the line that opens a list makes of the items."""
    item: Callable[[str], bool]
    """Whether a list item without a helping verb can be an act."""
    kind: Callable[[Act, str, str, Kind | None], Kind]
    """The kind of an act: (act, clause, its topic, the kind pointed to)."""
    kind_of: Callable[[str, str], Kind | None]
    keeps_due: Callable[[str], bool]
    """Whether the time in a rule is the company's own."""
    row_done: Callable[[str], bool]
    credits_customer: Callable[[str], bool] = never
    """Whether a clause behind another gives that one to the customer (", you write")."""
    doubts: Callable[[str], bool] = never
    """Whether a clause beside another weakens it (", we trust", "all being well")."""
