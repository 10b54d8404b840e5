"""The one place that knows the concrete classes: settings in, a desk out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from assistant.accounts import Accounts
from assistant.case import Case, Check, Complaint, Due, Proposal
from assistant.desk import Desk
from assistant.errors import StorageError
from assistant.schedule import Calendar, calendar
from assistant.settings import Settings
from assistant.store import Store, open_database

if TYPE_CHECKING:
    from assistant.chain import Chain
    from knowledge.base import KnowledgeBase


def open_desk(
    settings: Settings, *, knowledge: KnowledgeBase | None = None, now: Callable[[], dt.datetime] | None = None
) -> OpenDesk:
    """Open the record, the knowledge base and the chain of a home, and put a desk in front of them.

    Raises StorageError where the home or the database cannot be used. Close the desk when done.
    """
    from assistant.chain import Chain, load_phrases
    from knowledge.base import KnowledgeBase
    from knowledge.embedding import open_embedder
    from knowledge.terms import read_terms

    moment = now or _local_now
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"The home {settings.home} cannot be made: {error.strerror}.") from error
    engine = open_database(settings.database)
    store = Store(engine)
    key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else None
    embedder = open_embedder(settings.embeddings, api_key=key, base_url=settings.openai_base_url)
    base = knowledge or KnowledgeBase(
        engine,
        index_dir=None if settings.chroma_url else settings.home / "index",
        chroma_url=settings.chroma_url,
        embedder=embedder,
        read_terms=read_terms,
        today=lambda: moment().date(),
    )
    days_off = calendar(settings.calendar or "US")
    chain = Chain(base, embedder, load_phrases(), days_off, keep_rate=settings.keep_rate)
    return OpenDesk(settings=settings, store=store, knowledge=base, chain=chain, days_off=days_off, now=moment)


class OpenDesk(Desk):
    """A desk with everything that people reach from it: the knowledge base, the accounts, drafts without a case."""

    def __init__(
        self,
        *,
        settings: Settings,
        store: Store,
        knowledge: KnowledgeBase,
        chain: Chain,
        days_off: Calendar,
        now: Callable[[], dt.datetime],
    ) -> None:
        self.settings = settings
        self.knowledge = knowledge
        self.accounts = Accounts(store, now=now)
        self._chain = chain
        self._opened_store = store
        super().__init__(
            store,
            draft=chain.propose,
            check=chain.check,
            knowledge=_Precedents(knowledge),
            now=now,
            role_of=self.accounts.role_of,
            four_eyes=settings.four_eyes,
            due_date=lambda due, start: _due_date(due, start, days_off),
        )

    def preview(self, complaint: Complaint, *, id: str = "") -> Proposal:
        """A proposal that is not kept."""
        return self._chain.propose(complaint, id)

    def check(
        self, text: str, *, on: dt.date | None = None, facts: Mapping[str, str] | None = None, case: Case | None = None
    ) -> Check:
        """Judge any text as it would leave on a day, by the facts given, or by those of a case."""
        pairs = tuple((facts or {}).items())
        complaint = (
            case.complaint if case is not None else Complaint(text="", received_on=on or self._today(), facts=pairs)
        )
        return self._chain.check(text, complaint, on or self._today(), case.proposal if case is not None else None)

    def close(self) -> None:
        """Let go of the index and the database."""
        self.knowledge.close()
        self._opened_store.close()


class _Precedents:
    """Resolved cases as the knowledge base takes them: one past resolution a document."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge

    def add_resolution(self, name: str, data: bytes) -> object:
        return self._knowledge.add(name, data, kind="resolution")

    def remove(self, name: str) -> object:
        self._knowledge.remove(name)
        return None


def _due_date(due: Due, start: dt.date, days_off: Calendar) -> dt.date:
    if due.date is not None:
        return due.date
    units = due.max or due.value or 0
    return start if due.unit == "date" else days_off.add(start, units, due.unit)


def _local_now() -> dt.datetime:
    return dt.datetime.now().astimezone()
