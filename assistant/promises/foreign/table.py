"""A language as a table of patterns, and the grammar that reads with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.case import CommitmentType
from assistant.promises.clauses import Piece, Role
from assistant.promises.grammar import Act, Frame, Grammar
from assistant.promises.patterns import Scan
from assistant.promises.words import Words
from knowledge.terms import Kind

_HARD = frozenset((";", ":", "--", "|", "•"))
_EDGE = frozenset((",", ".", "!", "?", "…", *_HARD))


@dataclass(frozen=True, slots=True)
class Table:
    """The patterns of one language, each searched in a clause of plain words; `kinds` in order, the first that fits tells.

    `finite` knows a clause by its verb. `acceptance` are conditions that are only acceptance. `orders` start with an
    imperative to the customer. `inverted` tells by a clause and the one after it that the former is a condition without a
    word that says so. `shared` is where a clause may start that shares the subject before it.
    """

    coordinators: frozenset[str]
    finite: str
    conditions: str
    reasons: str
    relatives: str
    acceptance: str
    orders: str
    customers: str
    courtesy: str
    admits: str
    denies: str
    absolute: str
    benefit: str
    declines: str
    hedges: str
    offers: str
    done: str
    not_done: str
    rules: str
    one_case: str
    promises: str
    not_promises: str
    vouches: str
    frames: tuple[tuple[Frame, str], ...]
    kinds: tuple[tuple[Kind, str], ...]
    points: str
    pending: str
    our_time: str
    after_order: str
    inverted: tuple[str, str] | None = None


# "wir versuchen, die Arbeiten abzuschließen": a German infinitive clause stays with its verb.
_INFINITIVE = Scan(r"\bzu \w+en$|\w{2,}zu\w{3,}en$")
_PROMISING = Scan(r"\b(?:promet\w+|zusag\w*|zugesagt|versprech\w*|garant\w+)\b")


class _Reader:
    def __init__(self, table: Table) -> None:
        self.table = table
        self.finite = Scan(rf"\b(?:{table.finite})\b")
        self.conditions = Scan(rf"(?:{table.conditions})\b")
        self.reasons = Scan(rf"(?:{table.reasons})\b")
        self.relatives = Scan(rf"(?:{table.relatives})\b")
        self.acceptance = Scan(rf"\b(?:{table.acceptance})")
        self.orders = Scan(rf"(?:{table.orders})\b")
        self.customers = Scan(rf"\b(?:{table.customers})")
        self.courtesy = Scan(rf"\b(?:{table.courtesy})")
        self.acts: tuple[tuple[CommitmentType, Scan, Scan | None], ...] = (
            ("guarantee", Scan(rf"\b(?:{table.absolute})"), Scan(rf"\b(?:{table.declines})")),
            ("decline", Scan(rf"\b(?:{table.declines})"), None),
            ("hedged", Scan(rf"\b(?:{table.hedges})"), None),
            ("offer", Scan(rf"\b(?:{table.offers})"), None),
            ("done_claim", Scan(rf"\b(?:{table.done})"), Scan(rf"\b(?:{table.not_done})")),
            ("policy_statement", Scan(rf"\b(?:{table.rules})"), Scan(rf"\b(?:{table.one_case})")),
            ("promise", Scan(rf"\b(?:{table.promises})"), Scan(rf"\b(?:{table.not_promises})")),
        )
        self.admitting = Scan(rf"\b(?:{table.admits})")
        self.denying = Scan(rf"\b(?:{table.denies})")
        self.benefit = Scan(rf"\b(?:{table.benefit})")
        self.vouching = Scan(rf"(?:{table.vouches})$")
        self.rule = Scan(rf"\b(?:{table.rules})")
        self.one_case = Scan(rf"\b(?:{table.one_case})")
        self.frame_patterns = tuple((name, Scan(rf"\b(?:{pattern})")) for name, pattern in table.frames)
        self.kind_patterns = tuple((kind, Scan(rf"(?<!\w)(?:{pattern})")) for kind, pattern in table.kinds)
        self.points = Scan(rf"\b(?:{table.points})\b")
        self.pending_pattern = Scan(rf"\b(?:{table.pending})")
        self.our_time = Scan(rf"\b(?:{table.our_time})")
        self.inverted = [re.compile(pattern) for pattern in table.inverted or ()]
        self.after_order = Scan(rf"(?:{table.after_order})\b")

    # -- clauses
    def split(self, words: Words) -> list[Piece]:
        tokens = words.norm.split(" ") if words.norm else []
        cuts = [0]
        for i in range(1, len(tokens)):
            if self._cuts(tokens, cuts[-1], i):
                cuts.append(i)
        pieces: list[Piece] = []
        for k, at in enumerate(cuts):
            first, last = at, (cuts[k + 1] if k + 1 < len(cuts) else len(tokens)) - 1
            while first <= last and (
                tokens[first] in _EDGE or not (tokens[first][0].isalnum() or tokens[first][0] in "$€£")
            ):
                first += 1
            while last >= first and not (tokens[last][-1].isalnum() or tokens[last][-1] in "%€£$'"):
                last -= 1
            if first <= last:
                colon = at > 0 and tokens[at - 1] == ":"
                pieces.append(Piece(first, last, self._role(words.text(first, last), opens=at == 0), after_colon=colon))
        if len(pieces) > 1 and pieces[0].role == "main" and self._is_inverted(tokens, pieces[1].first):
            pieces[0] = replace(pieces[0], role="condition")
        return pieces

    def _is_inverted(self, tokens: list[str], i: int) -> bool:
        # "Bestätigt er den Schaden, zahlen wir": two verbs first, of which the former tells when.
        opens, follows = " ".join(tokens[:i]), " ".join(tokens[i : i + 3])
        fits = self.inverted and self.inverted[0].match(opens) and self.inverted[1].match(follows)
        return bool(fits) and not self.is_imperative(opens)

    def _cuts(self, tokens: list[str], begun: int, i: int) -> bool:
        before = tokens[i - 1]
        if before in _HARD or (before == "," and begun == 0 and self._is_inverted(tokens, i)):
            return True
        ahead = " ".join(tokens[i : i + 12])
        clause = re.split(r" [,;:]| --", ahead, maxsplit=1)[0]
        has_verb = (
            self.finite.search(clause) is not None
            and not _INFINITIVE.search(clause)
            and tokens[i] not in ("dass", "ob")
        )
        if tokens[i] in self.table.coordinators:
            return has_verb and self.finite.search(" ".join(tokens[begun:i])) is not None
        if before == ",":
            opens = self.conditions.match(ahead) or self.reasons.match(ahead) or self.relatives.match(ahead)
            opened = " ".join(tokens[begun : begun + 4])
            ends = self.conditions.match(opened) is not None or self.reasons.match(opened) is not None
            return opens is not None or (
                has_verb and (ends or self.finite.search(" ".join(tokens[begun:i])) is not None)
            )
        opens = self.conditions.match(ahead)
        return opens is not None and i - begun > 2 and self.finite.search(" ".join(tokens[begun:i])) is not None

    def _role(self, text: str, *, opens: bool) -> Role:
        head, _, rest = text.partition(" ")
        body = rest if head in self.table.coordinators and rest else text
        if self.conditions.match(body):
            return "condition"
        if self.reasons.match(body):
            return "reason"
        return "relative" if not opens and self.relatives.match(body) else "main"

    # -- acts
    def read(self, text: str) -> Act | None:
        if self.customers.search(text):
            return None
        if self.admits(text):
            return Act("liability_admission", kind="none")
        if self.denying.search(text):
            return Act("decline", kind="none")
        if self.benefit.search(text):
            return Act("promise", deed=text)
        if self.courtesy.search(text):
            return None
        for kind_of_act, pattern, unless in self.acts:
            if (
                kind_of_act == "decline"
                and pattern.search(text)
                and self.rule.search(text)
                and not self.one_case.search(text)
            ):
                return Act("policy_statement", deed=text)
            if pattern.search(text) and not (unless is not None and unless.search(text)):
                return Act(kind_of_act, deed=text)
        return None

    def admits(self, text: str) -> bool:
        return self.admitting.search(text) is not None and self.denying.search(text) is None

    def under(self, act: Act, condition: str) -> Act:
        if self.acceptance.search(condition):
            return Act("offer", act.deed, act.kind)
        return Act("conditional_promise", act.deed, act.kind)

    def kind(self, act: Act, body: str, topic: str, pointed: Kind | None) -> Kind:
        if act.type == "liability_admission" or act.kind is not None:
            return act.kind or "none"
        if act.type == "decline" and pointed is not None and _PROMISING.search(body):
            return pointed
        named = self.named(body)
        if named is None and pointed is not None and self.points.search(body):
            named = pointed
        return named or ("none" if act.type == "policy_statement" else "other")

    def named(self, body: str) -> Kind | None:
        return next((kind for kind, pattern in self.kind_patterns if pattern.search(body)), None)

    def frame_of(self, words: str) -> Frame:
        return next((name for name, pattern in self.frame_patterns if pattern.search(words)), "")

    def is_customers(self, text: str) -> bool:
        return self.customers.search(text) is not None

    def accepts(self, text: str) -> bool:
        return self.acceptance.search(text) is not None

    def is_imperative(self, text: str) -> bool:
        return self.orders.match(text) is not None

    def vouches(self, text: str) -> CommitmentType | None:
        return "guarantee" if self.vouching.match(text) else None

    def has_verb(self, tokens: list[str]) -> bool:
        return self.finite.search(" ".join(tokens)) is not None

    def pending(self, text: str) -> bool:
        return self.pending_pattern.search(text) is not None

    def keeps_due(self, text: str) -> bool:
        return self.our_time.search(text) is not None

    def and_then(self, text: str) -> bool:
        return self.after_order.match(text) is not None

    def item(self, text: str) -> bool:
        return self.named(text) is not None and self.finite.search(text) is None


def grammar(table: Table) -> Grammar:
    """The grammar that reads with the table."""
    reader = _Reader(table)
    return Grammar(
        learned=False,
        split=reader.split,
        read=reader.read,
        under=reader.under,
        pending=reader.pending,
        is_customers=reader.is_customers,
        is_imperative=reader.is_imperative,
        accepts=reader.accepts,
        accepts_by_doing=reader.accepts,
        vouches=reader.vouches,
        admits=reader.admits,
        has_verb=reader.has_verb,
        perk_later=lambda text: False,
        with_subject=lambda before, clause: clause,
        in_future=lambda text: text,
        and_then=reader.and_then,
        frame_of=reader.frame_of,
        item=reader.item,
        kind=reader.kind,
        kind_of=lambda deed, body: reader.named(body),
        keeps_due=reader.keeps_due,
        row_done=lambda text: False,
    )
