"""The dossier, each change of its state, its photos, and cases of a number registered by another."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from vssid_app.core.clock import instant
from vssid_app.core.columns import EncryptedText, StoredFile
from vssid_app.core.db import Base, WorldScoped, same_world, scoped
from vssid_app.enrolment.kinds import DossierKind
from vssid_app.enrolment.photo_kinds import PhotoKind
from vssid_app.enrolment.reasons import Reason
from vssid_app.enrolment.states import Action, Status, can
from vssid_app.identity.models import Account
from vssid_app.people.models import BirthColumn, Relation
from vssid_app.people.rules import BirthDate, Sex


class Match(StrEnum):
    """What comparing with the register gave."""

    IDENTICAL = "identical"
    DIFFERS = "differs"
    NOT_FOUND = "not_found"


class Handover(StrEnum):
    """How the signed paper gets to the office."""

    SCHOOL = "school"
    DESK = "desk"
    POST = "post"


class Dossier(WorldScoped, Base):
    """A registration of oneself or of a child; a part is None until its step is saved.

    One's own begins with a proven phone and leads to an account. A child's is begun and held by the
    guardian's account, has its phone and email, and leads to a guardianship.
    """

    __tablename__ = "dossiers"
    __table_args__ = scoped(
        UniqueConstraint("code"),
        UniqueConstraint("challenge_id"),
        same_world("person_id", "persons"),
        same_world("account_id", "accounts"),
        same_world("guardian_id", "persons"),
        Index("ix_dossiers_guardian", "world_id", "guardian_id"),
        Index("ix_dossiers_queue", "world_id", "office_code", "status", "due_on"),
        Index("ix_dossiers_phone", "world_id", "phone_hash"),
    )

    code: Mapped[str] = mapped_column(String(12))
    """``TH-7K3M-Q9XA``: random, so that nobody can count or guess dossiers."""
    challenge_id: Mapped[int | None]
    """The proof of the phone that it began with: a proof begins one dossier, however often it is tapped.

    None for a child's, which begins from inside an account.
    """
    kind: Mapped[DossierKind] = mapped_column(default=DossierKind.SELF)
    guardian_id: Mapped[int | None]
    """Of a child's: who registers the child; the person of the account that holds the dossier."""
    relation: Mapped[Relation | None]
    """What the guardian says to be to the child."""
    care_until: Mapped[date | None]
    """The last day that the decision on custody names; None: until the child comes of age."""
    child_consent_at: Mapped[datetime | None]
    """When the child agreed; asked from an age on (parameter ``child_consent_age``)."""
    beside_another: Mapped[bool] = mapped_column(default=False)
    """The guardian knows that another has the child already, and asks the office all the same."""
    for_children: Mapped[bool] = mapped_column(default=False)
    """Of one's own: whoever registers wants to register children next, and is led on to it."""
    status: Mapped[Status] = mapped_column(default=Status.DRAFT)
    version: Mapped[int] = mapped_column(default=1)
    device_hash: Mapped[str] = mapped_column(String(64))
    specimen_id: Mapped[int | None]
    """Practice only: the invented papers it is filled in from."""
    phone: Mapped[str] = mapped_column(EncryptedText("dossiers.phone"))
    phone_hash: Mapped[str] = mapped_column(String(64))
    email: Mapped[str | None] = mapped_column(EncryptedText("dossiers.email"))
    email_proven_at: Mapped[datetime | None]
    si_number: Mapped[str | None] = mapped_column(String(10))
    typed_number: Mapped[str | None] = mapped_column(EncryptedText("dossiers.typed_number"))
    """What was typed in the number step: the number, the citizen id or the card code."""
    full_name: Mapped[str | None] = mapped_column(String(100))
    name_folded: Mapped[str] = mapped_column(String(100), default="")
    birth: Mapped[BirthDate | None] = mapped_column(BirthColumn)
    sex: Mapped[Sex | None]
    citizen_id: Mapped[str | None] = mapped_column(EncryptedText("dossiers.citizen_id"))
    citizen_id_hash: Mapped[str | None] = mapped_column(String(64))
    citizen_id_issued_on: Mapped[date | None]
    citizen_id_issued_at: Mapped[str | None] = mapped_column(String(100))
    commune_code: Mapped[str | None] = mapped_column(String(5))
    street: Mapped[str | None] = mapped_column(String(200))
    school_code: Mapped[str | None] = mapped_column(String(40))
    class_name: Mapped[str] = mapped_column(String(30), default="")
    office_code: Mapped[str | None] = mapped_column(String(5))
    handover: Mapped[Handover | None]
    saved_steps: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """Step → moment of its last saving (ISO, machine's time)."""
    comparisons: Mapped[int] = mapped_column(default=0)
    match: Mapped[Match | None]
    differences: Mapped[list[str]] = mapped_column(JSON, default=list)
    person_id: Mapped[int | None]
    """The register's person that the number belongs to; None when not found."""
    consent_at: Mapped[datetime | None]
    recorded_at: Mapped[datetime | None]
    """Last ``Ghi nhận`` or sending again, machine's time: the automatic officer waits from it."""
    due_on: Mapped[date | None]
    paper_due_on: Mapped[date | None]
    paper_received_at: Mapped[datetime | None]
    opened_by_id: Mapped[int | None]
    opened_at: Mapped[datetime | None]
    decided_on_line: Mapped[bool] = mapped_column(default=False)
    account_id: Mapped[int | None]
    """Of one's own: the account it led to. Of a child's: the guardian's, from the beginning."""
    photos_deleted_at: Mapped[datetime | None]
    """When the photos were deleted, so many days after the decision or with the account."""
    hold_round: Mapped[int] = mapped_column(default=0)
    """What browsers hold by an earlier round opens nothing: it is raised when the account signs them out."""
    created_at: Mapped[datetime] = mapped_column(default=instant)
    changes: Mapped[list[DossierChange]] = relationship(order_by="DossierChange.id", back_populates="dossier")
    photos: Mapped[list[DossierPhoto]] = relationship(order_by="DossierPhoto.id", back_populates="dossier")
    opened_by: Mapped[Account | None] = relationship(
        primaryjoin=lambda: foreign(Dossier.opened_by_id) == Account.id, viewonly=True
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @property
    def is_of_child(self) -> bool:
        """Whether a guardian registers a child with it."""
        return self.kind is DossierKind.CHILD

    def can(self, action: Action) -> bool:
        """Whether the state allows an action now."""
        return can(Status(self.status), action)

    def photo(self, kind: PhotoKind) -> DossierPhoto | None:
        """The photo of a kind, if one was taken."""
        return next((photo for photo in self.photos if photo.kind == kind), None)


class DossierChange(WorldScoped, Base):
    """One change of state: the timeline, and the proof of who decided."""

    __tablename__ = "dossier_changes"
    __table_args__ = scoped(
        same_world("dossier_id", "dossiers"), Index("ix_dossier_changes_dossier", "world_id", "dossier_id")
    )

    dossier_id: Mapped[int]
    action: Mapped[Action]
    from_status: Mapped[Status]
    to_status: Mapped[Status]
    at: Mapped[datetime] = mapped_column(default=instant)
    by_id: Mapped[int | None]
    """Account of staff; None is the family or the system."""
    by_system: Mapped[bool] = mapped_column(default=False)
    reasons: Mapped[list[str]] = mapped_column(JSON, default=list)
    note: Mapped[str] = mapped_column(String(500), default="")
    dossier: Mapped[Dossier] = relationship(back_populates="changes")
    by: Mapped[Account | None] = relationship(
        primaryjoin=lambda: foreign(DossierChange.by_id) == Account.id, viewonly=True
    )

    @property
    def asked(self) -> list[Reason]:
        """The coded reasons, with the photo that each is about."""
        return [Reason.parse(text) for text in self.reasons]


class DossierPhoto(WorldScoped, Base):
    """One picture; the file itself is encrypted in the file store."""

    __tablename__ = "dossier_photos"
    __table_args__ = scoped(same_world("dossier_id", "dossiers"), UniqueConstraint("dossier_id", "kind"))

    dossier_id: Mapped[int]
    kind: Mapped[PhotoKind]
    file_id: Mapped[str] = mapped_column(StoredFile)
    problem: Mapped[str | None] = mapped_column(String(20))
    """The verdict's problem; None is good."""
    where: Mapped[str | None] = mapped_column(String(20))
    kept_anyway: Mapped[bool] = mapped_column(default=False)
    """``Vẫn dùng ảnh này``: the officer is told."""
    bad_tries: Mapped[int] = mapped_column(default=0)
    is_sample: Mapped[bool] = mapped_column(default=False)
    taken_at: Mapped[datetime] = mapped_column(default=instant)
    dossier: Mapped[Dossier] = relationship(back_populates="photos")

    @property
    def is_usable(self) -> bool:
        """Whether the step is done with this picture."""
        return self.problem is None or self.kept_anyway


class OwnershipCase(WorldScoped, Base):
    """``Không phải tôi``: somebody says that an account on their number or phone is not theirs."""

    __tablename__ = "ownership_cases"
    __table_args__ = scoped(
        UniqueConstraint("code"),
        same_world("dossier_id", "dossiers"),
        # One case a dossier, however often it is tapped.
        UniqueConstraint("dossier_id"),
    )

    code: Mapped[str] = mapped_column(String(12))
    dossier_id: Mapped[int]
    about: Mapped[str] = mapped_column(String(10))
    """``number`` or ``phone``."""
    opened_at: Mapped[datetime] = mapped_column(default=instant)
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None]
    outcome: Mapped[str] = mapped_column(String(500), default="")


class Switch(WorldScoped, Base):
    """Something of a practice world that staff turn on and off (the automatic officer)."""

    __tablename__ = "switches"
    __table_args__ = scoped(UniqueConstraint("world_id", "name"))

    name: Mapped[str] = mapped_column(String(40))
    is_on: Mapped[bool] = mapped_column(default=True)
