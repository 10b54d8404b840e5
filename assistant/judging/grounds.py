"""What a text is judged by: what may be promised, what is forbidden, what is known. Pure values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from assistant.case import Due, Language, Verdict
from assistant.facts import Fact, Similarity
from assistant.schedule import Calendar
from knowledge.terms import Money, Span, Term
from knowledge.terms.model import Kind

BLOCKING: frozenset[Verdict] = frozenset(
    {"needs_authority", "too_much", "too_soon", "unsupported", "forbidden", "unproven", "absolute", "liability", "withheld",
     "internal_source", "stale_source"}
)  # fmt: skip
_NEAR: tuple[frozenset[Kind], ...] = (
    frozenset({"contact", "investigation", "escalation"}),
    frozenset({"replacement", "delivery", "repair"}),
    frozenset({"fix", "repair"}),
    frozenset({"fix", "change"}),
    frozenset({"refund", "fee_waiver"}),
    frozenset({"credit", "discount"}),
)


Level = Literal["rep", "supervisor", "manager"]
# A verdict, why, and the clause it rests on.
Judged = tuple[Verdict, str, Term | None]


@dataclass(frozen=True)
class Permit:
    """Something that may be promised: kind, at most this sum, not before this far end, at this level.

    `owed`: the customer is entitled to it; `firm`: nothing is left to wait for. `start`: the day its time runs from.
    `capped`: the sum is the most of what may turn out less. `claimed`: no fact says that it is due, only the customer at most. An
    extra of which the clause names a bare number ("up to 50") has a sum without a currency: "".
    """

    kind: Kind
    term: Term
    owed: bool
    amount: Money | None = None
    percent: Decimal | None = None
    due: Span | None = None
    start: date | None = None
    level: Level = "rep"
    firm: bool = True
    planned: bool = False
    capped: bool = False
    claimed: bool = False

    def limit_in(self, currency: str | None) -> Money | None:
        """The sum as one of a currency; None where it has none, or one in another."""
        if self.amount is None or self.amount.currency not in {"", currency}:
            return None
        return self.amount


@dataclass(frozen=True)
class Grounds:
    """What a text is judged by. `whole_letter`: whether the parts of a letter are due; `hold`: the case promises nothing yet.

    `internal`: the words of internal documents. `stale`: clauses of documents that do not hold for this case any more, or
    not yet; `current`: those that do. `disputed`: pairs of clauses in force that disagree; `yielding`: those of which one is
    the stricter and rules until a person settles it, as (milder, stricter). `promised`: by term and kind
    the time that the plan promises, where our record needs longer than the clause. `sentences`: by term and kind the
    sentence with which the built-in letter promises it, in the `language` of the text. `by_words`: of the
    clauses that a promise may rest on, those whose words are far from it are left out, and `alike` is asked only where the
    rest do not give one verdict. `english`: a text in the language of clauses and facts. `text`: the text
    that is judged. `barred`: the ids of clauses in force of which the facts say that they are not for this case. `kept_times`:
    where the text names a time that is a clause's own for the same deed.
    """

    permits: tuple[Permit, ...]
    prohibitions: tuple[Term, ...]
    facts: tuple[Fact, ...]
    sent_on: date
    calendar: Calendar
    alike: Similarity
    internal: tuple[str, ...] = ()
    stale: tuple[Term, ...] = ()
    current: tuple[Term, ...] = ()
    disputed: tuple[tuple[Term, Term], ...] = ()
    yielding: tuple[tuple[Term, Term], ...] = ()
    hold: bool = False
    whole_letter: bool = True
    injected: bool = False
    promised: Mapping[tuple[str, Kind], Due] = field(default_factory=dict)
    sentences: Mapping[tuple[str, Kind], str] = field(default_factory=dict)
    language: Language = "en"
    by_words: bool = False
    english: Callable[[str], str] = str
    text: str = ""
    barred: frozenset[str] = frozenset()
    kept_times: tuple[tuple[int, int], ...] = ()

    def set_aside(self) -> frozenset[str]:
        """The ids of clauses from which no other clause and no fact leaves anything to promise: not for this case, milder
        than another, or in dispute."""
        return self.barred | {m.id for m, _ in self.yielding} | {term.id for pair in self.disputed for term in pair}


@lru_cache(maxsize=512)
def related(one: Kind, other: Kind) -> bool:
    """Whether two kinds are the same, or near enough for a clause on one to speak of the other."""
    return one == other or any(one in group and other in group for group in _NEAR)
