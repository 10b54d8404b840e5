"""Starts the app as a process of its own, on this machine only."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from assistant import InputError

ADDRESS = "127.0.0.1"
_PATIENCE = 60.0

# Settings live here and not in a file, so that the app looks and behaves the same from wherever it is started.
_OPTIONS: dict[str, str] = {
    "server.address": ADDRESS,
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "server.maxUploadSize": "50",
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": "false",
    "logger.level": "warning",
    "theme.baseFontSize": "15",
    "theme.baseRadius": "6px",
    "theme.headingFontWeights": "[650, 650, 600]",
    "theme.headingFontSizes": '["1.7rem", "1.3rem", "1.1rem"]',
    "theme.light.primaryColor": "#2d5b9e",
    "theme.light.backgroundColor": "#ffffff",
    "theme.light.secondaryBackgroundColor": "#f5f6f8",
    "theme.light.textColor": "#22262c",
    "theme.dark.primaryColor": "#4a7cc7",
    "theme.dark.backgroundColor": "#16181c",
    "theme.dark.secondaryBackgroundColor": "#22252b",
    "theme.dark.textColor": "#e6e8eb",
}


def command(home: Path, port: int) -> list[str]:
    """The command line that serves the app of a home at http://127.0.0.1:`port`."""
    options = [f"--{name}={value}" for name, value in _OPTIONS.items()]
    app = Path(__file__).with_name("app.py")
    start = [sys.executable, "-m", "streamlit", "run", str(app)]
    return [*start, f"--server.port={port}", *options, "--", "--home", str(home)]


def main(home: Path, port: int = 8501, *, fill: Callable[[Path], object] | None = None) -> int:
    """Serves the app until it is stopped with Ctrl-C; returns its exit status.

    `fill(home)` runs first; it may put an example company into an empty home. Prints the address once the app answers.
    Raises InputError where the port is taken.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            raise InputError(
                f"Port {port} is taken by another program; choose another one with --port {port + 1}."
            ) from None
    if fill is not None:
        fill(home)
    process = subprocess.Popen(command(home, port), stdout=subprocess.DEVNULL)
    try:
        if wait_for(f"http://{ADDRESS}:{port}", process):
            sys.stdout.write(f"Amends is open at http://{ADDRESS}:{port} (Ctrl-C stops it).\n")
            sys.stdout.flush()
        return process.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        stop(process)


def wait_for(address: str, process: subprocess.Popen[bytes], patience: float = _PATIENCE) -> bool:
    """Whether the app answers at `address` before it ends or `patience` seconds are over."""
    end = time.monotonic() + patience
    while process.poll() is None and time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return True
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    return False


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ends the app, by force where it does not end by itself."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
