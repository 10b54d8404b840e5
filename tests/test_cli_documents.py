"""Documents, terms and search on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from terminal import RETURNS, amends, assert_refused, lines

RESOLUTIONS = (
    "case_id,closed_on,issue,complaint_summary,resolution,reply_excerpt,promised_days,actual_days,outcome,exception,lesson\n"
    "R-1,2026-05-01,late parcel,Curtains came three days late,Delivery fee refunded,We refund the fee,7,5,truth,no,Ask first\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Documents of a company: a policy, an older one, an internal one, a log of past cases, a picture called .md."""
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "returns.md").write_text(RETURNS)
    (folder / "old.md").write_text(
        "# Old\n\nValid until 28 February 2026\n\n## 1 Window\n\n1.1 Return parcels any day.\n"
    )
    (folder / "desk.txt").write_text("DESK\nInternal: do not quote to customers\n\n1. TARGETS\n  Late parcel: 2 days\n")
    (folder / "past.csv").write_text(RESOLUTIONS)
    (folder / "photo.md").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    return folder


def test_one_row_a_file_says_what_became_of_it(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = amends("ingest", folder, "--json", home=home)
    assert first.status == 0, "one refused file is no failure of the others"
    assert {row["path"]: row["status"] for row in first.json} == {
        "desk.txt": "added", "old.md": "added", "past.csv": "added", "photo.md": "refused", "returns.md": "added",
    }  # fmt: skip
    assert {row["kind"] for row in first.json if row["path"] == "past.csv"} == {"resolution"}
    (folder / "returns.md").write_text(RETURNS.replace("30", "45"))
    second = amends("ingest", folder, home=home)
    assert "updated" in next(line for line in second.out.splitlines() if "returns.md" in line)
    assert "unchanged" in next(line for line in second.out.splitlines() if "old.md" in line)
    refused = next(line for line in second.out.splitlines() if "photo.md" in line)
    assert "a picture" in refused
    assert [row["version"] for row in amends("documents", "--json", home=home).json if row["path"] == "returns.md"] == [
        2
    ]


def test_when_all_are_refused_the_status_says_so(folder: Path, tmp_path: Path) -> None:
    answer = amends("ingest", folder / "photo.md", home=tmp_path / "home")
    assert answer.status == 1
    assert "refused" in answer.out
    assert amends("documents", "--json", home=tmp_path / "home").json == []


def test_what_is_known_is_listed_with_its_standing_and_can_be_removed(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    amends("ingest", folder, home=home)
    known = {row["path"]: row for row in amends("documents", "--json", home=home).json}
    assert known["returns.md"]["in_force"] is True
    assert known["returns.md"]["terms"] >= 2
    assert known["old.md"]["in_force"] is False
    assert known["desk.txt"]["standing"]["internal"] is True
    table = amends("documents", home=home).out
    assert "ended 2026-02-28" in table
    assert "internal" in table
    assert amends("remove", "old.md", home=home).status == 0
    assert "old.md" not in amends("documents", home=home).out
    assert_refused(amends("remove", "old.md", home=home), "no document old.md")


def test_each_term_comes_with_its_words_and_its_limits(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    amends("ingest", folder / "returns.md", home=home)
    terms = amends("terms", "--document", "returns.md", "--json", home=home).json
    refund = next(term for term in terms if term["kind"] == "refund")
    assert refund["quote"] in RETURNS
    assert refund["due"]["value"] == 7
    assert refund["confirmed"] is False
    table = amends("terms", home=home).out
    assert "within 7 business days" in table
    assert amends("terms", "--on", "2026-02-01", "--json", home=home).json == [], "not in force yet on that day"
    assert_refused(amends("terms", "--document", "none.md", home=home), "no document none.md")


def test_search_finds_what_is_in_force_and_public_unless_asked_for_more(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    amends("ingest", folder, home=home)

    def found(*options: str) -> set[str]:
        return {
            hit["document"]
            for hit in amends("search", "late parcel", "-k", "20", "--json", *options, home=home).json["hits"]
        }

    assert found() == {"returns.md", "past.csv"}
    assert found("--kind", "policy") == {"returns.md"}
    assert found("--kind", "resolution") == {"past.csv"}
    assert found("--internal") == {"returns.md", "past.csv", "desk.txt"}
    assert found("--kind", "policy", "--on", "2026-02-01") == {"old.md"}
    assert found("--all") == {"returns.md", "past.csv", "desk.txt", "old.md"}
    hits = amends("search", "late parcel", "--json", "-k", "1", "--kind", "policy", home=home).json["hits"]
    assert hits[0]["section"] == "2. Refunds"
    assert "delivery fee" in hits[0]["quote"]


def test_a_file_of_queries_is_answered_in_order_and_a_bad_line_costs_no_other(folder: Path, tmp_path: Path) -> None:
    home, queries, out = tmp_path / "home", tmp_path / "q.jsonl", tmp_path / "hits.jsonl"
    amends("ingest", folder / "returns.md", home=home)
    asked = [{"id": f"q{i}", "text": "late parcel" if i != 70 else " "} for i in range(140)]
    queries.write_text("\n".join(map(json.dumps, asked)))
    answer = amends("search", "--batch", queries, "--out", out, "-k", "2", "--json", home=home)
    assert answer.json == {"lines": 140, "failed": 1, "out": str(out)}
    rows = lines(out)
    assert [row["id"] for row in rows] == [each["id"] for each in asked]
    assert rows[70]["error"].startswith("The query is empty")
    alone = amends("search", "late parcel", "-k", "2", "--json", home=home).json["hits"]
    assert all(row["hits"] == alone for row in rows if row["id"] != "q70")


def test_the_index_can_be_made_anew(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    taken = amends("ingest", folder / "returns.md", "--json", home=home).json[0]
    before = amends("search", "late parcel", "--json", home=home).json
    assert amends("reindex", "--json", home=home).json == {"passages": taken["passages"]}
    assert amends("search", "late parcel", "--json", home=home).json == before


def test_rows_in_a_pipe_are_lines_without_colour(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    amends("ingest", folder / "returns.md", home=home)
    out = amends("documents", home=home).out
    assert len(out.splitlines()) == 2
    assert "\x1b[" not in out


def test_a_dry_run_tells_the_changed_limits_and_takes_nothing_in(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    amends("ingest", folder / "returns.md", home=home)
    (folder / "returns.md").write_text(RETURNS.replace("30", "45"))
    (told,) = amends("ingest", folder / "returns.md", "--dry-run", "--json", home=home).json
    assert (told["status"], told["since"]) == ("updated", 1)
    assert any("30" in pair["old"]["quote"] and "45" in pair["new"]["quote"] for pair in told["changed"])
    shown = amends("ingest", folder / "returns.md", "--dry-run", home=home).out
    assert "becomes" in shown
    assert [row["version"] for row in amends("documents", "--json", home=home).json] == [1]


def test_two_versions_are_listed_with_the_days_on_which_they_hold(tmp_path: Path) -> None:
    home, file = tmp_path / "home", tmp_path / "fees.md"
    for day, fee in (("1 March 2026", 5), ("1 January 2099", 9)):
        file.write_text(f"# Fees\n\nEffective {day}\n\n## 1 Fee\n\n1.1 The fee is ${fee}.\n")
        amends("ingest", file, home=home)
    (row,) = amends("documents", "--json", home=home).json
    assert (row["version"], row["in_force"]) == (2, False)
    assert [(e["version"], e["standing"]["effective_until"]) for e in row["earlier"]] == [(1, "2098-12-31")]
    assert "version 1 until 2098-12-31" in amends("documents", home=home).out
    for day, fee in (("2098-12-31", "$5"), ("2099-01-01", "$9")):
        hits = amends("search", "fee", "--on", day, "--json", home=home).json["hits"]
        assert [fee in hit["quote"] for hit in hits if "The fee is" in hit["quote"]] == [True]
        assert len({hit["version"] for hit in hits}) == 1
