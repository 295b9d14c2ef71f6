"""Who wrote a mail, whom mail reaches, and what calendars propose."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "replay",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_replay")),
    )
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_proposal_meeting_id_meeting")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_proposal_participant_id_participant")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("meeting_id", "participant_id", "starts_at", name=op.f("uq_proposal_meeting_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_proposal_meeting_id"), "proposal", ["meeting_id"], unique=False)
    with op.batch_alter_table("incoming", schema=None) as batch_op:
        batch_op.add_column(sa.Column("envelope", sa.JSON(), nullable=False, server_default="{}"))
        for whose in ("sender", "recipient"):
            batch_op.create_index(f"ix_incoming_{whose}_received_at", [whose, "received_at"])
    with op.batch_alter_table("address", schema=None) as batch_op:
        batch_op.add_column(sa.Column("confirmed_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("chosen_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("bounced_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("bounce", sa.String(), nullable=False, server_default=""))
    op.execute(
        "UPDATE address SET confirmed_at ="
        " (SELECT created_at FROM person WHERE person.id = address.person_id)"
    )
    op.execute("UPDATE address SET chosen_at = confirmed_at")
    with op.batch_alter_table("participant", schema=None) as batch_op:
        batch_op.add_column(sa.Column("feed_since", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("feed_version", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.add_column(sa.Column("key", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("program", schema=None) as batch_op:
        batch_op.add_column(sa.Column("accepts_proposals", sa.Boolean(), nullable=False, server_default="1"))


def downgrade() -> None:
    for table, columns in (
        ("program", ["accepts_proposals"]),
        ("membership", ["key"]),
        ("participant", ["feed_version", "feed_since"]),
        ("address", ["bounce", "bounced_at", "chosen_at", "confirmed_at"]),
        ("incoming", ["envelope"]),
    ):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in columns:
                batch_op.drop_column(column)
    for whose in ("sender", "recipient"):
        op.drop_index(f"ix_incoming_{whose}_received_at", "incoming")
    op.drop_table("proposal")
    op.drop_table("replay")
