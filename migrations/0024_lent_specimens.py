"""Which device practises with invented papers, so that two phones of a hall never hold the same.

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is new; nothing is lent yet."""
    with op.batch_alter_table("specimens", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lent_to", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("lent_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take it away again."""
    with op.batch_alter_table("specimens", schema=None) as batch_op:
        batch_op.drop_column("lent_at")
        batch_op.drop_column("lent_to")
