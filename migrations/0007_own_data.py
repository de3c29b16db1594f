"""Requests to delete an account, closed accounts, and when a dossier's photos were deleted.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is new; of photos deleted before, the log knows the day."""
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("dossiers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("photos_deleted_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE dossiers SET photos_deleted_at = (SELECT MAX(audit_entries.at) FROM audit_entries WHERE "
        "audit_entries.tag = 'dossier.photos_deleted' AND audit_entries.subject_id = dossiers.id)"
    )
    op.create_table(
        "deletion_requests",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("office_code", sa.String(length=5), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("address_hashes", sa.JSON(), nullable=False),
        sa.Column("messages_gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["world_id", "account_id"],
            ["accounts.world_id", "accounts.id"],
            name=op.f("fk_deletion_requests_world_id_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["world_id", "person_id"],
            ["persons.world_id", "persons.id"],
            name=op.f("fk_deletion_requests_world_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_deletion_requests_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deletion_requests")),
        sa.UniqueConstraint("challenge_id", name=op.f("uq_deletion_requests_challenge_id")),
        sa.UniqueConstraint("code", name=op.f("uq_deletion_requests_code")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_deletion_requests_world_id_id")),
    )
    with op.batch_alter_table("deletion_requests", schema=None) as batch_op:
        batch_op.create_index("ix_deletion_requests_account", ["world_id", "account_id"], unique=False)
        batch_op.create_index("ix_deletion_requests_office", ["world_id", "office_code"], unique=False)


def downgrade() -> None:
    """Take it away again."""
    with op.batch_alter_table("deletion_requests", schema=None) as batch_op:
        batch_op.drop_index("ix_deletion_requests_office")
        batch_op.drop_index("ix_deletion_requests_account")
    op.drop_table("deletion_requests")
    with op.batch_alter_table("dossiers", schema=None) as batch_op:
        batch_op.drop_column("photos_deleted_at")
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.drop_column("closed_at")
