"""A letter by its sentences, and what a sentence only repeats or refuses. Four languages; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

_I = re.IGNORECASE
_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?](?=\S)[^.!?\n]*)*[.!?\n]?")
_WISHED = re.compile(
    r"\byou(?:[’']d like| would like| want\w*| suggest\w*| ask\w*| wish\w*| hope\w*| expect\w*| propos\w*| mention\w*| require\w*| demand\w*| wrote| say| said)\b|"
    r"\b(?:usted )?(?:pides?|solicitas?|reclamas?|quieres?|propones?|exiges?)\b|\bSie (?:möchten|wünschen|verlangen|fordern|bitten|schreiben)\b|\bvous (?:demandez|réclamez|souhaitez|voulez|proposez|exigez)\b",
    _I,
)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text, each with where it begins; a point within a number or an address ends none."""
    for found in _SENTENCE.finditer(text):
        if found[0].strip():
            yield found.start(), found[0]


def is_wished(sentence: str) -> bool:
    """Whether a sentence tells what the customer asks for, or says ("You want £46 by Friday")."""
    return _WISHED.search(sentence) is not None


# "I'll note that the same part broke within a day": how long it was, and no time of ours.
_HAPPENED = re.compile(
    r"\b(?:that|how|because|since|although|as) (?:(?:the|your|our|this|that|a|an|it|they|you)\b|\w+ed\b)[^,;]*? (?:came|went|failed|broke|stopped|happened|occurred|was|were|had|took|began|started|got|fell|returned|appeared|died|gave (?:up|out))\b"
    r"(?![^,;]*\b(?:is|are|will|can|may|has|have|be|must)\b)(?![^,;]*[’']ll\b)[^,;]*$",
    _I,
)


def happened(before: str) -> bool:
    """Whether the words before a time tell how long something took that has happened."""
    return _HAPPENED.search(before) is not None
