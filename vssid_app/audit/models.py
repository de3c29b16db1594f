"""One row an event; rows are added and never changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String, event
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant
from vssid_app.core.db import Base, WorldScoped, scoped


class AuditEntry(WorldScoped, Base):
    """Who did or saw what, when. Facts hold codes and ids, never a number or a name of a person."""

    __tablename__ = "audit_entries"
    __table_args__ = scoped(Index("ix_audit_entries_subject", "world_id", "subject_kind", "subject_id"))

    at: Mapped[datetime] = mapped_column(default=instant)
    tag: Mapped[Tag]
    actor_id: Mapped[int | None]
    """Account that acted; None for the family before it has an account, and for the system."""
    subject_kind: Mapped[str] = mapped_column(String(30))
    subject_id: Mapped[int]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class AuditIsAppendOnly(RuntimeError):
    """An audit entry would have been changed or deleted."""


@event.listens_for(AuditEntry, "before_update")
@event.listens_for(AuditEntry, "before_delete")
def _refuse(_mapper: Mapper[AuditEntry], _connection: object, _target: AuditEntry) -> None:
    raise AuditIsAppendOnly("audit entries are added, never changed")
