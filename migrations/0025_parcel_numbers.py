"""Finding the parcels of a number of the post: one that stands for another home's is not written twice.

Revision ID: 0025
Revises: 0024
"""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    with op.batch_alter_table("service_requests", schema=None) as batch_op:
        batch_op.create_index(
            "ix_service_requests_tracking_number", ["world_id", "tracking_number"], unique=False
        )


def downgrade() -> None:
    """Take it away again."""
    with op.batch_alter_table("service_requests", schema=None) as batch_op:
        batch_op.drop_index("ix_service_requests_tracking_number")
