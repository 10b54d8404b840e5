"""A real app on a filled home, and a real browser to look at it. On CI a missing browser is a failure, elsewhere a skip."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from visit import PASSWORD, Visits

from assistant import load_settings, open_desk
from ui import launch

PEOPLE = (("ana", "rep"), ("rita", "reviewer"), ("mona", "manager"))
POLICY = """# Delivery policy

Effective from: 2026-01-01

## 1 Late delivery

For a late parcel we refund the delivery fee the customer paid, within 7 business days of the request.

## 2 Contact

We answer every complaint within 5 business days.
"""
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    # No page stays long enough for its scripts to repay being optimised: without that they take a sixth less time.
    "--js-flags=--no-opt",
)  # fmt: skip
_MISSING = "no Chromium here: install it (apt-get install chromium), or playwright install chromium"
_skipped: list[str] = []


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    with sync_playwright() as playwright:
        path = next((found for name in _NAMES if (found := shutil.which(name))), playwright.chromium.executable_path)
        if not Path(path).exists():
            if os.environ.get("CI"):
                pytest.fail(_MISSING)
            _skipped.append(_MISSING)
            pytest.skip(_MISSING)
        browser = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield browser
        browser.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says aloud that the browser tests were left out."""
    if _skipped:
        terminalreporter.write_line(f"The tests in a real browser were left out: {_skipped[0]}.")


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one policy, two people and nothing else."""
    home = tmp_path_factory.mktemp("home")
    desk = open_desk(load_settings(home, environ={}))
    try:
        assert desk.knowledge.add("delivery.md", POLICY.encode()).status == "added"
        for name, role in PEOPLE:
            desk.accounts.add(name, role=role, password=PASSWORD, by="setup")
    finally:
        desk.close()
    return home


@pytest.fixture(scope="session")
def address(browser: Browser, home: Path) -> Iterator[str]:
    """Where the app of that home answers. Asks for the browser first, so that nothing is started in vain."""
    with socket.socket() as probe:
        probe.bind((launch.ADDRESS, 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(launch.command(home, port), stdout=subprocess.DEVNULL)
    try:
        assert launch.wait_for(f"http://{launch.ADDRESS}:{port}", process)
        yield f"http://{launch.ADDRESS}:{port}"
    finally:
        launch.stop(process)


@pytest.fixture(scope="session")
def people(browser: Browser, address: str) -> Iterator[Visits]:
    """Everybody who comes, signed in once: signing in is slow on purpose."""
    visits = Visits(browser, address)
    yield visits
    visits.close()


@pytest.fixture
def visits(people: Visits) -> Iterator[Visits]:
    """People to come, each at an empty page."""
    yield people
    people.away()
