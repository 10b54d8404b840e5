"""Numbers as words say them, in English, Spanish, German and French: "twenty-one", "cinco", "the third", "a twelfth". Pure."""

from __future__ import annotations

import re
from decimal import Decimal

_TO_NINETEEN = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS_TO_NINETEENTH = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]

ENGLISH_NUMBERS: dict[str, int] = {
    "a": 1, "an": 1,
    **{word: value for value, word in enumerate(_TO_NINETEEN, 1)},
    **{word: 10 * value for value, word in enumerate(_TENS, 2)},
    **{f"{ten}-{one}": 10 * tens + ones for tens, ten in enumerate(_TENS, 2) for ones, one in enumerate(_TO_NINETEEN[:9], 1)},
}  # fmt: skip
NUMBER_WORDS: dict[str, int] = {
    **ENGLISH_NUMBERS,
    "un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10,
    "doce": 12, "catorce": 14, "quince": 15, "veinte": 20, "treinta": 30, "sesenta": 60, "noventa": 90,
    "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "zwölf": 12,
    "vierzehn": 14, "zwanzig": 20, "dreißig": 30, "sechzig": 60, "neunzig": 90,
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "douze": 12, "quatorze": 14,
    "quinze": 15, "vingt": 20, "trente": 30, "soixante": 60,
}  # fmt: skip
ORDINALS: dict[str, int] = {
    **{word: place for place, word in enumerate(_ORDINALS_TO_NINETEENTH, 1)},
    **{f"{ten[:-1]}ieth": 10 * tens for tens, ten in enumerate(_TENS, 2)},
    **{
        f"{ten}-{one}": 10 * tens + ones
        for tens, ten in enumerate(_TENS, 2)
        for ones, one in enumerate(_ORDINALS_TO_NINETEENTH[:9], 1)
    },
}


def any_of(words: dict[str, int], *, least_letters: int = 1) -> str:
    """The alternatives of a pattern that finds any of the words, the longest first; short ones may be left out."""
    return "|".join(sorted((word for word in words if len(word) >= least_letters), key=len, reverse=True))


def count(word: str) -> int:
    """The whole number that a numeral or number word stands for. Raises KeyError for another word."""
    return int(word) if word.isdigit() else NUMBER_WORDS[word.lower()]


def place(word: str) -> int:
    """The place that "third", "3rd" or "3" stands for. Raises KeyError for another word."""
    digits = re.match(r"\d+", word)
    return int(digits.group()) if digits else ORDINALS[word.lower()]


def number(text: str) -> Decimal:
    """Read "1,200.00", "1.200,00", "1 200" or "12" as a number; a lone group of three digits is thousands."""
    compact = re.sub(r"[\s\u00a0\u202f']", "", text)
    last = max(compact.rfind("."), compact.rfind(","))
    if last >= 0 and len(compact) - last - 1 in (1, 2):
        whole, fraction = compact[:last], compact[last + 1 :]
        return Decimal(f"{re.sub(r'[.,]', '', whole) or '0'}.{fraction}")
    return Decimal(re.sub(r"[.,]", "", compact))
