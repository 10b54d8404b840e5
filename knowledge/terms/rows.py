"""A row of a table read as a term: what it gives, by when, and who decides. Pure."""

from __future__ import annotations

import re

from knowledge.passage import Passage
from knowledge.terms.kinds import MONEY_KINDS, names_kinds
from knowledge.terms.levels import level
from knowledge.terms.making import make
from knowledge.terms.measures import find_money, find_percent, find_spans
from knowledge.terms.model import Kind, Mode, Span, Term

_I = re.IGNORECASE
# How a row is called where its first cell is a code: "SP05", "C-2", "7".
ROW_CODE = r"(?:[A-Z]{1,4}[- ]?)?\d{1,3}[a-z]?"
_TIMED = re.compile(r"within|deadline|when|due|respon|update|interval|days|answer|speed", _I)
_GIVES = re.compile(
    r"\b(?:credits?|compensat\w*|refund\w*|voucher|entitle\w*|waiv\w*|reimburs\w*|remed\w*|goodwill|share of|"
    r"respon\w*|update\w*|owed|due to|given as|form|amends|recovery|allowance|sum per|visit|is offered|dispatch\w*|deliver\w*|pay(?:s|ment|out))\b",
    _I,
)


# The heading of the cell that says what is given, whatever the name of the row speaks of.
_FORM = re.compile(r"\b(?:given (?:as|in)|form|paid as|remedy type|kind of remedy)\b", _I)


def _by_way_of(form: str) -> list[Kind]:
    """The kind of money where a cell tells only which way it goes: "account balance", "card"."""
    if re.search(r"\b(?:balance|next bill|account)\b", form, _I):
        return ["credit"]
    return ["refund"] if re.search(r"\b(?:card|bank|cash|transfer)\b", form, _I) else []


# What goes wrong on the company's side, for which a table names what it comes to.
_LAPSE = re.compile(
    r"\b(?:late(?:ness)?|delay\w*|miss(?:ed|ing)|fail\w*|broken?|outages?|unreachable|not (?:kept|made|restored|answered|credited)|clos(?:ed|ure)|standards?|mislaid|lost|wrong)\b",
    _I,
)
_COMES_TO = re.compile(
    r"\bback\b|% of |\bwhole (?:price|fare|fee)\b|^(?:[A-Z]{3} ?|[$€£])?\d+(?:\.\d\d)?(?: ?[A-Z]{3}|[$€£])?\b"
)
_PRICED = re.compile(r"\b(?:charge|price|fee|cost|tariff)s?\b", _I)
_REMEDY = re.compile(
    r"credit|compensat|refund|voucher|owed|given|remed|waiv|amends|reimburs|goodwill|entitl|\bback\b|allowance|sum per|paid (?:out|back)",
    _I,
)


# "Deduction from the bill (Guest: refund)": the form for others, in passing
OTHERWISE_FOR = re.compile(r"\([^():]+: [^()]+\)")


# "Up to 60 EUR" is a ceiling, "up to 9 hours" a step of the table.
_UP_TO_SUM = re.compile(
    r"\bup to (?:[A-Z]{3} ?|[$€£] ?)?\d[\d.,]*(?!\d)(?! ?(?:hours?|h|days?|weeks?|months?|minutes?|mins?|km|miles|kg|nights?)\b)",
    _I,
)


_LIMIT = re.compile(
    r"\b(?:limit|highest|most|maximum|up to|ceiling|amount per|per case|for one case|without asking)\b", _I
)


def read_row(passage: Passage) -> Term:
    """A table row as one term; which of its cells count depends on the facts, so they are kept."""
    text = passage.text
    values = " ".join(cell for _, cell in passage.fields)
    role = next(
        (cell for name, cell in passage.fields if re.search(r"\brole|level|who|position|function\b", name, _I)), None
    )
    form = " ".join(cell for name, cell in passage.fields[1:] if _FORM.search(name.replace("_", " ")))
    kinds = (
        [*(names_kinds(OTHERWISE_FOR.sub(" ", form)) or _by_way_of(form)), *names_kinds(OTHERWISE_FOR.sub(" ", values))]
        or names_kinds(" ".join(name for name, _ in passage.fields))
        or names_kinds(passage.section)
        or names_kinds(passage.title)
    )
    approver = next((cell for name, cell in passage.fields if re.search(r"authori|approv", name, _I)), None)
    names = " ".join(name for name, _ in passage.fields)
    gives = _GIVES.search(f"{names} {passage.section} {passage.title}") or _GIVES.search(values)
    if (made_good := _made_good(passage)) is not None:
        lapse, money_kind = made_good
        gives = gives or lapse
        kinds = kinds if MONEY_KINDS & set(kinds) else [money_kind, *kinds]
    if _PRICED.search(names) and not _REMEDY.search(f"{names} {values}"):
        gives = None  # what a service costs and how long it takes, not what is given when it fails
    # A matrix of what is given names who decides it in a late column; a table of levels begins with them.
    leads = role in [cell for _, cell in passage.fields[:2]]
    ladder = leads and role is not None and _LIMIT.search(" ".join(name for name, _ in passage.fields[1:])) is not None
    decides = ladder or (role is not None and level(role) is not None and (leads or not gives))
    mode: Mode = "authority" if decides else ("entitlement" if gives else "rule")
    money, percents = find_money(text), find_percent(text)
    return make(
        passage,
        0,
        len(text),
        mode,
        next(
            (k for k in kinds if k in {"refund", "credit", "discount", "replacement", "fee_waiver"}),
            kinds[0] if kinds else "other",
        ),
        kinds=tuple(dict.fromkeys(kinds)),
        amount=money[0].money if len(money) == 1 else None,
        percent=percents[0][2] if len(percents) == 1 else None,
        due=_row_due(passage),
        cap=any(_UP_TO_SUM.search(cell) for _, cell in passage.fields[1:]),
        # Whoever stands in a table of limits under a name of their own, "Guest Host", is one of the staff.
        authority=(level(role) or ("rep" if ladder else None)) if role else (level(approver) if approver else None),
        cells=passage.fields,
    )


def _made_good(passage: Passage) -> tuple[re.Match[str], Kind] | None:
    """The word for what went wrong on the company's side, and the kind of money that a row names for it; None where it names
    none, and in a list of prices."""
    case = f"{' '.join(name for name, _ in passage.fields)} {passage.title}"
    lapse = _LAPSE.search(f"{case} {passage.fields[0][1]}".replace("_", " "))
    if lapse is None or _PRICED.search(case):
        return None
    given = [found.group() for _, cell in passage.fields[1:] for found in [_COMES_TO.search(cell)] if found]
    if not given:
        return None
    return lapse, "credit" if all(re.search(r"\d", sum_of) and "%" not in sum_of for sum_of in given) else "refund"


_BY_WHEN = re.compile(r"\s*(?:within|no later than|not later than|at the latest|up to|in) (?:\d|a |one )", _I)


# "To be asked for within 14 days": the customer's time.
_ASKED_FOR = re.compile(
    r"\b(?:asked|claimed|applied|requested|reported|made known|told|shown|handed in|sent in)(?: (?:for|to us|us))? (?:within|no later than|not later than|at the latest) [^.;,]*",
    _I,
)


def _row_due(passage: Passage) -> Span | None:
    """The company's deadline in a row: the cell under a heading of time, updates before first answers."""
    timed = [
        (name, find_spans(cell))
        for name, cell in passage.fields[1:]  # the first tells the case that a row is for
        if (_TIMED.search(name.replace("_", " ")) or _BY_WHEN.match(cell)) and find_spans(cell)
    ]
    timed.sort(key=lambda pair: not re.search(r"update|interval", pair[0], _I))
    if timed:
        return timed[0][1][0].span
    notes = " ".join(cell for _, cell in passage.fields[1:] if len(cell.split()) > 4)
    notes = _ASKED_FOR.sub(" ", notes)
    match = re.search(r"\b(?:within|no later than|not later than|at the latest)\b[^.;]{0,40}", notes, _I)
    spans = find_spans(match.group()) if match else []
    return spans[0].span if spans else None
