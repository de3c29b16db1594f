"""Shares: a child with an own account decides what its guardians see; a grown person whom it lets look.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is new; until now no child had an account and a guardian at once."""
    op.create_table(
        "hand_overs",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=False),
        sa.Column("default_on", sa.Date(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["world_id", "child_id"],
            ["persons.world_id", "persons.id"],
            name=op.f("fk_hand_overs_world_id_child_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_hand_overs_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_overs")),
        sa.UniqueConstraint("world_id", "child_id", name=op.f("uq_hand_overs_world_id_child_id")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_hand_overs_world_id_id")),
    )
    op.create_table(
        "shares",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("viewer_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(length=40), nullable=False),
        sa.Column("parts", sa.String(length=80), nullable=False),
        sa.Column("by_consent", sa.Boolean(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["world_id", "owner_id"],
            ["persons.world_id", "persons.id"],
            name=op.f("fk_shares_world_id_owner_id"),
        ),
        sa.ForeignKeyConstraint(
            ["world_id", "viewer_id"],
            ["persons.world_id", "persons.id"],
            name=op.f("fk_shares_world_id_viewer_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_shares_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shares")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_shares_world_id_id")),
    )
    with op.batch_alter_table("shares", schema=None) as batch_op:
        batch_op.create_index("ix_shares_owner", ["world_id", "owner_id"], unique=False)
        batch_op.create_index(
            "uq_shares_in_force",
            ["world_id", "viewer_id", "owner_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("shares")
    op.drop_table("hand_overs")
