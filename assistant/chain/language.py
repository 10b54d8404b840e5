"""A Spanish, German or French text as far as it can be told in English, the language that meanings are compared in."""

from __future__ import annotations

from knowledge.glossary import in_english, is_foreign


def english(text: str) -> str:
    """What a Spanish, German or French text speaks of, in English; the text itself where nothing is known of it."""
    return in_english(text) or text


def told_in_english(text: str) -> str:
    """A text in English where it is in another language."""
    return english(text) if is_foreign(text) else text
