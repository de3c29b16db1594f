"""The end of a guardianship before its last day: when, by whose account, and why.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is new."""
    with op.batch_alter_table("guardianships", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("ended_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("end_reason", sa.String(length=40), nullable=True))


def downgrade() -> None:
    """Take it away again; who was ended would be let in again by a schema that knows no end, so they go."""
    op.execute("DELETE FROM guardianships WHERE ended_at IS NOT NULL")
    with op.batch_alter_table("guardianships", schema=None) as batch_op:
        for name in ("end_reason", "ended_by_id", "ended_at"):
            batch_op.drop_column(name)
