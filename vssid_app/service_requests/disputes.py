"""Corrections as the lines carry them: under way, or with the office's answer."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _
from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from vssid_app.core.extensions import db
from vssid_app.registry.records.disputes import Dispute
from vssid_app.service_requests import words
from vssid_app.service_requests.kinds import RequestKind
from vssid_app.service_requests.models import ServiceRequest, ServiceRequestChange
from vssid_app.service_requests.reasons import Reason
from vssid_app.service_requests.states import OPEN, Status

ANSWERED = frozenset({Status.DONE, Status.REJECTED})


def disputes_of_person(person_id: int) -> Mapping[str, Dispute]:
    """The lines of a person that are disputed or were answered, by key, the newest each; one statement."""
    last = (
        select(ServiceRequestChange.request_id, func.max(ServiceRequestChange.id).label("id"))
        .group_by(ServiceRequestChange.request_id)
        .subquery()
    )
    change = aliased(ServiceRequestChange)
    found = (
        select(ServiceRequest.about, ServiceRequest.code, ServiceRequest.status, change.note, change.reasons)
        .join(last, last.c.request_id == ServiceRequest.id)
        .join(change, and_(change.id == last.c.id, change.request_id == ServiceRequest.id))
        .where(
            ServiceRequest.person_id == person_id,
            ServiceRequest.kind == RequestKind.CORRECTION,
            ServiceRequest.status.in_(list(OPEN | ANSWERED)),
        )
        .order_by(ServiceRequest.id)
    )
    return {
        about: _dispute(code, Status(status), note, reasons)
        for about, code, status, note, reasons in db.session.execute(found)
    }


def _dispute(code: str, status: Status, note: str, reasons: list[str]) -> Dispute:
    if status in OPEN:
        return Dispute(code, _("Đang đề nghị đính chính"), "", is_open=True)
    if status is Status.DONE:
        return Dispute(code, _("Đã có trả lời đính chính"), note, is_open=False)
    why = " ".join(words.asked_words(Reason(reason)) for reason in reasons)
    return Dispute(code, _("Đề nghị đính chính không được nhận"), f"{why} {note}".strip(), is_open=False)
