"""Dossiers of children that are under way, as rows of the guardian's Home."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _

from vssid_app.enrolment import words
from vssid_app.enrolment.queries import drafts_of_children
from vssid_app.enrolment.states import WAITING_FOR_FAMILY
from vssid_app.people.called import short_name_of
from vssid_app.registry.waiting import Waiting


def children_under_way(person_id: int) -> Iterator[Waiting]:
    """The child by name, where the dossier is, and its page."""
    for dossier in drafts_of_children(person_id):
        name = short_name_of(dossier.full_name) if dossier.full_name else _("chưa có tên")
        yield Waiting(
            title=_("Đăng ký cho con: %(name)s", name=name),
            words=words.state_of(dossier),
            url=url_for("enrolment.tracking", code=dossier.code),
            needs_holder=dossier.status in WAITING_FOR_FAMILY,
        )
