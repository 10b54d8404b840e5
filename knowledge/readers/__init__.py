"""Files become structured text: `read(data, name)`. What a person would not have seen is kept apart."""

from __future__ import annotations

from pathlib import PurePosixPath

from knowledge.errors import Unreadable
from knowledge.passage import ReadDocument
from knowledge.readers.blocks import has_words
from knowledge.readers.decode import MAX_BYTES, decode, magic_of

FORMATS = {
    ".md": "markdown", ".markdown": "markdown",
    ".txt": "text", ".text": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "word",
    ".csv": "csv", ".tsv": "csv",
    ".eml": "mail",
}  # fmt: skip
_EXPECTED_MAGIC = {"pdf": "a PDF", "word": "a Zip or Office file"}


def read(data: bytes, name: str) -> ReadDocument:
    """The blocks of a file, in reading order. `name` decides the format by its ending and is named in refusals.

    Raises Unreadable: an ending that is not read, a file that is empty, larger than 50 MB, encrypted, damaged or
    without text, or whose content is not what its ending says.
    """
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    kind = FORMATS.get(ending)
    if kind is None:
        raise Unreadable(
            f"{name}: files ending in {ending or 'nothing'} are not read; "
            "save it as PDF, DOCX, HTML, Markdown, plain text, CSV or EML."
        )
    if not data.strip():
        raise Unreadable(f"{name} is empty.")
    if len(data) > MAX_BYTES:
        raise Unreadable(f"{name} is larger than 50 MB; split it into smaller documents.")
    magic = magic_of(data)
    if magic != _EXPECTED_MAGIC.get(kind):
        raise Unreadable(_wrong_content(name, ending, kind, magic))
    try:
        document = _read(data, name, kind)
    except Unreadable:
        raise
    except Exception as error:  # whatever a file does to its parser, the other files must still be read
        raise Unreadable(f"{name} cannot be read: the file is damaged or built in an unusual way.") from error
    if not any(has_words(block.text) for block in document.blocks):
        raise Unreadable(f"{name} holds no text that a reader would see.")
    return document


def _read(data: bytes, name: str, kind: str) -> ReadDocument:
    # Each reader brings a library that is slow to import; only the one that is needed is loaded.
    if kind == "pdf":
        from knowledge.readers.pdf import read_pdf

        return read_pdf(data, name)
    if kind == "word":
        from knowledge.readers.word import read_word

        return read_word(data, name)
    if kind == "mail":
        from knowledge.readers.mail import read_mail

        return read_mail(data, name)
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


def _wrong_content(name: str, ending: str, kind: str, magic: str | None) -> str:
    if kind == "word" and magic == "an old Office file":
        return f"{name} is protected by a password or in the old Word format; save it as DOCX without a password."
    if magic is None:
        return f"{name} is not what its ending {ending} says: the content is damaged or of another kind."
    return f"{name} is not what its ending {ending} says: the content is {magic}."
