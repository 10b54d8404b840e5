"""How grave a complaint is: safety, stopped, financial, service, minor.

A linear classifier over the meaning of a complaint (`knowledge.embedding`) and some fifty concepts that its sentences
may hold. It was fitted on the original complaints of `complaints.tsv`; `python -m assistant.severity.training` fits it
again and tells what it gets right in industries that it has not seen.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from assistant.severity.gravity import Embed, Gravity, Judgement, parse
from knowledge.embedding import Embedder, LocalEmbedder

__all__ = ["Embed", "Gravity", "Judgement", "judge_with"]


def judge_with(embedder: Embedder) -> Gravity:
    """The judge with the weights that ship with the program. They are for the vectors of the local model: with any
    other embedder a local one is opened beside it, when the first complaint is read."""
    if embedder.name == LocalEmbedder.name:
        return Gravity(_weights(), embedder.embed)
    return Gravity(_weights(), LocalEmbedder().embed)


@lru_cache(maxsize=1)
def _weights() -> Judgement:
    return parse((files("assistant.severity") / "weights.json").read_text(encoding="utf-8"))
