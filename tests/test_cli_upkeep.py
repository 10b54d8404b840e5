"""Doctor, backup, restore, eval and run."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path

import pytest
from terminal import RETURNS, amends, assert_refused, change_record


@pytest.fixture(scope="module")
def filled(with_returns: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a document, a case and an account."""
    home: Path = shutil.copytree(with_returns, tmp_path_factory.mktemp("filled") / "home")
    amends("draft", home=home, stdin=b"My lamp broke.")
    amends("users", "add", "ana", "--role", "manager", home=home)
    return home


@pytest.fixture
def home(filled: Path, tmp_path: Path) -> Path:
    """The same, for one test alone."""
    return shutil.copytree(filled, tmp_path / "home")


def test_the_doctor_finds_a_fine_home_fine(home: Path) -> None:
    answer = amends("doctor", "--json", home=home)
    assert answer.status == 0
    assert answer.json["ok"] is True
    says = {check["name"]: check["says"] for check in answer.json["checks"]}
    assert set(says) == {"settings", "home", "disk", "record", "index", "model", "embedder"}
    assert "1 cases" in says["record"]
    assert "in step" in says["index"]


def test_the_doctor_leaves_a_home_that_is_not_there_alone(tmp_path: Path) -> None:
    answer = amends("doctor", home=tmp_path / "none")
    assert answer.status == 0
    assert "does not exist yet" in answer.out
    assert not (tmp_path / "none").exists()


def test_the_doctor_finds_an_index_that_is_behind_and_reindex_mends_it(home: Path) -> None:
    change_record(home, "DELETE FROM knowledge_passages WHERE position = 0")
    answer = amends("doctor", home=home)
    assert answer.status == 1
    assert "WRONG  index" in answer.out
    assert "amends reindex" in answer.out
    assert amends("reindex", home=home).status == 0
    assert amends("doctor", home=home).status == 0


@pytest.mark.parametrize(
    ("name", "value", "wrong"),
    [
        ("AMENDS_MODEL", "openai:gpt-5-mini", "OPENAI_API_KEY"),
        ("AMENDS_DATABASE_URL", "mysql://x", "AMENDS_DATABASE_URL"),
    ],
)
def test_the_doctor_names_a_setting_that_is_wrong(home: Path, name: str, value: str, wrong: str) -> None:
    answer = amends("doctor", home=home, env={name: value, "OPENAI_API_KEY": None, "OPENAI_BASE_URL": None})
    assert answer.status == 1
    assert wrong in answer.out


def test_the_doctor_finds_a_record_of_a_newer_version(home: Path) -> None:
    change_record(home, "UPDATE schema_version SET version_num = '9999'")
    answer = amends("doctor", home=home)
    assert answer.status == 1
    assert "newer version" in answer.out


def test_a_backup_brings_everything_back_in_another_home(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "amends.zip"
    assert amends("backup", file, home=home).status == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600, "it holds what customers wrote"
    new = tmp_path / "new"
    restored = amends("restore", file, "--json", home=new)
    assert restored.status == 0, restored
    assert restored.json["cases"] == 1
    for command in (("cases",), ("documents",), ("users", "list"), ("terms",), ("show", "C-000001")):
        assert amends(*command, "--json", home=new).json == amends(*command, "--json", home=home).json, command
    assert amends("search", "late parcel", "--json", home=new).json["hits"][0]["document"] == "returns.md"
    assert amends("doctor", home=new).status == 0
    assert {path.name for path in tmp_path.iterdir()} == {"home", "new", "amends.zip"}
    assert not list(new.glob(".restore-*"))


def test_a_record_in_use_is_replaced_only_when_asked_and_kept_aside(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "amends.zip"
    amends("backup", file, home=home)
    amends("draft", home=home, stdin=b"My second lamp broke.")
    assert_refused(amends("restore", file, home=home), "--replace")
    assert len(amends("cases", "--json", home=home).json) == 2
    answer = amends("restore", file, "--replace", "--json", home=home)
    assert answer.status == 0, answer
    assert len(amends("cases", "--json", home=home).json) == 1
    assert amends("restore", answer.json["before"], "--replace", home=home).status == 0
    assert len(amends("cases", "--json", home=home).json) == 2


def test_a_backup_takes_the_place_of_no_file(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "amends.zip"
    file.write_text("last year's")
    assert_refused(amends("backup", file, home=home), "exists already")
    assert file.read_text() == "last year's"
    assert_refused(amends("backup", tmp_path / "none" / "a.zip", home=home), "no folder")
    assert_refused(amends("backup", tmp_path / "a.zip", home=tmp_path / "empty"), "no record")
    assert not (tmp_path / "empty").exists()


def broken_backups(file: Path, folder: Path) -> list[tuple[Path, str]]:
    """Files that are no backups, or not any more, each with what is to be said of it."""
    whole = file.read_bytes()
    with zipfile.ZipFile(file) as archive:
        manifest, record = archive.read("manifest.json"), archive.read("amends.db")
    made: list[tuple[Path, str]] = []

    def add(name: str, says: str, *, data: bytes | None = None, members: dict[str, bytes] | None = None) -> None:
        path = folder / name
        if data is not None:
            path.write_bytes(data)
        else:
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                for member, body in (members or {}).items():
                    archive.writestr(member, body)
        made.append((path, says))

    add("text.zip", "not a backup", data=b"a shopping list")
    add("cut.zip", "not a backup", data=whole[: len(whole) // 2])
    add("other.zip", "not a backup", members={"readme.txt": b"hello"})
    add("longer.zip", "not a backup", members={"manifest.json": manifest, "amends.db": record + b"\0" * 10_000_000})
    add("swapped.zip", "checksum", members={"manifest.json": manifest, "amends.db": record[:-1] + b"!"})
    newer = json.dumps({**json.loads(manifest), "format": 99}).encode()
    add("newer.zip", "newer version", members={"manifest.json": newer, "amends.db": record})
    return made


def test_a_backup_that_is_broken_changes_nothing(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "amends.zip"
    amends("backup", file, home=home)
    before = amends("cases", "--json", home=home).json
    for path, says in broken_backups(file, tmp_path):
        assert_refused(amends("restore", path, "--replace", home=home), says, path.name)
    assert_refused(amends("restore", tmp_path / "none.zip", home=home), "no file")
    assert amends("cases", "--json", home=home).json == before
    assert not list(home.glob("before-restore*"))


def company(folder: Path) -> Path:
    """A company with one policy and two cases, in the format that eval reads."""
    (folder / "policies").mkdir(parents=True)
    (folder / "policies" / "returns.md").write_text(RETURNS)
    case = {
        "id": "c-1", "lang": "en", "complaint": "My parcel came four days late.", "channel": "email",
        "received_on": "2026-11-20", "facts": {}, "severity": "financial", "asks": ["refund"],
        "gold": [{"doc": "returns.md", "quote": "For a late parcel we refund the delivery fee"}],
        "entitled": [], "discretionary": [], "must_not": [], "must_ask": [], "decline": [], "alternative": "", "trap": "",
    }  # fmt: skip
    rows = [case, {**case, "id": "c-2", "complaint": "crash"}]
    (folder / "cases.jsonl").write_text("\n".join(map(json.dumps, rows)))
    return folder


def test_eval_scores_folders_without_touching_the_record(home: Path, tmp_path: Path) -> None:
    one, two = company(tmp_path / "one"), company(tmp_path / "two")
    before = {path: path.stat().st_mtime_ns for path in home.glob("*.db")}
    answer = amends("eval", one, two, "--json", home=home, env={"AMENDS_DATABASE_URL": f"sqlite:///{home}/amends.db"})
    assert answer.status == 0, answer
    assert [row["name"] for row in answer.json["summaries"]] == ["one", "two", "all"]
    assert answer.json["summaries"][2]["cases"] == 4
    assert answer.json["summaries"][2]["crashes"] == 2
    assert answer.json["summaries"][0]["severity"] == {"hits": 1, "of": 2, "percent": 50.0}
    assert {path: path.stat().st_mtime_ns for path in home.glob("*.db")} == before
    assert [row["path"] for row in amends("documents", "--json", home=home).json] == ["returns.md"]
    table = amends("eval", one, "--markdown", home=home).out
    assert "| crashes" in table
    assert_refused(amends("eval", tmp_path / "none", home=home), "no folder")
    (one / "cases.jsonl").write_text("{")
    assert_refused(amends("eval", one, home=home), "Line 1", "not JSON")


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_a_port_in_use_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert_refused(amends("run", "--port", str(port), home=tmp_path / "home"), f"Port {port} is taken")


def test_run_serves_the_app_on_this_machine_until_it_is_told_to_end(tmp_path: Path) -> None:
    port = free_port()
    script = "import sys; from assistant.cli import main; sys.exit(main())"
    process = subprocess.Popen(
        [sys.executable, "-c", script, "run", "--port", str(port), "--home", str(tmp_path / "home")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert f"http://127.0.0.1:{port}" in line
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=10) as answer:
            assert answer.status == 200
    finally:
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 0, err
    time.sleep(0.2)
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0, "nothing serves on after the end"
