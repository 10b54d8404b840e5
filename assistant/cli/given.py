"""What is given to a command: a text from a file or from stdin, facts, days."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from assistant import intake
from assistant.errors import InputError

# Far above what any text may have; only so much is read of a file that is none.
_MOST_BYTES = 4 * 1024 * 1024
_WIDE = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def text_from(source: str | None, *, what: str, most: int) -> str:
    """The text of a file, or of stdin for "-" and for nothing. `what` names it in sentences ("The complaint").

    Line ends stay as they are, so that positions are those of the file. Raises InputError for what is not text, is
    blank or longer than `most` characters.
    """
    if source is None or source == "-":
        if sys.stdin.isatty():
            click.echo(f"{what}: paste it, then press Ctrl-D on a line of its own.", err=True)
        data = sys.stdin.buffer.read(_MOST_BYTES + 1)
    else:
        path = Path(source)
        if path.is_dir():
            raise InputError(f"{path} is a folder; give the file that holds the text.")
        with _opened(path) as stream:
            data = stream.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise InputError(f"{what} is larger than 4 MB; at most {most:,} characters can be taken.")
    return intake.words(_decoded(data), what=what, most=most)


def _opened(path: Path) -> Any:
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise InputError(f"There is no file {path}.") from None


def _decoded(data: bytes) -> str:
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Old mail programs write Windows-1252; what is neither becomes U+FFFD, which is refused as binary.
        return data.decode("cp1252", errors="replace")


def facts_from(given: Iterable[str]) -> dict[str, str]:
    """Reads "key=value" several times. Raises InputError where one has no key or no value."""
    return dict(intake.fact(each) for each in given)


def day_from(given: str | None, default: dt.date, *, what: str) -> dt.date:
    """Reads a day, or takes the default. Raises InputError for what is no day."""
    return default if given is None else intake.day(given, what=what)


def facts_in(value: object) -> dict[str, str]:
    """The facts of a JSON line: an object whose values are texts, numbers or yes and no. Raises InputError."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise InputError('"facts" has to be an object of names and values.')
    facts = {}
    for key, item in value.items():
        if item is None or item == "":
            raise InputError(f'The fact "{key[:60]}" has no value; give one or leave the fact out.')
        if isinstance(item, bool):
            facts[key] = "yes" if item else "no"
        elif isinstance(item, str | int | float):
            facts[key] = str(item)
        else:
            raise InputError(f'The fact "{key[:60]}" has to be a text or a number.')
    return facts


def string_in(line: dict[str, Any], name: str, default: str | None = None) -> str:
    """A text of a JSON line. Raises InputError where it is missing (and there is no default) or no text."""
    value = line.get(name)
    if value is None and default is not None:
        return default
    if not isinstance(value, str):
        raise InputError(f'"{name}" is missing.' if value is None else f'"{name}" has to be a text.')
    return value


fact_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--fact", "facts", multiple=True, metavar="KEY=VALUE", help="Something known about the case; may be repeated."
)
as_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--as", "person", metavar="USER", help="Who does it (default: AMENDS_USER, or the name on this machine)."
)
note_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--note", default="", metavar="TEXT", help="A remark for the record."
)
