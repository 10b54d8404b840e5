"""What a model is told."""

from __future__ import annotations

import click

from assistant.cli.session import Command, Session, everywhere, pass_session

prompts = click.Group("prompts", help="What a model is told.", params=everywhere(), no_args_is_help=True)


@prompts.command("list", cls=Command)
@pass_session
def list_(session: Session) -> None:
    """List the prompts by name."""
    with session.desk() as desk:
        names = list(desk.prompts.names())
    if session.as_json:
        session.console.emit(names)
    else:
        session.console.table(("prompt",), [(name,) for name in names], empty="There is no prompt.")


@prompts.command("show", cls=Command)
@click.argument("name")
@click.option("--case", "case_id", metavar="CASE", help="Filled with this case, exactly as a model would get it.")
@pass_session
def show(session: Session, name: str, case_id: str | None) -> None:
    """Show a prompt, or what a model is told for a case."""
    with session.desk() as desk:
        text = desk.prompts.show(name, case_id)
    if session.as_json:
        session.console.emit({"name": name, "case": case_id, "text": text})
    else:
        session.console.say(text)
