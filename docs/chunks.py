"""The chunks that LangChain's RecursiveCharacterTextSplitter makes of a text as it comes.

The product does not need that package, so its few lines stand here, for the benchmark alone (langchain-text-splitters
1.1, MIT licence, https://github.com/langchain-ai/langchain). Its chunks of the corpora measured are the same, one by one.
"""

from __future__ import annotations

from collections.abc import Sequence

_SEPARATORS = ("\n\n", "\n", " ", "")


def chunks(text: str, *, size: int = 1000, overlap: int = 200) -> list[str]:
    """Runs of up to `size` characters that share up to `overlap`, cut at paragraphs, else lines, else words."""
    return _cut(text, _SEPARATORS, size, overlap)


def _cut(text: str, separators: Sequence[str], size: int, overlap: int) -> list[str]:
    place = next(i for i, separator in enumerate(separators) if not separator or separator in text)
    separator, finer = separators[place], separators[place + 1 :]
    found: list[str] = []
    short: list[str] = []
    for part in _split(text, separator):
        if len(part) < size:
            short.append(part)
            continue
        found += _merged(short, size, overlap)
        short = []
        found += _cut(part, finer, size, overlap) if finer else [part]
    return found + _merged(short, size, overlap)


def _split(text: str, separator: str) -> list[str]:
    """The parts of a text, each with the separator before it."""
    if not separator:
        return list(text)
    first, *others = text.split(separator)
    return [part for part in (first, *(separator + other for other in others)) if part]


def _merged(parts: Sequence[str], size: int, overlap: int) -> list[str]:
    found: list[str] = []
    run: list[str] = []
    total = 0
    for part in parts:
        if total + len(part) > size and run:
            found.append("".join(run).strip())
            while total > overlap or (total + len(part) > size and total > 0):
                total -= len(run[0])
                run = run[1:]
        run.append(part)
        total += len(part)
    return [text for text in (*found, "".join(run).strip()) if text]


__all__ = ["chunks"]
