"""Which files of a folder are documents, and under which path each is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from knowledge.errors import Unreadable

_LEFTOVERS = frozenset({"thumbs.db", "desktop.ini"})


def documents_in(paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Each file with the path it is known by: relative to the folder that was given, or its name for a single file.

    Hidden files, leftovers of other programs and links that lead out of the folder are passed over. Raises Unreadable
    for a path that does not exist.
    """
    for path in paths:
        if path.is_dir():
            yield from _walk(path)
        elif path.is_file():
            yield path, _known_as(path.name)
        else:
            raise Unreadable(f"There is no file or folder {path}.")


def _walk(folder: Path) -> Iterator[tuple[Path, str]]:
    root = folder.resolve()
    for found in sorted(folder.rglob("*")):
        relative = found.relative_to(folder)
        if any(part.startswith((".", "~$")) for part in relative.parts) or found.name.lower() in _LEFTOVERS:
            continue
        if found.is_file() and found.resolve().is_relative_to(root):
            yield found, _known_as(relative.as_posix())


def _known_as(name: str) -> str:
    """The name of a file in characters that can be written down; a name in no known encoding shows its bytes as \\xe9."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
