"""Nearness: which groups of near meaning an English word belongs to, so that a word never seen counts like its kin."""

from __future__ import annotations

import base64
from functools import lru_cache

import numpy as np

from assistant.promises.opinion import kin


@lru_cache(maxsize=1)
def _groups() -> dict[str, tuple[int, ...]]:
    sizes = [np.frombuffer(base64.b64decode(text), dtype="<u2").tolist() for text in kin.GROUPS]
    return dict(zip(kin.WORDS.split(), zip(*sizes, strict=True), strict=True))


def groups_of(word: str) -> tuple[int, ...]:
    """The word's group among few wide ones and among many narrow ones; none for a word that is not known."""
    return _groups().get(word, ())
