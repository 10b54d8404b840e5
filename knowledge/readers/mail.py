"""An e-mail becomes blocks: its subject is the title, then its text, then the attachments that can be read."""

from __future__ import annotations

import email
import re
from collections.abc import Callable, Iterator
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.policy import default

from knowledge.errors import Unreadable
from knowledge.passage import Block, ReadDocument
from knowledge.readers.blocks import has_words, squeeze, title_from_name
from knowledge.readers.decode import decode
from knowledge.readers.html import fragment
from knowledge.readers.text import text_blocks

Read = Callable[[bytes, str], ReadDocument]
_MOST_ATTACHMENTS = 20
_LONGEST_TEXT = 1_000_000
# "-- " opens a signature; the mail that was answered or passed on follows below these lines.
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)


def read_mail(data: bytes, name: str, read: Read) -> ReadDocument:
    """The text of a message and of its attachments, each under its own name; `read` reads those.

    The HTML part counts where there is no other text. An attachment that cannot be read is passed over, and so is a
    message inside the message. Raises Unreadable for a message without anything to read.
    """
    try:
        message = email.message_from_bytes(data, policy=default)
        parts = [part for part in (message.get_body(("plain",)), message.get_body(("html",))) if part is not None]
        texts = [(part.get_content_subtype() == "html", _text(part, name)) for part in parts]
        attached = list(_attachments(message))
    except (MessageError, LookupError, ValueError, KeyError, AttributeError) as error:
        raise Unreadable(f"{name} is no readable e-mail: {error}.") from error
    if not _is_mail(message):
        raise Unreadable(f"{name} is no e-mail with a text.")
    subject = squeeze(str(message.get("Subject", "")))
    title = subject or title_from_name(name)
    blocks: list[Block] = [Block(kind="heading", text=title, level=1)] if subject else []
    hidden: list[str] = []
    for is_html, text in texts:
        if len(text) > _LONGEST_TEXT:
            raise Unreadable(
                f"{name} has a text of more than {_LONGEST_TEXT:,} characters; split it into smaller documents."
            )
        found, unseen = fragment(text) if is_html else (text_blocks(_SIGNATURE.split(text)[0]), [])
        if any(has_words(block.text) for block in found):
            blocks += found
            hidden += unseen
            break
    for label, content in attached:
        try:
            document = read(content, label)
        except Unreadable:
            continue  # pictures, signatures, calendars: a message is not refused for what hangs on it
        blocks.append(Block(kind="heading", text=document.title, level=1))
        blocks += [block for block in document.blocks if block.kind != "heading" or block.text != document.title]
        hidden += document.hidden
    if not any(has_words(block.text) for block in blocks if block.kind != "heading"):
        raise Unreadable(f"{name} is no e-mail with a text.")
    return ReadDocument(title=title, blocks=tuple(blocks), hidden=tuple(dict.fromkeys(hidden)))


def _text(part: MIMEPart, name: str) -> str:
    """The text of a part; in the encoding that it states, or else in the one that its bytes are in."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    stated = part.get_content_charset()
    try:
        text = content.decode(stated or "utf-8")
    except (LookupError, UnicodeDecodeError):
        text = decode(content, name)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _attachments(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """The attached files as (name, content), without messages inside the message."""
    for part in list(message.iter_attachments())[:_MOST_ATTACHMENTS]:
        label = (part.get_filename() or "").replace("\\", "/").rsplit("/", 1)[-1]
        content = part.get_payload(decode=True)
        if label and isinstance(content, bytes) and not label.lower().endswith(".eml"):
            yield label, content


def _is_mail(message: EmailMessage) -> bool:
    return any(message.get(field) is not None for field in ("From", "To", "Subject", "Date", "Message-ID"))
