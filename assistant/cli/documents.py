"""Documents in and out, what is known of them, and their index."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli import wording
from assistant.cli.session import Session, command, pass_session
from assistant.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from assistant.cli.console import Console
    from knowledge.changes import Changes
    from knowledge.editions import Edition as Held
    from knowledge.passage import Document, DocumentKind


@command("ingest")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--kind",
    type=click.Choice(["policy", "resolution"]),
    default="policy",
    show_default=True,
    help="What they are; a table with the columns of past resolutions is taken as such anyway.",
)
@click.option("--label", "labels", multiple=True, metavar="KEY=VALUE", help="A label for the documents; repeatable.")
@click.option("--dry-run", is_flag=True, help="Only tell what would change in the terms; nothing is taken in.")
@pass_session
def ingest(
    session: Session, *, paths: tuple[str, ...], kind: DocumentKind, labels: tuple[str, ...], dry_run: bool
) -> int:
    """Take in files and folders: Markdown, text, HTML, PDF, DOCX, RTF, CSV, XLSX and mail.

    Unchanged files are skipped, changed ones become a new version. A file that is refused changes nothing; the exit
    status is 1 where all of them were refused.
    """
    tags = _labels(labels)
    console = session.console
    if dry_run:
        with session.desk() as desk:
            found = desk.knowledge.preview([Path(path).expanduser() for path in paths], kind=kind, labels=tags)
        return _tell_changes(console, found)
    taken = 0
    with session.desk() as desk, console.progress("Taking in") as step:

        def progress(done: int, total: int, _: str) -> None:
            nonlocal taken
            taken = done
            step(done, total)

        try:
            results = desk.knowledge.ingest(
                [Path(path).expanduser() for path in paths], kind=kind, labels=tags, progress=progress
            )
        except BaseException:
            if taken:
                console.note(
                    f"The first {taken:,} files were gone through before that; each is in whole or not at all."
                )
            raise
    if not results:
        raise InputError("There is no document in what was given; nothing was taken in.")
    if console.as_json:
        console.emit(results)
    else:
        rows = [(r.status, r.path, r.kind, r.version, r.passages or None, r.title, r.reason) for r in results]
        console.table(("status", "document", "kind", "version", "passages", "title", "why"), rows, cut=1000)
    counts = Counter(result.status for result in results)
    console.note(", ".join(f"{count} {status}" for status, count in counts.items()) + ".")
    if counts["refused"] == len(results):
        console.note(f"Error: {results[0].reason}")
        return 1
    return 0


def _tell_changes(console: Console, found: Sequence[Changes]) -> int:
    if not found:
        raise InputError("There is no document in what was given; nothing would be taken in.")
    if console.as_json:
        console.emit(found)
        return 0
    rows: list[tuple[object, ...]] = []
    for each in found:
        follows = f"version {each.since}" if each.since else ""
        rows.append((each.status, each.path, follows, each.holds_from, "", each.reason))
        rows += [("  added", "", "", "", wording.limits(term), term.quote) for term in each.added]
        rows += [("  removed", "", "", "", wording.limits(term), term.quote) for term in each.removed]
        for pair in each.changed:
            rows.append(("  was", "", "", "", wording.limits(pair.old), pair.old.quote))
            rows.append(("  becomes", "", "", "", wording.limits(pair.new), pair.new.quote))
    console.table(("change", "document", "follows", "holds from", "limits", "words"), rows, cut=1000)
    console.note("Nothing was taken in.")
    return 0


def _labels(given: tuple[str, ...]) -> dict[str, str]:
    labels = {}
    for each in given:
        key, equals, value = each.partition("=")
        if not equals or not key.strip() or not value.strip():
            raise InputError(f'The label "{each[:60]}" is incomplete; write it as key=value.')
        labels[key.strip()] = value.strip()
    return labels


@command("documents")
@pass_session
def documents(session: Session) -> None:
    """List the documents in use, with their versions and whether they are in force today."""
    today = session.today()
    with session.desk() as desk:
        found = desk.knowledge.documents()
        newest = {(document.path, document.version) for document in found}
        terms = Counter(t.path for t in desk.knowledge.terms() if (t.path, t.version) in newest)
        earlier = desk.knowledge.earlier()
    console = session.console
    if console.as_json:
        rows = [
            {
                **document.model_dump(),
                "in_force": document.standing.in_force(today),
                "terms": terms[document.path],
                "earlier": [e.model_dump() for e in earlier.get(document.id, ())],
            }
            for document in found
        ]
        console.emit(rows)
        return
    console.table(
        ("document", "kind", "version", "title", "in force", "audience", "terms"),
        [
            (
                document.path,
                document.kind,
                document.version,
                document.title,
                _held(document, earlier.get(document.id, ()), today),
                "internal" if document.standing.internal else "public",
                terms[document.path] if document.kind == "policy" else None,
            )
            for document in found
        ],
        empty="No document was taken in yet; begin with: amends ingest FOLDER",
    )


def _held(document: Document, earlier: Sequence[Held], today: date) -> str:
    """From when a document holds, and which of its versions does until then."""
    said = wording.in_force(document.standing, today)
    until = [f"version {e.version} until {e.standing.effective_until}" for e in earlier if e.standing.in_force(today)]
    return "; ".join([said, *until])


@command("remove")
@click.argument("document")
@pass_session
def remove(session: Session, document: str) -> None:
    """Take a document out of use. Its versions stay on record."""
    with session.desk() as desk:
        desk.knowledge.remove(document)
    if session.as_json:
        session.console.emit({"removed": document})
    else:
        session.console.say(f"{document} is out of use.")


@command("reindex")
@pass_session
def reindex(session: Session) -> None:
    """Make the search index anew from the record, and read the terms again."""
    console = session.console
    with session.desk() as desk, console.progress("Indexing") as step:
        count = desk.knowledge.reindex(progress=lambda done, total, path: step(done, total))
    if console.as_json:
        console.emit({"passages": count})
    else:
        console.say(f"The index holds {count:,} passages.")
