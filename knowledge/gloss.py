"""The English content words of a Spanish, German or French text, for a search that knows English only. Pure.

This is no translation: word by word, from the longest known beginning, it says what a letter is about.

A word list has one entry a line: a stem, a tab, the English words. A stem stands for every word that begins with it;
`stem$` is the whole word alone. A stem may be several words (`atención al cliente`), of which each may begin longer,
except words of up to three letters, which stand for themselves. `-` as the English says that the words mean nothing
here. Lines that start with `#` are remarks. The line `@german` declares a language that joins words to one, whose
capitals do not mark names, and in which ä without its dots is ae, while a is another letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.errors import KnowledgeError

_SILENT = "-"
_SHORTEST_STEM = 4
_SHORTEST_FOLDED = 5  # a shorter stem that loses its accent is another word: dañ- would be found in "dando"
_UNMISTAKABLE = 9  # letters from which a German stem is known without its dots: kündigung, but schon is not schön
_COMPOUND = 9  # letters from which a word may be two
_ABSURD = 50  # letters beyond which nobody means a word: reading the parts of such would only take time
_PART = 3  # letters of the shortest part of a compound
_ENDING = 4  # what may follow a stem before the word counts as longer than its stem
_LINKS = ("", "s", "n", "en", "e", "es", "er", "ung", "ungs", "ens", "ten", "ion", "ions", "te", "ier", "ierungs")

_NUMBER = r"(?:[^\W\d_]+-?)?\d\w*(?:[.,:/-]\w*\d\w*|-[A-Z]+\b)*"
_TOKEN = re.compile(rf"(?P<number>{_NUMBER})|[^\W\d_]+")
_SENTENCE_BREAK = re.compile(r"[.!?¿¡…:\n«»“”„\"]")
# After these a full stop ends no sentence.
_TITLES = frozenset({"sr", "sra", "srta", "sres", "dr", "dra", "d", "m", "mm", "mme", "mlle", "prof", "no", "n", "st"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_LETTERS = str.maketrans({"ß": "ss", "œ": "oe", "æ": "ae", "ø": "o"})


@dataclass(frozen=True)
class _Part:
    """One word of an entry: what a word must be, or begin with."""

    text: str
    whole: bool

    def fits(self, token: _Token) -> bool:
        if self.whole:
            return self.text in (token.low, token.plain)
        return token.low.startswith(self.text) or token.plain.startswith(self.text)


@dataclass(frozen=True)
class _Token:
    """A word or number of a text: as it stands, in lower case, and without accents."""

    text: str
    low: str
    plain: str
    number: bool
    opens: bool  # stands at the beginning of a sentence


@dataclass(frozen=True)
class Glossary:
    """The word list of one language, arranged for looking up; made by `parse`."""

    stems: dict[str, str]
    wholes: dict[str, str]
    phrases: dict[str, tuple[tuple[tuple[_Part, ...], str], ...]]  # by the first word, in which $ marks a whole one
    longest: int
    german: bool = False

    def __len__(self) -> int:
        """How many spellings it knows, those without accents included."""
        return len(self.stems) + len(self.wholes) + sum(len(entries) for entries in self.phrases.values())

    def english(self, text: str) -> str:
        """The English words for the known words of a text, in its order, separated by spaces.

        Numbers, codes and names pass unchanged; words that are not known are dropped.
        """
        tokens = list(_tokens(unicodedata.normalize("NFC", text), self.german))
        said: list[str] = []
        at = 0
        while at < len(tokens):
            token = tokens[at]
            taken, english = 1, token.text if token.number else None
            if english is None:
                taken, english = self._phrase(tokens, at) or (1, self._word(token))
            if english is None and self._is_name(tokens, at):
                english = token.text
            if english and english != _SILENT:
                said.append(english)
            at += taken
        return " ".join(said)

    def _phrase(self, tokens: list[_Token], at: int) -> tuple[int, str] | None:
        first = tokens[at]
        best: tuple[int, str] | None = None
        for spelling in dict.fromkeys((first.low, first.plain)):
            heads = [
                spelling + "$",
                *(spelling[:n] for n in range(_SHORTEST_STEM, min(len(spelling), self.longest) + 1)),
            ]
            for head in heads:
                for rest, english in self.phrases.get(head, ()):
                    following = tokens[at + 1 : at + 1 + len(rest)]
                    if (
                        len(following) == len(rest)
                        and (best is None or len(rest) + 1 > best[0])
                        and all(part.fits(token) for part, token in zip(rest, following, strict=True))
                    ):
                        best = len(rest) + 1, english
        return best

    def _word(self, token: _Token) -> str | None:
        if token.low in self.wholes:
            return self.wholes[token.low]
        found = self._stem(token.low)
        # Accents move as a word is bent: cancelar, cancélenla. Short words differ by nothing else: porté, porte.
        if token.plain != token.low and len(plain := self._stem(token.plain)) >= max(_SHORTEST_FOLDED, len(found) + 1):
            found = plain
        if self.german and _COMPOUND <= len(token.low) <= _ABSURD and len(token.low) - len(found) > _ENDING:
            parts = self._compound(token.low)
            if parts is not None:
                return " ".join(part for part in parts if part != _SILENT)
        return self.stems.get(found)

    def _stem(self, word: str) -> str:
        """The longest stem with which the word begins; empty if there is none."""
        for n in range(min(len(word), self.longest), _SHORTEST_STEM - 1, -1):
            if word[:n] in self.stems:
                return word[:n]
        return ""

    def _compound(self, word: str) -> list[str] | None:
        """The English of the parts of a joined word, longest first part first; None unless each is known."""
        for n in range(min(len(word) - _PART, self.longest), _PART - 1, -1):
            first = self.wholes.get(word[:n]) or self.stems.get(word[:n])
            if first is None:
                continue
            for link in _LINKS:
                rest = word[n:].removeprefix(link)
                if len(rest) < _PART or not word.startswith(link, n):
                    continue
                if rest in self.wholes:
                    return [first, self.wholes[rest]]
                stem = self._stem(rest)
                if stem and len(rest) - len(stem) <= _ENDING:
                    return [first, self.stems[stem]]
                if further := self._compound(rest):
                    return [first, *further]
        return None

    def _is_name(self, tokens: list[_Token], at: int) -> bool:
        """Whether the word is written like a name: Iberia, DHL, iPhone; what is SHOUTED all along is not."""
        word = tokens[at].text
        if len(word) < 2:
            return False
        if word.isupper():
            around = tokens[max(at - 1, 0) : at] + tokens[at + 1 : at + 2]
            return not any(len(other.text) > 1 and other.text.isupper() for other in around if not other.number)
        if any(letter.isupper() for letter in word[1:]):
            return True
        return word[0].isupper() and not tokens[at].opens and not self.german


def parse(source: str) -> Glossary:
    """Read a word list. Raises KnowledgeError, naming the line, for one that is no entry or says a thing twice."""
    entries: dict[tuple[_Part, ...], str] = {}
    german = False
    for number, line in enumerate(source.splitlines(), start=1):
        if line.strip() == "@german":
            german = True
        elif line.strip() and not line.startswith("#"):
            written, _, english = line.partition("\t")
            entry = _entry(written, number)
            if not english.strip():
                raise KnowledgeError(
                    f"The glossary, line {number}: write a stem, a tab and its English words ('-' for none)."
                )
            if entry in entries:
                raise KnowledgeError(
                    f"The glossary, line {number}: '{written}' stands there already; keep one of the two."
                )
            entries[entry] = english.strip()
    for entry, english in list(entries.items()):
        for unaccented in _unaccented(entry, german):
            entries.setdefault(unaccented, english)
    stems: dict[str, str] = {}
    wholes: dict[str, str] = {}
    phrases: dict[str, list[tuple[tuple[_Part, ...], str]]] = {}
    for (first, *rest), english in entries.items():
        if rest:
            phrases.setdefault(first.text + "$" * first.whole, []).append((tuple(rest), english))
        else:
            (wholes if first.whole else stems)[first.text] = english
    return Glossary(
        stems=stems,
        wholes=wholes,
        phrases={first: tuple(following) for first, following in phrases.items()},
        longest=max(map(len, (*stems, *wholes, *phrases)), default=0),
        german=german,
    )


def _unaccented(entry: tuple[_Part, ...], german: bool) -> Iterator[tuple[_Part, ...]]:
    """An entry as people write it who lack the accents; none where it would then be taken for other words."""
    if len(entry) == 1 and len(entry[0].text) < _SHORTEST_FOLDED - entry[0].whole:
        return
    if german:
        yield tuple(_Part(part.text.translate(_UMLAUTS), part.whole) for part in entry)
    if not german or all(len(part.text) >= _UNMISTAKABLE for part in entry):
        yield tuple(_Part(_plain(part.text), part.whole) for part in entry)


def _entry(written: str, number: int) -> tuple[_Part, ...]:
    words = [(match[0], written[match.end() : match.end() + 1] == "$") for match in _TOKEN.finditer(written.lower())]
    if not words:
        raise KnowledgeError(
            f"The glossary, line {number}: '{written}' has no word; write a stem, a tab and its English."
        )
    if len(words) == 1:
        ((word, whole),) = words
        if not whole and len(word) < _SHORTEST_STEM:
            raise KnowledgeError(f"The glossary, line {number}: '{word}' begins too many words; write '{word}$'.")
        return (_Part(word, whole),)
    return tuple(_Part(word, whole or len(word) < _SHORTEST_STEM) for word, whole in words)


def _tokens(text: str, german: bool) -> Iterator[_Token]:
    end, before = 0, ""
    for match in _TOKEN.finditer(text):
        gap = text[end : match.start()]
        opens = not before or (_SENTENCE_BREAK.search(gap) is not None and not (gap == ". " and before in _TITLES))
        low = match[0].lower()
        yield _Token(match[0], low, low if german else _plain(low), match["number"] is not None, opens)
        end, before = match.end(), low


def _plain(word: str) -> str:
    """A word without accents, in the letters a to z where there are such."""
    if word.isascii():
        return word
    parted = unicodedata.normalize("NFD", word.translate(_LETTERS))
    return "".join(letter for letter in parted if not unicodedata.combining(letter))
