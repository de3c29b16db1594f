"""What accounts are told in the app, and by which ways they want to be told.

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is new; what was told before stays in messages alone."""
    op.create_table(
        "app_notices",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("case_code", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("link", sa.String(length=300), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["world_id", "account_id"],
            ["accounts.world_id", "accounts.id"],
            name=op.f("fk_app_notices_world_id_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["world_id", "person_id"],
            ["persons.world_id", "persons.id"],
            name=op.f("fk_app_notices_world_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_app_notices_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_app_notices")),
        sa.UniqueConstraint("key", name=op.f("uq_app_notices_key")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_app_notices_world_id_id")),
    )
    op.create_index("ix_app_notices_account", "app_notices", ["world_id", "account_id", "id"])
    op.create_index("ix_app_notices_told_at", "app_notices", ["world_id", "told_at"])
    op.create_table(
        "notice_choices",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["world_id", "account_id"],
            ["accounts.world_id", "accounts.id"],
            name=op.f("fk_notice_choices_world_id_account_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_notice_choices_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_choices")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_notice_choices_world_id_id")),
        sa.UniqueConstraint(
            "world_id",
            "account_id",
            "topic",
            "channel",
            name=op.f("uq_notice_choices_world_id_account_id_topic_channel"),
        ),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("notice_choices")
    op.drop_index("ix_app_notices_told_at", table_name="app_notices")
    op.drop_index("ix_app_notices_account", table_name="app_notices")
    op.drop_table("app_notices")
