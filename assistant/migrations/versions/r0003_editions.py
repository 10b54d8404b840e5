"""Several versions of a document are in use together; a document tells when it was changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Adds the two columns; versions of before are no editions of their documents, as they were out of use by then."""
    op.add_column("knowledge_documents", sa.Column("changed", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("knowledge_versions", sa.Column("withdrawn", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(
        "UPDATE knowledge_versions SET withdrawn = true WHERE version <> "
        "COALESCE((SELECT d.version FROM knowledge_documents d WHERE d.id = knowledge_versions.document), 0)"
    )
