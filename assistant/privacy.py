"""What identifies a person leaves the text before a model sees it, and comes back afterwards. Pure.

E-mail addresses, IBANs, payment cards, telephone numbers and the customer's name become `<EMAIL_1>`, `<IBAN_1>`,
`<CARD_1>`, `<PHONE_1>`, `<NAME_1>`: the same value gets the same placeholder in all the texts of one redaction.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
_IBAN = re.compile(r"\b[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]{2,4}){3,8}(?:[ -]?[A-Za-z0-9]{1,3})?\b")
_CARD = re.compile(r"(?<![\w.])\d(?:[ -]?\d){12,18}(?![\w])")
_PLACEHOLDER = re.compile(r"<[A-Z]+_\d+>")
# Numbers that look dialled though no numbering plan knows them: invented ones, mistyped ones, short local ones.
_DIALLED = re.compile(
    r"(?<![\w.+-])(?:\+\d[\d ().-]{6,18}\d|(?:1[-. ])?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4})(?![\w-])"
    r"|\b(?:call|phone|tel|telephone|mobile|cell|ring|text|whatsapp|reach|number is|number:|fax|tel[eé]fono|m[oó]vil|telefon|handy|t[eé]l[eé]phone|portable)\b"
    r"\D{0,14}?(?P<after>\(?\d[\d ().-]{5,16}\d)(?![\w-])",
    re.IGNORECASE,
)
# Where a number without a country code may come from; a hit too many only hides an order number for a while.
_REGIONS = ("US", "GB", "DE", "FR", "ES")
_LEAST_NAME = 3


@dataclass(frozen=True)
class Redacted:
    """Texts with placeholders, in the order given. `hidden`: placeholder -> what it stands for."""

    texts: tuple[str, ...]
    hidden: dict[str, str] = field(default_factory=dict)

    def restore(self, text: str) -> str:
        """The text with every placeholder turned back; a placeholder that stands for nothing stays."""
        return _PLACEHOLDER.sub(lambda found: self.hidden.get(found[0], found[0]), text)

    def hide(self, text: str) -> str:
        """Another text with the values hidden so far hidden in it too, for what goes back to a model."""
        for mark, value in sorted(self.hidden.items(), key=lambda pair: -len(pair[1])):
            text = text.replace(value, mark)
        return text


def redact(texts: Sequence[str], *, name: str | None = None) -> Redacted:
    """Hide what identifies a person in all the texts. `name`: the customer's, hidden whole and by its parts."""
    taken = {match[0] for text in texts for match in _PLACEHOLDER.finditer(text)}
    places: dict[tuple[str, str], str] = {}
    counts: dict[str, int] = {}

    def place(kind: str, value: str) -> str:
        key = (kind, re.sub(r"[\s().-]", "", value).lower() if kind != "NAME" else value.lower())
        while key not in places:
            counts[kind] = counts.get(kind, 0) + 1
            mark = f"<{kind}_{counts[kind]}>"
            # A text may hold such a mark itself; it must not come back as somebody's address.
            if mark not in taken:
                places[key] = mark
                hidden[mark] = value
        return places[key]

    hidden: dict[str, str] = {}
    done = []
    for text in texts:
        out = text
        for kind, find in _FINDERS:
            out = _replaced(out, kind, find, place)
        out = _replaced(out, "NAME", lambda line: _names(line, name), place)
        done.append(out)
    return Redacted(tuple(done), hidden)


def _replaced(
    text: str, kind: str, find: Callable[[str], Iterator[tuple[int, int]]], place: Callable[[str, str], str]
) -> str:
    parts, at = [], 0
    # Of two that begin together the longer counts: a whole name before its first part.
    for start, end in sorted(find(text), key=lambda span: (span[0], -span[1])):
        if start < at:
            continue
        parts += [text[at:start], place(kind, text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


def _emails(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _EMAIL.finditer(text))


def _ibans(text: str) -> Iterator[tuple[int, int]]:
    from stdnum import iban

    for match in _IBAN.finditer(text):
        # The pattern may take the next word with it, so shorter ends are tried too.
        for end in range(match.end(), match.start() + 14, -1):
            if text[end - 1].isalnum() and iban.is_valid(text[match.start() : end]):
                yield match.start(), end
                break


def _cards(text: str) -> Iterator[tuple[int, int]]:
    from stdnum import luhn

    return (m.span() for m in _CARD.finditer(text) if luhn.is_valid(re.sub(r"\D", "", m[0])))


def _phones(text: str) -> Iterator[tuple[int, int]]:
    import phonenumbers

    for region in _REGIONS:
        for match in phonenumbers.PhoneNumberMatcher(text, region, leniency=phonenumbers.Leniency.VALID):
            yield match.start, match.end
    for found in _DIALLED.finditer(text):
        span = found.span("after") if found["after"] else found.span()
        if not re.fullmatch(r"\d{4}[-. ]\d{2}[-. ]\d{2}|\d{1,2}[-. ]\d{1,2}[-. ]\d{4}", text[slice(*span)]):
            yield span


def _names(text: str, name: str | None) -> Iterator[tuple[int, int]]:
    whole = " ".join((name or "").split())
    if len(whole) < _LEAST_NAME:
        return
    spaced = r"\s+".join(re.escape(part) for part in whole.split())
    for match in re.finditer(rf"(?<!\w){spaced}(?!\w)", text, re.IGNORECASE):
        yield match.span()
    for part in whole.split():
        word = part.strip(".,")
        # Parts by their case: "Will" and "May" are names, "will" and "may" are not.
        if len(word) >= _LEAST_NAME and word.lower() not in _TITLES:
            for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text):
                yield match.span()


_TITLES = {"mrs", "miss", "prof", "herr", "frau", "señor", "señora", "madame", "monsieur", "sir"}
_FINDERS: tuple[tuple[str, Callable[[str], Iterator[tuple[int, int]]]], ...] = (
    ("EMAIL", _emails),
    ("IBAN", _ibans),
    ("CARD", _cards),
    ("PHONE", _phones),
)
