"""Foreign: the frames of English, smaller, for Spanish, German and French; a language is a table of patterns."""

from assistant.promises.foreign.french import FRENCH
from assistant.promises.foreign.german import GERMAN
from assistant.promises.foreign.spanish import SPANISH

__all__ = ["FRENCH", "GERMAN", "SPANISH"]
