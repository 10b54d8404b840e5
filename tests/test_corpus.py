"""Documents become passages that can be found again, and points by which they are found."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.corpus import POINT_LENGTH, build, is_resolutions, points
from knowledge.errors import Unreadable
from knowledge.passage import DocumentKind, Passage
from knowledge.readers import read

POLICY = """# Refunds

AB-REF-1 · Effective 1 March 2026

## 1. Window

1.1 Within 30 days of delivery.

1.2 Later requests are refused.

### 1.3 Members

Members have 45 days.

## 2. Credits

| Plan | Credit |
|---|---|
| Team | 5% |
| Business | 10% |

2.1 Credits are not paid out.
"""


def passages(text: str, name: str = "refunds.md", kind: DocumentKind = "policy") -> tuple[Passage, ...]:
    return build(read(text.encode(), name), path=name, kind=kind, version=1, content_hash="x")[1]


def test_a_passage_is_a_section_with_its_clauses_on_lines() -> None:
    found = {p.section: p.text for p in passages(POLICY) if not p.fields}
    assert found == {
        "": "AB-REF-1 · Effective 1 March 2026",
        "1. Window": "1.1 Within 30 days of delivery.\n1.2 Later requests are refused.",
        "1. Window > 1.3 Members": "Members have 45 days.",
        "2. Credits": "Plan: Team | Credit: 5%\nPlan: Business | Credit: 10%\n2.1 Credits are not paid out.",
    }


def test_each_row_of_a_table_is_a_passage_with_its_fields() -> None:
    assert [p.fields for p in passages(POLICY) if p.fields] == [
        (("Plan", "Team"), ("Credit", "5%")),
        (("Plan", "Business"), ("Credit", "10%")),
    ]


def test_a_large_table_is_its_rows_alone() -> None:
    table = "| A | B |\n|---|---|\n" + "".join(f"| a{i} | b{i} |\n" for i in range(13))
    found = passages(f"# T\n\n## Fees\n\nAs follows.\n\n{table}")
    assert [p.text for p in found if not p.fields] == ["As follows."]
    assert len([p for p in found if p.fields]) == 13


def test_ids_depend_on_the_text_and_not_on_its_neighbours() -> None:
    before = {p.text: p.id for p in passages(POLICY)}
    after = {p.text: p.id for p in passages(POLICY.replace("Members have 45", "Members have 60"))}
    changed = {text for text in before if before[text] not in after.values()}
    assert changed == {"Members have 45 days."}


def test_equal_passages_have_ids_of_their_own() -> None:
    found = passages("# T\n\n## Note\n\nNone is due.\n\n## Note\n\nNone is due.\n")
    assert len({p.id for p in found}) == len(found) == 2


def test_a_long_page_without_headings_is_split_at_paragraphs() -> None:
    paragraphs = [f"Paragraph {i} says something. " + "It goes on for a while. " * 12 for i in range(16)]
    found = passages("\n\n".join(paragraphs), "page.md")
    assert all(600 <= len(p.text) <= 1400 for p in found)
    assert [line for p in found for line in p.text.split("\n")] == [text.strip() for text in paragraphs]


def test_a_clause_is_cut_only_when_it_is_longer_than_two_thousand_characters() -> None:
    whole = "1.1 " + "This goes on and on. " * 80
    assert [p.text for p in passages(f"# T\n\n{whole}\n\n1.2 Short.\n")] == [whole.strip(), "1.2 Short."]
    assert len(passages("# T\n\n1.1 " + "This goes on and on. " * 200)) > 1


def test_past_resolutions_are_a_passage_a_row() -> None:
    log = "case_id,closed_on,issue,complaint_summary,resolution,outcome,exception\nR-1,2026-03-01,late,Late parcel,Fee refunded,truth,no\n"
    found = passages(log, "log.csv", "resolution")
    assert [(p.section, p.text) for p in found] == [("late", "late\nLate parcel\nFee refunded")]
    assert dict(found[0].fields)["exception"] == "no"


def test_a_log_without_its_columns_is_refused_with_their_names() -> None:
    with pytest.raises(Unreadable, match=r"complaint_summary, resolution are missing"):
        passages("case_id,closed_on\nR-1,2026-03-01\n", "log.csv", "resolution")


def test_a_log_is_known_by_its_columns() -> None:
    log = read(b"case_id,complaint_summary,resolution,outcome\nR-1,a,b,truth\n", "x.csv")
    assert is_resolutions(log)
    assert not is_resolutions(read(b"issue,credit\nlate,5\n", "x.csv"))


def test_headings_alone_are_no_document() -> None:
    with pytest.raises(Unreadable, match="headings only"):
        passages("# Refunds\n\n## Later\n")


def test_a_row_is_found_as_the_row_and_not_again_as_its_section() -> None:
    texts = [point.text for point in points(passages(POLICY))]
    assert texts.count("Plan: Team | Credit: 5%") == 1
    assert "2.1 Credits are not paid out." in texts


def test_points_carry_their_headings() -> None:
    said = [point.said() for point in points(passages(POLICY))]
    assert "Refunds > 1. Window > 1.3 Members\nMembers have 45 days." in said


def _joined(texts: Sequence[str]) -> str:
    return " ".join(" ".join(texts).split())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        # Dotted leaders ("Refund ..... 2 days") make a row of a table, which stands twice on purpose.
        st.text("abc .?", min_size=1, max_size=900).map(lambda text: re.sub(r"\.{2,}", ".", text)),
        min_size=1,
        max_size=12,
    )
)
def test_no_word_is_lost_between_paragraphs_passages_and_points(paragraphs: list[str]) -> None:
    """Whatever the lengths, passages hold all the text in order, and points hold all of each passage."""
    text = "\n\n".join(f"w{i} {p}" for i, p in enumerate(paragraphs))
    found = passages(text, "t.txt")
    read_as = [block.text for block in read(text.encode(), "t.txt").blocks if block.kind != "heading"]
    assert _joined([p.text for p in found]).replace(" ", "") == _joined(read_as).replace(" ", "")
    for passage in found:
        mine = [point.text for point in points([passage])]
        assert _joined(mine).replace(" ", "") == _joined([passage.text]).replace(" ", "")
        assert all(len(point) <= max(POINT_LENGTH, len(max(passage.text.split("\n"), key=len))) for point in mine)
