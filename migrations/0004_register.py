"""The register: pay and arrears of participation, benefits, medical visits with their costs and papers.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is new."""
    with op.batch_alter_table("participation_periods", schema=None) as batch_op:
        batch_op.add_column(sa.Column("job_title", sa.String(length=150), server_default="", nullable=False))
        batch_op.add_column(sa.Column("base_pay", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("salary", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("arrears_months", sa.Integer(), server_default="0", nullable=False))
    op.create_table(
        "benefit_payments",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("decision_no", sa.String(length=40), nullable=False),
        sa.Column("decision_date", sa.Date(), nullable=True),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("payer", sa.String(length=150), nullable=False),
        sa.Column("account_masked", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["world_id", "person_id"],
            ["persons.world_id", "persons.id"],
            name=op.f("fk_benefit_payments_world_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_benefit_payments_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_benefit_payments")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_benefit_payments_world_id_id")),
        sa.UniqueConstraint(
            "world_id",
            "person_id",
            "kind",
            "decision_no",
            "from_date",
            name=op.f("uq_benefit_payments_world_id_person_id_kind_decision_no_from_date"),
        ),
    )
    op.create_table(
        "medical_visits",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("facility_code", sa.String(length=5), nullable=False),
        sa.Column("admitted", sa.Date(), nullable=False),
        sa.Column("discharged", sa.Date(), nullable=True),
        sa.Column("icd10", sa.String(length=10), nullable=False),
        sa.Column("diagnosis", sa.String(length=300), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("fund_paid", sa.BigInteger(), nullable=False),
        sa.Column("copay", sa.BigInteger(), nullable=False),
        sa.Column("self_paid", sa.BigInteger(), nullable=False),
        sa.Column("other_paid", sa.BigInteger(), nullable=False),
        sa.Column("care_level", sa.String(length=40), nullable=False),
        sa.Column("in_network", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["world_id", "person_id"],
            ["persons.world_id", "persons.id"],
            name=op.f("fk_medical_visits_world_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_medical_visits_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_medical_visits")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_medical_visits_world_id_id")),
        sa.UniqueConstraint(
            "world_id",
            "person_id",
            "facility_code",
            "admitted",
            name=op.f("uq_medical_visits_world_id_person_id_facility_code_admitted"),
        ),
    )
    op.create_table(
        "visit_costs",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=150), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("fund_paid", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["world_id", "visit_id"],
            ["medical_visits.world_id", "medical_visits.id"],
            name=op.f("fk_visit_costs_world_id_visit_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_visit_costs_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_costs")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_visit_costs_world_id_id")),
    )
    with op.batch_alter_table("visit_costs", schema=None) as batch_op:
        batch_op.create_index("ix_visit_costs_visit", ["world_id", "visit_id"], unique=False)
    op.create_table(
        "medical_certificates",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=True),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["world_id", "visit_id"],
            ["medical_visits.world_id", "medical_visits.id"],
            name=op.f("fk_medical_certificates_world_id_visit_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_medical_certificates_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_medical_certificates")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_medical_certificates_world_id_id")),
        sa.UniqueConstraint(
            "world_id",
            "visit_id",
            "kind",
            "number",
            name=op.f("uq_medical_certificates_world_id_visit_id_kind_number"),
        ),
    )


def downgrade() -> None:
    """Take it away again."""
    op.drop_table("medical_certificates")
    with op.batch_alter_table("visit_costs", schema=None) as batch_op:
        batch_op.drop_index("ix_visit_costs_visit")
    op.drop_table("visit_costs")
    op.drop_table("medical_visits")
    op.drop_table("benefit_payments")
    with op.batch_alter_table("participation_periods", schema=None) as batch_op:
        for column in ("arrears_months", "salary", "base_pay", "job_title"):
            batch_op.drop_column(column)
