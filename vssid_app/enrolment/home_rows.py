"""Dossiers of children that are under way, as rows of the guardian's Home."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import Integer, bindparam, func, literal, select

from vssid_app.core.prepared import table_of, this_world
from vssid_app.enrolment import words
from vssid_app.enrolment.kinds import DossierKind
from vssid_app.enrolment.models import Dossier
from vssid_app.enrolment.states import WAITING_FOR_FAMILY, Status
from vssid_app.people.called import short_name_of
from vssid_app.registry.waiting import Source, Waiting, WaitingRow

_DOSSIERS = table_of(Dossier)


def _tell(row: WaitingRow) -> Waiting:
    """The child by name, where the dossier is, and its page."""
    name = short_name_of(row.name) if row.name else _("chưa có tên")
    status = Status(row.status)
    return Waiting(
        title=_("Đăng ký cho con: %(name)s", name=name),
        words=words.status_word(status),
        url=url_for("enrolment.tracking", code=row.code),
        needs_holder=status in WAITING_FOR_FAMILY,
    )


CHILDREN_UNDER_WAY = Source(
    "dossiers",
    select(
        _DOSSIERS.c.code,
        literal("").label("kind"),
        _DOSSIERS.c.status,
        func.coalesce(_DOSSIERS.c.full_name, "").label("name"),
        literal("").label("public_id"),
        literal("").label("due_on"),
        literal("1").label("acts"),
    )
    .where(
        _DOSSIERS.c.world_id == this_world(),
        _DOSSIERS.c.kind == DossierKind.CHILD,
        _DOSSIERS.c.guardian_id == bindparam("viewer", type_=Integer),
        # One by one: a prepared read takes no list.
        *(_DOSSIERS.c.status != ended for ended in (Status.ACTIVE, Status.WITHDRAWN)),
    )
    .order_by(_DOSSIERS.c.id.desc()),
    _tell,
)
"""A guardian's dossiers of children that are not at their end, the newest first."""
