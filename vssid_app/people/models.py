"""Persons of the register, who cares for whom, and invented papers to practise with."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Dialect, Index, String, TypeDecorator, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from vssid_app.core.clock import instant
from vssid_app.core.columns import EncryptedText
from vssid_app.core.db import Base, WorldScoped, same_world, scoped
from vssid_app.people.called import Called
from vssid_app.people.change_rules import Change
from vssid_app.people.invitation_rules import InvitationStatus
from vssid_app.people.rules import BirthDate, IdentityFacts, Sex


class BirthColumn(TypeDecorator[BirthDate]):
    """A date of birth in its precision: ``2009-09-05``, or ``1950`` where the papers know only the year."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: BirthDate | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """To text."""
        return value.iso() if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> BirthDate | None:  # noqa: ARG002
        """From text."""
        return BirthDate.parse(value) if value else None


class Relation(StrEnum):
    """What a guardian is to the child."""

    FATHER = "father"
    MOTHER = "mother"
    GUARDIAN = "guardian"


class EndReason(StrEnum):
    """Why a guardianship ended before its last day."""

    NO_LONGER_CARES = "no_longer_cares"
    WRONG_PERSON = "wrong_person"
    OWN_WISH = "own_wish"
    """Of the one who gives it up."""
    COURT_DECISION = "court_decision"
    GUARDIAN_DIED = "guardian_died"
    WRONG_GRANT = "wrong_grant"
    FAMILY_WISH = "family_wish"
    """Asked for by the family at the office."""


class Person(Called, WorldScoped, Base):
    """Somebody in the register, with or without an account."""

    __tablename__ = "persons"
    __table_args__ = scoped(
        UniqueConstraint("public_id"),
        UniqueConstraint("world_id", "si_number"),
        UniqueConstraint("world_id", "citizen_id_hash"),
        Index("ix_persons_name", "world_id", "name_folded", "birth"),
    )

    public_id: Mapped[str] = mapped_column(String(22))
    """Random; the only id of a person that stands in an address."""
    full_name: Mapped[str] = mapped_column(String(100))
    name_folded: Mapped[str] = mapped_column(String(100))
    birth: Mapped[BirthDate] = mapped_column(BirthColumn)
    sex: Mapped[Sex]
    si_number: Mapped[str] = mapped_column(String(10))
    citizen_id: Mapped[str | None] = mapped_column(EncryptedText("persons.citizen_id"))
    citizen_id_hash: Mapped[str | None] = mapped_column(String(64))
    phone: Mapped[str | None] = mapped_column(EncryptedText("persons.phone"))
    email: Mapped[str | None] = mapped_column(EncryptedText("persons.email"))
    province_code: Mapped[str | None] = mapped_column(String(2))
    commune_code: Mapped[str | None] = mapped_column(String(5))
    street: Mapped[str] = mapped_column(String(200), default="")
    school_code: Mapped[str | None] = mapped_column(String(40))
    class_name: Mapped[str] = mapped_column(String(30), default="")

    @property
    def identity(self) -> IdentityFacts:
        """The facts that a declaration is compared with."""
        return IdentityFacts(
            full_name=self.full_name,
            birth=self.birth,
            sex=Sex(self.sex),
            si_number=self.si_number,
            citizen_id=self.citizen_id,
        )


class Guardianship(WorldScoped, Base):
    """That one person may act for another, from a day until a day (that day included) or an earlier end."""

    __tablename__ = "guardianships"
    __table_args__ = scoped(
        same_world("guardian_id", "persons"),
        same_world("child_id", "persons"),
        # A decision grants once, however often it is taken.
        UniqueConstraint("world_id", "granted_by"),
        Index("ix_guardianships_guardian", "world_id", "guardian_id"),
        Index("ix_guardianships_child", "world_id", "child_id"),
    )

    guardian_id: Mapped[int]
    child_id: Mapped[int]
    relation: Mapped[Relation]
    proof: Mapped[str] = mapped_column(String(40), default="")
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    granted_by: Mapped[str | None] = mapped_column(String(12))
    """Code of the dossier whose acceptance granted it; None for what the register brought along."""
    ended_at: Mapped[datetime | None]
    """When it was ended before its last day, machine's time: from then on it lets nobody in."""
    ended_by_id: Mapped[int | None]
    """Account that ended it; None for the system."""
    end_reason: Mapped[EndReason | None]


class Invitation(WorldScoped, Base):
    """A guardian asks somebody to have a child in care too: one link, ten minutes, one use.

    Link and short code are computed from ``code`` and the server's key, and kept as keyed hashes only.
    """

    __tablename__ = "invitations"
    __table_args__ = scoped(
        same_world("child_id", "persons"),
        same_world("inviter_id", "persons"),
        same_world("guest_id", "persons"),
        UniqueConstraint("world_id", "code"),
        UniqueConstraint("world_id", "link_hash"),
        Index("ix_invitations_short_hash", "world_id", "short_hash"),
        Index("ix_invitations_child", "world_id", "child_id"),
        # One at a time, of a guardian for a child.
        Index(
            "uq_invitations_living",
            "world_id",
            "inviter_id",
            "child_id",
            unique=True,
            sqlite_where=text("status IN ('open', 'accepted')"),
            postgresql_where=text("status IN ('open', 'accepted')"),
        ),
    )

    code: Mapped[str] = mapped_column(String(12))
    """``LM-7K3M-Q9XA``: names it in the log, in the proof of what it grants, and to its inviter."""
    link_hash: Mapped[str] = mapped_column(String(64))
    short_hash: Mapped[str] = mapped_column(String(64))
    status: Mapped[InvitationStatus] = mapped_column(default=InvitationStatus.OPEN)
    version: Mapped[int] = mapped_column(default=1)
    child_id: Mapped[int]
    inviter_id: Mapped[int]
    relation: Mapped[Relation]
    """What the invited one is to the child."""
    made_at: Mapped[datetime] = mapped_column(default=instant)
    expires_at: Mapped[datetime]
    """Machine's time. From then on nobody can accept it."""
    guest_id: Mapped[int | None]
    """Who has accepted it."""
    guest_account_id: Mapped[int | None]
    accepted_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    """When it was confirmed, refused, taken back or void."""
    guardianship_id: Mapped[int | None]
    """What its confirmation granted."""

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class HandOver(WorldScoped, Base):
    """That a child in care has an own account: from the answer, or a day, on it decides what guardians see.

    ``queries.is_handed_over`` reads it.
    """

    __tablename__ = "hand_overs"
    __table_args__ = scoped(same_world("child_id", "persons"), UniqueConstraint("world_id", "child_id"))

    child_id: Mapped[int]
    begun_on: Mapped[date]
    """The day on which the account was activated, by the world's calendar."""
    default_on: Mapped[date]
    """From this day on guardians see the card only, if the child has not chosen by then."""
    answered_at: Mapped[datetime | None]


class Share(WorldScoped, Base):
    """What a person lets a guardian see, from a moment until another choice ends it.

    A choice is never changed: another one follows it.
    """

    __tablename__ = "shares"
    __table_args__ = scoped(
        same_world("viewer_id", "persons"),
        same_world("owner_id", "persons"),
        Index("ix_shares_owner", "world_id", "owner_id"),
        Index(
            "uq_shares_in_force",
            *("world_id", "viewer_id", "owner_id"),
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    viewer_id: Mapped[int]
    owner_id: Mapped[int]
    relation: Mapped[Relation]
    """What the viewer is to the owner."""
    parts: Mapped[str] = mapped_column(String(80))
    """``card,visits``; see ``sight_rules``."""
    by_consent: Mapped[bool]
    """Whether a grown person gave it: then it lets somebody in by itself, without any care."""
    given_at: Mapped[datetime] = mapped_column(default=instant)
    ended_at: Mapped[datetime | None]


class CareNotice(WorldScoped, Base):
    """That somebody was told of a change in the care of a child: each is told once, see ``reminding``."""

    __tablename__ = "care_notices"
    __table_args__ = scoped(
        same_world("told_id", "persons"),
        same_world("child_id", "persons"),
        UniqueConstraint("world_id", "child_id", "told_id", "change", "day"),
    )

    told_id: Mapped[int]
    """A guardian, or the child itself."""
    child_id: Mapped[int]
    change: Mapped[Change]
    day: Mapped[date]
    """The day that it is about: another decision on custody has another one."""
    at: Mapped[datetime] = mapped_column(default=instant)


class Kinship(WorldScoped, Base):
    """What the register knows of a child's father or mother. It lets nobody see anything by itself."""

    __tablename__ = "kinships"
    __table_args__ = scoped(
        same_world("parent_id", "persons"),
        same_world("child_id", "persons"),
        UniqueConstraint("world_id", "parent_id", "child_id"),
        Index("ix_kinships_child", "world_id", "child_id"),
    )

    parent_id: Mapped[int]
    child_id: Mapped[int]
    relation: Mapped[Relation]


class Specimen(WorldScoped, Base):
    """Practice worlds only: invented papers of somebody without an account, lent to whoever practises."""

    __tablename__ = "specimens"
    __table_args__ = scoped(
        UniqueConstraint("public_id"),
        UniqueConstraint("world_id", "serial"),
        Index("ix_specimens_number", "si_number"),
    )

    public_id: Mapped[str] = mapped_column(String(22))
    serial: Mapped[int]
    kind: Mapped[str] = mapped_column(String(30))
    full_name: Mapped[str] = mapped_column(String(100))
    birth: Mapped[BirthDate] = mapped_column(BirthColumn)
    sex: Mapped[Sex]
    si_number: Mapped[str] = mapped_column(String(10))
    citizen_id: Mapped[str] = mapped_column(String(12))
    citizen_id_issued_on: Mapped[date]
    citizen_id_issued_at: Mapped[str] = mapped_column(String(100))
    phone: Mapped[str] = mapped_column(String(10))
    email: Mapped[str] = mapped_column(String(100))
    commune_code: Mapped[str] = mapped_column(String(5))
    street: Mapped[str] = mapped_column(String(200))
    school_code: Mapped[str | None] = mapped_column(String(40))
    class_name: Mapped[str] = mapped_column(String(30), default="")
    made_at: Mapped[datetime] = mapped_column(default=instant)
    used_at: Mapped[datetime | None]
    lent_to: Mapped[str | None] = mapped_column(String(64))
    """The device that practises with them, by its keyed hash."""
    lent_at: Mapped[datetime | None]
