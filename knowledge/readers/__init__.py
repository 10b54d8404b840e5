"""Files become structured text: `read(data, name)`. What a person would not have seen is kept apart."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from pathlib import Path, PurePosixPath

from knowledge.errors import Unreadable
from knowledge.passage import ReadDocument
from knowledge.readers.apart import read_apart
from knowledge.readers.blocks import has_words
from knowledge.readers.decode import MAX_BYTES, decode, magic_of

FORMATS = {
    ".md": "markdown", ".markdown": "markdown",
    ".txt": "text", ".text": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "word",
    ".xlsx": "sheet",
    ".csv": "csv", ".tsv": "csv",
    ".rtf": "rtf",
    ".eml": "mail",
}  # fmt: skip
_EXPECTED_MAGIC = {"pdf": "a PDF", "word": "a Zip or Office file", "sheet": "a Zip or Office file", "rtf": "RTF"}
_MACROS = {".docm": "DOCX", ".dotm": "DOCX", ".xlsm": "XLSX", ".xltm": "XLSX", ".xlsb": "XLSX", ".pptm": "PDF"}
_ARCHIVES = frozenset({".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".jar", ".iso"})
_OLD = {".doc": "DOCX", ".dot": "DOCX", ".xls": "XLSX", ".ppt": "PDF", ".pptx": "PDF", ".odt": "DOCX", ".ods": "XLSX",
        ".pages": "DOCX", ".numbers": "XLSX", ".msg": "EML"}  # fmt: skip
_LONGEST_NAME = 1000
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def load(path: Path, name: str) -> bytes:
    """The bytes of a file, which are never more than a document may have. Raises Unreadable, OSError."""
    with path.open("rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(f"{name} is no file that can be read.")
        if status.st_size > MAX_BYTES:
            raise Unreadable(_too_large(name))
        return file.read(MAX_BYTES + 1)


def read(data: bytes, name: str) -> ReadDocument:
    """The blocks of a file, in reading order. `name` decides the format by its ending and is named in refusals.

    Raises Unreadable: a name that leads elsewhere; an ending that is not read; a file that is empty, larger than 50 MB,
    encrypted, damaged or without text, whose content is not what its ending says, or that takes too long or too much
    memory to read.
    """
    return read_apart(data, name, _kind(data, name))


def read_here(data: bytes, name: str, kind: str) -> ReadDocument:
    """`read` for a file whose format is known, in this very process, and so without bounds of time and memory."""
    try:
        document = _read(data, name, kind)
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # whatever a file does to its parser, the other files must still be read
        raise Unreadable(f"{name} cannot be read: the file is damaged or built in an unusual way.") from error
    if not any(has_words(block.text) for block in document.blocks):
        raise Unreadable(f"{name} holds no text that a reader would see.")
    return document


def _kind(data: bytes, name: str) -> str:
    """The format of a file; what can be told to be wrong without parsing it is refused here."""
    _check_name(name)
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    kind = FORMATS.get(ending)
    if kind is None:
        raise Unreadable(_not_read(name, ending))
    if len(data) > MAX_BYTES:
        raise Unreadable(_too_large(name))
    if not data[:4096].strip() and not data.strip():
        raise Unreadable(f"{name} is empty.")
    magic = magic_of(data)
    if magic != _EXPECTED_MAGIC.get(kind):
        raise Unreadable(_wrong_content(data, name, ending, kind, magic))
    return kind


def _check_name(name: str) -> None:
    shown = "".join(c if c.isprintable() else "\ufffd" for c in name[:80])
    # Control characters end a name early, and bidirectional marks show it with another ending than it has.
    if any(unicodedata.category(c) in ("Cc", "Cs") or c in _BIDI for c in name) or len(name) > _LONGEST_NAME:
        raise Unreadable(f"{shown} is no name for a document: it is too long, or has characters that are not shown.")
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or re.fullmatch(r"[A-Za-z]:.*", parts[0]):
        raise Unreadable(f"{shown} is no name for a document: it leads out of its folder.")


def _not_read(name: str, ending: str) -> str:
    if ending in _MACROS:
        return f"{name}: files ending in {ending} can hold macros and are not read; save it as {_MACROS[ending]}."
    if ending in _ARCHIVES:
        return f"{name} is an archive; unpack it and add the documents in it."
    if ending in _OLD:
        return f"{name}: files ending in {ending} are not read; save it as {_OLD[ending]}."
    return (
        f"{name}: files ending in {ending or 'nothing'} are not read; "
        "save it as PDF, DOCX, XLSX, HTML, Markdown, plain text, RTF, CSV or EML."
    )


def _read(data: bytes, name: str, kind: str) -> ReadDocument:
    # Each reader brings a library that is slow to import; only the one that is needed is loaded.
    if kind == "pdf":
        from knowledge.readers.pdf import read_pdf

        return read_pdf(data, name)
    if kind == "word":
        from knowledge.readers.word import read_word

        return read_word(data, name)
    if kind == "sheet":
        from knowledge.readers.sheet import read_sheet

        return read_sheet(data, name)
    if kind == "rtf":
        from knowledge.readers.rtf import read_rtf

        return read_rtf(data, name)
    if kind == "mail":
        from knowledge.readers.mail import read_mail

        return read_mail(data, name, lambda content, label: read_here(content, label, _kind(content, label)))
    text = decode(data, name)
    if kind == "markdown":
        from knowledge.readers.markdown import read_markdown

        return read_markdown(text, name)
    if kind == "html":
        from knowledge.readers.html import read_html

        return read_html(text, name)
    if kind == "csv":
        from knowledge.readers.tabular import read_csv

        return read_csv(text, name)
    from knowledge.readers.text import read_text

    return read_text(text, name)


def _too_large(name: str) -> str:
    return f"{name} is larger than 50 MB; split it into smaller documents."


def _wrong_content(data: bytes, name: str, ending: str, kind: str, magic: str | None) -> str:
    if kind in ("word", "sheet") and magic == "an old Office file":
        if "EncryptedPackage".encode("utf-16-le") in data:
            return f"{name} is protected by a password; save a copy without one."
        return f"{name} is protected by a password or in the old Office format; save it as {ending[1:].upper()} without a password."
    if magic is None:
        return f"{name} is not what its ending {ending} says: the content is damaged or of another kind."
    return f"{name} is not what its ending {ending} says: the content is {magic}."
