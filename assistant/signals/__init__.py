"""What else a complaint says: threats, bargains, a second failure, someone who needs care, fraud, promises made before.

Words tell some of it (`words`); most customers say it in their own, so what a run of one to three sentences means is judged as
well (`meaning`): a linear classifier over the vectors of sentences and over the words found. It was fitted on the lines of
`sentences.tsv`; `python -m assistant.signals.training` fits it again, and tells with `--check` what it gets right in a file of
lines that it has not seen.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from assistant.signals.meaning import Ear, Embed, Heed, parse
from assistant.signals.words import signals_in
from knowledge.embedding import Embedder, LocalEmbedder

__all__ = ["Ear", "Embed", "listen_with", "signals_in"]


def listen_with(embedder: Embedder) -> Ear:
    """The ear with the weights that ship with the program. They are for the vectors of the local model: with any other
    embedder a local one is opened beside it, when the first complaint is read."""
    if embedder.name == LocalEmbedder.name:
        return Ear(_weights(), embedder.embed)
    return Ear(_weights(), LocalEmbedder().embed)


@lru_cache(maxsize=1)
def _weights() -> Heed:
    return parse((files("assistant.signals") / "weights.json").read_text(encoding="utf-8"))
