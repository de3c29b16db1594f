"""Who looked at whom.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

UNIQUE = ("world_id", "subject_id", "day", "viewer_id", "page")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "looks",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("viewer_id", sa.Integer(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("changed", sa.Boolean(), nullable=False),
        sa.Column("relation", sa.String(length=40), nullable=True),
        sa.Column("office_code", sa.String(length=5), nullable=False),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_looks_world_id")),
        sa.ForeignKeyConstraint(
            ["world_id", "viewer_id"],
            ["accounts.world_id", "accounts.id"],
            name=op.f("fk_looks_world_id_viewer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["world_id", "subject_id"],
            ["persons.world_id", "persons.id"],
            name=op.f("fk_looks_world_id_subject_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_looks")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_looks_world_id_id")),
        sa.UniqueConstraint(*UNIQUE, name=op.f("uq_looks_world_id_subject_id_day_viewer_id_page")),
    )
    with op.batch_alter_table("looks", schema=None) as batch_op:
        batch_op.create_index("ix_looks_viewer", ["world_id", "viewer_id"], unique=False)
        batch_op.create_index("ix_looks_day", ["world_id", "day"], unique=False)


def downgrade() -> None:
    """Forget who looked."""
    op.drop_table("looks")
