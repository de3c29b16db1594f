"""What holders and guardians were told of the ends of cards, and how far a day's reminders have come.

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is new; nobody was reminded until now."""
    op.create_table(
        "card_reminders",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("told_id", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("days_before", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["world_id", "card_id"],
            ["health_cards.world_id", "health_cards.id"],
            name=op.f("fk_card_reminders_world_id_card_id"),
        ),
        sa.ForeignKeyConstraint(
            ["world_id", "told_id"],
            ["persons.world_id", "persons.id"],
            name=op.f("fk_card_reminders_world_id_told_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_card_reminders_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_reminders")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_card_reminders_world_id_id")),
        sa.UniqueConstraint(
            "world_id",
            "card_id",
            "told_id",
            "last_day",
            "days_before",
            name=op.f("uq_card_reminders_world_id_card_id_told_id_last_day_days_before"),
        ),
    )
    op.create_table(
        "expiry_sweeps",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("last_end", sa.Date(), nullable=False),
        sa.Column("last_id", sa.Integer(), nullable=False),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_expiry_sweeps_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expiry_sweeps")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_expiry_sweeps_world_id_id")),
        sa.UniqueConstraint("world_id", name=op.f("uq_expiry_sweeps_world_id")),
    )
    with op.batch_alter_table("health_cards", schema=None) as batch_op:
        batch_op.create_index("ix_health_cards_end", ["world_id", "valid_to", "id"], unique=False)


def downgrade() -> None:
    """Take it away again."""
    with op.batch_alter_table("health_cards", schema=None) as batch_op:
        batch_op.drop_index("ix_health_cards_end")
    op.drop_table("expiry_sweeps")
    op.drop_table("card_reminders")
