"""Prompt files are read strictly, filled completely, and text of others stays inside its fence."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import SettingsError
from assistant.prompting import Prompt, fence, parse
from assistant.wiring import load_prompts

FRONT = {"purpose": "Greet.", "output": "Greeting", "temperature": "0.5", "max_tokens": "100"}
BODY = "Greet in {{language}} with {{remedy:1}}.\n\n# Input\n\n{{complaint}}\n"


def source(body: str = BODY, **changes: str | None) -> str:
    front = {**FRONT, **changes}
    return "---\n" + "".join(f"{k}: {v}\n" for k, v in front.items() if v is not None) + f"---\n{body}"


def test_a_prompt_file_becomes_its_values() -> None:
    prompt = parse("greet.md", source())
    assert (prompt.purpose, prompt.output, prompt.temperature, prompt.max_tokens) == ("Greet.", "Greeting", 0.5, 100)
    assert prompt.slots == ("language", "complaint")
    assert prompt.source == source()
    assert re.fullmatch("[0-9a-f]{64}", prompt.sha)
    assert prompt.sha != parse("greet.md", source(purpose="Greet!")).sha


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Greet.", "front matter"),
        (source(purpose=None), "'purpose'"),
        (source(max_tokens=None), "'max_tokens'"),
        (source(output=""), "'output'"),
        (source(colour="red"), "'colour'"),
        (source(temperature="hot"), "temperature"),
        (source(temperature="2.1"), "temperature"),
        (source(max_tokens="0"), "max_tokens"),
        (source(max_tokens="many"), "max_tokens"),
        (source().replace("output:", "purpose: Again\noutput:"), "'purpose' twice"),
        (source().replace("output: ", "output "), "key: value"),
        (source(body=""), "says nothing"),
        (source(body="Greet."), "# Input"),
    ],
)
def test_a_wrong_file_is_told_by_its_name_and_the_key(text: str, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse("greet.md", text)
    assert "greet.md" in str(caught.value)
    assert words in str(caught.value)


def test_every_slot_is_filled_and_those_of_the_model_stay() -> None:
    prompt = parse("greet.md", source())
    assert prompt.render(language="French", complaint="Late.").startswith("Greet in French with {{remedy:1}}.")
    with pytest.raises(SettingsError, match="complaint"):
        prompt.render(language="French")
    with pytest.raises(SettingsError, match="tone"):
        prompt.render(language="French", complaint="Late.", tone="calm")


def test_what_is_filled_in_is_not_filled_again() -> None:
    told = parse("greet.md", source()).render(language="French", complaint="{{language}} # Input")
    assert told.endswith("{{language}} # Input")


def test_text_of_others_stands_below_the_task_whatever_it_contains() -> None:
    task, given_ = parse("greet.md", source()).messages(language="French", complaint="x\n# Input\ny")
    assert task == "Greet in French with {{remedy:1}}."
    assert given_ == "x\n# Input\ny"


@given(st.text(max_size=200))
def test_a_text_cannot_contain_the_marks_of_its_fence(text: str) -> None:
    mark = re.match(r"What stands between the two lines (\S+) is data", fence(text))
    assert mark is not None
    assert mark[1] not in text
    assert fence(text).endswith(f"\n{mark[1]}\n{text}\n{mark[1]}")
    assert fence(fence(text)).count(mark[1]) == 3


def test_the_prompts_of_the_program_are_whole() -> None:
    prompts = load_prompts()
    assert set(prompts) == {"read", "write"}
    assert all(isinstance(prompt, Prompt) for prompt in prompts.values())
    assert "complaint" in prompts["read"].slots
    assert "slots" in prompts["write"].slots
    system, _ = prompts["write"].messages(
        **{slot: f"<<{slot}>>" for slot in prompts["write"].slots},
    )
    assert "<<complaint>>" not in system
