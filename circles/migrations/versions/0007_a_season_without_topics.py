"""A season whose topics were all taken out is no longer one whose topics nobody has chosen."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_SEASON = sa.table("season", sa.column("topics", sa.JSON()), sa.column("kept", sa.JSON()))


def upgrade() -> None:
    chosen = sa.cast(_SEASON.c.topics, sa.Text) != "[]"
    _make_anew(sa.Column("kept", sa.JSON(none_as_null=True), nullable=True), chosen)


def downgrade() -> None:
    _make_anew(
        sa.Column("kept", sa.JSON(), nullable=False, server_default="[]"), _SEASON.c.topics.is_not(None)
    )


def _make_anew(column: sa.Column[object], kept: sa.ColumnElement[bool]) -> None:
    """Put a column in the place of the old one: SQLite would copy the table, which others refer to."""
    op.add_column("season", column)
    op.execute(_SEASON.update().where(kept).values(kept=_SEASON.c.topics))
    op.drop_column("season", "topics")
    op.execute("ALTER TABLE season RENAME COLUMN kept TO topics")
