"""Where forms led that were done, so that the same one sent again leads there too.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is new."""
    op.create_table(
        "form_outcomes",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("led_to", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_form_outcomes_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_outcomes")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_form_outcomes_world_id_id")),
        sa.UniqueConstraint("world_id", "mark", name=op.f("uq_form_outcomes_world_id_mark")),
    )
    with op.batch_alter_table("form_outcomes", schema=None) as batch_op:
        batch_op.create_index("ix_form_outcomes_at", ["world_id", "at"], unique=False)


def downgrade() -> None:
    """Take it away again."""
    with op.batch_alter_table("form_outcomes", schema=None) as batch_op:
        batch_op.drop_index("ix_form_outcomes_at")
    op.drop_table("form_outcomes")
