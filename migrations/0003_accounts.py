"""Accounts: browsers last seen and trusted, recovery codes of staff, cases of a lost phone.

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
    op.create_table(
        "recovery_codes",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["world_id", "account_id"],
            ["accounts.world_id", "accounts.id"],
            name=op.f("fk_recovery_codes_world_id_account_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_recovery_codes_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_codes")),
        sa.UniqueConstraint(
            "world_id",
            "account_id",
            "code_hash",
            name=op.f("uq_recovery_codes_world_id_account_id_code_hash"),
        ),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_recovery_codes_world_id_id")),
    )
    op.create_table(
        "account_cases",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("new_phone", sa.Text(), nullable=False),
        sa.Column("office_code", sa.String(length=5), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decision", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["world_id", "account_id"],
            ["accounts.world_id", "accounts.id"],
            name=op.f("fk_account_cases_world_id_account_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_account_cases_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_cases")),
        sa.UniqueConstraint("challenge_id", name=op.f("uq_account_cases_challenge_id")),
        sa.UniqueConstraint("code", name=op.f("uq_account_cases_code")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_account_cases_world_id_id")),
    )
    with op.batch_alter_table("account_cases", schema=None) as batch_op:
        batch_op.create_index(
            "ix_account_cases_office", ["world_id", "office_code", "decided_at"], unique=False
        )


def downgrade() -> None:
    """Take it away again."""
    with op.batch_alter_table("account_cases", schema=None) as batch_op:
        batch_op.drop_index("ix_account_cases_office")

    op.drop_table("account_cases")
    op.drop_table("recovery_codes")
    op.drop_table("trusted_devices")
    with op.batch_alter_table("sign_in_sessions", schema=None) as batch_op:
        batch_op.drop_column("last_seen_at")
