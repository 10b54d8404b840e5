"""What of a complaint our letter tells back: which stretch of the customer's words says what went wrong, and in which words.

A letter that repeats the concern shows that somebody has listened; one that repeats the weather shows that nobody has. Which
stretch a kind and attentive person would repeat is weighed by `Teller`, a linear model over what a sentence means and how it
is built, fitted on 1,300 complaints of which people marked the stretches (`tests/train_retelling.py` fits it again and tells
what it gets right for companies that were left out).
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from assistant.retelling.weighing import Embed, Teller, Weights, parse
from knowledge.embedding import Embedder, LocalEmbedder

__all__ = ["Embed", "Teller", "Weights", "tell_with"]


def tell_with(embedder: Embedder) -> Teller:
    """The teller with the weights that ship with the program. They are for the vectors of the local model: with any other
    embedder a local one is opened beside it, when the first complaint is read."""
    if embedder.name == LocalEmbedder.name:
        return Teller(_weights(), embedder.embed)
    return Teller(_weights(), LocalEmbedder().embed)


@lru_cache(maxsize=1)
def _weights() -> Weights:
    return parse((files("assistant.retelling") / "weights.json").read_text(encoding="utf-8"))
