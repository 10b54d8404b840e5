"""Measures how often the check blocks letters that keep to the rules, and whether it still catches those that do not.

    python docs/bench_blocks.py [FOLDER_OF_A_COMPANY...]     (make bench-blocks)

Writes docs/false-blocks.md. Letters: the good and the bad reply of each case, and the good one with one thing made wrong
(`mutants`). Each is checked by its facts alone, as `amends check` does, and with its complaint, as a reply of a case. A wrong
letter counts as caught where something blocks it that does not block the letter it was made from. Nobody types a figure.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from bench_check import opened

from assistant.case import Case, Check, Complaint
from assistant.wiring import OpenDesk

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "false-blocks.md"
GOLDEN = [ROOT / "tests" / "golden" / name for name in ("companies", "later_companies")]
# Companies that no rule of the check was made with; none is left (docs/decisions.md says how it was measured on the last).
HELD_OUT: tuple[str, ...] = ()
FACTS, CASE = "by facts alone (`amends check`)", "as the reply of a case"
_RAISED = (Decimal("1.1"), Decimal("1.3"), Decimal("1.5"))
_LETTERS_NEEDED = 3  # words of a sentence that is worth slipping in


def main() -> None:
    """Measures and writes the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--out", type=Path, default=PAGE)
    given = parser.parse_args()
    folders = given.folders or [
        folder
        for group in GOLDEN
        for folder in sorted(group.iterdir())
        if folder.is_dir() and folder.name not in HELD_OUT
    ]
    found = {way: measured(folders, way) for way in (FACTS, CASE)}
    if not given.folders and HELD_OUT:
        unseen = [folder for group in GOLDEN for folder in sorted(group.iterdir()) if folder.name in HELD_OUT]
        found |= {f"{way}, {len(unseen)} companies held out": measured(unseen, way) for way in (FACTS, CASE)}
    given.out.write_text(page(found, len(folders)), encoding="utf-8")
    print(given.out.read_text(encoding="utf-8"))


@dataclass
class Counts:
    """What was counted: letters and those blocked (or caught), by kind of letter and language, and why good ones were."""

    letters: Counter[tuple[str, str]] = field(default_factory=Counter)
    blocked: Counter[tuple[str, str]] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)

    def add(self, kind: str, language: str, *, blocked: bool) -> None:
        """One more letter of a kind and a language."""
        self.letters[kind, language] += 1
        self.blocked[kind, language] += blocked


Told = Callable[[dict[str, Any], str, Check, Check | None], None]


def measured(
    folders: Sequence[Path],
    way: str,
    *,
    desks: Callable[[Path], AbstractContextManager[OpenDesk]] = opened,
    told: Told = lambda _case, _kind, _check, _good: None,
) -> Counts:
    """Checks all letters of the folders in one way. `told` hears of each: the case, the kind of letter, its check and
    that of the good reply it was made from."""
    counts = Counts()
    for folder in folders:
        with desks(folder) as desk:
            for case in cases(folder):
                good = checked(desk, case, case["good_reply"], way)
                counts.add(GOOD, case["lang"], blocked=good.blocked)
                counts.verdicts.update({f.verdict for f in good.findings if f.blocking})
                told(case, GOOD, good, None)
                bad = checked(desk, case, case["bad_reply"], way)
                counts.add(BAD, case["lang"], blocked=bad.blocked)
                told(case, BAD, bad, None)
                for kind, text in mutants(case):
                    if kind == LEFT_OUT and way == FACTS:
                        continue  # what is owed is not known without the complaint
                    wrong = checked(desk, case, text, way)
                    counts.add(kind, case["lang"], blocked=bool(new_blocks(text, wrong, case["good_reply"], good)))
                    told(case | {"mutant": text}, kind, wrong, good)
    return counts


def cases(folder: Path) -> list[dict[str, Any]]:
    """The cases of a company."""
    return [json.loads(line) for line in (folder / "cases.jsonl").read_text(encoding="utf-8").splitlines() if line]


def checked(desk: OpenDesk, case: dict[str, Any], text: str, way: str) -> Check:
    """The check of a text in one of the two ways, on the day of the complaint."""
    day = dt.date.fromisoformat(case["received_on"])
    facts = {key: str(value) for key, value in case["facts"].items()}
    if way == FACTS:
        return desk.check(text, on=day, facts=facts)
    complaint = Complaint(text=case["complaint"], received_on=day, channel=case["channel"], facts=tuple(facts.items()))
    made = dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC)
    return desk.check(text, on=day, case=Case(id=case["id"], version=0, complaint=complaint, created_at=made))


def new_blocks(text: str, wrong: Check, good_text: str, good: Check) -> list[tuple[str, str]]:
    """What blocks a letter and not the one it was made from: verdict and words."""
    before = {(f.verdict, good_text[f.start : f.end]) for f in good.findings if f.blocking}
    after = [(f.verdict, text[f.start : f.end]) for f in wrong.findings if f.blocking]
    return [each for each in after if each not in before]


# The mutants


def mutants(case: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The good reply with one thing made wrong: kind and text. What cannot be made wrong for sure is left out."""
    text, items = case["good_reply"], [*case["entitled"], *case["discretionary"]]
    most = {(Decimal(str(i["max_amount"])), i.get("currency")) for i in items if i.get("max_amount")}
    for number, factor in enumerate(_RAISED):
        raised = more(text, {value for value, _ in most}, factor)
        if raised != text and (sum(map(ord, case["id"])) + number) % len(_RAISED) == 0:
            yield RAISED, raised
    times = {(i["min_days"], i.get("day_type")) for i in case["entitled"] if i.get("min_days")}
    sooner_text = sooner(text, {days for days, _ in times})
    if sooner_text != text:
        yield SOONER, sooner_text
    bare = unconditional(text)
    if bare != text:
        yield DROPPED, bare
    turned = _WILL.sub(_as_done, text, count=1) if case["lang"] == "en" else text
    if turned != text:
        yield TURNED, turned
    yield CLAIMED, slipped(text, _CLAIMS[case["lang"]])
    shorter = without(text, {value for value, _ in sure(case)})
    if shorter != text:
        yield LEFT_OUT, shorter
    for sentence in wrong_sentences(case)[:2]:
        yield SLIPPED, slipped(text, sentence)


_SUM = re.compile(
    r"(?P<sign>[$€£]|\b[A-Z]{3}) ?(?P<a>\d[\d.,]*\d|\d)|(?P<b>\d[\d.,]*\d|\d)(?= ?(?:[$€£]|[A-Z]{3}\b|euros?\b|Euro\b|dollars?\b|pounds?\b|points?\b|miles?\b|Punkte\b|puntos\b|Pfund\b|libras?\b|livres?\b))"
)


def more(text: str, sums: set[Decimal], factor: Decimal) -> str:
    """The text with each of the sums raised by a factor, wherever it stands as a sum."""

    def put(match: re.Match[str]) -> str:
        group = "a" if match["a"] else "b"
        value = _number(match[group])
        if value not in sums:
            return match[0]
        raised = value * factor
        whole = raised == raised.to_integral()
        told = f"{raised:.0f}" if whole or value >= 1000 else f"{raised:.2f}"
        if "," in match[group][-3:]:
            told = told.replace(".", ",")
        return match[0].replace(match[group], told)

    return _SUM.sub(put, text)


def _number(text: str) -> Decimal:
    plain = re.sub(r"[.,](?=\d{3}\b)", "", text)
    return Decimal(plain.replace(",", "."))


_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "fourteen": 14,
    "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10,
    "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10,
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10,
}  # fmt: skip
_DAYS = re.compile(
    rf"(?<![\w.,-])(?P<count>\d+|{'|'.join(_WORDS)})(?= (?:full |calendar |business |working )?(?:days?|días|Tagen?|Werktagen?|Arbeitstagen?|Geschäftstagen?|Bankarbeitstagen?|Kalendertagen?|jours?)\b)",
    re.IGNORECASE,
)


def sooner(text: str, days: set[int]) -> str:
    """The text with each of the stretches of days a third shorter, wherever it stands."""

    def put(match: re.Match[str]) -> str:
        count = int(match["count"]) if match["count"].isdigit() else _WORDS[match["count"].lower()]
        less = count * 2 // 3
        return str(less) if count in days and less >= 1 else match[0]

    return _DAYS.sub(put, text)


def sure(case: dict[str, Any]) -> set[tuple[Decimal, str]]:
    """The sums that are owed without a choice."""
    return {
        (Decimal(str(i["max_amount"])), i["currency"])
        for i in case["entitled"]
        if i.get("max_amount") and not i.get("group") and i["kind"] in {"refund", "credit", "fee_waiver"}
    }


def without(text: str, sums: set[Decimal]) -> str:
    """The text without the sentences that name one of the sums, and without what else they say."""
    kept = []
    for line in text.split("\n"):
        parts = re.split(r"(?<=[.!?])\s+", line)
        named = [any(_number(m["a"] or m["b"]) in sums for m in _SUM.finditer(part)) for part in parts]
        kept.append(" ".join(part for part, gone in zip(parts, named, strict=True) if not gone))
    return "\n".join(kept)


_DONE = {
    "refund": "refunded", "send": "sent", "issue": "issued", "credit": "credited", "replace": "replaced", "check": "checked",
    "repair": "repaired", "waive": "waived", "add": "added", "cancel": "cancelled", "pay": "paid", "return": "returned",
    "remove": "removed", "reverse": "reversed", "correct": "corrected", "book": "booked", "transfer": "transferred",
    "ask": "asked", "pass": "passed", "open": "opened", "review": "reviewed", "look into": "looked into", "apply": "applied",
}  # fmt: skip
_FIRST = re.compile(
    r"^(?P<gap>\s*)(?:Once|As soon as|If|When|After|Where|Sobald|Wenn|Falls|Nachdem|Cuando|Si|En cuanto|Una vez que|Dès que|Une fois|Lorsque) (?!you(?:[’']d| would| say| like| want| prefer| agree|r message)|the date)[^,.;!?]{6,120}, (?P<next>\w)"
)
_LAST = re.compile(
    r"(?<!even),? (?:once|as soon as|if|provided that|sobald|wenn|sofern|en cuanto|una vez que|siempre que|dès que|une fois que|si) "
    r"(?!you(?:[’']d| would| like| want| prefer| agree)|so\b)(?=[^,.;!?]*\b(?:has|have|is|are|arriv\w+|reach\w*|confirm\w*|comes?|shows?|finds?|accept\w*|ist|sind|hat|haben|está\w*|ha|han|est|sont|a|ont)\b)[^,.;!?]{6,120}(?=\.(?:\s|$))"
)
_HANDED_OVER = re.compile(
    r"\b(?:refund|reimburs|credit|paid|pay |is returned|are returned|voucher|replac|waive|erstatt|gutgeschrieben|ersetz|reembols|devolv|abon|rembours|crédit)\w*",
    re.IGNORECASE,
)


def unconditional(text: str) -> str:
    """The text with the condition taken from each sentence that gives something under one."""

    def bare(sentence: str) -> str:
        if _HANDED_OVER.search(sentence) is None or sentence.rstrip().endswith("?"):
            return sentence
        short = _FIRST.sub(lambda match: match["gap"] + match["next"].upper(), sentence)
        if short == sentence:
            short = _LAST.sub("", sentence)
        return short if _HANDED_OVER.search(short) is not None else sentence

    return "".join(bare(part) for part in re.split(r"(?<=[.!?])(?=\s)", text))


_WILL = re.compile(
    rf"\b(?P<who>I|we)(?:['’]ll| will|['’]m going to|['’]re going to) (?:also |then |now )?(?P<verb>{'|'.join(_DONE)})\b",
    re.IGNORECASE,
)


def _as_done(match: re.Match[str]) -> str:
    return f"{match['who']} have already {_DONE[match['verb'].lower()]}"


_CLAIMS = {
    "en": "We have already refunded the amount to your card.",
    "es": "Ya hemos reembolsado el importe a su tarjeta.",
    "de": "Den Betrag haben wir Ihnen bereits erstattet.",
    "fr": "Nous avons déjà remboursé le montant sur votre carte.",
}


def wrong_sentences(case: dict[str, Any]) -> list[str]:
    """The sentences of the bad reply that break what the case forbids."""
    rules = [re.compile(rule["regex"]) for rule in case["must_not"]]
    parts = re.split(r"(?<=[.!?])\s+|\n+", case["bad_reply"])
    return [part for part in parts if len(part.split()) > _LETTERS_NEEDED and any(r.search(part) for r in rules)]


def slipped(text: str, sentence: str) -> str:
    """The text with one more sentence at the end of its last paragraph but one."""
    head, gap, tail = text.rstrip().rpartition("\n\n")
    return f"{head} {sentence}{gap}{tail}" if head else f"{text} {sentence}"


GOOD, BAD = "compliant replies", "over-promising replies"
RAISED = "a sum raised by 10 to 50 %"
SOONER = "a time cut by a third"
DROPPED = "a condition dropped"
TURNED = "“we will” turned into “we have already”"
CLAIMED = "a deed claimed beside it"
SLIPPED = "one sentence of the over-promising reply in it"
LEFT_OUT = "what is owed left out"
KINDS = (BAD, LEFT_OUT, RAISED, SOONER, DROPPED, TURNED, CLAIMED, SLIPPED)
LANGUAGES = ("en", "es", "de", "fr")


def page(found: dict[str, Counts], companies: int) -> str:
    """The page in Markdown."""
    lines = [_HEAD.format(day=dt.datetime.now(dt.UTC).date(), companies=companies)]
    for way, counts in found.items():
        lines += [f"## Checked {way}", "", f"| letters | {' | '.join(LANGUAGES)} | all |", "|---|" + "---|" * 5]
        lines.append(_row("compliant, blocked", GOOD, counts))
        lines += [_row(f"{kind}, caught", kind, counts) for kind in KINDS]
        told = ", ".join(f"{verdict.replace('_', ' ')} {many}" for verdict, many in counts.verdicts.most_common())
        lines += ["", f"Compliant letters by what blocks them: {told or 'none'}.", ""]
    return "\n".join(lines)


def _row(title: str, kind: str, counts: Counts) -> str:
    cells = [_share(counts.blocked[kind, lang], counts.letters[kind, lang]) for lang in LANGUAGES]
    whole = _share(
        sum(counts.blocked[kind, lang] for lang in LANGUAGES), sum(counts.letters[kind, lang] for lang in LANGUAGES)
    )
    return f"| {title} | {' | '.join(cells)} | {whole} |"


def _share(hits: int, of: int) -> str:
    return f"{hits / of * 100:.0f} % ({hits}/{of})" if of else "none"


_HEAD = """# How often the check blocks what it should not

Made by `make bench-blocks` on {day}, from the cases of {companies} example companies. A compliant reply that is blocked costs a
person's time and their trust in the check; an over-promise that is not blocked costs the company. Both stand here, so that
neither can be bought with the other: beside the two replies of each case, the compliant one is made wrong in one place, and
a wrong letter counts as caught only where something blocks it that did not block the letter it was made from. All of these
companies were looked at while the check was built; docs/decisions.md tells how it did on four of them before. A raised sum counts only where it is the most that the case allows, a
shorter time only where it is the shortest.
"""


if __name__ == "__main__":
    main()
