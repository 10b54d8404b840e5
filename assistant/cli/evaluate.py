"""Scoring folders of example cases."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.cli import faults
from assistant.cli.drafts import drafted
from assistant.cli.session import Session, command, pass_session
from assistant.errors import AmendsError, InputError, SettingsError
from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from assistant.evaluation import Draft
    from assistant.evaluation.summary import Share, Summary
    from assistant.settings import Settings


@command("eval")
@click.argument("folders", nargs=-1, required=True, metavar="FOLDER...", type=click.Path(path_type=Path))
@click.option("--markdown", is_flag=True, help="Print the table in Markdown, for the README.")
@click.option(
    "--system",
    metavar="NAME",
    help="Who writes the letters: built-in, model (AMENDS_MODEL), MODULE:FUNCTION or FILE.py:FUNCTION.",
)
@click.option("--command", "line", metavar="COMMAND", help="A command writes them: a case as JSON in, the letter out.")
@click.option(
    "--within",
    type=click.FloatRange(1, 3600),
    default=120.0,
    show_default=True,
    metavar="SECONDS",
    help="How long --command may take for a letter.",
)
@pass_session
def evaluate(
    session: Session, *, folders: tuple[Path, ...], markdown: bool, system: str | None, line: str | None, within: float
) -> None:
    """Score folders of cases (cases.jsonl, policies/, resolutions.csv), each in a home of its own.

    The record in use is neither read nor changed; the settings (the model, the calendar) are those of the call. With
    --system or --command the same cases are put to another system, and the table holds what any letter can be judged by.
    """
    from assistant.evaluation import render, render_reasons, run

    if system is not None and line is not None:
        raise click.UsageError("Give --system or --command, not both.")
    for folder in folders:
        if not folder.exists():
            raise InputError(f"There is no folder {folder}.")
    result = run(folders, _writer(session, system, line, within))
    console = session.console
    if console.as_json:
        console.emit(
            {
                **({"system": system or line} if system or line else {}),
                "summaries": [_row(summary) for summary in result.summaries],
                "scores": result.scores,
            },
        )
        return
    console.say(render(result.summaries, markdown=markdown, letters_only=bool(system or line)))
    reasons = render_reasons([score for scores in result.scores.values() for score in scores])
    if reasons:
        console.note("\n" + reasons)


def _writer(session: Session, system: str | None, line: str | None, within: float) -> Draft:
    """Whoever writes the letters. Raises InputError for a system that is none, SettingsError where the model is missing."""
    from assistant.evaluation import systems

    settings = session.settings
    if system == "built-in":
        settings = settings.model_copy(update={"model": None})
    elif system == "model" and settings.model is None:
        raise SettingsError("No model is set; name one in AMENDS_MODEL.")
    elif line is not None or (system is not None and system != "model"):
        given = systems.command(line, within_s=within) if line is not None else systems.function(system or "")

        def drafts(folder: Path, requests: list[dict[str, Any]]) -> list[dict[str, Any]]:
            with session.console.progress(folder.name, len(requests)) as step:
                return systems.drafts(given, step)(folder, requests)

        return drafts
    return lambda folder, requests: _drafts(session, settings, folder, requests)


def _row(summary: Summary) -> dict[str, Any]:
    return {name: _share(value) for name, value in summary}


def _share(value: Any) -> Any:
    from assistant.evaluation.summary import Share

    if not isinstance(value, Share):
        return value
    share: Share = value
    return {"hits": share.hits, "of": share.of, "percent": share.percent}


def _drafts(session: Session, settings: Settings, folder: Path, requests: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Takes in the folder afresh and drafts each request."""
    with tempfile.TemporaryDirectory(prefix="amends-eval-", ignore_cleanup_errors=True) as home:
        # The company's own database and index stay out of it, wherever they are.
        own = settings.model_copy(update={"home": Path(home), "database_url": None, "chroma_url": None})
        desk = session.open(own)
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
