"""A record of before keeps its documents as they were when it is brought up to date."""

from __future__ import annotations

from pathlib import Path

import pytest
from postgres import fresh_url
from sqlalchemy import create_engine, text

from assistant.migrations import upgrade
from assistant.store import open_database
from knowledge.catalog import Catalog
from knowledge.errors import UnknownDocument
from knowledge.tables import create_tables

ROWS = (
    "INSERT INTO knowledge_documents (id, path, kind, version) VALUES ('d1', 'returns.md', 'policy', 2), ('d2', 'gone.md', 'policy', NULL)",
    "INSERT INTO knowledge_versions (document, version, title, content_hash, standing, labels, hidden) VALUES "
    "('d1', 1, 'Returns', 'h1', '{}', '[]', '[]'), ('d1', 2, 'Returns', 'h2', '{\"effective_from\": \"2026-03-01\"}', '[]', '[]'), "
    "('d2', 1, 'Gone', 'h3', '{}', '[]', '[]')",
    "INSERT INTO knowledge_passages (document, version, id, position, section, text, page, fields) VALUES "
    "('d1', 1, 'p1', 0, '1', 'Thirty days.', NULL, '[]'), ('d1', 2, 'p2', 0, '1', 'Forty days.', NULL, '[]'), "
    "('d2', 1, 'p3', 0, '1', 'Never again.', NULL, '[]')",
    "INSERT INTO knowledge_generation (id, number, embedder) VALUES (1, 7, 'model')",
)


@pytest.mark.parametrize("backend", ["sqlite", "postgresql"])
def test_versions_that_were_out_of_use_before_there_were_several_stay_so(backend: str, tmp_path: Path) -> None:
    target = tmp_path / "amends.db" if backend == "sqlite" else fresh_url()
    old = create_engine(f"sqlite:///{target}" if isinstance(target, Path) else target)
    with old.begin() as connection:
        upgrade(connection, "0002")
        for statement in ROWS:
            # The text holds colons, which are no parameters here.
            connection.execute(text(statement.replace(":", r"\:")))
    old.dispose()
    engine = open_database(target)
    try:
        create_tables(engine)
        catalog = Catalog(engine)
        assert catalog.generation() == (7, "model")
        assert [(d.path, d.version) for d in catalog.documents()] == [("returns.md", 2)]
        assert {id_: [e.version for e in held] for id_, held in catalog.editions().items()} == {"d1": [2]}
        assert [passage.text for passage in catalog.all_passages()] == ["Forty days."]
        assert [p.text for p in catalog.passages(catalog.document("returns.md", 1))] == ["Thirty days."]
        with pytest.raises(UnknownDocument):
            catalog.document("gone.md")
        assert catalog.changed_since(0) == []
    finally:
        engine.dispose()
