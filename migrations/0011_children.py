"""Children: dossiers by which a guardian registers a child, and what the register knows of parents.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

FALSE = ("beside_another", "for_children")


def upgrade() -> None:
    """Add what is new; every dossier until now was about the one who filled it in."""
    with op.batch_alter_table("dossiers", schema=None) as batch_op:
        batch_op.alter_column("challenge_id", existing_type=sa.Integer(), nullable=True)
        batch_op.add_column(sa.Column("kind", sa.String(length=40), nullable=False, server_default="self"))
        batch_op.add_column(sa.Column("guardian_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("relation", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("child_consent_at", sa.DateTime(timezone=True), nullable=True))
        for name in FALSE:
            batch_op.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.create_foreign_key(
            op.f("fk_dossiers_world_id_guardian_id"),
            "persons",
            ["world_id", "guardian_id"],
            ["world_id", "id"],
        )
        batch_op.create_index("ix_dossiers_guardian", ["world_id", "guardian_id"], unique=False)
    with op.batch_alter_table("dossiers", schema=None) as batch_op:
        for name in ("kind", *FALSE):
            batch_op.alter_column(name, server_default=None)
    with op.batch_alter_table("guardianships", schema=None) as batch_op:
        batch_op.add_column(sa.Column("granted_by", sa.String(length=12), nullable=True))
        batch_op.create_unique_constraint(
            op.f("uq_guardianships_world_id_granted_by"), ["world_id", "granted_by"]
        )
    op.create_table(
        "kinships",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["world_id", "parent_id"],
            ["persons.world_id", "persons.id"],
            name=op.f("fk_kinships_world_id_parent_id"),
        ),
        sa.ForeignKeyConstraint(
            ["world_id", "child_id"],
            ["persons.world_id", "persons.id"],
            name=op.f("fk_kinships_world_id_child_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_kinships_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kinships")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_kinships_world_id_id")),
        sa.UniqueConstraint(
            "world_id", "parent_id", "child_id", name=op.f("uq_kinships_world_id_parent_id_child_id")
        ),
    )
    with op.batch_alter_table("kinships", schema=None) as batch_op:
        batch_op.create_index("ix_kinships_child", ["world_id", "child_id"], unique=False)


def downgrade() -> None:
    """Take it away again; dossiers of children end with it, for nothing before knows what they are."""
    op.drop_table("kinships")
    with op.batch_alter_table("guardianships", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("uq_guardianships_world_id_granted_by"), type_="unique")
        batch_op.drop_column("granted_by")
    for table in ("dossier_changes", "dossier_photos", "ownership_cases"):
        op.execute(
            f"DELETE FROM {table} WHERE dossier_id IN (SELECT id FROM dossiers WHERE challenge_id IS NULL)"  # noqa: S608
        )
    op.execute("DELETE FROM dossiers WHERE challenge_id IS NULL")
    with op.batch_alter_table("dossiers", schema=None) as batch_op:
        batch_op.drop_index("ix_dossiers_guardian")
        batch_op.drop_constraint(op.f("fk_dossiers_world_id_guardian_id"), type_="foreignkey")
        for name in ("for_children", "beside_another", "child_consent_at", "relation", "guardian_id", "kind"):
            batch_op.drop_column(name)
        batch_op.alter_column("challenge_id", existing_type=sa.Integer(), nullable=False)
