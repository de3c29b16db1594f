"""The office's side: the paper, the look, the decision; each is taken once, whoever comes first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant
from vssid_app.core.extensions import db
from vssid_app.enrolment import messages
from vssid_app.enrolment.models import Dossier, DossierPhoto
from vssid_app.enrolment.operations.changing import change_status
from vssid_app.enrolment.operations.children import end_with_care, give_care
from vssid_app.enrolment.operations.opening import CannotOpen, Obstacle, open_account_of
from vssid_app.enrolment.reasons import Reason
from vssid_app.enrolment.staff_queries import dossier_of_office
from vssid_app.enrolment.states import Action, Status

LOOKING = timedelta(minutes=10)
# Looking at one photo after the other opens the page each time: one writing a minute says as much.
JUST = timedelta(minutes=1)


def receive_paper(dossier: Dossier, *, by: int | None) -> None:
    """Tick the signed paper as received. Ticking twice changes nothing.

    Raises:
        NotAllowed: when the dossier is decided, or not handed over yet.
    """
    with db.transaction():
        db.reload(dossier)
        if dossier.paper_received_at is not None:
            return
        change_status(dossier, Action.RECEIVE_PAPER, by=by, by_system=by is None)
        dossier.paper_received_at = instant()


def look_at(code: str, offices: frozenset[str], *, by: int) -> tuple[Dossier, int | None] | None:
    """Open the dossier of a code, if it is these offices'; with the other officer who has been looking."""
    with db.transaction(keep_read=True):
        dossier = dossier_of_office(code, offices, locked=True)
        return (dossier, _open(dossier, by)) if dossier else None


def open_review(dossier: Dossier, *, by: int) -> int | None:
    """Note that an officer looks at a dossier; gives the other officer who has been looking."""
    with db.transaction(keep_read=True):
        db.reload(dossier, related=False)
        return _open(dossier, by)


def _open(dossier: Dossier, by: int) -> int | None:
    record(Tag.DOSSIER_VIEWED, actor=by, subject=dossier)
    other = _looking(dossier, by)
    if other is None and dossier.can(Action.OPEN_REVIEW):
        change_status(dossier, Action.OPEN_REVIEW, by=by)
    if other is None and dossier.status is Status.UNDER_REVIEW and not _has_just_opened(dossier, by):
        dossier.opened_by_id, dossier.opened_at = by, instant()
    return other


def note_photo_view(photo: DossierPhoto, *, by: int) -> None:
    """Note that staff saw a picture."""
    with db.transaction(keep_read=True):
        record(Tag.PHOTO_VIEWED, actor=by, subject=photo, kind=photo.kind)


def note_paper_view(dossier: Dossier, *, by: int) -> None:
    """Note that staff took the declaration."""
    with db.transaction(keep_read=True):
        record(Tag.DOSSIER_VIEWED, actor=by, subject=dossier, paper="declaration")


def ask_supplement(dossier: Dossier, reasons: Sequence[Reason], *, by: int | None, note: str = "") -> None:
    """Ask the family for named things; all else stays as it is.

    Raises:
        NotAllowed: when the dossier has been decided meanwhile.
    """
    with db.transaction():
        change_status(dossier, Action.ASK_SUPPLEMENT, by=by, by_system=by is None, reasons=reasons, note=note)
        messages.send_supplement_asked(dossier, reasons)


def accept(dossier: Dossier, *, by: int | None) -> None:
    """Accept the registration, open the account, and send the notice with the activation code.

    Of a child: give the guardian the care of it, and say so.

    Raises:
        NotAllowed: when the dossier has been decided meanwhile.
        CannotOpen: without the signed paper, without a person in the register, or when taken by another.
    """
    with db.transaction():
        change_status(dossier, Action.ACCEPT, by=by, by_system=by is None)
        if dossier.paper_received_at is None:
            raise CannotOpen(Obstacle.NO_PAPER)
        if dossier.is_of_child:
            give_care(dossier, by=by)
            end_with_care(dossier)
            return
        account = open_account_of(dossier)
        messages.send_accepted(dossier, account)


def accept_until(dossier: Dossier, until: date | None, *, by: int | None) -> None:
    """Accept custody until a day that the officer has read in the decision; None: until of age.

    Raises:
        NotAllowed, CannotOpen: as ``accept``.
    """
    with db.transaction():
        dossier.care_until = until
        accept(dossier, by=by)


def reject(dossier: Dossier, reasons: Sequence[Reason], *, by: int | None, note: str = "") -> None:
    """Refuse the registration, with coded reasons; it can be corrected and sent again.

    Raises:
        NotAllowed: when the dossier has been decided meanwhile.
    """
    with db.transaction():
        change_status(dossier, Action.REJECT, by=by, by_system=by is None, reasons=reasons, note=note)
        messages.send_rejected(dossier, reasons)


def _has_just_opened(dossier: Dossier, by: int) -> bool:
    opened = dossier.opened_at
    return dossier.opened_by_id == by and opened is not None and instant() - opened < JUST


def _looking(dossier: Dossier, by: int) -> int | None:
    if dossier.opened_by_id in {None, by} or dossier.opened_at is None:
        return None
    return dossier.opened_by_id if instant() - dossier.opened_at < LOOKING else None
