"""A file becomes a draft of a document version: read, cut into passages, its terms read, and then its vectors made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.corpus import build, document_id, is_resolutions, points
from knowledge.passage import Document, DocumentKind, Passage
from knowledge.quarantine import set_apart
from knowledge.readers import read
from knowledge.terms import Term

if TYPE_CHECKING:
    from knowledge.embedding import Embedder, Vectors

ReadTerms = Callable[[Sequence[Passage]], tuple[Term, ...]]
Labels = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Draft:
    """A document that was read, before it is written down. Its version is a guess until then."""

    document: Document
    passages: tuple[Passage, ...]
    terms: tuple[Term, ...]
    said: tuple[str, ...]

    def as_version(self, version: int) -> Draft:
        """The same as the version that it turned out to be."""
        if version == self.document.version:
            return self
        put = {"version": version}
        return Draft(
            self.document.model_copy(update=put),
            tuple(passage.model_copy(update=put) for passage in self.passages),
            tuple(term.model_copy(update=put) for term in self.terms),
            self.said,
        )


def content_hash(data: bytes) -> str:
    """What tells one content from another."""
    return hashlib.sha256(data).hexdigest()


def draft(
    name: str,
    data: bytes,
    *,
    kind: DocumentKind,
    labels: Labels,
    read_terms: ReadTerms,
    known: Mapping[str, Document],
) -> Draft:
    """The draft of a file; `known` are the documents in use by their ids, by which it guesses its version. Raises Unreadable."""
    found = set_apart(read(data, name))
    if is_resolutions(found):
        kind = "resolution"
    before = known.get(document_id(name, kind))
    document, passages = build(
        found,
        path=name,
        kind=kind,
        version=before.version + 1 if before is not None else 1,
        content_hash=content_hash(data),
        labels=labels,
    )
    terms = read_terms(passages) if kind == "policy" else ()
    return Draft(document, passages, terms, tuple(point.said() for point in points(passages)))


def vectors_of(drafts: Sequence[Draft], embedder: Embedder) -> Mapping[str, Vectors]:
    """The vectors of all that the drafts say, by text; made together, because that is faster."""
    texts = list(dict.fromkeys(text for each in drafts for text in each.said))
    return dict(zip(texts, embedder.embed(texts), strict=True)) if texts else {}
