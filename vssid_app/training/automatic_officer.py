"""Practice worlds: an officer who is never away, and decides what nobody has opened.

It decides as a fair officer would, on the same findings that the desk shows. What a person has opened is that
person's: it is looked at again inside the transaction, so that nothing is taken out of anybody's hands.
"""

from __future__ import annotations

from datetime import timedelta

import structlog

from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.core.text import same_name
from vssid_app.core.world import current_world
from vssid_app.enrolment.findings import CODE_OF_TAKEN, asked_before, identity_reasons, photo_reasons
from vssid_app.enrolment.models import Dossier, Match
from vssid_app.enrolment.operations.changing import change_status
from vssid_app.enrolment.operations.deciding import accept, ask_supplement, receive_paper, reject
from vssid_app.enrolment.operations.opening import CannotOpen
from vssid_app.enrolment.queries import automatic_officer_is_on, taken, unopened_since
from vssid_app.enrolment.reasons import Reason, ReasonCode
from vssid_app.enrolment.states import WAITING_FOR_OFFICE, Action
from vssid_app.enrolment.taken import Taken
from vssid_app.people.models import Specimen

WAITS = timedelta(seconds=30)
# A photo that stays bad is asked for so often; then what can be read of it has to do.
PHOTO_ASKED_AT_MOST = 2


def decide_unopened() -> bool:
    """Decide what nobody opened within 30 seconds of ``Ghi nhận``; whether there may be more at once."""
    if not current_world().is_practice or not automatic_officer_is_on():
        return False
    waiting = unopened_since(instant() - WAITS)
    decided = [_is_decided(dossier) for dossier in waiting]
    return any(decided)


def _is_decided(dossier: Dossier) -> bool:
    """Decide one; what goes wrong with it is logged, and keeps no other waiting."""
    number = dossier.id
    try:
        try:
            return _decide(dossier)
        except CannotOpen:
            return _refuse_taken(dossier)
    except Exception:  # noqa: BLE001 - one dossier's trouble must not stop the others
        structlog.get_logger().exception("automatic officer failed", dossier=number)
        return False


def _decide(dossier: Dossier) -> bool:
    with db.transaction():
        if not _open(dossier):
            return False
        reasons = _asks(dossier)
        if dossier.match is Match.NOT_FOUND:
            reject(dossier, [Reason(ReasonCode.NUMBER_NOT_FOUND)], by=None)
        elif reasons:
            ask_supplement(dossier, reasons, by=None)
        else:
            accept(dossier, by=None)
        return True


def _refuse_taken(dossier: Dossier) -> bool:
    """No account can be opened, since the number or the phone has one."""
    with db.transaction():
        if not _open(dossier):
            return False
        reject(dossier, [Reason(CODE_OF_TAKEN[taken(dossier) or Taken.NUMBER])], by=None)
        return True


def _open(dossier: Dossier) -> bool:
    """Take a dossier to look at, with its paper; False when a person or the family was quicker."""
    db.reload(dossier)
    if dossier.opened_at is not None or dossier.status not in WAITING_FOR_OFFICE:
        return False
    receive_paper(dossier, by=None)
    if dossier.can(Action.OPEN_REVIEW):
        change_status(dossier, Action.OPEN_REVIEW, by_system=True)
    return True


def _asks(dossier: Dossier) -> list[Reason]:
    """What the family is asked for: bad photos, and differences that the papers do not prove."""
    before = asked_before(dossier)
    photos = [reason for reason in photo_reasons(dossier) if before[reason] < PHOTO_ASKED_AT_MOST]
    facts = [reason for reason in identity_reasons(dossier) if not before[reason] or _strays(dossier, reason)]
    return photos + facts


def _strays(dossier: Dossier, reason: Reason) -> bool:
    """Whether what was declared is not even what the lent papers say: then their photo proves nothing."""
    papers = db.session.get(Specimen, dossier.specimen_id) if dossier.specimen_id else None
    if papers is None or papers.citizen_id != dossier.citizen_id:
        return False
    if reason.code is ReasonCode.NAME_DIFFERS:
        return not same_name(dossier.full_name or "", papers.full_name)
    return dossier.birth != papers.birth
