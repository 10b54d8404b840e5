"""A phrase file, parsed: what the built-in writer says around the promises, in one language. Pure."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.case import Language
from assistant.errors import SettingsError


@dataclass(frozen=True)
class Phrases:
    """The phrases of one language: section -> ordered (key, phrase) pairs; the key of a plain line is its number."""

    language: Language
    sections: dict[str, tuple[tuple[str, str], ...]]

    def say(self, section: str, key: str, **values: str) -> str:
        """A phrase with its braces filled. Raises SettingsError if the file lacks it."""
        for name, phrase in self.sections.get(section, ()):
            if name == key:
                return phrase.format_map(_Blank(values))
        raise SettingsError(f"The phrase file for {self.language} lacks '{key}' under '{section}'; add the line to it.")

    def has(self, section: str, key: str) -> bool:
        """Whether the file has this phrase."""
        return any(name == key for name, _ in self.sections.get(section, ()))

    def match(self, section: str, text: str) -> str | None:
        """The phrase of the first line one of whose words stands in the text; "*" fits any; None if none fits."""
        low = text.lower()
        for name, phrase in self.sections.get(section, ()):
            if name == "*" or _names(name).search(low):
                return phrase
        return None


@lru_cache(maxsize=512)
def _names(words: str) -> re.Pattern[str]:
    """What finds a word that begins with one of those of a line, which stand between commas."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(word.strip()) for word in words.split(','))})")


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def parse(language: Language, source: str) -> Phrases:
    """Read a phrase file: "## section" and "- key :: phrase" lines. Raises SettingsError for a line that is neither."""
    sections: dict[str, list[tuple[str, str]]] = {}
    current = ""
    for number, line in enumerate(source.splitlines(), start=1):
        if line.startswith("## "):
            current = line[3:].strip()
            sections.setdefault(current, [])
        elif line.startswith("- "):
            if not current:
                raise SettingsError(
                    f"The phrase file for {language}, line {number}: a phrase stands before any section."
                )
            key, mark, phrase = line[2:].partition(" :: ")
            if not mark:
                key, phrase = str(len(sections[current])), line[2:]
            sections[current].append((key.strip(), phrase.rstrip()))
    if "apology" not in sections:
        raise SettingsError(f"The phrase file for {language} has no section 'apology'.")
    return Phrases(language, {name: tuple(pairs) for name, pairs in sections.items()})


_MONTHS: dict[Language, str] = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}


def day_in(day: dt.date, language: Language) -> str:
    """ "3 December 2026", in the language."""
    month = _MONTHS[language].split()[day.month - 1]
    return {
        "en": f"{day.day} {month} {day.year}",
        "es": f"{day.day} de {month} de {day.year}",
        "de": f"{day.day}. {month} {day.year}",
        "fr": f"{day.day} {month} {day.year}",
    }[language]
