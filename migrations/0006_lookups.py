"""Look-ups: units, collection points, words that find a facility, and how often somebody has asked.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is new."""
    # The command that migrates loads the facilities again, with their words: nobody can have changed them.
    op.execute("DELETE FROM health_facilities")
    with op.batch_alter_table("health_facilities", schema=None) as batch_op:
        batch_op.add_column(sa.Column("search_text", sa.Text(), nullable=False))
    op.create_table(
        "participating_units",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_folded", sa.String(length=120), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("province_code", sa.String(length=2), nullable=False),
        sa.Column("office_code", sa.String(length=5), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participating_units")),
        sa.UniqueConstraint("code", "valid_from", name=op.f("uq_participating_units_code_valid_from")),
    )
    op.create_table(
        "collection_points",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_folded", sa.String(length=120), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("agent", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("province_code", sa.String(length=2), nullable=False),
        sa.Column("phone", sa.String(length=15), nullable=False),
        sa.Column("opening", sa.String(length=100), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collection_points")),
        sa.UniqueConstraint("code", "valid_from", name=op.f("uq_collection_points_code_valid_from")),
    )
    op.create_table(
        "lookup_counts",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_lookup_counts_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lookup_counts")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_lookup_counts_world_id_id")),
        sa.UniqueConstraint("world_id", "key_hash", name=op.f("uq_lookup_counts_world_id_key_hash")),
    )
    with op.batch_alter_table("lookup_counts", schema=None) as batch_op:
        batch_op.create_index("ix_lookup_counts_ends", ["world_id", "ends_at"], unique=False)


def downgrade() -> None:
    """Take it away again."""
    with op.batch_alter_table("lookup_counts", schema=None) as batch_op:
        batch_op.drop_index("ix_lookup_counts_ends")
    op.drop_table("lookup_counts")
    op.drop_table("collection_points")
    op.drop_table("participating_units")
    with op.batch_alter_table("health_facilities", schema=None) as batch_op:
        batch_op.drop_column("search_text")
