"""Writing the log."""

from __future__ import annotations

from vssid_app.audit.models import AuditEntry
from vssid_app.audit.tags import Tag
from vssid_app.core.db import WorldScoped, unset
from vssid_app.core.extensions import db
from vssid_app.core.prepared import PreparedInsert


def record(tag: Tag, *, actor: int | None, subject: WorldScoped, **facts: str | int | bool | None) -> None:
    """Add an entry to the running transaction.

    ``actor`` is the account that acted, None for the system or a family without an account. ``facts`` must
    not hold numbers or names of people.
    """
    if unset(subject.id):
        db.session.flush()
    note(tag, type(subject).__name__, subject.id, actor=actor, **facts)


def note(
    tag: Tag,
    subject_kind: str,
    subject_id: int,
    *,
    actor: int | None = None,
    **facts: str | int | bool | None,
) -> None:
    """Add an entry about a row that is known by its kind and number only; for work on thousands of rows."""
    _ENTRY.add(tag=tag, actor_id=actor, subject_kind=subject_kind, subject_id=subject_id, facts=facts)


_ENTRY = PreparedInsert(AuditEntry)
