"""Scoring folders of example cases."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.cli import faults
from assistant.cli.drafts import drafted
from assistant.cli.session import Session, command, pass_session
from assistant.errors import AmendsError, InputError
from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from assistant.evaluation.summary import Share, Summary


@command("eval")
@click.argument("folders", nargs=-1, required=True, metavar="FOLDER...", type=click.Path(path_type=Path))
@click.option("--markdown", is_flag=True, help="Print the table in Markdown, for the README.")
@pass_session
def evaluate(session: Session, folders: tuple[Path, ...], markdown: bool) -> None:
    """Score folders of cases (cases.jsonl, policies/, resolutions.csv), each in a home of its own.

    The record in use is neither read nor changed; the settings (the model, the calendar) are those of the call.
    """
    from assistant.evaluation import render, render_reasons, run

    for folder in folders:
        if not folder.exists():
            raise InputError(f"There is no folder {folder}.")
    result = run(folders, lambda folder, requests: _drafts(session, folder, requests))
    console = session.console
    if console.as_json:
        console.emit(
            {"summaries": [_row(summary) for summary in result.summaries], "scores": result.scores},
        )
        return
    console.say(render(result.summaries, markdown=markdown))
    reasons = render_reasons([score for scores in result.scores.values() for score in scores])
    if reasons:
        console.note("\n" + reasons)


def _row(summary: Summary) -> dict[str, Any]:
    return {name: _share(value) for name, value in summary}


def _share(value: Any) -> Any:
    from assistant.evaluation.summary import Share

    if not isinstance(value, Share):
        return value
    share: Share = value
    return {"hits": share.hits, "of": share.of, "percent": share.percent}


def _drafts(session: Session, folder: Path, requests: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Takes in the folder afresh and drafts each request."""
    with tempfile.TemporaryDirectory(prefix="amends-eval-", ignore_cleanup_errors=True) as home:
        # The company's own database and index stay out of it, wherever they are.
        settings = session.settings.model_copy(update={"home": Path(home), "database_url": None, "chroma_url": None})
        desk = session.open(settings)
        try:
            _take_in(session, desk.knowledge, folder)
            answer = drafted(desk, session.today())
            rows: list[dict[str, Any]] = []
            with session.console.progress(folder.name, len(requests)) as step:
                for done, request in enumerate(requests, 1):
                    try:
                        rows += answer([request])
                    except (AmendsError, KnowledgeError) as error:
                        rows.append({"id": request["id"], "error": str(error)})
                    except Exception as error:  # noqa: BLE001  # a crash is a mark of the score, and the others are still wanted
                        rows.append({"id": request["id"], "error": faults.sentence(error, session)})
                    step(done, len(requests))
            return rows
        finally:
            desk.close()


def _take_in(session: Session, knowledge: Any, folder: Path) -> None:
    if not (folder / "policies").is_dir():
        raise InputError(f"{folder} has no folder policies; give the folder of a company with its cases.")
    results = knowledge.ingest([folder / "policies"])
    if (folder / "resolutions.csv").is_file():
        results += knowledge.ingest([folder / "resolutions.csv"], kind="resolution")
    for result in results:
        if result.status == "refused":
            session.console.note(f"{folder.name}: {result.reason}")
