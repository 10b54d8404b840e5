"""What every test runs under, and in which order several workers take the files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from assistant import OpenDesk

# The same examples in every run: a red test is then red for a change, and `--hypothesis-seed` looks further.
# How long an example takes depends on what else the machine does, and says nothing of the code.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

# What takes longest begins first, so that no worker is left with it at the end; the rest follows as it is found.
_FIRST = (
    "browser", "test_chain", "test_base", "test_desk", "test_learned_clauses", "test_replay", "test_cli_upkeep",
    "test_promises_find", "test_writing", "test_contradictions", "test_packaging", "test_cli_bad_input", "test_severity",
    "test_signals", "test_outside", "test_office", "test_cli_stewardship", "test_store", "test_amounts", "test_pdf",
    "test_chroma_server", "test_llm",
)  # fmt: skip


def _group(nodeid: str) -> str:
    """Tests of one group stay with one worker: those of a file, and all that share the app and the browser."""
    path = PurePosixPath(nodeid.split("::", maxsplit=1)[0])
    return "browser" if "browser" in path.parts else path.stem


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the groups into their order."""
    places = {name: place for place, name in enumerate(_FIRST)}
    items.sort(key=lambda item: places.get(_group(item.nodeid), len(places)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Hands out whole groups where whole files are asked for."""
    if config.getvalue("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class ByGroup(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return _group(nodeid)

    return ByGroup(config, log)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: whoever drives the browser waits most of the time."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    """A desk of tests/shop.py for a file of tests, each of which fills and empties it."""
    from shop import opened  # takes seconds to import, and most files need nothing of it

    with opened(tmp_path_factory.mktemp("home")) as desk:
        yield desk


@pytest.fixture(scope="session")
def with_returns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of tests/terminal.py with one policy, taken in once: whoever changes it works on a copy."""
    from terminal import RETURNS, amends

    place = tmp_path_factory.mktemp("returns")
    (place / "returns.md").write_text(RETURNS)
    assert amends("ingest", place / "returns.md", home=place / "home").status == 0
    return place / "home"
