"""Several programs on one PostgreSQL record and one Chroma server, which no file lock keeps apart."""

from __future__ import annotations

import gc
import socket
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from postgres import fresh_url
from rulebook import embedder
from sqlalchemy import Engine, create_engine, event

from knowledge.base import KnowledgeBase

# Chroma's client of a server leaves its connections open when it is closed; they end when they are collected.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")

FIRST = b"# Returns\n\nItems may be returned within 30 days.\n"
SECOND = b"# Returns\n\nItems may be sent back within 14 days.\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Chroma server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("chroma")
    program = Path(sys.executable).parent / "chroma"
    with (folder / "log").open("wb") as log:
        run = subprocess.Popen(
            [program, "run", "--path", folder / "data", "--host", "127.0.0.1", "--port", str(port)],
            stdout=log,
            stderr=log,
        )
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except OSError:
            assert run.poll() is None, (folder / "log").read_text()
            time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    run.terminate()
    run.wait(timeout=20)
    with warnings.catch_warnings(action="ignore", category=ResourceWarning):
        gc.collect()


class Pause:
    """Holds up the commits of an engine from the one with a number on (the first after `from_now` is 1)."""

    def __init__(self, engine: Engine) -> None:
        self.reached, self.go = threading.Event(), threading.Event()
        self._at = self._count = 0
        event.listen(engine, "commit", self._wait)

    def from_now(self, at: int) -> None:
        self._at, self._count = at, 0

    def _wait(self, _: object) -> None:
        self._count += 1
        if self._count == self._at:
            self.reached.set()
            assert self.go.wait(30)


@dataclass
class Two:
    """Two programs on one record and one index; the first one can be paused."""

    one: KnowledgeBase
    other: KnowledgeBase
    pause: Pause


@pytest.fixture
def two(server: str) -> Iterator[Two]:
    url = fresh_url()
    engines = [create_engine(url) for _ in range(2)]
    one, other = (
        KnowledgeBase(engine, index_dir=None, chroma_url=server, embedder=embedder(), read_terms=lambda _: ())
        for engine in engines
    )
    one.reindex()  # the server may hold what another test left
    yield Two(one, other, Pause(engines[0]))
    for base in (one, other):
        base.close()
    for engine in engines:
        engine.dispose()


def near(base: KnowledgeBase, query: str) -> list[tuple[str, bool]]:
    """What is found, and whether by its meaning: words alone give no likeness."""
    return [(hit.passage.text, hit.similarity > 0.2) for hit in base.search(query, k=3)]


def test_what_one_program_takes_in_or_out_the_other_finds_at_once(two: Two) -> None:
    two.one.add("returns.md", FIRST)
    assert near(two.other, "how long may I return items") == [("Items may be returned within 30 days.", True)]
    two.other.add("returns.md", SECOND)
    assert near(two.one, "how long may I send items back") == [("Items may be sent back within 14 days.", True)]
    two.one.remove("returns.md")
    assert near(two.other, "how long may I return items") == []
    assert two.other.in_step() == (0, 0)


def test_a_program_that_looks_while_another_one_writes_undoes_nothing_of_it(two: Two) -> None:
    """The mark of a change under way is not that of a change that was cut off."""
    two.one.add("returns.md", FIRST)
    two.pause.from_now(2)  # the mark, then the change: its vectors are written, its record is not
    with ThreadPoolExecutor(2) as at_once:
        writing = at_once.submit(two.one.add, "returns.md", SECOND)
        assert two.pause.reached.wait(30)
        looking = at_once.submit(two.other.search, "how long may I send items back")
        time.sleep(0.5)
        two.pause.go.set()
        assert writing.result().status == "updated"
        looking.result()
    for base in (two.one, two.other):
        assert near(base, "how long may I send items back") == [("Items may be sent back within 14 days.", True)]
        assert base.in_step() == (1, 1)


def test_two_programs_may_take_in_their_first_document_at_once(two: Two) -> None:
    with ThreadPoolExecutor(2) as at_once:
        done = at_once.map(lambda pair: pair[0].add(pair[1], FIRST).status, ((two.one, "a.md"), (two.other, "b.md")))
        assert list(done) == ["added", "added"]
    assert {hit.passage.path for hit in two.one.search("return items", k=5)} == {"a.md", "b.md"}
