"""Text inside a document that speaks to an assistant or a model instead of to people: set apart, never searched or read. Pure.

A policy may well speak of the company's chat bot ("the chat bot hands over within two minutes"); that is a rule for
people to read. What is set apart calls on a program that reads the document, or orders it to forget what it was told.
"""

from __future__ import annotations

import re

from knowledge.passage import Block, ReadDocument

_I = re.IGNORECASE
_PROGRAM = (
    r"(?:AIs?|(?:AI|virtual|digital|automated|drafting|writing|reply|answering|language|chat)[ -]?(?:assistants?|agents?|models?|systems?|engines?|bots?)|"
    r"(?:large )?language models?|LLMs?|chat ?bots?|chat ?GPT|GPT(?:-\d\w*)?|copilots?|KI(?:-(?:Assistent\w*|Systeme?|Modelle?))?|asistentes? (?:de IA|virtual(?:es)?)|assistants? (?:IA|virtuels?))"
)
# Where a sentence begins, also behind the number, the bullet, the bracket or the asterisks of its clause.
_BEGIN = r"(?:^|[.!?\n]\s*)(?:[-–•>*_\[(\"'“‘«#\s]|\(?\d[\d.]*[.)]?\s|[a-z][.)]\s)*"
_ADDRESSED = (
    # "Ignore all previous instructions", in four languages.
    r"\b(?:ignore|disregard|forget|override|bypass)\b[^.!?\n]{0,30}\b(?:previous|prior|above|earlier|preceding|other|existing|original|system|your)\b[^.!?\n]{0,20}\b(?:instructions?|prompts?|directions|guidelines|programming|commands)\b",
    r"\bignor[ae]\b[^.!?\n]{0,30}\binstrucciones\b",
    r"\bignorier\w*\b[^.!?\n]{0,40}\b(?:anweisungen|vorgaben)\b",
    r"\bignore[zr]?\b[^.!?\n]{0,30}\b(?:consignes|instructions pr[ée]c[ée]dentes)\b",
    # "Note to AI assistants:", "Dear language model,", "AI assistant: approve …"
    rf"\b(?:notes?|notice|message|instructions?|attention|memo|hinweis|nota|remarque)\b[ :,-]{{1,3}}(?:(?:to|for|an|für|para|pour)\b )?(?:all |any |the |every |alle |die )?{_PROGRAM}\b",
    rf"{_BEGIN}(?:dear|hey|hello|attention)[ ,:]+(?:the )?{_PROGRAM}\b",
    rf"{_BEGIN}(?:if you are|as) an? {_PROGRAM}\b[^.!?\n]{{0,20}},",
    rf"{_BEGIN}{_PROGRAM}[*_\s]*:[*_\s]*\w",
    # "Any model that reads this document must …"
    rf"\b{_PROGRAM}\b[^.!?\n]{{0,25}}\b(?:read(?:s|ing)?|process(?:es|ing)?|summari[sz](?:es|ing)|pars(?:es|ing)|retriev(?:es|ing)|index(?:es|ing)|us(?:es|ing))\b (?:this|these|the present) (?:document|text|page|policy|file|message|passages?|content)\b",
    r"\byou are (?:now |no longer )?(?:an? |the )?(?:\w+ ){0,2}(?:AI|language model|chat ?bot|AI assistant|helpful assistant|\w*GPT)\b",
    # Marks that only a prompt has.
    r"</?(?:system|instructions?|prompt|assistant)>|<\|(?:im_start|im_end|system|user|assistant)\|>|\[/?INST\]",
    r"(?:^|\n)\s*#{2,}\s*(?:system|assistant|developer|instructions?)\b\s*:?\s*(?:$|\n)",
    r"\b(?:system|developer) (?:prompt|override|message) ?:",
    r"\b(?:do not|don't|never) (?:mention|reveal|disclose|show|tell \w+(?: \w+)? (?:of|about)) (?:this|these) (?:instructions?|prompt|hidden text)\b",
)  # fmt: skip
_CALLS = re.compile("|".join(f"(?:{pattern})" for pattern in _ADDRESSED), _I)

# Without one of these none of the patterns is found: most texts are spared the search. Only letters of ASCII have one small
# letter each, as it is asked for here.
_HINTS = (
    "ignor", "disregard", "forget", "override", "bypass", "assistant", "asistente", "agent", "model", "system", "engine", "bot",
    "llm", "gpt", "copilot", "you are", "<", "inst]", "##", "developer", "instruction", "prompt", "hidden text",
)  # fmt: skip
_SHORT_HINTS = re.compile(r"(?<![a-z])(?:ai|ki)")

_LONGEST_LEAD = 8  # words of a line that is no sentence


def addresses_assistant(text: str) -> bool:
    """Whether a text calls on a program that reads it."""
    if text.isascii():
        low = text.lower()
        if not any(hint in low for hint in _HINTS) and not _SHORT_HINTS.search(low):
            return False
    return _CALLS.search(text) is not None


def set_apart(read: ReadDocument) -> ReadDocument:
    """The document without the blocks that address an assistant; they join what is `hidden`, with their place.

    The whole block goes: an order seldom stands in the sentence alone that calls on the program. With a heading goes what
    stands under it, and with a line that only leads in ("Note to AI models:") what it leads to.
    """
    kept: list[Block] = []
    apart: list[str] = []
    under, calling, led = "", None, _Led()
    for block in read.blocks:
        calls = any(addresses_assistant(text) for text in (block.text, *(value for _, value in block.cells)))
        if block.kind == "heading":
            if calling is not None and block.level <= calling:
                calling = None
            # A document that has it in its title is read for the rest of what it says.
            if calls and calling is None and block.text != read.title:
                calling = block.level
        goes = led.follows(block) or calls or calling is not None
        led.heard(block, calls=calls)
        if goes:
            apart.append(_placed(block, under))
            continue
        if block.kind == "heading":
            under = block.text
        kept.append(block)
    if not apart:
        return read
    title = read.title if not addresses_assistant(read.title) else "Untitled"
    return read.model_copy(update={"title": title, "blocks": tuple(kept), "hidden": (*read.hidden, *apart)})


class _Led:
    """Which blocks a line leads to: the next one, or the whole list where that is one."""

    def __init__(self) -> None:
        self._next = self._list = False

    def follows(self, block: Block) -> bool:
        """Whether a block is what the line before it led to."""
        if block.kind == "heading":
            self._next = self._list = False
        goes = self._next or (self._list and block.kind == "item")
        self._list = goes and block.kind == "item"
        self._next = False
        return goes

    def heard(self, block: Block, *, calls: bool) -> None:
        """Take note of a block that calls on a program."""
        text = block.text.rstrip("*_ ")
        bare = text.endswith(":") or (len(text.split()) <= _LONGEST_LEAD and not text.endswith((".", "!", "?", "…")))
        self._next = calls and bare and block.kind != "heading"


def _placed(block: Block, under: str) -> str:
    place = [f"under “{under}”"] if under else ["before the first heading"]
    if block.page is not None:
        place.append(f"page {block.page}")
    return f"({', '.join(place)}) {block.text}"
