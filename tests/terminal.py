"""The command line as a person or a script meets it: arguments in; exit status, stdout and stderr out."""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from click.testing import CliRunner
from samples import full_proposal

from assistant.accounts import Accounts
from assistant.case import Case, Check, Complaint, Finding, Proposal
from assistant.chain import load_phrases
from assistant.cli import main
from assistant.desk import Desk
from assistant.errors import ModelError, StorageError
from assistant.settings import Settings
from assistant.stewardship import Stewardship
from assistant.store import Store, open_database
from assistant.wiring import OpenDesk
from knowledge.base import KnowledgeBase
from knowledge.embedding import LocalEmbedder
from knowledge.terms import read_terms

LOCAL = LocalEmbedder()
RETURNS = """# Returns

Effective 1 March 2026

## 1. Window

1.1 Items may be returned within 30 calendar days of delivery.

## 2. Refunds

2.1 For a late parcel we refund the delivery fee within 7 business days of the request.
"""


@dataclass(frozen=True)
class Answer:
    """What a command left: `status` 0, 1 or 2."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """stdout, which holds JSON alone."""
        return json.loads(self.out)


class HandMadeDesk(Desk):
    """A real record and real documents; the letters are the samples', so that commands answer at once.

    A complaint that says "no model", "no record", "stop" or "crash" fails in that way; for one that says "no policy"
    nothing is found. A text is blocked if it says "never".
    """

    def __init__(self, settings: Settings) -> None:
        engine = open_database(settings.database)
        store = Store(engine)
        self.held = store
        self.accounts = Accounts(store, now=_now)
        self.knowledge = KnowledgeBase(
            engine, index_dir=settings.home / "index", chroma_url=None, embedder=LOCAL, read_terms=read_terms
        )
        self.stewardship = Stewardship(
            self.knowledge, cases=self.cases, alike=_alike, role_of=self.accounts.role_of, now=_now
        )
        super().__init__(
            store,
            draft=_draft,
            check=lambda text, complaint, on, proposal: _judge(text),
            knowledge=Precedents(self.knowledge),
            now=_now,
            role_of=self.accounts.role_of,
            four_eyes=settings.four_eyes,
            phrases=load_phrases(),
        )

    def preview(self, complaint: Complaint, *, id: str = "") -> Proposal:
        """A proposal that is not kept."""
        return _draft(complaint, id)

    def check(
        self, text: str, *, on: dt.date, facts: Mapping[str, str] | None = None, case: Case | None = None
    ) -> Check:
        """The judgement of any text."""
        return _judge(text)

    def close(self) -> None:
        """Lets go of everything."""
        self.knowledge.close()
        self.held.close()


class Precedents:
    """Resolved cases on their way to the documents."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge

    def add_resolution(self, name: str, data: bytes) -> object:
        """Takes one past resolution."""
        return self._knowledge.add(name, data, kind="resolution")

    def remove(self, name: str) -> None:
        """Takes it back."""
        self._knowledge.remove(name)


def _alike(one: Sequence[str], other: Sequence[str]) -> list[list[float]]:
    rows: list[list[float]] = (LOCAL.embed(list(one)) @ LOCAL.embed(list(other)).T).tolist()
    return rows


def _now() -> dt.datetime:
    return dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


def _draft(complaint: Complaint, case_id: str) -> Proposal:
    if "no model" in complaint.text:
        raise ModelError("The model did not answer; try again.")
    if "no record" in complaint.text:
        raise StorageError("The record is gone.")
    if "stop" in complaint.text:
        raise KeyboardInterrupt
    if "no policy" in complaint.text:
        return _undecided(case_id)
    if "crash" in complaint.text:
        raise ZeroDivisionError("a mistake of ours")
    return full_proposal().model_copy(update={"id": case_id, "case": case_id or None})


def _undecided(case_id: str) -> Proposal:
    sample = full_proposal()
    note = "Nothing in the documents in force decides this; the letter says so and passes it on."
    plan = sample.plan.model_copy(update={"notes": (note,)})
    return sample.model_copy(update={"id": case_id, "case": case_id or None, "plan": plan})


def _judge(text: str) -> Check:
    sample = full_proposal()
    commitments = tuple(c for c in sample.commitments if c.quote == text[c.start : c.end])
    findings = (Finding(verdict="absolute", blocking=True, why="It is absolute."),) if "never" in text else ()
    return Check(commitments=commitments, findings=findings)


def hand_made(settings: Settings) -> OpenDesk:
    """Opens a hand-made desk in place of the product's."""
    return cast(OpenDesk, HandMadeDesk(settings))


def amends(
    *arguments: str | Path,
    home: Path,
    stdin: bytes = b"",
    env: Mapping[str, str | None] | None = None,
    open_desk: Callable[[Settings], OpenDesk] | None = hand_made,
) -> Answer:
    """Runs one command in this process, on the record at `home`, as the user "ana"."""
    variables = {"AMENDS_HOME": str(home), "AMENDS_USER": "ana", **(env or {})}
    with CliRunner().isolation(input=stdin, env=variables) as streams:
        status = main([str(each) for each in arguments], open_desk=open_desk)
        sys.stdout.flush()
        sys.stderr.flush()
        out, err = streams[0].getvalue(), streams[1].getvalue()
    return Answer(status, out.decode(), err.decode())


def amends_process(*arguments: str | Path, home: Path, stdin: bytes = b"", before: str = "") -> Answer:
    """Runs one command in a process of its own, with the real desk. `before`: Python to run first in that process."""
    start = f"import sys\n{before}\nfrom assistant.cli import main\nsys.exit(main())"
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("AMENDS_", "OPENAI_"))}
    done = subprocess.run(
        [sys.executable, "-c", start, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        check=False,
        timeout=120,
        env={**variables, "AMENDS_HOME": str(home), "AMENDS_USER": "ana"},
    )
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())


def lines(path: Path) -> list[Any]:
    """The rows of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def assert_refused(answer: Answer, *words: str, status: int = 1) -> None:
    """One sentence on stderr that says these words, nothing on stdout, no traceback."""
    assert answer.status == status, answer
    assert answer.out == "", answer
    sentence = answer.err.strip()
    assert "Traceback" not in sentence
    assert sentence.startswith("Error: "), answer
    assert "\n" not in sentence, answer
    for word in words:
        assert word in sentence, answer


def change_record(home: Path, statement: str) -> None:
    """Changes the SQLite record behind the program's back."""
    with closing(sqlite3.connect(home / "amends.db")) as connection, connection:
        connection.execute(statement)


__all__ = [
    "LOCAL",
    "RETURNS",
    "Answer",
    "amends",
    "amends_process",
    "assert_refused",
    "change_record",
    "hand_made",
    "lines",
]
