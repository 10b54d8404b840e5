"""A model writes the prose of a letter; the promises are slots that code fills, and what is outside them is checked.

The model never sees what identifies a person, and nothing of what it writes counts before the check: a promise, a
refusal, a sum or a date outside a slot is sent back once; what still stands then, or any failure of the model, leaves
the letter of the built-in writer.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pydantic import BaseModel, ConfigDict

from assistant import letter
from assistant.asks import find_asks
from assistant.case import Check, Complaint, Language, Reading, Reply, Writer
from assistant.errors import ModelError
from assistant.llm import TIMEOUT_S, Message, Model, Usage, ask, late
from assistant.phrases import Phrases
from assistant.planning import Decision
from assistant.privacy import Redacted, redact
from assistant.promises import find
from assistant.prompting import Prompt, fence
from assistant.triage import language_of, listen, sentences
from knowledge.terms.measures import find_money, find_percent, find_spans

BUILT_IN = Writer(name="built-in")
_LANGUAGES: dict[Language, str] = {"en": "English", "es": "Spanish", "de": "German", "fr": "French"}
_SLOT = re.compile(r"\{\{\s*(\w+)\s*:\s*(\d+)\s*\}\}")
_BRACES = re.compile(r"\{\{[^{}]*\}\}?|\}\}")
_MARK = re.compile(r"<[A-Z]+_\d+>")
_MONTHS = (
    r"(?:jan|feb|m[aä]r|apr|ma[iyï]|jun|jul|aug|sep|oct|okt|nov|dec|dez|ene|abr|ago|dic|janv|f[ée]vr|avr|juin|juil|ao[uû]t|d[ée]c)"
    r"[a-zéûä]*\.?"
)
_DAY = re.compile(
    rf"\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b\d{{1,2}}[./]\d{{1,2}}(?:[./]\d{{2,4}})\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th|er|\.)?\s(?:of\s|de\s)?{_MONTHS}(?!\w)|\b{_MONTHS}\s\d{{1,2}}(?:st|nd|rd|th)?\b",
    re.IGNORECASE,
)
_NOT_ACCEPTED = (
    "Your first try was not accepted. Here it is, and below it a list of what the check found in it. Write the whole again "
    "without any of that; this is the last try."
)
_MOST_COMPLAINT = 8000
_MOST_POINTS = 3
_LEAST_WORDS_TO_TELL_LANGUAGE = 12


class Heard(BaseModel):
    """What a model read: passages copied from the complaint."""

    model_config = ConfigDict(extra="forbid")

    points: list[str]
    asks: list[str]


class Letter(BaseModel):
    """What a model wrote: prose, with slots in the body."""

    model_config = ConfigDict(extra="forbid")

    subject: str
    opening: str
    body: str
    closing: str


@dataclass(frozen=True)
class Task:
    """A letter to be written. `check` judges a whole letter; `name`: the customer's, where the rep knows it."""

    complaint: Complaint
    reading: Reading
    decision: Decision
    phrases: Phrases
    check: Callable[[str], Check]
    name: str | None = None

    def slots(self) -> dict[str, str]:
        """Slot -> its sentence, in the order in which they stand where a model leaves them out."""
        own = listen(self.complaint.text).own
        asks = find_asks(sentences(own), self.phrases.language)
        groups = {
            "remedy": letter.offer_sentences(self.decision, self.phrases),
            "decline": letter.refusal_sentences(own, self.reading, self.decision, self.phrases, asks),
            "question": (letter.need_sentence(self.decision, self.phrases),),
        }
        return {
            f"{group}:{number}": line
            for group, lines in groups.items()
            for number, line in enumerate((line for line in lines if line), start=1)
        }


class LetterWriter(Protocol):
    """Whoever writes letters in place of the built-in writer."""

    def write(self, task: Task, built_in: Reply) -> tuple[Reply, Writer]:
        """A letter and who wrote it; `built_in` is the letter that stands where nothing better is written."""


_Shape = TypeVar("_Shape", bound=BaseModel)


class ModelWriter:
    """Writes letters with a chat model. Safe to use from several threads; the model is opened at the first letter.

    `prompts` holds "read" and "write". `open_` may raise ModelError: then the built-in letter stays, as for any other failure.
    `within_s`: seconds that a letter may take, all questions and second tries together. `price`: US dollars for a million
    tokens, in and out; where nobody told it, a letter is noted at no cost.
    """

    def __init__(
        self,
        name: str,
        open_: Callable[[], Model],
        prompts: Mapping[str, Prompt],
        *,
        within_s: float = TIMEOUT_S,
        price: tuple[float, float] = (0.0, 0.0),
    ) -> None:
        self._name = name
        self._within = within_s
        self._price = price
        self._open = open_
        self._prompts = prompts
        self._opened: Model | None = None
        self._lock = threading.Lock()

    def write(self, task: Task, built_in: Reply) -> tuple[Reply, Writer]:
        """The model's letter, or the built-in one with the reason in `fell_back`. Never raises ModelError."""
        used: list[Usage] = []
        why: str
        try:
            reply, why = self._written(task, built_in, used)
        except ModelError as error:
            reply, why = None, str(error)
        tokens_in = sum(usage.input_tokens for usage in used)
        tokens_out = sum(usage.output_tokens for usage in used)
        cost = (tokens_in * self._price[0] + tokens_out * self._price[1]) / 1_000_000
        spent = {"calls": len(used), "input_tokens": tokens_in, "output_tokens": tokens_out, "cost_usd": round(cost, 6)}
        if reply is None:
            return built_in, BUILT_IN.model_copy(update={**spent, "fell_back": why})
        return reply, BUILT_IN.model_copy(update={**spent, "name": self._name})

    def _written(self, task: Task, built_in: Reply, used: list[Usage]) -> tuple[Reply | None, str]:
        """The letter, or None and why there is none."""
        model = self._model()
        until = time.monotonic() + self._within
        slots = task.slots()
        hidden = _hidden(task, slots)
        heard = self._ask(model, "read", read_messages(self._prompts["read"], hidden), Heard, used=used, until=until)
        again = ""
        problems: list[str] = []
        for _attempt in range(2):
            messages = write_messages(self._prompts["write"], task, hidden, heard, again)
            prose = self._ask(model, "write", messages, Letter, used=used, until=until)
            reply, problems = _assembled(prose, slots, task, hidden, built_in)
            if not problems:
                return reply, ""
            # The findings quote the letter with everything restored.
            again = hidden.hide(_again(prose, problems))
        return None, f"The model {self._name} wrote what it may not write, also at the second try: {problems[0]}."

    def _model(self) -> Model:
        with self._lock:
            if self._opened is None:
                self._opened = self._open()
            return self._opened

    def _ask(
        self,
        model: Model,
        step: str,
        messages: Sequence[Message],
        shape: type[_Shape],
        *,
        used: list[Usage],
        until: float,
    ) -> _Shape:
        prompt = self._prompts[step]
        left = until - time.monotonic()
        if left <= 0:
            raise late(self._name)
        # An answer that fails counts as a call too: it may have cost something.
        used.append(Usage())
        answer = ask(
            model, messages, shape, temperature=prompt.temperature, max_tokens=prompt.max_tokens, within_s=left
        )
        used[-1] = answer.usage
        return answer.value


def told(prompt: Prompt, task: Task) -> str:
    """A prompt filled with a case, as a model gets it; what another model step would add is taken from the built-in reading."""
    hidden = _hidden(task, task.slots())
    messages = (
        read_messages(prompt, hidden) if prompt.output == "Heard" else write_messages(prompt, task, hidden, None, "")
    )
    return "\n\n".join(f"[{message.role}]\n{message.text}" for message in messages)


def read_messages(prompt: Prompt, hidden: Redacted) -> tuple[Message, ...]:
    """What a model is told to read a complaint."""
    return _messages(prompt, complaint=fence(hidden.texts[0]))


def write_messages(
    prompt: Prompt, task: Task, hidden: Redacted, heard: Heard | None, again: str
) -> tuple[Message, ...]:
    """What a model is told to write a letter. `again`: what was wrong with its first try, "" at the first."""
    complaint, points, asks, slots = hidden.texts
    if heard is not None:
        points = _copied(heard.points, complaint) or points
        asks = _copied(heard.asks, complaint) or asks
    return _messages(
        prompt,
        language=_LANGUAGES[task.phrases.language],
        channel=task.complaint.channel,
        complaint=fence(complaint),
        points=fence(points or "(not said)"),
        asks=fence(asks or "(nothing in particular)"),
        slots=fence(slots or "(none: there is nothing to place)"),
        again=f"{_NOT_ACCEPTED}\n\n{fence(again)}" if again else "This is your first try.",
    )


def _messages(prompt: Prompt, **values: str) -> tuple[Message, ...]:
    system, user = prompt.messages(**values)
    return Message("system", system), Message("user", user)


def _hidden(task: Task, slots: Mapping[str, str]) -> Redacted:
    """The complaint, its points, its asks and the slots, in this order, without what identifies a person."""
    described = "\n".join(f"{{{{{slot}}}}} : {_without_figures(line)}" for slot, line in slots.items())
    texts = (
        task.complaint.text[:_MOST_COMPLAINT],
        "\n".join(f"- {point}" for point in task.reading.points),
        "\n".join(f"- {ask_}" for ask_ in task.reading.asks),
        described,
    )
    return redact(texts, name=task.name)


def _without_figures(sentence: str) -> str:
    spans = [(money.start, money.end) for money in find_money(sentence)]
    spans += [(span.start, span.end) for span in find_spans(sentence)]
    spans += [(start, end) for start, end, _ in find_percent(sentence)]
    spans += [found.span() for found in _DAY.finditer(sentence)]
    out = sentence
    for start, end in sorted(spans, reverse=True):
        out = f"{out[:start]}…{out[end:]}"
    return out


def _copied(passages: Sequence[str], complaint: str) -> str:
    """The passages that do stand in the complaint: a model may choose among the customer's words, not add to them."""
    flat = " ".join(complaint.lower().split())
    kept = [" ".join(p.split()) for p in passages if p.strip() and " ".join(p.lower().split()) in flat]
    return "\n".join(f"- {passage[:300]}" for passage in kept[:_MOST_POINTS])


def _assembled(
    prose: Letter, slots: Mapping[str, str], task: Task, hidden: Redacted, built_in: Reply
) -> tuple[Reply, list[str]]:
    """The letter with its slots filled, and what is wrong with the prose."""
    language = task.phrases.language
    opening, closing, subject = (hidden.restore(part).strip() for part in (prose.opening, prose.closing, prose.subject))
    body, problems = _filled(hidden.restore(prose.body), slots)
    for part, text in (("opening", opening), ("closing", closing), ("subject", subject)):
        if _BRACES.search(text):
            problems.append(f"a slot stands in the {part}; slots belong in the body")
    bare = _SLOT.sub("\n\n", hidden.restore(prose.body))
    given = task.complaint.text
    for part, text in (("opening", opening), ("body", bare), ("closing", closing), ("subject", subject)):
        problems += _outside(text, task, given if part == "opening" else "", part)
        problems += [f"the {part} holds the unknown mark {m}" for m in _MARK.findall(text) if m not in given]
    if not opening:
        problems.append("the opening is empty")
    written = " ".join((opening, bare, closing))
    if len(written.split()) >= _LEAST_WORDS_TO_TELL_LANGUAGE and language_of(written) != language:
        problems.append(f"it is not written in {_LANGUAGES[language]}")
    paragraphs = [opening, body, closing]
    if task.complaint.channel == "social":
        paragraphs.append(task.phrases.say("social", "ask"))
    text = letter.frame([p for p in paragraphs if p], task.phrases, channel=task.complaint.channel, name=task.name)
    if not problems:
        problems += _judged(text, built_in, task)
    return Reply(subject=" ".join(subject.split())[:120] or built_in.subject, text=text), problems


def _filled(body: str, slots: Mapping[str, str]) -> tuple[str, list[str]]:
    """The body with each slot's sentence once: the first of several, and at the end what was left out."""
    problems: list[str] = []
    placed: set[str] = set()

    def sentence(found: re.Match[str]) -> str:
        slot = f"{found[1]}:{int(found[2])}"
        if slot not in slots:
            problems.append(f"there is no slot {slot}")
            return ""
        before = _SLOT.sub("", body[: found.start()]).rstrip(" \t-*•")
        after = body[found.end() :]
        if (before and before[-1] not in '.!?:…\n»”"') or not re.match(r"\s|\Z|\.(?:\s|\Z)|\{\{", after):
            problems.append(f"the slot {slot} stands inside a sentence; it is a sentence of its own")
        if slot in placed:
            return ""
        placed.add(slot)
        return slots[slot]

    text = _SLOT.sub(sentence, body)
    if _BRACES.search(text):
        problems.append("there are braces that are no slot")
    left = [line for slot, line in slots.items() if slot not in placed]
    text = re.sub(r"(?<=[.!?])\.(?=\s|\Z)", "", re.sub(r"[ \t]{2,}", " ", text)).strip()
    return "\n\n".join(part for part in (text, " ".join(left)) if part), problems


def _outside(text: str, task: Task, given: str, part: str) -> list[str]:
    """What a model may not write itself: commitments and their kin, sums, percentages and days not in `given`."""
    if not text:
        return []
    found = find(text, sent_on=task.complaint.received_on, language=task.phrases.language)
    problems = [f'the {part} says "{c.quote}" outside a slot ({c.type.replace("_", " ")})' for c in found]
    figures = [text[money.start : money.end] for money in find_money(text)]
    figures += [text[start:end] for start, end, _ in find_percent(text)]
    figures += [day[0] for day in _DAY.finditer(text)]
    problems += [f'the {part} has the figure "{f.strip()}" outside a slot' for f in figures if f.strip() not in given]
    return problems


def _judged(text: str, built_in: Reply, task: Task) -> list[str]:
    """What the check of the whole letter blocks, beyond what it blocks in the built-in letter."""
    known = {(f.verdict, built_in.text[f.start : f.end]) for f in task.check(built_in.text).findings}
    blocking = [f for f in task.check(text).findings if f.blocking]
    return [f'"{text[f.start : f.end]}": {f.why}' for f in blocking if (f.verdict, text[f.start : f.end]) not in known]


def _again(prose: Letter, problems: Sequence[str]) -> str:
    lines = "\n".join(f"- {problem}" for problem in dict.fromkeys(problems))
    return f"{prose.model_dump_json(indent=1)}\n\n{lines}"
