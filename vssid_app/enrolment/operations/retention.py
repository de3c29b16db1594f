"""Photos go when they have served: so many days after the decision, as the world's date has them."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import instant, today, world_time
from vssid_app.core.extensions import db, private_files
from vssid_app.enrolment.models import Dossier, DossierChange, DossierPhoto
from vssid_app.enrolment.states import DECIDED, Status
from vssid_app.policy.models import Parameter
from vssid_app.policy.queries import whole_number

BATCH = 50


def delete_old_photos() -> bool:
    """Delete the photos of dossiers decided long ago; says whether there may be more at once.

    Source: parameter ``photo_retention_days`` of the policy, in force today.
    """
    limit = instant() - timedelta(days=whole_number(Parameter.PHOTO_RETENTION_DAYS, today()))
    changed_since = select(DossierChange.id).where(
        DossierChange.dossier_id == Dossier.id, DossierChange.at > limit
    )
    with_photos = select(DossierPhoto.id).where(DossierPhoto.dossier_id == Dossier.id)
    old = select(Dossier).where(Dossier.status.in_(DECIDED), with_photos.exists(), ~changed_since.exists())
    found = db.session.scalars(old.order_by(Dossier.id).limit(BATCH)).all()
    for dossier in found:
        _delete_photos(dossier)
    return len(found) == BATCH


def _delete_photos(dossier: Dossier) -> None:
    with db.transaction():
        db.reload(dossier)
        if Status(dossier.status) not in DECIDED:
            return
        files = forget_photos(dossier)
    # After the rows: a row never points at nothing.
    for file_id in files:
        private_files.delete(file_id)


def forget_photos(dossier: Dossier) -> list[str]:
    """Delete the rows of a dossier's photos, inside the running transaction, and note the day.

    Gives the files: they are the caller's to delete once the transaction is through.
    """
    photos = list(dossier.photos)
    for photo in photos:
        db.session.delete(photo)
    if photos:
        dossier.photos_deleted_at = instant()
        record(Tag.PHOTOS_DELETED, actor=None, subject=dossier, count=len(photos))
    return [photo.file_id for photo in photos]


def photos_gone_on(dossier: Dossier) -> date | None:
    """The day on which the photos were deleted, as the world has it; None while there are any."""
    gone = dossier.photos_deleted_at
    return world_time(gone).date() if gone and not dossier.photos else None
