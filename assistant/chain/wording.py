"""The phrase files that ship with the program."""

from __future__ import annotations

from functools import lru_cache

from assistant.case import Language
from assistant.phrases import Phrases


@lru_cache(maxsize=1)
def load_phrases() -> dict[Language, Phrases]:
    """The phrase files that ship with the program."""
    from importlib.resources import files

    from assistant.phrases import parse

    languages: tuple[Language, ...] = ("en", "es", "de", "fr")
    folder = files("prompts") / "letters"
    return {
        language: parse(language, (folder / f"{language}.md").read_text(encoding="utf-8")) for language in languages
    }
