"""What guardians and children were told of changes in care; the last day of a decision on custody.

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is new; no decision's last day was asked for until now."""
    op.create_table(
        "care_notices",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("told_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("change", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["world_id", "child_id"],
            ["persons.world_id", "persons.id"],
            name=op.f("fk_care_notices_world_id_child_id"),
        ),
        sa.ForeignKeyConstraint(
            ["world_id", "told_id"],
            ["persons.world_id", "persons.id"],
            name=op.f("fk_care_notices_world_id_told_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_care_notices_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_notices")),
        sa.UniqueConstraint(
            "world_id",
            "child_id",
            "told_id",
            "change",
            "day",
            name=op.f("uq_care_notices_world_id_child_id_told_id_change_day"),
        ),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_care_notices_world_id_id")),
    )
    with op.batch_alter_table("dossiers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("care_until", sa.Date(), nullable=True))


def downgrade() -> None:
    """Take it away again."""
    with op.batch_alter_table("dossiers", schema=None) as batch_op:
        batch_op.drop_column("care_until")
    op.drop_table("care_notices")
