"""A letter read clause by clause: what it grants, refuses, repeats, asks; sums, deadlines and kinds of remedy."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.evaluation import lexicon
from assistant.evaluation.deadlines import Deadline, deadlines
from assistant.evaluation.money import Sum, percentages, sums
from assistant.evaluation.sentences import dates_in_one_piece, spoken

Stance = Literal["grant", "plain", "refusal", "report", "question", "hedge", "condition"]

_CUT = re.compile(
    r"[;:—–()]\s*|(?<=\s)-\s|,\s+|"
    r"\s+(?=(?:but|however|because|although|though|while|whereas|once|when|if|as soon as|after|until|unless|"
    r"provided)\s)|"
    r"\s+(?=before\s+(?:your|you)\b)|"
    r"\s+(?=and\s+(?:i|we|you|it|they|that|the|your|our|this|a|an)\b)|"
    r"\s+(?=(?:aber|sobald|wenn|falls|weil|nachdem|pero|aunque|porque|cuando|una vez|si|mais|dès que|lorsque|"
    r"une fois|après)\s)"
)
_PRONOUN = re.compile(
    r"(?i)^\W*(?:(?:and|then|und|y|et) )?(?:it|this|that|they|he|she|you(?:'ll| will| should| can)? (?:get|have|"
    r"see|receive) (?:it|that|this|them)"
    r"|er|es|sie|das|diese[rs]?|eso|esto|la recibirá|lo recibirá|il|elle|cela|ça)\b"
)
_NOT_GIVEN_BEFORE = re.compile(
    r"(?i)(?:\b(?:above|over|below|under|exceeds?|exceeding|less|minus|at least|more than|fee of|charge of|"
    r"price of|cost of|costs?|fee is|fee on \w+ is|"
    r"paying|worth|über|unter|abzüglich|gebühr von|más de|menos|superior a|plus de|moins|supérieure? à|"
    r"frais de)\s+(?:the\s+|your\s+)?)$"
)
_NOT_GIVEN_AFTER = re.compile(
    r"(?i)^(?:\s+\w+){0,3}?\s+(?:(?:that |which )?(?:you|was|were|had been) (?:paid|charged|spent|pay|have paid|"
    r"had paid|were charged|lost|ask|want)|"
    r"order\b|purchase\b|is deducted|are deducted|will be deducted|fee applies|die sie|que (?:usted )?(?:pagó|"
    r"pide|paga)|que vous)"
)
# "so that's $24 more": another name for what was just given.
_SAME_AGAIN = re.compile(
    r"(?i)^\W*(?:so |and )?(?:that's|that is|which is|das sind|das ist|es decir|o sea|soit|c'est-à-dire|a total of)\b"
)
_NEW_SUBJECT = re.compile(r"(?i)^\W*(?:and|but|so|while)\s+(?:the|a|an|our|your|another)\s+[^\W\d]\w+")
_MONEY_AGAIN = re.compile(r"(?i)\b(?:sum|amount|payment|total|it|this|that)\b")
_BOUGHT = re.compile(r"(?i)^\s*(?:order|purchase|booking|invoice|bill|subscription|stay|ticket|contract|fare|item)\b")
_GOVERNED = re.compile(r"(?i)[^,;:]{0,70}$")
_LEVEL = re.compile(r"(?i)\b(?:at|below|above|under|over|uptime of|only|than|bei|unter|über|del|à|con)\s+$")
_LONG_AGO = re.compile(
    r"(?i)\b(?:last (?:year|month|week)|in (?:january|february|march|april|june|july|august|september|october|"
    r"november|december)|ago)\b"
)


@dataclass(frozen=True)
class Clause:
    """A stretch of a sentence with one stance. `granted` are the sums given, `granted_percent` the shares given;
    `kinds` are the kinds of remedy it speaks of, `implied` those that it takes over from what stands before.
    `needs_decision`: the sentence makes it hang on somebody's approval or finding."""

    text: str
    sentence: str
    position: int
    stance: Stance
    kinds: frozenset[str]
    implied: frozenset[str]
    sums: tuple[Sum, ...]
    granted: tuple[Sum, ...]
    granted_percent: tuple[Decimal, ...]
    deadlines: tuple[Deadline, ...]
    conditional: bool
    needs_decision: bool

    @property
    def speaks_of(self) -> frozenset[str]:
        """Its own kinds, else the implied ones."""
        return self.kinds or self.implied


def kinds_in(text: str) -> frozenset[str]:
    """The kinds of remedy that the words of the text name."""
    return frozenset(kind for kind, words in lexicon.KIND_WORDS.items() if words.search(text))


def _stands_alone(clause: str) -> bool:
    return lexicon.FINITE.search(clause) is not None and _SAME_AGAIN.search(clause) is None


# "You tell us that it got stuck, sent us pictures, chose the repair on Monday": a deed without a subject goes on from the report.
_GOES_ON = re.compile(
    r"(?i)\W*(?:(?:and|then|but) )?(?:[a-z]{3,}ed|sent|got|chose|took|came|went|made|paid|told|had|was|were|did|gave|bought|said|kept|found|lost|"
    r"left|put|rang|wrote|saw|brought)\b"
)


def _stance(clause: str, before: Stance | None, *, question: bool) -> Stance:
    if question:
        return "question"
    if lexicon.CONDITION.search(clause):
        return "condition"
    if lexicon.REPORT.search(clause):
        return "report"
    stands_alone = _stands_alone(clause)
    # "You asked for a refund, a credit and that we pay": what follows a report or a refusal belongs to it.
    if before in ("report", "refusal", "hedge") and (
        not stands_alone or re.match(r"(?i)\W*(?:and|or) (?:that|for)\b", clause)
    ):
        return before
    if before == "report" and _GOES_ON.match(clause):
        return before
    if lexicon.NEGATION.search(clause):
        return "refusal"
    if lexicon.CUSTOMERS_TURN.search(clause):
        return "plain"
    if lexicon.HEDGE.search(clause):
        return "hedge"
    if lexicon.ABLE.search(clause) or (lexicon.GIVES.search(clause) and (stands_alone or before == "grant")):
        return "grant"
    return "grant" if before == "grant" and not stands_alone else "plain"


def _is_given(clause: str, start: int, end: int, *, inherits: bool) -> bool:
    """Whether the sum at clause[start:end] is what the clause gives, not a price, a threshold or what was paid."""
    ahead, behind = clause[:start], clause[end:]
    governing = _GOVERNED.search(ahead)
    verb = governing is not None and lexicon.GIVES.search(governing[0]) is not None
    if re.search(
        r"(?i)(?:[\d€$£%]|\b(?:half|part|some|third|quarter|most|rest)) of (?:your|the|this|these)?\s*$", ahead
    ):
        return False
    if re.search(r"(?i)\b(?:on|from|for|over) (?:your|the|this|an?)\s+$", ahead) and _BOUGHT.search(behind):
        return False
    if re.search(r"(?i)\b(?:instal+ments?|payments|raten|plazos|cuotas|mensualités) (?:of|à|von|zu|de)\s+$", ahead):
        return False
    if re.search(
        r"(?i)\b(?:less|minus|above|over|below|under|exceeding|abzüglich|menos|moins)\s+(?:the\s+|your\s+)?$", ahead
    ):
        return False
    if verb:
        return True
    if _NOT_GIVEN_BEFORE.search(ahead) or _NOT_GIVEN_AFTER.search(behind):
        return False
    given_after = lexicon.GIVES.search(behind[:60])
    gift = lexicon.GIFT.search(ahead[-30:]) or lexicon.GIFT.search(behind[:25])
    return bool(given_after or gift or inherits)


def read(text: str, today: dt.date) -> tuple[Clause, ...]:
    """The clauses of a letter, in order. `today` resolves "tomorrow" and dates without a year."""
    clauses: list[Clause] = []
    last_kinds: frozenset[str] = frozenset()
    for position, sentence in enumerate(spoken(text)):
        question = sentence.endswith("?")
        pieces = [piece for part in _CUT.split(dates_in_one_piece(sentence)) if (piece := part.strip())]
        conditions = [piece for piece in pieces if lexicon.CONDITION.search(piece)]
        needs_decision = any(lexicon.DECISION.search(piece) for piece in conditions)
        before: Stance | None = None
        implied = last_kinds if _PRONOUN.search(sentence) else frozenset()
        for piece in pieces:
            stance = _stance(piece, before, question=question)
            if (
                stance == "plain"
                and sentence.startswith(piece + ":")
                and lexicon.GIFT.search(piece)
                and len(piece.split()) < 5
            ):
                stance = "grant"  # a line of a list, "Refund: $40 by Friday"
            own = frozenset() if stance == "condition" else kinds_in(piece)
            found = sums(piece)
            inherits = before == "grant" and not _stands_alone(piece)
            giving = stance == "grant" and not _LONG_AGO.search(piece)
            given = tuple(s for s in found if giving and _is_given(piece, s.start, s.end, inherits=inherits))
            shares = tuple(
                value
                for value, start in percentages(piece)
                if giving and not _LEVEL.search(piece[:start]) and _is_given(piece, start, start + 4, inherits=False)
            )
            past = lexicon.PAST.search(piece) is not None and lexicon.AHEAD.search(piece) is None
            silent = past or stance == "condition" or lexicon.CUSTOMERS_TURN.search(piece) is not None
            when = () if silent else deadlines(piece, today)
            if not own and _NEW_SUBJECT.search(piece) and stance != "condition" and not _MONEY_AGAIN.search(piece):
                implied = frozenset()  # "and the next visit takes place ...": no longer about what stood before
            clauses.append(
                Clause(
                    piece,
                    sentence,
                    position,
                    stance,
                    own,
                    implied,
                    found,
                    given,
                    shares,
                    when,
                    bool(conditions),
                    needs_decision,
                )
            )
            if stance != "condition":
                before = stance
                implied = own or implied
        if implied:
            last_kinds = implied
    return tuple(clauses)


def refuses(text: str) -> bool:
    """Whether some sentence of the letter declines something."""
    return any(lexicon.REFUSAL.search(sentence) for sentence in spoken(text))


def asks(text: str) -> bool:
    """Whether the letter asks a question or for something to be sent."""
    return "?" in text or bool(
        re.search(
            r"(?i)\b(?:please|kindly) (?:\w+ )?(?:send|tell|reply|let|share|provide|confirm|give|attach|answer|"
            r"email|upload|fill)\b|"
            r"\bbitte\b[^.!?]{0,60}(?:send|schick|teil|nenn|antwort|gib|geben|lad|füg)|\b(?:por favor|envíe|"
            r"mándenos|indíquenos|díganos|háganos)\b|"
            r"\b(?:veuillez|merci de|envoyez|indiquez|dites|pourriez)\b",
            text,
        )
    )
