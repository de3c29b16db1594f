"""Working days: days on which offices work although the weekday or a holiday says otherwise.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is new; until now all special days were days off."""
    with op.batch_alter_table("holidays", schema=None) as batch_op:
        batch_op.add_column(sa.Column("works", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("holidays", schema=None) as batch_op:
        batch_op.alter_column("works", server_default=None)


def downgrade() -> None:
    """Take it away again."""
    with op.batch_alter_table("holidays", schema=None) as batch_op:
        batch_op.drop_column("works")
