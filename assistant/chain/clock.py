"""How long each step took."""

from __future__ import annotations

import time

from assistant.case import Timing


class Clock:
    """Milliseconds by step."""

    def __init__(self) -> None:
        self._begun = self._last = time.perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        """End a step."""
        now = time.perf_counter()
        self._laps[name] = round((now - self._last) * 1000, 2)
        self._last = now

    def timing(self) -> Timing:
        """What was measured so far."""
        return Timing(total=round((time.perf_counter() - self._begun) * 1000, 2), **self._laps)
