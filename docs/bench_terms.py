"""Measures whether the limit that decides a case is read rightly from its clause, and writes that section: `make bench-terms`.

    python docs/bench_terms.py [FOLDER_OF_A_COMPANY...] [--failures FILE]

A case names the clauses that decide it, word for word, and what follows from them: sums that may not be exceeded, and days
that may not be undercut. A limit counts where a term of one of these very clauses holds that number with that unit, and,
beside it, where the program also takes that term to be for this customer on the day of the complaint. The figures of the
clauses are read here by rules of this file, not by the program's. Nobody types a figure.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from bench_check import RESULT, ROOT, opened, placed

from assistant import triage
from assistant.applicability import siblings
from assistant.facts import Similarity, read_facts
from assistant.permitting import granted, holds
from assistant.remedies import Candidate, Situation, kinds_wanted, situation
from knowledge.embedding import LocalEmbedder
from knowledge.glossary import in_english, is_foreign
from knowledge.passage import Passage
from knowledge.terms import Term

START, END = "<!-- terms:start -->", "<!-- terms:end -->"
COMPANIES = ROOT / "tests" / "golden"
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
} | {"fifteen": 15, "twenty": 20, "thirty": 30, "sixty": 60}
_NUMBER = rf"(?:\d+|{'|'.join(_NUMBERS)})"
_STRETCH = re.compile(
    rf"\b(?:{_NUMBER}(?: ?[-–] ?| to | or ))?(?P<far>{_NUMBER})[ -](?P<type>business|working|calendar|full|clear)?[ -]?"
    r"(?P<unit>hour|day|week|month)s?\b",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"(?:(?P<sign>[$€£])|\b(?P<before>USD|EUR|GBP|CAD)) ?(?P<first>\d[\d,]*(?:\.\d+)?)|"
    r"(?P<last>\d[\d,]*(?:\.\d+)?) ?(?P<after>USD|EUR|GBP|CAD|€|£|points|miles)\b"
)
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP"}
_PARTS = {"half": Decimal(50), "quarter": Decimal(25), "three quarters": Decimal(75), "tenth": Decimal(10)}
_MOST = 40  # nights, days, passengers: of more than so many no sum is a multiple but by chance
_DAYS_OF = {"hour": Decimal(1) / 24, "day": Decimal(1), "week": Decimal(7), "month": Decimal(30)}


class Limit(NamedTuple):
    """One limit of a case. `what`: "days"; "sum", one that stands in a clause; "rate", a sum or a share in a clause of which
    the case's sum is so many, or so much of a sum among the facts; "worked out": only the facts name what it comes from."""

    case: str
    what: str
    kind: str
    value: Decimal
    unit: str
    owed: bool
    quotes: tuple[tuple[str, str], ...]
    """The deciding clauses that can hold it: (document, words)."""


@dataclass(frozen=True)
class Told:
    """What became of one limit, with the cause where it is not as it should be."""

    limit: Limit
    read: bool
    applies: bool
    cause: str
    seen: tuple[str, ...]


def limits(case: dict[str, Any], rows: Sequence[tuple[str, str]]) -> Iterator[Limit]:
    """The limits of a case, given the table rows as (document, words); days that no deciding clause states are "elsewhere"."""
    quotes = tuple(_whole(gold["doc"], _plain(gold["quote"]), rows) for gold in case["gold"])
    known = {value for fact in case["facts"].values() for value, _ in _sums(str(fact))}
    for owed, row in [(True, row) for row in case["entitled"]] + [(False, row) for row in case["discretionary"]]:
        if row.get("min_days") is not None:
            value, unit = Decimal(row["min_days"]), row.get("day_type") or "calendar"
            naming = tuple(q for q in quotes if (value, unit) in _stretches(q[1]))
            yield Limit(case["id"], "days" if naming else "elsewhere", row["kind"], value, unit, owed, naming)
        if row.get("max_amount") is not None:
            value, unit = Decimal(str(row["max_amount"])), str(row["currency"])
            yield from _of_sum(Limit(case["id"], "sum", row["kind"], value, unit, owed, ()), quotes, known)


def _of_sum(limit: Limit, quotes: Sequence[tuple[str, str]], known: set[Decimal]) -> Iterator[Limit]:
    naming = tuple(q for q in quotes if (limit.value, limit.unit) in _sums(q[1]))
    if naming:
        yield limit._replace(quotes=naming)
        return
    if not limit.owed:
        return
    for quote in quotes:
        for value, unit in sorted(_sums(quote[1])):
            if unit == limit.unit and 1 < limit.value / value <= _MOST and limit.value % value == 0:
                yield limit._replace(what="rate", value=value, quotes=(quote,))
        for share in sorted(_shares(quote[1])):
            whole = limit.value * 100 / share
            if any(abs(whole - times * fact) < Decimal("0.1") for fact in known for times in range(1, _MOST)):
                yield limit._replace(what="rate", value=share, unit="%", quotes=(quote,))
    yield limit._replace(what="worked out", quotes=tuple(quotes))


def _whole(document: str, quote: str, rows: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """A quote from one cell of a table with the rest of its row: its figures stand in the other cells."""
    return next((row for row in rows if row[0] == document and quote in row[1]), (document, quote))


def _shares(text: str) -> set[Decimal]:
    found = {Decimal(match[1]) for match in re.finditer(r"(\d+(?:\.\d+)?) ?(?:%|per ?cent)", text)}
    return found | {share for word, share in _PARTS.items() if re.search(rf"\b{word}\b", text, re.IGNORECASE)}


def _stretches(text: str) -> set[tuple[Decimal, str]]:
    found = set()
    for match in _STRETCH.finditer(text):
        far, unit = match["far"].lower(), match["unit"].lower()
        number = Decimal(_NUMBERS.get(far) or far) * _DAYS_OF[unit]
        found.add((number, "business" if (match["type"] or "").lower() in {"business", "working"} else "calendar"))
    return found


def _sums(text: str) -> set[tuple[Decimal, str]]:
    found = set()
    for match in _SUM.finditer(text):
        unit = match["sign"] or match["before"] or match["after"]
        value = Decimal((match["first"] or match["last"]).replace(",", ""))
        found.add((value, _SIGNS.get(unit, unit)))
    return found


def _plain(text: str) -> str:
    return " ".join(text.split())


def of_clause(term: Term, document: str, quote: str) -> bool:
    """Whether a term was read from a clause: it holds the words, is part of them, or shares most of its words in order."""
    if term.path != document:
        return False
    said = _plain(term.quote)
    if quote in said or said in quote:
        return True
    mine, theirs = _threes(said), _threes(quote)
    return len(mine & theirs) >= 0.6 * min(len(mine), len(theirs))


def _threes(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + 3]) for at in range(max(1, len(words) - 2))}


def measured(folder: Path, alike: Similarity) -> tuple[list[Told], int]:
    """What became of each limit of the cases of a company, and how many stand in no deciding clause."""
    cases = [json.loads(line) for line in (folder / "cases.jsonl").read_text(encoding="utf-8").splitlines() if line]
    told, elsewhere = [], 0
    with opened(folder) as desk:
        documents = [d.path for d in desk.knowledge.documents(kind="policy") if not d.standing.internal]
        passages = [p for path in documents for p in desk.knowledge.passages(path)]
        terms = desk.knowledge.terms(seen=dt.date.max)
        rows = [(p.path, _plain(p.text)) for p in passages if p.fields]
        for case in cases:
            customer = stands(case, passages, alike)
            found = granted(terms, customer)
            for limit in limits(case, rows):
                if limit.what == "elsewhere":
                    elsewhere += 1
                else:
                    told.append(judged(limit, terms, found, customer))
    return told, elsewhere


def stands(case: dict[str, Any], passages: Sequence[Passage], alike: Similarity) -> Situation:
    """How a case stands when the program works out remedies."""
    own = triage.listen(case["complaint"]).own
    complaint = in_english(own) or own if is_foreign(own) else own
    asks = triage.read(
        case["complaint"], language=triage.language_of(case["complaint"]), gravity=_calm, hear=lambda _own, _spoken: ()
    ).asks
    return situation(
        facts=read_facts(tuple((key, str(value)) for key, value in case["facts"].items())),
        received_on=dt.date.fromisoformat(case["received_on"]),
        spoken=triage.sentences(complaint),
        wanted=kinds_wanted(asks),
        groups=siblings(passages),
        alike=alike,
    )


def _calm(*_: object, **__: object) -> Any:
    return "minor"


def judged(limit: Limit, terms: Sequence[Term], found: Sequence[Candidate], case: Situation) -> Told:
    """Whether a term of a deciding clause holds the limit, and whether the program takes it to be for this customer."""
    mine = [t for t in terms if any(of_clause(t, *quote) for quote in limit.quotes)]
    ids = {t.id for t in mine}
    held = [t for t in mine if _holds_limit(t, limit)]
    worked = [c for c in found if (c.term.id in ids or limit.what == "worked out") and _worked(c, limit)]
    read = bool(held or worked)
    applies = any(c.answer != "unmet" for c in worked) or any(holds(t, case) and not _refused(t, found) for t in held)
    cause = ""
    if not mine:
        cause = "no term from the clause"
    elif not read:
        cause = _why_unread(limit, mine)
    elif not applies:
        cause = "taken not to be for this customer"
    return Told(limit, read, applies, cause, tuple(_shown(t, found) for t in mine))


def _refused(term: Term, found: Sequence[Candidate]) -> bool:
    of_term = [c for c in found if c.term.id == term.id]
    return bool(of_term) and all(c.answer == "unmet" for c in of_term)


def _holds_limit(term: Term, limit: Limit) -> bool:
    if limit.what == "days":
        return term.due is not None and _days(term.due.bound, term.due.unit) == (limit.value, limit.unit)
    if limit.what == "worked out":
        return False
    if limit.unit == "%":
        return term.percent == limit.value or any(limit.value in _shares(cell) for _, cell in term.cells)
    if term.amount is not None and (term.amount.value, term.amount.currency) == (limit.value, limit.unit):
        return True
    return any((limit.value, limit.unit) in _sums(cell) for _, cell in term.cells)


def _worked(candidate: Candidate, limit: Limit) -> bool:
    if limit.what == "days":
        return candidate.due is not None and _days(candidate.due.bound, candidate.due.unit) == (limit.value, limit.unit)
    amount = candidate.amount
    if limit.unit == "%":
        return candidate.percent == limit.value
    return amount is not None and abs(amount.value - limit.value) < Decimal("0.02") and amount.currency == limit.unit


def _days(bound: int, unit: str) -> tuple[Decimal, str]:
    if unit == "business_days":
        return Decimal(bound), "business"
    return Decimal(bound) * _DAYS_OF[unit.removesuffix("s")], "calendar"


def _why_unread(limit: Limit, mine: Sequence[Term]) -> str:
    if limit.what == "days":
        if any(t.window is not None and _days(t.window.bound, t.window.unit)[0] == limit.value for t in mine):
            return "our time read as the customer's"
        if any(t.due is not None and _days(t.due.bound, t.due.unit)[0] == limit.value for t in mine):
            return "another unit"
        return "another time read" if any(t.due or t.window for t in mine) else "no time read"
    if limit.what == "worked out":
        return "not worked out as the case has it"
    return "another sum read" if any(t.amount for t in mine) else "no sum read"


def _shown(term: Term, found: Sequence[Candidate]) -> str:
    fields = {
        "mode": term.mode, "kind": term.kind, "amount": term.amount and f"{term.amount.value} {term.amount.currency}",
        "percent": term.percent, "of": term.of, "due": term.due and f"{term.due.bound} {term.due.unit} after {term.due.after}",
        "window": term.window and f"{term.window.bound} {term.window.unit}", "condition": term.condition,
        "exception": term.exception, "authority": term.authority,
    }  # fmt: skip
    told = ", ".join(f"{name}={value}" for name, value in fields.items() if value)
    given = [
        f"-> {c.kind} {c.answer} {c.amount and f'{c.amount.value} {c.amount.currency}'} "
        f"{c.due and c.due.bound} {c.reason or (c.fact.line if c.fact else '')}"
        for c in found
        if c.term.id == term.id
    ]
    return f"{term.path}: “{_plain(term.quote)}” [{told}] {' '.join(given)}"


def row(name: str, told: Sequence[Told]) -> str:
    """A line of the table: for each way in which a limit is given, how many are held and how many hold, of how many."""
    cells = []
    for what in ("days", "sum", "rate", "worked out"):
        some = [each for each in told if each.limit.what == what]
        cells.append(f"{sum(e.read for e in some)} / {sum(e.applies for e in some)} of {len(some)}")
    stated = [each for each in told if each.limit.what != "worked out"]
    read, right = (sum(each.read for each in stated), sum(each.applies for each in stated))
    whole = len(stated) or 1
    return f"| {name} | {' | '.join(cells)} | {100 * read / whole:.0f} % | {100 * right / whole:.0f} % |"


def failures(told: Sequence[Told]) -> str:
    """The limits that are not as they should be, by cause, with what was read from their clauses."""
    lines = []
    for cause, count in Counter(each.cause for each in told if each.cause).most_common():
        lines += [f"## {cause} ({count})", ""]
        for each in told:
            if each.cause != cause:
                continue
            limit = each.limit
            owed = "owed" if limit.owed else "may be added"
            lines += [f"### {limit.case}: {limit.what}, {limit.kind} {limit.value} {limit.unit} ({owed})", ""]
            lines += [f"- clause {document}: “{quote}”" for document, quote in limit.quotes]
            lines += [f"- read {seen}" for seen in each.seen] + [""]
    return "\n".join(lines)


def main() -> None:
    """Measures and writes the section; leaves the page as it is where something fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--out", type=Path, default=RESULT)
    parser.add_argument("--failures", type=Path, help="a file for the limits that are not as they should be")
    given = parser.parse_args()
    folders = given.folders or sorted(path.parent for path in COMPANIES.glob("*companies/*/cases.jsonl"))
    embedder = LocalEmbedder()
    alike: Similarity = lambda one, other: (embedder.embed(list(one)) @ embedder.embed(list(other)).T).tolist()  # noqa: E731
    rows: list[str] = []
    all_told: list[Told] = []
    elsewhere = 0
    for folder in folders:
        told, other = measured(folder, alike)
        rows.append(row(folder.name, told))
        print(rows[-1], flush=True)
        all_told, elsewhere = all_told + told, elsewhere + other
    section = "\n".join(
        [_HEAD.format(day=dt.datetime.now(dt.UTC).date(), elsewhere=elsewhere), *rows, row("all", all_told)]
    )
    print(row("all", all_told), Counter(each.cause for each in all_told if each.cause))
    if given.failures:
        given.failures.write_text(failures(all_told), encoding="utf-8")
    page = placed(given.out.read_text(encoding="utf-8"), section, START, END)
    given.out.write_text(page, encoding="utf-8")


_HEAD = """## Terms

Made by `make bench-terms` on {day}. Each case of the example companies names the clauses that decide it and the limits that
follow: days, sums, and rates (a sum or a share in a clause of which the case's sum is so many, or so much of what the facts
name). Counted is whether a term of one of these clauses *holds* the limit, number and unit, and whether the program also
takes it to be *for this customer* on that day. Beside them, and not in the shares at the end: sums that come from the facts
alone ("refunded in full"), or by more than one step, and are worked out or not by whichever clause. {elsewhere} times are left
out, since no clause named for the case states them. Companies that were
in view while the program was built are easier for it than one that was not.

| company | days: held / for them | sums | rates | worked out | held | for them |
|---|---|---|---|---|---|---|"""


if __name__ == "__main__":
    main()
