"""Invitations of a guardian to a second one.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

LIVING = sa.text("status IN ('open', 'accepted')")


def upgrade() -> None:
    """Add what is new."""
    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("link_hash", sa.String(length=64), nullable=False),
        sa.Column("short_hash", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("inviter_id", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("guest_id", sa.Integer(), nullable=True),
        sa.Column("guest_account_id", sa.Integer(), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("guardianship_id", sa.Integer(), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                ["world_id", column],
                ["persons.world_id", "persons.id"],
                name=op.f(f"fk_invitations_world_id_{column}"),
            )
            for column in ("child_id", "inviter_id", "guest_id")
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_invitations_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_invitations_world_id_id")),
        sa.UniqueConstraint("world_id", "code", name=op.f("uq_invitations_world_id_code")),
        sa.UniqueConstraint("world_id", "link_hash", name=op.f("uq_invitations_world_id_link_hash")),
    )
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.create_index("ix_invitations_short_hash", ["world_id", "short_hash"], unique=False)
        batch_op.create_index("ix_invitations_child", ["world_id", "child_id"], unique=False)
        batch_op.create_index(
            "uq_invitations_living",
            ["world_id", "inviter_id", "child_id"],
            unique=True,
            sqlite_where=LIVING,
            postgresql_where=LIVING,
        )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("invitations")
