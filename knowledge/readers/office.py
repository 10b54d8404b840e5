"""Office files are archives of XML; what is refused is refused before any of it is parsed."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from typing import Literal

from knowledge.errors import Unreadable

_MAX_PARTS = 10_000
_MAX_UNPACKED = 200 * 1024**2
_MAX_XML = 80 * 1024**2
_MAX_RATIO = 200
_CHUNK = 1 << 20
_WHAT = {"word": ("Word document", "word/document.xml", ".docx"), "sheet": ("workbook", "xl/workbook.xml", ".xlsx")}
_MACROS = re.compile(r"(?:^|/)(?:vbaproject\.bin|vbadata\.xml|macrosheets/)", re.IGNORECASE)
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"\b(Type|Target|TargetMode)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
# What lies outside without any word of the document lying there: links, pictures, and the template it was begun with.
_WORDLESS = frozenset({"hyperlink", "image", "video", "audio", "media", "officedocument", "vml"})
_ELSEWHERE = re.compile(rb"<(?:\w+:)?f\b[^>]*>[^<]*\[\d+\]")


def check_office(data: bytes, name: str, kind: Literal["word", "sheet"]) -> None:
    """Raises Unreadable: damaged, a bomb, encrypted, with macros, with XML entities, or drawing on other files."""
    what, main, ending = _WHAT[kind]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_parts(parts, name)
            if not any(part.filename == main for part in parts):
                raise Unreadable(f"{name} is not what its ending {ending} says: it holds no {what}.")
            for part in parts:
                _check_part(archive, part, name)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise Unreadable(f"{name} is no readable {what}: the file is damaged.") from error
    except zipfile.zlib.error as error:  # type: ignore[attr-defined]  # zipfile hands on the error of its library
        raise Unreadable(f"{name} is no readable {what}: the file is damaged.") from error


def _check_parts(parts: list[zipfile.ZipInfo], name: str) -> None:
    unpacked = sum(part.file_size for part in parts)
    squashed = max(sum(part.compress_size for part in parts), 1)
    written = sum(part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels")))
    if (
        len(parts) > _MAX_PARTS
        or unpacked > _MAX_UNPACKED
        or written > _MAX_XML
        or (unpacked > 20_000_000 and unpacked / squashed > _MAX_RATIO)
    ):
        raise Unreadable(f"{name} unpacks to an unreasonable size, so it is not opened.")
    for part in parts:
        if part.flag_bits & 1:
            raise Unreadable(f"{name} is protected by a password; save a copy without one.")
        place = part.filename.replace("\\", "/")
        if place.startswith("/") or ".." in place.split("/") or ":" in place.split("/")[0]:
            raise Unreadable(f"{name} holds parts that lead out of the file, so it is not opened.")
        if _MACROS.search(place):
            raise Unreadable(f"{name} holds macros; save a copy without them.")


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    place = part.filename.lower()
    if not place.endswith((".xml", ".rels")):
        return
    sheet = place.startswith("xl/worksheets/")
    read, tail, whole = 0, b"", b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            read += len(chunk)
            if read > part.file_size:
                raise Unreadable(f"{name} unpacks to an unreasonable size, so it is not opened.")
            # UTF-16 puts a zero beside each letter.
            seen = (tail + chunk).replace(b"\x00", b"")
            if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
                raise Unreadable(f"{name} holds XML entities, which no office program writes; it is not opened.")
            if sheet and _ELSEWHERE.search(seen):
                raise Unreadable(f"{name} takes cells from another workbook; save a copy that holds their values.")
            tail = chunk[-200:]
            if place.endswith(".rels"):
                whole += chunk
    for found in _RELATION.findall(whole):
        _check_relation(
            {key.decode(): (a or b).decode("utf-8", "replace") for key, a, b in _ATTRIBUTE.findall(found)}, name
        )


def _check_relation(relation: dict[str, str], name: str) -> None:
    if relation.get("TargetMode", "").lower() != "external":
        return
    kind = posixpath.basename(relation.get("Type", "")).lower()
    target = relation.get("Target", "")
    own_template = kind == "attachedtemplate" and not re.match(
        r"(?:https?|ftp):|(?:file:)?[\\/]{2}[^\\/]", target, re.IGNORECASE
    )
    # The link of a workbook to another is refused where a cell takes its value from it.
    if kind in _WORDLESS or own_template or kind in ("externallinkpath", "xlpathmissing", "externallink"):
        return
    raise Unreadable(f"{name} draws on another file ({target[:80]}); save a copy that holds everything itself.")
