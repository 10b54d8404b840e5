"""Other systems on the same cases: a complaint and a folder of policies in, the text of a letter out.

A system is a Python function or a command. It is given one case at a time, as a mapping (a command: as JSON on stdin) of
`id`, `complaint`, `channel`, `received_on`, `facts`, and the paths `policies` (a folder) and `resolutions` (a CSV file, or
null); nothing that gives the answer away. It gives back the letter (a command: on stdout, UTF-8).
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from assistant.errors import InputError
from assistant.evaluation.folder import Draft

System = Callable[[Mapping[str, Any]], str]
WITHIN_S = 120.0


def function(name: str) -> System:
    """The function that "package.module:function" or "path/to/file.py:function" names. Raises InputError."""
    place, _, called = name.rpartition(":")
    if not place or not called.isidentifier():
        raise InputError(f'"{name}" names no system; write MODULE:FUNCTION, or FILE.py:FUNCTION.')
    try:
        module = _from_file(Path(place)) if place.endswith(".py") else importlib.import_module(place)
    except FileNotFoundError as error:
        raise InputError(f"There is no file {place}.") from error
    except ImportError as error:
        raise InputError(f"The system {name} cannot be imported: {error}.") from error
    found = getattr(module, called, None)
    if not callable(found):
        raise InputError(f"{place} has no function {called}.")
    system: System = found
    return system


def command(line: str, *, within_s: float = WITHIN_S) -> System:
    """A command that is run anew for each case and may take so many seconds. Raises InputError for an empty one."""
    words = shlex.split(line)
    if not words:
        raise InputError("The command of the system is empty.")

    def run(case: Mapping[str, Any]) -> str:
        try:
            done = subprocess.run(
                words, input=json.dumps(case), capture_output=True, encoding="utf-8", timeout=within_s, check=False
            )
        except FileNotFoundError:
            raise InputError(f"There is no command {words[0]}.") from None
        except subprocess.TimeoutExpired:
            raise InputError(f"The system took longer than {within_s:g} seconds.") from None
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
            raise InputError(f"The system ended with status {done.returncode}: {last[:300]}")
        return done.stdout

    return run


def drafts(system: System, step: Callable[[int, int], None] = lambda _done, _total: None) -> Draft:
    """A system in the form that `run` takes. What it raises is an error of that case, and the others go on.

    `step(done, total)` is called after each letter.
    """

    def answer(folder: Path, requests: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if not (folder / "policies").is_dir():
            raise InputError(f"{folder} has no folder policies; give the folder of a company with its cases.")
        resolutions = folder / "resolutions.csv"
        paths = {
            "policies": str((folder / "policies").resolve()),
            "resolutions": str(resolutions.resolve()) if resolutions.is_file() else None,
        }
        rows = []
        for done, request in enumerate(requests, 1):
            rows.append(_row(system, {**request, **paths}))
            step(done, len(requests))
        return rows

    return answer


def _row(system: System, case: Mapping[str, Any]) -> dict[str, Any]:
    begun = time.perf_counter()
    try:
        letter = system(case)
    except Exception as error:  # noqa: BLE001  # a crash is a mark of the score, and the others are still wanted
        return {"id": case["id"], "error": f"{type(error).__name__}: {error}"}
    taken = (time.perf_counter() - begun) * 1000
    if not isinstance(letter, str) or not letter.strip():
        return {"id": case["id"], "error": "The system gave no letter."}
    return {"id": case["id"], "reply": {"text": letter.strip()}, "timing_ms": {"total": taken}}


def _from_file(path: Path) -> Any:
    if not path.is_file():
        raise FileNotFoundError(path)
    # Its neighbours can be imported, as where Python runs it.
    folder = str(path.resolve().parent)
    if folder not in sys.path:
        sys.path.insert(0, folder)
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module
