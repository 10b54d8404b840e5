"""A plain retrieval prompt as a system for `amends eval`: what a newcomer to LangChain builds in an afternoon.

    AMENDS_MODEL=openai:NAME amends eval --system docs/plain_retrieval.py:letter FOLDER...

Chunks of 1000 characters with 200 of overlap (RecursiveCharacterTextSplitter; its lines stand in `chunks.py`), Chroma
with the same local embedder as the product, the six nearest chunks, and one prompt to the model that AMENDS_MODEL
names. Nothing checks what the model writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from chunks import chunks
from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from pydantic import BaseModel

from assistant.errors import SettingsError
from assistant.llm import Message, Model, ask, open_model
from assistant.settings import load_settings
from knowledge.embedding import LocalEmbedder
from knowledge.errors import Unreadable
from knowledge.readers import read

_NEAREST = 6
_TASK = """You answer customer complaints for a company. Write the reply to the complaint below, in the customer's language.
Use only the policies below; do not invent anything. Apologise, say what the company will do and by when, in 80 to 180 words."""


class PlainLetter(BaseModel):
    """The reply to a complaint."""

    letter: str


class _Same(Embeddings):
    def __init__(self) -> None:
        self._embedder = LocalEmbedder()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [list(map(float, vector)) for vector in self._embedder.embed(texts)]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def letter(case: Mapping[str, Any]) -> str:
    """The model's reply to a case of the benchmark. Raises SettingsError where no model is set, ModelError where it fails."""
    found = _store(str(case["policies"])).similarity_search(case["complaint"], k=_NEAREST)
    policies = "\n\n---\n\n".join(chunk.page_content for chunk in found)
    facts = "\n".join(f"{key}: {value}" for key, value in (case.get("facts") or {}).items())
    given = f"# Policies\n{policies}\n\n# Facts\n{facts}\n\n# Complaint of {case['received_on']}\n{case['complaint']}"
    return ask(_model(), (Message("system", _TASK), Message("user", given)), PlainLetter, within_s=120).value.letter


@lru_cache(maxsize=1)
def _model() -> Model:
    settings = load_settings(None)
    if settings.model is None:
        raise SettingsError("No model is set; name one in AMENDS_MODEL.")
    key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else None
    return open_model(settings.model, api_key=key, base_url=settings.openai_base_url)


@lru_cache(maxsize=2)
def _store(folder: str) -> Chroma:
    store = Chroma(collection_name=f"plain-{abs(hash(folder))}", embedding_function=_Same())
    for file in sorted(path for path in Path(folder).rglob("*") if path.is_file()):
        try:
            text = "\n\n".join(block.text for block in read(file.read_bytes(), file.name).blocks)
        except Unreadable:
            continue
        store.add_documents([Document(page_content=chunk) for chunk in chunks(text)])
    return store
