"""How sure we were of who wrote a mail, to be looked up; why we moved a meeting, in any language."""

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
    op.add_column("meeting", sa.Column("cause", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_column("cause")
    op.drop_index(_INDEX, "incoming")
    with op.batch_alter_table("incoming", schema=None) as batch_op:
        batch_op.drop_column("level")
