"""Settings: from the environment, or the file `.env` in the home; the environment wins."""

from __future__ import annotations

import datetime as dt
import difflib
import getpass
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from assistant.errors import SettingsError

_PREFIX = "amends_"
_LIMITS = {"keep_rate": "from 0.5 to 0.999", "model_timeout": "of seconds from 1 to 600"}
_DATABASES = ("sqlite:///", "postgresql+psycopg://", "postgresql://", "postgres://")


class Settings(BaseSettings):
    """What the program is told. Read it with `load_settings`, at the edge; inside, values arrive as arguments.

    `database_url`, `chroma_url`, `model`: None means the embedded default (SQLite and Chroma in the home, no model).
    `calendar` is the country whose public holidays are no business days, or a country and a region ("DE-BY").
    `keep_rate` is a share, 0.5 to 0.999. `cut_off` is the time of day ("16:00") from which what comes in is begun on the
    next working day. `user` is who acts on the command line. `model_timeout`: seconds that a model may
    take for a letter. `model_price`: what a million tokens cost in US dollars, in and out ("0.25/2.00"); without it, what
    a letter cost is told as 0.
    """

    model_config = SettingsConfigDict(
        frozen=True,
        extra="ignore",
        env_prefix=_PREFIX,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        populate_by_name=True,
        # The wrong value may be a key, and messages end up in logs.
        hide_input_in_errors=True,
    )

    home: Path
    database_url: str | None = None
    chroma_url: str | None = None
    model: str | None = None
    model_timeout: float = Field(default=30.0, ge=1, le=600)
    model_price: str | None = None
    embeddings: str = "local"
    calendar: str = "US"
    keep_rate: float = Field(default=0.95, ge=0.5, le=0.999)
    cut_off: dt.time | None = None
    four_eyes: bool = True
    user: str
    openai_api_key: SecretStr | None = Field(default=None, validation_alias="openai_api_key")
    openai_base_url: str | None = Field(default=None, validation_alias="openai_base_url")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What was handed over, then the file: the process's own environment is handed over by `load_settings`."""
        return init_settings, dotenv_settings

    @property
    def database(self) -> str | Path:
        """What `open_database` takes: the URL, or the file in the home."""
        return self.database_url or self.home / "amends.db"

    @property
    def price_of_tokens(self) -> tuple[float, float]:
        """US dollars for a million tokens, in and out; 0 where nobody told it."""
        into, _, out = (self.model_price or "0/0").partition("/")
        return float(into), float(out)

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str | None) -> str | None:
        if url is not None and not url.startswith(_DATABASES):
            raise ValueError("it has to start with sqlite:/// or postgresql+psycopg://")
        return url

    @field_validator("chroma_url", "openai_base_url")
    @classmethod
    def _web_address(cls, url: str | None) -> str | None:
        if url is not None and (urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname):
            raise ValueError("it has to be an address that starts with http:// or https://")
        return url

    @field_validator("model")
    @classmethod
    def _named_model(cls, model: str | None) -> str | None:
        if model is not None and not re.fullmatch(r"\S+", model):
            raise ValueError("it has to be the name of a model without spaces, such as openai:gpt-5-mini")
        return model

    @field_validator("model_price")
    @classmethod
    def _two_prices(cls, price: str | None) -> str | None:
        if price is not None and not re.fullmatch(r"\d{1,6}(\.\d+)?/\d{1,6}(\.\d+)?", price):
            raise ValueError("it has to be US dollars for a million tokens in and out, such as 0.25/2.00")
        return price

    @field_validator("embeddings")
    @classmethod
    def _known_embeddings(cls, name: str) -> str:
        if name != "local" and not re.fullmatch(r"openai:\S+", name):
            raise ValueError("it has to be local, or openai: and the name of a model")
        return name

    @field_validator("calendar")
    @classmethod
    def _known_calendar(cls, code: str) -> str:
        # Slow to import, and most homes do without it.
        import holidays

        country, _, region = code.upper().partition("-")
        try:
            holidays.country_holidays(country, subdiv=region or None)
        except NotImplementedError:
            raise ValueError("it has to be a country such as US or DE, or a region of one such as DE-BY") from None
        return code.upper()

    @model_validator(mode="after")
    def _reachable_model(self) -> Settings:
        for name, value in (("AMENDS_MODEL", self.model), ("AMENDS_EMBEDDINGS", self.embeddings)):
            if (value or "").startswith("openai:") and not (self.openai_api_key or self.openai_base_url):
                raise ValueError(
                    f"{name} is {value}, which needs OPENAI_API_KEY (or OPENAI_BASE_URL for a local server)"
                )
        return self


def default_home() -> Path:
    """The platform's folder for a user's data."""
    from platformdirs import user_data_path

    return user_data_path("amends", appauthor=False)


def load_settings(home: Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Reads the settings. `home` goes before AMENDS_HOME; `environ` is the process's environment unless given.

    Raises SettingsError with a sentence that names the setting.
    """
    environ = os.environ if environ is None else environ
    given = {name.lower(): value for name, value in environ.items() if value.strip()}
    place = Path(home or given.get("amends_home") or default_home()).expanduser().absolute()
    file = place / ".env"
    # Others' variables may begin with our prefix in the environment (Kubernetes puts some there), but not in our file.
    values: dict[str, Any] = {
        name: given[_variable(name).lower()] for name in Settings.model_fields if _variable(name).lower() in given
    }
    values["home"] = place
    try:
        named = _names_in(file)
        if "user" not in values and "amends_user" not in named:
            values["user"] = _system_user()
        return Settings(_env_file=file, **values)
    except ValidationError as error:
        raise SettingsError(_sentence(error, file)) from None
    except UnicodeDecodeError:
        raise SettingsError(f"{file} is not a text file in UTF-8; write it anew as lines NAME=value.") from None
    except OSError as error:
        raise SettingsError(f"{file} cannot be read: {error.strerror}.") from None


def _variable(field: str) -> str:
    return field.upper() if field.startswith("openai_") else (_PREFIX + field).upper()


def _names_in(file: Path) -> set[str]:
    """The names that the file sets, in lower case. Raises SettingsError for one that is no setting."""
    known = {_variable(name).lower() for name in Settings.model_fields}
    held = DotEnvSettingsSource(Settings, env_file=file, env_file_encoding="utf-8").env_vars
    for name in held:
        if name == "amends_home":
            raise SettingsError(f"AMENDS_HOME cannot stand in {file}, which lies in the home; use --home instead.")
        if name.startswith(_PREFIX) and name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"; did you mean {near[0].upper()}?" if near else "."
            raise SettingsError(f"{file} sets {name.upper()}, which is no setting{hint}")
    return {name for name, value in held.items() if value}


def _system_user() -> str:
    try:
        name = getpass.getuser()
    except (OSError, KeyError):  # no account for the process's user id, as in some containers
        name = "local"
    return re.sub(r"[^\w.@+\\-]", "_", name)[:64]


def _sentence(error: ValidationError, file: Path) -> str:
    first = error.errors()[0]
    why = first["msg"].removeprefix("Value error, ")
    if not first["loc"]:
        return f"{why}."
    field = str(first["loc"][0]).removeprefix(_PREFIX)
    if first["type"].startswith("bool"):
        why = "it has to be true or false"
    if first["type"].startswith("time"):
        why = "it has to be a time of day such as 16:00"
    if first["type"].startswith(("float", "greater_than", "less_than")):
        why = f"it has to be a number {_LIMITS[field]}"
    return f"{_variable(field)} is wrong: {why}. Set it in the environment or in {file}."
