"""Opening the app on this machine."""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Callable
from typing import Any

import click

from assistant.cli.session import Session, command, pass_session
from assistant.errors import StorageError


@command("run")
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True, help="On 127.0.0.1.")
@click.option("--demo", is_flag=True, help="Fill an empty home with an example company, people and cases.")
@pass_session
def run(session: Session, port: int, demo: bool) -> None:
    """Open the app at http://127.0.0.1:PORT; Ctrl-C stops it."""
    # The app stands above this room and is started by name, as a program of its own would be.
    serve: Callable[..., int] = importlib.import_module("ui.launch").main
    out = sys.stderr if session.as_json else sys.stdout
    with contextlib.redirect_stdout(out):
        status = serve(session.settings.home, port, fill=lambda home: _made_ready(session, demo))
    if status:
        raise StorageError(f"The app ended by itself (status {status}); what it said last stands above.")
    if session.as_json:
        session.console.emit({"url": f"http://127.0.0.1:{port}", "stopped": True})


def _made_ready(session: Session, demo: bool) -> None:
    """Opens the record once, so that what is wrong with it is said here and not in the browser."""
    with session.desk() as desk:
        if not demo:
            return
        if desk.counts() or desk.knowledge.documents():
            session.console.note("This home is in use already, so the example company is left out.")
            return
        fill: Callable[[Any], object] = importlib.import_module("assistant.demo").fill
        session.console.note("Filling the empty home with an example company …")
        fill(desk)
