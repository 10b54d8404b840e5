"""Accounts let in who they should, and say what each may do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from postgres import fresh_url
from sqlalchemy import text

from assistant.accounts import Accounts, name_of
from assistant.errors import InputError, NotFound, Refused
from assistant.store import Store, open_database

NOW = dt.datetime(2026, 11, 21, 12, 0, tzinfo=dt.UTC)
PASSWORD = "correct horse battery"
# The weakest the method allows: the tests check who gets in, not how dear a guess is.
WEAK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    store = Store(open_database(tmp_path / "amends.db" if request.param == "sqlite" else fresh_url()))
    yield store
    store.close()


@pytest.fixture
def accounts(store: Store) -> Accounts:
    return Accounts(store, now=lambda: NOW, hasher=WEAK)


def test_a_person_signs_in_with_the_password_that_was_set(accounts: Accounts) -> None:
    accounts.add("Rita", role="reviewer", password=PASSWORD, by="root")
    user = accounts.verify(" RITA ", PASSWORD)
    assert (user.name, user.role, user.disabled, user.signs_in, user.created_at) == (
        "rita",
        "reviewer",
        False,
        True,
        NOW,
    )


@pytest.mark.parametrize(
    ("name", "password"),
    [("rita", "wrong password"), ("rita", ""), ("rita", PASSWORD + " "), ("nobody", PASSWORD), ("no one", PASSWORD)],
)
def test_who_fails_to_sign_in_learns_nothing(accounts: Accounts, name: str, password: str) -> None:
    accounts.add("rita", password=PASSWORD, by="root")
    with pytest.raises(Refused, match=r"^The name or the password is not right\.$"):
        accounts.verify(name, password)


def test_there_is_no_default_password(accounts: Accounts) -> None:
    user = accounts.add("ana", by="root")
    assert not user.signs_in
    for guess in ("", "ana", "password", "a password nobody has"):
        with pytest.raises(Refused):
            accounts.verify("ana", guess)
    accounts.set_password("ana", PASSWORD, by="root")
    assert accounts.verify("ana", PASSWORD).name == "ana"


def test_a_disabled_account_is_shut_and_can_be_opened_again(accounts: Accounts) -> None:
    accounts.add("ana", password=PASSWORD, by="root")
    assert accounts.disable("ana", by="max").disabled
    with pytest.raises(Refused):
        accounts.verify("ana", PASSWORD)
    with pytest.raises(Refused, match="disabled"):
        accounts.role_of("ana")
    with pytest.raises(Refused, match="already"):
        accounts.disable("ana", by="max")
    accounts.enable("ana", by="max")
    assert accounts.verify("ana", PASSWORD).name == "ana"


def test_an_account_without_a_password_stays_shut_when_disabled(accounts: Accounts) -> None:
    accounts.add("ana", by="root")
    accounts.disable("ana", by="root")
    assert [(user.name, user.disabled, user.signs_in) for user in accounts.list()] == [("ana", True, False)]


def test_passwords_are_kept_as_argon2_and_nowhere_else(store: Store) -> None:
    """With the library's own strength, as the program uses it."""
    Accounts(store, now=lambda: NOW).add("ana", password=PASSWORD, by="root")
    with store.reading() as connection:
        held = connection.execute(text("SELECT password FROM users")).scalar()
        noted = connection.execute(text("SELECT note FROM events")).scalars().all()
    assert str(held).startswith("$argon2id$v=19$m=65536,t=3,")
    assert noted == ["ana: rep"]


def test_a_weak_hash_is_made_stronger_when_its_owner_signs_in(store: Store, accounts: Accounts) -> None:
    accounts.add("ana", password=PASSWORD, by="root")
    stronger = Accounts(store, now=lambda: NOW, hasher=PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    assert stronger.verify("ana", PASSWORD).name == "ana"
    with store.reading() as connection:
        assert "m=16,t=2" in str(connection.execute(text("SELECT password FROM users")).scalar())
    assert stronger.verify("ana", PASSWORD).name == "ana"


def test_a_taken_name_is_refused_and_the_account_stays_as_it_was(accounts: Accounts) -> None:
    accounts.add("ana", role="manager", password=PASSWORD, by="root")
    with pytest.raises(Refused, match="already"):
        accounts.add("ANA", role="rep", password="another password", by="root")
    assert accounts.verify("ana", PASSWORD).role == "manager"


@pytest.mark.parametrize("name", ["", "  ", "a b", "x" * 65, "a\nb", "../a", "a\x00"])
def test_a_name_that_is_none_is_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(InputError):
        accounts.add(name, by="root")
    assert accounts.list() == ()


@pytest.mark.parametrize(("role", "password"), [("boss", PASSWORD), ("rep", "short"), ("rep", "x" * 1001)])
def test_an_unknown_role_or_a_poor_password_is_refused(accounts: Accounts, role: str, password: str) -> None:
    with pytest.raises(InputError):
        accounts.add("ana", role=role, password=password, by="root")  # type: ignore[arg-type]  # as typed in
    assert accounts.list() == ()


def test_who_is_not_there_is_not_found(accounts: Accounts) -> None:
    for deed in (
        lambda: accounts.user("ana"),
        lambda: accounts.disable("ana", by="root"),
        lambda: accounts.set_role("ana", "manager", by="root"),
        lambda: accounts.set_password("ana", PASSWORD, by="root"),
    ):
        with pytest.raises(NotFound, match="amends users add ana"):
            deed()


def test_a_home_without_accounts_belongs_to_whoever_runs_it(accounts: Accounts) -> None:
    assert accounts.role_of("anybody") == "manager"


def test_once_there_are_accounts_a_stranger_may_only_draft(accounts: Accounts) -> None:
    accounts.add("rita", role="reviewer", by="root")
    assert (accounts.role_of("anybody"), accounts.role_of("Rita")) == ("rep", "reviewer")
    accounts.set_role("rita", "manager", by="root")
    assert accounts.role_of("rita") == "manager"


def test_shutting_the_last_account_does_not_open_the_house(accounts: Accounts) -> None:
    accounts.add("max", role="manager", by="root")
    accounts.disable("max", by="root")
    assert accounts.role_of("anybody") == "rep"


def test_each_change_is_on_record(store: Store, accounts: Accounts) -> None:
    accounts.add("ana", by="Root")
    accounts.set_role("ana", "reviewer", by="max")
    accounts.set_password("ana", PASSWORD, by="max")
    accounts.disable("ana", by="max")
    accounts.enable("ana", by="max")
    assert [(event.actor, event.verb, event.note) for event in store.events()] == [
        ("root", "add user", "ana: rep"),
        ("max", "set role", "ana: reviewer"),
        ("max", "set password", "ana"),
        ("max", "disable user", "ana"),
        ("max", "enable user", "ana"),
    ]


def test_one_person_has_one_name() -> None:
    assert {name_of(each) for each in ("Ana", "ANA ", "Ａｎａ")} == {"ana"}
    assert name_of("jürgen.groß@example.com") == "jürgen.gross@example.com"
