"""Local accounts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from assistant.cli import given
from assistant.cli.session import Command, Session, everywhere, pass_session
from assistant.errors import InputError

if TYPE_CHECKING:
    from assistant.accounts import User
    from assistant.rights import Role

_ROLES = ("rep", "reviewer", "manager")

users = click.Group(
    "users",
    help="Local accounts: who may draft, review and manage. Without any account, everybody on this machine may.",
    params=everywhere(),
    no_args_is_help=True,
)
_password_option = click.option(
    "--password-stdin", is_flag=True, help="Read the password from the first line of stdin instead of asking."
)


def _password(from_stdin: bool) -> str | None:
    """The password typed or piped; None where nobody can be asked."""
    if from_stdin:
        line = sys.stdin.readline(4096).rstrip("\r\n")
        if not line:
            raise InputError("There is no password on stdin.")
        return line
    if not sys.stdin.isatty():
        return None
    typed = click.prompt(
        "Password (empty: none yet)",
        hide_input=True,
        confirmation_prompt=True,
        default="",
        show_default=False,
        err=True,
    )
    return str(typed) or None


def _row(user: User) -> dict[str, Any]:
    return user.model_dump()


def _tell(session: Session, user: User, text: str) -> None:
    if session.as_json:
        session.console.emit(_row(user))
    else:
        session.console.say(text)


@users.command("add", cls=Command)
@click.argument("name")
@click.option("--role", type=click.Choice(_ROLES), default="rep", show_default=True)
@_password_option
@given.as_option
@pass_session
def add(session: Session, name: str, role: Role, password_stdin: bool, person: str | None) -> None:
    """Add an account; the password is asked for, or read from stdin."""
    with session.desk() as desk:
        password = _password(password_stdin)
        user = desk.accounts.add(name, role=role, password=password, by=session.person(person))
    _tell(session, user, f"{user.name} is added as a {user.role}.")
    if not user.signs_in:
        session.console.note(f"There is no password yet; set one with: amends users password {user.name}")


@users.command("list", cls=Command)
@pass_session
def list_(session: Session) -> None:
    """List the accounts."""
    with session.desk() as desk:
        found = desk.accounts.list()
    if session.as_json:
        session.console.emit([_row(user) for user in found])
        return
    session.console.table(
        ("name", "role", "state", "password", "since"),
        [
            (
                u.name,
                u.role,
                "disabled" if u.disabled else "active",
                "set" if u.signs_in else "none",
                u.created_at.date(),
            )
            for u in found
        ],
        empty="There is no account; everybody on this machine may do everything.",
    )


def _switching(name: str, told: str, *, on: bool) -> None:
    """Adds the command that shuts an account, or opens it again."""

    @users.command(name, cls=Command, help=told)
    @click.argument("name")
    @given.as_option
    @pass_session
    def switch(session: Session, name: str, person: str | None) -> None:
        with session.desk() as desk:
            verb = desk.accounts.enable if on else desk.accounts.disable
            user = verb(name, by=session.person(person))
        _tell(session, user, f"{user.name} is {'enabled' if on else 'disabled'}.")


_switching("disable", "Shut an account; what the person did stays on record.", on=False)
_switching("enable", "Open an account again.", on=True)


@users.command("role", cls=Command)
@click.argument("name")
@click.argument("role", type=click.Choice(_ROLES))
@given.as_option
@pass_session
def role_(session: Session, name: str, role: Role, person: str | None) -> None:
    """Give a person another role."""
    with session.desk() as desk:
        user = desk.accounts.set_role(name, role, by=session.person(person))
    _tell(session, user, f"{user.name} is a {user.role}.")


@users.command("password", cls=Command)
@click.argument("name")
@_password_option
@given.as_option
@pass_session
def password_(session: Session, name: str, password_stdin: bool, person: str | None) -> None:
    """Set a person's password; it is asked for, or read from stdin."""
    with session.desk() as desk:
        name = desk.accounts.user(name).name
        password = _password(password_stdin)
        if password is None:
            raise InputError("No password was given; type one, or pipe it in with --password-stdin.")
        user = desk.accounts.set_password(name, password, by=session.person(person))
    _tell(session, user, f"The password of {user.name} is set.")
