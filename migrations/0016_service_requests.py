"""Requests of services: a card again, another facility, a correction.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_DRAFT = sa.text("status = 'awaiting_code'")
_OPEN = sa.text(
    "status IN ('approved', 'handed_to_school', 'in_delivery', 'in_process', 'printed', 'ready_at_office', "
    "'received', 'returned', 'sent', 'supplement_asked')"
)


def upgrade() -> None:
    """Add what is new."""
    op.create_table(
        "service_requests",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("about", sa.String(length=80), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("card_code", sa.String(length=15), nullable=True),
        sa.Column("why_paper", sa.String(length=40), nullable=True),
        sa.Column("loss", sa.String(length=40), nullable=True),
        sa.Column("delivery", sa.String(length=40), nullable=True),
        sa.Column("school_code", sa.String(length=40), nullable=True),
        sa.Column("class_name", sa.String(length=30), nullable=False),
        sa.Column("recipient", sa.String(length=100), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("commune_code", sa.String(length=5), nullable=True),
        sa.Column("street", sa.String(length=200), nullable=False),
        sa.Column("delivery_note", sa.String(length=200), nullable=False),
        sa.Column("postage", sa.Integer(), nullable=True),
        sa.Column("facility_code", sa.String(length=5), nullable=True),
        sa.Column("quoted", sa.JSON(), nullable=False),
        sa.Column("told", sa.String(length=500), nullable=False),
        sa.Column("office_code", sa.String(length=5), nullable=True),
        sa.Column("saved_steps", sa.JSON(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("tracking_number", sa.String(length=30), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["world_id", "asked_by_id"],
            ["accounts.world_id", "accounts.id"],
            name=op.f("fk_service_requests_world_id_asked_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["world_id", "person_id"],
            ["persons.world_id", "persons.id"],
            name=op.f("fk_service_requests_world_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_service_requests_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_requests")),
        sa.UniqueConstraint("code", name=op.f("uq_service_requests_code")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_service_requests_world_id_id")),
    )
    with op.batch_alter_table("service_requests", schema=None) as batch_op:
        batch_op.create_index("ix_service_requests_person", ["world_id", "person_id"], unique=False)
        batch_op.create_index(
            "ix_service_requests_queue", ["world_id", "office_code", "status", "due_on"], unique=False
        )
        batch_op.create_index(
            "uq_service_requests_draft",
            ["world_id", "asked_by_id", "person_id", "kind", "about"],
            unique=True,
            sqlite_where=_DRAFT,
            postgresql_where=_DRAFT,
        )
        batch_op.create_index(
            "uq_service_requests_open",
            ["world_id", "person_id", "kind", "about"],
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        )

    op.create_table(
        "service_reminders",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("office_code", sa.String(length=5), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("working_days_late", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["world_id", "request_id"],
            ["service_requests.world_id", "service_requests.id"],
            name=op.f("fk_service_reminders_world_id_request_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_service_reminders_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_reminders")),
        sa.UniqueConstraint("request_id", "day", name=op.f("uq_service_reminders_request_id_day")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_service_reminders_world_id_id")),
    )
    with op.batch_alter_table("service_reminders", schema=None) as batch_op:
        batch_op.create_index("ix_service_reminders_office", ["world_id", "office_code", "day"], unique=False)

    op.create_table(
        "service_request_changes",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("from_status", sa.String(length=40), nullable=False),
        sa.Column("to_status", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("by_staff", sa.Boolean(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["world_id", "request_id"],
            ["service_requests.world_id", "service_requests.id"],
            name=op.f("fk_service_request_changes_world_id_request_id"),
        ),
        sa.ForeignKeyConstraint(
            ["world_id"], ["worlds.id"], name=op.f("fk_service_request_changes_world_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_request_changes")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_service_request_changes_world_id_id")),
    )
    with op.batch_alter_table("service_request_changes", schema=None) as batch_op:
        batch_op.create_index("ix_service_request_changes_request", ["world_id", "request_id"], unique=False)

    op.create_table(
        "service_request_photos",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("file_id", sa.String(length=32), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["world_id", "request_id"],
            ["service_requests.world_id", "service_requests.id"],
            name=op.f("fk_service_request_photos_world_id_request_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_service_request_photos_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_request_photos")),
        sa.UniqueConstraint("request_id", "kind", name=op.f("uq_service_request_photos_request_id_kind")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_service_request_photos_world_id_id")),
    )


def downgrade() -> None:
    """Take it away again."""
    for table in (
        "service_request_photos",
        "service_request_changes",
        "service_reminders",
        "service_requests",
    ):
        op.drop_table(table)
