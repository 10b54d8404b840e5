"""Which commands there are, and where each is; a command's module is imported when it is called."""

from __future__ import annotations

import importlib
from typing import Any

import click

from assistant.cli.session import everywhere

# heading -> command -> (module, attribute, what it does)
_TABLE: dict[str, dict[str, tuple[str, str, str]]] = {
    "Start": {
        "run": ("serve", "run", "Open the app in a browser on this machine."),
    },
    "What is known": {
        "ingest": ("documents", "ingest", "Take in policies and past resolutions."),
        "documents": ("documents", "documents", "List the documents in use."),
        "remove": ("documents", "remove", "Take a document out of use."),
        "terms": ("terms", "terms", "List the limits read out of the policies; confirm, correct or reject one."),
        "disputes": ("disputes", "disputes", "List the documents that disagree, and settle which one rules."),
        "search": ("search", "search", "Find the passages that answer a question."),
        "gaps": ("gaps", "gaps", "Count the complaints that no policy decides."),
    },
    "Replies": {
        "draft": ("drafts", "draft", "Draft the reply to a complaint."),
        "check": ("drafts", "check", "Find and judge the promises in a reply."),
        "cases": ("cases", "cases", "List the cases."),
        "show": ("cases", "show", "Show one case."),
        "submit": ("cases", "submit", "Hand a letter to the reviewers."),
        "approve": ("cases", "approve", "Let a letter go; its promises become due."),
        "return": ("cases", "return_", "Give a letter back with a note."),
    },
    "Promises": {
        "promises": ("promises", "promises", "List the promises, due first."),
        "keep": ("promises", "keep", "Close a promise as kept."),
        "miss": ("promises", "miss", "Close a promise as broken."),
        "release": ("promises", "release", "Close a promise that the customer let us off."),
        "update": ("promises", "update", "Draft the message that a day will not hold."),
        "accept": ("promises", "accept", "Move a promise to the day that the customer agreed to."),
        "after": ("promises", "after", "Draft the letter when all promises are kept."),
        "kept": ("promises", "kept", "How promises were kept, by kind and month."),
        "resolve": ("cases", "resolve", "Close a case; it becomes a precedent."),
        "replay": ("replay", "replay", "Replay a record of past work, promising each date."),
    },
    "Keeping it healthy": {
        "eval": ("evaluate", "evaluate", "Score folders of example cases."),
        "users": ("users", "users", "Local accounts."),
        "prompts": ("prompts", "prompts", "What a model is told."),
        "reindex": ("documents", "reindex", "Make the search index anew from the record."),
        "doctor": ("doctor", "doctor", "Check that everything is in order."),
        "backup": ("backups", "backup", "Copy the whole record into one file."),
        "restore": ("backups", "restore", "Put a backup in place."),
    },
}
_WHERE = {name: entry for commands in _TABLE.values() for name, entry in commands.items()}


class Commands(click.Group):
    """The commands, by heading."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # see click.Group
        return list(_WHERE)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # see click.Group
        if cmd_name not in _WHERE:
            return None
        module, attribute, _ = _WHERE[cmd_name]
        found: Any = getattr(importlib.import_module(f"assistant.cli.{module}"), attribute)
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the headings with their commands, without importing any of them."""
        width = max(map(len, _WHERE))
        for heading, commands in _TABLE.items():
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(width), entry[2]) for name, entry in commands.items()])


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        click.echo(f"amends {version('amends')}")
        context.exit()


amends = Commands(
    name="amends",
    help="Drafts replies to customer complaints, and checks every promise against company policy before it leaves.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    params=[
        *everywhere(),
        click.Option(
            ["--version"],
            is_flag=True,
            expose_value=False,
            is_eager=True,
            callback=_version,
            help="Show the version and exit.",
        ),
    ],
)
