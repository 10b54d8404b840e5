"""Other processes on the same files: real ones, which a test may let crash or kill, without the seconds that imports take.

They are forked from one process that has imported the knowledge base and the record, and opened nothing.
"""

from __future__ import annotations

import multiprocessing
import textwrap
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

_FORKING = multiprocessing.get_context("forkserver")
# The runtime of the model is not among them: it begins a thread when it is imported, and threads are not forked.
_FORKING.set_forkserver_preload(
    [
        "assistant.store", "chromadb", "chromadb.api.rust", "knowledge.base", "knowledge.mirror", "knowledge.shelves",
        "knowledge.vectors", "langchain_chroma", "sqlalchemy.dialects.sqlite",
    ]
)  # fmt: skip


class Other:
    """A process that runs a script with the values given; `say(...)` in it sends a value to whoever calls `heard`."""

    def __init__(self, script: str, given: Mapping[str, Any]) -> None:
        self._incoming, outgoing = _FORKING.Pipe(duplex=False)
        self._process = _FORKING.Process(target=_run, args=(textwrap.dedent(script), given, outgoing), daemon=True)
        self._process.start()
        outgoing.close()

    def heard(self) -> Any:
        """The next value that it says. Raises EOFError where it ended before."""
        return self._incoming.recv()

    def running(self) -> bool:
        return self._process.is_alive()

    def kill(self) -> None:
        """Ends it as the system would, in whatever it does."""
        self._process.kill()

    def ended(self) -> int | None:
        """Its exit status; a process that takes minutes is stuck, not slow."""
        self._process.join(timeout=300)
        return self._process.exitcode

    def close(self) -> None:
        self._process.kill()
        self._process.join()
        self._incoming.close()


def _run(script: str, given: Mapping[str, Any], outgoing: Connection) -> None:
    exec(script, {"say": outgoing.send, **given})


@contextmanager
def other(script: str, **given: Any) -> Iterator[Other]:
    """A process that runs a script, until it is not needed any more."""
    process = Other(script, given)
    try:
        yield process
    finally:
        process.close()
