"""What somebody types before there is a case, kept in the home, so that a refresh loses nothing of it."""

from __future__ import annotations

import datetime as dt
import json
import re
import secrets
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_KEPT_FOR = 30 * 24 * 3600.0


@dataclass
class Slip:
    """A complaint in the making: `facts` are pairs of what and value, `pasted` lines of "what: value"."""

    text: str = ""
    channel: str = "email"
    received_on: dt.date | None = None
    facts: list[tuple[str, str]] = field(default_factory=list)
    pasted: str = ""


class Slips:
    """The slips in one folder, each under a token that only its writer's address bar knows."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def token(self) -> str:
        """A name for a new slip."""
        return secrets.token_urlsafe(9)

    def load(self, token: str, *, by: str) -> Slip | None:
        """The slip of that person; None where there is none (any more) or it cannot be read."""
        try:
            held: dict[str, Any] = json.loads(self._file(token).read_text("utf-8"))
            if held.pop("by") != by:
                return None
            day = held.pop("received_on")
            facts = [(str(what), str(value)) for what, value in held.pop("facts")]
            return Slip(received_on=dt.date.fromisoformat(day) if day else None, facts=facts, **held)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def save(self, token: str, slip: Slip, *, by: str) -> None:
        """Keeps the slip. Raises OSError where the home cannot be written."""
        self._folder.mkdir(parents=True, exist_ok=True)
        body = {
            "by": by,
            "text": slip.text,
            "channel": slip.channel,
            "received_on": slip.received_on.isoformat() if slip.received_on else None,
            "facts": slip.facts,
            "pasted": slip.pasted,
        }
        file = self._file(token)
        draft = file.with_suffix(".new")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(body, ensure_ascii=False), "utf-8")
        draft.replace(file)

    def drop(self, token: str) -> None:
        """Throws the slip away, and those that nobody came back to for a month."""
        self._file(token).unlink(missing_ok=True)
        for file in self._folder.glob("*.json"):
            if time.time() - file.stat().st_mtime > _KEPT_FOR:
                file.unlink(missing_ok=True)

    def _file(self, token: str) -> Path:
        # The token comes from the address bar; it may not leave the folder.
        return self._folder / f"{re.sub(r'[^A-Za-z0-9_-]', '', token)[:40] or 'none'}.json"
