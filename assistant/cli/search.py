"""Searching the documents, one question or many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant import intake
from assistant.cli import batch, given
from assistant.cli.session import Session, command, pass_session

if TYPE_CHECKING:
    from knowledge.passage import Hit

_MOST_QUERY = 100_000
_AT_ONCE = 64


@command("search")
@click.argument("query", required=False)
@click.option("-k", "k", type=click.IntRange(1, 1000), default=5, show_default=True, help="How many hits.")
@click.option("--kind", type=click.Choice(["policy", "resolution", "any"]), default="any", show_default=True)
@click.option("--on", metavar="DATE", help="What must be in force on that day (default: today).")
@click.option("--region", help="Leave out documents that name other regions only.")
@click.option("--internal", is_flag=True, help="Search internal documents, too.")
@click.option("--all", "everything", is_flag=True, help="Search documents out of force and internal ones, too.")
@click.option("--batch", "source", metavar="FILE", help='Lines {"id","text"}.')
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help='Lines {"id","hits":[...]}.')
@pass_session
def search(
    session: Session,
    *,
    query: str | None,
    k: int,
    kind: str,
    on: str | None,
    region: str | None,
    internal: bool,
    everything: bool,
    source: str | None,
    out: Path | None,
) -> None:
    """Find the passages that answer QUERY best, or the query of each line of a file."""
    if (query is None) == (source is None):
        raise click.UsageError("Give a query, or a file of queries with --batch.")
    if (source is None) != (out is None):
        raise click.UsageError("--batch and --out go together.")
    day = given.day_from(on, session.today(), what="The day")
    options: dict[str, Any] = {
        "k": k,
        "kind": None if kind == "any" else kind,
        "on": day,
        "region": region,
        "include_internal": internal or everything,
        "in_force_only": not everything,
    }
    with session.desk() as desk:
        if source is not None and out is not None:

            def answer(lines: Sequence[batch.Row]) -> Sequence[batch.Row]:
                texts = [_query(given.string_in(line, "text")) for line in lines]
                found = desk.knowledge.search_many(texts, **options)
                return [{"id": None, "hits": [row(hit, day) for hit in hits]} for hits in found]

            total, failed = batch.answer_file(source, out, answer, session=session, what="Searching", chunk=_AT_ONCE)
            batch.report(session, total, failed, out)
            return
        hits = desk.knowledge.search(_query(query or ""), **options)
    console = session.console
    if console.as_json:
        console.emit({"query": query, "hits": [row(hit, day) for hit in hits]})
        return
    console.table(
        ("score", "document", "section", "kind", "quote"),
        [(f"{h.score:.2f}", h.passage.path, h.passage.section, h.passage.kind, h.passage.text) for h in hits],
        empty="Nothing was found.",
    )


def _query(text: str) -> str:
    return intake.words(text, what="The query", most=_MOST_QUERY)


def row(hit: Hit, on: dt.date) -> dict[str, Any]:
    """A hit in the shape of a proposal's evidence, with its title and its cosine."""
    passage = hit.passage
    return {
        "passage": passage.id,
        "document": passage.path,
        "version": passage.version,
        "title": passage.title,
        "section": passage.section,
        "quote": passage.text,
        "kind": passage.kind,
        "score": hit.score,
        "similarity": hit.similarity,
        "in_force": passage.standing.in_force(on),
        "internal": passage.standing.internal,
    }
