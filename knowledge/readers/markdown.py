"""Markdown becomes blocks. Markers go, words stay."""

from __future__ import annotations

import html as entities
import re
from collections.abc import MutableMapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge.passage import Block, ReadDocument
from knowledge.readers.blocks import (
    looks_like_heading,
    numbered_heading,
    paragraphs,
    squeeze,
    table,
    title_from_name,
)
from knowledge.readers.html import fragment

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_KEY = re.compile(r"^[A-Za-z_][\w-]*\s*:", re.MULTILINE)
_TITLE_FIELD = re.compile(r"^title\s*:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
# "[us]({{ site.email }})": a link whose target the publishing tool would have put in
_PLACEHOLDER_LINK = re.compile(r"\]\(\s*\{\{[^{}\n]*\}\}[^()\n]*\)")
# kramdown attribute lists, "{: .class }", and Jekyll tags, "{% include x %}": instructions to a publishing tool
_ATTRIBUTES = re.compile(r"^[ \t]*(?:\{(?::|%).*\}|:{3,}.*)[ \t]*$", re.MULTILINE)
_STRAY_MARKS = re.compile(r"(?<!\w)(\*\*|__)(?=\S)|(?<=\S)(\*\*|__)(?!\w)")


def read_markdown(text: str, name: str) -> ReadDocument:
    """CommonMark with tables. YAML front matter is dropped, apart from its title."""
    title = ""
    front = _FRONT_MATTER.match(text)
    if front and _FRONT_KEY.search(front[1]):
        text = text[front.end() :]
        stated = _TITLE_FIELD.search(front[1])
        title = stated[1] if stated else ""
    environment: MutableMapping[str, Any] = {}
    text = _PLACEHOLDER_LINK.sub("](#)", _ATTRIBUTES.sub("", text))
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text, environment)
    blocks, hidden = _Walk(tokens).run()
    for label, reference in environment.get("references", {}).items():
        if label.startswith("//") or label.upper() == "COMMENT":  # the usual way to hide a note in Markdown
            hidden.append(squeeze(str(reference.get("title", ""))))
    first = next((block.text for block in blocks if block.kind == "heading"), "")
    top = bool(blocks) and any(b.kind == "heading" and b.level == 1 for b in blocks[:3])
    return ReadDocument(
        title=(first if top or not title else title) or title_from_name(name),
        blocks=tuple(blocks),
        hidden=tuple(note for note in hidden if note),
    )


class _Walk:
    """One pass over the tokens."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self.blocks: list[Block] = []
        self.hidden: list[str] = []
        self._lists: list[int | None] = []  # the number of the next point; None for a list without numbers
        self._mark: str | None = None
        self._rows: list[list[str]] | None = None
        self._level = 1

    def run(self) -> tuple[list[Block], list[str]]:
        for i, token in enumerate(self._tokens):
            self._structure(token)
            if token.type == "inline":
                self._inline(token, self._tokens[i - 1].type)
            elif token.type in ("fence", "code_block"):
                self.blocks += paragraphs(token.content.split("\n"))
            elif token.type == "html_block":
                self._html(token.content)
        return self.blocks, self.hidden

    def _structure(self, token: Token) -> None:
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            start = token.attrGet("start")
            self._lists.append(int(start or 1) if kind == "ordered_list_open" else None)
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
        elif kind == "list_item_open":
            number = self._lists[-1]
            self._mark = f"{number}. " if number is not None else ""
            if number is not None:
                self._lists[-1] = number + 1
        elif kind == "heading_open":
            self._level = int(token.tag[1])
        elif kind == "table_open":
            self._rows = []
        elif kind == "tr_open" and self._rows is not None:
            self._rows.append([])
        elif kind == "table_close" and self._rows is not None:
            self.blocks += table(self._rows, header=True)
            self._rows = None

    def _inline(self, token: Token, opened_by: str) -> None:
        lines = self._lines(token.children or [])
        if self._rows is not None:
            self._rows[-1].append(" ".join(lines))
        elif opened_by == "heading_open":
            self.blocks.append(Block(kind="heading", text=squeeze(" ".join(lines)), level=self._level))
        elif self._lists:
            found = paragraphs(lines)
            if self._mark is not None and found:
                found[0] = Block(kind="item", text=self._mark + found[0].text)
            self._mark = None
            self.blocks += [block.model_copy(update={"kind": "item"}) for block in found]
        elif found_level := self._title_level(token.children or [], lines):
            self.blocks.append(Block(kind="heading", text=squeeze(lines[0]), level=found_level))
        else:
            self.blocks += paragraphs(lines)

    def _title_level(self, children: Sequence[Token], lines: Sequence[str]) -> int:
        """The level of a paragraph that is one bold line used as a title; 0 if it is none."""
        said = [child for child in children if child.type != "text" or child.content.strip()]
        if len(lines) != 1 or len(said) < 3 or said[0].type != "strong_open" or said[-1].type != "strong_close":
            return 0
        if sum(child.type == "strong_open" for child in said) > 1:
            return 0
        text = squeeze(lines[0])
        if not self.blocks:
            return 1 if looks_like_heading(text) else 0
        if self.blocks[-1].kind == "heading" and not numbered_heading(text):
            return 0  # a bold line right under a title goes with it: a code, a date, a motto
        return (numbered_heading(text) or self._level + 1) if looks_like_heading(text) else 0

    def _lines(self, children: Sequence[Token]) -> list[str]:
        if any(child.type == "html_inline" for child in children):
            source = "".join(_as_html(child) for child in children)
            blocks, hidden = fragment(f"<p>{source}</p>")
            self.hidden += hidden
            return [block.text for block in blocks]
        said = ""
        struck = 0
        for child in children:
            struck += (child.type == "s_open") - (child.type == "s_close")
            if struck:
                continue
            if child.type in ("softbreak", "hardbreak"):
                said += "\n"
            elif child.type == "image" or child.type in ("text", "code_inline", "text_special"):
                said += child.content
        return [_STRAY_MARKS.sub("", line) for line in said.split("\n")]

    def _html(self, source: str) -> None:
        blocks, hidden = fragment(source)
        self.blocks += blocks
        self.hidden += hidden


def _as_html(token: Token) -> str:
    if token.type == "html_inline":
        return token.content
    if token.type in ("softbreak", "hardbreak"):
        return "<br>"
    if token.type in ("s_open", "s_close"):
        return "<s>" if token.type == "s_open" else "</s>"
    return entities.escape(token.content) if token.type in ("text", "code_inline", "text_special") else ""
