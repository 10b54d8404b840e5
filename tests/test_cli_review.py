"""From a draft to a kept promise and a precedent, and the accounts, on the command line."""

from __future__ import annotations

from pathlib import Path

from samples import QUOTE
from terminal import amends, assert_refused


def drafted(home: Path, text: bytes = b"My lamp broke.") -> str:
    """The id of a fresh case."""
    case: str = amends("draft", "--json", home=home, stdin=text).json["case"]
    return case


def test_a_case_goes_from_the_draft_to_a_precedent(tmp_path: Path) -> None:
    case = drafted(tmp_path)
    assert "in review" in amends("submit", case, "--note", "Look at the date", home=tmp_path).out
    assert_refused(amends("approve", case, home=tmp_path), "somebody else has to approve")
    assert_refused(amends("return", case, "--as", "rita", home=tmp_path), "Say in a note")
    assert amends("return", case, "--as", "rita", "--note", "Shorter, please", home=tmp_path).status == 0
    assert amends("show", case, "--json", home=tmp_path).json["state"] == "drafted"
    amends("submit", case, home=tmp_path)
    approved = amends("approve", case, "--as", "rita", "--json", home=tmp_path).json
    assert approved["state"] == "following_up"
    assert approved["approved_by"] == "rita"
    (promise,) = amends("promises", "--json", home=tmp_path).json
    assert (promise["sentence"], promise["due"], promise["state"]) == (QUOTE, "2026-12-03", "open")
    assert promise["amount"] == {"value": 129.1, "currency": "USD", "percent": None}
    assert amends("promises", "--due-by", "2026-12-02", "--json", home=tmp_path).json == []
    lesson = ("--lesson", "Ask for a photo first", "--outcome", "magic")
    assert_refused(amends("resolve", case, *lesson, home=tmp_path), promise["id"], "Keep or miss")
    kept = amends("keep", promise["id"].lower(), "--on", "2026-11-25", "--note", "done", "--json", home=tmp_path)
    assert kept.json["state"] == "kept_early"
    assert_refused(amends("keep", promise["id"], home=tmp_path), "already kept early")
    assert amends("promises", "--open", "--json", home=tmp_path).json == []
    assert "precedent" in amends("resolve", case, *lesson, home=tmp_path).out
    hits = amends("search", "lamp broke", "--kind", "resolution", "--json", home=tmp_path).json["hits"]
    assert [hit["document"] for hit in hits] == [f"{case}.csv"]
    history = [event["verb"] for event in amends("show", case, "--json", home=tmp_path).json["history"]]
    assert history == ["receive", "prepare", "submit", "return", "submit", "approve", "keep", "resolve"]
    shown = amends("show", case, home=tmp_path).out
    assert "Shorter, please" in shown
    assert "kept early" in shown


def test_a_broken_promise_is_on_record_with_its_note(tmp_path: Path) -> None:
    case = drafted(tmp_path)
    amends("submit", case, home=tmp_path)
    amends("approve", case, "--as", "rita", home=tmp_path)
    (promise,) = amends("promises", "--json", home=tmp_path).json
    told = amends("miss", promise["id"], "--on", "2026-12-05", "--note", "the bank said no", home=tmp_path).out
    assert "broken" in told
    assert "none left to keep" in told
    assert amends("promises", "--json", home=tmp_path).json[0]["note"] == "the bank said no"


def test_cases_are_listed_newest_first_and_by_state(tmp_path: Path) -> None:
    first, second = drafted(tmp_path), drafted(tmp_path)
    amends("submit", first, home=tmp_path)
    assert [row["id"] for row in amends("cases", "--json", home=tmp_path).json] == [second, first]
    assert [row["id"] for row in amends("cases", "--state", "in_review", "--json", home=tmp_path).json] == [first]
    assert [row["id"] for row in amends("cases", "--limit", "1", "--json", home=tmp_path).json] == [second]
    assert "in review" in amends("cases", home=tmp_path).out


def test_what_does_not_exist_is_named(tmp_path: Path) -> None:
    for command in (("show",), ("submit",), ("approve",), ("return", "--note", "x")):
        assert_refused(amends(command[0], "C-000009", *command[1:], home=tmp_path), "no case C-000009")
    assert_refused(amends("keep", "P-000009", home=tmp_path), "no promise P-000009")


def test_accounts_are_added_with_a_password_from_stdin_and_shut_again(tmp_path: Path) -> None:
    added = amends(
        "users",
        "add",
        "Rita",
        "--role",
        "reviewer",
        "--password-stdin",
        "--json",
        home=tmp_path,
        stdin=b"a long password\n",
    )
    assert added.json["name"] == "rita"
    assert added.json["signs_in"] is True
    assert "password" not in added.out.replace("password_stdin", "")
    assert_refused(
        amends("users", "add", "max", "--password-stdin", home=tmp_path, stdin=b"short\n"), "at least 10 characters"
    )
    assert_refused(amends("users", "add", "max", "--password-stdin", home=tmp_path), "no password on stdin")
    none = amends("users", "add", "max", "--role", "manager", home=tmp_path)
    assert none.status == 0
    assert "users password max" in none.err
    assert amends("users", "password", "max", "--password-stdin", home=tmp_path, stdin=b"another password").status == 0
    assert amends("users", "role", "max", "reviewer", home=tmp_path).status == 0
    assert amends("users", "disable", "rita", home=tmp_path).status == 0
    people = {user["name"]: user for user in amends("users", "list", "--json", home=tmp_path).json}
    assert people["rita"]["disabled"] is True
    assert (people["max"]["role"], people["max"]["signs_in"]) == ("reviewer", True)
    assert_refused(amends("cases", "--state", "drafted", home=tmp_path, env={"AMENDS_KEEP_RATE": "x"}), "KEEP_RATE")
    assert_refused(amends("draft", "--as", "rita", home=tmp_path, stdin=b"My lamp broke."), "disabled")
    assert amends("users", "enable", "rita", home=tmp_path).status == 0
    assert amends("draft", "--as", "rita", home=tmp_path, stdin=b"My lamp broke.").status == 0


def test_a_rep_may_not_approve(tmp_path: Path) -> None:
    amends("users", "add", "bert", home=tmp_path)
    case = drafted(tmp_path)
    amends("submit", case, home=tmp_path)
    assert_refused(amends("approve", case, "--as", "bert", home=tmp_path), "bert is a rep")


def test_a_promise_is_moved_with_the_customers_word_and_shown_to_be_kept(tmp_path: Path) -> None:
    case = drafted(tmp_path)
    amends("submit", case, home=tmp_path)
    amends("approve", case, "--as", "rita", home=tmp_path)
    (row,) = amends("promises", "--json", home=tmp_path).json
    assert row["standing"] in {"open", "at_risk"} and row["first_due"] == row["due"] == "2026-12-03"
    promise = row["id"]
    drafted_update = amends("update", promise, "--to", "2026-12-09", "--json", home=tmp_path)
    assert "9 December 2026" in drafted_update.json["text"] and not drafted_update.json["blocked"]
    sent = drafted_update.json["text"].encode()
    assert amends("update", promise, "--sent", "-", home=tmp_path, stdin=sent).status == 2, "it has to name the day"
    told = amends("update", promise, "--sent", "-", "--to", "2026-12-09", home=tmp_path, stdin=sent)
    assert "is due 2026-12-03; the customer was asked for 2026-12-09" in told.out
    assert_refused(amends("accept", promise, home=tmp_path), "Say in a note")
    assert "is due 2026-12-09" in amends("accept", promise, "--note", "By phone", home=tmp_path).out
    assert amends("keep", promise, "--on", "2026-12-08", "--evidence", "Transfer 4711", home=tmp_path).status == 0
    (kept,) = amends("promises", "--json", home=tmp_path).json
    assert (kept["state"], kept["evidence"], kept["first_due"]) == ("kept_early", "Transfer 4711", "2026-12-03")
    assert amends("kept", "--json", home=tmp_path).json["overall"][0]["rate"] == 1.0
    assert "100%" in amends("kept", home=tmp_path).out
    after = amends("after", case, home=tmp_path)
    assert "Is it right now?" in after.out
    assert "on record" in amends("after", case, "--sent", "-", home=tmp_path, stdin=after.out.encode()).out
    closing = ("--outcome", "truth", "--lesson", "Call first", "--owner", "Ines")
    assert amends("resolve", case, *closing, "--json", home=tmp_path).json["prevention_owner"] == "Ines"


def test_a_promise_is_released_only_with_the_customers_word(tmp_path: Path) -> None:
    case = drafted(tmp_path)
    amends("submit", case, home=tmp_path)
    amends("approve", case, "--as", "rita", home=tmp_path)
    assert_refused(amends("release", "P-1", home=tmp_path), "how the customer agreed")
    assert "released" in amends("release", "P-1", "--note", "She wrote so", home=tmp_path).out
    assert amends("promises", "--at-risk", "--json", home=tmp_path).json == []
