"""When organizers were told that what people said in a season goes: it goes a week later at the earliest."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("season", sa.Column("told_at", sa.DateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("season", "told_at")
