"""The record keeps every version, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from postgres import fresh_url
from sqlalchemy import Engine, create_engine

from assistant.store import open_database
from knowledge.catalog import Catalog
from knowledge.corpus import build
from knowledge.errors import IndexUnavailable, UnknownDocument
from knowledge.passage import Document, Passage
from knowledge.readers import read
from knowledge.tables import create_tables
from knowledge.terms import Term


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    made = create_engine(f"sqlite:///{tmp_path}/k.db" if request.param == "sqlite" else fresh_url())
    create_tables(made)
    yield made
    made.dispose()


@pytest.fixture
def catalog(engine: Engine) -> Catalog:
    return Catalog(engine)


def draft(text: str, *, version: int = 1, path: str = "fees.md") -> tuple[Document, tuple[Passage, ...]]:
    return build(
        read(text.encode(), path),
        path=path,
        kind="policy",
        version=version,
        content_hash=f"h{version}",
        labels=(("team", "care"),),
    )


def term(passage: Passage, *, confirmed: bool = False, id_: str = "t1") -> Term:
    return Term(
        id=id_, passage=passage.id, path=passage.path, version=passage.version, section=passage.section, quote=passage.text,
        start=0, end=len(passage.text), mode="entitlement", kind="refund", confirmed=confirmed, standing=passage.standing,
    )  # fmt: skip


def add(catalog: Catalog, document: Document, passages: tuple[Passage, ...], *terms: Term) -> None:
    with catalog.writing() as connection:
        catalog.advance(connection, "model")
        catalog.add(connection, [(document, passages, terms)])


FIRST = "# Fees\n\nAB-1 · Effective 1 March 2026\n\n## 1. Late\n\nThe fee is refunded.\n"
SECOND = FIRST + "\n## 2. Lost\n\nThe price is refunded.\n"


def test_what_was_written_is_read_back_equal(catalog: Catalog) -> None:
    document, passages = draft(FIRST)
    add(catalog, document, passages, term(passages[1]))
    assert catalog.documents() == (document,)
    assert catalog.document("fees.md") == document
    assert catalog.passages(document) == passages
    assert catalog.all_passages() == passages
    assert catalog.terms("fees.md") == (term(passages[1]),)


def test_old_versions_stay_readable(catalog: Catalog) -> None:
    first, old = draft(FIRST)
    second, new = draft(SECOND, version=2)
    add(catalog, first, old)
    add(catalog, second, new)
    assert catalog.documents() == (second,)
    assert catalog.document("fees.md", 1) == first
    assert catalog.passages(first) == old
    assert catalog.all_passages() == new


def test_a_removed_document_is_gone_but_its_versions_are_not(catalog: Catalog) -> None:
    document, passages = draft(FIRST)
    add(catalog, document, passages, term(passages[1]))
    with catalog.writing() as connection:
        catalog.retire(connection, document.id)
        assert catalog.last_versions(connection, [document.id, "other"]) == {document.id: (1, False)}
    assert catalog.documents() == ()
    assert catalog.all_passages() == ()
    assert catalog.terms() == ()
    assert catalog.document("fees.md", 1) == document
    with pytest.raises(UnknownDocument, match=r"fees\.md"):
        catalog.document("fees.md")


def test_every_change_is_counted(catalog: Catalog) -> None:
    assert catalog.generation() == (0, "")
    add(catalog, *draft(FIRST))
    add(catalog, *draft(SECOND, version=2))
    assert catalog.generation() == (2, "model")


def test_an_error_in_a_transaction_leaves_nothing_behind(catalog: Catalog) -> None:
    document, passages = draft(FIRST)
    with pytest.raises(ValueError, match="stop"), catalog.writing() as connection:
        catalog.advance(connection, "model")
        catalog.add(connection, [(document, passages, [])])
        raise ValueError("stop")
    assert catalog.documents() == ()
    assert catalog.generation() == (0, "")


def test_a_mark_is_there_until_it_is_taken_away(catalog: Catalog) -> None:
    with catalog.writing() as connection:
        catalog.mark(connection, ["d1"], "a")
        catalog.mark(connection, ["d1", "d2"], "b")
    with catalog.writing() as connection:
        assert sorted(catalog.marked(connection)) == ["d1", "d2"]
        assert catalog.unmark(connection, ["d1"], "a") == 0
        assert catalog.unmark(connection, ["d1", "d2"], "b") == 2
        assert catalog.marked(connection) == []


@pytest.mark.parametrize("backend", ["sqlite", "postgresql"])
def test_two_programs_that_read_before_they_write_both_get_through(backend: str, tmp_path: Path) -> None:
    target = tmp_path / "amends.db" if backend == "sqlite" else fresh_url()
    programs = [open_database(target) for _ in range(2)]
    with Catalog(programs[0]).writing() as connection:
        Catalog(programs[0]).advance(connection, "model")

    def change(engine: Engine) -> None:
        catalog = Catalog(engine)
        for _ in range(15):
            with catalog.writing() as connection:
                catalog.marked(connection)
                time.sleep(0.002)
                catalog.advance(connection, "model")

    with ThreadPoolExecutor(2) as at_once:
        list(at_once.map(change, programs))
    assert Catalog(programs[0]).generation() == (31, "model")
    for engine in programs:
        engine.dispose()


def test_a_database_that_cannot_be_used_is_a_sentence(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/no/such/folder/k.db")
    with pytest.raises(IndexUnavailable, match="database"):
        create_tables(engine)
