"""What went wrong, as one sentence; what nobody foresaw goes to a log as well."""

from __future__ import annotations

import datetime as dt
import errno
import io
import logging
import os
import shutil
import signal
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, TextIO

import click

from assistant.errors import AmendsError
from knowledge.errors import IndexUnavailable, KnowledgeError

if TYPE_CHECKING:
    from assistant.cli.session import Session

LOG = "amends.log"
_LEAST_SPACE = 2 * 1024 * 1024

_ERRNO = {
    errno.ENOSPC: "The disk is full, so nothing was changed{where}; free some space.",
    errno.EDQUOT: "The disk quota is used up, so nothing was changed{where}; free some space.",
    errno.EFBIG: "A file-size limit was reached, so nothing was changed{where}.",
    errno.EROFS: "The disk is read-only{where}; choose another place.",
    errno.EACCES: "Permission is denied{where}; choose another place, or give the right to it.",
    errno.EPERM: "Permission is denied{where}; choose another place, or give the right to it.",
    errno.ENOENT: "There is no such file or folder{where}.",
    errno.EISDIR: "A file is needed, and there is a folder{where}.",
    errno.ENOTDIR: "A folder is needed, and there is a file{where}.",
    errno.EMFILE: "Too many files are open{where}; close some programs and try again.",
}


def sentence(error: BaseException, session: Session) -> str:
    """What to tell the person. A fault nobody foresaw is written to the log, and the sentence says where."""
    if isinstance(error, IndexUnavailable) and _free(session.home) < _LEAST_SPACE:
        # The index does not say why it cannot write.
        return f"The disk is full at {session.home}, and the search index cannot work there; free some space."
    if isinstance(error, AmendsError | KnowledgeError):
        return str(error)
    if isinstance(error, click.Abort | KeyboardInterrupt | EOFError):
        return "Stopped before it was done."
    if isinstance(error, OSError) and error.errno in _ERRNO:
        where = f" at {os.fsdecode(error.filename)}" if isinstance(error.filename, str | bytes) else ""
        return _ERRNO[error.errno].format(where=where)
    if isinstance(error, MemoryError):
        return "The memory is used up; close other programs, or give less at once."
    return f"Something went wrong that should not ({type(error).__name__}). {_logged(error, session)}"


def _free(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return _LEAST_SPACE


def _logged(error: BaseException, session: Session) -> str:
    log = session.home / LOG
    moment = dt.datetime.now().astimezone().isoformat(timespec="seconds")
    try:
        with log.open("a", encoding="utf-8") as out:
            out.write(f"{moment}\n{''.join(traceback.format_exception(error))}\n")
    except OSError:
        return f"The log at {log} could not be written; the reason given was: {first_line(error)}."
    return f"The details are in {log}."


def first_line(error: BaseException) -> str:
    """The first line of what an error says, or its name."""
    lines = str(error).strip().splitlines()
    return (lines[0][:200] if lines else type(error).__name__).rstrip(".")


def quiet_libraries() -> None:
    """Keeps remarks of libraries (a PDF with an odd font) out of the output; what matters arrives as an error."""
    logging.getLogger().addHandler(logging.NullHandler())


def take_any_letter(stream: TextIO) -> None:
    """Lets a stream show every letter, whatever the terminal's encoding is; what it cannot show is written as \\x."""
    if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
        if stream.isatty():
            stream.reconfigure(errors="backslashreplace")
        else:
            # A pipe has no encoding of its own, and JSON is UTF-8.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def abandon(stream: TextIO) -> None:
    """Points a stream whose reader is gone to nowhere."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
    except (OSError, ValueError):
        return


@contextmanager
def ended_like_ctrl_c() -> Iterator[None]:
    """Being told to end (by a service manager, say) is taken like Ctrl-C, so that everything is put in order first."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(_: int, __: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def is_writable(folder: Path) -> bool:
    """Whether a file can be made in the folder, or in the nearest one above it that exists."""
    place = folder
    while not place.exists() and place != place.parent:
        place = place.parent
    return place.is_dir() and os.access(place, os.W_OK | os.X_OK)
