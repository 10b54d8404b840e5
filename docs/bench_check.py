"""Measures how long a check takes, and writes the section on it into docs/benchmarks.md: `make bench-check`.

    python docs/bench_check.py [FOLDER_OF_A_COMPANY...]

The letters are put together from the replies that the cases of the example companies hold, 170 to 190 words each, no two
the same. Nobody types a figure.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant.case import Complaint
from assistant.settings import load_settings
from assistant.wiring import OpenDesk, open_desk

ROOT = Path(__file__).parent.parent
RESULT = ROOT / "docs" / "benchmarks.md"
COMPANIES = [ROOT / "tests" / "golden" / "companies" / "brightline", ROOT / "tests" / "golden" / "later_companies" / "harborline"]  # fmt: skip
START, END = "<!-- checks:start -->", "<!-- checks:end -->"
_SHORTEST, _LONGEST = 170, 190
_WARM = 4  # letters that are checked before any is timed


def main() -> None:
    """Measures and writes the section; leaves the page as it is where something fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--out", type=Path, default=RESULT)
    given = parser.parse_args()
    load = os.getloadavg()[0]
    found: dict[str, list[float]] = {}
    for folder in given.folders or COMPANIES:
        for way, taken in measured(folder).items():
            found.setdefault(way, []).extend(taken)
    # What else runs on the machine slows a check as it does everything; the figures tell nothing without it.
    told = {"day": dt.datetime.now(dt.UTC).date(), "machine": _machine(), "load": load, "after": os.getloadavg()[0]}
    section = "\n".join([_HEAD.format(**told), *rows(found)])
    given.out.write_text(placed(given.out.read_text(encoding="utf-8"), section), encoding="utf-8")
    print(section)


def measured(folder: Path) -> dict[str, list[float]]:
    """Milliseconds of each check, by the way in which the text is known."""
    cases = [json.loads(line) for line in (folder / "cases.jsonl").read_text(encoding="utf-8").splitlines() if line]
    texts = letters([case[which] for case in cases for which in ("good_reply", "bad_reply")])
    found: dict[str, list[float]] = {}
    with opened(folder) as desk:
        day = dt.date.fromisoformat(cases[0]["received_on"])
        facts = dict(cases[0]["facts"])
        for text in texts[:_WARM]:
            desk.check(text, on=day)
            desk.check(text, on=day, facts=facts)
        for place, text in enumerate(texts[_WARM:]):
            # Each text is new to one way only: what was read of it once is quicker the next time.
            known = facts if place % 2 else None
            taken = timed(lambda text=text, known=known: desk.check(text, on=day, facts=known))
            found.setdefault(SAME_FACTS if known else NEW, []).append(taken)
            again = timed(lambda text=text, known=known: desk.check(text, on=day, facts=known))
            found.setdefault(AGAIN, []).append(again)
        for case, text in zip(cases[1:], texts, strict=False):
            other = timed(lambda case=case, text=text: desk.check(text, on=day, facts=case["facts"]))
            found.setdefault(NEW_FACTS, []).append(other)
        for case, text in zip(cases, reversed(texts), strict=False):
            taken = desk.take(complaint(case), by="rep")
            edited = desk.edit(taken.id, f"{text} ", by="rep", version=taken.version)
            words = edited.text.split(" ") if edited.text else []
            once_more = " ".join([*words[:-1], "Again.", words[-1]])
            found.setdefault(EDIT, []).append(timed(lambda: desk.check(once_more, case=edited)))  # noqa: B023
    return found


def complaint(case: dict[str, Any]) -> Complaint:
    """The complaint of a case."""
    return Complaint(
        text=case["complaint"],
        received_on=dt.date.fromisoformat(case["received_on"]),
        facts=tuple((key, str(value)) for key, value in case["facts"].items()),
    )


def letters(replies: Sequence[str]) -> list[str]:
    """Replies filled up to 170 to 190 words with sentences of those that come after them."""
    sentences = [[part.strip() + "." for part in reply.split(". ") if part.strip()] for reply in replies]
    made = []
    for place, own in enumerate(sentences):
        text = list(own)
        others = (sentence for each in sentences[place + 1 :] + sentences[:place] for sentence in each)
        while sum(len(part.split()) for part in text) < _SHORTEST:
            text.insert(-1, next(others))
        whole = " ".join(text).replace("..", ".")
        if len(whole.split()) <= _LONGEST:
            made.append(whole)
    return made


def timed(call: Callable[[], object]) -> float:
    """The milliseconds that a call takes."""
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000


def rows(found: dict[str, list[float]]) -> list[str]:
    """The rows of the table."""
    return [
        f"| {way} | {len(taken)} | {statistics.median(taken):.1f} ms | {statistics.quantiles(taken, n=10)[-1]:.1f} ms |"
        for way, taken in found.items()
    ]


def placed(page: str, section: str, begin: str = START, end: str = END) -> str:
    """The page with the section between its markers, which stand at its end where it had none."""
    marked = f"{begin}\n{section}\n{end}\n"
    if begin not in page:
        return f"{page.rstrip()}\n\n{marked}"
    before, _, rest = page.partition(begin)
    _, _, after = rest.partition(f"{end}\n")
    return f"{before}{marked}{after}"


@contextmanager
def opened(folder: Path) -> Iterator[OpenDesk]:
    """A desk of its own with the policies of a company."""
    with tempfile.TemporaryDirectory(prefix="amends-bench-", ignore_cleanup_errors=True) as home:
        # The settings of whoever runs this have no say in the figures.
        desk = open_desk(load_settings(Path(home), environ={}))
        try:
            desk.knowledge.ingest([folder / "policies"])
            yield desk
        finally:
            desk.close()


def _machine() -> str:
    return f"{os.cpu_count()} processors, Python {platform.python_version()}, {platform.system()}"


NEW = "a new text, no facts"
AGAIN = "the same text again"
SAME_FACTS = "a new text, with facts that were given before"
NEW_FACTS = "a text with new facts"
EDIT = "a changed letter of a case"
_HEAD = """## Checks

Made by `make bench-check` on {day} ({machine}, load {load:.1f} before and {after:.1f} after).
One check at a time in one process, after a few others; letters of 170 to
190 words in English, no two the same. What the rules permit is worked out once for the facts given (or for a case when its
draft is prepared), and kept until a document, the day or the record of promises changes.

| check of | checks | median | 9 of 10 within |
|---|---|---|---|"""


if __name__ == "__main__":
    main()
