"""When an account is closed: its dossiers stay with the office, without contact, photos and drafts."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select

from vssid_app.core.extensions import db
from vssid_app.enrolment.models import Dossier, OwnershipCase
from vssid_app.enrolment.operations.changing import change_status
from vssid_app.enrolment.operations.retention import forget_photos
from vssid_app.enrolment.own_data import own_dossiers
from vssid_app.enrolment.states import WAITING_FOR_OFFICE, Action, Status
from vssid_app.identity.models import Account

# Somebody waits for somebody: the office for the family, or the family for the office.
IN_WORK = WAITING_FOR_OFFICE | {Status.SUPPLEMENT_ASKED, Status.ACCEPTED}
_TYPED = (
    *("typed_number", "full_name", "birth", "sex", "citizen_id", "citizen_id_hash", "citizen_id_issued_on"),
    *("citizen_id_issued_at", "commune_code", "street", "school_code", "si_number", "person_id"),
)


def dossier_in_work(account: Account) -> Select[str]:
    """The code of a dossier of the account's holder that is not decided, or with an unanswered case."""
    unsettled = select(OwnershipCase.dossier_id).where(OwnershipCase.settled_at.is_(None))
    waiting = Dossier.status.in_(IN_WORK) | Dossier.id.in_(unsettled)
    return select(Dossier.code).where(own_dossiers(account), waiting).limit(1)


def newest_office(account: Account) -> str:
    """The office of the holder's newest dossier; empty without one."""
    offices = select(Dossier.office_code).where(own_dossiers(account), Dossier.office_code.is_not(None))
    return db.session.scalars(offices.order_by(Dossier.id.desc()).limit(1)).first() or ""


def forget_family(account: Account) -> list[str]:
    """Take contact and photos off the account's dossiers, and empty drafts; joins the caller's transaction.

    Gives the files to delete once it is through.
    """
    files: list[str] = []
    for dossier in _dossiers(account):
        db.reload(dossier)
        if dossier.status is Status.DRAFT:
            change_status(dossier, Action.WITHDRAW, by_system=True)
            _empty(dossier)
        files += forget_photos(dossier)
        dossier.phone = dossier.phone_hash = dossier.device_hash = ""
        dossier.email = dossier.email_proven_at = None
    return files


def _dossiers(account: Account) -> Sequence[Dossier]:
    return db.session.scalars(select(Dossier).where(own_dossiers(account))).all()


def _empty(dossier: Dossier) -> None:
    """What was never handed in is nobody's business."""
    for name in _TYPED:
        setattr(dossier, name, None)
    dossier.name_folded = dossier.class_name = ""
