"""Patterns used where they stand: compiled once, for good (the cache of `re` holds too few for a whole grammar)."""

from __future__ import annotations

import re
from functools import cache

from knowledge.scanning import Openings, Scan, Scans

__all__ = ["Openings", "Scan", "Scans", "match", "search"]

compiled = cache(Scan)


def search(pattern: str, text: str) -> re.Match[str] | None:
    """`re.search`, with the pattern kept."""
    return compiled(pattern).search(text)


def match(pattern: str, text: str) -> re.Match[str] | None:
    """`re.match`, with the pattern kept."""
    return compiled(pattern).match(text)
