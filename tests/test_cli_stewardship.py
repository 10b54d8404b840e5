"""Ruling about terms, and what is missing, on the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from terminal import amends, assert_refused


@pytest.fixture
def home(with_returns: Path, tmp_path: Path) -> Path:
    """A home with one policy."""
    return shutil.copytree(with_returns, tmp_path / "home")


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


# Corrections


def test_a_limit_is_corrected_and_the_list_says_so(home: Path) -> None:
    term = refund(home)
    put = ("--set", "due=9-12 business days after the request", "--set", "authority=supervisor")
    answer = amends("terms", "--correct", term, *put, "--note", "misread", home=home)
    assert answer.status == 0
    assert "within 9-12 business days after the request" in answer.out
    stands = {t["id"]: t for t in amends("terms", "--json", home=home).json}[term]
    assert stands["confirmed"] is True
    assert stands["due"] == {"value": 9, "max": 12, "unit": "business_days", "after": "the request"}
    assert stands["authority"] == "supervisor"


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ((), ("--set",)),
        (("price=5",), ("price", "is no limit", "due")),
        (("due=soon",), ("Our time", "soon")),
        (("due=5 days or so",), ("5 days or so",)),
        (("amount=lots",), ("The sum", "lots")),
        (("percent=a half",), ("The share", "a half")),
        (("kind=gift",), ("The kind", "gift", "refund")),
        (("mode=maybe",), ("The mode", "maybe", "entitlement")),
        (("amount",), ("sets no limit",)),
        (("percent=4000",), ("1,000 percent",)),
    ],
)
def test_what_is_no_limit_is_refused_and_nothing_changes(
    home: Path, limits: tuple[str, ...], words: tuple[str, ...]
) -> None:
    before = amends("terms", "--json", home=home).json
    put = [each for limit in limits for each in ("--set", limit)]
    assert_refused(amends("terms", "--correct", refund(home), *put, home=home), *words)
    assert amends("terms", "--json", home=home).json == before


TABLE = "Plan,Credit,Paid within\nBasic,10 USD,5 days\nGold,20 USD,5 days\n"


def gold(home: Path) -> dict[str, object]:
    """The row of the Gold plan as it stands."""
    found: dict[str, object] = next(t for t in amends("terms", "--json", home=home).json if "Plan: Gold" in t["quote"])
    return found


def test_a_cell_of_a_table_row_is_corrected_and_asked_about_again_when_the_row_changes(
    home: Path, tmp_path: Path
) -> None:
    table = tmp_path / "credits.csv"
    table.write_text(TABLE)
    amends("ingest", table, home=home)
    row = str(gold(home)["id"])
    assert_refused(amends("terms", "--correct", row, "--set", "amount=25 USD", home=home), "cells", '"Credit"')
    answer = amends("terms", "--correct", row, "--set", "credit=25 USD", "--set", "paid within=8 days", home=home)
    assert answer.status == 0
    assert "Credit: 25 USD" in answer.out

    def stands() -> bool:
        term = gold(home)
        return (term["amount"], term["due"]["value"]) == ({"value": 25.0, "currency": "USD"}, 8)  # type: ignore[index]  # JSON

    assert stands()
    table.write_text(TABLE + "Silver,15 USD,5 days\n")
    assert amends("ingest", table, "--json", home=home).json[0]["status"] == "updated"
    assert stands(), "the row is unchanged"
    assert amends("terms", "--again", "--json", home=home).json == []
    table.write_text(TABLE.replace("20 USD", "30 USD"))
    amends("ingest", table, home=home)
    assert gold(home)["amount"] == {"value": 30.0, "currency": "USD"}
    (asked,) = amends("terms", "--again", "--json", home=home).json
    assert asked["ruling"]["verdict"] == "corrected"
    assert asked["now"]["id"] == gold(home)["id"]
    assert "30 USD" in amends("terms", "--again", home=home).out


# Disputes

LEDGER = "# Ledger\n\n## 1 Payments\n\nFor a late parcel we refund the delivery fee within 12 business days of the request.\n"


@pytest.fixture
def torn(home: Path, tmp_path: Path) -> Path:
    """A home with two documents that disagree."""
    (tmp_path / "ledger.md").write_text(LEDGER)
    assert amends("ingest", tmp_path / "ledger.md", home=home).status == 0
    return home


def test_documents_that_disagree_are_listed_with_the_stricter_one_and_who_settles(torn: Path) -> None:
    amends("users", "add", "mona", "--role", "manager", home=torn)
    (dispute,) = amends("disputes", "--json", home=torn).json
    assert sorted(dispute["documents"]) == ["ledger.md", "returns.md"]
    strict = next(t for t in (dispute["one"], dispute["other"]) if t["id"] == dispute["stricter"])
    assert strict["path"] == "ledger.md"
    assert dispute["settled_by"] == ["mona"]
    shown = amends("disputes", home=torn)
    (line,) = [line for line in shown.out.splitlines() if "stricter: rules" in line]
    assert "ledger.md" in line
    assert dispute["id"] in shown.out and f"--settle {dispute['id']}" in shown.err


@pytest.mark.parametrize("named", ["returns.md", "within 7 business days", "TERM"])
def test_a_dispute_is_settled_by_document_by_words_or_by_term_and_can_be_opened_again(torn: Path, named: str) -> None:
    (dispute,) = amends("disputes", "--json", home=torn).json
    mine = next(t for t in (dispute["one"], dispute["other"]) if t["path"] == "returns.md")
    put = ("--settle", dispute["id"], "--for", mine["id"] if named == "TERM" else named, "--note", "agreed")
    answer = amends("disputes", *put, "--json", home=torn).json
    assert (answer["settled"], answer["rules"]["path"], answer["overruled"]["path"]) == (dispute["id"], "returns.md", "ledger.md")  # fmt: skip
    assert amends("disputes", "--json", home=torn).json == []
    assert {t["path"] for t in amends("terms", "--on", "2026-11-23", "--json", home=torn).json} == {"returns.md"}
    (settled,) = amends("disputes", "--settled", "--json", home=torn).json
    assert (settled["rules"]["document"], settled["overruled"]["document"]) == ("returns.md", "ledger.md")
    assert (settled["by"], settled["note"]) == ("ana", "agreed")
    assert "agreed" in amends("disputes", "--settled", home=torn).out
    assert amends("disputes", "--reopen", str(settled["id"]), home=torn).status == 0
    assert [d["id"] for d in amends("disputes", "--json", home=torn).json] == [dispute["id"]]


def test_a_dispute_is_settled_only_by_a_manager_and_only_for_one_of_its_clauses(torn: Path) -> None:
    (dispute,) = amends("disputes", "--json", home=torn).json
    id_ = dispute["id"]
    amends("users", "add", "mona", "--role", "manager", home=torn)
    settle = ("disputes", "--settle", id_)
    assert_refused(
        amends(*settle, "--for", "returns.md", "--as", "rick", home=torn), "rick is a rep", "takes a manager"
    )
    assert_refused(amends(*settle, "--for", "refund", "--as", "mona", home=torn), "returns.md", "ledger.md")
    assert_refused(amends(*settle, "--for", "other.md", "--as", "mona", home=torn), "other.md")
    assert_refused(amends(*settle, "--as", "mona", home=torn), "--for")
    assert_refused(amends("disputes", "--settle", "D-0", "--for", "returns.md", home=torn), "D-0", "no open dispute")
    assert_refused(amends("disputes", "--reopen", "99", "--as", "mona", home=torn), "99")
    assert [d["id"] for d in amends("disputes", "--json", home=torn).json] == [id_]


def test_without_disputes_the_answer_says_so(home: Path) -> None:
    assert amends("disputes", "--json", home=home).json == []
    assert "No two documents in force" in amends("disputes", home=home).out
    assert "Nothing was settled yet." in amends("disputes", "--settled", home=home).out
