"""Ruling about terms, and what is missing, on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from terminal import RETURNS, amends, assert_refused


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with one policy."""
    (tmp_path / "returns.md").write_text(RETURNS)
    assert amends("ingest", tmp_path / "returns.md", home=tmp_path / "home").status == 0
    return tmp_path / "home"


def refund(home: Path) -> str:
    """The id of the term about the delivery fee."""
    found: str = next(t["id"] for t in amends("terms", "--json", home=home).json if t["kind"] == "refund" and t["due"])
    return found


def test_a_term_is_confirmed_and_the_list_says_so(home: Path) -> None:
    term = refund(home)
    answer = amends("terms", "--confirm", term, "--note", "read with legal", home=home)
    assert answer.status == 0
    assert "is confirmed" in answer.out
    assert {t["id"]: t["confirmed"] for t in amends("terms", "--json", home=home).json}[term] is True
    assert next(line for line in amends("terms", home=home).out.splitlines() if term in line).count("yes") == 1


def test_a_rejected_term_is_no_longer_listed(home: Path) -> None:
    term = refund(home)
    answer = amends("terms", "--reject", term, "--json", home=home).json
    assert (answer["verdict"], answer["term"]["id"]) == ("rejected", term)
    assert term not in {t["id"] for t in amends("terms", "--json", home=home).json}
    assert_refused(amends("terms", "--reject", term, home=home), "no term", term)


def test_a_rep_may_not_rule_and_nothing_changes(home: Path) -> None:
    amends("users", "add", "mona", "--role", "manager", home=home)
    term = refund(home)
    assert_refused(amends("terms", "--confirm", term, "--as", "rick", home=home), "rick is a rep", "takes a manager")
    assert_refused(amends("terms", "--confirm", term, "--reject", term, "--as", "mona", home=home), "not both")
    assert not any(t["confirmed"] for t in amends("terms", "--json", home=home).json)
    assert amends("terms", "--confirm", term, "--as", "mona", home=home).status == 0


def test_complaints_without_a_policy_are_counted_under_a_heading(home: Path) -> None:
    for text in (b"There is no policy for the rash from your packaging tape.", b"Your tape gave me a rash: no policy?",
                 b"My lamp broke."):  # fmt: skip
        assert amends("draft", home=home, stdin=text).status == 0
    (gap,) = amends("gaps", "--json", home=home).json
    assert gap["count"] == 2
    assert gap["cases"] == ["C-000002", "C-000001"]
    assert gap["heading"]
    shown = amends("gaps", home=home).out
    assert gap["heading"] in shown


def test_without_gaps_the_answer_says_so(tmp_path: Path) -> None:
    assert amends("gaps", "--json", home=tmp_path).json == []
    assert "No complaint was left without a policy." in amends("gaps", home=tmp_path).out
