"""The record in SQL: cases, events, runs, texts by hash, promises due, people."""

from assistant.store.database import open_database
from assistant.store.record import Run, Store, append_event, sha_of

__all__ = ["Run", "Store", "append_event", "open_database", "sha_of"]
