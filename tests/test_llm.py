"""One typed question to a chat model: over a real socket, with the real client."""

from __future__ import annotations

import time

import pytest
from model_server import INPUT_TOKENS, OUTPUT_TOKENS, Drip, Failure, Hang, Scripted, model_server
from pydantic import BaseModel

from assistant.errors import ModelError
from assistant.llm import Message, Usage, ask, open_model

MESSAGES = (Message("system", "Name a fruit."), Message("user", "A round one."))


class Fruit(BaseModel):
    """A fruit."""

    name: str


def question(url: str, *, timeout_s: float = 5, key: str | None = "k-123", **options: float) -> object:
    model = open_model("openai:some-model", api_key=key, base_url=url, timeout_s=timeout_s)
    return ask(model, MESSAGES, Fruit, temperature=options.get("temperature"), max_tokens=50)


def failure(*script: Scripted, timeout_s: float = 5) -> tuple[str, int]:
    """The sentence of the error, and how often the server was asked."""
    with model_server(Fruit=list(script)) as server, pytest.raises(ModelError) as caught:
        try:
            question(server.url, timeout_s=timeout_s)
        finally:
            asked = len(server.requests)
    return str(caught.value), asked


def test_an_answer_comes_in_the_shape_asked_for_with_its_tokens() -> None:
    with model_server(Fruit=[{"name": "apple"}]) as server:
        answer = question(server.url, temperature=0.3)
    assert answer.value == Fruit(name="apple")  # type: ignore[attr-defined]
    assert answer.usage == Usage(INPUT_TOKENS, OUTPUT_TOKENS)  # type: ignore[attr-defined]
    (request,) = server.requests
    assert server.paths == ["/v1/chat/completions"]
    assert server.keys == ["Bearer k-123"]
    assert request["model"] == "some-model"
    assert request["temperature"] == 0.3
    assert request["messages"] == [
        {"role": "system", "content": "Name a fruit."},
        {"role": "user", "content": "A round one."},
    ]
    assert request["response_format"]["type"] == "json_schema"


def test_a_local_server_needs_no_key() -> None:
    with model_server(Fruit=[{"name": "plum"}]) as server:
        assert question(server.url, key=None).value.name == "plum"  # type: ignore[attr-defined]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_or_failing_server_is_asked_twice_more_and_then_told(status: int) -> None:
    sentence, asked = failure(Failure(status))
    assert asked == 3
    assert f"status {status}" in sentence


def test_a_server_that_recovers_is_not_an_error() -> None:
    with model_server(Fruit=[Failure(503), Failure(429), {"name": "fig"}]) as server:
        assert question(server.url).value.name == "fig"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("status", "word"), [(401, "OPENAI_API_KEY"), (403, "OPENAI_API_KEY"), (404, "AMENDS_MODEL"), (400, "status 400")]
)
def test_what_will_not_change_is_asked_once_and_the_sentence_names_the_setting(status: int, word: str) -> None:
    sentence, asked = failure(Failure(status))
    assert asked == 1
    assert word in sentence
    assert "as scripted" not in sentence


@pytest.mark.parametrize("body", ["garbage", "{}", '{"choices": []}'])
def test_a_body_that_is_no_answer_is_a_model_error(body: str) -> None:
    sentence, _ = failure(Failure(200, body))
    assert "openai:some-model" in sentence


def test_an_answer_in_another_shape_is_a_model_error() -> None:
    sentence, _ = failure({"colour": "red"})
    assert "shape" in sentence


def test_a_server_that_hangs_is_left_after_the_time_limit() -> None:
    begun = time.monotonic()
    sentence, asked = failure(Hang(), timeout_s=0.2)
    assert "in time" in sentence
    assert asked == 1, "the time was long enough the first time"
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize("script", [[Hang()], [Drip()], [Failure(503), Hang()], [Failure(503), Failure(429), Drip()]])
def test_all_tries_together_take_no_longer_than_they_may(script: list[Scripted]) -> None:
    """The client waits five seconds for a silent server, and without end for one that sends a byte now and then."""
    begun = time.monotonic()
    with model_server(Fruit=list(script)) as server, pytest.raises(ModelError, match="AMENDS_MODEL_TIMEOUT"):
        ask(open_model("openai:m", base_url=server.url, timeout_s=5), MESSAGES, Fruit, within_s=2.2)
    assert time.monotonic() - begun < 4.5, "the silent server alone is waited for five seconds"
    assert len(server.requests) == len(script)


def test_a_server_is_left_alone_for_as_long_as_it_says() -> None:
    with model_server(Fruit=[Failure(429, retry_after=1), {"name": "fig"}]) as server:
        begun = time.monotonic()
        assert question(server.url).value.name == "fig"  # type: ignore[attr-defined]
        assert time.monotonic() - begun > 1


def test_a_server_that_wants_to_be_left_alone_for_longer_than_there_is_time_is_not_waited_for() -> None:
    begun = time.monotonic()
    with model_server(Fruit=[Failure(429, retry_after=60)]) as server, pytest.raises(ModelError, match="status 429"):
        ask(open_model("openai:m", base_url=server.url), MESSAGES, Fruit, within_s=5)
    assert time.monotonic() - begun < 2
    assert len(server.requests) == 1


def test_a_server_that_is_not_there_is_told() -> None:
    with model_server(Fruit=[{"name": "fig"}]) as server:
        url = server.url
    with pytest.raises(ModelError, match="cannot be reached"):
        question(url)


def test_a_model_that_takes_no_temperature_is_asked_without_it() -> None:
    refusal = Failure(
        400,
        '{"error": {"message": "Unsupported value: temperature", "type": "x", "param": "temperature", "code": "x"}}',
    )
    with model_server(Fruit=[refusal, {"name": "pear"}]) as server:
        assert question(server.url, temperature=0.3).value.name == "pear"  # type: ignore[attr-defined]
    assert "temperature" in server.requests[0]
    assert "temperature" not in server.requests[1]


@pytest.mark.parametrize("name", ["nobody:some-model", "mistralai:some-model", "just-a-name"])
def test_a_model_that_cannot_be_opened_is_told_by_its_name(name: str) -> None:
    with pytest.raises(ModelError, match=name):
        open_model(name, api_key="k")
