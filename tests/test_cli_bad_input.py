"""What cannot be used gets one clear sentence and changes nothing: through the real command, with real files."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from permissions import unprivileged
from terminal import RETURNS, amends, amends_process, assert_refused, change_record

_LOCK = b"/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"11" * 32, b"22" * 32)
LOCKED_PDF = (
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
    b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000058 00000 n \ntrailer << /Size 3 /Root 1 0 R "
    + _LOCK
    + b" >>\nstartxref\n109\n%%EOF"
)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8


@pytest.fixture(scope="module")
def filled(with_returns: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a document and a case."""
    home: Path = shutil.copytree(with_returns, tmp_path_factory.mktemp("filled") / "home")
    amends("draft", home=home, stdin=b"My lamp broke.")
    return home


@pytest.fixture
def home(filled: Path) -> Iterator[Path]:
    """The same, for one test alone, where another user of this machine can reach it."""
    place = Path(tempfile.mkdtemp(prefix="amends-home-"))
    place.chmod(0o755)
    shutil.copytree(filled, place / "home")
    yield place / "home"
    shutil.rmtree(place)


def record(home: Path) -> list[str]:
    """All that the record holds."""
    with closing(sqlite3.connect(home / "amends.db")) as connection:
        return list(connection.iterdump())


@pytest.mark.parametrize(
    ("arguments", "stdin", "says"),
    [
        ((), b"", "empty"),
        ((), b" \n\t ", "empty"),
        ((), b"help me " * 131_072, "1,048,576 characters"),
        ((), b"x" * 6_000_000, "larger than 4 MB"),
        ((), PNG, "not readable text"),
        (("--fact", "k="), b"My lamp broke.", 'fact "k" has no value'),
        (("--fact", "k"), b"My lamp broke.", 'fact "k" has no value'),
        (("--fact", "=v"), b"My lamp broke.", "has no name"),
        (("--received-on", "soon"), b"My lamp broke.", '"soon" is not a date'),
        (("--received-on", "2026-02-30"), b"My lamp broke.", "is not a date"),
        (("--received-on", "0226-11-20"), b"My lamp broke.", "check the year"),
        (("--channel", " "), b"My lamp broke.", "channel is empty"),
        (("--as", "not a name"), b"My lamp broke.", "cannot be a user name"),
        (("nowhere.txt",), b"", "no file nowhere.txt"),
        ((".",), b"", "is a folder"),
    ],
)
def test_a_complaint_that_cannot_be_used(home: Path, arguments: tuple[str, ...], stdin: bytes, says: str) -> None:
    before = record(home)
    assert_refused(amends("draft", *arguments, home=home, stdin=stdin), says)
    assert record(home) == before


@pytest.mark.parametrize(
    ("arguments", "stdin", "says"),
    [
        ((), b"", "empty"),
        ((), b"We will call. " * 10_000, "140,000 characters"),
        (("--sent-on", "tomorrow"), b"We will call.", "is not a date"),
        (("--fact", "k="), b"We will call.", "no value"),
        (("--case", "C-000099"), b"We will call.", "no case C-000099"),
    ],
)
def test_a_letter_that_cannot_be_checked(home: Path, arguments: tuple[str, ...], stdin: bytes, says: str) -> None:
    assert_refused(amends("check", *arguments, home=home, stdin=stdin), says)


@pytest.mark.parametrize(
    ("name", "data", "options", "says"),
    [
        ("photo.md", PNG, (), "a picture"),
        ("noise.md", bytes(range(256)) * 20, (), "binary"),
        ("locked.pdf", LOCKED_PDF, (), "password"),
        ("broken.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 20, (), "damaged"),
        ("broken.docx", b"PK\x03\x04 and no more", (), "damaged"),
        ("past.csv", b"a,b\n1,2\n", ("--kind", "resolution"), "columns case_id"),
        ("empty.md", b"", (), "empty"),
        ("headings.md", b"# Returns\n\n## Window\n", (), "headings only"),
    ],
)
def test_a_document_that_cannot_be_taken_in(
    home: Path, name: str, data: bytes, options: tuple[str, ...], says: str
) -> None:
    before = record(home)
    file = home.parent / name
    file.write_bytes(data)
    answer = amends("ingest", file, *options, "--json", home=home)
    assert answer.status == 1
    assert [row["status"] for row in answer.json] == ["refused"]
    assert says in answer.json[0]["reason"]
    assert name in answer.json[0]["reason"]
    assert f"Error: {answer.json[0]['reason']}" in answer.err
    assert record(home) == before


def test_what_is_not_there_stops_the_whole_call(home: Path, tmp_path: Path) -> None:
    before = record(home)
    (tmp_path / "new.md").write_text(RETURNS)
    assert_refused(amends("ingest", tmp_path / "new.md", tmp_path / "none.md", home=home), "none.md")
    assert_refused(amends("ingest", tmp_path / "new.md", "--label", "team=", home=home), 'label "team="')
    (tmp_path / "folder").mkdir()
    assert_refused(amends("ingest", tmp_path / "folder", home=home), "no document")
    assert record(home) == before


@pytest.mark.parametrize("command", ["draft", "check", "search"])
def test_a_batch_without_lines_is_refused(home: Path, tmp_path: Path, command: str) -> None:
    (tmp_path / "in.jsonl").write_text("\n\n")
    answer = amends(command, "--batch", tmp_path / "in.jsonl", "--out", tmp_path / "out.jsonl", home=home)
    assert_refused(answer, "holds no lines")
    answer = amends(command, "--batch", tmp_path / "none.jsonl", "--out", tmp_path / "out.jsonl", home=home)
    assert_refused(answer, "no file")
    assert not (tmp_path / "out.jsonl").exists()


def test_a_home_of_a_newer_version_is_left_alone(home: Path) -> None:
    change_record(home, "UPDATE schema_version SET version_num = '9999'")
    before = record(home)
    for command in (("draft",), ("cases",), ("reindex",), ("users", "add", "max"), ("run",)):
        answer = amends(*command, home=home, stdin=b"My lamp broke.", open_desk=None)
        assert_refused(answer, "newer version")
    assert record(home) == before


def test_a_home_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    assert_refused(amends("cases", home=tmp_path / "home", open_desk=None), str(tmp_path / "home"))


def test_a_read_only_home_is_refused(home: Path) -> None:
    before = record(home)
    places = [home, *home.rglob("*")]
    rights = {place: place.stat().st_mode for place in places}
    for place in places:
        place.chmod(0o555 if place.is_dir() else 0o444)
    try:
        with unprivileged():
            kept = amends("draft", home=home, stdin=b"My lamp broke.")
            fresh = amends("cases", home=home / "new")
            check = amends("doctor", home=home)
    finally:
        for place, mode in rights.items():
            place.chmod(mode)
    assert_refused(kept, str(home))
    assert_refused(fresh, str(home))
    assert "WRONG  home" in check.out
    assert record(home) == before
    assert not (home / "new").exists()


@pytest.mark.soak
@pytest.mark.skipif(not hasattr(os, "getuid"), reason="limits are enforced on POSIX systems")
def test_a_disk_that_is_full_is_told_and_the_record_stays(home: Path, tmp_path: Path) -> None:
    """Under a file-size limit, which the system enforces as it does a full disk."""
    before = record(home)
    (tmp_path / "long.md").write_text(
        RETURNS + "".join(f"\n2.{i} We refund case {i} in {i} days.\n" for i in range(2, 90))
    )
    limit = (home / "amends.db").stat().st_size + 4096
    start = f"import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))"
    answer = amends_process("ingest", tmp_path / "long.md", home=home, before=start)
    assert_refused(answer)
    assert [line for line in record(home) if "long.md" in line] == []
    assert len(record(home)) <= len(before) + 1, "at most the mark that the index has to be looked at"
    assert [row["path"] for row in amends("documents", "--json", home=home).json] == ["returns.md"]
    assert amends("ingest", tmp_path / "long.md", home=home).status == 0, "with room again, all is well"
