"""A file is read in a process of its own, so that one built to exhaust time or memory harms nothing else.

The process stays for the next file; it ends with the program, or when it has grown. It is given the bytes on its
standard input and answers on its standard output; it opens no files of its own accord.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from knowledge.errors import Unreadable
from knowledge.passage import ReadDocument

SECONDS = 90.0
SECONDS_OF_PDF = 180.0  # a thousand pages take about two minutes
MEMORY = 2 * 1024**3
_GROWN = 600 * 1024**2  # a process that has taken this much is not kept
_HEAD = 16

ReadHere = Callable[[bytes, str, str], ReadDocument]


def read_apart(
    data: bytes, name: str, kind: str, *, seconds: float | None = None, memory: int = MEMORY
) -> ReadDocument:
    """What `knowledge.readers.read_here` gives, in bounded time and memory.

    Raises Unreadable: what the reader refuses, a file that takes longer than `seconds`, and one that needs more than
    `memory` bytes (where the platform can hold a process to that).
    """
    seconds = seconds or (SECONDS_OF_PDF if kind == "pdf" else SECONDS)
    try:
        worker = _idle.take(memory)
    except OSError as error:
        raise Unreadable(f"{name} cannot be read now: no process can be started ({error.strerror}).") from error
    timed_out = threading.Event()

    def end() -> None:
        timed_out.set()
        worker.kill()

    clock = threading.Timer(seconds, end)
    clock.daemon = True
    clock.start()
    try:
        answer = worker.ask(data, name, kind)
    except (OSError, EOFError, ValueError) as error:
        worker.close()
        if timed_out.is_set():
            raise Unreadable(
                f"{name} takes longer than {seconds:g} seconds to read; split it into smaller documents."
            ) from error
        raise Unreadable(f"{name} cannot be read: it needs too much memory or is built in an unusual way.") from error
    finally:
        clock.cancel()
    if timed_out.is_set() or answer.get("grown"):
        worker.close()
    else:
        _idle.give_back(worker)
    if "refused" in answer:
        raise Unreadable(answer["refused"])
    return ReadDocument.model_validate_json(answer["document"])


class _Worker:
    """The process, from outside."""

    def __init__(self, memory: int) -> None:
        self.memory = memory
        root = str(Path(__file__).resolve().parents[2])
        paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "knowledge.readers.apart", str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )

    def ask(self, data: bytes, name: str, kind: str) -> dict[str, Any]:
        incoming, outgoing = self._process.stdout, self._process.stdin
        if incoming is None or outgoing is None:
            raise EOFError
        _send(outgoing, json.dumps([name, kind]).encode())
        _send(outgoing, data)
        answer: dict[str, Any] = json.loads(_receive(incoming))
        if "refused" not in answer:
            answer["document"] = _receive(incoming)
        return answer

    def alive(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        self._process.kill()

    def close(self) -> None:
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
        self._process.wait()


class _Idle:
    """The process that waits for the next file; at most one is kept."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[_Worker] = []
        self._owner = os.getpid()

    def take(self, memory: int) -> _Worker:
        with self._lock:
            if self._owner != os.getpid():  # after a fork the waiting process belongs to the parent
                self._waiting, self._owner = [], os.getpid()
            worker = self._waiting.pop() if self._waiting else None
        if worker is not None and worker.alive() and worker.memory == memory:
            return worker
        if worker is not None:
            worker.close()
        return _Worker(memory)

    def give_back(self, worker: _Worker) -> None:
        with self._lock:
            if not self._waiting:
                self._waiting.append(worker)
                return
        worker.close()

    def close(self) -> None:
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for worker in waiting if self._owner == os.getpid() else ():
            worker.close()


def _send(pipe: IO[bytes], content: bytes) -> None:
    pipe.write(b"%016d" % len(content))
    pipe.write(content)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes:
    head = pipe.read(_HEAD)
    if len(head) < _HEAD:
        raise EOFError
    content = pipe.read(int(head))
    if len(content) < int(head):
        raise EOFError
    return content


def _serve(memory: int, read_here: ReadHere) -> None:
    """The process, from inside: one answer a file, until no more come."""
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    while True:
        try:
            name, kind = json.loads(_receive(incoming))
            data = _receive(incoming)
        except EOFError:
            return
        answer, document = {}, b""
        try:
            document = read_here(data, name, kind).model_dump_json(exclude_defaults=True).encode()
        except Unreadable as error:
            answer = {"refused": str(error)}
        except MemoryError:
            answer = {"refused": f"{name} needs more memory than a document may; split it into smaller documents."}
        except Exception:  # noqa: BLE001 -- an answer that cannot be written down; the next file is waiting
            answer = {"refused": f"{name} cannot be read: the file is damaged or built in an unusual way."}
        del data
        _send(outgoing, json.dumps({**answer, "grown": _taken() > min(_GROWN, memory / 2)}).encode())
        if not answer:
            _send(outgoing, document)


def _hold_to(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the time is bounded all the same
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _taken() -> int:
    """The most bytes of memory that this process has held."""
    # What getrusage tells on Linux begins with the peak of the process that started this one.
    with contextlib.suppress(OSError), Path("/proc/self/status").open(encoding="ascii") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


_idle = _Idle()
atexit.register(_idle.close)

if __name__ == "__main__":
    from knowledge.readers import read_here

    _hold_to(int(sys.argv[1]))
    _serve(int(sys.argv[1]), read_here)
