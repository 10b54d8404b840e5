"""What alembic runs: the revisions, on the connection that was handed over."""

from alembic import context

from assistant.migrations import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    version_table=VERSION_TABLE,
    # One transaction, the caller's: a revision that fails leaves the schema as it was.
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
