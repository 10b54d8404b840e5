"""One typed question to a chat model: the model opened by name, asked, and its failures told in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from assistant.errors import ModelError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

T = TypeVar("T", bound=BaseModel)
TIMEOUT_S = 45.0
_RETRIES = 2
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

    `api_key`, `base_url`: for OpenAI and compatible servers; other makers read their own environment. A busy or failing
    server is asked twice more. Raises ModelError where the name is unknown or its package is not installed.
    """
    from langchain.chat_models import init_chat_model

    options: dict[str, Any] = {"timeout": timeout_s, "max_retries": _RETRIES}
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
) -> Answer[T]:
    """Ask once for an answer of the shape `output`. Raises ModelError with a sentence that says what went wrong."""
    options: dict[str, Any] = {"max_tokens": max_tokens} if max_tokens is not None else {}
    if temperature is not None:
        options["temperature"] = temperature
    try:
        answer = _invoke(model, messages, output, options)
    except Exception as error:
        # Makers differ in their errors, so any is told; and some models allow no temperature but their own.
        if "temperature" not in options or _status(error) != 400 or "temperature" not in str(error).lower():
            raise _told(model.name, error) from error
        del options["temperature"]
        try:
            answer = _invoke(model, messages, output, options)
        except Exception as again:  # as above
            raise _told(model.name, again) from again
    raw, value = answer["raw"], answer["parsed"]
    refusal = getattr(raw, "additional_kwargs", {}).get("refusal")
    if refusal:
        raise ModelError(f"The model {model.name} refused to answer.")
    if not isinstance(value, output):
        cause = answer.get("parsing_error")
        raise ModelError(f"The model {model.name} did not answer in the shape that was asked for.") from cause
    used = getattr(raw, "usage_metadata", None) or {}
    return Answer(value, Usage(int(used.get("input_tokens", 0)), int(used.get("output_tokens", 0))))


def _invoke(model: Model, messages: Sequence[Message], output: type[T], options: dict[str, Any]) -> dict[str, Any]:
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
        return ModelError(f"The model {name} did not answer in time; try again, or choose a faster one.")
    if any("Connect" in kind for kind in kinds):
        return ModelError(f"The server of the model {name} cannot be reached; check OPENAI_BASE_URL and the network.")
    return ModelError(f"The model {name} could not be asked ({type(error).__name__}).")


def _line(error: Exception) -> str:
    first = next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
    return first if first.endswith(".") else f"{first}."
