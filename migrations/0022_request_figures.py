"""An index of what has come to a state and when, for the office's figures.

Revision ID: 0022
Revises: 0021
"""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

NAME = "ix_service_request_changes_figures"


def upgrade() -> None:
    """Add it."""
    op.create_index(NAME, "service_request_changes", ["world_id", "to_status", "at", "request_id"])


def downgrade() -> None:
    """Take it away again."""
    op.drop_index(NAME, "service_request_changes")
