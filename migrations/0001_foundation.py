"""Foundation: the tables that everything stands on.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = ("default",)
depends_on = None


def upgrade() -> None:
    """Add what is new."""
    op.create_table(
        "benefit_levels",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("beneficiary_code", sa.String(length=2), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_benefit_levels")),
        sa.UniqueConstraint(
            "beneficiary_code", "valid_from", name=op.f("uq_benefit_levels_beneficiary_code_valid_from")
        ),
    )
    op.create_table(
        "commune_mergers",
        sa.Column("old_code", sa.String(length=5), nullable=False),
        sa.Column("new_code", sa.String(length=5), nullable=False),
        sa.Column("divided", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("old_code", "new_code", name=op.f("pk_commune_mergers")),
    )
    with op.batch_alter_table("commune_mergers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_commune_mergers_new_code"), ["new_code"], unique=False)

    op.create_table(
        "communes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("province_code", sa.String(length=2), nullable=False),
        sa.Column("district_code", sa.String(length=3), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("name_folded", sa.String(length=120), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_communes")),
        sa.UniqueConstraint("code", "valid_from", name=op.f("uq_communes_code_valid_from")),
    )
    with op.batch_alter_table("communes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_communes_district_code"), ["district_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_communes_province_code"), ["province_code"], unique=False)

    op.create_table(
        "districts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("province_code", sa.String(length=2), nullable=False),
        sa.Column("name_folded", sa.String(length=120), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_districts")),
        sa.UniqueConstraint("code", "valid_from", name=op.f("uq_districts_code_valid_from")),
    )
    with op.batch_alter_table("districts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_districts_province_code"), ["province_code"], unique=False)

    op.create_table(
        "fund_shares",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_shares")),
        sa.UniqueConstraint("level", "valid_from", name=op.f("uq_fund_shares_level_valid_from")),
    )
    op.create_table(
        "health_facilities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("province_code", sa.String(length=2), nullable=False),
        sa.Column("district_code", sa.String(length=3), nullable=True),
        sa.Column("name_confirmed", sa.Boolean(), nullable=False),
        sa.Column("name_folded", sa.String(length=120), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health_facilities")),
        sa.UniqueConstraint("code", "valid_from", name=op.f("uq_health_facilities_code_valid_from")),
    )
    with op.batch_alter_table("health_facilities", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_health_facilities_province_code"), ["province_code"], unique=False
        )

    op.create_table(
        "holidays",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_holidays")),
    )
    op.create_table(
        "insurance_offices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("province_code", sa.String(length=2), nullable=False),
        sa.Column("district_code", sa.String(length=3), nullable=True),
        sa.Column("name_confirmed", sa.Boolean(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("name_folded", sa.String(length=120), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_insurance_offices")),
        sa.UniqueConstraint("code", "valid_from", name=op.f("uq_insurance_offices_code_valid_from")),
    )
    with op.batch_alter_table("insurance_offices", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_insurance_offices_district_code"), ["district_code"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_insurance_offices_province_code"), ["province_code"], unique=False
        )

    op.create_table(
        "policy_values",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(length=120), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_values")),
        sa.UniqueConstraint("name", "valid_from", name=op.f("uq_policy_values_name_valid_from")),
    )
    op.create_table(
        "provinces",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_folded", sa.String(length=120), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provinces")),
        sa.UniqueConstraint("code", "valid_from", name=op.f("uq_provinces_code_valid_from")),
    )
    op.create_table(
        "schools",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("commune_code", sa.String(length=5), nullable=True),
        sa.Column("office_code", sa.String(length=5), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("name_folded", sa.String(length=120), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schools")),
        sa.UniqueConstraint("code", "valid_from", name=op.f("uq_schools_code_valid_from")),
    )
    op.create_table(
        "worlds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("clock_offset", sa.Integer(), nullable=False),
        sa.Column("seeded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worlds")),
    )
    with op.batch_alter_table("worlds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_worlds_kind"), ["kind"], unique=False)

    op.create_table(
        "audit_entries",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tag", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("subject_kind", sa.String(length=30), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_audit_entries_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_audit_entries_world_id_id")),
    )
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.create_index(
            "ix_audit_entries_subject", ["world_id", "subject_kind", "subject_id"], unique=False
        )

    op.create_table(
        "challenges",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("device_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proven_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_challenges_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenges")),
        sa.UniqueConstraint("public_id", name=op.f("uq_challenges_public_id")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_challenges_world_id_id")),
    )
    op.create_table(
        "outbox_messages",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("address_hash", sa.String(length=64), nullable=False),
        sa.Column("device_hash", sa.String(length=64), nullable=True),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("holds_code", sa.Boolean(), nullable=False),
        sa.Column("link", sa.String(length=300), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("delivery", sa.String(length=40), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_outbox_messages_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_messages")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_messages_key")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_outbox_messages_world_id_id")),
    )
    with op.batch_alter_table("outbox_messages", schema=None) as batch_op:
        batch_op.create_index("ix_outbox_messages_address", ["world_id", "address_hash"], unique=False)
        batch_op.create_index("ix_outbox_messages_due", ["delivery", "not_before"], unique=False)

    op.create_table(
        "persons",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("full_name", sa.String(length=100), nullable=False),
        sa.Column("name_folded", sa.String(length=100), nullable=False),
        sa.Column("birth", sa.String(length=10), nullable=False),
        sa.Column("sex", sa.String(length=40), nullable=False),
        sa.Column("si_number", sa.String(length=10), nullable=False),
        sa.Column("citizen_id", sa.Text(), nullable=True),
        sa.Column("citizen_id_hash", sa.String(length=64), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("province_code", sa.String(length=2), nullable=True),
        sa.Column("commune_code", sa.String(length=5), nullable=True),
        sa.Column("street", sa.String(length=200), nullable=False),
        sa.Column("school_code", sa.String(length=40), nullable=True),
        sa.Column("class_name", sa.String(length=30), nullable=False),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_persons_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persons")),
        sa.UniqueConstraint("public_id", name=op.f("uq_persons_public_id")),
        sa.UniqueConstraint("world_id", "citizen_id_hash", name=op.f("uq_persons_world_id_citizen_id_hash")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_persons_world_id_id")),
        sa.UniqueConstraint("world_id", "si_number", name=op.f("uq_persons_world_id_si_number")),
    )
    with op.batch_alter_table("persons", schema=None) as batch_op:
        batch_op.create_index("ix_persons_name", ["world_id", "name_folded", "birth"], unique=False)

    op.create_table(
        "practice_addresses",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("device_hash", sa.String(length=64), nullable=False),
        sa.Column("address_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_practice_addresses_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_addresses")),
        sa.UniqueConstraint(
            "world_id",
            "device_hash",
            "address_hash",
            name=op.f("uq_practice_addresses_world_id_device_hash_address_hash"),
        ),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_practice_addresses_world_id_id")),
    )
    op.create_table(
        "specimens",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("full_name", sa.String(length=100), nullable=False),
        sa.Column("birth", sa.String(length=10), nullable=False),
        sa.Column("sex", sa.String(length=40), nullable=False),
        sa.Column("si_number", sa.String(length=10), nullable=False),
        sa.Column("citizen_id", sa.String(length=12), nullable=False),
        sa.Column("citizen_id_issued_on", sa.Date(), nullable=False),
        sa.Column("citizen_id_issued_at", sa.String(length=100), nullable=False),
        sa.Column("phone", sa.String(length=10), nullable=False),
        sa.Column("email", sa.String(length=100), nullable=False),
        sa.Column("commune_code", sa.String(length=5), nullable=False),
        sa.Column("street", sa.String(length=200), nullable=False),
        sa.Column("school_code", sa.String(length=40), nullable=True),
        sa.Column("class_name", sa.String(length=30), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_specimens_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_specimens")),
        sa.UniqueConstraint("public_id", name=op.f("uq_specimens_public_id")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_specimens_world_id_id")),
        sa.UniqueConstraint("world_id", "serial", name=op.f("uq_specimens_world_id_serial")),
    )
    with op.batch_alter_table("specimens", schema=None) as batch_op:
        batch_op.create_index("ix_specimens_number", ["si_number"], unique=False)

    op.create_table(
        "switches",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_switches_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_switches")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_switches_world_id_id")),
        sa.UniqueConstraint("world_id", "name", name=op.f("uq_switches_world_id_name")),
    )
    op.create_table(
        "wrong_tries",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("identifier_hash", sa.String(length=64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_wrong_tries_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wrong_tries")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_wrong_tries_world_id_id")),
        sa.UniqueConstraint(
            "world_id", "identifier_hash", name=op.f("uq_wrong_tries_world_id_identifier_hash")
        ),
    )
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("user_name", sa.String(length=40), nullable=False),
        sa.Column("display_name", sa.String(length=100), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("email_proven_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("totp_secret", sa.Text(), nullable=True),
        sa.Column("totp_last_step", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("activated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["world_id", "person_id"],
            ["persons.world_id", "persons.id"],
            name=op.f("fk_accounts_world_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_accounts_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_accounts_world_id_id")),
        sa.UniqueConstraint("world_id", "person_id", name=op.f("uq_accounts_world_id_person_id")),
        sa.UniqueConstraint("world_id", "user_name", name=op.f("uq_accounts_world_id_user_name")),
    )
    op.create_table(
        "guardianships",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("guardian_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(length=40), nullable=False),
        sa.Column("proof", sa.String(length=40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["world_id", "child_id"],
            ["persons.world_id", "persons.id"],
            name=op.f("fk_guardianships_world_id_child_id"),
        ),
        sa.ForeignKeyConstraint(
            ["world_id", "guardian_id"],
            ["persons.world_id", "persons.id"],
            name=op.f("fk_guardianships_world_id_guardian_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_guardianships_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guardianships")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_guardianships_world_id_id")),
    )
    with op.batch_alter_table("guardianships", schema=None) as batch_op:
        batch_op.create_index("ix_guardianships_child", ["world_id", "child_id"], unique=False)
        batch_op.create_index("ix_guardianships_guardian", ["world_id", "guardian_id"], unique=False)

    op.create_table(
        "health_cards",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("card_code", sa.String(length=15), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("facility_code", sa.String(length=5), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("office_code", sa.String(length=5), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("printed_name", sa.String(length=100), nullable=True),
        sa.Column("printed_birth", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(
            ["world_id", "person_id"],
            ["persons.world_id", "persons.id"],
            name=op.f("fk_health_cards_world_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_health_cards_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health_cards")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_health_cards_world_id_id")),
        sa.UniqueConstraint(
            "world_id",
            "person_id",
            "card_code",
            "valid_from",
            name=op.f("uq_health_cards_world_id_person_id_card_code_valid_from"),
        ),
    )
    op.create_table(
        "issued_codes",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("address_hash", sa.String(length=64), nullable=False),
        sa.Column("device_hash", sa.String(length=64), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wrong_tries", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["world_id", "challenge_id"],
            ["challenges.world_id", "challenges.id"],
            name=op.f("fk_issued_codes_world_id_challenge_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_issued_codes_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_codes")),
        sa.UniqueConstraint("challenge_id", "n", name=op.f("uq_issued_codes_challenge_id_n")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_issued_codes_world_id_id")),
    )
    with op.batch_alter_table("issued_codes", schema=None) as batch_op:
        batch_op.create_index(
            "ix_issued_codes_address", ["world_id", "address_hash", "issued_at"], unique=False
        )
        batch_op.create_index(
            "ix_issued_codes_device", ["world_id", "device_hash", "issued_at"], unique=False
        )

    op.create_table(
        "participation_periods",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("scheme", sa.String(length=40), nullable=False),
        sa.Column("from_month", sa.String(length=7), nullable=False),
        sa.Column("to_month", sa.String(length=7), nullable=True),
        sa.Column("unit_code", sa.String(length=40), nullable=False),
        sa.Column("unit_name", sa.String(length=150), nullable=False),
        sa.Column("beneficiary_code", sa.String(length=2), nullable=False),
        sa.ForeignKeyConstraint(
            ["world_id", "person_id"],
            ["persons.world_id", "persons.id"],
            name=op.f("fk_participation_periods_world_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_participation_periods_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation_periods")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_participation_periods_world_id_id")),
        sa.UniqueConstraint(
            "world_id",
            "person_id",
            "scheme",
            "from_month",
            "unit_code",
            name=op.f("uq_participation_periods_world_id_person_id_scheme_from_month_unit_code"),
        ),
    )
    op.create_table(
        "reported_payments",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("school_name", sa.String(length=150), nullable=False),
        sa.Column("list_number", sa.String(length=30), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("contact", sa.String(length=150), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["world_id", "person_id"],
            ["persons.world_id", "persons.id"],
            name=op.f("fk_reported_payments_world_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_reported_payments_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reported_payments")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_reported_payments_world_id_id")),
    )
    with op.batch_alter_table("reported_payments", schema=None) as batch_op:
        batch_op.create_index("ix_reported_payments_person", ["world_id", "person_id"], unique=False)

    op.create_table(
        "dossiers",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("device_hash", sa.String(length=64), nullable=False),
        sa.Column("specimen_id", sa.Integer(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("phone_hash", sa.String(length=64), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("email_proven_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("si_number", sa.String(length=10), nullable=True),
        sa.Column("typed_number", sa.Text(), nullable=True),
        sa.Column("full_name", sa.String(length=100), nullable=True),
        sa.Column("name_folded", sa.String(length=100), nullable=False),
        sa.Column("birth", sa.String(length=10), nullable=True),
        sa.Column("sex", sa.String(length=40), nullable=True),
        sa.Column("citizen_id", sa.Text(), nullable=True),
        sa.Column("citizen_id_hash", sa.String(length=64), nullable=True),
        sa.Column("citizen_id_issued_on", sa.Date(), nullable=True),
        sa.Column("citizen_id_issued_at", sa.String(length=100), nullable=True),
        sa.Column("commune_code", sa.String(length=5), nullable=True),
        sa.Column("street", sa.String(length=200), nullable=True),
        sa.Column("school_code", sa.String(length=40), nullable=True),
        sa.Column("class_name", sa.String(length=30), nullable=False),
        sa.Column("office_code", sa.String(length=5), nullable=True),
        sa.Column("handover", sa.String(length=40), nullable=True),
        sa.Column("saved_steps", sa.JSON(), nullable=False),
        sa.Column("comparisons", sa.Integer(), nullable=False),
        sa.Column("match", sa.String(length=40), nullable=True),
        sa.Column("differences", sa.JSON(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("consent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("paper_due_on", sa.Date(), nullable=True),
        sa.Column("paper_received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_on_line", sa.Boolean(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["world_id", "account_id"],
            ["accounts.world_id", "accounts.id"],
            name=op.f("fk_dossiers_world_id_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["world_id", "person_id"],
            ["persons.world_id", "persons.id"],
            name=op.f("fk_dossiers_world_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_dossiers_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossiers")),
        sa.UniqueConstraint("challenge_id", name=op.f("uq_dossiers_challenge_id")),
        sa.UniqueConstraint("code", name=op.f("uq_dossiers_code")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_dossiers_world_id_id")),
    )
    with op.batch_alter_table("dossiers", schema=None) as batch_op:
        batch_op.create_index("ix_dossiers_phone", ["world_id", "phone_hash"], unique=False)
        batch_op.create_index(
            "ix_dossiers_queue", ["world_id", "office_code", "status", "due_on"], unique=False
        )

    op.create_table(
        "login_identifiers",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("value_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["world_id", "account_id"],
            ["accounts.world_id", "accounts.id"],
            name=op.f("fk_login_identifiers_world_id_account_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_login_identifiers_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_identifiers")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_login_identifiers_world_id_id")),
        sa.UniqueConstraint(
            "world_id", "kind", "value_hash", name=op.f("uq_login_identifiers_world_id_kind_value_hash")
        ),
    )
    op.create_table(
        "sign_in_sessions",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("device_hash", sa.String(length=64), nullable=False),
        sa.Column("browser", sa.String(length=60), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["world_id", "account_id"],
            ["accounts.world_id", "accounts.id"],
            name=op.f("fk_sign_in_sessions_world_id_account_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_sign_in_sessions_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_sessions")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_sessions_token_hash")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_sign_in_sessions_world_id_id")),
    )
    with op.batch_alter_table("sign_in_sessions", schema=None) as batch_op:
        batch_op.create_index("ix_sign_in_sessions_account", ["world_id", "account_id"], unique=False)

    op.create_table(
        "staff_roles",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("office_code", sa.String(length=5), nullable=False),
        sa.ForeignKeyConstraint(
            ["world_id", "account_id"],
            ["accounts.world_id", "accounts.id"],
            name=op.f("fk_staff_roles_world_id_account_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_staff_roles_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_roles")),
        sa.UniqueConstraint(
            "world_id",
            "account_id",
            "role",
            "office_code",
            name=op.f("uq_staff_roles_world_id_account_id_role_office_code"),
        ),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_staff_roles_world_id_id")),
    )
    op.create_table(
        "dossier_changes",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("from_status", sa.String(length=40), nullable=False),
        sa.Column("to_status", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("by_system", sa.Boolean(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["world_id", "dossier_id"],
            ["dossiers.world_id", "dossiers.id"],
            name=op.f("fk_dossier_changes_world_id_dossier_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_dossier_changes_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_changes")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_dossier_changes_world_id_id")),
    )
    with op.batch_alter_table("dossier_changes", schema=None) as batch_op:
        batch_op.create_index("ix_dossier_changes_dossier", ["world_id", "dossier_id"], unique=False)

    op.create_table(
        "dossier_photos",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("file_id", sa.String(length=32), nullable=False),
        sa.Column("problem", sa.String(length=20), nullable=True),
        sa.Column("where", sa.String(length=20), nullable=True),
        sa.Column("kept_anyway", sa.Boolean(), nullable=False),
        sa.Column("bad_tries", sa.Integer(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["world_id", "dossier_id"],
            ["dossiers.world_id", "dossiers.id"],
            name=op.f("fk_dossier_photos_world_id_dossier_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_dossier_photos_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_photos")),
        sa.UniqueConstraint("dossier_id", "kind", name=op.f("uq_dossier_photos_dossier_id_kind")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_dossier_photos_world_id_id")),
    )
    op.create_table(
        "ownership_cases",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("world_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=10), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["world_id", "dossier_id"],
            ["dossiers.world_id", "dossiers.id"],
            name=op.f("fk_ownership_cases_world_id_dossier_id"),
        ),
        sa.ForeignKeyConstraint(["world_id"], ["worlds.id"], name=op.f("fk_ownership_cases_world_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ownership_cases")),
        sa.UniqueConstraint("code", name=op.f("uq_ownership_cases_code")),
        sa.UniqueConstraint("dossier_id", name=op.f("uq_ownership_cases_dossier_id")),
        sa.UniqueConstraint("world_id", "id", name=op.f("uq_ownership_cases_world_id_id")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("ownership_cases")
    op.drop_table("dossier_photos")
    with op.batch_alter_table("dossier_changes", schema=None) as batch_op:
        batch_op.drop_index("ix_dossier_changes_dossier")

    op.drop_table("dossier_changes")
    op.drop_table("staff_roles")
    with op.batch_alter_table("sign_in_sessions", schema=None) as batch_op:
        batch_op.drop_index("ix_sign_in_sessions_account")

    op.drop_table("sign_in_sessions")
    op.drop_table("login_identifiers")
    with op.batch_alter_table("dossiers", schema=None) as batch_op:
        batch_op.drop_index("ix_dossiers_queue")
        batch_op.drop_index("ix_dossiers_phone")

    op.drop_table("dossiers")
    with op.batch_alter_table("reported_payments", schema=None) as batch_op:
        batch_op.drop_index("ix_reported_payments_person")

    op.drop_table("reported_payments")
    op.drop_table("participation_periods")
    with op.batch_alter_table("issued_codes", schema=None) as batch_op:
        batch_op.drop_index("ix_issued_codes_device")
        batch_op.drop_index("ix_issued_codes_address")

    op.drop_table("issued_codes")
    op.drop_table("health_cards")
    with op.batch_alter_table("guardianships", schema=None) as batch_op:
        batch_op.drop_index("ix_guardianships_guardian")
        batch_op.drop_index("ix_guardianships_child")

    op.drop_table("guardianships")
    op.drop_table("accounts")
    op.drop_table("wrong_tries")
    op.drop_table("switches")
    with op.batch_alter_table("specimens", schema=None) as batch_op:
        batch_op.drop_index("ix_specimens_number")

    op.drop_table("specimens")
    op.drop_table("practice_addresses")
    with op.batch_alter_table("persons", schema=None) as batch_op:
        batch_op.drop_index("ix_persons_name")

    op.drop_table("persons")
    with op.batch_alter_table("outbox_messages", schema=None) as batch_op:
        batch_op.drop_index("ix_outbox_messages_due")
        batch_op.drop_index("ix_outbox_messages_address")

    op.drop_table("outbox_messages")
    op.drop_table("challenges")
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_entries_subject")

    op.drop_table("audit_entries")
    with op.batch_alter_table("worlds", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_worlds_kind"))

    op.drop_table("worlds")
    op.drop_table("schools")
    op.drop_table("provinces")
    op.drop_table("policy_values")
    with op.batch_alter_table("insurance_offices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_insurance_offices_province_code"))
        batch_op.drop_index(batch_op.f("ix_insurance_offices_district_code"))

    op.drop_table("insurance_offices")
    op.drop_table("holidays")
    with op.batch_alter_table("health_facilities", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_health_facilities_province_code"))

    op.drop_table("health_facilities")
    op.drop_table("fund_shares")
    with op.batch_alter_table("districts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_districts_province_code"))

    op.drop_table("districts")
    with op.batch_alter_table("communes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_communes_province_code"))
        batch_op.drop_index(batch_op.f("ix_communes_district_code"))

    op.drop_table("communes")
    with op.batch_alter_table("commune_mergers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_commune_mergers_new_code"))

    op.drop_table("commune_mergers")
    op.drop_table("benefit_levels")
