"""One typed question to a chat model: the model opened by name, asked, and its failures told in a sentence."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from assistant.errors import ModelError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

T = TypeVar("T", bound=BaseModel)
TIMEOUT_S = 30.0
# Seconds to wait before a busy or failing server is asked again, where it does not say itself.
_PAUSES = (0.5, 1.0)
_NO_KEY = "no-key"  # local servers take any, and the client insists on one


@dataclass(frozen=True)
class Message:
    """What is said to a model. `role`: "system" for what it has to do, "user" for what it has to do it with."""

    role: str
    text: str


@dataclass(frozen=True)
class Usage:
    """What one answer took, in tokens."""

    input_tokens: int = 0
    output_tokens: int = 0


@dataclass(frozen=True)
class Answer(Generic[T]):
    """A model's answer in the shape asked for."""

    value: T
    usage: Usage


@dataclass(frozen=True)
class Model:
    """A chat model by its name, ready to be asked."""

    name: str
    chat: BaseChatModel


def open_model(
    name: str, *, api_key: str | None = None, base_url: str | None = None, timeout_s: float = TIMEOUT_S
) -> Model:
    """The model that a name stands for: "openai:NAME", or any name of langchain's `init_chat_model`.

    `api_key`, `base_url`: for OpenAI and compatible servers; other makers read their own environment. `timeout_s`: how
    long the server may be silent. Raises ModelError where the name is unknown or its package is not installed.
    """
    from langchain.chat_models import init_chat_model

    # Whether it is worth asking again depends on the time left, so `ask` decides that.
    options: dict[str, Any] = {"timeout": timeout_s, "max_retries": 0}
    if name.startswith("openai:"):
        options |= {"api_key": api_key or (_NO_KEY if base_url else None), "base_url": base_url}
        # Compatible servers speak the chat protocol; not all speak the newer one.
        options["use_responses_api"] = False
    try:
        return Model(name, init_chat_model(name, **options))
    except ImportError as error:
        raise ModelError(f"The model {name} needs a package that is not installed: {_line(error)}") from error
    except Exception as error:  # each maker's package has its own errors for a name or a key that it does not take
        raise ModelError(
            f"The model {name} cannot be used: {_line(error)} Check AMENDS_MODEL and the key that it needs."
        ) from error


def ask(
    model: Model,
    messages: Sequence[Message],
    output: type[T],
    *,
    temperature: float | None = None,
    max_tokens: int | None = None,
    within_s: float = TIMEOUT_S,
) -> Answer[T]:
    """Ask for an answer of the shape `output`; a busy or failing server is asked twice more, while there is time.

    It takes `within_s` seconds at most, whatever the server does. Raises ModelError with a sentence that says what went
    wrong.
    """
    options: dict[str, Any] = {"max_tokens": max_tokens} if max_tokens is not None else {}
    if temperature is not None:
        options["temperature"] = temperature
    until = time.monotonic() + within_s
    answer = _in_time(model.name, within_s, lambda: _patiently(model, messages, output, options, until))
    raw, value = answer["raw"], answer["parsed"]
    refusal = getattr(raw, "additional_kwargs", {}).get("refusal")
    if refusal:
        raise ModelError(f"The model {model.name} refused to answer.")
    if not isinstance(value, output):
        cause = answer.get("parsing_error")
        raise ModelError(f"The model {model.name} did not answer in the shape that was asked for.") from cause
    used = getattr(raw, "usage_metadata", None) or {}
    return Answer(value, Usage(int(used.get("input_tokens", 0)), int(used.get("output_tokens", 0))))


def _in_time(name: str, seconds: float, do: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What `do` gives back. Raises ModelError after so many seconds.

    A client's own time limit is for silence: a server that sends a byte now and then would be waited for without end.
    What is not waited for any more ends by that limit, on its own.
    """
    box: Future[dict[str, Any]] = Future()

    def run() -> None:
        try:
            box.set_result(do())
        except BaseException as error:  # noqa: BLE001  # it is raised again where the answer is waited for
            box.set_exception(error)

    # Not from a pool: the program may end while a thread of this kind is still waiting.
    threading.Thread(target=run, name="model", daemon=True).start()
    try:
        return box.result(timeout=max(0.0, seconds))
    except TimeoutError as error:
        raise late(name) from error


def _patiently(
    model: Model, messages: Sequence[Message], output: type[BaseModel], options: dict[str, Any], until: float
) -> dict[str, Any]:
    """The answer, after another try where that may help and ends before `until` (of `time.monotonic`)."""
    pauses = iter(_PAUSES)
    while True:
        try:
            return _invoke(model, messages, output, options)
        except Exception as error:  # makers differ in their errors, so any is told
            # Some models allow no temperature but their own.
            if "temperature" in options and _status(error) == 400 and "temperature" in str(error).lower():
                del options["temperature"]
                continue
            pause = next(pauses, None) if _passes(error) else None
            wished = _wished(error)
            if pause is not None and wished is not None:
                pause = wished
            if pause is None or time.monotonic() + pause >= until:
                raise _told(model.name, error) from error
            time.sleep(pause)


def _passes(error: Exception) -> bool:
    """Whether the same question may be answered a moment later: not where the time was up, which was long enough."""
    status = _status(error)
    if status is not None:
        return status in {409, 429} or status >= 500
    kinds = {kind.__name__ for kind in type(error).__mro__}
    return any("Connect" in kind for kind in kinds) and not any("Timeout" in kind for kind in kinds)


def _wished(error: Exception) -> float | None:
    """The seconds that the server asks to be left alone for; None where it does not say."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    for header, in_seconds in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        with suppress(ValueError):  # a date, or nothing
            return max(0.0, float(headers.get(header, "")) * in_seconds)
    return None


def _invoke(
    model: Model, messages: Sequence[Message], output: type[BaseModel], options: dict[str, Any]
) -> dict[str, Any]:
    asked = model.chat.with_structured_output(output, method="json_schema", include_raw=True, **options)
    answer = asked.invoke([(message.role, message.text) for message in messages])
    if not isinstance(answer, dict):
        raise TypeError(f"an answer with its raw form was asked for, not {type(answer).__name__}")
    return answer


def _status(error: BaseException) -> int | None:
    status = getattr(error, "status_code", None)
    return status if isinstance(status, int) else None


def _told(name: str, error: Exception) -> ModelError:
    """The error in a sentence. Nothing of the server's text is passed on where it may hold a key or the complaint."""
    kinds = {kind.__name__ for kind in type(error).__mro__}
    status = _status(error)
    if "LengthFinishReasonError" in kinds:
        return ModelError(f"The model {name} was cut off before its answer was whole; raise max_tokens in the prompt.")
    if "ContentFilterFinishReasonError" in kinds:
        return ModelError(f"The model {name} refused to answer.")
    if isinstance(error, ValidationError | ValueError) and status is None:
        return ModelError(f"The model {name} did not answer in the shape that was asked for.")
    if status in {401, 403}:
        return ModelError(f"The model {name} was refused with status {status}; check the key (OPENAI_API_KEY).")
    if status == 404:
        return ModelError(f"The server knows no model {name}; check AMENDS_MODEL and OPENAI_BASE_URL.")
    if status == 429:
        return ModelError(f"The server of the model {name} is busy or its quota is used up (status 429); try later.")
    if status is not None and status >= 500:
        return ModelError(f"The server of the model {name} failed with status {status}; try again later.")
    if status is not None:
        return ModelError(f"The server of the model {name} did not take the question (status {status}).")
    if isinstance(error, TimeoutError) or any("Timeout" in kind for kind in kinds):
        return late(name)
    if any("Connect" in kind for kind in kinds):
        return ModelError(f"The server of the model {name} cannot be reached; check OPENAI_BASE_URL and the network.")
    return ModelError(f"The model {name} could not be asked ({type(error).__name__}).")


def late(name: str) -> ModelError:
    """What to say of a model whose time is up."""
    return ModelError(
        f"The model {name} did not answer in time; try again, choose a faster one, or give it longer (AMENDS_MODEL_TIMEOUT)."
    )


def _line(error: Exception) -> str:
    first = next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
    return first if first.endswith(".") else f"{first}."
