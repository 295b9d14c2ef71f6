"""The board."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "board",
        sa.Column("season_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=True),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("anew", sa.Boolean(), nullable=False),
        sa.Column("suggested", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(["season_id"], ["season.id"], name=op.f("fk_board_season_id_season")),
        sa.PrimaryKeyConstraint("season_id", name=op.f("pk_board")),
        sqlite_autoincrement=False,
    )
    with op.batch_alter_table("circle", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hours", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("warnings", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("locked", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("barred", sa.JSON(), nullable=False, server_default="[]"))

    with op.batch_alter_table("season", schema=None) as batch_op:
        batch_op.add_column(sa.Column("weights", sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    with op.batch_alter_table("season", schema=None) as batch_op:
        batch_op.drop_column("weights")

    with op.batch_alter_table("circle", schema=None) as batch_op:
        batch_op.drop_column("barred")
        batch_op.drop_column("locked")
        batch_op.drop_column("warnings")
        batch_op.drop_column("hours")

    op.drop_table("board")
