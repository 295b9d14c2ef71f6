"""How sure we were of who wrote a mail, where it can be looked up."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_INDEX = "ix_incoming_recipient_level"
_INCOMING = sa.table("incoming", sa.column("level"), sa.column("outcome", sa.JSON))


def upgrade() -> None:
    op.add_column("incoming", sa.Column("level", sa.String(length=20), nullable=True))
    op.execute(_INCOMING.update().values(level=_INCOMING.c.outcome["trust"]["level"].as_string()))
    op.create_index(_INDEX, "incoming", ["recipient", "level"])


def downgrade() -> None:
    op.drop_index(_INDEX, "incoming")
    with op.batch_alter_table("incoming", schema=None) as batch_op:
        batch_op.drop_column("level")
