"""Local accounts: the people who use a home, their roles and their passwords (argon2)."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import RowMapping, func, insert, select, update

from assistant.case import Event, Frozen
from assistant.errors import InputError, NotFound, Refused
from assistant.rights import ROLES, Role
from assistant.store import Store, append_event
from assistant.store.tables import users

SHORTEST_PASSWORD = 10
_LONGEST_PASSWORD = 1_000


class User(Frozen):
    """A person with an account. `signs_in`: whether there is a password to sign in with."""

    name: str
    role: Role
    created_at: dt.datetime
    disabled: bool
    signs_in: bool


def name_of(person: str) -> str:
    """The name under which a person is known: case and the width of letters make no difference.

    Raises InputError where it is blank, longer than 64 characters or holds spaces or control characters.
    """
    name = unicodedata.normalize("NFKC", person).strip().casefold()
    if not re.fullmatch(r"[\w.@+\\-]{1,64}", name):
        raise InputError(f'"{person[:64]}" cannot be a user name; use up to 64 letters, digits, dots, dashes and @.')
    return name


class Accounts:
    """The accounts of one home. `by` is the person who makes the change; it goes on record."""

    def __init__(self, store: Store, *, now: Callable[[], dt.datetime], hasher: PasswordHasher | None = None) -> None:
        self._store = store
        self._now = now
        self._hasher = hasher or PasswordHasher()

    def add(self, name: str, *, role: Role = "rep", password: str | None = None, by: str) -> User:
        """A new account; without a password the person cannot sign in until one is set.

        Raises InputError for an unusable name, role or password, Refused where the name is taken.
        """
        name = name_of(name)
        _check_role(role)
        hashed = None if password is None else self._hashed(password)
        with self._store.writing() as connection:
            if connection.execute(select(users.c.name).where(users.c.name == name)).first():
                raise Refused(f"There is a user {name} already; choose another name.")
            connection.execute(insert(users).values(name=name, role=role, password=hashed, created_at=self._now()))
            append_event(connection, Event(at=self._now(), actor=name_of(by), verb="add user", note=f"{name}: {role}"))
        return self.user(name)

    def user(self, name: str) -> User:
        """The account of that name. Raises NotFound."""
        return _user(self._row(name))

    def list(self) -> tuple[User, ...]:
        """Every account, disabled ones too, by name."""
        with self._store.reading() as connection:
            return tuple(_user(row) for row in connection.execute(select(users).order_by(users.c.name)).mappings())

    def disable(self, name: str, *, by: str) -> User:
        """Shuts the account; what the person did stays on record. Raises NotFound, Refused if it is shut already."""
        if self.user(name).disabled:
            raise Refused(f"The account of {name_of(name)} is disabled already.")
        return self._change(name, by, "disable user", disabled_at=self._now())

    def enable(self, name: str, *, by: str) -> User:
        """Opens the account again. Raises NotFound, Refused if it is open."""
        if not self.user(name).disabled:
            raise Refused(f"The account of {name_of(name)} is not disabled.")
        return self._change(name, by, "enable user", disabled_at=None)

    def set_role(self, name: str, role: Role, *, by: str) -> User:
        """Gives the person another role. Raises NotFound, InputError."""
        _check_role(role)
        return self._change(name, by, "set role", note=f": {role}", role=role)

    def set_password(self, name: str, password: str, *, by: str) -> User:
        """Sets the password. Raises NotFound, InputError where it is too short."""
        return self._change(name, by, "set password", password=self._hashed(password))

    def verify(self, name: str, password: str) -> User:
        """The person who signs in with this name and password.

        Raises Refused with the same sentence whatever was wrong, so that nobody learns which names exist.
        """
        refusal = Refused("The name or the password is not right.")
        try:
            row = self._row(name)
        except (NotFound, InputError):
            row = None
        hashed = None if row is None else row["password"]
        try:
            self._hasher.verify(hashed or self._decoy, password[:_LONGEST_PASSWORD])
        except (VerificationError, InvalidHashError):
            raise refusal from None
        if row is None or not hashed or row["disabled_at"] is not None:
            raise refusal
        if self._hasher.check_needs_rehash(hashed):
            # The cost was raised since: the password is at hand only now.
            with self._store.writing() as connection:
                stronger = self._hasher.hash(password)
                connection.execute(update(users).where(users.c.name == row["name"]).values(password=stronger))
        return _user(row)

    def role_of(self, person: str) -> Role:
        """What a person may do here.

        Before the first account is made, the home belongs to whoever runs it: everybody is a manager. After that a
        stranger to the accounts may draft and submit, as a rep, and no more. Raises Refused for a disabled account.
        """
        name = name_of(person)
        with self._store.reading() as connection:
            row = connection.execute(select(users.c.role, users.c.disabled_at).where(users.c.name == name)).first()
            if row is None:
                some = connection.execute(select(func.count()).select_from(users)).scalar_one()
        if row is None:
            return "rep" if some else "manager"
        if row.disabled_at is not None:
            raise Refused(f"The account of {name} is disabled; ask a manager to enable it.")
        role: Role = row.role
        return role

    @cached_property
    def _decoy(self) -> str:
        """Compared with when there is no such account, so that the answer takes as long either way."""
        return self._hasher.hash("a password nobody has")

    def _row(self, name: str) -> RowMapping:
        known = name_of(name)
        with self._store.reading() as connection:
            row = connection.execute(select(users).where(users.c.name == known)).mappings().first()
        if row is None:
            raise NotFound(f"There is no user {known}; add one with: amends users add {known}.")
        return row

    def _change(self, name: str, by: str, verb: str, note: str = "", **values: object) -> User:
        user = self.user(name)
        with self._store.writing() as connection:
            connection.execute(update(users).where(users.c.name == user.name).values(**values))
            append_event(connection, Event(at=self._now(), actor=name_of(by), verb=verb, note=user.name + note))
        return self.user(name)

    def _hashed(self, password: str) -> str:
        if not SHORTEST_PASSWORD <= len(password) <= _LONGEST_PASSWORD:
            raise InputError(f"The password needs at least {SHORTEST_PASSWORD} characters (and at most 1,000).")
        return self._hasher.hash(password)


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise InputError(f'There is no role "{role}"; choose one of {", ".join(ROLES)}.')


def _user(row: RowMapping) -> User:
    return User(
        name=row["name"],
        role=row["role"],
        created_at=row["created_at"],
        disabled=row["disabled_at"] is not None,
        signs_in=row["password"] is not None,
    )
