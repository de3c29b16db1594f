"""Dossiers: holds of browsers that end with the sessions of the account.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is new."""
    with op.batch_alter_table("dossiers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hold_round", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("dossiers", schema=None) as batch_op:
        batch_op.alter_column("hold_round", server_default=None)


def downgrade() -> None:
    """Take it away again."""
    with op.batch_alter_table("dossiers", schema=None) as batch_op:
        batch_op.drop_column("hold_round")
