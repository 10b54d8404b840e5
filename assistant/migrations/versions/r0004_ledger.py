"""A promise keeps its letter, its evidence, how its day came about, and the changes of its day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Adds the column; promises of before have none of it."""
    op.add_column("promises", sa.Column("more", sa.JSON(), nullable=False, server_default="{}"))
