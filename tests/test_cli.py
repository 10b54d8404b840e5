"""The command line as a whole: options, exit statuses, speed, and what it says when something goes wrong."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from pathlib import Path

import pytest
from terminal import amends, assert_refused

from assistant.cli import faults
from assistant.cli.commands import _WHERE
from assistant.settings import Settings
from assistant.wiring import OpenDesk

CONTRACT = [
    "run",
    "ingest",
    "documents",
    "remove",
    "terms",
    "search",
    "gaps",
    "draft",
    "check",
    "cases",
    "show",
    "submit",
    "approve",
    "return",
    "promises",
    "keep",
    "miss",
    "release",
    "update",
    "accept",
    "after",
    "kept",
    "resolve",
    "replay",
    "eval",
    "users",
    "reindex",
    "doctor",
    "backup",
    "restore",
    "prompts",
    "disputes",
]


def test_every_command_of_the_contract_is_there_and_explains_itself(tmp_path: Path) -> None:
    assert set(CONTRACT) == set(_WHERE)
    for command in CONTRACT:
        answer = amends(command, "--help", home=tmp_path)
        assert answer.status == 0
        assert "--json" in answer.out, command
        assert "--home" in answer.out, command


def test_help_answers_before_anything_slow_is_imported() -> None:
    slow = "pydantic,sqlalchemy,chromadb,onnxruntime,numpy,rich,streamlit,langchain_core"
    script = (
        "import sys; from assistant.cli import main; status = main(['--help'])\n"
        f"print([name for name in '{slow}'.split(',') if name in sys.modules], status)"
    )
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    took = time.monotonic() - began
    assert done.stdout.splitlines()[-1] == "[] 0"
    # Half a second is what is wanted; a machine busy with other things may take longer.
    assert took < 2.0


def test_json_and_home_may_stand_before_the_command_or_after_it(tmp_path: Path) -> None:
    first = tmp_path / "first"
    amends("users", "add", "rita", "--role", "reviewer", home=first)
    orders = (
        ("--json", "--home", first, "users", "list"),
        ("users", "--json", "--home", first, "list"),
        ("users", "list", "--json", "--home", first),
    )
    for order in orders:
        answer = amends(*order, home=tmp_path / "another")
        assert [user["name"] for user in answer.json] == ["rita"], order
    assert not (tmp_path / "another").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("bogus",), "No such command"),
        (("ingest",), "Missing argument"),
        (("search",), "Give a query"),
        (("search", "-k", "0", "lamp"), "-k"),
        (("draft", "--batch", "a.jsonl"), "--batch and --out go together"),
        (("draft", "a.txt", "--batch", "a.jsonl", "--out", "b.jsonl"), "one complaint"),
        (("check", "--out", "b.jsonl"), "--batch and --out go together"),
        (("resolve", "C-000001", "--outcome", "fine", "--lesson", "none"), "fine"),
        (("--home", "", "cases"), "--home"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_how_it_is_used(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    answer = amends(*arguments, home=tmp_path / "home")
    assert answer.status == 2
    assert says in answer.err
    assert "Usage: amends" in answer.err
    assert answer.out == ""
    assert not (tmp_path / "home").exists()


def test_an_error_nobody_foresaw_is_one_sentence_and_a_log(tmp_path: Path) -> None:
    tmp_path.joinpath("c.txt").write_text("Please crash on this.")
    answer = amends("draft", tmp_path / "c.txt", home=tmp_path / "home")
    assert_refused(answer, "ZeroDivisionError", "amends.log")
    log = (tmp_path / "home" / "amends.log").read_text()
    assert "Traceback" in log
    assert "a mistake of ours" in log


def test_a_log_that_cannot_be_written_costs_nothing_more(tmp_path: Path) -> None:
    def broken(settings: Settings) -> OpenDesk:
        raise ZeroDivisionError("a mistake of ours")

    assert_refused(amends("cases", home=tmp_path / "none", open_desk=broken), "could not be written", "a mistake")
    assert not (tmp_path / "none").exists()


def test_being_stopped_is_one_sentence(tmp_path: Path) -> None:
    def stopped(settings: Settings) -> OpenDesk:
        raise KeyboardInterrupt

    answer = amends("cases", home=tmp_path, open_desk=stopped)
    assert answer.status == 1
    assert "Stopped before it was done." in answer.err
    assert "Traceback" not in answer.err


def test_a_wrong_setting_is_named(tmp_path: Path) -> None:
    assert_refused(amends("cases", home=tmp_path, env={"AMENDS_KEEP_RATE": "2"}), "AMENDS_KEEP_RATE")


def test_a_reader_that_has_seen_enough_is_no_error_to_talk_about(tmp_path: Path) -> None:
    """As in `amends documents | head -1`."""
    script = "import sys; from assistant.cli import main; sys.exit(main(['--help']))"
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    err = process.stderr.read()
    process.wait(30)
    process.stderr.close()
    assert err == b""


def test_codes_that_move_the_cursor_never_reach_the_terminal(tmp_path: Path) -> None:
    text = "My lamp\x1b[2J is broken \x1b]0;title\x07."
    tmp_path.joinpath("c.txt").write_text(text)
    assert amends("draft", tmp_path / "c.txt", home=tmp_path / "home").status == 0
    shown = amends("show", "C-000001", home=tmp_path / "home")
    assert "\x1b" not in shown.out
    assert "\x07" not in shown.out
    assert amends("show", "C-000001", "--json", home=tmp_path / "home").json["complaint"]["text"] == text


def test_a_pipe_that_is_not_utf_8_gets_every_letter_in_utf_8() -> None:
    raw = io.BytesIO()
    pipe = io.TextIOWrapper(raw, encoding="ascii")
    faults.take_any_letter(pipe)
    pipe.write("Größe \ud800")
    pipe.flush()
    assert raw.getvalue() == "Größe \\ud800".encode()
