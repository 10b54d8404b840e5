"""An e-mail becomes blocks: its subject is the title, its text part the body. Attachments are left alone."""

from __future__ import annotations

import email
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default

from knowledge.errors import Unreadable
from knowledge.passage import Block, ReadDocument
from knowledge.readers.blocks import squeeze, title_from_name
from knowledge.readers.html import fragment
from knowledge.readers.text import text_blocks


def read_mail(data: bytes, name: str) -> ReadDocument:
    """The text part, or the HTML part where there is no other. Raises Unreadable for a message without either."""
    try:
        message = email.message_from_bytes(data, policy=default)
        body = message.get_body(("plain", "html"))
        content = body.get_content() if body is not None else None
    except (MessageError, LookupError, ValueError, KeyError) as error:
        raise Unreadable(f"{name} is no readable e-mail: {error}.") from error
    if not _is_mail(message) or not isinstance(content, str) or body is None:
        raise Unreadable(f"{name} is no e-mail with a text.")
    subject = squeeze(str(message.get("Subject", "")))
    content = content.replace("\r\n", "\n")
    hidden: list[str] = []
    if body.get_content_subtype() == "html":
        blocks, hidden = fragment(content)
    else:
        blocks = text_blocks(content)
    title = subject or title_from_name(name)
    heading = [Block(kind="heading", text=title, level=1)] if subject else []
    return ReadDocument(title=title, blocks=(*heading, *blocks), hidden=tuple(hidden))


def _is_mail(message: EmailMessage) -> bool:
    return any(message.get(field) is not None for field in ("From", "To", "Subject", "Date", "Message-ID"))
