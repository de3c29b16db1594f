"""Accounts: when a browser was last seen, and which are trusted.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is new."""
    with op.batch_alter_table("sign_in_sessions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "trusted_devices",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("device_hash", sa.String(length=64), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["world_id", "account_id"],
            ["accounts.world_id", "accounts.id"],
            name=op.f("fk_trusted_devices_world_id_account_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_trusted_devices_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trusted_devices")),
        sa.UniqueConstraint(
            "world_id",
            "account_id",
            "device_hash",
            name=op.f("uq_trusted_devices_world_id_account_id_device_hash"),
        ),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_trusted_devices_world_id_id")),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("trusted_devices")
    with op.batch_alter_table("sign_in_sessions", schema=None) as batch_op:
        batch_op.drop_column("last_seen_at")
