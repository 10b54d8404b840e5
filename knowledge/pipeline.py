"""Drafts on their way into record and index: while files are read, those before are embedded, and those before them written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import TYPE_CHECKING, Generic, TypeVar

from knowledge.drafting import Draft, vectors_of

if TYPE_CHECKING:
    from knowledge.embedding import Embedder, Vectors

# Drafts are written down together up to so many points: a crash costs no more than those.
_TOGETHER = 512
# Of these, so many are embedded as soon as they are read: few at first, so that the model need not wait, then as many as leave
# its batches next to no padding.
_FIRST, _AHEAD = 64, 256

_Result = TypeVar("_Result")
Write = Callable[[Mapping[int, Draft], Sequence["Future[Mapping[str, Vectors]]"]], dict[int, _Result]]


class Pipeline(Generic[_Result]):
    """Takes drafts by their places and gives the results of `write` for them. Neither model nor index needs the interpreter
    for long, so all three get on at once.

    `write` is given drafts and their vectors, which may still be under way; `prepare` is called before the first of them.
    What it raises comes out of the next call, and nothing that was not yet written is written then.
    """

    def __init__(self, embedder: Embedder, *, prepare: Callable[[], object], write: Write[_Result]) -> None:
        self._embedder = embedder
        self._prepare = prepare
        self._write = write
        self._model = ThreadPoolExecutor(1, "embed")
        self._writer = ThreadPoolExecutor(1, "write")
        self._results: dict[int, _Result] = {}
        self._begun = False
        self._at_once = _FIRST
        self._read: list[Draft] = []
        self._made: list[Future[Mapping[str, Vectors]]] = []
        self._waiting: dict[int, Draft] = {}
        self._writing: Future[dict[int, _Result]] | None = None
        self._under_way: frozenset[str] = frozenset()

    def __enter__(self) -> Pipeline[_Result]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for each in (self._model, self._writer):
            each.shutdown(wait=True, cancel_futures=error is not None)

    def begin(self) -> None:
        """Make ready, in the background; a draft is about to come."""
        if not self._begun:
            self._begun = True
            self._writer.submit(self._prepare)

    def settle(self, path: str) -> None:
        """Return when no draft of that path is on its way: what is read next of it has to know what became of it."""
        if any(each.document.path == path for each in self._waiting.values()):
            self._write_down()
        if path in self._under_way:
            self._collect()

    def put(self, place: int, draft: Draft) -> None:
        """Send a draft on its way. Waits where too much is on its way already."""
        self._waiting[place] = draft
        self._read.append(draft)
        if sum(len(each.said) for each in self._read) >= self._at_once:
            self._embed()
        if sum(len(each.said) for each in self._waiting.values()) >= _TOGETHER:
            self._write_down()

    def finish(self) -> dict[int, _Result]:
        """Wait for all drafts; the results by place."""
        self._write_down()
        self._collect()
        return self._results

    def _embed(self) -> None:
        if self._read:
            self._made.append(self._model.submit(vectors_of, self._read, self._embedder))
            self._read, self._at_once = [], _AHEAD

    def _write_down(self) -> None:
        self._embed()
        self._collect()
        if self._waiting:
            self._writing = self._writer.submit(self._write, self._waiting, self._made)
            self._under_way = frozenset(each.document.path for each in self._waiting.values())
            self._waiting, self._made = {}, []

    def _collect(self) -> None:
        if self._writing is not None:
            self._results.update(self._writing.result())
            self._writing, self._under_way = None, frozenset()
