"""What was worked out lately, so that it need not be worked out again. Safe to use from several threads."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_Found = TypeVar("_Found")


class Recent(Generic[_Found]):
    """Values by key, the `most` that were used last."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, _Found] = OrderedDict()
        self._lock = threading.Lock()

    def get(
        self, key: Hashable, work_out: Callable[[], _Found], *, good: Callable[[_Found], bool] = lambda _found: True
    ) -> _Found:
        """What is kept under the key and still `good`, or else what `work_out` gives, which is kept then.

        Two threads may work out the same; neither waits for the other.
        """
        with self._lock:
            known = key in self._kept
            if known:
                self._kept.move_to_end(key)
                found = self._kept[key]
        if known and good(found):
            return found
        return self.put(key, work_out())

    def __contains__(self, key: Hashable) -> bool:
        """Whether something is kept under the key."""
        with self._lock:
            return key in self._kept

    def put(self, key: Hashable, found: _Found) -> _Found:
        """Keeps a value, and gives it back."""
        with self._lock:
            self._kept[key] = found
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return found
