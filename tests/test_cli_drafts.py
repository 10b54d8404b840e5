"""Drafting and checking on the command line, one or many."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
from samples import LETTER, QUOTE
from terminal import RETURNS, amends, assert_refused, lines

PROPOSAL = {
    "id", "case", "language", "reading", "evidence", "plan", "reply", "commitments", "findings", "blocked", "writer",
    "timing_ms",
}  # fmt: skip


def written(path: Path, rows: list[Any]) -> Path:
    """A file of JSON lines; texts are written as they are."""
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows) + "\n")
    return path


def test_a_complaint_becomes_a_case_with_a_proposal(tmp_path: Path) -> None:
    answer = amends(
        "draft", "-", "--fact", "price=129.10 USD", "--received-on", "2026-11-20", "--channel", "chat", "--json",
        home=tmp_path, stdin="My lamp broke. ¿Qué hago?".encode(),
    )  # fmt: skip
    assert answer.status == 0, answer
    proposal = answer.json
    assert set(proposal) == PROPOSAL
    assert (proposal["id"], proposal["case"]) == ("C-000001", "C-000001")
    quoted = proposal["commitments"][0]
    assert proposal["reply"]["text"][quoted["start"] : quoted["end"]] == quoted["quote"]
    assert quoted["amount"]["value"] == 129.1
    case = amends("show", "C-000001", "--json", home=tmp_path).json
    assert case["complaint"]["text"] == "My lamp broke. ¿Qué hago?"
    assert case["complaint"]["facts"] == [["price", "129.10 USD"]]
    assert (case["complaint"]["received_on"], case["complaint"]["channel"]) == ("2026-11-20", "chat")


def test_a_draft_that_is_not_saved_leaves_no_case(tmp_path: Path) -> None:
    answer = amends("draft", "--no-save", "--json", home=tmp_path, stdin=b"My lamp broke.")
    assert answer.json["case"] is None
    assert amends("cases", "--json", home=tmp_path).json == []


def test_a_draft_that_fails_keeps_no_case(tmp_path: Path) -> None:
    assert_refused(amends("draft", home=tmp_path, stdin=b"There is no model."), "did not answer")
    assert amends("cases", "--json", home=tmp_path).json == []


def test_a_person_sees_the_letter_and_what_stands_behind_each_promise(tmp_path: Path) -> None:
    shown = amends("draft", home=tmp_path, stdin=b"My lamp broke.").out
    assert LETTER in shown
    assert "supported" in shown
    assert "129.10 USD" in shown
    assert "9 business days, 2026-12-03" in shown
    assert "instead" in shown
    assert "team lead" in shown


def test_a_batch_keeps_order_and_ids_and_gives_each_bad_line_its_error(tmp_path: Path) -> None:
    good = {"complaint": "My lamp broke.", "channel": "email", "received_on": "2026-11-20", "facts": {"price": 5}}
    rows: list[Any] = [
        {"id": "a", **good, "gold": ["what we do not know does no harm"]},
        "not json",
        "[1, 2]",
        "[" * 100_000,
        {"id": "empty", "complaint": "  "},
        {"id": "none"},
        {"id": "day", "complaint": "x", "received_on": "20.11.2026"},
        {"id": "fact", "complaint": "x", "facts": {"price": ""}},
        {"id": "facts", "complaint": "x", "facts": ["price"]},
        {"id": "long", "complaint": "x" * 1_000_000},
        {"id": "binary", "complaint": "\x00\x01"},
        {"id": "model", "complaint": "no model"},
        {"id": "crash", "complaint": "crash"},
        {"id": 7, **good},
        good,
        {"id": "z", "complaint": "My lamp broke."},
    ]
    source, out = written(tmp_path / "in.jsonl", rows), tmp_path / "out.jsonl"
    for workers in ("1", "3"):
        answer = amends("draft", "--batch", source, "--out", out, "--workers", workers, home=tmp_path / "home")
        assert answer.status == 0, answer
        assert "16 lines" in answer.err
        assert "12 of them failed" in answer.err
        found = lines(out)
        assert [row["id"] for row in found] == [
            "a", None, None, None, "empty", "none", "day", "fact", "facts", "long", "binary", "model", "crash", 7, "15", "z",
        ]  # fmt: skip
        assert [i for i, row in enumerate(found) if set(row) == PROPOSAL] == [0, 13, 14, 15]
        assert all(set(row) == {"id", "error"} for row in found if "error" in row)
        assert found[1]["error"] == "Line 2 is not JSON: Expecting value (column 1)."
        assert "amends.log" in found[12]["error"]
    assert amends("cases", "--json", home=tmp_path / "home").json == [], "a batch keeps no case"


def test_a_line_that_is_not_utf_8_is_an_error_of_that_line(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(b'\xef\xbb\xbf{"id":"a","complaint":"x"}\n\xff\xfe\n\n{"id":"b","complaint":"x"}')
    assert amends("draft", "--batch", source, "--out", out, home=tmp_path / "home").status == 0
    assert [(row["id"], "error" in row) for row in lines(out)] == [("a", False), (None, True), ("b", False)]


def test_what_is_wrong_with_the_house_stops_the_batch_and_leaves_the_old_file(tmp_path: Path) -> None:
    down = {"id": "x", "complaint": "no record"}
    out = tmp_path / "out.jsonl"
    out.write_text("from yesterday")
    for rows in ([down], [{"id": "a", "complaint": "My lamp broke."}, down, down, down]):
        source = written(tmp_path / "in.jsonl", rows)
        assert_refused(amends("draft", "--batch", source, "--out", out, home=tmp_path / "home"), "record is gone")
        assert out.read_text() == "from yesterday"
    assert {path.name for path in tmp_path.iterdir()} == {"home", "in.jsonl", "out.jsonl"}


@pytest.mark.parametrize("workers", ["1", "3"])
def test_a_batch_that_is_stopped_leaves_nothing_behind(tmp_path: Path, workers: str) -> None:
    rows = [{"id": str(i), "complaint": "stop here" if i == 30 else "My lamp broke."} for i in range(60)]
    source = written(tmp_path / "in.jsonl", rows)
    answer = amends(
        "draft", "--batch", source, "--out", tmp_path / "out.jsonl", "--workers", workers, home=tmp_path / "home"
    )
    assert answer.status == 1
    assert answer.err.strip() == "Error: Stopped before it was done."
    assert {path.name for path in tmp_path.iterdir()} == {"home", "in.jsonl"}


def test_the_result_replaces_a_file_whole_and_keeps_its_rights(tmp_path: Path) -> None:
    source = written(tmp_path / "in.jsonl", [{"id": "a", "text": "Hello."}])
    old, link = tmp_path / "old.jsonl", tmp_path / "link.jsonl"
    old.write_text("old")
    old.chmod(0o640)
    link.symlink_to(old)
    assert amends("check", "--batch", source, "--out", link, home=tmp_path / "home").status == 0
    assert link.is_symlink()
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert lines(old) == [{"id": "a", "commitments": [], "findings": [], "blocked": False}]


@pytest.mark.parametrize("where", ["none/out.jsonl", "."])
def test_a_result_that_has_no_place_is_refused_before_the_work(tmp_path: Path, where: str) -> None:
    source = written(tmp_path / "in.jsonl", [{"id": "a", "complaint": "crash"}])
    answer = amends("draft", "--batch", source, "--out", tmp_path / where, home=tmp_path / "home")
    assert_refused(answer, "folder")
    assert not (tmp_path / "home" / "amends.log").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a device that is always full")
def test_a_disk_that_fills_up_under_the_result_is_one_sentence(tmp_path: Path) -> None:
    source = written(tmp_path / "in.jsonl", [{"id": "a", "complaint": "My lamp broke."}] * 20)
    answer = amends("draft", "--batch", source, "--out", Path("/dev/full"), home=tmp_path / "home")
    assert_refused(answer, "disk is full")


def test_any_text_is_checked_and_blocked_where_it_has_to_be(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(LETTER, encoding="utf-8")
    found = amends(
        "check", letter, "--fact", "price=5 USD", "--sent-on", "2026-11-20", "--json", home=tmp_path / "h"
    ).json
    assert set(found) == {"commitments", "findings", "blocked"}
    assert [each["quote"] for each in found["commitments"]] == [QUOTE]
    assert found["blocked"] is False
    never = amends("check", "--json", home=tmp_path / "h", stdin=b"This will never happen again.")
    assert never.status == 0, "a text that is blocked was checked all the same"
    assert never.json["blocked"] is True
    told = amends("check", home=tmp_path / "h", stdin=b"This will never happen again.").out
    assert "blocks" in told
    assert "may not leave" in told


def test_positions_are_those_of_the_file_whatever_its_line_ends(tmp_path: Path) -> None:
    """Real desk: the quote stands where the answer says, counted in characters of the text as given."""
    text = (
        "Dear Ms Öz 🙂,\r\n\r\nWe are sorry.\r\nWe will refund $20.00 within 5 business days.\r\n\r\nKind regards\r\n"
    )
    (tmp_path / "letter.txt").write_bytes(text.encode())
    (tmp_path / "returns.md").write_text(RETURNS)
    amends("ingest", tmp_path / "returns.md", home=tmp_path / "home")
    answer = amends("check", tmp_path / "letter.txt", "--json", home=tmp_path / "home", open_desk=None)
    assert answer.status == 0, answer
    refund = answer.json["commitments"][0]
    assert text[refund["start"] : refund["end"]] == refund["quote"]
    assert refund["kind"] == "refund"
    assert refund["amount"]["value"] == 20


def test_the_real_chain_answers_on_the_command_line_from_documents_to_a_letter(tmp_path: Path) -> None:
    """With everything real."""
    home = tmp_path / "home"
    (tmp_path / "returns.md").write_text(RETURNS)
    assert amends("ingest", tmp_path / "returns.md", home=home, open_desk=None).status == 0
    complaint = b"My parcel came four days late. I want the delivery fee back. This is a disgrace."
    answer = amends(
        "draft",
        "--fact",
        "delivery_fee_paid=9.95 USD",
        "--received-on",
        "2026-11-20",
        "--json",
        home=home,
        stdin=complaint,
        open_desk=None,
    )
    assert answer.status == 0, answer
    proposal = answer.json
    assert set(proposal) == PROPOSAL
    assert proposal["case"] == "C-000001"
    assert proposal["evidence"][0]["document"] == "returns.md"
    for each in proposal["commitments"]:
        assert proposal["reply"]["text"][each["start"] : each["end"]] == each["quote"]
