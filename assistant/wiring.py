"""The one place that knows the concrete classes: settings in, a desk out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from assistant.accounts import Accounts
from assistant.case import Case, Check, Complaint, Due, Proposal, Repair, Reply, Writer
from assistant.desk import Desk
from assistant.errors import NotFound, StorageError
from assistant.schedule import Calendar, calendar, track
from assistant.settings import Settings
from assistant.stewardship import Stewardship
from assistant.store import Store, open_database

if TYPE_CHECKING:
    from assistant.chain import Chain
    from assistant.llm import Model
    from assistant.prompting import Prompt
    from assistant.writing import LetterWriter, Task
    from knowledge.base import KnowledgeBase


def open_desk(
    settings: Settings,
    *,
    llm: Callable[[], Model] | None = None,
    knowledge: KnowledgeBase | None = None,
    now: Callable[[], dt.datetime] | None = None,
) -> OpenDesk:
    """Open the record, the knowledge base and the chain of a home, and put a desk in front of them.

    `llm` opens the model in place of the one that the settings name (they have to name one for a model to be used).
    Raises StorageError where the home or the database cannot be used. Close the desk when done.
    """
    from assistant.chain import Chain, load_phrases
    from assistant.llm import open_model
    from assistant.writing import ModelWriter
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
    days_off = calendar(settings.calendar)
    told = load_prompts()
    writer = None
    if settings.model is not None:
        opened = llm or partial(
            open_model,
            settings.model,
            api_key=key,
            base_url=settings.openai_base_url,
            timeout_s=settings.model_timeout,
        )
        writer = ModelWriter(
            settings.model, opened, told, within_s=settings.model_timeout, price=settings.price_of_tokens
        )
    drafts = partial(
        Chain,
        base,
        embedder,
        load_phrases(),
        days_off,
        keep_rate=settings.keep_rate,
        # Asked anew for each proposal: a promise that was kept this morning counts this afternoon.
        kept_in=lambda kind, span: track(
            store.courses(kind),
            span,
            days_off,
            on=moment().date(),
            keep_rate=settings.keep_rate,
            behind=days_off.behind(moment(), settings.cut_off),
        ),
    )
    desk = OpenDesk(
        settings=settings, store=store, knowledge=base, chain=drafts(writer=writer), days_off=days_off, now=moment
    )
    desk.prompts = Prompts(told, case=desk.show, propose=lambda listener: drafts(writer=listener).propose)
    return desk


class OpenDesk(Desk):
    """A desk with everything that people reach from it: the knowledge base, the accounts, drafts without a case, prompts."""

    prompts: Prompts

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
        from assistant.chain import load_phrases

        self.settings = settings
        self.knowledge = knowledge
        self.accounts = Accounts(store, now=now)
        self._chain = chain
        self._opened_store = store
        self.stewardship = Stewardship(
            knowledge, cases=self.cases, alike=chain.alike, role_of=self.accounts.role_of, now=now
        )
        super().__init__(
            store,
            draft=chain.propose,
            check=chain.check,
            knowledge=_Precedents(knowledge),
            now=now,
            role_of=self.accounts.role_of,
            four_eyes=settings.four_eyes,
            due_date=lambda due, start: _due_date(due, start, days_off),
            mend=chain.repairs,
            days_off=days_off,
            keep_rate=settings.keep_rate,
            phrases=load_phrases(),
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

    def repairs_of(
        self, text: str, *, on: dt.date | None = None, facts: Mapping[str, str] | None = None, case: Case | None = None
    ) -> tuple[Repair, ...]:
        """For each finding that blocks any text the edit that settles it, by the grounds of `check`."""
        day, pairs = on or self._today(), tuple((facts or {}).items())
        complaint = case.complaint if case is not None else Complaint(text="", received_on=day, facts=pairs)
        return self._chain.repairs(text, complaint, day)

    def close(self) -> None:
        """Let go of the index and the database."""
        self.knowledge.close()
        self._opened_store.close()


class Prompts:
    """What a model is told: the prompt files, and what they become for a case."""

    def __init__(
        self,
        prompts: Mapping[str, Prompt],
        *,
        case: Callable[[str], Case],
        propose: Callable[[LetterWriter], Callable[[Complaint, str], Proposal]],
    ) -> None:
        self._prompts = dict(prompts)
        self._case = case
        self._propose = propose

    def names(self) -> tuple[str, ...]:
        """The prompts by name."""
        return tuple(sorted(self._prompts))

    def show(self, name: str, case_id: str | None = None) -> str:
        """A prompt as it stands in its file, or filled with a case as a model would get it.

        Raises NotFound for a prompt or a case that does not exist.
        """
        if name not in self._prompts:
            raise NotFound(f"There is no prompt '{name}'; there are {', '.join(self.names())}.")
        if case_id is None:
            return self._prompts[name].source
        from assistant.writing import told

        listener = _Listener()
        self._propose(listener)(self._case(case_id).complaint, case_id)
        assert listener.task is not None
        return told(self._prompts[name], listener.task)


class _Listener:
    """Stands where a model would and keeps what it is given."""

    task: Task | None = None

    def write(self, task: Task, built_in: Reply) -> tuple[Reply, Writer]:
        """The built-in letter, unchanged."""
        self.task = task
        return built_in, Writer(name="built-in")


def load_prompts() -> dict[str, Prompt]:
    """The prompt files that ship with the program, by name. Raises SettingsError for one that is written wrongly."""
    from importlib.resources import files

    from assistant.prompting import parse

    found = sorted((file for file in files("prompts").iterdir() if file.name.endswith(".md")), key=lambda f: f.name)
    return {file.name[:-3]: parse(file.name, file.read_text(encoding="utf-8")) for file in found}


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
