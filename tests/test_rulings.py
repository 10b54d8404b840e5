"""What people rule about terms holds, in every version in which the clause stands, and is on record with who and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from rulebook import embedder
from sqlalchemy import create_engine

from knowledge.base import KnowledgeBase
from knowledge.errors import UnknownDocument
from knowledge.terms import Money, Span, Term, read_terms

NOW = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)
LATE = "A late parcel is compensated with a credit of 20 USD within 5 business days of the request."
LOST = "A lost parcel is replaced within 10 days of the report."
POLICY = f"# Delivery\n\n## 1 Late\n\n{LATE}\n\n## 2 Lost\n\n{LOST}\n"


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    """A knowledge base that holds one policy."""
    made = KnowledgeBase(
        create_engine(f"sqlite:///{tmp_path}/k.db"),
        index_dir=tmp_path / "index",
        chroma_url=None,
        embedder=embedder(),
        read_terms=read_terms,
    )
    made.add("delivery.md", POLICY.encode())
    yield made
    made.close()


def quoted(base: KnowledgeBase, quote: str, path: str = "delivery.md") -> Term:
    """The term whose words are these (without their full stop)."""
    (found,) = [term for term in base.terms(path) if term.quote.rstrip(".") == quote.rstrip(".")]
    return found


def corrected(base: KnowledgeBase) -> Term:
    """The credit put at 25 USD in 3 days, and on record."""
    term = quoted(base, LATE).model_copy(
        update={"amount": Money(value=Decimal(25), currency="USD"), "due": Span(value=3, unit="days")}
    )
    base.rule(term, "corrected", by="mona", at=NOW, note="The clause was misread.")
    return term


def holds(base: KnowledgeBase, quote: str = LATE) -> bool:
    """Whether the corrected limits are the ones that count, in words that stand in the text."""
    term = quoted(base, quote)
    (text,) = [p.text for p in base.passages("delivery.md") if p.id == term.passage]
    assert text[term.start : term.end] == term.quote
    return (term.confirmed, term.amount and term.amount.value, term.due and term.due.value) == (True, 25, 3)


def test_a_correction_counts_and_is_on_record_with_who_and_when(base: KnowledgeBase) -> None:
    corrected(base)
    assert holds(base)
    (ruling,) = base.rulings()
    assert (ruling.verdict, ruling.by, ruling.at, ruling.note) == ("corrected", "mona", NOW, "The clause was misread.")
    assert ruling.quote == quoted(base, LATE).quote


@pytest.mark.parametrize(
    "text",
    [
        POLICY + "\n## 3 Other\n\nWe answer within 4 days.\n",
        POLICY.replace(LATE, f"Parcels can be late. {LATE} We are sorry for it."),
        POLICY.replace("## 1 Late", "## 3 Parcels that come late"),
    ],
    ids=["another section", "other words around it", "its section renamed"],
)
def test_a_correction_outlives_a_new_version_with_the_clause_unchanged(base: KnowledgeBase, text: str) -> None:
    corrected(base)
    assert base.add("delivery.md", text.encode()).status == "updated"
    assert holds(base)
    assert base.asked_again() == ()


def test_a_correction_outlives_a_reindex_and_a_removal(base: KnowledgeBase) -> None:
    corrected(base)
    base.reindex()
    assert holds(base)
    base.remove("delivery.md")
    assert base.terms() == ()
    base.add("delivery.md", POLICY.encode())
    assert holds(base)


def test_when_the_clause_changes_the_correction_is_asked_about_again(base: KnowledgeBase) -> None:
    corrected(base)
    changed = LATE.replace("20 USD", "30 USD")
    base.add("delivery.md", POLICY.replace(LATE, changed).encode())
    term = quoted(base, changed)
    assert (term.confirmed, term.amount and term.amount.value) == (False, 30), "the old answer is not put on new words"
    (asked,) = base.asked_again()
    assert asked.ruling.verdict == "corrected"
    assert asked.now == term
    base.rule(asked.ruling.term, "withdrawn", by="mona", at=NOW)
    assert base.asked_again() == ()


def test_where_nothing_like_the_clause_is_left_the_question_says_so(base: KnowledgeBase) -> None:
    corrected(base)
    base.add("delivery.md", b"# Delivery\n\n## 2 Lost\n\nQueues at the counter are kept short.\n")
    (asked,) = base.asked_again()
    assert asked.now is None


def test_a_rejected_term_is_no_term_until_the_ruling_is_withdrawn(base: KnowledgeBase) -> None:
    term = quoted(base, LATE)
    base.rule(term, "rejected", by="mona", at=NOW)
    assert [t.quote for t in base.terms()] == [quoted(base, LOST).quote]
    base.add("delivery.md", (POLICY + "\nMore.\n").encode())
    base.reindex()
    assert [t.quote for t in base.terms()] == [quoted(base, LOST).quote]
    base.rule(term, "withdrawn", by="mona", at=NOW)
    assert quoted(base, LATE).amount == term.amount
    assert [ruling.verdict for ruling in base.rulings()] == ["rejected", "withdrawn"]


def test_a_rejected_clause_is_asked_about_again_when_its_words_change(base: KnowledgeBase) -> None:
    base.rule(quoted(base, LATE), "rejected", by="mona", at=NOW)
    changed = LATE.replace("5 business days", "8 business days")
    base.add("delivery.md", POLICY.replace(LATE, changed).encode())
    (asked,) = base.asked_again()
    assert asked.now == quoted(base, changed)


def test_what_a_person_confirmed_outranks_whatever_else_is_read_in_its_words(
    base: KnowledgeBase, tmp_path: Path
) -> None:
    """Another reader cuts the same clause differently; the confirmed reading stays, the others in its words go."""
    corrected(base)
    base.close()

    def in_halves(passages: object) -> tuple[Term, ...]:
        read = read_terms(passages)  # type: ignore[arg-type]  # handed on as it came
        return tuple(t.model_copy(update={"id": f"{t.id}-{i}", "quote": t.quote[: 30 * i], "end": t.start + 30 * i})
                     for t in read for i in (1, 2))  # fmt: skip

    other = KnowledgeBase(
        create_engine(f"sqlite:///{tmp_path}/k.db"),
        index_dir=tmp_path / "index",
        chroma_url=None,
        embedder=embedder(),
        read_terms=in_halves,
    )
    other.reindex()
    assert [t.quote.rstrip(".") for t in other.terms() if t.section == "1 Late"] == [LATE.rstrip(".")]
    assert holds(other)
    other.close()


def test_a_clause_that_a_later_version_will_replace_can_be_ruled_about_until_then(base: KnowledgeBase) -> None:
    later = POLICY.replace("20 USD", "30 USD").replace("# Delivery\n", "# Delivery\n\nEffective from: 2999-01-01\n")
    base.add("delivery.md", later.encode())
    assert quoted(base, LATE).version == 1
    corrected(base)
    assert quoted(base, LATE).confirmed
    assert not quoted(base, LATE.replace("20 USD", "30 USD")).confirmed


def test_nobody_can_rule_about_words_that_stand_nowhere(base: KnowledgeBase) -> None:
    term = quoted(base, LATE).model_copy(update={"quote": "Everybody gets 1,000 USD"})
    with pytest.raises(UnknownDocument, match="no term"):
        base.rule(term, "confirmed", by="mona", at=NOW)
    assert base.rulings() == ()


OTHER = "A late parcel is compensated with a credit of 20 USD within 9 business days of the request."


def overrule(base: KnowledgeBase, header: str = "") -> None:
    """A second document with another limit, of which the first is said to rule no longer."""
    base.add("desk.md", f"# Desk\n{header}\n## 1 Late\n\n{OTHER}\n".encode())
    base.rule(quoted(base, LATE), "overruled", by="mona", at=NOW, rules=quoted(base, OTHER, "desk.md"))


def test_of_two_that_disagree_the_one_that_was_chosen_rules(base: KnowledgeBase) -> None:
    overrule(base)
    assert LATE.rstrip(".") not in {t.quote.rstrip(".") for t in base.terms()}
    assert quoted(base, OTHER, "desk.md")
    assert base.asked_again() == ()


def test_a_clause_is_overruled_only_while_the_one_that_rules_is_there(base: KnowledgeBase) -> None:
    overrule(base)
    base.remove("desk.md")
    assert quoted(base, LATE)


def test_a_clause_stands_until_the_day_from_which_the_other_rules(base: KnowledgeBase) -> None:
    overrule(base, "\nEffective from: 2026-12-01\n")
    assert quoted(base, LATE).standing.effective_until == dt.date(2026, 11, 30)
    assert quoted(base, LATE).standing.in_force(dt.date(2026, 11, 30))


def test_a_settled_dispute_can_be_opened_again(base: KnowledgeBase) -> None:
    term = quoted(base, LATE)
    overrule(base)
    base.rule(term, "reopened", by="mona", at=NOW)
    assert quoted(base, LATE) == term


def test_to_overrule_a_clause_does_not_undo_its_correction(base: KnowledgeBase) -> None:
    corrected(base)
    overrule(base)
    base.remove("desk.md")
    assert holds(base)
