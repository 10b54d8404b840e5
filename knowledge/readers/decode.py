"""What kind of bytes these are, and what text they hold."""

from __future__ import annotations

import codecs
import re

from knowledge.errors import Unreadable

MAX_BYTES = 50 * 1024 * 1024

_MAGICS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a Zip or Office file"),
    (b"PK\x05\x06", "a Zip or Office file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a compressed file"),
)
_WIDE = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def magic_of(data: bytes) -> str | None:
    """What the first bytes say the content is, in words; None for text and for what is not known."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, what in _MAGICS:
        if head.startswith(magic):
            return what
    return "a PDF" if b"\n%PDF-" in data[:1024] else None


def decode(data: bytes, name: str) -> str:
    """The text of a file in UTF-8, UTF-16 with a byte order mark, or Windows-1252; line ends become \\n.

    Raises Unreadable for bytes that are no text.
    """
    text = _decoded(data)
    if text is None or len(_CONTROLS.findall(text[:100_000])) > len(text[:100_000]) // 200 or "\x00" in text:
        raise Unreadable(f"{name} does not hold text: its bytes are binary or in an encoding that is not known.")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            return _strict(data, encoding)
    if b"\x00" in data:
        return None
    text = _strict(data, "utf-8-sig")
    return text if text is not None else _strict(data, "cp1252")


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None
