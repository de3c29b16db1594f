"""Approved changes of the primary facility, until the office's files know of them.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is new; what was approved before came with the office's next file."""
    op.create_table(
        "facility_changes",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("holds_from", sa.Date(), nullable=False),
        sa.Column("replaced", sa.String(length=5), nullable=False),
        sa.Column("facility_code", sa.String(length=5), nullable=False),
        sa.Column("source", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["world_id", "person_id"],
            ["persons.world_id", "persons.id"],
            name=op.f("fk_facility_changes_world_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_facility_changes_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facility_changes")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_facility_changes_world_id_id")),
        sa.UniqueConstraint(
            "world_id",
            "person_id",
            "holds_from",
            "replaced",
            name=op.f("uq_facility_changes_world_id_person_id_holds_from_replaced"),
        ),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("facility_changes")
