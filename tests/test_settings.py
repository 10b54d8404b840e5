"""Settings come from the environment or the home's `.env`, and a wrong one is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import default_home, load_settings


def test_the_defaults_need_nothing(tmp_path: Path) -> None:
    settings = load_settings(environ={"AMENDS_HOME": str(tmp_path)})
    assert settings.home == tmp_path
    assert settings.database == tmp_path / "amends.db"
    assert (settings.model, settings.chroma_url, settings.calendar, settings.embeddings) == (None, None, "US", "local")
    assert (settings.keep_rate, settings.four_eyes) == (0.95, True)
    assert settings.user


def test_the_home_is_the_platforms_unless_told_otherwise(tmp_path: Path) -> None:
    assert load_settings(environ={}).home == default_home().absolute()
    assert load_settings(tmp_path / "a", environ={"AMENDS_HOME": str(tmp_path / "b")}).home == tmp_path / "a"


def test_reading_settings_makes_no_home(tmp_path: Path) -> None:
    load_settings(tmp_path / "new", environ={})
    assert not (tmp_path / "new").exists()


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text('AMENDS_KEEP_RATE=0.9\nAMENDS_USER="ana"\nAMENDS_FOUR_EYES=false\n')
    settings = load_settings(tmp_path, environ={"AMENDS_KEEP_RATE": "0.8"})
    assert (settings.keep_rate, settings.user, settings.four_eyes) == (0.8, "ana", False)


def test_an_empty_value_is_no_value(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("AMENDS_MODEL=\nAMENDS_USER=\n")
    settings = load_settings(tmp_path, environ={"AMENDS_CHROMA_URL": " "})
    assert (settings.model, settings.chroma_url) == (None, None)
    assert settings.user


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AMENDS_KEEP_RATE", "95%"),
        ("AMENDS_KEEP_RATE", "1.5"),
        ("AMENDS_KEEP_RATE", "nan"),
        ("AMENDS_MODEL_TIMEOUT", "0"),
        ("AMENDS_MODEL_TIMEOUT", "soon"),
        ("AMENDS_MODEL_PRICE", "0.25"),
        ("AMENDS_MODEL_PRICE", "0.25/free"),
        ("AMENDS_FOUR_EYES", "perhaps"),
        ("AMENDS_DATABASE_URL", "mysql://localhost/amends"),
        ("AMENDS_CHROMA_URL", "localhost:8000"),
        ("AMENDS_CALENDAR", "Atlantis"),
        ("AMENDS_CALENDAR", "DE-XX"),
        ("AMENDS_EMBEDDINGS", "word2vec"),
        ("AMENDS_MODEL", "a model of mine"),
        ("AMENDS_MODEL", "openai:gpt-5-mini"),
        ("AMENDS_EMBEDDINGS", "openai:text-embedding-3-small"),
        ("OPENAI_BASE_URL", "not a url"),
    ],
)
@pytest.mark.parametrize("place", ["environment", "file"])
def test_a_wrong_setting_is_refused_by_name_wherever_it_stands(
    tmp_path: Path, name: str, value: str, place: str
) -> None:
    if place == "file":
        (tmp_path / ".env").write_text(f"{name}={value}\n")
    with pytest.raises(SettingsError) as refused:
        load_settings(tmp_path, environ={name: value} if place == "environment" else {})
    sentence = str(refused.value)
    assert name in sentence
    assert "\n" not in sentence


def test_right_settings_are_taken(tmp_path: Path) -> None:
    settings = load_settings(
        tmp_path,
        environ={
            "AMENDS_DATABASE_URL": "postgresql+psycopg://a:b@db/amends",
            "AMENDS_MODEL": "openai:gpt-5-mini",
            "OPENAI_API_KEY": "sk-secret",
            "AMENDS_CALENDAR": "de-by",
        },
    )
    assert settings.database == "postgresql+psycopg://a:b@db/amends"
    assert settings.calendar == "DE-BY"
    assert settings.openai_api_key is not None
    assert settings.openai_api_key.get_secret_value() == "sk-secret"


def test_a_local_server_needs_no_key(tmp_path: Path) -> None:
    environ = {"AMENDS_MODEL": "openai:qwen", "OPENAI_BASE_URL": "http://127.0.0.1:8080/v1"}
    assert load_settings(tmp_path, environ=environ).openai_base_url == "http://127.0.0.1:8080/v1"


def test_a_secret_is_not_shown(tmp_path: Path) -> None:
    assert "sk-secret" not in repr(load_settings(tmp_path, environ={"OPENAI_API_KEY": "sk-secret"}))


def test_a_misspelt_setting_in_the_file_is_refused_with_the_right_name(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("AMENDS_KEEPRATE=0.9\n")
    with pytest.raises(SettingsError, match=r"AMENDS_KEEPRATE.*did you mean AMENDS_KEEP_RATE"):
        load_settings(tmp_path, environ={})


def test_others_variables_with_the_prefix_are_left_alone(tmp_path: Path) -> None:
    """Kubernetes puts AMENDS_PORT and the like into the environment of a service named amends."""
    settings = load_settings(tmp_path, environ={"AMENDS_PORT": "tcp://10.0.0.1:80", "AMENDS_SERVICE_HOST": "x"})
    assert settings.keep_rate == 0.95


def test_the_file_cannot_move_the_home_it_lies_in(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("AMENDS_HOME=/elsewhere\n")
    with pytest.raises(SettingsError, match="AMENDS_HOME"):
        load_settings(tmp_path, environ={})


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00AMENDS")
    with pytest.raises(SettingsError, match=r"\.env"):
        load_settings(tmp_path, environ={})
