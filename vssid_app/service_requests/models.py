"""The request, each change of its state, its optional photos, and the office's daily reminders."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from vssid_app.core.clock import VIETNAM, instant, now
from vssid_app.core.columns import EncryptedText, StoredFile
from vssid_app.core.db import Base, WorldScoped, same_world, scoped
from vssid_app.identity.models import Account
from vssid_app.people.models import Person
from vssid_app.service_requests.kinds import CardLoss, Delivery, PhotoKind, RequestKind, WhyPaper
from vssid_app.service_requests.reasons import Reason
from vssid_app.service_requests.states import ENDED, OPEN, WAITING_FOR_FAMILY, Action, Status, can
from vssid_app.service_requests.window_rules import holds_from

_IS_DRAFT = text("status = 'awaiting_code'")
_IS_OPEN = text(f"status IN ({', '.join(repr(status.value) for status in sorted(OPEN))})")


class ServiceRequest(WorldScoped, Base):
    """Something asked of the office for a person, by the person or a guardian.

    A part is None until its step is saved. ``about`` is empty for what a person has one of; for a correction
    it names the line, so that two lines can be corrected at a time.
    """

    __tablename__ = "service_requests"
    __table_args__ = scoped(
        UniqueConstraint("code"),
        same_world("person_id", "persons"),
        same_world("asked_by_id", "accounts"),
        Index(
            "uq_service_requests_open",
            *("world_id", "person_id", "kind", "about"),
            unique=True,
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
        # Each guardian has a draft of their own: an address is nobody else's business before it is sent.
        Index(
            "uq_service_requests_draft",
            *("world_id", "asked_by_id", "person_id", "kind", "about"),
            unique=True,
            sqlite_where=_IS_DRAFT,
            postgresql_where=_IS_DRAFT,
        ),
        Index("ix_service_requests_person", "world_id", "person_id"),
        Index("ix_service_requests_tracking_number", "world_id", "tracking_number"),
        Index("ix_service_requests_queue", "world_id", "office_code", "status", "due_on"),
    )

    code: Mapped[str] = mapped_column(String(12))
    """``TH-7K3M-Q9XA``, as dossiers have it."""
    kind: Mapped[RequestKind]
    about: Mapped[str] = mapped_column(String(80), default="")
    status: Mapped[Status] = mapped_column(default=Status.AWAITING_CODE)
    version: Mapped[int] = mapped_column(default=1)
    person_id: Mapped[int]
    asked_by_id: Mapped[int]
    """The account that began it, and that is told of each change."""
    card_code: Mapped[str | None] = mapped_column(String(15))
    """The card that it is about, as it stood when it was begun."""
    why_paper: Mapped[WhyPaper | None]
    loss: Mapped[CardLoss | None]
    delivery: Mapped[Delivery | None]
    school_code: Mapped[str | None] = mapped_column(String(40))
    class_name: Mapped[str] = mapped_column(String(30), default="")
    recipient: Mapped[str] = mapped_column(String(100), default="")
    phone: Mapped[str | None] = mapped_column(EncryptedText("service_requests.phone"))
    """Of the recipient, for the postman."""
    commune_code: Mapped[str | None] = mapped_column(String(5))
    street: Mapped[str] = mapped_column(String(200), default="")
    delivery_note: Mapped[str] = mapped_column(String(200), default="")
    postage: Mapped[int | None]
    """What the postman is paid, đồng, as it was told before sending."""
    facility_code: Mapped[str | None] = mapped_column(String(5))
    """Of a change of facility: the new one."""
    quoted: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """Of a correction: the line as it stood on the screen, words by words."""
    told: Mapped[str] = mapped_column(String(500), default="")
    """What the family writes: what is wrong, why another facility."""
    office_code: Mapped[str | None] = mapped_column(String(5))
    saved_steps: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """Step → moment of its last saving (ISO, machine's time)."""
    sent_at: Mapped[datetime | None]
    """The world's moment."""
    due_on: Mapped[date | None]
    """The last day of the office's time limit, in working days; the post comes after it."""
    tracking_number: Mapped[str] = mapped_column(String(30), default="")
    created_at: Mapped[datetime] = mapped_column(default=instant)
    changes: Mapped[list[ServiceRequestChange]] = relationship(
        order_by="ServiceRequestChange.id", back_populates="request"
    )
    photos: Mapped[list[ServiceRequestPhoto]] = relationship(
        order_by="ServiceRequestPhoto.id", back_populates="request"
    )
    person: Mapped[Person] = relationship(
        primaryjoin=lambda: foreign(ServiceRequest.person_id) == Person.id, viewonly=True
    )
    asked_by: Mapped[Account] = relationship(
        primaryjoin=lambda: foreign(ServiceRequest.asked_by_id) == Account.id, viewonly=True
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @property
    def is_draft(self) -> bool:
        """Whether it was not sent yet."""
        return self.status is Status.AWAITING_CODE

    @property
    def is_ended(self) -> bool:
        """Whether nothing more happens to it."""
        return self.status in ENDED

    @property
    def waits_for_family(self) -> bool:
        """Whether it is the family's turn."""
        return self.status in WAITING_FOR_FAMILY

    @property
    def can_be_withdrawn(self) -> bool:
        """Whether the family may still take it back."""
        return self.can(Action.WITHDRAW)

    @property
    def facility_from(self) -> date:
        """Of a change of facility: from when the new one holds; before it is sent, as if it were today."""
        asked, approved = self.sent_at or now(), self.last(Action.APPROVE)
        return holds_from(_day(asked), _day(approved.at) if approved else None)

    def can(self, action: Action) -> bool:
        """Whether the state allows an action now."""
        return can(RequestKind(self.kind), Status(self.status), action)

    def photo(self, kind: PhotoKind) -> ServiceRequestPhoto | None:
        """The photo of a kind, if one was taken."""
        return next((photo for photo in self.photos if photo.kind == kind), None)

    def last(self, *actions: Action) -> ServiceRequestChange | None:
        """The last change by one of these actions."""
        return next((change for change in reversed(self.changes) if change.action in actions), None)


def _day(moment: datetime) -> date:
    return moment.astimezone(VIETNAM).date()


class ServiceRequestChange(WorldScoped, Base):
    """One change of state: the timeline, and the proof of who did it."""

    __tablename__ = "service_request_changes"
    __table_args__ = scoped(
        same_world("request_id", "service_requests"),
        Index("ix_service_request_changes_request", "world_id", "request_id"),
        # Figures: what has come to a state in a period, and when.
        Index("ix_service_request_changes_figures", "world_id", "to_status", "at", "request_id"),
    )

    request_id: Mapped[int]
    action: Mapped[Action]
    from_status: Mapped[Status]
    to_status: Mapped[Status]
    at: Mapped[datetime] = mapped_column(default=now)
    """The world's moment: its clock may be moved between two steps, and each keeps its day."""
    by_id: Mapped[int | None]
    """Account that acted; None is the system (worker, simulator, automatic officer)."""
    by_staff: Mapped[bool] = mapped_column(default=False)
    reasons: Mapped[list[str]] = mapped_column(JSON, default=list)
    note: Mapped[str] = mapped_column(String(500), default="")
    """Read by the family: the answer to a correction, where a card lies ready."""
    request: Mapped[ServiceRequest] = relationship(back_populates="changes")
    by: Mapped[Account | None] = relationship(
        primaryjoin=lambda: foreign(ServiceRequestChange.by_id) == Account.id, viewonly=True
    )

    @property
    def asked(self) -> list[Reason]:
        """The coded reasons."""
        return [Reason(text) for text in self.reasons]


class ServiceRequestPhoto(WorldScoped, Base):
    """One picture; the file itself is encrypted in the file store."""

    __tablename__ = "service_request_photos"
    __table_args__ = scoped(
        same_world("request_id", "service_requests"), UniqueConstraint("request_id", "kind")
    )

    request_id: Mapped[int]
    kind: Mapped[PhotoKind]
    file_id: Mapped[str] = mapped_column(StoredFile)
    is_sample: Mapped[bool] = mapped_column(default=False)
    """Practice keeps no picture of the user's own."""
    taken_at: Mapped[datetime] = mapped_column(default=instant)
    request: Mapped[ServiceRequest] = relationship(back_populates="photos")


class ServiceReminder(WorldScoped, Base):
    """That the office was reminded of a late request on a day of the world: once a day."""

    __tablename__ = "service_reminders"
    __table_args__ = scoped(
        same_world("request_id", "service_requests"),
        UniqueConstraint("request_id", "day"),
        Index("ix_service_reminders_office", "world_id", "office_code", "day"),
    )

    request_id: Mapped[int]
    office_code: Mapped[str] = mapped_column(String(5))
    day: Mapped[date]
    working_days_late: Mapped[int]
    at: Mapped[datetime] = mapped_column(default=now)
    """The world's moment."""
    request: Mapped[ServiceRequest] = relationship(
        primaryjoin=lambda: foreign(ServiceReminder.request_id) == ServiceRequest.id, viewonly=True
    )
