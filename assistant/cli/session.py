"""What one call of the command line knows: where the home is, whether to speak JSON, who acts, and the desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from assistant.cli.console import Console
    from assistant.settings import Settings
    from assistant.wiring import OpenDesk

Opener = Callable[["Settings"], "OpenDesk"]


class Session:
    """Handed to each command. `opener` makes a desk from settings; by default `assistant.wiring.open_desk` does."""

    def __init__(self, *, opener: Opener | None = None) -> None:
        self._opener = opener
        self._home: Path | None = None
        self.as_json = False

    @property
    def home(self) -> Path:
        """Where the record is, even where the settings cannot be read. It may not exist yet."""
        import os

        from assistant.settings import default_home

        return (self._home or Path(os.environ.get("AMENDS_HOME") or default_home())).expanduser().absolute()

    def use_home(self, home: Path) -> None:
        """Takes the home from the command line; it goes before AMENDS_HOME."""
        self._home = home

    @cached_property
    def settings(self) -> Settings:
        """Raises SettingsError."""
        from assistant.settings import load_settings

        return load_settings(self._home)

    @cached_property
    def console(self) -> Console:
        """Where to write."""
        from assistant.cli.console import Console

        return Console(as_json=self.as_json)

    def today(self) -> dt.date:
        """The day it is where the person sits."""
        return dt.datetime.now().astimezone().date()

    def open(self, settings: Settings) -> OpenDesk:
        """A desk on other settings than the call's own; whoever asks closes it."""
        opener = self._opener
        if opener is None:
            from assistant.wiring import open_desk

            opener = open_desk
        return opener(settings)

    @contextmanager
    def desk(self) -> Iterator[OpenDesk]:
        """The desk, for as long as the command runs."""
        desk = self.open(self.settings)
        try:
            yield desk
        finally:
            desk.close()

    def person(self, named: str | None) -> str:
        """Who acts: the person named, else the one of the settings."""
        return named or self.settings.user


pass_session = click.make_pass_decorator(Session)


def _take_home(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is None:
        return
    if not value.strip():
        raise click.BadParameter("it names no folder")
    context.ensure_object(Session).use_home(Path(value))


def _take_json(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        context.ensure_object(Session).as_json = True


def everywhere() -> list[click.Parameter]:
    """The options that stand before the command or after it."""
    return [
        click.Option(
            ["--home"],
            metavar="DIR",
            expose_value=False,
            is_eager=True,
            callback=_take_home,
            help="Where the record is (default: AMENDS_HOME, or the user's data folder).",
        ),
        click.Option(
            ["--json"],
            is_flag=True,
            expose_value=False,
            is_eager=True,
            callback=_take_json,
            help="Answer in JSON; messages go to stderr.",
        ),
    ]


class Command(click.Command):
    """A command that takes --home and --json."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.params += everywhere()


def command(name: str, told: str | None = None) -> Callable[[Callable[..., Any]], Command]:
    """Makes a function a command of that name. `told`: what its help says, where that is not the function's docstring."""
    return click.command(name, cls=Command, help=told)
