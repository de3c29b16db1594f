"""One row an event; rows are added and never changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String, event
from sqlalchemy.orm import Mapped, Mapper, ORMExecuteState, mapped_column

from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant
from vssid_app.core.db import Base, WorldScoped, WorldSession, scoped
from vssid_app.core.prepared import APPEND_ONLY


class AuditEntry(WorldScoped, Base):
    """Who did or saw what, when. Facts hold codes and ids, never a number or a name of a person."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        *scoped(Index("ix_audit_entries_subject", "world_id", "subject_kind", "subject_id")),
        {"info": {APPEND_ONLY: True}},
    )

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


@event.listens_for(WorldSession, "do_orm_execute")
def _refuse_in_bulk(state: ORMExecuteState) -> None:
    """Statements go past the listeners of single rows; only the deletion of a whole world may."""
    if (state.is_update or state.is_delete) and not state.execution_options.get("cross_world"):
        touched = {mapper.class_ for mapper in state.all_mappers}
        if AuditEntry in touched:
            raise AuditIsAppendOnly("audit entries are added, never changed")
